"""Counts a round: the order of its options, and the figures that say how firm it is. Exact, and blind to who and when.

`count` needs the ballots and the frozen rules, and nothing else: whoever has the published list can count again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from cocreate.voting import duels, plain, ranked, scales, shares, stability
from cocreate.voting.methods import COMFORTABLE, Rules, key, parts
from cocreate.voting.profile import Coverage, Group, Total, coverage, grouped, grouped_ranks, totals
from cocreate.voting.ties import declared

LEAST_PUBLISHED = 5  # ballots: below, neither a list nor a spread is published, for it would show who voted what
USUAL_SEATS = 3  # of a round that names none: what the figures of firmness are about
Ballot = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Line:
    """The result of one option. `position` 1 … n without gaps; `rank` is shared by what is level.

    `points` as the method counts them (twice the Borda points of a ranking, so that halves stay whole); `supporters`
    are people. `broken_by`: the key of the tie order that put it before the next one, "" where nothing was level.
    """

    option: str
    points: int
    supporters: int
    rank: int
    position: int
    broken_by: str = ""


@dataclass(frozen=True, slots=True)
class Shortlist:
    """Winners, and how many of those who chose anything have a choice among them."""

    winners: tuple[str, ...]
    reach: Coverage


@dataclass(frozen=True, slots=True)
class Payment:
    """Why an option is in the fair shortlist: so many supporters paid this much of their share each."""

    option: str
    supporters: int
    each: Fraction
    is_completion: bool


@dataclass(frozen=True, slots=True)
class Count:
    """All of a round's result. Fields stay empty where the method has no such figure, or too few people voted."""

    lines: tuple[Line, ...]
    ballots: int
    abstained: int
    seats: int = 0
    plain: Shortlist | None = None
    fair: Shortlist | None = None
    payments: tuple[Payment, ...] = ()
    tied: tuple[str, ...] = ()  # level at the cut
    margin: int | None = None
    to_change: int | None = None
    firmness: Mapping[str, float] = field(default_factory=dict)  # share of redrawn rooms in the shortlist
    spreads: Mapping[str, tuple[int, ...]] = field(default_factory=dict)  # key -> voters per step, lowest first
    agreement: Mapping[str, Fraction] = field(default_factory=dict)  # key -> van der Eijk's A
    concordance: Fraction | None = None  # Kendall's W


def count(
    ballots: Iterable[Ballot], options: Sequence[str], rules: Rules, seed: str, costs: Mapping[str, int]
) -> Count:
    """Count the ballots of a round. `costs`: of options in a round with money; `seed`: drawn when it opened."""
    cast = [dict(ballot) for ballot in ballots]
    kind = rules.kind.kind
    if kind in ("points", "approval"):
        return _by_points(cast, options, rules, seed, costs)
    if kind == "scale":
        return _by_scale(cast, options, rules, seed)
    if kind == "rank":
        return _by_rank(cast, options, seed)
    return _by_duels(cast, options, seed)


# ---- points and approvals


def _by_points(
    cast: Sequence[Ballot], options: Sequence[str], rules: Rules, seed: str, costs: Mapping[str, int]
) -> Count:
    profile = grouped(cast)
    given = totals(profile, options)
    largest = {o: max((b.get(o, 0) for _, b in profile), default=0) for o in options}
    keys = {
        "supporters": {o: -t.supporters for o, t in given.items()},
        "one-person": largest,  # fewer points from one person come first
    }
    if rules.kind.has_money:
        keys = {"cost": dict(costs)}
    points = {o: t.points for o, t in given.items()}
    lines, tie = _lines(points, {o: t.supporters for o, t in given.items()}, keys, seed)
    seats = _seats(rules, options)
    if rules.kind.has_money:
        return _with_money(profile, cast, lines, points, costs, rules, tie)
    cut = plain.top(points, seats, tie)
    fair = shares.shortlist(profile, options, seats, tie)
    return Count(
        lines, len(cast), sum(not b for b in cast), seats,
        plain=Shortlist(cut.winners, coverage(profile, cut.winners)),
        fair=Shortlist(fair.winners, coverage(profile, fair.winners)) if rules.seats else None,
        payments=_payments(fair, len(cast)) if rules.seats else (),
        tied=tuple(o for o in tie if o in cut.tied), margin=cut.margin,
        to_change=stability.ballots_to_change(profile, options, seats, tie),
        firmness=stability.stability(profile, options, seats, seed=int(seed or "0", 16)),
    )  # fmt: skip


