"""A line of the outline shows its words: over two lines where one is too short, at the room of the moment."""

from __future__ import annotations

from typing import Any

from cocreate.model.commands import EditNote, GroupNotes, NameCluster
from cocreate.ui import theme
from cocreate.ui.live import Live
from cocreate.ui.workshop.page import WorkshopPage

LONG = "Een vergadering over arbeidsongeschiktheidsverzekeringen in de kantine"


def height(page: WorkshopPage, row_id: str) -> int:
    return int(page.outline.tree.visualRect(page.outline.model.find(row_id)).height())


def test_long_words_take_a_second_line_and_give_it_back_when_there_is_room(
    page: WorkshopPage, live: Live, qtbot: Any
) -> None:
    live.send(EditNote(scope=live.scope, note_id="n1", text=LONG))
    qtbot.waitUntil(lambda: height(page, "n1") > height(page, "n0"))
    assert height(page, "n0") == theme.TARGET
    page.outline_box.setFixedWidth(800)
    qtbot.waitUntil(lambda: height(page, "n1") == theme.TARGET)


def test_a_long_theme_is_read_over_two_lines(page: WorkshopPage, live: Live, qtbot: Any) -> None:
    live.send(GroupNotes(scope=live.scope, board_id=live.board_id, cluster_id="c1", note_ids=("n0",)))
    live.send(NameCluster(scope=live.scope, cluster_id="c1", title=LONG))
    qtbot.waitUntil(lambda: height(page, "c1") > theme.TARGET)


def test_the_list_uses_the_whole_width_of_its_panel(page: WorkshopPage) -> None:
    tree = page.outline.tree
    assert tree.header().sectionSize(0) == tree.viewport().width() == tree.width()
