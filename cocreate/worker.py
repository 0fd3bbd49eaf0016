"""One spare process for long pure work (PDF, clustering), with progress and cancel. No Qt, no store.

A thread would not do: gaps in a 16 ms timer of the window were 91 ms with a thread and 21 ms with a process.
"""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Callable
from concurrent.futures import Future
from multiprocessing.connection import Connection
from typing import Any, Generic, TypeVar

T = TypeVar("T")
GRACE = 2.0  # seconds that a cancelled job may go on before its process is ended


class Cancelled(Exception):
    """The job was called off; it left nothing behind."""


class Worker:
    """Runs one job at a time in a spawn process that is made at the first job and kept warm."""

    def __init__(self) -> None:
        self._context = multiprocessing.get_context("spawn")
        self._lock = threading.Lock()  # one job at a time
        self._guard = threading.Lock()  # one hand on the process
        self._is_stopping = threading.Event()
        self._process: Any = None
        self._pipe: Connection[Any, Any] | None = None
        self._threads: list[threading.Thread] = []

    def run(
        self, job: Callable[..., T], *args: object, progress: Callable[[float], None] | None = None, **options: object
    ) -> Job[T]:
        """Start `job(*args, progress=…, **options)`. `progress` here is called with 0 … 1 in a thread of its own."""
        started: Job[T] = Job()
        thread = threading.Thread(
            target=self._attend, args=(started, job, args, options, progress), name="cocreate-worker", daemon=True
        )
        self._threads = [t for t in self._threads if t.is_alive()] + [thread]
        thread.start()
        return started

    def stop(self) -> None:
        """End the process. Jobs under way or waiting end as cancelled. Safe to call twice."""
        self._is_stopping.set()
        with self._guard:
            if self._process is not None:
                self._process.kill()  # the thread that listens hears the end and cleans up
        for thread in self._threads:
            thread.join()
        self._end()

    def _attend(
        self, started: Job[T], job: Callable[..., T], args: tuple[object, ...], options: dict[str, object],
        progress: Callable[[float], None] | None,
    ) -> None:  # fmt: skip
        with self._lock:
            if self._is_called_off(started):
                started.future.set_exception(Cancelled())
                return
            try:
                pipe = self._ready()
                pipe.send((job, args, options))
                self._listen(started, pipe, progress)
            except (EOFError, OSError):
                self._end()
                error: BaseException = Cancelled() if self._is_called_off(started) else RuntimeError("worker died")
                started.future.set_exception(error)

    def _is_called_off(self, started: Job[T]) -> bool:
        return started.is_cancelled.is_set() or self._is_stopping.is_set()

    def _listen(self, started: Job[T], pipe: Connection[Any, Any], progress: Callable[[float], None] | None) -> None:
        """Pass progress on until the result is here. A job that does not heed its cancellation is ended."""
        told = False
        waited = 0.0
        while True:
            if started.is_cancelled.is_set() and not told:
                pipe.send("cancel")
                told = True
            if not pipe.poll(0.05):
                waited += 0.05 if told else 0.0
                if waited > GRACE:
                    self._end()
                    started.future.set_exception(Cancelled())
                    return
                continue
            word, value = pipe.recv()
            if word == "progress":
                if progress is not None and not told:
                    progress(value)
            elif word == "done":
                started.future.set_result(value)
                return
            else:
                started.future.set_exception(value)
                return

    def _ready(self) -> Connection[Any, Any]:
        with self._guard:
            if self._process is not None and self._process.is_alive() and self._pipe is not None:
                return self._pipe
        self._end()
        with self._guard:
            if self._is_stopping.is_set():
                raise EOFError
            self._pipe, theirs = self._context.Pipe()
            self._process = self._context.Process(target=_serve, args=(theirs,), daemon=True)
            self._process.start()
            theirs.close()
            return self._pipe

    def _end(self) -> None:
        with self._guard:
            if self._process is not None:
                self._process.kill()
                self._process.join()
                self._process.close()
                self._process = None
            if self._pipe is not None:
                self._pipe.close()
                self._pipe = None


class Job(Generic[T]):
    """A job under way: its future, and the way to call it off."""

    def __init__(self) -> None:
        self.future: Future[T] = Future()
        self.is_cancelled = threading.Event()

    def cancel(self) -> None:
        """Ask the job to stop; the future then carries Cancelled."""
        self.is_cancelled.set()


def _serve(pipe: Connection[Any, Any]) -> None:
    """The life of the process: one job after another until the pipe closes."""
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    os.environ["OMP_NUM_THREADS"] = "1"

    def progress(share: float) -> None:
        while pipe.poll(0):
            pipe.recv()  # the only word that comes during a job is "cancel"
            raise Cancelled
        pipe.send(("progress", float(share)))

    while True:
        try:
            what = pipe.recv()
        except (EOFError, OSError, KeyboardInterrupt):
            return
        if what == "cancel":
            continue  # it came after the job had ended
        job, args, options = what
        try:
            answer: tuple[str, object] = "done", job(*args, progress=progress, **options)
        except BaseException as error:
            answer = "failed", error
        try:
            pipe.send(answer)
        except (OSError, TypeError, AttributeError, ValueError) as error:
            pipe.send(("failed", RuntimeError(f"{type(error).__name__}: {error}")))
