"""CSV: every note with its links, no formula, nothing lost."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from cocreate.export.catalogue import Material, make
from cocreate.export.tables import action_items_csv, ideas_csv, results_csv, safe_cell
from cocreate.model.snapshot import NoteTag, Tag
from cocreate.model.trail import Trail

from . import sample

ROOT = Path(__file__).resolve().parents[2]


def rows(data: bytes, delimiter: str = ",") -> list[list[str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=delimiter, strict=True))


def test_one_row_per_idea_with_its_links() -> None:
    snapshot = sample.with_merge(sample.workshop(20, authors=True))
    head, *body = rows(ideas_csv(snapshot))
    assert head == [
        "Number",
        "Idea",
        "Theme",
        "Frame",
        "Author",
        "Points",
        "Supporters",
        "Builds on",
        "Merged into",
        "Written",
        "Tags",
        "State",
    ]
    assert len(body) == 20
    assert body[0][0] == "I-001"
    assert body[0][3] == "Parked"
    assert body[1][8] == "I-001"
    assert body[1][4] == "Bram Jansen"
    assert [row[11] for row in body[:3]] == ["", "Merged", ""]
    assert body[2][7] == "I-001"
    assert body[3][9] == "2026-11-19 09:10:27" or body[3][9].startswith("2026-11-1")
    assert [row[1] for row in body] == [safe_cell(note.text) for note in snapshot.ideas]


def test_removed_ideas_come_last_and_are_marked() -> None:
    snapshot = sample.workshop(3, authors=True)
    gone = replace(snapshot.notes[1], id="gone", removed=True, number=9, text="=gone", cluster_id="c000")
    *_, last = rows(make("csv", Material(snapshot, trail=Trail(removed=(gone,)))))
    assert (last[0], last[1], last[2], last[4], last[11]) == ("I-009", "'=gone", "", "Bram Jansen", "Removed")


def test_tags_stand_in_one_cell() -> None:
    snapshot = sample.workshop(2)
    tags = tuple(Tag(id=f"t{k}", scope="w", name=name) for k, name in enumerate(("quick", "cheap")))
    given = tuple(NoteTag(id=f"n0001:{t.id}", scope="w", note_id="n0001", tag_id=t.id) for t in tags)
    body = rows(ideas_csv(replace(snapshot, tags=tags, note_tags=given)))[1:]
    assert [row[10] for row in body] == ["", "quick, cheap"]


def test_dutch_has_dutch_heads_and_the_separator_of_dutch_spreadsheets() -> None:
    head, first, *_ = rows(ideas_csv(sample.workshop(3), "nl"), ";")
    assert head[:3] == ["Nummer", "Idee", "Thema"]
    assert first[0] == "I-001"


def test_votes_on_notes_and_on_themes_are_told_apart() -> None:
    snapshot = sample.workshop(20)
    assert all(row[5] == "" for row in rows(ideas_csv(snapshot))[1:])
    option = replace(snapshot.options[0], subject_id=snapshot.notes[4].id)
    voted = replace(snapshot, options=(option, *snapshot.options[1:]))
    assert rows(ideas_csv(voted))[5][5:7] == [str(snapshot.results[0].points), str(snapshot.results[0].supporters)]


def test_results_hold_every_option_by_rank() -> None:
    snapshot = sample.workshop(62)
    head, *body = rows(results_csv(snapshot))
    assert head[2:7] == ["Rank", "Option", "Number", "Points", "Supporters"]
    assert [int(row[2]) for row in body] == sorted(int(row[2]) for row in body)
    assert sum(int(row[5]) for row in body) == sum(r.points for r in snapshot.results)
    assert len(body) == 7


def test_action_items_leave_what_is_missing_empty() -> None:
    _, *body = rows(action_items_csv(sample.workshop(20)))
    assert body[0][:4] == ["A1", "Find twelve guides and invite them", "Aïsha de Wit", "2027-01-15"]
    assert body[0][7].startswith("D1 ")
    assert body[3][2] == ""
    assert body[2][3] == ""


@pytest.mark.parametrize(
    "text", ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1+1", " =1", '"=1', "＝1+1", "'=1", "\u200b=1", "\r=1"]
)
def test_a_formula_gets_one_quote(text: str) -> None:
    assert safe_cell(text).startswith("'")
    assert safe_cell(text)[1:] == text.replace("\r", "\n")


@pytest.mark.parametrize("text", ["-5", "+3,5", "12 %", "a=b", "", "-2.5", "it's", "'t Gooi"])
def test_other_cells_stay_as_they_are(text: str) -> None:
    assert safe_cell(text) == text


def test_the_shared_judge_finds_no_formula(shared_data: Path, tmp_path: Path) -> None:
    bench = shared_data.parent / "bench" / "faults"
    nasty = [s for s in json.loads((bench / "nasty_strings.json").read_text("utf-8")) if ";" not in s]
    (tmp_path / "x.csv").write_bytes(ideas_csv(sample.workshop(nasty)))
    done = subprocess.run(
        [sys.executable, str(bench / "check_exports.py"), str(tmp_path / "x.csv")], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout


def test_tables_load_no_pdf_library() -> None:
    code = (
        "import sys; import cocreate.export.tables, cocreate.export.bundle, cocreate.export.files;"
        "import cocreate.export.markdown;"
        "print([m for m in ('reportlab', 'pikepdf', 'PySide6', 'sqlalchemy', 'numpy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout.strip() == "[]", done.stderr
