"""Who wants a page of their own: asked person by person, nobody is ticked beforehand. It makes no page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QSizePolicy, QWidget

from cocreate.model.snapshot import Participant
from cocreate.ui.i18n import tr
from cocreate.ui.widgets import Button, Check, Label, Sheet


class TakeawaySheet(Sheet):
    """Answers with the ids of those who are ticked, or None."""

    def __init__(self, parent: QWidget, people: Sequence[Participant]) -> None:
        super().__init__(tr("A page for each who wants one"), parent)
        said = tr("It says what became of their own ideas and what they take on. Ask first, then tick who wants one.")
        self.body.addWidget(Label(said, role="muted", wrap=True))
        self.checks = {person.id: Check(person.name) for person in people}
        self.body.setSpacing(0)
        for check in self.checks.values():
            check.setToolTip(check.accessibleName())
            check.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            check.clicked.connect(self._say)
            self.body.addWidget(check)
        self.lack = Label("", role="error", wrap=True)
        self.lack.hide()
        self.body.addWidget(self.lack)
        self.every = Button(tr("Everybody wants one"), kind="quiet", on_click=self._tick_all)
        self.add_left(self.every)
        self.add_button(tr("Cancel"), None)
        self.make = self.add_button(tr("Make the pages"), self._read, kind="primary")

    def _tick_all(self) -> None:
        for check in self.checks.values():
            check.setChecked(True)
        self._say()

    def _say(self) -> None:
        self.lack.hide()

    def _read(self) -> object:
        chosen = [person for person, check in self.checks.items() if check.isChecked()]
        if chosen:
            return chosen
        self.lack.setText(tr("Nobody is ticked yet."))
        self.lack.show()
        return Sheet.STAY
