"""`cocreate export`: every document by itself or all at once; one that fails costs no other."""

from __future__ import annotations

import builtins
import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cocreate.cli import main
from cocreate.cli.exporting import everything
from cocreate.cli.session import Session
from cocreate.export.catalogue import FORMATS, Material
from cocreate.model.snapshot import ActionItem, Participant, Workshop, WorkshopSnapshot
from cocreate.words import words

Run = Callable[..., tuple[int, dict[str, object], str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def go(*args: object) -> tuple[int, dict[str, object], str]:
        code = main([*map(str, args), "--json", "--lang", "en"])
        told = capsys.readouterr()
        return code, json.loads(told.out), told.err

    return go


@pytest.fixture
def lunch(run: Run, tmp_path: Path) -> str:
    ideas = tmp_path / "ideas.txt"
    ideas.write_text("Cook together\nEat together\n=1+1 soup\n", encoding="utf-8")
    run("new", "Lunch")
    run("import", ideas, "--workshop", "Lunch")
    return "Lunch"


DRAWN = [key for key, found in FORMATS.items() if found.write is None]


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_each_document_can_be_asked_for(run: Run, lunch: str, tmp_path: Path) -> None:
    keys = [key for key, found in FORMATS.items() if found.is_at_hand and key not in DRAWN]
    args = [part for key in keys for part in (f"--{key}", tmp_path / f"{key}.out")]
    code, told, _ = run("export", lunch, *args)
    assert code == 0, told
    for file in told["files"]:  # type: ignore[attr-defined]
        data = Path(file["path"]).read_bytes()
        assert (file["bytes"], file["sha256"]) == (len(data), hashlib.sha256(data).hexdigest())
    assert {Path(f["path"]).stem for f in told["files"]} == set(keys)  # type: ignore[attr-defined]


def test_one_that_fails_costs_no_other_and_is_named(
    run: Run, lunch: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> bytes:
        raise ZeroDivisionError("planted")

    monkeypatch.setattr("cocreate.export.canvas.board_canvas", broken)
    (tmp_path / "a.csv").write_bytes(b"mine")
    code, told, messages = run(
        "export", lunch, "--csv", tmp_path / "a.csv", "--canvas", tmp_path / "b.canvas", "--opml", tmp_path / "c.opml"
    )
    assert (code, told["ok"]) == (1, False)
    assert [Path(f["path"]).name for f in told["files"]] == ["c.opml"]  # type: ignore[attr-defined]
    assert [Path(f["path"]).name for f in told["failed"]] == ["a.csv", "b.canvas"]  # type: ignore[attr-defined]
    assert "a.csv is already there" in messages
    assert "b.canvas was not written" in messages
    assert (tmp_path / "a.csv").read_bytes() == b"mine"
    assert names(tmp_path) >= {"a.csv", "c.opml"}
    assert "b.canvas" not in names(tmp_path)
    assert "planted" in (Path(os.environ["COCREATE_HOME"]) / "cocreate.log").read_text(encoding="utf-8")


def test_a_part_that_is_not_installed_is_one_sentence_and_no_failure_of_all(
    run: Run, lunch: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cocreate.export.catalogue.find_spec", lambda _name: None)
    key = next((key for key, found in FORMATS.items() if found.needs), "")
    if not key:
        pytest.skip("every document comes with CoCreate itself")
    code, told, messages = run("export", lunch, f"--{key}", tmp_path / "a")
    assert code == 1
    assert "pip install" in str(told["error"])
    assert len(messages.strip().splitlines()) == 1
    monkeypatch.setattr("cocreate.cli.exporting._picture", lambda *_: b"picture")
    code, told, _ = run("export", lunch, "--all", tmp_path / "out")
    assert code == 0
    assert [w for w in told["warnings"] if "pip install" in w]  # type: ignore[attr-defined]
    assert FORMATS[key].file_name not in names(tmp_path / "out")
    assert not [name for name in names(tmp_path / "out") if name.endswith(".ics")], "no action item, no calendar"


def test_all_is_refused_whole_where_a_file_is_there(run: Run, lunch: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "ideas.opml").write_bytes(b"mine")
    code, told, _ = run("export", lunch, "--all", out)
    assert code == 1
    assert "ideas.opml is already there" in str(told["error"])
    assert names(out) == {"ideas.opml"}


def test_qt_that_cannot_be_loaded_is_one_sentence(
    run: Run, lunch: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = builtins.__import__

    def no_qt(name: str, *rest: object, **more: object) -> object:
        if name.endswith("offscreen"):
            raise ImportError("libEGL.so.1: cannot open shared object file")
        return real(name, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", no_qt)
    code, told, _ = run("export", lunch, "--png", tmp_path / "a.png")
    assert code == 1
    assert "libEGL.so.1" in str(told["error"])


def test_owners_whose_names_make_one_file_name_get_files_of_their_own(tmp_path: Path) -> None:
    people = [Participant(id=f"p{k}", scope="w", name=name) for k, name in enumerate(("Jo", "Jo 2", "Jo?", "jo!"))]
    items = [ActionItem(id=f"a{p.id}", scope="w", text="x", owner_id=p.id, due="2027-01-15") for p in people]
    shop = Workshop(id="w", scope="w", title="Lunch")
    shot = WorkshopSnapshot(workshop=shop, participants=tuple(people), action_items=tuple(items))
    found = everything(tmp_path, Material(shot), Session(words("en"), is_json=True), False, pictures=False)
    calendars = [wish.path.name for wish in found if wish.path.suffix == ".ics"]
    assert calendars == ["action-items.ics", *(f"action-items {n}.ics" for n in ("Jo", "Jo 2", "Jo 3", "jo 4"))]


PROBE = """
import json, sys
from cocreate.__main__ import main
for args, has_qt in json.loads(sys.argv[1]):
    sys.argv = ["cocreate", *args, "--lang", "nl"]
    assert main() == 0, args
    assert any(m.startswith("PySide6") for m in sys.modules) == has_qt, args
"""


def test_all_of_the_demo_with_pictures_without_a_screen_and_only_they_load_qt(tmp_path: Path) -> None:
    out = tmp_path / "out"
    plain = [part for key in FORMATS if FORMATS[key].is_at_hand and key not in DRAWN
             for part in (f"--{key}", str(tmp_path / f"{key}.out"))]  # fmt: skip
    commands = [
        (["demo"], False),
        (["export", "Dertig", *plain], False),
        (["export", "Dertig", "--all", str(out)], True),
    ]
    environment = {k: v for k, v in os.environ.items() if k not in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY")}
    environment |= {"COCREATE_HOME": str(tmp_path / "home")}
    done = subprocess.run(
        [sys.executable, "-c", PROBE, json.dumps(commands)], env=environment, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    made = names(out)
    assert {found.file_name for found in FORMATS.values() if found.is_at_hand} <= made
    assert [name for name in made if name.startswith("action-items ") and name.endswith(".ics")]
    assert (out / "board.png").read_bytes().startswith(b"\x89PNG")
    assert b"<svg" in (out / "board.svg").read_bytes()[:400]
