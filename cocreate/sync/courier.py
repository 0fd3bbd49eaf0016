"""Errands to the shared folder on a thread of their own: a folder that hangs stops nobody. Knows no window.

The errand touches files; whoever owns the store answers its questions (`Desk`) on the store's own thread. An errand
that shows no sign of life is given up: its thread, stuck in the system, ends when the folder answers at last.
"""

from __future__ import annotations

import asyncio
import os
import queue
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

from cocreate.errors import FolderSilent
from cocreate.model.store import Store

T = TypeVar("T")
LIMIT = 20.0  # seconds without any answer of the folder
AVOID = 600.0  # seconds for which a file that hung is not opened again
MOST_STUCK = 3  # threads of one folder, before it is not even tried
_LOOK = 0.5

_avoided: dict[str, float] = {}
_stuck: list[Errand[Any]] = []


class Desk(Protocol):
    """Runs work on the thread that owns the store, undivided, and gives its result."""

    def __call__(self, work: Callable[[Store], T], /) -> T: ...


class GivenUp(Exception):
    """Nobody waits for this errand any more: it must stop, and touch nothing."""


class Pulse:
    """Signs of life of one errand: `beat` before and after everything that may hang."""

    def __init__(self) -> None:
        self._at = time.monotonic()
        self._is_asking = False
        self._file = ""
        self.is_given_up = False

    def beat(self, opening: str | Path = "") -> None:
        """Still alive; `opening` names the file that is opened next. Raises GivenUp."""
        self._at, self._file = time.monotonic(), os.fspath(opening)
        if self.is_given_up:
            raise GivenUp

    def ask(self, desk: Desk, work: Callable[[Store], T]) -> T:
        """A question to the store; waiting for it is not the folder's fault."""
        self.beat()
        self._is_asking = True
        try:
            return desk(work)
        finally:
            self._is_asking = False
            self.beat()

    def is_silent(self, limit: float) -> bool:
        return not self._is_asking and time.monotonic() - self._at > limit

    def give_up(self) -> None:
        """A file that hangs (a placeholder of a sync client) must not stop the next errand too."""
        self.is_given_up = True
        if self._file:
            _avoided[self._file] = time.monotonic() + AVOID


def is_avoided(path: Path) -> bool:
    """Whether reading this file made an errand hang a short while ago."""
    until = _avoided.get(os.fspath(path))
    if until is not None and until < time.monotonic():
        del _avoided[os.fspath(path)]
        return False
    return until is not None


class Errand(Generic[T]):
    """One piece of work in a daemon thread, and its future."""

    def __init__(self, share: Path, work: Callable[[Pulse], T]) -> None:
        self.share, self.pulse, self.future = share, Pulse(), Future[T]()
        if sum(e.share == share and e.is_alive() for e in _stuck) >= MOST_STUCK:
            raise silent(share)
        self._work = work
        self._thread = threading.Thread(target=self._run, name="cocreate-folder", daemon=True)
        self._thread.start()

    def _run(self) -> None:
        try:
            found = self._work(self.pulse)
        except BaseException as error:
            self.future.set_exception(error)
        else:
            self.future.set_result(found)

    def is_alive(self) -> bool:
        return self._thread.is_alive()

    def give_up(self) -> FolderSilent:
        """Leave the thread to itself; what to tell people."""
        self.pulse.give_up()
        _stuck[:] = [e for e in _stuck if e.is_alive()] + [self]
        return silent(self.share)


def silent(share: Path) -> FolderSilent:
    return FolderSilent(
        "The shared folder {name} does not answer. Your work is safe on this laptop; check the connection and try "
        "again.", name=share.name,
    )  # fmt: skip


def send(store: Store, share: Path, work: Callable[[Desk, Pulse], T], limit: float = LIMIT) -> T:
    """Do an errand from the store's own thread, which answers its questions meanwhile. Raises FolderSilent."""
    asked: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()

    def desk(question: Callable[[Store], Any], /) -> Any:
        answer: Future[Any] = Future()
        asked.put(lambda: _answer(answer, question, store))
        return answer.result()

    errand = Errand(share, lambda pulse: work(desk, pulse))
    errand.future.add_done_callback(lambda _: asked.put(lambda: None))
    while not errand.future.done():
        try:
            asked.get(timeout=min(_LOOK, limit))()
        except queue.Empty:
            if errand.pulse.is_silent(limit):
                raise errand.give_up() from None
    return errand.future.result()


def _answer(answer: Future[Any], question: Callable[[Store], Any], store: Store) -> None:
    try:
        answer.set_result(question(store))
    except BaseException as error:
        answer.set_exception(error)


async def sent(share: Path, work: Callable[[Pulse], T], limit: float = LIMIT) -> T:
    """Do an errand from an asyncio loop, which is never blocked. Raises FolderSilent."""
    errand = Errand(share, work)
    future = asyncio.wrap_future(errand.future)
    while True:
        done, _ = await asyncio.wait({future}, timeout=min(_LOOK, limit))
        if done:
            return future.result()
        if errand.pulse.is_silent(limit):
            future.add_done_callback(lambda late: late.cancelled() or late.exception())  # nobody asks any more
            raise errand.give_up()
