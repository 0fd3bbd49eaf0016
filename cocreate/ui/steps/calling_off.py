"""Calling a vote off, with a reason; asked twice because there is no way back. It knows no workshop."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from cocreate.ui.i18n import tr
from cocreate.ui.widgets.buttons import Button
from cocreate.ui.workshop import fields, parts


class CallOff(QWidget):
    """`call_off(reason)` when a person is sure."""

    def __init__(self, call_off: Callable[[str], object]) -> None:
        super().__init__()
        self._call_off = call_off
        self.ask = Button(tr("Call off vote"), kind="quiet", icon="circle-x", on_click=lambda: self._turn(1))
        self.reason = fields.SavedLine(tr("Reason for calling off"), tr("Why?"))
        self.sure = Button(tr("Call off for good"), kind="danger", on_click=self._go)
        self.back = Button(tr("Keep voting"), kind="quiet", on_click=lambda: self._turn(0))
        self._first, second = QWidget(), QWidget()
        parts.column(self._first).addWidget(self.ask, 0, Qt.AlignmentFlag.AlignLeft)
        inside = parts.column(second)
        inside.addWidget(parts.label(tr("The ballots are kept and never shown."), "muted"))
        inside.addWidget(self.reason)
        inside.addWidget(self.sure, 0, Qt.AlignmentFlag.AlignLeft)
        inside.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        self._second = second
        outer = parts.column(self)
        outer.addWidget(self._first)
        outer.addWidget(second)
        second.hide()

    def _turn(self, page: int) -> None:
        self._first.setVisible(page == 0)
        self._second.setVisible(page == 1)
        if page:
            self.reason.setFocus()

    def _go(self) -> None:
        self._turn(0)
        self._call_off(self.reason.text())
        self.reason.clear()
