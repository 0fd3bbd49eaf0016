"""Drawing frames and pulling them to size: what is made or changed is shown as it will be, one command in the end."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt

from cocreate.model.commands import AddFrame, PlaceFrame, new_id
from cocreate.model.snapshot import Frame
from cocreate.ui.board.gestures import is_far
from cocreate.ui.board.model import AHEAD
from cocreate.ui.board.snapping import REACH, Snapper

if TYPE_CHECKING:
    from cocreate.ui.board.view import BoardView

LEAST_FRAME = (160.0, 120.0)
CTRL = Qt.KeyboardModifier.ControlModifier


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


class ResizeFrame:
    """A side or corner of a frame; its notes stay where they lie."""

    goes_on_at_the_edge = True

    def __init__(self, view: BoardView, at: QPointF, frame: Frame, edges: str) -> None:
        self.view, self._from, self._frame, self._edges = view, view.to_board(at), frame, edges
        self._snapper = Snapper(view.model, view.shown(), frozenset((frame.id,)))
        view.select((frame.id,), reveal=False)

    def _sized(self, at: QPointF, mods: Qt.KeyboardModifier) -> Frame:
        view, box = self.view, QRectF(*self._frame.place, *self._frame.size)
        by = view.to_board(at) - self._from
        view.marks.guides = ()
        if not mods & CTRL:
            snap = self._snapper.snap(pulled(box, self._edges, by, LEAST_FRAME), REACH / view.zoom, self._edges)
            by, view.marks.guides = by + snap.shift, snap.guides
        box = pulled(box, self._edges, by, LEAST_FRAME)
        return replace(self._frame, place=(box.x(), box.y()), size=(box.width(), box.height()))

    def move(self, at: QPointF, mods: Qt.KeyboardModifier) -> None:
        if self._frame.id in self.view.model.frames:  # else it was removed meanwhile
            self.view.layer.put(self._sized(at, mods))
            self.view.layer.update()

    def release(self, at: QPointF, mods: Qt.KeyboardModifier) -> None:
        sized = self._sized(at, mods)
        self.cancel()
        if (sized.place, sized.size) != (self._frame.place, self._frame.size) and sized.id in self.view.model.frames:
            scope = self.view.model.scope
            order = PlaceFrame(scope=scope, frame_id=sized.id, place=sized.place, size=sized.size)
            self.view.send(order, sized)

    def cancel(self) -> None:
        self.view.marks.clear()
        if self._frame.id in self.view.model.frames:
            self.view.layer.put(self._frame)


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
        view, band = self.view, self.view.layer.band
        view.layer.band = None
        view.set_tool("V")
        size = (480.0, 360.0)
        place = (self._from.x(), self._from.y())
        if band is not None:
            place = (band.x(), band.y())
            size = (max(band.width(), LEAST_FRAME[0]), max(band.height(), LEAST_FRAME[1]))
        place, size = (round(place[0]), round(place[1])), (round(size[0]), round(size[1]))
        model = view.model
        row = Frame(id=new_id(), scope=model.scope, board_id=model.board_id, place=place, size=size, order=AHEAD)
        order = AddFrame(
            scope=model.scope, board_id=model.board_id, frame_id=row.id, title="", place=row.place, size=row.size
        )
        view.send(order, row)
        view.select((row.id,), reveal=False)
        view.rename(row.id)

    def cancel(self) -> None:
        self.view.layer.band = None
        self.view.set_tool("V")
