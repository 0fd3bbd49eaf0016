"""A folder that vanishes, is emptied, full, closed or wrong: a sentence, and nothing lost."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path

import pytest
from model.kit import W, add, begin, live, tables

from cocreate.errors import FileTrouble, FolderChanged, Refused
from cocreate.model.library import open_library
from cocreate.model.store import Store
from cocreate.sync import publish_documents
from sync.kit import contents, halves, open_folder, said, segments


def test_an_emptied_folder_is_filled_again_when_somebody_says_so_and_removes_nothing(
    stores: list[Store], share: Path
) -> None:
    a, b, c = stores
    fa, fb = open_folder(a, share, W), open_folder(b, share, W)
    fa.sync()
    fb.sync()
    add(b, "n", "kept")
    for f in (fb, fa):
        f.sync()
    shutil.rmtree(share / "CoCreate")
    assert "is empty now" in said(fa)
    assert isinstance(fb.sync().error, FolderChanged)
    assert not list(share.iterdir())  # nothing was written, and the question stands until it is answered
    assert "is empty now" in said(open_folder(a, share, W))
    assert fa.sync(again=True).error is None
    assert not said(fb)  # the folder holds the workshop again
    assert not said(fa)
    assert live(a, "n").text == "kept"
    open_folder(c, share, W).sync()
    assert tables(c) == tables(a)


@pytest.mark.parametrize("left", ["CoCreate/1/README.txt", "CoCreate/1/workshop-2/out/report.pdf", "photos/1.jpg"])
def test_another_drive_in_the_same_place_is_not_written_to(stores: list[Store], share: Path, left: str) -> None:
    a = stores[0]
    open_folder(a, share, W).sync()
    shutil.rmtree(share / "CoCreate")
    (share / left).parent.mkdir(parents=True)
    (share / left).write_bytes(b"another drive")
    assert "does not hold it now" in said(open_folder(a, share, W))
    assert list(contents(share)) == [left]


def test_a_new_folder_and_a_new_laptop_are_not_asked_about(stores: list[Store], share: Path, tmp_path: Path) -> None:
    a, b, _ = stores
    open_folder(a, share, W).sync()
    second = tmp_path / "second"
    second.mkdir()
    assert not said(open_folder(a, second, W))
    assert not said(open_folder(b, share, W))


def test_a_folder_whose_files_are_not_whole_yet_is_not_taken_for_emptied(stores: list[Store], share: Path) -> None:
    a = stores[0]
    open_folder(a, share, W).sync()
    for path in segments(share):
        path.write_bytes(path.read_bytes()[:50])
    assert not said(open_folder(a, share, W))


def test_a_vanished_folder_is_a_sentence_and_heals(stores: list[Store], share: Path) -> None:
    a, b, _ = stores
    fa = open_folder(a, share, W)
    fa.sync()
    away = share.rename(share.with_name("away"))
    add(a, "n")
    assert "is not there" in said(fa)
    assert not share.exists()  # never made by us: it may be an unmounted disk
    share.write_text("a file")
    assert "is a file" in said(fa)
    share.unlink()
    away.rename(share)
    assert not said(fa)
    open_folder(b, share, W).sync()
    assert live(b, "n").text == "x"


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.ENOSPC, "is full"), (errno.EDQUOT, "is full"), (errno.EACCES, "may not write"),
        (errno.EROFS, "may not write"), (errno.EIO, "cannot be used now"), (errno.ESTALE, "cannot be used now"),
    ],
)  # fmt: skip
def test_a_fault_in_writing_is_a_sentence_and_leaves_no_half(
    stores: list[Store], share: Path, monkeypatch: pytest.MonkeyPatch, number: int, sentence: str
) -> None:
    a, b, _ = stores
    fb = open_folder(b, share, W)
    fb.sync()
    open_folder(a, share, W).sync()

    def broken(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", broken)
        assert sentence in said(fb)
        assert b.have(W) == a.have(W)  # what could be read was read
        add(b, "n", "made meanwhile")
        assert sentence in said(fb)
        with pytest.raises(FileTrouble, match=sentence):
            publish_documents(share, W, {"report.pdf": b"x"})
    assert not halves(share)
    assert not said(fb)
    open_folder(a, share, W).sync()
    assert live(a, "n").text == "made meanwhile"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_is_read(stores: list[Store], share: Path) -> None:
    a, b, _ = stores
    open_folder(a, share, W).sync()
    places = [share, *(p for p in share.rglob("*") if p.is_dir())]
    for path in places:
        path.chmod(0o555)
    try:
        assert "may not write" in said(open_folder(b, share, W))
    finally:
        for path in places:
            path.chmod(0o755)
    assert b.have(W) == a.have(W)


def test_a_library_inside_the_shared_folder_is_refused(share: Path) -> None:
    library = open_library(share / "mine" / "l.db")
    begin(library)
    report = open_folder(library, share, W).sync()
    library.close()
    assert isinstance(report.error, Refused)
    assert not (share / "CoCreate").exists()


def test_a_scope_that_is_no_folder_name_is_refused(share: Path, stores: list[Store]) -> None:
    for scope in ("../x", "", "A", "x/y", "."):
        assert isinstance(open_folder(stores[0], share, scope).sync().error, Refused)
    assert not list(share.iterdir())
