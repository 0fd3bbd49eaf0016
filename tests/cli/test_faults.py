"""Bad input and faults from the command line: one sentence, no traceback, exit code 1, and nothing lost."""

from __future__ import annotations

import contextlib
import os
import resource
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cocreate.cli import main
from cocreate.model.library import open_library

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs the pipes and limits of POSIX")


def cocreate(*args: object, before: Callable[[], None] | None = None) -> tuple[int, str]:
    """Exit code and messages of a process of its own; `before` runs in it first."""
    command = [sys.executable, "-m", "cocreate", *map(str, args), "--lang", "en"]
    done = subprocess.run(command, capture_output=True, text=True, preexec_fn=before, timeout=60)
    assert "Traceback" not in done.stderr
    return done.returncode, done.stderr.strip()


def small_files(most: int) -> Callable[[], None]:
    """No file may grow over `most` bytes: what a full disk looks like."""

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    return limit


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A library with one workshop, Lunch."""
    path = tmp_path / "lib" / "one.cocreate-db"
    assert main(["new", "Lunch", "--library", str(path)]) == 0
    return path


def test_a_full_disk_keeps_what_was_saved(library: Path, tmp_path: Path) -> None:
    ideas = tmp_path / "ideas.txt"
    ideas.write_text("\n".join(f"Idea {k} with some words to take room" for k in range(3000)))
    room = small_files(library.stat().st_size + 20_000)
    code, said = cocreate("import", ideas, "--workshop", "Lunch", "--library", library, before=room)
    assert code == 1
    assert said.count("\n") == 0
    assert "full" in said
    with contextlib.closing(open_library(library)) as s:
        assert [w.notes for w in s.workshops()] == [0]
        assert s.faults() == []
    assert cocreate("import", ideas, "--workshop", "Lunch", "--library", library)[0] == 0


def test_a_library_that_finds_no_room_at_birth_is_not_called_damaged(tmp_path: Path) -> None:
    path = tmp_path / "new" / "one.cocreate-db"
    code, said = cocreate("new", "Lunch", "--library", path, before=small_files(20_000))
    assert code == 1
    assert "full" in said
    assert "damaged" not in said
    assert cocreate("new", "Lunch", "--library", path)[0] == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_output_that_does_not_fit_is_one_sentence(library: Path) -> None:
    code, said = cocreate(
        "list", "--library", library, before=lambda: os.dup2(os.open("/dev/full", os.O_WRONLY), 1) and None
    )
    assert code == 1
    assert said == "The output cannot be used (the disk is full). Choose another file or folder."


def test_a_pipe_that_nobody_fills_is_given_up(
    library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    assert main(["import", str(pipe), "--workshop", "Lunch", "--library", str(library), "--lang", "en"]) == 1
    assert "nothing comes from it" in capsys.readouterr().err


def test_a_pipe_that_somebody_fills_is_read(library: Path) -> None:
    command = [sys.executable, "-m", "cocreate", "import", "/dev/stdin", "--workshop", "Lunch", "--library", library]
    done = subprocess.run(command, input=b"Cook together\nEat together\n", capture_output=True)
    assert done.returncode == 0, done.stderr
    with contextlib.closing(open_library(library)) as s:
        assert [w.notes for w in s.workshops()] == [2]


def test_a_device_that_never_ends_is_too_large(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", "/dev/zero", "--workshop", "Lunch", "--library", str(library), "--lang", "en"]) == 1
    assert "larger than 8 MB" in capsys.readouterr().err


def test_a_name_cannot_break_the_line_or_drive_the_terminal(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = "bad\nname\x1b[2J.txt"
    assert main(["import", name, "--workshop", "Lunch", "--library", str(library), "--lang", "en"]) == 1
    said = capsys.readouterr().err
    assert said == "“bad name [2J.txt” is not there. Check the path.\n"


@pytest.mark.parametrize("what", ["folder", "pipe", "loop"])
def test_what_is_no_file_is_no_library(what: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "one.cocreate-db"
    {"folder": path.mkdir, "pipe": lambda: os.mkfifo(path), "loop": lambda: path.symlink_to(path)}[what]()
    for command in (["list"], ["new", "A"], ["check"]):
        assert main([*command, "--library", str(path), "--lang", "en"]) == 1
        said = capsys.readouterr().err
        assert "one.cocreate-db" in said
        assert said.count("\n") == 1
        assert "damaged" not in said


def test_a_value_that_cannot_be_read_is_damage_with_a_way_out(
    library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["list", "--library", str(library)]) == 0  # makes a backup
    with contextlib.closing(sqlite3.connect(library)) as file, file:
        file.execute("UPDATE workshop SET title = CAST(x'4CE9FF' AS TEXT)")
    capsys.readouterr()
    assert main(["list", "--library", str(library), "--lang", "en"]) == 1
    assert "a backup of" in capsys.readouterr().err
    assert main(["check", "--restore", "--library", str(library)]) == 0


def test_backups_that_find_no_place_stop_nobody(library: Path) -> None:
    (library.parent / "one-backups").write_text("a file where the folder should be")
    assert main(["new", "Dinner", "--library", str(library)]) == 0


def test_a_folder_in_the_place_of_an_export_is_said_to_be_one(
    library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", "Lunch", "--csv", str(tmp_path), "--library", str(library), "--lang", "en"]) == 1
    assert "is a folder" in capsys.readouterr().err


AS_NOBODY = """
import os, sys
from cocreate.cli import main
command = ["list", "--lang", "en", "--library", sys.argv[1]]
assert main(command) == 0  # loads what the command needs, while this process may still read it
os.setgroups([]), os.setgid(65534), os.setuid(65534)
os.environ["COCREATE_HOME"] = "/nowhere"
sys.exit(main(command))
"""


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only the superuser can become another")
@pytest.mark.parametrize("what", ["file", "folder"])
def test_what_another_user_may_not_write_is_said_to_be_so(library: Path, what: str, tmp_path: Path) -> None:
    for place in (library.parent, tmp_path, tmp_path.parent, tmp_path.parent.parent):
        place.chmod(0o755)
    library.chmod(0o644 if what == "file" else 0o666)
    library.parent.chmod(0o777 if what == "file" else 0o755)
    before = library.read_bytes()
    done = subprocess.run([sys.executable, "-c", AS_NOBODY, library], capture_output=True, text=True)
    assert done.returncode == 1, done.stderr
    assert "read-only" in done.stderr or "access is not allowed" in done.stderr
    assert done.stderr.count("\n") == 1
    assert library.read_bytes() == before
