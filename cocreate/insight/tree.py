"""Ward's tree over points and held clusters, cut at a number of clusters. Numbers only, no texts.

Nearest-neighbour chain with the Lance-Williams update: n*n work and no scipy (Murtagh, "A survey of recent advances
in hierarchical clustering algorithms", 1983).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cocreate.insight.embedding import Rows
from cocreate.insight.graph import Labels

Join = tuple[float, int, int]


def ward(rows: Rows, k: int, fixed: Labels | None = None) -> Labels:
    """Labels of `k` clusters. `fixed[i] >= 0` is the held cluster of a point: one node, never joined with another.

    Labels below the number of held clusters are theirs. With more held clusters than `k` there are that many.
    """
    count = len(rows)
    fixed = np.full(count, -1, dtype=np.int64) if fixed is None else fixed
    held = int(fixed.max(initial=-1)) + 1
    free = np.flatnonzero(fixed < 0)
    node = np.empty(count, dtype=np.int64)
    node[fixed >= 0] = fixed[fixed >= 0]
    node[free] = held + np.arange(len(free))
    nodes = held + len(free)
    size = np.bincount(node, minlength=nodes).astype(np.float64)
    joins = _joins(_gaps(rows, node, size, held), size, held)
    parent = list(range(nodes))
    for _, a, b in sorted(joins, key=lambda join: join[0])[: max(0, nodes - max(k, held, 1))]:
        ends = sorted((_root(parent, a), _root(parent, b)))
        parent[ends[1]] = ends[0]  # the lower one stays root: held clusters keep their number
    roots = np.array([_root(parent, i) for i in range(nodes)], dtype=np.int64)
    packed: Labels = np.unique(roots, return_inverse=True)[1].astype(np.int64)
    return packed[node]


def _gaps(rows: Rows, node: Labels, size: NDArray[np.float64], held: int) -> NDArray[np.float64]:
    """Ward's distance between nodes, infinite between two held clusters and on the diagonal."""
    centres = np.zeros((len(size), rows.shape[1]), dtype=np.float64)
    np.add.at(centres, node, rows)
    centres /= size[:, None]
    gap = centres @ centres.T
    square = np.diagonal(gap).copy()
    gap *= -2.0
    gap += square[:, None]
    gap += square[None, :]
    np.maximum(gap, 0.0, out=gap)
    if held:  # single points all weigh 2·1·1/(1+1) = 1
        gap *= 2.0 * size[:, None] * size[None, :] / (size[:, None] + size[None, :])
        gap[:held, :held] = np.inf
    np.fill_diagonal(gap, np.inf)
    return gap


def _joins(gap: NDArray[np.float64], size: NDArray[np.float64], held: int) -> list[Join]:
    """Every join of the tree, in the order of the chain. Held clusters, being infinitely apart, are never joined."""
    nodes, alive = len(size), np.ones(len(size), dtype=bool)
    joins: list[Join] = []
    chain: list[int] = []
    while len(joins) < nodes - max(held, 1):
        if not chain:
            chain.append(int(np.flatnonzero(alive)[0]))
        while True:
            a = chain[-1]
            b = int(np.argmin(gap[a]))
            if len(chain) > 1 and gap[a, chain[-2]] <= gap[a, b]:
                b = chain[-2]  # prefer the way back: ties must not loop
            if len(chain) > 1 and b == chain[-2]:
                break
            chain.append(b)
        a, b = chain.pop(), chain.pop()
        joins.append((float(gap[a, b]), a, b))
        both = size[a] + size[b] + size
        row = ((size[a] + size) * gap[a] + (size[b] + size) * gap[b] - size * gap[a, b]) / both
        row[~alive] = np.inf
        row[[a, b]] = np.inf
        gap[a], gap[:, a] = row, row
        gap[b], gap[:, b] = np.inf, np.inf
        alive[b] = False
        size[a] += size[b]
    return joins


def _root(parent: list[int], i: int) -> int:
    while parent[i] != i:
        parent[i] = parent[parent[i]]
        i = parent[i]
    return i
