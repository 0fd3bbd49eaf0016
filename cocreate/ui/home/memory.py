"""What Home showed last, kept in the settings, so that the next start paints it before the library is open.

It is a picture of the past and nothing else: as soon as the library has answered, its own list takes the place.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from cocreate.ui.home.cards import WorkshopCard
from cocreate.ui.settings import Settings

MOST = 24  # cards that a screen may show at once


def remember(settings: Settings, library: Path | None, cards: Sequence[WorkshopCard]) -> None:
    """Keep the cards of a library."""
    settings.set("home", {"library": str(library), "cards": [card._asdict() for card in cards[:MOST]]})


def remembered(settings: Settings, library: Path | None) -> list[WorkshopCard]:
    """The cards that this library had last; none for another library, or when another version kept them."""
    kept = settings.get("home", {})
    if kept.get("library") != str(library):
        return []
    try:
        return [WorkshopCard(**card) for card in kept.get("cards", [])]
    except TypeError:
        return []
