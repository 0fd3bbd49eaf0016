"""Which gesture a press of the mouse begins, by tool, button, keys held and what lies under the pointer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent

from cocreate.ui.board.dragging import Carry, Drag
from cocreate.ui.board.gestures import Band, Gesture, Lasso, Pan
from cocreate.ui.board.places import HALF
from cocreate.ui.board.shaping import DrawFrame, ResizeFrame

if TYPE_CHECKING:
    from cocreate.ui.board.view import BoardView


def pick(view: BoardView, event: QMouseEvent, tool: str) -> Gesture | None:
    """None where the press itself has done everything."""
    at, mods = event.position(), event.modifiers()
    if event.button() == Qt.MouseButton.MiddleButton or tool == "H":
        return Pan(view, at)
    if event.button() != Qt.MouseButton.LeftButton:
        return None
    is_adding = bool(mods & Qt.KeyboardModifier.ShiftModifier)
    if tool == "Q":
        return Lasso(view, at, is_adding)
    if tool == "F":
        return DrawFrame(view, at)
    if tool == "N":
        spot = view.to_board(at)
        view.write_at((round(spot.x() - HALF), round(spot.y() - HALF)))
        return None
    return _with_arrow(view, event, is_adding)


def _with_arrow(view: BoardView, event: QMouseEvent, is_adding: bool) -> Gesture:
    """The tool V: everything depends on what lies there."""
    at, mods = event.position(), event.modifiers()
    hit = view.hit(at)
    if hit.kind == "handle":
        return ResizeFrame(view, at, view.model.frames[hit.id], hit.edges)
    if hit.kind in ("cluster", "frame"):
        return Carry(view, at, hit.kind, hit.id)
    if hit.kind == "note":
        return Drag(view, at, hit.id, mods)
    return (Lasso if mods & Qt.KeyboardModifier.AltModifier else Band)(view, at, is_adding)
