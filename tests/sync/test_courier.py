"""A folder that hangs: nobody waits for it longer than the limit, and what it delays is done later."""

from __future__ import annotations

import asyncio
import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from model.kit import ME, W, add, tables

from cocreate.engine import Engine
from cocreate.errors import FolderSilent
from cocreate.model.commands import CreateWorkshop
from cocreate.model.store import Store
from cocreate.sync import Desk, Folder, Pulse, Report, courier, send, sent
from sync.kit import halves, open_folder, segments

LIMIT = 0.2


class Mount:
    """A dead mount: `call` of `os` does not come back until the cable is plugged in again."""

    def __init__(self, patch: pytest.MonkeyPatch, call: str, when: Callable[[Any], bool] = lambda _: True) -> None:
        self.plugged, self.reached = threading.Event(), threading.Event()
        real = getattr(os, call)

        def hang(*args: Any, **more: Any) -> Any:
            if threading.current_thread().name == "cocreate-folder" and when(args[0]):
                self.reached.set()
                self.plugged.wait(20)
            return real(*args, **more)

        patch.setattr(os, call, hang)


@pytest.fixture
def mount(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Mount]]:
    made: list[Mount] = []

    def make(*args: Any) -> Mount:
        made.append(Mount(monkeypatch, *args))
        return made[-1]

    yield make
    for one in made:
        one.plugged.set()
    for thread in [t for t in threading.enumerate() if t.name == "cocreate-folder"]:
        thread.join(5)
    courier._avoided.clear()


def errand(share: Path) -> Callable[[Desk, Pulse], Report]:
    return lambda desk, pulse: Folder(desk, share, W, pulse=pulse).sync()


@pytest.mark.parametrize("call", ["walk", "replace", "fsync", "mkdir"])
def test_a_hanging_folder_is_a_sentence_within_the_limit_and_heals(
    stores: list[Store], share: Path, mount: Callable[..., Mount], call: str
) -> None:
    a, b, _ = stores
    dead = mount(call)
    with pytest.raises(FolderSilent, match="does not answer"):
        send(a, share, errand(share), LIMIT)
    add(a, "n", "made meanwhile")
    dead.plugged.set()
    wait_for_threads()
    assert send(a, share, errand(share), 5).error is None
    assert send(b, share, errand(share), 5).error is None
    assert tables(a) == tables(b)
    assert not halves(share)


def test_an_errand_that_was_given_up_touches_nothing_when_it_wakes(
    stores: list[Store], share: Path, mount: Callable[..., Mount]
) -> None:
    a, b, _ = stores
    open_folder(a, share).sync()
    dead = mount("walk")
    with pytest.raises(FolderSilent):
        send(b, share, errand(share), LIMIT)
    dead.plugged.set()
    wait_for_threads()
    assert not b.have(W)
    assert len(segments(share)) == 2  # those of the first laptop


def test_a_file_that_hangs_does_not_stop_the_next_errand(
    stores: list[Store], share: Path, mount: Callable[..., Mount]
) -> None:
    """A placeholder whose bytes never come: its file waits, all others go on."""
    a, b, c = stores
    open_folder(a, share).sync()
    (placeholder,) = segments(share, "steps")
    open_folder(c, share).sync()
    add(c, "n", "from the third laptop")
    open_folder(c, share).sync()
    dead = mount("open", lambda path: path == placeholder)
    with pytest.raises(FolderSilent):
        send(b, share, errand(share), LIMIT)
    report = send(b, share, errand(share), 5)
    assert (report.error, report.unreadable, report.got) == (None, 1, 1)
    dead.plugged.set()
    courier._avoided.clear()
    assert send(b, share, errand(share), 5).got == 1
    assert tables(b) == tables(c)


def test_a_dead_folder_does_not_collect_threads(stores: list[Store], share: Path, mount: Callable[..., Mount]) -> None:
    mount("walk")
    for _ in range(courier.MOST_STUCK + 3):
        with pytest.raises(FolderSilent):
            send(stores[0], share, errand(share), 0.05)
    assert sum(t.name == "cocreate-folder" for t in threading.enumerate()) == courier.MOST_STUCK


def test_a_store_that_takes_long_is_not_the_folders_silence(share: Path) -> None:
    engine = Engine(None)
    engine.start().result(10)

    def desk(work: Callable[[Store], Any], /) -> Any:
        return engine.submit(work).result()

    def slow(pulse: Pulse) -> str:
        return pulse.ask(desk, lambda store: (time.sleep(4 * LIMIT), store.device)[1])

    try:
        assert len(asyncio.run(sent(share, slow, LIMIT))) == 16
    finally:
        engine.stop()


def test_what_goes_wrong_at_the_desk_or_in_the_errand_comes_back(stores: list[Store], share: Path) -> None:
    with pytest.raises(KeyError):
        send(stores[0], share, lambda desk, pulse: pulse.ask(desk, lambda _: {}["x"]))
    with pytest.raises(ZeroDivisionError):
        send(stores[0], share, lambda _, __: 1 // 0)


def test_the_engine_goes_on_while_the_folder_hangs(share: Path, mount: Callable[..., Mount]) -> None:
    """The room: commands are answered in the middle of a sync that never ends."""
    engine = Engine(None)
    engine.start().result(10)

    def desk(work: Callable[[Store], Any], /) -> Any:
        return engine.submit(work).result()

    async def session() -> None:
        work = asyncio.ensure_future(sent(share, lambda pulse: Folder(desk, share, W, pulse=pulse).sync(), 1.0))
        await asyncio.to_thread(dead.reached.wait, 5)
        engine.run(CreateWorkshop(scope="w2", title="Meanwhile", board_id="b2")).result(5)
        with pytest.raises(FolderSilent):
            await work

    try:
        engine.submit(lambda store: store.run(CreateWorkshop(scope=W, title="Bread", board_id="b"), ME)).result(5)
        dead = mount("fsync")
        asyncio.run(session())
        assert len(engine.submit(lambda store: store.workshops()).result(5)) == 2
        dead.plugged.set()
        assert asyncio.run(sent(share, lambda pulse: Folder(desk, share, W, pulse=pulse).sync(), 5.0)).error is None
    finally:
        engine.stop()


def wait_for_threads() -> None:
    for thread in [t for t in threading.enumerate() if t.name == "cocreate-folder"]:
        thread.join(5)
        assert not thread.is_alive()
