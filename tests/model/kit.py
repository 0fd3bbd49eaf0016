"""What the tests of the store share: a workshop to work on, steps as a file would bring them, and the oracles."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

from cocreate.model.commands import Actor, AddNotes, Command, CreateWorkshop, EditNote, NewNote, RemoveNotes
from cocreate.model.commands.base import command
from cocreate.model.edit import Edit
from cocreate.model.journal import Change, Step, Stepped, decode, encode
from cocreate.model.schema import SHAPES
from cocreate.model.snapshot import ROWS, Note, Row
from cocreate.model.store import Store
from cocreate.voting import receipts

W, B = "workshop-1", "board-1"
ME = Actor("u")
Tables = dict[tuple[str, str], Row]


@command
class Park(Command):
    """Two fields of one row under one stamp."""

    label = "Park idea"
    note_id: str
    text: str

    def apply(self, edit: Edit) -> None:
        row = edit.get(Note, self.note_id)
        if row is not None:
            edit.set(row, text=self.text, removed=True)


@command
class Unpark(Command):
    """The same two fields, the other way."""

    label = "Unpark idea"
    note_id: str
    text: str

    def apply(self, edit: Edit) -> None:
        row = edit.get(Note, self.note_id)
        if row is not None:
            edit.set(row, text=self.text, removed=False)


@command
class Choose(Command):
    """Edits nothing: what it settles is given to the store."""

    label = "Choose version"

    def apply(self, edit: Edit) -> None:
        return


def store(replica: str | None = None, now: Callable[[], float] | None = None, *, workshop: bool = False) -> Store:
    """A library in memory; `workshop` makes W with its board."""
    made = Store(None, replica=replica, now=now) if now else Store(None, replica=replica)
    if workshop:
        begin(made)
    return made


def begin(made: Store, scope: str = W, board: str = B) -> None:
    made.run(CreateWorkshop(scope=scope, title="Bread", question="What now?", board_id=board), ME)


def add(s: Store, note: str, text: str = "x", who: Actor = ME, **values: Any) -> Stepped:
    new = NewNote(id=note, text=text, place=values.pop("place", (0.0, 0.0)), **values)
    return s.run(AddNotes(scope=W, board_id=B, notes=(new,)), who)


def put_text(s: Store, note: str, text: str, who: Actor = ME, **more: Any) -> Stepped:
    return s.run(EditNote(scope=W, note_id=note, text=text), who, **more)


def remove(s: Store, note: str, who: Actor = ME) -> Stepped:
    return s.run(RemoveNotes(scope=W, note_ids=(note,)), who)


def wire(s: Store, scope: str = W) -> list[Step]:
    """All steps as they would come back from a file: a store writes only what every store accepts."""
    out = [decode(encode(step)) for step in s.steps(scope, s.have(scope), 1 << 30)]
    assert None not in out
    return [step for step in out if step is not None]


def tables(s: Store) -> Tables:
    """Every row of the library, removed ones included, read past the store's own queries."""
    out: Tables = {}
    with s._db.begin():
        for kind in ROWS:
            out |= {(kind, row.id): row for row in s._shelf.everything(kind)}
    return out


def note(s: Store, note_id: str) -> Note | None:
    row = tables(s).get(("note", note_id))
    return row if isinstance(row, Note) else None


def live(s: Store, note_id: str) -> Note:
    row = note(s, note_id)
    assert row is not None
    return row


def journal(s: Store, scope: str = W) -> list[tuple[str, Change]]:
    """(stamp, change), oldest first."""
    steps = sorted(s.steps(scope, s.have(scope), 1 << 30), key=lambda step: step.stamp)
    return [(step.stamp, change) for step in steps for change in step.changes]


def fold(s: Store, scope: str = W) -> Tables:
    """The oracle for the rows: last change per field, defaults elsewhere, of the rows whose creation is known."""
    values: dict[tuple[str, str], dict[str, Any]] = {}
    born = {c.row for _, c in journal(s, scope) if c.field == "removed" and not c.bases}
    for _, c in journal(s, scope):
        if c.row in born and c.kind in ROWS and c.field in SHAPES[c.kind]:
            frozen = SHAPES[c.kind][c.field].freeze(c.new)
            values.setdefault((c.kind, c.row), {})[c.field] = frozen
    return {(kind, row): ROWS[kind](id=row, scope=scope, **found) for (kind, row), found in values.items()}


def unseen(s: Store, scope: str = W) -> set[tuple[str, str, str]]:
    """The oracle for conflicts of note texts: leaves of the tree of bases that are not in force."""
    cells: dict[str, dict[str, Change]] = {}
    for stamp, c in journal(s, scope):
        if (c.kind, c.field) == ("note", "text"):
            cells.setdefault(c.row, {})[stamp] = c
    out = set()
    for row, changes in cells.items():
        known = {b for c in changes.values() for b in c.bases.split() if "@" not in b}
        kept = changes[max(changes)]
        out |= {(row, "text", t) for t, c in changes.items() if t not in known and c is not kept and c.new != kept.new}
    return out


def listed(s: Store, scope: str = W) -> set[tuple[str, str, str]]:
    """(row, field, stamp) of what the store lists as lost unseen."""
    said = journal(s, scope)
    return {(c.row, c.field, next(stamp for stamp, held in said if held == c)) for c in s.conflicts(scope)}


def code_of(name: str) -> str:
    """A ballot code that belongs to a name, in place of a drawn one."""
    digest = hashlib.sha256(name.encode()).digest()
    return "".join(receipts.ALPHABET[byte & 31] for byte in digest[: receipts.LENGTH])
