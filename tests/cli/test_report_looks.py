"""How a report looks, said on the command line: template, paper, colour, logo, names."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from cocreate.cli import main


@pytest.fixture
def library(tmp_path: Path) -> Path:
    path = tmp_path / "library.cocreate"
    assert main(["--library", str(path), "new", "Lunch"]) == 0
    return path


def export(library: Path, pdf: Path, *looks: object) -> int:
    return main(["--library", str(library), "export", "Lunch", "--pdf", str(pdf), *map(str, looks)])


def test_a_report_is_made_as_it_is_asked_for(library: Path, tmp_path: Path) -> None:
    pdf, logo = tmp_path / "o.pdf", tmp_path / "logo.png"
    Image.new("RGB", (90, 30), "#0B6E6E").save(logo)
    looks = ("--template", "executive", "--paper", "letter", "--accent", "0b6e6e", "--logo", logo, "--anonymous")
    assert export(library, pdf, *looks) == 0
    with pikepdf.open(pdf) as made:
        assert len(made.pages) == 1
        assert float(made.pages[0].mediabox[2]) == pytest.approx(612, abs=0.1)
        assert [o for o in made.objects if isinstance(o, pikepdf.Stream) and o.get("/Subtype") == "/Image"]


@pytest.mark.parametrize("wrong", [("--accent", "red"), ("--logo", "library.cocreate"), ("--logo", "none.png")])
def test_a_wrong_look_is_said_in_a_sentence_and_nothing_is_written(
    library: Path, tmp_path: Path, wrong: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    option, value = wrong
    pdf = tmp_path / "x.pdf"
    assert export(library, pdf, option, tmp_path / value if option == "--logo" else value) == 1
    assert not pdf.exists()
    assert "Traceback" not in capsys.readouterr().err
    assert export(library, pdf, "--template", "all") == 2
