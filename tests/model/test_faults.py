"""What the disk or the file refuses in mid-work: one sentence, nothing half done, and work goes on after it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError

from cocreate.errors import LibraryDamage, LibraryTrouble
from cocreate.model import db
from cocreate.model.library import Library, open_library
from model.kit import ME, W, add, begin, live, put_text, store, tables

FAULTS = {
    "between two writes": ["CREATE TEMP TRIGGER t BEFORE UPDATE ON note BEGIN SELECT RAISE(ABORT, 'planted'); END"],
    "at the commit": [
        "CREATE TEMP TABLE parent (id INTEGER PRIMARY KEY)",
        "CREATE TEMP TABLE child (p REFERENCES parent DEFERRABLE INITIALLY DEFERRED)",
        "CREATE TEMP TRIGGER t BEFORE UPDATE ON note BEGIN INSERT INTO child VALUES (7); END",
    ],
}


@pytest.mark.parametrize("when", FAULTS)
def test_a_fault_of_the_file_leaves_nothing_either(when: str) -> None:
    """The journal is written before the rows, and the history remembers what was not committed yet."""
    s = store(workshop=True)
    add(s, "n", "one")
    put_text(s, "n", "two")
    before, held, heard = s.have(W), tables(s), []
    s.listeners.append(heard.append)
    with s._db.begin():
        for statement in FAULTS[when]:
            s._db.exec_driver_sql(statement)
    for act in (lambda: put_text(s, "n", "three"), lambda: s.undo(W, ME.id)):
        with pytest.raises(DBAPIError, match=r"planted|FOREIGN KEY"):
            act()
    assert (s.have(W), tables(s), heard) == (before, held, [])
    with s._db.begin():
        s._db.exec_driver_sql("DROP TRIGGER t")
    assert (s.undo_label(W, ME.id), s.redo_label(W, ME.id)) == ("EditNote", "")
    s.undo(W, ME.id)
    assert live(s, "n").text == "one"
    assert s.faults() == []


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Library]:
    """An open library with one idea, that does not wait long for others."""
    monkeypatch.setattr(db, "PRAGMAS", (*(p for p in db.PRAGMAS if "busy" not in p), "busy_timeout=50"))
    opened = open_library(tmp_path / "one.cocreate-db")
    begin(opened)
    add(opened, "n", "bread")
    yield opened
    opened.close()


def pages(library: Library, most: int) -> int:
    """Let the file grow no further than `most` pages; gives the number it has."""
    with library._db.begin():
        library._db.exec_driver_sql(f"PRAGMA max_page_count = {most}")
        return int(library._db.exec_driver_sql("PRAGMA page_count").scalar_one())


def test_a_full_disk_is_one_sentence_and_loses_nothing(library: Library) -> None:
    kept: list[object] = [library.have(W), tables(library)]
    pages(library, pages(library, 1 << 30))

    def fill() -> None:
        for k in range(2000):
            add(library, f"m{k}", "an idea that takes room " * 40)
            kept[:] = library.have(W), tables(library)

    with pytest.raises(LibraryTrouble, match="no room left for the library one") as caught:
        fill()
    assert caught.value.say("nl") != str(caught.value)
    assert [library.have(W), tables(library)] == kept
    pages(library, 1 << 30)
    put_text(library, "n", "butter")
    assert live(library, "n").text == "butter"
    assert library.faults() == []


def test_a_file_that_another_program_holds_is_one_sentence_and_free_afterwards(library: Library) -> None:
    assert library.path is not None
    thief = sqlite3.connect(library.path, isolation_level=None)
    thief.execute("BEGIN IMMEDIATE")
    try:
        for act in (lambda: put_text(library, "n", "mine"), lambda: library.snapshot(W)):
            with pytest.raises(LibraryTrouble, match="open in another CoCreate"):
                act()
    finally:
        thief.rollback()
        thief.close()
    put_text(library, "n", "mine")
    assert live(library, "n").text == "mine"


@pytest.mark.parametrize("spoil", ["text = CAST(x'62E9FF' AS TEXT)", "place = '[1,'"])
def test_a_value_that_no_cocreate_wrote_is_damage(library: Library, spoil: str) -> None:
    with library._db.begin():
        library._db.exec_driver_sql(f"UPDATE note SET {spoil}")
    with pytest.raises(LibraryDamage, match=r"one\.cocreate-db is damaged"):
        library.snapshot(W)
    with pytest.raises(LibraryDamage, match=r"one\.cocreate-db is damaged"):
        put_text(library, "n", "more")
