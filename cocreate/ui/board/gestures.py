"""Gestures of the mouse as small states: each is cancelled without a trace or ends in at most one command."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QMouseEvent

from cocreate.model.commands import AddFrame, MoveCluster, MoveNotes, PlaceFrame, new_id
from cocreate.model.snapshot import NOTE_SIZE, Cluster, Frame
from cocreate.ui.board import places
from cocreate.ui.board.model import AHEAD

if TYPE_CHECKING:
    from cocreate.ui.board.view import BoardView

LEAST_FRAME = (160.0, 120.0)
DRAG_FROM = 4  # px


class Gesture(Protocol):
    """What happens between press and release. `move` and `release` get the pointer in pixels of the viewport."""

    def move(self, at: QPointF) -> None: ...

    def release(self, at: QPointF) -> None: ...

    def cancel(self) -> None: ...


class Pan:
    """Moves the view; window scope, so it never makes a command."""

    def __init__(self, view: BoardView, at: QPointF) -> None:
        self.view, self._last, self._start = view, at, view.place()
        view.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def move(self, at: QPointF) -> None:
        self.view.pan_by(self._last.x() - at.x(), self._last.y() - at.y())
        self._last = at

    def release(self, _at: QPointF) -> None:
        self.view.show_cursor()

    def cancel(self) -> None:
        self.view.set_place(*self._start)
        self.view.show_cursor()


class Lasso:
    """A rubber band from empty board; notes that it touches are selected as it grows."""

    def __init__(self, view: BoardView, at: QPointF, is_adding: bool) -> None:
        self.view, self._from, self._before = view, view.to_board(at), view.selection
        self._kept = self._before if is_adding else ()
        self._press = at

    def move(self, at: QPointF) -> None:
        if self.view.layer.band is None and not _is_far(self._press, at):
            return
        band = QRectF(self._from, self.view.to_board(at)).normalized()
        self.view.layer.band = band
        self.view.select((*self._kept, *self.view.ids_in(band)), reveal=False, is_quiet=True)

    def release(self, _at: QPointF) -> None:
        was_click = self.view.layer.band is None
        self.view.layer.band = None
        self.view.select(self._kept if was_click else self.view.selection, reveal=False)

    def cancel(self) -> None:
        self.view.layer.band = None
        self.view.select(self._before, reveal=False)


class Drag:
    """Notes under the hand, one or hundreds; `MoveNotes` when they are put down."""

    def __init__(self, view: BoardView, at: QPointF, note_id: str, is_adding: bool) -> None:
        self.view, self._press, self._note = view, at, note_id
        self._was_selected = note_id in view.selection
        self._is_adding = is_adding
        if is_adding:
            view.select((*view.selection, note_id), reveal=False)
        elif not self._was_selected:
            view.select((note_id,), reveal=False)

    def move(self, at: QPointF) -> None:
        layer = self.view.layer
        if not layer.is_dragging:
            if not _is_far(self._press, at):
                return
            layer.begin_drag(self.view.selected_slots())
        delta = self._delta(at)
        layer.drag_to(delta.x(), delta.y())
        self._aim()

    def _delta(self, at: QPointF) -> QPointF:
        return (at - self._press) / self.view.zoom

    def _aim(self) -> None:
        """Show what the note under the pointer would be dropped in."""
        model, slot = self.view.model, self.view.model.slots.get(self._note)
        note = model.notes[slot] if slot is not None else None
        if note is None or slot is None:
            self.view.layer.target = ""
            return
        centre = QPointF(float(model.x[slot]) + NOTE_SIZE / 2, float(model.y[slot]) + NOTE_SIZE / 2)
        cluster, frame = model.cluster_at(centre, note.cluster_id), model.frame_at(centre)
        if cluster is not None and cluster != note.cluster_id:
            self.view.layer.target = cluster
        else:
            self.view.layer.target = frame.id if frame and frame.id != note.frame_id and not cluster else ""

    def release(self, at: QPointF) -> None:
        layer, view = self.view.layer, self.view
        layer.target = ""
        if not layer.is_dragging:
            if self._is_adding and self._was_selected:
                view.select([i for i in view.selection if i != self._note], reveal=False)
            elif not self._is_adding:
                view.select((self._note,), reveal=False)
            return
        slots, delta = list(layer.dragged), self._delta(at)
        layer.end_drag()
        rows = places.dropped(view.model, slots, delta.x(), delta.y())
        if rows and (delta.x() or delta.y()):
            view.send(MoveNotes(scope=view.model.scope, moves=places.moves(rows)), *rows)

    def cancel(self) -> None:
        self.view.layer.target = ""
        if self.view.layer.is_dragging:
            self.view.layer.end_drag()


class Carry:
    """A cluster or frame dragged by its title, with its notes."""

    def __init__(self, view: BoardView, at: QPointF, kind: str, row_id: str) -> None:
        self.view, self._press, self._kind, self._id = view, at, kind, row_id
        view.select((row_id,), reveal=False)

    def move(self, at: QPointF) -> None:
        layer = self.view.layer
        if not layer.is_dragging:
            if not _is_far(self._press, at):
                return
            model = self.view.model
            held = model.members if self._kind == "cluster" else model.held
            layer.begin_drag(sorted(held.get(self._id, ())), self._id)
        delta = (at - self._press) / self.view.zoom
        layer.drag_to(delta.x(), delta.y())

    def release(self, at: QPointF) -> None:
        layer, view, model = self.view.layer, self.view, self.view.model
        if not layer.is_dragging:
            return
        slots, delta = list(layer.dragged), (at - self._press) / view.zoom
        layer.end_drag()
        rows = places.shifted(model, slots, delta.x(), delta.y())
        row: Cluster | Frame | None = model.clusters.get(self._id) or model.frames.get(self._id)
        if row is None or not (delta.x() or delta.y()):
            return
        moved = replace(row, place=(round(row.place[0] + delta.x(), 2), round(row.place[1] + delta.y(), 2)))
        moves = places.moves(rows)
        if isinstance(moved, Cluster):
            view.send(MoveCluster(scope=model.scope, cluster_id=row.id, place=moved.place, moves=moves), moved, *rows)
        else:
            order = PlaceFrame(scope=model.scope, frame_id=row.id, place=moved.place, size=moved.size, moves=moves)
            view.send(order, moved, *rows)

    def cancel(self) -> None:
        if self.view.layer.is_dragging:
            self.view.layer.end_drag()


class ResizeFrame:
    """The lower right corner of a frame."""

    def __init__(self, view: BoardView, at: QPointF, frame: Frame) -> None:
        self.view, self._press, self._frame = view, at, frame
        view.select((frame.id,), reveal=False)

    def _sized(self, at: QPointF) -> Frame:
        delta = (at - self._press) / self.view.zoom
        wide, high = self._frame.size[0] + delta.x(), self._frame.size[1] + delta.y()
        return replace(self._frame, size=(round(max(wide, LEAST_FRAME[0])), round(max(high, LEAST_FRAME[1]))))

    def move(self, at: QPointF) -> None:
        self.view.layer.put(self._sized(at))
        self.view.layer.update()

    def release(self, at: QPointF) -> None:
        sized = self._sized(at)
        if sized.size == self._frame.size:
            self.cancel()
            return
        scope = self.view.model.scope
        order = PlaceFrame(scope=scope, frame_id=sized.id, place=sized.place, size=sized.size)
        self.view.send(order, sized)

    def cancel(self) -> None:
        if self._frame.id in self.view.model.frames:  # else it was removed meanwhile
            self.view.layer.put(self._frame)


class DrawFrame:
    """F: a rectangle from corner to corner; a click gives the usual size."""

    def __init__(self, view: BoardView, at: QPointF) -> None:
        self.view, self._press, self._from = view, at, view.to_board(at)

    def move(self, at: QPointF) -> None:
        if _is_far(self._press, at):
            self.view.layer.band = QRectF(self._from, self.view.to_board(at)).normalized()
            self.view.layer.update()

    def release(self, _at: QPointF) -> None:
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


def _is_far(a: QPointF, b: QPointF) -> bool:
    """A hand that trembles is not a drag."""
    return (a - b).manhattanLength() >= DRAG_FROM


def pick(view: BoardView, event: QMouseEvent, tool: str) -> Gesture | None:
    """Which gesture a press begins. None where the press itself has done everything."""
    at = event.position()
    button, is_adding = event.button(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    if button == Qt.MouseButton.MiddleButton or tool == "H":
        return Pan(view, at)
    if button != Qt.MouseButton.LeftButton:
        return None
    if tool == "F":
        return DrawFrame(view, at)
    if tool == "N":
        spot = view.to_board(at)
        view.write_at((round(spot.x() - NOTE_SIZE / 2), round(spot.y() - NOTE_SIZE / 2)))
        return None
    hit = view.hit(at)
    if hit.kind == "corner":
        return ResizeFrame(view, at, view.model.frames[hit.id])
    if hit.kind in ("cluster", "frame"):
        return Carry(view, at, hit.kind, hit.id)
    if hit.kind == "note":
        return Drag(view, at, hit.id, is_adding)
    return Lasso(view, at, is_adding)
