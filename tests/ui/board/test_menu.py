"""The context menu offers what fits what lies under the pointer."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QMenu

from cocreate.model.commands import AddFrame, ColourNotes, DissolveCluster, EditFrame, GroupNotes, RemoveNotes
from cocreate.ui.board import menu

from .desk import Desk


def entry(shown: QMenu, text: str):  # type: ignore[no-untyped-def]
    """The action with this text, in submenus too."""
    for action in shown.actions():
        if action.text().split("\t")[0] == text:
            return action
        if action.menu() is not None and (found := entry(action.menu(), text)) is not None:
            return found
    return None


def texts(shown: QMenu) -> list[str]:
    return [a.text().split("\t")[0] for a in shown.actions() if a.text()]


def test_notes_are_coloured_and_removed_by_one_command_each(desk: Desk) -> None:
    ids = desk.rows(3)
    desk.view.select(ids[:2], reveal=False)
    shown = menu.build(desk.view, QPointF(0, 0))
    entry(shown, "Mint").trigger()
    assert [desk.note(i).colour for i in ids] == ["mint", "mint", "sun"]
    entry(shown, "Remove 2 notes").trigger()
    assert [type(c) for c in desk.sent] == [ColourNotes, RemoveNotes]
    assert "Take out of the theme" not in texts(shown)


def test_a_theme_is_dissolved_and_its_notes_stay(desk: Desk) -> None:
    ids = desk.rows(2)
    scope, board = desk.view.scope, desk.view.board_id
    desk.send(GroupNotes(scope=scope, board_id=board, cluster_id="c", note_ids=tuple(ids), title="Theme"))
    desk.view.select(("c",), reveal=False)
    entry(menu.build(desk.view, QPointF(0, 0)), "Dissolve theme").trigger()
    assert isinstance(desk.sent[-1], DissolveCluster)
    assert desk.clusters() == []
    assert {n.cluster_id for n in desk.notes()} == {None}


def test_a_frame_becomes_a_column(desk: Desk) -> None:
    scope, board = desk.view.scope, desk.view.board_id
    desk.send(AddFrame(scope=scope, board_id=board, frame_id="f", title="Now", place=(0, 0), size=(200, 400)))
    desk.view.select(("f",), reveal=False)
    entry(menu.build(desk.view, QPointF(0, 0)), "Column").trigger()
    assert isinstance(desk.sent[-1], EditFrame)
    assert desk.frames()[0].layout == "column"


@pytest.mark.parametrize("chosen", [False, True])
def test_the_empty_board_offers_to_write(desk: Desk, chosen: bool) -> None:
    ids = desk.rows(1)
    desk.view.select(ids if chosen else (), reveal=False)
    assert ("Write a note here" in texts(menu.build(desk.view, QPointF(500, 400)))) is not chosen
