"""Commands on labels, and on selections that mix notes, frames and labels."""

from __future__ import annotations

from cocreate.errors import Refused
from cocreate.model.commands.base import KEEP, Command, Keep, command, need_text
from cocreate.model.commands.frames import place_rows, remove_frame
from cocreate.model.commands.notes import Move, check_place, move_notes
from cocreate.model.edit import Edit
from cocreate.model.snapshot import INKS, Board, Frame, Label, Link, Note, Point

MAX_LABEL = 500  # characters
TYPE_SIZES = (12, 200)  # least and most, board units
WIDEST = 4000


@command
class AddLabel(Command):
    """A text on the board that is no idea: a heading, a remark. `width` 0 = as wide as its longest line."""

    label = "Add text"
    board_id: str
    label_id: str
    text: str
    place: Point
    type_size: int = 28
    colour: str = "ink"
    width: int = 0

    def apply(self, edit: Edit) -> None:
        edit.need(Board, self.board_id)
        edit.add(
            Label(
                id=self.label_id, board_id=self.board_id, text=need_text(self.text, MAX_LABEL),
                place=check_place(self.place), type_size=check_type(self.type_size), colour=check_ink(self.colour),
                width=min(max(self.width, 0), WIDEST),
            )
        )  # fmt: skip


@command
class EditLabel(Command):
    label = "Change text"
    label_id: str
    text: str | Keep = KEEP
    type_size: int | Keep = KEEP
    colour: str | Keep = KEEP
    width: int | Keep = KEEP

    def apply(self, edit: Edit) -> None:
        row = edit.need(Label, self.label_id)
        values: dict[str, object] = {}
        if not isinstance(self.text, Keep):
            values["text"] = need_text(self.text, MAX_LABEL)
        if not isinstance(self.type_size, Keep):
            values["type_size"] = check_type(self.type_size)
        if not isinstance(self.colour, Keep):
            values["colour"] = check_ink(self.colour)
        if not isinstance(self.width, Keep):
            values["width"] = min(max(self.width, 0), WIDEST)
        edit.set(row, **values)

    def joins(self) -> str:
        return self.label_id


@command
class MoveItems(Command):
    """A drag of a mixed selection: notes, frames and labels, each with its new place. `is_nudge`: see `MoveNotes`."""

    label = "Move selection"
    moves: tuple[Move, ...] = ()
    frames: tuple[tuple[str, Point], ...] = ()
    labels: tuple[tuple[str, Point], ...] = ()
    is_nudge: bool = False

    def apply(self, edit: Edit) -> None:
        place_rows(edit, self.frames, self.labels)
        if self.moves:
            move_notes(edit, self.moves)
        if not edit.pending():
            raise Refused("This item is gone: somebody removed it. Undo the removal, or choose another.")

    def joins(self) -> str:
        moved = [*(m.note_id for m in self.moves), *dict(self.frames), *dict(self.labels)]
        return " ".join(sorted(moved)) if self.is_nudge else ""


@command
class RemoveItems(Command):
    """A mixed selection goes: notes, frames (what lay in them stays), labels and links."""

    label = "Remove selection"
    note_ids: tuple[str, ...] = ()
    frame_ids: tuple[str, ...] = ()
    label_ids: tuple[str, ...] = ()
    link_ids: tuple[str, ...] = ()

    def apply(self, edit: Edit) -> None:
        for cls, ids in ((Note, self.note_ids), (Label, self.label_ids), (Link, self.link_ids)):
            for row in edit.get_many(cls, ids):
                if not row.removed:
                    edit.set(row, removed=True)
        for frame in edit.get_many(Frame, self.frame_ids):
            if not frame.removed:
                remove_frame(edit, edit.need(Frame, frame.id))
        if not edit.pending():
            raise Refused("This item is gone: somebody removed it. Undo the removal, or choose another.")


def check_ink(colour: str) -> str:
    if colour not in INKS:
        raise Refused("This colour is not on the palette. Choose one of the eight.")
    return colour


def check_type(size: int) -> int:
    return min(max(size, TYPE_SIZES[0]), TYPE_SIZES[1])
