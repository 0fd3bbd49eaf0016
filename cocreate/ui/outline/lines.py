"""How a line of the outline is drawn: a note's number on its paper, its words over two lines at most. It edits nothing.

A view takes it as item delegate; it reads `NODE` and `IS_FOUND` of the outline's model.
"""

from __future__ import annotations

import math
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from cocreate.model.snapshot import Note
from cocreate.ui import theme
from cocreate.ui.outline.model import IS_FOUND, NODE
from cocreate.ui.outline.nodes import DRAFT, GROUP, Node
from cocreate.ui.widgets.wrap import Wrapper, is_right_to_left, spans

Index = QModelIndex | QPersistentModelIndex
MOST_LINES = 2
PAD = 7  # above and below the words: one line of usual type makes a target of 32 px
EDGE = 6  # after the words, beside a scroll bar that lies over the list
DIMMED = 0.35
ROOMY = 560  # from this width on a line also shows tags and votes
TAGS_MOST, TAG_WIDEST = 3, 112.0


class Kit:
    """Fonts and measures at one text size; made once, because every line asks for them."""

    def __init__(self) -> None:
        self.scale = theme.px(100)
        self.fonts = {"body": theme.font("body"), "strong": theme.font("strong")}
        self.number = theme.font("caption", tabular=True)
        self.number.setPixelSize(theme.px(11))
        self.figures = QFontMetricsF(self.number)
        self.least_chip = self.figures.horizontalAdvance("00")
        self._wraps: dict[tuple[str, int], Wrapper] = {}

    def wrap(self, role: str, width: float) -> Wrapper:
        """The wrapper of a font and a width; a few widths are in use at a time."""
        key = (role, int(max(width, 24)))
        found = self._wraps.get(key)
        if found is None:
            if len(self._wraps) > 24:
                self._wraps.clear()
            found = self._wraps[key] = Wrapper(self.fonts[role], key[1], MOST_LINES, theme.LINE_HEIGHT)
        return found

    def chip(self, label: str) -> int:
        """At least as wide as two figures, so that the words of most notes begin at one line."""
        return math.ceil(max(self.figures.horizontalAdvance(label), self.least_chip) + 9)


