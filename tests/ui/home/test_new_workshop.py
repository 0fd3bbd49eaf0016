"""The sheet that begins a workshop: one question is enough, and everything typed comes out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMainWindow, QWidget

from cocreate.ui import i18n
from cocreate.ui.home.new_workshop import NewWorkshopSheet
from cocreate.ui.widgets import Button, Text

Stage = Callable[..., QMainWindow]


def opened(stage: Stage) -> tuple[NewWorkshopSheet, list[object]]:
    sheet = NewWorkshopSheet(stage(QWidget(), width=1280, height=720))
    results: list[object] = []
    sheet.closed.connect(results.append)
    sheet.open()
    return sheet, results


def test_the_question_alone_is_enough(stage: Stage) -> None:
    sheet, results = opened(stage)
    assert sheet.question.edit.hasFocus()
    QTest.keyClicks(sheet.question.edit, "  Why are  we here? ")
    QTest.keyClick(sheet.question.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert results == [
        {"question": "Why are we here?", "title": "Why are we here?", "held_on": date.today().isoformat(), "place": "",
         "language": "en"}
    ]  # fmt: skip


def test_everything_that_is_filled_in_comes_out(stage: Stage) -> None:
    sheet, results = opened(stage)
    QTest.keyClicks(sheet.question.edit, "Why?")
    QTest.keyClicks(sheet.name.edit, "Spring day")
    sheet.held_on.edit.selectAll()
    QTest.keyClicks(sheet.held_on.edit, "3 March 2027")
    QTest.keyClicks(sheet.place.edit, "Room 3")
    QTest.mouseClick(sheet.language.buttons["nl"], Qt.MouseButton.LeftButton)
    QTest.keyClick(sheet.place.edit, Qt.Key.Key_Return)
    assert results == [
        {"question": "Why?", "title": "Spring day", "held_on": "2027-03-03", "place": "Room 3", "language": "nl"}
    ]


def test_without_a_question_it_stays_and_says_what_is_missing(stage: Stage) -> None:
    sheet, results = opened(stage)
    QTest.mouseClick(sheet.create_button, Qt.MouseButton.LeftButton)
    assert results == []
    assert sheet.question.error() == "Write the question first."
    assert sheet.question.edit.hasFocus()
    QTest.keyClicks(sheet.question.edit, "W")
    assert sheet.question.error() == ""


def test_a_date_that_is_none_keeps_it_open(stage: Stage) -> None:
    sheet, results = opened(stage)
    QTest.keyClicks(sheet.question.edit, "Why?")
    sheet.held_on.edit.selectAll()
    QTest.keyClicks(sheet.held_on.edit, "someday")
    QTest.mouseClick(sheet.create_button, Qt.MouseButton.LeftButton)
    assert results == []
    assert sheet.held_on.error()


def test_esc_makes_nothing(stage: Stage) -> None:
    sheet, results = opened(stage)
    QTest.keyClicks(sheet.question.edit, "Why?")
    QTest.keyClick(sheet.question.edit, Qt.Key.Key_Escape)
    assert results == [None]


@pytest.mark.parametrize("code", ["en", "nl"])
def test_no_word_is_cut(stage: Stage, code: str) -> None:
    i18n.set_language(code)
    sheet, _ = opened(stage)
    sheet.create_button.click()
    for label in sheet.findChildren(QLabel):
        if label.isVisible() and label.text():
            assert label.height() >= label.heightForWidth(label.width()), label.text()
            assert label.wordWrap() or label.width() >= label.sizeHint().width(), label.text()
    for button in sheet.findChildren(Button):
        assert button.width() >= button.sizeHint().width(), button.text()
    text = sheet.question.edit
    assert isinstance(text, Text)
    assert text.fontMetrics().horizontalAdvance(text.placeholderText()) < text.viewport().width()
    assert sheet.column.bar.isHidden()
