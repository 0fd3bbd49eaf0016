"""Ideas are read in the spare process before anybody asks, and that gives way to what a person asks for."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from cocreate.model.commands import AddNotes, NewNote
from cocreate.ui import ahead as subject
from cocreate.ui.ahead import Ahead
from cocreate.ui.background import AHEAD, Background
from cocreate.ui.live import Live
from cocreate.worker import Cancelled
from tests import jobs_for_worker as jobs


@pytest.fixture
def background() -> Iterator[Background]:
    made = Background()
    yield made
    made.stop()


@pytest.fixture
def ahead(live: Live, background: Background, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ahead]:
    monkeypatch.setattr(subject, "FEWEST", 5)
    monkeypatch.setattr(subject, "AT_ONCE", 4)
    monkeypatch.setattr(subject, "PAUSE", 1)
    made = Ahead(live, background)
    yield made
    made.stop()


def write(live: Live, count: int, first: int = 50) -> None:
    texts = [f"Plant {k} trees beside the school" for k in range(first, first + count)]
    notes = tuple(NewNote(id=f"a{first + k}", text=text, place=(0.0, 0.0)) for k, text in enumerate(texts))
    live.send(AddNotes(scope=live.scope, board_id=live.board_id, notes=notes))


@pytest.fixture
def until(loop: Any) -> Callable[[Callable[[], bool]], None]:
    """Lets the window's loop run until something is so."""

    async def waited(is_so: Callable[[], bool]) -> None:
        while not is_so():
            await asyncio.sleep(0.01)

    return lambda is_so: loop.run_until_complete(asyncio.wait_for(waited(is_so), 60))


def test_a_small_board_is_not_worth_it(ahead: Ahead, live: Live, background: Background, until: Any) -> None:
    write(live, 1)
    until(lambda: len(live.mirror.rows["note"]) == 4 and not ahead.timer.isActive())  # type: ignore[union-attr]
    assert background.is_idle
    assert not ahead.unread()


def test_ideas_are_read_and_those_that_come_later_too(ahead: Ahead, live: Live, until: Any) -> None:
    write(live, 6)
    until(lambda: len(ahead._done) == 9)
    assert not ahead.unread()
    write(live, 2, 80)
    until(lambda: len(ahead._done) == 11)
    assert {"Idea 0", "Plant 81 trees beside the school"} <= ahead._done


def test_nothing_is_read_while_a_person_waits_for_something(
    ahead: Ahead, live: Live, background: Background, loop: Any, until: Any
) -> None:
    asked = loop.create_task(background.run("pdf", jobs.long))
    until(lambda: not background.is_idle)
    write(live, 6)
    until(lambda: len(ahead.unread()) == 9)
    until(lambda: ahead.timer.isActive())
    assert list(background._jobs) == ["pdf"]
    background.cancel("pdf")
    with pytest.raises(Cancelled):
        loop.run_until_complete(asked)


def test_reading_gives_way_to_what_a_person_asks(background: Background, loop: Any) -> None:
    async def both() -> int:
        reading = asyncio.ensure_future(background.run(AHEAD, jobs.long))
        await asyncio.sleep(0)
        answer, _ = await background.run("pdf", jobs.add, 1, 2)
        with pytest.raises(Cancelled):
            await reading
        return answer

    assert loop.run_until_complete(both()) == 3


def test_a_closed_room_reads_nothing_more(ahead: Ahead, live: Live, background: Background, until: Any) -> None:
    write(live, 6)
    until(lambda: not background.is_idle)
    ahead.stop()
    until(lambda: background.is_idle)
    assert ahead.unread()
    assert not ahead.timer.isActive()
    live.stepped.connect(ahead._stepped)  # for the fixture
