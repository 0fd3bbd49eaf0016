"""The outline as a Qt model: theme, cluster, note. It follows the mirror step by step and never edits anything."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap

from cocreate.model.journal import Stepped
from cocreate.model.snapshot import Cluster, Note, Row
from cocreate.ui import theme
from cocreate.ui.i18n import tr
from cocreate.ui.outline.nodes import CLUSTER, DRAFT, GROUP, NOTE, THEME, Node, Nodes
from cocreate.ui.widgets.colours import colour_name

Index = QModelIndex | QPersistentModelIndex
ID = Qt.ItemDataRole.UserRole
NODE = Qt.ItemDataRole.UserRole + 1  # the Node, for a delegate
IS_FOUND = Qt.ItemDataRole.UserRole + 2  # False: a filter is on and this idea does not answer it
MANY = 300  # from so many rows in one step the tree is built anew
POINTS = ("voting_round", "round_option", "round_result")


_LINE = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_WORDS = _LINE | Qt.ItemFlag.ItemIsEditable
_LEAF = _WORDS | Qt.ItemFlag.ItemNeverHasChildren
_FLAGS = {THEME: _WORDS, CLUSTER: _WORDS, NOTE: _LEAF, DRAFT: _LEAF, GROUP: _LINE}


class OutlineModel(QAbstractItemModel):
    """Feed it with `load` and `apply`; both views of the outline share it."""

    renamed = Signal(str, str)  # id, new text
    written = Signal(str, str)  # text of a new note, id of the theme it belongs to (empty: none)
    found_changed = Signal()  # lines are dimmed, or not any more: they only look different
    reloaded = Signal()  # expansion is lost, and with it what was selected

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.nodes = Nodes()
        self.found: frozenset[str] | None = None  # ids that answer the filter; None when there is none
        self.hides = False  # whether the others are left out, or dimmed
        self._mirror: Any = None

    # ---- rows

    def load(self, mirror: Any) -> None:
        """Show a workshop."""
        self._mirror = mirror
        fresh = Nodes()
        fresh.load(mirror, self._hidden())
        self.beginResetModel()
        self.nodes = fresh
        self.endResetModel()
        self.reloaded.emit()

    def apply(self, stepped: Stepped) -> None:
        """Take over a step that the mirror has taken over: only what it touches is told."""
        if self._mirror is None:
            return
        if len(stepped.rows) > MANY or any(r.kind in POINTS for r in stepped.rows):
            self.load(self._mirror)
            return
        looks: set[str] = set()
        for row in stepped.rows:
            looks |= self.nodes.note_facts(row)
        rows = [r for r in stepped.rows if isinstance(r, Cluster | Note)]
        for row in sorted(rows, key=_last_to_go):
            self._put(row)
        for row_id in looks:
            self._tell(self.nodes.by_id.get(row_id))

    def show_found(self, found: frozenset[str] | None, hides: bool) -> None:
        """Dim or leave out the notes that are not in `found`; None ends it."""
        was_hiding = self.hides and self.found is not None
        self.found, self.hides = found, hides
        if self._mirror is None:
            return
        if was_hiding or (hides and found is not None):
            self.load(self._mirror)
        self.found_changed.emit()

    def _hidden(self) -> frozenset[str]:
        if self.found is None or not self.hides:
            return frozenset()
        return frozenset(self._mirror.rows["note"].keys()) - self.found

    def _put(self, row: Note | Cluster) -> None:
        nodes, node = self.nodes, self.nodes.by_id.get(row.id)
        is_gone = row.removed or row.board_id != nodes.board_id or getattr(row, "merged_into", None) is not None
        if self.hides and self.found is not None and isinstance(row, Note) and row.id not in self.found:
            is_gone = True
        if is_gone:
            if node is not None:
                self._remove(node)
        elif node is None:
            self._insert(nodes.new_node(row), nodes.home(row))
            if isinstance(row, Cluster):
                self._gather(row.id)
        else:
            self._move(node, row)

    def _insert(self, node: Node, parent: Node) -> None:
        at = self.nodes.spot(parent, node)
        self.beginInsertRows(self.index_of(parent), at, at)
        node.parent = parent
        parent.children.insert(at, node)
        self.endInsertRows()
        self._tell_up(parent)

    def _remove(self, node: Node) -> None:
        """A theme that goes leaves its notes behind, whatever the step said of them."""
        for child in list(node.children):
            if child.kind == DRAFT:
                self._remove(child)
            else:
                self._shift(child, self.nodes.loose if child.kind == NOTE else self.nodes.root)
        parent = node.parent
        assert parent is not None
        at = self.nodes.row_of(node)
        self.beginRemoveRows(self.index_of(parent), at, at)
        del parent.children[at]
        self.nodes.forget(node)
        self.endRemoveRows()
        self._tell_up(parent)

    def _move(self, node: Node, row: Note | Cluster) -> None:
        before, node.row = node.row, row
        parent, sort = self.nodes.home(row), node.sort
        node.row = before
        if parent is node.parent and sort == node.sort:
            node.row = row
            self._tell(node)
            return
        self._shift(node, parent, row)

    def _shift(self, node: Node, parent: Node, row: Note | Cluster | None = None) -> None:
        """Move a line, with all that lies below it, to where `row` says it stands."""
        old, before = node.parent, node.row
        assert old is not None
        start = self.nodes.row_of(node)
        node.row = row or before
        sort = node.sort
        node.row = before
        end = sum(1 for c in parent.children if c.sort < sort)
        if parent is old and end in (start, start + 1):
            node.row = row or before
            self._tell(node)
            return
        self.beginMoveRows(self.index_of(old), start, start, self.index_of(parent), end)
        del old.children[start]
        node.row, node.parent = row or before, parent
        if node.kind in (THEME, CLUSTER):
            node.kind = THEME if parent is self.nodes.root else CLUSTER
        parent.children.insert(end - (parent is old and end > start), node)
        self.endMoveRows()
        self._tell(node)
        self._tell_up(old)

    def _gather(self, cluster_id: str) -> None:
        """Notes that named this cluster before it was here come home."""
        for node in [n for n in self.nodes.loose.children if getattr(n.row, "cluster_id", None) == cluster_id]:
            self._shift(node, self.nodes.by_id[cluster_id])

    # ---- telling

    def _tell(self, node: Node | None) -> None:
        if node is not None and node is not self.nodes.root:
            where = self.index_of(node)
            self.dataChanged.emit(where, where)
            self._tell_up(node.parent)

    def _tell_up(self, node: Node | None) -> None:
        """The count behind a theme has changed."""
        while node is not None and node is not self.nodes.root:
            where = self.index_of(node)
            self.dataChanged.emit(where, where)
            node = node.parent

    # ---- a note that is being written

    def start_draft(self, group: Node) -> QModelIndex:
        """An empty line at the end of a theme, or of the loose ideas."""
        self.end_draft()
        draft = self.nodes.new_draft()
        self._insert(draft, group)
        return self.index_of(draft)

    def end_draft(self) -> None:
        if (draft := self.nodes.by_id.get(DRAFT)) is not None:
            self._remove(draft)

    # ---- asking

    def find(self, row_id: str) -> QModelIndex:
        """Where an idea or a theme stands; invalid when it is not in the tree."""
        node = self.nodes.by_id.get(row_id)
        return self.index_of(node) if node is not None else QModelIndex()

    def node(self, index: Index) -> Node:
        """The node of an index; the root for an invalid one."""
        return self.nodes.by_key.get(index.internalId(), self.nodes.root) if index.isValid() else self.nodes.root

    def index_of(self, node: Node) -> QModelIndex:
        if node is self.nodes.root or node.parent is None:
            return QModelIndex()
        return self.createIndex(self.nodes.row_of(node), 0, node.key)

    def is_group(self, index: Index) -> bool:
        return index.isValid() and self.node(index).kind not in (NOTE, DRAFT)

    # ---- Qt

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        nodes = self.nodes
        held = (nodes.by_key[parent.internalId()] if parent.isValid() else nodes.root).children
        if 0 <= row < len(held) and column == 0:
            return self.createIndex(row, 0, held[row].key)
        return QModelIndex()

    def parent(self, index: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override]  # noqa: B008
        found = self.node(index).parent
        return self.index_of(found) if found is not None else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return len(self.node(parent).children)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: ARG002, B008
        return 1

    def headerData(self, section: int, side: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The header is not shown, but screen readers name the column."""
        is_text = role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        return tr("Ideas and themes") if section == 0 and is_text and side == Qt.Orientation.Horizontal else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        node = self.node(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return self.shown(node)
        if role in (Qt.ItemDataRole.EditRole, Qt.ItemDataRole.ToolTipRole):
            return text_of(node)
        if role == ID:
            return node.id if node.kind not in (DRAFT, GROUP) else ""
        if role == NODE:
            return node
        if role == IS_FOUND:
            return self.found is None or node.kind != NOTE or node.id in self.found
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.spoken(node)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return self.described(node)
        if role == Qt.ItemDataRole.FontRole and node.kind in (THEME, CLUSTER, GROUP):
            return theme.font("strong")
        if role == Qt.ItemDataRole.DecorationRole and isinstance(node.row, Note):
            return _dot(node.row.colour)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        text, node = str(value).strip(), self.node(index)
        if role != Qt.ItemDataRole.EditRole or not text:
            return False
        if node.kind == DRAFT:
            group = node.parent
            self.written.emit(text, group.id if group is not None and group.kind != GROUP else "")
        elif node.row is not None and text != text_of(node):
            self.renamed.emit(node.id, text)  # the command's step brings the new text back
        return False

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Asked for every line at each change: notes say that nothing lies below them."""
        node = self.nodes.by_key.get(index.internalId()) if index.isValid() else None
        return _FLAGS[node.kind] if node is not None else Qt.ItemFlag.NoItemFlags

    # ---- words

    def shown(self, node: Node) -> str:
        """The line as it is read on the screen."""
        if isinstance(node.row, Note):
            return f"{self.nodes.labels.get(node.id, '')}  {' '.join(node.row.text.split())}"
        if node.kind == DRAFT:
            return ""
        return tr("{title} ({n})", title=self.title(node), n=node.count)

    def title(self, node: Node) -> str:
        """The name of a theme, a cluster or the loose ideas."""
        if isinstance(node.row, Cluster):
            return node.row.title or tr("Unnamed theme")
        return tr("Loose ideas")

    def spoken(self, node: Node) -> str:
        """The accessible name: what it is, its words, where it belongs, its votes."""
        if node.kind == DRAFT:
            return tr("New note")
        votes = self.nodes.votes(node.id)
        said = [] if votes is None else [tr.plural("{n} vote", "{n} votes", n=votes)]
        if isinstance(node.row, Note):
            said.insert(0, tr("Note {number}: {text}", number=self.nodes.labels.get(node.id, ""),
                              text=" ".join(node.row.text.split())))  # fmt: skip
            group = self.nodes.theme_of(node)
            said.insert(1, tr("theme {title}", title=self.title(group)) if group.row is not None else tr("no theme"))
        else:
            notes = tr.plural("{n} note", "{n} notes", n=node.count)
            name = self.title(node)
            if node.kind == THEME:
                name = tr("Theme {text}", text=name)
            elif node.kind == CLUSTER:
                name = tr("Cluster {text}", text=name)
            said = [name, notes, *said]
        return ", ".join(said)

    def described(self, node: Node) -> str:
        """What else there is to say of a note: its colour, tags, and that a person pinned it."""
        if not isinstance(node.row, Note):
            return ""
        said = [tr("colour {name}", name=colour_name(node.row.colour))]
        if tags := self.nodes.tag_names(node.id):
            said.append(tr("tags {names}", names=", ".join(tags)))
        if node.row.is_pinned:
            said.append(tr("pinned"))
        return ", ".join(said)


def text_of(node: Node) -> str:
    """The words of a line as they are edited."""
    if isinstance(node.row, Note):
        return node.row.text
    return node.row.title if node.row is not None else ""


def _last_to_go(row: Row) -> int:
    """Clusters come before their notes and go after them."""
    return 1 if isinstance(row, Note) else (2 if row.removed else 0)


def _dot(colour: str) -> QIcon:
    """The note's colour as a small square; the number goes with it, so colour alone says nothing."""
    paper = theme.current().note(colour)
    picture = QPixmap(20, 20)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QColor(paper.edge))
    painter.setBrush(QColor(paper.paper))
    painter.drawRoundedRect(2, 2, 16, 16, 4, 4)
    painter.end()
    picture.setDevicePixelRatio(2)
    return QIcon(picture)
