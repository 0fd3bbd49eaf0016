"""Pictures on notes: decoded once, scaled once a zoom, both bounded. It asks for bytes and never reads a store."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPixmap
from shiboken6 import isValid

from cocreate.ui import theme

if TYPE_CHECKING:
    from cocreate.ui.live import Live

K = TypeVar("K")
P = TypeVar("P", QImage, QPixmap)
FULL_MB, SCALED_MB = 48, 24
MOST_PIXELS = 1600  # of the longer side that is kept of a picture


class Gallery(QObject):
    """`wanted(digest)` asks for the bytes; `give` hands them over, `came(digest)` tells that it can be painted."""

    wanted = Signal(str)
    came = Signal(str)

    def __init__(self, parent: QObject | None = None, most_mb: float = FULL_MB) -> None:
        super().__init__(parent)
        self._most = most_mb
        self._full: OrderedDict[str, QImage] = OrderedDict()
        self._scaled: OrderedDict[tuple[str, int, int], QPixmap] = OrderedDict()
        self._asked: set[str] = set()
        self._missing: set[str] = set()
        self._came_late: set[str] = set()  # news of these came while their bytes were asked for

    def give(self, digest: str, data: bytes | None) -> None:
        """The bytes of a picture, or None when the library has none."""
        self.take(digest, decoded(data))

    def take(self, digest: str, image: QImage) -> None:
        """A picture that was decoded elsewhere; an empty one when it cannot be read."""
        self._asked.discard(digest)
        is_late = digest in self._came_late
        self._came_late.discard(digest)
        if not image.isNull():
            self._missing.discard(digest)
            self._full[digest] = image
            _bound(self._full, self._most)
        elif not is_late:
            self._missing.add(digest)
        self.came.emit(digest)

    def ask_again(self, digest: str) -> None:
        """There is news of a picture: its bytes may have come from another laptop."""
        self._missing.discard(digest)
        if digest in self._asked:
            self._came_late.add(digest)

    def draw(self, painter: QPainter, box: QRectF, digest: str, zoom: float, is_sharp: bool) -> None:
        """A picture into a box (board units) of a painter scaled by `zoom`; an outline while it is not there."""
        image = self._full.get(digest)
        if image is None:
            self._draw_place(painter, box, digest)
            return
        self._full.move_to_end(digest)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, True)
        if not is_sharp:
            painter.drawImage(box, image)
            return
        ratio = painter.device().devicePixelRatio()
        wide, high = max(1, round(box.width() * zoom * ratio)), max(1, round(box.height() * zoom * ratio))
        painter.drawPixmap(box, self._fitted(digest, image, wide, high), QRectF(0, 0, wide, high))

    def _fitted(self, digest: str, image: QImage, wide: int, high: int) -> QPixmap:
        key = (digest, wide, high)
        found = self._scaled.get(key)
        if found is None:
            size = QSize(wide, high)
            smooth = Qt.TransformationMode.SmoothTransformation
            found = QPixmap.fromImage(image.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, smooth))
            self._scaled[key] = found
            _bound(self._scaled, SCALED_MB)
        else:
            self._scaled.move_to_end(key)
        return found

    def _draw_place(self, painter: QPainter, box: QRectF, digest: str) -> None:
        if digest not in self._asked and digest not in self._missing:
            self._asked.add(digest)
            self.wanted.emit(digest)
        ink = QColor(theme.current().note("stone").ink)
        ink.setAlpha(20)
        painter.fillRect(box, ink)
        ink.setAlpha(150)
        pen = QPen(ink, 1.5)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        sign = QRectF(box.center().x() - 12, box.center().y() - 9, 24, 18)
        painter.drawRoundedRect(sign, 3, 3)
        if digest in self._missing:
            painter.drawLine(sign.bottomLeft(), sign.topRight())
        else:
            painter.drawEllipse(sign.topLeft() + QPointF(7, 6), 2, 2)
            foot = sign.bottomLeft()
            painter.drawPolyline([foot + QPointF(3, -3), foot + QPointF(10, -9), foot + QPointF(21, -2)])


async def bring(live: Live, gallery: Gallery, digest: str) -> None:
    """Answer `wanted` out of the library; the picture is decoded aside, since that may take a while."""
    data = await live.ask(lambda store: store.blob(digest))
    image = await asyncio.to_thread(decoded, data)
    if isValid(gallery):  # else its board has gone meanwhile
        gallery.take(digest, image)


def decoded(data: bytes | None) -> QImage:
    """A picture no larger than is ever seen on a note; an empty one for what is none. Safe in any thread."""
    image = QImage.fromData(data) if data is not None else QImage()
    if max(image.width(), image.height()) <= MOST_PIXELS:
        return image
    keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    return image.scaled(MOST_PIXELS, MOST_PIXELS, keep, smooth)


def _megabytes(picture: QImage | QPixmap) -> float:
    return picture.width() * picture.height() * max(picture.depth(), 8) / 8e6


def _bound(held: OrderedDict[K, P], most: float) -> None:
    """Throw out what was not used for longest, but never the last one."""
    total = sum(_megabytes(p) for p in held.values())
    while total > most and len(held) > 1:
        _, gone = held.popitem(last=False)
        total -= _megabytes(gone)
