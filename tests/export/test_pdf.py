"""The report as a whole: sound structure, every idea, same bytes, cancel, nothing secret, honest empty parts."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from cocreate.export.options import ReportOptions
from cocreate.export.pdf import build_pdf, text
from cocreate.export.verify import inspect, squeeze
from cocreate.export.wording import idea_name
from cocreate.model.snapshot import Link, Participant, VotingRound, WorkshopSnapshot
from cocreate.model.trail import Placing, Trail

from . import sample
from .test_board_pages import furnished

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
NASTY = (
    "<img src='file.png'/>", "<a href='javascript:alert(1)'>x</a>", "</font></para>", "&#x110000;", "a\x00b\u202ec",
    "x" * 20_000, "\U0001f469\u200d\U0001f4bb\u2764\ufe0f", "", "\n\n\n", "[(a) {b}] שלום (c)", "e\u0301" * 300,
    "1" * 5000 + " " + "שלום " * 400, "\u0335\u0335", "Z\u0335\u0335", "\\) Tj ET", "%PDF (", "line\n" * 300,
    "\ufdfd" * 9, "\ud800", "٣٤٥", "{n} {name}",
)  # fmt: skip


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize(
    "snapshot", [sample.with_merge(sample.workshop(62, authors=True)), sample.empty()], ids=["full", "empty"]
)
def test_structure_is_sound(snapshot: WorkshopSnapshot, language: str) -> None:
    report = inspect(build_pdf(snapshot, ReportOptions(language), draft=True))
    assert report.findings == []
    assert report.tags["H1"] >= 2
    assert all("Helvetica" not in name for name in report.fonts)


def test_every_idea_is_there_by_number_in_every_script() -> None:
    snapshot = sample.with_merge(sample.workshop(62))
    report = inspect(build_pdf(snapshot))
    for note in snapshot.notes:
        assert squeeze(text.clean(note.text)) in report.squeezed
        assert idea_name(snapshot.labels[note.id]) in report.places
    assert report.squeezed.count("mergedintoI-001") == 1
    assert report.squeezed.count("alsoholdsI-002") == 2  # with its theme, and in the list of all ideas
    assert report.squeezed.count("buildsonI-001") == 1


@pytest.mark.parametrize(("file", "language"), [("innovonto-environment-en.tsv", "en"), ("amsterdam-285-nl.tsv", "nl")])
def test_real_boards_can_be_read_back(shared_data: Path, file: str, language: str) -> None:
    ideas = [line.split("\t")[1] for line in (shared_data / "ideas" / file).read_text("utf-8").splitlines()]
    report = inspect(build_pdf(sample.workshop(ideas, themes=12), ReportOptions(language)))
    assert report.findings == []
    assert [idea for idea in ideas if squeeze(text.clean(idea)) not in report.squeezed] == []


def test_another_reader_finds_the_words_too() -> None:
    from pypdf import PdfReader  # ignores ActualText, so only for Latin script

    snapshot = sample.workshop(sample.IDEAS[:12], themes=2)
    read = PdfReader(BytesIO(build_pdf(snapshot)))
    found = squeeze("".join(page.extract_text() for page in read.pages))
    assert all(squeeze(note.text) in found for note in snapshot.notes if note.text.isascii())
    assert read.metadata is not None
    assert read.metadata.title == "Everybody is here: workshop outcome"


def test_hostile_text_is_printed_as_text() -> None:
    snapshot = sample.workshop(list(NASTY), themes=3)
    shop = replace(
        snapshot.workshop, title="<img src='file.png'/>", question="<b>&#x110000;", place="(\\", request="</para>"
    )
    clusters = tuple(replace(c, title="<a href='javascript:1'>", summary="<font size=999>") for c in snapshot.clusters)
    report = inspect(build_pdf(replace(snapshot, workshop=shop, clusters=clusters)))
    assert report.findings == []
    for hostile in NASTY:
        assert squeeze(text.clean(hostile))[:19_000] in report.squeezed
    assert "<fontsize=999>" in report.squeezed


def test_the_shared_nasty_strings_pass_the_shared_judge(shared_data: Path, tmp_path: Path) -> None:
    bench = shared_data.parent / "bench" / "faults"
    nasty = json.loads((bench / "nasty_strings.json").read_text("utf-8"))
    data = build_pdf(sample.workshop(nasty, themes=5))
    assert inspect(data).findings == []
    (tmp_path / "x.pdf").write_bytes(data)
    done = subprocess.run(
        [sys.executable, str(bench / "check_exports.py"), str(tmp_path / "x.pdf")], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout


_DIGESTS = """
import hashlib, sys
from tests.export import sample
from tests.export.test_pdf import everything
from cocreate.export.pdf import build_pdf
if sys.argv[1] == "2":  # what was built before must not matter
    build_pdf(sample.workshop(list(reversed(sample.SCRIPTS)), themes=2))
