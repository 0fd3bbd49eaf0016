"""Folds the notes of a board into points: equal texts are one, unless a person put them into different clusters."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cocreate.insight.folding import fold, says_something
from cocreate.insight.graph import Labels


@dataclass(frozen=True, slots=True)
class Points:
    """The different texts of a board, sorted by key; `of_note` leads from a note to its point."""

    keys: tuple[str, ...]
    texts: tuple[str, ...]  # one spelling of each key, the same whatever the order of the notes
    fixed: Labels  # the cluster that a person gave it, -1 free
    weights: Labels  # notes a point
    speaks: NDArray[np.bool_]  # whether it holds a letter or digit
    of_note: Labels
    apart: tuple[tuple[int, int], ...]  # pairs of points that must not share a cluster

    @property
    def active(self) -> NDArray[np.bool_]:
        """The points that make clusters: a free note without a letter only follows."""
        found: NDArray[np.bool_] = self.speaks | (self.fixed >= 0)
        return found


def fold_notes(
    texts: Sequence[str], fixed: Sequence[int], apart: Sequence[tuple[int, int]] = (), keys: Sequence[str] | None = None
) -> Points:
    """`fixed[i] >= 0` is the cluster of note i, numbered without holes. `apart`: pairs of note places. `keys`: the
    folded texts, where they are known.

    A free note with the text of a held one joins that one's cluster (the one with most of them), unless a pair that
    must be apart forbids it: what a person asked wins over equal texts.
    """
    keys = [fold(t) for t in texts] if keys is None else keys
    spelling: dict[str, str] = {}
    for key, text in zip(keys, texts, strict=True):
        spelling[key] = min(spelling.get(key, text), text)
    group, alone = _groups(keys, fixed, apart)
    names = [(key, g, i if i in alone else -1) for i, (key, g) in enumerate(zip(keys, group, strict=True))]
    place = {name: p for p, name in enumerate(sorted(set(names)))}
    of_note = np.array([place[name] for name in names], dtype=np.int64)
    pairs = {(int(of_note[a]), int(of_note[b])) for a, b in apart}
    return Points(
        keys=tuple(key for key, _, _ in place),
        texts=tuple(spelling[key] for key, _, _ in place),
        fixed=np.array([g for _, g, _ in place], dtype=np.int64),
        weights=np.bincount(of_note, minlength=len(place)).astype(np.int64),
        speaks=np.array([says_something(key) for key, _, _ in place], dtype=np.bool_),
        of_note=of_note,
        apart=tuple(sorted((a, b) for a, b in pairs if a != b)),
    )


def _groups(keys: Sequence[str], fixed: Sequence[int], apart: Sequence[tuple[int, int]]) -> tuple[list[int], set[int]]:
    """The cluster that each note is bound to (-1: free), and the notes that must be a point of their own."""
    known: defaultdict[str, Counter[int]] = defaultdict(Counter)
    for key, g in zip(keys, fixed, strict=True):
        if g >= 0:
            known[key][g] += 1
    joined = {key: min((-n, g) for g, n in found.items())[1] for key, found in known.items()}
    group = [g if g >= 0 else joined.get(key, -1) for key, g in zip(keys, fixed, strict=True)]
    alone: set[int] = set()
    for a, b in sorted((min(p), max(p)) for p in apart):
        loose = next((i for i in (b, a) if fixed[i] < 0), None)
        if loose is None or a == b:
            continue
        if (group[a] == group[b] >= 0) or (keys[a] == keys[b] and group[a] == group[b]):
            group[loose] = -1
            alone.add(loose)
    return group, alone
