"""Commands on notes: write, edit, move, size, order, colour and remove. Bulk ones are one step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cocreate.errors import Refused
from cocreate.model.commands.base import KEEP, Command, Keep, command, need_text
from cocreate.model.edit import Edit
from cocreate.model.order import insert, spread
from cocreate.model.schema import is_text
from cocreate.model.snapshot import COLOURS, NOTE_SIZE, Board, Cluster, Frame, Note, Point

MAX_NOTE = 2000  # characters of one idea
MAX_BATCH = 10_000  # notes of one command
LEAST, MOST = 80.0, 1600.0  # side of a note, board units


@dataclass(frozen=True, kw_only=True)
class NewNote:
    """A note to be written; `place` is its top left corner in board units."""

    id: str
    text: str
    place: Point
    colour: str = "sun"
    frame_id: str | None = None
    cluster_id: str | None = None
    author_id: str | None = None
    parent_id: str | None = None
    source: str = ""
    size: Point = (NOTE_SIZE, NOTE_SIZE)


@dataclass(frozen=True, kw_only=True)
class NewTheme:
    """A cluster that comes with the notes of an imported file; `place` is the top left of its block."""

    id: str
    title: str
    place: Point
    colour: str = "stone"


@command
class AddNotes(Command):
    """Write notes, one or 2,000: one step, numbered in the given order. `themes` are made in the same step."""

    label = "Add ideas"
    board_id: str
    notes: tuple[NewNote, ...]
    themes: tuple[NewTheme, ...] = ()

    def apply(self, edit: Edit) -> None:
        if not self.notes:
            raise Refused("There is no text yet. Type something first.")
        edit.need(Board, self.board_id)
        self._add_themes(edit)
        add_notes(edit, self.board_id, self.notes)

    def _add_themes(self, edit: Edit) -> None:
        keys = spread(edit.last_order(Cluster), "", len(self.themes))
        edit.add_all(
            [
                Cluster(
                    id=new.id, board_id=self.board_id, title=need_text(new.title, 140), is_named=True, order=key,
                    place=check_place(new.place), colour=check_colour(new.colour),
                )
                for new, key in zip(self.themes, keys, strict=True)
            ]
        )  # fmt: skip


def add_notes(edit: Edit, board_id: str, notes: Sequence[NewNote]) -> None:
    """Number and order new notes behind those that are there."""
    if len(notes) > MAX_BATCH:
        raise Refused("More than {limit} ideas at once are too many. Split them up.", limit=MAX_BATCH)
    first = edit.next_number()
    keys = spread(edit.last_order(Note), "", len(notes))
    edit.add_all(
        [
            Note(
                id=new.id, board_id=board_id, number=first + k, text=need_text(new.text, MAX_NOTE),
                place=check_place(new.place), colour=check_colour(new.colour), frame_id=new.frame_id,
                cluster_id=new.cluster_id, is_pinned=new.cluster_id is not None, author_id=new.author_id,
                parent_id=new.parent_id, order=key, source=new.source, written_at=edit.now,
                size=check_size(new.size),
            )
            for k, (new, key) in enumerate(zip(notes, keys, strict=True))
        ]
    )  # fmt: skip


@command
class EditNote(Command):
    """New text. `size` grows the note with its text; KEEP leaves it."""

    label = "Edit idea"
    note_id: str
    text: str
    size: Point | Keep = KEEP

    def apply(self, edit: Edit) -> None:
        row = edit.need(Note, self.note_id)
        size = row.size if isinstance(self.size, Keep) else check_size(self.size)
        edit.set(row, text=need_text(self.text, MAX_NOTE), size=size)

    def joins(self) -> str:
        return self.note_id


@dataclass(frozen=True)
class Move:
    """Where a note lies after a drag: its place, and the frame and cluster it was dropped in."""

    note_id: str
    place: Point
    frame_id: str | None = None
    cluster_id: str | None = None


@command
class MoveNotes(Command):
    """A drag of one note or of hundreds. A note that lands in another cluster is pinned there.

    `is_nudge` says that an arrow key did it: the next nudge of the same notes joins this one.
    """

    label = "Move ideas"
    moves: tuple[Move, ...]
    is_nudge: bool = False

    def apply(self, edit: Edit) -> None:
        move_notes(edit, self.moves)

    def joins(self) -> str:
        return " ".join(sorted(m.note_id for m in self.moves)) if self.is_nudge else ""


def move_notes(edit: Edit, moves: Sequence[Move]) -> None:
    """Shared by every command that carries notes along."""
    rows = {row.id: row for row in edit.need_many(Note, [m.note_id for m in moves])}
    for move in moves:
        if (row := rows.get(move.note_id)) is None:
            continue  # removed meanwhile: it leaves the drag
        pinned = row.is_pinned if move.cluster_id == row.cluster_id else move.cluster_id is not None
        edit.set(
            row, place=check_place(move.place), frame_id=move.frame_id, cluster_id=move.cluster_id, is_pinned=pinned
        )


@dataclass(frozen=True)
class Resize:
    """A note's size and top left after its handle was dragged, or after it grew with its text."""

    note_id: str
    place: Point
    size: Point


