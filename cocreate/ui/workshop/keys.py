"""The keys that outline and columns answer alike: (key, modifiers) to the name of what is done. It does nothing."""

from __future__ import annotations

from PySide6.QtCore import Qt

NONE, ALT, CTRL, SHIFT = (
    Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)  # fmt: skip
KEYS = {
    (Qt.Key.Key_Return, NONE): "write", (Qt.Key.Key_Enter, NONE): "write", (Qt.Key.Key_F2, NONE): "rename",
    (Qt.Key.Key_Delete, NONE): "remove", (Qt.Key.Key_Backspace, NONE): "remove",
    (Qt.Key.Key_Up, ALT): "up", (Qt.Key.Key_Down, ALT): "down",
    (Qt.Key.Key_G, CTRL): "group", (Qt.Key.Key_G, CTRL | SHIFT): "ungroup", (Qt.Key.Key_M, CTRL | SHIFT): "send",
}  # fmt: skip
