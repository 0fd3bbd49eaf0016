"""What stands in the window while the workshop that was open last is being opened again; it opens nothing itself."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cocreate.ui import theme
from cocreate.ui.i18n import tr
from cocreate.ui.widgets import Label, Panel

WIDEST = 640


class OpeningPage(Panel):
    """The name of the workshop, in the middle of the quiet colour that its board will have."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__("canvas", parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.XL, theme.XL, theme.XL, theme.XL)
        column.setSpacing(theme.XS)
        column.addStretch(1)
        for text, role in ((title, "title"), (tr("Opening …"), "muted")):
            line = Label(text, role=role, wrap=True)
            line.setAlignment(Qt.AlignmentFlag.AlignCenter)
            line.setFixedWidth(WIDEST)
            column.addWidget(line, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
