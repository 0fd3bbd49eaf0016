"""Which note lies on which: reading order, and on top the few that were put down last. It draws nothing."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from cocreate.model.snapshot import Note

RAISED = 1e9  # heights of notes that were brought to the front start here
RAISED_KEPT = 200
AHEAD = "~"  # the order of a row that is shown ahead of its step: behind every key there is
LEAST_GAP = 1e-6  # heights closer than this are numbered anew


class Stack:
    """Heights by note id. Raising, adding and taking a note cost the same however many there are."""

    def __init__(self) -> None:
        self.raised: dict[str, float] = {}  # id to height, last on top
        self._keys: list[tuple[str, str]] = []  # order key and id: reading order
        self._rank: dict[str, float] = {}  # height in reading order
        self._front = RAISED

    def load(self, rows: Sequence[Note]) -> None:
        """Take over notes that come in reading order: the first lies lowest, at height 0."""
        self._keys = [(row.order, row.id) for row in rows]
        self._rank = {row.id: float(k) for k, row in enumerate(rows)}

    def height(self, note_id: str) -> float:
        """Where a note lies now."""
        found = self.raised.get(note_id)
        return self._rank[note_id] if found is None else found

    def add(self, row: Note) -> bool:
        """Put a note where its order key says. False: the heights of all have changed."""
        keys, key = self._keys, (row.order, row.id)
        at = len(keys) if not keys or key > keys[-1] else bisect_left(keys, key)
        below = self._rank[keys[at - 1][1]] if at else None
        above = self._rank[keys[at][1]] if at < len(keys) else None
        keys.insert(at, key)
        if above is None:
            self._rank[row.id] = 0.0 if below is None else below + 1.0
            return True
        below = above - 2.0 if below is None else below
        self._rank[row.id] = (above + below) / 2
        if above - below > LEAST_GAP:
            return True
        self._rank = {note_id: float(k) for k, (_, note_id) in enumerate(keys)}
        return False

    def take(self, row: Note) -> None:
        """A note goes, or is about to get another order key."""
        keys, key = self._keys, (row.order, row.id)
        at = bisect_left(keys, key)
        if at < len(keys) and keys[at] == key:
            del keys[at]
            self._rank.pop(row.id, None)

    def raise_notes(self, ids: Iterable[str]) -> list[str]:
        """Bring notes to the front, in this window only: who puts a note down wants to see it.

        Returns the ids of those that have to go back into the order for it.
        """
        for note_id in ids:
            self._front += 1.0
            self.raised.pop(note_id, None)
            self.raised[note_id] = self._front
        over = list(self.raised)[: max(0, len(self.raised) - RAISED_KEPT)]
        for note_id in over:
            del self.raised[note_id]
        return over
