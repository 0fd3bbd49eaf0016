"""The past of a workshop: its moments, how it stood at one of them, and how it went on. Reads the journal only.

A moment is a step. The past is the fold of the journal up to its stamp, so a step of another laptop stands where it
was made, whenever it arrived.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, NamedTuple

from sqlalchemy import Connection

from cocreate.errors import Refused
from cocreate.model.journal import Change, Stepped
from cocreate.model.ledger import Ledger
from cocreate.model.schema import SHAPES, freeze_row, is_readable
from cocreate.model.shelf import Shelf
from cocreate.model.snapshot import ROWS, SECTIONS, Row, Workshop, WorkshopSnapshot, reading_order

NEVER = object()  # stands for a field that nothing had set


class Moment(NamedTuple):
    """One step of the journal. `at` is in ms since 1970, `label` the command's name, `touched` a number of rows."""

    stamp: str
    at: int
    actor: str
    label: str
    touched: int
    is_undo: bool


class Past:
    """The journal and the rows, seen through one open connection."""

    def __init__(self, db: Connection, shelf: Shelf, ledger: Ledger) -> None:
        self._db, self._shelf, self._ledger = db, shelf, ledger

    def moments(self, scope: str) -> list[Moment]:
        """Every step that touched something, oldest first."""
        sql = (
            "SELECT stamp, actor, label, touched, undoes IS NOT NULL FROM step "
            "WHERE scope = ? AND touched > 0 ORDER BY stamp"
        )
        rows = self._db.exec_driver_sql(sql, (scope,)).all()
        return [Moment(r[0], int(r[0][:13]), r[1], r[2], r[3], bool(r[4])) for r in rows]

    def rows_at(self, scope: str, stamp: str) -> dict[str, list[Row]]:
        """Kind to the rows of the workshop that were there, and not removed, after this stamp.

        The rows of today, with only those fields taken back that a later step set.
        """
        later = self._ledger.touched(scope, stamp)
        doubtful = sorted(row for row, names in later.items() if "removed" in names)
        born = self._ledger.born(scope, doubtful, stamp)
        unborn = set(doubtful) - born.keys()
        cells = [(row, name) for row, names in later.items() if row not in unborn for name in sorted(names)]
        was = self._ledger.values(scope, sorted(cells), stamp)
        back: dict[str, dict[str, object]] = {}
        for row, name in cells:
            back.setdefault(row, {})[name] = was.get((row, name), NEVER)
        out: dict[str, list[Row]] = {}
        for kind in ("workshop", *SECTIONS):
            rows = self._shelf.live(kind, scope)
            held = {row.id for row in rows}
            rows += self._shelf.rows(ROWS[kind], scope, [i for i, k in born.items() if k == kind and i not in held])
            then = (_taken_back(row, back[row.id]) if row.id in back else row for row in rows if row.id not in unborn)
            out[kind] = [row for row in then if not row.removed]
        return out

    def at(self, scope: str, stamp: str) -> WorkshopSnapshot:
        """The workshop as it stood after this stamp. `Refused` before its beginning. Turnouts are not of the past."""
        rows = self.rows_at(scope, stamp)
        found = [row for row in rows["workshop"] if isinstance(row, Workshop)]
        if not found:
            raise Refused("At this moment the workshop was not there yet. Choose a later one.")
        sections = {name: tuple(sorted(rows[kind], key=reading_order)) for kind, name in SECTIONS.items()}
        latest = "SELECT coalesce(max(stamp), '') FROM step WHERE scope = ? AND stamp <= ?"
        last = str(self._db.exec_driver_sql(latest, (scope, stamp)).scalar_one())
        return WorkshopSnapshot(workshop=found[0], stamp=last, **sections)  # type: ignore[arg-type]

    def play(self, scope: str, after: str, limit: int) -> list[Stepped]:
        """The next steps behind a stamp, each with its rows as they were then: what a `Mirror` of `at` takes over."""
        sql = (
            "SELECT stamp, label, actor, undoes IS NOT NULL FROM step "
            "WHERE scope = ? AND stamp > ? ORDER BY stamp LIMIT ?"
        )
        steps = self._db.exec_driver_sql(sql, (scope, after, limit)).all()
        if not steps:
            return []
        changes = self._ledger.changes(scope, after, str(steps[-1][0]))
        film = _Film(self._ledger, scope, after, {c.row for found in changes.values() for c in found})
        return [
            Stepped(
                scope=scope, stamp=stamp, label=label, actor=actor, is_undo=bool(is_undo),
                rows=film.take(changes.get(stamp, [])),
            )
            for stamp, label, actor, is_undo in steps
        ]  # fmt: skip


def _taken_back(row: Row, values: dict[str, object]) -> Row:
    """The row with these fields as they were; one that was never set, or is of no known shape, has its default."""
    shapes = SHAPES[row.kind]
    frozen: dict[str, Any] = {}
    for name, value in values.items():
        if name in shapes:
            is_known = value is not NEVER and is_readable(row.kind, name, value)
            frozen[name] = shapes[name].freeze(value) if is_known else shapes[name].default
    return replace(row, **frozen)


class _Film:
    """Rows on their way forward, from how they stood after a stamp."""

    def __init__(self, ledger: Ledger, scope: str, after: str, rows: set[str]) -> None:
        self._scope = scope
        self._values: dict[str, dict[str, object]] = {}
        for (row, name), force in ledger.in_force(scope, sorted(rows), after).items():
            self._values.setdefault(row, {})[name] = force.new
        self._born = ledger.born(scope, sorted(rows), after)

    def take(self, changes: list[Change]) -> tuple[Row, ...]:
        """The rows that a step touches, after it."""
        for change in changes:
            self._values.setdefault(change.row, {})[change.field] = change.new
            if change.field == "removed" and not change.bases:
                self._born[change.row] = change.kind
        touched = dict.fromkeys(c.row for c in changes)
        return tuple(
            freeze_row(kind, row, self._scope, self._values[row])
            for row in touched
            if (kind := self._born.get(row)) in ROWS and kind is not None
        )
