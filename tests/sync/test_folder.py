"""Laptops exchange workshops through a folder; each fact names the fault that it guards against."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from model.kit import ME, W, add, begin, live, note, put_text, remove, store, tables

from cocreate.errors import FileTrouble, Refused
from cocreate.model import ranges
from cocreate.model.commands import (
    Actor,
    AddParticipants,
    CastBallot,
    CloseRound,
    CreateRound,
    NewParticipant,
    OpenRound,
    RevealRound,
)  # fmt: skip
from cocreate.model.journal import encode
from cocreate.model.library import open_library
from cocreate.model.store import Store
from cocreate.sync import Folder, join_all, publish_documents, workshops_in
from cocreate.sync import folder as folder_module
from cocreate.sync.segment import line_of, seal, unseal


@pytest.fixture
def share(tmp_path: Path) -> Path:
    made = tmp_path / "share"
    made.mkdir()
    return made


@pytest.fixture
def stores() -> Iterator[list[Store]]:
    """Three libraries in memory; the first has a workshop."""
    made = [store("aa", workshop=True), store("bb"), store("cc")]
    yield made
    for one in made:
        one.close()


def segments(share: Path, kind: str = "*") -> list[Path]:
    return sorted(share.glob(f"CoCreate/1/*/{kind}/*/*.ccs"))


def contents(share: Path) -> dict[str, bytes]:
    return {str(p.relative_to(share)): p.read_bytes() for p in share.rglob("*") if p.is_file()}


def halves(share: Path) -> list[Path]:
    return list(share.rglob(".tmp-*"))


def said(folder: Folder) -> str:
    error = folder.sync().error
    return "" if error is None else str(error)


# ---- the exchange


def test_two_laptops_end_with_the_same_workshop(tmp_path: Path, share: Path) -> None:
    a, b = open_library(tmp_path / "a" / "l.db"), open_library(tmp_path / "b" / "l.db")
    begin(a)
    add(a, "n1", "from a")
    fa, fb = Folder(a, share, W), Folder(b, share, W)
    assert fa.sync().error is None
    assert fb.sync().got == 2
    add(b, "n2", "from b")
    put_text(b, "n1", "edited by b")
    fb.sync()
    report = fa.sync()
    assert (report.got, report.waiting, report.unreadable, report.error) == (2, 0, 0, None)
    assert a.snapshot(W).notes == b.snapshot(W).notes
    assert tables(a) == tables(b)
    assert not a.faults()
    assert not b.faults()
    a.close()
    b.close()


def test_the_layout_is_the_one_that_other_versions_expect(stores: list[Store], share: Path) -> None:
    a = stores[0]
    Folder(a, share, W).sync()
    home = share / "CoCreate" / "1"
    assert (home / "README.txt").is_file()
    steps = list((home / W / "steps" / a.device).iterdir())
    have = list((home / W / "have" / "aa").iterdir())
    assert [len(p.stem) for p in steps] == [32]
    assert [len(p.stem) for p in have] == [6 + 1 + 24]


def test_a_calm_folder_is_left_as_it_is(stores: list[Store], share: Path) -> None:
    folders = [Folder(s, share, W) for s in stores]
    for _ in range(3):
        for f in folders:
            f.sync()
    before = contents(share)
    reports = [f.sync() for f in folders]
    assert contents(share) == before
    assert all((r.sent, r.got, r.waiting, r.error) == (0, 0, 0, None) for r in reports)


def test_an_emptied_folder_is_filled_again_and_removes_nothing(stores: list[Store], share: Path) -> None:
    a, b, c = stores
    fa, fb = Folder(a, share, W), Folder(b, share, W)
    fa.sync()
    fb.sync()
    add(b, "n", "kept")
    for f in (fb, fa):
        f.sync()
    shutil.rmtree(share / "CoCreate")
    assert not said(fa)
    assert not said(fb)
    assert live(a, "n").text == "kept"
    Folder(c, share, W).sync()
    assert tables(c) == tables(a)


def test_a_lost_laptops_steps_come_back_from_those_who_have_them(stores: list[Store], share: Path) -> None:
    a, b, c = stores
    add(a, "n1")
    fb, fc = Folder(b, share, W), Folder(c, share, W)
    Folder(a, share, W).sync()
    fb.sync()
    shutil.rmtree(share / "CoCreate" / "1" / W / "steps")  # the writer is gone, and its files too
    fb.sync()
    assert [fc.sync().waiting for _ in range(3)] == [2, 2, 2]
    fb.sync()
    assert fc.sync().got == 2
    fb.sync()
    assert live(c, "n1").text == "x"
    assert not segments(share, "resend")


def test_many_files_become_few_and_nothing_is_lost(stores: list[Store], share: Path) -> None:
    a, b, _ = stores
    fa = Folder(a, share, W, rest=0)
    for k in range(80):
        add(a, f"n{k}")
        fa.sync()
    for _ in range(3):
        fa.sync()
    assert len(segments(share, "steps")) <= 26
    Folder(b, share, W).sync()
    assert ranges.count(b.have(W)) == 81


def test_files_that_a_joined_file_replaces_stay_for_a_day(stores: list[Store], share: Path) -> None:
    a = stores[0]
    fa = Folder(a, share, W)
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
    fa, fb = Folder(a, share, W, rest=0), Folder(b, share, W, rest=0)
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


def test_a_second_folder_of_one_opening_is_still_heard(stores: list[Store], share: Path) -> None:
    """A new Folder for every round must not count from one again: peers would take its word for an old one."""
    a, b, _ = stores
    Folder(a, share, W).sync()
    fb = Folder(b, share, W)
    fb.sync()
    for k in range(3):
        add(a, f"n{k}")
        Folder(a, share, W).sync()
    fb.sync()
    assert ranges.count(fb.memory.peers["aa"].have) == 4


def test_a_big_import_is_cut_into_files_of_moderate_size(
    stores: list[Store], share: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a, b, _ = stores
    for k in range(6):
        add(a, f"n{k}", "x" * 1500)
    monkeypatch.setattr(folder_module, "TEXT_A_FILE", 4000)
    assert Folder(a, share, W).sync().sent == 7
    assert len(segments(share, "steps")) > 2
    Folder(b, share, W).sync()
    assert tables(b) == tables(a)


# ---- what the sync client and strangers do


def test_a_half_file_is_ignored_until_it_is_whole(stores: list[Store], share: Path) -> None:
    a, b, _ = stores
    Folder(a, share, W).sync()
    (path,) = segments(share, "steps")
    whole = path.read_bytes()
    fb = Folder(b, share, W)
    for part in (b"", whole[:20], whole[:-1]):
        path.write_bytes(part)
        report = fb.sync()
        assert (report.got, report.unreadable, report.error) == (0, 1, None)
        assert not b.have(W)
    path.write_bytes(whole)
    assert fb.sync().got == 1


def test_names_mean_nothing(stores: list[Store], share: Path) -> None:
    a, b, _ = stores
    fa = Folder(a, share, W)
    fa.sync()
    (path,) = segments(share, "steps")
    copy = path.with_name("x (Anna's conflicted copy 2026-11-24).ccs")
    path.rename(copy)
    Folder(b, share, W).sync()
    assert b.have(W) == a.have(W)
    for _ in range(3):
        fa.sync()
    assert copy.exists()  # whoever made it: a library deletes only what it wrote itself


def test_a_link_out_of_the_folder_is_not_followed(stores: list[Store], share: Path, tmp_path: Path) -> None:
    a, b, _ = stores
    outside = tmp_path / "secret"
    outside.mkdir()
    Folder(a, outside, W).sync()
    (path,) = segments(outside, "steps")
    steps = share / "CoCreate" / "1" / W / "steps"
    steps.mkdir(parents=True)
    (steps / "link.ccs").symlink_to(path)
    (steps / "folder").symlink_to(path.parent)
    report = Folder(b, share, W).sync()
    assert not b.have(W)
    assert report.unreadable == 1


@pytest.mark.parametrize("where", ["CoCreate", f"CoCreate/1/{W}", f"CoCreate/1/{W}/steps"])
def test_nothing_is_written_through_a_link(stores: list[Store], share: Path, tmp_path: Path, where: str) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (share / where).parent.mkdir(parents=True, exist_ok=True)
    (share / where).symlink_to(outside)
    assert "is no real folder" in said(Folder(stores[0], share, W))
    assert not list(outside.iterdir())


def test_a_pipe_in_the_folder_does_not_hang(stores: list[Store], share: Path) -> None:
    folder = Folder(stores[0], share, W)
    folder.sync()
    os.mkfifo(share / "CoCreate" / "1" / W / "steps" / "pipe.ccs")
    assert folder.sync().unreadable == 1


def test_files_of_another_workshop_are_left_alone(stores: list[Store], share: Path) -> None:
    a, b, _ = stores
    Folder(a, share, W).sync()
    (path,) = segments(share, "steps")
    astray = share / "CoCreate" / "1" / "workshop-2" / "steps" / "x" / path.name
    astray.parent.mkdir(parents=True)
    shutil.copy(path, astray)
    forged = seal({"kind": "steps", "scope": "workshop-2"}, [line_of(encode(s)) for s in a.steps(W, a.have(W))])
    (astray.parent / "forged.ccs").write_bytes(forged)
    fb = Folder(b, share, "workshop-2")
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
    assert Folder(b, share, W).sync().unreadable == 1
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
    folder = Folder(stores[0], share, W)
    assert not said(folder)
    assert not folder.memory.peers


def test_halves_left_by_a_crash_are_swept(stores: list[Store], share: Path) -> None:
    a = stores[0]
    own = share / "CoCreate" / "1" / W / "steps" / a.device
    other = share / "CoCreate" / "1" / W / "steps" / "another"
    for folder in (own, other):
        folder.mkdir(parents=True)
        (folder / ".tmp-1").write_bytes(b"half")
    Folder(a, share, W).sync()
    assert halves(share) == [other / ".tmp-1"]


# ---- privacy


def test_secret_ballots_never_reach_the_folder(stores: list[Store], share: Path) -> None:
    a = stores[0]
    canary = "CANARY-7731-CANARY-7731-CANARY-77"
    people = tuple(NewParticipant(id=f"person-{k}", name=f"P{k}") for k in range(6))
    a.run(AddParticipants(scope=W, participants=people), ME)
    add(a, "n1", "idea 1")
    add(a, "n2", "idea 2")
    a.run(CreateRound(scope=W, round_id="r", title="Vote", subject="note", subject_ids=("n1", "n2")), ME)
    a.run(OpenRound(scope=W, round_id="r"), ME)
    options = sorted(o.id for o in a.snapshot(W).options)
    for k, person in enumerate(people):
        ballot = CastBallot(
            scope=W, round_id="r", participant_id=person.id, code=f"{canary}{k}", votes=((options[k % 2], 2),)
        )  # fmt: skip
        a.run(ballot, Actor("phone", "participant"))
    folder = Folder(a, share, W)
    folder.sync()
    a.run(CloseRound(scope=W, round_id="r"), ME)
    folder.sync()
    closed = everything(share)
    assert "idea 1" in closed
    assert "revealed_ballot" not in closed
    assert "round_result" not in closed
    a.run(RevealRound(scope=W, round_id="r"), ME)
    folder.sync()
    revealed = everything(share)
    assert "revealed_ballot" in revealed
    for text in (closed, revealed):
        assert canary not in text
        assert not any(hashlib.sha256(f"{canary}{k}".encode()).hexdigest() in text for k in range(6))
    last = unseal(max(segments(share, "steps"), key=lambda p: p.stat().st_mtime_ns).read_bytes())
    assert last is not None
    assert not any(person.id in str(last.lines) for person in people)  # the revealed step names no person


def everything(share: Path) -> str:
    """All that lies in the folder, unpacked."""
    found = []
    for path in share.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            segment = unseal(data)
            found.append(data.decode("latin-1") if segment is None else str((segment.head, segment.lines)))
    return "\n".join(found)


# ---- faults of the folder


def test_a_vanished_folder_is_a_sentence_and_heals(stores: list[Store], share: Path) -> None:
    a, b, _ = stores
    fa = Folder(a, share, W)
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
    Folder(b, share, W).sync()
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
    fb = Folder(b, share, W)
    fb.sync()
    Folder(a, share, W).sync()

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
    Folder(a, share, W).sync()
    assert live(a, "n").text == "made meanwhile"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_is_read(stores: list[Store], share: Path) -> None:
    a, b, _ = stores
    Folder(a, share, W).sync()
    places = [share, *(p for p in share.rglob("*") if p.is_dir())]
    for path in places:
        path.chmod(0o555)
    try:
        assert "may not write" in said(Folder(b, share, W))
    finally:
        for path in places:
            path.chmod(0o755)
    assert b.have(W) == a.have(W)


def test_a_library_inside_the_shared_folder_is_refused(share: Path) -> None:
    library = open_library(share / "mine" / "l.db")
    begin(library)
    report = Folder(library, share, W).sync()
    library.close()
    assert isinstance(report.error, Refused)
    assert not (share / "CoCreate").exists()


def test_a_scope_that_is_no_folder_name_is_refused(share: Path, stores: list[Store]) -> None:
    for scope in ("../x", "", "A", "x/y", "."):
        assert isinstance(Folder(stores[0], share, scope).sync().error, Refused)
    assert not list(share.iterdir())


# ---- joining, documents


def test_a_second_laptop_joins_every_workshop_of_the_folder(stores: list[Store], share: Path) -> None:
    a, b, _ = stores
    begin(a, "workshop-2", "board-2")
    for scope in (W, "workshop-2"):
        Folder(a, share, scope).sync()
    (share / "CoCreate" / "1" / "Not a workshop").mkdir()
    assert workshops_in(share) == [W, "workshop-2"]
    report = join_all(b, share)
    assert (report.got, report.error) == (2, None)
    assert {w.id for w in b.workshops()} == {W, "workshop-2"}
    assert tables(b) == tables(a)


def test_an_unused_or_vanished_folder_has_no_workshops(stores: list[Store], share: Path) -> None:
    assert workshops_in(share) == []
    share.rmdir()
    with pytest.raises(FileTrouble, match="is not there"):
        workshops_in(share)
    assert isinstance(join_all(stores[0], share).error, FileTrouble)


def test_documents_are_replaced_whole_and_never_read_back(stores: list[Store], share: Path) -> None:
    a, b, _ = stores
    Folder(a, share, W).sync()
    (path,) = segments(share, "steps")
    out = publish_documents(share, W, {"report.pdf": b"one", "Ideeën.csv": b"two"})
    publish_documents(share, W, {"report.pdf": b"three", "steps.ccs": path.read_bytes()})
    path.unlink()
    assert sorted(p.name for p in out.iterdir()) == ["Ideeën.csv", "report.pdf", "steps.ccs"]
    assert (out / "report.pdf").read_bytes() == b"three"
    assert not halves(share)
    report = Folder(b, share, W).sync()
    assert (report.got, report.unreadable) == (0, 0)


@pytest.mark.parametrize("name", ["../report.pdf", "a/b.pdf", "", ".hidden", "a:b.pdf", "x\n.pdf", "x" * 101])
def test_a_document_cannot_leave_its_folder(share: Path, name: str) -> None:
    with pytest.raises(FileTrouble, match="file name"):
        publish_documents(share, W, {name: b"x"})
    assert not list(share.iterdir())


def test_a_removed_idea_stays_removed_on_both_laptops(stores: list[Store], share: Path) -> None:
    """An old file that comes back brings nothing back."""
    a, b, _ = stores
    fa, fb = Folder(a, share, W), Folder(b, share, W)
    add(a, "n")
    fa.sync()
    fb.sync()
    old = contents(share)
    remove(b, "n")
    fb.sync()
    fa.sync()
    for rel, data in old.items():  # a resurrection by the sync client
        (share / rel).parent.mkdir(parents=True, exist_ok=True)
        (share / rel).write_bytes(data)
    for f in (fa, fb, fa, fb):
        assert not said(f)
    for s in (a, b):
        held = note(s, "n")
        assert held is not None
        assert held.removed


# ---- found by mutants


def joined(a: Store, share: Path) -> Folder:
    """A folder in which a joined file has just been written."""
    fa = Folder(a, share, W, rest=0)
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


def test_a_library_says_only_its_latest_word_and_is_no_peer_of_itself(stores: list[Store], share: Path) -> None:
    a = stores[0]
    fa = Folder(a, share, W)
    for k in range(4):
        add(a, f"n{k}")
        fa.sync()
    assert len(segments(share, "have")) == 1
    assert "aa" not in fa.memory.peers


def test_an_old_word_that_comes_back_is_not_believed(stores: list[Store], share: Path) -> None:
    a, b, _ = stores
    fa, fb = Folder(a, share, W), Folder(b, share, W)
    fa.sync()
    (old,) = segments(share, "have")
    data = old.read_bytes()
    add(a, "n")
    fa.sync()
    fb.sync()
    old.write_bytes(data)
    fb.sync()
    assert ranges.count(fb.memory.peers["aa"].have) == 2
    other = share / "CoCreate" / "1" / "workshop-2" / "have" / "aa" / old.name
    other.parent.mkdir(parents=True)
    other.write_bytes(data)
    astray = Folder(b, share, "workshop-2")
    astray.sync()
    assert not astray.memory.peers


def test_an_answer_to_somebody_does_not_stand_for_my_own_file(stores: list[Store], share: Path) -> None:
    """Answers go away again, so the writer's steps must stand under `steps` whatever lies under `resend`."""
    a = stores[0]
    fa = Folder(a, share, W)
    fa.sync()
    (path,) = segments(share, "steps")
    path.unlink()
    answer = share / "CoCreate" / "1" / W / "resend" / "x" / "y.ccs"
    answer.parent.mkdir(parents=True)
    lines = [line_of(encode(s)) for s in a.steps(W, a.have(W))]
    answer.write_bytes(seal({"kind": "resend", "scope": W, "to": "zz", "ask": 1}, lines))
    assert fa.sync().sent == 1
    assert len(segments(share, "steps")) == 1