def _with_money(
    profile: Sequence[Group], cast: Sequence[Ballot], lines: tuple[Line, ...], points: Mapping[str, int],
    costs: Mapping[str, int], rules: Rules, tie: Mapping[str, int],
) -> Count:  # fmt: skip
    """Greedy by approvals beside Equal Shares with cost utilities, both within the money."""
    funded = plain.greedy(points, costs, rules.money, tie)
    worth = [(n, {o: costs[o] for o in b}) for n, b in profile]
    fair = shares.equal_shares_add1(worth, costs, rules.money, max(len(cast), 1), tie, step=_step(rules, len(cast)))
    return Count(
        lines, len(cast), sum(not b for b in cast), len(funded),
        plain=Shortlist(tuple(funded), coverage(profile, funded)),
        fair=Shortlist(fair.winners, coverage(profile, fair.winners)),
        payments=tuple(Payment(p.option, p.supporters, p.price * costs[p.option], p.is_completion) for p in fair.trace),
    )  # fmt: skip


def _step(rules: Rules, people: int) -> Fraction:
    """A hundredth of everybody's share: a round of a workshop must not run for minutes."""
    return Fraction(max(rules.money, 1), 100 * max(people, 1))


def _payments(found: shares.Shares, people: int) -> tuple[Payment, ...]:
    return tuple(Payment(p.option, p.supporters, p.price / max(people, 1), p.is_completion) for p in found.trace)


def _seats(rules: Rules, options: Sequence[str]) -> int:
    return min(rules.seats or USUAL_SEATS, max(len(options) - 1, 1))


# ---- scales


def _by_scale(cast: Sequence[Ballot], options: Sequence[str], rules: Rules, seed: str) -> Count:
    low, high = rules.kind.low, rules.highest(len(options))
    given: dict[str, list[int]] = {key(o, c): [] for o in options for c in rules.criteria}
    for ballot in cast:
        for name, value in ballot.items():
            given[name].append(value)
    spreads = {name: tuple(scales.counts(values, low, high)) for name, values in given.items()}
    points, people, keys = _scale_points(given, options, rules)
    lines, _ = _lines(points, people, keys, seed)
    if len(cast) < LEAST_PUBLISHED:
        return Count(lines, len(cast), sum(not b for b in cast))
    agreed = {name: scales.agreement(spread) for name, spread in spreads.items() if any(spread)}
    return Count(
        lines, len(cast), sum(not b for b in cast), spreads=spreads,
        agreement={name: a for name, a in agreed.items() if a is not None},
    )  # fmt: skip


def _scale_points(
    given: Mapping[str, list[int]], options: Sequence[str], rules: Rules
) -> tuple[dict[str, int], dict[str, int], dict[str, dict[str, int]]]:
    """(points, people, tie keys) by option."""
    least = COMFORTABLE.get(rules.method)
    people = {o: max(len(given[key(o, c)]) for c in rules.criteria) for o in options}
    if least is not None:  # those who go along; then the fewest at the bottom
        along = {o: sum(v >= least for v in given[o]) for o in options}
        bottom = {o: sum(v == rules.kind.low for v in given[o]) for o in options}
        return along, people, {"objections": bottom}
    if rules.method == "impact_effort":
        effort = {o: sum(given[key(o, "effort")]) for o in options}
        return {o: sum(given[key(o, "impact")]) for o in options}, people, {"effort": effort}
    weights = dict(rules.weights) or {"": 1}
    points = {o: sum(w * sum(given[key(o, c)]) for c, w in weights.items()) for o in options}
    return points, people, {"people": {o: -n for o, n in people.items()}}


