"""Which gesture a press of the mouse begins, by tool, button, keys held and what lies under the pointer."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QMouseEvent

from cocreate.ui.board.dragging import Carry, Drag
from cocreate.ui.board.gestures import Band, Gesture, Lasso, Pan
from cocreate.ui.board.linking import DrawLink
from cocreate.ui.board.places import HALF
from cocreate.ui.board.shaping import DrawFrame, Resize
from cocreate.ui.board.sketching import DrawStroke
from cocreate.ui.board.writer import LABEL_SIZE

if TYPE_CHECKING:
    from cocreate.ui.board.view import BoardView

WRITING: dict[str, Callable[[BoardView, QPointF], None]] = {
    "N": lambda view, spot: view.write_at((round(spot.x() - HALF), round(spot.y() - HALF))),
    "T": lambda view, spot: view.writer.write_label((round(spot.x()), round(spot.y() - LABEL_SIZE * 0.7))),
}


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
    if tool in WRITING:
        spot = view.to_board(at)
        WRITING[tool](view, spot)
        return None
    if tool in ("L", "P"):
        return _on_note(view, event, tool)
    return _with_arrow(view, event, is_adding)


def _on_note(view: BoardView, event: QMouseEvent, tool: str) -> Gesture | None:
    """The tools that begin on a note; beside notes they do nothing."""
    at = event.position()
    slot = view.model.at(view.to_board(at))
    note = view.model.notes[slot] if slot is not None else None
    if note is None:
        return None
    return DrawLink(view, note.id) if tool == "L" else DrawStroke(view, at, note)


def _with_arrow(view: BoardView, event: QMouseEvent, is_adding: bool) -> Gesture | None:
    """The tool V: everything depends on what lies there."""
    at, mods = event.position(), event.modifiers()
    hit = view.hit(at)
    if hit.kind == "handle" and (row := view.model.frames.get(hit.id) or view.model.note(hit.id)) is not None:
        return Resize(view, at, row, hit.edges)
    if hit.kind == "port":
        return DrawLink(view, hit.id)
    if hit.kind in ("cluster", "frame"):
        return Carry(view, at, hit.id)
    if hit.kind in ("note", "text"):
        return Drag(view, at, hit.id, mods)
    if hit.kind == "link":
        view.select((hit.id,), reveal=False)
        return None
    return (Lasso if mods & Qt.KeyboardModifier.AltModifier else Band)(view, at, is_adding)
