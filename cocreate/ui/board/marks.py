"""What a tool shows while it works: guides, lasso, ghosts, handles. Drawn over the board, never part of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from cocreate.ui import theme
from cocreate.ui.board import hits

if TYPE_CHECKING:
    from cocreate.ui.board.view import BoardView

FAINT = 0.55  # how much of a ghost is seen
HANDLE = 4.5  # px, half a handle


class Marks:
    """Board units throughout; a tool sets what it needs and clears it when it ends."""

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        self.guides: tuple[QLineF, ...] = ()
        self.rope: list[QPointF] = []  # of the lasso
        self.ghosts: list[int] = []  # slots of notes that are shown a second time
        self.ghosts_by = QPointF()  # how far from where they lie
        self.string: tuple[QPointF, QPointF] | None = None  # of a link being drawn
        self.aim = ""  # the note that would be linked
        self.stroke: list[QPointF] = []  # of the pen

    def draw(self, painter: QPainter, view: BoardView) -> None:
        """Onto the painter of the view, whose transform is that of the board."""
        painter.save()
        if self.ghosts:
            self._draw_ghosts(painter, view)
        shift = view.viewportTransform()
        painter.resetTransform()
        accent = QColor(theme.current().accent)
        if self.guides:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            painter.setPen(QPen(accent, 1))
            painter.drawLines([_whole(shift.map(line)) for line in self.guides])
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        self._draw_handles(painter, view, accent)
        if self.string is not None:
            self._draw_string(painter, view, accent)
        if len(self.stroke) > 1:
            ink = QPen(QColor(theme.current().note("sun").ink), 3 * view.zoom)
            ink.setCapStyle(Qt.PenCapStyle.RoundCap)
            ink.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(ink)
            painter.drawPolyline(QPolygonF([shift.map(p) for p in self.stroke]))
        if len(self.rope) > 1:
            self._draw_rope(painter, QPolygonF([shift.map(p) for p in self.rope]), accent)
        painter.restore()

    @staticmethod
    def _draw_handles(painter: QPainter, view: BoardView, accent: QColor) -> None:
        """Squares to pull at, dots to draw a link from."""
        painter.setPen(QPen(accent, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if len(view.selection) > 1:  # the layer shows a single one itself
            for label in (view.model.texts[i] for i in view.selection if i in view.model.texts):
                box = view.viewportTransform().mapRect(view.model.text_rect(label))
                painter.drawRoundedRect(box.adjusted(-4, -4, 4, 4), 6, 6)
        painter.setPen(QPen(accent, 1.5))
        painter.setBrush(QColor(theme.current().surface))
        for spot in hits.handles(view).values():
            painter.drawRoundedRect(QRectF(spot.x() - HANDLE, spot.y() - HANDLE, 2 * HANDLE, 2 * HANDLE), 2, 2)
        for spot in hits.ports(view):
            painter.drawEllipse(spot, HANDLE, HANDLE)

    def _draw_string(self, painter: QPainter, view: BoardView, accent: QColor) -> None:
        assert self.string is not None
        shift, slot = view.viewportTransform(), view.model.slots.get(self.aim)
        painter.setPen(QPen(accent, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        start, end = shift.map(self.string[0]), shift.map(self.string[1])
        if slot is not None:
            painter.drawRoundedRect(shift.mapRect(view.model.box(slot)).adjusted(-3, -3, 3, 3), 6, 6)
        painter.drawLine(start, end)
        painter.setBrush(accent)
        painter.drawEllipse(end, HANDLE, HANDLE)

    def _draw_ghosts(self, painter: QPainter, view: BoardView) -> None:
        painter.save()
        painter.translate(self.ghosts_by)
        painter.setOpacity(FAINT)
        zoom, papers = view.zoom, view.layer.papers
        if zoom < view.model.text_from:
            papers.draw_lump(painter, papers.lump(self.ghosts), False)
        else:
            area = view.shown().translated(-self.ghosts_by.x(), -self.ghosts_by.y())
            papers.draw_notes(painter, [s for s in self.ghosts if view.model.box(s).intersects(area)], zoom)
        painter.restore()

    @staticmethod
    def _draw_rope(painter: QPainter, rope: QPolygonF, accent: QColor) -> None:
        veil = QColor(accent)
        veil.setAlpha(26)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(veil)
        painter.drawPolygon(rope, Qt.FillRule.OddEvenFill)
        painter.setPen(QPen(accent, 1.5))
        painter.drawPolyline(rope)
        dashed = QPen(accent, 1.5, Qt.PenStyle.DotLine)
        painter.setPen(dashed)
        painter.drawLine(rope.last(), rope.first())


def _whole(line: QLineF) -> QLineF:
    """On whole pixels, so that a thin line is sharp."""
    return QLineF(round(line.x1()), round(line.y1()), round(line.x2()), round(line.y2()))
