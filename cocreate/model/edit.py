"""The room a command works in: reads frozen rows, collects new ones, writes nothing. Only the store writes.

An `Edit` overlays pending rows on what the library holds, so a command sees its own edits, and the store afterwards
sees exactly what changed. A command cannot flush, commit or forget the journal, because it has no session.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol, TypeVar

from cocreate.errors import Refused
from cocreate.model.snapshot import Row

if TYPE_CHECKING:
    from cocreate.model.ballots import Seat, Tallied

R = TypeVar("R", bound=Row)


class Shelf(Protocol):
    """What an edit reads from: the library, by kind."""

    def rows(self, cls: type[R], scope: str, ids: Sequence[str]) -> list[R]: ...
    def rows_where(self, cls: type[R], scope: str, field: str, value: object) -> list[R]: ...
    def scopes_of(self, kind: str, ids: Sequence[str]) -> dict[str, str]: ...
    def highest_number(self, scope: str) -> int: ...
    def last_order(self, cls: type[Row], scope: str) -> str: ...
    def holds_blob(self, digest: str) -> bool: ...


class BallotBox(Protocol):
    """The private tables of a round; see `ballots.py`."""

    def enrol(
        self, round_id: str, participants: Iterable[str], channel: str = "room", held_by: str | None = None
    ) -> None: ...
    def reseat(self, round_id: str, participant: str, channel: str, held_by: str | None) -> None: ...
    def cast(self, round_id: str, participant: str, code: str, votes: dict[str, int]) -> None: ...
    def spoil(self, round_id: str, participant: str) -> None: ...
    def knows(self, round_id: str, code: str) -> bool: ...
    def counts(self, round_id: str) -> tuple[int, int]: ...
    def tallied(self, round_id: str) -> Tallied: ...
    def seats(self, round_id: str) -> dict[str, Seat]: ...
    def voters(self, round_id: str) -> dict[str, bool]: ...
    def ballots(self, round_id: str) -> list[tuple[str, dict[str, int]]]: ...


class Past(Protocol):
    """How a workshop stood; see `past.py`."""

    def rows_at(self, scope: str, stamp: str) -> dict[str, list[Row]]: ...


class Edit:
    """Pending edits of one command. `now` is the wall clock in ms, for people to read."""

    def __init__(self, shelf: Shelf, box: BallotBox, past: Past, scope: str, device: str, now: int) -> None:
        self._shelf, self.box, self._past = shelf, box, past
        self.scope, self.device, self.now = scope, device, now
        self._before: dict[str, Row | None] = {}
        self._after: dict[str, Row] = {}

    # ---- reading

    def get(self, cls: type[R], row_id: str | None) -> R | None:
        """The row with its pending edits, removed or not; None if there is no such row."""
        found = self.get_many(cls, [row_id] if row_id else [])
        return found[0] if found else None

    def get_many(self, cls: type[R], ids: Iterable[str]) -> list[R]:
        """Rows in the order of `ids`; unknown ids are left out."""
        wanted = list(dict.fromkeys(ids))
        missing = [i for i in wanted if i not in self._after]
        loaded = {row.id: row for row in self._shelf.rows(cls, self.scope, missing)}
        found = [self._after.get(i) or loaded.get(i) for i in wanted]
        return [row for row in found if isinstance(row, cls)]

    def need(self, cls: type[R], row_id: str | None) -> R:
        """The row, or `Refused` when it is gone."""
        row = self.get(cls, row_id)
        if row is None or row.removed:
            raise Refused("This item is gone: somebody removed it. Undo the removal, or choose another.")
        return row

    def need_many(self, cls: type[R], ids: Iterable[str]) -> list[R]:
        """Those of the rows that are still there; `Refused` when none is."""
        rows = [row for row in self.get_many(cls, ids) if not row.removed]
        if not rows:
            raise Refused("This item is gone: somebody removed it. Undo the removal, or choose another.")
        return rows

    def where(self, cls: type[R], field: str, value: object) -> list[R]:
        """Rows of this scope that are not removed and have `value` in `field`, pending edits included."""
        found: dict[str, Row] = {row.id: row for row in self._shelf.rows_where(cls, self.scope, field, value)}
        found |= {i: row for i, row in self._after.items() if isinstance(row, cls)}
        return [
            row for row in found.values() if isinstance(row, cls) and not row.removed and getattr(row, field) == value
        ]

    def are_taken(self, cls: type[Row], ids: Sequence[str]) -> bool:
        """Whether any workshop of the library has a row of this kind with one of these ids."""
        return bool(self._shelf.scopes_of(cls.kind, ids))

    def next_number(self) -> int:
        """The next idea number; numbers of removed notes are not given again."""
        pending = [getattr(row, "number", 0) for row in self._after.values()]
        return max([self._shelf.highest_number(self.scope), *pending]) + 1

    def last_order(self, cls: type[Row]) -> str:
        """The highest order key in use for this kind, or an empty text."""
        pending = [str(getattr(row, "order", "")) for row in self._after.values() if isinstance(row, cls)]
        return max([self._shelf.last_order(cls, self.scope), *pending])

    def holds_blob(self, digest: str) -> bool:
        """Whether the bytes of an attachment are in the library."""
        return self._shelf.holds_blob(digest)

    def rows_at(self, stamp: str) -> dict[str, list[Row]]:
        """Kind to the rows that were there, and not removed, after a stamp."""
        return self._past.rows_at(self.scope, stamp)

    # ---- editing

    def add(self, row: Row) -> None:
        """A new row. An id that exists already is refused: ids are made once."""
        if row.id in self._after or self._shelf.rows(type(row), self.scope, [row.id]):
            raise Refused("This was added already. Nothing was changed.")
        self._before[row.id] = None
        self._after[row.id] = replace(row, scope=self.scope)

    def add_all(self, rows: Sequence[Row]) -> None:
        """Many new rows of one kind, with one look at the library. Ids that exist already are refused."""
        if not rows:
            return
        if self._shelf.rows(type(rows[0]), self.scope, [r.id for r in rows]) or len({r.id for r in rows}) < len(rows):
            raise Refused("This was added already. Nothing was changed.")
        for row in rows:
            self._before[row.id] = None
            self._after[row.id] = replace(row, scope=self.scope)

    def set(self, row: Row, **values: object) -> None:
        """Set fields of a row that this edit returned."""
        self._before.setdefault(row.id, row)
        self._after[row.id] = replace(self._after.get(row.id, row), **values)  # type: ignore[arg-type]

    def pending(self) -> list[tuple[Row | None, Row]]:
        """(before, after) of every touched row."""
        return [(self._before[i], row) for i, row in self._after.items()]
