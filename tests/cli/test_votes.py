"""`cocreate tally`: published elections, and files that are none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cocreate.cli.main import main
from cocreate.voting.elections import ElectionError, read_pb, read_preflib

SMALL = """META
key;value
budget;100
vote_type;approval
rule;greedy
PROJECTS
project_id;cost;name;votes;selected
1;60;Bench;3;1
2;50;Tree;2;0
3;40;Swing;1;1
VOTES
voter_id;vote
a;1,2
b;1
c;1,2
d;3
"""
ELECTIONS = Path(__file__).resolve().parents[2].parent / "shared/data/voting/pabulib"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "small.pb"
    path.write_text(SMALL, encoding="utf-8")
    return path


def test_an_election_is_counted_by_its_own_rule(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tally", str(small), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["rule"], found["winners"], found["spent"]) == ("greedy", ["1", "3"], "100")
    assert found["matches_published"] is True
    assert found["tally"]["1"] == {"points": 3, "supporters": 3}
    assert found["coverage"] == {"voters_with_a_choice_in_it": 4, "voters_who_chose": 4}


def test_the_winners_are_named_for_people(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tally", str(small), "--rule", "shortlist", "--seats", "2", "--lang", "nl"]) == 0
    said = capsys.readouterr().out
    assert "Bench" in said
    assert "kiezers vinden er een keuze in terug" in said


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["--rule", "plain"], "--seats"),
        (["--rule", "schulze"], "ranked ballots"),
        (["--rule", "magic"], "magic"),
        (["--rule", "plain", "--seats", "0"], "--seats"),
        (["--step", "none"], "--step"),
    ],
)
def test_a_rule_that_cannot_be_used_is_one_sentence(
    small: Path, asked: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["tally", str(small), *asked]) == 2
    heard = capsys.readouterr().err
    assert said in heard
    assert len(heard.strip().splitlines()) == 1


@pytest.mark.parametrize(
    "bad",
    [
        b"",
        b"\xff\xfe\x00",
        b"hello",
        SMALL.replace("approval", "magic").encode(),
        SMALL.replace("60", "NaN").encode(),
        SMALL.replace("60", "1e999999").encode(),
        SMALL.replace("60", "-1").encode(),
        SMALL.replace("a;1,2", "a;9").encode(),
        SMALL.replace("a;1,2", "a;1,1").encode(),
        SMALL.replace("VOTES\n", "").encode(),
        SMALL.replace("2;50", "1;50").encode(),
        SMALL.replace("budget;100\n", "").encode(),
    ],
)
def test_a_file_that_is_no_election_is_one_sentence(
    tmp_path: Path, bad: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "bad.pb"
    path.write_bytes(bad)
    assert main(["tally", str(path)]) == 1
    heard = capsys.readouterr().err
    assert "bad.pb" in heard
    assert len(heard.strip().splitlines()) == 1


def test_a_file_that_is_not_there_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tally", str(tmp_path / "none.pb")]) == 1
    assert "none.pb" in capsys.readouterr().err


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_mutated_election_is_read_or_refused(data: st.DataObject) -> None:
    text = bytearray(SMALL.encode())
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(text) - 1))
        text[at : at + data.draw(st.integers(0, 6))] = data.draw(st.binary(max_size=6))
    for read in (read_pb, read_preflib):
        try:
            read(bytes(text))
        except ElectionError as error:
            assert error.what  # noqa: PT017 - either answer is right


@pytest.mark.skipif(not ELECTIONS.is_dir(), reason="the published elections are not at hand")
def test_assen_comes_out_as_published(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tally", str(ELECTIONS / "Netherlands_Assen_2024.pb"), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["rule"], found["matches_published"], len(found["winners"])) == ("equal-shares", True, 9)
    assert found["trace"][0]["supporters"] > 0
