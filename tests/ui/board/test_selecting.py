"""Choosing notes by lasso, by what they have in common, and the order that a selection is brought into."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from pytestqt.qtbot import QtBot

from cocreate.model.commands import MoveNotes
from cocreate.ui.board import arrange

from .desk import Desk
from .test_gestures import LEFT, NONE, SHIFT, add_frame, group

ALT = Qt.KeyboardModifier.AltModifier


def rope(desk: Desk, spots: list[tuple[float, float]], mods: Qt.KeyboardModifier = NONE, drops: bool = True) -> None:
    at = [desk.at(*spot) for spot in spots]
    desk.mouse(QEvent.Type.MouseButtonPress, at[0], LEFT, mods)
    for a, b in pairwise(at):
        for k in range(1, 9):
            desk.mouse(QEvent.Type.MouseMove, a + (b - a) * k / 8, LEFT, mods)
    if drops:
        desk.mouse(QEvent.Type.MouseButtonRelease, at[-1], LEFT, mods)


def test_a_lasso_selects_what_lies_inside_it_not_what_its_box_holds(desk: Desk, qtbot: QtBot) -> None:
    ids = desk.add(["A", "B", "C", "D"], [(0, 0), (180, 0), (0, 180), (180, 180)])
    heard: list[tuple[str, ...]] = []
    desk.view.selection_changed.connect(heard.append)
    qtbot.keyClick(desk.view, Qt.Key.Key_Q)
    rope(desk, [(-20, -20), (350, -20), (350, 150), (170, 150), (170, 350), (-20, 350)])
    assert set(desk.view.selection) == {ids[0], ids[1], ids[2]}
    assert heard == [desk.view.selection], "told once, at the end"
    assert desk.sent == []


def test_alt_drag_from_empty_board_is_a_lasso_and_shift_adds(desk: Desk) -> None:
    ids = desk.rows(3)
    desk.view.select(ids[:1], reveal=False)
    rope(desk, [(170, -30), (350, -30), (350, 200), (170, 200)], ALT | SHIFT)
    assert desk.view.selection == (ids[0], ids[1])


def test_esc_during_a_lasso_gives_the_selection_back(desk: Desk, qtbot: QtBot) -> None:
    ids = desk.rows(2)
    desk.view.select(ids[:1], reveal=False)
    before = desk.picture()
    rope(desk, [(170, -30), (350, -30), (350, 200), (170, 200)], ALT, drops=False)
    assert desk.view.selection == (ids[1],)
    qtbot.keyClick(desk.view, Qt.Key.Key_Escape)
    assert desk.view.selection == (ids[0],)
    assert desk.picture() == before


def test_a_click_with_the_lasso_selects_nothing(desk: Desk, qtbot: QtBot) -> None:
    desk.view.select(desk.rows(1), reveal=False)
    desk.view.set_tool("Q")
    qtbot.mouseClick(desk.view.viewport(), LEFT, NONE, desk.at(80, 80))
    assert desk.view.selection == ()


def test_a_round_lasso_takes_what_a_round_line_holds(desk: Desk) -> None:
    ids = desk.add([str(k) for k in range(9)], [(k % 3 * 200.0, k // 3 * 200.0) for k in range(9)])
    ring = [QPointF(280 + 250 * math.cos(t / 20), 280 + 250 * math.sin(t / 20)) for t in range(126)]
    assert set(desk.view.ids_within(ring)) == {ids[k] for k in (1, 3, 4, 5, 7)}
    assert desk.view.ids_within([QPointF(0, 0), QPointF(5, 0)]) == []


def test_selections_by_what_notes_have_in_common(desk: Desk) -> None:
    sun = desk.add(["A", "B", "C"], [(0, 0), (180, 0), (360, 0)])
    mint = desk.add(["D", "E"], [(0, 400), (180, 400)], colour="mint")
    group(desk, [sun[0], mint[0]])
    view = desk.view
    view.select_unsorted()
    assert set(view.selection) == {sun[1], sun[2], mint[1]}
    view.select(mint[:1], reveal=False)
    view.select_alike("colour")
    assert set(view.selection) == set(mint)
    view.select(sun[:1], reveal=False)
    view.select_alike("cluster_id")
    assert set(view.selection) == {sun[0], mint[0]}
    view.select_others()
    assert set(view.selection) == {sun[1], sun[2], mint[1]}
    add_frame(desk, (-50, 350), (500, 300))
    desk.drag(desk.at(80, 480), desk.at(80, 490))
    view.select_alike("frame_id")
    assert view.selection == (mint[0],)
    view.select((), reveal=False)
    view.select_alike("colour")
    assert view.selection == ()


@pytest.mark.parametrize("hides", [False, True])
def test_what_a_search_leaves_is_selected_at_once(desk: Desk, hides: bool) -> None:
    ids = desk.rows(4)
    assert not desk.view.is_filtered
    desk.view.layer.dim(ids[1:3], hides)
    assert desk.view.is_filtered
    desk.view.select_found()
    assert set(desk.view.selection) == set(ids[1:3])


SPOTS = [(0.0, 10.0), (300.0, 200.0), (130.0, 450.0)]


@pytest.mark.parametrize(
    ("side", "expected"),
    [
        ("left", [(0, 10), (0, 200), (0, 450)]),
        ("centre", [(150, 10), (150, 200), (150, 450)]),
        ("right", [(300, 10), (300, 200), (300, 450)]),
        ("top", [(0, 10), (300, 10), (130, 10)]),
        ("middle", [(0, 230), (300, 230), (130, 230)]),
        ("bottom", [(0, 450), (300, 450), (130, 450)]),
    ],
)
def test_aligning_is_one_command(desk: Desk, side: str, expected: list[tuple[int, int]]) -> None:
    ids = desk.add(["A", "B", "C"], SPOTS)
    desk.view.select(ids, reveal=False)
    desk.view.deeds.align(side)
    assert [desk.note(i).place for i in ids] == expected
    assert [type(c) for c in desk.sent] == [MoveNotes]
    desk.view.deeds.align(side)
    assert len(desk.sent) == 1, "what is in line already is no step"


def test_distributing_leaves_the_outer_ones_and_equal_room(desk: Desk) -> None:
    ids = desk.add(["A", "B", "C", "D"], [(0, 0), (170, 30), (200, 60), (900, 500)])
    desk.view.select(ids, reveal=False)
    desk.view.deeds.distribute(0)
    assert [desk.note(i).place for i in ids] == [(0, 0), (300, 30), (600, 60), (900, 500)]
    desk.view.deeds.distribute(1)
    assert [desk.note(i).place[1] for i in ids] == pytest.approx([0, 166.67, 333.33, 500])
    assert len(desk.sent) == 2


def test_tidying_keeps_reading_order_without_overlap(desk: Desk, qtbot: QtBot) -> None:
    ids = desk.add(["A", "B", "C", "D", "E"], [(20, 10), (190, 40), (400, 0), (60, 300), (90, 330)])
    desk.view.select(ids, reveal=False)
    qtbot.keyClick(desk.view, Qt.Key.Key_T, SHIFT)
    assert [desk.note(i).place for i in ids] == [(20, 0), (196, 0), (372, 0), (20, 176), (196, 176)]
    assert len(desk.sent) == 1
    assert desk.store.undo(desk.view.scope, "me") is not None
    assert desk.note(ids[4]).place == (90, 330)


def test_nothing_comes_of_nothing() -> None:
    assert arrange.align([], "left") == arrange.distribute([], 0) == arrange.tidy([]) == []


def test_the_middle_of_a_row_decides_not_a_trembling_hand(desk: Desk) -> None:
    ids = desk.add(["second", "first"], [(200, 0), (0, 40)])
    notes = [desk.note(i) for i in ids]
    assert [n.text for n in arrange.reading(notes)] == ["first", "second"]
