"""Ballots as the rules see them: equal ones grouped with a count, in an order that says nothing about who or when.

A rule that is given a profile cannot depend on the order of casting, nor on a voter (anonymity by construction).
Options are ids; whoever wants a title looks it up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

Group = tuple[int, Mapping[str, int]]  # voters, and what each of them gives: option -> points above zero
Profile = Sequence[Group]
Tiers = Sequence[Sequence[str]]  # a ranked ballot: best options first, equals share a tier; the rest shares the last
RankedProfile = Sequence[tuple[int, Tiers]]


class Total(NamedTuple):
    """Points of an option, and how many people gave them: ten points of one person are not ten people."""

    points: int
    supporters: int


class Coverage(NamedTuple):
    """Of the `chose` voters who chose anything at all, `covered` have at least one choice among the winners."""

    covered: int
    chose: int


def grouped(ballots: Iterable[Mapping[str, int]]) -> list[Group]:
    """Equal ballots with their count, sorted by what they say. Zeros are left out; empty ballots stay."""
    count = Counter(tuple(sorted((o, u) for o, u in ballot.items() if u > 0)) for ballot in ballots)
    return [(n, dict(key)) for key, n in sorted(count.items())]


def regrouped(profile: Iterable[Group]) -> list[Group]:
    """The same after each ballot was changed: groups that became equal are one."""
    count: Counter[tuple[tuple[str, int], ...]] = Counter()
    for n, ballot in profile:
        count[tuple(sorted((o, u) for o, u in ballot.items() if u > 0))] += n
    return [(n, dict(key)) for key, n in sorted(count.items())]


def grouped_ranks(ballots: Iterable[Tiers]) -> list[tuple[int, Tiers]]:
    """Equal ranked ballots with their count; the order inside a tier does not matter."""
    count = Counter(tuple(tuple(sorted(tier)) for tier in ballot if tier) for ballot in ballots)
    return [(n, key) for key, n in sorted(count.items())]


def approvals(profile: Iterable[Group]) -> list[Group]:
    """Any points above zero as one approval."""
    return regrouped((n, dict.fromkeys(ballot, 1)) for n, ballot in profile)


def voters(profile: Iterable[tuple[int, object]]) -> int:
    """How many ballots there are, empty ones too."""
    return sum(n for n, _ in profile)


def totals(profile: Iterable[Group], options: Iterable[str]) -> dict[str, Total]:
    """Points and supporters of every option, those without any too."""
    points = dict.fromkeys(options, 0)
    people = dict.fromkeys(points, 0)
    for n, ballot in profile:
        for option, given in ballot.items():
            points[option] += n * given
            people[option] += n
    return {option: Total(points[option], people[option]) for option in points}


def coverage(profile: Iterable[Group], winners: Iterable[str]) -> Coverage:
    """How many of those who chose anything have a choice among the winners."""
    chosen = frozenset(winners)
    cast = [(n, ballot) for n, ballot in profile if ballot]
    return Coverage(sum(n for n, ballot in cast if chosen & ballot.keys()), sum(n for n, _ in cast))
