"""A plan becomes one command below what lies on the board; a second import of the same file adds nothing."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest

from cocreate.interchange import Options, new_ideas, read_ideas, to_command
from cocreate.model.commands import Actor, AddFrame, CreateWorkshop, GroupNotes, new_id
from cocreate.model.snapshot import NOTE_SIZE, WorkshopSnapshot
from cocreate.model.store import Store

FACILITATOR = Actor("f")
SCOPE = "workshop"
TABLE = b"idea,theme\nSoup,Food\nWalk,Air\nBread,Food\nSing,\nRun,Air\n"


@pytest.fixture
def store() -> Iterator[Store]:
    store = Store(None)
    store.run(CreateWorkshop(scope=SCOPE, title="Lunch", board_id="board"), FACILITATOR)
    yield store
    store.close()


def bring(store: Store, data: bytes, name: str = "a.csv") -> WorkshopSnapshot:
    command = to_command(read_ideas(data, name, Options()), store.snapshot(SCOPE))
    assert command is not None
    store.run(command, FACILITATOR)
    return store.snapshot(SCOPE)


def test_numbers_follow_the_file_and_themes_become_clusters(store: Store) -> None:
    board = bring(store, TABLE)
    assert [n.text for n in board.ideas] == ["Soup", "Walk", "Bread", "Sing", "Run"]
    assert {c.title: [n.text for n in board.members[c.id]] for c in board.clusters} == {
        "Food": ["Soup", "Bread"],
        "Air": ["Walk", "Run"],
    }
    assert [n.text for n in board.loose] == ["Sing"]


def test_an_import_is_one_step_and_one_undo(store: Store) -> None:
    bring(store, TABLE)
    store.undo(SCOPE, FACILITATOR.id)
    after = store.snapshot(SCOPE)
    assert (after.notes, after.clusters) == ((), ())


def test_the_same_file_again_adds_nothing(store: Store) -> None:
    board = bring(store, TABLE)
    plan = read_ideas(TABLE, "other-name.csv", Options())
    assert to_command(plan, board) is None
    assert new_ideas(plan, board) == ()


def test_a_theme_that_is_on_the_board_takes_its_ideas(store: Store) -> None:
    board = bring(store, b"Eat\n", "a.txt")
    store.run(
        GroupNotes(scope=SCOPE, board_id="board", cluster_id="c", note_ids=(board.notes[0].id,), title="FOOD"),
        FACILITATOR,
    )
    after = bring(store, TABLE)
    assert sorted(c.title for c in after.clusters) == ["Air", "FOOD"]
    assert len(after.members["c"]) == 3


def test_a_frame_by_the_title_of_a_theme_takes_its_ideas(store: Store) -> None:
    store.run(
        AddFrame(scope=SCOPE, board_id="board", frame_id="f", title="Air", place=(0, 0), size=(400, 400)), FACILITATOR
    )
    after = bring(store, TABLE)
    assert {n.text for n in after.notes if n.frame_id == "f"} == {"Walk", "Run"}
    assert [c.title for c in after.clusters] == ["Food"]


def test_new_notes_overlap_neither_each_other_nor_what_was_there(store: Store) -> None:
    bring(store, "\n".join(f"idea {k}" for k in range(40)).encode(), "a.txt")
    store.run(
        AddFrame(scope=SCOPE, board_id="board", frame_id=new_id(), title="", place=(-50, 0), size=(300, 2000)),
        FACILITATOR,
    )
    rows = "".join(f"idea {k},theme {k % 7}\n" for k in range(60))
    board = bring(store, ("idea,theme\n" + rows).encode())
    assert len(board.notes) == 100
    for a, b in itertools.combinations(board.notes, 2):
        assert any(abs(p - q) >= NOTE_SIZE for p, q in zip(a.place, b.place, strict=True))
    assert min(n.place[1] for n in board.notes if n.number > 40) > 2000


def test_a_board_of_hundreds_is_about_as_wide_as_a_screen(store: Store) -> None:
    board = bring(store, "\n".join(f"idea {k}" for k in range(374)).encode(), "a.txt")
    wide = max(n.place[0] for n in board.notes) + NOTE_SIZE
    high = max(n.place[1] for n in board.notes) + NOTE_SIZE
    assert 1.2 < wide / high < 2.2
