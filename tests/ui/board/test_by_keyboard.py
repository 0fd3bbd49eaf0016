"""From an empty board to named themes with the keyboard alone, by real keys."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from .desk import Desk
from .test_gestures import CTRL, SHIFT

ALT = Qt.KeyboardModifier.AltModifier


def here() -> QWidget:
    """Where the keys go now."""
    found = QApplication.focusWidget()
    assert found is not None
    return found


def test_thirty_notes_become_five_named_themes_without_a_mouse(desk: Desk, qtbot: QtBot) -> None:
    desk.view.resize(1300, 900)
    qtbot.keyClick(here(), Qt.Key.Key_N)
    for k in range(30):
        qtbot.keyClicks(here(), f"Idea {k}")
        qtbot.keyClick(here(), Qt.Key.Key_Tab if k % 6 != 5 else Qt.Key.Key_Return)
    qtbot.keyClick(here(), Qt.Key.Key_Escape)
    assert len(desk.notes()) == 30
    assert desk.view.hasFocus()
    names = ["Trees", "Water", "Bikes", "Shade", "Quiet"]
    for name in names:
        qtbot.keyClick(here(), Qt.Key.Key_Escape)
        loose = [n for n in desk.notes() if n.cluster_id is None]
        walk_to(desk, qtbot, loose[0].id)
        for note in loose[1:6]:
            walk_to(desk, qtbot, note.id, SHIFT)
        assert set(desk.view.selection) == {n.id for n in loose[:6]}
        qtbot.keyClick(here(), Qt.Key.Key_G, CTRL)
        qtbot.keyClicks(here(), name)
        qtbot.keyClick(here(), Qt.Key.Key_Return)
        assert desk.view.hasFocus()
    assert sorted(c.title for c in desk.clusters()) == sorted(names)
    assert all(len([n for n in desk.notes() if n.cluster_id == c.id]) == 6 for c in desk.clusters())
    assert len(desk.sent) == 30 + 2 * 5, "one step for each note, each group and each name"


def walk_to(desk: Desk, qtbot: QtBot, note_id: str, mods: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Alt and arrows until that note is the one selected last."""
    goal = desk.note(note_id).place
    for _ in range(60):
        if desk.view.selection and desk.view.selection[-1] == note_id:
            return
        at = desk.note(desk.view.selection[-1]).place if desk.view.selection else (0.0, 0.0)
        dx, dy = goal[0] - at[0], goal[1] - at[1]
        if abs(dx) > abs(dy):
            key = Qt.Key.Key_Right if dx > 0 else Qt.Key.Key_Left
        else:
            key = Qt.Key.Key_Down if dy > 0 else Qt.Key.Key_Up
        qtbot.keyClick(here(), key, ALT | mods)
    raise AssertionError(f"no way to {note_id}")


def test_alt_and_an_arrow_go_to_the_next_note_and_shift_adds_it(desk: Desk, qtbot: QtBot) -> None:
    ids = desk.rows(3)
    desk.view.select(ids[:1], reveal=False)
    qtbot.keyClick(desk.view, Qt.Key.Key_Right, ALT)
    assert desk.view.selection == (ids[1],)
    qtbot.keyClick(desk.view, Qt.Key.Key_Right, ALT | SHIFT)
    assert desk.view.selection == (ids[1], ids[2])
    qtbot.keyClick(desk.view, Qt.Key.Key_Right, ALT)
    assert desk.view.selection == (ids[1], ids[2]), "there is none"
    assert desk.sent == []


def test_the_first_arrow_takes_the_note_in_the_middle(desk: Desk, qtbot: QtBot) -> None:
    qtbot.keyClick(desk.view, Qt.Key.Key_Up, ALT)
    assert desk.view.selection == ()
    ids = desk.rows(5)
    desk.view.look_at(desk.view.model.box(desk.view.model.slots[ids[3]]).center(), 1.0)
    qtbot.keyClick(desk.view, Qt.Key.Key_Up, ALT)
    assert desk.view.selection == (ids[3],)
