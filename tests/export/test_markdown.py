"""The outcome as Markdown: complete, and user text stays text."""

from __future__ import annotations

import pytest

from cocreate.export.markdown import plain, report_md

from . import sample


def test_every_idea_is_there_once_with_its_number() -> None:
    snapshot = sample.with_merge(sample.workshop(62, authors=True))
    said = report_md(snapshot).decode()
    for note in snapshot.notes:
        assert said.count(f" I-{note.number:03d} {plain(note.text)}") >= 1
    assert "  - I-002" in said  # below the one that took it in
    assert "=2: Meet across teams" in said
    assert "**open**" in said


def test_dutch_speaks_dutch() -> None:
    said = report_md(sample.workshop(5), "nl").decode()
    assert "## Besluiten" in said
    assert "19 november 2026" in said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# title", r"\# title"),
        ("- item", r"\- item"),
        ("1. one", r"1\. one"),
        ("a\nb | c", r"a b \| c"),
        ("[x](javascript:1)", r"\[x\](javascript:1)"),
        ("<img src=x>", r"\<img src=x\>"),
        ("**bold** `code`", r"\*\*bold\*\* \`code\`"),
        ("\u202eevil\x00", "evil"),
    ],
)
def test_user_text_cannot_become_markup(text: str, expected: str) -> None:
    assert plain(text) == expected


def test_an_empty_workshop_says_so() -> None:
    said = report_md(sample.empty()).decode()
    assert "No decision recorded yet." in said
    assert "## Ideas" not in said
