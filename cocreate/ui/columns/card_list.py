"""The notes of one column: a list view that lays out cards of any height itself, so that ten thousand are no burden.

It answers keys with `asked`, and hands the mouse to whoever carries cards from column to column.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import QAbstractItemView, QApplication, QListView, QStyleOptionViewItem

from cocreate.ui import theme
from cocreate.ui.columns.cards import GAP, Cards
from cocreate.ui.columns.model import LaneModel
from cocreate.ui.outline.writing import Writing
from cocreate.ui.workshop.keys import ALT, NONE
from cocreate.ui.workshop.keys import KEYS as LIST_KEYS

Index = QModelIndex | QPersistentModelIndex
Move = QAbstractItemView.CursorAction
SIDE = 12  # px left and right of a card
KEYS = LIST_KEYS | {
    (Qt.Key.Key_Left, ALT): "to_left", (Qt.Key.Key_Right, ALT): "to_right",
    (Qt.Key.Key_Left, NONE): "left", (Qt.Key.Key_Right, NONE): "right",
}  # fmt: skip


class CardList(QListView):
    """A `QListView` by name and for screen readers; geometry and painting are its own."""

    asked = Signal(str)
    menu_asked = Signal(QPoint)
    chosen = Signal(object)  # keyboard modifiers of the choice
    lifted = Signal(QPoint)  # a drag begins here; viewport
    carried = Signal(QPoint)  # global
    put_down = Signal(QPoint)  # global

    def __init__(self, model: LaneModel, cards: Cards) -> None:
        self._tops: list[int] | None = None
        self.cards, self.lane_model = cards, model
        self.mark: int | None = None  # y of the line where a card would be put, in contents
        self._press: QPoint | None = None
        self._was_selected = self._is_carrying = False
        super().__init__()
        self.setModel(model)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setProperty("focus_ring", "none")  # the card that is current shows it
        self.writing = Writing(self)
        self.setItemDelegate(self.writing)
        self.viewport().setMouseTracking(False)

    # ---- geometry

    def _sums(self) -> list[int]:
        """The top of every card in contents, and below the last the height of all."""
        if self._tops is None:
            height = self.cards.height
            self._tops = list(accumulate((height(n) + GAP for n in self.lane_model.notes), initial=GAP // 2))
        return self._tops

    def forget_layout(self) -> None:
        self._tops = None

    def doItemsLayout(self) -> None:
        self._tops = None
        QAbstractItemView.doItemsLayout(self)

    def updateGeometries(self) -> None:
        bar, tall = self.verticalScrollBar(), self._sums()[-1] + GAP // 2
        bar.setRange(0, max(0, tall - self.viewport().height()))
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(40)
        QAbstractItemView.updateGeometries(self)

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def horizontalOffset(self) -> int:
        return 0

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().scroll(dx, dy)

    def visualRect(self, index: Index) -> QRect:
        tops = self._sums()
        if not index.isValid() or index.row() + 1 >= len(tops):
            return QRect()
        top = tops[index.row()]
        high = tops[index.row() + 1] - top - GAP
        return QRect(SIDE, top - self.verticalOffset(), self.viewport().width() - 2 * SIDE, high)

    def indexAt(self, point: QPoint) -> QModelIndex:
        row = self.row_at(point.y() + self.verticalOffset())
        index = self.model().index(row, 0) if row >= 0 else QModelIndex()
        return index if index.isValid() and self.visualRect(index).contains(point) else QModelIndex()

    def row_at(self, y: int) -> int:
        """The row whose slot covers a height in contents; -1 above the first and for none."""
        return min(bisect_right(self._sums(), y) - 1, len(self.lane_model.notes) - 1)

    def insertion_at(self, y: int) -> int:
        """Before which row something that is dropped at this height of the viewport goes."""
        at = y + self.verticalOffset()
        row = self.row_at(at)
        if row < 0:
            return 0
        tops = self._sums()
        return row + (at > (tops[row] + tops[row + 1] - GAP) / 2)

    def top_of(self, row: int) -> int:
        """Where the line of an insertion is drawn, in the viewport."""
        return self._sums()[min(row, len(self.lane_model.notes))] - GAP // 2 - self.verticalOffset()

    def scrollTo(self, index: Index, _hint: object = None) -> None:
        box, port, bar = self.visualRect(index), self.viewport().height(), self.verticalScrollBar()
        if box.isNull():
            return
        if bar.maximum() < self._sums()[-1] - port:
            self.updateGeometries()
        if box.top() < GAP:
            bar.setValue(bar.value() + box.top() - GAP)
        elif box.bottom() > port - GAP:
            bar.setValue(bar.value() + min(box.bottom() - port + GAP, box.top() - GAP))

    def isIndexHidden(self, _index: Index) -> bool:
        return False

    def setSelection(self, rect: QRect, flags: QItemSelectionModel.SelectionFlag) -> None:
        first = max(self.row_at(rect.normalized().top() + self.verticalOffset()), 0)
        last = self.row_at(rect.normalized().bottom() + self.verticalOffset())
        selection = QItemSelection()
        if self.lane_model.notes and last >= first:
            selection.select(self.model().index(first, 0), self.model().index(last, 0))
        self.selectionModel().select(selection, flags)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        region = QRegion()
        for part in selection.toList():
            region |= QRegion(self.visualRect(part.topLeft()).united(self.visualRect(part.bottomRight())))
        return region

    def moveCursor(self, action: Move, _mods: Qt.KeyboardModifier) -> QModelIndex:
        row, last = self.currentIndex().row(), len(self.lane_model.notes) - 1
        steps = {Move.MoveUp: -1, Move.MovePrevious: -1, Move.MoveDown: 1, Move.MoveNext: 1,
                 Move.MovePageUp: -6, Move.MovePageDown: 6}  # fmt: skip
        if action == Move.MoveHome or row < 0:
            row = 0
        elif action == Move.MoveEnd:
            row = last
        else:
            row = min(max(row + steps.get(action, 0), 0), last)
        return self.model().index(row, 0)

    # ---- keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() == "/":
            event.ignore()  # the page opens the search
            return
        wanted = KEYS.get((Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier))
        if event.key() == Qt.Key.Key_Escape:
            self.asked.emit("escape")
        elif wanted is not None:
            self.asked.emit(wanted)
        else:
            super().keyPressEvent(event)
            self.chosen.emit(event.modifiers())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.indexAt(event.pos())
        at = event.globalPos()
        if event.reason() != QContextMenuEvent.Reason.Mouse:
            at = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft())
        elif index.isValid() and not self.selectionModel().isSelected(index):
            self.setCurrentIndex(index)
            self.chosen.emit(NONE)
        self.menu_asked.emit(at)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        index = self.indexAt(at)
        plain = event.button() == Qt.MouseButton.LeftButton and event.modifiers() == NONE
        self._press = at if plain and index.isValid() else None
        self._was_selected = plain and index.isValid() and self.selectionModel().isSelected(index)
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if self._was_selected:
            return  # what is selected may be carried together
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(event.modifiers())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if self._press is None:
            return
        if not self._is_carrying and (at - self._press).manhattanLength() >= QApplication.startDragDistance():
            self._is_carrying = True
            self.lifted.emit(self._press)
        if self._is_carrying:
            self.carried.emit(event.globalPosition().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        press, was_selected, was_carrying = self._press, self._was_selected, self._is_carrying
        self.end_carrying()
        if was_carrying:
            self.put_down.emit(event.globalPosition().toPoint())
            return
        if was_selected and press is not None:
            self.setCurrentIndex(self.indexAt(press))
            self.chosen.emit(NONE)
        super().mouseReleaseEvent(event)

    def end_carrying(self) -> None:
        """The drag is over, or was called off."""
        self._press, self._was_selected, self._is_carrying = None, False, False

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton:
            if index.isValid():
                self.setCurrentIndex(index)
                self.chosen.emit(NONE)
            self.asked.emit("rename" if index.isValid() else "write")

    # ---- selection

    def ids(self) -> list[str]:
        """The selected notes from the top."""
        rows = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        return [self.lane_model.notes[r].id for r in rows if r < len(self.lane_model.notes)]

    def select_ids(self, ids: set[str]) -> None:
        """Show a selection; says nothing."""
        selection = QItemSelection()
        for note_id in ids:
            index = self.lane_model.find(note_id)
            if index.isValid():
                selection.select(index, index)
        self.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.viewport().update()

    def make_current(self, note_id: str) -> None:
        index = self.lane_model.find(note_id)
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
            self.scrollTo(index)

    # ---- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        chosen, notes = self.selectionModel(), self.lane_model.notes
        first = max(self.row_at(event.rect().top() + self.verticalOffset() - GAP), 0)
        has_focus, current = self.hasFocus(), self.currentIndex().row()
        for row in range(first, len(notes)):
            index = self.model().index(row, 0)
            box = self.visualRect(index)
            if box.top() - 4 > event.rect().bottom():
                break
            self.cards.paint(
                painter, box, notes[row], is_selected=chosen.isSelected(index),
                is_current=has_focus and row == current,
            )  # fmt: skip
        if self.mark is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(theme.current().accent), 3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawLine(SIDE + 2, self.mark, self.viewport().width() - SIDE - 2, self.mark)

    def initViewItemOption(self, option: QStyleOptionViewItem) -> None:
        super().initViewItemOption(option)
        option.font = self.cards.font
