"""Records of a workshop and its board. Meaning of each field: the snapshot of the same name."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from cocreate.model.records.base import Record


class Workshop(Record):
    __tablename__ = "workshop"
    title: Mapped[str]
    question: Mapped[str]
    request: Mapped[str]
    place: Mapped[str]
    held_on: Mapped[str]
    language: Mapped[str]
    created_at: Mapped[int]
    is_demo: Mapped[bool]
    ignored: Mapped[list[Any]] = mapped_column(server_default="[]")


class Board(Record):
    __tablename__ = "board"
    title: Mapped[str]
    order: Mapped[str]


class Frame(Record):
    __tablename__ = "frame"
    board_id: Mapped[str]
    title: Mapped[str]
    layout: Mapped[str]
    place: Mapped[list[float]]  # [x, y]: one register, so that it never tears
    size: Mapped[list[float]]
    colour: Mapped[str]
    order: Mapped[str]
    parent_id: Mapped[str | None]
    columns: Mapped[int] = mapped_column(server_default="0")
    axes: Mapped[list[Any]] = mapped_column(server_default="[]")
    cells: Mapped[list[Any]] = mapped_column(server_default="[]")


class Note(Record):
    __tablename__ = "note"
    board_id: Mapped[str]
    number: Mapped[int]
    text: Mapped[str]
    place: Mapped[list[float]]
    colour: Mapped[str]
    frame_id: Mapped[str | None] = mapped_column(index=True)
    cluster_id: Mapped[str | None] = mapped_column(index=True)
    is_pinned: Mapped[bool]
    author_id: Mapped[str | None]
    parent_id: Mapped[str | None]
    merged_into: Mapped[str | None]
    order: Mapped[str]
    source: Mapped[str]
    written_at: Mapped[int]
    size: Mapped[list[float]] = mapped_column(server_default="[160.0, 160.0]")


class Cluster(Record):
    __tablename__ = "cluster"
    board_id: Mapped[str]
    title: Mapped[str]
    is_named: Mapped[bool]
    summary: Mapped[str]
    colour: Mapped[str]
    place: Mapped[list[float]]
    parent_id: Mapped[str | None]
    order: Mapped[str]


class Link(Record):
    __tablename__ = "link"
    from_id: Mapped[str]
    to_id: Mapped[str]
    link_kind: Mapped[str]


class Tag(Record):
    __tablename__ = "tag"
    name: Mapped[str]
    colour: Mapped[str]


class NoteTag(Record):
    __tablename__ = "note_tag"
    note_id: Mapped[str] = mapped_column(index=True)
    tag_id: Mapped[str]


class Attachment(Record):
    __tablename__ = "attachment"
    note_id: Mapped[str] = mapped_column(index=True)
    digest: Mapped[str]
    media_type: Mapped[str]
    name: Mapped[str]
    size: Mapped[int]
    width: Mapped[int] = mapped_column(server_default="0")
    height: Mapped[int] = mapped_column(server_default="0")


class Label(Record):
    __tablename__ = "label"
    board_id: Mapped[str]
    text: Mapped[str]
    place: Mapped[list[float]]
    type_size: Mapped[int]
    colour: Mapped[str]
    width: Mapped[int]


class Sketch(Record):
    __tablename__ = "sketch"
    note_id: Mapped[str] = mapped_column(index=True)
    points: Mapped[list[float]]
    colour: Mapped[str]
    width: Mapped[int]


class NotSame(Record):
    __tablename__ = "not_same"
    a_id: Mapped[str]
    b_id: Mapped[str]
