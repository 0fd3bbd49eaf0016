"""The past: how a workshop stood at any moment, how it went on from there, and how its boards come back."""

from __future__ import annotations

import random

import pytest

from cocreate.errors import Refused
from cocreate.model.commands import (
    Actor,
    AddActionItem,
    AddBoard,
    AddOutcome,
    AddParticipants,
    CastBallot,
    CloseRound,
    CreateRound,
    EditNote,
    GroupNotes,
    NameCluster,
    NewParticipant,
    OpenRound,
    RemoveNotes,
    RestoreTo,
    RevealRound,
    SendNotes,
)
from cocreate.model.commands.restore import ON_BOARDS
from cocreate.model.mirror import Mirror
from cocreate.model.snapshot import ROWS, SECTIONS, WorkshopSnapshot
from cocreate.model.store import Store
from model.afternoon import any_command
from model.kit import ME, B, W, add, code_of, live, put_text, remove, store, wire

YOU = Actor("you")


def rows(snapshot: WorkshopSnapshot) -> dict[str, object]:
    return {name: getattr(snapshot, name) for name in ("workshop", "stamp", *SECTIONS.values())}


def boards(snapshot: WorkshopSnapshot) -> dict[str, object]:
    return {cls.kind: getattr(snapshot, SECTIONS[cls.kind]) for cls in ON_BOARDS}


def busy(seed: int, steps: int = 150) -> tuple[Store, dict[str, WorkshopSnapshot]]:
    """A store after an afternoon, and what it held after each step."""
    r, s = random.Random(seed), store(workshop=True)
    s.keep(b"a picture")
    for k in range(12):
        add(s, f"n{k}")
    seen: dict[str, WorkshopSnapshot] = {}
    for k in range(steps):
        try:
            told = r.choice([s.undo, s.redo])(W, ME.id) if r.random() < 0.2 else s.run(any_command(r, k), ME)
        except Refused:
            continue
        if told is not None and told.stamp:
            seen[told.stamp] = s.snapshot(W)
    return s, seen


@pytest.mark.parametrize("seed", range(3))
def test_the_past_is_what_was_shown(seed: int) -> None:
    s, seen = busy(seed)
    for stamp, shown in seen.items():
        assert rows(s.at(W, stamp)) == rows(shown)


@pytest.mark.parametrize("seed", range(3))
def test_a_film_leads_from_any_moment_to_every_later_one(seed: int) -> None:
    s, seen = busy(seed)
    stamps = [m.stamp for m in s.moments(W)]
    assert list(seen) == [x for x in stamps if x in seen]
    begin = random.Random(seed).choice(list(seen)[:40])
    mirror, at = Mirror(s.at(W, begin)), begin
    while film := s.play(W, at, 7):
        for told in film:
            mirror.apply(told)
            at = told.stamp
            if at in seen:
                assert rows(mirror.snapshot()) == rows(seen[at])
    assert rows(mirror.snapshot()) == rows(s.snapshot(W))


def test_moments_say_who_did_what_and_to_how_much() -> None:
    s = store(workshop=True, now=lambda: 1_700_000_000.0)
    add(s, "a")
    s.run(RemoveNotes(scope=W, note_ids=("a",)), YOU)
    s.undo(W, YOU.id)
    assert [(m.label, m.actor, m.touched, m.is_undo) for m in s.moments(W)] == [
        ("CreateWorkshop", "u", 2, False), ("AddNotes", "u", 1, False), ("RemoveNotes", "you", 1, False),
        ("RemoveNotes", "you", 1, True),
    ]  # fmt: skip
    assert {m.at for m in s.moments(W)} == {1_700_000_000_000}
    assert s.moments("elsewhere") == []


def test_before_the_beginning_there_is_nothing() -> None:
    s = store(workshop=True)
    add(s, "a")
    for ask in (lambda: s.at(W, "0"), lambda: s.run(RestoreTo(scope=W, stamp="0"), ME), lambda: s.at("elsewhere", "9")):
        with pytest.raises(Refused, match="not there yet"):
            ask()


def test_a_step_of_another_laptop_stands_where_it_was_made() -> None:
    a = store("a", lambda: 1_700_000_000.0, workshop=True)
    b = store("b", lambda: 1_700_000_100.0)
    add(a, "n", "first")
    b.merge(W, wire(a))
    put_text(b, "n", "of b", YOU)
    late = store("c", lambda: 1_700_000_050.0)
    late.merge(W, wire(a))
    put_text(late, "n", "of c", YOU)
    add(late, "m", "from c")
    b.merge(W, wire(late))
    stamps = {m.stamp[:13]: m.stamp for m in b.moments(W)}
    at = b.at(W, stamps["1700000050000"])
    assert {n.id: n.text for n in at.notes} == {"n": "of c", "m": "from c"}
    assert live(b, "n").text == "of b"


