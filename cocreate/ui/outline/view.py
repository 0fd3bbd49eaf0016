"""The outline panel: the tree with its selection and keys; it sends no command itself."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView, QWidget

from cocreate.model.snapshot import WorkshopSnapshot
from cocreate.ui import theme
from cocreate.ui.i18n import tr
from cocreate.ui.outline.model import ID, OutlineModel
from cocreate.ui.workshop import parts


class OutlineTree(QTreeView):
    """F2 edits, Del removes; several lines can be selected."""

    remove_pressed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and not event.modifiers():
            self.remove_pressed.emit()
            return
        super().keyPressEvent(event)


class Outline(QWidget):
    """The board in words. `selected` follows what a person selects here, not what the board reports."""

    selected = Signal(tuple)  # ids of ideas and themes
    renamed = Signal(str, str)  # id, text
    remove_requested = Signal(tuple)  # ids

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("outline")
        self.model = OutlineModel(self)
        self.tree = OutlineTree()
        self.tree.setModel(self.model)
        self.tree.setHeaderHidden(True)
        self.tree.setAccessibleName(tr("Outline of themes and ideas"))
        self.tree.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.tree.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.tree.setUniformRowHeights(True)
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.tree.setIndentation(theme.M)
        self.tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.tree.setFrameShape(QTreeView.Shape.NoFrame)
        self.count = parts.label("", "muted")
        self.empty = parts.label(tr("Ideas and themes appear here as words."), "muted")
        self.empty.setContentsMargins(theme.S, 0, theme.S, 0)
        inside = parts.column(self, 0, theme.XS)
        inside.setContentsMargins(theme.S, theme.L, theme.S, theme.S)
        head = parts.row(parts.label(tr("Outline"), "strong"), None, self.count)
        head.setContentsMargins(theme.S, 0, theme.S, theme.XS)
        inside.addLayout(head)
        inside.addWidget(self.empty, 1, Qt.AlignmentFlag.AlignTop)
        inside.addWidget(self.tree, 1)
        self._is_following = False
        self.tree.selectionModel().selectionChanged.connect(self._selection_changed)
        self.tree.remove_pressed.connect(lambda: self.remove_requested.emit(self.selected_ids()))
        self.model.renamed.connect(self.renamed)

    def show_snapshot(self, snap: WorkshopSnapshot) -> None:
        """Refresh; what is open and selected stays so."""
        closed = {self._id(k) for k in range(self.model.rowCount()) if not self.tree.isExpanded(self.model.index(k, 0))}
        chosen = self.selected_ids()
        self._is_following = True
        if self.model.show_snapshot(snap):
            for k in range(self.model.rowCount()):
                self.tree.setExpanded(self.model.index(k, 0), self._id(k) not in closed)
            self.select(chosen)
        self._is_following = False
        self.count.setText(tr.plural("{n} idea", "{n} ideas", n=len(snap.notes)))
        self.empty.setVisible(not snap.notes and not snap.clusters)
        self.tree.setVisible(bool(snap.notes or snap.clusters))

    def select(self, ids: Iterable[str]) -> None:
        """Show the selection of the board here; says nothing back."""
        wanted = [index for i in ids if (index := self.model.find(i)).isValid()]
        selection = QItemSelection()
        for index in wanted:
            selection.select(index, index)
        was, self._is_following = self._is_following, True
        self.tree.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if wanted:
            self.tree.selectionModel().setCurrentIndex(wanted[-1], QItemSelectionModel.SelectionFlag.NoUpdate)
            self.tree.scrollTo(wanted[-1])
        self._is_following = was

    def selected_ids(self) -> tuple[str, ...]:
        found = (str(index.data(ID)) for index in self.tree.selectionModel().selectedIndexes())
        return tuple(i for i in found if i)

    def _id(self, k: int) -> str:
        return str(self.model.index(k, 0).data(ID))

    def _selection_changed(self) -> None:
        if not self._is_following:
            self.selected.emit(self.selected_ids())
