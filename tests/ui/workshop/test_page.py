"""The page of a workshop by real keys and clicks, over a real engine in memory."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from shiboken6 import delete

from cocreate.model.commands import GroupNotes, RemoveNotes
from cocreate.ui.live import Live
from cocreate.ui.steps.ideas import free_places
from cocreate.ui.vote.booth import Booth, shuffled
from cocreate.ui.vote.papers.points import PointsPaper
from cocreate.ui.widgets.buttons import Button
from cocreate.ui.widgets.sheet import open_sheets
from cocreate.ui.workshop.page import WorkshopPage

# the offscreen platform says so of every window with a least size
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

LEFT = Qt.MouseButton.LeftButton


def rows(live: Live, kind: str) -> list[Any]:
    assert live.mirror is not None
    return list(live.mirror.rows[kind].values())


def test_enter_adds_an_idea_on_a_free_spot_and_the_field_stays_ready(
    page: WorkshopPage, live: Live, qtbot: Any
) -> None:
    page.show_step("ideas")
    entry = page.ideas.entry
    entry.setFocus()
    QTest.keyClicks(entry, "A buddy")
    QTest.keyClick(entry, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(rows(live, "note")) == 4)
    added = next(n for n in rows(live, "note") if n.text == "A buddy")
    assert added.place == (528.0, 0.0), "beside the last one"
    assert entry.toPlainText() == ""


def test_a_pasted_list_is_counted_before_it_is_added(page: WorkshopPage, live: Live, qtbot: Any) -> None:
    page.show_step("ideas")
    page.ideas.entry.insertPlainText("- one\n\n• two\nthree")
    assert page.ideas.add.text() == "Add 3 ideas"
    QTest.mouseClick(page.ideas.add, LEFT)
    qtbot.waitUntil(lambda: len(rows(live, "note")) == 6)
    assert {"one", "two", "three"} <= {n.text for n in rows(live, "note")}
    assert len({n.place for n in rows(live, "note")}) == 6


def test_free_places_never_meet_a_note() -> None:
    assert free_places([], 9) == [(k % 8 * 176.0, k // 8 * 176.0) for k in range(9)]


def test_names_are_added_once(page: WorkshopPage, live: Live, qtbot: Any) -> None:
    page.prepare.names.insertPlainText("Tom, jan\nMarie, Tom")
    QTest.mouseClick(page.prepare.add, LEFT)
    qtbot.waitUntil(lambda: len(rows(live, "participant")) == 5)
    assert {p.name for p in rows(live, "participant")} == {"Fatima", "Jan", "Sofie", "Tom", "Marie"}


def test_the_outline_and_the_page_share_one_selection(page: WorkshopPage, live: Live, qtbot: Any) -> None:
    page.outline.select(("n1",))
    assert page.selection == (), "what is shown there says nothing back"
    tree = page.outline.tree
    QTest.mouseClick(tree.viewport(), LEFT, pos=tree.visualRect(page.outline.model.find("n2")).center())
    assert page.selection == ("n2",)
    assert page.inspector.isVisible()
    page.set_selection(("n0",))
    assert page.outline.selected_ids() == ("n0",)
    tree.setFocus()
    QTest.keyClick(tree, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: len(rows(live, "note")) == 2)
    qtbot.waitUntil(lambda: page.selection == ())


def open_vote(page: WorkshopPage, live: Live, qtbot: Any) -> Any:
    page.show_step("vote")
    page.vote.chooser.choose_rows("note")
    QTest.mouseClick(page.next.button, LEFT)
    qtbot.waitUntil(lambda: bool(page.vote.voters.buttons))
    return rows(live, "voting_round")[0]


def enter(page: WorkshopPage, name: str) -> Booth:
    """The booth of one person, on the ballot."""
    QTest.mouseClick(page.vote.voters.buttons[name], LEFT)
    booth = page.vote.seating.booth
    assert booth is not None
    assert booth.main is not None
    QTest.mouseClick(booth.main, LEFT)
    return booth


def cast(booth: Booth, qtbot: Any) -> None:
    assert booth.main is not None
    QTest.mouseClick(booth.main, LEFT)
    qtbot.waitUntil(lambda: booth.page == "receipt")
    QTest.mouseClick(booth.main, LEFT)


def answer(page: WorkshopPage, text: str, qtbot: Any) -> None:
    """Press a button of the sheet that asks something."""
    qtbot.waitUntil(lambda: bool(open_sheets(page)))
    (button,) = [b for b in open_sheets(page)[0].findChildren(Button) if b.text() == text]
    QTest.mouseClick(button, LEFT)


def test_a_second_click_on_a_ballot_casts_it_once(page: WorkshopPage, live: Live, qtbot: Any) -> None:
    open_vote(page, live, qtbot)
    booth = enter(page, "Jan")
    assert booth.main is not None
    QTest.mouseClick(booth.main, LEFT)
    QTest.mouseClick(booth.main, LEFT)
    qtbot.waitUntil(lambda: booth.page == "receipt")
    QTest.mouseClick(booth.main, LEFT)
    QTest.mouseClick(page.next.button, LEFT)
    answer(page, "Keep voting", qtbot)
    qtbot.waitUntil(lambda: not open_sheets(page))
    qtbot.waitUntil(lambda: set(page.vote.voters.buttons) == {"Fatima", "Sofie"})
    assert page.vote.state() == "open"


def test_a_vote_keeps_to_its_budget_and_stays_secret_until_it_is_revealed(
    page: WorkshopPage, live: Live, qtbot: Any
) -> None:
    held = open_vote(page, live, qtbot)
    booth = enter(page, "Jan")
    paper = booth.paper
    assert isinstance(paper, PointsPaper)
    for row in paper.rows.values():
        for _ in range(4):
            QTest.mouseClick(row.more, LEFT)
    assert list(paper.points.values()) == [2, 2, 1], "at most 2 on one, 5 in all"
    assert paper.said() == "0 dots left"
    cast(booth, qtbot)
    qtbot.waitUntil(lambda: page.vote.title.text() == "1 of 3 have voted")
    qtbot.waitUntil(lambda: "Jan" not in page.vote.voters.buttons)
    assert page.vote.seating.booth is None
    assert page.vote.next_step().text == "Close vote"
    QTest.mouseClick(page.next.button, LEFT)
    answer(page, "Close vote", qtbot)
    qtbot.waitUntil(lambda: page.vote.state() == "closed" and page.next.button.text() == "Reveal result")
    assert rows(live, "round_result") == []
    assert not page.vote.result.isVisible()
    QTest.mouseClick(page.next.button, LEFT)
    qtbot.waitUntil(lambda: page.vote.stage is not None)
    assert page.vote.result.isVisible()
    assert sorted(r.points for r in rows(live, "round_result")) == [1, 2, 2]
    assert "A tie for place 1" in page.vote.result.ties.text()
    assert held.budget == 5


def test_every_voter_sees_an_order_of_their_own(page: WorkshopPage, live: Live, qtbot: Any) -> None:
    held = open_vote(page, live, qtbot)
    assert live.mirror is not None
    options = live.mirror.snapshot().options_of(held.id)
    orders = {tuple(o.id for o in shuffled(options, "seed", f"p{k}")) for k in range(40)}
    assert len(orders) == 6
    assert shuffled(options, "seed", "p1") == shuffled(options[::-1], "seed", "p1")


def test_an_outcome_rests_on_the_selection_and_an_action_item_says_what_is_open(
    page: WorkshopPage, live: Live, qtbot: Any
) -> None:
    page.show_step("outcomes")
    page.set_selection(("n1",))
    QTest.keyClicks(page.outcomes.entry, "A buddy for everybody")
    QTest.keyClick(page.outcomes.entry, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(page.outcomes.cards) == 1)
    assert [s.subject_id for s in rows(live, "outcome_source")] == ["n1"]
    QTest.keyClicks(page.outcomes.item_entry, "Find buddies")
    QTest.keyClick(page.outcomes.item_entry, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(page.outcomes.item_cards) == 1)
    card = next(iter(page.outcomes.item_cards.values()))
    assert not card.no_owner.isHidden()
    assert not card.no_date.isHidden()
    line = card.owner.lineEdit()
    assert line is not None
    line.setFocus()
    QTest.keyClicks(line, "Omar")
    QTest.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: card.no_owner.isHidden())
    assert "Omar" in {p.name for p in rows(live, "participant")}


@pytest.mark.parametrize("step", ["prepare", "ideas", "themes", "vote", "outcomes", "share"])
def test_the_board_keeps_most_of_a_small_screen_and_every_button_has_a_name(page: WorkshopPage, step: str) -> None:
    page.show_step(step)
    assert page.views.width() >= 0.6 * page.width()
    nameless = [b for b in page.findChildren(QAbstractButton) if b.isVisible() and not (b.accessibleName() or b.text())]
    assert nameless == []


def test_a_selected_theme_is_named_by_typing(page: WorkshopPage, live: Live, qtbot: Any) -> None:
    live.send(GroupNotes(scope=live.scope, board_id=live.board_id, cluster_id="c1", note_ids=("n0", "n1")))
    qtbot.waitUntil(lambda: page.snapshot is not None and len(page.snapshot.clusters) == 1)
    page.show_step("themes")
    page.set_selection(("c1",))
    QTest.keyClicks(page.themes.editor.name, "Buddies")
    QTest.keyClick(page.themes.editor.name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: rows(live, "cluster")[0].title == "Buddies")


def test_a_page_that_is_gone_hears_no_more_steps(page: WorkshopPage, live: Live, qtbot: Any) -> None:
    second = WorkshopPage(live)
    delete(second)
    page.show_step("ideas")
    page.ideas.entry.insertPlainText("one")
    QTest.mouseClick(page.ideas.add, LEFT)
    qtbot.waitUntil(lambda: len(rows(live, "note")) == 4)  # a slot that raises fails the test


def test_a_step_that_lacks_something_leads_to_where_it_is_made(page: WorkshopPage, live: Live, qtbot: Any) -> None:
    page.show_step("vote")
    page.vote.chooser.choose_rows("cluster")
    assert (page.next.button.text(), page.next.button.isEnabled()) == ("Go to themes", True)
    page.take_next()
    assert page.step == "themes"
    live.send(RemoveNotes(scope=live.scope, note_ids=("n0", "n1", "n2")))
    qtbot.waitUntil(lambda: page.next.button.text() == "Collect ideas")
    page.take_next()
    assert page.step == "ideas"
