"""A library that was restored from a backup takes its own history back, votes included; a newer ballot box wins."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from model.kit import ME, W, add, begin, store, tables

from cocreate.errors import Refused
from cocreate.model.commands import (
    Actor,
    AddParticipants,
    CastBallot,
    CloseRound,
    CreateRound,
    NewParticipant,
    OpenRound,
    RevealRound,
    VoidRound,
)  # fmt: skip
from cocreate.model.commands.base import Command
from cocreate.model.journal import encode
from cocreate.model.library import Library, open_library, restore_backup
from cocreate.model.store import Store
from cocreate.sync.segment import body_of, line_of, proof, seal, unseal
from cocreate.voting.receipts import new_code
from sync.kit import open_folder, segments

PEOPLE = tuple(f"person-{k}" for k in range(6))
PHONE = Actor("phone", "participant")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "mine" / "library.cocreate-db"


@pytest.fixture
def backed_up(path: Path, share: Path) -> Iterator[Library]:
    """A vote was opened and two people voted; then CoCreate was started anew, which makes a backup."""
    first = open_library(path)
    begin(first)
    for k in range(3):
        add(first, f"n{k}", f"idea {k}")
    first.run(AddParticipants(scope=W, participants=tuple(NewParticipant(p, p) for p in PEOPLE)), ME)
    first.run(CreateRound(scope=W, round_id="r", title="Vote", subject="note", subject_ids=("n0", "n1", "n2")), ME)
    first.run(OpenRound(scope=W, round_id="r"), ME)
    cast(first, *PEOPLE[:2])
    open_folder(first, share).sync()
    first.close()
    second = open_library(path)
    yield second
    second.close()


def cast(s: Store, *people: str) -> None:
    options = sorted(o.id for o in s.snapshot(W).options_of("r"))
    for person in people:
        votes = ((options[int(person[-1]) % 3], 2),)
        s.run(CastBallot(scope=W, round_id="r", participant_id=person, code=new_code(), votes=votes), PHONE)


def run(s: Store, command: type[Command], **values: object) -> None:
    s.run(command(scope=W, round_id="r", **values), ME)  # type: ignore[call-arg]


def state(s: Store) -> str:
    return s.snapshot(W).rounds[0].state


def restored(lost: Library, path: Path) -> Library:
    """The disk gave up: the newest backup takes the library's place."""
    lost.close()
    restore_backup(path)
    return open_library(path)


def test_a_revealed_vote_comes_back_revealed(backed_up: Library, path: Path, share: Path) -> None:
    cast(backed_up, *PEOPLE[2:])
    run(backed_up, CloseRound)
    run(backed_up, RevealRound)
    add(backed_up, "late", "an idea after the backup")
    open_folder(backed_up, share).sync()
    shot = backed_up.snapshot(W)
    mine = restored(backed_up, path)
    assert (state(mine), mine.snapshot(W).cast) == ("open", {"r": 2})
    assert open_folder(mine, share).sync().error is None
    now = mine.snapshot(W)
    assert (now.rounds, now.results, now.revealed_ballots, now.notes) == (
        shot.rounds, shot.results, shot.revealed_ballots, shot.notes,
    )  # fmt: skip
    assert (now.rounds[0].state, now.rounds[0].ballots) == ("revealed", 6)
    assert not mine.refused
    assert mine.faults() == []
    other = store("bb")
    open_folder(other, share).sync()
    assert tables(other) == tables(mine)
    mine.close()


def test_the_rules_of_the_box_stand_again_afterwards(backed_up: Library, path: Path, share: Path) -> None:
    triggers = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name"
    before = backed_up._db.exec_driver_sql(triggers).all()
    backed_up._db.rollback()
    run(backed_up, CloseRound)
    run(backed_up, RevealRound)
    open_folder(backed_up, share).sync()
    mine = restored(backed_up, path)
    open_folder(mine, share).sync()
    assert mine._db.exec_driver_sql(triggers).all() == before
    mine._db.rollback()
    mine.close()


