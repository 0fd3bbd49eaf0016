"""From rows to clusters: communities, pins and a few rounds of k-means on the sphere. Numbers only, no texts.

Points that a person fixed never move, and two fixed clusters never become one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise

import numpy as np

from cocreate.insight.embedding import Rows, unit
from cocreate.insight.graph import Edges, Labels, louvain, neighbours_for, shared_neighbours
from cocreate.insight.tree import ward

ROUNDS = 15  # polish stops earlier, as soon as nothing moves
TOO_FEW = 3  # under this many points there is no graph


class Board:
    """The points of one board and what is fixed among them; each grain is a quick walk over the same graph.

    `fixed[i] >= 0` is the cluster of point i, numbered 0, 1, 2 … without holes; -1 is free.
    """

    def __init__(self, rows: Rows, fixed: Labels | None = None) -> None:
        self.rows = rows
        self.fixed: Labels = np.full(len(rows), -1, dtype=np.int64) if fixed is None else fixed
        self.held = int(self.fixed.max(initial=-1)) + 1
        self._edges: Edges | None = None

    def by_resolution(self, resolution: float = 1.0) -> Labels:
        """Clusters without a number given. Labels under `held` are the fixed clusters, the others are new."""
        count = len(self.rows)
        if count < TOO_FEW:
            return np.where(self.fixed >= 0, self.fixed, self.held)
        node = np.where(self.fixed >= 0, self.fixed, np.arange(count) + self.held)
        if self._edges is None:
            self._edges = contracted(shared_neighbours(self.rows, neighbours_for(count)), node, self.held)
        home = louvain(count + self.held, self._edges, resolution)
        return self._polish(split(self.rows, self.fixed, home[node], home[: self.held]))

    def by_number(self, k: int) -> Labels:
        """Exactly `k` clusters where the points allow it; never fewer than are fixed."""
        if not len(self.rows):
            return self.fixed
        return self._polish(ward(self.rows, min(k, len(self.rows)), self.fixed), keep_count=True)

    def _polish(self, labels: Labels, keep_count: bool = False) -> Labels:
        """A free point settles at its nearest centre. `keep_count`: stop before a round that empties a cluster."""
        labels = _packed(labels)
        for _ in range(ROUNDS):
            best = np.argmax(self.rows @ centres_of(self.rows, labels).T, axis=1)
            new = np.where(self.fixed >= 0, self.fixed, best)
            if keep_count and len(np.unique(new)) <= labels.max():
                break
            new = _packed(new)
            if np.array_equal(new, labels):
                break
            labels = new
        return labels


def contracted(edges: Edges, node: Labels, held: int) -> Edges:
    """Edges between nodes. Must-link: a fixed cluster is one of the first `held` nodes. Cannot-link: no edge between
    two of those."""
    a, b = node[edges.left], node[edges.right]
    keep = (a != b) & ~((a < held) & (b < held))
    return Edges(a[keep], b[keep], edges.weight[keep])


def split(rows: Rows, fixed: Labels, home: Labels, held_home: Labels) -> Labels:
    """Labels from communities (of each point, of each fixed cluster): one with two fixed clusters is split by the
    nearest centre; one without any is a new cluster."""
    labels, fresh = fixed.copy(), len(held_home)
    own = centres_of(rows[fixed >= 0], fixed[fixed >= 0])
    for community in np.unique(home):
        held = np.flatnonzero(held_home == community)
        free = np.flatnonzero((fixed < 0) & (home == community))
        if not len(held):
            labels[free] = fresh
            fresh += 1
        elif len(free):
            labels[free] = held[np.argmax(rows[free] @ own[held].T, axis=1)]
    return labels


def centres_of(rows: Rows, labels: Labels) -> Rows:
    """The unit centre of each label 0 … max."""
    return unit(sums_of(rows, labels, int(labels.max(initial=-1)) + 1))


def sums_of(rows: Rows, labels: Labels, count: int) -> Rows:
    """The sum of the rows of each label 0 … count-1, always in the order of the rows."""
    order = np.argsort(labels, kind="stable")
    ends = np.searchsorted(labels[order], np.arange(count + 1)).tolist()
    out = np.zeros((count, rows.shape[1]), dtype=np.float32)
    for label, (a, b) in enumerate(pairwise(ends)):
        if a < b:
            np.add.reduce(rows[order[a:b]], axis=0, out=out[label])
    return out


def keep_apart(
    rows: Rows, labels: Labels, fixed: Labels, apart: Iterable[tuple[int, int]], alone: bool = True
) -> tuple[Labels, list[int]]:
    """Of a pair that must be apart, the free point with the weaker hold goes to its next best cluster.

    Where every cluster has a foe of it, it starts one of its own if it may stand `alone`; else it stays, and is among
    the points that come second. Two points that are both fixed stay where a person put them.
    """
    stuck: list[int] = []
    labels, pairs = labels.copy(), sorted({(min(p), max(p)) for p in apart})
    foes: defaultdict[int, set[int]] = defaultdict(set)
    for a, b in pairs:
        foes[a].add(b)
        foes[b].add(a)
    for a, b in pairs:
        if labels[a] != labels[b] or (fixed[a] >= 0 and fixed[b] >= 0):
            continue
        sims = rows[[a, b]] @ centres_of(rows, labels).T
        hold = sims[:, labels[a]]
        which = 0 if fixed[b] >= 0 or (fixed[a] < 0 and hold[0] < hold[1]) else 1
        point = (a, b)[which]
        barred = {int(labels[foe]) for foe in foes[point]}
        order = np.argsort(-sims[which], kind="stable")
        best = next((int(c) for c in order if int(c) not in barred), None)
        if best is None and not alone:
            stuck.append(point)
        else:
            labels[point] = len(sims[which]) if best is None else best
    return labels, stuck


def _packed(labels: Labels) -> Labels:
    """The same partition numbered 0, 1, 2 … in the order of the numbers; fixed clusters, never empty, keep theirs."""
    out: Labels = np.unique(labels, return_inverse=True)[1].astype(np.int64)
    return out
