"""One long errand for a document while it is under way: its progress, and whether the person called it off."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from threading import Event
from typing import Any

from cocreate.worker import Cancelled


class UnderWay:
    """Called with 0 … 1 as things go on. `cancel()` acts at once: what cannot stop goes on alone and writes nothing.

    Whoever is about to write asks `check()` first.
    """

    def __init__(self, tell: Callable[[float], None], stop_work: Callable[[], None] = lambda: None) -> None:
        self._tell, self._stop_work = tell, stop_work
        self._off = Event()
        self._said: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def __call__(self, share: float) -> None:
        if not self._off.is_set():
            self._tell(share)

    def cancel(self) -> None:
        """From the GUI thread; twice does no harm."""
        self._off.set()
        self._stop_work()
        if not self._said.done():
            self._said.set_result(None)

    def check(self) -> None:
        """Raises Cancelled when it was called off. From any thread."""
        if self._off.is_set():
            raise Cancelled

    async def run(self, work: Coroutine[Any, Any, Any]) -> Any:
        """The result of `work`, or Cancelled as soon as it is called off."""
        task = asyncio.ensure_future(work)
        await asyncio.wait({task, self._said}, return_when=asyncio.FIRST_COMPLETED)
        if task.done():
            return task.result()
        task.add_done_callback(_heard)
        raise Cancelled


def _heard(task: asyncio.Task[Any]) -> None:
    """What a cancelled errand ends with interests nobody."""
    if not task.cancelled():
        task.exception()
