"""A revealed vote as one picture for the wall and for slides: bars, spreads or the square of impact and effort.

It paints a `Verdict` and nothing else; nothing in it is smaller than 1/25 of its height.
"""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QSizePolicy, QWidget

from cocreate.export.ballot_words import method_name
from cocreate.export.verdict import (
    Line,
    Verdict,
    coverage,
    decimal,
    figure,
    firmness,
    spread_words,
    supporters,
    turnout,
)
from cocreate.ui import theme
from cocreate.ui.i18n import tr
from cocreate.ui.vote.chart_rows import Rows, scale_legend
from cocreate.ui.vote.chart_square import SquareChart
from cocreate.ui.vote.pen import LEFT, TYPE, Pen, is_toss, wrapped
from cocreate.ui.widgets import motion
from cocreate.voting.counting import LEAST_PUBLISHED
from cocreate.words import words

REVEAL_MS = 2600  # the last place first, the winner at the end
SLIDE = QSize(1920, 1080)


class Chart(QWidget):
    """Shows a verdict; `play` lets it grow. Up and Down read it line by line, for eyes and for screen readers."""

    def __init__(self, found: Verdict) -> None:
        super().__init__()
        self.found, self.share, self.current = found, 1.0, -1
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("focus_ring", "none")  # the line that is read stands out
        self.setAccessibleName(spoken(found))

    def play(self) -> None:
        """From nothing to the whole; at once when motion is reduced."""
        self.share = 0.0
        motion.run(self, REVEAL_MS, self._grow)

    def _grow(self, share: float) -> None:
        self.share = share
        self.update()

    def read(self, at: int) -> None:
        """Let one line stand out and say all about it; -1 for none."""
        self.current = min(max(at, -1), len(self.found.lines) - 1)
        line = self.found.lines[self.current] if self.current >= 0 else None
        self.setAccessibleName(line_words(self.found, line) if line else spoken(self.found))
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self.found.lines) - 1
        to = {
            Qt.Key.Key_Down: self.current + 1, Qt.Key.Key_Up: max(self.current - 1, 0), Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }.get(Qt.Key(event.key()))  # fmt: skip
        if to is None:
            super().keyPressEvent(event)
        else:
            self.read(min(to, last))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        Drawing(painter, QRectF(self.rect()), self.found, self.share, self.current).paint()


def picture(found: Verdict) -> QImage:
    """The whole chart at the size of a slide."""
    out = QImage(SLIDE, QImage.Format.Format_RGB32)
    out.fill(theme.current().colour("canvas"))
    painter = QPainter(out)
    Drawing(painter, QRectF(0, 0, SLIDE.width(), SLIDE.height()), found).paint()
    painter.end()
    return out


def png(found: Verdict) -> bytes:
    """`picture` as a file."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture(found).save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(data.data())


def svg(found: Verdict) -> bytes:
    """The same picture as vectors: sharp at any size, words stay words."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    made = QSvgGenerator()
    made.setOutputDevice(buffer)
    made.setSize(SLIDE)
    made.setViewBox(QRect(0, 0, SLIDE.width(), SLIDE.height()))
    made.setResolution(96)
    made.setTitle(found.round.title)
    made.setDescription(spoken(found))
    painter = QPainter(made)
    painter.fillRect(QRect(0, 0, SLIDE.width(), SLIDE.height()), theme.current().colour("canvas"))
    Drawing(painter, QRectF(0, 0, SLIDE.width(), SLIDE.height()), found).paint()
    painter.end()
    buffer.close()
    return bytes(data.data())


def spoken(found: Verdict) -> str:
    """The result for screen readers."""
    t = words(tr.language)
    lines = [
        tr("Place {rank}: {title}, {words}", rank=x.result.rank, title=x.title, words=figure(t, found.round, x.result))
        for x in found.lines
    ]
    return "; ".join([found.round.title, *lines])


def line_words(found: Verdict, line: Line) -> str:
    """All about one option: place, figure, people, how firm it is, and how far people differ."""
    t, held = words(tr.language), found.round
    said = [figure(t, held, line.result), supporters(t, held, line.result), firmness(t, line.result)]
    for one in line.spreads:
        said.append(spread_words(t, one))
        if one.quartiles is not None and sum(one.counts) >= LEAST_PUBLISHED:
            low, high = decimal(t, one.quartiles.low), decimal(t, one.quartiles.high)
            said.append(tr("half of the room from {low} to {high}", low=low, high=high))
    told = ", ".join(part for part in said if part)
    return tr("Place {rank}: {title}, {words}", rank=line.result.rank, title=line.title, words=told)


