"""A revealed vote as one picture for the wall and for slides: bars, spreads or the square of impact and effort.

It paints a `Verdict` and nothing else; nothing in it is smaller than 1/25 of its height.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from cocreate.export.ballot_words import criterion_names, method_name
from cocreate.export.verdict import Line, Verdict, coverage, figure, supporters, turnout
from cocreate.ui import theme
from cocreate.ui.i18n import tr
from cocreate.ui.vote.papers.square import HIGH
from cocreate.ui.widgets import motion
from cocreate.voting.stability import band
from cocreate.words import words

REVEAL_MS = 2600  # the last place first, the winner at the end
SLIDE = QSize(1920, 1080)
TYPE = 4.0  # hundredths of the height: the smallest type
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class Chart(QWidget):
    """Shows a verdict; `play` lets it grow."""

    def __init__(self, found: Verdict) -> None:
        super().__init__()
        self.found, self.share = found, 1.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(spoken(found))

    def play(self) -> None:
        """From nothing to the whole; at once when motion is reduced."""
        self.share = 0.0
        motion.run(self, REVEAL_MS, self._grow)

    def _grow(self, share: float) -> None:
        self.share = share
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        Drawing(painter, QRectF(self.rect()), self.found, self.share).paint()


def picture(found: Verdict) -> QImage:
    """The whole chart at the size of a slide."""
    out = QImage(SLIDE, QImage.Format.Format_RGB32)
    out.fill(theme.current().colour("canvas"))
    painter = QPainter(out)
    Drawing(painter, QRectF(0, 0, SLIDE.width(), SLIDE.height()), found, 1.0).paint()
    painter.end()
    return out


def spoken(found: Verdict) -> str:
    """The result for screen readers."""
    t = words(tr.language)
    lines = [
        tr("Place {rank}: {title}, {words}", rank=x.result.rank, title=x.title, words=figure(t, found.round, x.result))
        for x in found.lines
    ]
    return "; ".join([found.round.title, *lines])


class Drawing:
    """One painting of a verdict in an area."""

    def __init__(self, painter: QPainter, area: QRectF, found: Verdict, share: float) -> None:
        self.p, self.area, self.found, self.share = painter, area, found, share
        self.u = min(area.height() / 100, area.width() / 140)
        self.t, self.now = words(tr.language), theme.current()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = 6 * self.u
        self.inner = area.adjusted(edge, 5 * self.u, -edge, -4 * self.u)

    def paint(self) -> None:
        self._head()
        body = self.inner.adjusted(0, 17 * self.u, 0, -self._foot_height() - 2 * self.u)
        held = self.found.round
        spread = any(line.spreads for line in self.found.lines)
        if held.method == "impact_effort" and spread:
            self._square(body)
        else:
            self._rows(body, spread)
        self._foot()

    # ---- type

    def _font(self, size: float, is_bold: bool = False) -> QFont:
        out = theme.font("strong" if is_bold else "body", tabular=True)
        out.setPixelSize(max(round(size * self.u), 1))
        return out

    def _text(self, box: QRectF, text: str, size: float, role: str, flags: object, is_bold: bool = False) -> None:
        self.p.setFont(self._font(size, is_bold))
        self.p.setPen(self.now.colour(role))
        said = self.p.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(box.width()))
        self.p.drawText(box, flags, said)  # type: ignore[call-overload]

    # ---- parts

    def _head(self) -> None:
        box = QRectF(self.inner.left(), self.inner.top(), self.inner.width(), 8 * self.u)
        self._title(box)
        box.translate(0, 9 * self.u)
        box.setHeight(6 * self.u)
        held = self.found.round
        said = f"{method_name(self.t, held.method)} · {turnout(self.t, held)}"
        self._text(box, said, TYPE, "muted", LEFT)

    def _title(self, box: QRectF) -> None:
        """In one line when it fits, else smaller in two."""
        title = self.found.round.title
        self.p.setFont(self._font(6, is_bold=True))
        if self.p.fontMetrics().horizontalAdvance(title) <= box.width():
            self._text(box, title, 6, "text", LEFT, is_bold=True)
            return
        self.p.setFont(self._font(TYPE, is_bold=True))
        room = int(box.width() * 1.9)
        said = self.p.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, room)
        self.p.setPen(self.now.colour("text"))
        self.p.drawText(box.adjusted(0, -2 * self.u, 0, 2 * self.u), LEFT | Qt.TextFlag.TextWordWrap, said)

    def _is_toss(self, line: Line) -> bool:
        firm = line.result.firmness
        return firm >= 0 and band(max(firm, 1000 - firm) / 1000) == "coin-toss"

    def _has_legend(self) -> bool:
        return self.found.has_fair or any(self._is_toss(line) for line in self.found.lines)

    def _foot_height(self) -> float:
        return (self._voice_rows() + self._has_legend()) * 6 * self.u

    def _voices(self) -> list[str]:
        """How many have a choice in the shortlists; none where nothing is short-listed."""
        held = self.found.round
        said = [(tr("Most support"), held.plain_reach)] if held.cut else []
        if said and self.found.has_fair:
            said.append((tr("Fair shortlist"), held.fair_reach))
        return [tr("{name}: {words}", name=name, words=coverage(self.t, n, held.chose)) for name, n in said]

    def _voice_rows(self) -> int:
        """Side by side when they fit, else one below the other."""
        said, metrics = self._voices(), QFontMetricsF(self._font(TYPE, is_bold=True))
        room = self.inner.width() / max(len(said), 1) - 4 * self.u
        return 1 if said and all(metrics.horizontalAdvance(line) <= room for line in said) else len(said)

    def _foot(self) -> None:
        said, rows = self._voices(), self._voice_rows()
        if not said:
            return
        y = self.inner.bottom() - self._foot_height()
        wide = self.inner.width() * rows / len(said)
        for k, line in enumerate(said):
            across, down = divmod(k, rows)
            box = QRectF(self.inner.left() + across * wide, y + down * 6 * self.u, wide - 4 * self.u, 6 * self.u)
            self._text(box, line, TYPE, "text", LEFT, is_bold=k == 1)
        if self._has_legend():
            self._legend(y + rows * 6 * self.u)

    def _legend(self, y: float) -> None:
        x, half = self.inner.left(), self.inner.width() / 2
        if any(self._is_toss(line) for line in self.found.lines):
            self._outline(QRectF(x, y + 2 * self.u, 6 * self.u, 2.4 * self.u), self.now.colour("muted"))
            box = QRectF(x + 8 * self.u, y, half - 10 * self.u, 6 * self.u)
            self._text(box, tr("coin-toss: could go either way"), TYPE, "muted", LEFT)
            x += half
        if self.found.has_fair:
            self._diamond(QPointF(x + 2 * self.u, y + 3 * self.u))
            box = QRectF(x + 5 * self.u, y, half, 6 * self.u)
            self._text(box, tr("in the fair shortlist"), TYPE, "muted", LEFT)

    def _outline(self, box: QRectF, ink: QColor) -> None:
        self.p.setBrush(QColor(0, 0, 0, 0))
        self.p.setPen(QPen(ink, max(self.u * 0.4, 1.5)))
        half = self.p.pen().widthF() / 2
        box = box.adjusted(half, half, -half, -half)
        self.p.drawRoundedRect(box, box.height() / 2, box.height() / 2)

    def _diamond(self, at: QPointF) -> None:
        r = 1.5 * self.u
        self.p.setPen(Qt.PenStyle.NoPen)
        self.p.setBrush(self.now.colour("ok"))
        self.p.drawPolygon([at + QPointF(0, -r), at + QPointF(r, 0), at + QPointF(0, r), at + QPointF(-r, 0)])

    # ---- rows

    def _rows(self, body: QRectF, has_spread: bool) -> None:
        lines = self.found.lines
        fit = max(int(body.height() // (6.2 * self.u)), 1)
        shown = lines if len(lines) <= fit else lines[: fit - 1]
        high = min(body.height() / max(len(shown) + (len(shown) < len(lines)), 1), 11 * self.u)
        if has_spread and len(names := criterion_names(self.t, self.found.round)) > 1:
            high = min(high, (body.height() - 6 * self.u) / max(len(shown), 1))
            self._criteria(body, list(names.values()))
            body = body.adjusted(0, 6 * self.u, 0, 0)
        for k, line in enumerate(shown):
            box = QRectF(body.left(), body.top() + k * high, body.width(), high)
            mine = min(max((self.share * (len(shown) + 2) - (len(shown) - 1 - k)) / 3, 0.0), 1.0)
            self.p.setOpacity(min(mine * 2, 1.0))
            self._row(box, line, mine)
            self.p.setOpacity(1.0)
            is_cut = line.is_in and k + 1 < len(lines) and not lines[k + 1].is_in
            if is_cut and not self.found.round.money:
                self.p.setPen(QPen(self.now.colour("muted"), max(self.u * 0.25, 1), Qt.PenStyle.DashLine))
                self.p.drawLine(box.bottomLeft(), box.bottomRight())
        if len(shown) < len(lines):
            rest = QRectF(body.left(), body.top() + len(shown) * high, body.width(), high)
            n = len(lines) - len(shown)
            self._text(rest, tr.plural("and {n} more", "and {n} more", n=n), TYPE, "muted", LEFT)

    def _columns(self, box: QRectF) -> tuple[QRectF, QRectF, QRectF, QRectF]:
        """Rank, title, bar, figure."""
        wide = box.width()
        several = len(criterion_names(self.t, self.found.round)) > 1 and self.found.lines[0].spreads
        parts = (0.05, 0.28, 0.45, 0.22) if several else (0.05, 0.37, 0.28, 0.30)
        out, x = [], box.left()
        for part in parts:
            out.append(QRectF(x, box.top(), wide * part, box.height()))
            x += wide * part
        out[1].adjust(0, 0, -3 * self.u, 0)
        out[3].adjust(3 * self.u, 0, 0, 0)
        return out[0], out[1], out[2], out[3]

    def _criteria(self, body: QRectF, names: list[str]) -> None:
        bar = self._columns(QRectF(body.left(), body.top(), body.width(), 6 * self.u))[2]
        wide = bar.width() / len(names)
        for k, name in enumerate(names):
            box = QRectF(bar.left() + k * wide, bar.top(), wide - self.u, bar.height())
            self._text(box, name, TYPE, "muted", LEFT)

    def _row(self, box: QRectF, line: Line, share: float) -> None:
        rank, title, bar, score = self._columns(box)
        self._text(rank, str(line.result.rank), TYPE, "muted", LEFT, is_bold=True)
        if line.is_fair:
            self._diamond(QPointF(title.left() + 1.5 * self.u, title.center().y()))
            title.adjust(4.5 * self.u, 0, 0, 0)
        self._text(title, line.title, TYPE, "text", LEFT, is_bold=line.is_in)
        if line.spreads:
            self._histograms(bar, line, share)
        else:
            self._bar(bar, line, share)
        held = self.found.round
        said = figure(self.t, held, line.result)
        if any(one.is_split for one in line.spreads):
            said = tr("{said} · split", said=said)
        elif people := supporters(self.t, held, line.result):
            said = f"{said} {people}" if held.method in ("dots", "quadratic") else said
        self._text(score, said, TYPE, "text", LEFT)

    def _bar(self, box: QRectF, line: Line, share: float) -> None:
        high = min(box.height() * 0.5, 4 * self.u)
        track = QRectF(box.left(), box.center().y() - high / 2, box.width(), high)
        self.p.setPen(Qt.PenStyle.NoPen)
        self.p.setBrush(self.now.colour("pressed"))
        self.p.drawRoundedRect(track, high / 2, high / 2)
        if line.share <= 0:
            return
        full = QRectF(track)
        full.setWidth(max(track.width() * line.share * share, high))
        ink = self.now.colour("accent" if line.is_in or line.result.rank == 1 else "muted")
        if self._is_toss(line):
            self._outline(full, ink)  # hollow: it could have gone the other way
            return
        self.p.setBrush(ink)
        self.p.drawRoundedRect(full, high / 2, high / 2)

    def _histograms(self, box: QRectF, line: Line, share: float) -> None:
        wide = box.width() / len(line.spreads)
        for k, one in enumerate(line.spreads):
            area = QRectF(box.left() + k * wide, box.top() + self.u, wide - 2 * self.u, box.height() - 2 * self.u)
            top, step = max(one.counts) or 1, area.width() / len(one.counts)
            self.p.setPen(Qt.PenStyle.NoPen)
            for at, people in enumerate(one.counts):
                tall = area.height() * people / top * share
                self.p.setBrush(self.now.colour("pressed"))
                thin = self.u * 0.3
                self.p.drawRect(QRectF(area.left() + at * step, area.bottom() - thin, step * 0.86, thin))
                self.p.setBrush(self.now.colour("warn" if one.is_split else "accent"))
                self.p.drawRect(QRectF(area.left() + at * step, area.bottom() - tall, step * 0.86, tall))

    # ---- impact and effort

    def _square(self, body: QRectF) -> None:
        side = min(body.height() - 6 * self.u, body.width() * 0.5)
        field = QRectF(body.left() + 6 * self.u, body.top(), side, side)
        self._axes(field)
        listed = QRectF(field.right() + 8 * self.u, body.top(), body.right() - field.right() - 8 * self.u, 6.2 * self.u)
        fit = int(body.height() // listed.height())
        spots: dict[tuple[float, float], list[tuple[int, bool]]] = {}
        for k, line in enumerate(self.found.lines, 1):
            if (spot := self._reach(field, line)) is not None:
                spots.setdefault(spot, []).append((k, any(one.is_split for one in line.spreads)))
            if k <= fit:
                split = any(one.is_split for one in line.spreads)
                said = tr("{said} · split", said=line.title) if split else line.title
                self._text(listed, f"{k}  {said}", TYPE, "text", LEFT, is_bold=k <= 3)
                listed.translate(0, listed.height())
        for spot, those in spots.items():  # above all that reaches, so that a number is never struck through
            self._mark(QPointF(*spot), those)

    def _axes(self, field: QRectF) -> None:
        self.p.setPen(QPen(self.now.colour("line"), max(self.u * 0.3, 1)))
        self.p.setBrush(self.now.colour("raised"))
        self.p.drawRoundedRect(field, self.u, self.u)
        middle = field.center()
        self.p.drawLine(QPointF(middle.x(), field.top()), QPointF(middle.x(), field.bottom()))
        self.p.drawLine(QPointF(field.left(), middle.y()), QPointF(field.right(), middle.y()))
        below = QRectF(field.left(), field.bottom(), field.width(), 6 * self.u)
        self._text(below, tr("little effort"), TYPE, "muted", LEFT)
        self._text(below, tr("much effort"), TYPE, "muted", RIGHT)
        self.p.save()
        self.p.translate(field.left() - 6 * self.u, field.bottom())
        self.p.rotate(-90)
        beside = QRectF(0, 0, field.height(), 6 * self.u)
        self._text(beside, tr("little impact"), TYPE, "muted", LEFT)
        self._text(beside, tr("much impact"), TYPE, "muted", RIGHT)
        self.p.restore()

    def _reach(self, field: QRectF, line: Line) -> tuple[float, float] | None:
        """The quartiles as an ellipse and bars each way; the spot of the middle, or None without two spreads."""
        by_name = dict(zip(criterion_names(self.t, self.found.round), line.spreads, strict=False))
        impact, effort = by_name.get("impact"), by_name.get("effort")
        if impact is None or effort is None or impact.quartiles is None or effort.quartiles is None:
            return None
        step = field.width() / HIGH

        def x(value: float) -> float:
            return field.left() + (value - 0.5) * step

        def y(value: float) -> float:
            return field.bottom() - (value - 0.5) * step

        e, i = effort.quartiles, impact.quartiles
        at = QPointF(x(float(e.middle)), y(float(i.middle)))
        reach = QRectF(QPointF(x(float(e.low)), y(float(i.high))), QPointF(x(float(e.high)), y(float(i.low))))
        ink = self.now.colour("warn" if impact.is_split or effort.is_split else "accent")
        soft = QColor(ink)
        soft.setAlphaF(0.12 * self.share)
        self.p.setPen(Qt.PenStyle.NoPen)
        self.p.setBrush(soft)
        self.p.drawEllipse(reach.adjusted(-self.u, -self.u, self.u, self.u))
        self.p.setOpacity(self.share)
        self.p.setPen(QPen(ink, max(self.u * 0.35, 1.2)))
        self.p.drawLine(QPointF(reach.left(), at.y()), QPointF(reach.right(), at.y()))
        self.p.drawLine(QPointF(at.x(), reach.top()), QPointF(at.x(), reach.bottom()))
        self.p.setOpacity(1.0)
        return at.x(), at.y()

    def _mark(self, at: QPointF, those: list[tuple[int, bool]]) -> None:
        """The numbers of all options with their middle here, in one shape: none lies under another."""
        is_split, r = any(split for _, split in those), 2.8 * self.u
        said = " ".join(str(number) for number, _ in those)
        half = max(QFontMetricsF(self._font(TYPE, is_bold=True)).horizontalAdvance(said) / 2 + 1.4 * self.u, r)
        box = QRectF(at.x() - half, at.y() - r, 2 * half, 2 * r)
        self.p.setOpacity(self.share)
        self.p.setPen(Qt.PenStyle.NoPen)
        self.p.setBrush(self.now.colour("warn" if is_split else "accent"))
        self.p.drawRoundedRect(box, r, r)
        ink = "canvas" if is_split else "on_accent"
        self._text(box.adjusted(-self.u, 0, self.u, 0), said, TYPE, ink, Qt.AlignmentFlag.AlignCenter, is_bold=True)
        self.p.setOpacity(1.0)
