"""`cocreate vote`: a paper vote goes in whole or not at all, and every bad row is named in a sentence."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cocreate.cli.main import main
from cocreate.model.commands import (
    Actor,
    AddNotes,
    AddParticipants,
    CloseRound,
    CreateRound,
    CreateWorkshop,
    NewNote,
    NewParticipant,
    OpenRound,
    RevealRound,
    SeatVoter,
)
from cocreate.model.library import open_library

W = "w" * 32
PEOPLE = ("Anna", "Bram", "Cato", "Daan", "Eva")


@pytest.fixture
def library(tmp_path: Path) -> Path:
    path = tmp_path / "lib.cocreate-db"
    with_round(path, "dots")
    return path


def with_round(path: Path, method: str, **values: Any) -> None:
    store = open_library(path)
    me = Actor(f"f-{store.device}")
    store.run(CreateWorkshop(scope=W, title="Paper", question="Which?", board_id="b" * 32), me)
    notes = tuple(
        NewNote(id=f"n{k}", text=text, place=(200.0 * k, 0.0))
        for k, text in enumerate(("Coffee", "A quiet room", "Bikes"))
    )
    store.run(AddNotes(scope=W, board_id="b" * 32, notes=notes), me)
    store.run(AddParticipants(scope=W, participants=tuple(NewParticipant(p, p) for p in PEOPLE)), me)
    ids = ("n0", "n1", "n2")
    store.run(CreateRound(scope=W, round_id="r", title="Which?", subject="note", subject_ids=ids, method=method,
                          **values), me)  # fmt: skip
    store.run(OpenRound(scope=W, round_id="r"), me)
    store.run(SeatVoter(scope=W, round_id="r", participant_id="Eva", channel="paper"), me)
    store.close()


def enter(library: Path, tmp_path: Path, table: str, *more: str, capsys: Any) -> tuple[int, dict[str, Any]]:
    file = tmp_path / "ballots.csv"
    file.write_text(table, encoding="utf-8")
    code = main(["--library", str(library), "vote", "Paper", "--ballots", str(file), "--json", *more])
    return code, json.loads(capsys.readouterr().out)


def used(library: Path) -> set[str]:
    store = open_library(library)
    try:
        return {person for person, seat in store.seats("r").items() if seat.used}
    finally:
        store.close()


def test_columns_are_options_by_title_or_number_and_paper_seats_come_first(
    library: Path, tmp_path: Path, capsys: Any
) -> None:
    code, found = enter(library, tmp_path, "coffee;2;3\n2;1;\n;2;1\n", capsys=capsys)
    assert (code, found["cast"], found["faults"]) == (0, 2, [])
    assert "Eva" in used(library)
    store = open_library(library)
    me = Actor(f"f-{store.device}")
    store.run(CloseRound(scope=W, round_id="r"), me)
    store.run(RevealRound(scope=W, round_id="r"), me)
    shot = store.snapshot(W)
    titles = {o.id: o.title for o in shot.options_of("r")}
    assert {titles[r.option_id]: r.points for r in shot.results_of("r")} == {"Coffee": 2, "A quiet room": 3, "Bikes": 1}
    store.close()


def test_one_bad_row_keeps_all_out_and_each_is_named(library: Path, tmp_path: Path, capsys: Any) -> None:
    table = "name,Coffee,Bikes\nAnna,2,1\nBram,9,\nCato,two,\nZoe,1,\nAnna,1,\n"
    code, found = enter(library, tmp_path, table, capsys=capsys)
    assert code == 1
    assert found["cast"] == 0
    assert found["faults"] == [
        "Row 3: At most 2 dots on one option. Take some away.",
        "Row 4: “two” is not a whole number or an x.",
        "Row 5: Zoe has no ballot to cast, or has voted already.",
        "Row 6: Anna has no ballot to cast, or has voted already.",
    ]
    assert used(library) == set()


def test_a_dry_run_enters_nothing(library: Path, tmp_path: Path, capsys: Any) -> None:
    code, found = enter(library, tmp_path, "Coffee\n1\n", "--dry-run", capsys=capsys)
    assert (code, found["ballots"], found["cast"]) == (0, 1, 0)
    assert used(library) == set()


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("Coffee,Tea\n1,1\n", "The column “Tea” is no option of this vote, or stands there twice."),
        ("Coffee,1\n1,1\n", "The column “1” is no option of this vote, or stands there twice."),
        ("Coffee\n\n", "ballots.csv holds no ballot."),
        ("Coffee\n" + "1\n" * 6, "6 ballots, but only 5 people still have to vote."),
    ],
)
def test_a_table_that_does_not_fit_is_said(library: Path, tmp_path: Path, capsys: Any, table: str, said: str) -> None:
    code, found = enter(library, tmp_path, table, capsys=capsys)
    assert (code, found["faults"]) == (1, [said])
    assert used(library) == set()


def test_names_say_whose_ballot_it_is_and_criteria_stand_behind_a_colon(tmp_path: Path, capsys: Any) -> None:
    library = tmp_path / "score.cocreate-db"
    with_round(library, "score", cap=5, criteria=(("Impact", 1), ("Cost", 1)))
    table = "Naam,Coffee: Impact,1: cost,3: Impact\ndaan,5,0,3\n"
    code, found = enter(library, tmp_path, table, capsys=capsys)
    assert (code, found["faults"], used(library)) == (0, [], {"Daan"})


def test_without_an_open_vote_nothing_is_entered(library: Path, tmp_path: Path, capsys: Any) -> None:
    store = open_library(library)
    store.run(CloseRound(scope=W, round_id="r"), Actor(f"f-{store.device}"))
    store.close()
    code, found = enter(library, tmp_path, "Coffee\n1\n", capsys=capsys)
    assert code == 1
    assert found["error"] == "No vote is open in this workshop. Open it in the window first."
