"""A proposal of themes to look at: names, what would change, and reasons; it accepts nothing by itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cocreate.ui import theme
from cocreate.ui.i18n import tr
from cocreate.ui.steps.grain import Grain
from cocreate.ui.widgets.buttons import Button, Check, Menu
from cocreate.ui.workshop import parts

if TYPE_CHECKING:
    from cocreate.insight.values import Proposed, Suggestion
    from cocreate.themes import Change


@dataclass(frozen=True)
class Shown:
    """A proposal, the texts it speaks of, and what it would change. `titles`: of the themes on the board, by id."""

    suggestion: Suggestion
    texts: Mapping[str, str]
    titles: Mapping[str, str]
    changes: tuple[Change, ...] = ()
    grain: int = 0
    count: int | None = None
    is_placing: bool = False  # only loose ideas move
    names: dict[str, str] = field(default_factory=dict)  # key -> title that a person chose


class Proposal(QWidget):
    """The themes of a `Suggestion`; a click on one selects its ideas, "Why" shows what holds it together."""

    discarded = Signal()
    grain_asked = Signal(int, object)
    select_requested = Signal(tuple)
    choice_changed = Signal()
    word_ignored = Signal(str)
    twins_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.discard = Button(tr("Discard"), kind="quiet", icon="x", on_click=self.discarded.emit)
        self.grain = Grain()
        self.grain.asked.connect(self.grain_asked)
        self.said = parts.label("", "muted")
        self.twins = parts.LinkRow("", "", self.twins_requested.emit, "muted")
        self.list = QVBoxLayout()
        self.list.setSpacing(0)
        self.tray = QVBoxLayout()
        self.tray.setSpacing(0)
        inside = parts.column(self, 0, theme.S)
        self.head = parts.label(tr("Proposal"), "strong")
        inside.addWidget(self.head)
        inside.addWidget(self.grain)
        inside.addWidget(self.said)
        inside.addLayout(self.list)
        inside.addLayout(self.tray)
        inside.addWidget(self.twins)
        inside.addLayout(parts.row(self.discard, None))
        self.shown: Shown | None = None
        self.rows: list[ProposedRow] = []

    def show_suggestion(self, shown: Shown) -> None:
        """Show a proposal, every theme of it chosen."""
        self.shown = shown
        suggestion = shown.suggestion
        self.grain.setVisible(not shown.is_placing)
        self.grain.show_grain(shown.grain, shown.count)
        self.said.setText(_said(shown))
        self.said.setVisible(bool(self.said.text()))
        told = {change.key: change for change in shown.changes if change.key}
        parts.clear(self.list)
        self.rows = []
        for one in suggestion.clusters:
            change = told.get(one.key)
            if shown.is_placing and change is not None and change.is_quiet:
                continue
            row = ProposedRow(one, change, self)
            self.rows.append(row)
            self.list.addWidget(row)
        self._show_tray(shown)
        sure = [t for t in suggestion.twins if t.kind != "similar"]
        n = len(sure) or len(suggestion.twins)
        self.twins.setVisible(bool(n))
        said = tr.plural("{n} pair may be the same idea", "{n} pairs may be the same idea", n=n)
        self.twins.words.set_text(said)
        self.twins.setAccessibleName(said)

    def _show_tray(self, shown: Shown) -> None:
        parts.clear(self.tray)
        unsure = shown.suggestion.unsure
        if unsure:
            head = tr.plural("{n} idea fits no theme well", "{n} ideas fit no theme well", n=len(unsure))
            self.tray.addWidget(parts.LinkRow(head, "", partial(self.select_requested.emit, unsure), "muted"))
        for change in shown.changes:
            if not change.key and change.leave:
                title = shown.titles.get(change.cluster_id or "", "") or tr("Unnamed theme")
                said = tr("“{title}” would be gone", title=title)
                self.tray.addWidget(parts.LinkRow(said, "", partial(self.select_requested.emit, change.leave), "muted"))

    def chosen(self) -> frozenset[str]:
        """The keys of the themes to take over."""
        return frozenset(row.one.key for row in self.rows if row.is_chosen)

    def first_reason(self) -> None:
        """Unfold why the first theme belongs together."""
        item = self.list.itemAt(0)
        if item is not None and isinstance(row := item.widget(), ProposedRow):
            row.why.setChecked(True)

    def text_of(self, note_id: str) -> str:
        return self.shown.texts.get(note_id, "") if self.shown else ""


def _said(shown: Shown) -> str:
    if shown.is_placing:
        return tr("Only loose ideas move; nothing that lies in a theme does.")
    if shown.suggestion.overlaps:
        return tr("Many ideas fit more than one theme.")
    return ""


class ProposedRow(QWidget):
    """One proposed theme: to take or to leave, what would change, other names for it, and why it holds together."""

    def __init__(self, one: Proposed, change: Change | None, proposal: Proposal) -> None:
        super().__init__()
        self.one, self._proposal = one, proposal
        self.take = Check("", True, on_change=lambda _on: proposal.choice_changed.emit())
        self.link = parts.LinkRow("", str(len(one.notes)), partial(proposal.select_requested.emit, one.notes))
        self.other = Button(kind="icon", icon="chevron-down", name=tr("Other names"), on_click=self._open_names)
        self.why = Button(kind="icon", icon="info", name=tr("Why"), checkable=True)
        self.change = parts.label(_changed(change, proposal), "caption")
        inside = parts.column(self, 0, 0)
        head = parts.row(self.take, self.link, self.other, self.why, spacing=0)
        head.setStretch(1, 1)
        for widget in (self.take, self.other, self.why):
            head.setAlignment(widget, Qt.AlignmentFlag.AlignTop)
        inside.addLayout(head)
        below = parts.column_in(inside, theme.S, theme.XS)
        below.setContentsMargins(theme.ICON + theme.L, 0, theme.S, theme.XS)  # below the name
        below.addWidget(self.change)
        self.change.setVisible(bool(self.change.text()))
        self._below = below
        self.reasons: _Reasons | None = None
        self.why.toggled.connect(self._show_reasons)
        self.other.setVisible(bool(one.names) and one.held is None)
        self._name()

    @property
    def is_chosen(self) -> bool:
        return self.take.isChecked()

    @property
    def title(self) -> str:
        names = self._proposal.shown.names if self._proposal.shown else {}
        return names.get(self.one.key, self.one.title) or tr("Unnamed theme")

    def _show_reasons(self, wanted: bool) -> None:
        """Made when somebody asks: a proposal of many themes is there sooner."""
        if self.reasons is None:
            self.reasons = _Reasons(self.one, self._proposal)
            self._below.addWidget(self.reasons)
        self.reasons.setVisible(wanted)

    def _name(self) -> None:
        title = self.title
        self.link.words.set_text(title)
        self.link.setAccessibleName(f"{title}, {len(self.one.notes)}")
        self.take.setAccessibleName(tr("Take over “{title}”", title=title))
        self.other.set_name(tr("Other names for “{title}”", title=title))
        self.why.set_name(tr("Why “{title}” belongs together", title=title))

    def _open_names(self) -> None:
        menu = Menu(self)
        for title in dict.fromkeys([self.one.title, *(n.title for n in self.one.names)]):
            said = next((n.notes for n in self.one.names if n.title == title), ())
            words = tr.plural("{title} ({n} idea)", "{title} ({n} ideas)", n=len(said), title=title) if said else title
            menu.add(words, partial(self.choose, title))
        menu.below(self.other)

    def choose(self, title: str) -> None:
        """A person takes this name for the theme."""
        assert self._proposal.shown is not None
        self._proposal.shown.names[self.one.key] = title
        self._name()
        self._proposal.choice_changed.emit()


class _Reasons(QWidget):
    """What a theme's ideas share. A shared word can be left out, and the themes are made without it."""

    def __init__(self, one: Proposed, proposal: Proposal) -> None:
        super().__init__()
        self._one, self._proposal = one, proposal
        inside = parts.column(self, 0, theme.XS)
        if one.terms:
            inside.addWidget(parts.label(tr("Shared words: {words}", words=", ".join(one.terms)), "caption"))
            self._words = Button(tr("Leave out a word"), kind="quiet", icon="circle-x", on_click=self._open_words)
            inside.addWidget(self._words, 0, Qt.AlignmentFlag.AlignLeft)
        else:
            inside.addWidget(parts.label(tr("Close in meaning."), "caption"))
        typical = " ".join(proposal.text_of(one.medoid).split())
        if typical:
            inside.addWidget(parts.label(tr("Most typical: {text}", text=typical), "caption"))

    def _open_words(self) -> None:
        menu = Menu(self)
        for term in self._one.terms:
            words = tr("Make themes without “{word}”", word=term)
            menu.add(words, partial(self._proposal.word_ignored.emit, term))
        menu.below(self._words)


def _changed(change: Change | None, proposal: Proposal) -> str:
    """What would change about a theme, in few words; nothing for a board without themes."""
    shown = proposal.shown
    if change is None or shown is None or not shown.titles:
        return ""
    if change.is_quiet:
        return tr("stays as it is")
    out = [tr("new theme")] if change.cluster_id is None else []
    if change.join:
        out.append(tr.plural("{n} loose idea joins", "{n} loose ideas join", n=len(change.join)))
    if change.come:
        names = [shown.titles.get(source, "") or tr("Unnamed theme") for source in change.sources]
        out.append(
            tr.plural("{n} comes from {themes}", "{n} come from {themes}", n=len(change.come), themes=", ".join(names))
        )
    if change.leave:
        out.append(tr.plural("{n} leaves", "{n} leave", n=len(change.leave)))
    return " · ".join(out)
