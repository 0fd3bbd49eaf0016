"""The tree behind the outline: themes, clusters and notes of a mirror, kept in reading order; it knows no Qt.

A node stands where its row says; `place` and `drop` answer with positions, so that a Qt model can announce them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any

from cocreate.model.snapshot import Cluster, Note, NoteTag, RoundResult, Row, Tag, labels

LOOSE = "loose"  # id of the group of ideas without a theme
THEME, CLUSTER, NOTE, GROUP, DRAFT = "theme", "cluster", "note", "group", "draft"
_RANK = {THEME: 0, GROUP: 1, CLUSTER: 0, NOTE: 1, DRAFT: 2}


@dataclass(eq=False, slots=True)
class Node:
    """One line. `row` is the frozen record; the loose group and a draft have none."""

    key: int
    id: str
    kind: str
    row: Note | Cluster | None = None
    parent: Node | None = None
    children: list[Node] = field(default_factory=list)

    @property
    def sort(self) -> tuple[int, str, str]:
        """Clusters before notes, each in reading order, what is being written last."""
        return (_RANK[self.kind], self.row.order if self.row is not None else "", self.id)

    @property
    def count(self) -> int:
        """How many notes lie below; clusters stand first, so this is cheap."""
        if not self.children:
            return 0
        inner = list(takewhile(lambda c: c.kind in (CLUSTER, THEME, GROUP), self.children))
        own = len(self.children) - len(inner) - (self.children[-1].kind == DRAFT)
        return own + sum(child.count for child in inner)

    @property
    def notes(self) -> Iterator[Note]:
        """The notes below, clusters included."""
        for child in self.children:
            if isinstance(child.row, Note):
                yield child.row
            else:
                yield from child.notes


class Nodes:
    """The nodes of one board, by key and by id."""

    def __init__(self) -> None:
        self.root = Node(0, "", GROUP)
        self.by_key: dict[int, Node] = {}
        self.by_id: dict[str, Node] = {}
        self.labels: dict[str, str] = {}
        self.points: dict[str, RoundResult] = {}
        self.tags: dict[str, Tag] = {}
        self.tags_of: defaultdict[str, set[str]] = defaultdict(set)  # note id to tag ids
        self._numbers: defaultdict[int, dict[str, Note]] = defaultdict(dict)
        self._last_key = 0
        self.board_id = ""
        self.loose = self._new(LOOSE, GROUP)
        self.loose.parent = self.root
        self.root.children.append(self.loose)

    # ---- filling

    def load(self, mirror: Any, hidden: frozenset[str] = frozenset()) -> None:
        """Fill a fresh tree with a mirror's rows; notes in `hidden` are left out."""
        rows = mirror.rows
        self.board_id = mirror.board_id
        self.points = dict(mirror.snapshot().points) if rows["round_result"] else {}
        self.tags = {r.id: r for r in rows["tag"].values()}
        for link in rows["note_tag"].values():
            self.tags_of[link.note_id].add(link.tag_id)
        clusters = {r.id: r for r in rows["cluster"].values() if self._belongs(r)}
        children: defaultdict[int, list[Node]] = defaultdict(list)
        for row in clusters.values():
            self._new(row.id, self._kind_of(row, clusters), row)
        for row in clusters.values():
            node = self.by_id[row.id]
            node.parent = self.by_id[row.parent_id] if node.kind == CLUSTER else self.root
            children[node.parent.key].append(node)
        for note in rows["note"].values():
            if self._belongs(note) and note.merged_into is None:
                self._numbers[note.number][note.id] = note
                if note.id not in hidden:
                    node = self._new(note.id, NOTE, note)
                    node.parent = self.home(note)
                    children[node.parent.key].append(node)
        self.labels = labels(n for held in self._numbers.values() for n in held.values())
        children[0].append(self.loose)
        for key, found in children.items():
            (self.by_key[key] if key else self.root).children = sorted(found, key=lambda n: n.sort)

    def note_facts(self, row: Row) -> set[str]:
        """Take over what is not a node itself; ids of the notes that look different now."""
        if isinstance(row, Tag):
            self.tags[row.id] = row
            if row.removed:
                del self.tags[row.id]
            return {note for note, held in self.tags_of.items() if row.id in held}
        if isinstance(row, NoteTag):
            (self.tags_of[row.note_id].discard if row.removed else self.tags_of[row.note_id].add)(row.tag_id)
            return {row.note_id}
        if isinstance(row, Note):
            return self._relabel(row)
        return set()

    def _relabel(self, row: Note) -> set[str]:
        """Two laptops may give one number: the letters behind it depend on the others."""
        touched = set()
        for number, held in ((n, self._numbers[n]) for n in (row.number, self._number_of(row.id)) if n is not None):
            held.pop(row.id, None)
            if number == row.number and not row.removed and row.merged_into is None and self._belongs(row):
                held[row.id] = row
            if len(held) > 1 or row.id not in held:
                touched |= set(held) - {row.id}
            self.labels |= labels(held.values())
        return touched

    def _number_of(self, note_id: str) -> int | None:
        node = self.by_id.get(note_id)
        return node.row.number if node is not None and isinstance(node.row, Note) else None

    def _belongs(self, row: Any) -> bool:
        return not row.removed and row.board_id == self.board_id

    @staticmethod
    def _kind_of(row: Cluster, clusters: Any) -> str:
        return CLUSTER if row.parent_id and row.parent_id in clusters and row.parent_id != row.id else THEME

    # ---- asking

    def home(self, row: Row) -> Node:
        """The node that a row belongs under, as things are now."""
        if isinstance(row, Note):
            return self.by_id.get(row.cluster_id or "", self.loose)
        parent = self.by_id.get(getattr(row, "parent_id", None) or "")
        return parent if parent is not None and parent.kind == THEME and parent.id != row.id else self.root

    def spot(self, parent: Node, node: Node) -> int:
        """Where among the children a node stands, or would stand."""
        return bisect_left(parent.children, node.sort, key=lambda n: n.sort)

    def row_of(self, node: Node) -> int:
        """Where a node stands among its fellows."""
        assert node.parent is not None
        at = self.spot(node.parent, node)
        held = node.parent.children
        return at if at < len(held) and held[at] is node else held.index(node)

    def theme_of(self, node: Node) -> Node:
        """The outermost group round a node."""
        while node.parent is not None and node.parent is not self.root:
            node = node.parent
        return node

    def walk(self, start: Node | None = None) -> Iterator[Node]:
        """Every node below, in reading order."""
        for child in (start or self.root).children:
            yield child
            yield from self.walk(child)

    def tag_names(self, note_id: str) -> list[str]:
        return sorted(self.tags[t].name for t in self.tags_of.get(note_id, ()) if t in self.tags)

    def votes(self, row_id: str) -> int | None:
        """Points of the latest revealed vote on this idea or theme; None when nobody voted on it."""
        found = self.points.get(row_id)
        return found.points if found is not None else None

    # ---- building

    def new_node(self, row: Note | Cluster) -> Node:
        kind = NOTE if isinstance(row, Note) else (CLUSTER if self.home(row) is not self.root else THEME)
        return self._new(row.id, kind, row)

    def new_draft(self) -> Node:
        return self._new(DRAFT, DRAFT)

    def forget(self, node: Node) -> None:
        self.by_key.pop(node.key, None)
        if self.by_id.get(node.id) is node:
            del self.by_id[node.id]

    def _new(self, row_id: str, kind: str, row: Note | Cluster | None = None) -> Node:
        self._last_key += 1
        node = self.by_key[self._last_key] = self.by_id[row_id] = Node(self._last_key, row_id, kind, row)
        return node
