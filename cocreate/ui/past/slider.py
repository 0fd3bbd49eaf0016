"""The line along which the past is played: a slider with the beginnings of sessions. It knows no workshop."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter

from cocreate.ui.widgets.slider import Track


class TimeSlider(Track):
    """`sliderMoved` follows the hand; keys are told by `stepped`: single moments, tens, or to an end (±1e9)."""

    stepped = Signal(int)
    is_filled = True

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.marks: list[float] = []

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ten = 10 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
        steps = {
            Qt.Key.Key_Left: -ten, Qt.Key.Key_Right: ten, Qt.Key.Key_Down: -ten, Qt.Key.Key_Up: ten,
            Qt.Key.Key_PageUp: -10, Qt.Key.Key_PageDown: 10, Qt.Key.Key_Home: -(10**9), Qt.Key.Key_End: 10**9,
        }  # fmt: skip
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            event.ignore()
        else:
            self.stepped.emit(step)

    def paint_marks(self, painter: QPainter, middle: float) -> None:
        for mark in self.marks:
            painter.drawRoundedRect(QRectF(self.at(mark) - 1, middle - 6, 2, 12), 1, 1)
