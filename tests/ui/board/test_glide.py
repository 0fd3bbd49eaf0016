"""Smooth moves of the view: by action, by wheel and by two fingers, always with the pointer's spot in its place."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cocreate.ui.board.glide import between
from cocreate.ui.widgets import motion

from .desk import Desk
from .test_gestures import CTRL, wheel


def test_half_way_the_zoom_has_grown_by_half_the_factors() -> None:
    assert between((0, 0, 1.0), (100, 50, 4.0), 0.5)[2] == pytest.approx(2.0)
    assert between((0, 0, 1.0), (100, 50, 1.0), 0.25) == pytest.approx((25, 12.5, 1.0))


def test_the_point_that_both_views_share_stays_on_its_spot_all_the_way() -> None:
    a, b = (0.0, 0.0, 1.0), (300.0, 150.0, 4.0)  # (400, 200) is at pixel (400, 200) in both
    for share in (0.2, 0.5, 0.9):
        left, top, zoom = between(a, b, share)
        assert ((400 - left) * zoom, (200 - top) * zoom) == pytest.approx((400, 200))


def test_an_action_glides_to_where_it_would_have_jumped(desk: Desk, qtbot: QtBot) -> None:
    desk.rows(40)
    desk.view.fit()
    target = desk.view.place()
    desk.view.set_place(500, 500, 2.0)
    motion.set_allowed(True)
    desk.view.glide(desk.view.fit)
    assert desk.view.zoom == pytest.approx(2.0), "it begins where it was"
    qtbot.waitUntil(lambda: desk.view.place() == pytest.approx(target, abs=1))
    assert desk.sent == []


def test_notches_of_the_wheel_add_up_while_the_view_still_glides(desk: Desk, qtbot: QtBot) -> None:
    desk.rows(1)
    at = QPoint(400, 300)
    under = desk.view.to_board(QPointF(at))
    motion.set_allowed(True)
    wheel(desk, at, 120, CTRL)
    wheel(desk, at, 120, CTRL)
    qtbot.waitUntil(lambda: desk.view.zoom == pytest.approx(1.0018**240))
    now = desk.view.to_board(QPointF(at))
    assert (now.x(), now.y()) == pytest.approx((under.x(), under.y()), abs=1)


def test_a_pan_ends_a_glide_where_it_is(desk: Desk, qtbot: QtBot) -> None:
    desk.rows(40)
    desk.view.set_place(0, 0, 1.0)
    motion.set_allowed(True)
    desk.view.glide(desk.view.fit)
    desk.view.pan_by(10, 0)
    zoom = desk.view.zoom
    qtbot.wait(30)
    assert desk.view.zoom == zoom


def test_two_fingers_zoom_between_them(desk: Desk) -> None:
    (note,) = desk.rows(1)
    port, fingers = desk.view.viewport(), QTest.createTouchDevice()
    a, b = QPoint(300, 300), QPoint(400, 300)
    under = desk.view.to_board(QPointF(350, 300))
    QTest.touchEvent(port, fingers).press(0, a, port).press(1, b, port).commit()
    for k in range(1, 8):
        apart = QPoint(10 * k, 0)
        QTest.touchEvent(port, fingers).move(0, a - apart, port).move(1, b + apart, port).commit()
    QTest.touchEvent(port, fingers).release(0, a - apart, port).release(1, b + apart, port).commit()
    assert desk.view.zoom > 1.8
    now = desk.view.to_board(QPointF(350, 300))
    assert (now.x(), now.y()) == pytest.approx((under.x(), under.y()), abs=3)
    assert desk.note(note).place == (0, 0)
    assert desk.sent == []


def test_arrows_move_the_view_when_nothing_is_selected(desk: Desk, qtbot: QtBot) -> None:
    left, top, _ = desk.view.place()
    qtbot.keyClick(desk.view, Qt.Key.Key_Right)
    qtbot.keyClick(desk.view, Qt.Key.Key_Down)
    assert desk.view.place()[:2] == (left + 64, top + 64)
    assert desk.sent == []


def test_a_drag_at_the_edge_takes_the_board_along(desk: Desk, qtbot: QtBot) -> None:
    (a,) = desk.rows(1)
    left = desk.view.place()[0]
    end = QPoint(desk.view.viewport().width() - 2, 200)
    desk.drag(desk.at(80, 80), end, drops=False)
    qtbot.waitUntil(lambda: desk.view.place()[0] > left + 60)
    held = desk.view.to_board(QPointF(end))
    box = desk.view.model.box(desk.view.model.slots[a])
    assert box.center().x() == pytest.approx(held.x(), abs=12), "the note stays under the hand"
    qtbot.keyClick(desk.view, Qt.Key.Key_Escape)
    assert not desk.view._edge.is_moving, "no timer runs on"
    assert desk.sent == []
