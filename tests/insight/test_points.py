"""Notes folded to points. Planted and seen caught: no fold; free twins of held notes left free; the first held cluster
in place of the commonest; a pair that must be apart kept in one point."""

from __future__ import annotations

from cocreate.insight.points import fold_notes


def test_equal_texts_are_one_point_in_sorted_order() -> None:
    points = fold_notes(["trees", "Bench", "TREES!", "bench"], [-1] * 4)
    assert points.keys == ("bench", "trees")
    assert points.texts == ("Bench", "TREES!")
    assert points.of_note.tolist() == [1, 0, 1, 0]
    assert points.weights.tolist() == [2, 2]


def test_the_spelling_of_a_point_does_not_depend_on_the_order() -> None:
    assert fold_notes(["b", "B.", "b!"], [-1] * 3).texts == fold_notes(["b!", "b", "B."], [-1] * 3).texts


def test_a_free_note_joins_the_held_note_with_its_text() -> None:
    points = fold_notes(["trees", "Trees", "bench"], [0, -1, -1])
    assert points.fixed[points.of_note].tolist() == [0, 0, -1]


def test_pins_win_over_equal_texts() -> None:
    points = fold_notes(["trees", "trees", "trees", "trees"], [0, 1, 1, -1])
    assert points.fixed[points.of_note].tolist() == [0, 1, 1, 1]


def test_a_pair_that_must_be_apart_wins_over_equal_texts() -> None:
    points = fold_notes(["trees", "trees", "trees"], [0, -1, -1], [(0, 2)])
    assert points.fixed[points.of_note].tolist() == [0, 0, -1]
    assert points.apart == ((int(points.of_note[0]), int(points.of_note[2])),)
    free = fold_notes(["trees", "trees"], [-1, -1], [(0, 1)])
    assert len(set(free.of_note.tolist())) == 2


def test_signs_alone_make_no_cluster_unless_held() -> None:
    points = fold_notes(["?", "trees", "!", ""], [-1, -1, 0, -1])
    assert dict(zip(points.keys, points.active.tolist(), strict=True)) == {
        "": False,
        "?": False,
        "!": True,
        "trees": True,
    }
