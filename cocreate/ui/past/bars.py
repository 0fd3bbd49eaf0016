"""What stands round a board of the past: the calm banner above it and the line of time below. They only ask."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from cocreate.ui import icons, theme
from cocreate.ui.i18n import tr
from cocreate.ui.past.slider import TimeSlider
from cocreate.ui.widgets.buttons import Button, Segmented
from cocreate.ui.widgets.labels import ElidedLabel, Label
from cocreate.ui.widgets.surfaces import Panel
from cocreate.ui.workshop import parts

SPEEDS = ("1", "2", "4")


class PastBanner(Panel):
    """Says which moment is on show, and offers to bring it back or to leave."""

    def __init__(self) -> None:
        super().__init__("past")
        self.picture = Label()
        self.picture.setPixmap(icons.pixmap("history", "accent_text", theme.ICON, self.devicePixelRatioF()))
        self.words = Label("", "strong", tabular=True)
        self.what = ElidedLabel("", "muted")
        self.restore = Button(tr("Bring this back"), icon="history")
        self.back = Button(tr("Back to now"), kind="quiet", icon="x")
        line = parts.row(self.picture, self.words, self.what, self.restore, self.back, spacing=theme.M)
        line.setContentsMargins(theme.L, theme.S, theme.M, theme.S)
        line.setStretch(2, 1)
        self.setLayout(line)

    def show_moment(self, clock: str, what: str, is_now: bool) -> None:
        """`what` is the command that made this moment, in words."""
        self.words.setText(tr("You are looking at {time}", time=clock))
        self.what.set_text(what)
        self.restore.set_text(tr("Restore to {time}", time=clock))
        self.restore.setEnabled(not is_now)


class PastBar(Panel):
    """Play, step by step, the line of time, the speed."""

    played = Signal(bool)
    stepped = Signal(int)
    moved = Signal(int)  # to a moment
    speed_changed = Signal(int)
    left = Signal()

    def __init__(self) -> None:
        super().__init__("next-bar")
        self.play = Button(kind="icon", icon="play", name=tr("Play"), on_click=self._play)
        self.before = parts.tool(tr("One step back"), "chevron-left", lambda: self.stepped.emit(-1))
        self.after = parts.tool(tr("One step on"), "chevron-right", lambda: self.stepped.emit(1))
        self.slider = TimeSlider(tr("Time"))
        self.slider.sliderMoved.connect(self.moved)
        self.slider.stepped.connect(self.stepped)
        self.begin, self.end = Label("", "caption", tabular=True), Label("", "caption", tabular=True)
        self.count = Label("", "caption", tabular=True)
        self.speed = Segmented([(s, tr("{n}×", n=int(s))) for s in SPEEDS], "1", name=tr("Speed"))
        self.speed.changed.connect(lambda value: self.speed_changed.emit(int(value)))
        line = parts.row(
            self.play, self.before, self.after, self.begin, self.slider, self.end, self.count, self.speed,
            spacing=theme.S,
        )  # fmt: skip
        line.setContentsMargins(theme.M, theme.S, theme.M, theme.S)
        line.setStretch(4, 1)
        outer = parts.column(self, 0, 0)
        outer.addWidget(parts.rule())
        outer.addLayout(line)
        self._is_playing = False

    def show_film(self, begin: str, end: str, last: int, marks: list[float]) -> None:
        """The whole line: its ends in words, the place of its last moment, where sessions begin."""
        self.begin.setText(begin)
        self.end.setText(end)
        self.slider.setRange(0, last)
        self.slider.marks = marks
        self.slider.update()

    def show_moment(self, at: int, total: int, clock: str) -> None:
        self.slider.setValue(at)
        self.slider.setAccessibleDescription(clock)
        self.count.setText(tr("Step {at} of {n}", at=at + 1, n=total))

    def show_playing(self, is_playing: bool) -> None:
        if is_playing != self._is_playing:
            self._is_playing = is_playing
            self.play.set_icon("pause" if is_playing else "play")
            self.play.set_name(tr("Pause") if is_playing else tr("Play"))

    def _play(self) -> None:
        self.played.emit(not self._is_playing)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not answer_key(event, self):
            super().keyPressEvent(event)


def answer_key(event: QKeyEvent, bar: PastBar, focus: QWidget | None = None) -> bool:
    """The keys of the past, wherever in it the keyboard is: Space plays, arrows step, Esc leaves."""
    key = event.key()
    if key == Qt.Key.Key_Escape:
        bar.left.emit()
    elif key == Qt.Key.Key_Space and focus is None:
        bar._play()
    elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End):
        bar.slider.keyPressEvent(event)
    else:
        return False
    return True
