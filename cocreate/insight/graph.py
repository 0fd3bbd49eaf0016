"""The neighbour graph of a board and its communities (Louvain). Numbers only, no texts.

Blondel, Guillaume, Lambiotte, Lefebvre, "Fast unfolding of communities in large networks", 2008.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cocreate.insight.embedding import Rows

Labels = NDArray[np.int64]

NEAR_FACTOR, NEAR_LOW, NEAR_HIGH = 0.7, 2, 15
BLOCK = 512  # rows at a time: the full matrix of 5,000 notes would take 100 MB
GAIN = 1e-12  # a move must gain more than rounding


class Edges(NamedTuple):
    """Undirected weighted edges between points, each once."""

    left: Labels
    right: Labels
    weight: NDArray[np.float64]


def neighbours_for(count: int) -> int:
    """How many neighbours a point of a board of this size looks at."""
    return int(np.clip(round(float(np.sqrt(count)) * NEAR_FACTOR), NEAR_LOW, NEAR_HIGH))


def nearest(rows: Rows, neighbours: int) -> Labels:
    """The nearest other points of each point by cosine, nearest first, ties by place; shape (n, neighbours)."""
    count = len(rows)
    out = np.empty((count, neighbours), dtype=np.int64)
    for start in range(0, count, BLOCK):
        part = rows[start : start + BLOCK] @ rows.T
        part[np.arange(len(part)), np.arange(start, start + len(part))] = -2.0
        found = np.argpartition(-part, neighbours - 1, axis=1)[:, :neighbours]
        found.sort(axis=1)
        order = np.argsort(-np.take_along_axis(part, found, axis=1), axis=1, kind="stable")
        out[start : start + BLOCK] = np.take_along_axis(found, order, axis=1)
    return out


def shared_neighbours(rows: Rows, neighbours: int) -> Edges:
    """Edges between points where one is among the other's nearest; weight = share of common neighbours."""
    count = len(rows)
    neighbours = min(neighbours, count - 1)
    near = nearest(rows, neighbours)
    own = np.arange(count)
    ends = np.stack([np.repeat(own, neighbours), near.ravel()])
    ends.sort(axis=0)
    pairs = np.unique(ends[0] * count + ends[1])
    left, right = pairs // count, pairs % count
    circle = np.hstack([own[:, None], near])  # a point counts among its own neighbours
    common = np.empty(len(pairs), dtype=np.float64)
    for start in range(0, len(pairs), BLOCK * 8):
        a, b = circle[left[start : start + BLOCK * 8]], circle[right[start : start + BLOCK * 8]]
        common[start : start + BLOCK * 8] = (a[:, :, None] == b[:, None, :]).sum((1, 2))
    some = common > 0
    return Edges(left[some], right[some], common[some] / (neighbours + 1))


def louvain(count: int, edges: Edges, resolution: float = 1.0, seed: int = 0) -> Labels:
    """The community of each node, numbered in order of first occurrence. The same seed gives the same answer."""
    rng = np.random.default_rng(seed)
    links: list[dict[int, float]] = [{} for _ in range(count)]
    for a, b, w in zip(edges.left.tolist(), edges.right.tolist(), edges.weight.tolist(), strict=True):
        links[a][b] = links[a].get(b, 0.0) + w
        links[b][a] = links[b].get(a, 0.0) + w
    loops, member = [0.0] * count, np.arange(count, dtype=np.int64)
    total = 2.0 * float(edges.weight.sum()) or 1.0
    while True:
        home = _move(links, loops, total, resolution, rng.permutation(len(links)).tolist())
        names = {c: i for i, c in enumerate(dict.fromkeys(home))}
        if len(names) == len(links):
            return member
        home = [names[c] for c in home]
        member = np.array(home, dtype=np.int64)[member]
        links, loops = _merge(links, loops, home, len(names))


def _move(
    links: list[dict[int, float]], loops: list[float], total: float, resolution: float, order: list[int]
) -> list[int]:
    """One level: nodes move to the neighbouring community with the best gain until none does."""
    degree = [sum(near.values()) + 2 * loops[i] for i, near in enumerate(links)]
    home, mass = list(range(len(links))), degree[:]
    moved = True
    while moved:
        moved = False
        for i in order:
            old = home[i]
            mass[old] -= degree[i]
            pull: dict[int, float] = {}
            for j, w in links[i].items():
                pull[home[j]] = pull.get(home[j], 0.0) + w
            push = resolution * degree[i] / total
            best, gain = old, pull.get(old, 0.0) - push * mass[old]
            for community, w in pull.items():
                value = w - push * mass[community]
                if value > gain + GAIN:
                    best, gain = community, value
            mass[best] += degree[i]
            moved |= best != old
            home[i] = best
    return home


def _merge(
    links: list[dict[int, float]], loops: list[float], home: list[int], count: int
) -> tuple[list[dict[int, float]], list[float]]:
    """Communities become the nodes of the next level; links inside one become its loop."""
    merged: list[dict[int, float]] = [{} for _ in range(count)]
    inner = [0.0] * count
    for i, near in enumerate(links):
        inner[home[i]] += loops[i]
        for j, w in near.items():
            if home[i] == home[j]:
                inner[home[i]] += w / 2
            else:
                merged[home[i]][home[j]] = merged[home[i]].get(home[j], 0.0) + w
    return merged, inner
