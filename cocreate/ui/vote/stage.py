"""The vote for the whole room: the question and the turnout while it is open, the result once it is revealed.

The presenter view: it holds no ballot, nobody's dots, and before the reveal no figure but how many have voted.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cocreate.export.ballot_words import explanation
from cocreate.export.verdict import Verdict
from cocreate.model.snapshot import VotingRound
from cocreate.ui import theme
from cocreate.ui.i18n import tr
from cocreate.ui.vote.chart import Chart
from cocreate.ui.widgets.buttons import Button
from cocreate.ui.widgets.labels import Label
from cocreate.ui.widgets.overlay import Overlay
from cocreate.ui.widgets.surfaces import Panel
from cocreate.ui.workshop import parts
from cocreate.words import words

USUAL = (1280, 720)  # px: the window for which the sizes of the words are given
SHRINK = 0.94  # from one size of the words to the next smaller one


class Stage(Overlay):
    """Covers the window. `copy_asked` and `picture_asked` when the result is wanted as a picture, or as a file."""

    copy_asked = Signal()
    picture_asked = Signal()
    dim = 1.0

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, tr("Vote for the room"))
        self.face.hide()
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        self.chart: Chart | None = None
        self.count: Label | None = None
        self._turnout: Turnout | None = None
        self.back = Button(tr("Back to the board"), kind="quiet", icon="arrow-left")

    def show_open(self, held: VotingRound, done: int, every: int) -> None:
        """The question, how to vote, and how many have voted."""
        said = tr("{done} of {every} have voted", done=done, every=every)
        if self.count is not None:
            self.count.setText(said)
            return
        self._clear()
        self._turnout = Turnout(held.title, explanation(words(tr.language), held.method), said)
        self.count = self._turnout.count
        self.body.addWidget(self._turnout, 1)
        self._foot([])

    def show_result(self, found: Verdict, plays: bool) -> None:
        """The chart; it grows when the result is new."""
        self._clear()
        self.chart = Chart(found)
        self.body.addWidget(self.chart, 1)
        again = Button(tr("Play again"), kind="quiet", icon="play", on_click=self.chart.play)
        copy = Button(tr("Copy picture"), kind="quiet", icon="copy", on_click=self.copy_asked.emit)
        save = Button(tr("Save picture"), kind="quiet", icon="image", on_click=self.picture_asked.emit)
        self._foot([again, copy, save])
        if plays:
            self.chart.play()

    def _clear(self) -> None:
        self.chart, self.count, self._turnout = None, None, None
        parts.clear(self.body)

    def _foot(self, buttons: list[Button]) -> None:
        foot = Panel("bar")
        self.back = Button(tr("Back to the board"), kind="quiet", icon="arrow-left", shortcut="Esc")
        self.back.clicked.connect(lambda: self.close_with(None))
        line = parts.row(self.back, None, *buttons)
        line.setContentsMargins(theme.L, theme.S, theme.L, theme.S)
        foot.setLayout(line)
        self.body.addWidget(foot)

    def first_stop(self) -> QWidget:
        return self.chart or self.back

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_with(None)
        event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme.current().colour("canvas"))


class Turnout(QWidget):
    """The question, how to vote and the turnout, as large as the window and the person's type allow."""

    def __init__(self, title: str, how: str, count: str) -> None:
        super().__init__()
        self._column = parts.column(self, 0, 0)
        self._column.addStretch(1)
        self._lines = [
            (_centred(title), "title", 44), (_centred(how, "muted"), "body", 30), (_centred(count), "display", 64),
        ]  # fmt: skip
        self.count = self._lines[-1][0]
        for label, _, _ in self._lines:
            self._column.addWidget(label)
        self._column.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Grow with the window, and with large type until everything just fits."""
        super().resizeEvent(event)
        window = min(self.width() / USUAL[0], self.height() / USUAL[1])
        size = window * theme.px(100) / 100
        side = max((self.width() - min(theme.wider(1000 * window), self.width())) // 2, theme.XXL)
        self._column.setContentsMargins(side, theme.XL, side, theme.XL)
        self._dress(size)
        while self._height(self.width() - 2 * side) > self.height() and size > 0.1:
            size *= SHRINK
            self._dress(size)

    def _dress(self, size: float) -> None:
        for label, role, pixels in self._lines:
            font = theme.font(role, tabular=True)
            font.setPixelSize(max(round(pixels * size), 1))
            label.setFont(font)
        self._column.setSpacing(round(theme.XL * size))

    def _height(self, width: int) -> int:
        words = sum(label.heightForWidth(width) for label, _, _ in self._lines)
        return words + (len(self._lines) + 1) * self._column.spacing() + 2 * theme.XL


def _centred(text: str, role: str = "body") -> Label:
    out = parts.label(text, role)
    out.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return out
