"""Commands on a workshop as a whole and on the people in it."""

from __future__ import annotations

from dataclasses import dataclass

from cocreate.errors import Refused
from cocreate.model.commands.base import KEEP, Command, Keep, clean, command, kept, need_text, new_id
from cocreate.model.edit import Edit
from cocreate.model.order import between, spread
from cocreate.model.snapshot import CIRCLES, ROLES, Board, Circle, Participant, Person, Workshop

MOST_IGNORED = 60  # words that carry no theme


@command
class CreateWorkshop(Command):
    """A workshop with one empty board. `scope` is its id, drawn by the caller."""

    label = "Create workshop"
    is_undoable = False  # taking a whole workshop away by Ctrl+Z would frighten; the list can remove it
    title: str
    question: str = ""
    language: str = "en"
    place: str = ""
    held_on: str = ""
    is_demo: bool = False
    board_id: str = ""

    def apply(self, edit: Edit) -> None:
        title = clean(self.title, 280) or need_text(self.question, 280)
        edit.add(
            Workshop(
                id=self.scope, title=title, question=clean(self.question, 280), language=self.language,
                place=clean(self.place, 140), held_on=self.held_on, created_at=edit.now, is_demo=self.is_demo,
            )
        )  # fmt: skip
        edit.add(Board(id=self.board_id or new_id(), title=title, order=between("", "")))


@command
class EditWorkshop(Command):
    """Change what is known about the workshop; KEEP leaves a field as it is."""

    label = "Change workshop"
    title: str | Keep = KEEP
    question: str | Keep = KEEP
    request: str | Keep = KEEP
    place: str | Keep = KEEP
    held_on: str | Keep = KEEP
    language: str | Keep = KEEP
    ignored: tuple[str, ...] | Keep = KEEP  # words that carry no theme

    def apply(self, edit: Edit) -> None:
        found = edit.need(Workshop, self.scope)
        values: dict[str, object] = {
            k: clean(str(v), 280) for k, v in kept(self).items() if k not in ("scope", "ignored")
        }
        if not isinstance(self.ignored, Keep):
            values["ignored"] = _words(self.ignored)
        if values.get("title") == "":
            raise Refused("A workshop needs a title. Type one first.")
        edit.set(found, **values)


def _words(words: tuple[str, ...]) -> tuple[str, ...]:
    found = {clean(word, 60).casefold(): clean(word, 60) for word in words}
    if len(found) > MOST_IGNORED:
        raise Refused("At most {most} words can be left out. Take some away.", most=MOST_IGNORED)
    return tuple(word for _, word in sorted(found.items()) if word)


@command
class RemoveWorkshop(Command):
    """Take the workshop out of the list. It stays in the library and can be brought back."""

    label = "Remove workshop"

    def apply(self, edit: Edit) -> None:
        edit.set(edit.need(Workshop, self.scope), removed=True)


@command
class RestoreWorkshop(Command):
    label = "Bring back workshop"

    def apply(self, edit: Edit) -> None:
        if (found := edit.get(Workshop, self.scope)) is not None:
            edit.set(found, removed=False)


@dataclass(frozen=True)
class NewParticipant:
    id: str
    name: str
    role: str = "participant"
    circle: str = ""
    is_present: bool = True


@command
class AddParticipants(Command):
    label = "Add participants"
    participants: tuple[NewParticipant, ...]

    def apply(self, edit: Edit) -> None:
        keys = spread(edit.last_order(Participant), "", len(self.participants))
        rows = []
        for new, key in zip(self.participants, keys, strict=True):
            _check_words(new.role, new.circle)
            name = need_text(new.name, 80)
            rows.append(
                Participant(
                    id=new.id, name=name, role=new.role, circle=new.circle, is_present=new.is_present, order=key
                )
            )
        edit.add_all(rows)


@command
class EditParticipant(Command):
    label = "Change participant"
    participant_id: str
    name: str | Keep = KEEP
    role: str | Keep = KEEP
    circle: str | Keep = KEEP
    is_present: bool | Keep = KEEP

    def apply(self, edit: Edit) -> None:
        values = dict(kept(self, "name", "role", "circle", "is_present"))
        _check_words(str(values.get("role", "guest")), str(values.get("circle", "")))
        if "name" in values:
            values["name"] = need_text(str(values["name"]), 80)
        edit.set(edit.need(Participant, self.participant_id), **values)


@command
class RemoveParticipants(Command):
    label = "Remove participants"
    participant_ids: tuple[str, ...]

    def apply(self, edit: Edit) -> None:
        for row in edit.need_many(Participant, self.participant_ids):
            edit.set(row, removed=True)


@command
class AddPerson(Command):
    """Somebody known beyond one workshop; the scope is `community`."""

    label = "Add person"
    person_id: str
    name: str
    language: str = ""
    circle_id: str | None = None

    def apply(self, edit: Edit) -> None:
        name = need_text(self.name, 80)
        edit.add(Person(id=self.person_id, name=name, language=self.language, circle_id=self.circle_id))


@command
class AddCircle(Command):
    """A circle around the individual; the scope is `community`."""

    label = "Add circle"
    circle_id: str
    name: str
    circle_kind: str = "team"
    parent_id: str | None = None

    def apply(self, edit: Edit) -> None:
        _check_words("guest", self.circle_kind)
        name = need_text(self.name, 80)
        edit.add(Circle(id=self.circle_id, name=name, circle_kind=self.circle_kind, parent_id=self.parent_id))


def _check_words(role: str, circle: str) -> None:
    if role not in ROLES or (circle and circle not in CIRCLES):
        raise Refused("This role or circle is not known. Choose one from the list.")
