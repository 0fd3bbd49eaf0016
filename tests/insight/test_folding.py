"""What counts as the same text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cocreate.insight.folding import fold, says_something, words_of

LETTERS = st.text(alphabet="abcéïßñçøдшжαβωığü กขต้ทอมاب中木 0123456789-!?,", max_size=30)


@given(LETTERS)
def test_case_spaces_and_punctuation_do_not_count(text: str) -> None:
    if says_something(text):
        assert fold(text.upper()) == fold(text.lower()) == fold(f"  {text}!? ") == fold(f"«{text}»")
        assert fold(unicodedata.normalize("NFD", text)) == fold(text)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Plant more trees.", "plant  more trees"),
        ("ＡＢＣ", "abc"),
        ("STRASSE", "straße"),
        ("IŞIK", "ışık"),
        ("İstanbul", "istanbul"),
        ("co-creatie", "cocreatie"),
        ("buurt huis", "buurthuis"),
    ],
)
def test_these_are_the_same_idea(a: str, b: str) -> None:
    assert fold(a) == fold(b)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("een", "één"),
        ("1.5 uur", "15 uur"),
        ("ข้าว", "ขาว"),  # rice, white: a tone mark and a vowel apart
        ("больше", "меньше"),
        ("木", "林"),
        ("!", "?"),
        ("🎉", "👍"),
    ],
)
def test_these_are_different_ideas(a: str, b: str) -> None:
    assert fold(a) != fold(b)


def test_signs_alone_stay_as_they_are() -> None:
    assert fold("  ??? ") == "???"
    assert fold(" ") == fold("") == ""
    assert not says_something("🎉 …")
    assert says_something("🎉 é")


def test_words_of_every_script_survive() -> None:
    assert words_of("Één ÉÉN, больше Деревьев!") == ["één", "één", "больше", "деревьев"]
