"""Where notes go: into a frame, a cluster, a column's list, or the next free spot. Answers only, it changes nothing."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF

from cocreate.model.commands import Move
from cocreate.model.layouts import ORDERED, laid_out
from cocreate.model.snapshot import NOTE_SIZE, Frame, Note, Point
from cocreate.ui.board.model import BoardModel

GAP = 16.0
STEP = NOTE_SIZE + GAP  # from one note to the next in a row
HALF = NOTE_SIZE / 2
HIDING = 0.35  # share of a note from which it counts as hidden


def dropped(model: BoardModel, slots: Sequence[int], dx: float, dy: float, is_tidy: bool = True) -> list[Note]:
    """The rows of notes after a drag: with their place, and the frame and cluster they were dropped in.

    `is_tidy` lays a single note beside one that it would nearly hide.
    """
    lifted = {n.id: n for s in slots if (n := model.notes[s]) is not None}
    held = set(slots)
    whole = {c for n in lifted.values() if (c := n.cluster_id) and model.members.get(c, set()) <= held}
    hulls = {c: model.hull(c) for c in model.clusters}
    boxes = {c: path.boundingRect() for c, path in hulls.items()}
    out: dict[str, Note] = {}
    columns: dict[str, Frame] = {}
    for note in lifted.values():
        place = (round(note.place[0] + dx, 2), round(note.place[1] + dy, 2))
        wide, high = note.size
        centre = QPointF(place[0] + wide / 2, place[1] + high / 2)
        frame = model.frame_at(centre)
        inside = [c for c, box in boxes.items() if box.contains(centre) and hulls[c].contains(centre)]
        inside.sort(key=lambda c: (c != note.cluster_id, len(model.members[c]), c))
        cluster = inside[0] if inside else note.cluster_id if note.cluster_id in whole else None
        if note.cluster_id in whole and cluster != note.cluster_id and hulls[str(note.cluster_id)].contains(centre):
            cluster = note.cluster_id
        if is_tidy and len(lifted) == 1 and (frame is None or frame.layout not in ORDERED):
            place = beside(model, place, (wide, high), held)
        out[note.id] = replace(note, place=place, frame_id=frame.id if frame else None, cluster_id=cluster)
        for touched in (frame.id if frame else None, note.frame_id):
            if touched in model.frames and model.frames[touched].layout in ORDERED:
                columns[touched] = model.frames[touched]
    for column in columns.values():
        for row in listed(model, column, out):
            out[row.id] = row
    return list(out.values())


def beside(model: BoardModel, place: Point, size: Point, skip: set[int] | frozenset[int] = frozenset()) -> Point:
    """Where a note lies without hiding another: its place, or the nearest free spot beside what it nearly hides.

    Notes that overlap a little are left alone: people stack on purpose.
    """
    box = QRectF(*place, *size)
    near = [s for s in model.inside(box, is_whole=True).tolist() if s not in skip]
    if not any(_hides(box, model.box(s)) for s in near):
        return place
    seen, rim = set(near), near
    for _ in range(6):  # ring by ring round what lies there
        spots = [spot for s in rim for spot in _round(model.box(s), size)]
        spots.sort(key=lambda p: ((p[0] - place[0]) ** 2 + (p[1] - place[1]) ** 2, p))
        grown: list[int] = []
        for spot in spots:
            taken = [s for s in model.inside(QRectF(*spot, *size).adjusted(-4, -4, 4, 4), is_whole=True).tolist()
                     if s not in skip]  # fmt: skip
            if not taken:
                return spot
            grown += [s for s in taken if s not in seen]
        rim = list(dict.fromkeys(grown))
        seen |= set(rim)
    return place


def _hides(upper: QRectF, lower: QRectF) -> bool:
    shared = upper.intersected(lower)
    return shared.width() * shared.height() > HIDING * min(
        upper.width() * upper.height(), lower.width() * lower.height()
    )


def _round(box: QRectF, size: Point) -> tuple[Point, ...]:
    """The four spots beside a note, in line with it."""
    return (
        (round(box.right() + GAP, 2), round(box.top(), 2)),
        (round(box.left(), 2), round(box.bottom() + GAP, 2)),
        (round(box.left() - GAP - size[0], 2), round(box.top(), 2)),
        (round(box.left(), 2), round(box.top() - GAP - size[1], 2)),
    )


def listed(model: BoardModel, frame: Frame, moved: dict[str, Note]) -> list[Note]:
    """The notes of an ordered frame where its layout puts them; only those that change their place, and the moved."""
    held = [n for s in model.held.get(frame.id, ()) if (n := model.notes[s]) is not None]
    inside = [n for n in ({n.id: n for n in held} | moved).values() if n.frame_id == frame.id]
    spots = laid_out(frame, inside)
    rows = [replace(n, place=spots.get(n.id, n.place)) for n in inside]
    return [n for n in rows if n.id in moved or n != model.note(n.id)]


def inner(model: BoardModel, frame_id: str) -> list[Frame]:
    """The frames that lie in a frame, and in those."""
    found: list[Frame] = []
    around = {frame_id}
    while more := [f for f in model.frames.values() if f.parent_id in around and f.id not in around]:
        found += more
        around |= {f.id for f in more}
    return found


def drawn_round(model: BoardModel, frame: Frame) -> list[Note]:
    """The notes that a new frame holds: those whose middle lies in it, where its layout puts them."""
    area = QRectF(*frame.place, *frame.size)
    slots = [s for s in model.inside(area, is_whole=True).tolist() if area.contains(model.box(s).center())]
    inside = {n.id: replace(n, frame_id=frame.id) for s in slots if (n := model.notes[s]) is not None}
    return listed(model, frame, inside)


def moves(rows: Sequence[Note]) -> tuple[Move, ...]:
    """The rows of a drag as a command wants them."""
    return tuple(Move(n.id, n.place, n.frame_id, n.cluster_id) for n in rows)


def shifted(model: BoardModel, slots: Sequence[int], dx: float, dy: float) -> list[Note]:
    """Notes that are carried along: what they belong to stays."""
    rows = [n for s in slots if (n := model.notes[s]) is not None]
    return [replace(n, place=(round(n.place[0] + dx, 2), round(n.place[1] + dy, 2))) for n in rows]


def next_place(model: BoardModel, place: Point, shown: QRectF, start: Point, is_below: bool = False) -> Point:
    """The next free spot to the right, or where the next row begins. At the edge of the view it wraps.

    `start` is where the row began (x) and where the run began (y): below the last row a new column begins up there.
    """
    x, y = place
    if is_below:
        x = start[0]
    for _ in range(4000):
        if is_below:
            y += STEP
            if y + NOTE_SIZE > shown.bottom() or y - start[1] > 10 * STEP:
                x, y = x + STEP, start[1]
        else:
            x += STEP
            if x + NOTE_SIZE > shown.right() or x - start[0] > 10 * STEP:
                x, y = start[0], y + STEP
        if model.is_free((x, y)):
            break
    return x, y


def free_spot(model: BoardModel, centre: QPointF, size: QPointF | None = None) -> Point:
    """The top left of a free area of a size (one note by default), as near to a point as a grid finds it."""
    wide, high = (size.x(), size.y()) if size is not None else (NOTE_SIZE, NOTE_SIZE)
    x0, y0 = centre.x() - wide / 2, centre.y() - high / 2
    spots = [(i, j) for i in range(-12, 13) for j in range(-12, 13)]
    spots.sort(key=lambda s: (s[0] ** 2 + s[1] ** 2, s[1], s[0]))
    for i, j in spots:
        area = QRectF(x0 + i * STEP, y0 + j * STEP, wide, high)
        if not len(model.inside(area.adjusted(-4, -4, 4, 4), is_whole=True)):
            return area.x(), area.y()
    return x0, y0


def grid(count: int, place: Point, across: int = 0) -> list[Point]:
    """Places for notes in rows, near to a square."""
    across = across or max(1, math.ceil(math.sqrt(count * 1.3)))
    return [(place[0] + k % across * STEP, place[1] + k // across * STEP) for k in range(count)]


def gathered(model: BoardModel, slots: Sequence[int]) -> list[tuple[str, Point]]:
    """New places for a group whose notes lie far apart or have others among them; none when they lie together."""
    rows = [n for s in slots if (n := model.notes[s]) is not None]
    area = model.rect_of(slots)
    is_dense = area.width() * area.height() <= 3.5 * len(rows) * STEP * STEP
    room = area.adjusted(-16, -16, 16, 16)
    if is_dense and set(model.inside(room, is_whole=True).tolist()) <= set(slots):
        return []
    across = max(1, math.ceil(math.sqrt(len(rows) * 1.3)))
    size = QPointF(across * STEP, math.ceil(len(rows) / across) * STEP)
    spot = free_spot(model, area.center(), size + QPointF(80, 120))
    return list(zip([n.id for n in rows], grid(len(rows), (spot[0] + 40, spot[1] + 70), across), strict=True))
