"""Edits of one thing without a pause are one undo; the journal keeps each, and nobody else's work is taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from cocreate.model.commands import Actor, AddLabel, EditLabel, EditNote, Move, MoveItems, MoveNotes
from cocreate.model.store import Store
from model.kit import ME, B, W, add, begin, live, put_text, store, wire

YOU = Actor("you")


class Clock:
    def __init__(self) -> None:
        self.at = 1_700_000_000.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def s(clock: Clock) -> Store:
    made = store("here", clock)
    begin(made)
    for name in "ab":
        add(made, name, "first", place=(0.0, 0.0))
    clock.at += 60
    return made


def write(s: Store, *texts: str, note: str = "a", who: Actor = ME) -> None:
    for text in texts:
        put_text(s, note, text, who)


def test_three_edits_are_three_steps_and_one_undo(s: Store) -> None:
    steps = len(wire(s))
    write(s, "second", "third", "fourth")
    assert len(wire(s)) == steps + 3
    s.undo(W, ME.id)
    assert live(s, "a").text == "first"
    assert len(wire(s)) == steps + 4, "the undo is one step as well"
    s.redo(W, ME.id)
    assert live(s, "a").text == "fourth"
    s.undo(W, ME.id)
    assert live(s, "a").text == "first"
    assert s.faults() == []


@pytest.mark.parametrize(("pause", "text"), [(5.0, "first"), (5.1, "second"), (-1.0, "second")])
def test_a_pause_begins_a_new_undo(s: Store, clock: Clock, pause: float, text: str) -> None:
    write(s, "second")
    clock.at += pause
    write(s, "third")
    s.undo(W, ME.id)
    assert live(s, "a").text == text


def test_a_clock_that_is_ahead_elsewhere_joins_nothing(s: Store, clock: Clock) -> None:
    """A hybrid stamp stands still while another laptop's clock is ahead: the pause is measured by the wall clock."""
    other = store("there", lambda: clock.at + 3600)
    other.merge(W, wire(s))
    put_text(other, "b", "from the future", YOU)
    s.merge(W, wire(other))
    write(s, "second")
    clock.at += 600
    write(s, "third")
    s.undo(W, ME.id)
    assert live(s, "a").text == "second"


def test_another_note_another_command_and_another_actor_stand_between(s: Store) -> None:
    write(s, "second")
    write(s, "beside", note="b")
    write(s, "third")
    s.undo(W, ME.id)
    assert (live(s, "a").text, live(s, "b").text) == ("second", "beside")
    s.undo(W, ME.id)
    write(s, "mine")
    write(s, "yours", who=YOU)
    s.undo(W, YOU.id)
    assert live(s, "a").text == "mine"
    s.run(MoveNotes(scope=W, moves=(Move("a", (9.0, 9.0)),)), ME)
    s.run(EditNote(scope=W, note_id="a", text="after the move"), ME)
    s.undo(W, ME.id)
    assert (live(s, "a").text, live(s, "a").place) == ("mine", (9.0, 9.0))


def test_an_undo_stands_between(s: Store) -> None:
    write(s, "second")
    s.undo(W, ME.id)
    write(s, "third")
    s.undo(W, ME.id)
    assert live(s, "a").text == "first"
    s.redo(W, ME.id)
    write(s, "fourth")
    s.undo(W, ME.id)
    assert live(s, "a").text == "third"


def test_an_edit_that_came_in_between_is_not_taken_back(s: Store, clock: Clock) -> None:
    write(s, "second")
    other = store("there", clock)
    other.merge(W, wire(s))
    put_text(other, "a", "yours", YOU)
    s.merge(W, wire(other))
    write(s, "third")
    s.undo(W, ME.id)
    assert live(s, "a").text == "yours"


def test_a_burst_is_still_one_undo_after_a_restart(tmp_path: Path, clock: Clock) -> None:
    s = Store(tmp_path / "a.db", now=clock)
    begin(s)
    add(s, "a", "first")
    write(s, "second", "third")
    s.close()
    s = Store(tmp_path / "a.db", now=clock)
    assert s.undo_label(W, ME.id) == "EditNote"
    write(s, "fourth")  # who opened the library anew begins anew
    s.undo(W, ME.id)
    assert live(s, "a").text == "third"
    s.undo(W, ME.id)
    assert live(s, "a").text == "first"
    s.close()


def test_growing_with_the_text_is_taken_back_with_it(s: Store) -> None:
    s.run(EditNote(scope=W, note_id="a", text="long"), ME)
    s.run(EditNote(scope=W, note_id="a", text="longer", size=(160.0, 240.0)), ME)
    s.undo(W, ME.id)
    assert (live(s, "a").text, live(s, "a").size) == ("first", (160.0, 160.0))


def test_nudges_join_and_drags_do_not(s: Store) -> None:
    for k in (1, 2, 3):
        s.run(MoveNotes(scope=W, moves=(Move("a", (16.0 * k, 0.0)), Move("b", (0.0, 0.0))), is_nudge=True), ME)
    s.undo(W, ME.id)
    assert live(s, "a").place == (0.0, 0.0)
    for k in (1, 2):
        s.run(MoveNotes(scope=W, moves=(Move("a", (16.0 * k, 0.0)),)), ME)
    s.undo(W, ME.id)
    assert live(s, "a").place == (16.0, 0.0)


def test_labels_join_too(s: Store) -> None:
    s.run(AddLabel(scope=W, board_id=B, label_id="l", text="A", place=(0, 0)), ME)
    for text in ("AB", "ABC"):
        s.run(EditLabel(scope=W, label_id="l", text=text), ME)
    for k in (1, 2):
        s.run(MoveItems(scope=W, labels=(("l", (5.0 * k, 0.0)),), is_nudge=True), ME)
    s.undo(W, ME.id)
    assert [x.place for x in s.snapshot(W).board_labels] == [(0.0, 0.0)]
    s.undo(W, ME.id)
    assert [x.text for x in s.snapshot(W).board_labels] == ["A"]
