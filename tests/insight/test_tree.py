"""Ward's tree against scipy's. Planted and seen caught: size of one side forgotten in the update; joins not sorted;
no infinite gap between held clusters; weights of held clusters left out."""

from __future__ import annotations

import numpy as np
import pytest

from cocreate.insight.embedding import Rows, unit
from cocreate.insight.tree import ward


def rows_of(seed: int, count: int) -> Rows:
    rng = np.random.default_rng(seed)
    centres = rng.standard_normal((5, 12))
    return unit(centres[rng.integers(0, 5, count)] + 0.6 * rng.standard_normal((count, 12)))


def same_partition(a: list[int], b: list[int]) -> bool:
    return len(set(zip(a, b, strict=True))) == len(set(a)) == len(set(b))


@pytest.mark.parametrize("seed", range(20))
def test_the_tree_is_that_of_scipy(seed: int) -> None:
    hierarchy = pytest.importorskip("scipy.cluster.hierarchy")
    rows = rows_of(seed, 40)
    tree = hierarchy.linkage(rows.astype(float), "ward")
    for k in (2, 3, 5, 9, 25):
        assert same_partition(ward(rows, k).tolist(), hierarchy.fcluster(tree, k, "maxclust").tolist())


@pytest.mark.parametrize("k", [1, 2, 7, 12, 40])
def test_it_gives_exactly_k(k: int) -> None:
    assert len(set(ward(rows_of(3, 40), k).tolist())) == k


def test_equal_rows_do_not_loop() -> None:
    rows = np.repeat(rows_of(1, 4), 5, axis=0)
    assert len(set(ward(rows, 4).tolist())) == 4


def test_held_clusters_are_never_joined_and_keep_their_numbers() -> None:
    rows = rows_of(4, 30)
    fixed = np.full(30, -1)
    fixed[[0, 1]], fixed[[2, 3]], fixed[4] = 0, 1, 2
    for k in (1, 2, 3, 4, 10):
        labels = ward(rows, k, fixed)
        assert [labels[i] for i in range(5)] == [0, 0, 1, 1, 2]
        assert len(set(labels.tolist())) == max(3, k)


def test_held_clusters_of_equal_notes_are_not_joined_either() -> None:
    rows = np.repeat(rows_of(6, 4), 2, axis=0)
    fixed = np.array([0, 1, -1, -1, -1, -1, -1, -1])
    for k in (2, 3, 4, 5):
        labels = ward(rows, k, fixed).tolist()
        assert labels[:2] == [0, 1]
        assert len(set(labels)) == k


def test_a_held_cluster_weighs_as_many_notes_as_it_has() -> None:
    """As in the tree itself, where its notes had been joined first."""
    rows = rows_of(5, 24)
    labels = ward(rows, 12)
    first = np.flatnonzero(labels == np.bincount(labels).argmax())
    fixed = np.full(24, -1)
    fixed[first] = 0
    for k in (2, 4, 8):
        assert same_partition(ward(rows, k, fixed).tolist(), ward(rows, k).tolist())
