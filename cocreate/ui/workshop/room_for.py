"""Where notes go when a list moves them: beside their theme, or into free room for a new one. It moves nothing."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from cocreate.insight.layout import GAP, block_places, block_size
from cocreate.model.snapshot import NOTE_SIZE, Frame, Note, Point

STEP = NOTE_SIZE + 16.0
REACH = 1800.0  # how far to the right a new block may stand
GRID = 60.0

Cells = set[tuple[int, int]]


def beside(notes: Iterable[Note], members: Sequence[Note], count: int) -> list[Point]:
    """`count` free spots at the rim of a theme: in its rows first, then below, as its block is a little wider."""
    taken = _cells(notes)
    left, top = min(n.place[0] for n in members), min(n.place[1] for n in members)
    across = max(2, math.ceil(math.sqrt((len(members) + count) * 1.3)))
    found: list[Point] = []
    row = 0
    while len(found) < count:
        for k in range(across):
            spot = (left + k * STEP, top + row * STEP)
            if len(found) < count and is_free(taken, spot):
                found.append(spot)
                taken |= _covered(spot, NOTE_SIZE, NOTE_SIZE)
        row += 1
    return found


def new_block(notes: Iterable[Note], count: int) -> tuple[Point, tuple[Point, ...]]:
    """The top left and the places of a block of `count` notes in the first room that is free, from the top."""
    rows = list(notes)
    wide, high = block_size(count)
    if not rows:
        return (0.0, 0.0), block_places((0.0, 0.0), count)
    taken = _cells(rows)
    left, top = min(n.place[0] for n in rows), min(n.place[1] for n in rows)
    bottom = max(n.place[1] + n.size[1] for n in rows) + GAP
    y = top
    while y < bottom:
        for k in range(math.ceil(REACH / GRID)):
            x = left + k * GRID
            if not taken & _covered((x - GAP / 2, y - GAP / 2), wide + GAP, high + GAP):
                return (x, y), block_places((x, y), count)
        y += GRID
    return (left, bottom), block_places((left, bottom), count)


def inside(notes: Iterable[Note], frame: Frame, count: int) -> list[Point]:
    """`count` free spots within a frame, row by row; when it is full, the rows go on below it."""
    taken = _cells(notes)
    left, top = frame.place[0] + 16.0, frame.place[1] + 16.0
    across = max(1, int((frame.size[0] - 32.0 + 12.0) // (NOTE_SIZE + 12.0)))
    found: list[Point] = []
    k = 0
    while len(found) < count:
        spot = (left + k % across * (NOTE_SIZE + 12.0), top + k // across * (NOTE_SIZE + 12.0))
        if is_free(taken, spot):
            found.append(spot)
            taken |= _covered(spot, NOTE_SIZE, NOTE_SIZE)
        k += 1
    return found


def frame_at(frames: Iterable[Frame], spot: Point) -> str | None:
    """The innermost frame round the middle of a note."""
    x, y = spot[0] + NOTE_SIZE / 2, spot[1] + NOTE_SIZE / 2
    found = [
        f for f in frames
        if f.place[0] <= x < f.place[0] + f.size[0] and f.place[1] <= y < f.place[1] + f.size[1]
    ]  # fmt: skip
    return min(found, key=lambda f: (f.size[0] * f.size[1], f.id)).id if found else None


def is_free(taken: Cells, spot: Point) -> bool:
    return not taken & _covered(spot, NOTE_SIZE, NOTE_SIZE)


def _cells(notes: Iterable[Note]) -> Cells:
    """The cells of a grid of quarter notes in which a note has at least half a cell: enough to keep clear of it."""
    found: Cells = set()
    for note in notes:
        found |= _covered(note.place, *note.size)
    return found


def _covered(place: Point, wide: float, high: float) -> Cells:
    cell = NOTE_SIZE / 2
    left, right = round(place[0] / cell), round((place[0] + wide) / cell)
    top, bottom = round(place[1] / cell), round((place[1] + high) / cell)
    return {(c, r) for c in range(left, max(right, left + 1)) for r in range(top, max(bottom, top + 1))}
