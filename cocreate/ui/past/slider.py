"""The line along which the past is played: a slider with the beginnings of sessions. It knows no workshop."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QSlider

from cocreate.ui import theme

SIDE = 10  # px at both ends, so that the handle is whole


class TimeSlider(QSlider):
    """`sliderMoved` follows the hand; keys are told by `stepped`: single moments, tens, or to an end (±1e9)."""

    stepped = Signal(int)

    def __init__(self, name: str) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setAccessibleName(name)
        self.setMinimumHeight(theme.TARGET)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
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

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press goes there at once."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self._go(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.isSliderDown():
            self._go(event)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self.setSliderDown(False)

    def _go(self, event: QMouseEvent) -> None:
        share = (event.position().x() - SIDE) / max(self.width() - 2 * SIDE, 1)
        value = round(min(max(share, 0.0), 1.0) * self.maximum())
        if value != self.value():
            self.setValue(value)
            self.sliderMoved.emit(value)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle, wide = self.height() / 2, self.width() - 2 * SIDE
        share = self.value() / self.maximum() if self.maximum() else 1.0
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(t.pressed))
        painter.drawRoundedRect(QRectF(SIDE, middle - 2, wide, 4), 2, 2)
        painter.setBrush(QColor(t.accent))
        painter.drawRoundedRect(QRectF(SIDE, middle - 2, wide * share, 4), 2, 2)
        painter.setBrush(QColor(t.muted))
        for mark in self.marks:
            painter.drawRoundedRect(QRectF(SIDE + wide * mark - 1, middle - 6, 2, 12), 1, 1)
        painter.setBrush(QColor(t.accent))
        painter.drawEllipse(QPointF(SIDE + wide * share, middle), 8, 8)
        painter.setBrush(QColor(t.surface))
        painter.drawEllipse(QPointF(SIDE + wide * share, middle), 4, 4)
