"""A library that was upgraded is the same as a new one; an upgrade that fails leaves the old one."""

from __future__ import annotations

import gzip
import re
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection

from cocreate.model import db, migrations
from cocreate.model.backups import list_backups
from cocreate.model.commands import Actor, EditNote
from cocreate.model.library import open_library, restore_backup
from model.kit import W, add, begin, journal, live, put_text, store, tables


def schema(connection: Connection) -> tuple[Any, ...]:
    """All that matters of a schema. A column that was added later stands last in its table, and means the same."""

    def tidy(sql: str | None) -> str:
        return re.sub(r"\s+", " ", sql or "").strip()

    def ask(sql: str) -> list[Any]:
        return [tuple(row) for row in connection.exec_driver_sql(sql).all()]

    tables = {}
    for name, sql in ask("SELECT name, sql FROM sqlite_master WHERE type = 'table'"):
        columns = sorted(row[1:] for row in ask(f"PRAGMA table_xinfo({name})"))
        indexes = sorted(
            (*row[1:], tuple(part[2] for part in ask(f"PRAGMA index_info({row[1]})")))
            for row in ask(f"PRAGMA index_list({name})")
        )
        tables[name] = columns, indexes, "WITHOUT ROWID" in sql, sorted(re.findall(r"CHECK \(.*\)|FOREIGN KEY.*", sql))
    rest = ask("SELECT type, name, tbl_name, sql FROM sqlite_master WHERE type IN ('trigger', 'view')")
    pragmas = [connection.exec_driver_sql(f"PRAGMA {p}").scalar() for p in ("application_id", "user_version")]
    return tables, sorted((r[0], r[1], r[2], tidy(r[3])) for r in rest), pragmas


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


# ---- a library that CoCreate 0.1 left behind ------------------------------------------------------

FIRST = Path(__file__).parent / "files" / "library-0001.cocreate-db.gz"


@pytest.fixture
def first(tmp_path: Path) -> Path:
    """A real library of revision 1: a workshop with a vote, and steps that a newer CoCreate had sent it."""
    path = tmp_path / "old.cocreate-db"
    path.write_bytes(gzip.decompress(FIRST.read_bytes()))
    assert version(path) == 1
    return path


def test_the_first_library_opens_with_all_that_it_held(first: Path) -> None:
    s = open_library(first)
    assert version(first) == db.SCHEMA
    assert version(list_backups(first)[-1]) == 1
    shown = s.snapshot(W)
    assert [n.id for n in shown.notes] == ["n0", "n1", "n2", "n3", "n4"]
    assert [(c.title, shown.points[c.id].points) for c in shown.clusters] == [("Baking together", 10), ("Sweet", 5)]
    assert (len(shown.revealed_ballots), len(shown.outcomes), len(shown.note_tags)) == (5, 1, 2)
    assert s.faults() == []
    s.run(EditNote(scope=W, note_id="n3", text="Share the oven today"), Actor("u"))
    assert s.undo(W, "u") is not None
    s.close()


def test_what_a_newer_program_sent_is_folded_in_after_the_upgrade(first: Path) -> None:
    s = open_library(first)
    shown = s.snapshot(W)
    notes = {n.id: n for n in shown.notes}
    assert notes["n0"].size == (320.0, 200.0)
    assert notes["n1"].size == (160.0, 160.0), "a value of no known shape is passed over"
    assert [(x.text, x.place) for x in shown.board_labels] == [("A heading from a newer app", (10.0, 20.0))]
    assert [k.points for k in shown.sketches] == [(0.0, 0.0, 5.5, 5.0)]
    assert (shown.frames[0].axes, shown.frames[0].layout) == (("low", "high", "cheap", "dear"), "matrix")
    kinds = {c.kind for _, c in journal(s)}
    assert "poem" in kinds, "what is still unknown is carried on"
    other = store()
    other.merge(W, s.steps(W, s.have(W), 1 << 30))
    assert {k: v for k, v in tables(other).items() if v.scope == W} == tables(s)
    s.close()


def test_the_moments_of_the_past_know_what_they_touched(first: Path) -> None:
    s = open_library(first)
    with s._db.begin():
        held = s._db.exec_driver_sql("SELECT stamp, touched FROM step").all()
    rows = {step.stamp: len({c.row for c in step.changes}) for step in s.steps(W, s.have(W), 1 << 30)}
    assert {str(stamp): touched for stamp, touched in held} == rows
    s.close()


def test_a_backup_from_before_the_upgrade_can_come_back(first: Path) -> None:
    s = open_library(first)
    s.close()
    first.write_bytes(b"SQLite format 3\0 and then rubbish")
    restore_backup(first)
    assert version(first) == 1, "the backup comes back as it was"
    s = open_library(first)
    assert len(s.snapshot(W).notes) == 5
    s.close()
