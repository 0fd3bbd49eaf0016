"""Slides and document: every shape in its place, every word in its box, nothing lost, nothing active."""

from __future__ import annotations

import io
import json
import re
import zipfile
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from PIL import ImageFont

from cocreate.export.catalogue import Material, make
from cocreate.export.options import ReportOptions
from cocreate.model.snapshot import WorkshopSnapshot
from cocreate.paths import resources

from . import sample

pptx = pytest.importorskip("pptx", reason="slides need the extra office")
docx = pytest.importorskip("docx", reason="the document needs the extra office")

EMU = 12_700.0  # of a point


@cache
def font(size: float, is_bold: bool) -> ImageFont.FreeTypeFont:
    """Inter is wider than the type that slides usually have: what fits in it fits."""
    name = "Inter_700Bold.ttf" if is_bold else "Inter_400Regular.ttf"
    return ImageFont.truetype(str(resources() / "fonts" / "inter" / name), round(size * 10))


def slides(snapshot: WorkshopSnapshot, language: str = "en") -> list[Any]:
    data = make("pptx", Material(snapshot, ReportOptions(language)))
    return list(pptx.Presentation(io.BytesIO(data)).slides)


def box(shape: Any) -> tuple[float, float, float, float]:
    return shape.left / EMU, shape.top / EMU, shape.width / EMU, shape.height / EMU


def taken(shape: Any) -> float:
    """Height of its text, broken into lines in Inter."""
    width, total = shape.width / EMU, 0.0
    for paragraph in shape.text_frame.paragraphs:
        size = max((run.font.size.pt for run in paragraph.runs), default=0.0)
        lines, used = 1, 0.0
        for run in paragraph.runs:
            made = font(run.font.size.pt, bool(run.font.bold))
            for word in re.findall(r"\S+\s*", run.text):
                long = made.getlength(word.rstrip()) / 10
                if used and used + long > width:
                    lines, used = lines + 1, 0.0
                used += made.getlength(word) / 10
                if long > width:  # broken within
                    lines, used = lines + int(long // width), long % width
        total += lines * size * 1.2 + (paragraph.space_after.pt if paragraph.space_after else 0.0)
    return total


def rooms() -> dict[str, WorkshopSnapshot]:
    long = sample.workshop(40, length=280, items=12, decisions=9)
    theme = replace(long.clusters[0], title="Everything that has to do with the way in which newcomers arrive " * 2)
    long = replace(long, clusters=(theme, *long.clusters[1:]))
    wall = sample.workshop(["W" * 1900, "word " * 380, "跨部门分享知识" * 60, "שיתוף ידע בין צוותים"], themes=2)
    return {
        "usual": sample.workshop(62), "large": sample.workshop(240, themes=12), "long": long, "wall": wall,
        "one": sample.workshop(1, decisions=0, items=0, voted=False), "empty": sample.empty(),
    }  # fmt: skip


@pytest.mark.parametrize("room", rooms())
@pytest.mark.parametrize("language", ["en", "nl"])
def test_nothing_is_outside_a_slide_and_nothing_covers_anything(room: str, language: str) -> None:
    for n, slide in enumerate(slides(rooms()[room], language), 1):
        boxes = [(shape.name, *box(shape)) for shape in slide.shapes]
        for name, x, y, w, h in boxes:
            assert x >= 0, (n, name)
            assert y >= 0, (n, name)
            assert x + w <= 960.01, (n, name)
            assert y + h <= 540.01, (n, name)
        for k, (name, x, y, w, h) in enumerate(boxes):
            for other, x2, y2, w2, h2 in boxes[k + 1 :]:
                is_apart = x + w <= x2 + 0.1 or x2 + w2 <= x + 0.1 or y + h <= y2 + 0.1 or y2 + h2 <= y + 0.1
                assert is_apart, (n, name, other)


@pytest.mark.parametrize("room", rooms())
@pytest.mark.parametrize("language", ["en", "nl"])
def test_every_text_fits_its_box(room: str, language: str) -> None:
    for n, slide in enumerate(slides(rooms()[room], language), 1):
        for shape in slide.shapes:
            if shape.has_text_frame and shape.text_frame.text:
                assert taken(shape) <= shape.height / EMU + 2, (n, shape.text_frame.text[:80])


def words(slide: Any) -> str:
    return "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


def test_a_summary_the_vote_and_a_slide_for_each_theme() -> None:
    snapshot = sample.workshop(62)
    first, vote, *themes = slides(snapshot)
    assert first.shapes.title.text_frame.text == snapshot.workshop.question
    assert all(text in words(first) for text in (*sample.DECISIONS, *sample.ITEMS))
    assert snapshot.rounds[0].title in words(vote)
    assert [slide.shapes.title.text_frame.text for slide in themes] == [c.title for c in snapshot.clusters]
    held = [n.text for n in snapshot.notes if n.cluster_id == "c000"]
    assert sum(text in words(themes[0]) for text in held) >= 6


def test_what_does_not_fit_is_counted() -> None:
    notes = sample.workshop(["One idea that is a little longer than others are"] * 90, themes=1)
    assert re.search(r"and \d+ more ideas", words(slides(notes)[-1]))


def paragraphs(snapshot: WorkshopSnapshot, language: str = "en", **options: Any) -> list[Any]:
    data = make("docx", Material(snapshot, ReportOptions(language, **options)))
    return list(docx.Document(io.BytesIO(data)).paragraphs)


def test_the_document_holds_every_idea_in_lists_below_headings() -> None:
    snapshot = sample.with_merge(sample.workshop(62))
    found = paragraphs(snapshot)
    bullets = [" ".join(p.text.split()) for p in found if p.style.name.startswith("List Bullet")]
    for note in snapshot.notes:
        assert [b for b in bullets if b.startswith(" ".join(note.text.split()))], note.text
    headings = [(p.style.name, p.text) for p in found if p.style.name.startswith("Heading")]
    assert headings[0] == ("Heading 1", "Decisions")
    assert [text for name, text in headings if name == "Heading 2"][1:8] == [
        f"{k}  {c.title}" for k, c in enumerate(snapshot.clusters, 1)
    ]


@pytest.mark.parametrize("key", ["pptx", "docx"])
def test_hostile_text_is_text_and_nothing_in_the_file_is_active(key: str, shared_data: Path) -> None:
    nasty = json.loads((shared_data.parent / "bench" / "faults" / "nasty_strings.json").read_text("utf-8"))
    data = make(key, Material(sample.workshop([text[:1900] for text in nasty], themes=3)))
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        parts = {name: file.read(name).decode("utf-8", "replace") for name in file.namelist() if name.endswith("xml")}
        relations = [file.read(name).decode() for name in file.namelist() if name.endswith(".rels")]
        assert {info.date_time for info in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert not [one for one in relations if 'TargetMode="External"' in one]
    assert not [
        name for name, text in parts.items() if re.search("vbaProject|oleObject|hlinkClick|HYPERLINK \\\\", text)
    ]
    if key == "docx":
        assert any("&lt;script&gt;alert(1)" in text for text in parts.values())


@pytest.mark.parametrize(("language", "said"), [("en", "en-GB"), ("nl", "nl-NL")])
def test_the_words_say_their_language(language: str, said: str) -> None:
    for key, part in (("pptx", "ppt/slides/slide1.xml"), ("docx", "word/styles.xml")):
        with zipfile.ZipFile(io.BytesIO(make(key, Material(sample.workshop(5), ReportOptions(language))))) as file:
            assert f'"{said}"' in file.read(part).decode()
