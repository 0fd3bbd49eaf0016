"""What a person chooses about a report: templates, paper, colour, logo, names."""

from __future__ import annotations

import pickle
from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest
from PIL import Image

from cocreate.errors import FileTrouble
from cocreate.export.options import PAPERS, TEMPLATES, ReportOptions, colour
from cocreate.export.pdf import build_pdf
from cocreate.export.pdf.pictures import logo
from cocreate.export.pdf.style import ACCENT, ACCENT_TINT, CANVAS, READABLE, WHITE, contrast, palette
from cocreate.export.verify import inspect, squeeze
from cocreate.model.snapshot import DissentNote

from . import sample


def picture(width: int = 300, height: int = 100, form: str = "PNG") -> bytes:
    out = BytesIO()
    Image.new("RGB", (width, height), "#0B6E6E").save(out, form)
    return out.getvalue()


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("template", TEMPLATES)
def test_every_template_is_sound_on_every_paper(template: str, paper: str, language: str) -> None:
    options = ReportOptions(language, template, paper, "#FFE08A", picture())  # type: ignore[arg-type]
    data = build_pdf(sample.with_merge(sample.workshop(62, authors=True)), options)
    report = inspect(data)
    assert report.findings == []
    with pikepdf.open(BytesIO(data)) as pdf:
        wide = {"a4": 595.28, "letter": 612.0}[paper]
        assert abs(float(pdf.pages[0].mediabox[2]) - wide) < 0.1
    titles = [title for title, _ in report.outline]
    if template == "executive":
        assert len(report.pages) == 1
    elif template == "participants":
        assert not {"votes", "themes", "evidence", "method"} & set(report.places)
        assert {"page1", "board", "ideas", "I-001", "decision-o00", "theme-c000"} <= set(report.places)
        assert report.links > 62
        assert titles[0] in ("Thank you", "Dank je wel")
    else:
        assert len(titles) == 8


def test_participants_and_anonymous_readers_see_no_author() -> None:
    snapshot = sample.workshop(12, authors=True, items=1, decisions=1)
    objection = DissentNote(id="d", round_id="r", text="Too soon", author_id="p03")
    snapshot = replace(snapshot, dissent_notes=(objection,))
    assert "Noor Visser" in " ".join(inspect(build_pdf(snapshot)).pages)
    for options in (ReportOptions(template="participants"), ReportOptions(anonymous=True)):
        said = " ".join(inspect(build_pdf(snapshot, options)).pages)
        assert "Noor Visser" not in said
        assert "Daan Bakker" not in said  # who signed the objection
        assert squeeze(snapshot.notes[0].text) in squeeze(said)
        assert "Aïsha de Wit" in said  # owner of the action item


@pytest.mark.parametrize("accent", ["#FFFFFF", "#FFFF00", "#000000", "#3D5AFE", "#FFB3C7", "#00FF7F"])
def test_any_accent_can_be_read(accent: str) -> None:
    found = palette(accent)
    for ground in (WHITE, CANVAS, found[ACCENT_TINT]):
        assert contrast(found[ACCENT], ground) >= READABLE


@pytest.mark.parametrize("form", ["PNG", "JPEG", "GIF", "WEBP"])
def test_a_logo_is_made_anew_from_its_pixels(form: str) -> None:
    made = logo(picture(3000, 1000, form) + b"<script>")
    assert b"<script>" not in made.data
    assert (made.width, made.height) == (720, 240)


def test_what_is_no_picture_or_too_large_is_refused_in_one_sentence() -> None:
    bomb = BytesIO()
    Image.new("1", (9000, 9000)).save(bomb, "PNG")
    for data in (b"", b"<svg/>", picture()[:60], bomb.getvalue(), b"%PDF-1.7"):
        with pytest.raises(FileTrouble, match="cannot be read"):
            logo(data)
        with pytest.raises(FileTrouble):
            build_pdf(sample.empty(), ReportOptions(logo=data or b"x"))


def test_words_that_no_report_has_are_refused() -> None:
    assert colour(" 0b6e6e ") == "#0B6E6E"
    for wrong in ("red", "#12", "#1234567"):
        with pytest.raises(FileTrouble):
            colour(wrong)
    with pytest.raises(ValueError):
        ReportOptions(template="all")  # type: ignore[arg-type]
    options = ReportOptions("nl", "participants", "letter", "#0B6E6E", picture(), True)
    assert pickle.loads(pickle.dumps(options)) == options
