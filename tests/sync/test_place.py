"""Which workshops a folder holds, and the documents laid beside them."""

from __future__ import annotations

from pathlib import Path

import pytest
from model.kit import W, begin, tables

from cocreate.errors import FileTrouble
from cocreate.model.store import Store
from cocreate.sync import join_all, publish_documents, workshops_in
from sync.kit import at_once, halves, open_folder, segments


def test_a_second_laptop_joins_every_workshop_of_the_folder(stores: list[Store], share: Path) -> None:
    a, b, _ = stores
    begin(a, "workshop-2", "board-2")
    for scope in (W, "workshop-2"):
        open_folder(a, share, scope).sync()
    (share / "CoCreate" / "1" / "Not a workshop").mkdir()
    assert workshops_in(share) == [W, "workshop-2"]
    report = join_all(at_once(b), share)
    assert (report.got, report.error) == (2, None)
    assert {w.id for w in b.workshops()} == {W, "workshop-2"}
    assert tables(b) == tables(a)


def test_an_unused_or_vanished_folder_has_no_workshops(stores: list[Store], share: Path) -> None:
    assert workshops_in(share) == []
    share.rmdir()
    with pytest.raises(FileTrouble, match="is not there"):
        workshops_in(share)
    assert isinstance(join_all(at_once(stores[0]), share).error, FileTrouble)


def test_documents_are_replaced_whole_and_never_read_back(stores: list[Store], share: Path) -> None:
    a, b, _ = stores
    open_folder(a, share, W).sync()
    (path,) = segments(share, "steps")
    out = publish_documents(share, W, {"report.pdf": b"one", "Ideeën.csv": b"two"})
    publish_documents(share, W, {"report.pdf": b"three", "steps.ccs": path.read_bytes()})
    path.unlink()
    assert sorted(p.name for p in out.iterdir()) == ["Ideeën.csv", "report.pdf", "steps.ccs"]
    assert (out / "report.pdf").read_bytes() == b"three"
    assert not halves(share)
    report = open_folder(b, share, W).sync()
    assert (report.got, report.unreadable) == (0, 0)


@pytest.mark.parametrize("name", ["../report.pdf", "a/b.pdf", "", ".hidden", "a:b.pdf", "x\n.pdf", "x" * 101])
def test_a_document_cannot_leave_its_folder(share: Path, name: str) -> None:
    with pytest.raises(FileTrouble, match="file name"):
        publish_documents(share, W, {name: b"x"})
    assert not list(share.iterdir())
