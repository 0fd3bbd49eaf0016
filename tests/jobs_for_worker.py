"""Jobs that the tests hand to the spare process: they must be importable there."""

from __future__ import annotations

import os
import time
from collections.abc import Callable

from cocreate.errors import FileTrouble

Progress = Callable[[float], None]


def add(a: int, b: int, progress: Progress, times: int = 1) -> tuple[int, int]:
    progress(0.5)
    return (a + b) * times, os.getpid()


def trouble(progress: Progress) -> None:
    raise FileTrouble("The file {name} cannot be read ({why}). Choose another file.", name="x", why="gone")


def bug(progress: Progress) -> None:
    raise KeyError("a bug")


def unpicklable(progress: Progress) -> object:
    return lambda: None


def long(progress: Progress) -> None:
    """Goes on until it is called off."""
    while True:
        progress(0.1)
        time.sleep(0.01)


def deaf(progress: Progress) -> None:
    """Tells that it began, and never listens."""
    progress(0.1)
    time.sleep(60)


def die(progress: Progress) -> None:
    os._exit(3)
