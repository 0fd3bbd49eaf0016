"""Texts and links that lie on the board: chosen, moved, changed, removed; and the axes of a two by two."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPlainTextEdit
from pytestqt.qtbot import QtBot

from cocreate.model.commands import (
    AddLabel,
    AddSketch,
    DuplicateItems,
    EditFrame,
    EditLabel,
    EditLink,
    LinkNotes,
    MoveItems,
    RemoveItems,
    RemoveSketches,
    Stroke,
    TagNotes,
)
from cocreate.model.snapshot import Label, Link, Sketch
from cocreate.ui.board import menu

from .desk import ME, Desk
from .test_gestures import CTRL, LEFT, NONE, add_frame
from .test_menu import entry

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def text(desk: Desk) -> str:
    order = AddLabel(scope=desk.view.scope, board_id=desk.view.board_id, label_id="t", text="Morning", place=(300, 300))
    desk.store.run(order, ME)
    return "t"


@pytest.fixture
def linked(desk: Desk) -> list[str]:
    ids = desk.add(["A", "B"], [(0, 0), (500, 0)])
    desk.store.run(LinkNotes(scope=desk.view.scope, link_id="l", from_id=ids[0], to_id=ids[1]), ME)
    return ids


def label(desk: Desk) -> Label:
    (found,) = desk.mirror.all(Label)
    return found


def test_a_text_is_chosen_dragged_nudged_and_removed(desk: Desk, qtbot: QtBot, text: str) -> None:
    at = desk.at(320, 315)
    qtbot.mouseClick(desk.view.viewport(), LEFT, NONE, at)
    assert desk.view.selection == (text,)
    desk.drag(at, at + QPoint(100, 50))
    assert label(desk).place == (400, 350)
    qtbot.keyClick(desk.view, Qt.Key.Key_Left)
    assert label(desk).place == (384, 350)
    qtbot.keyClick(desk.view, Qt.Key.Key_Delete)
    assert desk.mirror.all(Label) == []
    assert [type(c) for c in desk.sent] == [MoveItems, MoveItems, RemoveItems]


def test_esc_puts_a_dragged_text_back(desk: Desk, qtbot: QtBot, text: str) -> None:
    before = desk.picture()
    desk.drag(desk.at(320, 315), desk.at(520, 415), drops=False)
    assert desk.view.model.texts[text].place == (500, 400)
    qtbot.keyClick(desk.view, Qt.Key.Key_Escape)
    assert desk.view.model.texts[text].place == (300, 300)
    assert desk.picture() == before
    assert desk.sent == []


def test_notes_and_texts_go_together_in_one_step(desk: Desk, text: str) -> None:
    (a,) = desk.rows(1)
    desk.drag(desk.at(700, 500), desk.at(-20, -20))
    assert set(desk.view.selection) == {a, text}
    desk.drag(desk.at(80, 80), desk.at(180, 130), mods=CTRL)
    assert (desk.note(a).place, label(desk).place) == ((100, 50), (400, 350))
    assert [type(c) for c in desk.sent] == [MoveItems]
    assert desk.store.undo(desk.view.scope, "me") is not None
    assert (desk.note(a).place, label(desk).place) == ((0, 0), (300, 300))


def test_alt_drag_copies_a_text(desk: Desk, text: str) -> None:
    desk.drag(desk.at(320, 315), desk.at(320, 515), mods=ALT | CTRL)
    assert sorted(row.place for row in desk.mirror.all(Label)) == [(300, 300), (300, 500)]
    assert [type(c) for c in desk.sent] == [DuplicateItems]


def test_double_click_and_f2_change_a_text(desk: Desk, qtbot: QtBot, text: str) -> None:
    qtbot.mouseDClick(desk.view.viewport(), LEFT, NONE, desk.at(320, 315))
    editor = desk.view.writer.editor
    assert isinstance(editor, QPlainTextEdit)
    qtbot.keyClicks(editor, "Afternoon")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert label(desk).text == "Afternoon"
    qtbot.keyClick(desk.view, Qt.Key.Key_F2)
    assert desk.view.writer.is_open
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert [type(c) for c in desk.sent] == [EditLabel]


def test_the_menu_of_a_text_sizes_and_colours_it(desk: Desk, text: str) -> None:
    desk.view.select((text,), reveal=False)
    entry(menu.build(desk.view, desk.view.centre()), "Larger text").trigger()
    entry(menu.build(desk.view, desk.view.centre()), "Mint").trigger()
    assert (label(desk).type_size, label(desk).colour) == (35, "mint")


def test_a_link_is_chosen_changed_turned_and_removed(desk: Desk, qtbot: QtBot, linked: list[str]) -> None:
    qtbot.mouseClick(desk.view.viewport(), LEFT, NONE, desk.at(330, 80))
    assert desk.view.selection == ("l",)
    shown = menu.build(desk.view, desk.view.centre())
    entry(shown, "conflicts with").trigger()
    entry(menu.build(desk.view, desk.view.centre()), "Turn round").trigger()
    (link,) = desk.mirror.all(Link)
    assert (link.link_kind, link.from_id, link.to_id) == ("conflicts_with", linked[1], linked[0])
    qtbot.keyClick(desk.view, Qt.Key.Key_Delete)
    assert desk.mirror.all(Link) == []
    assert [type(c) for c in desk.sent] == [EditLink, EditLink, RemoveItems]


def test_double_click_on_a_link_asks_for_its_kind(desk: Desk, qtbot: QtBot, linked: list[str]) -> None:
    qtbot.mouseDClick(desk.view.viewport(), LEFT, NONE, desk.at(330, 80))
    (shown,) = [m for m in desk.view.findChildren(QMenu) if m.isVisible()]
    qtbot.keyClick(shown, Qt.Key.Key_Down)
    qtbot.keyClick(shown, Qt.Key.Key_Return)
    assert desk.mirror.all(Link)[0].link_kind == "conflicts_with"


def test_an_axis_is_named_in_place(desk: Desk, qtbot: QtBot) -> None:
    frame = add_frame(desk, (50, 50), (600, 500), "matrix")
    boxes = desk.view.layer.scenery.axis_boxes(desk.frames()[0], desk.view.viewportTransform())
    qtbot.mouseDClick(desk.view.viewport(), LEFT, NONE, boxes[2].center().toPoint())
    editor = desk.view.writer.editor
    assert isinstance(editor, QLineEdit)
    qtbot.keyClicks(editor, "Effort")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert desk.frames()[0].axes == ("", "", "Effort", "")
    assert [type(c) for c in desk.sent] == [EditFrame]
    desk.view.writer.name_axis(frame, 0)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert len(desk.sent) == 1, "an unchanged name is no step"


def test_a_frame_that_is_selected_with_notes_and_texts_goes_with_them_in_one_step(desk: Desk, qtbot: QtBot) -> None:
    (a,) = desk.rows(1)
    frames = [add_frame(desk, (400 * k, 400), (300, 300)) for k in range(2)]
    desk.view.select((a, *frames), reveal=False)
    qtbot.keyClick(desk.view, Qt.Key.Key_Delete)
    assert (desk.notes(), desk.frames()) == ([], [])
    assert [type(c) for c in desk.sent] == [RemoveItems]


def test_two_who_name_axes_of_one_matrix_at_once_both_keep_their_words(desk: Desk, qtbot: QtBot) -> None:
    frame = add_frame(desk, (50, 50), (600, 500), "matrix")
    desk.view.writer.name_axis(frame, 0)
    qtbot.keyClicks(QApplication.focusWidget(), "Cheap")
    desk.store.run(EditFrame(scope=desk.view.scope, frame_id=frame, axes=("", "Dear", "", "")), ME)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert desk.frames()[0].axes == ("Cheap", "Dear", "", "")


def test_strokes_come_off_in_one_step(desk: Desk) -> None:
    (a,) = desk.rows(1)
    for k in range(3):
        stroke = Stroke(id=f"s{k}", points=(0, 0, 50, 50))
        desk.store.run(AddSketch(scope=desk.view.scope, note_id=a, strokes=(stroke,)), ME)
    desk.view.select((a,), reveal=False)
    entry(menu.build(desk.view, desk.view.centre()), "Remove the sketch").trigger()
    assert desk.mirror.all(Sketch) == []
    assert [type(c) for c in desk.sent] == [RemoveSketches]


def test_all_with_the_same_tag_are_selected(desk: Desk) -> None:
    ids = desk.rows(4)
    desk.store.run(TagNotes(scope=desk.view.scope, note_ids=tuple(ids[1:3]), tag_id="g", name="green"), ME)
    desk.view.select(ids[1:2], reveal=False)
    desk.view.select_tagged_alike()
    assert set(desk.view.selection) == set(ids[1:3])
    desk.view.select(ids[:1], reveal=False)
    desk.view.select_tagged_alike()
    assert desk.view.selection == (ids[0],)
