"""Taking in a whole workshop that was written to a file: every row as it was, or none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from cocreate.errors import Refused
from cocreate.model.commands.base import Command, command, new_id
from cocreate.model.edit import Edit
from cocreate.model.order import between
from cocreate.model.schema import SHAPES, is_text, plain
from cocreate.model.snapshot import (
    ROWS,
    SECTIONS,
    Board,
    NoteTag,
    NotSame,
    Row,
    VotingRound,
    Workshop,
    WorkshopSnapshot,
)  # fmt: skip

LONGEST_ID = 200
_DAMAGED = "This workshop file is damaged. Ask for a fresh copy, or export it again."


@command
class AdoptWorkshop(Command):
    """A workshop with all its rows, under the ids it had. `scope` is the id of the workshop among the rows.

    Refused when the library knows the workshop, removed or not, or any of the rows. Votes come in as they ended; a
    round that was not revealed belongs to the laptop that holds its ballots.
    """

    label = "Open workshop from a file"
    is_undoable = False  # like a new one: the list can remove it
    rows: tuple[Row, ...]

    def apply(self, edit: Edit) -> None:
        if edit.get(Workshop, self.scope) is not None:
            raise Refused("This workshop is in your library already. Nothing was changed.")
        by_kind: defaultdict[str, list[Row]] = defaultdict(list)
        for row in self.rows:
            _check(row)
            by_kind[row.kind].append(row)
        if [row.id for row in by_kind["workshop"]] != [self.scope] or by_kind.keys() & {"person", "circle"}:
            raise Refused(_DAMAGED)
        for kind, rows in by_kind.items():
            if edit.are_taken(ROWS[kind], [row.id for row in rows]):
                raise Refused(_DAMAGED)
            edit.add_all(rows)
        if "board" not in by_kind:
            edit.add(Board(id=new_id(), title=str(getattr(by_kind["workshop"][0], "title", "")), order=between("", "")))


def _check(row: Row) -> None:
    """Only what the journal would take from another laptop."""
    shapes = SHAPES[row.kind]
    is_sound: bool = (
        0 < len(row.id) <= LONGEST_ID
        and is_text(row.id)
        and not row.removed
        and all(shape.fits(plain(getattr(row, name))) for name, shape in shapes.items())
        and (not isinstance(row, VotingRound) or row.state == "revealed")
    )
    if not is_sound:
        raise Refused(_DAMAGED)


def rows_of(snapshot: WorkshopSnapshot) -> tuple[Row, ...]:
    """Every row of the workshop, itself first."""
    return (snapshot.workshop, *(row for section in SECTIONS.values() for row in getattr(snapshot, section)))


def adoption(snapshot: WorkshopSnapshot) -> AdoptWorkshop:
    """The command that takes in a workshop as it is. Votes that were not revealed must be out of it."""
    return AdoptWorkshop(scope=snapshot.workshop.id, rows=rows_of(snapshot))


_VOTES = frozenset(
    {"voting_round", "round_option", "round_result", "revealed_ballot", "dissent_note", "decision"}
)  # the ballots were cast for the ids they name, so a copy of them could not be checked


def copied(snapshot: WorkshopSnapshot) -> AdoptWorkshop:
    """The command that makes a second workshop of it, with ids of its own and without its votes."""
    rows = [row for row in rows_of(snapshot) if row.kind not in _VOTES]
    ids = {row.id: new_id() for row in rows}
    made = tuple(_renamed(row, ids) for row in rows)
    return AdoptWorkshop(scope=ids[snapshot.workshop.id], rows=made)


def _renamed(row: Row, ids: Mapping[str, str]) -> Row:
    """The row under its new id, pointing at new ids. What it pointed at and is not copied is let go."""
    values: dict[str, Any] = {"id": ids[row.id]}
    for name, shape in SHAPES[row.kind].items():
        value = getattr(row, name)
        is_pointer = name.endswith("_id") or name == "merged_into"
        if value and is_pointer and name != "person_id":  # people belong to the library, not to the workshop
            values[name] = ids.get(value, shape.default)
    return _joined(replace(row, **values))


def _joined(row: Row) -> Row:
    """Rows whose id is made of the two it joins."""
    if isinstance(row, NoteTag):
        return replace(row, id=f"{row.note_id}:{row.tag_id}")
    if isinstance(row, NotSame):
        low, high = sorted((row.a_id, row.b_id))
        return replace(row, id=f"{low}:{high}", a_id=low, b_id=high)
    return row
