"""Pairs of options that may be one: each becomes one or is said to be different before the vote opens.

Near-duplicates split votes: both leave the top although the idea behind them would win.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cocreate.model.snapshot import WorkshopSnapshot
from cocreate.ui import theme
from cocreate.ui.i18n import tr
from cocreate.ui.widgets.buttons import Button
from cocreate.ui.widgets.flow import LineFlow
from cocreate.ui.widgets.labels import ElidedLabel
from cocreate.ui.widgets.surfaces import Panel
from cocreate.ui.workshop import parts

if TYPE_CHECKING:
    from cocreate.insight.values import Twin

SHOWN = 6  # pairs at a time: a list that is worked off


class TwinList(QWidget):
    """`one_asked` (the one that stays, the other) and `apart_asked` (pairs): what a person says about those on show."""

    one_asked = Signal(str, str)
    apart_asked = Signal(tuple)
    select_requested = Signal(tuple)

    def __init__(self) -> None:
        super().__init__()
        self.open: tuple[tuple[str, str], ...] = ()
        self.cards: list[TwinCard] = []
        self.said = parts.label("", "warn")
        self.why = parts.label(tr("Options that are nearly the same split the votes between them."), "caption")
        self.list = QVBoxLayout()
        self.list.setSpacing(theme.S)
        self.rest = Button(tr("They are all different"), kind="link", on_click=lambda: self.apart_asked.emit(self.open))
        outer = parts.column(self, 0, theme.S)
        outer.addWidget(self.said)
        outer.addWidget(self.why)
        outer.addLayout(self.list)
        outer.addWidget(self.rest, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def show_pairs(
        self, snap: WorkshopSnapshot, found: Sequence[Twin], options: Sequence[tuple[str, str]], subject: str
    ) -> None:
        """The pairs that are still to be answered, among these options (id and title)."""
        titles, said = dict(options), {(pair.a_id, pair.b_id) for pair in snap.not_same}
        left = [(t.a, t.b) for t in found if t.a in titles and t.b in titles]
        left = [(a, b) for a, b in left if (min(a, b), max(a, b)) not in said]
        if tuple(left) != self.open or not left:
            self.open = tuple(left)
            self._build(titles, subject)
        self.setVisible(bool(left))

    def _build(self, titles: Mapping[str, str], subject: str) -> None:
        parts.clear(self.list)
        self.cards = []
        n = len(self.open)
        self.said.setText(_counted(subject, n))
        self.rest.setVisible(n > 1)
        for a, b in self.open[:SHOWN]:
            card = TwinCard(titles[a], titles[b], can_merge=subject in ("note", "cluster"))
            card.merge.clicked.connect(lambda _=False, a=a, b=b: self.one_asked.emit(a, b))
            card.apart.clicked.connect(lambda _=False, a=a, b=b: self.apart_asked.emit(((a, b),)))
            self.cards.append(card)
            self.list.addWidget(card)


def _counted(subject: str, n: int) -> str:
    said = {
        "note": tr.plural("{n} pair may be the same idea.", "{n} pairs may be the same idea.", n=n),
        "cluster": tr.plural("{n} pair may be the same theme.", "{n} pairs may be the same theme.", n=n),
        "outcome": tr.plural("{n} pair may be the same outcome.", "{n} pairs may be the same outcome.", n=n),
    }
    same = tr.plural("{n} pair may be the same action item.", "{n} pairs may be the same action item.", n=n)
    return said.get(subject, same)


class TwinCard(Panel):
    """Two texts, and what they are to each other. What cannot be merged is left off the ballot."""

    def __init__(self, one: str, other: str, *, can_merge: bool) -> None:
        super().__init__("inset")
        spoken = tr("Merge {a} and {b}", a=one, b=other)
        if not can_merge:
            spoken = tr("Vote on {a} only, not on {b}", a=one, b=other)
        text, icon = (tr("Merge"), "merge") if can_merge else (tr("Vote on the first only"), "check")
        self.merge = Button(text, kind="secondary", icon=icon, name=spoken)
        self.apart = Button(tr("Not the same"), kind="quiet", name=tr("{a} and {b} are not the same", a=one, b=other))
        self.merge.setText(text)
        self.apart.setText(tr("Not the same"))
        inside = parts.column(self, theme.S, theme.XS)
        inside.addWidget(ElidedLabel(one, lines=2))
        inside.addWidget(ElidedLabel(other, lines=2))
        answers = QWidget()
        flow = LineFlow(answers, gap=theme.XS)  # with large type one below the other
        flow.addWidget(self.merge)
        flow.addWidget(self.apart)
        inside.addWidget(answers)
