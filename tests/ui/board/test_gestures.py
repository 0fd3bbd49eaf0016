"""Gestures with real events: one command at most, and none after Esc."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cocreate.model.commands import AddFrame, GroupNotes, MoveCluster, MoveNotes, PlaceFrame, RemoveNotes

from .desk import ME, Desk

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def group(desk: Desk, ids: list[str], title: str = "Theme") -> str:
    command = GroupNotes(
        scope=desk.view.scope, board_id=desk.view.board_id, cluster_id="c1", note_ids=tuple(ids), title=title
    )
    desk.send(command)
    desk.sent.clear()
    return "c1"


def add_frame(desk: Desk, place: tuple[float, float], size: tuple[float, float], layout: str = "area") -> str:
    frame = f"f{len(desk.frames())}"
    desk.send(
        AddFrame(
            scope=desk.view.scope, board_id=desk.view.board_id, frame_id=frame, title="Later", place=place, size=size,
            layout=layout,
        )
    )  # fmt: skip
    desk.sent.clear()
    return frame


def test_a_drag_of_one_note_is_one_command(desk: Desk) -> None:
    a, b = desk.rows(2)
    desk.drag(desk.at(80, 80), desk.at(180, 230))
    assert [type(c) for c in desk.sent] == [MoveNotes]
    assert desk.note(a).place == (100, 150)
    assert desk.note(b).place == (180, 0)


def test_a_drag_of_two_hundred_notes_is_one_command_and_one_undo(desk: Desk) -> None:
    desk.rows(200)
    desk.view.zoom_to(0.2)
    desk.view.fit()
    before = {n.id: n.place for n in desk.notes()}
    desk.view.select_all()
    desk.drag(desk.at(80, 80), desk.at(80, 80) + QPoint(40, 30))
    assert len(desk.sent) == 1
    dx, dy = 40 / desk.view.zoom, 30 / desk.view.zoom
    for note in desk.notes():
        x, y = before[note.id]
        assert note.place == pytest.approx((x + dx, y + dy), abs=0.02)
    assert desk.store.undo(desk.view.scope, "me") is not None
    assert {n.id: n.place for n in desk.notes()} == before
    assert float(desk.view.model.x[desk.view.model.slots[desk.notes()[0].id]]) == before[desk.notes()[0].id][0]


@pytest.mark.parametrize("ends", ["escape", "focus"])
def test_a_cancelled_drag_leaves_no_trace(desk: Desk, qtbot: QtBot, ends: str) -> None:
    (a,) = desk.rows(1)
    desk.view.select((a,))
    before = desk.picture()
    desk.drag(desk.at(80, 80), desk.at(300, 300), drops=False)
    if ends == "escape":
        qtbot.keyClick(desk.view, Qt.Key.Key_Escape)
    else:
        desk.view.cancel()
    desk.mouse(QEvent.Type.MouseButtonRelease, desk.at(300, 300), LEFT, NONE)
    assert desk.sent == []
    assert desk.picture() == before


def test_esc_cancels_lasso_frame_and_carry(desk: Desk, qtbot: QtBot) -> None:
    ids = desk.rows(3)
    group(desk, ids)
    desk.view.select(ids[:1], reveal=False)
    desk.drag(desk.at(700, 500), desk.at(0, 0), drops=False)
    assert len(desk.view.selection) == 3
    qtbot.keyClick(desk.view, Qt.Key.Key_Escape)
    assert desk.view.selection == (ids[0],)
    desk.view.set_tool("F")
    desk.drag(desk.at(300, 300), desk.at(600, 600), drops=False)
    qtbot.keyClick(desk.view, Qt.Key.Key_Escape)
    assert desk.view.tool == "V"
    desk.drag(desk.at(20, -38), desk.at(120, 50), drops=False)
    assert desk.view.layer.carried == "c1"
    qtbot.keyClick(desk.view, Qt.Key.Key_Escape)
    assert desk.sent == []
    assert [n.place for n in desk.notes()] == [(0, 0), (180, 0), (360, 0)]
    assert not desk.view.layer.is_dragging


def test_a_rubber_band_selects_what_it_touches(desk: Desk) -> None:
    ids = desk.rows(4)
    heard: list[tuple[str, ...]] = []
    desk.view.selection_changed.connect(heard.append)
    desk.drag(desk.at(400, 400), desk.at(200, 100))
    assert set(desk.view.selection) == {ids[1], ids[2]}
    assert heard == [desk.view.selection], "told once, at the end"
    assert desk.sent == []


def test_shift_adds_and_takes_away(desk: Desk, qtbot: QtBot) -> None:
    ids = desk.rows(3)
    port = desk.view.viewport()
    qtbot.mouseClick(port, LEFT, NONE, desk.at(80, 80))
    qtbot.mouseClick(port, LEFT, SHIFT, desk.at(260, 80))
    assert desk.view.selection == (ids[0], ids[1])
    qtbot.mouseClick(port, LEFT, SHIFT, desk.at(80, 80))
    assert desk.view.selection == (ids[1],)
    qtbot.mouseClick(port, LEFT, NONE, desk.at(600, 500))
    assert desk.view.selection == ()


def test_a_note_dropped_on_a_hull_joins_and_dragged_out_leaves(desk: Desk) -> None:
    ids = desk.rows(3)
    cluster = group(desk, ids[:2])
    desk.drag(desk.at(440, 80), desk.at(260, 100))
    assert desk.note(ids[2]).cluster_id == cluster
    assert desk.note(ids[2]).is_pinned
    assert desk.note(ids[2]).place == (180, 176), "beside the note that it would have hidden"
    desk.drag(desk.at(260, 256), desk.at(500, 500))
    assert desk.note(ids[2]).cluster_id is None
    assert len(desk.sent) == 2


def test_a_whole_cluster_that_is_dragged_by_its_notes_stays_a_cluster(desk: Desk) -> None:
    ids = desk.rows(2)
    cluster = group(desk, ids)
    desk.view.select(ids, reveal=False)
    desk.drag(desk.at(80, 80), desk.at(380, 480))
    assert {desk.note(i).cluster_id for i in ids} == {cluster}


def test_a_cluster_dragged_by_its_title_carries_its_notes(desk: Desk) -> None:
    ids = desk.rows(3)
    cluster = group(desk, ids[:2])
    desk.drag(desk.at(20, -38), desk.at(120, 162))
    assert [type(c) for c in desk.sent] == [MoveCluster]
    assert desk.note(ids[0]).place == (100, 200)
    assert desk.note(ids[0]).cluster_id == cluster
    assert desk.note(ids[2]).place == (360, 0)


def test_f_draws_a_frame_and_asks_for_its_title(desk: Desk, qtbot: QtBot) -> None:
    qtbot.keyClick(desk.view, Qt.Key.Key_F)
    desk.drag(desk.at(100, 100), desk.at(500, 400))
    (frame,) = desk.frames()
    assert (frame.place, frame.size) == ((100, 100), (400, 300))
    editor = desk.view.writer.editor
    assert editor is not None
    qtbot.keyClicks(editor, "Parking lot")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert desk.frames()[0].title == "Parking lot"
    assert desk.view.tool == "V"


def test_a_frame_is_moved_by_its_title_with_its_notes_and_resized_by_its_corner(desk: Desk) -> None:
    (a,) = desk.rows(1)
    frame = add_frame(desk, (300, 100), (400, 300))
    desk.drag(desk.at(80, 80), desk.at(450, 250))
    assert desk.note(a).frame_id == frame
    desk.drag(desk.at(312, 88), desk.at(362, 138))
    assert desk.frames()[0].place == (350, 150)
    assert desk.note(a).place == (420, 220)
    desk.drag(desk.at(750, 450), desk.at(800, 500))
    assert desk.frames()[0].size == (450, 350)
    assert [type(c) for c in desk.sent] == [MoveNotes, PlaceFrame, PlaceFrame]


def test_notes_in_a_column_snap_into_a_list(desk: Desk) -> None:
    ids = desk.rows(2)
    add_frame(desk, (500, 0), (192, 300), "column")
    desk.drag(desk.at(80, 80), desk.at(600, 150))
    desk.drag(desk.at(260, 80), desk.at(610, 50))
    assert [desk.note(i).place for i in ids] == [(516, 188), (516, 16)]
    assert len(desk.sent) == 2


def test_keys_nudge_remove_group_and_duplicate(desk: Desk, qtbot: QtBot) -> None:
    ids = desk.rows(2)
    desk.view.select(ids[:1], reveal=False)
    qtbot.keyClick(desk.view, Qt.Key.Key_Right)
    qtbot.keyClick(desk.view, Qt.Key.Key_Down, SHIFT)
    assert desk.note(ids[0]).place == (16, 1)
    qtbot.keyClick(desk.view, Qt.Key.Key_D, CTRL)
    assert len(desk.notes()) == 3
    assert len(desk.view.selection) == 1
    qtbot.keyClick(desk.view, Qt.Key.Key_Delete)
    assert isinstance(desk.sent[-1], RemoveNotes)
    assert len(desk.notes()) == 2
    qtbot.keyClick(desk.view, Qt.Key.Key_A, CTRL)
    qtbot.keyClick(desk.view, Qt.Key.Key_G, CTRL)
    editor = desk.view.writer.editor
    assert editor is not None
    qtbot.keyClicks(editor, "Water")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    (cluster,) = desk.clusters()
    assert cluster.title == "Water"
    assert {n.cluster_id for n in desk.notes()} == {cluster.id}
    assert len(desk.sent) == 6


def test_fast_nudges_are_not_lost_while_the_engine_is_slow(desk: Desk, qtbot: QtBot) -> None:
    (a,) = desk.rows(1)
    desk.view.select((a,), reveal=False)
    desk.waits = True
    qtbot.keyClick(desk.view, Qt.Key.Key_Right)
    qtbot.keyClick(desk.view, Qt.Key.Key_Right)
    desk.store.run(desk.sent[0], ME)
    slot = desk.view.model.slots[a]
    assert float(desk.view.model.x[slot]) == 32, "the first answer must not pull the note back"
    desk.store.run(desk.sent[1], ME)
    assert desk.note(a).place == (32, 0)
    assert float(desk.view.model.x[slot]) == 32


def test_a_refused_command_is_taken_back_by_refresh(desk: Desk, qtbot: QtBot) -> None:
    (a,) = desk.rows(1)
    desk.waits = True
    desk.drag(desk.at(80, 80), desk.at(380, 80))
    desk.view.refresh()
    assert float(desk.view.model.x[desk.view.model.slots[a]]) == 0


def test_ctrl_wheel_zooms_at_the_pointer_and_the_wheel_pans(desk: Desk) -> None:
    desk.rows(1)
    at = QPoint(400, 300)
    under = desk.view.to_board(QPointF(at))
    wheel(desk, at, 240, CTRL)
    assert desk.view.zoom > 1.3
    now = desk.view.to_board(QPointF(at))
    assert abs(now.x() - under.x()) <= 1
    assert abs(now.y() - under.y()) <= 1
    top = desk.view.place()[1]
    wheel(desk, at, -120, NONE)
    assert desk.view.place()[1] > top
    assert desk.sent == []


@pytest.mark.parametrize("by", ["space", "middle", "hand"])
def test_panning_moves_the_view_only(desk: Desk, qtbot: QtBot, by: str) -> None:
    (a,) = desk.rows(1)
    left, top, _ = desk.view.place()
    button = Qt.MouseButton.MiddleButton if by == "middle" else LEFT
    if by == "space":
        qtbot.keyPress(desk.view, Qt.Key.Key_Space)
    if by == "hand":
        qtbot.keyClick(desk.view, Qt.Key.Key_H)
    desk.drag(QPoint(120, 120), QPoint(220, 170), button=button)
    assert desk.view.place()[:2] == pytest.approx((left - 100, top - 50))
    assert desk.note(a).place == (0, 0)
    assert desk.sent == []


def test_a_note_removed_elsewhere_leaves_the_drag(desk: Desk) -> None:
    ids = desk.rows(3)
    desk.view.select(ids[:2], reveal=False)
    desk.drag(desk.at(80, 80), desk.at(180, 280), drops=False)
    desk.store.run(RemoveNotes(scope=desk.view.scope, note_ids=(ids[0],)), ME)
    desk.mouse(QEvent.Type.MouseButtonRelease, desk.at(180, 280), LEFT, NONE)
    assert [n.id for n in desk.notes()] == ids[1:]
    assert desk.note(ids[1]).place == (280, 200)
    assert len(desk.sent) == 1


def wheel(desk: Desk, at: QPoint, turn: int, mods: Qt.KeyboardModifier) -> None:
    port = desk.view.viewport()
    event = QWheelEvent(
        QPointF(at), QPointF(port.mapToGlobal(at)), QPoint(), QPoint(0, turn), Qt.MouseButton.NoButton, mods,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(port, event)
