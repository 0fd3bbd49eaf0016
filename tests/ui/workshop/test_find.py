"""Searching and filtering by real keys: the same answer in board, columns and outline, and a walk through it."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cocreate.model.commands import AddNotes, EditNote, GroupNotes, NewNote, TagNotes
from cocreate.ui.board.view import BoardView
from cocreate.ui.find.criteria import Criteria, Facet, answers, offered
from cocreate.ui.live import Live
from cocreate.ui.outline.model import IS_FOUND
from cocreate.ui.widgets.wrap import spans
from cocreate.ui.workshop.page import WorkshopPage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

LEFT = Qt.MouseButton.LeftButton
TEXTS = ("Café at the door", "A buddy from day one", "The café closes at nine", "Buddies meet in a cafe")


@pytest.fixture
def found(page: WorkshopPage, live: Live, qtbot: Any) -> WorkshopPage:
    """A page with a board and seven notes, three of them in a theme, two with a tag."""
    board = BoardView()
    page.set_board(board)
    new = tuple(NewNote(id=f"x{k}", text=text, place=(k * 200.0, 400.0)) for k, text in enumerate(TEXTS))
    scope = live.scope
    live.send(AddNotes(scope=scope, board_id=live.board_id, notes=new))
    live.send(GroupNotes(scope=scope, board_id=live.board_id, cluster_id="c", note_ids=("x0", "x1", "n0"), title="In"))
    live.send(TagNotes(scope=scope, note_ids=("x0", "x3"), tag_id="t", name="quick"))
    assert live.mirror is not None
    qtbot.waitUntil(lambda: bool(live.mirror and live.mirror.rows["note_tag"]))
    board.load(live.mirror)
    live.stepped.connect(board.apply)
    page.activateWindow()
    return page


def dimmed(page: WorkshopPage) -> set[str]:
    """The notes that the board shows pale."""
    assert isinstance(page.board, BoardView)
    model = page.board.model
    return {i for i, slot in model.slots.items() if model.dim[slot]}


def shown_in_outline(page: WorkshopPage) -> set[str]:
    nodes = page.lists.model.nodes
    index = page.lists.model.index_of
    return {n.id for n in nodes.walk() if n.kind == "note" and index(n).data(IS_FOUND)}


def test_words_are_found_in_every_view_whatever_their_accents(found: WorkshopPage, live: Live, qtbot: Any) -> None:
    found.search()
    field = found.finder.bar.field
    assert QApplication.focusWidget() is field
    QTest.keyClicks(field, "cafe")
    assert set(found.finder.found) == {"x0", "x2", "x3"}
    assert found.finder.bar.count.text() == "3 of 7"
    assert dimmed(found) == {"n0", "n1", "n2", "x1"}
    assert shown_in_outline(found) == {"x0", "x2", "x3"}
    found.show_view("columns")
    assert {i for i in found.lists.columns.model.shown if found.lists.columns.model.is_found(i)} == {"x0", "x2", "x3"}
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""
    assert dimmed(found) == set()
    assert found.finder.bar.isVisible(), "the first Esc clears, the second leaves"
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert not found.finder.bar.isVisible()


def test_enter_walks_through_what_is_found_and_shift_enter_back(found: WorkshopPage, qtbot: Any) -> None:
    found.search()
    field = found.finder.bar.field
    QTest.keyClicks(field, "cafe")
    seen = []
    for key in (Qt.KeyboardModifier.NoModifier,) * 4:
        QTest.keyClick(field, Qt.Key.Key_Return, key)
        seen.append(found.selection[0])
    assert sorted(seen[:3]) == ["x0", "x2", "x3"]
    assert seen[3] == seen[0], "it goes round"
    assert found.finder.bar.count.text() == "1 of 3, 7 in all"
    QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert found.selection == (seen[2],)
    QTest.mouseClick(found.finder.bar.every, LEFT)
    assert set(found.selection) == {"x0", "x2", "x3"}


def test_the_others_hide_or_stay_pale(found: WorkshopPage, qtbot: Any) -> None:
    assert isinstance(found.board, BoardView)
    found.search()
    QTest.keyClicks(found.finder.bar.field, "buddy")
    QTest.mouseClick(found.finder.bar.hide_rest, LEFT)
    model = found.board.model
    assert {i for i, slot in model.slots.items() if not model.away[slot]} == {"x1"}
    assert [n.id for n in found.lists.model.nodes.walk() if n.kind == "note"] == ["x1"]
    found.finder.close()
    assert len([n for n in found.lists.model.nodes.walk() if n.kind == "note"]) == 7
    assert not model.away.any()


def test_an_edit_changes_what_is_found(found: WorkshopPage, live: Live, qtbot: Any) -> None:
    found.search()
    QTest.keyClicks(found.finder.bar.field, "buddy")
    assert found.finder.found == ("x1",)
    live.send(EditNote(scope=live.scope, note_id="n1", text="Another buddy"))
    qtbot.waitUntil(lambda: set(found.finder.found) == {"x1", "n1"})
    assert "n1" not in dimmed(found)


def test_filters_of_one_kind_widen_and_of_two_kinds_narrow(found: WorkshopPage, live: Live) -> None:
    assert live.mirror is not None
    offer = offered(live.mirror, live.board_id)
    assert [f.name for f in offer["cluster"]] == ["In", "Loose ideas"]
    assert [f.name for f in offer["tag"]] == ["quick", "Without a tag"]
    assert "author" not in offer, "nobody's name is kept here"

    def ids(*facets: Facet, question: str = "") -> set[str]:
        return {n.id for n in answers(live.mirror, Criteria(question, facets), live.board_id)}

    quick, within, loose = Facet("tag", "t", ""), Facet("cluster", "c", ""), Facet("cluster", "-", "")
    assert ids(quick) == {"x0", "x3"}
    assert ids(quick, within) == {"x0"}
    assert ids(within, loose) == {"n0", "n1", "n2", "x0", "x1", "x2", "x3"}
    assert ids(quick, question="buddies") == {"x3"}


def test_filters_are_ticked_in_a_menu_and_taken_off_one_by_one(found: WorkshopPage) -> None:
    found.search()
    bar = found.finder.bar
    menu = bar.open_filters()
    tags = next(a.menu() for a in menu.actions() if a.text() == "Tag")
    tags.actions()[0].trigger()
    menu.close()
    assert set(found.finder.found) == {"x0", "x3"}
    assert bar.count.text() == "2 of 7"
    [chip] = [b for b in bar.chips.findChildren(type(bar.filter)) if "quick" in b.text()]
    assert chip.accessibleName() == "Take off the filter Tag: quick"
    QTest.mouseClick(chip, LEFT)
    assert dimmed(found) == set()


def test_a_slash_opens_the_search_from_every_view(found: WorkshopPage) -> None:
    for view in ("board", "columns", "outline"):
        found.show_view(view)
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClicks(focus, "/")
        assert QApplication.focusWidget() is found.finder.bar.field, view
        assert found.finder.bar.field.text() == ""
        found.finder.close()


def test_words_that_answer_are_marked_where_they_stand() -> None:
    assert spans("The Café closes", "cafe") == [(4, 4)]
    assert spans("a closed door", "clo do") == [(2, 3), (9, 2)]
    assert spans("nothing here", "") == []