@command
class ResizeNotes(Command):
    label = "Resize ideas"
    sizes: tuple[Resize, ...]

    def apply(self, edit: Edit) -> None:
        rows = {row.id: row for row in edit.need_many(Note, [s.note_id for s in self.sizes])}
        for new in self.sizes:
            if (row := rows.get(new.note_id)) is not None:
                edit.set(row, place=check_place(new.place), size=check_size(new.size))


@command
class PutNotes(Command):
    """Put notes, in the given order, behind `after_id` (None: first) among the notes of a frame or a cluster.

    `frame_id` and `cluster_id` KEEP leave the notes where they belong. The neighbours are those of the frame that is
    named, else of the cluster, else all of the workshop. `places` may lay out these notes and their neighbours.
    """

    label = "Put ideas in order"
    note_ids: tuple[str, ...]
    after_id: str | None = None
    frame_id: str | Keep | None = KEEP
    cluster_id: str | Keep | None = KEEP
    places: tuple[tuple[str, Point], ...] = ()

    def apply(self, edit: Edit) -> None:
        put = edit.need_many(Note, self.note_ids)
        self._check_homes(edit)
        moving = {n.id for n in put}
        others = sorted((n for n in self._neighbours(edit) if n.id not in moving), key=lambda n: (n.order, n.id))
        at = next((k + 1 for k, n in enumerate(others) if n.id == self.after_id), 0)
        keys, rest = insert([n.order for n in others], at, len(put))
        for row, key in zip(put, keys, strict=True):
            edit.set(row, order=key, **self._homes(row))
        for row, key in zip(others[at:], rest, strict=False):
            edit.set(row, order=key)
        where = dict(self.places)
        for row in edit.get_many(Note, where):
            if not row.removed:
                edit.set(row, place=check_place(where[row.id]))

    def _check_homes(self, edit: Edit) -> None:
        if isinstance(self.frame_id, str):
            edit.need(Frame, self.frame_id)
        if isinstance(self.cluster_id, str):
            edit.need(Cluster, self.cluster_id)

    def _neighbours(self, edit: Edit) -> list[Note]:
        for field, home in (("frame_id", self.frame_id), ("cluster_id", self.cluster_id)):
            if isinstance(home, str):
                return edit.where(Note, field, home)
        return edit.where(Note, "removed", False)

    def _homes(self, row: Note) -> dict[str, object]:
        homes: dict[str, object] = {}
        if not isinstance(self.frame_id, Keep):
            homes["frame_id"] = self.frame_id
        if not isinstance(self.cluster_id, Keep) and self.cluster_id != row.cluster_id:
            homes |= {"cluster_id": self.cluster_id, "is_pinned": self.cluster_id is not None}
        return homes


@command
class SendNotes(Command):
    """Move notes to another board: they leave their frames and clusters."""

    label = "Send ideas to another board"
    board_id: str
    places: tuple[tuple[str, Point], ...]

    def apply(self, edit: Edit) -> None:
        edit.need(Board, self.board_id)
        where = dict(self.places)
        for row in edit.need_many(Note, where):
            edit.set(
                row, board_id=self.board_id, place=check_place(where[row.id]), frame_id=None, cluster_id=None,
                is_pinned=False,
            )  # fmt: skip


@command
class ColourNotes(Command):
    label = "Colour ideas"
    note_ids: tuple[str, ...]
    colour: str

    def apply(self, edit: Edit) -> None:
        for row in edit.need_many(Note, self.note_ids):
            edit.set(row, colour=check_colour(self.colour))


@command
class RemoveNotes(Command):
    label = "Remove ideas"
    note_ids: tuple[str, ...]

    def apply(self, edit: Edit) -> None:
        for row in edit.need_many(Note, self.note_ids):
            edit.set(row, removed=True)


@command
class RestoreNotes(Command):
    label = "Bring back ideas"
    note_ids: tuple[str, ...]

    def apply(self, edit: Edit) -> None:
        for row in edit.get_many(Note, self.note_ids):
            edit.set(row, removed=False)


def check_place(place: Point) -> Point:
    x, y = float(place[0]), float(place[1])
    if not (abs(x) < 1e6 and abs(y) < 1e6):  # NaN fails too
        raise Refused("This place is off the board. Nothing was moved.")
    return round(x, 2), round(y, 2)


def check_size(size: Point) -> Point:
    """The size of a note within its limits."""
    width, height = check_place(size)
    return min(max(width, LEAST), MOST), min(max(height, LEAST), MOST)


def check_colour(colour: str) -> str:
    if colour not in COLOURS or not is_text(colour):
        raise Refused("This colour is not on the palette. Choose one of the eight.")
    return colour
