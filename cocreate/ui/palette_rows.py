"""How a line of the command palette is drawn: icon, words, section, keys. It reads an entry and changes nothing."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeySequence, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from cocreate.ui import icons, theme

ROW = 40


def key_caps(shortcut: str) -> list[str]:
    """The keys of a shortcut, one by one: `Ctrl+Shift+Z` gives Ctrl, Shift, Z; `Ctrl++` gives Ctrl, +."""
    text = QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText) or shortcut
    if text.endswith("++"):
        return [*[part for part in text[:-2].split("+") if part], "+"]
    return text.split("+") if text != "+" else ["+"]


def paint_caps(painter: QPainter, right: int, box: QRect, shortcut: str) -> int:
    """Draw key caps that end at `right`; returns where they begin."""
    t = theme.current()
    font = theme.font("caption")
    painter.setFont(font)
    metrics = QFontMetrics(font)
    for cap in reversed(key_caps(shortcut)):
        width = max(metrics.horizontalAdvance(cap) + 12, 22)
        right -= width
        high = theme.px(15) + 6
        shape = QRectF(right + 0.5, box.top() + (box.height() - high) / 2, width - 1, high)
        painter.setPen(QPen(QColor(t.edge), 1))
        painter.setBrush(QColor(t.raised))
        painter.drawRoundedRect(shape, 4, 4)
        painter.setPen(QColor(t.muted))
        painter.drawText(shape, Qt.AlignmentFlag.AlignCenter, cap)
        right -= theme.XS
    return right


class Rows(QStyledItemDelegate):
    """Draws one entry a row."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, ROW)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        t = theme.current()
        entry = index.data(Qt.ItemDataRole.UserRole)
        box: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(t.accent_soft))
            painter.drawRoundedRect(box.adjusted(theme.S, 1, -theme.S, -1), 6, 6)
        if entry.icon:
            ratio = painter.device().devicePixelRatioF()
            picture = icons.pixmap(entry.icon, "muted", theme.ICON, ratio)
            painter.drawPixmap(QPointF(box.left() + theme.XL - 4, box.center().y() - 8), picture)
        right = box.right() - theme.L
        if entry.keys:
            right = paint_caps(painter, right, box, entry.keys) - theme.S
        painter.setFont(theme.font("caption"))
        if entry.detail:
            width = min(QFontMetrics(painter.font()).horizontalAdvance(entry.detail), box.width() // 3)
            painter.setPen(QColor(t.muted))
            where = QRect(right - width - 2, box.top(), width + 2, box.height())
            self._words(painter, where, entry.detail, Qt.AlignmentFlag.AlignRight)
            right -= width + theme.L
        painter.setFont(theme.font("body"))
        painter.setPen(QColor(t.text))
        left = box.left() + theme.XXXL
        self._words(painter, QRect(left, box.top(), right - left, box.height()), entry.text, Qt.AlignmentFlag.AlignLeft)
        painter.restore()

    @staticmethod
    def _words(painter: QPainter, where: QRect, text: str, side: Qt.AlignmentFlag) -> None:
        """Notes may be long; their end is cut here, the whole stands on the board."""
        one_line = " ".join(text.split())
        fitting = painter.fontMetrics().elidedText(one_line, Qt.TextElideMode.ElideRight, where.width())
        painter.drawText(where, Qt.AlignmentFlag.AlignVCenter | side, fitting)
