"""From the start of the process to the first painted window, beside a bare window of Qt in the same run.

Both windows are measured alike: a process of its own, with bytecode present as after an installation (one start of
each comes first and is not counted), until the first zero timer after the main window's first paint; then the process
ends without cleaning up. The bare window is a plain QMainWindow with a label: our fonts, style and theme count as ours.
`ready` goes on until the library is open and Home shows its workshops, so that nothing hides behind the first paint.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
RUNS = 7
BARE = """
import os, sys
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

class Painted(QObject):
    def eventFilter(self, _watched, event):
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, lambda: os._exit(0))
        return False

app = QApplication(sys.argv)
window = QMainWindow()
window.setCentralWidget(QLabel("CoCreate"))
window.resize(1200, 800)
painted = Painted()
window.installEventFilter(painted)
window.show()
app.exec()
"""
PAINTED = """
import os
from cocreate.__main__ import open_window
open_window(then=lambda *_: os._exit(0))
"""
READY = """
import os
from cocreate.__main__ import open_window

def then(app, window, door):
    from cocreate.app import live
    start = window.start
    async def start_and_end():
        await start()
        os._exit(0)
    window.start = start_and_end
    return live(app, window, door)

open_window(then=then)
"""


def _spent(code: str, home: str) -> tuple[float, float]:
    """(wall ms, CPU ms) of one process, all its threads included."""
    env = dict(os.environ, PYTHONPYCACHEPREFIX=str(Path(home, "bytecode")))
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    if sys.platform == "linux":  # not by COCREATE_HOME, which is quicker than asking for the user's folders
        env.pop("COCREATE_HOME", None)
        env |= {f"XDG_{kind}_HOME": home for kind in ("DATA", "CONFIG", "STATE", "CACHE")}
    else:
        env["COCREATE_HOME"] = home
    if not env.get("DISPLAY") and not env.get("WAYLAND_DISPLAY"):
        env.setdefault("QT_QPA_PLATFORM", "offscreen")
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=env, capture_output=True, text=True, timeout=120)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        raise RuntimeError(done.stderr[-800:])
    return 1000 * wall, 1000 * (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def run() -> dict[str, object]:
    kinds = {"bare_window_ms": BARE, "cocreate_ms": PAINTED, "ready_ms": READY}
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in kinds}
    with tempfile.TemporaryDirectory() as home:
        for code in (*kinds.values(), READY):  # the second READY opens a library that is there, as all later ones do
            _spent(code, home)
        for _ in range(RUNS):
            for name, code in kinds.items():
                found[name].append(_spent(code, home))

    def middle(values: list[float]) -> float:
        return round(statistics.median(values), 1)

    pairs = [(bare[1], ours[1]) for bare, ours in zip(found["bare_window_ms"], found["cocreate_ms"], strict=True)]
    return {
        **{
            name: {"wall": middle([v[0] for v in all]), "cpu": middle([v[1] for v in all])}
            for name, all in found.items()
        },
        "more_than_bare_cpu_ms": middle([ours - bare for bare, ours in pairs]),
        "times_bare_cpu": round(statistics.median(ours / bare for bare, ours in pairs), 2),
        "runs": RUNS,
    }
