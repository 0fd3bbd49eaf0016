"""Commands on frames: named areas and columns of the board."""

from __future__ import annotations

from cocreate.errors import Refused
from cocreate.model.commands.base import KEEP, Command, Keep, clean, command, kept
from cocreate.model.commands.notes import Move, check_colour, check_place, move_notes
from cocreate.model.edit import Edit
from cocreate.model.order import between
from cocreate.model.snapshot import Board, Frame, Note, Point

LAYOUTS = ("area", "column")


@command
class AddFrame(Command):
    label = "Add frame"
    board_id: str
    frame_id: str
    title: str
    place: Point
    size: Point
    layout: str = "area"
    colour: str = "stone"

    def apply(self, edit: Edit) -> None:
        edit.need(Board, self.board_id)
        edit.add(
            Frame(
                id=self.frame_id, board_id=self.board_id, title=clean(self.title, 140), place=check_place(self.place),
                size=_size(self.size), layout=_layout(self.layout), colour=check_colour(self.colour),
                order=between(edit.last_order(Frame), ""),
            )
        )  # fmt: skip


@command
class EditFrame(Command):
    label = "Change frame"
    frame_id: str
    title: str | Keep = KEEP
    layout: str | Keep = KEEP
    colour: str | Keep = KEEP

    def apply(self, edit: Edit) -> None:
        values = {k: str(v) for k, v in kept(self, "title", "layout", "colour").items()}
        if "title" in values:
            values["title"] = clean(values["title"], 140)
        if "layout" in values:
            _layout(values["layout"])
        if "colour" in values:
            check_colour(values["colour"])
        edit.set(edit.need(Frame, self.frame_id), **values)


@command
class PlaceFrame(Command):
    """Move or resize a frame; `moves` are the notes that it carries along."""

    label = "Move frame"
    frame_id: str
    place: Point
    size: Point
    moves: tuple[Move, ...] = ()

    def apply(self, edit: Edit) -> None:
        edit.set(edit.need(Frame, self.frame_id), place=check_place(self.place), size=_size(self.size))
        if self.moves:
            move_notes(edit, self.moves)


@command
class RemoveFrame(Command):
    """The frame goes, its notes stay where they lie."""

    label = "Remove frame"
    frame_id: str

    def apply(self, edit: Edit) -> None:
        edit.set(edit.need(Frame, self.frame_id), removed=True)
        for note in edit.where(Note, "frame_id", self.frame_id):
            edit.set(note, frame_id=None)


def _layout(layout: str) -> str:
    if layout not in LAYOUTS:
        raise Refused("This layout is not known. Choose area or column.")
    return layout


def _size(size: Point) -> Point:
    width, height = check_place(size)
    return max(160.0, width), max(120.0, height)