def test_a_box_that_was_used_since_the_restore_wins(backed_up: Library, path: Path, share: Path) -> None:
    cast(backed_up, PEOPLE[2])
    run(backed_up, CloseRound)
    run(backed_up, RevealRound)
    open_folder(backed_up, share).sync()
    mine = restored(backed_up, path)
    cast(mine, PEOPLE[3])  # the room goes on before the folder is there
    mine.close()
    mine = open_library(path)
    open_folder(mine, share).sync()
    assert state(mine) == "open"
    assert mine.refused
    cast(mine, PEOPLE[4])
    run(mine, CloseRound)
    run(mine, RevealRound)
    assert mine.snapshot(W).rounds[0].ballots == 4
    assert mine.faults() == []
    mine.close()


def test_a_vote_that_was_closed_anew_since_the_restore_stays(backed_up: Library, path: Path, share: Path) -> None:
    cast(backed_up, *PEOPLE[2:])
    run(backed_up, CloseRound)
    run(backed_up, RevealRound)
    open_folder(backed_up, share).sync()
    mine = restored(backed_up, path)
    run(mine, CloseRound)
    run(mine, RevealRound)
    before = mine.snapshot(W)
    open_folder(mine, share).sync()
    now = mine.snapshot(W)
    assert (now.rounds, now.results, now.revealed_ballots) == (before.rounds, before.results, ())
    mine.close()


def test_a_vote_whose_ballots_are_lost_cannot_be_counted_only_called_off(
    backed_up: Library, path: Path, share: Path
) -> None:
    cast(backed_up, *PEOPLE[2:])
    run(backed_up, CloseRound)
    open_folder(backed_up, share).sync()
    mine = restored(backed_up, path)
    open_folder(mine, share).sync()
    assert (state(mine), mine.snapshot(W).rounds[0].ballots) == ("closed", 6)
    with pytest.raises(Refused, match="were lost"):
        run(mine, RevealRound)
    run(mine, VoidRound, reason="The laptop broke")
    assert state(mine) == "void"
    mine.close()


@pytest.mark.parametrize("how", ["copied proof", "no proof", "own secret", "boxes changed"])
def test_a_stranger_cannot_pass_for_the_restored_library(backed_up: Library, path: Path, share: Path, how: str) -> None:
    """The device's name and everything else in the folder can be copied; the secret never leaves the library."""
    run(backed_up, CloseRound)
    run(backed_up, RevealRound)
    open_folder(backed_up, share).sync()
    mine = restored(backed_up, path)
    newest = max(segments(share, "steps"), key=lambda p: p.stat().st_mtime_ns)
    found = unseal(newest.read_bytes())
    assert found is not None
    head, lines = dict(found.head), [line_of(line) for line in found.lines]
    assert mine.secret not in found.text.decode() + json.dumps(head)
    if how == "copied proof":
        lines = [line.replace('"revealed"', '"void"') for line in lines]
    elif how == "no proof":
        del head["proof"]
    elif how == "boxes changed":
        cast(mine, PEOPLE[5])
        head["boxes"] = {"r": [*head["boxes"]["r"], mine.replica]}
    else:
        head["proof"] = proof("00" * 32, head, body_of(lines))
    newest.write_bytes(seal(head, lines))
    open_folder(mine, share).sync()
    assert state(mine) == "open"
    assert mine.refused
    mine.close()


def test_what_others_send_again_of_a_held_vote_is_not_enough(backed_up: Library, path: Path, share: Path) -> None:
    run(backed_up, CloseRound)
    open_folder(backed_up, share).sync()
    steps = backed_up.steps(W, backed_up.have(W))
    mine = restored(backed_up, path)
    for file in segments(share, "steps"):
        file.unlink()
    answer = share / "CoCreate" / "1" / W / "resend" / "x" / "y.ccs"
    answer.parent.mkdir(parents=True)
    answer.write_bytes(
        seal({"kind": "resend", "scope": W, "to": mine.replica, "ask": 1}, [line_of(encode(s)) for s in steps])
    )
    open_folder(mine, share).sync()
    assert state(mine) == "open"
    mine.close()
