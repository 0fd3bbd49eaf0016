"""The start of the window: what is imported before the first paint, and that the window paints, comes forward, ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cocreate import app as composition
from cocreate.ui import theme
from cocreate.ui.door import Door
from cocreate.ui.main_window import MainWindow
from cocreate.ui.settings import Settings

FIRST = {
    "cocreate", "cocreate.__main__", "cocreate.app", "cocreate.paths", "cocreate.ui", "cocreate.ui.door",
    "cocreate.ui.fonts", "cocreate.ui.home", "cocreate.ui.home.card_view", "cocreate.ui.home.cards",
    "cocreate.ui.home.demo_card", "cocreate.ui.home.memory", "cocreate.ui.home.opening", "cocreate.ui.home.page",
    "cocreate.ui.home.thumbnail", "cocreate.ui.i18n", "cocreate.ui.icons", "cocreate.ui.main_window",
    "cocreate.ui.quick_start", "cocreate.ui.settings", "cocreate.ui.stylesheet", "cocreate.ui.theme",
    "cocreate.ui.widgets", "cocreate.ui.widgets.buttons", "cocreate.ui.widgets.fields", "cocreate.ui.widgets.flow",
    "cocreate.ui.widgets.labels", "cocreate.ui.widgets.surfaces", "cocreate.words",
}  # fmt: skip
LATER = ("sqlalchemy", "alembic", "numpy", "reportlab", "pikepdf", "asyncio", "qasync", "multiprocessing",
         "dataclasses", "importlib.metadata", "PySide6.QtNetwork")  # fmt: skip
CODE = """
import json, os, sys
from cocreate.__main__ import open_window

def then(app, window, door):
    from PySide6.QtWidgets import QPushButton
    words = [button.text() for button in window.findChildren(QPushButton) if button.isVisible()]
    known = getattr(sys.modules.get("shibokensupport.feature"), "pyside_feature_dict", {})
    read = [name for name, answer in known.items() if name.startswith("cocreate.ui.") and answer != -1]
    first = sorted(sys.modules)
    window.equip()
    model = [name for name in sys.modules if name.startswith("cocreate.model")]
    print(json.dumps({"modules": first, "words": words, "read_by_pyside": read, "equipped": model}), flush=True)
    os._exit(0)

open_window(then=then)
"""


@pytest.fixture(scope="module")
def first_paint(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What a start of its own says at its first paint."""
    home = tmp_path_factory.mktemp("home")
    made = subprocess.run([sys.executable, "-c", CODE], env=_env(home), capture_output=True, text=True, timeout=60)
    assert made.returncode == 0, made.stderr
    found: dict[str, list[str]] = json.loads(made.stdout)
    found["kept"] = [file.name for file in (home / "cache").iterdir()]
    return found


def _env(home: Path) -> dict[str, str]:
    env = dict(os.environ, COCREATE_HOME=str(home), PYTHONPYCACHEPREFIX=str(home / "bytecode"))
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    return env


def test_the_window_paints_before_the_model_the_store_and_everything_large_is_imported(
    first_paint: dict[str, list[str]],
) -> None:
    modules = first_paint["modules"]
    assert [name for name in LATER if name in modules] == []
    ours = {name for name in modules if name.partition(".")[0] == "cocreate"}
    assert ours - FIRST == set(), "imported before the first paint; import it where it is used"


def test_the_window_answers_while_the_engine_thread_imports_the_model(first_paint: dict[str, list[str]]) -> None:
    assert set(first_paint["equipped"]) == {"cocreate.model", "cocreate.model.actor"}


def test_the_first_paint_is_the_whole_home_page(first_paint: dict[str, list[str]]) -> None:
    assert {"New workshop", "Import ideas"} <= set(first_paint["words"])


def test_pyside_is_told_that_no_module_of_ours_wants_its_other_names(first_paint: dict[str, list[str]]) -> None:
    assert first_paint["read_by_pyside"] == []


def test_the_bytecode_of_pyside_is_kept_for_the_next_start(first_paint: dict[str, list[str]]) -> None:
    [name] = first_paint["kept"]
    assert name.startswith("pyside-")
    assert name.endswith(".code")


def test_the_first_home_answers_once_the_window_is_equipped(qapp: QApplication, tmp_path: Path) -> None:
    composition.make_app()
    theme.apply(qapp, "light")
    settings = Settings(tmp_path / "settings.ini")
    window = MainWindow(settings, tmp_path / "library.cocreate-db")
    window.show()
    composition.wait_for_paint(window)
    window.equip()
    window.equip()
    assert window.home is not None
    QTest.mouseClick(window.home.theme_button, Qt.MouseButton.LeftButton)
    assert settings.theme == "dark", "once, although it was equipped twice"
    theme.apply(qapp, "light")
    window.close()
    window.deleteLater()


def test_a_window_that_is_never_painted_does_not_hold_up_the_start(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(composition, "LONGEST_WAIT_MS", 1)
    window = MainWindow(Settings(tmp_path / "settings.ini"), None)
    composition.wait_for_paint(window)
    window.deleteLater()


def test_the_second_start_finds_the_door_taken_and_the_first_window_hears_it(
    qapp: QApplication, tmp_path: Path
) -> None:
    path, heard = tmp_path / "library.cocreate-db", []
    first, second = Door(path), Door(path)
    assert not first.is_taken()
    first.listen(lambda: heard.append("knock"))
    assert second.is_taken()
    while not heard:
        qapp.processEvents()
    first.close()
    assert not Door(path).is_taken()
    assert not Door(tmp_path / "another.cocreate-db").is_taken()
