"""A picture of what is under the hand, so that a frame of a drag is one blit however much is dragged."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap, QTransform

from cocreate.ui.board.still import MARGIN, snapped

Draw = Callable[[QPainter, QRectF], None]


class Lifted:
    """`draw` paints what is lifted where it lies, onto a painter with the transform of the view."""

    def __init__(self, draw: Draw) -> None:
        self._draw = draw
        self._pixmap = QPixmap()
        self._made: QTransform | None = None  # the snapped view, moved by the drag, that the picture was made for
        self._held = QRect()  # of the screen: the part of it that the picture shows
        self._whole = QRectF()  # all that is lifted, in pixels of the view it was made for

    def forget(self) -> None:
        """It looks different now."""
        self._made = None

    def release(self) -> None:
        self._made, self._pixmap = None, QPixmap()

    def show(self, painter: QPainter, view: QTransform, area: QRectF, port: QRectF, ratio: float) -> None:
        """Draw it under a view that is moved by the drag; `area` holds all of it, in board units."""
        now = snapped(view, ratio)
        if area.isEmpty():
            return
        if self._made is None or abs(self._made.m11() - now.m11()) > 1e-9 or not self._reaches(now, port):
            self._make(now, area, port, ratio)
        made = self._made
        if made is None or self._pixmap.isNull():
            return
        moved = QPointF(now.dx() - made.dx(), now.dy() - made.dy())
        painter.save()
        painter.resetTransform()
        painter.drawPixmap(QPointF(self._held.x() / ratio, self._held.y() / ratio) + moved, self._pixmap)
        painter.restore()

    def _reaches(self, now: QTransform, port: QRectF) -> bool:
        """Whether everything in sight is in the picture."""
        made = self._made
        assert made is not None
        ratio = self._pixmap.devicePixelRatio() or 1.0
        dx, dy = now.dx() - made.dx(), now.dy() - made.dy()
        seen = self._whole.translated(dx, dy).intersected(port).translated(-dx, -dy)
        held = QRectF(self._held.x() / ratio, self._held.y() / ratio,
                      self._held.width() / ratio, self._held.height() / ratio)  # fmt: skip
        return seen.isEmpty() or held.contains(seen)

    def _make(self, now: QTransform, area: QRectF, port: QRectF, ratio: float) -> None:
        self._made = now
        self._whole = now.mapRect(area).adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN)
        room_x, room_y = port.width() / 2, port.height() / 2  # it may be pulled so far before it is made again
        box = self._whole.intersected(port.adjusted(-room_x, -room_y, room_x, room_y))
        if box.isEmpty():
            self._pixmap, self._held = QPixmap(), QRect()
            return
        left, top = math.floor(box.left() * ratio), math.floor(box.top() * ratio)
        self._held = QRect(left, top, math.ceil(box.right() * ratio) - left, math.ceil(box.bottom() * ratio) - top)
        self._pixmap = QPixmap(self._held.size())
        self._pixmap.setDevicePixelRatio(ratio)
        self._pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(self._pixmap)
        corner = QTransform.fromTranslate(-left / ratio, -top / ratio)
        painter.setWorldTransform(now * corner)
        self._draw(painter, now.inverted()[0].mapRect(box))
        painter.end()
