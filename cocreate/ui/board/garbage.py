"""Keeps Python's search for garbage off what a board holds: at 10,000 notes it stops a gesture for 60 ms each time."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def settled() -> Iterator[None]:
    """What lives at the end of the block stays, and is not walked over again until `stirred`."""
    was_on = gc.isenabled()
    gc.unfreeze()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_on:
            gc.enable()


def stirred() -> None:
    """The board goes: what it held may be found as garbage."""
    gc.unfreeze()
