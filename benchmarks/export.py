"""The full PDF report: CPU time and size of 60 ideas (goals: 1 s, 200 KB) and of 1,000 (5 s, 1 MB), and equal bytes.

Two builds of one report in processes with different hash seeds must not differ by a byte.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys

from benchmarks import cpu_ms, summary
from benchmarks._gaps import gap
from cocreate.model.snapshot import (
    COLOURS,
    Board,
    Cluster,
    Note,
    RoundOption,
    RoundResult,
    VotingRound,
    Workshop,
    WorkshopSnapshot,
)

SIZES, RUNS = ((60, 8), (1000, 50)), 5  # ideas and themes
_WORDS = (
    "a", "guide", "for", "every", "newcomer", "meets", "across", "teams", "once", "month", "and", "shares", "what",
    "was", "learned", "with", "customers", "in", "short", "films", "open", "hours", "small", "budgets", "honest",
)  # fmt: skip


def run() -> dict[str, object]:
    from cocreate.export.pdf import build_pdf

    found: dict[str, object] = {}
    for ideas, themes in SIZES:
        snapshot = workshop(ideas, themes)
        size = len(build_pdf(snapshot))  # fonts are read once per process, so the first run does not count
        times = [cpu_ms(lambda made=snapshot: build_pdf(made)) for _ in range(RUNS)]
        found |= {f"pdf_{ideas}_ms": summary(times), f"pdf_{ideas}_kb": round(size / 1000, 1)}
    found["gap_ms"] = gap(build_pdf, workshop(*SIZES[-1]))
    return found | {"same_bytes": len({_digest(seed) for seed in ("1", "2")}) == 1}


def _digest(seed: str) -> str:
    """SHA-256 of the larger report, made in a process of its own."""
    code = (
        "import hashlib; from benchmarks.export import SIZES, workshop; from cocreate.export.pdf import build_pdf;"
        "print(hashlib.sha256(build_pdf(workshop(*SIZES[-1]))).hexdigest())"
    )
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def workshop(ideas: int, themes: int) -> WorkshopSnapshot:
    """Made up, and the same each time: texts of 4 to 24 words."""
    r = random.Random(1)
    clusters = tuple(
        Cluster(id=f"c{k:03d}", title=" ".join(r.sample(_WORDS, 4)), colour=COLOURS[k % 8], order=f"{k:03d}")
        for k in range(themes)
    )
    notes = tuple(
        Note(
            id=f"n{k:04d}", number=k + 1, text=" ".join(r.choices(_WORDS, k=r.randint(4, 24))), order=f"{k:04d}",
            place=((k % 40) * 172.0, (k // 40) * 172.0), colour=COLOURS[k % themes % 8],
            cluster_id=f"c{k % themes:03d}", board_id="b",
        )
        for k in range(ideas)
    )  # fmt: skip
    round_ = VotingRound(id="r", title="Which themes first?", state="revealed", eligible=60, ballots=58, revealed_at=1)
    options = tuple(
        RoundOption(id=f"x{c.id}", round_id="r", subject_id=c.id, title=c.title, order=f"{k:03d}")
        for k, c in enumerate(clusters)
    )
    results = tuple(
        RoundResult(id=f"y{k}", round_id="r", option_id=o.id, rank=k + 1, points=100 - k, supporters=50 - k // 2)
        for k, o in enumerate(options)
    )
    return WorkshopSnapshot(
        workshop=Workshop(id="w", title="Many ideas", question="What makes a good day?", created_at=1),
        boards=(Board(id="b", title="Board"),), notes=notes, clusters=clusters, rounds=(round_,), options=options,
        results=results,
    )  # fmt: skip