class Lines(QStyledItemDelegate):
    """Draws themes and notes; the height of a line follows the width of its view. `question`: its words are marked."""

    _kit: Kit | None = None
    question = ""

    @property
    def kit(self) -> Kit:
        if self._kit is None or self._kit.scale != theme.px(100):
            self._kit = Kit()
        return self._kit

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
        width = option.rect.width()
        if isinstance(view, QTreeView):
            depth, at = 1, node.parent
            while at is not None and at.parent is not None:
                depth, at = depth + 1, at.parent
            width = view.header().sectionSize(0) - depth * view.indentation()
        wrap, text, _ = self._words(node, model, width)
        return QSize(width, max(wrap.height(text) + 2 * PAD, theme.TARGET))

    # ---- inside

    def _words(self, node: Node, model: Any, width: float) -> tuple[Wrapper, str, float]:
        """How the words of a line are broken, the words, and where they begin."""
        kit = self.kit
        if isinstance(node.row, Note):
            left = 2 + kit.chip(model.nodes.labels.get(node.id, "")) + theme.S
            room = width - left - EDGE - self._room_for_facts(node, model, width)
            return kit.wrap("body", room), node.row.text.strip().replace("\n", " "), left
        room = width - 4 - kit.figures.horizontalAdvance(str(node.count)) - 2 * theme.S - EDGE
        if votes := model.nodes.votes(node.id):
            room -= self._pill_width(votes) + theme.S
        return kit.wrap("strong", room), model.title(node), 4

    def _paint_note(self, painter: QPainter, box: QRectF, node: Node, model: Any) -> None:
        assert isinstance(node.row, Note)
        kit, (wrap, text, left) = self.kit, self._words(node, model, box.width())
        label = model.nodes.labels.get(node.id, "")
        paper = theme.current().note(node.row.colour)
        chip = QRectF(box.left() + 2.5, box.top() + PAD + 0.5, kit.chip(label) - 1, wrap.pitch - 1)
        painter.setPen(QColor(paper.edge))
        painter.setBrush(QColor(paper.paper))
        painter.drawRoundedRect(chip, theme.RADIUS_NOTE, theme.RADIUS_NOTE)
        painter.setPen(QColor(paper.ink))
        painter.setFont(kit.number)
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, label)
        self._paint_words(painter, QPointF(box.left() + left, box.top() + PAD), wrap, text, "text")
        if box.width() >= ROOMY:
            self._paint_facts(painter, box, node, model, wrap.pitch)

    def _paint_group(self, painter: QPainter, box: QRectF, node: Node, model: Any) -> None:
        wrap, text, left = self._words(node, model, box.width())
        role = "muted" if node.kind == GROUP else "text"
        self._paint_words(painter, QPointF(box.left() + left, box.top() + PAD), wrap, text, role)
        painter.setPen(QColor(theme.current().muted))
        painter.setFont(self.kit.number)
        right = box.right() - EDGE - theme.S
        figure = QRectF(box.left(), box.top() + PAD, right - box.left(), wrap.pitch)
        painter.drawText(figure, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(node.count))
        if votes := model.nodes.votes(node.id):
            right -= self.kit.figures.horizontalAdvance(str(node.count)) + theme.S
            self._paint_pill(painter, right, box.top() + PAD + wrap.pitch / 2, votes)

    def _paint_words(self, painter: QPainter, at: QPointF, wrap: Wrapper, text: str, role: str) -> None:
        t = theme.current()
        painter.setFont(wrap.font)
        metrics = wrap.metrics
        down = (wrap.pitch - metrics.height()) / 2 + metrics.ascent()
        for k, line in enumerate(wrap.lines(text)):
            left = at.x()
            if is_right_to_left(line):
                left += wrap.width - metrics.horizontalAdvance(line)
            for start, length in spans(line, self.question):
                a = left + metrics.horizontalAdvance(line[:start])
                wide = metrics.horizontalAdvance(line[start : start + length])
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(t.accent_soft))
                painter.drawRoundedRect(QRectF(a - 2, at.y() + k * wrap.pitch, wide + 4, wrap.pitch), 3, 3)
                painter.fillRect(QRectF(a, at.y() + (k + 1) * wrap.pitch - 2, wide, 2), QColor(t.accent))
            painter.setPen(t.colour(role))
            painter.drawText(QPointF(left, at.y() + k * wrap.pitch + down), line)

    # ---- tags and votes at the end of a wide line

    def _tags(self, node: Node, model: Any) -> list[str]:
        names = model.nodes.tag_names(node.id)
        return [*names[:TAGS_MOST], *([f"+{len(names) - TAGS_MOST}"] if len(names) > TAGS_MOST else [])]

    def _tag_width(self, name: str) -> float:
        return min(self.kit.figures.horizontalAdvance(name), TAG_WIDEST) + 12

    def _pill_width(self, votes: int) -> float:
        return self.kit.figures.horizontalAdvance(str(votes)) + 24

    def _room_for_facts(self, node: Node, model: Any, width: float) -> float:
        if width < ROOMY:
            return 0.0
        wide = sum(self._tag_width(name) + 4 for name in self._tags(node, model))
        votes = model.nodes.votes(node.id)
        return wide + (self._pill_width(votes) + theme.S if votes else 0) + (theme.L if wide or votes else 0)

    def _paint_facts(self, painter: QPainter, box: QRectF, node: Node, model: Any, pitch: int) -> None:
        t, kit = theme.current(), self.kit
        right, middle = box.right() - EDGE - theme.S, box.top() + PAD + pitch / 2
        if votes := model.nodes.votes(node.id):
            right = self._paint_pill(painter, right, middle, votes) - theme.S
        painter.setFont(kit.number)
        for name in reversed(self._tags(node, model)):
            wide = self._tag_width(name)
            spot = QRectF(right - wide + 0.5, middle - 8.5, wide - 1, 17)
            painter.setPen(QPen(QColor(t.edge), t.line_width))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(spot, 4, 4)
            painter.setPen(QColor(t.muted))
            shown = kit.figures.elidedText(name, Qt.TextElideMode.ElideRight, TAG_WIDEST)
            painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, shown)
            right -= wide + 4

    def _paint_pill(self, painter: QPainter, right: float, middle: float, votes: int) -> float:
        """The points of the last revealed vote; returns where the pill begins."""
        t, wide = theme.current(), self._pill_width(votes)
        pill = QRectF(right - wide, middle - 9, wide, 18)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(t.accent_soft))
        painter.drawRoundedRect(pill, 9, 9)
        painter.setBrush(QColor(t.accent))
        painter.drawEllipse(QPointF(pill.left() + 9, middle), 3, 3)
        painter.setPen(QColor(t.accent_text))
        painter.setFont(self.kit.number)
        words = pill.adjusted(14, 0, -6, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, str(votes))
        return pill.left()


def _paint_ground(painter: QPainter, option: QStyleOptionViewItem) -> None:
    t, state = theme.current(), option.state
    is_chosen = bool(state & QStyle.StateFlag.State_Selected)
    if not is_chosen and not state & QStyle.StateFlag.State_MouseOver:
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(t.accent_soft if is_chosen else t.hover))
    box = QRectF(option.rect).adjusted(-2, 1, -2, -1)
    painter.drawRoundedRect(box, theme.RADIUS_CONTROL, theme.RADIUS_CONTROL)
