"""Movement, and the right to have none: one switch for the whole window; it decides nothing about what moves.

motion.set_allowed(settings.has_motion)
motion.run(widget, theme.FAST_MS, lambda share: ...)   # share runs from 0 to 1, ease-out; at once when calm
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEasingCurve, QVariantAnimation
from PySide6.QtWidgets import QWidget

_is_allowed = True


def set_allowed(on: bool) -> None:
    global _is_allowed
    _is_allowed = on


def is_allowed() -> bool:
    return _is_allowed


def run(owner: QWidget, ms: int, paint: Callable[[float], object], done: Callable[[], object] | None = None) -> None:
    """Call `paint` with 0…1 over `ms`, then `done`. Ends with its owner. Without motion both are called at once."""
    if not _is_allowed:
        paint(1.0)
        if done:
            done()
        return
    course = QVariantAnimation(owner)
    course.setDuration(ms)
    course.setStartValue(0.0)
    course.setEndValue(1.0)
    course.setEasingCurve(QEasingCurve.Type.OutCubic)
    course.valueChanged.connect(lambda value: paint(float(value)))
    if done:
        course.finished.connect(lambda: done())
    course.start(QVariantAnimation.DeletionPolicy.DeleteWhenStopped)
