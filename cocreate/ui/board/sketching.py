"""The pen: a stroke on the note where it begins. One pass of the pen is one command."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt

from cocreate.model.commands import AddSketch, Stroke, new_id
from cocreate.model.commands.pictures import MOST_NUMBERS
from cocreate.model.snapshot import Note, Sketch

if TYPE_CHECKING:
    from cocreate.ui.board.view import BoardView

WIDTH = 3  # board units
COARSE = 0.6  # px that a stroke may differ from the hand


class DrawStroke:
    """A free line; it is kept on its note, in the units of the note, and goes where the note goes."""

    goes_on_at_the_edge = False

    def __init__(self, view: BoardView, at: QPointF, note: Note) -> None:
        self.view, self._note = view, note
        view.marks.stroke = [view.to_board(at)]

    def move(self, at: QPointF, _mods: Qt.KeyboardModifier) -> None:
        self.view.marks.stroke.append(self.view.to_board(at))

    def release(self, at: QPointF, mods: Qt.KeyboardModifier) -> None:
        self.move(at, mods)
        view = self.view
        coarse, line = COARSE / view.zoom, list(view.marks.stroke)
        while len(line := thinned(line, coarse)) > MOST_NUMBERS // 2:
            coarse *= 2
        view.marks.clear()
        now = view.model.note(self._note.id)
        if now is None:  # removed meanwhile
            return
        if len(line) == 2 and line[0] == line[1]:
            line[1] += QPointF(0.1, 0.0)  # a dot
        points = tuple(
            round(v, 1) for p in line for v in (p.x() - self._note.place[0], p.y() - self._note.place[1])
        )  # fmt: skip
        row = Sketch(id=new_id(), scope=view.scope, note_id=now.id, points=points, width=WIDTH)
        stroke = Stroke(id=row.id, points=points, width=WIDTH)
        view.send(AddSketch(scope=view.scope, note_id=now.id, strokes=(stroke,)), row)

    def cancel(self) -> None:
        self.view.marks.clear()


def thinned(line: list[QPointF], coarse: float) -> list[QPointF]:
    """The points that matter (Ramer, Douglas and Peucker): no dropped one is farther than `coarse` from the rest."""
    if len(line) < 3:
        return list(line)
    kept, spans = {0, len(line) - 1}, [(0, len(line) - 1)]
    while spans:
        first, last = spans.pop()
        far, at = coarse, 0
        for k in range(first + 1, last):
            away = _distance(line[k], line[first], line[last])
            if away > far:
                far, at = away, k
        if at:
            kept.add(at)
            spans += [(first, at), (at, last)]
    return [line[k] for k in sorted(kept)]


def _distance(p: QPointF, a: QPointF, b: QPointF) -> float:
    """From a point to the piece between two others."""
    along, off = b - a, p - a
    length = QPointF.dotProduct(along, along)
    share = min(max(QPointF.dotProduct(off, along) / length, 0.0), 1.0) if length else 0.0
    rest = off - along * share
    return math.sqrt(QPointF.dotProduct(rest, rest))
