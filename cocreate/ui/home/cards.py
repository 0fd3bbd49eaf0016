"""One workshop as Home shows it: its facts, and the sentence made of them; it knows no store and no widget."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from cocreate.ui import i18n
from cocreate.ui.i18n import tr


class WorkshopCard(NamedTuple):
    """The facts of one card. `vote_state` is that of the latest voting round, or empty; `thumbnail` a picture file."""

    id: str
    title: str
    question: str = ""
    changed_at_ms: int = 0
    notes: int = 0
    clusters: int = 0
    vote_state: str = ""
    thumbnail: str | None = None
    is_demo: bool = False

    @property
    def heading(self) -> str:
        """The title; without one the question."""
        return self.title or self.question or tr("Workshop without a name")


def day_line(card: WorkshopCard, now: datetime | None = None) -> str:
    """`Yesterday · 48 ideas · 12 themes`, without what is not there yet."""
    parts = [i18n.relative_day(card.changed_at_ms, now)] if card.changed_at_ms else []
    parts.append(tr.plural("{n} idea", "{n} ideas", n=card.notes) if card.notes else tr("No ideas yet"))
    if card.clusters:
        parts.append(tr.plural("{n} theme", "{n} themes", n=card.clusters))
    return " · ".join(parts)


def vote_words(state: str) -> tuple[str, str] | None:
    """What the badge says of the vote, and its kind; nothing for no vote, or one that was made void."""
    return {
        "draft": (tr("Vote prepared"), "plain"),
        "open": (tr("Vote open"), "accent"),
        "closed": (tr("Vote closed"), "warn"),
        "revealed": (tr("Result known"), "ok"),
    }.get(state)


def matches(card: WorkshopCard, query: str) -> bool:
    """Whether every word of the search is in the title or the question."""
    where = f"{card.title} {card.question}".casefold()
    return all(word in where for word in query.casefold().split())


def greeting(hour: int) -> str:
    """By the hour of the day, 0 to 23."""
    if 5 <= hour < 12:
        return tr("Good morning.")
    return tr("Good afternoon.") if 12 <= hour < 18 else tr("Good evening.")
