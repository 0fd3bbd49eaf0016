"""Ranked ballots: Schulze, Ranked Pairs, Borda and instant run-off, exact, and quick enough for 500 options.

A ballot is a list of tiers, best first; options that share a tier are level, and those left out share the last place.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from cocreate.voting.profile import RankedProfile
from cocreate.voting.ties import TieOrder

Duels = Mapping[str, Mapping[str, int]]  # duels[a][b]: voters who place a above b


def pairwise(profile: RankedProfile, options: Sequence[str]) -> dict[str, dict[str, int]]:
    """How many voters place the one above the other, for every pair.

    A row of counts is one long number with a field per option, so that a ballot is counted by a few additions.
    """
    people = sum(n for n, _ in profile)
    width = max(people.bit_length(), 1)
    bit = {option: 1 << (width * k) for k, option in enumerate(options)}
    every, rows = sum(bit.values()), dict.fromkeys(options, 0)
    for n, tiers in profile:
        below = every
        for tier in tiers:
            below -= sum(bit[option] for option in tier)
            for option in tier:
                rows[option] += n * below
    mask = (1 << width) - 1
    return {
        a: {b: (row >> (width * k)) & mask for k, b in enumerate(options) if b != a} | {a: 0} for a, row in rows.items()
    }


def condorcet_winner(duels: Duels) -> str | None:
    """The option that beats every other, when there is one."""
    return next((a for a in duels if all(duels[a][b] > duels[b][a] for b in duels if b != a)), None)


class _Reach:
    """Which option reaches which by the edges added so far. All additions together take as many steps as pairs.

    Sets of options are the bits of a number.
    """

    def __init__(self, count: int) -> None:
        self.after = [1 << k for k in range(count)]  # what each reaches, itself included
        self._before = [1 << k for k in range(count)]

    def add(self, a: int, b: int) -> Iterator[tuple[int, int]]:
        """Add the edge a -> b and yield the pairs that became reachable by it. Exhaust it."""
        if self.after[a] >> b & 1:
            return
        for x in _bits(self._before[a] & ~self._before[b]):
            new = self.after[b] & ~self.after[x]
            self.after[x] |= new
            for y in _bits(new):
                self._before[y] |= 1 << x
                yield x, y


def _bits(number: int) -> Iterator[int]:
    while number:
        low = number & -number
        yield low.bit_length() - 1
        number ^= low


def _wins(duels: Duels) -> list[tuple[int, int, int, int]]:
    """(votes for, votes against, winner, loser) of every duel that is won, as places in the list of options."""
    names = list(duels)
    rows = [[duels[a][b] for b in names] for a in names]
    return [(mine, rows[b][a], a, b) for a, row in enumerate(rows) for b, mine in enumerate(row) if mine > rows[b][a]]


def schulze(duels: Duels) -> list[list[str]]:
    """All options in order of the Schulze method (winning votes); level ones share a tier. The first tier wins.

    Schulze, Social Choice and Welfare 36 (2011). Strongest paths are found by adding the duels from the strongest to
    the weakest: a pair's strength is that of the duel that first connects it.
    """
    names = list(duels)
    strength = [[0] * len(names) for _ in names]
    reach = _Reach(len(names))
    for votes, _, a, b in sorted(_wins(duels), reverse=True):
        for x, y in reach.add(a, b):
            strength[x][y] = votes
    # "beats" is transitive (Schulze 2011, 4.1), so an option's tier follows from what beats what
    beaten_by = [sum(strength[y][x] > strength[x][y] for y in range(len(names))) for x in range(len(names))]
    return _tiers(names, strength, beaten_by)


def _tiers(names: Sequence[str], strength: Sequence[Sequence[int]], beaten_by: Sequence[int]) -> list[list[str]]:
    """Peel off, again and again, the options that nothing left beats."""
    left, count, out = set(range(len(names))), list(beaten_by), []
    while left:
        tier = sorted(x for x in left if not count[x])
        left -= set(tier)
        for x in tier:
            for y in left:
                count[y] -= strength[x][y] > strength[y][x]
        out.append([names[x] for x in tier])
    return out


def ranked_pairs(duels: Duels, tie: TieOrder) -> list[str]:
    """All options in order of Ranked Pairs (margins; Tideman 1987). Equal margins are locked in the declared order.

    Orders of equal margins are never enumerated: that need not end.
    """
    names = list(duels)
    place = [tie[name] for name in names]
    edges = sorted((against - votes, place[a], place[b], a, b) for votes, against, a, b in _wins(duels))
    reach = _Reach(len(names))
    for *_, a, b in edges:
        if not reach.after[b] >> a & 1:  # else it would close a circle
            for _ in reach.add(a, b):
                pass
    beaten_by = [0] * len(names)
    for a, after in enumerate(reach.after):
        for b in _bits(after & ~(1 << a)):
            beaten_by[b] += 1
    ready = [(place[x], x) for x, count in enumerate(beaten_by) if not count]
    heapq.heapify(ready)
    order = []
    while ready:
        _, x = heapq.heappop(ready)
        order.append(names[x])
        for y in _bits(reach.after[x] & ~(1 << x)):
            beaten_by[y] -= 1
            if not beaten_by[y]:
                heapq.heappush(ready, (place[y], y))
    return order


def borda(profile: RankedProfile, options: Sequence[str]) -> dict[str, Fraction]:
    """m - 1 for a sole first place; a tier shares its average, and options that are left out share what is left."""
    doubled = dict.fromkeys(options, 0)  # twice the points, so that halves stay whole
    size = len(options)
    for n, tiers in profile:
        above = 0
        ranked: set[str] = set()
        for tier in tiers:
            for option in tier:
                doubled[option] += n * (2 * (size - above) - len(tier) - 1)
            above += len(tier)
            ranked.update(tier)
        if above < size:
            share = n * (size - above - 1)
            for option in options:
                if option not in ranked:
                    doubled[option] += share
    return {option: Fraction(points, 2) for option, points in doubled.items()}


def by_points(points: Mapping[str, Fraction], tie: TieOrder) -> list[list[str]]:
    """Options in tiers of equal points, most first; inside a tier in the declared order."""
    order = sorted(points, key=lambda o: (-points[o], tie[o]))
    return [list(level) for _, level in groupby(order, key=points.__getitem__)]


@dataclass(frozen=True, slots=True)
class RunOff:
    """The winner of an instant run-off, and the votes of those still in the race, count by count."""

    winner: str
    rounds: tuple[Mapping[str, int], ...]


def instant_run_off(profile: RankedProfile, options: Sequence[str], tie: TieOrder) -> RunOff:
    """One option leaves at a time: fewest votes now, then in earlier counts, then last in the declared order.

    A ballot counts for its highest option that is left; one with several at that place is exhausted. (All last-placed
    options leaving at once could leave nobody.)
    """
    alive = set(options)
    votes = dict.fromkeys(sorted(options, key=lambda o: tie[o]), 0)
    piles: dict[str, list[tuple[int, int]]] = {option: [] for option in options}  # ballot, tier it stands at
    _deal(profile, [(k, 0) for k in range(len(profile))], alive, votes, piles)
    rounds: list[Mapping[str, int]] = []
    while True:
        rounds.append({option: count for option, count in votes.items() if option in alive})
        lead = max(alive, key=lambda o: (votes[o], -tie[o]))
        if len(alive) == 1 or 2 * votes[lead] > sum(rounds[-1].values()):
            return RunOff(lead, tuple(rounds))
        out = _last(alive, rounds, tie)
        alive.remove(out)
        votes[out] = 0
        _deal(profile, piles.pop(out), alive, votes, piles)


def _deal(
    profile: RankedProfile, ballots: Iterable[tuple[int, int]], alive: set[str], votes: dict[str, int],
    piles: Mapping[str, list[tuple[int, int]]],
) -> None:  # fmt: skip
    """Give each ballot to the highest option on it that is left."""
    for k, start in ballots:
        n, tiers = profile[k]
        for depth in range(start, len(tiers)):
            here = [option for option in tiers[depth] if option in alive]
            if len(here) == 1:
                votes[here[0]] += n
                piles[here[0]].append((k, depth))
            if here:
                break


def _last(alive: set[str], rounds: Sequence[Mapping[str, int]], tie: TieOrder) -> str:
    """Who leaves: looks back count by count, only at those who are level so far."""
    level = list(alive)
    for count in reversed(rounds):
        fewest = min(count[o] for o in level)
        level = [o for o in level if count[o] == fewest]
        if len(level) == 1:
            return level[0]
    return max(level, key=lambda o: tie[o])
