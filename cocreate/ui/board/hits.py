"""What lies under the pointer: a handle, a title, a note, or nothing. It asks and changes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt

if TYPE_CHECKING:
    from cocreate.ui.board.view import BoardView

CORNER = 8.0  # px round a handle
NEAR = 6.0  # px from a link
PORT = 14.0  # px that the start of a link stands off its note


@dataclass(frozen=True, slots=True)
class Hit:
    """note, text, link, cluster or frame (by its title), axis (of a frame, with its number in `edges`), handle (with
    the sides it pulls, of l r t b), port (where a link begins), or nothing."""

    kind: str = ""
    id: str = ""
    edges: str = ""


CURSORS = {
    "port": Qt.CursorShape.CrossCursor, "cluster": Qt.CursorShape.SizeAllCursor, "frame": Qt.CursorShape.SizeAllCursor,
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
            return Hit("handle", view.selection[0], edges)
    if any((spot - at).manhattanLength() <= CORNER + 2 for spot in ports(view)):
        return Hit("port", view.selection[0])
    for title in view.layer.scenery.titles(view.viewportTransform(), QRectF(view.viewport().rect())):
        if title.box.contains(at):
            return Hit(title.kind, title.id)
    for frame in model.frames.values():
        for k, box in view.layer.scenery.axis_boxes(frame, view.viewportTransform()).items():
            if box.contains(at):
                return Hit("axis", frame.id, str(k))
    spot = view.to_board(at)
    if (
        text := next((t for t in reversed(model.texts.values()) if model.text_rect(t).contains(spot)), None)
    ) is not None:
        return Hit("text", text.id)
    slot = model.at(spot)
    note = model.notes[slot] if slot is not None else None
    if note is not None:
        return Hit("note", note.id)
    link = view.layer.link_at(spot, NEAR / view.zoom)
    return Hit("link", link) if link else Hit()


def chosen_box(view: BoardView) -> QRectF:
    """The one selected frame or note on the screen; empty for anything else, and while something is dragged."""
    if len(view.selection) != 1 or view.layer.is_dragging or view.marks.ghosts:
        return QRectF()
    one, model = view.selection[0], view.model
    if one in model.frames:
        return view.viewportTransform().mapRect(model.frame_rect(model.frames[one]))
    slot = model.slots.get(one)
    return view.viewportTransform().mapRect(model.box(slot)) if slot is not None else QRectF()


def handles(view: BoardView) -> dict[str, QPointF]:
    """The handles of the selected frame or note, by the sides that they pull, in pixels of the viewport."""
    box = chosen_box(view)
    if box.width() < 4 * CORNER or box.height() < 4 * CORNER:
        return {}
    is_frame, middle = view.selection[0] in view.model.frames, box.center()
    out = {"lt": box.topLeft(), "rt": box.topRight(), "lb": box.bottomLeft(), "rb": box.bottomRight()}
    if box.width() > 6 * CORNER and is_frame:
        out |= {"t": QPointF(middle.x(), box.top()), "b": QPointF(middle.x(), box.bottom())}
    if box.height() > 6 * CORNER and is_frame:
        out |= {"l": QPointF(box.left(), middle.y()), "r": QPointF(box.right(), middle.y())}
    return out


def ports(view: BoardView) -> list[QPointF]:
    """Where a link is drawn from: beside the four sides of the selected note, in pixels of the viewport."""
    box = chosen_box(view)
    if box.width() < 8 * CORNER or box.height() < 8 * CORNER or view.selection[0] not in view.model.slots:
        return []
    middle = box.center()
    return [
        QPointF(middle.x(), box.top() - PORT), QPointF(middle.x(), box.bottom() + PORT),
        QPointF(box.left() - PORT, middle.y()), QPointF(box.right() + PORT, middle.y()),
    ]  # fmt: skip
