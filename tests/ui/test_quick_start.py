"""The bytecode that is kept of PySide's inner files: used when it fits, and never in the way."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cocreate.ui import quick_start
from cocreate.ui.quick_start import KeptCode

NAME = "shibokensupport/signature/mapping.py"


@pytest.fixture(autouse=True)
def may_write(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)


class Compiler:
    """`compile`, and how often it was asked."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self, *args: Any, **more: Any) -> Any:
        self.asked += 1
        return compile(*args, **more)


def start(file: Path, source: bytes, name: str = NAME) -> tuple[int, object]:
    """What `x` is after a start, and how often something had to be compiled for it."""
    kept, compiler = KeptCode(file), Compiler()
    found: dict[str, object] = {}
    exec(kept.wrap(compiler)(source, name, "exec"), found)
    kept.save()
    return compiler.asked, found["x"]


def test_a_file_of_pyside_is_compiled_once_and_then_known(tmp_path: Path) -> None:
    file = tmp_path / "cache" / "pyside.code"
    assert start(file, b"x = 1") == (1, 1)
    assert start(file, b"x = 1") == (0, 1)


def test_another_version_of_the_file_is_compiled_again(tmp_path: Path) -> None:
    file = tmp_path / "pyside.code"
    start(file, b"x = 1")
    assert start(file, b"x = 2") == (1, 2)
    assert start(file, b"x = 2") == (0, 2)


@pytest.mark.parametrize("cut", [0, 3, 40])
def test_a_damaged_memory_is_made_again(tmp_path: Path, cut: int) -> None:
    file = tmp_path / "pyside.code"
    start(file, b"x = 1")
    whole = file.read_bytes()
    file.write_bytes(whole[:cut] + bytes([whole[cut] ^ 1]) + whole[cut + 1 :])
    assert start(file, b"x = 1") == (1, 1)
    assert file.read_bytes()[:4] == whole[:4]


def test_other_files_are_compiled_as_ever(tmp_path: Path) -> None:
    file = tmp_path / "pyside.code"
    assert start(file, b"x = 1", "plugin.py") == (1, 1)
    assert start(file, b"x = 1", "plugin.py") == (1, 1)
    assert not file.exists()


def test_no_room_to_write_is_no_trouble(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be")
    assert start(tmp_path / "cache" / "pyside.code", b"x = 1") == (1, 1)


@pytest.fixture
def collecting() -> Iterator[None]:
    yield
    gc.unfreeze()
    gc.enable()


@pytest.mark.usefixtures("collecting")
def test_garbage_is_looked_for_again_after_the_start(tmp_path: Path) -> None:
    quick_start.begin(tmp_path)
    assert not gc.isenabled()
    quick_start.end()
    assert gc.isenabled()
