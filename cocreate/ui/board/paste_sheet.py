"""Shows what a pasted text would become before it does: way of splitting, count, and single lines to leave out.

sheet = PasteSheet(text, known, board)
sheet.closed.connect(...)      # a tuple of texts, or None
sheet.open()
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from cocreate.ui import theme
from cocreate.ui.board.splitting import guess, split
from cocreate.ui.i18n import tr
from cocreate.ui.widgets import Check, Label, Segmented, Sheet
from cocreate.ui.widgets.buttons import round_pen
from cocreate.ui.widgets.flow import LineFlow

ROW = 30
ROWS = 9  # seen at once


class Ticks(QListWidget):
    """Lines to tick: a click or Space on a line turns it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_Tick(self))
        self.itemClicked.connect(self.turn)

    def fill(self, texts: tuple[str, ...]) -> None:
        """These texts, all ticked."""
        self.clear()
        for text in texts:
            item = QListWidgetItem(" ".join(text.split()))
            item.setData(Qt.ItemDataRole.UserRole, text)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            item.setCheckState(Qt.CheckState.Checked)
            self.addItem(item)
        self.setCurrentRow(0 if texts else -1)

    def ticked(self) -> tuple[str, ...]:
        items = (self.item(k) for k in range(self.count()))
        return tuple(str(i.data(Qt.ItemDataRole.UserRole)) for i in items if i.checkState() == Qt.CheckState.Checked)

    def turn(self, item: QListWidgetItem) -> None:
        is_on = item.checkState() == Qt.CheckState.Checked
        item.setCheckState(Qt.CheckState.Unchecked if is_on else Qt.CheckState.Checked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and (item := self.currentItem()) is not None:
            self.turn(item)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()  # the main button of the sheet
        else:
            super().keyPressEvent(event)


class _Tick(QStyledItemDelegate):
    """Draws one line with its box, like the kit's `Check`."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, theme.wider(ROW))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        t = theme.current()
        row: QRect = option.rect
        is_on = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole)) == Qt.CheckState.Checked
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(t.accent_soft))
            painter.drawRoundedRect(row.adjusted(theme.XS, 1, -theme.XS, -1), 6, 6)
        box = QRectF(row.left() + theme.M + 0.5, row.top() + (row.height() - 18) / 2 + 0.5, 17, 17)
        painter.setPen(QPen(QColor(t.accent if is_on else t.edge), t.line_width))
        painter.setBrush(QColor(t.accent if is_on else t.raised))
        painter.drawRoundedRect(box, 4, 4)
        if is_on:
            painter.setPen(round_pen(t.on_accent, 2))
            x, y = box.left(), box.top()
            painter.drawPolyline([QPointF(x + 4, y + 9), QPointF(x + 7, y + 12), QPointF(x + 13, y + 5.5)])
        words = row.adjusted(theme.M + 26, 0, -theme.M, 0)
        painter.setFont(theme.font("body"))
        painter.setPen(QColor(t.text if is_on else t.muted))
        shown = painter.fontMetrics().elidedText(index.data(), Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()


class PasteSheet(Sheet):
    """Every line can be dropped with Space or a click; Enter adds the rest."""

    def __init__(self, text: str, known: Collection[str], parent: QWidget) -> None:
        super().__init__(tr("Paste as notes"), parent, width=560)
        self._text, self._known, self._way = text, known, guess(text)
        ways = [("line", tr("One a line")), ("paragraph", tr("One a paragraph"))]
        if "\t" in text:
            ways.append(("cell", tr("One a cell")))
        self.by = Segmented(ways, self._way.by, name=tr("What becomes a note"))
        self.by.changed.connect(self._split_by)
        self.marks = Check(tr("Take off bullets and numbers"), True, on_change=lambda _: self._split())
        self.twins = Check(tr("Leave out what is said already"), True, on_change=lambda _: self._split())
        self.list = Ticks(tr("Notes to add"))
        self.list.setFixedHeight(ROWS * theme.wider(ROW) + 2 * theme.XS)
        self.list.itemChanged.connect(lambda _: self._count())
        self.told = Label("", role="muted", wrap=True)
        self.body.addWidget(self.by, 0, Qt.AlignmentFlag.AlignLeft)
        checks = QWidget()
        flow = LineFlow(checks, gap=theme.XL)  # with large type one below the other
        flow.addWidget(self.marks)
        flow.addWidget(self.twins)
        self.body.addWidget(checks)
        self.body.addWidget(self.list)
        self.body.addWidget(self.told)
        self.add_button(tr("Cancel"))
        self.add = self.add_button("", self.ideas, kind="primary")
        self._split()

    def first_stop(self) -> QWidget:
        return self.list

    def ideas(self) -> object:
        """The texts that are still ticked; the sheet stays when none is."""
        return self.list.ticked() or Sheet.STAY

    def _split_by(self, by: str) -> None:
        self._way = replace(self._way, by=by)
        self._split()

    def _split(self) -> None:
        self._way = replace(self._way, has_marks=not self.marks.isChecked(), has_twins=not self.twins.isChecked())
        found = split(self._text, self._way, self._known)
        self._left_out = found.twins
        self.list.blockSignals(True)
        self.list.fill(found.ideas)
        self.list.blockSignals(False)
        self._count()

    def _count(self) -> None:
        count = len(self.list.ticked())
        self.add.set_text(tr.plural("Add {n} note", "Add {n} notes", n=count))
        self.add.setEnabled(count > 0)
        out = self.list.count() - count
        parts = [tr("Space or a click leaves a note out.")]
        if out:
            parts.append(tr.plural("{n} left out.", "{n} left out.", n=out))
        if self._left_out:
            parts.append(tr.plural("{n} is said already.", "{n} are said already.", n=self._left_out))
        self.told.setText(" ".join(parts))
