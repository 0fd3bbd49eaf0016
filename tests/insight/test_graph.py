"""The neighbour graph and its communities against brute force. Planted and seen caught: no self among
the neighbours; a move without its loss; loops lost when communities merge; the diagonal of a later block left in."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

import cocreate.insight.graph as graph
from cocreate.insight.embedding import Rows, unit
from cocreate.insight.graph import Edges, Labels, louvain, nearest, neighbours_for, shared_neighbours


def random_rows(seed: int, count: int, width: int = 6) -> Rows:
    return unit(np.random.default_rng(seed).standard_normal((count, width)))


def test_the_number_of_neighbours_grows_with_the_board() -> None:
    assert [neighbours_for(n) for n in (3, 20, 100, 460, 5000)] == [2, 3, 7, 15, 15]


@pytest.mark.parametrize("block", [4, 512])
def test_neighbours_are_the_nearest_others(monkeypatch: pytest.MonkeyPatch, block: int) -> None:
    monkeypatch.setattr(graph, "BLOCK", block)
    rows = random_rows(1, 23)
    sims = (rows @ rows.T).astype(float)
    for i, found in enumerate(nearest(rows, 5).tolist()):
        others = sorted((j for j in range(23) if j != i), key=lambda j: -sims[i, j])
        assert found == others[:5]


@pytest.mark.parametrize("block", [1, 512])
def test_edges_weigh_the_common_neighbours(monkeypatch: pytest.MonkeyPatch, block: int) -> None:
    monkeypatch.setattr(graph, "BLOCK", block)
    rows = random_rows(2, 19)
    near = [set(row) for row in nearest(rows, 4).tolist()]
    want = {}
    for a, b in product(range(19), repeat=2):
        if a < b and (b in near[a] or a in near[b]):
            common = (near[a] | {a}) & (near[b] | {b})
            if common:
                want[a, b] = len(common) / 5
    edges = shared_neighbours(rows, 4)
    found = dict(zip(zip(edges.left.tolist(), edges.right.tolist(), strict=True), edges.weight.tolist(), strict=True))
    assert found == pytest.approx(want)


def modularity(count: int, edges: Edges, labels: list[int], resolution: float) -> float:
    total = edges.weight.sum()
    degree = np.zeros(count)
    np.add.at(degree, edges.left, edges.weight)
    np.add.at(degree, edges.right, edges.weight)
    home = np.array(labels)
    inside = edges.weight[home[edges.left] == home[edges.right]].sum()
    mass = np.array([degree[home == c].sum() for c in np.unique(home)])
    return float(inside / total - resolution * ((mass / (2 * total)) ** 2).sum())


def partitions(count: int) -> list[list[int]]:
    found = [[0]]
    for _ in range(count - 1):
        found = [[*p, c] for p in found for c in range(max(p) + 2)]
    return found


@pytest.mark.parametrize("seed", range(12))
def test_communities_are_the_best_of_all_partitions_of_a_small_graph_or_very_near(seed: int) -> None:
    rng = np.random.default_rng(seed)
    count = 8
    left, right = np.triu_indices(count, 1)
    block = (left < 4) == (right < 4)
    keep = rng.random(len(left)) < np.where(block, 0.9, 0.2)
    edges = Edges(left[keep].astype(np.int64), right[keep].astype(np.int64), rng.random(int(keep.sum())) + 0.2)
    found = modularity(count, edges, louvain(count, edges).tolist(), 1.0)
    best = max(modularity(count, edges, p, 1.0) for p in partitions(count))
    assert found >= best - 0.03
    assert found > best - 1e-9 or seed not in (0, 1, 2, 3)


def ring_of_cliques() -> Edges:
    pairs = [(5 * c + a, 5 * c + b) for c in range(8) for a in range(5) for b in range(a + 1, 5)]
    pairs += [(5 * c, (5 * c + 6) % 40) for c in range(8)]
    ends: Labels = np.array([sorted(p) for p in pairs], dtype=np.int64)
    return Edges(ends[:, 0], ends[:, 1], np.ones(len(ends)))


def test_a_ring_of_cliques_falls_into_its_cliques() -> None:
    assert louvain(40, ring_of_cliques()).tolist() == [c for c in range(8) for _ in range(5)]


def test_resolution_makes_fewer_or_more() -> None:
    edges = ring_of_cliques()
    assert len(set(louvain(40, edges, 0.1).tolist())) < 8 < len(set(louvain(40, edges, 12.0).tolist()))


def test_a_graph_without_edges_leaves_everyone_alone() -> None:
    none = np.zeros(0, dtype=np.int64)
    assert louvain(3, Edges(none, none, np.zeros(0))).tolist() == [0, 1, 2]
