"""What SQLite and the disk say about a library, as a sentence for people. Changes nothing."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from cocreate.errors import LibraryDamage, LibraryTrouble, Phrase, reason
from cocreate.model.backups import list_backups

UNREADABLE = (UnicodeDecodeError, json.JSONDecodeError)  # a value that no CoCreate wrote
_BUSY, _LOCKED, _READONLY, _IOERR, _CORRUPT, _FULL, _CANTOPEN, _CONSTRAINT, _NOTADB = 5, 6, 8, 10, 11, 13, 14, 19, 26


@contextlib.contextmanager
def told(path: Path | None) -> Iterator[None]:
    """Turn what the disk or the file refuses into a LibraryTrouble; our own mistakes stay what they are."""
    path = path or Path("library")
    try:
        yield
    except OSError as error:
        raise LibraryTrouble(
            "The folder of the library {name} cannot be used ({why}). Choose another folder.",
            name=path.name, why=reason(error),
        ) from error  # fmt: skip
    except UNREADABLE as error:
        raise damaged(path) from error
    except (sqlite3.DatabaseError, DBAPIError) as error:
        said = _of_sqlite(error, path)
        if said is None:
            raise
        raise said from error


def _of_sqlite(error: sqlite3.DatabaseError | DBAPIError, path: Path) -> LibraryTrouble | None:
    """None for what is no fault of the file, such as a row that breaks a rule of the tables."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    code = getattr(cause, "sqlite_errorcode", None)
    kind = None if code is None else code & 0xFF  # the rest says more, but nothing that people can use
    if kind in (_BUSY, _LOCKED):
        return in_use()
    if kind == _READONLY:
        return read_only(path)
    if kind == _FULL:
        return LibraryTrouble(
            "There is no room left for the library {name}. Free some space and try again; what was saved is kept.",
            name=path.name,
        )
    if kind == _IOERR:
        return LibraryTrouble(
            "The disk of the library {name} is full or does not answer. See to it and try again; "
            "what was saved is kept.",
            name=path.name,
        )
    if kind == _CANTOPEN:
        return LibraryTrouble(
            "The folder of the library {name} cannot be used ({why}). Choose another folder.",
            name=path.name, why=Phrase("a file in it cannot be opened"),
        )  # fmt: skip
    if kind in (_CORRUPT, _NOTADB) or (kind is None and "decode" in str(cause)):
        return damaged(path)
    return None


def in_use() -> LibraryTrouble:
    return LibraryTrouble("This library is open in another CoCreate. Go on there, or close it and try again.")


def read_only(path: Path) -> LibraryTrouble:
    return LibraryTrouble(
        "The library {name} is read-only. Allow writing to it and its folder, or choose another.", name=path.name
    )


def damaged(path: Path) -> LibraryDamage:
    """The sentence of a damaged library, with the day of its newest backup if there is one."""
    found = list_backups(path)
    if found:
        when = datetime.fromtimestamp(found[-1].stat().st_mtime).strftime("%Y-%m-%d %H:%M")
        return LibraryDamage(
            "The library {name} is damaged. Nothing was changed; a backup of {when} can be put in its place.",
            name=path.name, when=when,
        )  # fmt: skip
    return LibraryDamage(
        "The library {name} is damaged and has no backup yet. Nothing was changed; choose another library.",
        name=path.name,
    )
