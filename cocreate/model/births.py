"""What a merge brings that the library has never heard of: rows folded from the steps themselves. No SQL.

A row that no earlier step named is the fold of the steps at hand, so the journal need not be read back for it.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence

from cocreate.model.journal import Change, Step
from cocreate.model.schema import freeze_row
from cocreate.model.snapshot import ROWS, Row


class Births:
    """The rows of `steps` that are not in `known`. One whose creation is not among them waits in the journal."""

    def __init__(self, scope: str, steps: Sequence[Step], known: Container[str]) -> None:
        self._scope = scope
        self._force: dict[str, dict[str, Change]] = {}
        self._kinds: dict[str, str] = {}
        self._again: set[str] = set()
        self.old: set[str] = set()  # touched rows that are in `known`
        for step in sorted(steps, key=lambda s: s.stamp):  # the latest value of a field is in force
            touched = {change.row for change in step.changes}
            self.old |= {row for row in touched if row in known}
            self._again |= touched & self._force.keys()
            self._take(change for change in step.changes if change.row not in self.old)

    def _take(self, changes: Iterable[Change]) -> None:
        for change in changes:
            self._force.setdefault(change.row, {})[change.field] = change
            if change.field == "removed" and not change.bases:
                self._kinds[change.row] = change.kind

    def rows(self) -> list[Row]:
        """The new rows as they are after these steps."""
        return [
            freeze_row(kind, row, self._scope, {name: c.new for name, c in self._force[row].items()})
            for row, kind in self._kinds.items()
            if kind in ROWS
        ]

    def doubtful(self) -> list[str]:
        """Touched rows that may hold a value which lost unseen: a row that one single step names cannot."""
        return sorted(self.old | self._again)
