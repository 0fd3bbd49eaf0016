"""Records of people and circles, and of a person's seat in one workshop."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from cocreate.model.records.base import Record


class Person(Record):
    __tablename__ = "person"
    name: Mapped[str]
    language: Mapped[str]
    circle_id: Mapped[str | None]
    note_to_others: Mapped[str]


class Circle(Record):
    __tablename__ = "circle"
    circle_kind: Mapped[str]
    name: Mapped[str]
    parent_id: Mapped[str | None]


class Participant(Record):
    __tablename__ = "participant"
    name: Mapped[str]
    person_id: Mapped[str | None]
    role: Mapped[str]
    circle: Mapped[str]
    is_present: Mapped[bool]
    order: Mapped[str]
