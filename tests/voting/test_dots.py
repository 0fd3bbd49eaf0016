"""Dots are counted exactly, whoever casts first, and a tie is shown as a tie."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cocreate.voting import dots

OPTIONS = tuple("abcde")
ballots = st.lists(st.dictionaries(st.sampled_from(OPTIONS), st.integers(1, 3), max_size=5), max_size=12)


def rule_of(ballot: dict[str, object], budget: int = 5, cap: int = 2) -> str:
    try:
        dots.check(ballot, OPTIONS, budget, cap)  # type: ignore[arg-type]
    except dots.BallotError as error:
        return error.rule
    return "valid"


def test_each_rule_is_named() -> None:
    assert rule_of({"x": 1}) == "unknown-option"
    for odd in (-1, 1.0, True, "1", None):
        assert rule_of({"a": odd}) == "not-a-count"
    assert rule_of({"a": 3}) == "over-cap"
    assert rule_of({"a": 2, "b": 2, "c": 2}) == "over-budget"
    assert rule_of({"a": 2, "b": 2, "c": 1}) == "valid"


def test_an_empty_ballot_is_an_abstention_and_zeros_are_left_out() -> None:
    assert dots.check({}, OPTIONS, 5, 2) == {}
    assert dots.check({"a": 0, "b": 1}, OPTIONS, 5, 2) == {"b": 1}


@given(st.dictionaries(st.sampled_from([*OPTIONS, "x"]), st.integers(-1, 4)), st.integers(1, 8), st.integers(1, 4))
def test_what_passes_keeps_to_budget_and_cap(ballot: dict[str, int], budget: int, cap: int) -> None:
    legal = "x" not in ballot and all(0 <= v <= cap for v in ballot.values()) and sum(ballot.values()) <= budget
    assert (rule_of(dict(ballot), budget, cap) == "valid") == legal


@given(ballots, st.randoms(use_true_random=False))
def test_the_order_of_casting_does_not_matter(cast: list[dict[str, int]], r: object) -> None:
    mixed = list(cast)
    r.shuffle(mixed)  # type: ignore[attr-defined]
    assert dots.tally(cast, OPTIONS, "seed") == dots.tally(mixed, OPTIONS, "seed")
    assert dots.tally(cast, OPTIONS, "seed") == dots.tally(cast, OPTIONS[::-1], "seed")


@given(ballots)
def test_the_count_is_exact_and_complete(cast: list[dict[str, int]]) -> None:
    lines = dots.tally(cast, OPTIONS, "seed")
    assert {line.option: line.points for line in lines} == {o: sum(b.get(o, 0) for b in cast) for o in OPTIONS}
    assert {line.option: line.supporters for line in lines} == {o: sum(o in b for b in cast) for o in OPTIONS}
    assert [line.position for line in lines] == [1, 2, 3, 4, 5]


@given(ballots)
def test_equal_points_share_a_rank(cast: list[dict[str, int]]) -> None:
    lines = dots.tally(cast, OPTIONS, "seed")
    for line in lines:
        assert line.rank == 1 + sum(other.points > line.points for other in lines)


def test_the_declared_order_breaks_ties_for_reading_only() -> None:
    wide = [{"a": 2}, {"b": 1}, {"b": 1}]
    assert [(x.option, x.rank) for x in dots.tally(wide, "ab", "s")] == [("b", 1), ("a", 1)]
    heavy = [{"a": 3, "b": 2}, {"a": 1, "b": 2}]
    assert [(x.option, x.rank) for x in dots.tally(heavy, "ab", "s")] == [("b", 1), ("a", 1)]
    firsts = {dots.tally([], "ab", f"seed {k}")[0].option for k in range(50)}
    assert firsts == {"a", "b"}, "the seed decides, not the order of the list"


@given(ballots, st.permutations(OPTIONS))
def test_the_names_of_options_do_not_matter_but_for_ties(cast: list[dict[str, int]], names: list[str]) -> None:
    rename = dict(zip(OPTIONS, names, strict=True))
    renamed = [{rename[o]: v for o, v in b.items()} for b in cast]
    first = {rename[x.option]: (x.points, x.supporters, x.rank) for x in dots.tally(cast, OPTIONS, "s")}
    assert first == {x.option: (x.points, x.supporters, x.rank) for x in dots.tally(renamed, OPTIONS, "s")}


def test_a_leaf_tells_ballots_apart() -> None:
    one = dots.leaf("r", b"code", {"a": 1, "b": 2})
    assert one == dots.leaf("r", b"code", {"b": 2, "a": 1})
    others = [("q", b"code", {"a": 1, "b": 2}), ("r", b"kode", {"a": 1, "b": 2}), ("r", b"code", {"a": 2, "b": 1})]
    assert len({one, *(dots.leaf(*other) for other in others)}) == 4
