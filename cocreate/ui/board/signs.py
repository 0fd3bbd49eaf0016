"""Texts that lie on the board by themselves: how large they are, and painting them. They are never notes."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QTextLayout, QTextOption

from cocreate.model.snapshot import Label
from cocreate.ui import theme
from cocreate.ui.board.tint import ink_on

READABLE = 5.0  # px of type below which a text is a bar
HEADING = 24  # type size from which it is semi-bold
LEADING = 1.25


@lru_cache(maxsize=600)
def laid(text: str, type_size: int, width: int) -> tuple[QTextLayout, QSizeF]:
    """A text and the room it takes, in board units; `width` 0 is as wide as its longest line."""
    font = theme.font("note")
    font.setPixelSize(max(type_size, 1))
    if type_size >= HEADING:
        font.setWeight(QFont.Weight.DemiBold)
    layout = QTextLayout(text.replace("\n", "\u2028"), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    layout.beginLayout()
    y, wide = 0.0, 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width or 100_000.0)
        line.setPosition(QPointF(0, y))
        wide = max(wide, line.naturalTextWidth())
        y += type_size * LEADING
    layout.endLayout()
    return layout, QSizeF(float(width) or max(wide, type_size / 2), max(y, type_size * LEADING))


def box_of(label: Label) -> QRectF:
    """Where a text lies, in board units."""
    return QRectF(QPointF(*label.place), laid(label.text, label.type_size, label.width)[1])


class Signs:
    """Paints the texts of one board."""

    def dress(self) -> None:
        """The fonts may have changed."""
        laid.cache_clear()

    def draw(self, painter: QPainter, labels: Iterable[Label], area: QRectF) -> None:
        zoom = painter.worldTransform().m11()
        now = theme.current()
        ground = QColor(now.canvas)
        for label in labels:
            box = box_of(label)
            if not box.intersects(area):
                continue
            ink = QColor(now.text) if label.colour == "ink" else ink_on(label.colour, ground)
            if label.type_size * zoom < READABLE:
                ink.setAlpha(110)
                painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
                painter.fillRect(box.adjusted(0, box.height() * 0.3, 0, -box.height() * 0.3), ink)
                continue
            painter.setPen(QPen(ink))
            laid(label.text, label.type_size, label.width)[0].draw(painter, box.topLeft())

    @staticmethod
    def draw_ring(painter: QPainter, label: Label) -> None:
        """Round a selected text."""
        pen = QPen(QColor(theme.current().accent), 2)
        pen.setCosmetic(True)
        off = 4 / painter.worldTransform().m11()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box_of(label).adjusted(-off, -off, off, off), 4, 4)
