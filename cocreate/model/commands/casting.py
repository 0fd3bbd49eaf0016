"""Commands of an open round: who votes and how, and the ballots. Not journalled: a step would tie a person and a
moment to a ballot."""

from __future__ import annotations

from cocreate.errors import Refused
from cocreate.model.commands.base import Command, command
from cocreate.model.commands.rounds import need_round, rules_of
from cocreate.model.edit import Edit
from cocreate.model.snapshot import Participant, RoundOption, VotingRound
from cocreate.voting.methods import METHODS, BallotError, check_ballot

CHANNELS = ("room", "paper", "proxy")
MOST_PROXIES = 2


@command
class AddVoters(Command):
    """Latecomers get a ballot while the round is open. Who may vote stays on this device."""

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
class SeatVoter(Command):
    """How somebody votes: in the room, on paper, or by a proxy (`held_by` votes for them)."""

    label = "Change how somebody votes"
    is_journalled = False
    round_id: str
    participant_id: str
    channel: str
    held_by: str | None = None

    def apply(self, edit: Edit) -> None:
        need_round(edit, self.round_id, "open")
        seats = edit.box.seats(self.round_id)
        if self.channel not in CHANNELS or (self.channel == "proxy") != (self.held_by is not None):
            raise Refused("A proxy vote names the person who casts it.")
        if self.participant_id not in seats:
            raise Refused("This person has no ballot in this vote. Add them to the vote first.")
        if seats[self.participant_id].used:
            raise Refused("This person has voted already. A ballot is final.")
        if self.held_by is not None:
            edit.need(Participant, self.held_by)
            others = [p for p, seat in seats.items() if seat.held_by == self.held_by and p != self.participant_id]
            if self.held_by == self.participant_id or len(others) >= MOST_PROXIES:
                raise Refused("Somebody votes for two others at most. Choose another person.")
        edit.box.reseat(self.round_id, self.participant_id, self.channel, self.held_by)


@command
class CastBallot(Command):
    """One participant's ballot, final and secret. `code` is drawn by the caster and names the ballot, not the person.

    `votes` are (key, value), see `cocreate.voting.methods`. The same code again is the same ballot sent twice.
    """

    label = "Cast ballot"
    is_journalled = False
    roles = frozenset({"facilitator", "scribe", "participant"})
    round_id: str
    participant_id: str
    code: str
    votes: tuple[tuple[str, int], ...]

    def apply(self, edit: Edit) -> None:
        held = need_round(edit, self.round_id, "open")
        options = {o.id for o in edit.where(RoundOption, "round_id", self.round_id)}
        try:
            votes = check_ballot(_as_ballot(self.votes), options, rules_of(held))
            is_again = edit.box.knows(self.round_id, self.code)
        except BallotError as error:
            raise refusal(error, held) from None
        except ValueError:
            raise Refused("This is not a ballot code. It has 16 letters and digits.") from None
        if is_again:
            return
        _need_unused(edit, self.round_id, self.participant_id)
        edit.box.cast(self.round_id, self.participant_id, self.code, votes)


@command
class EnterBallots(Command):
    """Ballots of a paper vote, (participant, code, votes) each, and whose ballot is spoiled: all of them, or none."""

    label = "Enter ballots"
    is_journalled = False
    round_id: str
    ballots: tuple[tuple[str, str, tuple[tuple[str, int], ...]], ...]
    spoiled: tuple[str, ...] = ()

    def apply(self, edit: Edit) -> None:
        for participant_id in (*(who for who, _, _ in self.ballots), *self.spoiled):
            SeatVoter(scope=self.scope, round_id=self.round_id, participant_id=participant_id, channel="paper").apply(
                edit
            )
        for participant_id in self.spoiled:
            SpoilBallot(scope=self.scope, round_id=self.round_id, participant_id=participant_id).apply(edit)
        for participant_id, code, votes in self.ballots:
            CastBallot(
                scope=self.scope, round_id=self.round_id, participant_id=participant_id, code=code, votes=votes
            ).apply(edit)


@command
class SpoilBallot(Command):
    """A paper ballot that cannot be counted. It is counted as spoiled, so that paper and box add up."""

    label = "Spoil ballot"
    is_journalled = False
    round_id: str
    participant_id: str

    def apply(self, edit: Edit) -> None:
        need_round(edit, self.round_id, "open")
        _need_unused(edit, self.round_id, self.participant_id)
        if edit.box.seats(self.round_id)[self.participant_id].channel != "paper":
            raise Refused("Only a paper ballot can be spoiled. First say that this person votes on paper.")
        edit.box.spoil(self.round_id, self.participant_id)


def _as_ballot(votes: tuple[tuple[str, int], ...]) -> dict[str, int]:
    ballot = dict(votes)
    if len(ballot) != len(votes):
        raise BallotError("twice")
    return ballot


def _need_unused(edit: Edit, round_id: str, participant_id: str) -> None:
    voters = edit.box.voters(round_id)
    if participant_id not in voters:
        raise Refused("This person has no ballot in this vote. Add them to the vote first.")
    if voters[participant_id]:
        raise Refused("This person has voted already. A ballot is final.")


def refusal(error: BallotError, held: VotingRound) -> Refused:
    """The sentence for a ballot that breaks a rule."""
    kind = METHODS[held.method]
    if error.rule == "over-budget" and kind.is_quadratic:
        return Refused("A ballot has {budget} credits. Take some away.", budget=held.budget)
    if error.rule == "over-budget":
        return Refused("A ballot has {budget} dots. Take some away.", budget=held.budget)
    if error.rule == "over-cap" and held.method == "dots":
        return Refused("At most {cap} dots on one option. Take some away.", cap=held.cap)
    if error.rule == "over-cap" and kind.kind in ("approval", "duel"):
        return Refused("A choice counts once. Write a 1 for it.")
    if error.rule in ("over-cap", "outside") and kind.kind in ("scale", "points"):
        return Refused("An option gets {low} to {cap} here.", low=kind.low, cap=kind.cap or held.cap)
    if error.rule == "over-cap":
        return Refused("There are fewer options than this place says.")
    if error.rule == "over-most":
        return Refused("At most {most} options on one ballot. Take some away.", most=held.most)
    if error.rule == "twice":
        return Refused("Of two options only one can be the better one.")
    return Refused("This ballot does not fit this vote. Fill it in again.")
