"""The board with 1,000, 10,000 and 50,000 notes: gestures on the real widget, engine and library, in CPU ms."""

from __future__ import annotations

import asyncio
import gc
import json
import math
import os
import platform
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks import summary

if TYPE_CHECKING:
    from cocreate.ui.board.view import BoardView
    from cocreate.ui.live import Live

ROOT = Path(__file__).resolve().parents[1]
SIZES = (1_000, 10_000, 50_000)
FRAMES = 40
WIDTH, HEIGHT = 1920, 1080
PITCH = 180.0  # from one note to the next, board units
NEAR = 0.8  # the zoom at which about 100 notes are in view
HALF = 80.0  # half a note
PASTE = 2_000
GOALS = {  # at 10,000 notes: median, p95; first paint in ms, memory in MB
    "fit_pan": (6, 10), "pan_100": (4, 8), "zoom_out": (8, 14), "drag_1": (3, 6), "drag_200": (5, 8),
    "edit_1": (3, 6), "first_paint": 150, "memory": 80,
}  # fmt: skip
COLOURS = ("sun", "peach", "rose", "lilac", "sky", "mint")
SENTENCE = (
    "idea team share learn customer partner pilot energy budget meeting open circle passion expert network trust "
    "simple value story prototype feedback vote cluster theme colleague supplier workshop result board question owner"
)


def run() -> dict[str, object]:
    """Each size in a process of its own, so that memory is that of one board."""
    found: dict[str, Any] = {}
    for size in SIZES:
        print(f"board: {size} notes …", file=sys.stderr, flush=True)
        env = dict(os.environ, QT_QPA_PLATFORM="offscreen", PYTHONPATH=str(ROOT))
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.board", str(size)], cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True
        )
        if done.returncode:
            raise RuntimeError(f"the board with {size} notes could not be measured")
        found[str(size)] = json.loads(done.stdout)
        print(f"board: {_short(found[str(size)])}", file=sys.stderr, flush=True)
    versions = found[str(SIZES[0])].pop("versions")
    for one in found.values():
        one.pop("versions", None)
    return {
        **found, "growth": _growth(found), "goals_at_10000": GOALS, "versions": versions,
        "machine": {"cores": os.cpu_count(), "load": round(os.getloadavg()[0], 2), "processor": platform.machine()},
    }  # fmt: skip


def _short(one: dict[str, Any]) -> str:
    return "  ".join(f"{k} {v['median']}/{v['p95']}" for k, v in one.items() if isinstance(v, dict) and "p95" in v)


def _growth(found: dict[str, Any]) -> dict[str, dict[str, float]]:
    """How many times the figure of the smallest board each larger one takes."""
    least = found[str(SIZES[0])]
    out: dict[str, dict[str, float]] = {}
    for name in GOALS:
        base = _figure(least[name])
        out[name] = {str(n): round(_figure(found[str(n)][name]) / base, 2) if base else 0.0 for n in SIZES[1:]}
    return out


def _figure(value: Any) -> float:
    return float(value["median"] if isinstance(value, dict) else value)


# ---- one size, in its own process


def measure(size: int) -> dict[str, object]:
    """Every figure of a board of so many notes."""
    import qasync

    from cocreate.app import make_app
    from cocreate.ui import theme

    app = make_app(["cocreate"])
    theme.apply(app, "light")
    with tempfile.TemporaryDirectory() as folder:
        loop: Any = qasync.QEventLoop(app)
        with asyncio.Runner(loop_factory=lambda: loop) as runner:
            return runner.run(_Bench(size, Path(folder) / "bench.cocreate-db").run())


