"""Frames: drawn round notes, laid out, nested, and carried with everything in them."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from cocreate.model.commands import AddFrame, EditFrame, PlaceFrame
from cocreate.ui.board.layout_bar import LayoutBar

from .desk import Desk
from .test_gestures import add_frame


def test_a_frame_drawn_round_notes_holds_them_in_one_step(desk: Desk) -> None:
    ids = desk.add(["In", "In too", "Out"], [(100, 100), (300, 100), (900, 400)])
    desk.view.set_tool("F")
    desk.drag(desk.at(60, 60), desk.at(520, 320))
    (frame,) = desk.frames()
    assert [desk.note(i).frame_id for i in ids] == [frame.id, frame.id, None]
    assert [type(c) for c in desk.sent] == [AddFrame]
    assert desk.store.undo(desk.view.scope, "me") is not None
    assert {n.frame_id for n in desk.notes()} == {None}


def test_the_bar_chooses_the_layout_of_the_next_frame_and_of_the_selected_one(desk: Desk, qtbot: QtBot) -> None:
    bar = LayoutBar(desk.view, desk.view)
    assert bar.isHidden()
    desk.view.set_tool("F")
    assert not bar.isHidden()
    bar.choice.buttons["grid"].click()
    assert desk.sent == []
    desk.add(["A", "B", "C"], [(140, 140), (250, 220), (140, 300)])
    desk.drag(desk.at(100, 100), desk.at(500, 500))
    desk.view.writer.close()
    (frame,) = desk.frames()
    assert frame.layout == "grid"
    assert sorted(n.place for n in desk.notes()) == [(116, 116), (116, 288), (288, 116)]
    desk.sent.clear()
    desk.view.select((frame.id,), reveal=False)
    assert bar.choice.value() == "grid"
    bar.choice.buttons["row"].click()
    assert [type(c) for c in desk.sent] == [EditFrame]
    assert sorted(n.place for n in desk.notes()) == [(116, 116), (288, 116), (460, 116)]
    assert desk.store.undo(desk.view.scope, "me") is not None
    assert sorted(n.place for n in desk.notes()) == [(116, 116), (116, 288), (288, 116)]
    desk.view.select((), reveal=False)
    assert bar.isHidden()


def test_a_note_dropped_in_a_row_takes_its_turn_and_one_dragged_out_closes_the_gap(desk: Desk) -> None:
    ids = desk.add(["A", "B", "C"], [(0, 500), (180, 500), (360, 500)])
    add_frame(desk, (0, 0), (600, 192), "row")
    for k, x in ((0, 100), (1, 300), (2, 150)):
        desk.drag(desk.at(80 + 180 * k, 580), desk.at(x, 100))
    assert [desk.note(i).place for i in ids] == [(16, 16), (360, 16), (188, 16)]
    desk.drag(desk.at(96, 96), desk.at(80, 580))
    assert [desk.note(i).place for i in ids][1:] == [(188, 16), (16, 16)]
    assert len(desk.sent) == 4


def test_a_frame_dropped_in_another_lies_in_it_and_goes_where_that_goes(desk: Desk) -> None:
    outer = add_frame(desk, (0, 0), (600, 500))
    inner = add_frame(desk, (650, 100), (200, 200))
    (a,) = desk.add(["A"], [(660, 110)], frame_id=inner)
    desk.sent.clear()
    desk.drag(desk.at(662, 88), desk.at(112, 138), mods=Qt.KeyboardModifier.ControlModifier)
    held = {f.id: f for f in desk.frames()}
    assert (held[inner].parent_id, held[inner].place, desk.note(a).place) == (outer, (100, 150), (110, 160))
    desk.drag(desk.at(12, -12), desk.at(62, 8), mods=Qt.KeyboardModifier.ControlModifier)
    held = {f.id: f for f in desk.frames()}
    assert (held[outer].place, held[inner].place, desk.note(a).place) == ((50, 20), (150, 170), (160, 180))
    assert [type(c) for c in desk.sent] == [PlaceFrame, PlaceFrame]
    assert desk.store.undo(desk.view.scope, "me") is not None
    assert {f.id: f.place for f in desk.frames()} == {outer: (0, 0), inner: (100, 150)}


def test_esc_puts_a_frame_and_what_lies_in_it_back(desk: Desk, qtbot: QtBot) -> None:
    outer = add_frame(desk, (0, 0), (600, 500))
    desk.send(
        AddFrame(
            scope=desk.view.scope, board_id=desk.view.board_id, frame_id="in", title="Inner", place=(50, 50),
            size=(200, 200), parent_id=outer,
        )
    )  # fmt: skip
    desk.sent.clear()
    before = desk.picture()
    desk.drag(desk.at(12, -12), desk.at(12, -12) + QPoint(120, 90), drops=False)
    assert desk.view.model.frames["in"].place == (170, 140)
    qtbot.keyClick(desk.view, Qt.Key.Key_Escape)
    assert desk.view.model.frames["in"].place == (50, 50)
    assert desk.picture() == before
    assert desk.sent == []


def test_arrows_take_nested_frames_along(desk: Desk, qtbot: QtBot) -> None:
    outer = add_frame(desk, (0, 0), (600, 500))
    desk.send(
        AddFrame(
            scope=desk.view.scope, board_id=desk.view.board_id, frame_id="in", title="Inner", place=(50, 50),
            size=(200, 200), parent_id=outer,
        )
    )  # fmt: skip
    desk.view.select((outer,), reveal=False)
    qtbot.keyClick(desk.view, Qt.Key.Key_Right)
    assert sorted(f.place for f in desk.frames()) == [(16, 0), (66, 50)]
