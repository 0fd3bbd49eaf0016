"""How a line of the outline is drawn: a note's number on its paper, its words over two lines at most. It edits nothing.

A view takes it as item delegate; it reads `NODE` and `IS_FOUND` of the outline's model.
"""

from __future__ import annotations

import math
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from cocreate.model.snapshot import Note
from cocreate.ui import theme
from cocreate.ui.outline.model import IS_FOUND, NODE
from cocreate.ui.outline.nodes import DRAFT, GROUP, Node

Index = QModelIndex | QPersistentModelIndex
MOST_LINES = 2
PAD = 7  # above and below the words: one line of usual type makes a target of 32 px
EDGE = 6  # after the words, beside a scroll bar that lies over the list
DIMMED = 0.35


class Lines(QStyledItemDelegate):
    """Draws themes and notes; the height of a line follows the width of its view."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        node, model = index.data(NODE), index.model()
        if node is None or node.kind == DRAFT:
            super().paint(painter, option, index)
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _paint_ground(painter, option)
        if not index.data(IS_FOUND):
            painter.setOpacity(DIMMED)
        box = QRectF(option.rect)
        if isinstance(node.row, Note):
            self._paint_note(painter, box, node, model)
        else:
            self._paint_group(painter, box, node, model)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        node, model = index.data(NODE), index.model()
        if node is None or node.kind == DRAFT:
            return super().sizeHint(option, index)
        view = option.widget
        depth, step = 1, 0
        if isinstance(view, QTreeView):
            step, at = view.indentation(), node.parent
            while at is not None and at.parent is not None:
                depth, at = depth + 1, at.parent
            width = view.header().sectionSize(0) - depth * step
        else:
            width = option.rect.width()
        font, text, room = self._words(node, model, width)
        lines = 1 if QFontMetricsF(font).horizontalAdvance(text) <= room - 1 else MOST_LINES
        return QSize(width, max(lines * _pitch(font) + 2 * PAD, theme.TARGET))

    # ---- inside

    def _paint_note(self, painter: QPainter, box: QRectF, node: Node, model: Any) -> None:
        assert isinstance(node.row, Note)
        font, text, room = self._words(node, model, box.width())
        label = model.nodes.labels.get(node.id, "")
        paper = theme.current().note(node.row.colour)
        pitch = _pitch(font)
        chip = QRectF(box.left() + 2.5, box.top() + PAD + 0.5, _chip_width(label) - 1, pitch - 1)
        painter.setPen(QColor(paper.edge))
        painter.setBrush(QColor(paper.paper))
        painter.drawRoundedRect(chip, theme.RADIUS_NOTE, theme.RADIUS_NOTE)
        painter.setPen(QColor(paper.ink))
        painter.setFont(_number_font())
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, label)
        painter.setPen(QColor(theme.current().text))
        left = box.left() + 2 + _chip_width(label) + theme.S
        _draw(painter, QRectF(left, box.top() + PAD, room, box.height()), text, font)

    def _paint_group(self, painter: QPainter, box: QRectF, node: Node, model: Any) -> None:
        font, text, room = self._words(node, model, box.width())
        t = theme.current()
        painter.setPen(QColor(t.muted if node.kind == GROUP else t.text))
        _draw(painter, QRectF(box.left() + 4, box.top() + PAD, room, box.height()), text, font)
        painter.setPen(QColor(t.muted))
        painter.setFont(_number_font())
        figure = QRectF(box.left(), box.top() + PAD, box.width() - EDGE - theme.S, _pitch(font))
        painter.drawText(figure, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(node.count))

    def _words(self, node: Node, model: Any, width: float) -> tuple[QFont, str, float]:
        """The font of a line, its words, and the room that they have."""
        if isinstance(node.row, Note):
            chip = _chip_width(model.nodes.labels.get(node.id, ""))
            return theme.font("body"), " ".join(node.row.text.split()), width - 2 - chip - theme.S - EDGE
        figure = QFontMetricsF(_number_font()).horizontalAdvance(str(node.count))
        return theme.font("strong"), model.title(node), width - 4 - figure - 2 * theme.S - EDGE


def _paint_ground(painter: QPainter, option: QStyleOptionViewItem) -> None:
    t, state = theme.current(), option.state
    is_chosen = bool(state & QStyle.StateFlag.State_Selected)
    if not is_chosen and not state & QStyle.StateFlag.State_MouseOver:
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(t.accent_soft if is_chosen else t.hover))
    box = QRectF(option.rect).adjusted(-2, 1, -2, -1)
    painter.drawRoundedRect(box, theme.RADIUS_CONTROL, theme.RADIUS_CONTROL)


def _draw(painter: QPainter, box: QRectF, text: str, font: QFont) -> None:
    """Words over `MOST_LINES` lines; what does not fit ends in …"""
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout = QTextLayout(text, font)
    layout.setTextOption(option)
    found: list[tuple[int, int]] = []
    layout.beginLayout()
    while len(found) < MOST_LINES and (line := layout.createLine()).isValid():
        line.setLineWidth(max(box.width(), 1))
        found.append((line.textStart(), line.textLength()))
    layout.endLayout()
    painter.setFont(font)
    metrics, pitch = QFontMetricsF(font), _pitch(font)
    for k, (start, length) in enumerate(found):
        words = text[start : start + length].strip()
        if k == MOST_LINES - 1:
            words = metrics.elidedText(text[start:], Qt.TextElideMode.ElideRight, box.width())
        place = QRectF(box.left(), box.top() + k * pitch, box.width(), pitch)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, words)


def _pitch(font: QFont) -> int:
    return round(font.pixelSize() * theme.LINE_HEIGHT)


def _number_font() -> QFont:
    font = theme.font("caption", tabular=True)
    font.setPixelSize(theme.px(11))
    return font


def _chip_width(label: str) -> int:
    """At least as wide as two figures, so that the words of most notes begin at one line."""
    metrics = QFontMetricsF(_number_font())
    return math.ceil(max(metrics.horizontalAdvance(label), metrics.horizontalAdvance("00")) + 9)
