"""A library that cannot be used says one sentence and stays as it is, byte for byte."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from cocreate.errors import LibraryTrouble
from cocreate.model import db
from cocreate.model.backups import back_up, list_backups
from cocreate.model.library import open_library, restore_backup
from model.kit import W, add, begin, live, put_text

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A closed library with one idea."""
    where = tmp_path / "lib" / "library.cocreate-db"
    s = open_library(where)
    begin(s)
    add(s, "n", "bread")
    s.close()
    return where


def trouble(path: Path) -> str:
    """What opening says; the file must be the same afterwards."""
    before = {p.name: p.read_bytes() for p in path.parent.iterdir() if p.is_file() and p.suffix != ".lock"}
    with pytest.raises(LibraryTrouble) as caught:
        open_library(path)
    after = {p.name: p.read_bytes() for p in path.parent.iterdir() if p.is_file() and p.suffix != ".lock"}
    assert after == before, "the library was touched"
    said = str(caught.value)
    assert re.fullmatch(r"[^.]+(\.[\w-]+)*[^.]*\. .+\.", said), f"what happened, and what to do: {said}"
    assert caught.value.say("nl") != said
    return said


def change(path: Path, sql: str) -> None:
    with sqlite3.connect(path) as file:
        file.execute(sql)
    file.close()


def test_a_new_library_is_made_with_its_folder(tmp_path: Path) -> None:
    s = open_library(tmp_path / "deep" / "er" / "x.cocreate-db")
    assert s.workshops() == []
    s.close()
    s.close()


def test_it_opens_again(path: Path) -> None:
    s = open_library(path)
    assert live(s, "n").text == "bread"
    assert s.faults() == []
    s.close()


def test_a_newer_library_is_left_alone(path: Path) -> None:
    change(path, f"PRAGMA user_version = {db.SCHEMA + 1}")
    assert "newer CoCreate" in trouble(path)


def test_another_file_of_sqlite_is_no_library(path: Path) -> None:
    change(path, "PRAGMA application_id = 7")
    assert "is not a library" in trouble(path)


@pytest.mark.parametrize("content", [b"Dear diary, we baked. " * 99, b"\0" * 5000, b"SQLite format 3\0" + b"x" * 4000])
def test_a_file_that_is_no_database_is_left_alone(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    assert "damaged" in trouble(path)


def test_damage_inside_is_seen_and_names_the_backup(path: Path) -> None:
    open_library(path).close()  # makes the first backup
    data = bytearray(path.read_bytes())
    for start in range(4096, len(data), 4096):
        data[start : start + 64] = os.urandom(64)
    path.write_bytes(bytes(data))
    assert re.search(r"a backup of \d{4}-\d\d-\d\d", trouble(path))


def test_an_emptied_file_with_a_backup_is_not_taken_for_a_new_library(path: Path) -> None:
    open_library(path).close()  # makes the first backup
    path.write_bytes(b"")
    assert "a backup of" in trouble(path)
    restore_backup(path)
    s = open_library(path)
    assert live(s, "n").text == "bread"
    s.close()


def test_a_cut_file_is_seen(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert "damaged" in trouble(path)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the superuser may write everywhere")
@pytest.mark.parametrize("what", ["file", "folder"])
def test_a_read_only_library_is_said_to_be(path: Path, what: str) -> None:
    spot = path if what == "file" else path.parent
    mode = spot.stat().st_mode
    spot.chmod(0o555)
    try:
        assert "read-only" in trouble(path) or "cannot be used" in trouble(path)
    finally:
        spot.chmod(mode)


@pytest.mark.parametrize("what", ["file", "folder"])
def test_a_library_that_may_not_be_written_is_said_to_be(
    path: Path, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where the tests run as superuser: the platform answers that writing is not allowed."""
    real: Callable[..., bool] = os.access
    spot = path if what == "file" else path.parent
    monkeypatch.setattr(os, "access", lambda p, mode: Path(p) != spot and real(p, mode))
    assert "read-only" in trouble(path)


def test_a_folder_that_is_a_file_is_said_to_be(tmp_path: Path) -> None:
    (tmp_path / "lib").write_text("a file")
    with pytest.raises(LibraryTrouble, match="folder of the library"):
        open_library(tmp_path / "lib" / "x.cocreate-db")


def test_a_second_opening_is_refused_in_this_process_and_in_another(path: Path) -> None:
    s = open_library(path)
    code = (
        "import sys; from pathlib import Path; from cocreate.model.library import open_library\n"
        "try: open_library(Path(sys.argv[1]))\n"
        "except Exception as e: print(e)"
    )
    other = subprocess.run([sys.executable, "-c", code, str(path)], cwd=ROOT, capture_output=True, text=True)
    assert "open in another CoCreate" in other.stdout
    with pytest.raises(LibraryTrouble, match="open in another CoCreate"):
        open_library(path)
    put_text(s, "n", "still mine")
    s.close()
    open_library(path).close()


def test_a_library_that_another_program_writes_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(db, "PRAGMAS", (*(p for p in db.PRAGMAS if "busy" not in p), "busy_timeout=50"))
    thief = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    thief.execute("BEGIN IMMEDIATE")
    try:
        with pytest.raises(LibraryTrouble, match="open in another"):
            open_library(path)
    finally:
        thief.rollback()
        thief.close()


def test_backups_are_made_on_opening_and_the_newest_ten_are_kept(path: Path) -> None:
    for k in range(12):
        s = open_library(path)
        put_text(s, "n", f"bread {k}")
        s.close()
    kept = list_backups(path)
    assert len(kept) == 10
    assert back_up(path) is not None, "the last edit has no backup yet"
    assert back_up(path) is None, "nothing changed since"


def test_the_newest_backup_comes_back_and_the_damaged_file_stays(path: Path) -> None:
    s = open_library(path)
    put_text(s, "n", "butter")
    s.close()
    open_library(path).close()
    path.write_bytes(b"damaged")
    trouble(path)
    aside = restore_backup(path)
    assert aside.read_bytes() == b"damaged"
    s = open_library(path)
    assert live(s, "n").text == "butter"
    assert s.faults() == []
    assert len(s.have(W)) == 2, "each opening writes under a name of its own"
    s.close()


def test_without_a_backup_nothing_is_put_in_place(path: Path) -> None:
    shutil.rmtree(path.parent / "library-backups", ignore_errors=True)
    before = path.read_bytes()
    with pytest.raises(LibraryTrouble, match="no backup"):
        restore_backup(path)
    assert path.read_bytes() == before


def test_a_failed_opening_leaves_no_lock(path: Path) -> None:
    change(path, "PRAGMA user_version = 99")
    trouble(path)
    change(path, f"PRAGMA user_version = {db.SCHEMA}")
    open_library(path).close()


def test_the_lock_is_free_after_closing_in_another_thread(path: Path) -> None:
    s = open_library(path)
    closer = threading.Thread(target=s.close)
    closer.start()
    closer.join()
    open_library(path).close()
