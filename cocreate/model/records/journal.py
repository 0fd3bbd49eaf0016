"""The journal's tables, and what a library remembers about itself. Only the store writes them."""

from __future__ import annotations

from sqlalchemy import Index, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from cocreate.model.records.base import Base


class Step(Base):
    """One command, by one actor, at one moment: the unit of undo and of exchange."""

    __tablename__ = "step"
    stamp: Mapped[str] = mapped_column(primary_key=True)
    scope: Mapped[str]
    replica: Mapped[str]
    n: Mapped[int]  # 1, 2, 3 … per scope and replica, without holes
    actor: Mapped[str]
    label: Mapped[str]  # name of the command
    undoes: Mapped[str | None]
    digest: Mapped[str]  # SHA-256 of the step and its changes
    # What this library alone knows of the step; not part of its digest, never leaves.
    touched: Mapped[int] = mapped_column(server_default="0")  # rows that it changed
    joins: Mapped[str | None]  # the step before, where one undo takes both back
    __table_args__ = (
        UniqueConstraint("scope", "replica", "n"),
        Index("ix_step_actor", "scope", "actor", "stamp"),
        Index("ix_step_scope", "scope", "stamp"),
    )


class Change(Base):
    """One field of one record set to one value by a step: the unit of merging.

    `origin` names the step whose value is now in force, `prior` the one before: an edit is its own origin, an undo
    brings an older origin back. `bases` are the stamps that the author saw and replaced (space-separated; empty for
    the birth of a field): a change that is nobody's base and not in force lost to an edit that did not know it.
    `field@stamp` says what else of the row the author knew: it tells "removed here, edited there".
    """

    __tablename__ = "change"
    row: Mapped[str] = mapped_column(primary_key=True)
    field: Mapped[str] = mapped_column(primary_key=True)
    stamp: Mapped[str] = mapped_column(primary_key=True)
    scope: Mapped[str]
    kind: Mapped[str]
    # JSON as text: a column declared JSON has numeric affinity in SQLite, and would turn "2" into 2.
    old: Mapped[str]
    new: Mapped[str]
    prior: Mapped[str]
    origin: Mapped[str]
    bases: Mapped[str]
    # Clustered by cell: what is in force for a row is one short range.
    __table_args__ = (Index("ix_change_stamp", "stamp"), {"sqlite_with_rowid": False})


class Conflict(Base):
    """A value that lost to an edit which did not know it: derived from the journal, shown to people."""

    __tablename__ = "conflict"
    row: Mapped[str] = mapped_column(primary_key=True)
    field: Mapped[str] = mapped_column(primary_key=True)
    stamp: Mapped[str] = mapped_column(primary_key=True)
    scope: Mapped[str] = mapped_column(index=True)


class Mine(Base):
    """Replicas that this library has been: it publishes their steps."""

    __tablename__ = "mine"
    replica: Mapped[str] = mapped_column(primary_key=True)


class Written(Base):
    """Files that this library wrote into a shared folder: the only ones it may ever delete there."""

    __tablename__ = "written"
    path: Mapped[str] = mapped_column(primary_key=True)  # absolute folder and relative path
    digest: Mapped[str]


class Setting(Base):
    """Facts about this library: `device` (16 hex digits), folders, flags. Not journalled, never leaves."""

    __tablename__ = "setting"
    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


class Quarantine(Base):
    """Foreign steps and files that contradict what is held, or cannot be read. Reported, never applied."""

    __tablename__ = "quarantine"
    path: Mapped[str] = mapped_column(primary_key=True)  # file, or scope/replica/n of a step
    reason: Mapped[str]
    first_seen: Mapped[int]


class Blob(Base):
    """Bytes of attachments, once by content."""

    __tablename__ = "blob"
    digest: Mapped[str] = mapped_column(primary_key=True)
    data: Mapped[bytes] = mapped_column(LargeBinary)
