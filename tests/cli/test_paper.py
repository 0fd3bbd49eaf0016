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
    AddVoters,
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


def with_round(
    path: Path, method: str, texts: tuple[str, ...] = ("Coffee", "A quiet room", "Bikes"), **values: Any
) -> None:
    store = open_library(path)
    me = Actor(f"f-{store.device}")
    store.run(CreateWorkshop(scope=W, title="Paper", question="Which?", board_id="b" * 32), me)
    notes = tuple(NewNote(id=f"n{k}", text=text, place=(200.0 * k, 0.0)) for k, text in enumerate(texts))
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
        "Row 5: Zoe has no ballot in this vote.",
        "Row 6: Anna stands in the table twice.",
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
        ("Coffee\n" + "1\n" * 6, "Ballots without a name: 6. People who still have to vote: 5."),
        ("Coffee\n1,2\n", "Row 2: “2” stands in a column without a head."),
        ("Coffee,\n1,2\n", "Row 2: “2” stands in a column without a head."),
        ("Name,Naam,Coffee\nAnna,Bram,1\n", "The column “Naam” is no option of this vote, or stands there twice."),
        ("Coffee\n-1\n", "Row 2: “-1” is not a whole number or an x."),
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


def test_a_head_that_means_two_options_means_none(tmp_path: Path, capsys: Any) -> None:
    library = tmp_path / "same.cocreate-db"
    with_round(library, "approval", texts=("Bikes", "bikes", "1"))
    for head in ("Bikes", "1"):
        code, found = enter(library, tmp_path, f"{head}\nx\n", capsys=capsys)
        assert (code, found["faults"]) == (
            1, [f"The column “{head}” is no option of this vote, or stands there twice."],
        )  # fmt: skip
    code, found = enter(library, tmp_path, "2,3\nx,1\n", capsys=capsys)
    assert (code, found["cast"]) == (0, 1)


@pytest.mark.parametrize(
    ("method", "values", "table", "said"),
    [
        ("approval", {}, "Coffee\n2\n", "A choice counts once. Write a 1 for it."),
        ("fist", {}, "Coffee\n6\n", "An option gets 0 to 5 here."),
        ("fist", {}, "Coffee\nx\n", "“x” is not a whole number."),
        ("consent", {}, "Coffee\n4\n", "An option gets 1 to 3 here."),
        ("ranking", {}, "Coffee\n4\n", "There are fewer options than this place says."),
        ("quadratic", {"budget": 9, "cap": 3}, "1,2\n3,3\n", "A ballot has 9 credits. Take some away."),
        ("quadratic", {"budget": 9, "cap": 3}, "1\n4\n", "An option gets 1 to 3 here."),
        ("duels", {}, "1 > 2,2 > 1\nx,x\n", "Of two options only one can be the better one."),
    ],
)
def test_a_row_is_refused_in_the_words_of_its_method(
    tmp_path: Path, capsys: Any, method: str, values: dict[str, Any], table: str, said: str
) -> None:
    library = tmp_path / "method.cocreate-db"
    with_round(library, method, **values)
    code, found = enter(library, tmp_path, table, capsys=capsys)
    assert (code, found["faults"]) == (1, [f"Row 2: {said}"])
    assert used(library) == set()


def test_a_name_that_two_voters_share_names_neither_and_one_who_voted_is_said(
    library: Path, tmp_path: Path, capsys: Any
) -> None:
    store = open_library(library)
    me = Actor(f"f-{store.device}")
    store.run(AddParticipants(scope=W, participants=(NewParticipant("a2", "anna"),)), me)
    store.run(AddVoters(scope=W, round_id="r", participant_ids=("a2",)), me)
    store.close()
    assert enter(library, tmp_path, "name,Coffee\nBram,1\n", capsys=capsys)[0] == 0
    code, found = enter(library, tmp_path, "name,Coffee\nAnna,1\nBram,1\n", capsys=capsys)
    assert (code, found["faults"]) == (
        1,
        ["Row 2: more than one voter is called Anna. Leave the name out.", "Row 3: Bram has voted already."],
    )


