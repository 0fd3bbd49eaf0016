"""Blocks on the board. Planted and seen caught: no push; the deeper axis first; held blocks pushed; the sign of an
axis left free; snapping upwards; the title line forgotten."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cocreate.insight import layout
from cocreate.insight.embedding import unit
from cocreate.insight.layout import GAP, GRID, block_places, block_size, places, spot_of, spots, tray_spot
from cocreate.model.snapshot import NOTE_SIZE, Point

Box = tuple[float, float, float, float]


def box(spot: Point, count: int) -> Box:
    w, h = block_size(count)
    return spot[0], spot[1], spot[0] + w, spot[1] + h


def gap(a: Box, b: Box) -> float:
    return max(max(a[0], b[0]) - min(a[2], b[2]), max(a[1], b[1]) - min(a[3], b[3]))


def centres(seed: int, count: int) -> list[list[float]]:
    found: list[list[float]] = unit(np.random.default_rng(seed).standard_normal((count, 20))).tolist()
    return found


def test_notes_lie_in_reading_order_under_the_title() -> None:
    assert places(5) == [(12.0, 60.0), (184.0, 60.0), (356.0, 60.0), (12.0, 232.0), (184.0, 232.0)]
    assert block_places((100.0, 200.0), 2) == ((112.0, 260.0), (284.0, 260.0))
    assert block_places(spot_of((30.0, 40.0)), 3)[0] == (30.0, 40.0)
    assert places(0) == []


@given(st.integers(1, 200))
def test_notes_of_a_block_lie_inside_it_without_touching(count: int) -> None:
    found = places(count)
    w, h = block_size(count)
    assert len(set(found)) == count
    assert all(0 < x <= w - NOTE_SIZE - 12 and 48 < y <= h - NOTE_SIZE - 12 for x, y in found)
    if count > 6:
        assert 0.9 < w / h < 2.2, "as wide as a screen, not a strip"


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 9999), st.lists(st.integers(0, 60), min_size=1, max_size=14))
def test_no_two_blocks_touch_and_all_lie_on_the_grid(seed: int, counts: list[int]) -> None:
    found = spots(counts, centres(seed, len(counts)))
    boxes = [box(s, n) for s, n in zip(found, counts, strict=True)]
    assert all(gap(a, b) >= GAP - 0.02 for i, a in enumerate(boxes) for b in boxes[i + 1 :])
    assert all(v % GRID == 0 for s in found for v in s)
    assert min(x for x, _ in found) == 0 == min(y for _, y in found)
    assert found == spots(counts, centres(seed, len(counts)))


def test_alike_clusters_lie_closer() -> None:
    """Three near-equal pairs: a block is much nearer to its pair than to the others."""
    base = np.eye(3, 8)
    rows = unit(np.concatenate([base, base + 0.2 * np.eye(8)[[5, 6, 7]]]))
    found = np.array(spots([6] * 6, rows.tolist()))
    away = np.linalg.norm(found[:, None] - found[None], axis=2)
    pairs = away[[0, 1, 2], [3, 4, 5]].mean()
    assert pairs < 0.75 * (away.sum() - 6 * pairs) / 24


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 9999), st.lists(st.integers(1, 30), min_size=3, max_size=10))
def test_held_blocks_stay_and_the_others_keep_clear_of_them(seed: int, counts: list[int]) -> None:
    held = {0: (1003.0, -501.0), 1: (1003.0, 4000.0)}
    found = spots(counts, centres(seed, len(counts)), held)
    assert found[:2] == [held[0], held[1]]
    boxes = [box(s, n) for s, n in zip(found, counts, strict=True)]
    for i, a in enumerate(boxes):
        assert all(gap(a, b) >= GAP - 0.02 for b in boxes[max(2, i + 1) :])


def test_blocks_are_pushed_no_further_than_they_must() -> None:
    """On the shallower axis the blocks fill nearly half of their area; on the other one a third."""
    counts, shares = [12, 5, 30, 8, 20, 6, 14, 9, 11, 25], []
    for seed in range(6):
        boxes = [box(s, n) for s, n in zip(spots(counts, centres(seed, 10)), counts, strict=True)]
        filled = sum((b[2] - b[0]) * (b[3] - b[1]) for b in boxes)
        shares.append(filled / max(b[2] for b in boxes) / max(b[3] for b in boxes))
    assert np.mean(shares) > 0.42


def test_held_blocks_that_overlap_do_not_stop_the_rest() -> None:
    found = spots([4, 4, 4, 4], centres(1, 4), {0: (0.0, 0.0), 1: (50.0, 50.0)})
    assert found[:2] == [(0.0, 0.0), (50.0, 50.0)]
    boxes = [box(s, 4) for s in found]
    assert all(gap(a, b) >= GAP - 0.02 for i, a in enumerate(boxes) for b in boxes[max(2, i + 1) :])


def test_a_jammed_board_goes_to_rows_right_of_what_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "ROUNDS", 0)
    found = spots([9] * 7, centres(2, 7), {3: (500.0, 100.0)})
    boxes = [box(s, 9) for s in found]
    assert all(gap(a, b) >= GAP - 0.02 for i, a in enumerate(boxes) for b in boxes[i + 1 :])
    assert all(x >= boxes[3][2] + GAP - 4 for i, (x, _) in enumerate(found) if i != 3)
    assert max(b[2] for b in boxes) - boxes[3][2] < 3 * (max(b[3] for b in boxes) - 100), "rows, not one endless row"


def test_one_block_none_and_hundreds() -> None:
    assert spots([], []) == []
    assert spots([3], [[1.0, 0.0]]) == [(0.0, 0.0)]
    assert len(set(spots([8] * 300, centres(1, 300)))) == 300


def test_the_map_does_not_depend_on_the_sign_of_an_axis(monkeypatch: pytest.MonkeyPatch) -> None:
    real = np.linalg.eigh
    here = spots([5, 9, 2, 7], centres(3, 4))

    def mirrored(matrix: np.ndarray) -> tuple[np.ndarray, np.ndarray]:  # type: ignore[type-arg]
        values, vectors = real(matrix)
        return values, -vectors

    monkeypatch.setattr(np.linalg, "eigh", mirrored)
    assert spots([5, 9, 2, 7], centres(3, 4)) == here


def test_waiting_notes_can_lie_below_everything() -> None:
    blocks = [((0.0, 0.0), 4), ((-300.0, 900.0), 9)]
    x, y = tray_spot(blocks)
    assert x == -300.0
    assert all(y >= box(s, n)[3] + GAP for s, n in blocks)
    assert tray_spot([]) == (0.0, 0.0)
