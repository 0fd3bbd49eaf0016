"""Things to type in: they say a change once, keep what is typed, and explain errors in place."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCalendarWidget, QMainWindow

from cocreate.ui import i18n
from cocreate.ui.widgets import Button, DateField, LineField, SearchField, Stepper, TextField
from cocreate.ui.widgets.dates import read_date

Stage = Callable[..., QMainWindow]


def test_a_line_is_entered_once(stage: Stage) -> None:
    field = LineField("Title", "Old")
    stage(field, Button("Next"))
    heard: list[str] = []
    field.entered.connect(heard.append)
    field.edit.selectAll()
    QTest.keyClicks(field.edit, "New ")
    QTest.keyClick(field.edit, Qt.Key.Key_Return)
    QTest.keyClick(field.edit, Qt.Key.Key_Tab)
    assert heard == ["New"]
    assert field.value() == "New"


def test_setting_a_value_says_nothing(stage: Stage) -> None:
    fields = [LineField("A"), TextField("B")]
    stage(*fields)
    heard: list[str] = []
    for field in fields:
        field.changed.connect(heard.append)
        field.entered.connect(heard.append)
        field.set_value("From elsewhere")
        field.edit.setFocus()
        field.edit.clearFocus()
        assert field.value() == "From elsewhere"
    assert heard == []


def test_a_text_is_entered_by_leaving_it_or_by_ctrl_enter(stage: Stage) -> None:
    field, after = TextField("Why"), Button("Next")
    stage(field, after)
    heard: list[str] = []
    field.entered.connect(heard.append)
    field.edit.setFocus()
    QTest.keyClicks(field.edit, "Because")
    QTest.keyClick(field.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(field.edit, Qt.Key.Key_Return)
    QTest.keyClicks(field.edit, "of that")
    QTest.keyClick(field.edit, Qt.Key.Key_Tab)
    assert after.hasFocus(), "Tab leaves a text"
    assert heard == ["Because", "Because\nof that"]


def test_an_error_takes_the_place_of_the_hint_until_something_is_typed(stage: Stage) -> None:
    field = LineField("Question", hint="One open question.")
    stage(field)
    field.set_error("Write the question first.")
    assert (field.error(), field.below.text()) == ("Write the question first.", "Write the question first.")
    assert field.edit.accessibleDescription() == "Write the question first."
    QTest.keyClicks(field.edit, "H")
    assert (field.error(), field.below.text()) == ("", "One open question.")


def test_the_label_is_the_name_of_the_field(stage: Stage) -> None:
    for field in (LineField("Place"), TextField("Detail"), DateField("Due")):
        assert field.edit.accessibleName() == field.label.text()


def test_a_search_is_emptied_by_esc_or_its_cross(stage: Stage) -> None:
    search = SearchField("Search")
    stage(search)
    steps: list[int] = []
    search.stepped.connect(steps.append)
    cross = search.findChild(Button)
    assert cross is not None
    assert cross.isHidden()
    QTest.keyClicks(search, "abc")
    QTest.keyClick(search, Qt.Key.Key_Down)
    QTest.keyClick(search, Qt.Key.Key_Escape)
    assert search.text() == ""
    QTest.keyClicks(search, "abc")
    QTest.mouseClick(cross, Qt.MouseButton.LeftButton)
    assert search.text() == ""
    assert steps == [1]


def test_a_stepper_counts_by_mouse_arrows_and_typing_within_its_ends(stage: Stage) -> None:
    dots = Stepper(5, low=1, high=7, name="Dots each")
    stage(dots)
    heard: list[int] = []
    dots.changed.connect(heard.append)
    QTest.mouseClick(dots.more, Qt.MouseButton.LeftButton)
    QTest.keyClick(dots.edit, Qt.Key.Key_Up)
    QTest.keyClick(dots.edit, Qt.Key.Key_Up)
    assert not dots.more.isEnabled()
    dots.edit.selectAll()
    QTest.keyClicks(dots.edit, "2")
    QTest.keyClick(dots.edit, Qt.Key.Key_Return)
    QTest.mouseClick(dots.less, Qt.MouseButton.LeftButton)
    dots.set_value(4)
    assert heard == [6, 7, 2, 1]
    assert (dots.value(), dots.edit.text()) == (4, "4")
    dots.edit.clear()
    QTest.keyClick(dots.edit, Qt.Key.Key_Down)
    assert dots.value() == 3, "an empty field counts on from the last number"


TODAY = date(2026, 3, 5)


@pytest.mark.parametrize(
    ("typed", "iso"),
    [
        ("31-12-2026", "2026-12-31"), ("6/3", "2026-03-06"), ("4.3", "2027-03-04"), ("5 3 26", "2026-03-05"),
        ("3 maart 2026", "2026-03-03"), ("3 March 2026", "2026-03-03"), ("3 mrt 2026", "2026-03-03"),
        ("12 okt", "2026-10-12"), ("2026-03-03", "2026-03-03"), ("29-2-2028", "2028-02-29"),
    ],
)  # fmt: skip
def test_dates_are_read_as_people_write_them(typed: str, iso: str) -> None:
    assert read_date(typed, TODAY) == date.fromisoformat(iso)


@pytest.mark.parametrize("typed", ["tomorrow", "31-2-2026", "3", "1-2-3-4", "0-0-0", "3 ma 2026", "5-5-x", "29-2"])
def test_what_is_no_date_is_not_guessed(typed: str) -> None:
    assert read_date(typed, TODAY) is None


def test_a_typed_date_is_said_in_iso_and_shown_in_words(stage: Stage) -> None:
    due = DateField("Due", "2026-03-03")
    stage(due)
    assert due.edit.text() == "3 Mar 2026"
    heard: list[str] = []
    due.changed.connect(heard.append)
    due.edit.selectAll()
    QTest.keyClicks(due.edit, "31-12-2026")
    QTest.keyClick(due.edit, Qt.Key.Key_Return)
    assert (due.value(), due.edit.text(), heard) == ("2026-12-31", "31 Dec 2026", ["2026-12-31"])
    due.edit.selectAll()
    QTest.keyClicks(due.edit, "soon")
    QTest.keyClick(due.edit, Qt.Key.Key_Return)
    assert due.error()
    assert due.value() == "2026-12-31", "what is not understood changes nothing"
    due.edit.clear()
    QTest.keyClick(due.edit, Qt.Key.Key_Return)
    assert (due.value(), due.error(), heard) == ("", "", ["2026-12-31", ""])


def test_the_shown_date_is_read_again_as_the_same_day_in_both_languages() -> None:
    for code in ("en", "nl"):
        i18n.set_language(code)
        for month in range(1, 13):
            day = date(2026, month, 9)
            assert read_date(i18n.short_date(day)) == day
    i18n.set_language("en")


def test_a_day_is_picked_in_the_calendar_by_keyboard(stage: Stage) -> None:
    due = DateField("Due", "2026-03-03")
    stage(due)
    heard: list[str] = []
    due.changed.connect(heard.append)
    pick = due.edit.findChild(Button)
    assert pick is not None
    QTest.mouseClick(pick, Qt.MouseButton.LeftButton)
    month = due.findChild(QCalendarWidget)
    assert month is not None
    view = month.focusProxy() or month
    QTest.keyClick(view, Qt.Key.Key_Right)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert heard == ["2026-03-04"]
