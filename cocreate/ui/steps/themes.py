"""Themes: what there is, the proposal of themes and what to do with it, and the selected theme by hand."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cocreate.insight.clustering import heirs
from cocreate.insight.layout import block_places, spot_of
from cocreate.model.commands import (
    DissolveCluster,
    EditCluster,
    EditWorkshop,
    GroupNotes,
    MergeClusters,
    NameCluster,
    new_id,
)  # fmt: skip
from cocreate.model.snapshot import COLOURS, Cluster, Note, WorkshopSnapshot
from cocreate.themes import acceptance, changes, former, part_of
from cocreate.ui import theme
from cocreate.ui.i18n import tr
from cocreate.ui.steps.proposal import Proposal, Shown
from cocreate.ui.steps.twins import TwinsSheet
from cocreate.ui.steps.waiting import Waiting
from cocreate.ui.widgets.buttons import Button, Choice
from cocreate.ui.widgets.colours import ColourPicker
from cocreate.ui.workshop import fields, parts
from cocreate.ui.workshop.panel import Next, StepPanel

if TYPE_CHECKING:
    from cocreate.insight.values import Suggestion


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of a proposal: fewer (-2) to more (2) themes, or a number; or only where loose ideas belong."""

    grain: int = 0
    count: int | None = None
    is_placing: bool = False


