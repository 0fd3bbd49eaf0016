"""Scales: how much a room agrees, whether it is split, and where its middle lies. Exact, and never a lone mean."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import combinations
from typing import NamedTuple

from cocreate.voting.profile import RankedProfile

SPLIT_FROM = 5  # voters: with fewer, two camps are two people
GRADIENTS = 8  # steps of Kaner's gradients of agreement


class Quartiles(NamedTuple):
    """Lower quartile, median and upper quartile of placements; a half where the middle lies between two."""

    low: Fraction
    middle: Fraction
    high: Fraction


def counts(values: Iterable[int], low: int, high: int) -> list[int]:
    """Voters per category, lowest first. A value outside the scale is a `ValueError`."""
    out = [0] * (high - low + 1)
    for value in values:
        if not low <= value <= high:
            raise ValueError("outside the scale")
        out[value - low] += 1
    return out


def agreement(categories: Sequence[int]) -> Fraction | None:
    """Van der Eijk's A of an ordered scale: 1 unanimous, 0 evenly spread, -1 two opposite halves; None without voters.

    `categories` are the voters per category, lowest first; at least three. Quality & Quantity 35 (2001) 325-341.
    """
    k, people = len(categories), sum(categories)
    if k < 3:
        raise ValueError("agreement needs at least three categories")
    if not people:
        return None
    left, total = list(categories), Fraction(0)
    while any(left):
        height = min(x for x in left if x)
        used = [x > 0 for x in left]
        total += _layer(used) * Fraction(height * sum(used), people)
        left = [x - height if x else 0 for x in left]
    return total


def _layer(used: Sequence[bool]) -> Fraction:
    """Agreement of a layer: the categories that are used, each by as many."""
    k, s = len(used), sum(used)
    if s == 1:
        return Fraction(1)
    good = bad = 0
    for three in combinations(used, 3):
        good += three in ((True, True, False), (False, True, True))
        bad += three == (True, False, True)
    unimodal = Fraction((k - 2) * good - (k - 1) * bad, (k - 2) * (good + bad)) if good + bad else Fraction(1)
    return unimodal * (1 - Fraction(s - 1, k - 1))


def is_split(categories: Sequence[int]) -> bool:
    """Whether an ordered scale shows two camps: A below zero with at least five voters."""
    found = agreement(categories)
    return found is not None and found < 0 and sum(categories) >= SPLIT_FROM


def quartiles(values: Iterable[int]) -> Quartiles | None:
    """Of placements on a scale; None without any. Halves of the sorted values, the middle one in both (Tukey)."""
    order = sorted(values)
    if not order:
        return None
    half = (len(order) + 1) // 2
    return Quartiles(_median(order[:half]), _median(order), _median(order[-half:]))


def _median(order: Sequence[int]) -> Fraction:
    n = len(order)
    return Fraction(order[(n - 1) // 2] + order[n // 2], 2)


def weighted(scores: Mapping[str, int], weights: Mapping[str, int]) -> int:
    """Sum over criteria of score times weight; a criterion that was not scored adds nothing."""
    return sum(weights[criterion] * score for criterion, score in scores.items())


def kendall_w(profile: RankedProfile, options: Sequence[str]) -> Fraction | None:
    """Kendall's W of rankings: 1 all alike, 0 no common order. Corrected for ties; None when everything is tied.

    Options that are not ranked share the last place.
    """
    n, people = len(options), sum(count for count, _ in profile)
    sums, ties = dict.fromkeys(options, Fraction(0)), 0
    for count, tiers in profile:
        ranked = {option for tier in tiers for option in tier}
        above = 0
        for tier in [*tiers, [o for o in options if o not in ranked]]:
            for option in tier:
                sums[option] += count * (above + Fraction(len(tier) + 1, 2))
            above += len(tier)
            ties += count * (len(tier) ** 3 - len(tier))
    mean = Fraction(people * (n + 1), 2)
    spread = sum(((x - mean) ** 2 for x in sums.values()), Fraction(0))
    base = people * people * (n**3 - n) - people * ties
    return 12 * spread / base if base else None
