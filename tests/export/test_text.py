"""Lines of text: cleaned, broken, ordered and measured right, in linear time."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cocreate.export.pdf import build_pdf, text
from cocreate.export.pdf.style import Style

from . import sample

STYLE = Style(9, 12)


def test_controls_surrogates_and_bidi_overrides_never_reach_a_page() -> None:
    assert text.clean("a\x00b\u202ec\ud800\ufeff\x1b[31m\u2066x") == "abc[31mx"
    assert text.clean("a\r\nb\u2028c\td") == "a\nb\nc d"
    assert text.clean("e\u0301") == "\u00e9"


@given(st.text(max_size=200), st.floats(min_value=20, max_value=400))
@settings(max_examples=60, deadline=None)
def test_breaking_loses_no_character_and_fits(raw: str, room: float) -> None:
    lines = text.break_lines(raw, STYLE, room)
    assert "".join("".join(lines).split()) == "".join(text.clean(raw).split())
    assert all(text.width(line, STYLE) <= room + 6 or len(line) <= 12 for line in lines)


def test_a_cut_is_shown() -> None:
    lines = text.break_lines("one two three four five six seven eight", STYLE, 60, 2)
    assert len(lines) == 2
    assert lines[-1].endswith("…")
    assert text.width(lines[-1], STYLE) <= 60
    assert text.break_lines("one two", STYLE, 200, 2) == ("one two",)


@pytest.mark.timeout(60)  # a word looked at from its start for each line would not end
def test_an_unbroken_word_is_broken_in_one_pass() -> None:
    lines = text.break_lines("y" * 100_000, STYLE, 300.0)
    assert sum(line.count("y") for line in lines) == text.MAX_CHARS


def test_marks_and_joiners_stay_with_their_letter() -> None:
    lines = text.break_lines("\U0001f469\u200d\U0001f4bb" * 20, STYLE, 60)
    assert all(not line.startswith("\u200d") and not line.endswith("\u200d") for line in lines)


def visual(line: str) -> str:
    """What the eye reads from left to right."""
    runs = text.typeset(line).runs
    return "".join("".join(chr(g.code) for g in run.glyphs) if run.glyphs else run.text for run in runs)


def test_brackets_stay_together_in_hebrew() -> None:
    assert visual("\u05d0\u05d1 (Hebrew) I-006").replace(" ", "") == "I-006(Hebrew)\u05d1\u05d0"


def test_brackets_are_mirrored_where_text_runs_to_the_left() -> None:
    assert visual("\u05d0 (\u05d1)").replace(" ", "") == "(\u05d1)\u05d0"
    assert visual("a (\u05d0) b").replace(" ", "") == "a(\u05d0)b"


@pytest.mark.parametrize(
    ("said", "fonts"),
    [
        ("Coffee ☕ now", {"Inter", "Emoji"}),
        ("like \u2764 it", {"Inter"}),
        ("like \u2764\ufe0f it", {"Inter", "Emoji"}),
        ("مرحبا", {"Arabic"}),
        ("שלום", {"Hebrew"}),
        ("跨部门", {"Inter"}),
    ],
)
def test_each_character_finds_a_font(said: str, fonts: set[str]) -> None:
    assert {run.font for run in text.typeset(said).runs} == fonts


def test_what_no_font_has_becomes_boxes_and_keeps_its_words() -> None:
    line = text.typeset("跨 x")
    assert text.MISSING in line.runs[0].text
    assert line.marked
    assert line.text == "跨 x"


def test_an_emoji_family_is_one_glyph() -> None:
    (run,) = text.typeset("\U0001f469\u200d\U0001f469\u200d\U0001f467").runs
    assert run.glyphs is not None
    assert sum(g.advance > 0 for g in run.glyphs) == 1


def test_kerning_narrows_a_heading() -> None:
    assert text.width("AVAVA", Style(20, 24, kerned=True)) < text.width("AVAVA", Style(20, 24))


def test_a_row_runs_from_left_to_right_whatever_its_parts_do() -> None:
    assert text.in_a_row(("Lunch", "", " Utrecht ")) == "Lunch · Utrecht"
    line = text.in_a_row(("כולם כאן", "19 November 2026", "Utrecht"))
    assert not text.typeset(line).to_left
    painted = "".join(run.text for run in text.typeset(line).runs).replace(text.LEFT, "")
    assert painted.index("19 November 2026") < painted.index("Utrecht")
    assert painted.index("כולם") < painted.index("19")


def test_marks_of_a_kerned_heading_stay_with_their_letters() -> None:
    """A shift and the offset that follows it were once written as one number, which threw letters over each other."""
    snapshot = sample.workshop(3, themes=1)
    shop = replace(snapshot.workshop, question="איך יכול עמית חדש להרגיש חלק מאיתנו")
    with pikepdf.open(BytesIO(build_pdf(replace(snapshot, workshop=shop)))) as pdf:
        shifts = [
            abs(float(part))
            for operands, operator in pikepdf.parse_content_stream(pdf.pages[0])
            if str(operator) == "TJ"
            for part in operands[0]
            if not isinstance(part, pikepdf.String)
        ]
    assert shifts
    assert max(shifts) < 400
