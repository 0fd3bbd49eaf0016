"""The main job from the command line: exit codes, one JSON object, one sentence for each trouble, no Qt."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cocreate.__main__ import asks_for_window
from cocreate.cli import main
from cocreate.cli.main import language_of
from cocreate.model.library import open_library

Run = Callable[..., tuple[int, dict[str, object], str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run with --json; gives exit code, the object on standard output and the messages."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)

    def go(*args: object) -> tuple[int, dict[str, object], str]:
        code = main([*map(str, args), "--json"])
        told = capsys.readouterr()
        return code, json.loads(told.out), told.err

    return go


@pytest.fixture
def ideas(tmp_path: Path) -> Path:
    path = tmp_path / "ideas.txt"
    food = [f"Cook {what} soup together in the kitchen" for what in ("tomato", "onion", "pea", "fish", "leek")]
    bikes = [f"Ride a {what} bicycle to work on the road" for what in ("red", "blue", "fast", "small", "folding")]
    path.write_text("\n".join(food + bikes), encoding="utf-8")
    return path


def test_the_main_job_from_new_to_documents(run: Run, ideas: Path, tmp_path: Path) -> None:
    assert run("new", "Lunch", "--question", "Who cooks?")[0] == 0
    code, told, _ = run("import", ideas, "--workshop", "lunch")
    assert (code, told["ok"], told["added"]) == (0, True, 10)
    code, told, _ = run("cluster", "Lunch")
    assert code == 0
    assert told["themes"]
    pdf, table, bundle = tmp_path / "a.pdf", tmp_path / "a.csv", tmp_path / "a.json"
    code, told, _ = run("export", "Lunch", "--pdf", pdf, "--csv", table, "--json", bundle)
    assert code == 0
    for file in told["files"]:  # type: ignore[attr-defined]
        data = Path(file["path"]).read_bytes()
        assert (file["bytes"], file["sha256"]) == (len(data), hashlib.sha256(data).hexdigest())
    assert pdf.read_bytes().startswith(b"%PDF-")
    assert "Cook leek soup" in table.read_text(encoding="utf-8-sig")
    assert json.loads(bundle.read_bytes())
    code, told, _ = run("list")
    assert told["workshops"][0]["ideas"] == 10  # type: ignore[index]
    assert run("check")[:2] == (0, {"ok": True, "files": [], "warnings": [], "findings": []})


def test_a_second_import_adds_nothing_and_a_dry_run_changes_nothing(run: Run, ideas: Path) -> None:
    run("new", "Lunch")
    assert run("import", ideas, "--workshop", "Lunch", "--dry-run")[1]["added"] == 0
    assert run("list")[1]["workshops"][0]["ideas"] == 0  # type: ignore[index]
    assert run("import", ideas, "--workshop", "Lunch")[1]["added"] == 10
    assert run("import", ideas, "--workshop", "Lunch")[1]["added"] == 0
    assert run("list")[1]["workshops"][0]["ideas"] == 10  # type: ignore[index]


def test_one_bad_file_among_good_ones_changes_nothing(run: Run, ideas: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"")
    run("new", "Lunch")
    code, told, _ = run("import", ideas, bad, "--workshop", "Lunch")
    assert (code, told["ok"]) == (1, False)
    assert "bad.txt" in str(told["error"])
    assert run("list")[1]["workshops"][0]["ideas"] == 0  # type: ignore[index]


def test_the_demo_and_its_documents_can_be_made_twice(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "demo-out"
    code, told, _ = run("demo", "--export", folder, "--lang", "nl")
    assert code == 0
    made = {p.name for p in folder.iterdir()}
    assert made >= {"report.pdf", "workshop.xlsx", "ideas.csv", "results.csv", "action-items.csv", "workshop.json"}
    again = run("demo", "--export", folder, "--lang", "nl")[1]
    assert again["workshop"]["id"] == told["workshop"]["id"]  # type: ignore[index]
    assert len(run("list")[1]["workshops"]) == 1  # type: ignore[arg-type]
    assert run("demo", "--lang", "en")[1]["workshop"]["is_new"]  # type: ignore[index]


def test_the_demo_replaces_no_strangers_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "report.pdf").write_bytes(b"mine")
    code, told, _ = run("demo", "--export", tmp_path)
    assert code == 1
    assert "report.pdf" in str(told["error"])
    assert (tmp_path / "report.pdf").read_bytes() == b"mine"
    assert run("demo", "--export", tmp_path, "--force")[0] == 0


def test_an_export_replaces_only_with_force(run: Run, tmp_path: Path) -> None:
    run("new", "Lunch")
    table = tmp_path / "a.csv"
    table.write_bytes(b"mine")
    assert run("export", "Lunch", "--csv", table)[0] == 1
    assert table.read_bytes() == b"mine"
    assert run("export", "Lunch", "--csv", table, "--force")[0] == 0


def test_a_workshop_is_named_by_title_id_or_the_beginning_of_either(run: Run, tmp_path: Path) -> None:
    made = run("new", "Lunch for all")[1]["workshop"]
    for name in ("lunch FOR all", made["id"], made["id"][:6], "Lunch"):  # type: ignore[index]
        assert run("export", name, "--csv", tmp_path / "a.csv", "--force")[0] == 0


def test_an_ambiguous_or_unknown_workshop_lists_the_candidates(run: Run, tmp_path: Path) -> None:
    run("new", "Lunch")
    run("new", "Lunch")
    run("new", "Dinner")
    code, told, _ = run("cluster", "lunch")
    assert code == 1
    assert str(told["error"]).count("Lunch (") == 2
    assert "Dinner (" in str(run("cluster", "Supper")[1]["error"])


def test_two_laptops_with_one_folder_end_with_the_same_workshop(run: Run, ideas: Path, tmp_path: Path) -> None:
    here, there, share = tmp_path / "a" / "l.cocreate-db", tmp_path / "b" / "l.cocreate-db", tmp_path / "share"
    share.mkdir()
    run("new", "Lunch", "--library", here)
    run("import", ideas, "--workshop", "Lunch", "--library", here)
    code, told, _ = run("sync", "Lunch", "--to", share, "--library", here)
    assert code == 0
    assert {Path(f["path"]).name for f in told["files"]} >= {"report.pdf", "ideas.csv"}  # type: ignore[attr-defined]
    assert run("sync", "Lunch", "--to", share, "--library", there)[0] == 0
    exports = []
    for library in (here, there):
        run("export", "Lunch", "--json", tmp_path / "w.json", "--force", "--library", library)
        exports.append((tmp_path / "w.json").read_bytes())
    assert exports[0] == exports[1]


def test_a_folder_that_was_emptied_is_filled_again_only_when_told(run: Run, tmp_path: Path) -> None:
    share = tmp_path / "share"
    share.mkdir()
    run("new", "Lunch")
    assert run("sync", "Lunch", "--to", share)[0] == 0
    shutil.rmtree(share / "CoCreate")
    code, told, _ = run("sync", "Lunch", "--to", share)
    assert (code, told["ok"]) == (1, False)
    assert "Add --again" in str(told["error"])
    assert not list(share.iterdir())
    assert run("sync", "Lunch", "--to", share, "--again")[0] == 0
    assert run("sync", "Lunch", "--to", share)[0] == 0


def test_a_shared_folder_that_is_gone_is_one_sentence(run: Run, tmp_path: Path) -> None:
    run("new", "Lunch")
    code, told, _ = run("sync", "Lunch", "--to", tmp_path / "gone")
    assert (code, told["ok"]) == (1, False)
    assert "gone is not there" in str(told["error"])
    assert not (tmp_path / "gone").exists()


@pytest.mark.parametrize(
    "args",
    [
        ("nonsense",), ("new",), ("import", "--workshop", "x"), ("cluster", "x", "--grain", "9"), ("export", "x"),
        ("list", "--lang", "fr"), ("list", "extra"),
    ],
)  # fmt: skip
def test_a_wrong_command_line_is_a_usage_error(run: Run, args: tuple[str, ...]) -> None:
    code, told, messages = run(*args)
    assert (code, told["ok"]) == (2, False)
    assert "--help" in messages


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda p: p.with_name("another").touch(), "is not there"),
        (lambda p: p.mkdir(), "folder"),
        (lambda p: p.write_bytes(b""), "empty"),
        (lambda p: p.write_bytes(b"\0\1\2\3" * 9), "not a text file"),
        (lambda p: p.write_bytes(b"PK\x03\x04zip"), "XLSX"),
        (lambda p: os.truncate(os.open(p, os.O_CREAT | os.O_WRONLY), 9 * 1024 * 1024), "8 MB"),
        (lambda p: p.write_bytes("één\ntwéé\n".encode() + b"\xe9\n"), "line 3"),
    ],
)  # fmt: skip
def test_a_bad_file_is_one_sentence(run: Run, tmp_path: Path, make: Callable[[Path], object], words: str) -> None:
    run("new", "Lunch")
    path = tmp_path / "idéés.txt"
    make(path)
    code, told, messages = run("import", path, "--workshop", "Lunch")
    assert (code, told["ok"]) == (1, False)
    assert words in str(told["error"])
    assert str(told["error"]) == messages.strip()


def test_a_library_that_cannot_be_used_is_one_sentence(run: Run, tmp_path: Path) -> None:
    missing, broken = tmp_path / "missing.cocreate-db", tmp_path / "broken.cocreate-db"
    broken.write_bytes(b"not a database, but long enough to be one" * 99)
    assert "no library" in str(run("list", "--library", missing)[1]["error"])
    assert not missing.exists()
    code, told, _ = run("list", "--library", broken)
    assert code == 1
    assert "broken" in str(told["error"])
    assert broken.read_bytes().startswith(b"not a database")
    (tmp_path / "file").write_text("")
    assert run("new", "A", "--library", tmp_path / "file" / "library.cocreate-db")[0] == 1


def test_a_library_with_a_changed_letter_is_found_out(run: Run, ideas: Path, tmp_path: Path) -> None:
    library = tmp_path / "one.cocreate-db"
    run("new", "Lunch", "--library", library)
    run("import", ideas, "--workshop", "Lunch", "--library", library)
    with contextlib.closing(sqlite3.connect(library)) as file, file:
        file.execute("UPDATE note SET text = 'somebody else wrote this' WHERE number = 3")
    code, told, _ = run("check", "--library", library)
    assert (code, told["ok"]) == (1, False)
    assert told["findings"]
    code, told, _ = run("check", "--restore", "--library", library)
    assert (code, told["findings"]) == (0, []), "the newest backup holds the same fault: an older one is taken"
    assert list(tmp_path.glob("one.damaged-*"))


def test_a_library_in_use_or_newer_is_one_sentence(run: Run, tmp_path: Path) -> None:
    library = tmp_path / "one.cocreate-db"
    with contextlib.closing(open_library(library)):
        code, told, _ = run("list", "--library", library)
        assert code == 1
        assert "open in another CoCreate" in str(told["error"])
    with contextlib.closing(sqlite3.connect(library)) as file:
        file.execute("PRAGMA user_version = 9999")
    assert "newer CoCreate" in str(run("list", "--library", library)[1]["error"])


@pytest.mark.parametrize(
    ("args", "is_window", "library"),
    [
        ([], True, None), (["--library", "a.db"], True, Path("a.db")), (["--library=a.db"], True, Path("a.db")),
        (["--library", "a.db", "list"], False, None), (["--help"], False, None),
    ],
)  # fmt: skip
def test_no_command_asks_for_the_window(args: list[str], is_window: bool, library: Path | None) -> None:
    assert asks_for_window(args) == (is_window, library)


def test_options_may_stand_before_the_command(run: Run, tmp_path: Path) -> None:
    library = tmp_path / "one.cocreate-db"
    assert run("--library", library, "new", "Lunch")[0] == 0
    assert library.exists()


def test_messages_follow_the_language_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cluster", "Lunch", "--lang", "nl"]) == 1
    assert "Er is nog geen workshop" in capsys.readouterr().err
    assert main(["--lang", "nl", "--help"]) == 0
    assert "Toon de workshops" in capsys.readouterr().out


def test_the_language_of_the_environment_is_spoken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "nl_BE.UTF-8")
    assert language_of([]) == "nl"
    assert language_of(["--lang=en"]) == "en"
    monkeypatch.setenv("LC_ALL", "fr_BE.UTF-8")
    assert language_of([]) == "en"


def test_without_json_results_go_to_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "Lunch", "--lang", "en"]) == 0
    assert "Lunch" in capsys.readouterr().out


def test_what_nobody_expected_is_one_sentence_and_a_log(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> bool:
        raise ZeroDivisionError("planted")

    monkeypatch.setattr("cocreate.cli.board.show", broken)
    code, told, messages = run("list")
    assert code == 1
    log = Path(os.environ["COCREATE_HOME"]) / "cocreate.log"
    assert str(log) in str(told["error"])
    assert "Traceback" not in messages
    assert "planted" in log.read_text(encoding="utf-8")


PROBE = """
import json, sys
from cocreate.__main__ import main
for args in json.loads(sys.argv[1]):
    sys.argv = ["cocreate", *args, "--lang", "en"]
    assert main() == 0, args
