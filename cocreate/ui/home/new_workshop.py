"""The sheet that begins a workshop: the question, and what else is known already; it makes nothing itself.

asked = await NewWorkshopSheet(window).open()
# {"question": …, "title": …, "held_on": ISO or "", "place": …, "language": "en" | "nl"}, or None
"""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cocreate.ui import theme
from cocreate.ui.i18n import language, tr
from cocreate.ui.widgets import DateField, Label, LineField, Segmented, Sheet, TextField
from cocreate.words import LANGUAGES


class NewWorkshopSheet(Sheet):
    """Only the question is needed."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(tr("New workshop"), parent, width=520)
        self.question = TextField(
            tr("Question for the room"),
            placeholder=tr("How might a new colleague feel part of us?"),
            hint=tr("One open question that everybody can answer."),
            lines=2,
        )
        self.name = LineField(tr("Title"), hint=tr("For your list and the PDF. Without one, the question is used."))
        self.held_on = DateField(tr("Date"), date.today().isoformat())
        self.place = LineField(tr("Place"), placeholder=tr("Room, building or town"))
        self.language = Segmented(list(LANGUAGES.items()), language(), name=tr("Language of the workshop"))
        self.body.addWidget(self.question)
        self.body.addWidget(self.name)
        row = QHBoxLayout()
        row.setSpacing(theme.L)
        row.addWidget(self.held_on, 1)
        row.addWidget(self.place, 1)
        self.body.addLayout(row)
        spoken = QVBoxLayout()
        spoken.setSpacing(theme.XS)
        spoken.addWidget(Label(tr("Language of the workshop"), role="strong"))
        spoken.addWidget(self.language, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addLayout(spoken)
        self.add_button(tr("Cancel"))
        self.create_button = self.add_button(tr("Create workshop"), self._read, kind="primary")
        self.question.edit.enter_ends = True
        self.question.edit.finished.connect(self.create_button.click)

    def _read(self) -> object:
        """What was asked for; stays open while the question is missing or the date unreadable."""
        question = " ".join(self.question.value().split())
        if not question:
            self.question.set_error(tr("Write the question first."))
            self.question.edit.setFocus(Qt.FocusReason.OtherFocusReason)
            return Sheet.STAY
        self.held_on.read()
        if self.held_on.error():
            self.held_on.edit.setFocus(Qt.FocusReason.OtherFocusReason)
            return Sheet.STAY
        return {
            "question": question,
            "title": self.name.value() or question,
            "held_on": self.held_on.value(),
            "place": self.place.value(),
            "language": self.language.value(),
        }
