"""Commands of a voting round: draft, open, cast, close, reveal. States: design `voting.md`.

Casting is not journalled: a step would tie a person and a moment to a ballot. Open, close, void and reveal are
journalled and cannot be undone. Only the device that made a round may change it.
"""

from __future__ import annotations

import secrets

from cocreate.errors import Refused
from cocreate.model.commands.base import KEEP, Command, Keep, clean, command, kept, need_text, new_id
from cocreate.model.edit import Edit
from cocreate.model.order import between, spread
from cocreate.model.snapshot import (
    Cluster,
    Note,
    Participant,
    RevealedBallot,
    RoundOption,
    RoundResult,
    VotingRound,
)  # fmt: skip
from cocreate.voting import dots

LEAST_PUBLISHED = 5  # below five ballots no list is published: it would show who voted what
VOTERS = frozenset({"facilitator", "scribe", "participant"})


@command
class CreateRound(Command):
    """A draft of a dot vote on the given notes or clusters."""

    label = "Prepare vote"
    round_id: str
    title: str
    subject: str
    subject_ids: tuple[str, ...]
    budget: int = 5
    cap: int = 2

    def apply(self, edit: Edit) -> None:
        check_rules(self.budget, self.cap)
        edit.add(
            VotingRound(
                id=self.round_id, title=need_text(self.title, 280), subject=self.subject, budget=self.budget,
                cap=self.cap, home_device=edit.device, order=between(edit.last_order(VotingRound), ""),
            )
        )  # fmt: skip
        _add_options(edit, self.round_id, self.subject, self.subject_ids)


@command
class EditRound(Command):
    """Change a draft. New `subject_ids` replace the list of options."""

    label = "Change vote"
    round_id: str
    title: str | Keep = KEEP
    budget: int | Keep = KEEP
    cap: int | Keep = KEEP
    subject: str | Keep = KEEP
    subject_ids: tuple[str, ...] | Keep = KEEP

    def apply(self, edit: Edit) -> None:
        held = need_round(edit, self.round_id, "draft")
        values = dict(kept(self, "title", "budget", "cap", "subject"))
        if "title" in values:
            values["title"] = need_text(str(values["title"]), 280)
        edit.set(held, **values)
        now = edit.need(VotingRound, self.round_id)
        check_rules(now.budget, now.cap)
        if not isinstance(self.subject_ids, Keep):
            for option in edit.where(RoundOption, "round_id", self.round_id):
                edit.set(option, removed=True)
            _add_options(edit, self.round_id, now.subject, self.subject_ids)


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
        options = edit.where(RoundOption, "round_id", self.round_id)
        voters = [p.id for p in edit.where(Participant, "is_present", True) if p.role in VOTERS]
        if not voters:
            raise Refused("Nobody can vote yet. Add the people in the room first.")
        cls = Note if held.subject == "note" else Cluster
        titles = {row.id: _title(row) for row in edit.get_many(cls, [o.subject_id for o in options]) if not row.removed}
        if sum(option.subject_id in titles for option in options) < 2:
            raise Refused("A vote needs at least two options. Choose what to vote on.")
        for option in options:
            if option.subject_id in titles:
                edit.set(option, title=titles[option.subject_id])
            else:
                edit.set(option, removed=True)
        edit.box.enrol(self.round_id, voters)
        edit.set(held, state="open", opened_at=edit.now, seed=secrets.token_hex(8))


@command
class AddVoters(Command):
    """Latecomers get a ballot while the round is open. Not journalled: who may vote stays on this device."""

    label = "Add voters"
    is_journalled = False
    round_id: str
    participant_ids: tuple[str, ...]

    def apply(self, edit: Edit) -> None:
        need_round(edit, self.round_id, "open")
        known = edit.box.voters(self.round_id)
        fresh = [p.id for p in edit.need_many(Participant, self.participant_ids) if p.id not in known]
        edit.box.enrol(self.round_id, fresh)