print([m for m in sys.modules if m.split(".")[0] in ("PySide6", "shiboken6", "qasync") or m == "cocreate.app"])
"""


def test_no_command_loads_qt(tmp_path: Path) -> None:
    ideas, share = tmp_path / "a.txt", tmp_path / "share"
    ideas.write_text("Cook together\nEat together\nWalk home\n")
    share.mkdir()
    commands = [
        ["demo", "--export", str(tmp_path / "out")],
        ["import", str(ideas), "--workshop", "Thirty"], ["cluster", "Thirty"],
        ["sync", "Thirty", "--to", str(share)], ["check"],
    ]  # fmt: skip
    environment = os.environ | {"COCREATE_HOME": str(tmp_path / "home")}
    done = subprocess.run(
        [sys.executable, "-c", PROBE, json.dumps(commands)], env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_ctrl_c_ends_without_a_traceback(tmp_path: Path) -> None:
    """The reader waits for a pipe that nobody fills, so the signal arrives in the middle of a command."""
    environment = os.environ | {"COCREATE_HOME": str(tmp_path / "home")}
    subprocess.run([sys.executable, "-m", "cocreate", "new", "Lunch"], env=environment, check=True, capture_output=True)
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    command = [sys.executable, "-m", "cocreate", "import", str(pipe), "--workshop", "Lunch", "--lang", "en"]
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as process:
        writer = os.open(pipe, os.O_WRONLY)  # returns once the command has opened the pipe for reading
        process.send_signal(signal.SIGINT)
        messages = process.communicate(timeout=20)[1]
        os.close(writer)
    assert process.returncode == 130
    assert "Traceback" not in messages
    assert "Stopped" in messages


def test_cluster_explains_and_takes_a_wanted_number(run: Run, ideas: Path) -> None:
    run("new", "Lunch")
    run("import", str(ideas), "--workshop", "Lunch")
    code, told, _ = run("cluster", "Lunch", "--themes", "2", "--explain")
    assert code == 0
    assert len(told["themes"]) == 2
    reasons = told["reasons"]
    assert {r["idea"] for r in reasons} == {str(k + 1) for k in range(len(reasons))}
    assert all(r["nearest"] for r in reasons)
    assert all(name["candidates"] for name in told["names"])
    assert run("cluster", "Lunch", "--themes", "0")[0] == 2


def test_a_whole_workshop_goes_out_and_comes_in_somewhere_else(run: Run, tmp_path: Path) -> None:
    assert run("demo", "--export", tmp_path / "out")[0] == 0
    other = ("--library", tmp_path / "other.cocreate-db")
    for name in ("report.pdf", "workshop.json"):
        code, told, _ = run("import", tmp_path / "out" / name, "--dry-run", *other)
        assert (code, [w["how"] for w in told["workshops"]]) == (0, ["dry run"])  # type: ignore[attr-defined]
    code, told, _ = run("import", tmp_path / "out" / "report.pdf", *other)
    (made,) = told["workshops"]  # type: ignore[misc]
    assert (code, made["how"]) == (0, "new")
    code, told, _ = run("import", tmp_path / "out" / "workshop.json", *other)
    assert (code, told["workshops"][0]["how"]) == (0, "here")  # type: ignore[index]
    code, told, _ = run("import", tmp_path / "out" / "workshop.json", "--copy", *other)
    assert (code, told["workshops"][0]["how"]) == (0, "copy")  # type: ignore[index]
    code, told, _ = run("list", *other)
    assert [w["ideas"] for w in told["workshops"]] == [63, 63]  # type: ignore[attr-defined]
    code, told, _ = run("verify", tmp_path / "out" / "report.pdf", "--workshop", made["id"], *other)
    assert (code, told["findings"], told["ideas"]) == (0, [], 63)
    assert run("new", "Lunch", *other)[0] == 0
    code, told, _ = run("import", tmp_path / "out" / "report.pdf", "--workshop", "Lunch", *other)
    assert (code, told["added"]) == (0, 63)


def test_a_list_of_ideas_needs_a_workshop_and_a_faulty_report_is_told(run: Run, ideas: Path, tmp_path: Path) -> None:
    code, told, _ = run("import", ideas)
    assert code == 2
    assert "--workshop" in str(told["error"])
    report = tmp_path / "report.pdf"
    report.write_bytes(b"%PDF-1.7 nothing")
    for args in (("import", report), ("verify", report)):
        code, told, _ = run(*args)
        assert code == 1
        assert "damaged" in str(told["error"])
