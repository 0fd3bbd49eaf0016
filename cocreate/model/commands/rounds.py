"""Commands of a voting round: draft, open, close, reveal, call off. States: design `voting.md`.

Open, close, void and reveal are journalled and cannot be undone. Only the device that made a round may change it.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Sequence

from cocreate.errors import Refused
from cocreate.model.commands.base import KEEP, Command, Keep, clean, command, kept, need_text, new_id
from cocreate.model.edit import Edit
from cocreate.model.order import between, spread
from cocreate.model.snapshot import (
    ActionItem,
    Cluster,
    Note,
    Outcome,
    Participant,
    RoundOption,
    Row,
    VotingRound,
)  # fmt: skip
from cocreate.voting.methods import Rules, RulesError, check_rules

VOTERS = frozenset({"facilitator", "scribe", "participant"})
SUBJECTS: dict[str, type[Row]] = {cls.kind: cls for cls in (Note, Cluster, Outcome, ActionItem)}
TIE_ORDER = ("supporters", "one-person", "seed")  # declared before opening; part of what is frozen
Criteria = tuple[tuple[str, int], ...]  # title and weight


@command
class CreateRound(Command):
    """A draft of a vote on notes, clusters, outcomes or action items. `costs` go with `subject_ids`, in a round with
    money. `supersedes_id`: the round that this one takes the place of."""

    label = "Prepare vote"
    round_id: str
    title: str
    subject: str
    subject_ids: tuple[str, ...]
    method: str = "dots"
    budget: int = 5
    cap: int = 2
    most: int = 0
    seats: int = 0
    money: int = 0
    criteria: Criteria = ()
    costs: tuple[int, ...] = ()
    supersedes_id: str | None = None

    def apply(self, edit: Edit) -> None:
        made = VotingRound(
            id=self.round_id, title=need_text(self.title, 280), method=self.method, subject=self.subject,
            budget=self.budget, cap=self.cap, most=self.most, seats=self.seats, money=self.money,
            criteria=_clean_criteria(self.criteria), home_device=edit.device,
            supersedes_id=self.supersedes_id, order=between(edit.last_order(VotingRound), ""),
        )  # fmt: skip
        need_rules(made)
        edit.add(made)
        _add_options(edit, self.round_id, self.subject, self.subject_ids, self.costs)


@command
class EditRound(Command):
    """Change a draft. New `subject_ids` replace the list of options; `costs` go with them."""

    label = "Change vote"
    round_id: str
    title: str | Keep = KEEP
    method: str | Keep = KEEP
    budget: int | Keep = KEEP
    cap: int | Keep = KEEP
    most: int | Keep = KEEP
    seats: int | Keep = KEEP
    money: int | Keep = KEEP
    criteria: Criteria | Keep = KEEP
    subject: str | Keep = KEEP
    subject_ids: tuple[str, ...] | Keep = KEEP
    costs: tuple[int, ...] = ()

    def apply(self, edit: Edit) -> None:
        held = need_round(edit, self.round_id, "draft")
        names = ("title", "method", "budget", "cap", "most", "seats", "money", "criteria", "subject")
        values = dict(kept(self, *names))
        if "title" in values:
            values["title"] = need_text(str(values["title"]), 280)
        if not isinstance(self.criteria, Keep):
            values["criteria"] = _clean_criteria(self.criteria)
        edit.set(held, **values)
        now = edit.need(VotingRound, self.round_id)
        need_rules(now)
        if not isinstance(self.subject_ids, Keep):
            for option in edit.where(RoundOption, "round_id", self.round_id):
                edit.set(option, removed=True)
            _add_options(edit, self.round_id, now.subject, self.subject_ids, self.costs)


@command
class RemoveRound(Command):
    label = "Remove vote"
    round_id: str

    def apply(self, edit: Edit) -> None:
        edit.set(need_round(edit, self.round_id, "draft"), removed=True)


@command
class OpenRound(Command):
    """Freeze titles, settings and tie order, and give every participant who is present one ballot."""

    label = "Open vote"
    is_undoable = False
    round_id: str

    def apply(self, edit: Edit) -> None:
        held = need_round(edit, self.round_id, "draft")
        options = in_order(edit.where(RoundOption, "round_id", self.round_id))
        voters = [p.id for p in edit.where(Participant, "is_present", True) if p.role in VOTERS]
        if not voters:
            raise Refused("Nobody can vote yet. Add the people in the room first.")
        rows = edit.get_many(SUBJECTS[held.subject], [o.subject_id for o in options])
        titles = {row.id: _title(row) for row in rows if not row.removed}
        for option in options:
            if option.subject_id in titles:
                edit.set(option, title=titles[option.subject_id])
            else:
                edit.set(option, removed=True)
        live = in_order(edit.where(RoundOption, "round_id", self.round_id))
        need_rules(held, [o.cost for o in live])
        seed = secrets.token_hex(8)
        edit.box.enrol(self.round_id, voters)
        edit.set(held, state="open", opened_at=edit.now, seed=seed, config=_config(held, live, seed))


@command
class CloseRound(Command):
    """No more ballots. Counts who could vote and who did; it must add up, or the round stays open."""

    label = "Close vote"
    is_undoable = False
    round_id: str

    def apply(self, edit: Edit) -> None:
        held = need_round(edit, self.round_id, "open")
        found = edit.box.tallied(self.round_id)
        several = len(found.channels) > 1 and min(found.channels.values()) >= LEAST_IN_CHANNEL
        channels = tuple(sorted(found.channels.items())) if several else ()  # few in one would show who voted how
        edit.set(
            held, state="closed", closed_at=edit.now, eligible=found.eligible, ballots=found.used - found.spoiled,
            spoiled=found.spoiled, channels=channels,
        )  # fmt: skip


LEAST_IN_CHANNEL = 5


@command
class VoidRound(Command):
    """Call a round off with a reason. Its ballots are kept and never revealed."""

    label = "Call off vote"
    is_undoable = False
    round_id: str
    reason: str

    def apply(self, edit: Edit) -> None:
        held = need_round(edit, self.round_id, "draft", "open", "closed")
        edit.set(held, state="void", void_reason=clean(self.reason, 280))


def need_round(edit: Edit, round_id: str, *states: str) -> VotingRound:
    """The round if it is in one of the states and belongs to this device."""
    held = edit.need(VotingRound, round_id)
    if held.home_device != edit.device:
        raise Refused("This vote belongs to another laptop. Change it there.")
    if held.state not in states:
        said = {
            "draft": Refused("The vote is not open yet. Open it first."),
            "open": Refused("The vote is open, its settings are frozen. Close it first."),
            "closed": Refused("The vote is closed. Start a new vote to ask again."),
            "revealed": Refused("The result is already shown. Start a new vote to ask again."),
            "void": Refused("This vote was called off. Start a new vote to ask again."),
        }
        raise said[held.state]
    return held


def rules_of(held: VotingRound) -> Rules:
    """The settings of a round, as the rules of voting know them. Criteria go by c1, c2 …"""
    weights = tuple((f"c{k}", weight) for k, (_, weight) in enumerate(held.criteria, 1))
    return Rules(held.method, held.budget, held.cap, held.most, held.seats, held.money, weights)


def need_rules(held: VotingRound, costs: Sequence[int] | None = None) -> Rules:
    """The settings, or the sentence that says what does not fit."""
    rules = rules_of(held)
    try:
        check_rules(rules, costs)
    except RulesError as error:
        raise _sentences()[error.what] from None
    return rules


def _sentences() -> dict[str, Refused]:
    return {
        "unknown-method": Refused("This way of voting is not known. Choose another."),
        "budget": Refused("Give 1 to 10,000 points to each person."),
        "cap": Refused("Give 1 to 100 dots, and at most that many on one option."),
        "most": Refused("The number of options on a ballot is zero (any) or more."),
        "seats": Refused("The shortlist is shorter than the list. Ask for fewer."),
        "money": Refused("Say how much money there is to spend."),
        "cost": Refused("Every option costs something, and no more than there is to spend."),
        "weights": Refused("Name up to five criteria, each with a weight from 1 to 100."),
        "few-options": Refused("A vote needs at least two options. Choose what to vote on."),
        "many-options": Refused("At most 30 options can be ranked. Use approval first to make the list shorter."),
    }


def in_order(options: Sequence[RoundOption]) -> list[RoundOption]:
    return sorted(options, key=lambda o: (o.order, o.id))


def _config(held: VotingRound, options: Sequence[RoundOption], seed: str) -> str:
    """One hash over all that is frozen: a voter who has it can check later that nothing was changed."""
    frozen = [
        held.id, held.title, held.method, held.subject, held.budget, held.cap, held.most, held.seats, held.money,
        held.criteria, [[o.id, o.subject_id, o.title, o.cost] for o in options], TIE_ORDER, seed,
    ]  # fmt: skip
    text = json.dumps(frozen, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _clean_criteria(criteria: Criteria) -> Criteria:
    return tuple((need_text(title, 60), weight) for title, weight in criteria)


def _add_options(edit: Edit, round_id: str, subject: str, ids: tuple[str, ...], costs: tuple[int, ...]) -> None:
    if subject not in SUBJECTS:
        raise Refused("Choose themes, ideas, outcomes or action items to vote on.")
    if costs and len(costs) != len(ids):
        raise Refused("Every option costs something, and no more than there is to spend.")
    price = dict(zip(ids, costs, strict=False))
    live = [row for row in edit.get_many(SUBJECTS[subject], ids) if not row.removed]
    keys = spread("", "", len(live))
    for row, key in zip(live, keys, strict=True):
        edit.add(
            RoundOption(
                id=new_id(), round_id=round_id, subject_id=row.id, title=_title(row), order=key,
                cost=price.get(row.id, 0),
            )
        )  # fmt: skip


def _title(row: Row) -> str:
    return str(row.title if isinstance(row, Cluster) else getattr(row, "text", ""))[:280]