class ThemesPanel(StepPanel):
    """`suggest_requested` asks for a proposal; `show_suggestion` shows it, nothing changes before Accept."""

    key = "themes"
    suggest_requested = Signal(object)  # Wanted
    cancel_requested = Signal()
    proposal_changed = Signal(object)  # the Suggestion on show, or None

    def build(self) -> None:
        self.wanted = Wanted()
        self._suggestion: Suggestion | None = None
        self._made_from: WorkshopSnapshot | None = None
        self._is_waiting = False
        self.title = parts.label(tr("Themes"), "title")
        self.said = parts.label("", "muted")
        self.group = Button(tr("Group the selection"), icon="group", on_click=self.group_selection)
        self.proposal = Proposal()
        self.proposal.discarded.connect(self.discard)
        self.proposal.grain_asked.connect(self._regrain)
        self.proposal.select_requested.connect(self.select_requested)
        self.proposal.choice_changed.connect(self.next_changed)
        self.proposal.word_ignored.connect(self._ignore)
        self.proposal.twins_requested.connect(self.show_twins)
        self.waiting = Waiting()
        self.waiting.cancelled.connect(self.cancel_requested)
        self.place = Button(tr("Place the loose ideas"), icon="layers", on_click=self.place_loose)
        self.again = Button(tr("Suggest again"), kind="quiet", icon="sparkles", on_click=self.ask)
        self.ignored = IgnoredWords()
        self.ignored.changed.connect(self._ignore_all)
        self.list = QVBoxLayout()
        self.list.setSpacing(0)
        self.editor = ThemeEditor(self)
        for widget in (self.title, self.said, self.waiting, self.place, self.proposal, self.editor, self.group):
            self.column.addWidget(widget)
        self.column.addLayout(self.list)
        self.column.addWidget(self.again, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(self.ignored)
        self.proposal.hide()

    # ---- proposal

    def ask(self) -> None:
        """Ask for a proposal as it was wanted last."""
        self._ask(replace(self.wanted, is_placing=False))

    def place_loose(self) -> None:
        """Ask where the loose ideas belong; nothing else may move."""
        self._ask(Wanted(is_placing=True))

    def can_place(self) -> bool:
        return bool(self.shown.clusters and self.shown.loose)

    def _ask(self, wanted: Wanted) -> None:
        self.wanted = wanted
        self._is_waiting = True
        self.waiting.begin()
        self.suggest_requested.emit(wanted)
        self.refresh(self.shown, self.selection)

    def show_suggestion(
        self, suggestion: Suggestion, made_from: WorkshopSnapshot, wanted: Wanted | None = None
    ) -> None:
        """Show a proposal that was made from this moment of the workshop."""
        wanted = wanted or self.wanted
        self._is_waiting = False
        self.waiting.end()
        self._suggestion, self._made_from = suggestion, made_from
        self.proposal.show_suggestion(
            Shown(
                suggestion, texts={note.id: note.text for note in made_from.notes},
                titles={c.id: c.title for c in made_from.clusters},
                changes=changes(suggestion, made_from, self._heirs()), grain=wanted.grain, count=wanted.count,
                is_placing=wanted.is_placing,
            )
        )  # fmt: skip
        self.proposal_changed.emit(suggestion)
        self.refresh(self.shown, self.selection)

    def _heirs(self) -> dict[str, str]:
        assert self._suggestion is not None
        assert self._made_from is not None
        return heirs(self._suggestion, former(self._made_from))

    def suggestion_ended(self) -> None:
        """No proposal came: cancelled, or nothing to propose."""
        self._is_waiting = False
        self.waiting.end()
        self.refresh(self.shown, self.selection)

    def accept_suggestion(self) -> None:
        """Take over what is chosen of the proposal, in one step."""
        if self._suggestion is None or self._made_from is None:
            return
        chosen, shown = self.proposal.chosen(), self.proposal.shown
        whole = len(chosen) == len(self.proposal.rows)
        taken = self._suggestion if whole else part_of(self._suggestion, chosen)
        names = {key: title for key, title in (shown.names if shown else {}).items() if key in chosen}
        command = acceptance(taken, self._made_from, self._heirs(), names)
        self.discard()
        self.live.send(command)

    def discard(self) -> None:
        self._suggestion = None
        self.proposal_changed.emit(None)
        self.refresh(self.shown, self.selection)

    def show_twins(self) -> None:
        """Pair by pair: the same idea, or not."""
        if self._suggestion is None or self._made_from is None:
            return
        sure = [t for t in self._suggestion.twins if t.kind != "similar"] or list(self._suggestion.twins)
        texts = {note.id: note.text for note in self.shown.notes if note.merged_into is None}
        TwinsSheet(sure, texts, self.live.scope, self.live.send, self.window()).open()

    def _regrain(self, grain: int, count: int | None) -> None:
        self._ask(Wanted(grain, count))

    def _ignore(self, word: str) -> None:
        self._ignore_all((*self.shown.workshop.ignored, word))

    def _ignore_all(self, words: tuple[str, ...]) -> None:
        self.live.start(self._ignore_and_ask(words))

    async def _ignore_and_ask(self, words: tuple[str, ...]) -> None:
        """Leave words out, and show what the themes are without them if a proposal is on show."""
        await self.live.run(EditWorkshop(scope=self.live.scope, ignored=words))
        if self._suggestion is not None:
            self._ask(self.wanted)

    # ---- by hand

    def group_selection(self) -> None:
        """Make one theme of the selected ideas, beside the first of them, and select it to be named."""
        notes = self._selected_notes()
        if not notes:
            return
        x, y = min(n.place[0] for n in notes), min(n.place[1] for n in notes)
        spot = spot_of((x, y))
        places = block_places(spot, len(notes))
        cluster_id = new_id()
        self.live.send(
            GroupNotes(
                scope=self.live.scope, board_id=self.live.board_id, cluster_id=cluster_id, place=spot,
                note_ids=tuple(n.id for n in notes), colour=COLOURS[len(self.shown.clusters) % len(COLOURS)],
                places=tuple((n.id, place) for n, place in zip(notes, places, strict=True)),
            )
        )  # fmt: skip
        self.select_requested.emit((cluster_id,))

    def _selected_notes(self) -> list[Note]:
        return [n for n in self.shown.notes if n.id in set(self.selection)]

    # ---- panel

    def show_snapshot(self) -> None:
        snap = self.shown
        n, k, loose = len(snap.notes), len(snap.clusters), len(snap.loose)
        ideas = tr.plural("{n} idea", "{n} ideas", n=n)
        if k:
            self.title.setText(tr.plural("{n} theme", "{n} themes", n=k))
            self.said.setText(_loose_said(ideas, loose, n))
        else:
            self.title.setText(tr("Themes"))
            self.said.setText(tr("{ideas}, no themes yet.", ideas=ideas))
        proposing = self._suggestion is not None
        self.proposal.setVisible(proposing)
        chosen = [c for c in snap.clusters if c.id in self.selection]
        self.editor.setVisible(bool(chosen) and not proposing)
        if chosen:
            self.editor.show_theme(chosen[0], snap.clusters)
        grouping = len(self._selected_notes())
        self.group.setVisible(grouping >= 2 and not proposing)
        self.group.set_text(tr("Group {n} ideas", n=grouping))
        self.place.setVisible(bool(k and loose) and not proposing)
        self.place.set_text(tr.plural("Place the loose idea", "Place the {n} loose ideas", n=loose))
        self.place.setEnabled(not self._is_waiting)
        self.again.setVisible(bool(k) and not proposing)
        self.again.setEnabled(not self._is_waiting)
        self.ignored.setVisible(proposing or bool(snap.workshop.ignored))
        self.ignored.show_words(snap.workshop.ignored)
        self._list_themes(not proposing)

    def _list_themes(self, visible: bool) -> None:
        parts.clear(self.list)
        for cluster in self.shown.clusters if visible else ():
            n = len(self.shown.members.get(cluster.id, ()))
            name = cluster.title or tr("Unnamed theme")
            self.list.addWidget(parts.LinkRow(name, str(n), partial(self.select_requested.emit, (cluster.id,))))

    def next_step(self) -> Next:
        if self._suggestion is not None:
            return self._next_of_proposal()
        if self._is_waiting:
            return Next(tr("Suggest themes"), "sparkles", tr("Reading the ideas."), is_enabled=False)
        if not self.shown.clusters:
            if not self._has_enough():
                return Next(tr("Collect ideas"), "arrow-left", tr("Collect ideas first."))
            return Next(tr("Suggest themes"), "sparkles", tr("A proposal; nothing moves before you accept."))
        return Next(tr("Go to the vote"), "arrow-right", tr("Do the themes fit? Then vote."))

    def _next_of_proposal(self) -> Next:
        every, chosen = len(self.proposal.rows), len(self.proposal.chosen())
        if self.wanted.is_placing:
            return Next(tr("Place them"), "check", tr("Nothing else moves."), bool(chosen))
        if chosen == every:
            hint = tr.plural("{n} theme proposed.", "{n} themes proposed.", n=every)
        else:
            hint = tr("{n} of {every} chosen.", n=chosen, every=every)
        return Next(tr("Accept themes"), "check", hint, bool(chosen))

    def take_next(self) -> None:
        if self._suggestion is not None:
            self.accept_suggestion()
        elif self.shown.clusters:
            self.step_requested.emit("vote")
        elif self._has_enough():
            self.ask()
        else:
            self.step_requested.emit("ideas")

    def _has_enough(self) -> bool:
        return len(self.shown.notes) >= 2


def _loose_said(ideas: str, loose: int, every: int) -> str:
    """How many ideas lie in no theme; from a quarter on, that it may be time to group again."""
    said = tr.plural("{ideas}, {n} of them loose.", "{ideas}, {n} of them loose.", n=loose, ideas=ideas)
    if loose * 4 >= every and loose > 1:
        return said + " " + tr("Many are loose: place them, or ask for themes again.")
    return said


class IgnoredWords(QWidget):
    """Words that carry no theme (names of places, the subject), with commas between them."""

    changed = Signal(tuple)

    def __init__(self) -> None:
        super().__init__()
        self.line = fields.SavedLine(tr("Words to leave out"), tr("Place names, the subject …"))
        self.line.committed.connect(self._commit)
        inside = parts.column(self, 0, theme.XS)
        inside.addWidget(parts.label(tr("Words to leave out"), "caption"))
        inside.addWidget(self.line)

    def show_words(self, words: tuple[str, ...]) -> None:
        self.line.show_text(", ".join(words))

    def _commit(self, text: str) -> None:
        self.changed.emit(tuple(word.strip() for word in text.replace(";", ",").split(",") if word.strip()))


class ThemeEditor(QWidget):
    """The selected theme: its name, its colour, merge and dissolve."""

    def __init__(self, panel: ThemesPanel) -> None:
        super().__init__()
        self._panel, self._cluster_id = panel, ""
        self.name = fields.SavedLine(tr("Name of the theme"), tr("Name the theme"))
        self.swatches = ColourPicker()
        self.into = Choice([], name=tr("Merge into another theme"))
        self.dissolve = Button(tr("Dissolve theme"), kind="quiet", icon="ungroup", on_click=self._dissolve)
        self.name.committed.connect(self._rename)
        self.swatches.changed.connect(self._colour)
        self.into.changed.connect(self._merge)
        inside = parts.column(self, 0, theme.S)
        inside.addWidget(parts.label(tr("Selected theme"), "strong"))
        for widget in (self.name, self.swatches, self.into):
            inside.addWidget(widget)
        inside.addWidget(self.dissolve, 0, Qt.AlignmentFlag.AlignLeft)
        inside.addWidget(parts.rule())

    def show_theme(self, cluster: Cluster, every: tuple[Cluster, ...]) -> None:
        fresh, self._cluster_id = cluster.id != self._cluster_id, cluster.id
        if fresh:
            self.name.forget()
        self.name.show_text(cluster.title)
        self.swatches.set_value(cluster.colour)
        self.into.clear()
        self.into.addItem(tr("Merge into …"), "")
        for other in every:
            if other.id != cluster.id:
                self.into.addItem(other.title or tr("Unnamed theme"), other.id)
        self.into.setEnabled(len(every) > 1)

    def _rename(self, text: str) -> None:
        live = self._panel.live
        if text:
            live.send(NameCluster(scope=live.scope, cluster_id=self._cluster_id, title=text))

    def _colour(self, colour: str) -> None:
        live = self._panel.live
        live.send(EditCluster(scope=live.scope, cluster_id=self._cluster_id, colour=colour))

    def _merge(self, into: str) -> None:
        live = self._panel.live
        if into:
            live.send(MergeClusters(scope=live.scope, into_id=into, from_ids=(self._cluster_id,)))
            self._panel.select_requested.emit((into,))

    def _dissolve(self) -> None:
        live = self._panel.live
        live.send(DissolveCluster(scope=live.scope, cluster_id=self._cluster_id))
