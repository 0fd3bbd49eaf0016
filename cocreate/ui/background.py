"""Long pure work for the window: run in the spare process, with progress on the GUI thread and a way to cancel."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, TypeVar

from cocreate.worker import Job, Worker

T = TypeVar("T")
AHEAD = "ahead"  # the topic of work that nobody waits for: it gives way to any other


class Background:
    """One spare process for the whole app. A new job of the same `topic` calls the earlier one off."""

    def __init__(self) -> None:
        self._worker = Worker()
        self._jobs: dict[str, Job[Any]] = {}

    async def run(
        self,
        topic: str,
        job: Callable[..., T],
        *args: object,
        progress: Callable[[float], None] | None = None,
        **options: object,
    ) -> T:
        """The result of `job(*args, progress=…, **options)`; raises `worker.Cancelled` if it is called off."""
        self.cancel(topic)
        self.cancel(AHEAD)
        loop = asyncio.get_running_loop()

        def tell(share: float) -> None:
            if progress is not None:
                loop.call_soon_threadsafe(progress, share)

        started = self._worker.run(job, *args, progress=tell, **options)
        self._jobs[topic] = started
        try:
            return await asyncio.wrap_future(started.future)
        finally:
            if self._jobs.get(topic) is started:
                del self._jobs[topic]

    @property
    def is_idle(self) -> bool:
        """Whether nothing is under way or waiting."""
        return not self._jobs

    def cancel(self, topic: str) -> None:
        """Call the job of this topic off, if there is one."""
        if topic in self._jobs:
            self._jobs[topic].cancel()

    def stop(self) -> None:
        """End the process; what is under way is called off."""
        for job in self._jobs.values():
            job.cancel()
        self._worker.stop()
