"""The command palette by keyboard and mouse."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow

from cocreate.ui.actions import Actions, table
from cocreate.ui.palette import MOST_ROWS, Entry, Palette, find, fold, open_palette, score
from cocreate.ui.palette_rows import ROW, key_caps
from cocreate.ui.widgets import Button, open_overlays

Stage = Callable[..., QMainWindow]


Open = Callable[..., Palette]


@pytest.fixture
def done() -> list[str]:
    return []


@pytest.fixture
def window(stage: Stage) -> QMainWindow:
    return stage(Button("Below"))


@pytest.fixture
def actions(window: QMainWindow, done: list[str]) -> Actions:
    made = Actions(window)
    for spec in table():
        made.register(spec.id, lambda id=spec.id: done.append(id))
    made.set_places("workshop", "board")
    return made


def opened(window: QMainWindow, actions: Actions, done: list[str]) -> Palette:
    notes = ["Meer fietsen", "Één loket voor ideeën"]
    palette = open_palette(
        window, actions, lambda _: [Entry(n, lambda n=n: done.append(n), "sticky-note") for n in notes]
    )
    assert palette is not None
    return palette


def shown(palette: Palette) -> list[str]:
    return [palette.list.item(row).text() for row in range(palette.list.count())]


def test_it_lists_all_that_can_be_done_and_takes_the_keyboard(
    window: QMainWindow, actions: Actions, done: list[str]
) -> None:
    palette = opened(window, actions, done)
    assert palette.line.hasFocus()
    assert shown(palette) == [s.text for s in table() if s.id != "app.palette"]
    assert palette.list.currentRow() == 0


def test_letters_find_arrows_choose_and_enter_does(window: QMainWindow, actions: Actions, done: list[str]) -> None:
    palette = opened(window, actions, done)
    QTest.keyClicks(palette.line, "zoom")
    found = shown(palette)
    assert len(found) >= 4
    QTest.keyClick(palette.line, Qt.Key.Key_Down)
    QTest.keyClick(palette.line, Qt.Key.Key_Down)
    QTest.keyClick(palette.line, Qt.Key.Key_Up)
    QTest.keyClick(palette.line, Qt.Key.Key_Return)
    assert len(done) == 1
    assert next(s.text for s in table() if s.id == done[0]) == found[1]
    assert open_overlays(window) == []


def test_up_from_the_first_goes_to_the_last(window: QMainWindow, actions: Actions, done: list[str]) -> None:
    palette = opened(window, actions, done)
    QTest.keyClick(palette.line, Qt.Key.Key_Up)
    assert palette.list.currentRow() == palette.list.count() - 1
    QTest.keyClick(palette.line, Qt.Key.Key_PageUp)
    assert palette.list.currentRow() == palette.list.count() - 1 - MOST_ROWS


def test_ideas_are_found_without_accents(window: QMainWindow, actions: Actions, done: list[str]) -> None:
    assert fold("Één IDEEËN") == "een ideeen"
    palette = opened(window, actions, done)
    QTest.keyClicks(palette.line, "een ideeen")
    assert shown(palette) == ["Één loket voor ideeën"]
    QTest.keyClick(palette.line, Qt.Key.Key_Enter)
    assert done == ["Één loket voor ideeën"]


def test_esc_leaves_everything_as_it_was(window: QMainWindow, actions: Actions, done: list[str]) -> None:
    below = window.findChild(Button)
    assert below is not None
    below.setFocus()
    palette = opened(window, actions, done)
    QTest.keyClick(palette.line, Qt.Key.Key_Escape)
    assert done == []
    assert open_overlays(window) == []
    assert below.hasFocus()


def test_the_same_key_closes_it(window: QMainWindow, actions: Actions, done: list[str]) -> None:
    actions.register("app.palette", lambda: open_palette(window, actions))
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert len(open_overlays(window)) == 1
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert open_overlays(window) == []


def test_a_click_on_a_line_does_it_and_one_beside_leaves(
    window: QMainWindow, actions: Actions, done: list[str]
) -> None:
    palette = opened(window, actions, done)
    QTest.mouseClick(palette.list.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(80, ROW + ROW // 2))
    assert done == ["step.ideas"]
    palette = opened(window, actions, done)
    QTest.mouseClick(palette, Qt.MouseButton.LeftButton, pos=QPoint(4, 4))
    assert open_overlays(window) == []
    assert done == ["step.ideas"]


def test_nothing_found_says_so_and_enter_does_nothing(window: QMainWindow, actions: Actions, done: list[str]) -> None:
    palette = opened(window, actions, done)
    QTest.keyClicks(palette.line, "qqqq")
    assert shown(palette) == []
    assert palette.nothing.isVisible()
    QTest.keyClick(palette.line, Qt.Key.Key_Return)
    assert done == []


def test_the_start_of_a_word_beats_its_middle_and_letters_in_order() -> None:
    entries = [Entry(text, lambda: None) for text in ("Undo", "Go to Share", "Show the outline", "Group", "Regroup")]
    assert [e.text for e in find("gro", entries)] == ["Group", "Regroup"]
    assert find("gtshr", entries)[0].text == "Go to Share"
    assert find("", entries) == entries
    assert score("zz", "Undo") == 0
    assert score("share go", "Go to Share") > 0, "words in any order"


def test_keys_are_shown_one_by_one() -> None:
    assert key_caps("Ctrl+Shift+Z") == ["Ctrl", "Shift", "Z"]
    assert key_caps("Ctrl++") == ["Ctrl", "+"]
    assert key_caps("?") == ["?"]
    assert key_caps("Ctrl+-") == ["Ctrl", "-"]
