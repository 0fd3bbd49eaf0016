"""Who has voted in the round on show, and the booth in which they do. It knows seats; no vote outlives the booth."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from cocreate.errors import Trouble
from cocreate.model.commands import AddVoters, SeatVoter, SpoilBallot
from cocreate.model.snapshot import Participant, VotingRound
from cocreate.ui.i18n import tr
from cocreate.ui.vote.booth import Booth, Turn
from cocreate.ui.vote.voters import VoterList

if TYPE_CHECKING:
    from cocreate.model.ballots import Seat
    from cocreate.ui.steps.vote import VotePanel


class Seating(QObject):
    """`changed` when a seat was taken, given out or used: such a command leaves no step to follow."""

    changed = Signal()

    def __init__(self, panel: VotePanel, voters: VoterList) -> None:
        super().__init__(panel)
        self._panel, self.live = panel, panel.live
        self.booth: Booth | None = None
        self.seats: dict[str, Seat] = {}
        self.spoiled = 0
        self._asked = ""
        voters.ballot_asked.connect(self.open_ballot)
        voters.round_asked.connect(self.pass_round)
        voters.voter_added.connect(lambda i: self._change(AddVoters, participant_ids=(i,)))
        voters.seat_asked.connect(
            lambda i, channel, by: self._change(SeatVoter, participant_id=i, channel=channel, held_by=by or None)
        )
        voters.spoil_asked.connect(lambda i: self._change(SpoilBallot, participant_id=i))

    def clear(self) -> None:
        """For a round that nobody has a seat in yet."""
        self.seats, self.spoiled = {}, 0

    def turnout(self) -> tuple[int, int]:
        """(ballots that are used, spoiled ones too; people who can vote)."""
        held, shown = self._panel.round(), self._panel.shown
        cast = shown.cast.get(held.id, 0) if held else 0
        used = sum(seat.used for seat in self.seats.values())
        return max(cast, used), len(self.seats) or len(self._panel.eligible())

    # ---- who has voted

    def ask(self, held: VotingRound) -> None:
        """Ask again when the number of ballots changed: a ballot leaves no other trace."""
        mark = f"{held.id}:{held.state}:{self._panel.shown.cast.get(held.id, 0)}"
        if mark != self._asked:
            self._asked = mark
            self.live.start(self._fetch(held.id))

    async def _fetch(self, round_id: str) -> None:
        seats, spoiled = await self.live.ask(lambda store: (store.seats(round_id), store.spoiled(round_id)))
        if not isValid(self):
            return  # the window was rebuilt meanwhile
        held = self._panel.round()
        if held is None or held.id == round_id:  # an answer about an earlier round says nothing about this one
            self.seats, self.spoiled = seats, spoiled
            self.changed.emit()

    def _change(self, kind: type[Any], **values: object) -> None:
        """A command about who votes and how; the list follows."""
        if (held := self._panel.round()) is not None:
            self.live.start(self._changed(kind(scope=self.live.scope, round_id=held.id, **values), held.id))

    async def _changed(self, command: Any, round_id: str) -> None:
        await self.live.run(command)
        await self._fetch(round_id)

    # ---- ballots

    def open_ballot(self, participant_id: str) -> None:
        """The booth for one person."""
        self._open_booth([participant_id])

    def pass_round(self) -> None:
        """The booth for everybody who still has to vote on this laptop, one after the other."""
        self._open_booth([p.id for p in self._panel.shown.participants if self._is_waiting(p.id)])

    def close_booth(self) -> None:
        """The vote is over: a ballot that is still being filled in is gone."""
        if self.booth is not None:
            self.booth.close_with(None)

    def _is_waiting(self, participant_id: str) -> bool:
        seat = self.seats.get(participant_id)
        return seat is not None and not seat.used and seat.channel != "paper"

    def _open_booth(self, ids: list[str]) -> None:
        held, shown, turns = self._panel.round(), self._panel.shown, []
        for participant_id in ids:
            person, seat = shown.by_id.get(participant_id), self.seats.get(participant_id)
            if isinstance(person, Participant) and seat is not None and not seat.used:
                holder = shown.by_id.get(seat.held_by or "")
                turns.append(Turn(person, seat.channel, holder.name if isinstance(holder, Participant) else ""))
        if held is None or not turns:
            return
        self.booth = booth = Booth(self._panel, held, shown.options_of(held.id), turns)
        booth.cast.connect(lambda command: self.live.start(self._cast(booth, command)))
        booth.closed.connect(self._left_booth)
        booth.appear()

    async def _cast(self, booth: Booth, command: Any) -> None:
        """Lay the ballot in; a refusal is told in the booth, where the ballot still is."""
        try:
            await self.live.run(command)
        except Trouble as trouble:
            if isValid(booth) and not booth.is_done:
                booth.show_trouble(trouble.say(tr.language))
            return
        await self._fetch(command.round_id)
        if isValid(booth) and not booth.is_done:
            booth.show_receipt()

    def _left_booth(self, _result: object) -> None:
        self.booth = None
