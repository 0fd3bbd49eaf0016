"""Finds notes that may say the same. It proposes only: nothing is ever merged without a click.

On sentence vectors alone, not on the board's rows: those lean towards words that a board shares.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

import numpy as np

from cocreate.insight.embedding import Rows
from cocreate.insight.folding import words_of
from cocreate.insight.graph import BLOCK
from cocreate.insight.values import TwinKind

LIKELY, SIMILAR = 0.90, 0.80  # cosine; the fallback's word ratio knows only "likely"
MOST = 500  # pairs that a person could still look through
RATIO_LENGTH = 400  # characters that are compared letter by letter
RATIO_TRIES = 20_000  # pairs that are compared letter by letter, likeliest first


class Pair(NamedTuple):
    a: int
    b: int
    kind: TwinKind
    score: float


def by_meaning(rows: Rows) -> list[Pair]:
    """Pairs of different texts with a cosine of at least 0.80, strongest first. `rows`: sentence vectors."""
    found: list[tuple[float, int, int]] = []
    for start in range(0, len(rows), BLOCK):
        sims = rows[start : start + BLOCK] @ rows.T
        left, right = np.nonzero(sims >= SIMILAR)
        keep = right > left + start
        left, right = left[keep], right[keep]
        scores = sims[left, right]
        best = np.argsort(-scores, kind="stable")[:MOST]
        found += [(float(scores[i]), int(left[i]) + start, int(right[i])) for i in best]
    found.sort(key=lambda f: (-f[0], f[1], f[2]))
    return [Pair(a, b, "likely" if s >= LIKELY else "similar", round(min(s, 1.0), 4)) for s, a, b in found[:MOST]]


def by_words(texts: Sequence[str]) -> list[Pair]:
    """The fallback without a model: pairs whose sorted words are alike by at least 0.90, strongest first."""
    plain = [" ".join(sorted(words_of(text)))[:RATIO_LENGTH] for text in texts]
    bound = _bounds(plain)
    matcher = SequenceMatcher(autojunk=False)
    found = []
    for _, a, b in sorted(bound, key=lambda f: (-f[0], f[2], f[1]))[:RATIO_TRIES]:
        matcher.set_seq2(plain[b])
        matcher.set_seq1(plain[a])
        if (score := matcher.ratio()) >= LIKELY:
            found.append(Pair(a, b, "likely", round(score, 4)))
    return sorted(found, key=lambda p: (-p.score, p.a, p.b))[:MOST]


def _bounds(plain: Sequence[str]) -> list[tuple[float, int, int]]:
    """Pairs that can reach the threshold, and the most they can reach: twice the common letters over all letters."""
    alphabet = {c: i for i, c in enumerate(sorted(set("".join(plain))))}
    counts = np.zeros((len(plain), min(len(alphabet), 64) or 1), dtype=np.int32)
    for row, text in enumerate(plain):
        for c, n in Counter(text).items():
            counts[row, alphabet[c] % counts.shape[1]] += n  # letters that share a column only raise the bound
    length = counts.sum(1)
    out: list[tuple[float, int, int]] = []
    for a in range(len(plain) - 1):
        rest = slice(a + 1, None)
        reach = 2 * np.minimum(counts[a], counts[rest]).sum(1) / np.maximum(length[a] + length[rest], 1)
        hits = np.flatnonzero(reach >= LIKELY)
        out += [(float(reach[i]), a, a + 1 + int(i)) for i in hits]
    return out


def like(text: str, others: Sequence[str], embed: Callable[[Sequence[str]], Rows], most: int = 12) -> list[Pair]:
    """The places of the texts nearest to one in meaning, nearest first; `a` is always 0. Equal texts come first.

    `embed` gives unit rows. A text without a letter has no likeness and is left out.
    """
    places = [k for k, other in enumerate(others) if words_of(other)]
    if not words_of(text) or not places:
        return []
    rows = embed([text, *(others[k] for k in places)])
    sims = rows[1:] @ rows[0]
    best = np.argsort(-sims, kind="stable")[:most]
    return [
        Pair(0, places[int(i)], "likely" if sims[i] >= LIKELY else "similar", round(min(float(sims[i]), 1.0), 4))
        for i in best
    ]
