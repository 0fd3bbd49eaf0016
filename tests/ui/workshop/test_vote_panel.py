"""The vote in the window, from the set-up to the decision, by mouse and keys on a real engine in memory."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from cocreate.model.commands import (
    AddActionItem,
    AddOutcome,
    DecideRound,
    EditNote,
    GroupNotes,
    KeepApart,
    MergeClusters,
    NameCluster,
)  # fmt: skip
from cocreate.ui.background import Background
from cocreate.ui.live import Live
from cocreate.ui.vote.after import DecideSheet, VerifySheet
from cocreate.ui.vote.booth import Booth
from cocreate.ui.vote.chart import SLIDE, picture
from cocreate.ui.widgets import motion
from cocreate.ui.widgets.sheet import open_sheets
from cocreate.ui.workshop.page import WorkshopPage
from cocreate.voting.methods import METHODS

LEFT = Qt.MouseButton.LeftButton
NAMES = ("Fatima", "Jan", "Sofie")


@pytest.fixture(autouse=True)
def calm() -> Any:
    motion.set_allowed(False)
    yield
    motion.set_allowed(True)


def open_vote(page: WorkshopPage, qtbot: Any, way: str = "quick", what: str = "note") -> None:
    page.show_step("vote")
    page.vote.chooser.choose_rows(what)
    page.vote.chooser.choose(way)
    assert page.vote.chooser.why_not() == ""
    QTest.mouseClick(page.next.button, LEFT)
    qtbot.waitUntil(lambda: bool(page.vote.voters.buttons))


def ballot(page: WorkshopPage, name: str) -> Booth:
    page.vote.seating.open_ballot(name)
    booth = page.vote.seating.booth
    assert booth is not None
    if booth.page == "hand-over":
        QTest.keyClick(booth.main, Qt.Key.Key_Return)
    return booth


def cast(booth: Booth, qtbot: Any) -> str:
    """The receipt's code."""
    booth.submit()
    qtbot.waitUntil(lambda: booth.page == "receipt")
    code = booth.code.text()
    booth._go_on()
    return code


def reveal(page: WorkshopPage, qtbot: Any) -> None:
    page.vote._close()
    qtbot.waitUntil(lambda: page.vote.state() == "closed")
    page.vote.take_next()
    qtbot.waitUntil(lambda: page.vote.stage is not None)


def test_three_ways_are_in_sight_and_the_others_behind_a_link(page: WorkshopPage) -> None:
    page.show_step("vote")
    ways = page.vote.chooser.ways
    assert [key for key, button in ways.items() if button.isVisible()] == ["quick", "fair", "criteria"]
    QTest.mouseClick(page.vote.chooser.more, LEFT)
    assert {key for key, button in ways.items() if button.isVisible()} == {"quick", "fair", "criteria", *METHODS}
    for method in METHODS:
        QTest.mouseClick(ways[method], LEFT)
        assert page.vote.chooser.plan.method == method
        assert page.vote.chooser.heard.text().count(".") >= 2, "two sentences for the room"


def test_settings_are_those_of_the_method(page: WorkshopPage) -> None:
    page.show_step("vote")
    chooser = page.vote.chooser
    chooser.choose_rows("note")
    found = {}
    for method in METHODS:
        chooser.choose(method)
        found[method] = set(chooser.settings.steppers)
    assert found["dots"] == {"budget", "cap", "most", "seats"}
    assert found["budget"] == {"most", "money"}
    assert found["score"] == {"cap"}
    assert found["consent"] == set()
    chooser.choose("budget")
    assert set(chooser.settings.prices) == {"n0", "n1", "n2"}
    chooser.settings.prices["n1"]._choose(5000)
    assert "costs something" in chooser.why_not()
    chooser.choose("criteria")
    chooser.settings.criteria[0][0].clear()
    assert chooser.why_not() == "Give every criterion a name of its own."


