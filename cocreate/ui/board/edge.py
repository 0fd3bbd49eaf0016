"""Moves the board along while a gesture holds the pointer at the edge of the view. It decides nothing else."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QPointF, QRectF, QTimer

RIM = 28.0  # px from the edge where it begins
FASTEST = 22.0  # px a frame, at the very edge
FRAME_MS = 16


class Edge(QObject):
    """`step(dx, dy)` is called each frame with the pixels to move the view by, until `rest`."""

    def __init__(self, owner: QObject, step: Callable[[float, float], None]) -> None:
        super().__init__(owner)
        self._step, self._speed = step, (0.0, 0.0)
        self._timer = QTimer(self)
        self._timer.setInterval(FRAME_MS)
        self._timer.timeout.connect(self._tick)

    def at(self, point: QPointF, view: QRectF) -> None:
        """Tell where the pointer is."""
        self._speed = (_pull(point.x(), view.width()), _pull(point.y(), view.height()))
        if self._speed == (0.0, 0.0):
            self._timer.stop()
        elif not self._timer.isActive():
            self._timer.start()

    @property
    def is_moving(self) -> bool:
        return self._timer.isActive()

    def rest(self) -> None:
        self._timer.stop()

    def _tick(self) -> None:
        self._step(*self._speed)


def _pull(at: float, size: float) -> float:
    """Pixels a frame: nothing inside, faster towards and past the edge."""
    if at < RIM:
        return -FASTEST * min((RIM - at) / RIM, 1.0)
    if at > size - RIM:
        return FASTEST * min((at - size + RIM) / RIM, 1.0)
    return 0.0
