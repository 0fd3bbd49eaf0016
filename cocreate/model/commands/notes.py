"""Commands on notes: write, edit, move, colour, remove, link and tag. Bulk ones are one step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cocreate.errors import Refused
from cocreate.model.commands.base import Command, command, need_text
from cocreate.model.edit import Edit
from cocreate.model.order import spread
from cocreate.model.schema import is_text
from cocreate.model.snapshot import COLOURS, LINK_KINDS, Board, Cluster, Link, Note, NoteTag, Point, Tag

MAX_NOTE = 2000  # characters of one idea
MAX_BATCH = 10_000  # notes of one command


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
        if len(self.notes) > MAX_BATCH:
            raise Refused("More than {limit} ideas at once are too many. Split them up.", limit=MAX_BATCH)
        edit.need(Board, self.board_id)
        self._add_themes(edit)
        first = edit.next_number()
        keys = spread(edit.last_order(Note), "", len(self.notes))
        edit.add_all(
            [
                Note(
                    id=new.id, board_id=self.board_id, number=first + k, text=need_text(new.text, MAX_NOTE),
                    place=check_place(new.place), colour=check_colour(new.colour), frame_id=new.frame_id,
                    cluster_id=new.cluster_id, is_pinned=new.cluster_id is not None, author_id=new.author_id,
                    parent_id=new.parent_id, order=key, source=new.source, written_at=edit.now,
                )
                for k, (new, key) in enumerate(zip(self.notes, keys, strict=True))
            ]
        )  # fmt: skip

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


@command
class EditNote(Command):
    label = "Edit idea"
    note_id: str
    text: str

    def apply(self, edit: Edit) -> None:
        edit.set(edit.need(Note, self.note_id), text=need_text(self.text, MAX_NOTE))


@dataclass(frozen=True)
class Move:
    """Where a note lies after a drag: its place, and the frame and cluster it was dropped in."""

    note_id: str
    place: Point
    frame_id: str | None = None
    cluster_id: str | None = None


@command
class MoveNotes(Command):
    """A drag of one note or of hundreds. A note that lands in another cluster is pinned there."""

    label = "Move ideas"
    moves: tuple[Move, ...]

    def apply(self, edit: Edit) -> None:
        move_notes(edit, self.moves)


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


@command
class LinkNotes(Command):
    label = "Link ideas"
    link_id: str
    from_id: str
    to_id: str
    link_kind: str = "builds_on"

    def apply(self, edit: Edit) -> None:
        if self.link_kind not in LINK_KINDS or self.from_id == self.to_id:
            raise Refused("These two ideas cannot be linked. Choose two different ideas.")
        edit.need(Note, self.from_id)
        edit.need(Note, self.to_id)
        edit.add(Link(id=self.link_id, from_id=self.from_id, to_id=self.to_id, link_kind=self.link_kind))


@command
class RemoveLinks(Command):
    label = "Remove links"
    link_ids: tuple[str, ...]

    def apply(self, edit: Edit) -> None:
        for row in edit.need_many(Link, self.link_ids):
            edit.set(row, removed=True)


@command
class TagNotes(Command):
    """Give notes a tag by name; the tag is made when it is new."""

    label = "Tag ideas"
    note_ids: tuple[str, ...]
    tag_id: str
    name: str = ""

    def apply(self, edit: Edit) -> None:
        tag = edit.get(Tag, self.tag_id)
        if tag is None:
            edit.add(Tag(id=self.tag_id, name=need_text(self.name, 40)))
        for note in edit.need_many(Note, self.note_ids):
            row_id = f"{note.id}:{self.tag_id}"
            held = edit.get(NoteTag, row_id)
            if held is None:
                edit.add(NoteTag(id=row_id, note_id=note.id, tag_id=self.tag_id))
            elif held.removed:
                edit.set(held, removed=False)


@command
class UntagNotes(Command):
    label = "Take away tag"
    note_ids: tuple[str, ...]
    tag_id: str

    def apply(self, edit: Edit) -> None:
        for row in edit.get_many(NoteTag, [f"{n}:{self.tag_id}" for n in self.note_ids]):
            edit.set(row, removed=True)


def check_place(place: Point) -> Point:
    x, y = float(place[0]), float(place[1])
    if not (abs(x) < 1e6 and abs(y) < 1e6):  # NaN fails too
        raise Refused("This place is off the board. Nothing was moved.")
    return round(x, 2), round(y, 2)


def check_colour(colour: str) -> str:
    if colour not in COLOURS or not is_text(colour):
        raise Refused("This colour is not on the palette. Choose one of the eight.")
    return colour
