"""Commands on frames: named areas, columns, grids and matrices of the board, frames in frames included."""

from __future__ import annotations

from cocreate.errors import Refused
from cocreate.model.commands.base import KEEP, Command, Keep, clean, command, kept
from cocreate.model.commands.notes import Move, check_colour, check_place, move_notes
from cocreate.model.edit import Edit
from cocreate.model.order import between
from cocreate.model.snapshot import LAYOUTS, Board, Frame, Label, Note, Point

Words = tuple[str, ...]
MOST_COLUMNS = 40
LEAST_FRAME = (160.0, 120.0)  # width and height, board units


@command
class AddFrame(Command):
    """`axes` (left, right, bottom, top) and `cells` (names of the quarters, in reading order) are those of a matrix."""

    label = "Add frame"
    board_id: str
    frame_id: str
    title: str
    place: Point
    size: Point
    layout: str = "area"
    colour: str = "stone"
    parent_id: str | None = None
    columns: int = 0
    axes: Words = ()
    cells: Words = ()
    moves: tuple[Move, ...] = ()  # the notes that it is drawn round

    def apply(self, edit: Edit) -> None:
        edit.need(Board, self.board_id)
        edit.add(
            Frame(
                id=self.frame_id, board_id=self.board_id, title=clean(self.title, 140), place=check_place(self.place),
                size=frame_size(self.size), layout=_layout(self.layout), colour=check_colour(self.colour),
                order=between(edit.last_order(Frame), ""), parent_id=_parent(edit, self.frame_id, self.parent_id),
                columns=_columns(self.columns), axes=_words(self.axes), cells=_words(self.cells),
            )
        )  # fmt: skip
        if self.moves:
            move_notes(edit, self.moves)


@command
class EditFrame(Command):
    label = "Change frame"
    frame_id: str
    title: str | Keep = KEEP
    layout: str | Keep = KEEP
    colour: str | Keep = KEEP
    parent_id: str | Keep | None = KEEP
    columns: int | Keep = KEEP
    axes: Words | Keep = KEEP
    cells: Words | Keep = KEEP
    places: tuple[tuple[str, Point], ...] = ()  # of its notes, where another layout puts them

    def apply(self, edit: Edit) -> None:
        values = dict(kept(self, "title", "layout", "colour", "parent_id", "columns", "axes", "cells"))
        if "title" in values:
            values["title"] = clean(str(values["title"]), 140)
        if "layout" in values:
            _layout(str(values["layout"]))
        if "colour" in values:
            check_colour(str(values["colour"]))
        if not isinstance(self.parent_id, Keep):
            values["parent_id"] = _parent(edit, self.frame_id, self.parent_id)
        if not isinstance(self.columns, Keep):
            values["columns"] = _columns(self.columns)
        if not isinstance(self.axes, Keep):
            values["axes"] = _words(self.axes)
        if not isinstance(self.cells, Keep):
            values["cells"] = _words(self.cells)
        edit.set(edit.need(Frame, self.frame_id), **values)
        where = dict(self.places)
        for note in edit.get_many(Note, where):
            if not note.removed:
                edit.set(note, place=check_place(where[note.id]))


@command
class PlaceFrame(Command):
    """Move or resize a frame; `moves`, `frames` and `labels` are what it carries along, each with its new place."""

    label = "Move frame"
    frame_id: str
    place: Point
    size: Point
    moves: tuple[Move, ...] = ()
    parent_id: str | Keep | None = KEEP
    frames: tuple[tuple[str, Point], ...] = ()
    labels: tuple[tuple[str, Point], ...] = ()

    def apply(self, edit: Edit) -> None:
        values: dict[str, object] = {"place": check_place(self.place), "size": frame_size(self.size)}
        if not isinstance(self.parent_id, Keep):
            values["parent_id"] = _parent(edit, self.frame_id, self.parent_id)
        edit.set(edit.need(Frame, self.frame_id), **values)
        place_rows(edit, self.frames, self.labels)
        if self.moves:
            move_notes(edit, self.moves)


@command
class RemoveFrame(Command):
    """The frame goes, its notes stay where they lie."""

    label = "Remove frame"
    frame_id: str

    def apply(self, edit: Edit) -> None:
        remove_frame(edit, edit.need(Frame, self.frame_id))


def remove_frame(edit: Edit, frame: Frame) -> None:
    """What lay in it lies in the frame around it, if there is one."""
    edit.set(frame, removed=True)
    for note in edit.where(Note, "frame_id", frame.id):
        edit.set(note, frame_id=frame.parent_id)
    for inner in edit.where(Frame, "parent_id", frame.id):
        edit.set(inner, parent_id=frame.parent_id)


def place_rows(edit: Edit, frames: tuple[tuple[str, Point], ...], labels: tuple[tuple[str, Point], ...]) -> None:
    """New places of frames and labels that are carried along; those removed meanwhile are left out."""
    for cls, places in ((Frame, dict(frames)), (Label, dict(labels))):
        for row in edit.get_many(cls, places):
            if not row.removed:
                edit.set(row, place=check_place(places[row.id]))


def frame_size(size: Point) -> Point:
    width, height = check_place(size)
    return max(LEAST_FRAME[0], width), max(LEAST_FRAME[1], height)


def _layout(layout: str) -> str:
    if layout not in LAYOUTS:
        raise Refused("This layout is not known. Choose one from the list.")
    return layout


def _columns(count: int) -> int:
    if not 0 <= count <= MOST_COLUMNS:
        raise Refused("A grid has at most {limit} columns. Choose fewer.", limit=MOST_COLUMNS)
    return count


def _words(words: Words) -> Words:
    """Four words, or none where all are empty."""
    said = tuple(clean(word, 60) for word in words)
    if len(said) not in (0, 4):
        raise Refused("A matrix has four words. Fill in four, or none.")
    return said if any(said) else ()


def _parent(edit: Edit, frame_id: str, parent_id: str | None) -> str | None:
    """A frame cannot lie in itself, nor in what lies in it."""
    at, seen = parent_id, {frame_id}
    while at is not None:
        if at in seen:
            raise Refused("A frame cannot lie in itself. Choose another frame.")
        seen.add(at)
        at = edit.need(Frame, at).parent_id
    return parent_id
