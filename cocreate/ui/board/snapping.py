"""Where something that moves falls in line with what lies still: edges, middles and the usual gap. Geometry only."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF

from cocreate.ui.board.model import BoardModel

REACH = 6.0  # px within which a line draws
GAP = 16.0  # board units between notes in a row
MOST = 600  # with more than so many in view nobody sees which one draws
SAME = 0.01


@dataclass(frozen=True, slots=True)
class Snap:
    """How far to go so that it falls in line, and the lines that show why (board units)."""

    shift: QPointF
    guides: tuple[QLineF, ...] = ()


STILL = Snap(QPointF())


class Snapper:
    """The boxes that lie still in one view of the board; asked at every move, so it costs what is in view."""

    def __init__(self, model: BoardModel, area: QRectF, skip: frozenset[str] = frozenset()) -> None:
        """`skip` are frames that move themselves; notes that are lifted are hidden, so they do not count."""
        boxes = [model.box(s) for s in model.inside(area, is_whole=True).tolist()]
        boxes += [
            box for f in model.frames.values() if f.id not in skip and (box := model.frame_rect(f)).intersects(area)
        ]
        if len(boxes) > MOST:
            boxes = []
        self._low = np.array([[b.left(), b.top()] for b in boxes]).reshape(-1, 2)
        self._high = np.array([[b.right(), b.bottom()] for b in boxes]).reshape(-1, 2)

    def snap(self, box: QRectF, reach: float, edges: str = "") -> Snap:
        """The nearest lines within `reach` (board units) across and down.

        `edges` names the sides that move when something is resized (of l, r, t, b); without it the whole box moves.
        """
        if not len(self._low):
            return STILL
        moved, found = QRectF(box), []
        shift = [0.0, 0.0]
        for axis, (near, far) in enumerate((("l", "r"), ("t", "b"))):
            ends = (near in edges, far in edges) if edges else (True, True)
            if any(ends) and (by := self._axis(box, axis, reach, ends, is_whole=not edges)) is not None:
                shift[axis] = by
        moved.translate(*shift) if not edges else moved.adjust(
            shift[0] * ("l" in edges), shift[1] * ("t" in edges), shift[0] * ("r" in edges), shift[1] * ("b" in edges)
        )
        for axis in (0, 1):
            found += self._guides(moved, axis)
        return Snap(QPointF(*shift), tuple(found))

    def _axis(self, box: QRectF, axis: int, reach: float, ends: tuple[bool, bool], is_whole: bool) -> float | None:
        """The smallest way to a line on one axis; None when there is none near."""
        low, high = self._low[:, axis], self._high[:, axis]
        a, b = ((box.left(), box.right()), (box.top(), box.bottom()))[axis]
        ways = []
        if ends[0]:
            ways += [low - a, high - a]
        if ends[1]:
            ways += [high - b, low - b]
        if is_whole:
            ways.append((low + high) / 2 - (a + b) / 2)
            beside = self._beside(box, axis)
            ways += [np.where(beside, high + GAP - a, np.inf), np.where(beside, low - GAP - b, np.inf)]
        every = np.concatenate(ways)
        best = int(np.argmin(np.abs(every)))
        return float(every[best]) if abs(every[best]) <= reach else None

    def _beside(self, box: QRectF, axis: int) -> np.ndarray:
        """Which boxes share some of the other axis with this one: the gap to them means something."""
        other = 1 - axis
        a, b = ((box.left(), box.right()), (box.top(), box.bottom()))[other]
        return (self._low[:, other] < b) & (self._high[:, other] > a)

    def _guides(self, box: QRectF, axis: int) -> list[QLineF]:
        """A line for each edge or middle in line with others, from the nearest of them to this box."""
        low, high = self._low[:, axis], self._high[:, axis]
        other = 1 - axis
        a, b = ((box.left(), box.right()), (box.top(), box.bottom()))[axis]
        start, end = ((box.left(), box.right()), (box.top(), box.bottom()))[other]
        out = []
        for at, lines in ((a, (low, high)), (b, (low, high)), ((a + b) / 2, ((low + high) / 2,))):
            same = np.flatnonzero(np.logical_or.reduce([np.abs(line - at) < SAME for line in lines]))
            if not len(same):
                continue
            lows, highs = self._low[same, other], self._high[same, other]
            away = np.maximum(np.maximum(lows - end, start - highs), 0)
            near = int(np.argmin(away))
            ends = min(start, float(lows[near])), max(end, float(highs[near]))
            out.append(_line(axis, at, *ends))
        return out[:2] if len(out) == 3 else out


def _line(axis: int, at: float, start: float, end: float) -> QLineF:
    return QLineF(at, start, at, end) if axis == 0 else QLineF(start, at, end, at)
