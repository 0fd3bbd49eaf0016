"""Suggest themes for boards of 60 to 2,000 ideas: CPU time after the model is loaded, load time and peak memory."""

from __future__ import annotations

import os
import random
import sys
from functools import partial

from benchmarks import cpu_ms, summary

SEED = 20261124
SIZES = {60: 9, 200: 9, 500: 5, 2000: 3}  # ideas: repeats

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
    """`suggest_N` for N ideas with the model at hand, `load` of the model, and `peak_mb` after the largest board."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy comes in
    from cocreate.insight.clustering import Idea, suggest
    from cocreate.insight.embedding import best_embedder

    out: dict[str, object] = {"load": summary([cpu_ms(best_embedder)]), "engine": best_embedder().name}
    for size, repeats in SIZES.items():
        spent = []
        for turn in range(repeats):
            ideas = [Idea(f"{i:04}", text) for i, text in enumerate(texts(size, SEED + turn))]
            spent.append(cpu_ms(partial(suggest, ideas)))
        out[f"suggest_{size}"] = summary(spent)
        print(f"{size} ideas: {out[f'suggest_{size}']}", file=sys.stderr, flush=True)
    out["peak_mb"] = _peak_mb()
    return out


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
