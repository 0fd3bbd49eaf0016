"""The sheet: one at a time, left by Esc, with the focus inside and given back."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from cocreate.ui.widgets import Button, Label, LineField, Sheet, open_sheets

Stage = Callable[..., QMainWindow]


@pytest.fixture
def below() -> Button:
    return Button("Below")


@pytest.fixture
def window(stage: Stage, below: Button) -> QMainWindow:
    made = stage(below)
    below.setFocus()
    return made


def asked(window: QWidget) -> tuple[Sheet, LineField, list[object]]:
    sheet = Sheet("New workshop", window)
    field = LineField("Question")
    sheet.body.addWidget(field)
    sheet.add_button("Cancel")
    sheet.add_button("Create workshop", lambda: field.value() or Sheet.STAY, kind="primary")
    results: list[object] = []
    sheet.closed.connect(results.append)
    sheet.open()
    return sheet, field, results


def test_esc_leaves_without_a_result_and_gives_the_focus_back(window: QMainWindow, below: Button) -> None:
    _sheet, field, results = asked(window)
    assert field.edit.hasFocus()
    QTest.keyClick(field.edit, Qt.Key.Key_Escape)
    assert results == [None]
    assert open_sheets(window) == []
    assert below.hasFocus()


def test_enter_presses_the_main_button_which_may_keep_it_open(window: QMainWindow) -> None:
    sheet, field, results = asked(window)
    QTest.keyClick(field.edit, Qt.Key.Key_Return)
    assert (results, open_sheets(window)) == ([], [sheet])
    QTest.keyClicks(field.edit, "Why?")
    QTest.keyClick(field.edit, Qt.Key.Key_Return)
    assert results == ["Why?"]


def test_tab_goes_round_within_the_sheet(window: QMainWindow, dressed: QApplication) -> None:
    sheet, field, _ = asked(window)
    seen: list[str] = []
    for _ in range(4):
        now = dressed.focusWidget()
        seen.append(now.accessibleName())
        QTest.keyClick(now, Qt.Key.Key_Tab)
    assert seen == ["Question", "Cancel", "Create workshop", "Close"]
    assert field.edit.hasFocus()
    QTest.keyClick(field.edit, Qt.Key.Key_Backtab)
    assert dressed.focusWidget().accessibleName() == "Close"
    assert sheet.isAncestorOf(dressed.focusWidget())


def test_nothing_below_can_be_clicked_and_a_slip_loses_nothing(window: QMainWindow, below: Button) -> None:
    pressed: list[bool] = []
    below.clicked.connect(pressed.append)
    sheet, _, results = asked(window)
    where = below.mapTo(window, QPoint(10, 10))
    assert window.childAt(where) is sheet
    QTest.mouseClick(sheet, Qt.MouseButton.LeftButton, pos=where)
    assert (pressed, results) == ([], [])


def test_a_second_sheet_closes_the_first(window: QMainWindow) -> None:
    _, _, first = asked(window)
    second, _, _ = asked(window)
    assert first == [None]
    assert open_sheets(window) == [second]


def test_it_follows_the_window_and_never_leaves_it(window: QMainWindow) -> None:
    sheet = Sheet("Long", window, width=800)
    for k in range(60):
        sheet.body.addWidget(Label(f"Line {k}"))
    sheet.open()
    window.resize(640, 480)
    assert sheet.geometry() == window.rect()
    seen = sheet.face.geometry().marginsRemoved(sheet.face.contentsMargins())
    assert window.rect().contains(seen)
    assert sheet.column.bar.isVisible(), "what does not fit scrolls"


def test_a_short_sheet_shows_all_of_it(window: QMainWindow) -> None:
    sheet, field, _ = asked(window)
    assert sheet.column.bar.isHidden()
    assert field.visibleRegion().boundingRect().size() == field.size()


def test_it_is_as_tall_as_its_words_however_wide_they_stand(window: QMainWindow) -> None:
    sheet = Sheet("A title that is so long that it takes more than the one line that the sheet has", window, width=420)
    for _ in range(4):
        sheet.body.addWidget(
            Label("More words than stand in one line, and fewer than stand in three of them.", wrap=True)
        )
    sheet.open()
    assert sheet.column.verticalScrollBar().maximum() == 0
    assert sheet.column.viewport().height() <= sheet.body.heightForWidth(sheet.column.viewport().width()) + 12


def test_it_grows_with_an_answer(window: QMainWindow, qtbot: QtBot) -> None:
    sheet = Sheet("Verify my vote", window)
    answer = Label("", wrap=True)
    answer.hide()
    sheet.body.addWidget(answer)
    sheet.body.addWidget(Label("What it shows.", wrap=True))
    sheet.open()
    for _ in range(5):
        QApplication.processEvents()  # it stands as it was opened
    before = sheet.face.height()
    answer.show()
    answer.setText("It is there. " * 20)
    qtbot.waitUntil(lambda: sheet.face.height() > before + 40)
    assert sheet.column.verticalScrollBar().maximum() == 0


def test_it_can_be_awaited(window: QMainWindow) -> None:
    async def ask() -> object:
        sheet, field, _ = asked(window)
        field.set_value("Why?")
        asyncio.get_running_loop().call_soon(lambda: QTest.keyClick(field.edit, Qt.Key.Key_Return))
        return await sheet

    assert asyncio.run(ask()) == "Why?"


def test_a_sheet_without_fields_offers_its_main_button(window: QMainWindow) -> None:
    sheet = Sheet("Remove it", window)
    sheet.body.addWidget(Label("It can be brought back.", wrap=True))
    main = sheet.add_button("Remove", True, kind="danger")
    results: list[object] = []
    sheet.closed.connect(results.append)
    sheet.open()
    assert main.hasFocus()
    QTest.keyClick(main, Qt.Key.Key_Return)
    assert results == [True]
