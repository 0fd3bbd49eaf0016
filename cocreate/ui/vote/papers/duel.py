"""The ballot of duels: two options at a time, "which of two?"; the pairs differ per voter and reach every option."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from cocreate.ui import theme
from cocreate.ui.i18n import tr
from cocreate.ui.vote.papers.base import Paper, PressRow, title_of
from cocreate.ui.widgets.buttons import Button
from cocreate.ui.widgets.labels import Label
from cocreate.ui.workshop import parts
from cocreate.voting.methods import key

ALL_PAIRS = 6  # options: up to here a voter meets every pair
MOST_PAIRS = 24  # of one voter: two minutes


def pairs(options: Sequence[str]) -> list[tuple[str, str]]:
    """The duels of one voter, from the order of their own: a ring, so that every option is met twice."""
    n = len(options)
    if n < 2:
        return []
    if n <= ALL_PAIRS:
        found = [(a, b) for k, a in enumerate(options) for b in options[k + 1 :]]
        return found[::2] + found[1::2]  # neighbours of the list not one after the other
    ring = [(options[k], options[(k + 1) % n]) for k in range(n)]
    return (ring[::2] + ring[1::2])[:MOST_PAIRS]


class Side(PressRow):
    """One of the two, large enough for a thumb."""

    def __init__(self) -> None:
        super().__init__("")
        self.words = parts.label("", "title")
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.line.setContentsMargins(theme.L, theme.XL, theme.L, theme.XL)
        self.line.addWidget(self.words, 1)
        self.setMinimumHeight(180)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()  # the arrows are answers here
        else:
            super().keyPressEvent(event)

    def show_title(self, title: str) -> None:
        self.title = title
        self.words.setText(title)
        self.setAccessibleName(title)


class DuelPaper(Paper):
    """Left and Right choose, Down is "cannot say", Backspace goes back to the one before."""

    def build(self) -> None:
        self._titles = {o.id: title_of(o) for o in self.options}
        self.pairs = pairs([o.id for o in self.options])
        self.answers: dict[int, str] = {}  # place of the pair -> winner; "" cannot say
        self.at = 0
        self.count = Label("", "muted", tabular=True)
        self.count.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.left, self.right = Side(), Side()
        self.left.pressed.connect(lambda: self.answer(0))
        self.right.pressed.connect(lambda: self.answer(1))
        self.skip = Button(tr("I cannot say"), kind="quiet", on_click=lambda: self.answer(None))
        self.back = Button(tr("One back"), kind="quiet", icon="undo-2", on_click=self.go_back)
        self.done = parts.label(tr("That was the last pair. Cast your ballot."), "title")
        self.done.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.column.addWidget(self.count)
        sides = parts.row(self.left, self.right, spacing=theme.L)
        self.column.addLayout(sides)
        self.column.addWidget(self.done)
        self.column.addLayout(parts.row(None, self.back, self.skip, None))
        self._show()

    def answer(self, side: int | None) -> None:
        """The left (0), the right (1) or neither; then the next pair."""
        if self.at < len(self.pairs):
            self.answers[self.at] = "" if side is None else self.pairs[self.at][side]
            self.at += 1
            self._show()
            self.changed.emit()

    def go_back(self) -> None:
        if self.at:
            self.at -= 1
            self.answers.pop(self.at, None)
            self._show()
            self.changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        code = Qt.Key(event.key())
        if code in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.answer(0 if code == Qt.Key.Key_Left else 1)
        elif code == Qt.Key.Key_Down:
            self.answer(None)
        elif code == Qt.Key.Key_Backspace:
            self.go_back()
        else:
            super().keyPressEvent(event)

    def votes(self) -> dict[str, int]:
        out = {}
        for at, winner in self.answers.items():
            a, b = self.pairs[at]
            if winner:
                out[key(winner, b if winner == a else a)] = 1
        return out

    def said(self) -> str:
        left = len(self.pairs) - self.at
        return tr.plural("{n} pair left", "{n} pairs left", n=left)

    def first_stop(self) -> QWidget:
        return self.left

    def _show(self) -> None:
        is_over = self.at >= len(self.pairs)
        self.back.setEnabled(self.at > 0)
        self.done.setVisible(is_over)
        self.skip.setVisible(not is_over)
        for side in (self.left, self.right):
            side.setVisible(not is_over)
        if not is_over:
            self.count.setText(tr("Which of two? {n} of {all}", n=self.at + 1, all=len(self.pairs)))
            for side, one in zip((self.left, self.right), self.pairs[self.at], strict=True):
                side.show_title(self._titles[one])
        else:
            self.count.setText("")
