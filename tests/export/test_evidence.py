"""The way from an outcome to its ideas, moves and tally, and from each idea back; removed ideas keep their place."""

from __future__ import annotations

from dataclasses import replace

from cocreate.export.options import ReportOptions
from cocreate.export.pdf import build_pdf
from cocreate.export.verify import inspect, squeeze
from cocreate.model.trail import Placing, Trail

from . import sample


def trail() -> Trail:
    made = sample.workshop(20, themes=3, authors=True)
    gone = replace(made.notes[0], id="gone", number=21, text="A slide that nobody wanted", removed=True)
    twin = replace(gone, id="twin", number=3, text="Same number on another laptop", author_id="p05")
    at = sample.START + 7_200_000
    placings = {
        n.id: Placing(label="AcceptClusters" if k % 3 else "GroupNotes", actor="a", at=at)
        for k, n in enumerate(made.notes)
    }
    return Trail((twin, gone), placings)


def test_a_decision_leads_to_ideas_moves_tally_and_items_with_their_pages() -> None:
    snapshot = sample.workshop(20, themes=3)
    report = inspect(build_pdf(snapshot, trail=trail()))
    assert report.findings == []
    page = " ".join(report.pages[report.places["decision-o00"] - 1 :][:1])
    assert f"Theme 1: {snapshot.clusters[0].title}" in page
    assert f"p. {report.places['theme-c000']}" in page
    assert f"p. {report.places['vote-r']}" in page
    assert "by hand" in page
    assert "by a proposal that was accepted; the last on 19 November 2026." in page
    assert "11 of 12 people voted (92 %)." in page
    assert "A1 ·" in page


def test_every_idea_leads_back_to_the_decisions_it_is_part_of() -> None:
    snapshot = sample.with_merge(sample.workshop(20, themes=3))
    report = inspect(build_pdf(snapshot))
    rows = report.squeezed.split("\0")
    theme = {n.id for n in snapshot.notes if n.cluster_id == "c000"}
    assert theme
    for note in snapshot.notes:
        if note.id in theme and not note.merged_into:
            at = max(k for k, cell in enumerate(rows) if cell == f"I-{note.number:03d}")
            assert any(cell.startswith("D1") for cell in rows[at : at + 4]), note.number


def test_removed_ideas_stand_in_the_list_as_removed_under_their_own_number() -> None:
    snapshot = sample.workshop(20, themes=3)
    report = inspect(build_pdf(snapshot, trail=trail()))
    assert {"I-021", "I-003", "I-003x"} <= set(report.places)
    listed = squeeze(" ".join(report.pages[report.places["ideas"] - 1 :]))
    assert squeeze("20 ideas, by number. 2 ideas were removed.") in listed
    assert squeeze("A slide that nobody wanted removed") in listed
    assert report.squeezed.count(squeeze("A slide that nobody wanted")) == 1  # nowhere but in the list
    assert "20" in report.pages[0]


def test_who_wrote_a_removed_idea_is_kept_as_quiet_as_any_author() -> None:
    snapshot = sample.workshop(20, themes=3, items=0, decisions=0)
    assert "Fatih" in " ".join(inspect(build_pdf(snapshot, trail=trail())).pages)
    quiet = build_pdf(snapshot, ReportOptions(anonymous=True), trail=trail())
    assert "Fatih" not in " ".join(inspect(quiet).pages)
