"""Bringing notes in order: align, distribute, tidy into a grid. It answers with moved rows and changes nothing."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from cocreate.model.snapshot import Note

GAP = 16.0
SIDES = {
    "left": (0, 0.0),
    "centre": (0, 0.5),
    "right": (0, 1.0),
    "top": (1, 0.0),
    "middle": (1, 0.5),
    "bottom": (1, 1.0),
}


def align(notes: Sequence[Note], side: str) -> list[Note]:
    """All of them with one edge or middle (`SIDES`) in line: that of the area they take up."""
    axis, share = SIDES[side]
    if not notes:
        return []
    low = min(n.place[axis] for n in notes)
    high = max(n.place[axis] + n.size[axis] for n in notes)
    return [_at(n, axis, low + (high - low - n.size[axis]) * share) for n in notes]


def distribute(notes: Sequence[Note], axis: int) -> list[Note]:
    """Equal room between them across (0) or down (1); the outer two stay."""
    order = sorted(notes, key=lambda n: (n.place[axis] + n.size[axis] / 2, n.id))
    if len(order) < 3:
        return []
    low = order[0].place[axis]
    high = max(n.place[axis] + n.size[axis] for n in order)
    room = (high - low - sum(n.size[axis] for n in order)) / (len(order) - 1)
    out, at = [], low
    for note in order:
        out.append(_at(note, axis, at))
        at += note.size[axis] + room
    return out


def tidy(notes: Sequence[Note]) -> list[Note]:
    """Rows near a square from the top left of where they lie, in reading order; a cell is as large as the largest."""
    if not notes:
        return []
    wide, high = (max(n.size[k] for n in notes) + GAP for k in (0, 1))
    left, top = (min(n.place[k] for n in notes) for k in (0, 1))
    across = max(1, math.ceil(math.sqrt(len(notes) * 1.3 * high / wide)))
    return [
        replace(note, place=(round(left + k % across * wide, 2), round(top + k // across * high, 2)))
        for k, note in enumerate(reading(notes))
    ]


def reading(notes: Sequence[Note]) -> list[Note]:
    """As people read: row by row. Notes whose tops differ by less than half a note stand in one row."""
    rows: list[list[Note]] = []
    for note in sorted(notes, key=lambda n: (n.place[1], n.place[0], n.id)):
        if rows and note.place[1] - rows[-1][0].place[1] < rows[-1][0].size[1] / 2:
            rows[-1].append(note)
        else:
            rows.append([note])
    return [note for row in rows for note in sorted(row, key=lambda n: (n.place[0], n.place[1], n.id))]


def _at(note: Note, axis: int, where: float) -> Note:
    place = (where, note.place[1]) if axis == 0 else (note.place[0], where)
    return replace(note, place=(round(place[0], 2), round(place[1], 2)))
