"""The map of the board: there when something is out of view, and a click goes there."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cocreate.ui import theme
from cocreate.ui.board.minimap import Minimap
from cocreate.ui.widgets import motion

from .desk import Desk


@pytest.fixture
def small(desk: Desk) -> Minimap:
    motion.set_allowed(False)
    made = Minimap(desk.view)
    desk.view.view_moved.connect(made.follow)
    desk.rows(200)
    made.refresh()
    return made


def test_it_hides_while_everything_is_in_view(desk: Desk, small: Minimap) -> None:
    desk.view.set_place(0, 0, 1.0)
    assert small.isVisible()
    desk.view.fit()
    assert small.isHidden()


def test_the_person_can_do_without(desk: Desk, small: Minimap) -> None:
    desk.view.set_place(0, 0, 1.0)
    small.set_wanted(False)
    assert small.isHidden()
    desk.view.set_place(300, 0, 1.0)
    assert small.isHidden()
    small.set_wanted(True)
    assert small.isVisible()


def test_a_click_goes_there_and_a_drag_goes_along(desk: Desk, small: Minimap) -> None:
    desk.view.set_place(0, 0, 1.0)
    spot = small._view().map(QPointF(2400, 900)).toPoint()
    QTest.mouseClick(small, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot)
    assert desk.view.centre().x() == pytest.approx(2400, abs=40)
    assert desk.view.centre().y() == pytest.approx(900, abs=40)
    QTest.mousePress(small, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot)
    there = small._view().map(QPointF(900, 1200)).toPoint()
    QTest.mouseMove(small, there)
    QApplication.processEvents()
    QTest.mouseRelease(small, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, there)
    assert small.accessibleName()


def test_it_shows_notes_in_the_colours_of_the_theme(qapp: QApplication, desk: Desk, small: Minimap) -> None:
    desk.view.set_place(0, 0, 1.0)
    light = small.grab().toImage()
    papers = {light.pixelColor(x, y).name().upper() for x in range(light.width()) for y in range(light.height())}
    assert theme.current().note("sun").paper in papers
    theme.apply(qapp, "dark")
    try:
        assert small.grab().toImage() != light
    finally:
        theme.apply(qapp, "light")


def test_another_board_is_another_map(desk: Desk, small: Minimap) -> None:
    desk.view.set_place(0, 0, 1.0)
    small._area = QRectF()
    desk.view.load(desk.mirror)
    desk.view.set_place(10, 0, 1.0)
    assert small.isVisible()


def test_a_change_is_drawn_a_moment_later(desk: Desk, small: Minimap, qtbot) -> None:  # type: ignore[no-untyped-def]
    desk.view.set_place(0, 0, 1.0)
    before = small.grab().toImage()
    desk.add(["Far"], [(9000.0, 5000.0)])
    small.changed()
    qtbot.waitUntil(lambda: small.grab().toImage() != before, timeout=3000)
