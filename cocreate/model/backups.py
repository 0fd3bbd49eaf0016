"""Backups of a library beside it: made by SQLite's own backup, listed, thinned out. Never reads what a library says."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

KEEP_BACKUPS = 10


def back_up(path: Path) -> Path | None:
    """A copy by SQLite's own backup, if the library changed since the last one; the newest ten are kept."""
    kept = list_backups(path)
    wal = path.with_name(path.name + "-wal")
    changed = max(f.stat().st_mtime for f in (path, wal) if f.exists())
    if kept and kept[-1].stat().st_mtime >= changed:
        return None
    target = backups_of(path) / f"{datetime.now(UTC):%Y%m%d-%H%M%S-%f}{path.suffix}"
    beside = target.with_suffix(".tmp")
    try:
        target.parent.mkdir(exist_ok=True)
        with contextlib.closing(sqlite3.connect(path)) as source, contextlib.closing(sqlite3.connect(beside)) as copy:
            source.backup(copy)
        os.replace(beside, target)
    except (sqlite3.Error, OSError):
        with contextlib.suppress(OSError):  # no room for a backup is no reason to keep people from working
            beside.unlink(missing_ok=True)
        return None
    for old in list_backups(path)[:-KEEP_BACKUPS]:
        old.unlink(missing_ok=True)
    return target


def backups_of(path: Path) -> Path:
    return path.with_name(path.stem + "-backups")


def list_backups(path: Path) -> list[Path]:
    """Backups of this library, oldest first."""
    return sorted(backups_of(path).glob(f"*{path.suffix}"))
