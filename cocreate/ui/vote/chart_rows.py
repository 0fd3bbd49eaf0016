"""The part of a result's picture with one row an option: bars, or how the room is spread over a scale."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPen

from cocreate.export.ballot_words import criterion_names, step_names
from cocreate.export.verdict import Line, figure, supporters
from cocreate.ui.i18n import tr
from cocreate.ui.vote.pen import LEFT, TYPE, Pen, is_toss
from cocreate.voting.methods import METHODS

HEAD = 6.0  # hundredths: above the rows, where scales say what they are
LEAST_BAR = 0.2  # of the width


class Rows:
    """Options in their order. Those that do not fit are counted in a last line."""

    def __init__(self, pen: Pen, body: QRectF) -> None:
        self.pen, self.u, self.t = pen, pen.u, pen.t
        self.lines = pen.found.lines
        self.has_spread = any(line.spreads for line in self.lines)
        self.names = list(criterion_names(self.t, pen.found.round).values())
        self.body = body
        self._parts = self._widths()

    def paint(self) -> None:
        body, lines = self.body, self.lines
        if self.has_spread:
            self._head(QRectF(body.left(), body.top(), body.width(), HEAD * self.u))
            body = body.adjusted(0, HEAD * self.u, 0, 0)
        fit = max(int(body.height() // (6.2 * self.u)), 1)
        shown = lines if len(lines) <= fit else lines[: fit - 1]
        high = min(body.height() / max(len(shown) + (len(shown) < len(lines)), 1), 11 * self.u)
        for k, line in enumerate(shown):
            box = QRectF(body.left(), body.top() + k * high, body.width(), high)
            grown = min(max((self.pen.share * (len(shown) + 2) - (len(shown) - 1 - k)) / 3, 0.0), 1.0)
            self.pen.p.setOpacity(min(grown * 2, 1.0))
            self._row(box, line, grown, is_current=k == self.pen.current)
            self.pen.p.setOpacity(1.0)
            is_cut = line.is_in and k + 1 < len(lines) and not lines[k + 1].is_in
            if is_cut and not self.pen.found.round.money:
                self.pen.p.setPen(QPen(self.pen.now.colour("muted"), max(self.u * 0.25, 1), Qt.PenStyle.DashLine))
                self.pen.p.drawLine(box.bottomLeft(), box.bottomRight())
        if len(shown) < len(lines):
            rest = QRectF(body.left(), body.top() + len(shown) * high, body.width(), high)
            n = len(lines) - len(shown)
            self.pen.text(rest, tr.plural("and {n} more", "and {n} more", n=n), TYPE, "muted", LEFT)

    # ---- columns

    def _widths(self) -> tuple[float, float, float, float]:
        """Rank, title, bar and figure: the title gets what the figures leave, down to the least bar."""
        wide, bold, plain = self.body.width(), self.pen.metrics(is_bold=True), self.pen.metrics()
        rank = 0.05 * wide
        figure_ = max((plain.horizontalAdvance(self._figure(line)) for line in self.lines), default=0.0) + 4 * self.u
        mark = 4.5 * self.u if any(line.is_fair for line in self.lines) else 0.0
        title = max((bold.horizontalAdvance(line.title) for line in self.lines), default=0.0) + mark + 4 * self.u
        several = self.has_spread and len(self.names) > 1
        bar = (0.45 if several else LEAST_BAR) * wide
        figure_ = min(figure_, 0.36 * wide)
        title = min(max(title, 0.2 * wide), max(wide - rank - figure_ - bar, 0.22 * wide))
        return rank, title, max(wide - rank - title - figure_, 0.1 * wide), figure_

    def _columns(self, box: QRectF) -> tuple[QRectF, QRectF, QRectF, QRectF]:
        out, x = [], box.left()
        for part in self._parts:
            out.append(QRectF(x, box.top(), part, box.height()))
            x += part
        out[1].adjust(0, 0, -3 * self.u, 0)
        out[3].adjust(3 * self.u, 0, 0, 0)
        return out[0], out[1], out[2], out[3]

    def _head(self, box: QRectF) -> None:
        """What the columns of a scale are: its criteria, or its steps by number."""
        bar = self._columns(box)[2]
        steps = self.lines[0].spreads[0] if self.lines[0].spreads else None
        if len(self.names) > 1:
            wide = bar.width() / len(self.names)
            for k, name in enumerate(self.names):
                at = QRectF(bar.left() + k * wide, bar.top(), wide - self.u, bar.height())
                self.pen.text(at, name, TYPE, "muted", LEFT)
        elif steps is not None:
            wide = (bar.width() - 2 * self.u) / len(steps.counts)
            for k in range(len(steps.counts)):
                at = QRectF(bar.left() + k * wide, bar.top(), wide * 0.86, bar.height())
                self.pen.text(at, str(steps.low + k), TYPE, "muted", Qt.AlignmentFlag.AlignCenter)

    # ---- one row

    def _figure(self, line: Line) -> str:
        held = self.pen.found.round
        said = figure(self.t, held, line.result)
        if any(one.is_split for one in line.spreads):
            return tr("{said} · split", said=said)
        people = supporters(self.t, held, line.result)
        return f"{said} {people}" if people and held.method in ("dots", "quadratic") else said

    def _row(self, box: QRectF, line: Line, share: float, *, is_current: bool) -> None:
        pen = self.pen
        if is_current:
            pen.p.setPen(Qt.PenStyle.NoPen)
            pen.p.setBrush(pen.now.colour("accent_soft"))
            pen.p.drawRoundedRect(box.adjusted(-2 * self.u, self.u * 0.3, 2 * self.u, -self.u * 0.3), self.u, self.u)
        rank, title, bar, score = self._columns(box)
        pen.text(rank, str(line.result.rank), TYPE, "muted", LEFT, is_bold=True)
        if line.is_fair:
            pen.diamond(QPointF(title.left() + 1.5 * self.u, title.center().y()))
            title.adjust(4.5 * self.u, 0, 0, 0)
        most = 2 if box.height() >= 9.6 * self.u else 1
        pen.lines(title, line.title, TYPE, "text", most, is_bold=line.is_in)
        if line.spreads:
            self._histograms(bar, line, share)
        else:
            self._bar(bar, line, share)
        pen.text(score, self._figure(line), TYPE, "text", LEFT)

    def _bar(self, box: QRectF, line: Line, share: float) -> None:
        p, now = self.pen.p, self.pen.now
        high = min(box.height() * 0.5, 4 * self.u)
        track = QRectF(box.left(), box.center().y() - high / 2, box.width(), high)
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(now.colour("pressed"))
        p.drawRoundedRect(track, high / 2, high / 2)
        if line.share <= 0:
            return
        full = QRectF(track)
        full.setWidth(max(track.width() * line.share * share, high))
        ink = now.colour("accent" if line.is_in or line.result.rank == 1 else "muted")
        if is_toss(line):
            self.pen.outline(full, ink)  # hollow: it could have gone the other way
            return
        p.setBrush(ink)
        p.drawRoundedRect(full, high / 2, high / 2)

    def _histograms(self, box: QRectF, line: Line, share: float) -> None:
        p, now, wide = self.pen.p, self.pen.now, box.width() / len(line.spreads)
        for k, one in enumerate(line.spreads):
            area = QRectF(box.left() + k * wide, box.top() + self.u, wide - 2 * self.u, box.height() - 2 * self.u)
            top, step = max(one.counts) or 1, area.width() / len(one.counts)
            p.setPen(Qt.PenStyle.NoPen)
            for at, people in enumerate(one.counts):
                tall = area.height() * people / top * share
                p.setBrush(now.colour("pressed"))
                thin = self.u * 0.3
                p.drawRect(QRectF(area.left() + at * step, area.bottom() - thin, step * 0.86, thin))
                p.setBrush(now.colour("warn" if one.is_split else "accent"))
                p.drawRect(QRectF(area.left() + at * step, area.bottom() - tall, step * 0.86, tall))


def scale_legend(pen: Pen) -> str:
    """What the lowest and the highest step mean, for the foot; empty where the number says it."""
    held = pen.found.round
    names = step_names(pen.t, held.method)
    if not names or not any(line.spreads for line in pen.found.lines):
        return ""
    if held.method == "consent":
        return " · ".join(f"{k} {name}" for k, name in names.items())
    low, high = min(names), METHODS[held.method].cap
    return f"{low} {names[low]} · {high} {names[high]}"
