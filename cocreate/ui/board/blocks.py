"""Notes seen from far: rectangles without text, kept as paths by block of the board. It knows no near notes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPainterPath

from cocreate.ui.board.model import BoardModel

BLOCK = 2304.0  # side of a block in board units
MANY = 600  # notes in a block from which nobody asks which of them overlap

Key = tuple[int, int]
Paths = list[tuple[int, QPainterPath]]  # tint and outline


class Blocks:
    """`leave` before a note's place, size or tint changes, `arrive` after."""

    def __init__(self, model: BoardModel) -> None:
        self.model = model
        self._members: defaultdict[Key, set[int]] = defaultdict(set)
        self._paths: dict[Key, Paths] = {}
        self.built = 0  # blocks built so far: tests count them

    def reset(self) -> None:
        """Sort every note of the model anew."""
        m = self.model
        self._members.clear()
        self._paths.clear()
        at = np.flatnonzero(m.alive & ~m.hidden)
        across, down = np.floor_divide(m.x[at], BLOCK).astype(int), np.floor_divide(m.y[at], BLOCK).astype(int)
        for slot, i, j in zip(at.tolist(), across.tolist(), down.tolist(), strict=True):
            self._members[i, j].add(slot)

    def forget(self) -> None:
        """The tints of all notes may have changed."""
        self._paths.clear()

    def leave(self, slots: Iterable[int]) -> None:
        for slot in slots:
            key = self.block_of(slot)
            self._members[key].discard(slot)
            self._paths.pop(key, None)

    def arrive(self, slots: Iterable[int]) -> None:
        for slot in slots:
            key = self.block_of(slot)
            self._members[key].add(slot)
            self._paths.pop(key, None)

    def block_of(self, slot: int) -> Key:
        return int(self.model.x[slot] // BLOCK), int(self.model.y[slot] // BLOCK)

    def draw(self, painter: QPainter, area: QRectF, brushes: list[QBrush]) -> None:
        """Every block that an area touches, in a fixed order. `brushes` by tint."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        over = self.model.largest
        i0, i1 = int((area.left() - over) // BLOCK), int(area.right() // BLOCK)
        j0, j1 = int((area.top() - over) // BLOCK), int(area.bottom() // BLOCK)
        keys = [k for k, held in self._members.items() if held and i0 <= k[0] <= i1 and j0 <= k[1] <= j1]
        for key in sorted(keys):
            for tint, path in self._block(key):
                if path.boundingRect().intersects(area):
                    painter.fillPath(path, brushes[tint])

    def _block(self, key: Key) -> Paths:
        found = self._paths.get(key)
        if found is None:
            m = self.model
            found = self._paths[key] = paths_of(m, [s for s in self._members[key] if not m.away[s]])
            self.built += 1
        return found

    def lump(self, slots: Iterable[int]) -> Paths:
        """Some notes as few paths, by block and tint: a path of thousands of rectangles would be slow to fill."""
        lumps: defaultdict[Key, list[int]] = defaultdict(list)
        for slot in slots:
            lumps[self.block_of(slot)].append(slot)
        return [one for held in lumps.values() for one in paths_of(self.model, held)]


def paths_of(model: BoardModel, slots: list[int]) -> Paths:
    """The outlines of notes by tint: their colour, and whether they are pale.

    Notes that overlap others come last and lowest first, so that the upper one is seen; all others need no order.
    """
    at = np.array(slots, dtype=int)
    at = at[np.argsort(model.z[at], kind="stable")]
    x, y, w, h = model.x[at], model.y[at], model.w[at], model.h[at]
    tints = model.colour[at] * 2 + model.dim[at]
    over = _overlapping(x, y, w, h)
    out: Paths = []
    for tint in np.unique(tints[~over]).tolist():
        out.append((tint, _path(np.flatnonzero(~over & (tints == tint)), x, y, w, h)))
    rest = np.flatnonzero(over)
    for run in np.split(rest, np.flatnonzero(np.diff(tints[rest])) + 1) if len(rest) else ():
        out.append((int(tints[run[0]]), _path(run, x, y, w, h)))
    return out


def _overlapping(x: np.ndarray, y: np.ndarray, w: np.ndarray, h: np.ndarray) -> np.ndarray:
    """Which notes touch another one."""
    if len(x) > MANY:
        return np.ones(len(x), dtype=bool)
    right, bottom = x + w, y + h
    hit = (x[:, None] < right) & (right[:, None] > x) & (y[:, None] < bottom) & (bottom[:, None] > y)
    touched: np.ndarray = hit.sum(axis=1) > 1  # each touches itself
    return touched


def _path(run: np.ndarray, x: np.ndarray, y: np.ndarray, w: np.ndarray, h: np.ndarray) -> QPainterPath:
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for left, top, wide, high in zip(x[run].tolist(), y[run].tolist(), w[run].tolist(), h[run].tolist(), strict=True):
        path.addRect(left, top, wide, high)
    return path
