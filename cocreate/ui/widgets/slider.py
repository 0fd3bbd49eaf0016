"""A slider with few steps, each of them marked: `Steps(-2, 2, name=tr("Fewer or more themes"))`; `valueChanged`."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QSlider, QWidget

from cocreate.ui import theme

SIDE = 10  # px at both ends, so that the handle is whole


class Steps(QSlider):
    """Arrows and a press go to a step."""

    def __init__(self, low: int, high: int, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setRange(low, high)
        self.setPageStep(1)
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

    def _go(self, event: QMouseEvent) -> None:
        share = (event.position().x() - SIDE) / max(self.width() - 2 * SIDE, 1)
        span = self.maximum() - self.minimum()
        self.setValue(self.minimum() + round(min(max(share, 0.0), 1.0) * span))

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        middle, wide = self.height() / 2, self.width() - 2 * SIDE
        span = max(self.maximum() - self.minimum(), 1)
        painter.setBrush(QColor(t.pressed))
        painter.drawRoundedRect(QRectF(SIDE, middle - 2, wide, 4), 2, 2)
        painter.setBrush(QColor(t.muted))
        for step in range(span + 1):
            painter.drawEllipse(QPointF(SIDE + wide * step / span, middle), 2, 2)
        at = SIDE + wide * (self.value() - self.minimum()) / span
        painter.setBrush(QColor(t.accent if self.isEnabled() else t.edge))
        painter.drawEllipse(QPointF(at, middle), 8, 8)
        painter.setBrush(QColor(t.surface))
        painter.drawEllipse(QPointF(at, middle), 4, 4)
