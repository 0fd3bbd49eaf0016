"""What lies under the pointer: a handle, a title, a note, or nothing. It asks and changes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt

if TYPE_CHECKING:
    from cocreate.ui.board.view import BoardView

CORNER = 8.0  # px round a handle


@dataclass(frozen=True, slots=True)
class Hit:
    """note, cluster or frame (by its title), handle (with the sides it pulls, of l r t b), or nothing."""

    kind: str = ""
    id: str = ""
    edges: str = ""


CURSORS = {
    "cluster": Qt.CursorShape.SizeAllCursor, "frame": Qt.CursorShape.SizeAllCursor,
    "lt": Qt.CursorShape.SizeFDiagCursor, "rb": Qt.CursorShape.SizeFDiagCursor,
    "rt": Qt.CursorShape.SizeBDiagCursor, "lb": Qt.CursorShape.SizeBDiagCursor,
    "l": Qt.CursorShape.SizeHorCursor, "r": Qt.CursorShape.SizeHorCursor,
    "t": Qt.CursorShape.SizeVerCursor, "b": Qt.CursorShape.SizeVerCursor,
}  # fmt: skip


def find(view: BoardView, at: QPointF) -> Hit:
    """What lies under a point of the viewport; the topmost, handles first."""
    model = view.model
    for edges, spot in handles(view).items():
        if abs(spot.x() - at.x()) <= CORNER and abs(spot.y() - at.y()) <= CORNER:
            return Hit("handle", view.layer.chosen, edges)
    for title in view.layer.scenery.titles(view.viewportTransform(), QRectF(view.viewport().rect())):
        if title.box.contains(at):
            return Hit(title.kind, title.id)
    slot = model.at(view.to_board(at))
    note = model.notes[slot] if slot is not None else None
    return Hit("note", note.id) if note is not None else Hit()


def handles(view: BoardView) -> dict[str, QPointF]:
    """The handles of the selected frame, by the sides that they pull, in pixels of the viewport."""
    frame = view.model.frames.get(view.layer.chosen)
    if frame is None or view.layer.is_dragging:
        return {}
    box = view.viewportTransform().mapRect(view.model.frame_rect(frame))
    middle = box.center()
    out = {"lt": box.topLeft(), "rt": box.topRight(), "lb": box.bottomLeft(), "rb": box.bottomRight()}
    if box.width() > 6 * CORNER:
        out |= {"t": QPointF(middle.x(), box.top()), "b": QPointF(middle.x(), box.bottom())}
    if box.height() > 6 * CORNER:
        out |= {"l": QPointF(box.left(), middle.y()), "r": QPointF(box.right(), middle.y())}
    return out
