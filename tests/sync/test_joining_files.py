"""Many small files become few, and a small one goes only when nothing can be lost by it."""

from __future__ import annotations

import os
from pathlib import Path

from model.kit import W, add

from cocreate.model import ranges
from cocreate.model.store import Store
from cocreate.sync import Folder
from sync.kit import open_folder, segments


def test_many_files_become_few_and_nothing_is_lost(stores: list[Store], share: Path) -> None:
    a, b, _ = stores
    fa = open_folder(a, share, W, rest=0)
    for k in range(80):
        add(a, f"n{k}")
        fa.sync()
    for _ in range(3):
        fa.sync()
    assert len(segments(share, "steps")) <= 26
    open_folder(b, share, W).sync()
    assert ranges.count(b.have(W)) == 81


def test_files_that_a_joined_file_replaces_stay_for_a_day(stores: list[Store], share: Path) -> None:
    a = stores[0]
    fa = open_folder(a, share, W)
    for k in range(27):
        add(a, f"n{k}")
        fa.sync()
    fa.sync()
    files = segments(share, "steps")
    assert len(files) == 28  # one a round, and one joined file, which is not made again and again
    for path in files:
        os.utime(path, (1e9, 1e9))
    fa.sync()
    fa.sync()
    assert len(segments(share, "steps")) < 5


def test_joining_leaves_the_files_of_others_alone(stores: list[Store], share: Path) -> None:
    a, b, _ = stores
    fa, fb = open_folder(a, share, W, rest=0), open_folder(b, share, W, rest=0)
    fa.sync()
    fb.sync()
    for k in range(30):
        add(b, f"b{k}")
        fb.sync() if k < 20 else None
        add(a, f"a{k}")
        fa.sync()
    before = {p: p.read_bytes() for p in (share / "CoCreate" / "1" / W / "steps" / b.device).iterdir()}
    for k in range(10):
        add(a, f"c{k}")
        fa.sync()
    assert {p: p.read_bytes() for p in (share / "CoCreate" / "1" / W / "steps" / b.device).iterdir()} == before


def joined(a: Store, share: Path) -> Folder:
    """A folder in which a joined file has just been written."""
    fa = open_folder(a, share, W, rest=0)
    for k in range(24):
        fa.sync()
        add(a, f"n{k}")
    fa.sync()
    fa.sync()
    assert len(segments(share, "steps")) == 26
    return fa


def test_small_files_go_only_after_the_joined_one_stood_a_whole_round(stores: list[Store], share: Path) -> None:
    fa = joined(stores[0], share)
    counts = []
    for _ in range(3):
        fa.sync()
        counts.append(len(segments(share, "steps")))
    assert counts == [26, 1, 1]


def test_small_files_stay_when_the_joined_one_is_damaged_behind_our_back(stores: list[Store], share: Path) -> None:
    fa = joined(stores[0], share)
    fa.sync()
    big = max(segments(share, "steps"), key=lambda p: p.stat().st_size)
    status, data = big.stat(), bytearray(big.read_bytes())
    data[60] ^= 1
    big.write_bytes(data)
    os.utime(big, ns=(status.st_atime_ns, status.st_mtime_ns))  # the same size, date and inode
    fa.sync()
    assert len(segments(share, "steps")) == 26
