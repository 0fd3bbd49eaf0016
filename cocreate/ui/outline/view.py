"""The outline: the board in words, as a side panel or as the view in the middle. It sends no command itself."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QPoint, Qt, Signal
from PySide6.QtWidgets import QWidget

from cocreate.ui import theme
from cocreate.ui.i18n import tr
from cocreate.ui.outline.model import ID, OutlineModel
from cocreate.ui.outline.nodes import DRAFT, GROUP, Node
from cocreate.ui.outline.tree import OutlineTree
from cocreate.ui.outline.writing import Writing
from cocreate.ui.workshop import parts

WIDEST = 1120  # of the outline in the middle: a longer way from words to tags is hard to follow
MOST_OPEN = 1000  # an outline of more notes starts folded: Qt looks at every open line at each change


class Outline(QWidget):
    """One view of an `OutlineModel`. `selected` follows what a person selects here, not what others report."""

    selected = Signal(tuple)  # ids of ideas and themes
    asked = Signal(str)  # what a key wants: a word of `tree.KEYS`
    menu_asked = Signal(QPoint)
    dropped = Signal(tuple, str, str)
    themes_dropped = Signal(tuple, str)
    writing_ended = Signal()

    def __init__(self, model: OutlineModel, is_full: bool = False) -> None:
        super().__init__()
        self.setObjectName("outline-full" if is_full else "outline")
        self.model, self.is_full = model, is_full
        self.tree = OutlineTree(model)
        self.writing = Writing(self.tree)
        self.tree.setItemDelegate(self.writing)
        self.setFocusProxy(self.tree)
        self.count = parts.label("", "muted")
        self.empty = parts.label(tr("Ideas and themes appear here as words. Press Enter to write one."), "muted")
        self.empty.setContentsMargins(theme.S, 0, theme.S, 0)
        inside = parts.column(self, 0, theme.XS)
        inside.setContentsMargins(theme.S, theme.L if not is_full else 0, theme.S, theme.S)
        if not is_full:
            head = parts.row(parts.label(tr("Outline"), "strong"), None, self.count)
            head.setContentsMargins(theme.S, 0, theme.S, theme.XS)
            inside.addLayout(head)
        inside.addWidget(self.empty)
        inside.addWidget(self.tree, 1)
        if is_full:
            self.tree.setMaximumWidth(WIDEST)
        self._is_following, self._is_live = False, False
        self._closed: set[str] = set()
        self._was_large = False
        self._wire()

    def _wire(self) -> None:
        tree, model = self.tree, self.model
        tree.asked.connect(self.asked)
        tree.menu_asked.connect(self.menu_asked)
        tree.dropped.connect(self.dropped)
        tree.themes_dropped.connect(self.themes_dropped)
        tree.collapsed.connect(lambda index: self._closed.add(self._key(index)))
        tree.expanded.connect(lambda index: self._closed.discard(self._key(index)))
        self.writing.ended.connect(self._written)
        model.modelAboutToBeReset.connect(self._hold)
        model.reloaded.connect(self._reloaded)
        model.found_changed.connect(tree.viewport().update)
        model.rowsInserted.connect(self._opened)
        model.rowsMoved.connect(self._moved)
        model.rowsInserted.connect(self._show_count)
        model.rowsRemoved.connect(self._show_count)

    @property
    def is_live(self) -> bool:
        return self._is_live

    def set_live(self, is_live: bool) -> None:
        """Only an outline that is looked at follows the steps: each costs a look at every line."""
        if is_live == self._is_live:
            return
        self._is_live = is_live
        old = self.tree.selectionModel()
        self.tree.setModel(self.model if is_live else None)
        if old is not None:
            old.deleteLater()
        if is_live:
            self.tree.selectionModel().selectionChanged.connect(self._selection_changed)
            self._reloaded()

    # ---- selection

    def select(self, ids: Iterable[str]) -> None:
        """Show a selection made elsewhere, and scroll to it; says nothing back."""
        if not self._is_live:
            return
        wanted = [index for i in ids if (index := self.model.find(i)).isValid()]
        selection = QItemSelection()
        for index in wanted:
            selection.select(index, index)
        was, self._is_following = self._is_following, True
        chosen = self.tree.selectionModel()
        chosen.select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if wanted:
            chosen.setCurrentIndex(wanted[-1], QItemSelectionModel.SelectionFlag.NoUpdate)
            self.tree.scrollTo(wanted[-1])
        self._is_following = was

    def selected_ids(self) -> tuple[str, ...]:
        chosen = self.tree.selectionModel()
        found = (str(index.data(ID)) for index in chosen.selectedIndexes()) if chosen is not None else ()
        return tuple(i for i in found if i)

    def hold(self, is_held: bool) -> None:
        """While a step is taken over, Qt may select a neighbour of what goes: that is nobody's choice."""
        self._is_following = is_held

    def _selection_changed(self) -> None:
        if not self._is_following:
            self.selected.emit(self.selected_ids())

    # ---- writing

    def write(self) -> None:
        """Open an empty line at the end of the theme where the person is."""
        index = self.tree.currentIndex()
        node = self.model.node(index) if index.isValid() else self.model.nodes.loose
        self.write_in(node.parent if node.kind != GROUP and not self.model.is_group(index) else node)

    def write_in(self, group: Node | None) -> None:
        draft = self.model.start_draft(group or self.model.nodes.loose)
        self.empty.hide()
        self.tree.expand(draft.parent())
        self._edit_draft()

    def edit(self, row_id: str = "") -> bool:
        """Open the editor on a line, by default the current one; False when it is not here."""
        index = self.model.find(row_id) if row_id else self.tree.currentIndex()
        if not index.isValid() or not index.flags() & Qt.ItemFlag.ItemIsEditable:
            return False
        self.tree.scrollTo(index)
        self.tree.setCurrentIndex(index)
        self.tree.edit(index)
        return True

    def _edit_draft(self) -> None:
        draft = self.model.find(DRAFT)
        self.hold(True)
        self.tree.setCurrentIndex(draft)
        self.hold(False)
        self.tree.scrollTo(draft)
        self.tree.edit(draft)

    def _written(self, how: str, has_text: bool) -> None:
        """Enter goes on with the next note, until one stays empty."""
        if not self.model.find(DRAFT).isValid() or self.model.node(self.tree.currentIndex()).kind != DRAFT:
            self.tree.setFocus(Qt.FocusReason.OtherFocusReason) if how != "blur" else None
            return
        if how == "enter" and has_text:
            self._edit_draft()
            return
        group = self.model.find(DRAFT).parent()
        self.hold(True)
        self.model.end_draft()
        last = self.model.index(self.model.rowCount(group) - 1, 0, group)
        self.tree.setCurrentIndex(last if last.isValid() else group)
        self.hold(False)
        self._show_count()
        if how != "blur":
            self.tree.setFocus(Qt.FocusReason.OtherFocusReason)
        self._selection_changed()
        self.writing_ended.emit()

    # ---- what is open, and how much there is

    def _hold(self) -> None:
        self._is_following = True

    def _reloaded(self) -> None:
        """Open what was open."""
        if not self._is_live:
            return
        self._is_following = True
        is_large = sum(n.count for n in self.model.nodes.root.children) > MOST_OPEN
        folds, self._was_large = is_large and not self._was_large, is_large
        for node in self.model.nodes.walk():
            if node.children or node.kind == GROUP:
                if folds:
                    self._closed.add(node.id)
                self.tree.setExpanded(self.model.index_of(node), node.id not in self._closed)
        self._is_following = False
        self._show_count()

    def _opened(self, parent: object, *_rows: object) -> None:
        """A theme shows the notes that come into it, unless a person folded it."""
        node = self.model.node(parent)  # type: ignore[arg-type]
        if self._is_live and node is not self.model.nodes.root and node.id not in self._closed:
            where = self.model.index_of(node)
            if not self.tree.isExpanded(where):
                self.tree.expand(where)

    def _moved(self, _from: object, _first: int, _last: int, parent: object, _at: int) -> None:
        self._opened(parent)

    def _key(self, index: object) -> str:
        return self.model.node(index).id  # type: ignore[arg-type]

    def _show_count(self) -> None:
        nodes = self.model.nodes
        count = sum(n.count for n in nodes.root.children)
        self.count.setText(tr.plural("{n} idea", "{n} ideas", n=count))
        self.empty.setVisible(count == 0 and len(nodes.root.children) == 1 and DRAFT not in nodes.by_id)
