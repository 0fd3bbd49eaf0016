"""Drawing frames, and pulling frames and notes to size: shown as it will be, one command in the end."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt

from cocreate.model.commands import AddFrame, Command, PlaceFrame, ResizeNotes, new_id
from cocreate.model.commands import Resize as NewSize
from cocreate.model.commands.frames import LEAST_FRAME
from cocreate.model.commands.notes import LEAST, MOST
from cocreate.model.snapshot import Frame, Note
from cocreate.ui.board import places
from cocreate.ui.board.gestures import is_far
from cocreate.ui.board.model import AHEAD
from cocreate.ui.board.snapping import REACH, Snapper

if TYPE_CHECKING:
    from cocreate.ui.board.view import BoardView

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def pulled(box: QRectF, edges: str, by: QPointF, least: tuple[float, float]) -> QRectF:
    """A box with some of its sides (of l, r, t, b) moved, never smaller than `least`."""
    left, top, right, bottom = box.left(), box.top(), box.right(), box.bottom()
    if "l" in edges:
        left = min(left + by.x(), right - least[0])
    if "r" in edges:
        right = max(right + by.x(), left + least[0])
    if "t" in edges:
        top = min(top + by.y(), bottom - least[1])
    if "b" in edges:
        bottom = max(bottom + by.y(), top + least[1])
    return QRectF(QPointF(round(left), round(top)), QPointF(round(right), round(bottom)))


def in_shape(box: QRectF, was: QRectF, edges: str) -> QRectF:
    """A box pulled at a corner, as wide for its height as it was."""
    if len(edges) < 2:
        return box
    share = max(box.width() / was.width(), box.height() / was.height())
    wide, high = round(was.width() * share), round(was.height() * share)
    left = was.right() - wide if "l" in edges else was.left()
    top = was.bottom() - high if "t" in edges else was.top()
    return QRectF(left, top, wide, high)


class Resize:
    """A side or corner of a frame or note under the hand. What lies in a frame stays where it lies."""

    goes_on_at_the_edge = True

    def __init__(self, view: BoardView, at: QPointF, row: Frame | Note, edges: str) -> None:
        self.view, self._from, self._row, self._edges = view, view.to_board(at), row, edges
        self._was = QRectF(*row.place, *row.size)
        self._least = LEAST_FRAME if isinstance(row, Frame) else (LEAST, LEAST)
        if isinstance(row, Note):
            view.model.hidden[view.model.slots[row.id]] = True
        self._snapper = Snapper(view.model, view.shown(), frozenset((row.id,)))
        if isinstance(row, Note):
            view.model.hidden[view.model.slots[row.id]] = False

    def _sized(self, at: QPointF, mods: Qt.KeyboardModifier) -> Frame | Note:
        view, edges = self.view, self._edges
        by = view.to_board(at) - self._from
        view.marks.guides = ()
        if not mods & CTRL:
            snap = self._snapper.snap(pulled(self._was, edges, by, self._least), REACH / view.zoom, edges)
            by, view.marks.guides = by + snap.shift, snap.guides
        box = pulled(self._was, edges, by, self._least)
        if mods & SHIFT:
            box = in_shape(box, self._was, edges)
        if isinstance(self._row, Note):
            box = pulled(self._was, edges, _within(box, self._was, edges), self._least)
        return replace(self._row, place=(box.x(), box.y()), size=(box.width(), box.height()))

    def _is_there(self) -> bool:
        return self._row.id in self.view.model.frames or self._row.id in self.view.model.slots

    def move(self, at: QPointF, mods: Qt.KeyboardModifier) -> None:
        if self._is_there():  # else it was removed meanwhile
            self.view.layer.put(self._sized(at, mods))
            self.view.layer.update()

    def release(self, at: QPointF, mods: Qt.KeyboardModifier) -> None:
        sized = self._sized(at, mods)
        self.cancel()
        if sized == self._row or not self._is_there():
            return
        scope = self.view.model.scope
        order: Command
        if isinstance(sized, Frame):
            order = PlaceFrame(scope=scope, frame_id=sized.id, place=sized.place, size=sized.size)
        else:
            order = ResizeNotes(scope=scope, sizes=(NewSize(sized.id, sized.place, sized.size),))
        self.view.send(order, sized)

    def cancel(self) -> None:
        self.view.marks.clear()
        if self._is_there():
            self.view.layer.put(self._row)


def _within(box: QRectF, was: QRectF, edges: str) -> QPointF:
    """How far the sides may go so that a note is no larger than notes may be."""
    wide, high = min(box.width(), MOST) - was.width(), min(box.height(), MOST) - was.height()
    return QPointF(-wide if "l" in edges else wide, -high if "t" in edges else high)


class DrawFrame:
    """F: a rectangle from corner to corner; a click gives the usual size."""

    goes_on_at_the_edge = True

    def __init__(self, view: BoardView, at: QPointF) -> None:
        self.view, self._press, self._from = view, at, view.to_board(at)

    def move(self, at: QPointF, _mods: Qt.KeyboardModifier) -> None:
        if is_far(self._press, at):
            self.view.layer.band = QRectF(self._from, self.view.to_board(at)).normalized()
            self.view.layer.update()

    def release(self, _at: QPointF, _mods: Qt.KeyboardModifier) -> None:
        self.put_down()

    def put_down(self) -> None:
        """The frame as it is now; its title is asked for at once."""
        view, band = self.view, self.view.layer.band
        view.layer.band = None
        view.set_tool("V")
        size = (480.0, 360.0)
        place = (self._from.x(), self._from.y())
        if band is not None:
            place = (band.x(), band.y())
            size = (max(band.width(), LEAST_FRAME[0]), max(band.height(), LEAST_FRAME[1]))
        place, size = (round(place[0]), round(place[1])), (round(size[0]), round(size[1]))
        model, middle = view.model, QRectF(*place, *size).center()
        around = model.frame_at(middle)
        row = Frame(
            id=new_id(), scope=model.scope, board_id=model.board_id, place=place, size=size, order=AHEAD,
            layout=view.frame_layout, parent_id=around.id if around else None,
        )  # fmt: skip
        notes = places.drawn_round(model, row)
        order = AddFrame(
            scope=model.scope, board_id=model.board_id, frame_id=row.id, title="", place=row.place, size=row.size,
            layout=row.layout, parent_id=row.parent_id, moves=places.moves(notes),
        )  # fmt: skip
        view.send(order, row, *notes)
        view.select((row.id,), reveal=False)
        view.rename(row.id)

    def cancel(self) -> None:
        self.view.layer.band = None
        self.view.set_tool("V")
