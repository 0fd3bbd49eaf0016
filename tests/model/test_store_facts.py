"""Single facts about the store and the clock, each with the fault that taught it."""

from __future__ import annotations

import itertools
import json
import random
from pathlib import Path
from typing import Any

import pytest

from cocreate.errors import Refused
from cocreate.model.clock import STAMP, Clock
from cocreate.model.commands import (
    COMMANDS,
    Actor,
    AddNotes,
    CreateWorkshop,
    EditWorkshop,
    Move,
    MoveNotes,
    NewNote,
    RestoreNotes,
    TagNotes,
)
from cocreate.model.journal import Stepped, decode, encode
from cocreate.model.store import Store
from model.kit import ME, B, Choose, Park, Unpark, W, add, begin, live, note, put_text, remove, store, tables, wire


def two() -> tuple[Store, Store]:
    """Two devices that hold the same workshop with the idea n."""
    a, b = store("a", workshop=True), store("b")
    add(a, "n")
    b.merge(W, wire(a))
    return a, b


def test_the_pragmas_are_set(tmp_path: Path) -> None:
    s = Store(tmp_path / "a.db")
    wanted = {
        "journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "recursive_triggers": 1, "trusted_schema": 0,
        "cell_size_check": 1, "busy_timeout": 5000, "mmap_size": 0, "application_id": 0x434F4352,
    }  # fmt: skip
    with s._db.begin():
        found = {name: s._db.exec_driver_sql(f"PRAGMA {name}").scalar() for name in wanted}
    assert found == wanted
    s.close()


def test_a_refused_command_leaves_nothing() -> None:
    s = store(workshop=True)
    add(s, "n")
    before, held, heard = s.have(W), tables(s), []
    s.listeners.append(heard.append)
    with pytest.raises(Refused):
        s.run(MoveNotes(scope=W, moves=(Move("n", (5, 5)), Move("n", (1e9, 0)))), ME)
    with pytest.raises(Refused):
        add(s, "n", "the same id again")
    assert (s.have(W), tables(s), heard) == (before, held, [])


def test_a_bug_in_a_command_leaves_nothing_either() -> None:
    s = store(workshop=True)
    add(s, "n")
    before = tables(s)
    with pytest.raises((TypeError, ValueError)):
        s.run(MoveNotes(scope=W, moves=(Move("n", (1, 1)), Move("n", ("x", 0)))), ME)  # type: ignore[arg-type]
    assert tables(s) == before
    assert put_text(s, "n", "y").rows[0] == live(s, "n")


def test_only_the_facilitator_edits_the_board() -> None:
    s = store(workshop=True)
    with pytest.raises(Refused):
        add(s, "n", who=Actor("u", "participant"))
    assert note(s, "n") is None


def test_a_restored_backup_never_reuses_a_stamp_or_a_number(tmp_path: Path) -> None:
    path, old = tmp_path / "a.db", tmp_path / "old.db"
    s = Store(path)
    begin(s)
    add(s, "n")
    s.close()
    old.write_bytes(path.read_bytes())
    s = Store(path)
    lost = put_text(s, "n", "after the backup")
    lost_numbers = {(x.replica, x.n) for x in wire(s)}
    s.close()
    s = Store(old)
    before = {(x.replica, x.n) for x in wire(s)}
    new = put_text(s, "n", "again")
    fresh = {(x.replica, x.n) for x in wire(s)} - before
    assert new.stamp != lost.stamp
    assert not fresh & lost_numbers
    s.close()


def test_a_row_waits_until_its_creation_is_here() -> None:
    a, b = store("a", workshop=True), store("b")
    add(a, "n", "first")
    put_text(a, "n", "second")
    *before, edit = wire(a)
    b.merge(W, [edit])
    assert note(b, "n") is None
    assert b.faults() == []
    b.merge(W, before)
    assert live(b, "n").text == "second"


