"""Page 1 holds what matters on one A4; what has no room goes to page 2, and nothing is lost or cut."""

from __future__ import annotations

import random
from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cocreate.export.facts import Facts
from cocreate.export.options import ReportOptions
from cocreate.export.pdf import build_pdf, text
from cocreate.export.pdf.flow import FOOT, room_of, width_of
from cocreate.export.pdf.parts.page_one import Head, fitted, height_of
from cocreate.export.pdf.style import A4, MARGIN, SIZES
from cocreate.export.verify import inspect, squeeze
from cocreate.model.snapshot import WorkshopSnapshot
from cocreate.words import words

from . import sample

HEAD = Head("Final", "19 November 2026", False)


def fit(snapshot: WorkshopSnapshot, language: str) -> tuple[float, int, int]:
    page = fitted(Facts(snapshot, words(language)), HEAD, A4)
    return height_of(page.blocks, width_of(A4)), page.decisions, page.items


LETTERS = st.sampled_from("abcdefghijklmnopqrstuvwxyz      WMéß\u0130ЖΩשع漢🚀")


@settings(max_examples=30, deadline=None, derandomize=True)
@given(
    texts=st.lists(st.text(LETTERS, min_size=1, max_size=140), min_size=1, max_size=12),
    decided=st.lists(st.text(LETTERS, min_size=1, max_size=140), max_size=6),
    question=st.text(LETTERS, max_size=280), wanted=st.text(LETTERS, max_size=280),
    language=st.sampled_from(["en", "nl"]), paper=st.sampled_from(["a4", "letter"]), voted=st.booleans(),
)  # fmt: skip
def test_one_page_holds_any_words_and_the_rest_goes_on(
    texts: list[str], decided: list[str], question: str, wanted: str, language: str, paper: str, voted: bool
) -> None:
    made = sample.workshop(12, items=len(texts), decisions=len(decided), voted=voted)
    snapshot = replace(
        made,
        workshop=replace(made.workshop, question=question, request=wanted),
        action_items=tuple(replace(i, text=x) for i, x in zip(made.action_items, texts, strict=True)),
        outcomes=tuple(replace(o, text=x) for o, x in zip(made.outcomes, decided, strict=True)),
    )
    options = ReportOptions(language, "executive", paper)  # type: ignore[arg-type]
    data = build_pdf(snapshot, options)
    report = inspect(data)
    assert report.findings == []
    assert report.places["page1"] == 1
    for said in (*texts, *decided, question, wanted):
        assert squeeze(text.clean(said)) in report.squeezed
    assert len(report.pages) == (2 if "continued" in report.places else 1)
    inside(data, SIZES[paper])


def inside(data: bytes, size: tuple[float, float]) -> None:
    """Every line of page 1 begins between the margins, and above the footer but for the footer's own."""
    with pikepdf.open(BytesIO(data)) as pdf:
        places = [
            (float(operands[4]), float(operands[5]))
            for operands, operator in pikepdf.parse_content_stream(pdf.pages[0])
            if str(operator) == "Tm"
        ]
    assert len(places) > 10
    assert all(MARGIN - 0.1 <= x < size[0] - MARGIN for x, _ in places)
    lowest = sorted(y for _, y in places)
    assert lowest[0] == lowest[1] < MARGIN < FOOT <= lowest[2]  # title and page number, then the page itself
    assert lowest[-1] < size[1] - MARGIN


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
    items = tuple(replace(i, outcome_id=None) for i in snapshot.action_items)  # so D1 stands in one place only
    report = inspect(build_pdf(replace(snapshot, action_items=items)))
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
