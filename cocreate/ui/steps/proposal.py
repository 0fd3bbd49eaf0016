"""A proposal of themes to look at: names, counts and reasons; it accepts nothing by itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cocreate.ui import theme
from cocreate.ui.i18n import tr
from cocreate.ui.widgets.buttons import Button
from cocreate.ui.workshop import parts

if TYPE_CHECKING:
    from cocreate.insight.values import Proposed, Suggestion

FEWEST, MOST = -2, 2


class Proposal(QWidget):
    """The themes of a `Suggestion`; a click on one selects its ideas, "Why" shows what holds it together."""

    discarded = Signal()
    grain_asked = Signal(int)  # -1 fewer, +1 more
    select_requested = Signal(tuple)

    def __init__(self) -> None:
        super().__init__()
        self.discard = Button(tr("Discard"), kind="quiet", icon="x", on_click=self.discarded.emit)
        self.fewer = Button(tr("Fewer"), kind="quiet", icon="minus", on_click=lambda: self.grain_asked.emit(-1))
        self.more = Button(tr("More"), kind="quiet", icon="plus", on_click=lambda: self.grain_asked.emit(1))
        self.fewer.setAccessibleName(tr("Fewer themes"))
        self.more.setAccessibleName(tr("More themes"))
        self.overlap = parts.label(tr("Many ideas fit more than one theme."), "muted")
        self.list = QVBoxLayout()
        self.list.setSpacing(0)
        self.tray = QVBoxLayout()
        self.tray.setSpacing(0)
        inside = parts.column(self, 0, theme.S)
        inside.addLayout(parts.row(parts.label(tr("Proposal"), "strong"), None, self.fewer, self.more, spacing=0))
        inside.addWidget(self.overlap)
        inside.addLayout(self.list)
        inside.addLayout(self.tray)
        inside.addLayout(parts.row(self.discard, None))
        self._texts: Mapping[str, str] = {}

    def show_suggestion(self, suggestion: Suggestion, texts: Mapping[str, str], grain: int) -> None:
        self._texts = texts
        self.fewer.setEnabled(grain > FEWEST)
        self.more.setEnabled(grain < MOST)
        self.overlap.setVisible(suggestion.overlaps)
        parts.clear(self.list)
        for one in suggestion.clusters:
            self.list.addWidget(ProposedRow(one, self))
        parts.clear(self.tray)
        if suggestion.unsure:
            n = len(suggestion.unsure)
            head = tr.plural("{n} idea fits no theme well", "{n} ideas fit no theme well", n=n)
            row = parts.LinkRow(head, "", lambda: self.select_requested.emit(suggestion.unsure), "muted")
            self.tray.addWidget(row)

    def first_reason(self) -> None:
        """Unfold why the first theme belongs together."""
        item = self.list.itemAt(0)
        if item is not None and isinstance(row := item.widget(), ProposedRow):
            row.why.setChecked(True)

    def text_of(self, note_id: str) -> str:
        return self._texts.get(note_id, "")


class ProposedRow(QWidget):
    """One proposed theme, with its reasons folded away."""

    def __init__(self, one: Proposed, proposal: Proposal) -> None:
        super().__init__()
        self.one = one
        name = one.title or tr("Unnamed theme")
        self.link = parts.LinkRow(name, str(len(one.notes)), lambda: proposal.select_requested.emit(one.notes))
        self.why = Button(
            kind="icon", icon="info", checkable=True, name=tr("Why “{title}” belongs together", title=name)
        )
        typical = proposal.text_of(one.medoid)
        said = tr("Shared words: {words}", words=", ".join(one.terms)) if one.terms else tr("Close in meaning.")
        self.reason = parts.label(said, "caption")
        self.typical = parts.label(tr("Most typical: {text}", text=" ".join(typical.split())), "caption")
        inside = parts.column(self, 0, theme.XS)
        head = parts.row(self.link, self.why, spacing=0)
        head.setStretch(0, 1)
        head.setAlignment(self.why, Qt.AlignmentFlag.AlignTop)
        inside.addLayout(head)
        reasons = parts.column_in(inside, theme.S, theme.XS)
        reasons.addWidget(self.reason)
        reasons.addWidget(self.typical)
        self._has_typical = bool(typical)
        self.why.toggled.connect(self._fold)
        self._fold(False)

    def _fold(self, is_open: bool) -> None:
        self.reason.setVisible(is_open)
        self.typical.setVisible(is_open and self._has_typical)
