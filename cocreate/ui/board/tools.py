"""The tools of the board: one key, one action and one cursor each. What a press does with a tool is in `gestures`."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt


@dataclass(frozen=True, slots=True)
class Tool:
    """`key` names it and chooses it; `action` is its row in the table of actions."""

    key: str
    action: str
    cursor: Qt.CursorShape = Qt.CursorShape.CrossCursor


TOOLS: dict[str, Tool] = {
    tool.key: tool
    for tool in (
        Tool("V", "tool.select", Qt.CursorShape.ArrowCursor),
        Tool("H", "tool.hand", Qt.CursorShape.OpenHandCursor),
        Tool("Q", "tool.lasso"),
        Tool("N", "tool.note"),
        Tool("T", "tool.text", Qt.CursorShape.IBeamCursor),
        Tool("L", "tool.link"),
        Tool("P", "tool.pen"),
        Tool("F", "tool.frame"),
    )
}
