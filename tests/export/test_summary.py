"""The summary says the same in three forms, and text of people stays text in each."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser

from cocreate.export.summary import summary

from . import sample


def words_in(html: str) -> str:
    parts: list[str] = []
    reader = HTMLParser()
    reader.handle_data = parts.append  # type: ignore[method-assign]
    reader.feed(html)
    return " ".join(parts)


def test_decisions_actions_votes_and_the_request_are_in_every_form() -> None:
    room = sample.workshop(20)
    found = summary(room)
    for form in (words_in(found.html), found.text):
        assert sample.DECISIONS[0] in form
        assert sample.ITEMS[0] in form
        assert sample.REQUEST in form
        assert "What the vote said" in form
    assert f"## {sample.QUESTION}" in found.markdown
    assert "Besluiten" in summary(room, "nl").text


def test_markup_and_formulas_of_people_are_text() -> None:
    bad = "<img src=x onerror=alert(1)> [a](javascript:x) **b**"
    room = sample.workshop(5)
    room = replace(room, outcomes=(replace(room.outcomes[0], text=bad),))
    found = summary(room)
    assert "<img" not in found.html
    assert bad in words_in(found.html)
    assert "\\[a\\](javascript" in found.markdown, "no link"
    assert "\\*\\*b" in found.markdown


def test_a_vote_that_is_open_and_a_workshop_without_anything_are_said_plainly() -> None:
    room = sample.workshop(20, decisions=0, items=0)
    rounds = tuple(replace(r, state="open", title="Xantippe") for r in room.rounds)
    found = summary(replace(room, rounds=rounds))
    assert "Xantippe" not in found.html + found.text + found.markdown
    assert "Draft" in found.text
    assert "No decision recorded yet." in found.text
    assert "What the vote said" not in found.text
    assert summary(sample.empty()).text.startswith("Empty room\n")
