"""Puts texts in an order in which neighbours are alike, to be read from top to bottom. It groups nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from cocreate.insight.embedding import Rows, WordsEmbedder, best_embedder, embed

CHAINED = 2500  # up to so many texts each looks for its nearest; beyond, a straight line through them all must do


class Likeness(NamedTuple):
    """Places of the texts in their new order, and whether that rests on meaning or on shared words alone."""

    order: tuple[int, ...]
    is_meaning: bool


def likeness(texts: Sequence[str], progress: Callable[[float], None] | None = None) -> Likeness:
    """The order of likeness of these texts: deterministic for the same texts in the same order."""
    embedder = best_embedder()
    rows = embed(embedder, texts, None if progress is None else lambda share: progress(0.8 * share))
    order = chain(rows) if len(rows) <= CHAINED else line(rows)
    return Likeness(tuple(order), embedder.name != WordsEmbedder.name)


def chain(rows: Rows) -> list[int]:
    """From the most remote row to its nearest, and so on: O(n²) products, no matrix of them is kept."""
    count = len(rows)
    if count < 3:
        return list(range(count))
    left = np.ones(count, dtype=bool)
    at = int(np.argmin(np.round(rows @ rows.mean(axis=0), 6)))
    out = []
    for _ in range(count):
        out.append(at)
        left[at] = False
        near = np.where(left, np.round(rows @ rows[at], 6), -np.inf)
        at = int(np.argmax(near))
    return out


def line(rows: Rows) -> list[int]:
    """By the place along the direction in which the rows differ most (power iteration, fixed start)."""
    centred = rows - rows.mean(axis=0)
    way = np.ones(rows.shape[1], dtype=np.float32)
    for _ in range(30):
        way = centred.T @ (centred @ way)
        way /= max(float(np.linalg.norm(way)), 1e-9)
    return [int(i) for i in np.argsort(np.round(centred @ way, 6), kind="stable")]
