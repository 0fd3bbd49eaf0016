"""The one selection of a workshop, shared by board, columns, outline and panels; it knows ids and no rows."""

from __future__ import annotations

from collections.abc import Container, Iterable

from PySide6.QtCore import QObject, Signal


class Selection(QObject):
    """Ids of ideas, themes or frames, in the order in which they were chosen.

    Every view follows `changed(ids, source)` and passes its own name to `choose`, so that it does not answer itself.
    """

    changed = Signal(tuple, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.ids: tuple[str, ...] = ()

    def choose(self, ids: Iterable[str], source: str = "") -> bool:
        """Select these and nothing else; says whether that was news."""
        chosen = tuple(dict.fromkeys(i for i in ids if i))
        if chosen == self.ids:
            return False
        self.ids = chosen
        self.changed.emit(chosen, source)
        return True

    def keep(self, alive: Container[str]) -> None:
        """Let go of what is no longer there."""
        self.choose([i for i in self.ids if i in alive])
