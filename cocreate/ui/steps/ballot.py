"""The ballot of one person: dots per option within budget and cap, in an order of their own, final when cast."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cocreate.model.commands import CastBallot
from cocreate.model.snapshot import Participant, RoundOption, VotingRound
from cocreate.ui import theme
from cocreate.ui.i18n import tr
from cocreate.ui.widgets.buttons import Button
from cocreate.ui.widgets.labels import Label
from cocreate.ui.workshop import parts
from cocreate.voting.receipts import new_code


def shuffled(options: Sequence[RoundOption], seed: str, participant_id: str) -> list[RoundOption]:
    """An order that differs per voter and is the same whenever they look: nobody gains by standing on top."""

    def key(option: RoundOption) -> str:
        return hashlib.sha256(f"{seed}:{participant_id}:{option.id}".encode()).hexdigest()

    return sorted(options, key=key)


class DotRow(QWidget):
    """One option with its dots."""

    def __init__(self, option: RoundOption, sheet: BallotSheet) -> None:
        super().__init__()
        self.option, self.dots = option, 0
        self._sheet = sheet
        title = option.title or tr("Unnamed theme")
        self.less = parts.tool(tr("Take a dot from {title}", title=title), "minus", lambda: sheet.give(option.id, -1))
        self.more = parts.tool(tr("Give a dot to {title}", title=title), "plus", lambda: sheet.give(option.id, 1))
        self.figure = Label("0", "strong", tabular=True)
        self.figure.setFixedWidth(theme.L)
        self.figure.setAlignment(parts.CENTRE)
        line = parts.row(parts.label(title), self.less, self.figure, self.more, spacing=2)
        line.setStretch(0, 1)
        self.setLayout(line)

    def show_dots(self, dots: int, can_more: bool) -> None:
        self.dots = dots
        self.figure.setText(str(dots))
        self.figure.setAccessibleName(tr.plural("{n} dot", "{n} dots", n=dots))
        self.less.setEnabled(dots > 0)
        self.more.setEnabled(can_more)


class BallotSheet(QWidget):
    """`cast` carries the finished `CastBallot`; `left` says that the person goes back without voting."""

    cast = Signal(object)
    left = Signal()
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.is_open = False
        self._round = VotingRound(id="")
        self._person = Participant(id="")
        self.rows: dict[str, DotRow] = {}
        self.back = Button(tr("Back to the list"), kind="link", icon="arrow-left", on_click=self.left.emit)
        self.title = parts.label("", "title")
        self.remaining = parts.label("", "strong")
        self.final = parts.label(tr("A ballot is final and secret. It may stay empty."), "muted")
        self.list = QVBoxLayout()
        self.list.setSpacing(theme.S)
        inside = parts.column(self, 0, theme.M)
        inside.addLayout(parts.row(self.back, None))
        for widget in (self.title, self.remaining):
            inside.addWidget(widget)
        inside.addLayout(self.list)
        inside.addWidget(self.final)

    def open(self, held: VotingRound, options: Sequence[RoundOption], person: Participant) -> None:
        """An empty ballot for this person."""
        self.is_open, self._round, self._person = True, held, person
        self.title.setText(tr("Ballot of {name}", name=person.name))
        parts.clear(self.list)
        self.rows = {o.id: DotRow(o, self) for o in shuffled(options, held.seed, person.id)}
        for row in self.rows.values():
            self.list.addWidget(row)
        self._show()

    def forget(self) -> None:
        """Leave nothing of a ballot on the screen."""
        if self.is_open:
            self.is_open = False
            parts.clear(self.list)
            self.rows = {}

    def give(self, option_id: str, change: int) -> None:
        """One dot more or less, within cap and budget."""
        row = self.rows[option_id]
        dots = row.dots + change
        if 0 <= dots <= self._round.cap and (change < 0 or self.free() > 0):
            row.dots = dots
            self._show()

    def free(self) -> int:
        return self._round.budget - sum(row.dots for row in self.rows.values())

    def said(self) -> str:
        return tr.plural("{n} dot left", "{n} dots left", n=self.free())

    def focus_first(self) -> None:
        for row in self.rows.values():
            row.more.setFocus()
            return

    def submit(self) -> None:
        """Hand over the ballot."""
        self.cast.emit(
            CastBallot(
                scope=self._round.scope, round_id=self._round.id, participant_id=self._person.id,
                code=new_code(),
                votes=tuple((i, row.dots) for i, row in self.rows.items() if row.dots),
            )
        )  # fmt: skip

    def _show(self) -> None:
        free = self.free()
        self.remaining.setText(self.said())
        for row in self.rows.values():
            row.show_dots(row.dots, free > 0 and row.dots < self._round.cap)
        self.changed.emit()
