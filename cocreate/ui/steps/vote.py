"""Vote: choose what to vote on and how, hold the vote, close it and reveal; no total is shown before the reveal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from shiboken6 import isValid

from cocreate.errors import Trouble
from cocreate.model.commands import (
    AddVoters,
    CloseRound,
    CreateRound,
    EditRound,
    KeepApart,
    MergeNotes,
    OpenRound,
    RevealRound,
    SeatVoter,
    SpoilBallot,
    VoidRound,
    new_id,
)  # fmt: skip
from cocreate.model.snapshot import Participant, VotingRound
from cocreate.ui.i18n import tr
from cocreate.ui.steps.calling_off import CallOff
from cocreate.ui.vote.booth import Booth, Turn
from cocreate.ui.vote.closing import ask_to_close
from cocreate.ui.vote.deeds import ResultDeeds
from cocreate.ui.vote.result import ResultList
from cocreate.ui.vote.setup import Setup
from cocreate.ui.vote.stage import Stage
from cocreate.ui.vote.twins import TwinList
from cocreate.ui.vote.voters import VoterList
from cocreate.ui.widgets.buttons import Button
from cocreate.ui.workshop import parts
from cocreate.ui.workshop.panel import Next, StepPanel

if TYPE_CHECKING:
    from cocreate.insight.values import Twin
    from cocreate.model.ballots import Seat
    from cocreate.ui.background import Background

VOTERS = ("facilitator", "scribe", "participant")


class VotePanel(StepPanel):
    """One round at a time: the latest that was not called off, or a fresh one."""

    key = "vote"
    picture_requested = Signal(object)  # QImage of a result

    def build(self) -> None:
        self.background: Background | None = None  # the spare process, where near-duplicates are looked for
        self.booth: Booth | None = None
        self.stage: Stage | None = None
        self._is_fresh, self._supersedes = False, ""
        self._seats: dict[str, Seat] = {}
        self._spoiled = 0
        self._asked = ""
        self._checked: tuple[str, ...] | None = None  # texts in which near-duplicates were looked for
        self._is_checking = False
        self._twins: tuple[Twin, ...] = ()
        self.title = parts.label(tr("Vote"), "title")
        self.said = parts.label("", "muted")
        self.chooser = Setup()
        self.twins = TwinList()
        self.show_room = Button(tr("Show to the room"), icon="presentation", on_click=self.open_stage)
        self.voters = VoterList()
        self.result = ResultList()
        self.deeds = ResultDeeds(self)
        self.void = CallOff(self.call_off)
        self.fresh = Button(tr("New vote"), kind="quiet", icon="plus", on_click=self._start_fresh)
        for widget in (
            self.title, self.said, self.twins, self.chooser, self.show_room, self.voters, self.result, self.deeds,
            self.void, self.fresh,
        ):  # fmt: skip
            self.column.addWidget(widget)
        self.column.setAlignment(self.fresh, Qt.AlignmentFlag.AlignLeft)
        self._wire()

    def _wire(self) -> None:
        self.chooser.changed.connect(self._setup_changed)
        self.twins.merge_asked.connect(lambda a, b: self.live.send(
            MergeNotes(scope=self.live.scope, into_id=a, from_ids=(b,))))  # fmt: skip
        self.twins.apart_asked.connect(lambda pairs: self.live.send(
            KeepApart(scope=self.live.scope, pairs=tuple(pairs))))  # fmt: skip
        self.voters.ballot_asked.connect(self.open_ballot)
        self.voters.round_asked.connect(self.pass_round)
        self.voters.voter_added.connect(lambda i: self._change_seats(AddVoters, participant_ids=(i,)))
        self.voters.seat_asked.connect(
            lambda i, channel, by: self._change_seats(SeatVoter, participant_id=i, channel=channel, held_by=by or None)
        )
        self.voters.spoil_asked.connect(lambda i: self._change_seats(SpoilBallot, participant_id=i))

    # ---- what is on show

    def round(self) -> VotingRound | None:
        """The round on show; None while a new one is being chosen."""
        held = [r for r in self.shown.rounds if r.state != "void"]
        found = held[-1] if held else None
        if self._is_fresh and found is not None and found.state == "revealed":
            return None
        return found

    def state(self) -> str:
        """draft (also when there is no round yet) | open | closed | revealed."""
        held = self.round()
        return held.state if held else "draft"

    def eligible(self) -> list[Participant]:
        return [p for p in self.shown.participants if p.is_present and p.role in VOTERS]

    def show_snapshot(self) -> None:
        state, held = self.state(), self.round()
        for widget, states in (
            (self.chooser, ("draft",)), (self.voters, ("open",)), (self.show_room, ("open", "revealed")),
            (self.result, ("revealed",)), (self.deeds, ("closed", "revealed")), (self.void, ("open", "closed")),
            (self.fresh, ("revealed",)),
        ):  # fmt: skip
            widget.setVisible(state in states)
        if state != "draft":
            self.twins.hide()
        if held is not None and state in ("open", "closed"):
            self._ask_voters(held)
        if state != "open" and self.booth is not None:
            self.booth.close_with(None)
        getattr(self, f"_show_{state}")()

    def _show_draft(self) -> None:
        self.title.setText(tr("Vote again") if self._supersedes else tr("Vote"))
        self.said.setText(tr("Choose what to vote on; three ways to start."))
        self.chooser.show_choice(self.shown, self.selection, len(self.eligible()))
        self.twins.show_pairs(self.shown, self._twins, self.chooser.subject_ids())

    def _show_open(self) -> None:
        held = self.round()
        assert held is not None
        done, every = self._turnout()
        self.title.setText(tr("{done} of {every} have voted", done=done, every=every))
        self.said.setText(tr("Ballots are secret. Totals appear when you reveal the result."))
        self.voters.show_voters(self.shown.participants, self._seats, self.eligible(), self._spoiled)
        if self.stage is not None:
            self.stage.show_open(held, done, every)

    def _show_closed(self) -> None:
        held = self.round()
        assert held is not None
        self.title.setText(tr("The vote is closed"))
        self.said.setText(tr("{done} of {every} have voted", done=held.ballots, every=held.eligible))
        self.deeds.show_round(self.shown, held)

    def _show_revealed(self) -> None:
        held = self.round()
        assert held is not None
        self.title.setText(tr("Result"))
        share = round(100 * held.ballots / held.eligible) if held.eligible else 0
        self.said.setText(
            tr("{done} of {every} voted ({share} %).", done=held.ballots, every=held.eligible, share=share)
        )
        self.result.show_result(self.shown, held)
        self.deeds.show_round(self.shown, held)

    def _turnout(self) -> tuple[int, int]:
        held = self.round()
        cast = self.shown.cast.get(held.id, 0) if held else 0
        used = sum(seat.used for seat in self._seats.values())
        return max(cast, used), len(self._seats) or len(self.eligible())

    # ---- who has voted

    def _ask_voters(self, held: VotingRound) -> None:
        """Ask again when the number of ballots changed: a ballot leaves no other trace."""
        mark = f"{held.id}:{held.state}:{self.shown.cast.get(held.id, 0)}"
        if mark != self._asked:
            self._asked = mark
            self.live.start(self._fetch(held.id))

    async def _fetch(self, round_id: str) -> None:
        seats, spoiled = await self.live.ask(lambda store: (store.seats(round_id), store.spoiled(round_id)))
        if not isValid(self):
            return  # the window was rebuilt meanwhile
        self._seats, self._spoiled = seats, spoiled
        if (held := self.round()) is not None and held.id == round_id and held.state == "open":
            self._show_open()
            self.next_changed.emit()

    def _change_seats(self, kind: type[Any], **values: object) -> None:
        """A command about who votes and how; the list follows, because such a command leaves no step."""
        if (held := self.round()) is not None:
            self.live.start(self._changed_seats(kind(scope=self.live.scope, round_id=held.id, **values), held.id))

    async def _changed_seats(self, command: Any, round_id: str) -> None:
        await self.live.run(command)
        await self._fetch(round_id)

    # ---- ballots

    def open_ballot(self, participant_id: str) -> None:
        """The booth for one person."""
        self._open_booth([participant_id])

    def pass_round(self) -> None:
        """The booth for everybody who still has to vote on this laptop, one after the other."""
        self._open_booth([p.id for p in self.shown.participants if self._is_waiting(p.id)])

    def _is_waiting(self, participant_id: str) -> bool:
        seat = self._seats.get(participant_id)
        return seat is not None and not seat.used and seat.channel != "paper"

    def _open_booth(self, ids: list[str]) -> None:
        held, turns = self.round(), []
        for participant_id in ids:
            person, seat = self.shown.by_id.get(participant_id), self._seats.get(participant_id)
            if isinstance(person, Participant) and seat is not None and not seat.used:
                holder = self.shown.by_id.get(seat.held_by or "")
                turns.append(Turn(person, seat.channel, holder.name if isinstance(holder, Participant) else ""))
        if held is None or not turns:
            return
        self.booth = booth = Booth(self, held, self.shown.options_of(held.id), turns)
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

    # ---- the room

    def open_stage(self, *, plays: bool = False) -> None:
        """The presenter view: turnout while the vote is open, the result once it is revealed."""
        held = self.round()
        if held is None or held.state not in ("open", "revealed"):
            return
        self.stage = stage = Stage(self)
        stage.closed.connect(self._left_stage)
        stage.picture_asked.connect(self.deeds.save_picture)
        if held.state == "open":
            stage.show_open(held, *self._turnout())
        else:
            stage.show_result(self.result.show_result(self.shown, held), plays)
        stage.appear()

    def _left_stage(self, _result: object) -> None:
        self.stage = None

    # ---- steps of the round

    def open_round(self) -> None:
        """Look for near-duplicates first; without any, make the round and open it."""
        if self._needs_check():
            self._is_checking = True
            self.next_changed.emit()
            self.live.start(self._check())
        else:
            self._open()

    def _needs_check(self) -> bool:
        is_checked = self._checked is not None and set(self._texts()) <= set(self._checked)
        return self.background is not None and self.chooser.subject() == "note" and not is_checked

    def _texts(self) -> tuple[str, ...]:
        return tuple(text for _, text in self.chooser.options())

    async def _check(self) -> None:
        from cocreate import themes
        from cocreate.insight import clustering

        assert self.background is not None
        shot, texts = self.shown, self._texts()
        try:
            found = await self.background.run("twins", clustering.suggest, themes.ideas_of(shot), themes.wish_for(shot))
        finally:
            if isValid(self):
                self._is_checking = False
        if not isValid(self):
            return
        self._twins, self._checked = found.twins, texts
        self.refresh(self.shown, self.selection)
        if not self.twins.open and self.state() == "draft" and not self.chooser.why_not():
            self._open()

    def _open(self) -> None:
        """Make the round, or take over the draft, and open it."""
        held, choice, plan = self.round(), self.chooser, self.chooser.plan
        round_id = held.id if held else new_id()
        common: dict[str, Any] = {
            "scope": self.live.scope, "round_id": round_id, "subject": choice.subject(), "method": plan.method,
            "budget": plan.budget, "cap": plan.cap, "most": plan.most, "seats": plan.seats, "money": plan.money,
            "criteria": plan.criteria, "subject_ids": choice.subject_ids(), "costs": choice.costs(),
        }  # fmt: skip
        if held is None:
            number = len(self.shown.rounds) + 1
            title = self.shown.workshop.question or tr("Vote {n}", n=number)
            self.live.send(CreateRound(title=title[:280], supersedes_id=self._supersedes or None, **common))
        else:
            self.live.send(EditRound(**common))
        self._seats, self._spoiled = {}, 0
        self._is_fresh, self._supersedes = False, ""
        self.live.send(OpenRound(scope=self.live.scope, round_id=round_id))

    def close_round(self) -> None:
        """Close the vote; asked first while somebody still has to vote, because there is no way back."""
        done, every = self._turnout()
        if done >= every:
            self._close()
            return
        sheet = ask_to_close(self.window(), done - self._spoiled, every - done, self._spoiled)
        sheet.closed.connect(self._closing_answered)
        sheet.open()

    def _closing_answered(self, is_sure: object) -> None:
        if is_sure:
            self._close()

    def _close(self) -> None:
        if (held := self.round()) is not None and held.state == "open":
            self.live.send(CloseRound(scope=self.live.scope, round_id=held.id))

    def call_off(self, reason: str) -> None:
        if (held := self.round()) is not None:
            self.live.send(VoidRound(scope=self.live.scope, round_id=held.id, reason=reason))

    async def _reveal(self, round_id: str) -> None:
        """Count, then show it to the room: everybody sees it at the same moment."""
        await self.live.run(RevealRound(scope=self.live.scope, round_id=round_id))
        if isValid(self) and self.live.mirror is not None:
            self.refresh(self.live.mirror.snapshot(), self.selection)
            self.open_stage(plays=True)

    def _start_fresh(self) -> None:
        self._is_fresh, self._supersedes = True, ""
        self.refresh(self.shown, self.selection)

    def vote_again(self, round_id: str) -> None:
        """A new round that takes the place of a revealed one."""
        self._is_fresh, self._supersedes = True, round_id
        self.refresh(self.shown, self.selection)

    def _setup_changed(self) -> None:
        self.twins.show_pairs(self.shown, self._twins, self.chooser.subject_ids())
        self.next_changed.emit()

    # ---- the one next step

    def next_step(self) -> Next:
        state = self.state()
        if state == "draft":
            return self._next_of_draft()
        if state == "open":
            done, every = self._turnout()
            missing = max(every - done, 0)
            hint = tr.plural("{n} person still to vote.", "{n} people still to vote.", n=missing) if missing else ""
            return Next(tr("Close vote"), "lock", hint or tr("Everybody has voted."))
        if state == "closed":
            return Next(tr("Reveal result"), "eye", tr("Everybody sees the same result at once."))
        return Next(tr("Go to outcomes"), "arrow-right", tr("What does the room decide?"))

    def _next_of_draft(self) -> Next:
        if self._is_checking:
            return Next(tr("Open vote"), "vote", tr("Looking for ideas that are the same…"), False)
        why, where = self.chooser.why_not(), self._missing()
        if where:
            said = {"ideas": tr("Collect ideas"), "themes": tr("Go to themes"), "prepare": tr("Add people")}
            return Next(said[where], "arrow-left", why)
        if not why and self.twins.open and self.chooser.subject() == "note":
            n = len(self.twins.open)
            why = tr.plural("Look at {n} pair first.", "Look at {n} pairs first.", n=n)
        return Next(tr("Open vote"), "vote", why or self.chooser.summary(), not why)

    def _missing(self) -> str:
        """The step in which what a vote needs is made; empty when it is there, or only has to be selected."""
        snap = self.shown
        if not self.chooser.why_not():
            return ""
        if len(snap.ideas) < 2:
            return "ideas"
        if self.chooser.what.value() == "cluster" and len(snap.clusters) < 2:
            return "themes"
        return "prepare" if not self.eligible() and not self.chooser.lacks_options() else ""

    def take_next(self) -> None:
        state, held = self.state(), self.round()
        if state == "draft" and (where := self._missing()):
            self.step_requested.emit(where)
        elif state == "draft":
            if self.next_step().is_enabled:
                self.open_round()
        elif state == "open":
            self.close_round()
        elif state == "closed" and held is not None:
            self.live.start(self._reveal(held.id))
        else:
            self.step_requested.emit("outcomes")
