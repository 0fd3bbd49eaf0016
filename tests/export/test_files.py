"""A file is written whole or not at all, and nothing is left beside it."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from cocreate.errors import FileTrouble
from cocreate.export.files import safe_name, write_file, write_files


def test_writes_and_gives_the_path_back(tmp_path: Path) -> None:
    assert write_file(tmp_path / "a.pdf", b"one") == tmp_path / "a.pdf"
    assert (tmp_path / "a.pdf").read_bytes() == b"one"
    assert os.listdir(tmp_path) == ["a.pdf"]


def test_a_file_that_is_there_stays_unless_forced(tmp_path: Path) -> None:
    write_file(tmp_path / "a.pdf", b"one")
    with pytest.raises(FileTrouble, match=r"a\.pdf is already there"):
        write_file(tmp_path / "a.pdf", b"two")
    assert (tmp_path / "a.pdf").read_bytes() == b"one"
    write_file(tmp_path / "a.pdf", b"two", force=True)
    assert (tmp_path / "a.pdf").read_bytes() == b"two"
    assert os.listdir(tmp_path) == ["a.pdf"]


def test_a_dangling_link_counts_as_there(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").symlink_to(tmp_path / "nowhere")
    with pytest.raises(FileTrouble):
        write_file(tmp_path / "a.pdf", b"one")


def test_a_folder_is_no_target(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").mkdir()
    with pytest.raises(FileTrouble, match="is a folder"):
        write_file(tmp_path / "a.pdf", b"one", force=True)
    assert os.listdir(tmp_path) == ["a.pdf"]


def test_a_missing_folder_and_a_long_name_are_said(tmp_path: Path) -> None:
    with pytest.raises(FileTrouble, match="is not there"):
        write_file(tmp_path / "gone" / "a.pdf", b"one")
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(FileTrouble, match="is not there"):
        write_file(tmp_path / "file" / "a.pdf", b"one")
    with pytest.raises(FileTrouble, match="too long"):
        write_file(tmp_path / ("n" * 300), b"one")
    with pytest.raises(FileTrouble, match="no file name"):
        write_file(f"{tmp_path}/a\0b", b"one")
    assert os.listdir(tmp_path) == ["file"]


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (errno.ENOSPC, "no room"),
        (errno.EROFS, "may not write"),
        (errno.EACCES, "may not write"),
        (errno.EIO, "could not be written"),
    ],
)
def test_a_disk_that_refuses_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, said: str
) -> None:
    write_file(tmp_path / "a.pdf", b"one")

    def refuse(handle: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(FileTrouble, match=said) as caught:
        write_file(tmp_path / "a.pdf", b"two" * 1000, force=True)
    assert caught.value.say("nl") != caught.value.say("en")
    assert (tmp_path / "a.pdf").read_bytes() == b"one"
    assert os.listdir(tmp_path) == ["a.pdf"]


def test_a_file_beyond_the_limit_of_the_system_leaves_nothing(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource", reason="limits are a thing of Unix")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
    try:
        with pytest.raises(FileTrouble, match="no room"):
            write_file(tmp_path / "a.pdf", b"x" * 50_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert os.listdir(tmp_path) == []


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_is_said(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(FileTrouble, match="may not write"):
            write_file(tmp_path / "a.pdf", b"one")
    finally:
        tmp_path.chmod(0o700)


def test_several_files_are_written_all_or_none(tmp_path: Path) -> None:
    (tmp_path / "b.csv").write_bytes(b"old")
    with pytest.raises(FileTrouble, match=r"b\.csv is already there"):
        write_files({tmp_path / "a.csv": b"a", tmp_path / "b.csv": b"b"})
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {"b.csv": b"old"}
    write_files({tmp_path / "a.csv": b"a", tmp_path / "b.csv": b"b"}, force=True)
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {"a.csv": b"a", "b.csv": b"b"}


def test_what_is_called_off_at_the_last_moment_leaves_nothing(tmp_path: Path) -> None:
    asked: list[int] = []

    def check() -> None:
        asked.append(len(asked))
        if len(asked) == 3:  # after both were written, before they got their names
            raise KeyError("off")

    with pytest.raises(KeyError):
        write_files({tmp_path / "a": b"a", tmp_path / "b": b"b"}, check=check)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_open_elsewhere_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "report.pdf"
    target.write_bytes(b"old")

    def locked(*_: object) -> None:
        raise PermissionError(13, "in use")  # what Windows answers

    monkeypatch.setattr(os, "replace", locked)
    with pytest.raises(FileTrouble, match="another program has it open"):
        write_file(target, b"new", force=True)
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {"report.pdf": b"old"}


def test_names_that_a_system_would_not_take_are_changed() -> None:
    assert safe_name("a/b: c?", "x") == "a b c"
    assert safe_name("nul", "x") == "nul_"
    assert safe_name(" ..", "workshop") == "workshop"
    assert safe_name("Zoë – 3", "x") == "Zoë 3"
