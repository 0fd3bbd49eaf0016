"""Sliders: a press goes there at once. `Steps` has few marked steps; `Track` is what every slider of ours stands on.

fewer = Steps(-2, 2, name=tr("Fewer or more themes")); fewer.valueChanged.connect(...)
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QSlider, QWidget

from cocreate.ui import theme

SIDE = 10  # px at both ends, so that the handle is whole


class Track(QSlider):
    """A line with a handle. `sliderMoved` follows the hand, `valueChanged` every change."""

    is_filled = False  # whether the line is coloured up to the handle

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setAccessibleName(name)
        self.setMinimumHeight(theme.TARGET)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self._go(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.isSliderDown():
            self._go(event)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self.setSliderDown(False)

    def at(self, share: float) -> float:
        """Where a share of the line is, in px from the left."""
        return SIDE + (self.width() - 2 * SIDE) * share

    def paint_marks(self, painter: QPainter, middle: float) -> None:
        """Signs on the line, below the handle; the brush is set."""

    def _go(self, event: QMouseEvent) -> None:
        share = (event.position().x() - SIDE) / max(self.width() - 2 * SIDE, 1)
        value = self.minimum() + round(min(max(share, 0.0), 1.0) * (self.maximum() - self.minimum()))
        if value != self.value():
            self.setValue(value)
            self.sliderMoved.emit(value)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t, span = theme.current(), self.maximum() - self.minimum()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        middle = self.height() / 2
        handle = self.at((self.value() - self.minimum()) / span if span else 1.0)
        accent = QColor(t.accent if self.isEnabled() else t.edge)
        for end, colour in ((self.at(1.0), QColor(t.pressed)), (handle, accent)):
            if colour != accent or self.is_filled:
                painter.setBrush(colour)
                painter.drawRoundedRect(QRectF(SIDE, middle - 2, end - SIDE, 4), 2, 2)
        painter.setBrush(QColor(t.muted))
        self.paint_marks(painter, middle)
        for radius, colour in ((8, accent), (4, QColor(t.surface))):
            painter.setBrush(colour)
            painter.drawEllipse(QPointF(handle, middle), radius, radius)


class Steps(Track):
    """Arrows and a press go to a step."""

    def __init__(self, low: int, high: int, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.setRange(low, high)
        self.setPageStep(1)

    def paint_marks(self, painter: QPainter, middle: float) -> None:
        span = max(self.maximum() - self.minimum(), 1)
        for step in range(span + 1):
            painter.drawEllipse(QPointF(self.at(step / span), middle), 2, 2)
