"""One ranked vote counted three ways, side by side: by duels (Schulze), by points (Borda), by run-off.

A ranking has no single right count. Where the three put different options first, the room must see it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from cocreate.voting import ranked
from cocreate.voting.counting import LEAST_PUBLISHED, tiers_of
from cocreate.voting.profile import grouped_ranks
from cocreate.voting.ties import declared


@dataclass(frozen=True, slots=True)
class Ways:
    """`schulze` and `borda`: who is first, several where they are level. `points`: Borda points of the first.

    `run_off`: who is left in the end, with the votes of the `last` count between several, after so many `counts`.
    """

    schulze: tuple[str, ...]
    beats_all: bool  # the first of Schulze wins every duel
    borda: tuple[str, ...]
    points: Fraction
    run_off: str
    last: tuple[tuple[str, int], ...]
    counts: int

    @property
    def agree(self) -> bool:
        return self.schulze == self.borda == (self.run_off,)


def three_ways(ballots: Iterable[Mapping[str, int]], options: Sequence[str], seed: str) -> Ways | None:
    """Count published ballots of a ranking; None below five, where no ballot is published, or without a choice."""
    cast = [dict(ballot) for ballot in ballots]
    if len(cast) < LEAST_PUBLISHED or not any(cast):
        return None
    names = sorted(options)
    profile, tie = grouped_ranks(tiers_of(ballot) for ballot in cast), declared(names, seed=seed)
    duels, points = ranked.pairwise(profile, names), ranked.borda(profile, names)
    most = max(points.values())
    run = ranked.instant_run_off(profile, names, tie)
    counts = max(k for k, votes in enumerate(run.rounds, 1) if len(votes) > 1 or k == 1)
    last = sorted(run.rounds[counts - 1].items(), key=lambda x: (-x[1], x[0] != run.winner, tie[x[0]]))
    return Ways(
        tuple(sorted(ranked.schulze(duels)[0])), ranked.condorcet_winner(duels) is not None,
        tuple(o for o in names if points[o] == most), most, run.winner, tuple(last), counts,
    )  # fmt: skip
