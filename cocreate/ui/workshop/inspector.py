"""What is known about the selected ideas; it shows and changes them, and knows nothing of the board."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from cocreate.insight.layout import spot_of
from cocreate.model.commands import ColourNotes, EditNote, GroupNotes, RemoveNotes, UngroupNotes, new_id
from cocreate.model.snapshot import COLOURS, Note, Participant, WorkshopSnapshot
from cocreate.ui import theme
from cocreate.ui.i18n import relative_day, tr
from cocreate.ui.widgets.buttons import Button, Choice
from cocreate.ui.widgets.colours import ColourPicker
from cocreate.ui.widgets.surfaces import Panel
from cocreate.ui.workshop import fields, parts

if TYPE_CHECKING:
    from cocreate.ui.live import Live


class Inspector(Panel):
    """Hidden while no idea is selected."""

    has_news = Signal(bool)  # whether there is something to say
    why_requested = Signal()
    alike_requested = Signal()

    def __init__(self, live: Live) -> None:
        super().__init__("surface")
        self.setObjectName("inspector")
        self.setAccessibleName(tr("Selected ideas"))
        self._live = live
        self._notes: tuple[Note, ...] = ()
        self.title = parts.label("", "strong")
        self.remove = parts.tool(tr("Remove"), "trash-2", self.remove_notes)
        self.text = fields.SavedArea(tr("Text of the idea"), lines=2)
        self.theme = Choice([], name=tr("Theme"))
        self.colour = ColourPicker()
        self.facts = parts.label("", "caption")
        self.group = Button(tr("Group ideas"), icon="group", on_click=self.group_notes)
        self.why = Button(tr("Why here?"), kind="link", on_click=self.why_requested.emit)
        self.alike = Button(tr("Find like this"), kind="link", on_click=self.alike_requested.emit)
        self.text.committed.connect(self._write)
        self.theme.changed.connect(self._put)
        self.colour.changed.connect(self._colour)
        inside = parts.column(self, 0, theme.S)
        inside.addWidget(parts.rule())
        body = parts.column_in(inside, theme.L, theme.S)
        head = parts.row(self.title, self.remove)
        head.setStretch(0, 1)
        body.addLayout(head)
        for widget in (self.text, self.theme, self.colour, self.group, self.facts):
            body.addWidget(widget)
        body.addLayout(parts.row(self.why, self.alike, None, spacing=theme.S))

    def show_selection(self, snap: WorkshopSnapshot, selection: tuple[str, ...]) -> None:
        """Show these rows; ids that are no notes are left out."""
        rows = (snap.by_id.get(i) for i in selection)
        notes = tuple(row for row in rows if isinstance(row, Note))
        if [n.id for n in notes] != [n.id for n in self._notes]:
            self.text.commit()
        self._notes = notes
        if notes:
            self._show(snap, notes)
        self.has_news.emit(bool(notes))

    def _show(self, snap: WorkshopSnapshot, notes: tuple[Note, ...]) -> None:
        one = notes[0] if len(notes) == 1 else None
        self.text.setVisible(one is not None)
        self.facts.setVisible(one is not None)
        self.why.setVisible(one is not None and one.cluster_id is not None)
        self.alike.setVisible(one is not None)
        self.group.setVisible(one is None)
        if one is not None:
            self.title.setText(tr("Idea {number}", number=snap.labels[one.id]))
            self.text.show_text(one.text)
            self.facts.setText(_facts(snap, one))
        else:
            self.title.setText(tr("{n} ideas selected", n=len(notes)))
        held = {n.cluster_id for n in notes}
        self.theme.clear()
        if len(held) > 1:
            self.theme.addItem(tr("Several themes"), "?")
        self.theme.addItem(tr("No theme"), "")
        for cluster in snap.clusters:
            self.theme.addItem(cluster.title or tr("Unnamed theme"), cluster.id)
        self.theme.set_value("?" if len(held) > 1 else next(iter(held)) or "")
        colours = {n.colour for n in notes}
        self.colour.set_value(colours.pop() if len(colours) == 1 else "")

    # ---- edits

    def remove_notes(self) -> None:
        if self._notes:
            self._live.send(RemoveNotes(scope=self._live.scope, note_ids=self._ids()))

    def group_notes(self) -> None:
        """A new theme of the selected ideas, where they lie."""
        x = min((n.place[0] for n in self._notes), default=0.0)
        y = min((n.place[1] for n in self._notes), default=0.0)
        self._into(new_id(), spot_of((x, y)))

    def _ids(self) -> tuple[str, ...]:
        return tuple(n.id for n in self._notes)

    def _into(self, cluster_id: str, spot: tuple[float, float] = (0.0, 0.0)) -> None:
        live = self._live
        colour = COLOURS[len(live.mirror.rows["cluster"]) % len(COLOURS)] if live.mirror else "stone"
        live.send(
            GroupNotes(
                scope=live.scope, board_id=live.board_id, cluster_id=cluster_id, note_ids=self._ids(), place=spot,
                colour=colour,
            )
        )  # fmt: skip

    def _write(self, text: str) -> None:
        if text and len(self._notes) == 1:
            self._live.send(EditNote(scope=self._live.scope, note_id=self._notes[0].id, text=text))

    def _put(self, cluster_id: str) -> None:
        if cluster_id == "?" or not self._notes:
            return
        if cluster_id:
            self._into(cluster_id)
        else:
            self._live.send(UngroupNotes(scope=self._live.scope, note_ids=self._ids()))

    def _colour(self, colour: str) -> None:
        if self._notes:
            self._live.send(ColourNotes(scope=self._live.scope, note_ids=self._ids(), colour=colour))


def _facts(snap: WorkshopSnapshot, note: Note) -> str:
    """Who wrote it and when, as far as it is kept."""
    out = []
    author = snap.by_id.get(note.author_id or "")
    if isinstance(author, Participant):
        out.append(tr("By {name}", name=author.name))
    if note.written_at:
        clock = datetime.fromtimestamp(note.written_at / 1000).strftime("%H:%M")
        out.append(tr("Written: {day}, {clock}", day=relative_day(note.written_at), clock=clock))
    if (line := snap.points.get(note.id)) is not None:
        out.append(tr.plural("{n} point", "{n} points", n=line.points))
    return "\n".join(out)