@pytest.mark.parametrize("method", METHODS)
def test_a_round_of_every_method_reaches_the_wall(
    method: str,
    page: WorkshopPage,
    live: Live,
    qtbot: Any,
) -> None:
    open_vote(page, qtbot, {"approval": "fair", "score": "criteria"}.get(method, method))
    booth = ballot(page, "Jan")
    assert booth.paper is not None
    QTest.keyClick(booth.paper.first_stop(), Qt.Key.Key_Left if method == "duels" else Qt.Key.Key_Space)
    cast(booth, qtbot)
    reveal(page, qtbot)
    assert page.vote.stage is not None
    assert page.vote.stage.chart is not None
    assert page.vote.stage.chart.share == 1.0, "at once when motion is reduced"
    assert len(page.vote.result.rows) == 3
    assert picture(page.vote.deeds.found).size() == SLIDE


def test_the_laptop_goes_round_and_is_wiped_between_people(page: WorkshopPage, qtbot: Any) -> None:
    open_vote(page, qtbot)
    QTest.mouseClick(page.vote.voters.pass_on, LEFT)
    booth = page.vote.seating.booth
    assert booth is not None
    assert [turn.person.name for turn in booth.turns] == list(NAMES)
    for k in range(3):
        assert booth.page == "hand-over"
        assert booth.paper is None
        QTest.mouseClick(booth.main, LEFT)
        QTest.keyClick(booth.paper.first_stop(), Qt.Key.Key_Plus)  # type: ignore[union-attr]
        QTest.mouseClick(booth.main, LEFT)
        qtbot.waitUntil(lambda: booth.page == "receipt")
        assert booth.paper is None, "nothing of the ballot stays on the screen"
        QTest.keyClick(booth, Qt.Key.Key_Escape)
        assert booth.page == "receipt", "a code is read before it goes"
        QTest.mouseClick(booth.main, LEFT)
        assert booth.is_done is (k == 2)
    assert page.vote.seating.booth is None
    qtbot.waitUntil(lambda: page.next.hint.text() == "Everybody has voted.")


def test_a_ballot_that_is_left_is_forgotten(page: WorkshopPage, live: Live, qtbot: Any) -> None:
    open_vote(page, qtbot)
    booth = ballot(page, "Jan")
    QTest.keyClick(booth.paper.first_stop(), Qt.Key.Key_Plus)  # type: ignore[union-attr]
    QTest.keyClick(booth, Qt.Key.Key_Escape)
    assert (booth.page, booth.paper) == ("hand-over", None)
    QTest.mouseClick(booth.main, LEFT)
    assert booth.paper is not None
    assert booth.paper.votes() == {}
    booth.close_with(None)
    assert not page.vote.seating.seats["Jan"].used


def test_paper_and_proxy_seats_add_up_before_closing(page: WorkshopPage, qtbot: Any) -> None:
    open_vote(page, qtbot)
    voters = page.vote.voters
    voters.seat_asked.emit("Jan", "paper", "")
    qtbot.waitUntil(lambda: page.vote.seating.seats["Jan"].channel == "paper")
    voters.seat_asked.emit("Sofie", "proxy", "Fatima")
    qtbot.waitUntil(lambda: page.vote.seating.seats["Sofie"].held_by == "Fatima")
    page.vote.seating.open_ballot("Sofie")
    assert page.vote.seating.booth is not None
    assert page.vote.seating.booth.turn.holder == "Fatima"
    page.vote.seating.booth.close_with(None)
    page.vote.seating.open_ballot("Jan")
    assert page.vote.seating.booth is not None
    assert page.vote.seating.booth.page == "ballot", "a paper ballot is typed in without handing over"
    page.vote.seating.booth.close_with(None)
    voters.spoil_asked.emit("Jan")
    qtbot.waitUntil(lambda: page.vote.seating.spoiled == 1)
    cast(ballot(page, "Fatima"), qtbot)
    qtbot.waitUntil(lambda: "1 cast" in voters.sums.text())
    assert voters.sums.text() == "3 ballots given out = 1 cast + 1 unused + 1 spoiled"
    page.vote.close_round()
    assert "3 ballots given out = 1 cast + 1 unused + 1 spoiled" in [
        w.text() for w in open_sheets(page)[0].findChildren(type(page.vote.title))
    ]


