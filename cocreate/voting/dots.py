"""Dot voting: what a valid ballot is, how dots are counted, and how ties are ordered. Pure: integers and text only.

Counting is exact and does not depend on the order of casting. A tie is reported as a tie (equal `rank`); `position`
follows the order declared before the round opened: more points, more supporters, fewer points from one person, then
SHA-256 of seed and option (design: voting.md, "TieOrder").
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from cocreate.voting.ties import tie_key

Ballot = Mapping[str, int]  # option id -> dots, zero left out


class BallotError(ValueError):
    """A ballot that breaks a rule; `rule` is one of unknown-option, not-a-count, over-cap, over-budget."""

    def __init__(self, rule: str, option: str = "") -> None:
        super().__init__(rule)
        self.rule, self.option = rule, option


@dataclass(frozen=True, slots=True)
class Line:
    """The result of one option: `position` 1 … n without gaps, `rank` shared by equal points."""

    option: str
    points: int
    supporters: int
    rank: int
    position: int


def check(ballot: Ballot, options: Iterable[str], budget: int, cap: int) -> dict[str, int]:
    """The ballot without zeros, or `BallotError`. An empty ballot is an abstention and is valid."""
    known = set(options)
    kept: dict[str, int] = {}
    for option, dots in ballot.items():
        if option not in known:
            raise BallotError("unknown-option", option)
        if type(dots) is not int or dots < 0:  # True and 1.0 are not counts
            raise BallotError("not-a-count", option)
        if dots > cap:
            raise BallotError("over-cap", option)
        if dots:
            kept[option] = dots
    if sum(kept.values()) > budget:
        raise BallotError("over-budget")
    return kept


def tally(ballots: Iterable[Ballot], options: Sequence[str], seed: str) -> list[Line]:
    """Every option with its points, in the declared order; options without dots are in it too."""
    points = dict.fromkeys(options, 0)
    supporters = dict.fromkeys(options, 0)
    largest = dict.fromkeys(options, 0)
    for ballot in ballots:
        for option, dots in ballot.items():
            points[option] += dots
            supporters[option] += dots > 0
            largest[option] = max(largest[option], dots)

    def declared(option: str) -> tuple[int, int, int, str]:
        return -points[option], -supporters[option], largest[option], tie_key(seed, option)

    lines: list[Line] = []
    for position, option in enumerate(sorted(points, key=declared), start=1):
        same = lines[-1].rank if lines and lines[-1].points == points[option] else position
        lines.append(Line(option, points[option], supporters[option], same, position))
    return lines


def leaf(round_id: str, code_hash: bytes, ballot: Ballot) -> bytes:
    """The hash under which a ballot is published: 0x00, round, code, canonical votes."""
    votes = ",".join(f"{option}={dots}" for option, dots in sorted(ballot.items()))
    return hashlib.sha256(b"\0" + round_id.encode() + b"\0" + code_hash + b"\0" + votes.encode()).digest()
