"""What the tests of the window share: a dressed application, and a window that is really shown."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any

import pytest
from driving import Drive
from PySide6.QtWidgets import QApplication, QMainWindow, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from cocreate import app as composition
from cocreate.ui import fonts, i18n, theme
from cocreate.ui.main_window import MainWindow
from cocreate.ui.settings import Settings
from cocreate.ui.widgets import motion

Stage = Callable[..., QMainWindow]


@pytest.fixture(autouse=True)
def _tidy_here() -> Iterator[None]:
    """As in the app (`ui/tidying.py`): an engine's thread must not take Qt objects apart."""
    gc.disable()
    yield
    gc.collect(1)
    gc.enable()


@pytest.fixture
def dressed(qapp: QApplication) -> Iterator[QApplication]:
    """The application in the light theme, in English, without motion; left so afterwards."""
    fonts.load()
    theme.apply(qapp, "light")
    i18n.set_language("en")
    motion.set_allowed(False)
    yield qapp
    motion.set_allowed(True)
    i18n.set_language("en")
    theme.apply(qapp, "light")


@pytest.fixture
def stage(dressed: QApplication, qtbot: QtBot) -> Stage:
    """`stage(widget, ...)` shows widgets in an active window, one below the other; a lone page fills it."""
    held: list[QMainWindow] = []  # a test need not

    def show(*things: QWidget, width: int = 900, height: int = 640) -> QMainWindow:
        window = QMainWindow()
        held.append(window)
        qtbot.addWidget(window)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        for thing in things:
            column.addWidget(thing)
        window.setCentralWidget(body)
        window.resize(width, height)
        window.show()
        qtbot.waitExposed(window)
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    return show


@pytest.fixture
def drive(qapp: QApplication, tmp_path: Path) -> Drive:
    """Run a coroutine against a started window; may be called again to start the app once more."""

    def run(work: Callable[[MainWindow], Coroutine[Any, Any, None]]) -> None:
        composition.make_app()
        settings = Settings(tmp_path / "settings.ini")
        settings.language = i18n.set_language("en")
        theme.apply(qapp, "light")
        window = MainWindow(settings, tmp_path / "library.cocreate-db")
        window.resize(1280, 720)
        window.show()

        async def whole() -> None:
            await window.start()
            try:
                await work(window)
            finally:
                window.close()
                window.background.stop()
                window.engine.stop()

        with asyncio.Runner(loop_factory=lambda: composition._loop(qapp)) as runner:
            runner.run(whole())
        window.deleteLater()

    return run
