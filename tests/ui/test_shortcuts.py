"""The shortcut sheet shows every key there is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMainWindow, QWidget

from cocreate.ui.actions import board_keys, table
from cocreate.ui.shortcuts import Keys, sections, shortcut_sheet
from cocreate.ui.widgets import open_sheets

Stage = Callable[..., QMainWindow]


def test_every_key_of_the_table_and_of_the_board_is_there() -> None:
    shown = {text: keys for _, rows in sections() for text, keys in rows}
    assert all(shown[spec.text] == spec.shortcuts for spec in table() if spec.shortcuts)
    assert all(shown[text] == (key,) for key, text in board_keys())


def test_the_sheet_names_keys_for_screen_readers_and_leaves_by_esc(stage: Stage) -> None:
    window = stage(QWidget(), width=1440, height=900)
    sheet = shortcut_sheet(window).open()
    names = {keys.accessibleName() for keys in sheet.findChildren(Keys)}
    assert "Undo: Ctrl+Z" in names
    assert {s.section for s in table() if s.shortcuts} <= {label.text() for label in sheet.findChildren(QLabel)}
    assert sheet.column.bar.isHidden(), "all of it fits into the usual window"
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert open_sheets(window) == []
