"""Commands on outcomes and action items: what was decided, and who does what by when."""

from __future__ import annotations

from datetime import date

from cocreate.errors import Refused
from cocreate.model.commands.base import KEEP, Command, Keep, clean, command, kept, need_text
from cocreate.model.edit import Edit
from cocreate.model.order import between
from cocreate.model.snapshot import ActionItem, Outcome, OutcomeSource, Participant, VotingRound

STATES = ("open", "done", "moved", "dropped")


@command
class AddOutcome(Command):
    """A decision. `sources` are (note | cluster, id): what it rests on, beside the tally of `round_id`."""

    label = "Add outcome"
    outcome_id: str
    text: str
    detail: str = ""
    round_id: str | None = None
    sources: tuple[tuple[str, str], ...] = ()

    def apply(self, edit: Edit) -> None:
        if self.round_id is not None:
            edit.need(VotingRound, self.round_id)
        edit.add(
            Outcome(
                id=self.outcome_id, text=need_text(self.text, 280), detail=clean(self.detail),
                round_id=self.round_id, order=between(edit.last_order(Outcome), ""),
            )
        )  # fmt: skip
        _set_sources(edit, self.outcome_id, self.sources)


@command
class EditOutcome(Command):
    label = "Change outcome"
    outcome_id: str
    text: str | Keep = KEEP
    detail: str | Keep = KEEP
    round_id: str | Keep | None = KEEP
    sources: tuple[tuple[str, str], ...] | Keep = KEEP

    def apply(self, edit: Edit) -> None:
        values = dict(kept(self, "text", "detail", "round_id"))
        if "text" in values:
            values["text"] = need_text(str(values["text"]), 280)
        if "detail" in values:
            values["detail"] = clean(str(values["detail"]))
        edit.set(edit.need(Outcome, self.outcome_id), **values)
        if not isinstance(self.sources, Keep):
            _set_sources(edit, self.outcome_id, self.sources)


@command
class RemoveOutcome(Command):
    label = "Remove outcome"
    outcome_id: str

    def apply(self, edit: Edit) -> None:
        edit.set(edit.need(Outcome, self.outcome_id), removed=True)


@command
class AddActionItem(Command):
    label = "Add action item"
    item_id: str
    text: str
    owner_id: str | None = None
    due: str = ""
    first_step: str = ""
    success_sign: str = ""
    outcome_id: str | None = None

    def apply(self, edit: Edit) -> None:
        _check_owner(edit, self.owner_id)
        edit.add(
            ActionItem(
                id=self.item_id, text=need_text(self.text, 280), owner_id=self.owner_id, due=_date(self.due),
                first_step=clean(self.first_step, 280), success_sign=clean(self.success_sign, 280),
                outcome_id=self.outcome_id, order=between(edit.last_order(ActionItem), ""),
            )
        )  # fmt: skip


@command
class EditActionItem(Command):
    label = "Change action item"
    item_id: str
    text: str | Keep = KEEP
    owner_id: str | Keep | None = KEEP
    due: str | Keep = KEEP
    first_step: str | Keep = KEEP
    success_sign: str | Keep = KEEP
    outcome_id: str | Keep | None = KEEP
    state: str | Keep = KEEP

    def apply(self, edit: Edit) -> None:
        values = dict(kept(self))
        for name in ("scope", "item_id"):
            values.pop(name)
        if "text" in values:
            values["text"] = need_text(str(values["text"]), 280)
        if not isinstance(self.owner_id, Keep):
            _check_owner(edit, self.owner_id)
        if "due" in values:
            values["due"] = _date(str(values["due"]))
        if values.get("state", "open") not in STATES:
            raise Refused("This state is not known. Choose open, done, moved or dropped.")
        edit.set(edit.need(ActionItem, self.item_id), **values)


@command
class RemoveActionItem(Command):
    label = "Remove action item"
    item_id: str

    def apply(self, edit: Edit) -> None:
        edit.set(edit.need(ActionItem, self.item_id), removed=True)


def _set_sources(edit: Edit, outcome_id: str, sources: tuple[tuple[str, str], ...]) -> None:
    wanted = {f"{outcome_id}:{subject}:{ref}": (subject, ref) for subject, ref in sources}
    for held in edit.where(OutcomeSource, "outcome_id", outcome_id):
        if held.id not in wanted:
            edit.set(held, removed=True)
    for row_id, (subject, ref) in wanted.items():
        if subject not in ("note", "cluster"):
            raise Refused("An outcome rests on themes and ideas. Choose one of those.")
        row = edit.get(OutcomeSource, row_id)
        if row is None:
            edit.add(OutcomeSource(id=row_id, outcome_id=outcome_id, subject=subject, subject_id=ref))
        elif row.removed:
            edit.set(row, removed=False)


def _check_owner(edit: Edit, owner_id: str | None) -> None:
    if owner_id is not None:
        edit.need(Participant, owner_id)


def _date(text: str) -> str:
    """An ISO date, or an empty text. `Refused` when it is neither."""
    text = text.strip()
    if text:
        try:
            return date.fromisoformat(text).isoformat()
        except ValueError:
            raise Refused("This is not a date. Write it as year-month-day.") from None
    return ""
