"""The PDF report of 1,000 ideas in 50 themes: CPU time and size (goals: 5 s, 1 MB)."""

from __future__ import annotations

import random

from benchmarks import cpu_ms, summary
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

IDEAS, THEMES, RUNS = 1000, 50, 5
_WORDS = (
    "a", "guide", "for", "every", "newcomer", "meets", "across", "teams", "once", "month", "and", "shares", "what",
    "was", "learned", "with", "customers", "in", "short", "films", "open", "hours", "small", "budgets", "honest",
)  # fmt: skip


def run() -> dict[str, object]:
    from cocreate.export.pdf import build_pdf

    snapshot = workshop()
    size = len(build_pdf(snapshot))  # fonts are read once per process, so the first run does not count
    times = [cpu_ms(lambda: build_pdf(snapshot)) for _ in range(RUNS)]
    return {"ideas": IDEAS, "pdf_1000_ms": summary(times), "pdf_1000_mb": round(size / 1e6, 3)}


def workshop() -> WorkshopSnapshot:
    """Made up, and the same each time: texts of 4 to 24 words."""
    r = random.Random(1)
    clusters = tuple(
        Cluster(id=f"c{k:03d}", title=" ".join(r.sample(_WORDS, 4)), colour=COLOURS[k % 8], order=f"{k:03d}")
        for k in range(THEMES)
    )
    notes = tuple(
        Note(
            id=f"n{k:04d}", number=k + 1, text=" ".join(r.choices(_WORDS, k=r.randint(4, 24))), order=f"{k:04d}",
            place=((k % 40) * 172.0, (k // 40) * 172.0), colour=COLOURS[k % THEMES % 8],
            cluster_id=f"c{k % THEMES:03d}", board_id="b",
        )
        for k in range(IDEAS)
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
        workshop=Workshop(id="w", title="A thousand ideas", question="What makes a good day?", created_at=1),
        boards=(Board(id="b", title="Board"),), notes=notes, clusters=clusters, rounds=(round_,), options=options,
        results=results,
    )  # fmt: skip
