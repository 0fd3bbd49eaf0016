"""Commands after a vote: the reveal, what the decider takes from it, and reasons against."""

from __future__ import annotations

from cocreate.errors import Refused
from cocreate.model.commands.base import Command, clean, command, need_text
from cocreate.model.commands.rounds import in_order, need_round, rules_of
from cocreate.model.edit import Edit
from cocreate.model.order import between
from cocreate.model.snapshot import (
    Decision,
    DissentNote,
    Participant,
    RevealedBallot,
    RoundOption,
    RoundResult,
    VotingRound,
)  # fmt: skip
from cocreate.voting import receipts
from cocreate.voting.counting import LEAST_PUBLISHED, Count, Line, count
from cocreate.voting.methods import parts


@command
class RevealRound(Command):
    """Count, and show everybody the same result: until here nobody could see a total."""

    label = "Reveal result"
    is_undoable = False
    round_id: str

    def apply(self, edit: Edit) -> None:
        held = need_round(edit, self.round_id, "closed")
        options = in_order(edit.where(RoundOption, "round_id", self.round_id))
        ballots = edit.box.ballots(self.round_id)
        if len(ballots) != held.ballots:  # a restored library holds the box as it was at the backup
            raise Refused("Some ballots of this vote were lost with the former library. Call it off and vote again.")
        costs = {o.id: o.cost for o in options}
        found = count([votes for _, votes in ballots], [o.id for o in options], rules_of(held), held.seed, costs)
        for line in found.lines:
            edit.add(_result(held, line, found))
        if len(ballots) >= LEAST_PUBLISHED:
            for leaf, votes in sorted(ballots):
                row_id, pairs = f"{held.id}:{leaf}", tuple(sorted(votes.items()))
                edit.add(RevealedBallot(id=row_id, round_id=held.id, leaf=leaf, votes=pairs))
        root = receipts.root(bytes.fromhex(leaf) for leaf, _ in ballots).hex()
        edit.set(held, state="revealed", revealed_at=edit.now, root=root, **_figures(found))


def _result(held: VotingRound, line: Line, found: Count) -> RoundResult:
    fair = found.fair.winners if found.fair else ()
    paid = {p.option: str(p.each) for p in found.payments if not p.is_completion}
    spread = [
        (f"{criterion}:{held_step}" if criterion else str(held_step), n)
        for key, steps in found.spreads.items()
        for option, criterion in [parts(key)]
        if option == line.option
        for held_step, n in enumerate(steps, rules_of(held).kind.low)
    ]
    return RoundResult(
        id=f"{line.option}:result", round_id=held.id, option_id=line.option, position=line.position, rank=line.rank,
        points=line.points, supporters=line.supporters, broken_by=line.broken_by,
        fair_place=fair.index(line.option) + 1 if line.option in fair else 0, paid=paid.get(line.option, ""),
        firmness=round(1000 * found.firmness[line.option]) if line.option in found.firmness else -1,
        spread=tuple(spread),
    )  # fmt: skip


def _figures(found: Count) -> dict[str, object]:
    """What the round says about its result as a whole."""
    return {
        "abstained": found.abstained,
        "cut": len(found.plain.winners) if found.plain else 0,
        "margin": -1 if found.margin is None else found.margin,
        "to_change": -1 if found.to_change is None else found.to_change,
        "chose": found.plain.reach.chose if found.plain else 0,
        "plain_reach": found.plain.reach.covered if found.plain else 0,
        "fair_reach": found.fair.reach.covered if found.fair else -1,
        "concordance": "" if found.concordance is None else str(found.concordance),
    }


@command
class DecideRound(Command):
    """What the decider takes, with the reason: an act apart from the tally, which it never changes."""

    label = "Decide"
    round_id: str
    option_ids: tuple[str, ...]
    decider: str
    reason: str = ""

    def apply(self, edit: Edit) -> None:
        held = edit.need(VotingRound, self.round_id)
        if held.state != "revealed":
            raise Refused("Show the result first, then decide.")
        known = {o.id for o in edit.where(RoundOption, "round_id", self.round_id)}
        chosen = tuple(dict.fromkeys(self.option_ids))
        if not set(chosen) <= known:
            raise Refused("Choose from the options of this vote.")
        values = {
            "option_ids": chosen, "decider": need_text(self.decider, 120), "reason": clean(self.reason, 1000)
        }  # fmt: skip
        found = edit.get(Decision, self.round_id)
        if found is None:
            edit.add(Decision(id=self.round_id, round_id=self.round_id, **values))  # type: ignore[arg-type]
        else:
            edit.set(found, removed=False, **values)


@command
class AddDissent(Command):
    """A reason against an option, or against the whole (`option_id` empty). Without a name unless its author signs."""

    label = "Add objection"
    note_id: str
    round_id: str
    text: str
    option_id: str = ""
    author_id: str | None = None

    def apply(self, edit: Edit) -> None:
        held = edit.need(VotingRound, self.round_id)
        if held.state not in ("closed", "revealed"):
            raise Refused("Objections are noted when the vote is closed.")
        if self.option_id and self.option_id not in {o.id for o in edit.where(RoundOption, "round_id", held.id)}:
            raise Refused("Choose from the options of this vote.")
        if self.author_id is not None:
            edit.need(Participant, self.author_id)
        edit.add(
            DissentNote(
                id=self.note_id, round_id=held.id, option_id=self.option_id, text=need_text(self.text, 1000),
                author_id=self.author_id, order=between(edit.last_order(DissentNote), ""),
            )
        )  # fmt: skip


@command
class RemoveDissent(Command):
    label = "Remove objection"
    note_id: str

    def apply(self, edit: Edit) -> None:
        edit.set(edit.need(DissentNote, self.note_id), removed=True)
