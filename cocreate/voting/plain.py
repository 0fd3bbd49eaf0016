"""Plain totals: the most points win; how close it was, and who is level at the cut. Greedy spending of a budget."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cocreate.voting.ties import TieOrder


@dataclass(frozen=True, slots=True)
class Cut:
    """A shortlist by totals. `margin` lies between the last winner and the first loser, None when nobody lost.

    `tied`: all options level with the cut when it runs through a tie; empty otherwise.
    """

    winners: tuple[str, ...]
    tied: frozenset[str] = frozenset()
    margin: int | None = None


def by_score(score: Mapping[str, int], tie: TieOrder) -> list[str]:
    """All options, most points first."""
    return sorted(score, key=lambda option: (-score[option], tie[option]))


def top(score: Mapping[str, int], seats: int, tie: TieOrder) -> Cut:
    """The `seats` options with the most points."""
    order = by_score(score, tie)
    if not 0 < seats < len(order):
        return Cut(tuple(order[: max(seats, 0)]))
    last, next_one = score[order[seats - 1]], score[order[seats]]
    level = frozenset(o for o in order if score[o] == last) if last == next_one else frozenset()
    return Cut(tuple(order[:seats]), level, last - next_one)


def greedy(
    score: Mapping[str, int], cost: Mapping[str, int], budget: int, tie: TieOrder, *, skips: bool = True,
    threshold: int = 1,
) -> list[str]:  # fmt: skip
    """Fund by score while the money lasts. `skips` passes over what does not fit, else the first misfit ends it.

    Options with fewer points than `threshold` are not funded.
    """
    left, funded = budget, []
    for option in by_score(score, tie):
        if score[option] < threshold:
            break
        if cost[option] <= left:
            funded.append(option)
            left -= cost[option]
        elif not skips:
            break
    return funded


def spent(cost: Mapping[str, int], winners: Iterable[str]) -> int:
    """What the winners cost together."""
    return sum(cost[option] for option in winners)
