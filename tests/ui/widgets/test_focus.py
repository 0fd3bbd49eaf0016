"""The focus ring: seen for the keyboard, not for the mouse, and cut where its widget is scrolled away."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow

from cocreate.ui import theme
from cocreate.ui.widgets import Button, FocusRing, Line, ScrollColumn

Stage = Callable[..., QMainWindow]
TAB = Qt.FocusReason.TabFocusReason


@pytest.fixture
def follower(dressed: QApplication) -> Iterator[FocusRing]:
    made = FocusRing(dressed)
    yield made
    dressed.focusChanged.disconnect(made._moved)
    made.deleteLater()


def is_seen(follower: FocusRing) -> bool:
    return follower.ring is not None and follower.ring.isVisible()


def test_it_stands_two_pixels_outside_in_the_accent_colour(stage: Stage, follower: FocusRing) -> None:
    button = Button("Go")
    window = stage(Button("First"), button)
    button.setFocus(TAB)
    assert is_seen(follower)
    assert follower.ring is not None
    at = button.mapTo(window, QPoint(0, 0))
    assert follower.ring.geometry() == button.rect().translated(at).adjusted(-4, -4, 4, 4)
    picture = follower.ring.grab().toImage()
    assert picture.pixelColor(picture.width() // 2, 1).name() == theme.current().accent.lower()


def test_it_moves_with_its_widget(stage: Stage, follower: FocusRing) -> None:
    button = Button("Go")
    window = stage(Button("First"), button)
    button.setFocus(TAB)
    window.resize(500, 300)
    assert follower.ring is not None
    at = button.mapTo(window, QPoint(0, 0))
    assert follower.ring.geometry() == button.rect().translated(at).adjusted(-4, -4, 4, 4)


def test_the_mouse_lights_nothing_until_a_key_is_used(stage: Stage, follower: FocusRing) -> None:
    button = Button("Go")
    stage(Button("First"), button)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert button.hasFocus()
    assert not is_seen(follower)
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert is_seen(follower)


def test_a_field_shows_its_focus_itself(stage: Stage, follower: FocusRing) -> None:
    line = Line(name="Idea")
    stage(Button("First"), line)
    line.setFocus(TAB)
    assert not is_seen(follower)


def test_it_is_cut_where_its_widget_is_scrolled_away(stage: Stage, follower: FocusRing) -> None:
    column = ScrollColumn()
    buttons = [Button(f"Button {k}") for k in range(40)]
    for button in buttons:
        column.add(button)
    stage(column, height=300)
    buttons[1].setFocus(TAB)
    assert is_seen(follower)
    column.verticalScrollBar().setValue(column.verticalScrollBar().maximum())
    assert not is_seen(follower)
    column.verticalScrollBar().setValue(0)
    assert is_seen(follower)


def test_it_goes_with_the_focus_when_a_widget_goes(stage: Stage, follower: FocusRing) -> None:
    first, button = Button("First"), Button("Go")
    window = stage(first, button)
    button.setFocus(TAB)
    button.hide()
    assert first.hasFocus()
    assert follower.ring is not None
    at = first.mapTo(window, QPoint(0, 0))
    assert follower.ring.geometry() == first.rect().translated(at).adjusted(-4, -4, 4, 4)
    first.hide()
    assert not is_seen(follower)
