"""Duels for long lists ("which of two?"): an order with its spread, for screening, never for a decision at a cut.

Bradley and Terry (1952), fitted by the steps of Hunter (Annals of Statistics 32, 2004). The one place of the voting
floor with floats in a result: it is a display, and `Strength.spread` says how far it can be trusted.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

PRIOR = 1.0  # half-won duels of each option against an average one: an option that never met anybody is average
STEPS = 200


class Strength(NamedTuple):
    """`level`: log-odds against an average option. `spread`: its standard error, in the same unit."""

    level: float
    spread: float


def strengths(
    won: Mapping[tuple[str, str], int], options: Sequence[str], *, prior: float = PRIOR
) -> dict[str, Strength]:
    """The strength of each option from duels: `won[a, b]` is how often a was preferred to b."""
    wins = dict.fromkeys(options, prior / 2)
    met: dict[str, Counter[str]] = {option: Counter() for option in options}
    for (a, b), n in won.items():
        wins[a] += n
        met[a][b] += n
        met[b][a] += n
    fit = dict.fromkeys(options, 1.0)
    for _ in range(STEPS):
        fit = {
            o: wins[o] / (prior / (fit[o] + 1) + sum(n / (fit[o] + fit[b]) for b, n in met[o].items())) for o in options
        }
    return {o: Strength(math.log(fit[o]), _error(o, fit, met[o], prior)) for o in options}


def _error(option: str, fit: Mapping[str, float], met: Mapping[str, int], prior: float) -> float:
    """One over the root of the information that the duels hold about this option."""
    mine = fit[option]
    known = prior * mine / (mine + 1) ** 2 + sum(n * mine * fit[b] / (mine + fit[b]) ** 2 for b, n in met.items())
    return 1 / math.sqrt(known)


def next_pair(met: Mapping[tuple[str, str], int], options: Sequence[str], offset: int = 0) -> tuple[str, str]:
    """The duel to ask next: two options that were asked least, so that a few answers of everybody cover the list.

    `met[a, b]` is how often a pair was asked (in either order). `offset` is a voter's own number: voters start at
    different places of a round robin.
    """
    if len(options) < 2:
        raise ValueError("a duel needs two options")
    asked: Counter[str] = Counter()
    for (a, b), n in met.items():
        asked[a] += n
        asked[b] += n
    turned = [options[(k + offset) % len(options)] for k in range(len(options))]
    first = min(turned, key=lambda o: asked[o])
    others = [o for o in turned if o != first]
    second = min(others, key=lambda o: (met.get((first, o), 0) + met.get((o, first), 0), asked[o]))
    return first, second
