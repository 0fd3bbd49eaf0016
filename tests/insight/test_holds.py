"""Margins and the tray. Planted and seen caught: margin with the note itself; texts weighed once for all their notes;
the tray at 0.05; a cluster without a sure note shown; a cluster that was asked for dissolved."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cocreate.insight.embedding import unit
from cocreate.insight.holds import loose, measure, nearest_notes, settle
from cocreate.insight.values import UNSURE_BELOW

ROWS = unit(np.array([[1.0, 0, 0], [0.8, 0.6, 0], [0, 1, 0], [0, 0.8, 0.6], [0.1, 0.1, 1]]))
LABELS = np.array([0, 0, 1, 1, 2])
ONES, ALL, FREE = np.ones(5, dtype=np.int64), np.ones(5, dtype=bool), np.full(5, -1)


def test_a_note_does_not_vouch_for_itself() -> None:
    """By hand: point 0 to its only fellow 0.8, to the centre of the next cluster 0, to that of point 4 0.099."""
    found = measure(ROWS, LABELS, ONES, ALL)
    assert found.own[0] == pytest.approx(0.8, abs=1e-4)
    assert found.second[0] == 2
    assert found.margin[0] == pytest.approx(0.8 - 0.1 / np.sqrt(1.02), abs=1e-4)
    assert found.margin[1] == pytest.approx(0.8 - float(ROWS[1] @ unit((ROWS[2] + ROWS[3])[None])[0]), abs=1e-4)


def test_a_note_alone_has_nothing_to_hold_on_to() -> None:
    found = measure(ROWS, LABELS, ONES, ALL)
    assert found.own[4] == 0.0 > found.margin[4]


def test_equal_texts_vouch_for_each_other() -> None:
    found = measure(ROWS, LABELS, np.array([1, 1, 1, 1, 2]), ALL)
    assert found.own[4] == 1.0
    heavy = measure(ROWS, LABELS, np.array([1, 1, 9, 1, 1]), ALL)
    assert heavy.own[3] == measure(ROWS, LABELS, ONES, ALL).own[3] == pytest.approx(0.8, abs=1e-4)
    assert heavy.margin[1] != measure(ROWS, LABELS, ONES, ALL).margin[1]


def test_one_cluster_has_no_second() -> None:
    found = measure(ROWS, np.zeros(5, dtype=np.int64), ONES, ALL)
    assert found.second.tolist() == [-1] * 5
    assert found.margin.tolist() == found.own.tolist()
    assert measure(ROWS, np.full(5, -1), ONES, ~ALL).margin.tolist() == [0.0] * 5


@settings(max_examples=60)
@given(st.integers(0, 10_000), st.integers(3, 24), st.integers(1, 5))
def test_the_tray_is_exactly_what_has_a_small_margin(seed: int, count: int, groups: int) -> None:
    rng = np.random.default_rng(seed)
    rows = unit(rng.standard_normal((count, 3)))
    labels = np.unique(rng.integers(0, groups, count), return_inverse=True)[1].astype(np.int64)
    weights, free = rng.integers(1, 3, count), np.full(count, -1)
    found = settle(rows, labels, weights, free, keep_all=False)
    assert set(found.labels.tolist()) <= set(range(-1, found.shown))
    if found.shown:
        margin = measure(rows, found.labels, weights, found.members).margin
        assert (found.sure == (margin >= UNSURE_BELOW)).all()
        assert all(weights[found.sure & (found.labels == c)].sum() >= 2 for c in range(found.shown))
    else:
        assert not found.sure.any()


def test_a_number_that_was_asked_for_is_shown_even_of_lonely_notes() -> None:
    found = settle(ROWS, np.arange(5), ONES, FREE, keep_all=True)
    assert found.shown == 5
    assert found.sure.all()
    assert settle(ROWS, np.arange(5), ONES, FREE, keep_all=False).shown == 0


def test_a_lonely_note_joins_the_rest_when_its_cluster_goes() -> None:
    found = settle(ROWS, LABELS, ONES, FREE, keep_all=False)
    assert found.shown == 2
    assert found.labels.tolist() == [0, 0, 1, 1, 1]


def test_held_points_are_always_sure_and_their_cluster_stays() -> None:
    fixed = np.array([-1, -1, -1, -1, 0])
    found = settle(ROWS, np.array([1, 1, 2, 2, 0]), ONES, fixed, keep_all=False)
    assert found.sure[4]
    assert found.labels[4] == 0
    assert found.shown == 3


def test_a_cluster_that_is_barred_is_no_second_best() -> None:
    found = measure(ROWS, LABELS, ONES, ALL, [(1, 1)])
    assert found.second[1] == 2
    assert found.margin[1] > measure(ROWS, LABELS, ONES, ALL).margin[1] + 0.4
    assert measure(ROWS, LABELS, ONES, ALL, [(1, 1), (1, 2)]).second[1] == -1


def test_of_a_pair_that_must_be_apart_one_goes_and_is_sure_of_its_next_best() -> None:
    """Point 1 lies between the two clusters; kept apart from point 0 it has only the other one."""
    found = settle(ROWS, np.array([0, 0, 1, 1, 1]), ONES, FREE, keep_all=True, apart=[(0, 1)])
    assert found.labels[0] != found.labels[1]
    assert found.barred
    assert found.sure[1]


def test_where_there_is_no_other_cluster_one_of_the_pair_waits() -> None:
    found = settle(ROWS[:4], np.zeros(4, dtype=np.int64), ONES[:4], FREE[:4], keep_all=False, apart=[(2, 3)])
    assert found.shown == 1
    assert found.sure.tolist() == [True, True, False, True] or found.sure.tolist() == [True, True, True, False]


def test_loose_shows_the_held_clusters_only() -> None:
    found = loose(ROWS, np.array([0, -1, 1, -1, -1]))
    assert found.sure.tolist() == [True, False, True, False, False]
    assert found.labels.tolist()[:4] == [0, 0, 1, 1]
    assert loose(ROWS, FREE).labels.tolist() == [-1] * 5


def test_nearest_notes_leave_out_the_note_itself() -> None:
    rows = unit(np.array([[1.0, 0], [1, 0], [0.9, 0.1], [0, 1]]))
    found = nearest_notes(rows, [0, 3], [0, 1, 2], 2)
    assert [[j for j, _ in near] for near in found] == [[1, 2], [2, 0]]
    assert found[0][0] == (1, 1.0)
    assert nearest_notes(rows, [0], [], 2) == [[]]
