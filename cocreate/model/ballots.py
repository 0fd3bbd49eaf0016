"""The ballot box: who may vote, who has, and what was voted, with nothing that joins the two. Never journalled.

Works inside the transaction of the command that uses it; the triggers of `box.sql` check every write again.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sqlalchemy import Connection

from cocreate.voting import receipts


class Seat(NamedTuple):
    """The credential of one participant: whether it is used, and how this person votes."""

    used: bool
    channel: str  # room | paper | proxy
    held_by: str | None  # who votes for this participant


class Tallied(NamedTuple):
    """What must add up before a round may close: used = ballots + spoiled."""

    eligible: int
    used: int
    spoiled: int
    channels: dict[str, int]  # used credentials by channel


class Box:
    """The private tables, seen through one open connection."""

    def __init__(self, db: Connection, replica: str) -> None:
        self._db, self._replica = db, replica

    def enrol(
        self, round_id: str, participants: Iterable[str], channel: str = "room", held_by: str | None = None
    ) -> None:
        """One unused credential for each participant."""
        self.touch(round_id, [self._replica])
        for participant in participants:
            self._db.exec_driver_sql(
                "INSERT INTO credential (round_id, participant_id, used, channel, held_by) VALUES (?, ?, 0, ?, ?)",
                (round_id, participant, channel, held_by),
            )

    def reseat(self, round_id: str, participant: str, channel: str, held_by: str | None) -> None:
        """Another way to vote, as long as this person has not."""
        self.touch(round_id, [self._replica])
        self._db.exec_driver_sql(
            "UPDATE credential SET channel = ?, held_by = ? WHERE round_id = ? AND participant_id = ?",
            (channel, held_by, round_id, participant),
        )

    def cast(self, round_id: str, participant: str, code: str, votes: dict[str, int]) -> None:
        """Spend the credential, then lay in a sealed ballot that does not name it."""
        code_hash = receipts.code_hash(round_id, code)
        self._spend(round_id, participant, spoiled=0)
        self._db.exec_driver_sql("INSERT INTO ballot VALUES (?, ?, 0, NULL)", (round_id, code_hash))
        for option, value in sorted(votes.items()):
            self._db.exec_driver_sql("INSERT INTO vote VALUES (?, ?, ?, ?)", (round_id, code_hash, option, value))
        leaf = receipts.leaf(round_id, code, votes)
        self._db.exec_driver_sql(
            "UPDATE ballot SET sealed = 1, leaf = ? WHERE round_id = ? AND code_hash = ?", (leaf, round_id, code_hash)
        )

    def spoil(self, round_id: str, participant: str) -> None:
        """A paper ballot that cannot be counted: the credential is spent and no ballot lies in the box."""
        self._spend(round_id, participant, spoiled=1)

    def _spend(self, round_id: str, participant: str, spoiled: int) -> None:
        self.touch(round_id, [self._replica])
        self._db.exec_driver_sql(
            "UPDATE credential SET used = 1, spoiled = ? WHERE round_id = ? AND participant_id = ?",
            (spoiled, round_id, participant),
        )

    def knows(self, round_id: str, code: str) -> bool:
        """Whether a ballot with this code is in: then the same ballot was sent again, and all is well."""
        found = self._db.exec_driver_sql(
            "SELECT 1 FROM ballot WHERE round_id = ? AND code_hash = ?", (round_id, receipts.code_hash(round_id, code))
        )
        return found.first() is not None

    def counts(self, round_id: str) -> tuple[int, int]:
        """(people who may vote, people who have)."""
        row = self._db.exec_driver_sql(
            "SELECT count(*), total(used) FROM credential WHERE round_id = ?", (round_id,)
        ).one()
        return int(row[0]), int(row[1])

    def tallied(self, round_id: str) -> Tallied:
        rows = self._db.exec_driver_sql(
            "SELECT channel, count(*), total(used), total(spoiled) FROM credential WHERE round_id = ?"
            " GROUP BY channel ORDER BY channel",
            (round_id,),
        ).all()
        return Tallied(
            sum(int(r[1]) for r in rows), sum(int(r[2]) for r in rows), sum(int(r[3]) for r in rows),
            {str(r[0]): int(r[2]) for r in rows},
        )  # fmt: skip

    def voters(self, round_id: str) -> dict[str, bool]:
        """Participant id to whether the ballot is cast; empty where this device does not hold the round."""
        return {participant: seat.used for participant, seat in self.seats(round_id).items()}

    def seats(self, round_id: str) -> dict[str, Seat]:
        """Participant id to how this person votes and whether it is done; empty on other devices."""
        rows = self._db.exec_driver_sql(
            "SELECT participant_id, used, channel, held_by FROM credential WHERE round_id = ? ORDER BY participant_id",
            (round_id,),
        )
        return {str(row[0]): Seat(bool(row[1]), str(row[2]), row[3]) for row in rows}

    def ballots(self, round_id: str) -> list[tuple[str, dict[str, int]]]:
        """(leaf in hex, votes) of every ballot, sorted by leaf: for the reveal alone."""
        found: dict[bytes, dict[str, int]] = {}
        leaves: dict[bytes, str] = {}
        for code, leaf in self._db.exec_driver_sql(
            "SELECT code_hash, leaf FROM ballot WHERE round_id = ?", (round_id,)
        ):
            leaves[code], found[code] = bytes(leaf).hex(), {}
        for code, option, value in self._db.exec_driver_sql(
            "SELECT code_hash, option_id, value FROM vote WHERE round_id = ?", (round_id,)
        ):
            found[code][option] = value
        return sorted(((leaves[code], votes) for code, votes in found.items()), key=lambda b: b[0])

    def holds(self, round_ids: Iterable[str]) -> set[str]:
        """Those of the rounds whose credentials are here."""
        out: set[str] = set()
        for round_id in round_ids:
            if self._db.exec_driver_sql("SELECT 1 FROM credential WHERE round_id = ? LIMIT 1", (round_id,)).first():
                out.add(round_id)
        return out

    # ---- which openings of the library had a hand in it: tells an older box from a newer one, and no more

    def touch(self, round_id: str, replicas: Iterable[str]) -> None:
        """Note that these openings changed the box of the round. No moment is noted and no person."""
        before = self.touched([round_id])[round_id]
        after = before | set(replicas)
        if after != before:
            self._db.exec_driver_sql(
                "INSERT INTO setting (key, value) VALUES (?, ?) "
                "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                (f"{_TOUCHED}{round_id}", " ".join(sorted(after))),
            )  # fmt: skip

    def touched(self, round_ids: Iterable[str]) -> dict[str, set[str]]:
        """Round id to the openings that changed its box."""
        out: dict[str, set[str]] = {}
        for round_id in round_ids:
            row = self._db.exec_driver_sql(
                "SELECT value FROM setting WHERE key = ?", (f"{_TOUCHED}{round_id}",)
            ).first()
            out[round_id] = set(str(row[0]).split()) if row else set()
        return out

    @contextlib.contextmanager
    def giving_way(self) -> Iterator[None]:
        """For a box that is older than the history of its own round, because the library was restored.

        The round may then go where this box cannot follow it: its ballots need not add up. The other rules stay.
        """
        marks = ",".join("?" * len(_STEPS))
        found = self._db.exec_driver_sql(
            f"SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name IN ({marks})", _STEPS
        ).all()
        for name, _ in found:
            self._db.exec_driver_sql(f'DROP TRIGGER "{name}"')
        yield  # a fault rolls the whole transaction back, and the triggers with it
        for _, sql in found:
            self._db.exec_driver_sql(str(sql))


_TOUCHED = "box/"
_STEPS = ("round_transition", "round_close")
