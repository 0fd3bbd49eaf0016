"""The ballot box: who may vote, who has, and what was voted, with nothing that joins the two. Never journalled.

Works inside the transaction of the command that uses it; the triggers of `box.sql` check every write again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from sqlalchemy import Connection

from cocreate.voting import dots


class Box:
    """The private tables, seen through one open connection."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def enrol(self, round_id: str, participants: Iterable[str]) -> None:
        """One unused credential for each participant."""
        for participant in participants:
            self._db.exec_driver_sql("INSERT INTO credential VALUES (?, ?, 0)", (round_id, participant))

    def cast(self, round_id: str, participant: str, code: str, votes: dict[str, int]) -> None:
        """Spend the credential, then lay in a sealed ballot that does not name it."""
        code_hash = hashlib.sha256(code.encode()).digest()
        self._db.exec_driver_sql(
            "UPDATE credential SET used = 1 WHERE round_id = ? AND participant_id = ?", (round_id, participant)
        )
        self._db.exec_driver_sql("INSERT INTO ballot VALUES (?, ?, 0, NULL)", (round_id, code_hash))
        for option, value in sorted(votes.items()):
            self._db.exec_driver_sql("INSERT INTO vote VALUES (?, ?, ?, ?)", (round_id, code_hash, option, value))
        leaf = dots.leaf(round_id, code_hash, votes)
        self._db.exec_driver_sql(
            "UPDATE ballot SET sealed = 1, leaf = ? WHERE round_id = ? AND code_hash = ?", (leaf, round_id, code_hash)
        )

    def counts(self, round_id: str) -> tuple[int, int]:
        """(people who may vote, ballots cast)."""
        row = self._db.exec_driver_sql(
            "SELECT count(*), total(used) FROM credential WHERE round_id = ?", (round_id,)
        ).one()
        return int(row[0]), int(row[1])

    def voters(self, round_id: str) -> dict[str, bool]:
        """Participant id to whether the ballot is cast; empty where this device does not hold the round."""
        rows = self._db.exec_driver_sql(
            "SELECT participant_id, used FROM credential WHERE round_id = ? ORDER BY participant_id", (round_id,)
        )
        return {str(row[0]): bool(row[1]) for row in rows}

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
