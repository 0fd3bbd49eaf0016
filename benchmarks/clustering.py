"""Suggest themes for boards of 60 to 10,000 ideas: CPU time, first use, memory, and the gap in the window meanwhile."""

from __future__ import annotations

import os
import random
import sys
from functools import partial

from benchmarks import cpu_ms, summary
from benchmarks._gaps import gap

SEED = 20261124
SIZES = {60: 9, 200: 9, 500: 5, 2000: 3, 5000: 1, 10_000: 1}  # ideas: repeats
GOALS = {
    "first_use": 1500, "suggest_200": 300, "suggest_2000": 1500, "suggest_5000": 5000, "peak_mb_2000": 400,
    "gap_ms": 30,
}  # fmt: skip

_WHO = [
    "new colleagues",
    "the night shift",
    "our team",
    "visitors",
    "interns",
    "everyone",
    "the front desk",
    "de balie",
    "nieuwe mensen",
]
_WHAT = [
    "a mentor",
    "free lunch",
    "bike parking",
    "solar panels",
    "shorter meetings",
    "a quiet room",
    "training",
    "clear goals",
    "fruit",
    "better chairs",
    "een buddy",
    "zonnepanelen",
    "een stille plek",
    "minder vergaderen",
    "een fietsenstalling",
    "samen eten",
    "heldere doelen",
    "scholing",
]
_HOW = [
    "before summer",
    "every week",
    "on the roof",
    "in the canteen",
    "together with the neighbours",
    "without a form",
    "for one month",
    "voor de zomer",
    "elke week",
    "op het dak",
    "in de kantine",
    "samen met de buren",
    "zonder formulier",
    "een maand op proef",
]
_VERB = [
    "Give",
    "Try",
    "Ask for",
    "Build",
    "Share",
    "Plan",
    "Pay for",
    "Geef",
    "Probeer",
    "Vraag om",
    "Bouw",
    "Deel",
    "Regel",
    "Betaal",
]


def run() -> dict[str, object]:
    """`suggest_N` for N ideas with the model at hand, `again_N` for the same board once more, `first_use` with the
    model loaded for 60 ideas, `peak_mb_N` so far, and `gap_ms` of a timer while 2,000 are read in the spare process."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy comes in
    pauses = _gap()
    from cocreate.insight.clustering import Idea, suggest
    from cocreate.insight.embedding import best_embedder

    def board(size: int, turn: int) -> list[Idea]:
        return [Idea(f"{i:05}", text) for i, text in enumerate(texts(size, SEED + turn))]

    out: dict[str, object] = {"first_use": summary([cpu_ms(partial(suggest, board(60, -1)))]), "gap_ms": pauses}
    out["engine"] = best_embedder().name
    for size, repeats in SIZES.items():
        ideas = [board(size, turn) for turn in range(repeats)]
        out[f"suggest_{size}"] = summary(cpu_ms(partial(suggest, one)) for one in ideas)
        out[f"again_{size}"] = summary(cpu_ms(partial(suggest, one)) for one in ideas[-1:])
        out[f"peak_mb_{size}"] = _peak_mb()
        print(f"{size} ideas: {out[f'suggest_{size}']}", file=sys.stderr, flush=True)
    out["goals"] = GOALS
    return out


def _gap() -> dict[str, float]:
    from cocreate.insight.clustering import suggest
    from cocreate.insight.values import Idea

    return gap(suggest, [Idea(f"{i:05}", text) for i, text in enumerate(texts(2000, SEED))])


def texts(count: int, seed: int) -> list[str]:
    """Ideas of 5 to 11 words in two languages, the same for the same seed, all different."""
    rng, found = random.Random(seed), dict[str, None]()
    while len(found) < count:
        first, second = rng.sample(_WHAT, 2)
        tail = rng.choice(["", f" and {second}", f", {rng.choice(_HOW)}"])
        found[f"{rng.choice(_VERB)} {first} {rng.choice(_HOW)} for {rng.choice(_WHO)}{tail}"] = None
    return list(found)


def _peak_mb() -> float | None:
    """The most memory this process has used, where the system tells."""
    try:
        import resource
    except ImportError:  # Windows
        return None
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(used / (2**20 if sys.platform == "darwin" else 2**10), 1)
