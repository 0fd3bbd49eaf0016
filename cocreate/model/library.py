"""Opening the library on disk: one writer, a version we know, a sound file, a backup. Each trouble is one sentence."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import tempfile
import time
from pathlib import Path

from filelock import FileLock, Timeout
from sqlalchemy.exc import DBAPIError

from cocreate.errors import LibraryTrouble
from cocreate.model import db
from cocreate.model.backups import back_up, list_backups
from cocreate.model.store import Store
from cocreate.model.trouble import damaged, in_use, read_only, told

MAGIC = b"SQLite format 3\0"


class Library(Store):
    """A store on disk that holds the lock of its file until it is closed."""

    def __init__(self, path: Path, lock: FileLock) -> None:
        self._lock = lock
        super().__init__(path)

    def close(self) -> None:
        super().close()
        self._lock.release()


def open_library(path: Path) -> Library:
    """The library at `path`, made if there is none. Raises LibraryTrouble and changes nothing if it cannot be used."""
    path = Path(os.path.realpath(os.path.expanduser(path)))  # unlike Path.resolve, these refuse nothing
    with told(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = _lock(path)
        try:
            if path.exists() and not path.is_file():
                raise _no_library(path)
            if path.exists() and not path.stat().st_size and list_backups(path):
                raise damaged(path)  # emptied by a failing disk or a sync program: a new library would hide the loss
            if path.exists() and path.stat().st_size:
                version = _inspect(path)
                if version is not None:
                    back_up(path)
                    if version < db.SCHEMA:
                        _migrate(path, version)
            return Library(path, lock)
        except BaseException:
            lock.release()
            raise


def restore_backup(path: Path) -> Path:
    """Put the newest sound backup in the library's place; the present file is kept beside it. Returns the kept file.

    Raises LibraryTrouble when there is no sound backup.
    """
    with told(path):
        # A backup is made whenever a changed library opens, so the newest may hold the very fault.
        found = next((b for b in reversed(list_backups(path)) if _is_sound(b)), None)
        if found is None:
            raise LibraryTrouble("There is no backup of this library yet. Choose another library.")
        lock = _lock(path)
        try:
            aside = path.with_name(f"{path.stem}.damaged-{int(time.time())}{path.suffix}")
            for suffix in ("", "-wal", "-shm"):
                part = path.with_name(path.name + suffix)
                if part.exists():
                    os.replace(part, aside.with_name(aside.name + suffix))
            with (
                contextlib.closing(sqlite3.connect(found)) as old,
                contextlib.closing(sqlite3.connect(path)) as new,
            ):
                old.backup(new)
            return aside
        finally:
            lock.release()


def _is_sound(backup: Path) -> bool:
    """Whether file, journal and rows of a backup agree; asked of a copy, so that the backup stays as it is."""
    try:
        with contextlib.closing(sqlite3.connect(backup)) as source, tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / backup.name
            with contextlib.closing(sqlite3.connect(copy)) as target:
                source.backup(target)
                version = target.execute("PRAGMA user_version").fetchone()[0]
            if version < db.SCHEMA:
                _migrate(copy, version)
            store = Store(copy)
            try:
                return not store.faults()
            finally:
                store.close()
    except (sqlite3.DatabaseError, DBAPIError, LibraryTrouble, ValueError):
        return False


def _lock(path: Path) -> FileLock:
    lock = FileLock(path.with_name(path.name + ".lock"), timeout=0, thread_local=False)
    try:
        lock.acquire()
    except Timeout:
        raise in_use() from None
    return lock


def _migrate(path: Path, version: int) -> None:
    """Bring an older library up to date, in one transaction: a fault leaves it as it was."""
    from cocreate.model.migrations import upgrade  # late: Alembic is slow to import and rarely needed

    made = db.engine(path)
    try:
        with made.connect() as connection, connection.begin():
            upgrade(connection, version)
    finally:
        made.dispose()


def _no_library(path: Path) -> LibraryTrouble:
    return LibraryTrouble("{name} is not a library of CoCreate. Choose another file.", name=path.name)


def _inspect(path: Path) -> int | None:
    """The schema's version. Refuses what we must not write to, before anything is written.

    None for a library that died at birth, of a full disk or a power cut: it has no table yet.
    """
    if not os.access(path, os.W_OK) or not os.access(path.parent, os.W_OK):
        raise read_only(path)
    with path.open("rb") as file:
        if file.read(len(MAGIC)) != MAGIC:
            raise damaged(path)
    with contextlib.closing(sqlite3.connect(path)) as probe:
        application = probe.execute("PRAGMA application_id").fetchone()[0]
        version = probe.execute("PRAGMA user_version").fetchone()[0]
        if application == 0 and not probe.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            return None
        if application != db.APPLICATION_ID:
            raise _no_library(path)
        if version > db.SCHEMA:
            raise LibraryTrouble(
                "This library was made by a newer CoCreate. Install the newest version; nothing was changed."
            )
        if probe.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise damaged(path)
        return int(version)
