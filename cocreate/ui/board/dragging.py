"""Notes, themes and frames under the hand: they fall in line with others, and one command puts them down."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt

from cocreate.model.snapshot import Frame, Label
from cocreate.ui.board import places
from cocreate.ui.board.gestures import is_far
from cocreate.ui.board.snapping import REACH, Snapper

if TYPE_CHECKING:
    from cocreate.ui.board.view import BoardView

CTRL = Qt.KeyboardModifier.ControlModifier  # on a Mac this is Command


class _Carried:
    """Something under the hand: how far it has gone, drawn to what it falls in line with."""

    goes_on_at_the_edge = True

    def __init__(self, view: BoardView, at: QPointF) -> None:
        self.view, self._press, self._from = view, at, view.to_board(at)
        self._box = QRectF()
        self._snapper: Snapper | None = None
        self._seen = (0.0, 0.0, 0.0)
        self._skip: frozenset[str] = frozenset()

    def delta(self, at: QPointF, mods: Qt.KeyboardModifier) -> QPointF:
        """How far it is from where it was, in board units. With Ctrl held it goes freely."""
        view = self.view
        free = view.to_board(at) - self._from
        view.marks.guides = ()
        if mods & CTRL or self._box.isEmpty():
            return free
        if self._snapper is None or self._seen != view.place():
            self._snapper, self._seen = Snapper(view.model, view.shown(), self._skip), view.place()
        snap = self._snapper.snap(self._box.translated(free), REACH / view.zoom)
        view.marks.guides = snap.guides
        return free + snap.shift


class Drag(_Carried):
    """Notes and texts under the hand, one or hundreds; one command puts them down. With Alt copies of them."""

    def __init__(self, view: BoardView, at: QPointF, row_id: str, mods: Qt.KeyboardModifier) -> None:
        super().__init__(view, at)
        self._id, self._is_on = row_id, False
        self._was_selected, self._before = row_id in view.selection, view.selection
        self._is_adding = bool(mods & Qt.KeyboardModifier.ShiftModifier)
        self._is_copying = bool(mods & Qt.KeyboardModifier.AltModifier)
        self._texts: list[Label] = []
        if self._is_adding:
            view.select((*view.selection, row_id), reveal=False)
        elif not self._was_selected:
            view.select((row_id,), reveal=False)

    def move(self, at: QPointF, mods: Qt.KeyboardModifier) -> None:
        view = self.view
        if not self._is_on:
            if not is_far(self._press, at):
                return
            self._lift()
        delta = self.delta(at, mods)
        if self._is_copying:
            view.marks.ghosts_by = delta
        elif view.layer.is_dragging:
            view.layer.drag_to(delta.x(), delta.y())
        for label in self._texts:  # few: each is put where it would lie
            if label.id in view.model.texts:
                view.layer.put(replace(label, place=(label.place[0] + delta.x(), label.place[1] + delta.y())))
        self._aim(delta)

    def _lift(self) -> None:
        view, slots = self.view, self.view.selected_slots()
        self._is_on = True
        self._box = view.area_of([i for i in view.selection if i in view.model.slots or i in view.model.texts])
        self._texts = [label for i in view.selection if (label := view.model.texts.get(i)) is not None]
        if self._is_copying:
            view.marks.ghosts = sorted(slots, key=lambda s: view.model.z[s])
        elif slots:
            view.layer.begin_drag(slots)

    def _aim(self, delta: QPointF) -> None:
        """Show what the note under the pointer would be dropped in."""
        model, slot = self.view.model, self.view.model.slots.get(self._id)
        note = model.notes[slot] if slot is not None else None
        if note is None or slot is None:
            self.view.layer.target = ""
            return
        centre = model.box(slot).center() + (delta if self._is_copying else QPointF())
        cluster, frame = model.cluster_at(centre, note.cluster_id), model.frame_at(centre)
        if cluster is not None and cluster != note.cluster_id:
            self.view.layer.target = cluster
        else:
            self.view.layer.target = frame.id if frame and frame.id != note.frame_id and not cluster else ""

    def release(self, at: QPointF, mods: Qt.KeyboardModifier) -> None:
        view = self.view
        if not self._is_on:
            if self._is_adding and self._was_selected:
                view.select([i for i in view.selection if i != self._id], reveal=False)
            elif not self._is_adding:
                view.select((self._id,), reveal=False)
            return
        delta = self.delta(at, mods)
        slots = self._land()
        if not (delta.x() or delta.y()):
            return
        rows = places.dropped(view.model, slots, delta.x(), delta.y(), is_tidy=not mods & CTRL)
        texts = [
            replace(label, place=(round(label.place[0] + delta.x(), 2), round(label.place[1] + delta.y(), 2)))
            for label in self._texts
            if label.id in view.model.texts
        ]
        if self._is_copying:
            view.deeds.copy_to({n.id: n for n in rows}, texts)
        else:
            view.deeds.place(rows, texts)

    def _land(self) -> list[int]:
        """Everything lies where it was again; the slots that were lifted."""
        view = self.view
        slots = list(view.marks.ghosts if self._is_copying else view.layer.dragged)
        view.layer.target = ""
        view.marks.clear()
        if view.layer.is_dragging:
            view.layer.end_drag()
        for label in self._texts:
            if label.id in view.model.texts:
                view.layer.put(label)
        return slots

    def cancel(self) -> None:
        self._land()
        self.view.select(self._before, reveal=False)


class Carry(_Carried):
    """A cluster or frame dragged by its title, with its notes."""

    def __init__(self, view: BoardView, at: QPointF, row_id: str) -> None:
        super().__init__(view, at)
        self._id, self._before = row_id, view.selection
        self._inner: list[Frame] = []
        view.select((row_id,), reveal=False)

    def move(self, at: QPointF, mods: Qt.KeyboardModifier) -> None:
        layer = self.view.layer
        if not layer.is_dragging:
            if not is_far(self._press, at):
                return
            self._lift()
        delta = self.delta(at, mods)
        layer.drag_to(delta.x(), delta.y())
        for frame in self._inner:  # few: each is put where it would lie
            layer.put(shifted(frame, delta))

    def _lift(self) -> None:
        """Take up what goes along: the notes of a theme, or of a frame and of the frames in it."""
        model = self.view.model
        frame = model.frames.get(self._id)
        if frame is None:
            held = set(model.members.get(self._id, ()))
            self._box = model.rect_of(held)
        else:
            self._inner = places.inner(model, self._id)
            held = {s for f in (frame, *self._inner) for s in model.held.get(f.id, ())}
            self._box = model.frame_rect(frame)
        self._skip = frozenset((self._id, *(f.id for f in self._inner)))
        self.view.layer.begin_drag(sorted(held), self._id)

    def _land(self) -> list[int]:
        """Everything lies where it was again; the slots that were lifted."""
        layer = self.view.layer
        slots = list(layer.dragged)
        self.view.marks.clear()
        if layer.is_dragging:
            layer.end_drag()
            for frame in self._inner:
                if frame.id in self.view.model.frames:
                    layer.put(frame)
        return slots

    def release(self, at: QPointF, mods: Qt.KeyboardModifier) -> None:
        if not self.view.layer.is_dragging:
            return
        delta = self.delta(at, mods)
        self.view.deeds.carry(self._id, self._land(), delta.x(), delta.y(), is_dropped=True)

    def cancel(self) -> None:
        self._land()
        self.view.select(self._before, reveal=False)


def shifted(frame: Frame, by: QPointF) -> Frame:
    return replace(frame, place=(frame.place[0] + by.x(), frame.place[1] + by.y()))
