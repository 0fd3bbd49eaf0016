"""How well each point sits in its cluster, which ones wait in the tray, and who is nearest to whom. Numbers only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cocreate.insight.arrange import keep_apart, sums_of
from cocreate.insight.embedding import Rows, unit
from cocreate.insight.graph import BLOCK, Labels
from cocreate.insight.values import UNSURE_BELOW

Pairs = Sequence[tuple[int, int]]

NO = -2.0  # below every cosine
DIGITS = 4  # what a reason tells; the tray is decided on the rounded margin, so that it agrees with what is told


class Holds(NamedTuple):
    """Per point: cosine to its own centre without the point itself, the second-best cluster (-1: none), the margin."""

    own: NDArray[np.float64]
    second: Labels
    margin: NDArray[np.float64]


class Settled(NamedTuple):
    """The clusters that are `shown`: labels 0 … shown-1 (-1: there are none), and which points are sure of theirs.

    `members` are the points that made the centres, `barred` the clusters that a point may not join, as pairs.
    """

    labels: Labels
    sure: NDArray[np.bool_]
    members: NDArray[np.bool_]
    shown: int
    barred: Pairs = ()


def measure(rows: Rows, labels: Labels, weights: Labels, members: NDArray[np.bool_], barred: Pairs = ()) -> Holds:
    """How each point holds to the centres that the members make; a barred cluster is no second best.

    `weights` is the number of notes with this text: the centre is that of the notes, so a note whose like is in
    the cluster too is vouched for. A point alone in its cluster has nothing to hold on to: own is 0.
    """
    count = int(labels.max(initial=-1)) + 1
    inside = members & (labels >= 0)
    sums = sums_of(rows[inside] * weights[inside, None].astype(np.float32), labels[inside], count)
    if not count:
        nothing = np.zeros(len(rows))
        return Holds(nothing, np.full(len(rows), -1, dtype=np.int64), nothing.copy())
    rest = sums[labels] - np.where(inside, 1.0, 0.0).astype(np.float32)[:, None] * rows
    alone = inside & (np.bincount(labels[inside], weights[inside], count)[labels] <= 1)
    own: NDArray[np.float64] = (rows * unit(rest)).sum(1).astype(np.float64)
    own[alone] = 0.0
    sims = (rows @ unit(sums).T).astype(np.float64)
    sims[np.arange(len(rows)), labels] = NO
    for point, cluster in barred:
        sims[point, cluster] = NO
    best = sims.max(axis=1)
    second = np.where(best == NO, -1, np.argmax(sims, axis=1)).astype(np.int64)
    margin: NDArray[np.float64] = own - np.where(best == NO, 0.0, best)
    return Holds(own.round(DIGITS), second, margin.round(DIGITS))


def settle(rows: Rows, labels: Labels, weights: Labels, fixed: Labels, keep_all: bool, apart: Pairs = ()) -> Settled:
    """Send the doubtful free points to the tray, and let go of clusters that then have nothing left.

    A new cluster of fewer than two sure notes is no theme: its points go to their nearest other cluster, and all are
    measured again. `keep_all` (the person gave the number of clusters): every cluster keeps its surest point instead.
    `apart`: pairs of points that must not share a cluster.
    """
    held = int(fixed.max(initial=-1)) + 1
    everyone = np.ones(len(rows), dtype=bool)
    while True:
        labels, stuck = keep_apart(rows, labels, fixed, apart, alone=keep_all)
        barred = _barred(labels, apart)
        holds = measure(rows, labels, weights, everyone, barred)
        sure = (fixed >= 0) | (holds.margin >= UNSURE_BELOW)
        sure[stuck] = False
        count = int(labels.max(initial=-1)) + 1
        left = np.bincount(labels[sure], weights[sure], count)
        weak = np.flatnonzero((left < (1 if keep_all else 2)) & (np.arange(count) >= held))
        if not len(weak):
            return Settled(labels, sure, everyone, count, barred)
        if keep_all:
            for c in weak:
                inside = np.flatnonzero(labels == c)
                sure[inside[np.argmax(holds.margin[inside])]] = True
            return Settled(labels, sure, everyone, count, barred)
        labels, nothing = _without(rows, labels, weak)
        if nothing:
            return loose(rows, fixed)


def loose(rows: Rows, fixed: Labels) -> Settled:
    """Only the held clusters are shown; every free point waits, and is told which of them is closest."""
    held = int(fixed.max(initial=-1)) + 1
    labels = fixed.copy()
    free = fixed < 0
    if held:
        labels[free] = np.argmax(rows[free] @ _centres(rows, fixed, held).T, axis=1)
    return Settled(labels, ~free, ~free, held)


def _barred(labels: Labels, apart: Pairs) -> Pairs:
    """The clusters of a point's foes."""
    both = [*apart, *((b, a) for a, b in apart)]
    return tuple((point, int(labels[foe])) for point, foe in both if labels[foe] != labels[point])


def _without(rows: Rows, labels: Labels, weak: Labels) -> tuple[Labels, bool]:
    """The labels after the weak clusters are gone, and whether none is left."""
    live = np.setdiff1d(np.unique(labels), weak)
    if not len(live):
        return labels, True
    kept = np.isin(labels, live)
    out = np.searchsorted(live, labels).astype(np.int64)
    centres = _centres(rows[kept], out[kept], len(live))
    out[~kept] = np.argmax(rows[~kept] @ centres.T, axis=1)
    return out, False


def _centres(rows: Rows, labels: Labels, count: int) -> Rows:
    return unit(sums_of(rows[labels >= 0], labels[labels >= 0], count))


def nearest_notes(rows: Rows, asked: Sequence[int], among: Sequence[int], count: int) -> list[list[tuple[int, float]]]:
    """For each asked note its `count` nearest others among some, nearest first, ties by place, with the cosine."""
    out: list[list[tuple[int, float]]] = []
    pool, asks = np.array(among, dtype=np.int64), np.array(asked, dtype=np.int64)
    if not len(pool):
        return [[] for _ in asked]
    for start in range(0, len(asks), BLOCK):
        part = asks[start : start + BLOCK]
        sims = rows[part] @ rows[pool].T
        order = np.argsort(-sims, axis=1, kind="stable")[:, : count + 1]
        for i, note in enumerate(part):
            best = [j for j in order[i] if pool[j] != note][:count]
            out.append([(int(pool[j]), round(float(sims[i, j]), DIGITS)) for j in best])
    return out
