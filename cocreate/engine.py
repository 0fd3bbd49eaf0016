"""The engine thread: an asyncio loop that owns the library, so that phones and folders never wait for the window.

No Qt. Work is handed over as a function of the store and runs there undivided; results come back as futures.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from cocreate.model.actor import Actor

if TYPE_CHECKING:  # the thread imports the model itself, while the window answers already
    from cocreate.model.commands.base import Command
    from cocreate.model.journal import Stepped
    from cocreate.model.store import Store

T = TypeVar("T")


class Engine:
    """Opens the library in its own thread. `heard` is called there after every commit and only passes the news on."""

    def __init__(self, library: Path | None, heard: Callable[[Stepped], None] | None = None) -> None:
        self.library = library
        self.actor = Actor("")
        self.heard = heard
        self._store: Store | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None

    def start(self) -> Future[None]:
        """Start the thread. The future ends when the library is open, or carries its LibraryTrouble."""
        opened: Future[None] = Future()
        self._thread = threading.Thread(target=self._main, args=(opened,), name="cocreate-engine")
        self._thread.start()
        return opened

    def submit(self, work: Callable[[Store], T]) -> Future[T]:
        """Run `work(store)` on the engine thread, after what was submitted before."""
        done: Future[T] = Future()

        def go() -> None:
            if not done.set_running_or_notify_cancel():
                return
            try:
                assert self._store is not None
                done.set_result(work(self._store))
            except BaseException as error:
                done.set_exception(error)

        assert self._loop is not None, "the engine has not started"
        self._loop.call_soon_threadsafe(go)
        return done

    def run(self, command: Command) -> Future[Stepped]:
        """Run one command as this engine's actor."""
        return self.submit(lambda store: store.run(command, self.actor))

    def stop(self) -> None:
        """Finish what was submitted, close the library, end the thread. Safe to call twice."""
        thread, loop = self._thread, self._loop
        if thread is None:
            return
        if loop is not None and thread.is_alive():
            loop.call_soon_threadsafe(loop.stop)
        thread.join()
        self._thread = self._loop = None

    def _main(self, opened: Future[None]) -> None:
        # Late: the window paints before SQLAlchemy is imported.
        from cocreate.model.library import open_library
        from cocreate.model.store import Store

        loop = asyncio.new_event_loop()
        try:
            self._store = open_library(self.library) if self.library else Store(None)
        except BaseException as error:
            loop.close()
            opened.set_exception(error)
            return
        self._loop = loop
        self.actor = Actor(f"f-{self._store.device}")
        if self.heard is not None:
            self._store.listeners.append(self.heard)
        opened.set_result(None)
        try:
            loop.run_forever()
        finally:
            self._store.close()
            loop.close()