class Drawing:
    """One painting of a verdict in an area."""

    def __init__(self, painter: QPainter, area: QRectF, found: Verdict, share: float = 1.0, current: int = -1) -> None:
        self.found, self.u = found, min(area.height() / 100, area.width() / 140)
        self.pen = Pen(painter, self.u, found, share, current)
        self.p, self.t, self.now = painter, self.pen.t, self.pen.now
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = 6 * self.u
        self.inner = area.adjusted(edge, 5 * self.u, -edge, -4 * self.u)

    def paint(self) -> None:
        self._head()
        body = self.inner.adjusted(0, 17 * self.u, 0, -self._foot_height() - 2 * self.u)
        if self.found.round.method == "impact_effort" and any(line.spreads for line in self.found.lines):
            SquareChart(self.pen, body).paint()
        else:
            Rows(self.pen, body).paint()
        self._foot()

    def _head(self) -> None:
        box = QRectF(self.inner.left(), self.inner.top(), self.inner.width(), 8 * self.u)
        self._title(box)
        box.translate(0, 9 * self.u)
        box.setHeight(6 * self.u)
        held, current = self.found.round, self.pen.current
        if current >= 0:
            said = line_words(self.found, self.found.lines[current])
            self.pen.lines(box.adjusted(0, -1.5 * self.u, 0, 1.5 * self.u), said, TYPE, "text", 2)
            return
        said = f"{method_name(self.t, held.method)} · {turnout(self.t, held)}"
        self.pen.text(box, said, TYPE, "muted", LEFT)

    def _title(self, box: QRectF) -> None:
        """In one line when it fits, else smaller in two."""
        title = self.found.round.title
        if self.pen.metrics(6, is_bold=True).horizontalAdvance(title) <= box.width():
            self.pen.text(box, title, 6, "text", LEFT, is_bold=True)
        else:
            self.pen.lines(box.adjusted(0, -2 * self.u, 0, 2 * self.u), title, TYPE, "text", 2, is_bold=True)

    # ---- the foot

    def _has_legend(self) -> bool:
        return self.found.has_fair or any(is_toss(line) for line in self.found.lines)

    def _foot_height(self) -> float:
        return (self._voice_rows() + self._has_legend() + len(self._scale())) * 6 * self.u

    def _scale(self) -> list[str]:
        """What the steps of a scale mean, on as many lines as that takes."""
        said = scale_legend(self.pen)
        return wrapped(self.pen.metrics(), said, self.inner.width(), 2) if said else []

    def _voices(self) -> list[str]:
        """How many have a choice in the shortlists; none where nothing is short-listed."""
        held = self.found.round
        said = [(tr("Most support"), held.plain_reach)] if held.cut else []
        if said and self.found.has_fair:
            said.append((tr("Fair shortlist"), held.fair_reach))
        return [tr("{name}: {words}", name=name, words=coverage(self.t, n, held.chose)) for name, n in said]

    def _voice_rows(self) -> int:
        """Side by side when they fit, else one below the other."""
        said, metrics = self._voices(), self.pen.metrics(is_bold=True)
        room = self.inner.width() / max(len(said), 1) - 4 * self.u
        return 1 if said and all(metrics.horizontalAdvance(line) <= room for line in said) else len(said)

    def _foot(self) -> None:
        said, rows = self._voices(), self._voice_rows()
        y = self.inner.bottom() - self._foot_height()
        for line in self._scale():
            self.pen.text(QRectF(self.inner.left(), y, self.inner.width(), 6 * self.u), line, TYPE, "muted", LEFT)
            y += 6 * self.u
        wide = self.inner.width() * rows / max(len(said), 1)
        for k, line in enumerate(said):
            across, down = divmod(k, rows)
            box = QRectF(self.inner.left() + across * wide, y + down * 6 * self.u, wide - 4 * self.u, 6 * self.u)
            self.pen.text(box, line, TYPE, "text", LEFT, is_bold=k == 1)
        if said and self._has_legend():
            self._legend(y + rows * 6 * self.u)

    def _legend(self, y: float) -> None:
        x, half = self.inner.left(), self.inner.width() / 2
        if any(is_toss(line) for line in self.found.lines):
            self.pen.outline(QRectF(x, y + 2 * self.u, 6 * self.u, 2.4 * self.u), self.now.colour("muted"))
            box = QRectF(x + 8 * self.u, y, half - 10 * self.u, 6 * self.u)
            self.pen.text(box, tr("coin-toss: could go either way"), TYPE, "muted", LEFT)
            x += half
        if self.found.has_fair:
            self.pen.diamond(QPointF(x + 2 * self.u, y + 3 * self.u))
            box = QRectF(x + 5 * self.u, y, half, 6 * self.u)
            self.pen.text(box, tr("in the fair shortlist"), TYPE, "muted", LEFT)