def test_the_presenter_view_shows_turnout_alone_while_the_vote_is_open(page: WorkshopPage, qtbot: Any) -> None:
    open_vote(page, qtbot)
    cast(ballot(page, "Fatima"), qtbot)
    QTest.mouseClick(page.vote.show_room, LEFT)
    stage = page.vote.stage
    assert stage is not None
    assert stage.chart is None
    assert stage.count is not None
    assert stage.count.text() == "1 of 3 have voted"


PAIR = ("Free coffee for everybody", "Free coffee for everybody", "A quiet room")


def put(live: Live, subject: str) -> list[str]:
    """Three rows of a kind, two with the same words; their ids."""
    for k, text in enumerate(PAIR):
        if subject == "note":
            live.send(EditNote(scope=live.scope, note_id=f"n{k}", text=text))
        elif subject == "cluster":
            grouped = GroupNotes(scope=live.scope, board_id=live.board_id, cluster_id=f"c{k}", note_ids=(f"n{k}",))
            live.send(grouped)
            live.send(NameCluster(scope=live.scope, cluster_id=f"c{k}", title=text))
        elif subject == "outcome":
            live.send(AddOutcome(scope=live.scope, outcome_id=f"u{k}", text=text, sources=()))
        else:
            live.send(AddActionItem(scope=live.scope, item_id=f"a{k}", text=text))
    return [{"note": "n", "cluster": "c", "outcome": "u", "action_item": "a"}[subject] + str(k) for k in range(3)]


@pytest.fixture(scope="module")
def warm() -> Iterator[Background]:
    """One spare process for all: it reads the language model once."""
    background = Background()
    yield background
    background.stop()


@pytest.fixture
def spare_process(page: WorkshopPage, warm: Background) -> Background:
    page.vote.opening.background = warm
    return warm


@pytest.mark.parametrize(
    ("subject", "is_one", "on_ballot"),
    [("note", False, 3), ("note", True, 2), ("cluster", True, 2), ("outcome", True, 2), ("action_item", False, 3)],
)
def test_near_duplicates_of_any_kind_are_answered_before_a_vote_opens(
    subject: str,
    is_one: bool,
    on_ballot: int,
    page: WorkshopPage,
    live: Live,
    loop: Any,
    spare_process: Any,
    qtbot: Any,
) -> None:
    async def answered() -> None:
        while not page.vote.twins.cards:
            await asyncio.sleep(0.02)

    put(live, subject)
    page.show_step("vote")
    page.vote.chooser.choose_rows(subject)
    qtbot.waitUntil(lambda: [t for _, t in page.vote.chooser.options()] == list(PAIR))
    QTest.mouseClick(page.next.button, LEFT)
    loop.run_until_complete(asyncio.wait_for(answered(), 60))
    assert page.vote.state() == "draft"
    assert not page.vote.next_step().is_enabled
    card = page.vote.twins.cards[0]
    assert card.merge.text() == ("Merge" if subject in ("note", "cluster") else "Vote on the first only")
    QTest.mouseClick(card.merge if is_one else card.apart, LEFT)
    qtbot.waitUntil(lambda: page.vote.next_step().is_enabled)
    QTest.mouseClick(page.next.button, LEFT)
    qtbot.waitUntil(lambda: page.vote.state() == "open")
    held = page.vote.round()
    assert held is not None
    assert len(page.vote.shown.options_of(held.id)) == on_ballot


def test_what_is_left_off_a_ballot_stays_in_the_workshop(page: WorkshopPage, live: Live, qtbot: Any) -> None:
    ids = put(live, "outcome")
    page.show_step("vote")
    page.vote.chooser.choose_rows("outcome")
    qtbot.waitUntil(lambda: len(page.vote.chooser.options()) == 3)
    page.vote.chooser.leave_out(ids[1])
    assert page.vote.chooser.subject_ids() == (ids[0], ids[2])
    assert len(page.vote.shown.outcomes) == 3
    page.vote.chooser.choose_rows("outcome")
    assert len(page.vote.chooser.options()) == 3, "chosen anew, all are on the ballot"


