"""What must hold for every profile.

Not asserted, because false or not promised: monotonicity of instant run-off and of Equal Shares, and that Equal Shares
spends everything.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cocreate.voting import plain, ranked, receipts, scales, shares, stability
from cocreate.voting.profile import coverage, grouped, grouped_ranks, totals
from cocreate.voting.ties import as_listed, declared

quick = settings(max_examples=60, deadline=None)
OPTIONS = "abcdefgh"


@st.composite
def rooms(draw: st.DrawFn, points: int = 1) -> tuple[list[dict[str, int]], str]:
    options = OPTIONS[: draw(st.integers(3, 8))]
    ballot = st.dictionaries(st.sampled_from(options), st.integers(1, points), max_size=len(options))
    return draw(st.lists(ballot, min_size=1, max_size=16)), options


@st.composite
def rankings(draw: st.DrawFn) -> tuple[list[tuple[int, list[list[str]]]], str]:
    options = OPTIONS[: draw(st.integers(3, 6))]
    kinds = draw(st.lists(st.permutations(options), min_size=1, max_size=8))
    return [(draw(st.integers(1, 5)), [[o] for o in kind]) for kind in kinds], options


# ---- Equal Shares and the fair shortlist


@quick
@given(rooms(), st.data())
def test_no_money_is_lost_and_nobody_overspends(room: tuple[list[dict[str, int]], str], data: st.DataObject) -> None:
    ballots, options = room
    seats = data.draw(st.integers(1, len(options) - 1))
    profile, people = grouped(ballots), len(ballots)
    found = shares.equal_shares(profile, dict.fromkeys(options, people), seats, as_listed(options))
    assert len(found.winners) <= seats
    assert all(left >= 0 for left in found.left)
    held = sum((n * left for (n, _), left in zip(profile, found.left, strict=True)), Fraction(0))
    assert held + len(found.winners) * people == seats * people


@quick
@given(rooms(), st.data())
def test_who_casts_when_and_how_often_a_room_is_doubled_changes_nothing(
    room: tuple[list[dict[str, int]], str], data: st.DataObject
) -> None:
    ballots, options = room
    seats, tie = data.draw(st.integers(1, len(options) - 1)), as_listed(options)
    once = shares.shortlist(grouped(ballots), options, seats, tie)
    assert shares.shortlist(grouped(data.draw(st.permutations(ballots))), options, seats, tie) == once
    assert shares.shortlist(grouped(ballots * 2), options, seats, tie).winners == once.winners


@quick
@given(rooms(), st.data())
def test_every_group_that_is_large_enough_gets_its_share(
    room: tuple[list[dict[str, int]], str], data: st.DataObject
) -> None:
    ballots, options = room
    seats, profile, tie = data.draw(st.integers(1, len(options) - 1)), grouped(ballots), as_listed(options)
    bought = shares.equal_shares(profile, dict.fromkeys(options, len(ballots)), seats, tie).winners
    assert shares.ejr_plus_violation(profile, options, bought, seats) is None
    fair = shares.shortlist(profile, options, seats, tie).winners
    assert shares.ejr_plus_violation(profile, options, fair, seats) is None
    supported = {o for ballot in ballots for o in ballot}
    assert len(fair) == min(seats, len(supported)), "every seat is filled while anything is supported"


def test_the_checker_of_shares_objects_to_plain_totals() -> None:
    """Fourteen and six: the six deserve one of four seats and plain totals give them none."""
    profile = grouped([dict.fromkeys("abcd", 1)] * 14 + [dict.fromkeys("xyz", 1)] * 6)
    score = {o: t.points for o, t in totals(profile, "abcdxyz").items()}
    cut = plain.top(score, 4, as_listed("abcdxyz"))
    assert shares.ejr_plus_violation(profile, "abcdxyz", cut.winners, 4) == ("x", 1, 6)
    fair = shares.shortlist(profile, "abcdxyz", 4, as_listed("abcdxyz"))
    assert set(fair.winners) & set("xyz")
    assert coverage(profile, fair.winners) == (20, 20)
    assert coverage(profile, cut.winners) == (14, 20)


@quick
@given(rooms(points=9), st.data())
def test_prices_do_not_depend_on_rounding(room: tuple[list[dict[str, int]], str], data: st.DataObject) -> None:
    """The same purchases as a slow search that compares every price exactly."""
    ballots, options = room
    cost = {o: data.draw(st.integers(0, 12)) for o in options}
    profile, tie = grouped(ballots), as_listed(options)
    endowment = Fraction(data.draw(st.integers(1, 40)), len(ballots))
    found = shares.equal_shares(profile, cost, endowment, tie)
    assert [(p.option, p.price) for p in found.trace] == slow_shares(profile, cost, endowment, tie)


def slow_shares(
    profile: list[tuple[int, dict[str, int]]], cost: dict[str, int], endowment: Fraction, tie: dict[str, int]
) -> list[tuple[str, Fraction]]:
    """Equal Shares as the definition has it: the least rho with sum of min(money, rho * u) = cost."""
    money = [endowment] * len(profile)
    bought: list[tuple[str, Fraction]] = []
    while True:
        best: tuple[Fraction, int, str] | None = None
        for option in cost:
            fans = [(g, n, b[option]) for g, (n, b) in enumerate(profile) if option in b]
            if any(option == o for o, _ in bought) or not fans or sum(n * money[g] for g, n, _ in fans) < cost[option]:
                continue
            for rho in sorted({money[g] / u for g, _, u in fans}, reverse=True):
                poor = [f for f in fans if money[f[0]] / f[2] < rho]
                rich = [f for f in fans if money[f[0]] / f[2] >= rho]
                price = (cost[option] - sum(n * money[g] for g, n, _ in poor)) / Fraction(
                    sum(n * u for _, n, u in rich)
                )
                if price <= rho and all(money[g] / u <= price for g, _, u in poor):
                    best = min(x for x in (best, (price, tie[option], option)) if x is not None)
        if best is None:
            return bought
        price, _, option = best
        for g, (_, b) in enumerate(profile):
            if option in b:
                money[g] -= min(money[g], price * b[option])
        bought.append((option, price))


# ---- budgets


@quick
@given(rooms(), st.data())
def test_budgets_are_kept_and_names_do_not_matter(room: tuple[list[dict[str, int]], str], data: st.DataObject) -> None:
    ballots, options = room
    cost = {o: data.draw(st.integers(1, 9)) for o in options}
    budget, tie = data.draw(st.integers(3, 25)), as_listed(options)
    profile = grouped({o: cost[o] for o in b} for b in ballots)
    people, step = len(ballots), Fraction(1, len(ballots))
    shared = shares.equal_shares_add1(profile, cost, budget, people, tie, step=step).winners
    score = {o: sum(o in b for b in ballots) for o in options}
    funded = plain.greedy(score, cost, budget, tie)
    assert plain.spent(cost, shared) <= budget
    assert plain.spent(cost, funded) <= budget
    name = dict(zip(options, data.draw(st.permutations(options)), strict=True))
    other_cost, other_tie = {name[o]: cost[o] for o in options}, {name[o]: tie[o] for o in options}
    moved = grouped({name[o]: cost[o] for o in b} for b in ballots)
    assert [name[o] for o in shared] == list(
        shares.equal_shares_add1(moved, other_cost, budget, people, other_tie, step=step).winners
    )
    assert [name[o] for o in funded] == plain.greedy(
        {name[o]: s for o, s in score.items()}, other_cost, budget, other_tie
    )
    for winner in funded:  # one more supporter never throws a winner out
        assert winner in plain.greedy({**score, winner: score[winner] + 1}, cost, budget, tie)


# ---- rankings


@quick
@given(rankings())
def test_a_condorcet_winner_wins_and_there_is_no_dead_end(room: tuple[list[tuple[int, list[list[str]]]], str]) -> None:
    profile, options = room
    duels, tie = ranked.pairwise(profile, options), as_listed(options)
    order, tiers = ranked.ranked_pairs(duels, tie), ranked.schulze(duels)
    assert sorted(order) == list(options)
    assert sorted(o for tier in tiers for o in tier) == list(options)
    beats_all = ranked.condorcet_winner(duels)
    if beats_all is not None:
        assert tiers[0] == [beats_all]
        assert order[0] == beats_all
    run = ranked.instant_run_off(profile, options, tie)
    assert run.winner in options
    assert all(len(a) - len(b) == 1 for a, b in zip(run.rounds, run.rounds[1:], strict=False)), "one leaves at a time"
    people = sum(n for n, _ in profile)
    assert sum(ranked.borda(profile, options).values()) == people * Fraction(len(options) * (len(options) - 1), 2)


@quick
@given(rankings())
def test_strongest_paths_are_those_of_the_definition(room: tuple[list[tuple[int, list[list[str]]]], str]) -> None:
    profile, options = room
    duels = ranked.pairwise(profile, options)
    assert duels == {a: {b: counted(profile, a, b) for b in options} for a in options}
    path = {a: {b: duels[a][b] if duels[a][b] > duels[b][a] else 0 for b in options} for a in options}
    for k in options:
        for i in options:
            for j in options:
                if len({i, j, k}) == 3:
                    path[i][j] = max(path[i][j], min(path[i][k], path[k][j]))
    assert ranked.schulze(duels)[0] == [a for a in options if all(path[a][b] >= path[b][a] for b in options if b != a)]


def counted(profile: list[tuple[int, list[list[str]]]], a: str, b: str) -> int:
    out = 0
    for n, tiers in profile:
        place = {o: k for k, tier in enumerate(tiers) for o in tier}
        out += n * (place.get(a, len(tiers)) < place.get(b, len(tiers)))
    return out


@quick
@given(rankings(), st.data())
def test_moving_a_winner_up_keeps_it(room: tuple[list[tuple[int, list[list[str]]]], str], data: st.DataObject) -> None:
    profile, options = room
    k = data.draw(st.integers(0, len(profile) - 1))
    n, tiers = profile[k]

    def with_top(option: str) -> list[tuple[int, list[list[str]]]]:
        return [*profile[:k], (n, [[option], *(t for t in tiers if t != [option])]), *profile[k + 1 :]]

    points = ranked.borda(profile, options)
    best = max(options, key=lambda o: points[o])
    again = ranked.borda(with_top(best), options)
    assert again[best] == max(again.values())
    first = ranked.schulze(ranked.pairwise(profile, options))[0][0]
    assert first in ranked.schulze(ranked.pairwise(with_top(first), options))[0]


@quick
@given(rankings(), st.data())
def test_an_idea_written_twice_does_not_hurt_by_schulze_and_ranked_pairs(
    room: tuple[list[tuple[int, list[list[str]]]], str], data: st.DataObject
) -> None:
    profile, options = room
    twin = data.draw(st.sampled_from(options))
    both = [(n, [x for t in tiers for x in ([t, ["z"]] if t == [twin] else [t])]) for n, tiers in profile]
    before, after = ranked.pairwise(profile, options), ranked.pairwise(both, [*options, "z"])

    def fold(option: str) -> str:
        return twin if option == "z" else option

    assert {fold(o) for o in ranked.schulze(after)[0]} == set(ranked.schulze(before)[0])
    margins = [abs(before[a][b] - before[b][a]) for a, b in combinations(options, 2)]
    if len(set(margins)) == len(margins) and 0 not in margins:
        tie = as_listed([*options, "z"])
        assert fold(ranked.ranked_pairs(after, tie)[0]) == ranked.ranked_pairs(before, tie)[0]


def test_dots_are_hurt_by_an_idea_written_twice() -> None:
    one = totals([(10, {"a": 3}), (6, {"b": 4})], "ab")
    two = totals([(5, {"a": 3}), (5, {"c": 3}), (6, {"b": 4})], "abc")
    assert one["a"].points > one["b"].points
    assert max(two["a"].points, two["c"].points) < two["b"].points


@quick
@given(rankings())
def test_ranked_ballots_are_counted_whoever_casts_them(room: tuple[list[tuple[int, list[list[str]]]], str]) -> None:
    profile, options = room
    loose = [tiers for n, tiers in profile for _ in range(n)]
    again = grouped_ranks(reversed(loose))
    assert ranked.pairwise(again, options) == ranked.pairwise(profile, options)
    assert ranked.borda(again, options) == ranked.borda(profile, options)
    tie = as_listed(options)
    assert ranked.instant_run_off(again, options, tie) == ranked.instant_run_off(profile, options, tie)


# ---- figures


@quick
@given(rooms(points=3), st.data())
def test_ballots_to_change_is_exact(room: tuple[list[dict[str, int]], str], data: st.DataObject) -> None:
    ballots, options = room
    ballots, options = ballots[:7], options[:5]
    ballots = [{o: u for o, u in b.items() if o in options} for b in ballots]
    seats = data.draw(st.integers(1, len(options) - 1))
    tie = as_listed(data.draw(st.permutations(options)))

    def top(some: list[dict[str, int]]) -> frozenset[str]:
        score = {o: t.points for o, t in totals(grouped(some), options).items()}
        return frozenset(plain.top(score, seats, tie).winners)

    every, whole = range(len(ballots)), top(ballots)
    brute = next(
        (
            away
            for away in range(len(ballots) + 1)
            for gone in combinations(every, away)
            if top([b for k, b in enumerate(ballots) if k not in gone]) != whole
        ),
        None,
    )
    assert stability.ballots_to_change(grouped(ballots), options, seats, tie) == brute


@quick
@given(rooms(points=4), st.integers(0, 9))
def test_stability_counts_every_redrawn_room_once(room: tuple[list[dict[str, int]], str], seed: int) -> None:
    ballots, options = room
    found = stability.stability(grouped(ballots), options, 2, draws=40, seed=seed)
    assert abs(sum(found.values()) - 2) < 1e-9
    assert all(0 <= share <= 1 for share in found.values())


def test_a_unanimous_room_is_firm() -> None:
    found = stability.stability(grouped([{"a": 2, "b": 1}] * 9), "abc", 2, draws=50)
    assert found == {"a": 1.0, "b": 1.0, "c": 0.0}
    assert stability.ballots_to_change(grouped([{"a": 1}] * 3), "ab", 1, as_listed("ab")) is None


@quick
@given(st.lists(st.integers(0, 9), min_size=3, max_size=7))
def test_agreement_lies_between_camps_and_unanimity(categories: list[int]) -> None:
    assume(any(categories))
    found = scales.agreement(categories)
    assert found is not None
    assert -1 <= found <= 1
    assert found == scales.agreement(categories[::-1])
    assert (found == 1) == (sum(c > 0 for c in categories) == 1)


@quick
@given(st.lists(st.integers(1, 7), min_size=1, max_size=12))
def test_quartiles_stand_in_order_around_the_middle(values: list[int]) -> None:
    found = scales.quartiles(values)
    assert found is not None
    assert min(values) <= found.low <= found.middle <= found.high <= max(values)
    assert sum(v <= found.middle for v in values) * 2 >= len(values)


def test_ties_are_declared_not_found() -> None:
    words = ["a", "bb", "cc", "d"]
    order = declared(words, lambda o: -len(o), seed="1")
    assert order == declared(words[::-1], lambda o: -len(o), seed="1")
    assert max(order["bb"], order["cc"]) < min(order["a"], order["d"])
    assert len({tuple(declared("abcd", seed=str(k)).items()) for k in range(40)}) > 1
    cut = plain.top({"a": 3, "b": 2, "c": 2, "d": 1}, 2, {"a": 0, "b": 2, "c": 1, "d": 3})
    assert cut == plain.Cut(("a", "c"), frozenset("bc"), 0)


# ---- receipts


@quick
@given(rooms(points=5), st.data())
def test_every_code_finds_its_ballot_and_a_flipped_vote_changes_the_root(
    room: tuple[list[dict[str, int]], str], data: st.DataObject
) -> None:
    ballots, _ = room
    codes = [receipts.new_code() for _ in ballots]
    votes = ballots
    leaves = [receipts.leaf("r", code, v) for code, v in zip(codes, votes, strict=True)]
    root = receipts.root(leaves)
    assert root == receipts.root(data.draw(st.permutations(leaves))), "casting order is lost"
    k = data.draw(st.integers(0, len(ballots) - 1))
    sloppy = codes[k].lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert receipts.leaf("r", sloppy, votes[k]) == leaves[k]
    flipped = receipts.leaf("r", codes[k], votes[k] | {"a": votes[k].get("a", 0) + 1})
    assert receipts.root([*leaves[:k], flipped, *leaves[k + 1 :]]) != root
    assert receipts.root([*leaves, leaves[k]]) != root, "a ballot that is listed twice shows"