def test_a_row_that_waits_and_is_made_here_mixes_nothing() -> None:
    """Births are sparse: a default in the new row must still beat the foreign value that came first."""
    a, b = store("a", lambda: 1000.0, workshop=True), store("b", lambda: 2000.0)
    add(a, "n")
    a.run(TagNotes(scope=W, note_ids=("n",), tag_id="t", name="blue"), ME)
    first = wire(a)
    a.run(MoveNotes(scope=W, moves=(Move("n", (7, 7)),)), ME)
    edit = wire(a)[-1]
    b.merge(W, [s for s in first if s.label == "CreateWorkshop"])
    b.merge(W, [edit])
    add(b, "n", "mine", place=(0.0, 0.0))
    assert live(b, "n").place == (0.0, 0.0)
    assert b.faults() == []
    c = store("c")
    c.merge(W, [*wire(b), *first])
    b.merge(W, first)
    assert tables(b) == tables(c)


def test_removed_here_and_edited_there_is_shown_until_somebody_settles_it() -> None:
    a, b = two()
    remove(a, "n", Actor("a"))
    put_text(b, "n", "kept?", Actor("b"))
    a.merge(W, wire(b))
    b.merge(W, wire(a))
    assert [c.field for c in a.conflicts(W)] == [c.field for c in b.conflicts(W)] == ["removed"]
    a.run(RestoreNotes(scope=W, note_ids=("n",)), Actor("a"))
    b.merge(W, wire(a))
    assert not a.conflicts(W)
    assert not b.conflicts(W)


def test_who_saw_the_edit_and_removes_makes_no_conflict() -> None:
    a, b = two()
    put_text(b, "n", "seen", Actor("b"))
    a.merge(W, wire(b))
    remove(a, "n", Actor("a"))
    b.merge(W, wire(a))
    assert not a.conflicts(W)
    assert not b.conflicts(W)


def test_a_settled_conflict_is_settled_everywhere() -> None:
    a, b = two()
    put_text(a, "n", "mine", Actor("a"))
    put_text(b, "n", "yours", Actor("b"))
    a.merge(W, wire(b))
    (lost,) = a.conflicts(W)
    a.run(Choose(scope=W), Actor("a"), settles=[(lost.kind, lost.row, lost.field)])
    b.merge(W, wire(a))
    assert not a.conflicts(W)
    assert not b.conflicts(W)


def test_places_are_quiet() -> None:
    a, b = two()
    a.run(MoveNotes(scope=W, moves=(Move("n", (1, 1)),)), ME)
    b.run(MoveNotes(scope=W, moves=(Move("n", (2, 2)),)), ME)
    a.merge(W, wire(b))
    b.merge(W, wire(a))
    assert live(a, "n") == live(b, "n")
    assert not a.conflicts(W)


def test_one_stamp_for_two_fields_is_not_confused() -> None:
    """Who edits a row that was rewritten and removed in one step knows the removal; the text that lost stays listed."""
    a, b, c = store("a", lambda: 1.0, workshop=True), store("b", lambda: 9.0), store("c", lambda: 0.009)
    add(a, "n")
    b.merge(W, wire(a))
    c.merge(W, wire(a))
    a.run(Park(scope=W, note_id="n", text="parked"), Actor("a"))
    put_text(b, "n", "later", Actor("b"))
    c.merge(W, wire(a))
    c.merge(W, wire(b))
    c.run(Unpark(scope=W, note_id="n", text="newest"), Actor("c"))
    assert [(x.field, x.new) for x in c.conflicts(W)] == [("text", "parked")]
    a.merge(W, wire(c))
    assert [(x.field, x.new) for x in a.conflicts(W)] == [("text", "parked")]


def test_unknown_kinds_and_fields_are_carried_along() -> None:
    a, b = store("a", workshop=True), store("b")
    add(a, "n")
    birth, line = (encode(s) for s in wire(a))
    stamp = line[0]
    line[7] += [
        ["note", "n", "mood", None, "sunny", "", stamp, ""],
        ["poem", "p", "removed", True, False, "", stamp, ""],
    ]
    line[7].sort(key=lambda c: c[1:3])
    newer = decode(line)
    assert newer is not None
    b.merge(W, [x for x in (decode(birth), newer) if x])
    assert encode(wire(b)[1]) == line
    assert live(b, "n").text == "x"
    assert b.faults() == []


