"""The ideas of all workshops that answer the search of Home: it lists them, and opens the workshop of one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QWidget

from cocreate.ui import theme
from cocreate.ui.i18n import tr
from cocreate.ui.workshop import parts

if TYPE_CHECKING:
    from cocreate.ui.home.page import HomePage
    from cocreate.ui.main_window import MainWindow

MOST = 30  # more is a question that wants another word


class FoundIdea(NamedTuple):
    """An idea and the workshop it is of."""

    scope: str
    workshop: str
    note_id: str
    text: str


class FoundIdeas(QWidget):
    """One line an idea, below the name of its workshop; `go` is asked for the one that is pressed."""

    def __init__(self, ideas: Sequence[FoundIdea], go: Callable[[FoundIdea], object]) -> None:
        super().__init__()
        self.rows: list[parts.LinkRow] = []
        inside = parts.column(self, 0, theme.XS)
        inside.setContentsMargins(0, theme.L, 0, 0)
        inside.addWidget(parts.label(tr("Ideas with these words"), "title"))
        for scope in dict.fromkeys(idea.scope for idea in ideas):
            held = [idea for idea in ideas if idea.scope == scope]
            inside.addSpacing(theme.S)
            inside.addWidget(parts.label(held[0].workshop, "caption"))
            for idea in held:
                row = parts.LinkRow(" ".join(idea.text.split()), "", partial(go, idea))
                self.rows.append(row)
                inside.addWidget(row)
        if len(ideas) == MOST:
            inside.addWidget(parts.label(tr("More than {n} ideas: add a word.", n=MOST), "muted"))


async def find(window: MainWindow, home: HomePage, question: str) -> None:
    """Look through the ideas of the whole library, and show what answers while it is still wanted."""
    hits = await window.live.ask(lambda store: store.search(None, question, MOST))
    titles = {card.id: card.heading for card in home.cards()} if window.home is home else {}
    ideas = [FoundIdea(h.scope, titles[h.scope], h.id, h.text) for h in hits if h.scope in titles]
    if window.home is home:
        go = partial(_go, window)
        home.show_found(question, FoundIdeas(ideas, go) if ideas else None)


def _go(window: MainWindow, idea: FoundIdea) -> None:
    window.live.start(_open_at(window, idea))


async def _open_at(window: MainWindow, idea: FoundIdea) -> None:
    await window.open_workshop(idea.scope)
    if window.room is not None:
        window.room.page.go_to(idea.note_id)
