"""Ranges are sets of step numbers: compared with plain sets."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from cocreate.model import ranges

PAIRS = st.sets(st.tuples(st.sampled_from("ab"), st.integers(1, 30)), max_size=40)


def numbers(held: ranges.Ranges) -> set[tuple[str, int]]:
    return {(replica, n) for replica, spans in held.items() for a, b in spans for n in range(a, b + 1)}


@settings(max_examples=150, deadline=None)
@given(PAIRS, PAIRS)
def test_ranges_calculate_like_sets(left: set[tuple[str, int]], right: set[tuple[str, int]]) -> None:
    a, b = ranges.of(left), ranges.of(right)
    assert numbers(a) == left
    assert numbers(ranges.union(a, b)) == left | right
    assert numbers(ranges.minus(a, b)) == left - right
    assert numbers(ranges.both(a, b)) == left & right
    assert ranges.count(a) == len(left)
    assert numbers(ranges.only(a, ["a"])) == {p for p in left if p[0] == "a"}


@settings(max_examples=100, deadline=None)
@given(PAIRS, PAIRS)
def test_a_set_has_one_form(left: set[tuple[str, int]], right: set[tuple[str, int]]) -> None:
    """What is equal as a set is equal as a value, and an empty difference is false."""
    a, b = ranges.of(left), ranges.of(right)
    assert ranges.union(a, b) == ranges.of(left | right)
    assert ranges.minus(a, b) == ranges.of(left - right)
    assert not ranges.minus(a, a)


def test_neighbours_become_one_span() -> None:
    assert ranges.of([("r", 2), ("r", 1), ("r", 4), ("r", 1)]) == {"r": [(1, 2), (4, 4)]}
    assert ranges.union({"r": [(1, 2)]}, {"r": [(3, 9), (12, 12)]}) == {"r": [(1, 9), (12, 12)]}


def test_a_hole_in_the_middle_splits_a_span() -> None:
    assert ranges.minus({"r": [(1, 9)]}, {"r": [(7, 8), (3, 4)]}) == {"r": [(1, 2), (5, 6), (9, 9)]}
