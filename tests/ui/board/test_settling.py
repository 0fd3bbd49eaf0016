"""Papers go where a step has put them, in sight; at once where motion is not wanted."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

from cocreate.model.commands import Move, MoveNotes
from cocreate.ui.board.settling import Settling, settle, where
from cocreate.ui.widgets import motion

from .desk import ME, Desk


def move(desk: Desk) -> dict[str, Any]:
    ids = desk.rows(3)
    desk.view.look_at(QPointF(400, 300), 1.0)
    before = where(desk.view, [*ids, "unknown"])
    assert set(before) == set(ids)
    moves = tuple(Move(i, (200.0, 400.0 + 180 * k)) for k, i in enumerate(ids))
    desk.store.run(MoveNotes(scope=desk.view.scope, moves=moves), ME)
    return before


def test_papers_are_seen_on_their_way_and_the_board_is_there_afterwards(desk: Desk, qtbot: Any) -> None:
    before = move(desk)
    after = desk.view.viewport().grab().toImage()
    motion.set_allowed(True)
    cover = settle(desk.view, before)
    assert isinstance(cover, Settling)
    assert cover.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    first = next(iter(before.values())).center().toPoint()
    assert desk.view.viewport().grab().toImage().pixelColor(first) != after.pixelColor(first), "it sets out there"
    with qtbot.waitSignal(cover.destroyed):
        pass
    assert desk.view.viewport().grab().toImage() == after


def test_a_click_reaches_the_board_meanwhile(desk: Desk, qtbot: Any) -> None:
    before = move(desk)
    motion.set_allowed(True)
    cover = settle(desk.view, before)
    assert cover is not None
    now = where(desk.view, before)
    note, box = next(iter(now.items()))
    QTest.mouseClick(desk.view.viewport(), Qt.MouseButton.LeftButton, pos=box.center().toPoint())
    assert desk.view.selection == (note,)
    with qtbot.waitSignal(cover.destroyed):
        pass


def test_without_motion_nothing_covers_the_board(desk: Desk) -> None:
    assert settle(desk.view, move(desk)) is None
    motion.set_allowed(True)
    assert settle(desk.view, {}) is None
