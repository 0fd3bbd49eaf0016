"""The longest pauses of a 16 ms timer in this process while the spare process works, beside those of a quiet one."""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PySide6.QtCore import QCoreApplication

TICK = 16  # ms of the timer in the window


def gap(work: Callable[..., Any], *args: object, **options: object) -> dict[str, float]:
    """`p99` and `largest` pause in ms while `work` runs in the spare process, and of the same timer in as long a time
    while it does nothing (`quiet_…`): what is left over is ours."""
    from PySide6.QtCore import QCoreApplication

    from cocreate.worker import Worker

    app = QCoreApplication.instance() or QCoreApplication([])
    worker = Worker()
    began = time.perf_counter()
    job = worker.run(work, *args, **options)
    busy = _pauses(app, job.future.done)
    until = 2 * time.perf_counter() - began
    quiet = _pauses(app, lambda: time.perf_counter() > until)
    worker.stop()
    return busy | {f"quiet_{name}": value for name, value in quiet.items()}


def _pauses(app: QCoreApplication, is_over: Callable[[], bool]) -> dict[str, float]:
    from PySide6.QtCore import QTimer

    seen = [time.perf_counter()]
    timer = QTimer()
    timer.setInterval(TICK)

    def tick() -> None:
        seen.append(time.perf_counter())
        if is_over():
            app.quit()

    timer.timeout.connect(tick)
    timer.start()
    app.exec()
    gaps = sorted(1000 * (b - a) for a, b in pairwise(seen))
    return {"largest": round(gaps[-1], 1), "p99": round(gaps[int(0.99 * (len(gaps) - 1))], 1), "ticks": len(gaps)}
