"""A library that was upgraded is the same as a new one; an upgrade that fails leaves the old one."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection

from cocreate.model import db, migrations
from cocreate.model.library import list_backups, open_library
from model.kit import add, begin, live, put_text


def schema(connection: Connection) -> tuple[Any, ...]:
    def tidy(sql: str | None) -> str:
        return re.sub(r"\s+", " ", sql or "").strip()

    rows = connection.exec_driver_sql("SELECT type, name, tbl_name, sql FROM sqlite_master").all()
    pragmas = [connection.exec_driver_sql(f"PRAGMA {p}").scalar() for p in ("application_id", "user_version")]
    return sorted((r[0], r[1], r[2], tidy(r[3])) for r in rows), pragmas


def test_an_upgraded_empty_library_is_a_new_one() -> None:
    made, grown = db.engine(None), db.engine(None)
    with made.connect() as a, grown.connect() as b, a.begin(), b.begin():
        db.prepare(a)
        assert migrations.upgrade(b, 0) == db.SCHEMA
        assert schema(a) == schema(b)


def test_the_version_is_the_number_of_the_last_revision() -> None:
    assert migrations.revisions() == [f"{k:04d}" for k in range(1, db.SCHEMA + 1)]


@pytest.fixture
def older(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library of today, opened by a program that knows one revision more."""
    path = tmp_path / "library.cocreate-db"
    s = open_library(path)
    begin(s)
    add(s, "n", "bread")
    s.close()
    open_library(path).close()
    s = open_library(path)
    put_text(s, "n", "butter")
    s.close()
    monkeypatch.setattr(db, "SCHEMA", db.SCHEMA + 1)
    return path


def version(path: Path) -> int:
    file = sqlite3.connect(path)
    try:
        return int(file.execute("PRAGMA user_version").fetchone()[0])
    finally:
        file.close()


def test_an_older_library_is_backed_up_and_upgraded(older: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def next_revision(connection: Connection, held: int) -> int:
        connection.exec_driver_sql("CREATE TABLE poem (id VARCHAR)")
        connection.exec_driver_sql(f"PRAGMA user_version = {held + 1}")
        return held + 1

    monkeypatch.setattr(migrations, "upgrade", next_revision)
    before = len(list_backups(older))
    s = open_library(older)
    assert live(s, "n").text == "butter"
    s.close()
    assert version(older) == db.SCHEMA
    assert len(list_backups(older)) == before + 1
    assert version(list_backups(older)[-1]) == db.SCHEMA - 1


def test_an_upgrade_that_fails_leaves_the_library_as_it_was(older: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(connection: Connection, held: int) -> int:
        connection.exec_driver_sql("DROP TABLE change")
        connection.exec_driver_sql(f"PRAGMA user_version = {held + 1}")
        raise RuntimeError("no further")

    monkeypatch.setattr(migrations, "upgrade", broken)
    with pytest.raises(RuntimeError, match="no further"):
        open_library(older)
    monkeypatch.undo()
    assert version(older) == db.SCHEMA
    s = open_library(older)
    assert live(s, "n").text == "butter"
    assert s.faults() == []
    s.close()
