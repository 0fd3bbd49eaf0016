"""Prepare: the question for the room, when and where, and who is in it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from cocreate.model.commands import (
    AddParticipants,
    EditParticipant,
    EditWorkshop,
    NewParticipant,
    RemoveParticipants,
    new_id,
)
from cocreate.model.snapshot import CIRCLES, Participant
from cocreate.ui import theme
from cocreate.ui.i18n import tr
from cocreate.ui.widgets.buttons import Button, Check, Choice, Menu
from cocreate.ui.widgets.dates import DateField
from cocreate.ui.workshop import fields, parts
from cocreate.ui.workshop.panel import Next, StepPanel
from cocreate.words import LANGUAGES


def circle_name(circle: str) -> str:
    """A circle around the individual, in words."""
    return {
        "": tr("No circle"), "me": tr("Me"), "team": tr("Team"), "organisation": tr("Organisation"),
        "partners": tr("Partners"), "suppliers": tr("Suppliers"), "customers": tr("Customers"),
        "prospects": tr("Prospects"), "fans": tr("Fans"),
    }.get(circle, circle)  # fmt: skip


class PersonRow(QWidget):
    """One participant: in the room or not, and their circle."""

    def __init__(self, panel: PreparePanel, row: Participant) -> None:
        super().__init__()
        self._panel, self.row = panel, row
        self.present = Check(row.name, row.is_present)
        self.present.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.circle = Button("", kind="quiet", icon="chevron-down")
        self.circle.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.present.clicked.connect(self._turn)
        self.circle.clicked.connect(self._open)
        inside = parts.row(self.present, self.circle, spacing=theme.XS)
        inside.setStretch(0, 1)
        self.setLayout(inside)
        self.show_row(row)

    def show_row(self, row: Participant) -> None:
        self.row = row
        self.present.setText(row.name.replace("&", "&&"))
        self.present.setToolTip(row.name)
        self.present.setAccessibleName(tr("{name} is in the room", name=row.name))
        self.present.setChecked(row.is_present)
        self.circle.set_text(circle_name(row.circle) if row.circle else tr("Circle"))
        self.circle.setAccessibleName(tr("Circle of {name}", name=row.name))

    def _turn(self) -> None:
        self._panel.edit_person(self.row.id, is_present=self.present.isChecked())

    def _open(self) -> None:
        menu = Menu(self)
        for circle in ("", *CIRCLES):
            menu.add(circle_name(circle), partial(self._panel.edit_person, self.row.id, circle=circle))
        menu.addSeparator()
        menu.add(tr("Remove {name}", name=self.row.name), self._remove, icon="trash-2", danger=True)
        menu.below(self.circle)

    def _remove(self) -> None:
        live = self._panel.live
        live.send(RemoveParticipants(scope=live.scope, participant_ids=(self.row.id,)))


class PreparePanel(StepPanel):
    """Question, date, place, language, request and participants."""

    key = "prepare"

    def build(self) -> None:
        self.empty = parts.label(tr("What is the question for the room?"), "title")
        self.question = fields.SavedArea(tr("Question for the room"), tr("How might we …?"), lines=2)
        self.day = DateField(tr("Date"))
        self.day.label.hide()
        self.place = fields.SavedLine(tr("Place"), tr("Room or building"))
        self.language = Choice(LANGUAGES.items(), name=tr("Language of the workshop"))
        for quiet in (self.day.edit, self.place, self.language):
            quiet.setProperty("role", "quiet")
        self.request = fields.SavedArea(
            tr("Request to the reader of the report"), tr("Please decide on … before …"), lines=2
        )
        self.question.committed.connect(lambda text: self._edit(question=text))
        self.day.changed.connect(lambda iso: self._edit(held_on=iso))
        self.place.committed.connect(lambda text: self._edit(place=text))
        self.language.changed.connect(lambda code: self._edit(language=code))
        self.request.committed.connect(lambda text: self._edit(request=text))
        self.column.addWidget(self.empty)
        self.column.addWidget(self.question)
        facts = parts.Facts()
        facts.add(tr("Date"), self.day)
        facts.add(tr("Place"), self.place)
        facts.add(tr("Language"), self.language)
        self.column.addWidget(facts)
        self._build_people()
        self.column.addSpacing(theme.S)
        self.column.addWidget(parts.label(tr("Request to the reader"), "strong"))
        self.column.addWidget(self.request)

    def _build_people(self) -> None:
        self.heading = parts.label(tr("Participants"), "strong")
        self.names = fields.EntryField(tr("Names of participants"), tr("Names, with commas or one a line"), lines=1)
        self.add = Button(tr("Add people"), icon="user-plus", on_click=self.add_people)
        self.names.submitted.connect(self.add_people)
        self.names.lines_changed.connect(lambda n: self.add.setVisible(n > 0))
        self.column.addSpacing(theme.S)
        self.column.addWidget(self.heading)
        self.column.addWidget(self.names)
        self.column.addWidget(self.add)
        self.add.hide()
        self.people = QVBoxLayout()
        self.people.setSpacing(0)
        self.column.addLayout(self.people)
        self.rows: dict[str, PersonRow] = {}

    def add_people(self) -> None:
        """Add the typed names; a name that is already in the list is left out."""
        typed = [name.strip() for line in self.names.lines() for name in line.replace(";", ",").split(",")]
        known = {p.name.casefold() for p in self.shown.participants}
        fresh = [name for name in dict.fromkeys(typed) if name and name.casefold() not in known]
        self.names.clear()
        if fresh:
            people = tuple(NewParticipant(id=new_id(), name=name[:80]) for name in fresh)
            self.live.send(AddParticipants(scope=self.live.scope, participants=people))
        self.names.setFocus()

    def edit_person(self, participant_id: str, **values: object) -> None:
        self.live.send(EditParticipant(scope=self.live.scope, participant_id=participant_id, **values))  # type: ignore[arg-type]

    def show_snapshot(self) -> None:
        shown = self.shown.workshop
        self.question.show_text(shown.question)
        self.day.set_value(shown.held_on)
        self.place.show_text(shown.place)
        self.language.set_value(shown.language)
        self.request.show_text(shown.request)
        people = self.shown.participants
        here = sum(p.is_present for p in people)
        said = tr.plural("{n} person in the room", "{n} people in the room", n=here)
        self.heading.setText(said if people else tr("Participants"))
        if [p.id for p in people] != list(self.rows):
            parts.clear(self.people)
            self.rows = {p.id: PersonRow(self, p) for p in people}
            for row in self.rows.values():
                self.people.addWidget(row)
        else:
            for person in people:
                self.rows[person.id].show_row(person)

    def next_step(self) -> Next:
        if not self.shown.workshop.question:
            return Next(tr("Set question"), "check", tr("One question that everybody understands."))
        return Next(tr("Collect ideas"), "arrow-right", tr("The question stands. Now the ideas."))

    def take_next(self) -> None:
        if self.shown.workshop.question:
            self.step_requested.emit("ideas")
        elif self.question.toPlainText().strip():
            self.question.commit()
        else:
            self.question.setFocus()

    def _edit(self, **values: object) -> None:
        self.live.send(EditWorkshop(scope=self.live.scope, **values))  # type: ignore[arg-type]
