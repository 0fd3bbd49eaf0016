"""Remembers which rows are shown ahead of their step, so that a slow answer never pulls a note back under the hand."""

from __future__ import annotations

from collections.abc import Iterable

from cocreate.model.journal import Stepped
from cocreate.model.snapshot import Row


class Pending:
    """Per row the names of the commands that were sent and not yet answered."""

    def __init__(self) -> None:
        self._sent: dict[str, list[str]] = {}

    def sent(self, name: str, row_ids: Iterable[str]) -> None:
        for row_id in row_ids:
            self._sent.setdefault(row_id, []).append(name)

    def clear(self) -> None:
        self._sent.clear()

    def settled(self, stepped: Stepped) -> list[Row]:
        """The rows of a step that may be shown: those without a later edit of this window under way."""
        is_own = not stepped.is_foreign
        out = []
        for row in stepped.rows:
            queue = self._sent.get(row.id)
            if queue and stepped.is_undo:
                queue.clear()
            elif queue and is_own and stepped.label in queue:
                del queue[: queue.index(stepped.label) + 1]
            if queue:
                continue
            self._sent.pop(row.id, None)
            out.append(row)
        return out
