"""Vote: choose what to vote on and how, hold the vote, close it and reveal; no total is shown before the reveal."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from shiboken6 import isValid

from cocreate.model.commands import CloseRound, RevealRound, VoidRound
from cocreate.model.snapshot import Participant, VotingRound
from cocreate.ui.i18n import tr
from cocreate.ui.steps.calling_off import CallOff
from cocreate.ui.vote.closing import ask_to_close
from cocreate.ui.vote.deeds import ResultDeeds
from cocreate.ui.vote.opening import Opening
from cocreate.ui.vote.result import ResultList
from cocreate.ui.vote.seating import Seating
from cocreate.ui.vote.setup import Setup
from cocreate.ui.vote.stage import Stage
from cocreate.ui.vote.twins import TwinList
from cocreate.ui.vote.voters import VoterList
from cocreate.ui.widgets.buttons import Button
from cocreate.ui.workshop import parts
from cocreate.ui.workshop.panel import Next, StepPanel

VOTERS = ("facilitator", "scribe", "participant")


class VotePanel(StepPanel):
    """One round at a time: the latest that was not called off, or a fresh one."""

    key = "vote"
    picture_requested = Signal(str, bytes)  # kind of file, and its bytes: a result to be saved
    told = Signal(str)  # a sentence for a toast

    def build(self) -> None:
        self.stage: Stage | None = None
        self._is_fresh = False  # a new vote is being chosen, although a revealed one could be shown
        self.title = parts.label(tr("Vote"), "title")
        self.said = parts.label("", "muted")
        self.chooser = Setup()
        self.twins = TwinList()
        self.show_room = Button(tr("Show to the room"), icon="presentation", on_click=self.open_stage)
        self.voters = VoterList()
        self.seating = Seating(self, self.voters)
        self.opening = Opening(self, self.chooser, self.twins)
        self.result = ResultList(self.live)
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
        self.seating.changed.connect(self._seats_changed)

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
            self.seating.ask(held)
        if state != "open":
            self.seating.close_booth()
        getattr(self, f"_show_{state}")()

    def _show_draft(self) -> None:
        self.title.setText(tr("Vote again") if self.opening.supersedes else tr("Vote"))
        self.said.setText(tr("Choose what to vote on; three ways to start."))
        self.chooser.show_choice(self.shown, self.selection, len(self.eligible()))
        self.opening.show_pairs()

    def _show_open(self) -> None:
        held = self.round()
        assert held is not None
        done, every = self.seating.turnout()
        self.title.setText(tr("{done} of {every} have voted", done=done, every=every))
        self.said.setText(tr("Ballots are secret. Totals appear when you reveal the result."))
        self.voters.show_voters(self.shown.participants, self.seating.seats, self.eligible(), self.seating.spoiled)
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

    def _seats_changed(self) -> None:
        if self.state() == "open":
            self._show_open()
            self.next_changed.emit()

    # ---- the room

    def open_stage(self, *, plays: bool = False) -> None:
        """The presenter view: turnout while the vote is open, the result once it is revealed."""
        held = self.round()
        if held is None or held.state not in ("open", "revealed"):
            return
        self.stage = stage = Stage(self)
        stage.closed.connect(self._left_stage)
        stage.copy_asked.connect(self.deeds.copy_picture)
        stage.picture_asked.connect(self.deeds.save_picture)
        if held.state == "open":
            stage.show_open(held, *self.seating.turnout())
        else:
            stage.show_result(self.result.show_result(self.shown, held), plays)
        stage.appear()

    def _left_stage(self, _result: object) -> None:
        self.stage = None

    # ---- steps of the round

    def begun(self) -> None:
        """The round that was being chosen is on its way to the engine."""
        self.seating.clear()
        self._choose_next(is_fresh=False)

    def close_round(self) -> None:
        """Close the vote; asked first while somebody still has to vote, because there is no way back."""
        done, every = self.seating.turnout()
        if done >= every:
            self._close()
            return
        sheet = ask_to_close(self.window(), done - self.seating.spoiled, every - done, self.seating.spoiled)
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
        self._choose_next(is_fresh=True)
        self.refresh(self.shown, self.selection)

    def vote_again(self, round_id: str) -> None:
        """A new round that takes the place of a revealed one."""
        self._choose_next(is_fresh=True, supersedes=round_id)
        self.refresh(self.shown, self.selection)

    def _choose_next(self, *, is_fresh: bool, supersedes: str = "") -> None:
        self._is_fresh, self.opening.supersedes = is_fresh, supersedes

    def _setup_changed(self) -> None:
        self.opening.show_pairs()
        self.next_changed.emit()

    # ---- the one next step

    def next_step(self) -> Next:
        state = self.state()
        if state == "draft":
            return self._next_of_draft()
        if state == "open":
            done, every = self.seating.turnout()
            missing = max(every - done, 0)
            hint = tr.plural("{n} person still to vote.", "{n} people still to vote.", n=missing) if missing else ""
            return Next(tr("Close vote"), "lock", hint or tr("Everybody has voted."))
        if state == "closed":
            return Next(tr("Reveal result"), "eye", tr("Everybody sees the same result at once."))
        return Next(tr("Go to outcomes"), "arrow-right", tr("What does the room decide?"))

    def _next_of_draft(self) -> Next:
        if self.opening.is_checking:
            return Next(tr("Open vote"), "vote", tr("Looking for options that are the same…"), False)
        why, where = self.chooser.why_not(), self._missing()
        if where:
            said = {"ideas": tr("Collect ideas"), "themes": tr("Go to themes"), "prepare": tr("Add people")}
            return Next(said[where], "arrow-left", why)
        if not why and (n := self.opening.waiting()):
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
                self.opening.open()
        elif state == "open":
            self.close_round()
        elif state == "closed" and held is not None:
            self.live.start(self._reveal(held.id))
        else:
            self.step_requested.emit("outcomes")
