"""Where each proposed cluster goes on the board: alike ones close together, no two on top of each other.

Spots are the top left of a block in board units. It proposes places; it moves nothing.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from cocreate.model.snapshot import NOTE_SIZE, Point

INSIDE, TITLE, GAP = 12.0, 48.0, 120.0  # gap inside a block, its title line, gap between blocks
GRID = 4.0  # spots lie on this grid
WIDE = 1.3  # blocks are a little wider than high, as screens are
SPREAD = 0.55  # of the root of the total area: the reach of the map of meaning
ROUNDS = 600  # of pushing apart
WORK = 3_000_000  # pairs looked at before the rest goes to rows


def places(count: int) -> list[Point]:
    """The top left of each of `count` notes, from the top left of their block, in reading order."""
    columns = _columns(count)
    step = NOTE_SIZE + INSIDE
    return [(INSIDE + (i % columns) * step, TITLE + INSIDE + (i // columns) * step) for i in range(count)]


def block_places(spot: Point, count: int) -> tuple[Point, ...]:
    """The top left on the board of each of `count` notes of a block at `spot`, in reading order."""
    return tuple((spot[0] + x, spot[1] + y) for x, y in places(count))


def spot_of(first: Point) -> Point:
    """The top left of the block whose first note lies here."""
    return first[0] - INSIDE, first[1] - INSIDE - TITLE


def block_size(count: int) -> tuple[float, float]:
    """Width and height of a block of `count` notes with its title."""
    columns = _columns(count)
    step = NOTE_SIZE + INSIDE
    return columns * step + INSIDE, math.ceil(max(count, 1) / columns) * step + INSIDE + TITLE


def tray_spot(blocks: Sequence[tuple[Point, int]]) -> Point:
    """Where notes that wait can be laid: below all blocks, given as spot and number of notes."""
    if not blocks:
        return (0.0, 0.0)
    return min(x for (x, _), _ in blocks), max(y + block_size(n)[1] for (_, y), n in blocks) + GAP


def spots(
    counts: Sequence[int], centres: Sequence[Sequence[float]], held: Mapping[int, Point] | None = None
) -> list[Point]:
    """The top left of each block: a map of meaning, pushed apart until at least `GAP` lies between any two.

    `centres`: the unit centre of each cluster. `held`: blocks that stay where they are. Without any, the top left of
    the whole is (0, 0).
    """
    held = held or {}
    if not counts:
        return []
    sizes = [block_size(n) for n in counts]
    middles = _map(sizes, centres, held)
    half = [((w + GAP + GRID) / 2, (h + GAP + GRID) / 2) for w, h in sizes]  # the grid may take a step of it
    if not _push(middles, half, held):
        _rows(middles, half, held)
    found = [(x - w / 2, y - h / 2) for (x, y), (w, h) in zip(middles, sizes, strict=True)]
    left, top = (0.0, 0.0) if held else (min(x for x, _ in found), min(y for _, y in found))
    return [held.get(i, (_snap(x - left), _snap(y - top))) for i, (x, y) in enumerate(found)]


def _columns(count: int) -> int:
    return max(1, math.ceil(math.sqrt(WIDE * count)))


def _snap(value: float) -> float:
    return math.floor(value / GRID) * GRID


def _map(
    sizes: Sequence[tuple[float, float]], centres: Sequence[Sequence[float]], held: Mapping[int, Point]
) -> list[list[float]]:
    """Block middles by classical scaling of the cosine distances (Torgerson 1952), laid over the blocks that stay."""
    import numpy as np

    rows = np.asarray(centres, dtype=np.float64)
    dist = np.clip(1.0 - rows @ rows.T, 0.0, 2.0)
    np.fill_diagonal(dist, 0.0)
    middle = np.eye(len(dist)) - 1.0 / len(dist)
    values, vectors = np.linalg.eigh(-0.5 * middle @ dist**2 @ middle)
    top = np.argsort(-values, kind="stable")[:2]
    out = vectors[:, top] * np.sqrt(np.maximum(values[top], 1e-12))
    out = np.pad(out, ((0, 0), (0, 2 - out.shape[1])))
    for axis in (0, 1):  # an eigenvector's sign is free: fix it
        if out[np.abs(out[:, axis]).argmax(), axis] < 0:
            out[:, axis] *= -1
    area = math.sqrt(sum(w * h for w, h in sizes))
    out *= area * SPREAD / (np.abs(out).max() + 1e-9)
    if held:
        fixed = np.array([(x + sizes[i][0] / 2, y + sizes[i][1] / 2) for i, (x, y) in held.items()])
        out += fixed.mean(0) - out[list(held)].mean(0)
        out[list(held)] = fixed
    found: list[list[float]] = out.tolist()
    return found


def _push(middles: list[list[float]], half: Sequence[Point], held: Mapping[int, Point]) -> bool:
    """Push overlapping pairs apart along the shallower axis, sooner sideways; whether no overlap was left."""
    count = len(middles)
    rounds = min(ROUNDS, max(1, WORK // max(1, count * count // 2)))
    for _ in range(rounds):
        moved = False
        for i in range(count):
            for j in range(i + 1, count):
                if not (i in held and j in held):
                    moved |= _push_pair(middles[i], middles[j], half[i], half[j], i in held, j in held)
        if not moved:
            return True
    return False


def _push_pair(a: list[float], b: list[float], half_a: Point, half_b: Point, a_stays: bool, b_stays: bool) -> bool:
    dx, dy = b[0] - a[0], b[1] - a[1]
    over_x, over_y = half_a[0] + half_b[0] - abs(dx), half_a[1] + half_b[1] - abs(dy)
    if over_x <= 0.01 or over_y <= 0.01:
        return False
    axis, over, delta = (1, over_y, dy) if WIDE * over_y < over_x else (0, over_x, dx)
    push = over if delta >= 0 else -over
    share = 1.0 if a_stays else 0.0 if b_stays else 0.5  # what the second of the two moves
    a[axis] -= push * (1 - share)
    b[axis] += push * share
    return True


def _rows(middles: list[list[float]], half: Sequence[Point], held: Mapping[int, Point]) -> None:
    """Jammed: the free blocks in rows to the right of all that stay, about as wide as high."""
    start = max((middles[i][0] + half[i][0] for i in held), default=0.0)
    top = min((middles[i][1] - half[i][1] for i in held), default=0.0)
    free = [i for i in range(len(middles)) if i not in held]
    wide = math.sqrt(sum(4 * half[i][0] * half[i][1] for i in free))
    x, y, high = start, top, 0.0
    for i in free:
        w, h = 2 * half[i][0], 2 * half[i][1]
        if x > start and x + w > start + wide:
            x, y, high = start, y + high, 0.0
        middles[i][:] = (x + w / 2, y + h / 2)
        x, high = x + w, max(high, h)
