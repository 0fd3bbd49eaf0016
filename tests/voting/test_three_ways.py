"""A ranking counted by duels, points and run-off: where they differ, all three are told."""

from __future__ import annotations

from fractions import Fraction

import pytest

from cocreate.export.three_ways_words import ways_lines
from cocreate.voting.three_ways import three_ways
from cocreate.words import words

TITLES = {"k": "Kiss", "m": "Montroll", "w": "Wright"}
# The shape of Burlington 2009: the run-off drops the one who wins every duel.
BURLINGTON = [{"w": 1, "m": 2, "k": 3}] * 8 + [{"k": 1, "m": 2, "w": 3}] * 9 + [{"m": 1, "k": 2, "w": 3}] * 6


def ordered(*orders: str) -> list[dict[str, int]]:
    return [{o: place for place, o in enumerate(order, 1)} for order in orders]


def test_burlington_differs_and_says_so() -> None:
    found = three_ways(BURLINGTON, ["k", "m", "w"], "5eed")
    assert found is not None
    assert (found.schulze, found.beats_all, found.borda, found.run_off) == (("m",), True, ("m",), "k")
    assert (found.counts, found.last) == (2, (("k", 15), ("w", 8)))
    assert found.points == 2 * 6 + 17
    assert ways_lines(words("en"), found, TITLES) == [
        "Three ways to count a ranking differ here:",
        "By duels (Schulze): Montroll, who wins from every other option one by one.",
        "By points (Borda): Montroll, with 29 points.",
        "By run-off: Kiss, after 2 counts: Kiss 15 and Wright 8.",
    ]


def test_where_all_agree_one_sentence_is_enough() -> None:
    found = three_ways(ordered("kmw") * 6, ["k", "m", "w"], "5eed")
    assert found is not None
    assert ways_lines(words("en"), found, TITLES) == ["By duels, by points and by run-off, Kiss comes first."]


def test_a_circle_names_all_who_are_level() -> None:
    found = three_ways(ordered("kmw", "mwk", "wkm") * 2, ["k", "m", "w"], "5eed")
    assert found is not None
    assert found.schulze == found.borda == ("k", "m", "w")
    assert not found.agree
    assert found.points == Fraction(6)


def test_a_run_off_that_ends_level_is_told_by_its_last_two() -> None:
    found = three_ways(ordered("km", "mk") * 3, ["k", "m"], "5eed")
    assert found is not None
    assert found.counts == 1
    assert [n for _, n in found.last] == [3, 3]
    assert found.last[0][0] == found.run_off


@pytest.mark.parametrize("ballots", [ordered("kmw") * 4, [{}] * 6])
def test_it_is_silent_below_five_ballots_and_without_a_choice(ballots: list[dict[str, int]]) -> None:
    assert three_ways(ballots, ["k", "m", "w"], "5eed") is None
