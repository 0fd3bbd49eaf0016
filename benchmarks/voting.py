"""Rules of voting on made-up rooms: 500 x 500 each, Equal Shares 5,000 x 2,000, redrawn rooms, casting a ballot."""

from __future__ import annotations

import random
import sys
import tempfile
from pathlib import Path

from benchmarks import cpu_ms, summary
from cocreate.model.commands import (
    Actor,
    AddNotes,
    AddParticipants,
    CastBallot,
    CreateRound,
    CreateWorkshop,
    NewNote,
    NewParticipant,
    OpenRound,
)  # fmt: skip
from cocreate.model.library import open_library
from cocreate.voting import plain, ranked, shares, stability
from cocreate.voting.profile import Group, grouped, grouped_ranks, totals
from cocreate.voting.ties import as_listed

RUNS = 3
GOALS = {
    "each_rule_ms": 1500, "equal_shares_5000x2000_ms": 2000, "cast_ms": 5, "redrawn_rooms_100_voters_ms": 200,
}  # fmt: skip


def room(people: int, count: int, chosen: int, seed: int) -> tuple[list[Group], list[str]]:
    """A room in five camps: everybody likes most what the own camp likes."""
    rnd = random.Random(seed)
    options = [f"o{k:04}" for k in range(count)]
    ballots = []
    for _ in range(people):
        camp = rnd.randrange(5)
        mine = [o for k, o in enumerate(options) if k % 5 == camp]
        near, far = rnd.sample(mine, chosen * 4 // 5), rnd.sample(options, chosen - chosen * 4 // 5)
        ballots.append({o: rnd.randint(1, 4) for o in near + far})
    return grouped(ballots), options


def run() -> dict[str, object]:
    profile, options = room(500, 500, 40, 1)
    tie = as_listed(options)
    score = {o: t.points for o, t in totals(profile, options).items()}
    rnd = random.Random(2)
    cost = {o: rnd.randint(1, 100) * 10 for o in options}
    ranks = grouped_ranks([[o] for o in rnd.sample(options, len(options))] for _ in range(500))
    duels = ranked.pairwise(ranks, options)
    priced = grouped({o: cost[o] for o in b} for _, b in profile)
    rules = {
        "plain": lambda: plain.top(score, 20, tie),
        "greedy": lambda: plain.greedy(score, cost, 20_000, tie),
        "equal_shares": lambda: shares.equal_shares(priced, cost, 40, tie),
        "shortlist": lambda: shares.shortlist(profile, options, 20, tie),
        "pairwise": lambda: ranked.pairwise(ranks, options),
        "schulze": lambda: ranked.schulze(duels),
        "ranked_pairs": lambda: ranked.ranked_pairs(duels, tie),
        "borda": lambda: ranked.borda(ranks, options),
        "instant_run_off": lambda: ranked.instant_run_off(ranks, options, tie),
        "redrawn_rooms": lambda: stability.stability(profile, options, 20),
        "ballots_to_change": lambda: stability.ballots_to_change(profile, options, 20, tie),
    }
    found: dict[str, object] = {}
    for name, rule in rules.items():
        found[name] = summary(cpu_ms(rule) for _ in range(RUNS))
        print(name, found[name], file=sys.stderr)
    return {
        "each_rule_ms": found,
        "equal_shares_5000x2000_ms": summary(_large() for _ in range(RUNS)),
        "redrawn_rooms_100_voters_ms": summary(_redrawn() for _ in range(RUNS)),
        "cast_ms": summary(_casts()),
        "goals": GOALS,
    }


def _large() -> float:
    profile, options = room(5000, 2000, 40, 3)
    return cpu_ms(lambda: shares.shortlist(profile, options, 20, as_listed(options)))


def _redrawn() -> float:
    profile, options = room(100, 30, 5, 4)
    return cpu_ms(lambda: stability.stability(profile, options, 5))


def _casts() -> list[float]:
    """Ballots of 60 people on 30 options, in a library on the disk."""
    me, options = Actor("bench"), [f"n{k}" for k in range(30)]
    people = [f"p{k}" for k in range(60)]
    with tempfile.TemporaryDirectory() as folder:
        store = open_library(Path(folder) / "bench.cocreate-db")
        store.run(CreateWorkshop(scope="w", title="Vote", board_id="b"), me)
        notes = tuple(NewNote(id=o, text=o, place=(0.0, 170.0 * k)) for k, o in enumerate(options))
        store.run(AddNotes(scope="w", board_id="b", notes=notes), me)
        store.run(AddParticipants(scope="w", participants=tuple(NewParticipant(p, p) for p in people)), me)
        made = CreateRound(
            scope="w", round_id="r", title="Vote", subject="note", budget=10, cap=4, subject_ids=tuple(options)
        )
        store.run(made, me)
        store.run(OpenRound(scope="w", round_id="r"), me)
        held = [o.id for o in store.snapshot("w").options_of("r")]
        times = []
        for k, person in enumerate(people):
            votes = tuple((held[(k + j) % 30], 2) for j in range(5))
            ballot = CastBallot(scope="w", round_id="r", participant_id=person, code=f"{k:016}", votes=votes)
            times.append(cpu_ms(lambda ballot=ballot: store.run(ballot, me)))  # type: ignore[misc]
        store.close()
        return times
