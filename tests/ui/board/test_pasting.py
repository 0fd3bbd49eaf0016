"""A pasted list is shown first, taken apart as the person says, and becomes one step."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cocreate.model.commands import AddNotes
from cocreate.ui.board.paste_sheet import PasteSheet
from cocreate.ui.board.splitting import Way, fold, guess, split
from cocreate.ui.widgets import open_sheets

from .desk import Desk
from .test_gestures import CTRL, LEFT, NONE


def pasted(desk: Desk, qtbot: QtBot, text: str) -> PasteSheet:
    QGuiApplication.clipboard().setText(text)
    qtbot.keyClick(desk.view, Qt.Key.Key_V, CTRL)
    (sheet,) = open_sheets(desk.view)
    assert isinstance(sheet, PasteSheet)
    return sheet


def test_bullets_numbers_and_boxes_come_off_but_years_stay() -> None:
    text = "- Trees\n2. Water\n• Bikes\n[x] Shade\n- [ ] Quiet\n2020: the year\n---\n\n3.5 km"
    assert split(text, Way()).ideas == ("Trees", "Water", "Bikes", "[x] Shade", "Quiet", "2020: the year", "3.5 km")
    assert split("- Trees", Way(has_marks=True)).ideas == ("- Trees",)


def test_what_is_said_twice_or_on_the_board_already_is_left_out_and_counted() -> None:
    found = split("Trees\ntrees.\nWater\n  Bikes", Way(), {fold("BIKES")})
    assert (found.ideas, found.twins) == (("Trees", "Water"), 2)
    assert len(split("Trees\ntrees", Way(has_twins=True)).ideas) == 2


def test_paragraphs_keep_their_lines_and_are_guessed() -> None:
    text = "Trees give\nshade.\n\nWater\n"
    assert guess(text).by == "paragraph"
    assert split(text, guess(text)).ideas == ("Trees give\nshade.", "Water")
    assert guess("a\n\nb\n\nc").by == "line", "a list with blank lines is a list"


def test_rows_of_a_spreadsheet_are_one_idea_by_line_and_many_by_cell() -> None:
    assert split("Trees\tshade\nWater\t", Way()).ideas == ("Trees shade", "Water")
    assert split("Trees\tshade\nWater\t", Way("cell")).ideas == ("Trees", "shade", "Water")


def test_a_line_longer_than_a_note_becomes_two() -> None:
    assert [len(i) <= 2000 for i in split("word " * 700, Way()).ideas] == [True, True]


def test_two_hundred_lines_are_previewed_and_become_one_step(desk: Desk, qtbot: QtBot) -> None:
    sheet = pasted(desk, qtbot, "\n".join(f"{k}. Idea {k}" for k in range(200)))
    assert sheet.list.count() == 200
    assert sheet.add.text() == "Add 200 notes"
    assert desk.sent == []
    assert desk.view.tool == "V"
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert [type(c) for c in desk.sent] == [AddNotes]
    assert [n.text for n in desk.notes()] == [f"Idea {k}" for k in range(200)]
    assert desk.view.hasFocus()
    assert len(desk.view.selection) == 200
    assert desk.store.undo(desk.view.scope, "me") is not None
    assert desk.notes() == []


def test_single_lines_are_left_out_by_space_or_click(desk: Desk, qtbot: QtBot) -> None:
    sheet = pasted(desk, qtbot, "Trees\nWater\nBikes")
    qtbot.keyClick(sheet.list, Qt.Key.Key_Down)
    qtbot.keyClick(sheet.list, Qt.Key.Key_Space)
    where = sheet.list.visualItemRect(sheet.list.item(2)).center()
    qtbot.mouseClick(sheet.list.viewport(), LEFT, NONE, where)
    assert sheet.add.text() == "Add 1 note"
    assert "2 left out." in sheet.told.text()
    qtbot.mouseClick(sheet.list.viewport(), LEFT, NONE, where)
    sheet.add.click()
    assert [n.text for n in desk.notes()] == ["Trees", "Bikes"]


def test_the_sheet_takes_apart_anew_when_told_otherwise(desk: Desk, qtbot: QtBot) -> None:
    desk.add(["water"], [(0, 0)])
    sheet = pasted(desk, qtbot, "- Trees\n- Water\n\n- Bikes\t- Shade")
    assert (sheet.list.count(), sheet.add.text()) == (3, "Add 3 notes") or sheet.list.count() == 2
    sheet.by.buttons["line"].click()
    assert [sheet.list.item(k).text() for k in range(sheet.list.count())] == ["Trees", "Bikes - Shade"]
    assert "1 is said already." in sheet.told.text()
    sheet.twins.setChecked(False)
    sheet.marks.setChecked(False)
    assert sheet.list.item(1).text() == "- Water"
    sheet.by.buttons["cell"].click()
    assert sheet.list.count() == 4


def test_esc_pastes_nothing_and_nothing_ticked_adds_nothing(desk: Desk, qtbot: QtBot) -> None:
    sheet = pasted(desk, qtbot, "Trees\nWater")
    for k in range(2):
        sheet.list.turn(sheet.list.item(k))
    assert not sheet.add.isEnabled()
    qtbot.keyClick(sheet.list, Qt.Key.Key_Escape)
    assert open_sheets(desk.view) == []
    assert desk.notes() == []
    assert desk.sent == []


def test_a_single_line_needs_no_preview(desk: Desk, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText("  - Just this ")
    qtbot.keyClick(desk.view, Qt.Key.Key_V, CTRL)
    assert [n.text for n in desk.notes()] == ["Just this"]


@pytest.mark.parametrize("way", ["gesture", "editor"])
def test_a_sheet_that_opens_ends_what_was_under_way(desk: Desk, qtbot: QtBot, way: str) -> None:
    (a,) = desk.rows(1)
    if way == "gesture":
        desk.drag(desk.at(80, 80), desk.at(300, 300), drops=False)
    else:
        desk.view.edit(a)
    before = desk.view.viewport_state()
    sheet = PasteSheet("a\nb", (), desk.view).open()
    assert not desk.view.is_busy
    assert desk.note(a).place == (0, 0)
    assert desk.sent == []
    assert desk.view.viewport_state()["zoom"] == before["zoom"]
    sheet.close_with(None)
    assert desk.view.hasFocus()
