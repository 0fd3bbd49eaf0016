"""The judge of reports bites: each fault that it looks for is planted once and found."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf
import pytest

from cocreate.export.pdf import build_pdf
from cocreate.export.verify import inspect

from . import sample


def _no_language(pdf: Any) -> None:
    del pdf.Root.Lang


def _no_alternative(pdf: Any) -> None:
    for element in pdf.objects:
        if isinstance(element, pikepdf.Dictionary) and "/Alt" in element:
            del element["/Alt"]


def _unmarked(pdf: Any) -> None:
    pdf.pages[0].contents_add(b"0 0 5 5 re f")


def _dead_link(pdf: Any) -> None:
    del pikepdf.NameTree(pdf.Root.Names.Dests)["I-003"]


def _script(pdf: Any) -> None:
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("1"))


def _web_link(pdf: Any) -> None:
    pdf.pages[0].Annots[0].A = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String("javascript:1"))


def _font_without_words(pdf: Any) -> None:
    for element in pdf.objects:
        if isinstance(element, pikepdf.Dictionary) and "/ToUnicode" in element:
            del element["/ToUnicode"]


def _heading_skip(pdf: Any) -> None:
    for element in pdf.objects:
        if isinstance(element, pikepdf.Dictionary) and element.get("/S") == pikepdf.Name.H2:
            element.S = pikepdf.Name.H3


FAULTS = (
    _no_language, _no_alternative, _unmarked, _dead_link, _script, _web_link, _font_without_words, _heading_skip,
)  # fmt: skip


@pytest.fixture(scope="module")
def report() -> bytes:
    return build_pdf(sample.workshop(12, themes=2))


@pytest.mark.parametrize("plant", FAULTS, ids=lambda f: f.__name__.strip("_"))
def test_a_planted_fault_is_found(report: bytes, plant: Callable[[Any], None]) -> None:
    assert inspect(report).findings == []
    with pikepdf.open(BytesIO(report)) as pdf:
        plant(pdf)
        out = BytesIO()
        pdf.save(out)
    assert inspect(out.getvalue()).findings != []
