"""Pictures travel through the shared folder: whole or not at all, and only bytes that are what their name says."""

from __future__ import annotations

import hashlib
import time
from pathlib import Path

import pytest
from model.kit import ME, W, add, begin, store, wire

from cocreate.model.commands import AttachImage, RemoveAttachments
from cocreate.model.journal import Stepped
from cocreate.model.store import Store
from cocreate.sync import courier, pictures
from sync.kit import contents, halves, open_folder

PNG = b"\x89PNG and so on"
DIGEST = hashlib.sha256(PNG).hexdigest()


@pytest.fixture
def a() -> Store:
    made = store("a")
    begin(made)
    add(made, "n", "bread")
    attach(made, PNG)
    return made


def attach(s: Store, data: bytes, name: str = "i") -> None:
    digest = s.keep(data)
    s.run(AttachImage(scope=W, note_id="n", attachment_id=name, digest=digest, media_type="image/png"), ME)


def at(share: Path, digest: str = DIGEST) -> Path:
    return share / "CoCreate" / "1" / W / "blob" / digest[:2] / digest


def test_a_picture_comes_to_the_other_laptop_and_those_who_wait_are_told(a: Store, tmp_path: Path) -> None:
    b = store("b")
    heard: list[Stepped] = []
    b.listeners.append(heard.append)
    sent = open_folder(a, tmp_path).sync()
    assert (sent.pictures.sent, sent.pictures.got, sent.error) == (1, 0, None)
    assert at(tmp_path).read_bytes() == PNG
    got = open_folder(b, tmp_path).sync()
    assert (got.pictures.got, got.pictures.lacking) == (1, 0)
    assert b.blob(DIGEST) == PNG
    told = heard[-1]
    assert (told.stamp, [row.id for row in told.rows], told.is_foreign) == ("", ["i"], True)
    assert wire(b) == wire(a), "nothing is journalled for it"
    assert halves(tmp_path) == []
    quiet = open_folder(b, tmp_path).sync()
    assert (quiet.pictures.sent, quiet.pictures.got) == (0, 0)


def test_a_picture_that_was_removed_travels_too_because_an_undo_may_bring_it_back(a: Store, tmp_path: Path) -> None:
    a.run(RemoveAttachments(scope=W, attachment_ids=("i",)), ME)
    b = store("b")
    for s in (a, b):
        open_folder(s, tmp_path).sync()
    assert b.blob(DIGEST) == PNG


@pytest.mark.parametrize("lie", [b"", b"other bytes", PNG[:-1], PNG + b"x", bytes(len(PNG))])
def test_wrong_bytes_are_never_taken_and_heal_from_who_has_the_right_ones(a: Store, tmp_path: Path, lie: bytes) -> None:
    b = store("b")
    open_folder(a, tmp_path).sync()
    at(tmp_path).write_bytes(lie)
    folder = open_folder(b, tmp_path)
    for _ in range(2):
        report = folder.sync()
        assert (report.pictures.got, report.pictures.lacking, report.pictures.wrong) == (0, 1, 1)
    assert b.missing_blobs(W) == [DIGEST]
    c = store("c")  # holds the bytes, and has not seen the file whole
    c.merge(W, wire(a))
    c.keep(PNG)
    assert open_folder(c, tmp_path).sync().pictures.sent == 1
    assert folder.sync().pictures.got == 1
    assert b.blob(DIGEST) == PNG


def test_a_lost_picture_is_laid_down_again(a: Store, tmp_path: Path) -> None:
    folder = open_folder(a, tmp_path)
    folder.sync()
    at(tmp_path).unlink()
    assert folder.sync().pictures.sent == 1
    assert at(tmp_path).read_bytes() == PNG


@pytest.mark.parametrize("name", ["../../../secret", "", "a" * 63, DIGEST.upper(), "/etc/passwd", DIGEST + "/x"])
def test_a_name_from_another_laptop_leads_nowhere(a: Store, tmp_path: Path, name: str) -> None:
    b = store("b")
    b.merge(W, wire(a))
    with b._db.begin():
        b._db.exec_driver_sql("UPDATE attachment SET digest = ?", (name,))
    for part in ("secret", "CoCreate/1/secret"):
        (tmp_path / part).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / part).write_bytes(b"secret")
    report = open_folder(b, tmp_path).sync()
    assert (report.error, report.pictures.got, report.pictures.lacking, report.pictures.wrong) == (None, 0, 1, 0)


def test_links_and_directories_in_its_place_are_not_followed(a: Store, tmp_path: Path) -> None:
    share, elsewhere = tmp_path / "share", tmp_path / "elsewhere"
    share.mkdir()
    elsewhere.mkdir()
    open_folder(a, share).sync()
    (elsewhere / DIGEST).write_bytes(PNG)
    b = store("b")
    at(share).unlink()
    at(share).symlink_to(elsewhere / DIGEST)
    assert open_folder(b, share).sync().pictures.got == 0
    at(share).unlink()
    at(share).parent.rmdir()
    at(share).parent.symlink_to(elsewhere)
    assert open_folder(b, share).sync().pictures.got == 0
    at(share).parent.unlink()
    at(share).mkdir(parents=True)
    report = open_folder(b, share).sync()
    assert (report.pictures.got, report.error) == (0, None)


def test_a_round_carries_so_many_bytes_and_the_next_goes_on(
    a: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "A_ROUND", 250)
    for k in range(5):
        attach(a, bytes([k]) * 100, f"i{k}")
    b = store("b")
    mine, yours = open_folder(a, tmp_path), open_folder(b, tmp_path)
    sent = [mine.sync().pictures.sent for _ in range(4)]
    assert (sum(sent), sent[-1]) == (6, 0)
    assert max(sent) <= 4
    assert len([p for p in contents(tmp_path) if "blob" in p]) == 6
    got = [yours.sync().pictures.got for _ in range(4)]
    assert (sum(got), got[-1]) == (6, 0)
    assert max(got) <= 4


def test_bytes_that_nobody_here_has_are_waited_for(a: Store, tmp_path: Path) -> None:
    b = store("b")
    b.merge(W, wire(a))
    assert open_folder(b, tmp_path).sync().pictures.lacking == 1
    open_folder(a, tmp_path).sync()
    assert open_folder(b, tmp_path).sync().pictures.got == 1


def test_a_picture_that_could_not_be_read_for_a_while_is_read_later(a: Store, tmp_path: Path) -> None:
    b = store("b")
    open_folder(a, tmp_path).sync()
    folder = open_folder(b, tmp_path)
    courier._avoided[str(at(tmp_path))] = time.monotonic() + 60  # a placeholder that hung
    report = folder.sync()
    assert (report.pictures.got, report.pictures.lacking, report.pictures.wrong) == (0, 1, 0)
    del courier._avoided[str(at(tmp_path))]
    assert folder.sync().pictures.got == 1


def test_a_file_that_hung_is_not_opened_to_be_written_over(a: Store, tmp_path: Path) -> None:
    open_folder(a, tmp_path).sync()
    later = store("c")  # holds the bytes, and has not seen the file whole
    later.merge(W, wire(a))
    later.keep(PNG)
    courier._avoided[str(at(tmp_path))] = time.monotonic() + 60
    at(tmp_path).write_bytes(bytes(len(PNG)))
    folder = open_folder(later, tmp_path)
    assert folder.sync().pictures.sent == 0
    del courier._avoided[str(at(tmp_path))]
    assert folder.sync().pictures.sent == 1
    assert at(tmp_path).read_bytes() == PNG
