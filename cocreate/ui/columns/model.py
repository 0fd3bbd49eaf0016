"""The columns as Qt models, one list of notes a column; they follow the mirror step by step and edit nothing."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from cocreate.model.journal import Stepped
from cocreate.model.snapshot import Note, NoteTag, Tag, labels
from cocreate.ui.columns import groups
from cocreate.ui.columns.groups import Facts, Key, Lane
from cocreate.ui.i18n import tr
from cocreate.ui.widgets.colours import colour_name

Index = QModelIndex | QPersistentModelIndex
ID = Qt.ItemDataRole.UserRole
MANY = 100  # from so many notes in one step the columns are filled anew
POINTS = ("voting_round", "round_option", "round_result")
STRUCTURE = {"theme": "cluster", "frame": "frame", "tag": "tag"}


class LaneModel(QAbstractListModel):
    """The notes of one column in the order of the moment."""

    renamed = Signal(str, str)

    def __init__(self, columns: ColumnsModel, lane: Lane) -> None:
        super().__init__(columns)
        self.columns, self.lane = columns, lane
        self.notes: list[Note] = []
        self.keys: list[Key] = []

    def fill(self, notes: list[Note]) -> None:
        """Show these and no others."""
        pairs = sorted(((self.columns.key_of(n), n) for n in notes), key=lambda p: p[0])
        if [n for _, n in pairs] == self.notes and [k for k, _ in pairs] == self.keys:
            return
        self.beginResetModel()
        self.keys, self.notes = [k for k, _ in pairs], [n for _, n in pairs]
        self.endResetModel()

    def put(self, note: Note) -> None:
        """A note that is new here, or that changed."""
        at, key = self.row_of(note.id), self.columns.key_of(note)
        if at >= 0:
            if self.keys[at] == key:
                self.notes[at] = note
                self.tell(at)
                return
            end = bisect_left(self.keys, key)
            if end in (at, at + 1):
                self.keys[at], self.notes[at] = key, note
                self.tell(at)
                return
            self.beginMoveRows(QModelIndex(), at, at, QModelIndex(), end)
            del self.keys[at], self.notes[at]
            end -= end > at
            self.keys.insert(end, key)
            self.notes.insert(end, note)
            self.endMoveRows()
            return
        at = bisect_left(self.keys, key)
        self.beginInsertRows(QModelIndex(), at, at)
        self.keys.insert(at, key)
        self.notes.insert(at, note)
        self.endInsertRows()

    def drop(self, note_id: str) -> None:
        """A note that is not here any more."""
        at = self.row_of(note_id)
        if at >= 0:
            self.beginRemoveRows(QModelIndex(), at, at)
            del self.keys[at], self.notes[at]
            self.endRemoveRows()

    def row_of(self, note_id: str) -> int:
        """The place of a note in this column, or -1."""
        known = self.columns.shown.get(note_id)
        if known is None:
            return -1
        at = bisect_left(self.keys, known[1])
        if at < len(self.notes) and self.notes[at].id == note_id:
            return at
        return next((k for k, n in enumerate(self.notes) if n.id == note_id), -1) if self.lane.key in known[0] else -1

    def tell(self, at: int) -> None:
        where = self.index(at)
        self.dataChanged.emit(where, where)

    def find(self, note_id: str) -> QModelIndex:
        at = self.row_of(note_id)
        return self.index(at) if at >= 0 else QModelIndex()

    # ---- Qt

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.notes)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.notes):
            return None
        note = self.notes[index.row()]
        if role == ID:
            return note.id
        if role == Qt.ItemDataRole.DisplayRole:
            return " ".join(note.text.split())
        if role in (Qt.ItemDataRole.EditRole, Qt.ItemDataRole.ToolTipRole):
            return note.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.columns.spoken(note, self.lane)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return self.columns.described(note)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        text, note = str(value).strip(), self.notes[index.row()]
        if role == Qt.ItemDataRole.EditRole and text and text != note.text:
            self.renamed.emit(note.id, text)  # the command's step brings the new text back
        return False

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable


class ColumnsModel(QObject):
    """All columns of one board. `lanes_changed` says that there are others now, or that one has another name."""

    lanes_changed = Signal()
    filled = Signal()  # every column has other contents
    found_changed = Signal()
    renamed = Signal(str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.by, self.sort = "theme", "order"
        self.facts = Facts()
        self.lanes: dict[str, LaneModel] = {}
        self.shown: dict[str, tuple[tuple[str, ...], Key]] = {}  # note id to its columns and its key there
        self.labels: dict[str, str] = {}
        self.tags_of: defaultdict[str, set[str]] = defaultdict(set)
        self.found: frozenset[str] | None = None
        self.hides = False
        self.is_live = False  # nobody looks at it: it learns of nothing until it is shown
        self._mirror: Any = None
        self._board_id = ""

    # ---- rows

    def load(self, mirror: Any) -> None:
        """Show a workshop."""
        self._mirror = mirror
        self._board_id = mirror.board_id
        self.refresh()

    def refresh(self) -> None:
        """Read everything again."""
        mirror = self._mirror
        if mirror is None or not self.is_live:
            return
        self.facts.points = dict(mirror.snapshot().points) if mirror.rows["round_result"] else {}
        self.facts.authors = groups.authors(mirror)
        self.tags_of.clear()
        for row in mirror.rows["note_tag"].values():
            self.tags_of[row.note_id].add(row.tag_id)
        notes = [n for n in mirror.rows["note"].values() if self._belongs(n)]
        self.labels = labels(notes)
        self._sync_lanes()
        self._fill(notes)

    def apply(self, stepped: Stepped) -> None:
        """Take over a step that the mirror has taken over."""
        if self._mirror is None or not self.is_live:
            return
        rows = stepped.rows
        notes = [r for r in rows if isinstance(r, Note)]
        kinds = {r.kind for r in rows}
        if len(notes) > MANY or kinds & {*POINTS, "participant"}:
            self.refresh()
            return
        touched = {n.id: n for n in notes}
        for row in rows:
            if isinstance(row, NoteTag):
                (self.tags_of[row.note_id].discard if row.removed else self.tags_of[row.note_id].add)(row.tag_id)
                if (note := self._mirror.get(Note, row.note_id)) is not None:
                    touched.setdefault(note.id, note)
        if STRUCTURE.get(self.by) in kinds and self._sync_lanes():
            self._fill([n for n in self._mirror.rows["note"].values() if self._belongs(n)])
            return
        for note in touched.values():
            self._place(note)

    def _belongs(self, note: Any) -> bool:
        return not note.removed and note.merged_into is None and note.board_id == self._board_id

    def _is_shown(self, note: Note) -> bool:
        return self._belongs(note) and not (self.hides and self.found is not None and note.id not in self.found)

    def _place(self, note: Note) -> None:
        """Put one note where it belongs now."""
        if note.number and note.id not in self.labels:
            self.labels[note.id] = str(note.number)
        before = self.shown.get(note.id, ((), ()))[0]
        now = self._homes(note) if self._is_shown(note) else ()
        for key in before:
            if key not in now and key in self.lanes:
                self.lanes[key].drop(note.id)
        for key in now:
            if key in self.lanes:
                self.lanes[key].put(note)
        if now:
            self.shown[note.id] = (now, self.key_of(note))
        else:
            self.shown.pop(note.id, None)

    def _fill(self, notes: list[Note]) -> None:
        held: defaultdict[str, list[Note]] = defaultdict(list)
        self.shown = {}
        for note in notes:
            if self._is_shown(note):
                now = self._homes(note)
                self.shown[note.id] = (now, self.key_of(note))
                for key in now:
                    held[key].append(note)
        for key, lane in self.lanes.items():
            lane.fill(held[key])
        self.filled.emit()

    def _homes(self, note: Note) -> tuple[str, ...]:
        return groups.homes(note, self.by, self.lanes, self.tags_of)

    def _sync_lanes(self) -> bool:
        """Make the columns those of the moment; True when one came or went, so that notes must be sorted anew."""
        wanted = groups.lanes(self._mirror, self.by, self._board_id)
        before = {key: model.lane for key, model in self.lanes.items()}
        if list(before.values()) == wanted:
            return False
        old, self.lanes = self.lanes, {}
        for lane in wanted:
            model = old.pop(lane.key, None) or LaneModel(self, lane)
            if model.lane.kind != lane.kind:
                model = LaneModel(self, lane)
            model.lane = lane
            if lane.key not in before:
                model.renamed.connect(self.renamed)
            self.lanes[lane.key] = model
        self.lanes_changed.emit()
        for gone in old.values():
            gone.deleteLater()
        return set(before) != set(self.lanes)

    # ---- how they are shown

    def group_by(self, by: str) -> None:
        """Other columns of the same notes."""
        if by in groups.BY and by != self.by:
            self.by = by
            for lane in self.lanes.values():
                lane.deleteLater()
            self.lanes = {}
            self.refresh()

    def sort_by(self, sort: str, ranks: dict[str, int] | None = None) -> None:
        """Another order within the columns. `ranks` come with the order of likeness."""
        if sort in groups.SORTS:
            self.sort = sort
            self.facts.ranks = ranks or {}
            if self.is_live and self._mirror is not None:
                self._fill([n for n in self._mirror.rows["note"].values() if self._belongs(n)])

    def show_found(self, found: frozenset[str] | None, hides: bool) -> None:
        """Dim or leave out the notes that are not in `found`; None ends it."""
        was_hiding = self.hides and self.found is not None
        self.found, self.hides = found, hides
        if was_hiding or (hides and found is not None):
            self.refresh()
        self.found_changed.emit()

    def set_live(self, is_live: bool) -> None:
        """Whether the columns are on show; what happened meanwhile is read then."""
        if is_live != self.is_live:
            self.is_live = is_live
            self.refresh()

    # ---- asking

    def key_of(self, note: Note) -> Key:
        return groups.sort_key(note, self.sort, self.facts)

    def lane_keys(self, note_id: str) -> tuple[str, ...]:
        """The columns in which a note stands."""
        return self.shown.get(note_id, ((), ()))[0]

    def texts(self) -> list[tuple[str, str]]:
        """Id and text of every note in reading order."""
        return [(n.id, n.text) for n in self._mirror.all(Note) if self._belongs(n)] if self._mirror else []

    def tag_rows(self, note_id: str) -> list[Tag]:
        found = (self._mirror.get(Tag, t) for t in self.tags_of.get(note_id, ()))
        return sorted((t for t in found if t is not None), key=lambda t: (t.name.casefold(), t.id))

    def votes(self, note_id: str) -> int | None:
        found = self.facts.points.get(note_id)
        return found.points if found is not None else None

    def author(self, note: Note) -> str:
        """The author's name where it is known."""
        found = self._mirror.rows["participant"].get(note.author_id or "") if self._mirror is not None else None
        return str(found.name) if found is not None else ""

    def is_found(self, note_id: str) -> bool:
        return self.found is None or note_id in self.found

    def spoken(self, note: Note, lane: Lane) -> str:
        """The accessible name of a card."""
        said = [tr("Note {number}: {text}", number=self.labels.get(note.id, ""), text=" ".join(note.text.split()))]
        said.append(tr("column {title}", title=lane.name))
        if (votes := self.votes(note.id)) is not None:
            said.append(tr.plural("{n} vote", "{n} votes", n=votes))
        return ", ".join(said)

    def described(self, note: Note) -> str:
        said = [tr("colour {name}", name=colour_name(note.colour))]
        if tags := self.tag_rows(note.id):
            said.append(tr("tags {names}", names=", ".join(t.name for t in tags)))
        if note.is_pinned:
            said.append(tr("pinned"))
        return ", ".join(said)
