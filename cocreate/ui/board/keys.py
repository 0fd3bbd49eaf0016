"""Which key does what on the board. The window's own actions come first; these hold when it has none."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from cocreate.ui.board.linking import link_selected

if TYPE_CHECKING:
    from cocreate.ui.board.view import BoardView

_NONE, _CTRL, _SHIFT = (
    Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
)  # fmt: skip
ARROWS: dict[int, tuple[int, int]] = {
    Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1),
}  # fmt: skip
KEYS: dict[tuple[int, Qt.KeyboardModifier], Callable[[BoardView], object]] = {
    (Qt.Key.Key_V, _NONE): lambda v: v.set_tool("V"),
    (Qt.Key.Key_H, _NONE): lambda v: v.set_tool("H"),
    (Qt.Key.Key_Q, _NONE): lambda v: v.set_tool("Q"),
    (Qt.Key.Key_F, _NONE): lambda v: v.set_tool("F"),
    (Qt.Key.Key_N, _NONE): lambda v: v.set_tool("N"),
    (Qt.Key.Key_T, _NONE): lambda v: v.set_tool("T"),
    (Qt.Key.Key_L, _NONE): link_selected,
    (Qt.Key.Key_P, _NONE): lambda v: v.set_tool("P"),
    (Qt.Key.Key_Return, _NONE): lambda v: v.take_tool(),
    (Qt.Key.Key_Enter, _NONE): lambda v: v.take_tool(),
    (Qt.Key.Key_F2, _NONE): lambda v: v.edit_selected(),
    (Qt.Key.Key_Delete, _NONE): lambda v: v.deeds.remove(),
    (Qt.Key.Key_Backspace, _NONE): lambda v: v.deeds.remove(),
    (Qt.Key.Key_A, _CTRL): lambda v: v.select_all(),
    (Qt.Key.Key_C, _CTRL): lambda v: v.copy(),
    (Qt.Key.Key_C, _CTRL | _SHIFT): lambda v: v.deeds.copy_picture(),
    (Qt.Key.Key_X, _CTRL): lambda v: v.deeds.cut(),
    (Qt.Key.Key_V, _CTRL): lambda v: v.paste(),
    (Qt.Key.Key_D, _CTRL): lambda v: v.deeds.duplicate(),
    (Qt.Key.Key_G, _CTRL): lambda v: v.deeds.group(),
    (Qt.Key.Key_G, _CTRL | _SHIFT): lambda v: v.deeds.ungroup(),
    (Qt.Key.Key_T, _SHIFT): lambda v: v.deeds.tidy(),
    (Qt.Key.Key_Plus, _CTRL): lambda v: v.glide(v.zoom_in),
    (Qt.Key.Key_Equal, _CTRL): lambda v: v.glide(v.zoom_in),
    (Qt.Key.Key_Minus, _CTRL): lambda v: v.glide(v.zoom_out),
    (Qt.Key.Key_0, _CTRL): lambda v: v.glide(v.zoom_actual),
    (Qt.Key.Key_1, _SHIFT): lambda v: v.glide(v.fit),
    (Qt.Key.Key_2, _SHIFT): lambda v: v.glide(v.zoom_selection),
    (Qt.Key.Key_Exclam, _SHIFT): lambda v: v.glide(v.fit),
    (Qt.Key.Key_At, _SHIFT): lambda v: v.glide(v.zoom_selection),
}
