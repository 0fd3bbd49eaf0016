"""Measured figures, one JSON each: `python -m benchmarks` lists them. Each module has `run() -> dict`."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterable


def cpu_ms(work: Callable[[], object]) -> float:
    """CPU milliseconds of this process: what other programs do meanwhile does not count."""
    start = time.process_time()
    work()
    return 1000 * (time.process_time() - start)


def summary(times: Iterable[float]) -> dict[str, float]:
    found = sorted(times)
    at = min(len(found) - 1, round(0.95 * (len(found) - 1)))
    return {"median": round(statistics.median(found), 2), "p95": round(found[at], 2), "runs": len(found)}
