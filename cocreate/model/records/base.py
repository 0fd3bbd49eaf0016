"""What every table shares: the declarative base, and the columns of a journalled record. No behaviour."""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import JSON, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    """All tables of the library."""

    type_annotation_map: ClassVar[dict[Any, Any]] = {list[float]: JSON, list[Any]: JSON}


class Record(Base):
    """A row whose every field is journalled. Never deleted, only removed.

    Its Python defaults are those of the snapshot of the same kind: the store writes every column, so the
    database needs none.
    """

    __abstract__ = True
    id: Mapped[str] = mapped_column(String, primary_key=True)
    scope: Mapped[str] = mapped_column(index=True)
    removed: Mapped[bool]
