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
    most: Mapped[int] = mapped_column(server_default="0")
    seats: Mapped[int] = mapped_column(server_default="0")
    money: Mapped[int] = mapped_column(server_default="0")
    criteria: Mapped[list[Any]] = mapped_column(server_default="[]")
    config: Mapped[str] = mapped_column(server_default="")
    spoiled: Mapped[int] = mapped_column(server_default="0")
    channels: Mapped[list[Any]] = mapped_column(server_default="[]")
    abstained: Mapped[int] = mapped_column(server_default="0")
    cut: Mapped[int] = mapped_column(server_default="0")
    margin: Mapped[int] = mapped_column(server_default="-1")
    to_change: Mapped[int] = mapped_column(server_default="-1")
    chose: Mapped[int] = mapped_column(server_default="0")
    plain_reach: Mapped[int] = mapped_column(server_default="0")
    fair_reach: Mapped[int] = mapped_column(server_default="-1")
    concordance: Mapped[str] = mapped_column(server_default="")
    root: Mapped[str] = mapped_column(server_default="")


class RoundOption(Record):
    __tablename__ = "round_option"
    round_id: Mapped[str] = mapped_column(index=True)
    subject_id: Mapped[str]
    title: Mapped[str]
    order: Mapped[str]
    cost: Mapped[int] = mapped_column(server_default="0")


class RoundResult(Record):
    __tablename__ = "round_result"
    round_id: Mapped[str] = mapped_column(index=True)
    option_id: Mapped[str]
    position: Mapped[int]
    rank: Mapped[int]
    points: Mapped[int]
    supporters: Mapped[int]
    broken_by: Mapped[str] = mapped_column(server_default="")
    fair_place: Mapped[int] = mapped_column(server_default="0")
    paid: Mapped[str] = mapped_column(server_default="")
    firmness: Mapped[int] = mapped_column(server_default="-1")
    spread: Mapped[list[Any]] = mapped_column(server_default="[]")


class DissentNote(Record):
    __tablename__ = "dissent_note"
    round_id: Mapped[str] = mapped_column(index=True)
    option_id: Mapped[str]
    text: Mapped[str]
    author_id: Mapped[str | None]
    order: Mapped[str]


class Decision(Record):
    __tablename__ = "decision"
    round_id: Mapped[str] = mapped_column(index=True)
    option_ids: Mapped[list[Any]]
    decider: Mapped[str]
    reason: Mapped[str]


class RevealedBallot(Record):
    __tablename__ = "revealed_ballot"
    round_id: Mapped[str] = mapped_column(index=True)
    leaf: Mapped[str]
    votes: Mapped[list[Any]]  # [[key, value], …]


class Credential(Base):
    """Who may vote in a round, and who has. Stays on the device that holds the round."""

    __tablename__ = "credential"
    __table_args__ = (CheckConstraint("used IN (0, 1)"), {"sqlite_with_rowid": False})
    round_id: Mapped[str] = mapped_column(primary_key=True)
    participant_id: Mapped[str] = mapped_column(primary_key=True)
    used: Mapped[int]
    channel: Mapped[str] = mapped_column(server_default="room")  # room | paper | proxy
    held_by: Mapped[str | None]  # the participant who votes for this one
    spoiled: Mapped[int] = mapped_column(server_default="0")


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
    """One value of a ballot. `option_id` is a key: an option, or option:criterion, or in a duel winner:loser."""

    __tablename__ = "vote"
    __table_args__ = (
        ForeignKeyConstraint(["round_id", "code_hash"], ["ballot.round_id", "ballot.code_hash"]),
        {"sqlite_with_rowid": False},
    )
    round_id: Mapped[str] = mapped_column(primary_key=True)
    code_hash: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    option_id: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[int]
