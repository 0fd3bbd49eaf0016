"""A picture of what stands still, kept from frame to frame: only what was damaged or scrolled in is painted anew.

It knows no notes: `draw` is given a painter with the transform of the view, and the area to paint in board units.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPixmap, QTransform

Draw = Callable[[QPainter, QRectF], None]

MARGIN = 6  # px round what was damaged: rings, edges and antialiasing reach over it
EDGE = 2  # px round a piece: what lies just beside it reaches in with its edge
KEPT = 64  # damaged areas that are told apart
MOST = 6  # more pieces than this are painted as one
FARTHEST = 2.0  # a picture is stretched up to so many times
WHOLE = 0.7  # share of the view from which all of it is painted


def snapped(view: QTransform, ratio: float) -> QTransform:
    """The view moved by less than a pixel, so that the board's origin lies on a whole pixel of the screen."""
    dx = math.floor(view.dx() * ratio + 0.5) / ratio
    dy = math.floor(view.dy() * ratio + 0.5) / ratio
    return QTransform(view.m11(), 0.0, 0.0, view.m22(), dx, dy)


class Still:
    """At most one picture, as large as the view."""

    def __init__(self, draw: Draw) -> None:
        self._draw = draw
        self._pixmap = QPixmap()
        self._view: QTransform | None = None
        self._ratio = 1.0
        self._damaged: list[QRectF] = []
        self.pieces = self.wholes = 0  # painted so far: tests count them

    def forget(self) -> None:
        """Everything looks different now."""
        self._view = None
        self._damaged.clear()

    def release(self) -> None:
        """Give the memory back while nobody looks."""
        self.forget()
        self._pixmap = QPixmap()

    def damage(self, area: QRectF) -> None:
        """Something in an area (board units) looks different now."""
        if self._view is None or area.isEmpty():
            return
        if len(self._damaged) >= KEPT:  # while nobody looks, changes add up
            self._damaged = [_around(self._damaged)]
        self._damaged.append(area)

    def show(self, painter: QPainter, view: QTransform, size: QSize, ratio: float) -> None:
        """Bring the picture up to date for a snapped view and draw it; `size` is that of the view in pixels."""
        self._update(view, size, ratio)
        painter.save()
        painter.resetTransform()
        painter.drawPixmap(0, 0, self._pixmap)
        painter.restore()

    def reach(self, view: QTransform) -> QRectF:
        """What the picture covers at another zoom, in pixels; nothing when that would be too far from the truth."""
        old = self._view
        if old is None or self._pixmap.isNull() or not 1 / FARTHEST < view.m11() / old.m11() < FARTHEST:
            return QRectF()
        size = self._pixmap.deviceIndependentSize()
        return (old.inverted()[0] * view).mapRect(QRectF(0, 0, size.width(), size.height()))

    def stretch(self, painter: QPainter, view: QTransform) -> None:
        """Draw the picture as it was, at another zoom that it reaches."""
        old = self._view
        assert old is not None
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, True)
        painter.setWorldTransform(old.inverted()[0] * view)
        painter.drawPixmap(0, 0, self._pixmap)
        painter.restore()

    # -- in pixels of the screen
    def _update(self, view: QTransform, size: QSize, ratio: float) -> None:
        wide, high = math.ceil(size.width() * ratio), math.ceil(size.height() * ratio)
        whole = QRect(0, 0, wide, high)
        old, self._view = self._view, view
        damaged, self._damaged = self._damaged, []
        if self._pixmap.size() != whole.size():
            old = None
            self._pixmap = QPixmap(wide, high)
            self._pixmap.setDevicePixelRatio(ratio)
        if old is None or ratio != self._ratio or abs(old.m11() - view.m11()) > 1e-9:
            self._ratio = ratio
            self._pixmap.setDevicePixelRatio(ratio)
            self._paint([whole], view, whole)
            return
        across, down = round((view.dx() - old.dx()) * ratio), round((view.dy() - old.dy()) * ratio)
        pieces = [self._piece(view, area).intersected(whole) for area in damaged]
        if abs(across) >= wide or abs(down) >= high:
            pieces = [whole]
        elif across or down:
            self._pixmap.scroll(across, down, whole)
            pieces += _strips(across, down, whole)
        self._paint(_joined([p for p in pieces if not p.isEmpty()], whole), view, whole)

    def _piece(self, view: QTransform, area: QRectF) -> QRect:
        box, ratio = view.mapRect(area), self._ratio
        grown = QRectF(box.x() * ratio, box.y() * ratio, box.width() * ratio, box.height() * ratio).toAlignedRect()
        far = math.ceil(MARGIN * ratio)
        return grown.adjusted(-far, -far, far, far)

    def _paint(self, pieces: list[QRect], view: QTransform, whole: QRect) -> None:
        if not pieces:
            return
        grain, ratio = grain_of(self._ratio), self._ratio
        if not grain and pieces != [whole]:
            pieces = [whole]  # no whole number of pixels: only all of it is exact
        painter, back = QPainter(self._pixmap), view.inverted()[0]
        for piece in pieces:
            painter.resetTransform()
            box = _in_pixels(piece, ratio, grain or 1)
            painter.setClipRect(box)
            painter.setWorldTransform(view)
            self._draw(painter, back.mapRect(QRectF(box).adjusted(-EDGE, -EDGE, EDGE, EDGE)))
            self.pieces += 1
            self.wholes += piece == whole
        painter.end()


