"""What an open library answers. Writes nothing; rows leave as frozen copies."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection

from cocreate.model import audit, db, queries
from cocreate.model.ballots import Box, Seat
from cocreate.model.blobs import Blobs
from cocreate.model.index import Hit, Index
from cocreate.model.journal import Change, Step, Stepped
from cocreate.model.ledger import Ledger
from cocreate.model.past import Moment, Past
from cocreate.model.ranges import Ranges
from cocreate.model.shelf import Shelf
from cocreate.model.snapshot import Workshop, WorkshopSnapshot
from cocreate.model.trail import Placing, Trail
from cocreate.model.trouble import told

T = TypeVar("T")


class Reading:
    """The half of the store that asks. `path` None keeps the library in memory; a new library gets its tables."""

    def __init__(self, path: Path | None, replica: str) -> None:
        self.path, self.replica = path, replica
        self._engine = db.engine(path)
        self._db: Connection = self._engine.connect()
        self._shelf, self._ledger, self._box = Shelf(self._db), Ledger(self._db), Box(self._db, replica)
        self._blobs, self._index = Blobs(self._db), Index(self._db, self._shelf)
        self._past = Past(self._db, self._shelf, self._ledger)
        with self._db.begin():
            db.prepare(self._db)

    def snapshot(self, scope: str) -> WorkshopSnapshot:
        """Everything of one workshop. `Refused` if there is no such workshop."""
        return self._read(lambda: queries.snapshot(self._shelf, self._ledger, self._box, scope))

    def workshops(self) -> list[queries.WorkshopSummary]:
        """All workshops of the library that are not removed, the latest changed first."""
        return self._read(lambda: queries.summaries(self._db))

    def workshop(self, scope: str) -> Workshop | None:
        """The workshop, removed or not; None where the library never had it."""
        found = self._read(lambda: self._shelf.rows(Workshop, scope, [scope]))
        return found[0] if found else None

    def every_idea(self) -> list[queries.Kept]:
        """The ideas of all workshops, to look for one like another."""
        return self._read(lambda: queries.every_idea(self._db))

    def placed(self, scope: str, note_id: str) -> Placing | None:
        """How a note came into its theme: the command, who and when; None while nobody put it there."""
        return self._read(lambda: queries.placed(self._db, scope, note_id))

    def trail(self, scope: str) -> Trail:
        """What the journal knows of the ideas beyond the snapshot, for the full report."""
        return self._read(lambda: queries.trail(self._db, self._shelf, scope))

    def voters(self, round_id: str) -> dict[str, bool]:
        """Participant id to whether the ballot is cast; never what was voted."""
        return self._read(lambda: self._box.voters(round_id))

    def seats(self, round_id: str) -> dict[str, Seat]:
        """Participant id to how this person votes and whether it is done; empty on other devices."""
        return self._read(lambda: self._box.seats(round_id))

    def spoiled(self, round_id: str) -> int:
        """Paper ballots of an open round that cannot be counted."""
        return self._read(lambda: self._box.tallied(round_id).spoiled)

    def conflicts(self, scope: str) -> list[Change]:
        """Values that lost to an edit which did not know them, and differ from the value in force."""
        return self._read(lambda: self._conflicts(scope))

    def search(self, scope: str | None, question: str, limit: int = 200, kinds: Sequence[str] = ("note",)) -> list[Hit]:
        """Rows that answer the question, the best first: every word of it must begin a word of theirs. Of one
        workshop, or without a scope of all.

        `kinds` may name note, cluster, label and frame. Merged and removed rows are not found.
        """
        return self._read(lambda: self._index.find(scope, question, limit, kinds))

    def moments(self, scope: str) -> list[Moment]:
        """The steps of the workshop's past, oldest first."""
        return self._read(lambda: self._past.moments(scope))

    def at(self, scope: str, stamp: str) -> WorkshopSnapshot:
        """The workshop as it stood after a stamp. `Refused` before its beginning."""
        return self._read(lambda: self._past.at(scope, stamp))

    def play(self, scope: str, after: str, limit: int = 500) -> list[Stepped]:
        """The next steps behind a stamp with their rows as they were then, for a `Mirror` of `at(scope, after)`."""
        return self._read(lambda: self._past.play(scope, after, limit))

    def have(self, scope: str) -> Ranges:
        return self._read(lambda: self._ledger.have(scope))

    def steps(self, scope: str, wanted: Ranges, limit: int = 2000) -> list[Step]:
        return self._read(lambda: self._ledger.steps(scope, wanted, limit))

    def mine(self) -> list[str]:
        """Replicas that this library has been, this opening included."""
        found = self._read(lambda: queries.mine(self._db))
        return found if self.replica in found else [*found, self.replica]

    def faults(self) -> list[str]:
        """What is wrong with this library: the file, the journal, and rows that differ from their journal."""
        return self._read(lambda: audit.faults(self._db, self._shelf, self._ledger) + self._index.faults())

    def blob(self, digest: str) -> bytes | None:
        """The bytes of a picture, or None while they have not arrived here."""
        return self._read(lambda: self._blobs.get(digest))

    def blobs_of(self, scope: str) -> dict[str, int]:
        """Digest to size in bytes, of the workshop's pictures whose bytes are here."""
        found = self._read(lambda: self._blobs.named(scope))
        return {digest: size for digest, size in found.items() if size is not None}

    def missing_blobs(self, scope: str) -> list[str]:
        """Digests of the workshop's pictures whose bytes have not arrived. Any text: they come from other laptops."""
        return [digest for digest, size in self._read(lambda: self._blobs.named(scope)).items() if size is None]

    def written(self, prefix: str) -> dict[str, str]:
        """Path to digest of the files below `prefix` that this library wrote into a shared folder."""
        return self._read(lambda: queries.written(self._db, prefix))

    def boxes(self, scope: str) -> dict[str, list[str]]:
        """Rounds of the workshop whose ballot box is here, and the openings of this library that changed it."""
        return self._read(lambda: queries.boxes(self._db, self._box, scope))

    def close(self) -> None:
        """Close the file; the journal of SQLite is folded in. Safe to call twice."""
        self._db.close()
        self._engine.dispose()

    # ---- inside

    def _read(self, query: Callable[[], T]) -> T:
        """Reads see one state, and leave no transaction open."""
        if self._db.in_transaction():
            return query()
        with told(self.path), self._db.begin():
            return query()

    def _conflicts(self, scope: str) -> list[Change]:
        lost = self._ledger.lost(scope)
        rows = sorted(lost)
        cells, born = self._ledger.in_force(scope, rows), self._ledger.born(scope, rows)
        out = []
        for row in rows:
            for name, stamp in sorted(lost[row]) if row in born else ():
                change = self._ledger.change(row, name, stamp)
                if name == "removed" or change.new != cells[row, name].new:
                    out.append(change)
        return out
