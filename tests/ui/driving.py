"""A started window driven by a test: what it is run with, and how it waits."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from cocreate.model.commands import AddNotes, NewNote, new_id
from cocreate.ui.main_window import MainWindow

Drive = Callable[[Callable[[MainWindow], Coroutine[Any, Any, None]]], None]


async def until(is_so: Callable[[], bool], seconds: float = 20.0) -> None:
    """Give the loop its turns until something holds."""
    loop = asyncio.get_running_loop()
    end = loop.time() + seconds
    while not is_so():
        assert loop.time() < end, "it did not come to pass"
        await asyncio.sleep(0.01)


async def make_workshop(window: MainWindow, texts: list[str]) -> None:
    scope = await window.errands._create({"question": "How do we welcome people?"})
    await window.open_workshop(scope)
    notes = tuple(NewNote(id=new_id(), text=t, place=(k % 5 * 180.0, k // 5 * 180.0)) for k, t in enumerate(texts))
    if notes:
        await window.live.run(AddNotes(scope=scope, board_id=window.live.board_id, notes=notes))