def test_two_running_copies_with_one_replica_are_reported() -> None:
    a, b, c = store("same", lambda: 1.0, workshop=True), store("same", lambda: 2.0), store("c")
    b.merge(W, wire(a)[:1])
    add(a, "n1")
    add(b, "n2")
    c.merge(W, wire(a))
    c.merge(W, wire(b))
    assert len(c.refused) == 1
    assert note(c, "n1")
    assert not note(c, "n2")
    with c._db.begin():
        (path, reason) = c._db.exec_driver_sql("SELECT path, reason FROM quarantine").one()
    assert path == f"{W}/same/2"
    assert "number" in reason


def test_steps_that_touch_another_workshop_are_refused() -> None:
    a, b = two()
    line = encode(wire(a)[-1])
    b.run(CreateWorkshop(scope="w2", title="Other", board_id="b2"), ME)
    line[0], line[1] = "1800000000000-000000-a", "w2"
    sly = decode(line)
    assert sly is not None
    assert b.merge("w2", [sly]) is None
    assert b.refused == [sly]
    assert live(b, "n").scope == W
    assert b.faults() == []


def test_a_step_of_another_scope_is_not_merged() -> None:
    a, b = two()
    add(a, "m")
    assert b.merge("elsewhere", wire(a)) is None
    assert note(b, "m") is None


def test_stamps_stay_in_order_past_a_million_in_one_millisecond() -> None:
    c = Clock("r", now=lambda: 1.0)
    c.observe("0000000001000-999998-x")
    stamps = [c.tick() for _ in range(4)]
    assert stamps == sorted(stamps)
    assert all(STAMP.fullmatch(s) for s in stamps)
    assert Clock("r", now=lambda: -5.0).tick() == "0000000000000-000001-r"


ODD: list[Any] = [
    None, True, -1, 0, 1 << 70, 1.5, float("nan"), "", "x" * 30_000, "\ud800", "\0", [], [[]], {}, {"a": 1},
    "9" * 13 + "-000000-z", "8" * 13 + "-000000-z", ["a", "b"], [1.0, 2.0], "removed", "text", W, 5, "n", "cluster",
]  # fmt: skip


