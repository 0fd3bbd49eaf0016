"""Page 1 holds what matters on one A4; what has no room goes to page 2, and nothing is lost or cut."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from cocreate.export.facts import Facts
from cocreate.export.pdf import build_pdf
from cocreate.export.pdf.flow import room_of, width_of
from cocreate.export.pdf.parts.page_one import Head, fitted, height_of
from cocreate.export.pdf.style import A4
from cocreate.model.snapshot import WorkshopSnapshot
from cocreate.words import words

from . import sample
from .pdf_check import inspect, squeeze

HEAD = Head("Final", "19 November 2026", False)


def fit(snapshot: WorkshopSnapshot, language: str) -> tuple[float, int, int]:
    page = fitted(Facts(snapshot, words(language)), HEAD, A4)
    return height_of(page.blocks, width_of(A4)), page.decisions, page.items


@pytest.mark.parametrize("seed", range(40))
def test_three_to_twelve_action_items_fit_whatever_their_length(seed: int) -> None:
    r = random.Random(seed)
    items, decisions = r.randint(3, 12), r.randint(0, 6)
    snapshot = sample.workshop(30, items=items, decisions=decisions, length=r.choice((0, 20, 70, 140)), seed=seed)
    tall, shown, promised = fit(snapshot, r.choice(("en", "nl")))
    assert tall <= room_of(A4)
    assert (shown, promised) == (decisions, items)


def test_the_fullest_page_fits_with_the_widest_letters_or_moves_rows() -> None:
    snapshot = sample.workshop(30, items=12, decisions=6)
    wide = replace(
        snapshot,
        action_items=tuple(replace(i, text="WWWW " * 28) for i in snapshot.action_items),
        outcomes=tuple(replace(o, text="W" * 140) for o in snapshot.outcomes),
        workshop=replace(snapshot.workshop, question="W" * 280, request="WM " * 93, place="W" * 300, title="M" * 300),
    )
    tall, _, _ = fit(wide, "en")
    assert tall <= room_of(A4)
    report = inspect(build_pdf(wide))
    assert report.findings == []
    assert report.places["page1"] == 1
    assert squeeze("W" * 280) in report.squeezed


def test_more_rows_than_fit_continue_on_page_two() -> None:
    snapshot = sample.workshop(30, items=30, decisions=12, length=140)
    report = inspect(build_pdf(snapshot))
    assert report.findings == []
    assert report.places["continued"] == 2
    first = squeeze(report.pages[0])
    following = "|" + squeeze("|".join(report.pages[1:4])) + "|"
    for n in range(1, 31):
        assert (f"|A{n}|" in first) != (f"|A{n}|" in following)
    for n in range(1, 13):
        assert (f"|D{n}|" in first) != (f"|D{n}|" in following)
    assert "more lines on the next page" in report.pages[0]


def test_a_question_and_request_beyond_all_limits_are_whole_on_page_two() -> None:
    snapshot = sample.workshop(5)
    asked, wanted = sample.pad("Why", 250) + " end of the question", " ".join(f"word{n}" for n in range(400))
    shop = replace(snapshot.workshop, question=asked * 6, request=wanted)
    report = inspect(build_pdf(replace(snapshot, workshop=shop)))
    assert squeeze(asked * 6) in report.squeezed
    assert squeeze(wanted) in report.squeezed
    assert report.places["continued"] == 2
