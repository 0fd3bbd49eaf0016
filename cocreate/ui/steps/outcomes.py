"""Outcomes: what the room decided, on which evidence, and who does what by when."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout

from cocreate.model.commands import AddActionItem, AddOutcome, EditOutcome, RemoveOutcome, new_id
from cocreate.model.snapshot import Cluster, Note, Outcome, RoundResult
from cocreate.ui import theme
from cocreate.ui.i18n import tr
from cocreate.ui.steps.action_item import ActionItemCard
from cocreate.ui.widgets.buttons import Button, Menu
from cocreate.ui.widgets.surfaces import Panel
from cocreate.ui.workshop import fields, parts
from cocreate.ui.workshop.panel import Next, StepPanel

TOP = 5  # results offered as outcomes


class OutcomesPanel(StepPanel):
    """Outcomes with their sources, then action items with owner and date."""

    key = "outcomes"

    def build(self) -> None:
        self.title = parts.label(tr("Outcomes"), "title")
        self.empty = parts.label(tr("What did the room decide, and who does what?"), "muted")
        self.entry = fields.EntryField(tr("New outcome"), tr("What is decided? Enter adds it."), lines=1)
        self.sources = parts.label("", "caption")
        self.add = Button(tr("Add outcome"), icon="plus", on_click=self.add_outcome)
        self.from_result = Button(tr("Add from result"), kind="quiet", icon="award", on_click=self._open_results)
        self.list = QVBoxLayout()
        self.list.setSpacing(theme.M)
        self.items_title = parts.label(tr("Action items"), "title")
        self.item_entry = fields.EntryField(tr("New action item"), tr("Who does what? Enter adds it."), lines=1)
        self.add_action = Button(tr("Add action item"), icon="list-todo", on_click=self.add_item)
        self.items = QVBoxLayout()
        self.items.setSpacing(theme.M)
        self.cards: dict[str, OutcomeCard] = {}
        self.item_cards: dict[str, ActionItemCard] = {}
        self.entry.lines_changed.connect(lambda n: self.add.setVisible(n > 0))
        self.item_entry.lines_changed.connect(lambda n: self.add_action.setVisible(n > 0))
        self.entry.submitted.connect(self.add_outcome)
        self.item_entry.submitted.connect(self.add_item)
        for widget in (self.title, self.empty, self.entry, self.sources, self.add, self.from_result):
            self.column.addWidget(widget)
        self.column.addLayout(self.list)
        self.column.addSpacing(theme.S)
        for widget in (self.items_title, self.item_entry, self.add_action):
            self.column.addWidget(widget)
        self.column.addLayout(self.items)
        self.add.hide()
        self.add_action.hide()

    # ---- adding

    def add_outcome(self) -> None:
        """Add what is typed, resting on what is selected."""
        text = " ".join(self.entry.lines())
        if text:
            self._add(text, self._selected_sources())
            self.entry.clear()
        self.entry.setFocus()

    def add_from_result(self, line: RoundResult) -> None:
        """Add a voted option as an outcome, with its tally and its source."""
        option = next((o for o in self.shown.options if o.id == line.option_id), None)
        if option is not None:
            held = next(r for r in self.shown.rounds if r.id == line.round_id)
            self._add(option.title or tr("Unnamed theme"), ((held.subject, option.subject_id),), held.id)

    def open_results(self) -> list[RoundResult]:
        """The best results of the latest revealed round that no outcome rests on yet."""
        shown = [r for r in self.shown.rounds if r.state == "revealed"]
        if not shown:
            return []
        held = max(shown, key=lambda r: (r.revealed_at, r.id))
        used = {s.subject_id for s in self.shown.outcome_sources if s.outcome_id in self.shown.by_id}
        subject = {o.id: o.subject_id for o in self.shown.options}
        return [line for line in self.shown.results_of(held.id) if subject.get(line.option_id) not in used][:TOP]

    def _open_results(self) -> None:
        titles = {o.id: o.title for o in self.shown.options}
        menu = Menu(self)
        for line in self.open_results():
            points = tr.plural("{n} point", "{n} points", n=line.points)
            title = " ".join((titles.get(line.option_id) or tr("Unnamed theme")).split())
            short = title if len(title) <= 48 else title[:47] + "…"
            menu.add(tr("{title} ({points})", title=short, points=points), partial(self.add_from_result, line))
        menu.below(self.from_result)

    def _add(self, text: str, sources: tuple[tuple[str, str], ...], round_id: str | None = None) -> None:
        self.live.send(
            AddOutcome(scope=self.live.scope, outcome_id=new_id(), text=text[:280], sources=sources, round_id=round_id)
        )

    def add_item(self) -> None:
        """Add what is typed; owner and date stay open until somebody fills them in."""
        text = " ".join(self.item_entry.lines())
        if text:
            self.live.send(AddActionItem(scope=self.live.scope, item_id=new_id(), text=text[:280]))
            self.item_entry.clear()
        self.item_entry.setFocus()

    def _selected_sources(self) -> tuple[tuple[str, str], ...]:
        rows = (self.shown.by_id.get(i) for i in self.selection)
        return tuple((row.kind, row.id) for row in rows if isinstance(row, Note | Cluster))

    # ---- showing

    def show_snapshot(self) -> None:
        snap = self.shown
        n = len(snap.outcomes)
        self.title.setText(tr.plural("{n} outcome", "{n} outcomes", n=n) if n else tr("Outcomes"))
        self.empty.setVisible(not n)
        chosen = len(self._selected_sources())
        self.sources.setVisible(bool(chosen))
        self.sources.setText(
            tr.plural("It will rest on the {n} selected item.", "It will rest on the {n} selected items.", n=chosen)
        )
        self.from_result.setVisible(bool(self.open_results()))
        self._show_outcomes()
        m = len(snap.action_items)
        title = tr.plural("{n} action item", "{n} action items", n=m) if m else tr("Action items")
        self.items_title.setText(title)
        if [i.id for i in snap.action_items] != list(self.item_cards):
            parts.clear(self.items)
            self.item_cards = {i.id: ActionItemCard(self.live) for i in snap.action_items}
            for card in self.item_cards.values():
                self.items.addWidget(card)
        for item in snap.action_items:
            self.item_cards[item.id].show_item(item, snap)

    def _show_outcomes(self) -> None:
        if [o.id for o in self.shown.outcomes] != list(self.cards):
            parts.clear(self.list)
            self.cards = {o.id: OutcomeCard(self) for o in self.shown.outcomes}
            for card in self.cards.values():
                self.list.addWidget(card)
        for outcome in self.shown.outcomes:
            self.cards[outcome.id].show_outcome(outcome)

    def next_step(self) -> Next:
        if not self.shown.outcomes:
            return Next(tr("Add outcome"), "plus", tr("A decision in one sentence."))
        bare = sum(not i.owner_id or not i.due for i in self.shown.action_items)
        if bare:
            hint = tr.plural(
                "{n} action item lacks an owner or date.", "{n} action items lack an owner or date.", n=bare
            )
            return Next(tr("Go to share"), "arrow-right", hint)
        return Next(tr("Go to share"), "arrow-right", tr("All decided? Then share it."))

    def take_next(self) -> None:
        if self.shown.outcomes:
            self.step_requested.emit("share")
        else:
            self.add_outcome()


class OutcomeCard(Panel):
    """One outcome: its sentence, why or how, and what it rests on."""

    def __init__(self, panel: OutcomesPanel) -> None:
        super().__init__("inset")
        self._panel, self._id = panel, ""
        self._refs: tuple[str, ...] = ()
        self.text = fields.SavedArea(tr("Outcome"), quiet="quiet")
        self.text.setFont(theme.font("strong"))
        self.detail = fields.SavedArea(tr("Why or how"), tr("Why, how, what dissent?"), quiet="quiet-muted")
        self.rests = parts.label("", "caption")
        self.show_sources = parts.tool(tr("Show on the board"), "target", self._select)
        self.remove = parts.tool(tr("Remove outcome"), "trash-2", self._remove)
        self.text.committed.connect(lambda text: self._edit(text=text) if text else None)
        self.detail.committed.connect(lambda text: self._edit(detail=text))
        inside = parts.column(self, theme.XS, 0)
        inside.addWidget(self.text)
        inside.addWidget(self.detail)
        foot = parts.row(self.rests, self.show_sources, self.remove, spacing=0)
        foot.setContentsMargins(11, 0, 0, theme.S)  # the words stand below those of the fields
        foot.setStretch(0, 1)
        inside.addLayout(foot)

    def show_outcome(self, outcome: Outcome) -> None:
        self._id = outcome.id
        self.text.show_text(outcome.text)
        self.detail.show_text(outcome.detail)
        snap = self._panel.shown
        said = []
        self._refs = tuple(s.subject_id for s in snap.sources_of(outcome.id))
        for ref in self._refs:
            row = snap.by_id.get(ref)
            if isinstance(row, Cluster):
                said.append(tr("theme {title}", title=row.title or tr("Unnamed theme")))
            elif isinstance(row, Note):
                said.append(tr("idea {number}", number=snap.labels[row.id]))
            if (line := snap.points.get(ref)) is not None:
                said.append(tr.plural("{n} point", "{n} points", n=line.points))
        self.rests.setText(tr("Rests on: {sources}", sources=", ".join(said)) if said else tr("Rests on no source yet"))
        self.show_sources.setVisible(bool(self._refs))

    def _edit(self, **values: object) -> None:
        live = self._panel.live
        live.send(EditOutcome(scope=live.scope, outcome_id=self._id, **values))  # type: ignore[arg-type]

    def _select(self) -> None:
        self._panel.select_requested.emit(self._refs)

    def _remove(self) -> None:
        live = self._panel.live
        live.send(RemoveOutcome(scope=live.scope, outcome_id=self._id))
