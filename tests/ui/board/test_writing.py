"""Writing and editing in place, and pasting lists."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from cocreate.model.commands import AddNotes, EditNote, GroupNotes, NameCluster, RemoveNotes
from cocreate.ui.board.splitting import Way, split

from .desk import ME, Desk

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def editor(desk: Desk) -> QPlainTextEdit:
    found = desk.view.writer.editor
    assert isinstance(found, QPlainTextEdit)
    return found


def write(desk: Desk, qtbot: QtBot, text: str, key: Qt.Key = Qt.Key.Key_Return) -> None:
    field = editor(desk)
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, key)


def test_n_then_enter_writes_one_note_after_another_without_overlap(desk: Desk, qtbot: QtBot) -> None:
    qtbot.keyClick(desk.view, Qt.Key.Key_N)
    for k in range(8):
        write(desk, qtbot, f"Idea {k}")
    qtbot.keyClick(editor(desk), Qt.Key.Key_Escape)
    assert [n.text for n in desk.notes()] == [f"Idea {k}" for k in range(8)]
    assert [type(c) for c in desk.sent] == [AddNotes] * 8
    spots = [n.place for n in desk.notes()]
    assert all(abs(a[0] - b[0]) >= 160 or abs(a[1] - b[1]) >= 160 for a in spots for b in spots if a is not b)
    assert [n.number for n in desk.notes()] == list(range(1, 9))
    assert not desk.view.writer.is_open


def test_n_then_a_click_writes_where_the_person_clicked(desk: Desk, qtbot: QtBot) -> None:
    desk.view.set_tool("N")
    assert desk.view.writer.is_open
    qtbot.mouseClick(desk.view.viewport(), LEFT, NONE, desk.at(300, 500))
    write(desk, qtbot, "Down here", Qt.Key.Key_Tab)
    qtbot.keyClick(editor(desk), Qt.Key.Key_Escape)
    assert [(n.text, n.place) for n in desk.notes()] == [("Down here", (220, 420))]
    assert desk.view.tool == "V"


def test_double_click_on_empty_board_writes_there_and_esc_writes_nothing(desk: Desk, qtbot: QtBot) -> None:
    qtbot.mouseDClick(desk.view.viewport(), LEFT, NONE, desk.at(400, 300))
    write(desk, qtbot, "Here", Qt.Key.Key_Tab)
    assert desk.notes()[0].place == (320, 220)
    qtbot.keyClicks(editor(desk), "never")
    qtbot.keyClick(editor(desk), Qt.Key.Key_Escape)
    assert len(desk.sent) == 1


def test_going_elsewhere_keeps_what_was_written(desk: Desk, qtbot: QtBot) -> None:
    qtbot.mouseDClick(desk.view.viewport(), LEFT, NONE, desk.at(400, 300))
    qtbot.keyClicks(editor(desk), "Kept")
    qtbot.mouseClick(desk.view.viewport(), LEFT, NONE, desk.at(900, 600))
    assert [n.text for n in desk.notes()] == ["Kept"]
    assert not desk.view.writer.is_open


def test_a_look_into_another_window_keeps_the_editor_open(desk: Desk, qtbot: QtBot) -> None:
    desk.view.write_note()
    field = editor(desk)
    away = QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.ActiveWindowFocusReason)
    QApplication.sendEvent(field, away)
    assert desk.view.writer.editor is field
    QApplication.sendEvent(field, QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.TabFocusReason))
    assert not desk.view.writer.is_open


def test_shift_enter_is_a_new_line(desk: Desk, qtbot: QtBot) -> None:
    desk.view.write_note()
    qtbot.keyClicks(editor(desk), "a")
    qtbot.keyClick(editor(desk), Qt.Key.Key_Return, SHIFT)
    write(desk, qtbot, "b")
    assert desk.notes()[0].text == "a\nb"


def test_f2_and_double_click_edit_a_note(desk: Desk, qtbot: QtBot) -> None:
    (a,) = desk.rows(1)
    qtbot.mouseDClick(desk.view.viewport(), LEFT, NONE, desk.at(80, 80))
    assert editor(desk).toPlainText() == "Idea 0"
    write(desk, qtbot, "Better")
    assert desk.note(a).text == "Better"
    qtbot.keyClick(desk.view, Qt.Key.Key_F2)
    write(desk, qtbot, "Best")
    assert [type(c) for c in desk.sent] == [EditNote, EditNote]
    qtbot.keyClick(desk.view, Qt.Key.Key_F2)
    qtbot.keyClick(editor(desk), Qt.Key.Key_Return)
    assert len(desk.sent) == 2, "an unchanged text is no step"


def rest(desk: Desk, qtbot: QtBot) -> None:
    """The hand rests long enough."""
    editor(desk).idle.setInterval(1)
    editor(desk).idle.start()
    qtbot.waitUntil(lambda: not editor(desk).idle.isActive())


def test_what_is_written_is_kept_while_the_hand_rests_and_the_editor_stays(desk: Desk, qtbot: QtBot) -> None:
    desk.view.write_note()
    assert editor(desk).idle.interval() == 1000
    rest(desk, qtbot)
    assert desk.sent == [], "nothing yet"
    qtbot.keyClicks(editor(desk), "Trees")
    rest(desk, qtbot)
    assert [n.text for n in desk.notes()] == ["Trees"]
    qtbot.keyClicks(editor(desk), " and shade")
    rest(desk, qtbot)
    assert [n.text for n in desk.notes()] == ["Trees and shade"]
    qtbot.keyClick(editor(desk), Qt.Key.Key_Return)
    assert [type(c) for c in desk.sent] == [AddNotes, EditNote], "what is kept already is no step"
    assert desk.view.writer.is_open, "Enter goes on with the next"


def test_edits_of_one_note_in_a_row_are_one_undo(desk: Desk, qtbot: QtBot) -> None:
    (a,) = desk.rows(1)
    desk.view.edit(a)
    for word in ("One", " two", " three"):
        qtbot.keyClicks(editor(desk), word)
        rest(desk, qtbot)
    qtbot.keyClick(editor(desk), Qt.Key.Key_Return)
    assert desk.note(a).text == "One two three"
    assert len(desk.sent) == 3
    assert desk.store.undo(desk.view.scope, "me") is not None
    assert desk.note(a).text == "Idea 0"


def test_esc_takes_back_what_was_kept_while_the_hand_rested(desk: Desk, qtbot: QtBot) -> None:
    (a,) = desk.rows(1)
    desk.view.edit(a)
    qtbot.keyClicks(editor(desk), "Changed")
    rest(desk, qtbot)
    assert desk.note(a).text == "Changed"
    qtbot.keyClick(editor(desk), Qt.Key.Key_Escape)
    assert desk.note(a).text == "Idea 0"
    desk.view.write_at((400.0, 300.0))
    qtbot.keyClicks(editor(desk), "New")
    rest(desk, qtbot)
    assert len(desk.notes()) == 2
    qtbot.keyClick(editor(desk), Qt.Key.Key_Escape)
    assert [n.id for n in desk.notes()] == [a]


def test_a_new_note_that_is_emptied_again_is_gone(desk: Desk, qtbot: QtBot) -> None:
    desk.view.write_note()
    qtbot.keyClicks(editor(desk), "Oops")
    rest(desk, qtbot)
    editor(desk).selectAll()
    qtbot.keyClick(editor(desk), Qt.Key.Key_Delete)
    rest(desk, qtbot)
    assert [n.text for n in desk.notes()] == ["Oops"], "not while it is being written"
    qtbot.keyClick(editor(desk), Qt.Key.Key_Return)
    assert desk.notes() == []
    assert not desk.view.writer.is_open


@pytest.mark.parametrize("pauses", [False, True])
def test_a_note_removed_elsewhere_while_it_is_edited_stays_away_but_new_words_become_a_note(
    desk: Desk, qtbot: QtBot, pauses: bool
) -> None:
    (a,) = desk.rows(1)
    desk.view.edit(a)
    qtbot.keyClicks(editor(desk), "Too")
    desk.store.run(RemoveNotes(scope=desk.view.scope, note_ids=(a,)), ME)
    qtbot.keyClicks(editor(desk), " late")
    if pauses:
        rest(desk, qtbot)
        assert desk.notes() == [], "not while it is being written"
    qtbot.keyClick(editor(desk), Qt.Key.Key_Return)
    assert [(n.text, n.place) for n in desk.notes()] == [("Too late", (0.0, 0.0))]
    assert desk.notes()[0].id != a


def test_a_note_removed_elsewhere_leaves_nothing_where_no_word_was_written_since(desk: Desk, qtbot: QtBot) -> None:
    (a,) = desk.rows(1)
    desk.view.edit(a)
    qtbot.keyClicks(editor(desk), "In time")
    rest(desk, qtbot)
    desk.store.run(RemoveNotes(scope=desk.view.scope, note_ids=(a,)), ME)
    qtbot.keyClick(editor(desk), Qt.Key.Key_Return)
    assert desk.notes() == []


def test_tab_goes_right_and_enter_to_the_next_row(desk: Desk, qtbot: QtBot) -> None:
    desk.view.write_at((0.0, 0.0))
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Tab):
        write(desk, qtbot, "Idea", key)
    qtbot.keyClick(editor(desk), Qt.Key.Key_Escape)
    assert [n.place for n in desk.notes()] == [(0, 0), (176, 0), (352, 0), (0, 176)]


def test_a_column_that_is_full_goes_on_beside_it(desk: Desk, qtbot: QtBot) -> None:
    desk.view.write_at((0.0, 0.0))
    for k in range(5):
        write(desk, qtbot, f"Idea {k}")
    assert [n.place for n in desk.notes()] == [(0, 0), (0, 176), (0, 352), (176, 0), (176, 176)]


def test_double_click_on_a_theme_title_renames_it(desk: Desk, qtbot: QtBot) -> None:
    ids = desk.rows(2)
    desk.send(
        GroupNotes(
            scope=desk.view.scope, board_id=desk.view.board_id, cluster_id="c", note_ids=tuple(ids), title="Old title"
        )
    )
    qtbot.mouseDClick(desk.view.viewport(), LEFT, NONE, desk.at(20, -38))
    field = desk.view.writer.editor
    assert field is not None
    qtbot.keyClicks(field, "New title")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert isinstance(desk.sent[-1], NameCluster)
    assert desk.clusters()[0].title == "New title"


def test_a_pasted_list_is_one_command_without_bullets(desk: Desk) -> None:
    desk.rows(3)
    assert desk.view.deeds.write_all(split("- Trees\n\n• Water \n  Bikes", Way(has_twins=True)).ideas) == 3
    assert [n.text for n in desk.notes()][3:] == ["Trees", "Water", "Bikes"]
    assert len(desk.sent) == 1
    spots = [n.place for n in desk.notes()]
    assert all(abs(a[0] - b[0]) >= 160 or abs(a[1] - b[1]) >= 160 for a in spots for b in spots if a is not b)
    assert desk.view.deeds.write_all(split(" \n ", Way(has_twins=True)).ideas) == 0


def test_the_view_says_what_it_shows(desk: Desk) -> None:
    desk.rows(12)
    assert desk.view.accessibleName() == "Board"
    assert desk.view.accessibleDescription() == "12 notes, 0 themes; outline: F6"
