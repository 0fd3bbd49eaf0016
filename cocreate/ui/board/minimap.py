"""A small map of the whole board with the part in view: click or drag in it to go there. It changes nothing else."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import (
    QColor,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QTransform,
)
from PySide6.QtWidgets import QWidget

from cocreate.ui import theme
from cocreate.ui.board.camera import Camera
from cocreate.ui.i18n import tr

SIZE, SMALL = (192, 120), (144, 90)
EDGE = 8.0  # px round what is shown
LATER_MS = 250  # after a change: a map may be a moment late
WHOLE = 24.0  # px that may stick out of view while everything still counts as in view


class Minimap(QWidget):
    """Floats over a board; `set_wanted` is the person's choice, and it hides while everything is in view."""

    def __init__(self, board: Camera) -> None:
        super().__init__(board)
        self._board, self._is_wanted = board, True
        self._model = board.model
        self._map = QPixmap()
        self._area = QRectF()
        self.resize(*SIZE)
        self.setAccessibleName(tr("Map of the board"))
        self.setToolTip(tr("Map of the board: click to go there"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(LATER_MS)
        self._later.timeout.connect(self.refresh)
        theme.events.changed.connect(self.refresh)
        self.hide()

    @property
    def is_wanted(self) -> bool:
        return self._is_wanted

    def set_wanted(self, is_wanted: bool) -> None:
        self._is_wanted = is_wanted
        self.refresh()

    def changed(self) -> None:
        """Something lies elsewhere, or looks different: soon the map will too."""
        self._later.start()

    def refresh(self, *_: object) -> None:
        """Draw the map anew."""
        self._area = self._board.model.extent()
        self._map = QPixmap()
        self.follow()

    def follow(self) -> None:
        """The view has moved, or shows another board."""
        if self._board.model is not self._model:
            self._model = self._board.model
            self.refresh()
            return
        is_shown = self._is_wanted and not self._area.isEmpty() and not self._sees_all()
        if is_shown != (not self.isHidden()):
            self.setVisible(is_shown)
        self.update()

    def _sees_all(self) -> bool:
        off = WHOLE / self._board.zoom
        return self._board.shown().adjusted(-off, -off, off, off).contains(self._area)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._map = QPixmap()

    # -- from the board to the map and back
    def _scale(self) -> float:
        wide, high = self.width() - 2 * EDGE, self.height() - 2 * EDGE
        return float(min(wide / max(self._area.width(), 1.0), high / max(self._area.height(), 1.0)))

    def _view(self) -> QTransform:
        scale, middle = self._scale(), self._area.center()
        off = QPointF(self.width() / 2 - middle.x() * scale, self.height() / 2 - middle.y() * scale)
        return QTransform(scale, 0, 0, scale, off.x(), off.y())

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._map.isNull():
            self._map = self._draw_map()
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._map)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inner = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        seen = self._view().mapRect(self._board.shown()).intersected(inner)
        if seen.width() < 6 or seen.height() < 6:
            seen = QRectF(seen.center().x() - 4, seen.center().y() - 4, 8, 8)
        veil = QColor(theme.current().accent)
        veil.setAlpha(36)
        painter.setPen(QPen(QColor(theme.current().accent), 2))
        painter.setBrush(veil)
        painter.drawRoundedRect(seen, 3, 3)

    def _draw_map(self) -> QPixmap:
        """A card with the board on it, drawn by the painters of the board."""
        now, ratio = theme.current(), self.devicePixelRatioF()
        out = QPixmap(self.size() * ratio)
        out.setDevicePixelRatio(ratio)
        out.fill(Qt.GlobalColor.transparent)
        painter = QPainter(out)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        card = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        path = QPainterPath()
        path.addRoundedRect(card, theme.RADIUS, theme.RADIUS)
        painter.fillPath(path, QColor(now.canvas))
        painter.setClipPath(path)
        painter.setWorldTransform(self._view())
        layer = self._board.layer
        layer.scenery.draw_shapes(painter, self._area)
        layer.papers.draw(painter, self._area, self._scale())
        painter.resetTransform()
        painter.setClipping(False)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(now.edge), now.line_width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)
        painter.end()
        return out

    # -- going there
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._board.glide(lambda: self._go(event.position()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()  # the board below must not take it for the end of something

    def _go(self, at: QPointF) -> None:
        self._board.look_at(self._view().inverted()[0].map(at), self._board.zoom)
