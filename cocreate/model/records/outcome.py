"""Records of what was decided and who does what."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from cocreate.model.records.base import Record


class Outcome(Record):
    __tablename__ = "outcome"
    text: Mapped[str]
    detail: Mapped[str]
    round_id: Mapped[str | None]
    order: Mapped[str]


class OutcomeSource(Record):
    __tablename__ = "outcome_source"
    outcome_id: Mapped[str] = mapped_column(index=True)
    subject: Mapped[str]
    subject_id: Mapped[str]


class ActionItem(Record):
    __tablename__ = "action_item"
    text: Mapped[str]
    owner_id: Mapped[str | None]
    due: Mapped[str]
    first_step: Mapped[str]
    success_sign: Mapped[str]
    state: Mapped[str]
    outcome_id: Mapped[str | None]
    order: Mapped[str]
