"""The board as arrays: where every note lies, what it belongs to, and what is under a point. It draws nothing.

Each note has a slot. The arrays are the spatial index: a query over 10,000 notes is one numpy expression.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

from cocreate.model.snapshot import (
    COLOURS,
    NOTE_SIZE,
    Attachment,
    Board,
    Cluster,
    Frame,
    Label,
    Link,
    Note,
    RoundResult,
    Row,
    Sketch,
    labels,
)  # fmt: skip
from cocreate.ui.board.belongings import KINDS, Belongings
from cocreate.ui.board.hull import hull_path
from cocreate.ui.board.signs import box_of
from cocreate.ui.board.stack import AHEAD, RAISED_KEPT, Stack

__all__ = ["AHEAD", "COLUMN_GAP", "COLUMN_PAD", "RAISED_KEPT", "TEXT_FROM", "BoardModel"]

COLUMN_PAD, COLUMN_GAP = 16.0, 12.0
TEXT_FROM = 0.38  # zoom below which note text is under 6 px: no text
FEW_NOTES, FEW_TEXT_FROM = 300, 0.14  # so few that text costs little: a paper with grey lines is not an empty one
GROWING = ("column", "row", "grid")  # layouts of frames that are as large as what lies in them
ARRAYS = {
    "x": float, "y": float, "w": float, "h": float, "z": float, "colour": int,
    "alive": bool, "hidden": bool, "away": bool, "dim": bool, "selected": bool,
}  # fmt: skip


class BoardModel:
    """Rows of one board, by slot (notes) and by id (frames, clusters).

    `hidden` are notes under the hand, `away` those that a filter takes out of sight, `dim` those that it pales.
    `revision` grows with every change that is not a row.
    """

    x: np.ndarray
    y: np.ndarray
    w: np.ndarray
    h: np.ndarray
    z: np.ndarray
    colour: np.ndarray
    alive: np.ndarray
    hidden: np.ndarray
    away: np.ndarray
    dim: np.ndarray
    selected: np.ndarray

    def __init__(self) -> None:
        self.scope = self.board_id = ""
        self._make_room(64)
        self.notes: list[Note | None] = []
        self.slots: dict[str, int] = {}
        self.frames: dict[str, Frame] = {}
        self.clusters: dict[str, Cluster] = {}
        self.members: defaultdict[str, set[int]] = defaultdict(set)  # cluster id to slots
        self.held: defaultdict[str, set[int]] = defaultdict(set)  # frame id to slots
        self.labels: dict[str, str] = {}
        self.revision = 0
        self.largest = NOTE_SIZE  # no side of a note is longer
        self.own = Belongings()  # links, tags, pictures, strokes and texts
        self._points: dict[str, RoundResult] = {}
        self._stack = Stack()
        self._numbers: defaultdict[int, list[str]] = defaultdict(list)
        self._free: list[int] = []
        self._hulls: dict[str, QPainterPath] = {}

    # -- filling
    def load(self, mirror: Any, board_id: str | None = None) -> None:
        """Take over every row of a board, the first one when none is named. `mirror` holds rows by kind and id."""
        rows = mirror.rows
        boards = sorted(rows.get("board", {}).values(), key=lambda b: (b.order, b.id))
        board: Board | None = next((b for b in boards if b.id == board_id), boards[0] if boards else None)
        if board is not None:
            self.scope, self.board_id = board.scope, board.id
        self.own.board_id = self.board_id
        for kind in ("frame", "cluster"):
            for row in rows.get(kind, {}).values():
                self.put(row)
        self._load_notes([r for r in rows.get("note", {}).values() if not self._is_gone(r)])
        for kind in KINDS:
            self.own.load(rows.get(kind, {}).values())
        self.points = dict(mirror.snapshot().points) if rows.get("voting_round") else {}

    def _load_notes(self, notes: list[Note]) -> None:
        """All notes at once: one by one they would take five times as long."""
        notes.sort(key=lambda n: (n.order, n.id))
        count = len(notes)
        self._make_room(max(64, count))
        self.notes = list(notes)
        self.slots = {n.id: slot for slot, n in enumerate(notes)}
        if not count:
            return
        colours = {name: k for k, name in enumerate(COLOURS)}
        self.x[:count], self.y[:count] = np.array([n.place for n in notes], dtype=float).T
        self.w[:count], self.h[:count] = np.array([n.size for n in notes], dtype=float).T
        self.largest = max(self.largest, float(self.w.max()), float(self.h.max()))
        self.colour[:count] = [colours.get(n.colour, len(COLOURS) - 1) for n in notes]
        self.alive[:count] = True
        self._stack.load(notes)
        self.z[:count] = np.arange(count)
        for slot, note in enumerate(notes):
            if note.cluster_id:
                self.members[note.cluster_id].add(slot)
            if note.frame_id:
                self.held[note.frame_id].add(slot)
            self._numbers[note.number].append(note.id)
        self.labels = {note.id: str(note.number) for note in notes}
        self._relabel({number for number, ids in self._numbers.items() if len(ids) > 1})

    def _is_gone(self, row: Note) -> bool:
        return row.removed or row.merged_into is not None or row.board_id != self.board_id

    def put(self, row: Row) -> None:
        """Take over one row as it is now; a removed one goes."""
        if isinstance(row, Note):
            self._put_note(row)
        elif isinstance(row, Cluster):
            self._put_in(self.clusters, row)
            self._hulls.pop(row.id, None)
        elif isinstance(row, Frame):
            self._put_in(self.frames, row)
        else:
            self.own.put(row)

    def _put_in(self, held: dict[str, Any], row: Any) -> None:
        if row.removed or row.board_id != self.board_id:
            held.pop(row.id, None)
        else:
            held[row.id] = row

    def _put_note(self, row: Note) -> None:
        slot = self.slots.get(row.id)
        old = self.notes[slot] if slot is not None else None
        is_gone = self._is_gone(row)
        if old is not None and slot is not None:
            self._forget(slot, old, row, is_gone)
        if is_gone:
            if slot is not None:
                self._drop(row.id, slot)
        else:
            slot = self._new_slot(row) if slot is None else slot
            self._place(slot, row)
            if (old is None or old.order != row.order) and not self._stack.add(row):
                self.rank_all()
            self.z[slot] = self._stack.height(row.id)
            self._numbers[row.number].append(row.id)
        self._relabel({row.number} | ({old.number} if old else set()))

    def _place(self, slot: int, row: Note) -> None:
        self.notes[slot] = row
        self.x[slot], self.y[slot] = row.place
        self.w[slot], self.h[slot] = row.size
        self.largest = max(self.largest, *row.size)
        self.colour[slot] = COLOURS.index(row.colour) if row.colour in COLOURS else len(COLOURS) - 1
        self.alive[slot] = True
        if row.cluster_id:
            self.members[row.cluster_id].add(slot)
            self._hulls.pop(row.cluster_id, None)
        if row.frame_id:
            self.held[row.frame_id].add(slot)

    def _forget(self, slot: int, old: Note, row: Note, is_gone: bool) -> None:
        """Take a note out of what it belonged to, before its new row comes in."""
        if old.cluster_id:
            self.members[old.cluster_id].discard(slot)
            self._hulls.pop(old.cluster_id, None)
        if old.frame_id:
            self.held[old.frame_id].discard(slot)
        self._numbers[old.number].remove(old.id)
        if is_gone or old.order != row.order:
            self._stack.take(old)

    def _drop(self, note_id: str, slot: int) -> None:
        for name in ("alive", "hidden", "away", "dim", "selected"):
            getattr(self, name)[slot] = False
        self.notes[slot] = None
        del self.slots[note_id]
        self.labels.pop(note_id, None)
        self._free.append(slot)

    def _new_slot(self, row: Note) -> int:
        if self._free:
            slot = self._free.pop()
        else:
            slot = len(self.notes)
            self.notes.append(None)
            if slot >= len(self.x):
                self._make_room(len(self.x) * 2)
        self.slots[row.id] = slot
        return slot

    def _make_room(self, size: int) -> None:
        for name, kind in ARRAYS.items():
            new: np.ndarray = np.zeros(size, dtype=kind)
            old = getattr(self, name, None)
            if old is not None:
                new[: len(old)] = old
            setattr(self, name, new)

    def _relabel(self, numbers: set[int]) -> None:
        for number in numbers - {0}:  # 0: shown ahead of its step, not numbered yet
            same = [self.note(i) for i in self._numbers[number]]
            self.labels |= labels(n for n in same if n is not None)

    # -- what belongs to notes, and what lies beside them
    @property
    def texts(self) -> dict[str, Label]:
        """The texts of this board by id."""
        return self.own.texts

    @property
    def links(self) -> dict[str, Link]:
        """Links by id; those between notes of other boards too, which have no curve here."""
        return self.own.links

    @property
    def links_of(self) -> dict[str, set[str]]:
        """Note id to the ids of its links."""
        return self.own.links_of

    @property
    def sketches(self) -> dict[str, list[Sketch]]:
        """Note id to its strokes."""
        return self.own.sketches

    @property
    def pictures(self) -> dict[str, list[Attachment]]:
        """Note id to its pictures."""
        return self.own.pictures

    def text_rect(self, label: Label) -> QRectF:
        """Where a text is painted, in board units."""
        return box_of(label)

    def row(self, row_id: str) -> Row | None:
        """A note, frame, cluster, text or link of this board."""
        return self.note(row_id) or self.clusters.get(row_id) or self.frames.get(row_id) or self.own.get(row_id)

    # -- what is not a row
    @property
    def points(self) -> dict[str, RoundResult]:
        """Note or cluster id to its result in the last revealed vote."""
        return self._points

    @points.setter
    def points(self, points: dict[str, RoundResult]) -> None:
        self._points = points
        self.revision += 1

    def show_only(self, shown: Collection[str] | None, hides: bool = False) -> None:
        """Filter: all other notes are pale, or out of sight. None shows everything."""
        n = len(self.notes)
        self.away[:] = self.dim[:] = False
        if shown is not None:
            out = self.alive.copy()
            out[self.slots_of(shown)] = False
            (self.away if hides else self.dim)[:n] = out[:n]
        self.revision += 1

    # -- the painting order
    @property
    def raised(self) -> dict[str, float]:
        """Ids of the notes that were brought to the front, last on top."""
        return self._stack.raised

    @raised.setter
    def raised(self, ids: Iterable[str]) -> None:
        self._stack.raised = {}
        self._stack.raise_notes(list(ids))
        self.rank_all()

    def rank_all(self) -> None:
        """Take over the heights of all notes."""
        height = self._stack.height
        for note_id, slot in self.slots.items():
            self.z[slot] = height(note_id)
        self.revision += 1

    def raise_notes(self, ids: Iterable[str]) -> list[int]:
        """Bring notes to the front; returns the slots of those that had to go back into the order for it."""
        lifted = [i for i in ids if i in self.slots]
        over = self.slots_of(self._stack.raise_notes(lifted))
        for slot in (*self.slots_of(lifted), *over):
            note = self.notes[slot]
            if note is not None:
                self.z[slot] = self._stack.height(note.id)
        return over

    # -- asking
    def note(self, note_id: str) -> Note | None:
        """The note of an id, if it lies on this board."""
        slot = self.slots.get(note_id)
        return self.notes[slot] if slot is not None else None

    def slots_of(self, ids: Iterable[str]) -> list[int]:
        return [self.slots[i] for i in ids if i in self.slots]

    def inside(self, area: QRectF, is_whole: bool = False) -> np.ndarray:
        """Slots of shown notes that touch an area, lowest first. `is_whole`: in any order."""
        n = len(self.notes)
        x, y = self.x[:n], self.y[:n]
        hit = np.flatnonzero((x < area.right()) & (y < area.bottom()) & self.alive[:n])
        hit = hit[
            (x[hit] + self.w[hit] > area.left()) & (y[hit] + self.h[hit] > area.top())
            & ~self.hidden[hit] & ~self.away[hit]
        ]  # fmt: skip
        return hit if is_whole else np.take(hit, np.argsort(self.z[hit], kind="stable"))

    def at(self, point: QPointF) -> int | None:
        """The slot of the topmost note under a point."""
        hit = self.inside(QRectF(point.x(), point.y(), 1e-6, 1e-6))
        return int(hit[-1]) if len(hit) else None

    def is_free(self, place: tuple[float, float]) -> bool:
        """Whether a note could lie here without touching another."""
        return not len(self.inside(QRectF(*place, NOTE_SIZE, NOTE_SIZE).adjusted(-4, -4, 4, 4), is_whole=True))

    @property
    def text_from(self) -> float:
        """The zoom from which notes show their text: sooner on a board of few, where it is unreadable but not blank."""
        return FEW_TEXT_FROM if len(self.slots) <= FEW_NOTES else TEXT_FROM

    def count(self) -> int:
        return len(self.slots)

    def rect_of(self, slots: Iterable[int]) -> QRectF:
        """The area that notes take up; empty for none."""
        at = slots if isinstance(slots, np.ndarray) else np.fromiter(slots, dtype=int)
        if not len(at):
            return QRectF()
        left, top = float(self.x[at].min()), float(self.y[at].min())
        right, bottom = float((self.x[at] + self.w[at]).max()), float((self.y[at] + self.h[at]).max())
        return QRectF(left, top, right - left, bottom - top)

    def box(self, slot: int) -> QRectF:
        return QRectF(float(self.x[slot]), float(self.y[slot]), float(self.w[slot]), float(self.h[slot]))

    def extent(self) -> QRectF:
        """The area of everything on the board."""
        area = self.rect_of(np.flatnonzero(self.alive))
        for frame in self.frames.values():
            area |= self.frame_rect(frame)
        for label in self.own.texts.values():
            area |= box_of(label)
        return area

    def frame_rect(self, frame: Frame) -> QRectF:
        """Where a frame is painted: a column, a row and a grid grow with their notes."""
        area = QRectF(*frame.place, *frame.size)
        lying = [s for s in self.held.get(frame.id, ()) if not self.hidden[s]] if frame.layout in GROWING else ()
        if lying:
            list_of = self.rect_of(lying)
            if frame.layout != "row":
                area.setBottom(max(area.bottom(), list_of.bottom() + COLUMN_PAD))
            if frame.layout != "column":
                area.setRight(max(area.right(), list_of.right() + COLUMN_PAD))
        return area

    def frame_at(self, point: QPointF, skip: Collection[str] = ()) -> Frame | None:
        """The innermost frame under a point, but for those to skip."""
        found = [f for f in self.frames.values() if f.id not in skip and self.frame_rect(f).contains(point)]
        return min(found, key=lambda f: (f.size[0] * f.size[1], f.id), default=None)

    def hull(self, cluster_id: str) -> QPainterPath:
        """The soft shape behind the notes of a cluster; empty when it has none."""
        found = self._hulls.get(cluster_id)
        if found is None:
            at = np.fromiter(self.members.get(cluster_id, ()), dtype=int)
            found = self._hulls[cluster_id] = hull_path(self.x[at], self.y[at], self.w[at], self.h[at])
        return found

    def cluster_at(self, point: QPointF, own: str | None = None) -> str | None:
        """The cluster whose hull is under a point; its own one first, then the smallest."""
        found = [c for c in self.clusters if self.hull(c).contains(point)]
        if own in found:
            return own
        return min(found, key=lambda c: (len(self.members[c]), c), default=None)
