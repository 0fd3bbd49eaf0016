"""The order of likeness: alike texts stand together, the same texts always stand the same."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from cocreate.insight.embedding import unit
from cocreate.insight.likeness import chain, likeness, line


def groups(count: int) -> tuple[np.ndarray, list[int]]:
    """Rows round three far-off directions, shuffled, and which direction each is near."""
    draw = np.random.default_rng(7)
    kinds = [k % 3 for k in range(count)]
    rows = np.eye(8, dtype=np.float32)[kinds] + draw.normal(0, 0.05, (count, 8)).astype(np.float32)
    return unit(rows), kinds


def breaks(order: list[int], kinds: list[int]) -> int:
    """How often a neighbour is of another kind."""
    return sum(kinds[a] != kinds[b] for a, b in pairwise(order))


def test_a_chain_leaves_each_group_once() -> None:
    rows, kinds = groups(60)
    order = chain(rows)
    assert sorted(order) == list(range(60))
    assert breaks(order, kinds) == 2


def test_a_line_through_many_keeps_groups_mostly_together() -> None:
    rows, kinds = groups(300)
    order = line(rows)
    assert sorted(order) == list(range(300))
    assert breaks(order, kinds) < 150


def test_alike_texts_stand_together_and_always_the_same() -> None:
    texts = ("solar panels on the roof", "night buses", "panels for solar energy", "buses at night", "bread")
    found = likeness(texts)
    assert sorted(found.order) == [0, 1, 2, 3, 4]
    place = {text: k for k, text in enumerate(found.order)}
    assert abs(place[0] - place[2]) == 1
    assert abs(place[1] - place[3]) == 1
    assert likeness(texts) == found


def test_few_texts_need_no_order() -> None:
    assert chain(np.zeros((2, 4), dtype=np.float32)) == [0, 1]
    assert likeness([]).order == ()
