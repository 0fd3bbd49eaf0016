"""`cocreate takeaway`: pages for those who were named, and for nobody else."""

from __future__ import annotations

from pathlib import Path

import pytest

from cocreate.cli.main import main
from cocreate.model.commands import Actor, AddNotes, AddParticipants, CreateWorkshop, NewNote, NewParticipant
from cocreate.model.library import open_library

W = "w" * 32


@pytest.fixture
def library(tmp_path: Path) -> Path:
    path = tmp_path / "lib.cocreate-db"
    store, me = open_library(path), Actor("me")
    store.run(CreateWorkshop(scope=W, title="Coffee", question="Coffee?", language="en", board_id="b" * 32), me)
    people = tuple(NewParticipant(id=f"p{k:031d}", name=name) for k, name in enumerate(("Anna", "Bram", "Bram")))
    store.run(AddParticipants(scope=W, participants=people), me)
    note = NewNote(id="n" * 32, text="Beans from the corner", place=(0.0, 0.0), author_id=people[0].id)
    store.run(AddNotes(scope=W, board_id="b" * 32, notes=(note,)), me)
    store.close()
    return path


def test_a_page_is_written_for_those_who_were_named(
    library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    to = tmp_path / "pages"
    usual = ["takeaway", "Coffee", "--library", str(library), "--to", str(to), "--lang", "en"]
    assert main([*usual, "--who", "anna"]) == 0
    assert [path.name for path in to.iterdir()] == ["Anna.pdf"]
    assert main([*usual, "--who", "anna"]) == 1, "what is there is not replaced"
    assert main([*usual, "--everyone", "--force"]) == 0
    assert sorted(path.name for path in to.iterdir()) == ["Anna.pdf", "Bram 2.pdf", "Bram.pdf"]
    capsys.readouterr()


def test_nobody_two_people_and_no_name_are_said(
    library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    usual = ["takeaway", "Coffee", "--library", str(library), "--to", str(tmp_path / "pages"), "--lang", "en"]
    assert main([*usual, "--who", "Cato"]) == 1
    assert "Nobody in this workshop is called “Cato”" in capsys.readouterr().err
    assert main([*usual, "--who", "Bram"]) == 1
    assert "More than one person is called “Bram”" in capsys.readouterr().err
    assert main(usual) == 2
    assert not (tmp_path / "pages").exists()
