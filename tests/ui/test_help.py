"""The help sheet answers in both languages, by keyboard, from the palette, and does nothing to the workshop."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from cocreate.cli.parser import build_parser
from cocreate.ui import i18n, theme
from cocreate.ui.actions import table
from cocreate.ui.help import RESTORE, help_sheet, keys, steps, topics
from cocreate.ui.widgets import Button, open_sheets
from cocreate.words import words

Stage = Callable[..., QMainWindow]


def said(sheet: QWidget) -> str:
    return "\n".join(label.text() for label in sheet.findChildren(QLabel))


@pytest.mark.parametrize("language", ["en", "nl"])
def test_it_tells_the_six_steps_and_every_answer(stage: Stage, language: str) -> None:
    i18n.set_language(language)
    window = stage(QWidget(), width=1280, height=720)
    sheet = help_sheet(window, library=Path("here/library"), step="themes", following="Suggest", on_folder=list).open()
    for topic in (*steps(), *topics()):
        assert topic.title in said(sheet)
        assert topic.answer in said(sheet)
    assert len(steps()) == 6
    assert RESTORE in said(sheet)
    assert "Suggest" in said(sheet)
    assert sheet.column.bar.isHidden(), "all of it fits into the smallest common screen"


def test_its_five_keys_are_real_ones() -> None:
    known = {key for spec in table() for key in spec.shortcuts}
    assert len(keys()) == 5
    assert {key for _, shortcuts in keys() for key in shortcuts} <= known


def test_its_command_is_one_that_the_command_line_knows() -> None:
    assert build_parser(words("en")).parse_args(RESTORE.split()[1:]).restore


def test_enter_closes_it_in_a_workshop_and_begins_one_on_home(stage: Stage) -> None:
    window = stage(QWidget(), width=1280, height=720)
    help_sheet(window, step="vote", following="Close vote").open()
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    assert open_sheets(window) == []
    begun: list[int] = []
    help_sheet(window, on_new=lambda: begun.append(1)).open()
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    assert begun == []
    sheet = help_sheet(window, on_new=lambda: begun.append(1)).open()
    QTest.keyClick(sheet, Qt.Key.Key_Return)
    assert begun == [1]


def test_large_type_stands_in_one_column_and_the_asked_answer_is_in_sight(
    stage: Stage, dressed: QApplication, qtbot: QtBot
) -> None:
    window = stage(QWidget(), width=1280, height=720)
    theme.apply(dressed, "light", 2.0)
    sheet = help_sheet(window, topic="trouble", library=Path("here/library"), on_folder=list).open()
    head = next(w for w in sheet.findChildren(QLabel) if w.text() == topics()[-1].title)
    qtbot.waitUntil(lambda: not head.visibleRegion().isEmpty())
    assert [b for b in sheet.findChildren(Button) if b.width() < b.sizeHint().width()] == []


def test_no_text_of_it_is_long() -> None:
    """A calm sheet: no answer of more than three sentences."""
    assert all(len(re.findall(r"[.:;]", t.answer)) <= 3 for t in (*steps(), *topics()))
