"""The axioms of each method, on the count that a reveal uses. Each has a planted fault in `mutants.py` that it catches.

Not asserted, because false: monotonicity of instant run-off and of Equal Shares.
"""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from cocreate.voting import ranked
from cocreate.voting.counting import Count, count, tiers_of
from cocreate.voting.methods import METHODS, key, parts
from cocreate.voting.profile import grouped_ranks

from .test_counting import COSTS, EVERY, OPTIONS

Room = tuple[str, list[dict[str, int]]]
quick = settings(max_examples=40, deadline=None)
ADDED_UP = sorted(m for m, one in METHODS.items() if one.kind in ("points", "approval", "scale"))


@st.composite
def rooms(draw: st.DrawFn, methods: Sequence[str] = tuple(sorted(METHODS))) -> Room:
    """A method and the ballots of a room, as the rules allow them up to the budget of one ballot."""
    method = draw(st.sampled_from(sorted(methods)))
    rules = EVERY[method]
    if rules.kind.kind == "duel":
        names = [key(a, b) for k, a in enumerate(OPTIONS) for b in OPTIONS[k + 1 :]]
    else:
        names = [key(o, c) for o in OPTIONS for c in rules.criteria]
    value = st.integers(rules.kind.low, rules.highest(len(OPTIONS)))
    return method, draw(st.lists(st.dictionaries(st.sampled_from(names), value), min_size=1, max_size=9))


def told(room: Room, costs: dict[str, int] = COSTS, options: Sequence[str] = OPTIONS) -> Count:
    return count(room[1], options, EVERY[room[0]], "5eed", costs)


def ranks(found: Count) -> dict[str, int]:
    return {line.option: line.rank for line in found.lines}


@quick
@given(rooms(), st.randoms(use_true_random=False))
def test_anonymity_nobody_counts_for_more(room: Room, r: object) -> None:
    mixed = list(room[1])
    r.shuffle(mixed)  # type: ignore[attr-defined]
    assert told((room[0], mixed)) == told(room)


@quick
@given(rooms(), st.permutations(OPTIONS))
def test_neutrality_no_option_is_favoured(room: Room, names: list[str]) -> None:
    """Options that swap names swap results; what the lot of the round decides may differ."""
    new = dict(zip(OPTIONS, names, strict=True))

    def renamed(name: str) -> str:
        option, more = parts(name)
        return key(new[option], new.get(more, more))

    once = told(room)
    cast = [{renamed(name): value for name, value in ballot.items()} for ballot in room[1]]
    other = told((room[0], cast), {new[o]: cost for o, cost in COSTS.items()})
    assert ranks(other) == {new[o]: rank for o, rank in ranks(once).items()}
    assert {(x.option, x.points, x.supporters) for x in other.lines} == {
        (new[x.option], x.points, x.supporters) for x in once.lines
    }
    assert other.spreads == {renamed(name): spread for name, spread in once.spreads.items()}
    assert (other.margin, other.concordance) == (once.margin, once.concordance)


@quick
@given(rooms([m for m in METHODS if m != "duels"]), st.integers(2, 3))
def test_homogeneity_a_room_twice_as_large_decides_alike(room: Room, times: int) -> None:
    """Not of duels: their prior weighs less in a larger room."""
    once, more = told(room), told((room[0], room[1] * times))
    assert ranks(more) == ranks(once)
    assert [(x.points, x.supporters) for x in more.lines] == [
        (x.points * times, x.supporters * times) for x in once.lines
    ]
    for a, b in ((once.plain, more.plain), (once.fair, more.fair)):
        assert (a is None) == (b is None)
        if a is not None and b is not None and room[0] != "budget":  # add-1 steps are finer in a larger room
            assert a.winners == b.winners


@quick
@given(rooms(ADDED_UP), st.data())
def test_monotonicity_more_support_never_hurts(room: Room, data: st.DataObject) -> None:
    method, cast = room
    rules, first = EVERY[method], told(room).lines[0].option
    k = data.draw(st.integers(0, len(cast) - 1))
    name = key(first, data.draw(st.sampled_from([c for c in rules.criteria if c != "effort"])))
    least = max(cast[k].get(name, 0) + 1, rules.kind.low)
    more = {**cast[k], name: data.draw(st.integers(least, max(least, rules.highest(len(OPTIONS)))))}
    if more[name] > rules.highest(len(OPTIONS)):
        return  # it has all the support of this ballot already
    after = told((method, [*cast[:k], more, *cast[k + 1 :]]))
    assert ranks(after)[first] == 1
    assert after.lines[0].option == first or after.lines[0].rank == ranks(after)[first]


@quick
@given(rooms(["budget"]), st.lists(st.integers(1, 12), min_size=len(OPTIONS), max_size=len(OPTIONS)))
def test_feasibility_both_shortlists_stay_within_the_money(room: Room, prices: list[int]) -> None:
    costs = dict(zip(OPTIONS, prices, strict=True))
    found = told(room, costs)
    for shortlist in (found.plain, found.fair):
        assert shortlist is not None
        assert sum(costs[o] for o in shortlist.winners) <= EVERY["budget"].money
        assert len(set(shortlist.winners)) == len(shortlist.winners)


@quick
@given(rooms(["dots", "approval"]))
def test_feasibility_no_shortlist_is_longer_than_its_seats(room: Room) -> None:
    found = told(room)
    assert found.plain is not None
    assert found.fair is not None
    assert len(found.plain.winners) == found.seats == 2
    assert len(found.fair.winners) <= 2
    assert found.plain.reach.covered == sum(bool(found.plain.winners and set(found.plain.winners) & b.keys())
                                            for b in room[1])  # fmt: skip


@quick
@given(rooms(["ranking"]))
def test_condorcet_who_wins_every_duel_comes_first(room: Room) -> None:
    duels = ranked.pairwise(grouped_ranks(tiers_of(ballot) for ballot in room[1]), OPTIONS)
    best = ranked.condorcet_winner(duels)
    lines = told(room).lines
    if best is not None:
        assert (lines[0].option, lines[0].rank) == (best, 1)
        assert [x.rank for x in lines].count(1) == 1


def test_monotonicity_one_point_of_a_newcomer_never_hurts() -> None:
    """The smallest room in which a mean instead of a sum would punish support."""
    cast = [{"a": 2}, {"b": 2}, {}]
    first = told(("dots", cast)).lines[0].option
    assert ranks(told(("dots", [*cast[:2], {first: 1}])))[first] == 1


def test_neutrality_two_who_are_level_in_every_way_share_a_rank() -> None:
    """The smallest room in which a duel that nobody wins could go to the one who is listed first."""
    found = ranks(told(("ranking", [{"a": 1, "b": 2}, {"a": 2, "b": 1}])))
    assert found["a"] == found["b"] == 1


def test_homogeneity_one_step_of_one_person_is_not_rounded_away() -> None:
    for method in ADDED_UP:
        rules = EVERY[method]
        for name in (key("a", c) for c in rules.criteria if c != "effort"):
            one = [{name: rules.kind.low or 1}]
            once, more = told((method, one)), told((method, one * 2))
            assert [x.points for x in more.lines] == [2 * x.points for x in once.lines], (method, name)


def test_schulze_a_circle_breaks_where_it_is_weakest() -> None:
    """The smallest room in which paths from the weakest duel would differ: a 3-2 b, b 4-1 c, c 3-2 a."""
    orders = ["abc", "abc", "bca", "bca", "cab"]
    found = ranks(told(("ranking", [{o: k for k, o in enumerate(order, 1)} for order in orders])))
    assert (found["a"], found["b"], found["c"]) == (1, 1, 3)
