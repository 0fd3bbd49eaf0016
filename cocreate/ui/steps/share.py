"""Share: the documents for the manager, the folder for the team, everything for whoever needs it; it writes no file."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from cocreate.ui import theme
from cocreate.ui.i18n import relative_day, tr
from cocreate.ui.widgets.buttons import Button
from cocreate.ui.widgets.labels import Label
from cocreate.ui.widgets.progress import ProgressRow
from cocreate.ui.widgets.surfaces import Panel
from cocreate.ui.workshop import parts
from cocreate.ui.workshop.panel import Next, StepPanel


class SharePanel(StepPanel):
    """Signals only: export (pdf, csv or json), publish to the folder, choose the folder."""

    key = "share"
    export_requested = Signal(str)
    publish_requested = Signal()
    folder_requested = Signal()
    cancel_requested = Signal()

    def build(self) -> None:
        self._is_busy = False
        self.progress: ProgressRow | None = None
        self.title = parts.label(tr("Share"), "title")
        self.said = parts.label(tr("For the manager, for the team, everything."), "muted")
        self.pdf = Button(tr("Make the PDF"), icon="file-text", on_click=lambda: self.export_requested.emit("pdf"))
        self.publish = Button(tr("Publish to the folder"), icon="folder-sync", on_click=self.publish_requested.emit)
        self.choose = Button(tr("Choose folder"), kind="quiet", icon="folder-open", on_click=self.folder_requested.emit)
        self.csv = Button(tr("Save as CSV"), icon="file-spreadsheet")
        self.csv.clicked.connect(lambda: self.export_requested.emit("csv"))
        self.json = Button(tr("Save as JSON"), icon="download", on_click=lambda: self.export_requested.emit("json"))
        self.picture = Button(tr("Board as picture"), icon="image", kind="quiet")
        self.picture.clicked.connect(lambda: self.export_requested.emit("picture"))
        self.published = parts.label(tr("Not published yet."), "caption")
        self.slot = QVBoxLayout()
        self.column.addWidget(self.title)
        self.column.addWidget(self.said)
        self.column.addLayout(self.slot)
        self._card(
            tr("For the manager"), tr("Question, outcomes with votes, action items, every idea: one PDF."), self.pdf
        )
        self._card(
            tr("For the team"), tr("A folder that you share. Other laptops with this folder stay equal."),
            self.publish, self.choose, self.published,
        )  # fmt: skip
        self._card(tr("Everything"), tr("Every idea, vote and outcome as a table or as data."), self.csv, self.json,
                   self.picture)  # fmt: skip

    def _card(self, title: str, sentence: str, *things: Button | Label) -> None:
        card = Panel("inset")
        inside = parts.column(card, theme.M, theme.S)
        inside.addWidget(parts.label(title, "strong"))
        inside.addWidget(parts.label(sentence, "muted"))
        for thing in things:
            inside.addWidget(thing)
        self.column.addWidget(card)

    def show_published(self, moment_ms: int, folder: str) -> None:
        """When and where it was last published; 0 for never."""
        if moment_ms:
            clock = datetime.fromtimestamp(moment_ms / 1000).strftime("%H:%M")
            day = relative_day(moment_ms)
            self.published.setText(tr("Published: {day}, {clock}, in {folder}", day=day, clock=clock, folder=folder))
        else:
            self.published.setText(tr("Folder: {folder}", folder=folder) if folder else tr("Not published yet."))

    def show_progress(self, text: str, share: float = 0.0) -> None:
        """Work is under way: its words, its bar, and Cancel."""
        if self.progress is None:
            self.progress = ProgressRow(text)
            self.progress.cancelled.connect(self.cancel_requested)
            self.slot.addWidget(self.progress)
        self.progress.set_share(share, text)
        self._set_busy(True)

    def end_progress(self) -> None:
        parts.clear(self.slot)
        self.progress = None
        self._set_busy(False)

    def _set_busy(self, is_busy: bool) -> None:
        if is_busy != self._is_busy:
            self._is_busy = is_busy
            for one in (self.pdf, self.publish, self.csv, self.json, self.picture):
                one.setEnabled(not is_busy)
            self.next_changed.emit()

    def show_snapshot(self) -> None:
        """Nothing of the snapshot is shown here: the documents hold it."""

    def next_step(self) -> Next:
        return Next(tr("Make the PDF"), "file-text", tr("One document that says what was decided."), not self._is_busy)

    def take_next(self) -> None:
        self.export_requested.emit("pdf")
