"""The two bars of the page: the arc along the top and the one next step at the bottom; they only show and signal."""

from __future__ import annotations

import math

from PySide6.QtGui import QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from cocreate.model.snapshot import WorkshopSnapshot
from cocreate.ui import icons, theme
from cocreate.ui.i18n import tr
from cocreate.ui.widgets.buttons import Button
from cocreate.ui.widgets.labels import ElidedLabel, Label
from cocreate.ui.widgets.surfaces import Panel
from cocreate.ui.workshop import parts
from cocreate.ui.workshop.arc import Arc
from cocreate.ui.workshop.panel import Next
from cocreate.words import words

TITLE = 150  # px of a 13 px type that the title of the workshop keeps


class TopBar(Panel):
    """Back, title, the arc, undo and redo, and that all is saved. Without room the arc names one step alone."""

    def __init__(self) -> None:
        super().__init__("bar")
        self.back = parts.tool(tr("Back to all workshops"), "arrow-left")
        self.title = ElidedLabel("", "strong")
        self.arc = Arc()
        self.undo = Button(kind="icon", icon="undo-2", name=tr("Undo"))
        self.redo = Button(kind="icon", icon="redo-2", name=tr("Redo"))
        self.saved = Saved()
        self._left, self._right = QWidget(), QWidget()
        left = parts.row(self.back, self.title, spacing=theme.XS)
        left.setStretch(1, 1)
        self._left.setLayout(left)
        self._right.setLayout(parts.row(None, self.saved, self.undo, self.redo, spacing=theme.XS))
        line = parts.row(self._left, self.arc, self._right, spacing=theme.L)
        line.setContentsMargins(theme.S, theme.S, theme.S, theme.S)
        self._line = line
        self.setLayout(line)
        self.show_history("", "")

    def show_snapshot(self, snap: WorkshopSnapshot) -> None:
        """The title, and which steps of the arc have something to show."""
        self.title.set_text(snap.workshop.title)
        has = {
            "prepare": snap.workshop.question, "ideas": snap.notes, "themes": snap.clusters,
            "vote": any(r.state == "revealed" for r in snap.rounds), "outcomes": snap.outcomes,
        }  # fmt: skip
        self.arc.set_done([key for key, found in has.items() if found])

    def show_history(self, undo: str, redo: str) -> None:
        """The labels of the commands that undo and redo would turn; empty when there is none."""
        self.undo.setEnabled(bool(undo))
        self.redo.setEnabled(bool(redo))
        self.undo.setToolTip(tr("Undo: {what}", what=words(tr.language)(undo)) if undo else tr("Undo"))
        self.redo.setToolTip(tr("Redo: {what}", what=words(tr.language)(redo)) if redo else tr("Redo"))

    def show_busy(self, is_busy: bool) -> None:
        self.saved.show_busy(is_busy)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """First the words about saving give way, then the names of the other steps; the title keeps its share."""
        tools = 3 * self.back.sizeHint().width() + 4 * theme.XS
        rest = self.width() - self.arc.full_width() - tools - 2 * theme.S - 2 * theme.L
        title = theme.px(TITLE)
        self.saved.show_words(rest - self.saved.full_width() >= title)
        is_compact = rest - theme.ICON < title
        self.arc.set_compact(is_compact)
        self._line.setStretch(0, 1)  # equal sides keep the arc in the middle; without room the title takes what is left
        self._line.setStretch(2, 0 if is_compact else 1)


class Saved(QWidget):
    """That everything is saved: a tick and the words, or the tick with the words in its tooltip."""

    def __init__(self) -> None:
        super().__init__()
        self._tick = Label("", "muted")
        self._tick.setPixmap(icons.pixmap("check", "ok", 16, self.devicePixelRatioF()))
        self.words = Label("", "caption")
        self.setLayout(parts.row(self._tick, self.words, spacing=theme.XS))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.show_busy(False)

    def show_busy(self, is_busy: bool) -> None:
        text = tr("Saving …") if is_busy else tr("All changes saved")
        self.words.setText(text)
        self.setAccessibleName(text)
        self.setToolTip(text)
        self._tick.setEnabled(not is_busy)

    def show_words(self, on: bool) -> None:
        self.words.setVisible(on)

    def full_width(self) -> int:
        """With the words, at most."""
        metrics = QFontMetricsF(theme.font("caption"))
        return 16 + theme.S + math.ceil(max(map(metrics.horizontalAdvance, (tr("Saving …"), tr("All changes saved")))))


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
