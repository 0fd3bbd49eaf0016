"""The rows of one workshop as the interface holds them: frozen, by kind and id, brought up to date step by step."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from cocreate.model.journal import Stepped
from cocreate.model.snapshot import SECTIONS, Row, Workshop, WorkshopSnapshot, reading_order

R = TypeVar("R", bound=Row)


class Mirror:
    """`rows[kind][id]` holds live rows only. `apply` costs what the step touched, not what the workshop holds."""

    def __init__(self, snapshot: WorkshopSnapshot) -> None:
        self.scope = snapshot.workshop.id
        self.stamp = snapshot.stamp
        self.cast: dict[str, int] = dict(snapshot.cast)
        self.rows: dict[str, dict[str, Row]] = {
            kind: {row.id: row for row in getattr(snapshot, name)} for kind, name in SECTIONS.items()
        }
        self.rows["workshop"] = {self.scope: snapshot.workshop}

    @property
    def workshop(self) -> Workshop:
        found = self.rows["workshop"].get(self.scope)
        assert isinstance(found, Workshop)
        return found

    @property
    def board_id(self) -> str:
        """The first board, in reading order."""
        return min(self.rows["board"].values(), key=reading_order).id if self.rows["board"] else ""

    def get(self, cls: type[R], row_id: str | None) -> R | None:
        found = self.rows[cls.kind].get(row_id or "")
        return found if isinstance(found, cls) else None

    def all(self, cls: type[R]) -> list[R]:
        """Live rows of a kind in reading order."""
        return sorted(self.each(cls), key=reading_order)

    def each(self, cls: type[R]) -> Iterator[R]:
        """Live rows of a kind, in no order: for what does not need one."""
        return (r for r in self.rows[cls.kind].values() if isinstance(r, cls))

    def apply(self, stepped: Stepped) -> None:
        """Take over the rows of a step of this workshop."""
        if stepped.scope != self.scope:
            return
        self.stamp = max(self.stamp, stepped.stamp)
        self.cast |= stepped.cast
        for row in stepped.rows:
            if row.removed and row.kind != "workshop":
                self.rows[row.kind].pop(row.id, None)
            else:
                self.rows[row.kind][row.id] = row

    def snapshot(self) -> WorkshopSnapshot:
        sections = {name: tuple(sorted(self.rows[kind].values(), key=reading_order)) for kind, name in SECTIONS.items()}
        shown = [r.id for r in sections["rounds"] if getattr(r, "state", "") in ("open", "closed")]
        cast = {r: self.cast.get(r, 0) for r in shown}
        return WorkshopSnapshot(workshop=self.workshop, stamp=self.stamp, cast=cast, **sections)  # type: ignore[arg-type]
