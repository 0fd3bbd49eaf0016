"""Rows as the journal says them: for a merge, for the past, and for what an older CoCreate had journalled unread."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from cocreate.model.ledger import END, Ledger
from cocreate.model.schema import LATE, freeze_row
from cocreate.model.shelf import Shelf, marks
from cocreate.model.snapshot import ROWS, Row


def fold(ledger: Ledger, scope: str, rows: Sequence[str], until: str = END) -> list[Row]:
    """Rows from the journal, as they were after the step `until`.

    One whose creation is not here, or whose kind is unknown, waits in the journal.
    """
    values: dict[str, dict[str, object]] = {}
    for (row, name), force in ledger.in_force(scope, rows, until).items():
        values.setdefault(row, {})[name] = force.new
    born = ledger.born(scope, rows, until)
    return [freeze_row(kind, row, scope, values[row]) for row, kind in sorted(born.items()) if kind in ROWS]


def fold_in(db: Connection) -> None:
    """After an upgrade: rows with kinds and fields that a newer CoCreate sent while this library knew no place for
    them. Folding a row again changes nothing, so nobody needs to know what is new."""
    waiting: dict[str, list[str]] = {}
    for kind, names in LATE.items():
        sql = f"SELECT DISTINCT scope, row FROM change WHERE kind = ? AND field IN ({marks(len(names))})"
        for scope, row in db.exec_driver_sql(sql, (kind, *sorted(names))):
            waiting.setdefault(scope, []).append(row)
    ledger, shelf = Ledger(db), Shelf(db)
    for scope, rows in waiting.items():
        shelf.write(fold(ledger, scope, rows))
        ledger.weigh(scope, rows)
