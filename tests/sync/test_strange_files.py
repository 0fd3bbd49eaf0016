"""What a sync client and strangers do to the files: halves, copies, links, forgeries."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from model.kit import W, add

from cocreate.model.journal import encode
from cocreate.model.store import Store
from cocreate.sync.segment import line_of, seal
from sync.kit import halves, open_folder, said, segments


def test_a_half_file_is_ignored_until_it_is_whole(stores: list[Store], share: Path) -> None:
    a, b, _ = stores
    open_folder(a, share, W).sync()
    (path,) = segments(share, "steps")
    whole = path.read_bytes()
    fb = open_folder(b, share, W)
    for part in (b"", whole[:20], whole[:-1]):
        path.write_bytes(part)
        report = fb.sync()
        assert (report.got, report.unreadable, report.error) == (0, 1, None)
        assert not b.have(W)
    path.write_bytes(whole)
    assert fb.sync().got == 1


def test_names_mean_nothing(stores: list[Store], share: Path) -> None:
    a, b, _ = stores
    fa = open_folder(a, share, W)
    fa.sync()
    (path,) = segments(share, "steps")
    copy = path.with_name("x (Anna's conflicted copy 2026-11-24).ccs")
    path.rename(copy)
    open_folder(b, share, W).sync()
    assert b.have(W) == a.have(W)
    for _ in range(3):
        fa.sync()
    assert copy.exists()  # whoever made it: a library deletes only what it wrote itself


def test_a_link_out_of_the_folder_is_not_followed(stores: list[Store], share: Path, tmp_path: Path) -> None:
    a, b, _ = stores
    outside = tmp_path / "secret"
    outside.mkdir()
    open_folder(a, outside, W).sync()
    (path,) = segments(outside, "steps")
    steps = share / "CoCreate" / "1" / W / "steps"
    steps.mkdir(parents=True)
    (steps / "link.ccs").symlink_to(path)
    (steps / "folder").symlink_to(path.parent)
    report = open_folder(b, share, W).sync()
    assert not b.have(W)
    assert report.unreadable == 1


@pytest.mark.parametrize("where", ["CoCreate", f"CoCreate/1/{W}", f"CoCreate/1/{W}/steps"])
def test_nothing_is_written_through_a_link(stores: list[Store], share: Path, tmp_path: Path, where: str) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (share / where).parent.mkdir(parents=True, exist_ok=True)
    (share / where).symlink_to(outside)
    assert "is no real folder" in said(open_folder(stores[0], share, W))
    assert not list(outside.iterdir())


def test_a_pipe_in_the_folder_does_not_hang(stores: list[Store], share: Path) -> None:
    folder = open_folder(stores[0], share, W)
    folder.sync()
    os.mkfifo(share / "CoCreate" / "1" / W / "steps" / "pipe.ccs")
    assert folder.sync().unreadable == 1


def test_files_of_another_workshop_are_left_alone(stores: list[Store], share: Path) -> None:
    a, b, _ = stores
    open_folder(a, share, W).sync()
    (path,) = segments(share, "steps")
    astray = share / "CoCreate" / "1" / "workshop-2" / "steps" / "x" / path.name
    astray.parent.mkdir(parents=True)
    shutil.copy(path, astray)
    forged = seal({"kind": "steps", "scope": "workshop-2"}, [line_of(encode(s)) for s in a.steps(W, a.have(W))])
    (astray.parent / "forged.ccs").write_bytes(forged)
    fb = open_folder(b, share, "workshop-2")
    reports = [fb.sync(), fb.sync()]
    assert [r.unreadable for r in reports] == [2, 2]
    assert not b.have(W)
    assert not b.have("workshop-2")
    assert astray.exists()


def test_one_bad_step_keeps_the_whole_file_out(stores: list[Store], share: Path) -> None:
    a, b, _ = stores
    add(a, "n")
    good = [encode(s) for s in a.steps(W, a.have(W))]
    good[1][0] = "no stamp"
    steps = share / "CoCreate" / "1" / W / "steps" / "x"
    steps.mkdir(parents=True)
    (steps / "y.ccs").write_bytes(seal({"kind": "steps", "scope": W}, [line_of(s) for s in good]))
    assert open_folder(b, share, W).sync().unreadable == 1
    assert not b.have(W)


@pytest.mark.parametrize(
    ("head", "lines"),
    [
        ({}, [{}, {}]),
        ({"replica": "../../x", "number": 1, "ask": 1}, [{}, {"aa": [[1, 9]]}]),
        ({"replica": "zz", "number": 1 << 99, "ask": 1}, [{}, {}]),
        ({"replica": "zz", "number": 1, "ask": -1}, [{}, {}]),
        ({"replica": "zz", "number": 1, "ask": 1}, [{"zz": [[1, "x"]]}, {}]),
        ({"replica": "zz", "number": 1, "ask": 1}, []),
    ],
)
def test_a_strange_word_of_a_peer_is_not_heard(
    stores: list[Store], share: Path, head: dict[str, object], lines: list[object]
) -> None:
    path = share / "CoCreate" / "1" / W / "have" / "zz" / "x.ccs"
    path.parent.mkdir(parents=True)
    path.write_bytes(seal({"kind": "have", "scope": W, **head}, [line_of(one) for one in lines]))
    folder = open_folder(stores[0], share, W)
    assert not said(folder)
    assert not folder.memory.peers


def test_halves_left_by_a_crash_are_swept(stores: list[Store], share: Path) -> None:
    a = stores[0]
    own = share / "CoCreate" / "1" / W / "steps" / a.device
    other = share / "CoCreate" / "1" / W / "steps" / "another"
    for folder in (own, other):
        folder.mkdir(parents=True)
        (folder / ".tmp-1").write_bytes(b"half")
    open_folder(a, share, W).sync()
    assert halves(share) == [other / ".tmp-1"]
