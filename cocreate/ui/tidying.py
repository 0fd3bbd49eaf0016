"""Garbage is searched on the GUI thread alone. It knows no widget.

Python searches where the next object happens to be made, so a circle of Qt objects could be taken apart on the engine's
thread, where Qt must not be touched ("Timers cannot be stopped from another thread"; in the worst case the end).
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

PAUSE_MS = 1500


class Tidying(QObject):
    """Runs while it lives; `end` gives the search back to Python."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.tidy)
        self._timer.start()

    def tidy(self) -> None:
        """What Python would have searched by now, the oldest generation that is due."""
        due = [
            k for k, (made, limit) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True)) if made > limit
        ]
        if due:
            gc.collect(due[-1])

    def end(self) -> None:
        self._timer.stop()
        gc.enable()
