"""The open library and its only writer: every edit passes through `run`, every foreign step through `merge`.

Rows are the fold of the journal: one step and its changes are written in the transaction that writes the rows.
Lives in one thread. Never await between reading and writing it.
"""

from __future__ import annotations

import contextlib
import secrets
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from uuid import uuid4

from cocreate.errors import Refused
from cocreate.model import db, index, queries, ranges, search
from cocreate.model.actor import Actor
from cocreate.model.births import Births
from cocreate.model.clock import Clock
from cocreate.model.commands.base import Command
from cocreate.model.edit import Edit
from cocreate.model.fold import fold
from cocreate.model.history import Entry, History
from cocreate.model.journal import MAX_CHANGES, Change, Step, Stepped
from cocreate.model.ledger import NOTHING, Cells, Lost
from cocreate.model.queries import Vouched
from cocreate.model.reading import Reading
from cocreate.model.schema import SHAPES, changed_fields, loud, plain
from cocreate.model.snapshot import ROWS, Attachment, Row

NOT_VOUCHED: Vouched = MappingProxyType({})
Settled = tuple[str, str, str]  # kind, row, field
Origins = Mapping[tuple[str, str], str]  # (row, field) to the step that its value came from


class Store(Reading):
    """`path` None keeps the library in memory. `now` gives seconds since 1970.

    `replica` is a new name for every opening, so that a restored backup or a copied laptop can never give a second
    step the stamp of an earlier one; only tests choose it.
    """

    def __init__(
        self, path: Path | None = None, *, replica: str | None = None, now: Callable[[], float] = time.time
    ) -> None:
        super().__init__(path, replica or uuid4().hex[:16])
        self._history = History(self._ledger)
        with self._db.begin():
            last = self._ledger.last_stamp()
            self.device = queries.setting(self._db, "device", uuid4().hex[:16])
            self.secret = queries.setting(self._db, "secret", secrets.token_hex(32))  # proves what was written here
            if queries.setting(self._db, "search") != search.VERSION:
                self._index.rebuild()
                queries.setting(self._db, "search", search.VERSION, replace=True)
        self.clock = Clock(self.replica, last, now)
        self.listeners: list[Callable[[Stepped], None]] = []
        self.refused: list[Step] = []  # foreign steps that contradict what is held; also in `quarantine`

    # ---- writing ----------------------------------------------------------------------------

    def run(self, command: Command, actor: Actor, settles: Iterable[Settled] = ()) -> Stepped:
        """Check, apply, journal and commit one command in one transaction; then tell the listeners.

        `settles` lists fields whose lost values the actor has read and answers here. Raises `Refused`; whatever is
        raised, nothing was changed and nobody was told.
        """
        if actor.role not in command.roles:
            raise Refused("This is for the facilitator. Ask them to do it.")
        with self._undivided(command.scope):
            edit = self._edit(command.scope)
            command.apply(edit)
            if not command.is_journalled:
                assert not edit.pending(), "a private command edits the ballot box alone"
                told = Stepped(scope=command.scope, cast=self._cast(command))
            else:
                told = self._journal(edit, type(command).__name__, actor.id, command, settles=settles)
        return self._tell(told)

    def undo(self, scope: str, actor: str) -> Stepped | None:
        """Take back the actor's latest step that still shows; None when there is none."""
        return self._reverse(scope, actor, self._history.undoable)

    def redo(self, scope: str, actor: str) -> Stepped | None:
        """Do again what the actor last undid; None when there is none."""
        return self._reverse(scope, actor, self._history.redoable)

    def undo_label(self, scope: str, actor: str) -> str:
        """Name of the command that undo would take back, or an empty text."""
        top = self._read(lambda: self._history.undoable(scope, actor))
        return top.label if top else ""

    def redo_label(self, scope: str, actor: str) -> str:
        top = self._read(lambda: self._history.redoable(scope, actor))
        return top.label if top else ""

    def merge(self, scope: str, incoming: Iterable[Step], vouched: Vouched = NOT_VOUCHED) -> Stepped | None:
        """Take in another device's steps, in any order; per field the latest stamp wins. None if nothing was new.

        `vouched` are those that this library wrote itself before it was restored: digest to what it knew of the
        ballot boxes. Only they may touch a vote that is held here, and only if the box was not changed since.
        """
        with self._undivided(scope):
            fresh, known = self._unknown(scope, incoming, vouched)
            if not fresh:
                return None
            for step in fresh:
                self.clock.observe(step.stamp)
            self._ledger.write(fresh)
            births = Births(scope, fresh, known)
            rows = [*fold(self._ledger, scope, sorted(births.old)), *births.rows()]
            self._shelve(rows, vouched)
            heard = {c.row for step in fresh for c in step.changes if index.is_watched(c.kind, c.field)}
            self._index.take(row for row in rows if row.id in heard)
            self._ledger.weigh(scope, births.doubtful())
            told = Stepped(
                scope=scope, stamp=fresh[-1].stamp, label=fresh[-1].label, actor=fresh[-1].actor,
                is_foreign=True, rows=tuple(rows),
            )  # fmt: skip
        self._history.forget(scope)
        return self._tell(told)

    def keep(self, data: bytes) -> str:
        """Keep the bytes of a picture, once; their digest. `Refused` above 20 MB."""
        with self._undivided(""):
            return self._blobs.keep(data)

    def receive(self, scope: str, data: bytes) -> str:
        """Keep the bytes of a picture that came from another laptop, and tell of the rows that waited for them.

        Nothing is journalled: the rows are as they were. Returns the digest; `Refused` as in `keep`.
        """
        with self._undivided(scope):
            digest = self._blobs.keep(data)
            rows = tuple(self._shelf.rows_where(Attachment, scope, "digest", digest))
        self._tell(Stepped(scope=scope, is_foreign=True, rows=rows))
        return digest

    # ---- what the library remembers about itself: not journalled, never leaves ---------------

    def setting(self, key: str, value: str | None = None) -> str:
        """The value of a setting, or an empty text; a given `value` is stored first."""
        with self._undivided(""):
            return queries.setting(self._db, key, value, replace=True)

    def note_written(self, path: str, digest: str) -> None:
        with self._undivided(""):
            queries.note_written(self._db, path, digest)

    def quarantine(self, path: str, reason: str) -> None:
        """Remember a foreign thing that was left alone, for Diagnostics."""
        with self._undivided(""):
            queries.quarantine(self._db, path, reason, self.clock.wall())

    # ---- inside -----------------------------------------------------------------------------

    def _undivided(self, scope: str) -> db.Transaction:
        return db.Transaction(self._db, self.path, on_fault=lambda: self._history.forget(scope))

    def _edit(self, scope: str) -> Edit:
        return Edit(self._shelf, self._box, self._past, scope, self.device, self.clock.wall())

    def _journal(
        self, edit: Edit, label: str, actor: str, command: Command | None = None, undoes: str | None = None,
        origins: Origins = MappingProxyType({}), settles: Iterable[Settled] = (),
    ) -> Stepped:  # fmt: skip
        """Write the pending rows, the step and its changes. A step without changes is written only for an undo.

        `command` may join the actor's step before; an undo has none, but the `origins` of what it brings back.
        """
        pending = [(before, after) for before, after in edit.pending() if before != after]
        answered = {(row, name): kind for kind, row, name in settles}
        rows = sorted({after.id for _, after in pending} | {row for row, _ in answered})
        cells, lost = self._ledger.in_force(edit.scope, rows), self._ledger.lost(edit.scope, rows)
        changes = self._changes(pending, cells, answered)
        stamp = self.clock.tick()
        written = self._weave(
            stamp, changes, cells, lost, set(answered), origins, {a.id for b, a in pending if b is None}
        )
        # A value that no reader accepts would keep this step, and its whole file, from every other laptop.
        assert all(SHAPES[c.kind][c.field].fits(c.new) for c in written), "a value without a place in the journal"
        if len(written) > MAX_CHANGES:
            raise Refused("This would change too much at once. Do it in parts.")
        if not written and undoes is None:
            return Stepped(scope=edit.scope, label=label, actor=actor)
        n = self._ledger.last_number(edit.scope, self.replica) + 1
        step = Step(stamp, edit.scope, self.replica, n, actor, label, undoes, written)
        joins = self._history.joined(command, actor, edit.now) if command else None
        queries.note_mine(self._db, self.replica)
        self._ledger.write([step], joins)
        touched = tuple(after for _, after in pending)
        self._shelf.write(touched)
        for held in self._box.holds(r.id for r in touched if r.kind == "voting_round"):
            self._box.touch(held, [self.replica])
        self._index.take(after for before, after in pending if index.differs(before, after))
        self._ledger.weigh(edit.scope, sorted(lost.keys() & {c.row for c in written}))
        self._history.add(step, joins, command.joins() if command else "", edit.now)
        return Stepped(
            scope=edit.scope, stamp=stamp, label=label, actor=actor, is_undo=undoes is not None, rows=touched,
            cast={r.id: self._box.counts(r.id)[1] for r in touched if r.kind == "voting_round"},
        )  # fmt: skip

    def _changes(
        self, pending: Sequence[tuple[Row | None, Row]], cells: Cells, answered: Mapping[tuple[str, str], str]
    ) -> list[tuple[str, str, str, object, object]]:
        """(kind, row, field, old, new) of everything that a step must say."""
        found = []
        waiting = {row for row, _ in cells}
        for before, after in pending:
            listed = changed_fields(after.kind, before, after)
            if before is None and after.id in waiting:
                # Edits of this row came before its creation: say every field, or the fold would mix the two.
                listed = [(n, True if n == "removed" else plain(getattr(after, n)), plain(getattr(after, n)))
                          for n in SHAPES[after.kind]]  # fmt: skip
            found += [(after.kind, after.id, name, old, new) for name, old, new in listed]
        said = {(row, name) for _, row, name, _, _ in found}
        for (row, name), kind in answered.items():
            if (row, name) not in said and (row, name) in cells:
                found.append((kind, row, name, cells[row, name].new, cells[row, name].new))
        return found

    def _weave(
        self, stamp: str, changes: Iterable[tuple[str, str, str, object, object]], cells: Cells, lost: Lost,
        answered: set[tuple[str, str]], origins: Origins, born: set[str],
    ) -> tuple[Change, ...]:  # fmt: skip
        """Give each change its place in the history of its field: prior, origin and bases."""
        unheard = born - {row for row, _ in cells}  # nothing stands before a first value
        out = []
        for kind, row, name, old, new in changes:
            if row in unheard:
                out.append(Change(kind, row, name, old, new, "", stamp, ""))
                continue
            bases = "" if row in born and name == "removed" else self._seen(
                kind, row, name, new, cells, lost, (row, name) in answered
            )  # fmt: skip
            prior = cells.get((row, name), NOTHING).origin
            out.append(Change(kind, row, name, old, new, prior, origins.get((row, name), stamp), bases))
        return tuple(sorted(out, key=lambda c: (c.row, c.field)))

    def _seen(self, kind: str, row: str, name: str, new: object, cells: Cells, lost: Lost, is_settled: bool) -> str:
        """The stamps that this change knowingly replaces; `field@stamp` is what else of the row its author knew.

        The two must not be mixed: one stamp may stand for several fields of the row.
        """
        held = cells.get((row, name), NOTHING)
        out = {held.stamp}
        for other, stamp in lost.get(row, ()):
            if other == name and (is_settled or self._ledger.change(row, name, stamp).new == held.new):
                out.add(stamp)
        if name == "removed" and new:  # who removes has read the row
            out |= {f"{f}@{cells[row, f].stamp}" for f in loud(kind) if (row, f) in cells}
        if name in loud(kind) and (row, "removed") in cells:  # who edits a removed row knows that it is removed
            out.add(f"removed@{cells[row, 'removed'].stamp}")
        return " ".join(sorted(out - {""}))

    def _reverse(self, scope: str, actor: str, top: Callable[[str, str], Entry | None]) -> Stepped | None:
        """Run the inverse of what is on top; what would change nothing visible is passed over."""
        told: Stepped | None = None
        with self._undivided(scope):
            while entry := top(scope, actor):
                edit = self._edit(scope)
                origins = self._turn_back(edit, [self._ledger.step(stamp) for stamp in reversed(entry.stamps)])
                told = self._journal(edit, entry.label, actor, undoes=entry.stamps[-1], origins=origins)
                if told.rows:
                    break
                told = None
        return self._tell(told) if told else None

    def _turn_back(self, edit: Edit, steps: Sequence[Step]) -> Origins:
        """Take back steps, the latest first. Returns the step that each value which is back came from."""
        changes = [c for step in steps for c in step.changes if c.field in SHAPES.get(c.kind, ())]  # the known ones
        cells = self._ledger.in_force(edit.scope, sorted({c.row for c in changes}))
        rows = {
            row.id: row
            for kind in sorted({c.kind for c in changes})
            for row in edit.get_many(ROWS[kind], [c.row for c in changes if c.kind == kind])
            if not queries.is_fixed(edit, row)
        }
        origins: dict[tuple[str, str], str] = {}
        values: dict[str, dict[str, object]] = {}
        for change in changes:
            cell = change.row, change.field
            # Leave alone what someone else has set since.
            if change.row in rows and origins.get(cell, cells.get(cell, NOTHING).origin) == change.origin:
                values.setdefault(change.row, {})[change.field] = SHAPES[change.kind][change.field].freeze(change.old)
                origins[cell] = change.prior
        for row_id, back in values.items():
            edit.set(rows[row_id], **back)
        return origins

    def _shelve(self, rows: Sequence[Row], vouched: Vouched) -> None:
        """Write merged rows. Rounds that are held here were vouched for: their box gives way."""
        held = self._box.holds(row.id for row in rows if row.kind == "voting_round")
        with self._box.giving_way() if held else contextlib.nullcontext():
            self._shelf.write(rows)
        for round_id in held:
            self._box.touch(round_id, (by for knew in vouched.values() for by in knew.get(round_id, ())))

    def _unknown(self, scope: str, incoming: Iterable[Step], vouched: Vouched) -> tuple[list[Step], set[str]]:
        """The steps not yet held, oldest first, and those of their rows that are known.

        What contradicts the library is set aside and reported, never half applied: a second step under a known
        number (two running copies share a replica), a row of another workshop, a change to a vote that is held here.
        """
        fresh = {(s.replica, s.n): s for s in sorted(incoming, key=lambda s: s.stamp, reverse=True) if s.scope == scope}
        for key, stamp in self._ledger.held_numbers(scope, ranges.of(fresh)).items():
            twin = fresh.pop(key)
            if twin.stamp != stamp:
                self._set_aside(twin, "another step has this number")
        taken = self._ledger.held_stamps([step.stamp for step in fresh.values()])
        kinds = self._ledger.kinds(scope, sorted({c.row for step in fresh.values() for c in step.changes}))
        known = set(kinds)
        for key, step in sorted(fresh.items(), key=lambda item: item[1].stamp):
            if step.stamp in taken:  # a stamp is given once: a forged or broken writer
                self._set_aside(fresh.pop(key), "another step has this stamp")
                continue
            named = {(c.row, c.kind) for c in step.changes}
            if len(named) > len(dict(named)) or any(kinds.get(row, kind) != kind for row, kind in named):
                self._set_aside(fresh.pop(key), "it changes the kind of a row")
                continue
            taken.add(step.stamp)
            kinds |= dict(named)
        for key in set(queries.trespassers(self._shelf, self._box, scope, fresh.values(), vouched)):
            self._set_aside(fresh.pop(key), "it changes what belongs elsewhere")
        return sorted(fresh.values(), key=lambda s: s.stamp), known

    def _set_aside(self, step: Step, reason: str) -> None:
        self.refused.append(step)
        queries.quarantine(self._db, f"{step.scope}/{step.replica}/{step.n}", reason, self.clock.wall())

    def _cast(self, command: Command) -> dict[str, int]:
        round_id = str(getattr(command, "round_id", ""))
        return {round_id: self._box.counts(round_id)[1]} if round_id else {}

    def _tell(self, told: Stepped) -> Stepped:
        if told.rows or told.cast:
            for listener in list(self.listeners):
                listener(told)
        return told
