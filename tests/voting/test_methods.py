"""What a valid round and a valid ballot are, method by method."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cocreate.voting.methods import (
    METHODS,
    BallotError,
    Rules,
    RulesError,
    check_ballot,
    check_rules,
    key,
    parts,
    spent,
)

OPTIONS = tuple("abcde")


def rule_of(ballot: object, rules: Rules) -> str:
    try:
        check_ballot(ballot, OPTIONS, rules)  # type: ignore[arg-type]
    except BallotError as error:
        return error.rule
    return "valid"


def fault(rules: Rules, costs: tuple[int, ...] | None = (1,) * 5) -> str:
    try:
        check_rules(rules, costs)
    except RulesError as error:
        return error.what
    return ""


DOTS = Rules("dots", budget=5, cap=2)


def test_dots_keep_to_budget_and_cap() -> None:
    assert rule_of({"x": 1}, DOTS) == "unknown-option"
    for odd in (-1, 1.0, True, "1", None):
        assert rule_of({"a": odd}, DOTS) == "not-a-count"
    assert rule_of({"a": 3}, DOTS) == "over-cap"
    assert rule_of({"a": 2, "b": 2, "c": 2}, DOTS) == "over-budget"
    assert rule_of({"a": 2, "b": 2, "c": 1}, DOTS) == "valid"
    assert rule_of({"a": 1, "b": 1, "c": 1}, Rules("dots", budget=5, cap=2, most=2)) == "over-most"


def test_an_empty_ballot_is_an_abstention_and_zeros_are_left_out() -> None:
    for name in METHODS:
        assert check_ballot({}, OPTIONS, Rules(name, budget=9, cap=3, money=9)) == {}
    assert check_ballot({"a": 0, "b": 1}, OPTIONS, DOTS) == {"b": 1}


@given(st.dictionaries(st.sampled_from([*OPTIONS, "x"]), st.integers(-1, 4)), st.integers(1, 8), st.integers(1, 4))
def test_what_passes_keeps_to_budget_and_cap(ballot: dict[str, int], budget: int, cap: int) -> None:
    legal = "x" not in ballot and all(0 <= v <= cap for v in ballot.values()) and sum(ballot.values()) <= budget
    assert (rule_of(ballot, Rules("dots", budget=budget, cap=cap)) == "valid") == legal


def test_quadratic_votes_cost_their_square() -> None:
    rules = Rules("quadratic", budget=20, cap=4)
    assert rule_of({"a": 4, "b": 2}, rules) == "valid"
    assert rule_of({"a": 4, "b": 2, "c": 1}, rules) == "over-budget"
    assert spent({"a": 4, "b": 2}, True) == 20
    assert fault(Rules("quadratic", budget=20, cap=5)) == "cap", "five squared is more than the budget"


def test_a_scale_has_its_own_zero() -> None:
    score = Rules("score", cap=5, weights=(("novelty", 2), ("impact", 1)))
    assert check_ballot({"a:novelty": 0, "a:impact": 5}, OPTIONS, score) == {"a:novelty": 0, "a:impact": 5}
    assert rule_of({"a": 3}, score) == "unknown-option", "it asks for criteria"
    assert rule_of({"a:novelty": 6}, score) == "over-cap"
    assert check_ballot({"a": 0}, OPTIONS, Rules("fist")) == {"a": 0}, "a fist is an answer"
    assert check_ballot({"a:impact": 7, "a:effort": 1}, OPTIONS, Rules("impact_effort"))
    assert rule_of({"a:impact": 8}, Rules("impact_effort")) == "over-cap"


def test_a_duel_names_two_options_once() -> None:
    rules = Rules("duels")
    assert rule_of({"a:b": 1, "c:a": 1}, rules) == "valid"
    assert rule_of({"a:a": 1}, rules) == "unknown-option"
    assert rule_of({"a": 1}, rules) == "unknown-option"
    assert rule_of({"a:b": 1, "b:a": 1}, rules) == "twice"


def test_ranks_reach_to_the_number_of_options() -> None:
    assert rule_of({"a": 1, "b": 5}, Rules("ranking")) == "valid"
    assert rule_of({"a": 6}, Rules("ranking")) == "over-cap"


@pytest.mark.parametrize(
    ("rules", "costs", "what"),
    [
        (Rules("magic"), (1, 1), "unknown-method"),
        (Rules("dots", budget=0), (1, 1), "budget"),
        (Rules("dots", budget=3, cap=4), (1, 1), "cap"),
        (Rules("dots", budget=3, cap=0), (1, 1), "cap"),
        (Rules("score", cap=1), (1, 1), "cap"),
        (Rules("dots", most=-1), (1, 1), "most"),
        (Rules("dots", seats=2), (1, 1), "seats"),
        (Rules("budget", money=0), (1, 1), "money"),
        (Rules("budget", money=10), (11, 1), "cost"),
        (Rules("budget", money=10), (0, 1), "cost"),
        (Rules("score", cap=5, weights=(("a", 0),)), (1, 1), "weights"),
        (Rules("score", cap=5, weights=(("a", 1), ("a", 2))), (1, 1), "weights"),
        (Rules("dots", weights=(("a", 1),)), (1, 1), "weights"),
        (Rules("dots"), (1,), "few-options"),
        (Rules("ranking"), (1,) * 31, "many-options"),
        (Rules("dots", budget=5, cap=2, seats=3), (1,) * 5, ""),
        (Rules("consent"), (1,), ""),
        (Rules("approval"), (1,) * 60, ""),
    ],
)
def test_settings_that_do_not_fit_are_named(rules: Rules, costs: tuple[int, ...], what: str) -> None:
    assert fault(rules, costs) == what


@given(st.text("abc123", min_size=1), st.text("xyz", max_size=3))
def test_a_key_comes_apart_again(option: str, criterion: str) -> None:
    assert parts(key(option, criterion)) == (option, criterion)
