"""Records of voting rounds and their results, and the private ballot box, which has no journal and never leaves.

A credential says who may vote and who has; a ballot says what was voted. Nothing joins the two: a ballot has no
participant, no time and no rowid. The triggers in `box.sql` refuse every illegal write, also from another process.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from cocreate.model.records.base import Base, Record


class VotingRound(Record):
    __tablename__ = "voting_round"
    title: Mapped[str]
    method: Mapped[str]
    subject: Mapped[str]
    budget: Mapped[int]
    cap: Mapped[int]
    state: Mapped[str]
    home_device: Mapped[str]
    seed: Mapped[str]
    opened_at: Mapped[int]
    closed_at: Mapped[int]
    revealed_at: Mapped[int]
    eligible: Mapped[int]
    ballots: Mapped[int]
    void_reason: Mapped[str]
    supersedes_id: Mapped[str | None]
    order: Mapped[str]


class RoundOption(Record):
    __tablename__ = "round_option"
    round_id: Mapped[str] = mapped_column(index=True)
    subject_id: Mapped[str]
    title: Mapped[str]
    order: Mapped[str]


class RoundResult(Record):
    __tablename__ = "round_result"
    round_id: Mapped[str] = mapped_column(index=True)
    option_id: Mapped[str]
    position: Mapped[int]
    rank: Mapped[int]
    points: Mapped[int]
    supporters: Mapped[int]


class RevealedBallot(Record):
    __tablename__ = "revealed_ballot"
    round_id: Mapped[str] = mapped_column(index=True)
    leaf: Mapped[str]
    votes: Mapped[list[Any]]  # [[option id, points], …]


class Credential(Base):
    """Who may vote in a round, and who has. Stays on the device that holds the round."""

    __tablename__ = "credential"
    __table_args__ = (CheckConstraint("used IN (0, 1)"), {"sqlite_with_rowid": False})
    round_id: Mapped[str] = mapped_column(primary_key=True)
    participant_id: Mapped[str] = mapped_column(primary_key=True)
    used: Mapped[int]


class Ballot(Base):
    """A sealed ballot. `code_hash` is SHA-256 of a code that only the voter may keep."""

    __tablename__ = "ballot"
    __table_args__ = (
        CheckConstraint("sealed IN (0, 1)"),
        CheckConstraint("sealed = 0 OR leaf IS NOT NULL"),
        {"sqlite_with_rowid": False},
    )
    round_id: Mapped[str] = mapped_column(primary_key=True)
    code_hash: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    sealed: Mapped[int]
    leaf: Mapped[bytes | None] = mapped_column(LargeBinary)


class Vote(Base):
    """The points of one ballot for one option."""

    __tablename__ = "vote"
    __table_args__ = (
        ForeignKeyConstraint(["round_id", "code_hash"], ["ballot.round_id", "ballot.code_hash"]),
        {"sqlite_with_rowid": False},
    )
    round_id: Mapped[str] = mapped_column(primary_key=True)
    code_hash: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    option_id: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[int]
