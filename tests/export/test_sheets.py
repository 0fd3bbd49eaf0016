"""The spreadsheet: a sheet for each part, what people wrote is text, what we counted are numbers."""

from __future__ import annotations

import io
import json
import re
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from cocreate.export.catalogue import Material, make
from cocreate.export.options import ReportOptions
from cocreate.model.snapshot import WorkshopSnapshot
from cocreate.model.trail import Trail

from . import sample


def book(snapshot: WorkshopSnapshot, language: str = "en", **more: Any) -> Any:
    return openpyxl.load_workbook(io.BytesIO(make("xlsx", Material(snapshot, ReportOptions(language), **more))))


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("en", ["Ideas", "Themes", "Votes", "Decisions", "Action items", "Method"]),
        ("nl", ["Ideeën", "Thema's", "Stemmen", "Besluiten", "Actiepunten", "Methode"]),
    ],
)
def test_a_sheet_for_each_part_with_a_head_that_stays_in_sight(language: str, names: list[str]) -> None:
    found = book(sample.workshop(20), language)
    assert found.sheetnames == names
    for sheet in found:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert all(cell.font.bold for cell in sheet[1])


def test_every_idea_is_a_row_and_removed_ones_are_marked() -> None:
    snapshot = sample.with_merge(sample.workshop(62, authors=True))
    gone = replace(snapshot.notes[9], id="gone", number=99, text="Taken out", removed=True)
    head, *body = book(snapshot, trail=Trail(removed=(gone,)))["Ideas"].iter_rows(values_only=True)
    at = {name: k for k, name in enumerate(head)}
    assert [row[at["Idea"]] for row in body] == [*(n.text for n in snapshot.ideas), "Taken out"]
    assert body[1][at["Merged into"]] == "I-001"
    assert [row[at["State"]] for row in body if row[at["State"]]] == ["Merged", "Removed"]


def test_numbers_are_numbers_and_what_people_wrote_is_text() -> None:
    snapshot = sample.workshop(["12", "1e3", "=1+1", "http://x.org", "TRUE"], themes=2)
    sheet = book(snapshot)["Ideas"]
    assert [cell.data_type for cell in sheet["B"][1:]] == ["s"] * 5
    assert [type(cell.value) for cell in book(snapshot)["Votes"]["C"][1:]] == [int, int]


def test_nothing_in_the_file_is_active(shared_data: Path) -> None:
    nasty = json.loads((shared_data.parent / "bench" / "faults" / "nasty_strings.json").read_text("utf-8"))
    snapshot = sample.workshop(nasty, themes=2)
    snapshot = replace(snapshot, workshop=replace(snapshot.workshop, title=nasty[17], question=nasty[21]))
    with zipfile.ZipFile(io.BytesIO(make("xlsx", Material(snapshot)))) as file:
        for name in file.namelist():
            text = file.read(name).decode()
            assert not re.search(r"<f[ >]|<hyperlink|ExternalLink|TargetMode=\"External\"", text), name
        assert {info.date_time for info in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_text_that_is_too_long_for_a_cell_is_cut_with_a_sign_and_the_file_stays_whole() -> None:
    snapshot = sample.workshop(3)
    snapshot = replace(snapshot, outcomes=(replace(snapshot.outcomes[0], detail="long " * 9_000),))
    said = book(snapshot)["Decisions"]["C2"].value
    assert len(said) == 32_767
    assert said.endswith("…")


def test_a_row_is_as_high_as_its_words() -> None:
    sheet = book(sample.workshop(["short", "word " * 90]))["Ideas"]
    assert sheet.row_dimensions[2].height < 20
    assert sheet.row_dimensions[3].height > 80
