"""The moments of a workshop as a line to move along, and what changes between two of them. Pure; it asks nobody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise
from typing import TYPE_CHECKING

from cocreate.model.journal import Stepped
from cocreate.model.mirror import Mirror
from cocreate.model.snapshot import SECTIONS, Row, WorkshopSnapshot
from cocreate.ui.i18n import short_date

if TYPE_CHECKING:
    from cocreate.model.past import Moment
    from cocreate.model.store import Store

FRAMES = 240  # a whole workshop is played in so many pictures at most
TICK_MS = 250  # between two pictures at the speed of 1
PAUSE_MS = 30 * 60 * 1000  # a silence that ends a session


@dataclass(frozen=True, slots=True)
class Film:
    """The moments, oldest first. Places are counted from 0."""

    moments: Sequence[Moment]

    @property
    def last(self) -> int:
        return max(len(self.moments) - 1, 0)

    @property
    def stride(self) -> int:
        """How many moments one picture of the playing goes on."""
        return max(1, -(-len(self.moments) // FRAMES))

    def stamp(self, at: int) -> str:
        return self.moments[at].stamp if self.moments else ""

    def place(self, stamp: str, otherwise: int) -> int:
        """Where the moment of this stamp stands."""
        return next((k for k, moment in enumerate(self.moments) if moment.stamp == stamp), otherwise)

    def clock(self, at: int, now: datetime | None = None) -> str:
        """`14:05`, with the date before it when that is another day."""
        if not self.moments:
            return ""
        then, now = datetime.fromtimestamp(self.moments[at].at / 1000), now or datetime.now()
        words = then.strftime("%H:%M")
        return words if then.date() == now.date() else f"{short_date(then.date())}, {words}"

    def sessions(self) -> list[float]:
        """Where along the line (0 to 1) work began again after a pause."""
        starts = [k for k, (a, b) in enumerate(pairwise(self.moments), 1) if b.at - a.at > PAUSE_MS]
        return [k / self.last for k in starts if self.last]


def cut(held: Mirror, then: WorkshopSnapshot) -> Stepped:
    """What a mirror has to take over so that it shows another moment: only the rows that differ.

    On the engine thread while nobody changes the mirror; equal rows cost a comparison each.
    """
    rows: list[Row] = []
    for kind, name in SECTIONS.items():
        before, after = held.rows[kind], {row.id: row for row in getattr(then, name)}
        rows += [replace(row, removed=True) for i, row in before.items() if i not in after]
        rows += [row for i, row in after.items() if before.get(i) != row]
    if held.workshop != then.workshop:
        rows.append(then.workshop)
    return Stepped(scope=held.scope, stamp=then.stamp, label="", rows=tuple(rows), is_foreign=True)


def forward(store: Store, scope: str, after: str, stamp: str, count: int) -> Stepped:
    """The same for a later moment that is `count` moments away: the steps on the way say what changed.

    On the engine thread; costs what those steps touched.
    """
    rows: dict[str, Row] = {}
    while after < stamp and (steps := store.play(scope, after, max(count, 1))):
        for step in steps:
            if step.stamp <= stamp:
                rows |= {row.id: row for row in step.rows}
        after = steps[-1].stamp
    return Stepped(scope=scope, stamp=stamp, label="", rows=tuple(rows.values()), is_foreign=True)
