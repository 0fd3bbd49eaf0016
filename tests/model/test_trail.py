"""What the journal knows of ideas beyond a snapshot."""

from __future__ import annotations

import pickle

from cocreate.model.commands import GroupNotes
from model.kit import ME, B, W, add, put_text, remove, store


def test_removed_ideas_are_those_that_people_took_out_not_those_whose_making_was_undone() -> None:
    s = store(workshop=True)
    for note in ("kept", "gone", "back", "again", "slip"):
        add(s, note, text=note)
    s.undo(W, ME.id)
    for note in ("gone", "back"):
        remove(s, note)
    s.undo(W, ME.id)
    remove(s, "again")
    s.undo(W, ME.id)
    s.redo(W, ME.id)
    found = s.trail(W)
    assert [note.text for note in found.removed] == ["gone", "again"]
    assert {n.text for n in s.snapshot(W).notes} == {"kept", "back"}
    assert pickle.loads(pickle.dumps(found)) == found


def test_the_last_way_into_a_theme_is_known() -> None:
    s = store(workshop=True)
    for note in ("one", "two", "three"):
        add(s, note)
    s.run(GroupNotes(scope=W, board_id=B, cluster_id="c", note_ids=("one", "two")), ME)
    put_text(s, "two", "two again")
    found = s.trail(W).placings
    assert found["one"].label == found["two"].label == "GroupNotes"
    assert found["one"] == s.placed(W, "one")
    assert s.placed(W, "three") == found.get("three")