def test_two_themes_without_a_name_are_not_the_same(page: WorkshopPage, live: Live, qtbot: Any) -> None:
    for k in range(2):
        live.send(GroupNotes(scope=live.scope, board_id=live.board_id, cluster_id=f"c{k}", note_ids=(f"n{k}",)))
    page.show_step("vote")
    page.vote.chooser.choose_rows("cluster")
    qtbot.waitUntil(lambda: len(page.vote.chooser.options()) == 2)
    assert page.vote.chooser.named() == ()


def test_the_decider_stands_beside_the_tally_and_a_code_is_looked_up(
    page: WorkshopPage,
    live: Live,
    qtbot: Any,
) -> None:
    open_vote(page, qtbot, "fair")
    codes = [cast(ballot(page, name), qtbot) for name in NAMES]
    reveal(page, qtbot)
    page.vote.stage.close_with(None)  # type: ignore[union-attr]
    QTest.mouseClick(page.vote.deeds.decide, LEFT)
    sheet = open_sheets(page)[0]
    assert isinstance(sheet, DecideSheet)
    assert sheet._read() is sheet.STAY, "who decides must be said"
    QTest.keyClicks(sheet.who.edit, "M. Jansen")
    command = sheet._read()
    assert isinstance(command, DecideRound)
    sheet.close_with(command)
    qtbot.waitUntil(lambda: "M. Jansen decided" in page.vote.result.act.text())
    page.vote.deeds.ask_code()
    verify = open_sheets(page)[0]
    assert isinstance(verify, VerifySheet)
    QTest.keyClicks(verify.code.edit, "not a code")
    verify.look()
    assert verify.code.error()
    verify.code.edit.setText(codes[0])
    verify.look()
    assert verify.answer.text() == "Fewer than five people voted, so no list is published."


def test_regrouping_after_a_vote_asks_once(page: WorkshopPage, live: Live, qtbot: Any) -> None:
    for k in range(2):
        live.send(GroupNotes(scope=live.scope, board_id=live.board_id, cluster_id=f"c{k}", note_ids=(f"n{k}",)))
    qtbot.waitUntil(lambda: page.snapshot is not None and len(page.snapshot.clusters) == 2)
    open_vote(page, qtbot, what="cluster")
    reveal(page, qtbot)
    page.vote.stage.close_with(None)  # type: ignore[union-attr]
    live.send(MergeClusters(scope=live.scope, into_id="c0", from_ids=("c1",)))
    qtbot.waitUntil(lambda: bool(open_sheets(page)))
    sheet = open_sheets(page)[0]
    held = page.vote.round()
    assert held is not None
    sheet.close_with(held.id)
    assert page.vote.state() == "draft"
    page.vote.chooser.choose_rows("note")
    page.vote.take_next()
    qtbot.waitUntil(lambda: page.vote.state() == "open")
    fresh = page.vote.round()
    assert fresh is not None
    assert fresh.supersedes_id == held.id


def test_outcomes_can_be_voted_on(page: WorkshopPage, live: Live, qtbot: Any) -> None:
    for k in range(2):
        live.send(AddOutcome(scope=live.scope, outcome_id=f"u{k}", text=f"Do {k}", sources=()))
    qtbot.waitUntil(lambda: page.snapshot is not None and len(page.snapshot.outcomes) == 2)
    open_vote(page, qtbot, "consent", "outcome")
    assert [o.title for o in page.vote.shown.options_of(page.vote.round().id)] == ["Do 0", "Do 1"]  # type: ignore[union-attr]


def test_a_pair_that_was_said_to_differ_is_not_asked_again(page: WorkshopPage, live: Live, qtbot: Any) -> None:
    from cocreate.insight.values import Twin

    page.show_step("vote")
    page.vote.chooser.choose_rows("note")
    page.vote.opening.found = (Twin("n1", "n0", "likely", 0.95), Twin("n1", "gone", "likely", 0.95))
    page.vote.refresh(page.vote.shown, ())
    assert page.vote.twins.open == (("n1", "n0"),)
    live.send(KeepApart(scope=live.scope, pairs=(("n0", "n1"),)))
    qtbot.waitUntil(lambda: page.vote.twins.open == ())
