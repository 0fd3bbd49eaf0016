"""The part of a result's picture with the square of impact and effort: middles, how far people differ, and a list.

How far people differ is drawn from five placements of an option on; below, it would show single people.
"""

from __future__ import annotations

from itertools import combinations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPen

from cocreate.export.ballot_words import criterion_names
from cocreate.export.verdict import Line, Spread
from cocreate.ui.i18n import tr
from cocreate.ui.vote.papers.square import HIGH
from cocreate.ui.vote.pen import CENTRE, LEFT, RIGHT, TYPE, Pen
from cocreate.voting.counting import LEAST_PUBLISHED

ROUNDS = 80  # in which labels move apart
FADED = 0.3  # opacity of the others while one is read


class SquareChart:
    """Numbers on the square, titles beside it."""

    def __init__(self, pen: Pen, body: QRectF) -> None:
        self.pen, self.u, self.body = pen, pen.u, body
        side = min(body.height() - 6 * self.u, body.width() * 0.5)
        self.field = QRectF(body.left() + 6 * self.u, body.top(), side, side)

    def paint(self) -> None:
        self._axes()
        self._list()
        spots: dict[tuple[float, float], list[int]] = {}
        for k, line in enumerate(self.pen.found.lines):
            if (two := self._two(line)) is not None:
                spots.setdefault(self._reach(k, *two), []).append(k)
        places = list(spots)
        boxes = apart([self._box(spot, spots[spot]) for spot in places], self.field, 0.5 * self.u)
        for spot, box in zip(places, boxes, strict=True):  # above all that reaches: no number is struck through
            self._mark(QPointF(*spot), box, spots[spot])

    def _two(self, line: Line) -> tuple[Spread, Spread] | None:
        """Impact and effort of an option that somebody placed."""
        by_name = dict(zip(criterion_names(self.pen.t, self.pen.found.round), line.spreads, strict=False))
        impact, effort = by_name.get("impact"), by_name.get("effort")
        if impact is None or effort is None or impact.quartiles is None or effort.quartiles is None:
            return None
        return impact, effort

    def _list(self) -> None:
        field, body = self.field, self.body
        left = field.right() + 8 * self.u
        lines = self.pen.found.lines
        high = min(max(body.height() / len(lines), 6.2 * self.u), 9.6 * self.u)
        row = QRectF(left, body.top(), body.right() - left, high)
        fit = int(body.height() // row.height())
        first = max(min(self.pen.current - fit + 1, len(lines) - fit), 0)  # the one that is read is in the list
        for k, line in list(enumerate(lines))[first : first + fit]:
            is_split = any(one.is_split for one in line.spreads)
            said = tr("{said} · split", said=line.title) if is_split else line.title
            if k == self.pen.current:
                self.pen.p.setPen(Qt.PenStyle.NoPen)
                self.pen.p.setBrush(self.pen.now.colour("accent_soft"))
                self.pen.p.drawRoundedRect(row.adjusted(-1.5 * self.u, 0, 0, 0), self.u, self.u)
            number = QRectF(row.left(), row.top(), 6 * self.u, row.height())
            self.pen.text(number, str(k + 1), TYPE, "text", LEFT, is_bold=k < 3)
            most = 2 if row.height() >= 9 * self.u else 1
            self.pen.lines(row.adjusted(6 * self.u, 0, 0, 0), said, TYPE, "text", most, is_bold=k < 3)
            row.translate(0, row.height())

    def _axes(self) -> None:
        p, now, field = self.pen.p, self.pen.now, self.field
        p.setPen(QPen(now.colour("line"), max(self.u * 0.3, 1)))
        p.setBrush(now.colour("raised"))
        p.drawRoundedRect(field, self.u, self.u)
        middle = field.center()
        p.drawLine(QPointF(middle.x(), field.top()), QPointF(middle.x(), field.bottom()))
        p.drawLine(QPointF(field.left(), middle.y()), QPointF(field.right(), middle.y()))
        below = QRectF(field.left(), field.bottom(), field.width(), 6 * self.u)
        self.pen.text(below, tr("little effort"), TYPE, "muted", LEFT)
        self.pen.text(below, tr("much effort"), TYPE, "muted", RIGHT)
        p.save()
        p.translate(field.left() - 6 * self.u, field.bottom())
        p.rotate(-90)
        beside = QRectF(0, 0, field.height(), 6 * self.u)
        self.pen.text(beside, tr("little impact"), TYPE, "muted", LEFT)
        self.pen.text(beside, tr("much impact"), TYPE, "muted", RIGHT)
        p.restore()

    def _at(self, impact: float, effort: float) -> QPointF:
        step = self.field.width() / HIGH
        return QPointF(self.field.left() + (effort - 0.5) * step, self.field.bottom() - (impact - 0.5) * step)

    def _opacity(self, these: list[int]) -> float:
        is_faded = self.pen.current >= 0 and self.pen.current not in these
        return self.pen.share * (FADED if is_faded else 1.0)

    def _reach(self, k: int, impact: Spread, effort: Spread) -> tuple[float, float]:
        """Draw where half of the room lies, as an ellipse with bars each way; the spot of the middle."""
        i, e = impact.quartiles, effort.quartiles
        assert i is not None
        assert e is not None
        at = self._at(float(i.middle), float(e.middle))
        if min(sum(impact.counts), sum(effort.counts)) < LEAST_PUBLISHED:
            return at.x(), at.y()
        p = self.pen.p
        reach = QRectF(self._at(float(i.high), float(e.low)), self._at(float(i.low), float(e.high)))
        ink = self.pen.now.colour("warn" if impact.is_split or effort.is_split else "accent")
        soft = QColor(ink)
        soft.setAlphaF(0.12)
        p.setOpacity(self._opacity([k]))
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(soft)
        p.drawEllipse(reach.adjusted(-self.u, -self.u, self.u, self.u))
        p.setPen(QPen(ink, max(self.u * 0.35, 1.2)))
        p.drawLine(QPointF(reach.left(), at.y()), QPointF(reach.right(), at.y()))
        p.drawLine(QPointF(at.x(), reach.top()), QPointF(at.x(), reach.bottom()))
        p.setOpacity(1.0)
        return at.x(), at.y()

    def _box(self, spot: tuple[float, float], these: list[int]) -> QRectF:
        """Room for the numbers of all options with their middle here."""
        r = 2.8 * self.u
        said = self.pen.metrics(is_bold=True).horizontalAdvance(_numbers(these))
        half = max(said / 2 + 1.4 * self.u, r)
        return QRectF(spot[0] - half, spot[1] - r, 2 * half, 2 * r)

    def _mark(self, at: QPointF, box: QRectF, these: list[int]) -> None:
        """The numbers in one shape; where it had to make way, a line leads to the middle."""
        lines = [self.pen.found.lines[k] for k in these]
        is_split = any(one.is_split for line in lines for one in line.spreads)
        few = any(sum(one.counts) < LEAST_PUBLISHED for line in lines for one in line.spreads)
        p, ink = self.pen.p, self.pen.now.colour("warn" if is_split else "accent")
        p.setOpacity(self._opacity(these))
        if not box.contains(at):
            p.setPen(QPen(ink, max(self.u * 0.3, 1)))
            p.drawLine(at, box.center())
            p.setPen(Qt.PenStyle.NoPen)
            p.setBrush(ink)
            p.drawEllipse(at, 0.8 * self.u, 0.8 * self.u)
        p.setPen(QPen(ink, max(self.u * 0.4, 1.5)) if few else Qt.PenStyle.NoPen)
        p.setBrush(
            self.pen.now.colour("raised") if few else ink
        )  # hollow: too few placed it to say how far they differ
        p.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        role = "text" if few else "canvas" if is_split else "on_accent"
        self.pen.text(box.adjusted(-self.u, 0, self.u, 0), _numbers(these), TYPE, role, CENTRE, is_bold=True)
        p.setOpacity(1.0)


def _numbers(these: list[int]) -> str:
    return " ".join(str(k + 1) for k in these)


def apart(boxes: list[QRectF], field: QRectF, gap: float) -> list[QRectF]:
    """The same boxes, moved as little as it takes for none to lie on another; all inside the field while they fit."""
    out = [QRectF(box) for box in boxes]
    for _ in range(ROUNDS):
        moved = False
        for a, b in combinations(out, 2):
            wide = min(a.right(), b.right()) - max(a.left(), b.left()) + gap
            high = min(a.bottom(), b.bottom()) - max(a.top(), b.top()) + gap
            if wide <= 0 or high <= 0:
                continue
            moved = True
            if high <= wide:
                way = -1 if a.center().y() <= b.center().y() else 1
                a.translate(0, way * high / 2)
                b.translate(0, -way * high / 2)
            else:
                way = -1 if a.center().x() <= b.center().x() else 1
                a.translate(way * wide / 2, 0)
                b.translate(-way * wide / 2, 0)
        for box in out:
            box.moveLeft(min(max(box.left(), field.left()), field.right() - box.width()))
            box.moveTop(min(max(box.top(), field.top()), field.bottom() - box.height()))
        if not moved:
            break
    return out