class _Bench:
    """The board on a library file, driven by mouse and wheel events."""

    view: BoardView
    live: Live

    def __init__(self, size: int, path: Path) -> None:
        self.size, self.path = size, path
        self.columns = max(1, round(math.sqrt(size * 16 / 9)))
        self.out: dict[str, Any] = {"notes": size}
        self.stepped = asyncio.Event()

    async def run(self) -> dict[str, object]:
        from cocreate.engine import Engine
        from cocreate.ui.live import Live

        engine = Engine(self.path)
        self.live = Live(engine)
        engine.heard = self.live.heard
        await asyncio.wrap_future(engine.start())
        await self._fill()
        try:
            await self._measure()
        finally:
            self.view.hide()
            self.live.leave()
            engine.stop()
        return self.out

    async def _fill(self) -> None:
        """Write the notes through the store, and show an empty board of another workshop first."""
        from cocreate.model.commands import AddNotes, CreateWorkshop, NewNote

        rnd, words = random.Random(7), SENTENCE.split()
        await self.live.run(CreateWorkshop(scope="empty", title="Empty", board_id="empty-board"))
        await self.live.run(CreateWorkshop(scope="w", title="Bench", board_id="w-board"))
        notes = []
        for k in range(self.size):
            text = " ".join(rnd.choice(words) for _ in range(rnd.randint(5, 11))).capitalize()
            place = (k % self.columns * PITCH, k // self.columns * PITCH)
            notes.append(NewNote(id=f"n{k}", text=text, place=place, colour=rnd.choice(COLOURS)))
        for first in range(0, self.size, PASTE):
            await self.live.run(AddNotes(scope="w", board_id="w-board", notes=tuple(notes[first : first + PASTE])))

    # ---- figures

    async def _measure(self) -> None:
        from PySide6.QtCore import QEvent, Qt

        await self._bare()
        await self._open()
        view, fit = self.view, self.fit
        left, top = self._middle(NEAR)
        zoom = math.log(max(fit, 0.031)) / math.log(1.0018)
        view.set_place(-40.0, -40.0, fit)
        await self._pan("fit_pan", 6, 3)
        view.set_place(left, top, NEAR)
        self.out["in_view_near"] = len(view.model.inside(view.shown()))
        await self._pan("pan_100", 12, 5)
        view.set_place(left, top, 0.4)
        await self._pan("pan_mid", 12, 5)
        view.set_place(left, top, 1.0)
        notches = [round(zoom * (k + 1) / FRAMES) - round(zoom * k / FRAMES) for k in range(FRAMES)]
        await self._gesture("zoom_out", lambda k: self._wheel(notches[k]))
        if abs(view.zoom - max(fit, 0.031)) > 0.01:
            raise AssertionError(f"the wheel must zoom out, to {fit}, not {view.zoom}")
        await self._drag("drag_1", 1, NEAR)
        await self._drag("drag_200", min(200, self.size // 4), 0.5)
        await self._edit(left, top)
        self.out["memory"] = round(_memory() - self.before, 1)
        self.out["times_a_bare_view"] = {
            name: round(self.out[name]["median"] / self.out["bare_view"]["median"], 2)
            for name in GOALS if isinstance(self.out[name], dict)
        }  # fmt: skip
        self._mouse(QEvent.Type.MouseMove, (5.0, 5.0), Qt.MouseButton.NoButton)

    async def _bare(self) -> None:
        """The floor on this machine in this run: an empty `QGraphicsView` that fills its viewport."""
        from PySide6.QtGui import QColor
        from PySide6.QtWidgets import QGraphicsScene, QGraphicsView

        scene = QGraphicsScene()
        bare = QGraphicsView(scene)
        bare.setBackgroundBrush(QColor("#F6F5F2"))
        bare.resize(WIDTH, HEIGHT)
        bare.show()
        await _exposed(bare)
        times = []
        for _ in range(FRAMES):
            start = time.thread_time()
            bare.viewport().repaint()
            times.append(1000 * (time.thread_time() - start))
        bare.hide()
        self.out["bare_view"] = summary(times)

    async def _open(self) -> None:
        """First paint: from a mirror to a painted board with everything in view."""
        from cocreate.ui.board.view import BoardView

        await self.live.open("empty")
        empty = BoardView()
        empty.resize(WIDTH, HEIGHT)
        empty.load(self.live.mirror)
        empty.show()
        await _exposed(empty)
        empty.viewport().repaint()
        empty.hide()
        gc.collect()
        self.before = _memory()
        await self.live.open("w")
        wall, cpu = time.perf_counter(), time.thread_time()
        self.view = view = BoardView()
        view.resize(WIDTH, HEIGHT)
        view.load(self.live.mirror)
        view.fit()
        view.show()
        while not view.layer.is_painted:
            await asyncio.sleep(0)
        self.out["first_paint"] = round(1000 * (time.perf_counter() - wall), 1)
        self.out["first_paint_cpu"] = round(1000 * (time.thread_time() - cpu), 1)
        self.out["memory_opened"] = round(_memory() - self.before, 1)
        import PySide6
        import sqlalchemy

        self.out["versions"] = {
            "python": platform.python_version(), "pyside": PySide6.__version__, "sqlalchemy": sqlalchemy.__version__
        }  # fmt: skip
        self.fit = view.zoom
        view.command_ready.connect(self.live.send)
        self.live.stepped.connect(self._applied)

    def _applied(self, stepped: Any) -> None:
        self.view.apply(stepped)
        self.stepped.set()

    def _middle(self, zoom: float) -> tuple[float, float]:
        wide, high = self.columns * PITCH, math.ceil(self.size / self.columns) * PITCH
        return max(0.0, wide / 2 - WIDTH / zoom / 2), max(0.0, high / 2 - HEIGHT / zoom / 2)

    async def _gesture(self, name: str, step: Callable[[int], object]) -> None:
        """`FRAMES` frames, each one step of the gesture and one full repaint."""
        port = self.view.viewport()
        await self._rest()
        times, every, walls = [], [], []
        for k in range(FRAMES):
            wall, whole, start = time.perf_counter(), time.process_time(), time.thread_time()
            step(k)
            port.repaint()
            times.append(1000 * (time.thread_time() - start))
            every.append(1000 * (time.process_time() - whole))  # Qt stretches pictures in threads of its own
            walls.append(1000 * (time.perf_counter() - wall))
        self.out[name] = summary(times) | {
            "all_threads": round(statistics.median(every), 2), "wall": round(statistics.median(walls), 2)
        }  # fmt: skip

    async def _rest(self) -> None:
        """The view lies still for a moment, as it does before a hand begins."""
        self.view.viewport().repaint()
        await asyncio.sleep(0.2)
        gc.collect()

    async def _settle(self) -> None:
        for _ in range(3):
            await asyncio.sleep(0)

    async def _pan(self, name: str, dx: float, dy: float) -> None:
        from PySide6.QtCore import QEvent, Qt

        start, before = (1400.0, 700.0), self.view.place()
        self._mouse(QEvent.Type.MouseButtonPress, start, Qt.MouseButton.MiddleButton)
        await self._gesture(
            name,
            lambda k: self._mouse(
                QEvent.Type.MouseMove, (start[0] - (k + 1) * dx, start[1] - (k + 1) * dy), Qt.MouseButton.MiddleButton
            ),
        )
        end = (start[0] - FRAMES * dx, start[1] - FRAMES * dy)
        self._mouse(QEvent.Type.MouseButtonRelease, end, Qt.MouseButton.MiddleButton)
        moved = (self.view.place()[0] - before[0]) * self.view.zoom
        if abs(moved - FRAMES * dx) > 2:
            raise AssertionError(f"{name}: the view must move by {FRAMES * dx} px, not {moved}")

    async def _drag(self, name: str, count: int, zoom: float) -> None:
        """Press on a note, 40 moves, release: the notes must lie elsewhere in the library."""
        from PySide6.QtCore import QEvent, QPointF, Qt

        view = self.view
        view.set_place(*self._middle(zoom), zoom)
        ids = view.ids_in(view.shown().adjusted(240, 160, -100, -50))[:count]
        view.select(ids, reveal=False)
        note = view.model.note(ids[0])
        assert note is not None
        assert len(ids) == count
        at = view.viewportTransform().map(QPointF(note.place[0] + HALF, note.place[1] + HALF))
        await self._rest()
        begin = time.thread_time()
        self._mouse(QEvent.Type.MouseButtonPress, (at.x(), at.y()), Qt.MouseButton.LeftButton)
        self._mouse(QEvent.Type.MouseMove, (at.x() + 5, at.y() + 2), Qt.MouseButton.LeftButton)
        view.viewport().repaint()
        begun = time.thread_time()

        def move(k: int) -> None:
            end = (at.x() + 5 * (k + 2), at.y() + 2 * (k + 2))
            self._mouse(QEvent.Type.MouseMove, end, Qt.MouseButton.LeftButton)

        await self._gesture(name, move)
        self.stepped.clear()
        end_start = time.thread_time()
        end = (at.x() + 5 * (FRAMES + 1), at.y() + 2 * (FRAMES + 1))
        self._mouse(QEvent.Type.MouseButtonRelease, end, Qt.MouseButton.LeftButton)
        view.viewport().repaint()
        ended = time.thread_time()
        await self.stepped.wait()
        view.viewport().repaint()
        self.out[name] |= {"begin": round(1000 * (begun - begin), 2), "end": round(1000 * (ended - end_start), 2)}
        await self._check_moved(ids, note.place, 5 * (FRAMES + 1) / zoom)
        view.select((), reveal=False)

    async def _check_moved(self, ids: list[str], place: tuple[float, float], dx: float) -> None:
        from cocreate.model.snapshot import Note

        snapshot = await self.live.ask(lambda store: store.snapshot("w"))
        moved = snapshot.by_id[ids[0]]
        assert isinstance(moved, Note)
        if abs(moved.place[0] - place[0] - dx) > 1:
            raise AssertionError(f"a drag must move the note by {dx} in the library, not {moved.place[0] - place[0]}")

    async def _edit(self, left: float, top: float) -> None:
        """The text of one note in view: shown at once, saved by the engine, its step shown again. Both are counted."""
        from dataclasses import replace

        from cocreate.model.commands import EditNote

        view = self.view
        view.set_place(left, top, NEAR)
        view.viewport().repaint()
        chosen = view.ids_in(view.shown())[40]
        times, saved = [], []
        await self._rest()
        for k in range(FRAMES):
            note = view.model.note(chosen)
            assert note is not None
            self.stepped.clear()
            wall, start = time.perf_counter(), time.thread_time()
            text = f"Edited {k} times and once more by hand"
            view.send(EditNote(scope="w", note_id=chosen, text=text), replace(note, text=text))
            await self.stepped.wait()
            saved.append(1000 * (time.perf_counter() - wall))
            await self._settle()  # paints what the step brought, if anything
            times.append(1000 * (time.thread_time() - start))
        self.out["edit_1"], self.out["edit_1_wall"] = summary(times), summary(saved)
        mirror = self.live.mirror
        assert mirror is not None
        if getattr(mirror.rows["note"][chosen], "text", "") != f"Edited {FRAMES - 1} times and once more by hand":
            raise AssertionError("the last edit must be in the library")

    # ---- events

    def _mouse(self, kind: Any, at: tuple[float, float], button: Any) -> None:
        from PySide6.QtCore import QEvent, QPointF, Qt
        from PySide6.QtGui import QMouseEvent
        from PySide6.QtWidgets import QApplication

        none = Qt.MouseButton.NoButton
        held = none if kind == QEvent.Type.MouseButtonRelease else button
        own = none if kind == QEvent.Type.MouseMove else button
        port, point = self.view.viewport(), QPointF(*at)
        place = QPointF(port.mapToGlobal(point))
        event = QMouseEvent(kind, point, place, own, held, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(port, event)

    def _wheel(self, angle: int) -> None:
        from PySide6.QtCore import QPoint, QPointF, Qt
        from PySide6.QtGui import QWheelEvent
        from PySide6.QtWidgets import QApplication

        at = QPointF(WIDTH / 2, HEIGHT / 2)
        event = QWheelEvent(
            at, at, QPoint(), QPoint(0, angle), Qt.MouseButton.NoButton, Qt.KeyboardModifier.ControlModifier,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(self.view.viewport(), event)


async def _exposed(widget: Any) -> None:
    """Until the window system lets the widget paint: a repaint before that paints nothing."""
    handle = widget.windowHandle()
    while not handle.isExposed():
        await asyncio.sleep(0)


def _memory() -> float:
    """Private memory of this process in MB; 0 where the system does not tell."""
    try:
        lines = Path("/proc/self/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Private_")) / 1000


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]))))