print(hashlib.sha256(everything()).hexdigest())
"""


def everything() -> bytes:
    """A report with all that a report can hold."""
    snapshot, pictures = furnished()
    options = ReportOptions("nl", accent="#0B6E6E", logo=next(iter(pictures.values())))
    gone = replace(snapshot.notes[0], id="gone", number=99, removed=True)
    placings = {n.id: Placing(label="GroupNotes", actor="a", at=sample.START + k) for k, n in enumerate(snapshot.notes)}
    return build_pdf(snapshot, options, when="2026-11-20", trail=Trail((gone,), placings), pictures=pictures)


def test_the_same_bytes_whatever_the_process_and_hash_seed() -> None:
    def digest(seed: str) -> str:
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": "Asia/Tokyo" if seed == "1" else "UTC"}
        done = subprocess.run(
            [sys.executable, "-c", _DIGESTS, seed], cwd=ROOT, env=environment, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    assert digest("1") == digest("2") == hashlib.sha256(everything()).hexdigest()


def test_when_and_draft_are_in_the_file() -> None:
    snapshot = sample.empty()
    data = build_pdf(snapshot, draft=True, when="2026-12-24T08:30:00+01:00")
    with pikepdf.open(BytesIO(data)) as pdf:
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20261224073000+00")
    report = inspect(data)
    assert "Draft" in report.pages[0]
    assert "24 December 2026" in report.pages[0]
    assert "Final" in inspect(build_pdf(snapshot, draft=False, when=1_795_077_000_000)).pages[0]


def test_a_report_is_a_draft_until_something_is_decided_and_no_vote_is_under_way() -> None:
    assert "Draft" in inspect(build_pdf(sample.empty())).pages[0]
    done = sample.workshop(8)
    assert "Final" in inspect(build_pdf(done)).pages[0]
    under_way = replace(done, rounds=(*done.rounds, VotingRound(id="open", title="More", state="open")))
    assert "Draft" in inspect(build_pdf(under_way)).pages[0]


class Cancelled(Exception):
    """Raised by the caller of a report."""


def test_progress_grows_to_one_and_can_cancel() -> None:
    told: list[float] = []
    build_pdf(sample.workshop(62), progress=told.append)
    assert told == sorted(told)
    assert told[-1] == 1.0
    assert 0 < told[0] < 0.2
    assert len(told) > 20

    def stop(share: float) -> None:
        if share > 0.3:
            raise Cancelled

    with pytest.raises(Cancelled):
        build_pdf(sample.workshop(62), progress=stop)


def test_parts_without_content_are_left_out_and_page_one_says_so() -> None:
    report = inspect(build_pdf(sample.empty()))
    assert [title for title, _ in report.outline] == ["At a glance", "Method and participation"]
    for said in (
        "No vote was held.",
        "No decision recorded yet.",
        "No action item recorded yet.",
        "No request recorded yet.",
    ):
        assert said in report.pages[0]
    dutch = inspect(build_pdf(sample.empty(), ReportOptions("nl")))
    assert "Nog geen besluit vastgelegd." in dutch.pages[0]
    plain = inspect(build_pdf(sample.workshop(20, themes=0, voted=False, items=0, decisions=0)))
    assert plain.findings == []
    assert [title for title, _ in plain.outline][-2:] == ["Method and participation", "All ideas"]
    assert "Votes" not in [title for title, _ in plain.outline]


def test_outline_and_contents_are_one_tree_with_true_page_numbers() -> None:
    report = inspect(build_pdf(sample.workshop(62)))
    titles = [title for title, _ in report.outline]
    assert titles == [
        "At a glance", "The board", "The board, note by note", "Votes", "Themes and their ideas",
        "Decisions and evidence", "Method and participation", "All ideas",
    ]  # fmt: skip
    contents = report.pages[1]
    for title, place in (("All ideas", "ideas"), ("The board", "board"), ("Votes", "votes")):
        assert f"{title} {report.places[place]} " in contents + " "
    assert report.tags["TOCI"] == len(report.outline) + sum(len(kids) for _, kids in report.outline)
    assert report.links > 62


def test_ties_turnout_and_missing_owners_are_said() -> None:
    report = inspect(build_pdf(sample.workshop(62)))
    everything = " ".join(report.pages)
    assert "11 of 12 people voted (92 %)." in report.pages[0]
    assert "Tied on rank 2: “Meet across teams” and “Knowledge that can be found”." in everything
    assert report.pages[0].count("| open") == 2
    assert "owner open" in everything
    assert "date open" in everything


def test_authors_are_named_only_where_the_note_keeps_one() -> None:
    named = inspect(build_pdf(sample.workshop(12, authors=True, items=0, decisions=0)))
    assert "Noor Visser" in " ".join(named.pages)
    secret = inspect(build_pdf(sample.workshop(12, authors=False, items=0, decisions=0)))
    assert "Noor Visser" not in " ".join(secret.pages)
    assert "Aïsha de Wit" in secret.pages[0]  # the facilitator


def test_two_boards_get_a_page_each() -> None:
    snapshot = sample.workshop(12, themes=2)
    first, second = snapshot.boards[0], replace(snapshot.boards[0], id="b2", title="Parked", order="b")
    notes = tuple(replace(n, board_id="b2") if k > 8 else n for k, n in enumerate(snapshot.notes))
    report = inspect(build_pdf(replace(snapshot, boards=(first, second), notes=notes)))
    assert report.findings == []
    assert report.places["board-2"] == report.places["board"] + 1
    assert "Board: Parked" in " ".join(report.pages)


def test_a_small_board_shows_words_and_a_big_one_lanes() -> None:
    few = replace(sample.workshop(4, themes=1), links=())
    assert "lanes" not in inspect(build_pdf(few)).places
    report = inspect(build_pdf(sample.workshop(500, themes=20)))
    assert report.findings == []
    lanes = " ".join(report.pages[report.places["lanes"] - 1 : report.places["votes"] - 1])
    assert "| +" in lanes


def test_a_thousand_ideas_stay_below_a_megabyte() -> None:
    assert len(build_pdf(sample.workshop(1000, themes=50))) < 1_000_000


def test_merges_in_a_ring_and_dangling_links_do_no_harm() -> None:
    snapshot = sample.workshop(6, themes=2)
    a, b, c, d, *rest = snapshot.notes
    notes = (
        replace(a, merged_into=b.id), replace(b, merged_into=a.id), replace(c, merged_into="gone"),
        replace(d, cluster_id="gone", parent_id="gone", author_id="gone", board_id="gone"), *rest,
    )  # fmt: skip
    outcomes = tuple(replace(o, round_id="gone") for o in snapshot.outcomes)
    items = tuple(replace(i, owner_id="gone", outcome_id="gone", due="soon") for i in snapshot.action_items)
    report = inspect(build_pdf(replace(snapshot, notes=notes, outcomes=outcomes, action_items=items)))
    assert report.findings == []
    assert all(squeeze(n.text) in report.squeezed for n in notes)


def test_odd_times_and_a_note_far_out_do_no_harm() -> None:
    snapshot = sample.workshop(6, themes=2)
    a, b, *rest = snapshot.notes
    notes = (replace(a, written_at=2**62, place=(1e9, -1e9)), replace(b, written_at=-(2**62)), *rest)
    shop = replace(snapshot.workshop, held_on="some day", created_at=-5)
    report = inspect(build_pdf(replace(snapshot, notes=notes, workshop=shop)))
    assert report.findings == []
    assert "board" not in report.places  # a map would be specks
    assert "lanes" in report.places
    assert "some day" in report.pages[0]


def test_equal_numbers_of_two_laptops_get_their_own_place() -> None:
    snapshot = sample.workshop(3, themes=1)
    a, b, c = snapshot.notes
    report = inspect(build_pdf(replace(snapshot, notes=(a, replace(b, number=1), c))))
    assert {"I-001", "I-001b", "I-003"} <= set(report.places)


def test_people_are_counted_and_only_facilitators_named() -> None:
    snapshot = replace(sample.empty(), participants=(Participant(id="p", name="Zebedee", circle="fans"),))
    report = inspect(build_pdf(snapshot))
    assert "1 fans" in report.pages[0]
    assert "Zebedee" not in " ".join(report.pages)


def test_a_theme_names_the_themes_that_its_ideas_are_linked_with() -> None:
    made = sample.workshop(20, themes=3)
    one, other = (next(n for n in made.notes if n.cluster_id == theme) for theme in ("c000", "c002"))
    report = inspect(build_pdf(replace(made, links=(Link(id="x", from_id=one.id, to_id=other.id),))))
    page = report.pages[report.places["theme-c002"] - 1]
    assert f"Linked with 1 · {made.clusters[0].title}" in page


def test_a_part_begins_where_it_has_room_and_never_at_the_foot_of_a_page() -> None:
    shares = []
    for decisions in range(7):
        made = sample.workshop(40, themes=0, voted=False, items=0, decisions=decisions)
        places = build_pdf(made)
        with pikepdf.open(BytesIO(places)) as pdf:
            names = {str(name): place for name, place in pikepdf.NameTree(pdf.Root.Names.Dests).items()}
        page, height = names["ideas"][0], float(names["ideas"][3])
        assert height > 240
        shares.append(page.objgen == names["method"][0].objgen)
    assert set(shares) == {True, False}
