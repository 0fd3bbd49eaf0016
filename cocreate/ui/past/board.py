"""The board of a moment of the past: to look at and move about in, never to change."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from cocreate.ui.board.shown import Shown
from cocreate.ui.i18n import tr
from cocreate.ui.past.bars import PastBar, answer_key


class PastBoard(Shown):
    """The painter and the camera of the board without its hands: a drag moves the view."""

    def __init__(self, bar: PastBar, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bar = bar
        self._held: QPointF | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("focus_ring", "inside")
        self.viewport().setCursor(Qt.CursorShape.OpenHandCursor)

    def _describe(self) -> None:
        super()._describe()
        self.setAccessibleName(tr("Board of the past"))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._held = event.position()
        self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held is not None:
            delta = event.position() - self._held
            self.pan_by(-delta.x(), -delta.y())
            self._held = event.position()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._held = None
        self.viewport().setCursor(Qt.CursorShape.OpenHandCursor)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Nothing is written here."""
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not answer_key(event, self._bar):
            event.ignore()
