"""From the start of the process to the first painted window, beside a bare window of Qt in the same run."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
RUNS = 5
BARE = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication(sys.argv)
window = QMainWindow()
window.resize(1200, 800)
window.show()
QTimer.singleShot(0, lambda: QTimer.singleShot(0, app.quit))
app.exec()
"""
OURS = """
import os, sys
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

class Paint(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and isinstance(watched, QMainWindow):
            sys.stdout.write("painted"); sys.stdout.flush()
            os._exit(0)
        return False

made = QApplication.__init__
def init(self, *args):
    made(self, *args)
    self._paint = Paint()
    self.installEventFilter(self._paint)
QApplication.__init__ = init
from cocreate.__main__ import main
sys.argv = ["cocreate"]
main()
"""


def _spent(code: str, home: str) -> tuple[float, float]:
    """(wall ms, CPU ms) of one process."""
    env = dict(os.environ, COCREATE_HOME=home)
    if not env.get("DISPLAY") and not env.get("WAYLAND_DISPLAY"):
        env.setdefault("QT_QPA_PLATFORM", "offscreen")
    before, start = os.times(), time.perf_counter()
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=env, capture_output=True, text=True, timeout=120)
    if done.returncode:
        raise RuntimeError(done.stderr[-800:])
    after = os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return 1000 * (time.perf_counter() - start), 1000 * cpu


def run() -> dict[str, object]:
    with tempfile.TemporaryDirectory() as home:
        pairs = [(_spent(BARE, home), _spent(OURS, home)) for _ in range(RUNS)]
    bare, ours = [p[0] for p in pairs], [p[1] for p in pairs]

    def middle(values: list[tuple[float, float]], k: int) -> float:
        return round(statistics.median(v[k] for v in values), 1)

    extra = round(statistics.median(o[1] - b[1] for b, o in pairs), 1)
    return {
        "bare_window_ms": {"wall": middle(bare, 0), "cpu": middle(bare, 1)},
        "cocreate_ms": {"wall": middle(ours, 0), "cpu": middle(ours, 1)},
        "more_than_bare_cpu_ms": extra,
        "runs": RUNS,
    }