@command
class CastBallot(Command):
    """One participant's dots, final and secret. `code` is drawn by the caster and names the ballot, not the person."""

    label = "Cast ballot"
    is_journalled = False
    roles = frozenset({"facilitator", "scribe", "participant"})
    round_id: str
    participant_id: str
    code: str
    votes: tuple[tuple[str, int], ...]  # option id, dots

    def apply(self, edit: Edit) -> None:
        held = need_round(edit, self.round_id, "open")
        options = [o.id for o in edit.where(RoundOption, "round_id", self.round_id)]
        try:
            votes = dots.check(dict(self.votes), options, held.budget, held.cap)
        except dots.BallotError as error:
            raise refusal(error, held) from None
        voters = edit.box.voters(self.round_id)
        if self.participant_id not in voters:
            raise Refused("This person has no ballot in this vote. Add them to the vote first.")
        if voters[self.participant_id]:
            raise Refused("This person has voted already. A ballot is final.")
        edit.box.cast(self.round_id, self.participant_id, self.code, votes)


@command
class CloseRound(Command):
    """No more ballots. Counts who could vote and who did."""

    label = "Close vote"
    is_undoable = False
    round_id: str

    def apply(self, edit: Edit) -> None:
        held = need_round(edit, self.round_id, "open")
        eligible, cast = edit.box.counts(self.round_id)
        edit.set(held, state="closed", closed_at=edit.now, eligible=eligible, ballots=cast)


@command
class RevealRound(Command):
    """Count, and show everybody the same result: until here nobody could see a total."""

    label = "Reveal result"
    is_undoable = False
    round_id: str

    def apply(self, edit: Edit) -> None:
        held = need_round(edit, self.round_id, "closed")
        options = sorted(edit.where(RoundOption, "round_id", self.round_id), key=lambda o: (o.order, o.id))
        ballots = edit.box.ballots(self.round_id)
        for line in dots.tally([votes for _, votes in ballots], [o.id for o in options], held.seed):
            edit.add(
                RoundResult(
                    id=f"{line.option}:result", round_id=held.id, option_id=line.option, position=line.position,
                    rank=line.rank, points=line.points, supporters=line.supporters,
                )
            )  # fmt: skip
        if len(ballots) >= LEAST_PUBLISHED:
            for leaf, votes in sorted(ballots):
                row_id, pairs = f"{held.id}:{leaf}", tuple(sorted(votes.items()))
                edit.add(RevealedBallot(id=row_id, round_id=held.id, leaf=leaf, votes=pairs))
        edit.set(held, state="revealed", revealed_at=edit.now)


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


def refusal(error: dots.BallotError, held: VotingRound) -> Refused:
    """The sentence for a ballot that breaks a rule."""
    if error.rule == "over-budget":
        return Refused("A ballot has {budget} dots. Take some away.", budget=held.budget)
    if error.rule == "over-cap":
        return Refused("At most {cap} dots on one option. Take some away.", cap=held.cap)
    return Refused("This ballot does not fit this vote. Fill it in again.")


def check_rules(budget: int, cap: int) -> None:
    if not (1 <= budget <= 100 and 1 <= cap <= budget):
        raise Refused("Give 1 to 100 dots, and at most that many on one option.")


def _add_options(edit: Edit, round_id: str, subject: str, ids: tuple[str, ...]) -> None:
    if subject not in ("note", "cluster"):
        raise Refused("Choose themes or ideas to vote on.")
    rows = edit.get_many(Note if subject == "note" else Cluster, ids)
    live = [row for row in rows if not row.removed]
    keys = spread("", "", len(live))
    for row, key in zip(live, keys, strict=True):
        edit.add(RoundOption(id=new_id(), round_id=round_id, subject_id=row.id, title=_title(row), order=key))


def _title(row: object) -> str:
    return str(row.text if isinstance(row, Note) else getattr(row, "title", ""))[:280]
