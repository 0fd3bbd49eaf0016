"""What a person made stays: what is held, pinned or told apart keeps its place in a new suggestion."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cocreate.insight.clustering import Held, Idea, Suggestion, Wish, heirs, suggest
from cocreate.insight.embedding import Embedder
from cocreate.insight.values import Proposed
from insight.kit import QUICK, TEXTS, WORDS, accounted, cluster_of, ideas_of


def test_what_a_person_placed_and_named_stays(board: Sequence[Idea], model: Embedder) -> None:
    wrong = ("bike-0", "lunch-1", "mentor-2")
    held = (
        Held("z", wrong, "My own theme"),
        Held("a", ("energie-0", "energie-1"), None),
        Held("none", (), "Empty yet"),
    )
    found = suggest(board, Wish(clusters=held))
    accounted(found, board)
    by_key = {c.key: c for c in found.clusters}
    assert [c.key for c in found.clusters][:3] == ["z", "a", "none"]
    assert set(wrong) <= set(by_key["z"].notes)
    assert {"energie-0", "energie-1"} <= set(by_key["a"].notes)
    assert by_key["z"].title == "My own theme"
    assert by_key["a"].title not in ("", "My own theme")
    assert (by_key["none"].title, by_key["none"].notes) == ("Empty yet", ())
    assert not set(wrong) & set(found.unsure)
    assert {c.held for c in found.clusters} == {"z", "a", "none", None}


@QUICK
@given(TEXTS, st.lists(st.integers(-1, 3), min_size=24, max_size=24), st.none() | st.integers(1, 8))
def test_held_notes_never_move(texts: list[str], marks: list[int], k: int | None) -> None:
    ideas = ideas_of(texts)
    held = tuple(Held(f"h{m}", tuple(i.id for i, x in zip(ideas, marks, strict=False) if x == m)) for m in range(4))
    found = suggest(ideas, Wish(clusters=held, k=k), WORDS)
    accounted(found, ideas)
    kept = {c.key: set(c.notes) for c in found.clusters}
    assert all(set(h.notes) <= kept[h.id] for h in held)


def test_new_notes_never_regroup_old_ones(board: Sequence[Idea], model: Embedder) -> None:
    first = suggest(board[::2])
    former = tuple(Held(c.key, c.notes, c.title) for c in first.clusters)
    for more in (board[1:5:2], board[1::2]):
        second = suggest([*board[::2], *more], Wish(clusters=former))
        old = cluster_of(second)
        assert all(old[n] == key for n, key in cluster_of(first).items())


def test_placed_blocks_stay_on_the_board(board: Sequence[Idea], model: Embedder) -> None:
    held = (Held("a", ("bike-0", "bike-1"), None, (5000.0, 777.0)),)
    assert suggest(board, Wish(clusters=held)).clusters[0].spot == (5000.0, 777.0)


def test_notes_that_must_be_apart_are_apart(board: Sequence[Idea], model: Embedder) -> None:
    together = suggest(board)
    c = together.clusters[0]
    pairs = ((c.notes[0], c.notes[1]), (c.notes[1], c.notes[2]), ("gone", c.notes[3]))
    found = suggest(board, Wish(apart=pairs))
    where = {r.note: r.cluster for r in found.reasons}
    assert where[c.notes[0]] != where[c.notes[1]] != where[c.notes[2]]
    accounted(found, board)


def test_equal_texts_part_when_a_person_says_so() -> None:
    ideas = ideas_of(
        ["park tree", "park tree", "park bench", "soup lunch", "soup coffee", "bike shed", "bike tree", "lunch"]
    )
    found = suggest(ideas, Wish(apart=(("n000", "n001"),)), WORDS)
    where = {r.note: r.cluster for r in found.reasons}
    assert where["n000"] != where["n001"]
    assert not any({t.a, t.b} == {"n000", "n001"} for t in found.twins)


def test_pins_win_over_equal_texts_and_free_twins_follow() -> None:
    ideas = ideas_of(["park tree"] * 4 + ["soup", "lunch", "bike", "shed", "coffee", "soup lunch"])
    held = (Held("a", ("n000",)), Held("b", ("n001", "n002")))
    where = cluster_of(suggest(ideas, Wish(clusters=held), WORDS))
    assert (where["n000"], where["n001"], where["n002"], where["n003"]) == ("a", "b", "b", "b")


def test_a_note_in_two_held_clusters_or_an_id_that_comes_twice_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="two clusters"):
        suggest(ideas_of(["x"]), Wish(clusters=(Held("a", ("n000",)), Held("b", ("n000",)))), WORDS)
    with pytest.raises(ValueError, match="same id"):
        suggest([Idea("a", "x"), Idea("a", "y")], embedder=WORDS)


def test_a_new_cluster_inherits_from_the_old_one_it_mostly_is() -> None:
    def new(key: str, *notes: str, held: str | None = None) -> Proposed:
        return Proposed(key, held, notes, key, (), notes[0], (0.0, 0.0))

    found = Suggestion(
        (new("h", "a", held="h"), new("n1", *"bcd"), new("n2", *"efg"), new("n3", *"xy")), (), (), (), ""
    )
    former = {"h": ("a",), "old1": tuple("bcde"), "old2": tuple("efgh"), "old3": tuple("xvw"), "old4": tuple("bcdz")}
    assert heirs(found, former) == {"n1": "old1", "n2": "old2"}
