"""The words of every page of a small report, in both languages. Look at the pages before writing the golden files anew.

`COCREATE_WRITE_GOLDEN=1 python -m pytest tests/export/test_golden.py` writes them.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from cocreate.export.options import ReportOptions
from cocreate.export.pdf import build_pdf
from cocreate.export.verify import inspect

from . import sample

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_words_of_each_page_are_as_agreed(language: str) -> None:
    snapshot = sample.with_merge(sample.workshop(14, themes=3, items=3, decisions=2, authors=True))
    report = inspect(build_pdf(snapshot, ReportOptions(language), draft=True))
    said = "\n\n".join(f"--- {n}\n" + page.replace(" | ", "\n") for n, page in enumerate(report.pages, 1)) + "\n"
    said = re.sub(r"\b[0-9a-f]{64}\b", "<digest>", re.sub(r"CoCreate \d[\d.]*", "CoCreate <version>", said))
    file = GOLDEN / f"report_{language}.txt"
    if os.environ.get("COCREATE_WRITE_GOLDEN"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(said, encoding="utf-8")
    assert said == file.read_text(encoding="utf-8")
