"""Buttons and their kin: large enough to hit, named, and usable by keyboard."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from cocreate.ui import theme
from cocreate.ui.widgets import Button, Check, Choice, ColourPicker, Segmented, Stepper

Stage = Callable[..., QMainWindow]
LEFT = Qt.MouseButton.LeftButton
KINDS = ("primary", "secondary", "quiet", "danger", "icon", "link", "segment", "step", "toast")


@pytest.mark.parametrize("which", theme.THEMES)
def test_everything_to_hit_is_at_least_32_pixels(stage: Stage, dressed: QApplication, which: str) -> None:
    theme.apply(dressed, which)
    row = [Button("" if kind == "icon" else "A", kind=kind, icon="plus", name="Add") for kind in KINDS]
    more: list[QWidget] = [
        Segmented([("a", "A"), ("b", "B")]), Stepper(1, name="Dots"), Check("A"), Choice([("a", "A")], name="Choice"),
        ColourPicker("sun"),
    ]  # fmt: skip
    stage(*row, *more)
    inner = [part for thing in more for part in (thing, *thing.findChildren(Button))]
    for thing in [*row, *inner]:
        assert thing.width() >= 32, thing
        assert thing.height() >= 32, thing


def test_words_are_never_cut_however_narrow_the_window(stage: Stage) -> None:
    button = Button("Publish this workshop to a folder", kind="primary", icon="folder-sync")
    stage(button, width=120)
    assert button.width() >= button.sizeHint().width()
    assert button.sizeHint().width() >= button.fontMetrics().horizontalAdvance(button.text()) + 18


def test_an_icon_button_says_its_name_and_its_key(dressed: QApplication, qtbot: object) -> None:
    button = Button(kind="icon", icon="moon", name="Switch to dark", shortcut="Alt+Shift+D")
    assert button.accessibleName() == "Switch to dark"
    assert button.toolTip() == "Switch to dark  Alt+Shift+D"
    assert button.text() == ""


def test_an_ampersand_is_shown_as_it_is(dressed: QApplication, qtbot: object) -> None:
    button = Button("Questions & answers")
    assert button.accessibleName() == "Questions & answers"
    assert button.text() == "Questions && answers", "Qt shows a doubled one as one"


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_a_button_is_pressed_by_key(stage: Stage, key: Qt.Key) -> None:
    pressed: list[int] = []
    button = Button("Go", on_click=lambda: pressed.append(1))
    stage(button)
    QTest.keyClick(button, key)
    assert pressed == [1]


def test_a_segmented_control_speaks_only_of_choices_by_people(stage: Stage) -> None:
    control = Segmented([("a", "A"), ("b", "B"), ("c", "C")], "a", name="View")
    stage(control)
    heard: list[str] = []
    control.changed.connect(heard.append)
    control.set_value("c")
    assert (control.value(), heard) == ("c", [])
    QTest.mouseClick(control.buttons["b"], LEFT)
    assert (control.value(), heard) == ("b", ["b"])
    control.buttons["b"].setFocus()
    QTest.keyClick(control.buttons["b"], Qt.Key.Key_Right)
    QTest.keyClick(control.buttons["c"], Qt.Key.Key_Right)
    assert (control.value(), heard) == ("a", ["b", "c", "a"])
    assert control.buttons["a"].hasFocus()


def test_tab_stops_once_in_a_segmented_control(stage: Stage) -> None:
    control = Segmented([("a", "A"), ("b", "B")], "b")
    after = Button("After")
    stage(control, after)
    QTest.mouseClick(control.buttons["a"], LEFT)
    control.buttons["a"].setFocus()
    QTest.keyClick(control.buttons["a"], Qt.Key.Key_Tab)
    assert after.hasFocus()


def test_the_chosen_segment_moves_nothing(stage: Stage) -> None:
    control = Segmented([("a", "Prepare"), ("b", "Outcomes")], "a", style="step")
    stage(control)
    before = [b.geometry() for b in control.buttons.values()]
    QTest.mouseClick(control.buttons["b"], LEFT)
    assert [b.geometry() for b in control.buttons.values()] == before


def test_a_colour_is_chosen_by_mouse_and_by_arrow_and_has_a_name(stage: Stage) -> None:
    picker = ColourPicker("sun")
    stage(picker)
    heard: list[str] = []
    picker.changed.connect(heard.append)
    QTest.mouseClick(picker.swatches["sky"], LEFT)
    QTest.keyClick(picker.swatches["sky"], Qt.Key.Key_Right)
    assert (picker.value(), heard) == ("mint", ["sky", "mint"])
    assert picker.swatches["mint"].accessibleName() == "Mint"
    picker.set_value("")
    assert (picker.value(), len(heard)) == ("", 2)


def test_a_choice_speaks_only_of_choices_by_people(stage: Stage) -> None:
    choice = Choice([("n", "By number"), ("t", "By theme")], "t", name="Order")
    stage(choice)
    heard: list[str] = []
    choice.changed.connect(heard.append)
    choice.set_value("n")
    assert (choice.value(), heard) == ("n", [])
    QTest.keyClick(choice, Qt.Key.Key_Down)
    assert (choice.value(), heard) == ("t", ["t"])


def test_a_check_is_ticked_by_space(stage: Stage) -> None:
    heard: list[bool] = []
    check = Check("With names", on_change=heard.append)
    stage(check)
    QTest.keyClick(check, Qt.Key.Key_Space)
    assert check.isChecked()
    assert heard == [True]
