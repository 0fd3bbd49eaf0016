"""Every ballot by real mouse and keys: whatever is pressed, what it holds is a ballot that the rules accept."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cocreate.model.snapshot import RoundOption, VotingRound
from cocreate.ui.vote.papers import Paper, paper_for
from cocreate.ui.vote.papers.approval import ApprovalPaper
from cocreate.ui.vote.papers.duel import DuelPaper, pairs
from cocreate.ui.vote.papers.points import PointsPaper
from cocreate.ui.vote.papers.rank import RankPaper
from cocreate.ui.vote.papers.scale import ScalePaper
from cocreate.ui.vote.papers.square import SquarePaper
from cocreate.voting.methods import METHODS, Rules, check_ballot

LEFT = Qt.MouseButton.LeftButton
OPTIONS = tuple(RoundOption(id=f"o{k}", round_id="r", title=f"Option {k}", cost=10 * k + 10) for k in range(4))


def paper(method: str, stage: Any, **values: Any) -> Any:
    made = paper_for(VotingRound(id="r", method=method, **values), OPTIONS)
    stage(made)
    return made


def keys(widget: Any, *found: Any) -> None:
    for one in found:
        if isinstance(one, str):
            QTest.keyClicks(widget, one)
        else:
            QTest.keyClick(widget, one)


def test_dots_are_given_by_keys_and_mouse_within_cap_and_budget(stage: Any) -> None:
    made: PointsPaper = paper("dots", stage, budget=5, cap=3, most=2)
    rows = list(made.rows.values())
    rows[0].setFocus()
    keys(rows[0], "+++++")
    assert made.points["o0"] == 3
    keys(rows[0], Qt.Key.Key_Down)
    assert QApplication.focusWidget() is rows[1]
    keys(rows[1], "3")
    assert made.points["o1"] == 2, "the budget holds five"
    QTest.mouseClick(rows[0].less, LEFT)
    keys(rows[2], Qt.Key.Key_Plus)
    assert made.votes() == {"o0": 2, "o1": 2}, "at most two options"
    assert made.said() == "1 dot left"


def test_a_credit_costs_its_square(stage: Any) -> None:
    made: PointsPaper = paper("quadratic", stage, budget=10, cap=3)
    keys(made.rows["o0"], "3")
    keys(made.rows["o1"], "2")
    assert (made.votes(), made.said()) == ({"o0": 3, "o1": 1}, "0 credits left")


def test_approval_is_turned_by_mouse_and_space(stage: Any) -> None:
    made: ApprovalPaper = paper("approval", stage, most=2)
    QTest.mouseClick(made.rows["o1"], LEFT)
    keys(made.rows["o2"], Qt.Key.Key_Space)
    keys(made.rows["o3"], Qt.Key.Key_Space)
    assert made.votes() == {"o1": 1, "o2": 1}, "one too many stays out"
    QTest.mouseClick(made.rows["o1"], LEFT)
    assert made.votes() == {"o2": 1}


def test_a_scale_takes_numbers_arrows_and_clicks_and_can_be_emptied(stage: Any) -> None:
    made: ScalePaper = paper("score", stage, cap=5, criteria=(("Novelty", 2), ("Impact", 1)))
    steps = made.steps
    assert set(steps) == {f"o{k}:c{c}" for k in range(4) for c in (1, 2)}
    keys(steps["o0:c1"], "4")
    keys(steps["o0:c2"], Qt.Key.Key_Right, Qt.Key.Key_Right)
    area = steps["o1:c1"].area(5)
    QTest.mouseClick(steps["o1:c1"], LEFT, pos=area.center().toPoint())
    assert made.votes() == {"o0:c1": 4, "o0:c2": 1, "o1:c1": 5}
    QTest.mouseClick(steps["o1:c1"], LEFT, pos=area.center().toPoint())
    keys(steps["o0:c1"], Qt.Key.Key_Backspace)
    assert made.votes() == {"o0:c2": 1}


def test_a_ranking_grows_by_presses_and_changes_by_keys_and_by_dragging(stage: Any) -> None:
    made: RankPaper = paper("ranking", stage)
    for key in ("o2", "o0", "o1"):
        QTest.mouseClick(made.rows[key], LEFT)
    assert made.votes() == {"o2": 1, "o0": 2, "o1": 3}
    QTest.keyClick(made.rows["o1"], Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    assert made.order == ["o2", "o1", "o0"]
    assert QApplication.focusWidget() is made.rows["o1"]
    QApplication.processEvents()
    row, start = made.rows["o0"], QPoint(60, 20)
    QTest.mousePress(row, LEFT, pos=start)
    top = made.mapToGlobal(made.rows["o2"].geometry().topLeft())
    QTest.mouseMove(row, row.mapFromGlobal(top + QPoint(60, 2)))
    QTest.mouseRelease(row, LEFT, pos=row.mapFromGlobal(top + QPoint(60, 2)))
    assert made.order == ["o0", "o2", "o1"]
    keys(made.rows["o2"], Qt.Key.Key_Delete)
    assert made.votes() == {"o0": 1, "o1": 2}


def test_duels_are_answered_by_arrows_and_go_back(stage: Any) -> None:
    made: DuelPaper = paper("duels", stage)
    first, second = made.pairs[:2]
    made.left.setFocus()
    keys(made.left, Qt.Key.Key_Left)
    keys(made.left, Qt.Key.Key_Right)
    assert made.votes() == {f"{first[0]}:{first[1]}": 1, f"{second[1]}:{second[0]}": 1}
    keys(made.left, Qt.Key.Key_Backspace)
    QTest.mouseClick(made.right, LEFT)
    keys(made.left, Qt.Key.Key_Down)
    assert len(made.votes()) == 2
    assert made.said() == "3 pairs left"


@pytest.mark.parametrize("n", [2, 5, 6, 7, 13, 24])
def test_the_duels_of_a_voter_reach_every_option_once_a_pair(n: int) -> None:
    found = pairs([f"o{k}" for k in range(n)])
    assert {o for pair in found for o in pair} == {f"o{k}" for k in range(n)}
    assert len({frozenset(pair) for pair in found}) == len(found) <= 24


def test_the_square_is_placed_by_mouse_and_by_arrows(stage: Any) -> None:
    made: SquarePaper = paper("impact_effort", stage)
    square = made.square
    QTest.mouseClick(square, LEFT, pos=square.point(7, 1).toPoint())
    keys(square, Qt.Key.Key_Return, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Right)
    assert made.votes() == {"o0:impact": 7, "o0:effort": 1, "o1:impact": 5, "o1:effort": 5}
    QTest.mouseClick(made.rows["o3"], LEFT)
    QTest.mouseClick(square, LEFT, pos=(square.point(1, 7) + QPointF(3, 3)).toPoint())
    assert made.votes()["o3:effort"] == 7


@pytest.mark.parametrize("method", METHODS)
def test_an_untouched_ballot_is_an_abstention_that_the_rules_take(method: str, stage: Any) -> None:
    made: Paper = paper(method, stage, criteria=(("Novelty", 1),) if method == "score" else (), money=100)
    weights = (("c1", 1),) if method == "score" else ()
    rules = Rules(method, money=100, weights=weights)
    assert check_ballot(made.votes(), {o.id for o in OPTIONS}, rules) == {}
    assert made.said()
    assert made.first_stop() is not None


def test_consent_is_answered_in_words_and_a_longer_scale_says_what_was_chosen(stage: Any) -> None:
    made: ScalePaper = paper("consent", stage)
    steps = made.steps["o0"]
    assert steps.has_words
    QTest.mouseClick(steps, LEFT, pos=steps.area(3).center().toPoint())
    assert made.votes() == {"o0": 3}
    assert steps.accessibleName() == "Option 0, 3 No objection"
    longer: ScalePaper = paper("gradients", stage)
    keys(longer.steps["o1"], "4")
    assert [label.text() for label in longer.rows["o1"]._said.values()] == ["Stand aside"]
    assert not longer.rows["o0"]._said["o0"].isVisible()


def test_a_ballot_with_money_says_what_the_choice_costs(stage: Any) -> None:
    made: ApprovalPaper = paper("budget", stage, money=1200)
    for key in ("o1", "o3"):
        QTest.mouseClick(made.rows[key], LEFT)
    assert made.said() == "2 chosen, together 60 of 1\u202f200"