# ---- rankings and duels


def _by_rank(cast: Sequence[Ballot], options: Sequence[str], seed: str) -> Count:
    """Schulze, with Borda points beside it; a tie of Schulze is broken by Borda, then by the seed."""
    profile = grouped_ranks(tiers_of(ballot) for ballot in cast)
    borda = {o: int(2 * p) for o, p in ranked.borda(profile, options).items()}
    people = Counter(o for ballot in cast for o in ballot)
    tiers = ranked.schulze(ranked.pairwise(profile, options))
    level = {o: k for k, tier in enumerate(tiers) for o in tier}
    order, tie = _order({o: -level[o] for o in options}, {"borda": {o: -borda[o] for o in options}}, seed)
    lines = _numbered(order, {o: -level[o] for o in options}, borda, people, tie)
    return Count(
        lines, len(cast), sum(not b for b in cast), concordance=scales.kendall_w(profile, options) if cast else None
    )


def tiers_of(ballot: Ballot) -> list[list[str]]:
    """Options by the place that the ballot gives them; gaps between places mean nothing."""
    return [[o for o, p in ballot.items() if p == place] for place in sorted(set(ballot.values()))]


def _by_duels(cast: Sequence[Ballot], options: Sequence[str], seed: str) -> Count:
    """By strength (Bradley-Terry). `points` are duels won; a screening, never the final cut."""
    won: Counter[tuple[str, str]] = Counter(parts(name) for ballot in cast for name in ballot)
    fit = duels.strengths(won, options)
    wins = Counter(a for (a, _), n in won.items() for _ in range(n))
    people = Counter(o for ballot in cast for o in {parts(name)[0] for name in ballot})
    score = {o: round(fit[o].level * 1_000_000) for o in options}
    order, tie = _order(score, {"duels": {o: -wins[o] for o in options}}, seed)
    return Count(_numbered(order, score, wins, people, tie), len(cast), sum(not b for b in cast))


# ---- order


def _lines(
    points: Mapping[str, int], people: Mapping[str, int], keys: Mapping[str, Mapping[str, int]], seed: str
) -> tuple[tuple[Line, ...], dict[str, int]]:
    order, tie = _order(points, keys, seed)
    place = {o: k for k, o in enumerate(order)}
    return _numbered(order, points, points, people, tie), place


def _order(
    score: Mapping[str, int], keys: Mapping[str, Mapping[str, int]], seed: str
) -> tuple[list[str], list[tuple[str, Mapping[str, int]]]]:
    """All options, the highest score first; what is level by the declared keys in turn, then by the seed."""
    chain = list(keys.items())
    last = declared(score, seed=seed)
    order = sorted(score, key=lambda o: (-score[o], *(k[o] for _, k in chain), last[o]))
    return order, chain


def _numbered(
    order: Sequence[str], score: Mapping[str, int], points: Mapping[str, int], people: Mapping[str, int],
    chain: Sequence[tuple[str, Mapping[str, int]]],
) -> tuple[Line, ...]:  # fmt: skip
    out: list[Line] = []
    for k, option in enumerate(order):
        rank = out[-1].rank if out and score[out[-1].option] == score[option] else k + 1
        broken = ""
        if k + 1 < len(order) and score[order[k + 1]] == score[option]:
            following = order[k + 1]
            broken = next((name for name, values in chain if values[option] != values[following]), "seed")
        out.append(Line(option, points.get(option, 0), people.get(option, 0), rank, k + 1, broken))
    return tuple(out)


__all__ = ["LEAST_PUBLISHED", "Count", "Line", "Payment", "Shortlist", "Total", "count", "tiers_of"]
