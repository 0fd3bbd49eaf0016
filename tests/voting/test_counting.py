"""A round is counted exactly, whoever casts first, and a tie is shown as a tie."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from cocreate.voting.counting import Count, count
from cocreate.voting.methods import METHODS, Rules, check_ballot, key

OPTIONS = tuple("abcde")
COSTS = {o: 3 + k for k, o in enumerate(OPTIONS)}
EVERY = {
    "dots": Rules("dots", budget=5, cap=2, seats=2),
    "approval": Rules("approval", seats=2),
    "score": Rules("score", cap=5, weights=(("novelty", 2), ("impact", 1))),
    "ranking": Rules("ranking"),
    "quadratic": Rules("quadratic", budget=25, cap=5),
    "budget": Rules("budget", money=12),
    "duels": Rules("duels"),
    "impact_effort": Rules("impact_effort"),
    "fist": Rules("fist"),
    "consent": Rules("consent"),
    "gradients": Rules("gradients"),
}
quick = settings(max_examples=30, deadline=None)


@st.composite
def held(draw: st.DrawFn) -> tuple[Rules, list[dict[str, int]]]:
    rules = EVERY[draw(st.sampled_from(sorted(EVERY)))]
    low, high = rules.kind.low, rules.highest(len(OPTIONS))
    if rules.kind.kind == "duel":
        names = [key(a, b) for k, a in enumerate(OPTIONS) for b in OPTIONS[k + 1 :]]
    else:
        names = [key(o, c) for o in OPTIONS for c in rules.criteria]
    most = 1 if rules.kind.has_budget else len(names)
    ballot = st.dictionaries(st.sampled_from(names), st.integers(low, high), max_size=most)
    return rules, draw(st.lists(ballot, max_size=9))


def told(rules: Rules, cast: list[dict[str, int]], options: tuple[str, ...] = OPTIONS) -> Count:
    return count(cast, options, rules, "5eed", COSTS)


def test_every_method_can_be_counted() -> None:
    assert set(EVERY) == set(METHODS)


@quick
@given(held(), st.randoms(use_true_random=False))
def test_the_order_of_casting_and_of_listing_does_not_matter(
    room: tuple[Rules, list[dict[str, int]]], r: object
) -> None:
    rules, cast = room
    assert all(check_ballot(ballot, OPTIONS, rules) == ballot for ballot in cast)
    mixed = list(cast)
    r.shuffle(mixed)  # type: ignore[attr-defined]
    once = told(rules, cast)
    assert told(rules, mixed) == once
    assert told(rules, cast, OPTIONS[::-1]).lines == once.lines


@quick
@given(held())
def test_places_are_without_gaps_and_what_is_level_shares_a_rank(room: tuple[Rules, list[dict[str, int]]]) -> None:
    rules, cast = room
    lines = told(rules, cast).lines
    assert [line.position for line in lines] == [1, 2, 3, 4, 5]
    assert {line.option for line in lines} == set(OPTIONS)
    for a, b in pairwise(lines):
        assert b.rank in (a.rank, b.position)
        assert (a.broken_by != "") == (a.rank == b.rank)
        assert all(line.supporters <= len(cast) for line in lines)


def test_a_tie_names_what_broke_it() -> None:
    rules = EVERY["dots"]
    lines = told(rules, [{"a": 2}, {"b": 1}, {"b": 1}, {"c": 1}]).lines
    assert [(x.option, x.points, x.supporters, x.rank, x.broken_by) for x in lines[:3]] == [
        ("b", 2, 2, 1, "supporters"), ("a", 2, 1, 1, ""), ("c", 1, 1, 3, ""),
    ]  # fmt: skip
    assert lines[3].broken_by == "seed"


def test_dots_have_figures_of_firmness_and_a_fair_shortlist() -> None:
    camps = [{"a": 2, "b": 2}] * 7 + [{"c": 2}] * 4
    found = told(EVERY["dots"], camps)
    assert found.plain is not None
    assert found.fair is not None
    assert found.plain.winners == ("a", "b")
    assert found.plain.reach == (7, 11)
    assert set(found.fair.winners) == {"a", "c"} or set(found.fair.winners) == {"b", "c"}
    assert found.fair.reach == (11, 11)
    assert (found.margin, found.to_change) == (6, 4)
    assert abs(sum(found.firmness.values()) - 2) < 1e-9
    assert {p.option for p in found.payments} == set(found.fair.winners)
    assert found.payments[0].each <= 1


def test_money_is_kept_by_both_rules() -> None:
    cast = [{"a": 1, "e": 1}] * 6 + [{"c": 1}] * 4
    found = told(EVERY["budget"], cast)
    assert found.plain is not None
    assert found.fair is not None
    for shortlist in (found.plain, found.fair):
        assert sum(COSTS[o] for o in shortlist.winners) <= 12
    assert found.plain.winners == ("a", "e")
    assert found.plain.reach == (6, 10)


def test_scores_add_up_by_weight_and_show_their_spread() -> None:
    cast = [{"a:novelty": 5, "a:impact": 0, "b:impact": 5}] * 3 + [{"a:novelty": 0, "a:impact": 0}] * 3
    found = told(EVERY["score"], cast)
    assert [(x.option, x.points, x.supporters) for x in found.lines[:2]] == [("a", 30, 6), ("b", 15, 3)]
    assert found.spreads["a:novelty"] == (3, 0, 0, 0, 0, 3)
    assert found.agreement["a:novelty"] == -1
    assert found.agreement["b:impact"] == 1


def test_below_five_ballots_no_spread_is_shown() -> None:
    found = told(EVERY["fist"], [{"a": 5}] * 4)
    assert not found.spreads
    assert found.lines[0].points == 4
    assert told(EVERY["fist"], [{"a": 5}] * 5).spreads["a"] == (0, 0, 0, 0, 0, 5)


def test_consent_counts_people_and_never_a_mean() -> None:
    cast = [{"a": 3, "b": 3}] * 4 + [{"a": 1, "b": 2}] * 2
    found = told(EVERY["consent"], cast)
    assert [(x.option, x.points) for x in found.lines[:2]] == [("b", 6), ("a", 4)]


def test_a_ranking_is_schulze_with_borda_beside_it() -> None:
    cast = [{"a": 1, "b": 2, "c": 3}] * 3 + [{"b": 1, "a": 2}] * 2
    found = told(EVERY["ranking"], cast)
    assert [x.option for x in found.lines[:3]] == ["a", "b", "c"]
    assert found.lines[0].points == 2 * (3 * 4 + 2 * 3)
    assert found.concordance is not None
    assert 0 < found.concordance < 1


def test_duels_give_an_order() -> None:
    cast = [{"a:b": 1, "b:c": 1, "c:d": 1, "d:e": 1}] * 3
    found = told(EVERY["duels"], cast)
    assert [x.option for x in found.lines] == list("abcde")
    assert found.lines[0].points == 3


def test_impact_and_effort_rank_by_impact_then_by_less_effort() -> None:
    cast = [{"a:impact": 6, "a:effort": 6, "b:impact": 6, "b:effort": 2}] * 5
    found = told(EVERY["impact_effort"], cast)
    assert [x.option for x in found.lines[:2]] == ["b", "a"]
    assert found.lines[0].broken_by == "effort"
    assert found.spreads["b:effort"] == (0, 5, 0, 0, 0, 0, 0)


def test_an_abstention_is_a_ballot() -> None:
    found = told(EVERY["approval"], [{"a": 1}, {}, {}])
    assert (found.ballots, found.abstained) == (3, 2)
    assert found.plain is not None
    assert found.plain.reach == (1, 1)
