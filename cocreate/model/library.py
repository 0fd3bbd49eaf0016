"""Opening the library on disk: one writer, a version we know, a sound file, a backup. Each trouble is one sentence."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout
from sqlalchemy.exc import DBAPIError

from cocreate.errors import LibraryDamage, LibraryTrouble
from cocreate.model import db
from cocreate.model.store import Store

MAGIC = b"SQLite format 3\0"
KEEP_BACKUPS = 10


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
    path = Path(path).expanduser().resolve()
    with _sentences(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = _lock(path)
        try:
            if path.exists() and path.stat().st_size:
                version = _inspect(path)
                back_up(path)
                if version < db.SCHEMA:
                    _migrate(path, version)
            return Library(path, lock)
        except BaseException:
            lock.release()
            raise


def back_up(path: Path) -> Path | None:
    """A copy by SQLite's own backup, if the library changed since the last one; the newest ten are kept."""
    folder = backups_of(path)
    kept = list_backups(path)
    wal = path.with_name(path.name + "-wal")
    changed = max(f.stat().st_mtime for f in (path, wal) if f.exists())
    if kept and kept[-1].stat().st_mtime >= changed:
        return None
    folder.mkdir(exist_ok=True)
    target = folder / f"{datetime.now(UTC):%Y%m%d-%H%M%S-%f}{path.suffix}"
    beside = target.with_suffix(".tmp")
    try:
        with contextlib.closing(sqlite3.connect(path)) as source, contextlib.closing(sqlite3.connect(beside)) as copy:
            source.backup(copy)
        os.replace(beside, target)
    except (sqlite3.Error, OSError):
        beside.unlink(missing_ok=True)  # no room for a backup is no reason to keep people from working
        return None
    for old in list_backups(path)[:-KEEP_BACKUPS]:
        old.unlink(missing_ok=True)
    return target


def backups_of(path: Path) -> Path:
    return path.with_name(path.stem + "-backups")


def list_backups(path: Path) -> list[Path]:
    """Backups of this library, oldest first."""
    return sorted(backups_of(path).glob(f"*{path.suffix}"))


def restore_backup(path: Path) -> Path:
    """Put the newest sound backup in the library's place; the present file is kept beside it. Returns the kept file.

    Raises LibraryTrouble when there is no sound backup.
    """
    with _sentences(path):
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
    except (sqlite3.DatabaseError, DBAPIError, ValueError):
        return False


def _lock(path: Path) -> FileLock:
    lock = FileLock(path.with_name(path.name + ".lock"), timeout=0, thread_local=False)
    try:
        lock.acquire()
    except Timeout:
        raise LibraryTrouble(
            "This library is open in another CoCreate. Go on there, or close it and try again."
        ) from None
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


def _inspect(path: Path) -> int:
    """The schema's version. Refuses what we must not write to, before anything is written."""
    if not os.access(path, os.W_OK) or not os.access(path.parent, os.W_OK):
        raise LibraryTrouble(
            "The library {name} is read-only. Allow writing to it and its folder, or choose another.", name=path.name
        )
    with path.open("rb") as file:
        if file.read(len(MAGIC)) != MAGIC:
            raise _damaged(path)
    with contextlib.closing(sqlite3.connect(path)) as probe:
        application = probe.execute("PRAGMA application_id").fetchone()[0]
        version = probe.execute("PRAGMA user_version").fetchone()[0]
        if application != db.APPLICATION_ID:
            raise LibraryTrouble("{name} is not a library of CoCreate. Choose another file.", name=path.name)
        if version > db.SCHEMA:
            raise LibraryTrouble(
                "This library was made by a newer CoCreate. Install the newest version; nothing was changed."
            )
        if probe.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise _damaged(path)
        return int(version)


def _damaged(path: Path) -> LibraryDamage:
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


@contextlib.contextmanager
def _sentences(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise LibraryTrouble(
            "The folder of the library {name} cannot be used ({why}). Choose another folder.",
            name=path.name, why=error.strerror or type(error).__name__,
        ) from error  # fmt: skip
    except (sqlite3.DatabaseError, DBAPIError) as error:
        if "locked" in str(error):
            raise LibraryTrouble(
                "This library is open in another CoCreate. Go on there, or close it and try again."
            ) from error
        raise _damaged(path) from error
