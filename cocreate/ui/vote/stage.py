"""The vote for the whole room: the question and the turnout while it is open, the result once it is revealed.

The presenter view: it holds no ballot, nobody's dots, and before the reveal no figure but how many have voted.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
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


class Stage(Overlay):
    """Covers the window. `picture_asked` when the result is wanted as a picture."""

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
        self.back = Button(tr("Back to the board"), kind="quiet", icon="arrow-left")

    def show_open(self, held: VotingRound, done: int, every: int) -> None:
        """The question, how to vote, and how many have voted."""
        said = tr("{done} of {every} have voted", done=done, every=every)
        if self.count is not None:
            self.count.setText(said)
            return
        self._clear()
        box = QWidget()
        box.setMaximumWidth(1000)
        column = parts.column(box, theme.XXL, theme.XL)
        column.addStretch(1)
        for text, size, role in (
            (held.title, 44, "text"), (explanation(words(tr.language), held.method), 30, "muted"),
        ):  # fmt: skip
            column.addWidget(_large(text, size, role))
        self.count = _large(said, 64, "strong")
        column.addWidget(self.count)
        column.addStretch(1)
        line = parts.row(None, box, None)
        line.setStretch(1, 100)
        self.body.addLayout(line, 1)
        self._foot([])

    def show_result(self, found: Verdict, plays: bool) -> None:
        """The chart; it grows when the result is new."""
        self._clear()
        self.chart = Chart(found)
        self.body.addWidget(self.chart, 1)
        again = Button(tr("Play again"), kind="quiet", icon="play", on_click=self.chart.play)
        save = Button(tr("Save picture"), kind="quiet", icon="image", on_click=self.picture_asked.emit)
        self._foot([again, save])
        if plays:
            self.chart.play()

    def _clear(self) -> None:
        self.chart, self.count = None, None
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
        return self.back

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_with(None)
        event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme.current().colour("canvas"))


def _large(text: str, size: int, role: str) -> Label:
    """Words that are read from the back of the room."""
    out = parts.label(text, "muted" if role == "muted" else "body")
    font = theme.font("display" if role == "strong" else "title" if role == "text" else "body", tabular=True)
    font.setPixelSize(theme.px(size))
    out.setFont(font)
    out.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return out
