"""Paints frames as their layout says: areas, lists and the quarters of a matrix with its axes. It knows no notes."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from cocreate.model.snapshot import Frame
from cocreate.ui import theme
from cocreate.ui.board.tint import mix

RADIUS = 10.0
AXES_FROM = (180.0, 140.0)  # px that a matrix must be wide and high to show its axes
CELLS_FROM = 0.3  # zoom below which the quarters have no names
RIM = 8.0  # px between an axis and the edge of its frame
BLANK = 96.0  # px, length of the place of an axis without a name


class Frames:
    """Frames of one board: shapes in board units, axes at a constant size on the screen."""

    def __init__(self) -> None:
        self.dress()

    def dress(self) -> None:
        self._font = theme.font("strong")
        self._cell_font = theme.font("note")
        self._metrics = QFontMetricsF(self._font)

    # -- in board units
    def draw(self, painter: QPainter, frame: Frame, box: QRectF, depth: int = 0) -> None:
        """The shape of a frame; the deeper it lies in others, the more it stands off them."""
        now = theme.current()
        pen = fine_pen(painter, QColor(now.edge))
        fill = QColor(now.surface if depth % 2 == 0 else now.canvas)
        if frame.colour != "stone":
            fill = mix(fill.name(), now.note(frame.colour).paper, 0.12)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        painter.setPen(pen)
        painter.setBrush(fill)
        painter.drawRoundedRect(box, RADIUS, RADIUS)
        if frame.layout == "matrix":
            self._draw_quarters(painter, frame, box)
        elif frame.layout in ("column", "row"):
            self._draw_edge(painter, frame, box)

    @staticmethod
    def _draw_edge(painter: QPainter, frame: Frame, box: QRectF) -> None:
        """A bar where a list begins: a column at its top, a row at its left."""
        now = theme.current()
        colour = QColor(now.edge if frame.colour == "stone" else now.note(frame.colour).edge)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        inner = box.adjusted(RADIUS, 0, -RADIUS, 0) if frame.layout == "column" else box.adjusted(0, RADIUS, 0, -RADIUS)
        if frame.layout == "column":
            painter.drawRoundedRect(QRectF(inner.left(), box.top() - 1, inner.width(), 4), 2, 2)
        else:
            painter.drawRoundedRect(QRectF(box.left() - 1, inner.top(), 4, inner.height()), 2, 2)

    def _draw_quarters(self, painter: QPainter, frame: Frame, box: QRectF) -> None:
        """Two lines that cross, and the names of the quarters in their corners."""
        now, zoom = theme.current(), painter.worldTransform().m11()
        pen = fine_pen(painter, QColor(now.edge))
        pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        middle = box.center()
        painter.drawLines([
            QLineF(box.left(), middle.y(), box.right(), middle.y()),
            QLineF(middle.x(), box.top(), middle.x(), box.bottom()),
        ])  # fmt: skip
        if zoom < CELLS_FROM:
            return
        painter.setFont(self._cell_font)
        painter.setPen(QColor(now.muted))
        metrics = QFontMetricsF(self._cell_font)
        for k, (cell, name) in enumerate(zip(quarters(box), frame.cells, strict=False)):
            words = metrics.elidedText(name, Qt.TextElideMode.ElideRight, cell.width() - 24)
            left = cell.left() + 12 if k % 2 == 0 else cell.right() - 12 - metrics.horizontalAdvance(words)
            down = cell.top() + 8 + metrics.ascent() if k < 2 else cell.bottom() - 8 - metrics.descent()
            painter.drawText(QPointF(left, down), words)  # in the outer corners: the axes stand in the middle

    # -- in pixels
    def axis_boxes(self, frame: Frame, box: QRectF) -> dict[int, QRectF]:
        """Where the axes of a matrix stand whose shape is `box` (px): 0 left, 1 right, 2 bottom, 3 top."""
        if frame.layout != "matrix" or box.width() < AXES_FROM[0] or box.height() < AXES_FROM[1]:
            return {}
        high, out = self._metrics.height() + 6, {}
        for k in range(4):
            words = self._axis(frame, k, box)
            long = (self._metrics.horizontalAdvance(words) if words else BLANK) + 16
            if k < 2:
                x = box.left() + RIM if k == 0 else box.right() - RIM - high
                out[k] = QRectF(x, box.center().y() - long / 2, high, long)
            else:
                y = box.bottom() - RIM - high if k == 2 else box.top() + RIM
                out[k] = QRectF(box.center().x() - long / 2, y, long, high)
        return out

    def draw_axes(self, painter: QPainter, frame: Frame, box: QRectF) -> None:
        """The names of the axes on a veil, since notes may lie below them; those at the sides are turned."""
        now = theme.current()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        painter.setFont(self._font)
        for k, place in self.axis_boxes(frame, box).items():
            words = self._axis(frame, k, box)
            if not words:
                continue
            veil = QColor(now.surface)
            veil.setAlpha(230)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(veil)
            painter.drawRoundedRect(place, 6, 6)
            painter.setPen(QColor(now.text))
            painter.save()
            painter.translate(place.center())
            if k < 2:
                painter.rotate(-90)
            wide = self._metrics.horizontalAdvance(words)
            painter.drawText(QPointF(-wide / 2, (self._metrics.ascent() - self._metrics.descent()) / 2), words)
            painter.restore()

    def _axis(self, frame: Frame, k: int, box: QRectF) -> str:
        words = frame.axes[k] if k < len(frame.axes) else ""
        room = (box.height() if k < 2 else box.width()) - 64
        return self._metrics.elidedText(words, Qt.TextElideMode.ElideRight, max(room, 40.0)) if words else ""


def fine_pen(painter: QPainter, colour: QColor) -> QPen:
    """A line of the theme's width at any zoom. Not a cosmetic pen: that begins its pixels where it is clipped."""
    return QPen(colour, theme.current().line_width / painter.worldTransform().m11())


def quarters(box: QRectF) -> list[QRectF]:
    """The four parts of a matrix in reading order."""
    wide, high = box.width() / 2, box.height() / 2
    return [QRectF(box.left() + i * wide, box.top() + j * high, wide, high) for j in (0, 1) for i in (0, 1)]


def depth_of(frames: dict[str, Frame], frame: Frame) -> int:
    """How many frames a frame lies in; a ring of frames ends where it began."""
    seen, at = {frame.id}, frames.get(frame.parent_id or "")
    while at is not None and at.id not in seen:
        seen.add(at.id)
        at = frames.get(at.parent_id or "")
    return len(seen) - 1


def family(frames: dict[str, Frame], frame_id: str) -> set[str]:
    """A frame and all that lie in it."""
    found, more = {frame_id}, True
    while more:
        inner = {f.id for f in frames.values() if f.parent_id in found} - found
        found |= inner
        more = bool(inner)
    return found
