"""What a command is: a frozen request with plain fields, the roles that may make it, and how it edits rows."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import ClassVar, TypeVar, dataclass_transform
from uuid import uuid4

from cocreate.errors import Refused
from cocreate.model.edit import Edit
from cocreate.model.schema import is_text


class Keep(enum.Enum):
    """Stands for "leave this field as it is" where None is a value of its own."""

    KEEP = enum.auto()


KEEP = Keep.KEEP
T = TypeVar("T")


def new_id() -> str:
    """A new row id: UUID hex, made once, on whichever device."""
    return uuid4().hex


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class Command:
    """Verb and noun. `scope` is the workshop's id (or `community`)."""

    scope: str
    label: ClassVar[str] = ""  # English, in the imperative; the key of its translation
    roles: ClassVar[frozenset[str]] = frozenset({"facilitator"})
    is_journalled: ClassVar[bool] = True  # False: a ballot, which must leave no trace of who and when
    is_undoable: ClassVar[bool] = True

    def apply(self, edit: Edit) -> None:
        """Edit rows, or raise `Refused`. Nothing is written before the whole command has succeeded."""
        raise NotImplementedError

    def joins(self) -> str:
        """What this edits again and again: the same command by the same actor on the same thing within seconds is
        one undo. An empty text: every run is its own."""
        return ""

    # Once for all: written by `dataclass` for each of seventy classes, these three would cost every start 17 ms.

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in vars(self).items())})"

    def __eq__(self, other: object) -> bool:
        return vars(self) == vars(other) if type(other) is type(self) else NotImplemented

    def __hash__(self) -> int:
        return hash((type(self), *vars(self).values()))


COMMANDS: dict[str, type[Command]] = {}


@dataclass_transform(frozen_default=True, kw_only_default=True)
def command(cls: type[T]) -> type[T]:
    """Make a class a command: frozen, and known by its name."""
    made = dataclass(frozen=True, kw_only=True, repr=False, eq=False)(cls)
    COMMANDS[cls.__name__] = made  # type: ignore[assignment]
    return made


def label_of(name: str) -> str:
    """The label of a journalled command; the name itself if a newer version wrote it."""
    found = COMMANDS.get(name)
    return found.label if found else name


def kept(cmd: Command, *names: str) -> Mapping[str, object]:
    """The given fields of a command that are not KEEP."""
    wanted = names or [f.name for f in fields(cmd)]
    return {n: getattr(cmd, n) for n in wanted if getattr(cmd, n) is not KEEP}


def clean(text: str, limit: int = 2000) -> str:
    """Text as it is kept: trimmed, without NUL and lone surrogates. `Refused` when it is too long."""
    text = text.replace("\0", "").encode("utf-8", "ignore").decode("utf-8").strip()
    if len(text) > limit:
        raise Refused("This text is longer than {limit} characters. Shorten it or split it up.", limit=limit)
    assert is_text(text)
    return text


def need_text(text: str, limit: int = 2000) -> str:
    """Like `clean`, and not empty."""
    text = clean(text, limit)
    if not text:
        raise Refused("There is no text yet. Type something first.")
    return text