def _spots(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    out = [path]
    if isinstance(value, list):
        out += [p for k, part in enumerate(value) for p in _spots(part, (*path, k))]
    return out


def test_hostile_steps_never_raise_and_never_stop_the_store() -> None:
    """4,000 mutations of every part of a step's line: each is refused at the door or merged without harm."""
    a, b = store("a", workshop=True), store("b")
    add(a, "n", place=(3.0, 4.0))
    put_text(a, "n", "y")
    remove(a, "n")
    good = [encode(s) for s in wire(a)]
    b.merge(W, wire(a))
    r, taken = random.Random(7), 0
    for k in range(4000):
        line = json.loads(json.dumps(r.choice(good)))
        spot = r.choice([p for p in _spots(line) if p])
        inner = line
        for part in spot[:-1]:
            inner = inner[part]
        inner[spot[-1]] = r.choice(ODD)
        if spot != (3,) and r.random() < 0.7:
            line[3] = 10 + k  # a number that is not held, so that the step is not passed over as known
        if spot[0] != 0 and r.random() < 0.7:
            line[0] = f"{1_800_000_000_000 + k:013d}-000000-a"
        step = decode(line)
        if step is not None:
            taken += 1
            b.merge(W, [step])
    assert taken > 500, "the mutations are too wild to test merge"
    assert put_text(b, "n", "still here") if not live(b, "n").removed else add(b, "m")
    assert b.faults()[:5] == []
    b.snapshot(W)


def test_a_paste_of_2000_is_one_step_and_one_undo() -> None:
    s = store(workshop=True)
    notes = tuple(NewNote(id=f"n{k}", text=f"idea {k}", place=(k, k)) for k in range(2000))
    s.run(AddNotes(scope=W, board_id=B, notes=notes), ME)
    assert [step.label for step in wire(s)] == ["CreateWorkshop", "AddNotes"]
    assert [n.number for n in s.snapshot(W).notes] == list(range(1, 2001))
    s.undo(W, ME.id)
    assert s.snapshot(W).notes == ()
    s.redo(W, ME.id)
    assert len(s.snapshot(W).notes) == 2000
    assert s.faults() == []


def test_undo_and_redo_survive_a_restart(tmp_path: Path) -> None:
    seconds = itertools.count(1_700_000_000, 10)  # edits so far apart are each their own undo
    s = Store(tmp_path / "a.db", now=lambda: next(seconds))
    begin(s)
    add(s, "n", "one")
    put_text(s, "n", "two")
    put_text(s, "n", "three")
    s.undo(W, ME.id)
    s.close()
    s = Store(tmp_path / "a.db")
    assert (s.undo_label(W, ME.id), s.redo_label(W, ME.id)) == ("EditNote", "EditNote")
    s.undo(W, ME.id)
    assert live(s, "n").text == "one"
    s.redo(W, ME.id)
    s.redo(W, ME.id)
    assert live(s, "n").text == "three"
    assert s.redo(W, ME.id) is None
    s.close()


def test_undo_leaves_the_edits_of_others() -> None:
    s = store(workshop=True)
    add(s, "n", "one", Actor("a"))
    s.run(MoveNotes(scope=W, moves=(Move("n", (5, 5)),)), Actor("a"))
    put_text(s, "n", "b was here", Actor("b"))
    s.undo(W, "a")
    assert (live(s, "n").place, live(s, "n").text) == ((0.0, 0.0), "b was here")
    s.undo(W, "b")
    assert live(s, "n").text == "one"


def test_undo_never_overwrites_what_another_set_since() -> None:
    a, b = two()
    put_text(a, "n", "mine", Actor("a"))
    b.merge(W, wire(a))
    put_text(b, "n", "yours", Actor("b"))
    a.merge(W, wire(b))
    assert a.undo(W, "a") is None
    assert live(a, "n").text == "yours"


def test_numbers_of_removed_notes_are_not_given_again() -> None:
    s = store(workshop=True)
    add(s, "n1")
    remove(s, "n1")
    add(s, "n2")
    assert live(s, "n2").number == 2


def test_an_edit_that_changes_nothing_makes_no_step() -> None:
    s = store(workshop=True)
    heard: list[Stepped] = []
    s.listeners.append(heard.append)
    before = s.have(W)
    assert s.run(EditWorkshop(scope=W, title="Bread"), ME).stamp == ""
    assert s.have(W) == before
    assert all(not told.stamp for told in heard)


def test_what_cannot_be_undone_is_said_by_the_command() -> None:
    fixed = {name for name, cls in COMMANDS.items() if not cls.is_undoable}
    assert fixed == {"AdoptWorkshop", "CreateWorkshop", "OpenRound", "CloseRound", "RevealRound", "VoidRound"}
    assert {n for n, cls in COMMANDS.items() if not cls.is_journalled} == {
        "CastBallot",
        "AddVoters",
        "SeatVoter",
        "EnterBallots",
        "SpoilBallot",
    }


def test_merging_twice_is_merging_once() -> None:
    a, b = two()
    assert b.merge(W, wire(a)) is None
    assert b.refused == []


def test_what_the_library_remembers_about_itself() -> None:
    s = store()
    assert s.setting("x") == ""
    s.setting("x", "1")
    s.setting("x", "2")
    assert s.setting("x") == "2"
    assert s.written("p") == {}
    s.note_written("p", "d1")
    s.note_written("p", "d2")
    assert s.written("p") == {"p": "d2"}
    assert s.mine() == [s.replica]


def test_a_changed_letter_in_the_file_is_seen() -> None:
    s = store(workshop=True)
    add(s, "n", "bread")
    with s._db.begin():
        s._db.exec_driver_sql("UPDATE change SET new = '\"broad\"' WHERE field = 'text'")
    assert any(f.startswith("step ") for f in s.faults())
    assert "note n" in s.faults()
