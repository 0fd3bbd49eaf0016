"""The one table of actions: every action named in both languages, no key twice, single keys at rest while typing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from cocreate.ui import i18n
from cocreate.ui.actions import PLACES, Actions, is_bare, table
from cocreate.ui.widgets import Button, Line, Sheet

Stage = Callable[..., QMainWindow]


CONVENTIONS = {
    "tool.select": "V", "tool.hand": "H", "tool.note": "N", "tool.frame": "F", "edit.group": "Ctrl+G",
    "edit.ungroup": "Ctrl+Shift+G", "edit.duplicate": "Ctrl+D", "app.palette": "Ctrl+K", "edit.find": "Ctrl+F",
    "view.fit": "Shift+1", "view.selection": "Shift+2", "view.actual": "Ctrl+0", "app.help": "F1", "view.focus": "F6",
    "app.theme": "Alt+Shift+D", "edit.undo": "Ctrl+Z", "edit.redo": "Ctrl+Shift+Z", "edit.remove": "Del",
    "edit.select_all": "Ctrl+A", "edit.paste": "Ctrl+V", "workshop.new": "Ctrl+N", "workshop.import": "Ctrl+I",
    "share.pdf": "Ctrl+E", "step.prepare": "Ctrl+1", "step.share": "Ctrl+6",
}  # fmt: skip
ALSO = {"app.palette": "Ctrl+Shift+P", "view.fit": "Ctrl+9", "edit.redo": "Ctrl+Y", "app.shortcuts": "?"}


def keys() -> list[str]:
    return [QKeySequence(key).toString() for spec in table() for key in spec.shortcuts]


class Heard(list[str]):
    """Registers every action of a table to note that it was done."""

    def on(self, actions: Actions) -> Heard:
        for spec in table():
            actions.register(spec.id, lambda id=spec.id: self.append(id))
        actions.set_places("workshop", "board", "home")
        return self


def test_every_action_has_its_own_id_words_section_and_place() -> None:
    specs = table()
    assert max(Counter(s.id for s in specs).values()) == 1
    assert max(Counter(s.text for s in specs).values()) == 1
    assert all(s.text and s.section and s.when in PLACES for s in specs)


def test_every_action_is_named_in_dutch_too() -> None:
    english = {s.id: s.text for s in table()}
    i18n.set_language("nl")
    try:
        same = {s.id for s in table() if s.text == english[s.id]}
    finally:
        i18n.set_language("en")
    assert same == set(), "these are not translated"


def test_no_two_actions_share_a_key() -> None:
    found = Counter(keys())
    assert [key for key, n in found.items() if n > 1] == []
    assert all(found), "every key is one that Qt knows"


def test_the_keys_are_those_of_the_conventions() -> None:
    held = {s.id: s.shortcuts for s in table()}
    assert {id: held[id][0] for id in CONVENTIONS} == CONVENTIONS
    assert all(key in held[id] for id, key in ALSO.items())


def test_no_key_is_one_that_other_layouts_lack() -> None:
    assert not any(key in ("/", "\\", "[", "]") or key.endswith(("+/", "+\\", "+[", "+]")) for key in keys())


@pytest.mark.parametrize("key", ["V", "?", "Shift+1", "Del", "Backspace"])
def test_keys_that_type_are_bare(key: str) -> None:
    assert is_bare(key)


@pytest.mark.parametrize("key", ["Ctrl+K", "Alt+Shift+D", "F1", "Shift+F1", "Ctrl+Shift+P"])
def test_keys_that_do_not_type_are_not(key: str) -> None:
    assert not is_bare(key)


def test_a_key_does_its_action(stage: Stage) -> None:
    window = stage(QWidget())
    heard = Heard().on(Actions(window))
    for key, modifier in (
        (Qt.Key.Key_N, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_1, Qt.KeyboardModifier.ShiftModifier),
        (Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier),
    ):
        QTest.keyClick(window, key, modifier)
    assert heard == ["tool.note", "app.palette", "view.fit", "edit.redo"]


def test_single_letters_write_while_text_is_edited(stage: Stage) -> None:
    line = Line(name="Idea")
    window = stage(line)
    actions = Actions(window)
    heard = Heard().on(actions)
    line.setFocus()
    QTest.keyClicks(line, "vN?")
    QTest.keyClick(line, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert line.text() == "vN?"
    assert heard == ["step.prepare"]
    assert actions["tool.note"].shortcut().isEmpty()
    line.clearFocus()
    QTest.keyClick(window, Qt.Key.Key_N)
    assert heard == ["step.prepare", "tool.note"]


def test_the_board_can_say_that_it_is_editing(stage: Stage) -> None:
    window = stage(QWidget())
    actions = Actions(window)
    heard = Heard().on(actions)
    actions.set_editing(True)
    QTest.keyClick(window, Qt.Key.Key_N)
    assert heard == []
    actions.set_editing(False)
    QTest.keyClick(window, Qt.Key.Key_N)
    assert heard == ["tool.note"]


def test_actions_rest_under_a_sheet(stage: Stage) -> None:
    window = stage(QWidget())
    heard = Heard().on(Actions(window))
    sheet = Sheet("Something", window)
    sheet.add_button("Fine", kind="primary")
    sheet.open()
    QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert heard == []
    sheet.close_with(None)
    QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert heard == ["workshop.new"]


def test_an_action_is_off_without_handler_elsewhere_and_when_it_makes_no_sense(stage: Stage) -> None:
    actions = Actions(stage(QWidget()))
    can = False
    done: list[str] = []
    actions.register("edit.remove", lambda: done.append("removed"), enabled=lambda: can)
    actions.register("app.quit", lambda: done.append("quit"))
    assert [s.id for s in actions.available()] == ["app.quit"]
    actions.set_places("workshop")
    assert not actions.trigger("edit.remove")
    can = True
    assert actions.trigger("edit.remove")
    assert {s.id for s in actions.available()} == {"edit.remove", "app.quit"}
    actions.release("edit.remove")
    assert not actions.trigger("edit.remove")
    assert done == ["removed"]


def test_a_tool_shows_that_it_is_on(stage: Stage) -> None:
    actions = Actions(stage(QWidget()))
    tool = "select"
    actions.register("tool.hand", lambda: None, checked=lambda: tool == "hand")
    actions.set_places("board")
    assert not actions["tool.hand"].isChecked()
    tool = "hand"
    actions.refresh()
    assert actions["tool.hand"].isChecked()


def test_a_button_follows_its_action(stage: Stage) -> None:
    host = QWidget()
    actions = Actions(stage(host))
    button = Button(action=actions["share.pdf"], kind="primary", parent=host)
    assert not button.isEnabled()
    done: list[int] = []
    actions.register("share.pdf", lambda: done.append(1))
    actions.set_places("workshop")
    assert button.isEnabled()
    assert button.text() == "Make the PDF"
    assert "Ctrl+E" in button.toolTip()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert done == [1]


def test_a_menu_shows_words_and_keys(stage: Stage) -> None:
    window = stage(QWidget())
    actions = Actions(window)
    Heard().on(actions)
    menu = actions.menu(window, "edit.undo", "-", "edit.remove")
    shown = menu.actions()
    assert [a.text() for a in shown] == ["Undo", "", "Remove"]
    assert shown[0].shortcut() == QKeySequence("Ctrl+Z")
    assert shown[1].isSeparator()


def test_a_deleted_table_hears_of_no_focus(stage: Stage, dressed: QApplication) -> None:
    line = Line(name="Idea")
    window = stage(line)
    old = Actions(window)
    old.deleteLater()
    dressed.sendPostedEvents(old, QEvent.Type.DeferredDelete.value)
    line.setFocus()  # would raise in the slot of a dead object
    assert line.hasFocus()
