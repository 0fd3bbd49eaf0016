"""How firm a shortlist by totals is: who would have to stay away, and how it fares in redrawn rooms."""

from __future__ import annotations

import random
import struct
from collections.abc import Sequence
from operator import itemgetter
from typing import Literal

from cocreate.voting.plain import top
from cocreate.voting.profile import Group, totals
from cocreate.voting.ties import TieOrder

DRAWS = 2000
FIRM, LIKELY = 0.90, 0.75
FIELD = 4  # bytes for the points of an option in a packed ballot
Band = Literal["firm", "likely", "coin-toss"]


def ballots_to_change(profile: Sequence[Group], options: Sequence[str], seats: int, tie: TieOrder) -> int | None:
    """The fewest ballots whose absence changes the top `seats` by totals. Exact; None when no absence can."""
    points = {option: total.points for option, total in totals(profile, options).items()}
    inside = set(top(points, seats, tie).winners)
    best: int | None = None
    for winner in inside:
        for loser in points:
            if loser in inside:
                continue
            # the loser must get ahead, or level and come first in the declared order
            need = points[winner] - points[loser] + (0 if tie[loser] < tie[winner] else 1)
            used = _absences(profile, winner, loser, need)
            if used is not None and (best is None or used < best):
                best = used
    return best


def _absences(profile: Sequence[Group], winner: str, loser: str, need: int) -> int | None:
    """The fewest ballots that together give the winner `need` points more than the loser; None when all do not."""
    gains = [(ballot.get(winner, 0) - ballot.get(loser, 0), n) for n, ballot in profile]
    used = 0
    for gain, n in sorted(gains, key=itemgetter(0), reverse=True):
        if gain <= 0 or need <= 0:
            break
        take = min(n, -(-need // gain))
        used += take
        need -= take * gain
    return used if need <= 0 else None


def stability(
    profile: Sequence[Group], options: Sequence[str], seats: int, *, draws: int = DRAWS, seed: int = 0
) -> dict[str, float]:
    """The share of redrawn rooms (voters drawn with replacement) in which each option is in the top `seats`.

    It says how much the result depends on who was in the room. Only `Random.random` is used, whose sequence Python
    promises to keep, so a printed seed can be checked years later. Options level at the cut share the seats left.
    """
    if not 0 < seats < len(options):
        return dict.fromkeys(options, 1.0 if seats > 0 else 0.0)
    packed = _packed(profile, options)
    people = len(packed)
    hits = [0.0] * len(options)
    rnd = random.Random(seed).random
    fields = struct.Struct(f"<{len(options)}I")
    for _ in range(draws if people else 0):
        room = sum([packed[int(rnd() * people)] for _ in range(people)])
        points = fields.unpack(room.to_bytes(fields.size, "little"))
        cut = sorted(points)[-seats]
        above = sum([p > cut for p in points])
        share = (seats - above) / points.count(cut)
        for place, p in enumerate(points):
            if p >= cut:
                hits[place] += 1.0 if p > cut else share
    return {option: hit / draws for option, hit in zip(options, hits, strict=True)}


def _packed(profile: Sequence[Group], options: Sequence[str]) -> list[int]:
    """One long number per voter, a field of `FIELD` bytes per option: a room is counted by adding numbers.

    The totals of a room must fit in a field; ballots are checked long before they could overflow it.
    """
    place = {option: FIELD * 8 * k for k, option in enumerate(options)}
    out: list[int] = []
    for n, ballot in profile:
        out += [sum(points << place[option] for option, points in ballot.items())] * n
    return out


def band(share: float) -> Band:
    """The word for a share of redrawn rooms."""
    return "firm" if share >= FIRM else "likely" if share >= LIKELY else "coin-toss"
