"""Drags fall in line with what lies still, hide nothing, and copy when told to."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QRectF, Qt
from pytestqt.qtbot import QtBot

from cocreate.model.commands import DuplicateItems, MoveCluster, MoveNotes, PlaceFrame
from cocreate.ui import theme
from cocreate.ui.board import places
from cocreate.ui.board.snapping import Snapper

from .desk import Desk
from .test_gestures import CTRL, LEFT, NONE, add_frame, group

ALT = Qt.KeyboardModifier.AltModifier


def test_a_note_falls_in_line_with_its_neighbour_and_shows_why(desk: Desk) -> None:
    a, b = desk.add(["A", "B"], [(0, 0), (400, 300)])
    desk.drag(desk.at(480, 380), desk.at(84, 480), drops=False)
    assert len(desk.view.marks.guides) >= 1
    assert all(line.x1() == line.x2() for line in desk.view.marks.guides)
    picture = desk.picture()
    spot = desk.at(0, 300)
    assert picture.pixelColor(spot.x(), spot.y()).name().upper() == theme.current().accent
    desk.mouse(QEvent.Type.MouseButtonRelease, desk.at(84, 480), LEFT, NONE)
    assert desk.note(b).place == (0, 400)
    assert desk.note(a).place == (0, 0)
    assert desk.view.marks.guides == ()
    assert [type(c) for c in desk.sent] == [MoveNotes]


def test_with_ctrl_held_nothing_draws_it(desk: Desk) -> None:
    _a, b = desk.add(["A", "B"], [(0, 0), (400, 300)])
    desk.drag(desk.at(480, 380), desk.at(84, 480), mods=CTRL)
    assert desk.note(b).place == (4, 400)


def test_the_usual_gap_draws_too(desk: Desk) -> None:
    _a, b = desk.add(["A", "B"], [(0, 0), (400, 300)])
    desk.drag(desk.at(480, 380), desk.at(259, 140))
    assert desk.note(b).place == (176, 60)


def test_a_hundred_notes_snap_as_one(desk: Desk) -> None:
    ids = desk.add([f"Idea {k}" for k in range(100)], [(k % 10 * 176.0, 1000 + k // 10 * 176.0) for k in range(100)])
    desk.add(["Still"], [(300, 0)])
    desk.view.set_place(-200, -100, 0.3)
    desk.view.select(ids, reveal=False)
    desk.drag(desk.at(80, 1080), desk.at(385, 900))
    x, y = desk.note(ids[0]).place
    assert x == 300
    assert desk.note(ids[99]).place == (x + 9 * 176, y + 9 * 176)
    assert len(desk.sent) == 1


def test_a_note_dropped_nearly_on_another_lies_beside_it(desk: Desk) -> None:
    a, b = desk.add(["A", "B"], [(0, 0), (400, 300)])
    desk.drag(desk.at(480, 380), desk.at(120, 90))
    assert desk.note(a).place == (0, 0)
    x, y = desk.note(b).place
    assert abs(x) >= 160 or abs(y) >= 160
    assert (x, y) == (176, 0)


def test_a_little_overlap_is_left_alone_and_so_is_a_stack_made_with_ctrl(desk: Desk) -> None:
    _a, b = desk.add(["A", "B"], [(0, 0), (400, 300)])
    desk.drag(desk.at(480, 380), desk.at(200, 190), mods=NONE)
    assert desk.note(b).place == (120, 110)
    desk.drag(desk.at(200, 190), desk.at(92, 90), mods=CTRL)
    assert desk.note(b).place == (12, 10)


def test_the_spot_beside_is_free_even_among_many(desk: Desk) -> None:
    desk.add([str(k) for k in range(25)], [(k % 5 * 176.0, k // 5 * 176.0) for k in range(25)])
    spot = places.beside(desk.view.model, (360.0, 360.0), (160.0, 160.0))
    assert desk.view.model.is_free(spot)


def test_alt_drag_leaves_the_notes_and_drops_copies(desk: Desk) -> None:
    ids = desk.add(["A", "B"], [(0, 0), (180, 0)], colour="mint")
    desk.view.select(ids, reveal=False)
    desk.drag(desk.at(80, 80), desk.at(80, 480), mods=ALT)
    assert [type(c) for c in desk.sent] == [DuplicateItems]
    assert sorted((n.text, n.place, n.colour) for n in desk.notes()) == [
        ("A", (0, 0), "mint"), ("A", (0, 400), "mint"), ("B", (180, 0), "mint"), ("B", (180, 400), "mint"),
    ]  # fmt: skip
    assert set(desk.view.selection).isdisjoint(ids)
    assert desk.store.undo(desk.view.scope, "me") is not None
    assert len(desk.notes()) == 2


def test_the_copy_is_seen_under_the_hand_and_esc_takes_it_away(desk: Desk, qtbot: QtBot) -> None:
    desk.add(["A"], [(0, 0)], colour="mint")
    before = desk.picture()
    desk.drag(desk.at(80, 80), desk.at(480, 380), drops=False, mods=ALT)
    picture = desk.picture()
    canvas = theme.current().canvas
    at = desk.at(420, 430)
    assert picture.pixelColor(at).name().upper() != canvas
    assert picture.pixelColor(desk.at(20, 130)).name().upper() == theme.current().note("mint").paper
    qtbot.keyClick(desk.view, Qt.Key.Key_Escape)
    desk.mouse(QEvent.Type.MouseButtonRelease, at, LEFT, ALT)
    assert desk.sent == []
    assert desk.picture() == before


def test_another_button_does_not_end_a_drag(desk: Desk) -> None:
    (a,) = desk.rows(1)
    desk.drag(desk.at(80, 80), desk.at(380, 380), drops=False)
    desk.mouse(QEvent.Type.MouseButtonRelease, desk.at(380, 380), Qt.MouseButton.RightButton, NONE)
    assert desk.sent == []
    desk.mouse(QEvent.Type.MouseButtonRelease, desk.at(380, 380), LEFT, NONE)
    assert desk.note(a).place == (300, 300)


@pytest.mark.parametrize(
    ("handle", "by", "place", "size"),
    [
        ((700, 400), (50, 30), (300, 100), (450, 330)),
        ((300, 100), (50, 30), (350, 130), (350, 270)),
        ((300, 250), (-40, 99), (260, 100), (440, 300)),
        ((500, 400), (99, 60), (300, 100), (400, 360)),
        ((300, 100), (900, 900), (540, 280), (160, 120)),
    ],
)
def test_every_handle_pulls_its_sides(
    desk: Desk, handle: tuple[int, int], by: tuple[int, int], place: tuple[int, int], size: tuple[int, int]
) -> None:
    frame = add_frame(desk, (300, 100), (400, 300))
    desk.view.select((frame,), reveal=False)
    start = desk.at(*handle)
    desk.drag(start, start + QPoint(*by))
    (found,) = desk.frames()
    assert (found.place, found.size) == (place, size)
    assert [type(c) for c in desk.sent] == [PlaceFrame]


def test_a_side_that_is_pulled_falls_in_line(desk: Desk) -> None:
    frame = add_frame(desk, (300, 200), (300, 300))
    desk.add(["A"], [(500, 0)])
    desk.view.select((frame,), reveal=False)
    desk.drag(desk.at(600, 350), desk.at(657, 350))
    assert desk.frames()[0].size == (360, 300)


def test_esc_gives_a_frame_its_size_back(desk: Desk, qtbot: QtBot) -> None:
    frame = add_frame(desk, (300, 100), (400, 300))
    desk.view.select((frame,), reveal=False)
    before = desk.picture()
    desk.drag(desk.at(700, 400), desk.at(800, 600), drops=False)
    assert desk.picture() != before
    qtbot.keyClick(desk.view, Qt.Key.Key_Escape)
    assert desk.picture() == before
    assert desk.sent == []


def test_arrows_move_a_theme_or_a_frame_with_its_notes(desk: Desk, qtbot: QtBot) -> None:
    ids = desk.rows(2)
    frame = add_frame(desk, (600, 0), (300, 300))
    cluster = group(desk, ids)
    desk.view.select((cluster,), reveal=False)
    qtbot.keyClick(desk.view, Qt.Key.Key_Down)
    assert desk.note(ids[1]).place == (180, 16)
    desk.view.select((frame,), reveal=False)
    qtbot.keyClick(desk.view, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert desk.frames()[0].place == (599, 0)
    assert [type(c) for c in desk.sent] == [MoveCluster, PlaceFrame]


def test_nothing_snaps_to_what_moves_or_lies_out_of_view(desk: Desk) -> None:
    desk.rows(3)
    far = Snapper(desk.view.model, QRectF(5000, 5000, 100, 100)).snap(QRectF(3, 3, 160, 160), 10)
    assert (far.shift.x(), far.guides) == (0, ())
    desk.view.model.hidden[:3] = True
    held = Snapper(desk.view.model, QRectF(-100, -100, 900, 900)).snap(QRectF(3, 3, 160, 160), 10)
    assert held.shift.x() == 0
