"""The voting booth: it covers the whole window, so that one person alone sees a ballot, and forgets it afterwards.

Hand over, fill in, cast, see the code once, hand on. Nothing of a ballot outlives the page it stands on.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cocreate.export.ballot_words import explanation, settings
from cocreate.model.commands import CastBallot
from cocreate.model.snapshot import Participant, RoundOption, VotingRound
from cocreate.ui import theme
from cocreate.ui.i18n import tr
from cocreate.ui.vote.papers import Paper, paper_for
from cocreate.ui.vote.papers.base import TOUCH
from cocreate.ui.widgets.buttons import Button
from cocreate.ui.widgets.labels import Avatar, Label
from cocreate.ui.widgets.overlay import Overlay
from cocreate.ui.widgets.surfaces import Panel, ScrollColumn
from cocreate.ui.workshop import parts
from cocreate.voting.receipts import new_code
from cocreate.words import words

WIDTH = 760  # of a ballot, so that a line is read at a glance
WIDE = 1040  # of one with a square


def shuffled(options: Sequence[RoundOption], seed: str, participant_id: str) -> list[RoundOption]:
    """An order that differs per voter and is the same whenever they look: nobody gains by standing on top."""

    def key(option: RoundOption) -> str:
        return hashlib.sha256(f"{seed}:{participant_id}:{option.id}".encode()).hexdigest()

    return sorted(options, key=key)


@dataclass(frozen=True)
class Turn:
    """Whose ballot comes next, and who casts it: the person, a holder, or the facilitator from paper."""

    person: Participant
    channel: str = "room"
    holder: str = ""  # name of who votes for them


class Booth(Overlay):
    """`cast` carries a finished `CastBallot`; answer it with `show_receipt` or `show_trouble`. Esc leaves."""

    cast = Signal(object)
    dim = 1.0

    def __init__(
        self, parent: QWidget, held: VotingRound, options: Sequence[RoundOption], turns: Sequence[Turn]
    ) -> None:
        super().__init__(parent, tr("Voting booth"))
        self.held, self._options, self.turns = held, list(options), list(turns)
        self.paper: Paper | None = None
        self.page = ""
        self._code = ""
        self.face.hide()
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.main: Button | None = None
        self._said: Label | None = None
        self.trouble: Label | None = None
        self._next_turn()

    @property
    def turn(self) -> Turn:
        return self.turns[0]

    # ---- pages

    def _next_turn(self) -> None:
        if self.turn.channel == "paper":
            self.show_ballot()  # the facilitator types it in, nobody has to take over
        else:
            self.show_hand_over()

    def show_hand_over(self) -> None:
        """Between two people: nothing but a name."""
        self._wipe("hand-over")
        name = self.turn.person.name
        who = self.turn.holder or name
        column = self._middle()
        avatar = Avatar(who, 72)
        column.addWidget(avatar, 0, Qt.AlignmentFlag.AlignHCenter)
        self._centred(column, tr("Pass the laptop to {name}", name=who), "display")
        if self.turn.holder:
            self._centred(column, tr("{holder} votes for {name}.", holder=who, name=name), "body")
        self._centred(column, tr("Everybody else looks away. The ballot is secret and final."), "muted")
        self.main = self._button(tr("That is me"), self.show_ballot, kind="primary")
        away = self._button(tr("Not now"), lambda: self.close_with(None), kind="quiet")
        column.addSpacing(theme.M)
        column.addWidget(self.main, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(away, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self._focus(self.main)

    def show_ballot(self) -> None:
        """An empty ballot, in the order of this voter."""
        self._wipe("ballot")
        self._code = new_code()  # also the key of a retry: the same ballot sent twice is one ballot
        self.paper = paper_for(self.held, shuffled(self._options, self.held.seed, self.turn.person.id))
        self.paper.changed.connect(self._follow)
        width = WIDE if self.held.method == "impact_effort" else WIDTH
        scroll = ScrollColumn(padding=theme.XL, spacing=theme.M, width=theme.wider(width))
        t = words(tr.language)
        owner = tr("Ballot of {name}", name=self.turn.person.name)
        scroll.add(parts.label(owner, "caption"))
        scroll.add(parts.label(self.held.title, "display"))
        scroll.add(parts.label(explanation(t, self.held.method)))
        scroll.add(parts.label(settings(t, self.held), "muted"))
        scroll.add(self.paper)
        scroll.add_stretch()
        self.body.addWidget(scroll, 1)
        self.body.addWidget(self._foot())
        self._follow()
        self._focus(self.paper.first_stop())

    def _foot(self) -> QWidget:
        foot = Panel("bar")
        self._said = Label("", "strong", tabular=True)
        self.trouble = parts.label("", "error")
        self.trouble.hide()
        self.main = self._button(tr("Cast ballot"), self.submit, kind="primary", icon="check")
        away = self._button(tr("Back without voting"), self._step_back, kind="quiet")
        line = parts.row(self._said, self.trouble, None, away, self.main, spacing=theme.M)
        line.setStretch(1, 1)
        line.setContentsMargins(theme.XL, theme.M, theme.XL, theme.M)
        foot.setLayout(line)
        return foot

    def show_receipt(self) -> None:
        """The code of the ballot, once, with what it can and cannot do."""
        code = self._code
        self._wipe("receipt")
        column = self._middle()
        self._centred(column, tr("Your ballot is in"), "display")
        self.code = Label(code, "display", tabular=True, selectable=True)
        self.code.setAccessibleName(tr("Ballot code {code}", code=code))
        self.code.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self.code)
        self._centred(column, tr("The code of your ballot. It is shown once; writing it down is up to you."), "body")
        self._centred(
            column,
            tr(
                "With it you can see after the reveal that your ballot is in and counted as you cast it. It does not"
                " protect against somebody who copies this laptop between two ballots, or who asks you for the code."
                " With fewer than five ballots no list is published."
            ),
            "muted",
        )
        text = tr("Done, pass it on") if len(self.turns) > 1 else tr("Done")
        self.main = self._button(text, self._go_on, kind="primary")
        column.addSpacing(theme.M)
        column.addWidget(self.main, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self._focus(self.main)

    def show_trouble(self, sentence: str) -> None:
        """The ballot was not taken: it stays as it is, and can be sent again."""
        if self.trouble is not None and self.main is not None:
            self.trouble.setText(sentence)
            self.trouble.show()
            self.main.setEnabled(True)

    # ---- deeds

    def submit(self) -> None:
        """Hand over the ballot, once."""
        if self.paper is None or self.main is None or not self.main.isEnabled():
            return
        self.main.setEnabled(False)
        self.cast.emit(
            CastBallot(
                scope=self.held.scope, round_id=self.held.id, participant_id=self.turn.person.id, code=self._code,
                votes=tuple(self.paper.votes().items()),
            )
        )  # fmt: skip

    def _go_on(self) -> None:
        self.turns.pop(0)
        if self.turns:
            self._next_turn()
        else:
            self._wipe("")
            self.close_with(None)

    def _step_back(self) -> None:
        """Leave the ballot; what was filled in is gone."""
        if self.turn.channel == "paper":
            self._wipe("")
            self.close_with(None)
        else:
            self.show_hand_over()

    def _follow(self) -> None:
        if self.paper is not None and self._said is not None:
            self._said.setText(self.paper.said())

    # ---- inside

    def _wipe(self, page: str) -> None:
        """Take everything off the screen before anything else comes."""
        self.page = page
        self.paper, self._said, self.trouble, self.main = None, None, None, None
        self._code = "" if page != "receipt" else self._code
        parts.clear(self.body)

    def _middle(self) -> QVBoxLayout:
        """A column in the middle of the screen."""
        box = QWidget()
        box.setMaximumWidth(theme.wider(560))
        column = parts.column(box, theme.XL, theme.M)
        column.addStretch(1)
        line = parts.row(None, box, None)
        line.setStretch(1, 100)
        self.body.addLayout(line)
        return column

    def _centred(self, column: QVBoxLayout, text: str, role: str) -> None:
        label = parts.label(text, role)
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(label)

    def _button(self, text: str, on_click: object, kind: str, icon: str = "") -> Button:
        out = Button(text, kind=kind, icon=icon, on_click=on_click)  # type: ignore[arg-type]
        out.setMinimumHeight(TOUCH)
        return out

    def _focus(self, widget: QWidget) -> None:
        self._first = widget
        if self.isVisible():
            widget.setFocus(Qt.FocusReason.PopupFocusReason)

    def first_stop(self) -> QWidget:
        return self._first

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ctrl = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Escape:
            if self.page == "ballot":
                self._step_back()
            elif self.page != "receipt":  # a receipt is read before it goes
                self.close_with(None)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and ctrl and self.page == "ballot":
            self.submit()
        event.accept()

    def close_with(self, result: object) -> None:
        """Leave nothing of a ballot behind, whoever closes the booth."""
        if not self.is_done:
            self._wipe("")
        super().close_with(result)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme.current().colour("canvas"))
