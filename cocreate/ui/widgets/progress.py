"""Work that takes a while, in words, with a bar and a way out; it starts and stops nothing itself.

row = ProgressRow(tr("Making the PDF")); row.set_share(0.4, tr("Page {n}", n=3)); row.cancelled.connect(job.cancel)
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from cocreate.ui import theme
from cocreate.ui.i18n import tr
from cocreate.ui.widgets.buttons import Button
from cocreate.ui.widgets.labels import Label


class ProgressRow(QWidget):
    """Says what is being done; `cancelled` when the person wants it to stop."""

    cancelled = Signal()

    def __init__(self, text: str, *, can_cancel: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(theme.L)
        column = QVBoxLayout()
        column.setSpacing(theme.S)
        self.label = Label(text, role="muted", wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(text)
        self.bar.setRange(0, 0)
        column.addWidget(self.label)
        column.addWidget(self.bar)
        outer.addLayout(column, 1)
        self.cancel = Button(tr("Cancel"), on_click=self._stop)
        self.cancel.setVisible(can_cancel)
        outer.addWidget(self.cancel)

    def set_share(self, share: float, text: str = "") -> None:
        """From 0.0 to 1.0; below 0 nobody knows how long it takes."""
        self.bar.setRange(0, 0 if share < 0 else 1000)
        if share >= 0:
            self.bar.setValue(round(min(share, 1.0) * 1000))
        if text:
            self.label.setText(text)

    def _stop(self) -> None:
        self.cancel.setEnabled(False)
        self.label.setText(tr("Stopping"))
        self.cancelled.emit()
