"""Toasts: they offer the way back, wait for the mouse, never take the focus, and are three at most."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow

from cocreate.ui.widgets import Button, Line, Toasts
from cocreate.ui.widgets.toasts import MOST, STAY_MS

Stage = Callable[..., QMainWindow]


@pytest.fixture
def line() -> Line:
    return Line(name="Idea")


@pytest.fixture
def toasts(stage: Stage, line: Line) -> Toasts:
    return Toasts(stage(line))


def test_undo_is_done_once_and_the_toast_goes(toasts: Toasts) -> None:
    done: list[str] = []
    toast = toasts.show("3 notes removed.", undo=lambda: done.append("undone"))
    assert toast.button is not None
    assert toast.button.text() == "Undo"
    QTest.mouseClick(toast.button, Qt.MouseButton.LeftButton)
    assert done == ["undone"]
    assert toasts.shown == []


def test_it_goes_by_itself_after_six_seconds(toasts: Toasts) -> None:
    toast = toasts.show("Saved.")
    assert (toast.timer.isActive(), toast.timer.interval(), STAY_MS) == (True, 6000, 6000)
    toast.timer.timeout.emit()
    assert toasts.shown == []
    assert toast.isHidden()


def test_it_waits_while_the_mouse_is_on_it(toasts: Toasts, dressed: QApplication) -> None:
    toast = toasts.show("Saved.")
    dressed.sendEvent(toast, QEnterEvent(QPointF(5, 5), QPointF(5, 5), QPointF(5, 5)))
    assert not toast.timer.isActive()
    dressed.sendEvent(toast, QEvent(QEvent.Type.Leave))
    assert toast.timer.isActive()


def test_it_waits_while_the_keyboard_is_on_it(toasts: Toasts) -> None:
    toast = toasts.show("3 notes removed.", undo=lambda: None)
    assert toast.button is not None
    toast.button.setFocus()
    toast.timer.timeout.emit()
    assert toasts.shown == [toast]


def test_it_does_not_take_the_focus(toasts: Toasts, line: Line) -> None:
    line.setFocus()
    toasts.show("3 notes removed.", undo=lambda: None)
    assert line.hasFocus()


def test_three_stand_at_most_the_oldest_goes_and_none_covers_another(toasts: Toasts) -> None:
    for k in range(5):
        toasts.show(f"News {k}")
    assert [t.accessibleName() for t in toasts.shown] == ["News 2", "News 3", "News 4"]
    assert len(toasts.shown) == MOST
    boxes = [t.geometry().marginsRemoved(t.contentsMargins()) for t in toasts.shown]
    assert all(above.bottom() < below.top() for above, below in pairwise(boxes))


def test_long_news_wraps_inside_the_window(toasts: Toasts) -> None:
    toast = toasts.show("The folder cannot be reached. " * 8, kind="danger")
    window = toast.parentWidget()
    assert window is not None
    box = toast.geometry().marginsRemoved(toast.contentsMargins())
    assert window.rect().contains(box)
    assert toast.label.height() >= toast.label.heightForWidth(toast.label.width())
    assert toast.timer.interval() > STAY_MS, "trouble stays longer"


def test_it_follows_the_window(toasts: Toasts) -> None:
    toast = toasts.show("Saved.")
    window = toast.parentWidget()
    assert window is not None
    window.resize(500, 400)
    assert abs(toast.geometry().center().x() - 250) <= 1
    assert toast.geometry().bottom() <= 400


def test_a_step_of_ones_own_and_a_cross(toasts: Toasts) -> None:
    done: list[str] = []
    toast = toasts.show("The PDF is ready.", button=("Open PDF", lambda: done.append("opened")))
    QTest.mouseClick(toast.away, Qt.MouseButton.LeftButton)
    assert (done, toasts.shown) == ([], [])
    toast = toasts.show("The PDF is ready.", button=("Open PDF", lambda: done.append("opened")))
    assert isinstance(toast.button, Button)
    QTest.mouseClick(toast.button, Qt.MouseButton.LeftButton)
    assert done == ["opened"]
