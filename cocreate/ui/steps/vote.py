"""Vote: choose what to vote on, hold the vote, close it and reveal; no total is shown before the reveal."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from cocreate.model.commands import (
    AddVoters,
    CloseRound,
    CreateRound,
    EditRound,
    OpenRound,
    RevealRound,
    VoidRound,
    new_id,
)  # fmt: skip
from cocreate.model.snapshot import Cluster, Note, Participant, VotingRound
from cocreate.ui import theme
from cocreate.ui.i18n import tr
from cocreate.ui.steps.ballot import BallotSheet
from cocreate.ui.steps.result import ResultList
from cocreate.ui.steps.voters import VoterList
from cocreate.ui.widgets.buttons import Button, Segmented
from cocreate.ui.widgets.fields import Stepper
from cocreate.ui.widgets.sheet import Sheet
from cocreate.ui.workshop import fields, parts
from cocreate.ui.workshop.panel import Next, StepPanel

VOTERS = ("facilitator", "scribe", "participant")


class VotePanel(StepPanel):
    """One round at a time: the latest that was not called off, or a fresh one."""

    key = "vote"

    def build(self) -> None:
        self._is_fresh = False
        self._known: dict[str, bool] = {}
        self._asked = ""
        self.title = parts.label(tr("Vote"), "title")
        self.said = parts.label("", "muted")
        self.chooser = Chooser(self)
        self.voters = VoterList()
        self.ballot = BallotSheet()
        self.result = ResultList()
        self.void = CallOff(self)
        self.fresh = Button(tr("New vote"), kind="quiet", icon="plus", on_click=self._start_fresh)
        self.voters.ballot_asked.connect(self.open_ballot)
        self.voters.voter_added.connect(self._add_voter)
        self.ballot.cast.connect(self._cast)
        self.ballot.left.connect(self.leave_ballot)
        self.ballot.changed.connect(self.next_changed)
        self.result.select_requested.connect(self.select_requested)
        for widget in (
            self.title, self.said, self.chooser, self.voters, self.ballot, self.result, self.void, self.fresh,
        ):  # fmt: skip
            self.column.addWidget(widget)
        self.column.setAlignment(self.fresh, Qt.AlignmentFlag.AlignLeft)

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
        if state != "open":
            self.ballot.forget()
        filling = self.ballot.is_open
        self.chooser.setVisible(state == "draft")
        self.voters.setVisible(state == "open" and not filling)
        self.ballot.setVisible(filling)
        self.result.setVisible(state == "revealed")
        self.void.setVisible(state in ("open", "closed") and not filling)
        self.fresh.setVisible(state == "revealed")
        self.title.setVisible(not filling)
        self.said.setVisible(not filling)
        if held is not None and state in ("open", "closed"):
            self._ask_voters(held)
        getattr(self, f"_show_{state}")()

    def _show_draft(self) -> None:
        self.title.setText(tr("Vote"))
        self.said.setText(tr("Choose what to vote on; three ways to start."))
        self.chooser.show_choice()

    def _show_open(self) -> None:
        done, every = self._turnout()
        self.title.setText(tr("{done} of {every} have voted", done=done, every=every))
        self.said.setText(tr("Ballots are secret. Totals appear when you reveal the result."))
        self.voters.show_voters(self.shown.participants, self._known, self.eligible())

    def _show_closed(self) -> None:
        held = self.round()
        assert held is not None
        self.title.setText(tr("The vote is closed"))
        self.said.setText(tr("{done} of {every} have voted", done=held.ballots, every=held.eligible))

    def _show_revealed(self) -> None:
        held = self.round()
        assert held is not None
        self.title.setText(tr("Result"))
        share = round(100 * held.ballots / held.eligible) if held.eligible else 0
        self.said.setText(
            tr("{done} of {every} voted ({share} %).", done=held.ballots, every=held.eligible, share=share)
        )
        self.result.show_result(self.shown, held)

    def _turnout(self) -> tuple[int, int]:
        held = self.round()
        cast = self.shown.cast.get(held.id, 0) if held else 0
        return max(cast, sum(self._known.values())), len(self._known) or len(self.eligible())

    # ---- who has voted

    def _ask_voters(self, held: VotingRound) -> None:
        """Ask again when the number of ballots changed: a ballot leaves no other trace."""
        mark = f"{held.id}:{held.state}:{self.shown.cast.get(held.id, 0)}"
        if mark != self._asked:
            self._asked = mark
            self.live.start(self._fetch(held.id))

    async def _fetch(self, round_id: str) -> None:
        known = await self.live.voters(round_id)
        if not isValid(self):
            return  # the window was rebuilt meanwhile
        self._known = known
        if (held := self.round()) is not None and held.id == round_id and held.state == "open":
            self._show_open()
            self.next_changed.emit()

    def _add_voter(self, participant_id: str) -> None:
        held = self.round()
        if held is not None:
            self.live.start(self._enrol(held.id, participant_id))

    async def _enrol(self, round_id: str, participant_id: str) -> None:
        await self.live.run(AddVoters(scope=self.live.scope, round_id=round_id, participant_ids=(participant_id,)))
        await self._fetch(round_id)

    # ---- ballots

    def open_ballot(self, participant_id: str) -> None:
        """Fill in the ballot of somebody in the room."""
        held, person = self.round(), self.shown.by_id.get(participant_id)
        if held is not None and isinstance(person, Participant) and not self._known.get(participant_id, True):
            self.ballot.open(held, self.shown.options_of(held.id), person)
            self.refresh(self.shown, self.selection)
            self.ballot.focus_first()

    def leave_ballot(self) -> None:
        """Back to the list; what was filled in is gone."""
        self.ballot.forget()
        self.refresh(self.shown, self.selection)
        self.voters.setFocus()

    def _cast(self, command: object) -> None:
        self.live.start(self._cast_and_leave(command))

    async def _cast_and_leave(self, command: object) -> None:
        await self.live.run(command)  # type: ignore[arg-type]
        if isValid(self):
            self._asked = ""
            self.leave_ballot()

    # ---- steps of the round

    def open_round(self) -> None:
        """Make the round, or take over the draft, and open it."""
        held, choice = self.round(), self.chooser
        round_id = held.id if held else new_id()
        common = {
            "scope": self.live.scope, "round_id": round_id, "subject": choice.subject(),
            "budget": choice.budget.value(), "cap": choice.cap.value(), "subject_ids": choice.subject_ids(),
        }  # fmt: skip
        if held is None:
            number = len(self.shown.rounds) + 1
            title = self.shown.workshop.question or tr("Vote {n}", n=number)
            self.live.send(CreateRound(title=title[:280], **common))  # type: ignore[arg-type]
        else:
            self.live.send(EditRound(**common))  # type: ignore[arg-type]
        self._known = {}
        self._is_fresh = False
        self.live.send(OpenRound(scope=self.live.scope, round_id=round_id))

    def close_round(self) -> None:
        """Close the vote; asked first while somebody still has to vote, because there is no way back."""
        done, every = self._turnout()
        if done >= every:
            self._close()
            return
        missing = tr.plural("{n} person still to vote.", "{n} people still to vote.", n=every - done)
        sheet = Sheet(tr("Close the vote now?"), self.window())
        sheet.body.addWidget(parts.label(missing))
        sheet.body.addWidget(parts.label(tr("A closed vote cannot be opened again."), "muted"))
        sheet.add_button(tr("Close vote"), True, icon="lock")
        sheet.add_button(tr("Keep voting"), False, kind="primary")
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

    def _start_fresh(self) -> None:
        self._is_fresh = True
        self.refresh(self.shown, self.selection)

    def next_step(self) -> Next:
        state = self.state()
        if state == "draft":
            why, where = self.chooser.why_not(), self._missing()
            if where:
                words = {"ideas": tr("Collect ideas"), "themes": tr("Go to themes"), "prepare": tr("Add people")}
                return Next(words[where], "arrow-left", why)
            return Next(tr("Open vote"), "vote", why or self.chooser.summary(), not why)
        if state == "open":
            if self.ballot.is_open:
                return Next(tr("Cast ballot"), "check", self.ballot.said(), True)
            done, every = self._turnout()
            missing = max(every - done, 0)
            hint = tr.plural("{n} person still to vote.", "{n} people still to vote.", n=missing) if missing else ""
            return Next(tr("Close vote"), "lock", hint or tr("Everybody has voted."))
        if state == "closed":
            return Next(tr("Reveal result"), "eye", tr("Everybody sees the same result at once."))
        return Next(tr("Go to outcomes"), "arrow-right", tr("What does the room decide?"))

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
            self.open_round()
        elif state == "open" and self.ballot.is_open:
            self.ballot.submit()
        elif state == "open" and held is not None:
            self.close_round()
        elif state == "closed" and held is not None:
            self.live.send(RevealRound(scope=self.live.scope, round_id=held.id))
        else:
            self.step_requested.emit("outcomes")


class Chooser(QWidget):
    """What to vote on, with how many dots."""

    def __init__(self, panel: VotePanel) -> None:
        super().__init__()
        self._panel = panel
        self.what = Segmented(
            [("cluster", tr("Themes")), ("note", tr("Ideas")), ("selection", tr("Selection"))],
            name=tr("What to vote on"),
        )
        self.budget = Stepper(5, low=1, high=100, name=tr("Dots for each person"))
        self.cap = Stepper(2, low=1, high=5, name=tr("Most dots on one option"))
        self.said = parts.label("", "muted")
        self.what.changed.connect(lambda _: panel.refresh(panel.shown, panel.selection))
        self.budget.changed.connect(self._bound)
        self.cap.changed.connect(lambda _: panel.next_changed.emit())
        inside = parts.column(self, 0, theme.M)
        inside.addWidget(self.what)
        inside.addWidget(self.said)
        for words, field in ((tr("Dots for each person"), self.budget), (tr("Most dots on one option"), self.cap)):
            line = parts.row(parts.label(words), field)
            line.setStretch(0, 1)
            inside.addLayout(line)

    def subject(self) -> str:
        if self.what.value() != "selection":
            return self.what.value()
        rows = self._panel.shown.by_id
        return "cluster" if any(isinstance(rows.get(i), Cluster) for i in self._panel.selection) else "note"

    def subject_ids(self) -> tuple[str, ...]:
        snap, chosen = self._panel.shown, set(self._panel.selection)
        if self.what.value() == "cluster":
            return tuple(c.id for c in snap.clusters)
        if self.what.value() == "note":
            return tuple(n.id for n in snap.ideas)
        rows: tuple[Cluster | Note, ...] = snap.clusters if self.subject() == "cluster" else snap.ideas
        return tuple(row.id for row in rows if row.id in chosen)

    def show_choice(self) -> None:
        n = len(self.subject_ids())
        if self.what.value() == "selection" and not n:
            self.said.setText(tr("Select ideas or themes on the board."))
        elif self.subject() == "cluster":
            self.said.setText(tr.plural("{n} theme on the ballot.", "{n} themes on the ballot.", n=n))
        else:
            self.said.setText(tr.plural("{n} idea on the ballot.", "{n} ideas on the ballot.", n=n))

    def why_not(self) -> str:
        """Why the vote cannot open yet; empty when it can."""
        if self.lacks_options():
            return tr("Choose at least two options.")
        if not self._panel.eligible():
            return tr("Add the people in the room first.")
        return ""

    def lacks_options(self) -> bool:
        return len(self.subject_ids()) < 2

    def summary(self) -> str:
        n, dots = len(self._panel.eligible()), self.budget.value()
        each = tr.plural("{n} dot each", "{n} dots each", n=dots)
        return tr.plural("{n} person in the room, {each}.", "{n} people in the room, {each}.", n=n, each=each)

    def _bound(self, budget: int) -> None:
        self.cap.set_range(1, budget)
        self._panel.next_changed.emit()


class CallOff(QWidget):
    """Call the vote off, with a reason; asked twice because there is no way back."""

    def __init__(self, panel: VotePanel) -> None:
        super().__init__()
        self.ask = Button(tr("Call off vote"), kind="quiet", icon="circle-x", on_click=lambda: self._turn(1))
        self.reason = fields.SavedLine(tr("Reason for calling off"), tr("Why?"))
        self.sure = Button(tr("Call off for good"), kind="danger", on_click=lambda: self._go(panel))
        self.back = Button(tr("Keep voting"), kind="quiet", on_click=lambda: self._turn(0))
        self._first, second = QWidget(), QWidget()
        parts.column(self._first).addWidget(self.ask, 0, Qt.AlignmentFlag.AlignLeft)
        inside = parts.column(second)
        inside.addWidget(parts.label(tr("The ballots are kept and never shown."), "muted"))
        inside.addWidget(self.reason)
        inside.addWidget(self.sure, 0, Qt.AlignmentFlag.AlignLeft)
        inside.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        self._second = second
        outer = parts.column(self)
        outer.addWidget(self._first)
        outer.addWidget(second)
        second.hide()

    def _turn(self, page: int) -> None:
        self._first.setVisible(page == 0)
        self._second.setVisible(page == 1)
        if page:
            self.reason.setFocus()

    def _go(self, panel: VotePanel) -> None:
        self._turn(0)
        panel.call_off(self.reason.text())
        self.reason.clear()
