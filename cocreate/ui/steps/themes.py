"""Themes: what there is, the proposal of themes and what to do with it, and the selected theme by hand."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cocreate.insight.clustering import heirs
from cocreate.insight.layout import block_places
from cocreate.model.commands import (
    DissolveCluster,
    EditCluster,
    GroupNotes,
    MergeClusters,
    NameCluster,
    new_id,
)  # fmt: skip
from cocreate.model.snapshot import COLOURS, Cluster, Note, WorkshopSnapshot
from cocreate.themes import acceptance, former
from cocreate.ui import theme
from cocreate.ui.i18n import tr
from cocreate.ui.steps.proposal import Proposal
from cocreate.ui.widgets.buttons import Button, Choice
from cocreate.ui.widgets.colours import ColourPicker
from cocreate.ui.workshop import fields, parts
from cocreate.ui.workshop.panel import Next, StepPanel

if TYPE_CHECKING:
    from cocreate.insight.values import Suggestion


class ThemesPanel(StepPanel):
    """`suggest_requested(grain)` asks for a proposal; `show_suggestion` shows it, nothing changes before Accept."""

    key = "themes"
    suggest_requested = Signal(int)  # grain: -2 fewest to +2 most themes
    proposal_changed = Signal(object)  # the Suggestion on show, or None

    def build(self) -> None:
        self.grain = 0
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
        self.again = Button(tr("Suggest again"), kind="quiet", icon="sparkles", on_click=self.ask)
        self.list = QVBoxLayout()
        self.list.setSpacing(0)
        self.editor = ThemeEditor(self)
        for widget in (self.title, self.said, self.proposal, self.editor, self.group):
            self.column.addWidget(widget)
        self.column.addLayout(self.list)
        self.column.addWidget(self.again, 0, Qt.AlignmentFlag.AlignLeft)
        self.proposal.hide()

    # ---- proposal

    def ask(self) -> None:
        """Ask for a proposal with the grain of the moment."""
        self._is_waiting = True
        self.suggest_requested.emit(self.grain)
        self.refresh(self.shown, self.selection)

    def show_suggestion(self, suggestion: Suggestion, made_from: WorkshopSnapshot) -> None:
        """Show a proposal that was made from this moment of the workshop."""
        self._is_waiting = False
        self._suggestion, self._made_from = suggestion, made_from
        texts = {note.id: note.text for note in made_from.notes}
        self.proposal.show_suggestion(suggestion, texts, self.grain)
        self.proposal_changed.emit(suggestion)
        self.refresh(self.shown, self.selection)

    def suggestion_ended(self) -> None:
        """No proposal came: cancelled, or nothing to propose."""
        self._is_waiting = False
        self.refresh(self.shown, self.selection)

    def accept_suggestion(self) -> None:
        """Take over the proposal in one step."""
        if self._suggestion is None or self._made_from is None:
            return
        kept = heirs(self._suggestion, former(self._made_from))
        command = acceptance(self._suggestion, self._made_from, kept)
        self.discard()
        self.live.send(command)

    def discard(self) -> None:
        self._suggestion = None
        self.proposal_changed.emit(None)
        self.refresh(self.shown, self.selection)

    def _regrain(self, change: int) -> None:
        self.grain = min(max(self.grain + change, -2), 2)
        self.ask()

    # ---- by hand

    def group_selection(self) -> None:
        """Make one theme of the selected ideas, beside the first of them, and select it to be named."""
        notes = self._selected_notes()
        if not notes:
            return
        x, y = min(n.place[0] for n in notes), min(n.place[1] for n in notes)
        spot = (x - 12, y - 60)
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
        n, k = len(snap.notes), len(snap.clusters)
        ideas = tr.plural("{n} idea", "{n} ideas", n=n)
        if k:
            self.title.setText(tr.plural("{n} theme", "{n} themes", n=k))
            loose = len(snap.loose)
            self.said.setText(
                tr.plural("{ideas}, {n} of them loose.", "{ideas}, {n} of them loose.", n=loose, ideas=ideas)
            )
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
        self.again.setVisible(bool(k) and not proposing)
        self.again.setEnabled(not self._is_waiting)
        self._list_themes(not proposing)

    def _list_themes(self, visible: bool) -> None:
        parts.clear(self.list)
        for cluster in self.shown.clusters if visible else ():
            n = len(self.shown.members.get(cluster.id, ()))
            name = cluster.title or tr("Unnamed theme")
            self.list.addWidget(parts.LinkRow(name, str(n), partial(self.select_requested.emit, (cluster.id,))))

    def next_step(self) -> Next:
        if self._suggestion is not None:
            n = len(self._suggestion.clusters)
            return Next(tr("Accept themes"), "check", tr.plural("{n} theme proposed.", "{n} themes proposed.", n=n))
        if self._is_waiting:
            return Next(tr("Suggest themes"), "sparkles", tr("Reading the ideas."), is_enabled=False)
        if not self.shown.clusters:
            enough = len(self.shown.notes) >= 2
            hint = tr("A proposal; nothing moves before you accept.") if enough else tr("Collect ideas first.")
            return Next(tr("Suggest themes"), "sparkles", hint, enough)
        return Next(tr("Go to the vote"), "arrow-right", tr("Do the themes fit? Then vote."))

    def take_next(self) -> None:
        if self._suggestion is not None:
            self.accept_suggestion()
        elif self.shown.clusters:
            self.step_requested.emit("vote")
        else:
            self.ask()


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
