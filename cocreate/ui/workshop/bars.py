"""The two bars of the page: the arc along the top and the one next step at the bottom; they only show and signal."""

from __future__ import annotations

from PySide6.QtWidgets import QSizePolicy

from cocreate.model.snapshot import Workshop
from cocreate.ui import theme
from cocreate.ui.i18n import tr
from cocreate.ui.widgets.buttons import Button, Segmented
from cocreate.ui.widgets.labels import ElidedLabel, Label
from cocreate.ui.widgets.surfaces import Panel
from cocreate.ui.workshop import parts
from cocreate.ui.workshop.panel import Next
from cocreate.words import words


class TopBar(Panel):
    """Back, title, the arc, undo and redo, and that all is saved."""

    def __init__(self) -> None:
        super().__init__("bar")
        self.back = parts.tool(tr("Back to all workshops"), "arrow-left")
        self.title = ElidedLabel("", "strong")
        self.arc = Segmented(
            [
                ("prepare", tr("Prepare")), ("ideas", tr("Ideas")), ("themes", tr("Themes")), ("vote", tr("Vote")),
                ("outcomes", tr("Outcomes")), ("share", tr("Share")),
            ],
            "prepare", name=tr("Steps of the workshop"), style="step",
        )  # fmt: skip
        self.undo = Button(kind="icon", icon="undo-2", name=tr("Undo"))
        self.redo = Button(kind="icon", icon="redo-2", name=tr("Redo"))
        self.saved = Label(tr("All changes saved"), "caption")
        self.saved.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        line = parts.row(self.back, self.title, self.arc, self.saved, self.undo, self.redo, spacing=theme.S)
        line.setContentsMargins(theme.S, theme.S, theme.M, theme.S)
        line.setStretch(1, 1)
        self.setLayout(line)
        self.show_history("", "")

    def show_workshop(self, workshop: Workshop) -> None:
        self.title.set_text(workshop.title)

    def show_history(self, undo: str, redo: str) -> None:
        """The English labels of the commands that undo and redo would turn; empty when there is none."""
        self.undo.setEnabled(bool(undo))
        self.redo.setEnabled(bool(redo))
        self.undo.setToolTip(tr("Undo: {what}", what=words(tr.language)(undo)) if undo else tr("Undo"))
        self.redo.setToolTip(tr("Redo: {what}", what=words(tr.language)(redo)) if redo else tr("Redo"))

    def show_busy(self, is_busy: bool) -> None:
        self.saved.setText(tr("Saving …") if is_busy else tr("All changes saved"))


class NextBar(Panel):
    """One quiet sentence and the one primary button."""

    def __init__(self) -> None:
        super().__init__("next-bar")
        self.hint = Label("", "muted")
        self.button = Button("", kind="primary", large=True)
        self.button.setObjectName("next-step")
        outer = parts.column(self, 0, 0)
        outer.addWidget(parts.rule())
        line = parts.row(None, self.hint, self.button, spacing=theme.L)
        line.setContentsMargins(theme.L, theme.S, theme.L, theme.S)
        outer.addLayout(line)

    def show_next(self, step: Next) -> None:
        self.hint.setText(step.hint)
        self.button.set_text(step.text)
        self.button.set_icon(step.icon)
        self.button.setEnabled(step.is_enabled)
