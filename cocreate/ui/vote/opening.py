"""Before a vote opens: options that are nearly the same are answered first; then the round is made and opened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from shiboken6 import isValid

from cocreate.model.commands import CreateRound, EditRound, KeepApart, MergeClusters, MergeNotes, OpenRound, new_id
from cocreate.ui.i18n import tr
from cocreate.ui.vote.setup import Setup
from cocreate.ui.vote.twins import TwinList

if TYPE_CHECKING:
    from cocreate.insight.values import Idea, Twin, Wish
    from cocreate.ui.background import Background
    from cocreate.ui.steps.vote import VotePanel


class Opening(QObject):
    """Works for the panel's set-up; `supersedes`: the round that the new one takes the place of."""

    def __init__(self, panel: VotePanel, chooser: Setup, cards: TwinList) -> None:
        super().__init__(panel)
        self._panel, self.live = panel, panel.live
        self._chooser, self._cards = chooser, cards
        self.background: Background | None = None  # the spare process, where near-duplicates are looked for
        self.supersedes = ""
        self.is_checking = False
        self.found: tuple[Twin, ...] = ()
        self._checked: dict[str, frozenset[str]] = {}  # kind of option -> texts in which was looked
        cards.one_asked.connect(self._make_one)
        cards.apart_asked.connect(self._keep_apart)

    def show_pairs(self) -> None:
        """The pairs that are still to be answered, of what is on the ballot."""
        self._cards.show_pairs(self._panel.shown, self.found, self._chooser.options(), self._chooser.subject())

    def waiting(self) -> int:
        """Pairs that are still to be answered."""
        return len(self._cards.open)

    def open(self) -> None:
        """Look for near-duplicates first; without any, make the round and open it."""
        if self._needs_check():
            self.is_checking = True
            self._panel.next_changed.emit()
            self.live.start(self._check())
        else:
            self._open()

    # ---- near-duplicates

    def _make_one(self, into: str, other: str) -> None:
        subject = self._chooser.subject()
        if subject == "note":
            self.live.send(MergeNotes(scope=self.live.scope, into_id=into, from_ids=(other,)))
        elif subject == "cluster":
            self.live.send(MergeClusters(scope=self.live.scope, into_id=into, from_ids=(other,)))
        else:  # what somebody wrote as an outcome or an action item stays; it is only not voted on
            self._chooser.leave_out(other)

    def _keep_apart(self, pairs: tuple[tuple[str, str], ...]) -> None:
        self.live.send(KeepApart(scope=self.live.scope, pairs=tuple(pairs), kind=self._chooser.subject()))

    def _texts(self) -> frozenset[str]:
        return frozenset(text for _, text in self._chooser.options())

    def _needs_check(self) -> bool:
        seen = self._checked.get(self._chooser.subject(), frozenset())
        return self.background is not None and not self._texts() <= seen

    def _ideas(self) -> tuple[tuple[Idea, ...], Wish]:
        """What is compared, and what people said about it: of ideas all, so that a choice from them is checked once."""
        from cocreate import themes
        from cocreate.insight.values import Idea, Wish

        shot = self._panel.shown
        if self._chooser.subject() == "note":
            return themes.ideas_of(shot), themes.wish_for(shot)
        said = tuple((pair.a_id, pair.b_id) for pair in shot.not_same)
        named = tuple(Idea(i, text) for i, text in self._chooser.named())
        return named, Wish(apart=said, locale=shot.workshop.language)

    async def _check(self) -> None:
        from cocreate.insight import clustering

        assert self.background is not None
        subject, texts = self._chooser.subject(), self._texts()
        try:
            found = await self.background.run("twins", clustering.suggest, *self._ideas())
        finally:
            if isValid(self):
                self.is_checking = False
        if not isValid(self):
            return
        here = {i for pair in found.twins for i in (pair.a, pair.b)}
        kept = tuple(pair for pair in self.found if pair.a not in here and pair.b not in here)
        self.found = (*kept, *found.twins)
        self._checked[subject] = self._checked.get(subject, frozenset()) | texts
        panel = self._panel
        panel.refresh(panel.shown, panel.selection)
        if not self.waiting() and panel.state() == "draft" and not self._chooser.why_not():
            self._open()

    # ---- the round

    def _open(self) -> None:
        """Make the round, or take over the draft, and open it."""
        panel, choice = self._panel, self._chooser
        held, plan = panel.round(), choice.plan
        round_id = held.id if held else new_id()
        common: dict[str, Any] = {
            "scope": self.live.scope, "round_id": round_id, "subject": choice.subject(), "method": plan.method,
            "budget": plan.budget, "cap": plan.cap, "most": plan.most, "seats": plan.seats, "money": plan.money,
            "criteria": plan.criteria, "subject_ids": choice.subject_ids(), "costs": choice.costs(),
        }  # fmt: skip
        if held is None:
            number = len(panel.shown.rounds) + 1
            title = panel.shown.workshop.question or tr("Vote {n}", n=number)
            self.live.send(CreateRound(title=title[:280], supersedes_id=self.supersedes or None, **common))
        else:
            self.live.send(EditRound(**common))
        panel.begun()
        self.live.send(OpenRound(scope=self.live.scope, round_id=round_id))
