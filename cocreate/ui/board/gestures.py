"""Gestures of the mouse as small states: each is cancelled without a trace or ends in at most one command."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QPointF, QRectF, Qt

if TYPE_CHECKING:
    from cocreate.ui.board.view import BoardView

DRAG_FROM = 4  # px
ROPE_STEP = 3  # px between the points of a lasso


class Gesture(Protocol):
    """What happens between press and release. `move` and `release` get the pointer in pixels of the viewport."""

    goes_on_at_the_edge: bool  # whether the board comes along when the pointer nears the edge of the view

    def move(self, at: QPointF, mods: Qt.KeyboardModifier) -> None: ...

    def release(self, at: QPointF, mods: Qt.KeyboardModifier) -> None: ...

    def cancel(self) -> None: ...


class Pan:
    """Moves the view; window scope, so it never makes a command."""

    goes_on_at_the_edge = False

    def __init__(self, view: BoardView, at: QPointF) -> None:
        self.view, self._last, self._start = view, at, view.place()
        view.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def move(self, at: QPointF, _mods: Qt.KeyboardModifier) -> None:
        self.view.pan_by(self._last.x() - at.x(), self._last.y() - at.y())
        self._last = at

    def release(self, _at: QPointF, _mods: Qt.KeyboardModifier) -> None:
        self.view.show_cursor()

    def cancel(self) -> None:
        self.view.set_place(*self._start)
        self.view.show_cursor()


class Band:
    """A rubber band from empty board; notes that it touches are selected as it grows."""

    goes_on_at_the_edge = True

    def __init__(self, view: BoardView, at: QPointF, is_adding: bool) -> None:
        self.view, self._from, self._before = view, view.to_board(at), view.selection
        self._kept = self._before if is_adding else ()
        self._press = at

    def move(self, at: QPointF, _mods: Qt.KeyboardModifier) -> None:
        if self.view.layer.band is None and not is_far(self._press, at):
            return
        band = QRectF(self._from, self.view.to_board(at)).normalized()
        self.view.layer.band = band
        self.view.select((*self._kept, *self.view.ids_in(band)), reveal=False, is_quiet=True)

    def release(self, _at: QPointF, _mods: Qt.KeyboardModifier) -> None:
        was_click = self.view.layer.band is None
        self.view.layer.band = None
        self.view.select(self._kept if was_click else self.view.selection, reveal=False)

    def cancel(self) -> None:
        self.view.layer.band = None
        self.view.select(self._before, reveal=False)


class Lasso:
    """A free line round notes; those whose middle lies inside are selected as it goes."""

    goes_on_at_the_edge = True

    def __init__(self, view: BoardView, at: QPointF, is_adding: bool) -> None:
        self.view, self._press, self._last = view, at, at
        self._before = view.selection
        self._kept = self._before if is_adding else ()
        view.marks.rope = [view.to_board(at)]

    def move(self, at: QPointF, _mods: Qt.KeyboardModifier) -> None:
        if (at - self._last).manhattanLength() < ROPE_STEP:
            return
        self._last, rope = at, self.view.marks.rope
        rope.append(self.view.to_board(at))
        inside = self.view.ids_within(rope) if len(rope) > 2 else []
        self.view.select((*self._kept, *inside), reveal=False, is_quiet=True)

    def release(self, at: QPointF, mods: Qt.KeyboardModifier) -> None:
        self.move(at, mods)
        was_click = len(self.view.marks.rope) < 3
        self.view.marks.clear()
        self.view.select(self._kept if was_click else self.view.selection, reveal=False)

    def cancel(self) -> None:
        self.view.marks.clear()
        self.view.select(self._before, reveal=False)


def is_far(a: QPointF, b: QPointF) -> bool:
    """A hand that trembles is not a drag."""
    return (a - b).manhattanLength() >= DRAG_FROM
