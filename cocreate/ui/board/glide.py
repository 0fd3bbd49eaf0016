"""A smooth way from one view of the board to another: zoom and place as one movement. It decides no target."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEasingCurve, QVariantAnimation
from PySide6.QtWidgets import QWidget

Place = tuple[float, float, float]  # left and top of the view in board units, and the zoom


class Glide:
    """At most one movement is under way; any other move of the view ends it where it is."""

    def __init__(self, owner: QWidget, show: Callable[[Place], None]) -> None:
        self._show = show
        self._from = self.target = (0.0, 0.0, 1.0)
        self._course = QVariantAnimation(owner)
        self._course.setStartValue(0.0)
        self._course.setEndValue(1.0)
        self._course.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._course.valueChanged.connect(self._move)

    @property
    def is_under_way(self) -> bool:
        return self._course.state() == QVariantAnimation.State.Running

    def start(self, place: Place, target: Place, ms: int) -> None:
        """Begin a movement; the first picture of it is shown at once."""
        self._course.stop()
        self._from, self.target = place, target
        self._course.setDuration(ms)
        self._course.start()

    def stop(self) -> None:
        self._course.stop()

    def _move(self, share: float) -> None:
        self._show(self.target if share >= 1.0 else between(self._from, self.target, share))


def between(a: Place, b: Place, share: float) -> Place:
    """The view part of the way. Zoom grows by equal factors round the one point that both views show at one spot."""
    zoom = a[2] * (b[2] / a[2]) ** share
    span = 1 / a[2] - 1 / b[2]
    way = share if abs(span) < 1e-9 else (1 / a[2] - 1 / zoom) / span
    return a[0] + (b[0] - a[0]) * way, a[1] + (b[1] - a[1]) * way, zoom
