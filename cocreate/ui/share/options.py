"""How documents look: language, length, paper, colour, logo, names. It keeps nothing itself: `changed` says what is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cocreate.errors import FileTrouble
from cocreate.export.options import colour
from cocreate.ui import theme
from cocreate.ui.i18n import tr
from cocreate.ui.share.wishes import Wishes
from cocreate.ui.widgets.buttons import Button, Check, Choice, Segmented
from cocreate.ui.widgets.fields import LineField
from cocreate.ui.widgets.labels import ElidedLabel
from cocreate.ui.workshop import parts

OWN = "own"
# Deep enough to be read on white paper; the report darkens any other that is not.
ACCENTS = {
    "blue": "",
    "petrol": "#0B6E6E",
    "green": "#2E7D32",
    "plum": "#7B2D8B",
    "brick": "#B5482A",
    "graphite": "#3B4148",
}


class OptionsBox(QWidget):
    """`changed(wishes)` after every choice of a person; `logo_asked` when they want to choose a picture."""

    changed = Signal(object)
    logo_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.wishes = Wishes()
        self.column = parts.column(self, 0, theme.S)
        self.language = Segmented([("en", "English"), ("nl", "Nederlands")], "en", name=tr("Language of documents"))
        self.template = Segmented(
            [("full", tr("Whole report")), ("executive", tr("One page"))], "full", name=tr("For the manager")
        )
        self.paper = Segmented([("a4", "A4"), ("letter", "Letter")], "a4", name=tr("Paper"))
        self.accent = Choice(
            [("blue", tr("Blue")), ("petrol", tr("Petrol")), ("green", tr("Green")), ("plum", tr("Plum")),
             ("brick", tr("Brick")), ("graphite", tr("Graphite")), (OWN, tr("Own colour"))],
            name=tr("Colour"),
        )  # fmt: skip
        self.own = LineField("", placeholder="#3D5AFE")
        self.own.edit.setAccessibleName(tr("Own colour"))
        self.own.hide()
        self.logo = ElidedLabel("", "body")
        self.choose_logo = Button(tr("Choose a logo"), icon="image", on_click=self.logo_asked.emit)
        self.drop_logo = parts.tool(tr("Remove the logo"), "x", lambda: self.choose(logo=""))
        self.names = Check(tr("Without names of authors"))
        for words, widget in (
            (tr("Language of documents"), self.language), (tr("For the manager"), self.template),
            (tr("Paper"), self.paper), (tr("Colour"), self.accent),
        ):  # fmt: skip
            self.column.addWidget(parts.label(words, "caption"))
            self.column.addWidget(widget)
        self.column.addWidget(self.own)
        self.column.addWidget(parts.label(tr("Logo on page 1"), "caption"))
        line = parts.row(self.logo, self.drop_logo)
        line.setStretch(0, 1)
        self.column.addLayout(line)
        self.column.addWidget(self.choose_logo)
        self.column.addWidget(self.names)
        self.column.addWidget(parts.label(tr("Owners of action items stay: they accepted them."), "caption"))
        self._wire()
        self.show_wishes(self.wishes)

    def show_wishes(self, wishes: Wishes) -> None:
        """Show what is chosen without telling anybody."""
        self.wishes = wishes
        self.language.set_value(wishes.language)
        self.template.set_value(wishes.template)
        self.paper.set_value(wishes.paper)
        known = next((key for key, code in ACCENTS.items() if code == wishes.accent), OWN)
        self.accent.set_value(known)
        self.own.setVisible(known == OWN)
        self.own.set_value(wishes.accent if known == OWN else "")
        self.logo.set_text(Path(wishes.logo).name)
        self.logo.setVisible(bool(wishes.logo))
        self.drop_logo.setVisible(bool(wishes.logo))
        self.names.setChecked(wishes.anonymous)

    def choose(self, **change: Any) -> None:
        """One choice of a person."""
        self.show_wishes(replace(self.wishes, **change))
        self.changed.emit(self.wishes)

    # ---- inside

    def _wire(self) -> None:
        self.language.changed.connect(lambda key: self.choose(language=key))
        self.template.changed.connect(lambda key: self.choose(template=key))
        self.paper.changed.connect(lambda key: self.choose(paper=key))
        self.accent.changed.connect(self._choose_accent)
        self.own.entered.connect(self._read_own)
        self.names.clicked.connect(lambda: self.choose(anonymous=self.names.isChecked()))

    def _choose_accent(self, key: str) -> None:
        if key == OWN:
            self.own.show()
            self.own.edit.setFocus()
        else:
            self.choose(accent=ACCENTS[key])

    def _read_own(self, text: str) -> None:
        try:
            self.choose(accent=colour(text) if text else "")
        except FileTrouble as trouble:
            self.own.set_error(trouble.say(tr.language))