def _around(areas: list[QRectF]) -> QRectF:
    one = QRectF()
    for area in areas:
        one = one.united(area)
    return one


def grain_of(ratio: float) -> int:
    """The least number of pixels of the view that is a whole number of pixels of the screen; 0 if there is none."""
    return next((n for n in (1, 2, 3, 4) if abs(n * ratio - round(n * ratio)) < 1e-6), 0)


def _in_pixels(piece: QRect, ratio: float, grain: int) -> QRect:
    """A piece of the screen in pixels of the view, grown so that its edges lie on whole pixels of both."""
    left, top = math.floor(piece.x() / ratio / grain) * grain, math.floor(piece.y() / ratio / grain) * grain
    right = math.ceil((piece.x() + piece.width()) / ratio / grain) * grain
    bottom = math.ceil((piece.y() + piece.height()) / ratio / grain) * grain
    return QRect(left, top, right - left, bottom - top)


def around(whole: QRect, inner: QRect) -> list[QRect]:
    """The parts of a rectangle that lie beside an inner one."""
    inner = inner.intersected(whole)
    if inner.isEmpty():
        return [whole]
    left, top = inner.x() - whole.x(), inner.y() - whole.y()
    right, bottom = whole.width() - left - inner.width(), whole.height() - top - inner.height()
    pieces = [
        QRect(whole.x(), whole.y(), whole.width(), top),
        QRect(whole.x(), inner.y() + inner.height(), whole.width(), bottom),
        QRect(whole.x(), inner.y(), left, inner.height()),
        QRect(inner.x() + inner.width(), inner.y(), right, inner.height()),
    ]
    return [piece for piece in pieces if not piece.isEmpty()]


def _strips(across: int, down: int, whole: QRect) -> list[QRect]:
    """What came into view."""
    wide, high, out = whole.width(), whole.height(), []
    if across:
        out.append(QRect(0 if across > 0 else wide + across, 0, abs(across), high))
    if down:
        out.append(QRect(0, 0 if down > 0 else high + down, wide, abs(down)))
    return out


def _joined(pieces: list[QRect], whole: QRect) -> list[QRect]:
    """Fewer pieces where many small ones would cost more than one; none is painted twice."""
    apart: list[QRect] = []
    for piece in pieces:
        twin = next((one for one in apart if _area(one.united(piece)) < 1.2 * max(_area(one), _area(piece))), None)
        if twin is not None:
            apart.remove(twin)
            piece = piece.united(twin)
        apart.append(piece)
    pieces = apart
    if len(pieces) > MOST:
        one = QRect()
        for piece in pieces:
            one = one.united(piece)
        pieces = [one]
    return [whole] if sum(map(_area, pieces)) > WHOLE * _area(whole) else pieces


def _area(piece: QRect) -> int:
    return piece.width() * piece.height()