def test_many_bad_rows_are_counted_after_the_first_twenty(library: Path, tmp_path: Path, capsys: Any) -> None:
    code, found = enter(library, tmp_path, "Coffee\n" + "two\n" * 50, capsys=capsys)
    assert (code, len(found["faults"]), found["faults"][-1]) == (1, 21, "30 more do not fit.")


def test_more_lines_than_people_in_any_room_are_refused_at_once(library: Path, tmp_path: Path, capsys: Any) -> None:
    code, found = enter(library, tmp_path, "Coffee\n" + "1\n" * 10_001, capsys=capsys)
    assert code == 1
    assert found["error"] == "“ballots.csv” has more than 10000 lines. Split it into smaller files."


def test_cells_may_be_cut_by_semicolons_where_a_title_holds_commas_and_be_in_cp1252(
    tmp_path: Path, capsys: Any
) -> None:
    library = tmp_path / "dutch.cocreate-db"
    with_round(library, "dots", texts=("Coffee, tea, and milk", "Een café", "Bikes"))
    file = tmp_path / "ballots.csv"
    file.write_bytes("Coffee, tea, and milk;Een café;Bikes\r\n2;1;\r\n".encode("cp1252"))
    assert main(["--library", str(library), "vote", "Paper", "--ballots", str(file), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["cast"] == 1


def test_two_open_votes_are_never_guessed_between(library: Path, tmp_path: Path, capsys: Any) -> None:
    store = open_library(library)
    me = Actor(f"f-{store.device}")
    ids = ("n0", "n1")
    store.run(CreateRound(scope=W, round_id="r2", title="Again", subject="note", subject_ids=ids, method="dots"), me)
    store.run(OpenRound(scope=W, round_id="r2"), me)
    store.close()
    code, found = enter(library, tmp_path, "Coffee\n1\n", capsys=capsys)
    assert (code, found["error"]) == (1, "More than one vote is open: Which?, Again. Close the others first.")


@pytest.mark.parametrize(
    "data",
    [b"", b"PK\x03\x04\x00\x00\xff\xfe", b"\x00" * 100, b'Coffee\n"1\n', b"Coffee\n" + b"1" * 200_000 + b"\n"],
)
def test_what_is_no_table_is_said_and_nothing_is_entered(
    library: Path, tmp_path: Path, capsys: Any, data: bytes
) -> None:
    file = tmp_path / "ballots.csv"
    file.write_bytes(data)
    code = main(["--library", str(library), "vote", "Paper", "--ballots", str(file)])
    assert code == 1
    assert capsys.readouterr().err.splitlines() == [
        "ballots.csv is not a table with one row a ballot. Save it as CSV in UTF-8."
    ]
    assert used(library) == set()


def test_blank_and_spoiled_ballots_need_no_name_and_the_sums_close_the_round(
    library: Path, tmp_path: Path, capsys: Any
) -> None:
    code, found = enter(library, tmp_path, "coffee,2,3\n2,1,\nblank,,\n,Ongeldig,\n", capsys=capsys)
    assert (code, found["cast"], found["spoiled"], found["faults"]) == (0, 2, 1, [])
    assert len(used(library)) == 3
    store = open_library(library)
    me = Actor(f"f-{store.device}")
    store.run(CloseRound(scope=W, round_id="r"), me)
    store.run(RevealRound(scope=W, round_id="r"), me)
    held = store.snapshot(W).rounds[0]
    store.close()
    assert (held.eligible, held.ballots, held.spoiled, held.abstained) == (5, 2, 1, 1)


@pytest.mark.parametrize("row", ["2,blank,", "blank,spoiled,"])
def test_a_blank_ballot_holds_nothing_else(row: str, library: Path, tmp_path: Path, capsys: Any) -> None:
    code, found = enter(library, tmp_path, f"coffee,2,3\n{row}\n", capsys=capsys)
    assert (code, found["cast"]) == (1, 0)
    assert found["faults"] == ["Row 2: A ballot that is blank or spoiled has no votes. Leave the other cells empty."]
    assert used(library) == set()
