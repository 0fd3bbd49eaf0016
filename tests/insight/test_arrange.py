"""From rows to clusters, with pins. Planted and seen caught: polish moves held points; edges between held clusters
kept; a community with two held clusters given to the first; polish may empty a cluster that was asked for; the foe's
cluster not barred; the stronger hold moved."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cocreate.insight.arrange import Board, centres_of, contracted, keep_apart, split
from cocreate.insight.embedding import Rows, unit
from cocreate.insight.graph import Edges, Labels


def blobs(seed: int, count: int = 40, groups: int = 4, noise: float = 0.5) -> tuple[Rows, Labels]:
    rng = np.random.default_rng(seed)
    truth = np.arange(count) % groups
    rows = unit(np.eye(groups, 16)[truth] + noise * rng.standard_normal((count, 16)) / 2)
    return rows, truth.astype(np.int64)


def test_clear_groups_are_found() -> None:
    rows, truth = blobs(1, noise=0.3)
    labels = Board(rows).by_resolution()
    assert len(set(zip(labels.tolist(), truth.tolist(), strict=True))) == 4 == len(set(labels.tolist()))


@settings(max_examples=40)
@given(st.integers(0, 10_000), st.integers(3, 30), st.sampled_from(["resolution", "number"]))
def test_what_a_person_placed_never_moves(seed: int, count: int, way: str) -> None:
    rows, _ = blobs(seed, count, noise=1.5)
    rng = np.random.default_rng(seed)
    fixed = np.where(rng.random(count) < 0.4, rng.integers(0, 3, count), -1)
    used = np.unique(fixed[fixed >= 0])
    fixed = np.where(fixed >= 0, np.searchsorted(used, fixed), -1).astype(np.int64)
    board = Board(rows, fixed)
    labels = board.by_resolution() if way == "resolution" else board.by_number(5)
    assert (labels[fixed >= 0] == fixed[fixed >= 0]).all()
    assert set(labels.tolist()) == set(range(int(labels.max()) + 1))


def test_a_misplaced_note_stays_where_it_was_put_and_its_cluster_lives() -> None:
    rows, truth = blobs(2, noise=0.3)
    fixed = np.full(len(rows), -1, dtype=np.int64)
    fixed[truth == 0] = 0
    fixed[truth == 1] = 1
    lost = int(np.flatnonzero(truth == 0)[0])
    fixed[lost] = 1
    assert Board(rows, fixed).by_resolution()[lost] == 1
    assert Board(rows, fixed).by_number(4)[lost] == 1


def test_two_held_clusters_of_one_theme_stay_two_and_new_notes_go_to_the_nearer() -> None:
    rows, truth = blobs(3, 60, 3, noise=0.1)
    theme = np.flatnonzero(truth == 0)
    near = unit(rows[theme] + 0.5 * np.eye(16)[10])  # two flavours of one theme
    rows = rows.copy()
    rows[theme[::2]] = near[::2]
    fixed = np.full(60, -1, dtype=np.int64)
    fixed[theme[[0, 2, 4]]] = 0
    fixed[theme[[1, 3, 5]]] = 1
    labels = Board(rows, fixed).by_resolution()
    assert labels[theme[6::2]].tolist() == [0] * 7
    assert labels[theme[7::2]].tolist() == [1] * 7


def test_a_held_cluster_is_one_node_and_no_edge_joins_two_of_them() -> None:
    pairs = np.array([(0, 1), (0, 2), (0, 3), (1, 3), (2, 3), (3, 4)])
    node = np.array([0, 0, 1, 2, 3])  # points 0 and 1 are held together, 2 is held, 3 and 4 are free
    found = contracted(Edges(pairs[:, 0], pairs[:, 1], np.arange(6.0)), node, 2)
    assert list(zip(found.left.tolist(), found.right.tolist(), found.weight.tolist(), strict=True)) == [
        (0, 2, 2.0), (0, 2, 3.0), (1, 2, 4.0), (2, 3, 5.0),
    ]  # fmt: skip


def test_a_community_with_two_held_clusters_is_split_by_the_nearest() -> None:
    fixed = np.array([0, -1, -1, 1, -1, -1])
    assert split(LINE, fixed, np.array([5, 5, 5, 5, 5, 6]), np.array([5, 5])).tolist() == [0, 0, 0, 1, 1, 2]


@settings(max_examples=40)
@given(st.integers(0, 10_000), st.integers(1, 25), st.integers(1, 30))
def test_a_given_number_is_met(seed: int, count: int, k: int) -> None:
    rows, _ = blobs(seed, count, noise=2.0)
    assert len(set(Board(rows).by_number(k).tolist())) == min(k, count)


def test_every_free_point_is_at_its_nearest_centre() -> None:
    rows, _ = blobs(5, 50, 5, noise=1.0)
    labels = Board(rows).by_resolution()
    assert (np.argmax(rows @ centres_of(rows, labels).T, axis=1) == labels).all()


@pytest.mark.parametrize("count", [0, 1, 2])
def test_a_tiny_board_is_one_cluster(count: int) -> None:
    rows, _ = blobs(1, max(count, 1))
    assert Board(rows[:count]).by_resolution().tolist() == [0] * count
    assert Board(rows[:0]).by_number(3).tolist() == []


LINE = unit(np.array([[1.0, 0.0, 0], [0.9, 0.1, 0], [0.6, 0.5, 0], [0, 1, 0], [0, 0.9, 0.1], [0, 0, 1]]))


def test_of_a_pair_that_must_be_apart_the_weaker_hold_goes_to_the_next_best() -> None:
    labels, free = np.array([0, 0, 0, 1, 1, 2]), np.full(6, -1)
    assert keep_apart(LINE, labels, free, [(0, 2)])[0].tolist() == [0, 0, 1, 1, 1, 2]
    assert keep_apart(LINE, labels, free, [(2, 0)])[0].tolist() == [0, 0, 1, 1, 1, 2]
    assert labels.tolist() == [0, 0, 0, 1, 1, 2]


def test_of_a_pair_the_free_one_goes_and_two_held_ones_stay() -> None:
    labels = np.array([0, 0, 0, 1, 1, 2])
    assert keep_apart(LINE, labels, np.array([-1, -1, 0, -1, -1, -1]), [(0, 2)])[0].tolist() == [1, 0, 0, 1, 1, 2]
    assert keep_apart(LINE, labels, np.array([0, -1, 0, -1, -1, -1]), [(0, 2)])[0].tolist() == labels.tolist()


def test_a_note_is_not_sent_to_another_of_its_foes_and_stands_alone_if_it_must() -> None:
    labels, free = np.array([0, 0, 0, 1, 1, 2]), np.full(6, -1)
    assert keep_apart(LINE, labels, free, [(0, 2), (2, 3)])[0].tolist() == [0, 0, 2, 1, 1, 2]
    everyone = [(0, 2), (2, 3), (2, 5)]
    assert keep_apart(LINE, labels, free, everyone)[0].tolist() == [0, 0, 3, 1, 1, 2]
    left, stuck = keep_apart(LINE, labels, free, everyone, alone=False)
    assert left.tolist() == labels.tolist()
    assert stuck == [2]


@settings(max_examples=40)
@given(st.integers(0, 10_000), st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=12))
def test_no_pair_that_must_be_apart_is_together(seed: int, pairs: list[tuple[int, int]]) -> None:
    rows, truth = blobs(seed, 12, 3, noise=1.0)
    pairs = [(a, b) for a, b in pairs if a != b]
    labels, stuck = keep_apart(rows, truth, np.full(12, -1), pairs)
    assert not stuck
    assert all(labels[a] != labels[b] for a, b in pairs)
