"""The board as a picture, PNG or SVG at any scale, by the painters of the screen; it writes no file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QRectF, QSize
from PySide6.QtGui import QImage, QPainter, QTransform
from PySide6.QtSvg import QSvgGenerator

from cocreate.ui.board.gallery import Gallery
from cocreate.ui.board.layer import NoteLayer
from cocreate.ui.board.model import TEXT_FROM, BoardModel

MARGIN = 60.0  # board units round everything
MOST_PIXELS = 80_000_000  # of a PNG: 320 MB while it is made
MOST_SIDE = 30_000  # px of a PNG
PART = 60  # notes painted without a pause
PICTURES_MB = 1024


class Drawing:
    """A board to be painted elsewhere than on the screen: nothing is selected, under the hand or kept."""

    def __init__(self, model: BoardModel, gallery: Gallery | None = None, area: QRectF | None = None) -> None:
        self.layer = NoteLayer(model)
        self.layer.load(model)
        if gallery is not None:
            self.layer.papers.inside.gallery = gallery
        whole = model.extent()
        self.area = area or (whole.adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN) if not whole.isEmpty() else QRectF())

    def largest_scale(self) -> float:
        """The scale up to which a PNG can be made; 1 is the size at 100 %."""
        wide, high = max(self.area.width(), 1.0), max(self.area.height(), 1.0)
        return float(min((MOST_PIXELS / (wide * high)) ** 0.5, MOST_SIDE / max(wide, high)))

    def size(self, scale: float) -> QSize:
        """Pixels at a scale."""
        return QSize(max(1, round(self.area.width() * scale)), max(1, round(self.area.height() * scale)))

    def parts(self, painter: QPainter, scale: float, is_sharp: bool) -> Iterator[float]:
        """Paint it; yields the share that is done, some hundred times on a large board."""
        layer, model, area = self.layer, self.layer.model, self.area
        view = QTransform.fromScale(scale, scale).translate(-area.left(), -area.top())
        painter.setWorldTransform(view)
        layer.draw_ground(painter, area)
        yield 0.02
        if scale < TEXT_FROM:
            layer.papers.draw(painter, area, scale, is_sharp)
        else:
            slots = model.inside(area).tolist()
            for first in range(0, len(slots), PART):
                layer.papers.draw_notes(painter, slots[first : first + PART], scale, is_sharp)
                yield 0.02 + 0.95 * min(first + PART, len(slots)) / len(slots)
        layer.signs.draw(painter, model.own.texts.values(), area)
        painter.setWorldTransform(QTransform.fromScale(scale, scale))
        plain = QTransform.fromTranslate(-area.left(), -area.top())  # titles as they are at 100 %, scaled with the rest
        screen = QRectF(0, 0, area.width(), area.height())
        layer.scenery.draw_axes(painter, plain, screen)
        layer.scenery.draw_titles(painter, layer.scenery.titles(plain, screen))
        yield 1.0


class Png:
    """`parts` until it ends, then `data`, which may run in any thread."""

    def __init__(self, drawing: Drawing, scale: float) -> None:
        self.drawing, self.scale = drawing, min(scale, drawing.largest_scale())
        self.image = QImage(drawing.size(self.scale), QImage.Format.Format_RGB32)

    def parts(self) -> Iterator[float]:
        painter = QPainter(self.image)
        try:
            yield from self.drawing.parts(painter, self.scale, is_sharp=True)
        finally:
            painter.end()

    def data(self) -> bytes:
        held = QByteArray()
        buffer = QBuffer(held)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        self.image.save(buffer, "PNG")  # type: ignore[call-overload]
        return bytes(held.data())


class Svg:
    """Like `Png`, as vectors: sharp at any size, words stay words."""

    def __init__(self, drawing: Drawing, scale: float, title: str = "") -> None:
        self.drawing, self.scale = drawing, max(scale, TEXT_FROM)
        self._held = QByteArray()
        self._buffer = QBuffer(self._held)
        self._buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        self._made: Any = QSvgGenerator()
        self._made.setOutputDevice(self._buffer)
        size = drawing.size(self.scale)
        self._made.setSize(size)
        self._made.setViewBox(QRect(0, 0, size.width(), size.height()))
        self._made.setResolution(96)
        self._made.setTitle(title)

    def parts(self) -> Iterator[float]:
        painter = QPainter(self._made)
        try:
            yield from self.drawing.parts(painter, self.scale, is_sharp=False)
        finally:
            painter.end()

    def data(self) -> bytes:
        self._buffer.close()
        return bytes(self._held.data())


def picture(model: BoardModel, kind: str = "png", scale: float = 1.0, gallery: Gallery | None = None) -> bytes:
    """The whole board as the bytes of a `png` or `svg`, at once: for tests and whoever may wait."""
    drawing = Drawing(model, gallery)
    maker: Png | Svg = Svg(drawing, scale) if kind == "svg" else Png(drawing, scale)
    for _ in maker.parts():
        pass
    return maker.data()
