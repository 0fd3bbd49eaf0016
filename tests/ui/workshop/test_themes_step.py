"""The Themes step by real clicks: a proposal in part, other names, twins, loose ideas, words to leave out."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from cocreate.insight.clustering import suggest
from cocreate.insight.embedding import WordsEmbedder
from cocreate.model.commands import AddNotes, NewNote
from cocreate.themes import ideas_of, placing, wish_for
from cocreate.ui.live import Live
from cocreate.ui.steps.themes import Wanted
from cocreate.ui.steps.twins import TwinsSheet
from cocreate.ui.widgets.sheet import open_sheets
from cocreate.ui.workshop.page import WorkshopPage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

LEFT = Qt.MouseButton.LeftButton
FOOD = [f"Cook {what} soup together in the kitchen" for what in ("tomato", "onion", "pea", "fish", "leek", "bean")]
BIKES = [f"Ride a {what} bicycle to work on the road" for what in ("red", "blue", "fast", "small", "old", "new")]


def rows(live: Live, kind: str) -> list[Any]:
    assert live.mirror is not None
    return list(live.mirror.rows[kind].values())


def write(live: Live, qtbot: Any, texts: list[str], first: int = 100) -> None:
    before = len(rows(live, "note"))
    notes = tuple(NewNote(id=f"t{first + k}", text=text, place=(176.0 * k, 400.0)) for k, text in enumerate(texts))
    live.send(AddNotes(scope=live.scope, board_id=live.board_id, notes=notes))
    qtbot.waitUntil(lambda: len(rows(live, "note")) == before + len(texts))


@pytest.fixture
def themes(page: WorkshopPage, live: Live, qtbot: Any) -> Any:
    """The step with a board of two subjects; what it asks for is answered at once, by equal words."""
    write(live, qtbot, FOOD + BIKES)
    asked: list[Wanted] = []

    def answer(wanted: Wanted) -> None:
        asked.append(wanted)
        shot = live.mirror.snapshot()  # type: ignore[union-attr]
        wish = placing(shot) if wanted.is_placing else wish_for(shot, wanted.grain, wanted.count)
        page.themes.show_suggestion(suggest(ideas_of(shot), wish, WordsEmbedder()), shot, wanted)

    page.suggest_requested.connect(answer)
    page.show_step("themes")
    page.themes.asked = asked  # type: ignore[attr-defined]
    QTest.mouseClick(page.next.button, LEFT)
    qtbot.waitUntil(lambda: bool(page.themes.proposal.rows))
    return page.themes


def test_a_proposal_is_taken_over_in_part(themes: Any, page: WorkshopPage, live: Live, qtbot: Any) -> None:
    first, *others = themes.proposal.rows
    for row in others:
        QTest.mouseClick(row.take, LEFT, pos=row.take.rect().center())
    qtbot.waitUntil(lambda: page.next.hint.text() == f"1 of {len(others) + 1} chosen.")
    QTest.mouseClick(page.next.button, LEFT)
    qtbot.waitUntil(lambda: len(rows(live, "cluster")) == 1)
    assert {n.id for n in rows(live, "note") if n.cluster_id} == set(first.one.notes)


def test_without_a_theme_nothing_can_be_taken_over(themes: Any, page: WorkshopPage, qtbot: Any) -> None:
    for row in themes.proposal.rows:
        row.take.setFocus()
        QTest.keyClick(row.take, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not page.next.button.isEnabled())


def test_a_chosen_name_is_kept_like_one_that_was_typed(themes: Any, page: WorkshopPage, live: Live, qtbot: Any) -> None:
    row = next(r for r in themes.proposal.rows if len(r.one.names) > 1)
    name = row.one.names[1].title
    row.choose(name)
    assert row.link.words.text() == name
    QTest.mouseClick(page.next.button, LEFT)
    qtbot.waitUntil(lambda: any(c.title == name for c in rows(live, "cluster")))
    assert {c.is_named for c in rows(live, "cluster") if c.title == name} == {True}
    assert any(not c.is_named for c in rows(live, "cluster"))


def test_the_slider_and_the_number_ask_again(themes: Any, qtbot: Any) -> None:
    grain = themes.proposal.grain
    grain.slider.setFocus()
    QTest.keyClick(grain.slider, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: themes.asked[-1] == Wanted(1, None))
    grain.number.setFocus()
    QTest.keyClicks(grain.number, "3")
    QTest.keyClick(grain.number, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: themes.asked[-1] == Wanted(1, 3))
    qtbot.waitUntil(lambda: len(themes.proposal.rows) == 3)
    assert grain.number.text() == "3"
    QTest.keyClick(grain.slider, Qt.Key.Key_Left)
    qtbot.waitUntil(lambda: themes.asked[-1] == Wanted(0, None))
    assert grain.number.text() == ""


def test_loose_ideas_are_placed_and_nothing_else_moves(themes: Any, page: WorkshopPage, live: Live, qtbot: Any) -> None:
    QTest.mouseClick(page.next.button, LEFT)
    qtbot.waitUntil(lambda: len(rows(live, "cluster")) >= 2)
    before = {n.id: (n.place, n.cluster_id) for n in rows(live, "note") if n.cluster_id}
    write(live, qtbot, ["Cook carrot soup together in the kitchen"], 200)
    qtbot.waitUntil(lambda: themes.place.isVisible())
    QTest.mouseClick(themes.place, LEFT)
    qtbot.waitUntil(lambda: page.next.button.text() == "Place them")
    assert len(themes.proposal.rows) == 1, "only the theme that gets something is shown"
    assert "joins" in themes.proposal.rows[0].change.text()
    QTest.mouseClick(page.next.button, LEFT)
    soup = next(n.cluster_id for n in rows(live, "note") if n.text == FOOD[0])
    qtbot.waitUntil(lambda: live.mirror.rows["note"]["t200"].cluster_id == soup)  # type: ignore[union-attr]
    assert {n.id: (n.place, n.cluster_id) for n in rows(live, "note") if n.id in before} == before


def test_asking_again_says_what_stays_as_it_is(themes: Any, page: WorkshopPage, live: Live, qtbot: Any) -> None:
    QTest.mouseClick(page.next.button, LEFT)
    qtbot.waitUntil(lambda: len(rows(live, "cluster")) >= 2)
    qtbot.waitUntil(lambda: themes.again.isVisible())
    QTest.mouseClick(themes.again, LEFT)
    qtbot.waitUntil(lambda: bool(themes.proposal.rows))
    assert {row.change.text() for row in themes.proposal.rows} == {"stays as it is"}


def test_a_word_that_is_left_out_makes_other_themes(themes: Any, live: Live, qtbot: Any) -> None:
    QTest.keyClicks(themes.ignored.line, "soup, kitchen")
    QTest.keyClick(themes.ignored.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: live.mirror.workshop.ignored == ("kitchen", "soup"))  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: len(themes.asked) == 2)
    said = [name.title.lower() for row in themes.proposal.rows for name in row.one.names]
    assert not any("soup" in title or "kitchen" in title for title in said)


def test_twins_are_merged_or_kept_apart_by_a_click_only(
    themes: Any, page: WorkshopPage, live: Live, qtbot: Any
) -> None:
    write(live, qtbot, [FOOD[0].upper(), BIKES[0] + "!"], 300)
    qtbot.waitUntil(lambda: len(page.snapshot.notes) == 17)  # type: ignore[union-attr]
    themes.ask()
    qtbot.waitUntil(lambda: themes.proposal.twins.isVisible())
    assert not [n for n in rows(live, "note") if n.merged_into]
    QTest.mouseClick(themes.proposal.twins, LEFT)
    (sheet,) = open_sheets(page)
    assert isinstance(sheet, TwinsSheet)
    soup = next(r for r in sheet.rows if {r.twin.a, r.twin.b} == {"t100", "t300"})
    bike = next(r for r in sheet.rows if {r.twin.a, r.twin.b} == {"t106", "t301"})
    QTest.mouseClick(soup.merge, LEFT)
    QTest.mouseClick(bike.keep, LEFT)
    qtbot.waitUntil(lambda: bool(rows(live, "not_same")))
    assert [(n.id, n.merged_into) for n in rows(live, "note") if n.merged_into] == [(soup.twin.b, soup.twin.a)]
    assert soup.isHidden()
    assert bike.isHidden()
    live.undo()
    live.undo()
    qtbot.waitUntil(lambda: not [n for n in rows(live, "note") if n.merged_into])


def test_a_long_reading_shows_its_share_and_can_be_called_off(page: WorkshopPage, live: Live, qtbot: Any) -> None:
    write(live, qtbot, FOOD)
    stopped: list[bool] = []
    page.themes.cancel_requested.connect(lambda: (stopped.append(True), page.themes.suggestion_ended()))
    page.show_step("themes")
    QTest.mouseClick(page.next.button, LEFT)
    assert not page.themes.waiting.isVisible(), "what is over soon needs no bar"
    assert not page.next.button.isEnabled()
    qtbot.waitUntil(page.themes.waiting.isVisible)
    page.themes.waiting.set_share(0.4)
    row = page.themes.waiting.row
    assert row is not None
    assert row.bar.value() == 400
    QTest.mouseClick(row.cancel, LEFT)
    assert stopped == [True]
    qtbot.waitUntil(page.next.button.isEnabled)
    assert not page.themes.waiting.isVisible()
