"""Two laptops exchange a workshop through a folder: what goes out, what comes in, and when it rests."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from model.kit import ME, W, add, begin, live, note, put_text, remove, tables

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
from cocreate.sync import folder as folder_module
from cocreate.sync.segment import line_of, seal, unseal
from cocreate.voting import receipts
from sync.kit import contents, open_folder, said, segments


def test_two_laptops_end_with_the_same_workshop(tmp_path: Path, share: Path) -> None:
    a, b = open_library(tmp_path / "a" / "l.db"), open_library(tmp_path / "b" / "l.db")
    begin(a)
    add(a, "n1", "from a")
    fa, fb = open_folder(a, share, W), open_folder(b, share, W)
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
    open_folder(a, share, W).sync()
    home = share / "CoCreate" / "1"
    assert (home / "README.txt").is_file()
    steps = list((home / W / "steps" / a.device).iterdir())
    have = list((home / W / "have" / "aa").iterdir())
    assert [len(p.stem) for p in steps] == [32]
    assert [len(p.stem) for p in have] == [6 + 1 + 24]


def test_a_calm_folder_is_left_as_it_is(stores: list[Store], share: Path) -> None:
    folders = [open_folder(s, share, W) for s in stores]
    for _ in range(3):
        for f in folders:
            f.sync()
    before = contents(share)
    reports = [f.sync() for f in folders]
    assert contents(share) == before
    assert all((r.sent, r.got, r.waiting, r.error) == (0, 0, 0, None) for r in reports)


def test_a_lost_laptops_steps_come_back_from_those_who_have_them(stores: list[Store], share: Path) -> None:
    a, b, c = stores
    add(a, "n1")
    fb, fc = open_folder(b, share, W), open_folder(c, share, W)
    open_folder(a, share, W).sync()
    fb.sync()
    shutil.rmtree(share / "CoCreate" / "1" / W / "steps")  # the writer is gone, and its files too
    fb.sync()
    assert [fc.sync().waiting for _ in range(3)] == [2, 2, 2]
    fb.sync()
    assert fc.sync().got == 2
    fb.sync()
    assert live(c, "n1").text == "x"
    assert not segments(share, "resend")


def test_a_second_folder_of_one_opening_is_still_heard(stores: list[Store], share: Path) -> None:
    """A new Folder for every round must not count from one again: peers would take its word for an old one."""
    a, b, _ = stores
    open_folder(a, share, W).sync()
    fb = open_folder(b, share, W)
    fb.sync()
    for k in range(3):
        add(a, f"n{k}")
        open_folder(a, share, W).sync()
    fb.sync()
    assert ranges.count(fb.memory.peers["aa"].have) == 4


def test_a_big_import_is_cut_into_files_of_moderate_size(
    stores: list[Store], share: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a, b, _ = stores
    for k in range(6):
        add(a, f"n{k}", "x" * 1500)
    monkeypatch.setattr(folder_module, "TEXT_A_FILE", 4000)
    assert open_folder(a, share, W).sync().sent == 7
    assert len(segments(share, "steps")) > 2
    open_folder(b, share, W).sync()
    assert tables(b) == tables(a)


def test_secret_ballots_never_reach_the_folder(stores: list[Store], share: Path) -> None:
    a = stores[0]
    canary = "CANARY7731CANAR"
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
    folder = open_folder(a, share, W)
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
        assert not any(receipts.code_hash("r", f"{canary}{k}").hex() in text for k in range(6))
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


def test_a_removed_idea_stays_removed_on_both_laptops(stores: list[Store], share: Path) -> None:
    """An old file that comes back brings nothing back."""
    a, b, _ = stores
    fa, fb = open_folder(a, share, W), open_folder(b, share, W)
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


def test_a_library_says_only_its_latest_word_and_is_no_peer_of_itself(stores: list[Store], share: Path) -> None:
    a = stores[0]
    fa = open_folder(a, share, W)
    for k in range(4):
        add(a, f"n{k}")
        fa.sync()
    assert len(segments(share, "have")) == 1
    assert "aa" not in fa.memory.peers


def test_an_old_word_that_comes_back_is_not_believed(stores: list[Store], share: Path) -> None:
    a, b, _ = stores
    fa, fb = open_folder(a, share, W), open_folder(b, share, W)
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
    astray = open_folder(b, share, "workshop-2")
    astray.sync()
    assert not astray.memory.peers


def test_an_answer_to_somebody_does_not_stand_for_my_own_file(stores: list[Store], share: Path) -> None:
    """Answers go away again, so the writer's steps must stand under `steps` whatever lies under `resend`."""
    a = stores[0]
    fa = open_folder(a, share, W)
    fa.sync()
    (path,) = segments(share, "steps")
    path.unlink()
    answer = share / "CoCreate" / "1" / W / "resend" / "x" / "y.ccs"
    answer.parent.mkdir(parents=True)
    lines = [line_of(encode(s)) for s in a.steps(W, a.have(W))]
    answer.write_bytes(seal({"kind": "resend", "scope": W, "to": "zz", "ask": 1}, lines))
    assert fa.sync().sent == 1
    assert len(segments(share, "steps")) == 1