# ---- restoring ----------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(4))
def test_boards_come_back_as_they_were_and_one_undo_takes_that_back(seed: int) -> None:
    s, seen = busy(seed, 120)
    r = random.Random(seed)
    for stamp in r.sample(list(seen), 12):
        before = s.snapshot(W)
        try:
            s.run(RestoreTo(scope=W, stamp=stamp), ME)
        except Refused:
            continue
        kept = evidence(before)
        after, then = boards(s.snapshot(W)), boards(seen[stamp])
        for kind, held in after.items():
            extra = {row.id for row in held} - {row.id for row in then[kind]}  # type: ignore[attr-defined]
            assert extra <= kept, kind
            assert {row for row in held if row.id not in extra} == set(then[kind]), kind  # type: ignore[attr-defined,call-overload]
        for kind in ROWS.keys() - boards(before).keys() - {"workshop", "person", "circle"}:
            assert getattr(s.snapshot(W), SECTIONS[kind]) == getattr(before, SECTIONS[kind]), f"{kind} stays"
        s.undo(W, ME.id)
        assert boards(s.snapshot(W)) == boards(before)
    assert s.faults() == []


def evidence(shown: WorkshopSnapshot) -> set[str]:
    opened = {r.id for r in shown.rounds if r.state in ("open", "closed", "revealed")}
    kept = {o.subject_id for o in shown.options if o.round_id in opened} | {x.subject_id for x in shown.outcome_sources}
    return kept | {row.board_id for row in (*shown.notes, *shown.clusters) if row.id in kept}


def test_what_a_vote_or_an_outcome_rests_on_stays() -> None:
    s = store(workshop=True)
    start = s.moments(W)[-1].stamp
    s.run(AddBoard(scope=W, board_id="b2", title="Two"), ME)
    for name in "abcd":
        add(s, name)
    s.run(SendNotes(scope=W, board_id="b2", places=(("a", (0, 0)),)), ME)
    s.run(GroupNotes(scope=W, board_id=B, cluster_id="t", note_ids=("c",), title="Bread"), ME)
    s.run(AddParticipants(scope=W, participants=(NewParticipant("p", "Anna"),)), ME)
    s.run(CreateRound(scope=W, round_id="v", title="Vote", subject="note", subject_ids=("a", "b")), ME)
    s.run(OpenRound(scope=W, round_id="v"), ME)
    options = tuple((o.id, 1) for o in s.snapshot(W).options)
    s.run(CastBallot(scope=W, round_id="v", participant_id="p", code=code_of("x"), votes=options), ME)
    s.run(CloseRound(scope=W, round_id="v"), ME)
    s.run(RevealRound(scope=W, round_id="v"), ME)
    s.run(AddOutcome(scope=W, outcome_id="o", text="We bake", round_id="v", sources=(("cluster", "t"),)), ME)
    s.run(AddActionItem(scope=W, item_id="i", text="Buy flour"), ME)
    s.run(RestoreTo(scope=W, stamp=start), ME)
    shown = s.snapshot(W)
    assert {n.id for n in shown.notes} == {"a", "b"}
    assert [c.id for c in shown.clusters] == ["t"]
    assert [x.id for x in shown.boards] == [B, "b2"], "the board of what stays, stays"
    assert [len(part) for part in (shown.rounds, shown.options, shown.results, shown.outcomes, shown.action_items)] == [
        1, 2, 2, 1, 1,
    ]  # fmt: skip
    assert shown.points["a"].points == 1
    assert s.faults() == []


def test_what_was_removed_comes_back_and_what_came_later_goes() -> None:
    s = store(workshop=True)
    add(s, "a", "first")
    add(s, "b")
    s.run(GroupNotes(scope=W, board_id=B, cluster_id="t", note_ids=("a", "b"), title="Bread"), ME)
    then = s.moments(W)[-1].stamp
    remove(s, "b")
    s.run(EditNote(scope=W, note_id="a", text="second"), ME)
    s.run(NameCluster(scope=W, cluster_id="t", title="Butter"), ME)
    add(s, "c")
    s.run(RestoreTo(scope=W, stamp=then), ME)
    shown = s.snapshot(W)
    assert {n.id: n.text for n in shown.notes} == {"a": "first", "b": "x"}
    assert [c.title for c in shown.clusters] == ["Bread"]
    with pytest.raises(Refused, match="as they were"):
        s.run(RestoreTo(scope=W, stamp=then), ME)
    assert [hit.id for hit in s.search(W, "first")] == ["a"], "the index follows"


def test_somebody_elses_later_work_survives_the_undo_of_a_restore() -> None:
    s = store(workshop=True)
    add(s, "a", "first")
    then = s.moments(W)[-1].stamp
    put_text(s, "a", "second")
    s.run(RestoreTo(scope=W, stamp=then), ME)
    put_text(s, "a", "yours", YOU)
    s.undo(W, ME.id)
    assert live(s, "a").text == "yours"
