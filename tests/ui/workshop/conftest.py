"""A real engine in memory, its Live, and a workshop with people and ideas, for the tests of the page."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest
import qasync
from PySide6.QtWidgets import QApplication

from cocreate.engine import Engine
from cocreate.model.commands import AddNotes, AddParticipants, CreateWorkshop, NewNote, NewParticipant
from cocreate.ui import fonts, theme
from cocreate.ui.i18n import set_language
from cocreate.ui.live import Live
from cocreate.ui.workshop.page import WorkshopPage

SCOPE = "w" * 32
NAMES = ("Fatima", "Jan", "Sofie")


@pytest.fixture
def loop(qapp: QApplication) -> Iterator[asyncio.AbstractEventLoop]:
    """The loop that the window has; its tasks run whenever Qt waits."""
    fonts.load()
    theme.apply(qapp, "light")
    set_language("en")
    made = qasync.QEventLoop(qapp)
    asyncio.set_event_loop(made)
    yield made
    asyncio.set_event_loop(None)
    made.close()


@pytest.fixture
def live(loop: asyncio.AbstractEventLoop) -> Iterator[Live]:
    engine = Engine(None)
    found = Live(engine)
    engine.heard = found.heard
    engine.start().result(10)

    async def fill() -> None:
        await found.run(CreateWorkshop(scope=SCOPE, title="Welcome", question="How?", board_id="b" * 32))
        people = tuple(NewParticipant(id=name, name=name) for name in NAMES)
        await found.run(AddParticipants(scope=SCOPE, participants=people))
        notes = tuple(NewNote(id=f"n{k}", text=f"Idea {k}", place=(k * 176.0, 0.0)) for k in range(3))
        await found.run(AddNotes(scope=SCOPE, board_id="b" * 32, notes=notes))
        await found.open(SCOPE)

    try:
        loop.run_until_complete(fill())
        yield found
    finally:
        loop.run_until_complete(settled(found))
        engine.stop()


async def settled(live: Live) -> None:
    """What was sent comes back before the loop goes, however busy the machine is."""
    for _ in range(100):
        if live._tasks:
            await asyncio.wait(set(live._tasks), timeout=0.3)
    await asyncio.sleep(0.02)


@pytest.fixture
def page(live: Live, qtbot: Any) -> WorkshopPage:
    made = WorkshopPage(live)
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.show()
    return made
