"""While ideas are read: a bar and a way out, shown only when it takes a while. It starts and stops nothing itself."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from cocreate.ui.i18n import tr
from cocreate.ui.widgets.progress import ProgressRow
from cocreate.ui.workshop import parts

SOON = 500  # ms: what is over sooner needs no bar


class Waiting(QWidget):
    """`cancelled` when the person wants it to stop."""

    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.row: ProgressRow | None = None
        self._inside = parts.column(self)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON)
        self._soon.timeout.connect(self.show)
        self.hide()

    def begin(self) -> None:
        self.end()
        self.row = ProgressRow(tr("Reading the ideas."))
        self.row.cancelled.connect(self.cancelled)
        self._inside.addWidget(self.row)
        self._soon.start()

    def set_share(self, share: float) -> None:
        """From 0.0 to 1.0. The window may have been rebuilt meanwhile: then nobody looks."""
        if isValid(self) and self.row is not None:
            self.row.set_share(share)

    def end(self) -> None:
        self._soon.stop()
        parts.clear(self._inside)
        self.row = None
        self.hide()
