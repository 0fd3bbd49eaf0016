"""Pages for the preview: as many, as large and with the words that the PDF has; a broken file is one sentence."""

from __future__ import annotations

import pytest

from cocreate.errors import FileTrouble
from cocreate.export.pages import MOST_PIXELS, leaves, paint
from cocreate.export.pdf import build_pdf

from . import sample


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return build_pdf(sample.workshop(5))


def test_each_page_has_its_words_and_its_size(pdf: bytes) -> None:
    found = leaves(pdf)
    assert sample.QUESTION[:20] in found[0].words
    assert round(found[0].width) == 595
    assert any(leaf.width > leaf.height for leaf in found), "the board is wide"


def test_a_page_is_as_wide_as_asked_and_not_blank(pdf: bytes) -> None:
    made = paint(pdf, 0, 400)
    assert abs(made.width - 400) <= 1
    assert len(made.pixels) == made.stride * made.height
    assert len(set(made.pixels[::4])) > 20
    huge = paint(pdf, 0, 1_000_000)
    assert huge.width * huge.height <= MOST_PIXELS * 1.01


def test_what_is_no_pdf_is_said_in_a_sentence() -> None:
    with pytest.raises(FileTrouble, match="cannot be shown"):
        leaves(b"%PDF-1.7 no")


def test_work_ends_when_it_is_called_off(pdf: bytes) -> None:
    class Off(Exception):
        pass

    def off(_share: float) -> None:
        raise Off

    with pytest.raises(Off):
        leaves(pdf, progress=off)
