"""The first card of a first start: the demo workshop, before it was ever opened; it opens nothing itself."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cocreate.ui import theme
from cocreate.ui.home.cards import WorkshopCard
from cocreate.ui.home.thumbnail import Thumbnail
from cocreate.ui.i18n import tr
from cocreate.ui.widgets import Badge, Card, Label

_PICTURE = WorkshopCard("demo workshop", "", notes=40, clusters=8)


class DemoCard(Card):
    """Press it to open the demo."""

    def __init__(self, parent: QWidget | None = None) -> None:
        title, what = tr("Open the demo workshop"), tr("60 ideas, their themes, a vote, and what was decided.")
        super().__init__(parent, padding=0, can_press=True, name=f"{title}. {what}")
        self.body.setContentsMargins(1, 1, 1, 1)
        self.body.setSpacing(0)
        picture = Thumbnail(_PICTURE)
        self.body.addWidget(picture)
        words = QVBoxLayout()
        words.setContentsMargins(theme.L - 1, theme.M, theme.L - 1, theme.L - 1)
        words.setSpacing(theme.XS)
        words.addWidget(Label(title, role="strong"))
        words.addWidget(Label(what, role="caption", wrap=True))
        words.addStretch(1)
        row = QHBoxLayout()
        row.setContentsMargins(0, theme.XS, 0, 0)
        row.addWidget(Badge(tr("Demo")))
        row.addStretch(1)
        words.addLayout(row)
        self.body.addLayout(words, 1)
        picture.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
