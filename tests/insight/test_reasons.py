"""Why is my note here, in words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cocreate.insight.clustering import MOST_IDEAS
from cocreate.insight.reasons import why
from cocreate.insight.values import Reason
from cocreate.words import words

TITLES = {"a": "Afval · straat", "b": "Groen"}
TEXTS = {"1": "Prullenbakken", "2": "Een schone straat.", "3": " ", "4": "x" * 80}
NEAR = (("1", 0.71), ("2", 0.6))


def reason(**changed: object) -> Reason:
    plain: dict[str, object] = {
        "note": "0", "cluster": "a", "terms": ("afval", "straat"), "nearest": NEAR, "own": 0.5, "second": "b",
        "margin": 0.14,
    }  # fmt: skip
    return Reason(**{**plain, **changed})  # type: ignore[arg-type]


def test_it_names_the_nearest_the_terms_and_the_second_best() -> None:
    assert why(reason(), TITLES, TEXTS, words("en")).splitlines() == [
        "Nearest: ‘Prullenbakken’, ‘Een schone straat’.",
        "Shares afval, straat with the theme Afval · straat.",
        "Second best: Groen (margin 0.14).",
    ]


def test_it_speaks_dutch() -> None:
    assert why(reason(), TITLES, TEXTS, words("nl")).splitlines() == [
        "Het dichtst bij: ‘Prullenbakken’, ‘Een schone straat’.",
        "Deelt afval, straat met het thema Afval · straat.",
        "Tweede keus: Groen (marge 0,14).",
    ]


@pytest.mark.parametrize(
    ("changed", "line"),
    [
        ({"terms": ()}, "Close in meaning to ‘Prullenbakken’ and ‘Een schone straat’."),
        ({"terms": (), "nearest": NEAR[:1]}, "Close in meaning to ‘Prullenbakken’."),
        ({"nearest": ()}, "No other note is close to this one."),
        ({"nearest": (("3", 0.5),)}, "No other note is close to this one."),
        ({"nearest": (("gone", 0.5), ("1", 0.4))}, "Nearest: ‘Prullenbakken’."),
        ({"nearest": (("4", 0.5),)}, f"Nearest: ‘{'x' * 59}…’."),
        ({"margin": 0.01}, "Unsure: Afval · straat or Groen (margin 0.01)."),
        ({"margin": -0.08}, "Unsure: Afval · straat or Groen (margin −0.08)."),
        ({"cluster": "", "second": None}, "It belongs to no theme yet."),
    ],
)
def test_each_case_has_its_sentence(changed: dict[str, object], line: str) -> None:
    assert line in why(reason(**changed), TITLES, TEXTS, words("en")).splitlines()


def test_a_note_that_a_person_placed_is_never_called_unsure() -> None:
    found = why(reason(margin=-0.3), TITLES, TEXTS, words("en"), placed=True)
    assert found.startswith("A person put this note here.\n")
    assert "Unsure" not in found


def test_with_one_theme_there_is_no_second() -> None:
    assert "econd" not in why(reason(second=None), TITLES, TEXTS, words("en"))


def test_every_sentence_of_insight_has_its_dutch() -> None:
    folder = Path(why.__code__.co_filename).parent
    keys = set(re.findall(r'\bt\(\s*"([^"]+)"', (folder / "reasons.py").read_text(encoding="utf-8")))
    assert len(keys) == 10
    missing = [k for k in keys if words("nl")(k) == k and k != "‘{text}’"]
    assert not missing
    assert MOST_IDEAS == 10_000
