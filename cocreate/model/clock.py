"""A hybrid logical clock: sortable, unique stamps that respect causality whatever the wall clock says."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

STAMP = re.compile(r"[0-8]\d{12}-\d{6}-[0-9a-z]{1,32}")  # year 2255 at most, so text order = time order


class Clock:
    """Stamps are `millis-count-replica`; `replica` is new for every opening of a library.

    `now` gives seconds since 1970; `last` is the latest stamp already in the library.
    """

    def __init__(self, replica: str, last: str = "", now: Callable[[], float] = time.time) -> None:
        self.replica, self.now = replica, now
        self._millis, self._count = 0, 0
        self.observe(last)

    def tick(self) -> str:
        """A stamp above every stamp made or observed before."""
        wall = self.wall()
        if wall > self._millis:
            self._millis, self._count = wall, 0
        elif self._count < 999_999:
            self._count += 1
        else:  # a seventh digit would break the text order
            self._millis, self._count = self._millis + 1, 0
        return f"{self._millis:013d}-{self._count:06d}-{self.replica}"

    def observe(self, stamp: str) -> None:
        """Never stamp below something already seen: an edit must beat the value it replaces."""
        if stamp:
            seen = int(stamp[:13]), int(stamp[14:20])
            if seen > (self._millis, self._count):
                self._millis, self._count = seen

    def wall(self) -> int:
        """The wall clock in milliseconds since 1970, for people to read; never used to decide."""
        return max(0, int(self.now() * 1000))
