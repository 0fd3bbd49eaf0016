"""Every action of the board is bound, reachable by the palette, and named in both languages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from cocreate.ui import i18n
from cocreate.ui.actions import Actions, table
from cocreate.ui.board.bindings import bindings
from cocreate.ui.palette import Palette, open_palette

from .desk import Desk

ELSEWHERE = {"view.minimap"}  # of the room, not of the board


@pytest.fixture
def actions(desk: Desk, qtbot: QtBot) -> Iterator[Actions]:
    window = QMainWindow()
    qtbot.addWidget(window)
    window.setCentralWidget(desk.view)
    window.resize(1000, 700)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    made = Actions(window)
    for binding in bindings(desk.view):
        made.register(*binding)
    made.set_places("workshop", "board")
    yield made
    i18n.set_language("en")


def test_every_action_of_the_board_is_bound_and_every_binding_is_an_action(desk: Desk) -> None:
    bound = [b.id for b in bindings(desk.view)]
    assert len(bound) == len(set(bound))
    assert set(bound) <= {spec.id for spec in table()}
    assert {s.id for s in table() if s.when == "board"} - set(bound) <= ELSEWHERE


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_palette_finds_every_action_by_its_name(desk: Desk, actions: Actions, qtbot: QtBot, language: str) -> None:
    i18n.set_language(language)
    desk.view.select(desk.rows(3), reveal=False)
    again = Actions(actions.parent())
    for binding in bindings(desk.view):
        again.register(*binding)
    again.set_places("workshop", "board")
    palette = open_palette(actions.parent(), again)
    assert isinstance(palette, Palette)
    missing = []
    for binding in bindings(desk.view):
        if again[binding.id].isEnabled():
            palette.line.setText(again.specs[binding.id].text)
            if again.specs[binding.id].text not in [e.text for e in palette.found()[:3]]:
                missing.append(binding.id)
    assert missing == []
    palette.close_with(None)
    again.deleteLater()


def test_an_action_run_from_the_palette_does_its_work(desk: Desk, actions: Actions, qtbot: QtBot) -> None:
    desk.view.select(desk.add(["A", "B"], [(0, 0), (300, 90)]), reveal=False)
    palette = open_palette(actions.parent(), actions)
    assert palette is not None
    qtbot.keyClicks(palette.line, "align top")
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert [n.place for n in desk.notes()] == [(0, 0), (300, 0)]


def test_what_needs_a_selection_rests_without_one(desk: Desk, actions: Actions) -> None:
    desk.rows(3)
    assert not actions.trigger("arrange.left")
    assert not actions.trigger("edit.group")
    desk.view.select([n.id for n in desk.notes()][:2], reveal=False)
    assert actions.trigger("arrange.left")
    assert not actions.trigger("arrange.across"), "two cannot be distributed"
    assert actions.trigger("tool.lasso")
    assert actions["tool.lasso"].isChecked()


def test_alt_and_arrows_belong_to_the_board_while_it_has_the_focus(desk: Desk, actions: Actions, qtbot: QtBot) -> None:
    """Elsewhere they move ideas in lists."""
    ids = desk.rows(2)
    moved: list[str] = []
    actions.register("idea.down", lambda: moved.append("down"))
    desk.view.setFocus()
    desk.view.select(ids[:1], reveal=False)
    desk.add(["Below"], [(0, 300)])
    qtbot.keyClick(desk.view, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert moved == []
    assert desk.view.selection != (ids[0],)
