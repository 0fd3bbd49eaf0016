"""What is marked on the board: what would take a drop, what is selected besides notes, the rubber band."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from cocreate.ui import theme

if TYPE_CHECKING:
    from cocreate.ui.board.layer import NoteLayer

VEIL = 26  # how much of the accent lies over what it marks


def _pen(width: float) -> tuple[QPen, QColor]:
    accent = QColor(theme.current().accent)
    pen = QPen(accent, width)
    pen.setCosmetic(True)
    veil = QColor(accent)
    veil.setAlpha(VEIL)
    return pen, veil


def draw(painter: QPainter, layer: NoteLayer) -> None:
    """What would be dropped into, and the frame, cluster or text that is selected."""
    pen, veil = _pen(2)
    for one in sorted({layer.target, layer.chosen} - {""}):
        if one in layer.model.own.texts:
            layer.signs.draw_ring(painter, layer.model.own.texts[one])
            continue
        shape = outline(layer, one)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        painter.setPen(pen)
        painter.setBrush(veil if one == layer.target else Qt.BrushStyle.NoBrush)
        painter.drawPath(shape.translated(*layer.offset) if one == layer.carried else shape)


def outline(layer: NoteLayer, row_id: str) -> QPainterPath:
    """The shape of a cluster, frame or note; empty for anything else."""
    model, shape = layer.model, QPainterPath()
    if row_id in model.clusters:
        return model.hull(row_id)
    if row_id in model.frames:
        shape.addRoundedRect(model.frame_rect(model.frames[row_id]), 10, 10)
    elif (slot := model.slots.get(row_id)) is not None:
        shape.addRoundedRect(model.box(slot), theme.RADIUS_NOTE, theme.RADIUS_NOTE)
    return shape


def draw_band(painter: QPainter, band: QRectF) -> None:
    """The rubber band, or the frame to be."""
    pen, veil = _pen(1)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(pen)
    painter.setBrush(veil)
    painter.drawRect(band)
