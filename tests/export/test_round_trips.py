"""What goes out comes in again: texts, themes and order, through the readers of `cocreate.interchange`."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cocreate.export.catalogue import FORMATS, Material, make
from cocreate.export.facts import Facts
from cocreate.export.options import ReportOptions
from cocreate.interchange import has_words, read_ideas
from cocreate.model.snapshot import Board, Cluster, Frame, Link, Note, Workshop, WorkshopSnapshot
from cocreate.model.trail import Trail
from cocreate.words import words

from . import sample

Pairs = list[tuple[str, str]]  # text and theme of each idea
NEVER = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")  # in no file
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069\ufeff]")

MARKS = (
    "#",
    "- ",
    "* ",
    "1. ",
    "12) ",
    "> ",
    "| ",
    "=",
    "'=",
    "''",
    "**",
    "__",
    "`",
    "\\",
    "&amp;",
    "[x] ",
    "• ",
    "\t",
    ";",
)
texts = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
    st.builds("".join, st.lists(st.sampled_from([*MARKS, "tree", "Übung", "עץ", "\n", "🌳", " "]), max_size=6)),
)


def normal(text: str) -> str:
    """What a reader makes of a text: nothing but white space and controls may differ."""
    return " ".join(NEVER.sub("", TURNING.sub("", text)).split())


def snapshot_of(pairs: list[tuple[str, int | None]], titles: list[str]) -> WorkshopSnapshot:
    clusters = tuple(
        Cluster(id=f"c{k}", scope="w", board_id="b", title=title, order=f"{k:03d}", parent_id="c0" if k == 2 else None)
        for k, title in enumerate(titles)
    )
    notes = tuple(
        Note(
            id=f"n{k:03d}", scope="w", board_id="b", number=k + 1, text=text, order=f"{k:03d}",
            cluster_id=f"c{theme}" if theme is not None and theme < len(titles) else None,
            place=(k % 4 * 100.0, k // 4 * 100.0), written_at=k,
        )
        for k, (text, theme) in enumerate(pairs)
    )  # fmt: skip
    shop = Workshop(id="w", scope="w", title="Trees")
    return WorkshopSnapshot(workshop=shop, boards=(Board(id="b", scope="w"),), notes=notes, clusters=clusters)


def expected(snapshot: WorkshopSnapshot, key: str, language: str) -> Pairs:
    """In the order of the document: by number in tables and boards, by theme in outlines and text."""
    facts = Facts(snapshot, words(language))
    notes = facts.snapshot.ideas
    if key in ("opml", "ideas-md"):
        inside = [n for theme in facts.themes for n in theme.notes]
        notes = tuple([*facts.loose, *inside] if key == "ideas-md" else [*inside, *facts.loose])
    pairs = [(n.text, facts.theme_of[n.id].title if n.id in facts.theme_of else "") for n in notes]
    return [(normal(text), normal(theme)) for text, theme in pairs if has_words(normal(text))]


def back(snapshot: WorkshopSnapshot, key: str, language: str) -> Pairs:
    plan = read_ideas(make(key, Material(snapshot, ReportOptions(language))), FORMATS[key].file_name)
    return [(normal(idea.text), normal(idea.theme)) for idea in plan.ideas]


ROUND = ("csv", "xlsx", "canvas", "opml", "ideas-md")


@pytest.mark.parametrize("key", ROUND)
@settings(max_examples=40, deadline=None)
@given(
    pairs=st.lists(st.tuples(texts, st.sampled_from([None, 0, 1, 2])), min_size=1, max_size=8),
    titles=st.lists(texts.map(lambda s: s[:40]), min_size=3, max_size=3),
    language=st.sampled_from(["en", "nl"]),
)
def test_texts_themes_and_order_come_back(key: str, pairs: Pairs, titles: list[str], language: str) -> None:
    snapshot = snapshot_of([("A tree", 0), ("A leaf", 1), *pairs, ("A bush", 2)], titles)  # type: ignore[list-item]
    assert back(snapshot, key, language) == expected(snapshot, key, language)


@pytest.mark.parametrize("key", ROUND)
def test_nasty_strings_come_back(key: str, shared_data: Path) -> None:
    nasty = json.loads((shared_data.parent / "bench" / "faults" / "nasty_strings.json").read_text("utf-8"))
    snapshot = snapshot_of(
        [(text[:1900], (None, 0, 1, 2)[k % 4]) for k, text in enumerate(nasty)], ["One", "=Two", "Three"]
    )
    assert back(snapshot, key, "en") == expected(snapshot, key, "en")


def test_a_note_over_the_ground_of_another_theme_stays_loose_until_it_is_moved() -> None:
    pairs: list[tuple[str, int | None]] = [(name, 0 if k not in (1, 2) else None) for k, name in enumerate("abcdef")]
    made = make("canvas", Material(snapshot_of(pairs, ["Trees"])))
    themes = {i.text: i.theme for i in read_ideas(made, "x.canvas").ideas}
    assert themes == dict.fromkeys("adef", "Trees") | {"b": "", "c": ""}
    moved = json.loads(made)
    next(n for n in moved["nodes"] if n.get("text") == "b")["x"] += 30  # by hand, still over the theme
    themes = {i.text: i.theme for i in read_ideas(json.dumps(moved).encode(), "x.canvas").ideas}
    assert (themes["b"], themes["c"]) == ("Trees", "")


def test_frames_and_links_of_a_canvas_are_no_ideas_unless_somebody_wrote_on_them() -> None:
    snapshot = snapshot_of([("a", None), ("b", None), ("c", 0)], ["Trees"])
    frame = Frame(id="f", scope="w", board_id="b", title="Parked", place=(900.0, 900.0))
    snapshot = replace(
        snapshot, frames=(frame,), links=(Link(id="l", scope="w", from_id="n000", to_id="n001"),),
        notes=(replace(snapshot.notes[0], merged_into="n002"), *snapshot.notes[1:]),
    )  # fmt: skip
    made = make("canvas", Material(snapshot))
    assert [i.text for i in read_ideas(made, "x.canvas").ideas] == ["a", "b", "c"]
    renamed = made.replace(b'"label": "builds on"', b'"label": "pays for"', 1)
    assert "pays for" in [i.text for i in read_ideas(renamed, "x.canvas").ideas]


def test_a_merged_idea_comes_back_from_every_document() -> None:
    snapshot = sample.with_merge(sample.workshop(20))
    whole = {normal(n.text) for n in snapshot.notes}
    for key in ROUND:
        assert {text for text, _ in back(snapshot, key, "en")} == whole, key


def test_one_theme_alone_is_no_subject_of_an_outline() -> None:
    plan = read_ideas(make("opml", Material(snapshot_of([("a", 0), ("b", 0)], ["Trees"]))), "x.opml")
    assert [(i.text, i.theme) for i in plan.ideas] == [("a", "Trees"), ("b", "Trees")]


@pytest.mark.parametrize("key", ["csv", "xlsx"])
@pytest.mark.parametrize("language", ["en", "nl"])
def test_an_idea_that_people_removed_does_not_come_back(key: str, language: str) -> None:
    snapshot = snapshot_of([("a", 0), ("b", None)], ["Trees"])
    gone = replace(snapshot.notes[0], id="gone", number=9, text="Taken out", removed=True)
    made = make(key, Material(snapshot, ReportOptions(language), Trail(removed=(gone,))))
    plan = read_ideas(made, FORMATS[key].file_name)
    assert [i.text for i in plan.ideas] == ["a", "b"]
    assert "1 ideas that people had removed were left out." in [line.say() for line in plan.report]
