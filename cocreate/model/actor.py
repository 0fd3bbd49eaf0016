"""Who acts: apart from the commands, so that the engine can be made before they are imported."""

from __future__ import annotations

from typing import NamedTuple


class Actor(NamedTuple):
    """Who runs a command. Undo and redo are per actor id, so it is unique to a device or a seat."""

    id: str
    role: str = "facilitator"
