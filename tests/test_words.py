"""Every text for people is a literal that a test can find, and Dutch says all of them."""

from __future__ import annotations

import ast
import json
import pickle
import re
from pathlib import Path

import pytest
from words_scan import texts

from cocreate.errors import LibraryTrouble, Refused
from cocreate.paths import resources
from cocreate.words import LANGUAGES, words

FOUND, FAULTS = texts()
FILES = sorted((resources() / "translations" / "nl").glob("*.json"))
CATALOGUES = {file.name: json.loads(file.read_text(encoding="utf-8")) for file in FILES}
DUTCH = {text: said for catalogue in CATALOGUES.values() for text, said in catalogue.items()}


def braces(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)[^}]*\}", text))


def test_texts_are_literals() -> None:
    assert FAULTS == []
    assert len(FOUND) > 300, "the search finds nothing any more"


def test_dutch_says_everything() -> None:
    missing = sorted({f"{t.where}: {t.text}" for t in FOUND if t.text not in DUTCH})
    assert missing == []


def test_dutch_says_nothing_that_is_gone() -> None:
    """A text may stand in a table first and be said later: every string constant of the sources counts."""
    assert sorted(DUTCH.keys() - constants()) == []


def constants() -> set[str]:
    root = Path(__file__).resolve().parents[1] / "cocreate"
    return {
        node.value
        for file in root.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def test_braces_are_the_same_in_both_languages() -> None:
    """Only a number may be left out: "one" says it in words."""
    pairs = [(braces(text), braces(said), text) for text, said in DUTCH.items()]
    assert [text for ours, dutch, text in pairs if dutch - ours or ours - dutch - {"n"}] == []


def test_no_text_is_said_in_two_ways() -> None:
    seen: dict[str, tuple[str, str]] = {}
    twice = []
    for name, catalogue in CATALOGUES.items():
        for text, said in catalogue.items():
            if text in seen and seen[text][1] != said:
                twice.append((text, seen[text], (name, said)))
            seen[text] = name, said
    assert twice == []


def test_nobody_shouts() -> None:
    assert [t for t in [*DUTCH, *DUTCH.values(), *(f.text for f in FOUND)] if "!" in t] == []


def test_every_dutch_text_can_be_filled_in() -> None:
    for text, said in DUTCH.items():
        if braces(text):
            said.format(**dict.fromkeys(braces(text), 3))


@pytest.mark.parametrize("language", [*LANGUAGES, "xx"])
def test_words_fill_braces_and_count(language: str) -> None:
    t = words(language)
    assert t("This text is longer than {limit} characters. Shorten it or split it up.", limit=9).count("9") == 1
    assert t("never translated {name}", name="x") == "never translated x"
    assert t.plural("{n} thing", "{n} things", n=1) == "1 thing"
    assert t.plural("{n} thing", "{n} things", n=0) == "0 things"


def test_troubles_speak_the_language_asked_for() -> None:
    trouble = Refused("This text is longer than {limit} characters. Shorten it or split it up.", limit=9)
    assert trouble.say("nl").startswith("Deze tekst is langer dan 9")
    assert str(trouble) == trouble.say() == trouble.say("en")


def test_a_trouble_survives_the_way_to_another_process() -> None:
    sent = LibraryTrouble("{name} is not a library of CoCreate. Choose another file.", name="x")
    back = pickle.loads(pickle.dumps(sent))
    assert (type(back), back.text, back.values) == (LibraryTrouble, sent.text, {"name": "x"})


@pytest.mark.parametrize(
    ("code", "is_fault"),
    [
        ('t(f"Hello {name}")', True),
        ('tr("a" + b)', True),
        ('tr("%s" % b)', True),
        ('t("a" if b else "c")', True),
        ('Refused(f"No {x}. Stop.")', True),
        ('t("Hello {name}", name=1)', False),
        ("t(one_of_a_table)", False),
    ],
)
def test_the_search_sees_keys_that_are_no_literals(tmp_path: Path, code: str, is_fault: bool) -> None:
    (tmp_path / "x.py").write_text(code)
    assert bool(texts(tmp_path)[1]) == is_fault
