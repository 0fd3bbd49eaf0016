"""The methods of voting: what a valid round is, and what a valid ballot is. Counting is in `counting`.

A ballot maps keys to whole numbers. A key is an option, or an option with a criterion (`key`); of a duel it is the
winner with the loser. Zero is a vote only where the scale has a zero; elsewhere it means "not chosen" and is left out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from math import isqrt
from typing import Literal

Kind = Literal["points", "approval", "scale", "rank", "duel"]
PARTS = ":"  # divides option and criterion in a key; ids hold none

MOST_POINTS, MOST_MONEY, MOST_RANKED, MOST_CRITERIA = 10_000, 10**12, 30, 5
SCREEN_FROM = 25  # options: more of them want a screening by approval or duels first


@dataclass(frozen=True, slots=True)
class Method:
    """A way to vote. `low`: the least that a vote says. `criteria`: fixed ones; empty where the round has its own."""

    id: str
    kind: Kind
    low: int = 1
    cap: int = 1  # the most that a vote says, where the method fixes it; 0: the round does
    has_budget: bool = False
    is_quadratic: bool = False
    has_money: bool = False
    has_criteria: bool = False
    criteria: tuple[str, ...] = ()
    version: int = 1


METHODS: dict[str, Method] = {
    m.id: m
    for m in (
        Method("dots", "points", cap=0, has_budget=True),
        Method("approval", "approval"),
        Method("score", "scale", low=0, cap=0, has_criteria=True),
        Method("ranking", "rank", cap=0),
        Method("quadratic", "points", cap=0, has_budget=True, is_quadratic=True),
        Method("budget", "approval", has_money=True),
        Method("duels", "duel"),
        Method("impact_effort", "scale", cap=7, criteria=("impact", "effort")),
        Method("fist", "scale", low=0, cap=5),
        Method("consent", "scale", cap=3),
        Method("gradients", "scale", cap=8),
    )
}
COMFORTABLE = {"fist": 3, "consent": 2, "gradients": 5}  # from this grade on a person goes along


@dataclass(frozen=True, slots=True)
class Rules:
    """The settings of a round, frozen when it opens. Zero means: no limit, or not used.

    `most`: options on one ballot. `seats`: of the shortlist. `weights`: criterion to whole number above zero.
    """

    method: str = "dots"
    budget: int = 5
    cap: int = 2
    most: int = 0
    seats: int = 0
    money: int = 0
    weights: tuple[tuple[str, int], ...] = ()

    @property
    def kind(self) -> Method:
        return METHODS[self.method]

    @property
    def criteria(self) -> tuple[str, ...]:
        """The criteria that a ballot answers; one without a name where there are none."""
        return self.kind.criteria or tuple(c for c, _ in self.weights) or ("",)

    def highest(self, options: int) -> int:
        """The most that one vote says."""
        if self.kind.kind == "rank":
            return max(options, 1)
        return self.cap if self.kind.cap == 0 else self.kind.cap


class RulesError(ValueError):
    """Settings that do not fit the method. `what`: unknown-method, budget, cap, most, seats, money, cost, weights,
    few-options or many-options."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


class BallotError(ValueError):
    """A ballot that breaks a rule. `rule`: unknown-option, not-a-count, outside, over-cap, over-budget, over-most,
    twice; `option` is where."""

    def __init__(self, rule: str, option: str = "") -> None:
        super().__init__(rule)
        self.rule, self.option = rule, option


def key(option: str, criterion: str = "") -> str:
    """What a vote on an option (for a criterion, or against another option in a duel) is filed under."""
    return f"{option}{PARTS}{criterion}" if criterion else option


def parts(name: str) -> tuple[str, str]:
    """(option, criterion) of a key."""
    option, _, criterion = name.partition(PARTS)
    return option, criterion


def check_rules(rules: Rules, costs: Iterable[int] | None = None) -> None:
    """`RulesError` where settings do not fit the method. `costs`: of the options, when they are known."""
    method = METHODS.get(rules.method)
    if method is None:
        raise RulesError("unknown-method")
    if method.has_budget and not 1 <= rules.budget <= MOST_POINTS:
        raise RulesError("budget")
    if method.cap == 0 and method.kind != "rank" and not method.low < rules.cap + 1 <= MOST_POINTS:
        raise RulesError("cap")
    largest = isqrt(rules.budget) if method.is_quadratic else rules.budget
    if method.has_budget and rules.cap > largest:
        raise RulesError("cap")
    if method.kind == "scale" and method.cap == 0 and not 2 <= rules.cap <= 10:
        raise RulesError("cap")
    if not 0 <= rules.most <= MOST_POINTS:
        raise RulesError("most")
    if rules.seats < 0:
        raise RulesError("seats")
    if method.has_money and not 1 <= rules.money <= MOST_MONEY:
        raise RulesError("money")
    names = [name for name, _ in rules.weights]
    if len(names) > MOST_CRITERIA or len(set(names)) != len(names) or (names and not method.has_criteria):
        raise RulesError("weights")
    if any(not 1 <= weight <= 100 or not name for name, weight in rules.weights):
        raise RulesError("weights")
    _check_costs(rules, method, costs)


def _check_costs(rules: Rules, method: Method, costs: Iterable[int] | None) -> None:
    if costs is None:
        return
    every = list(costs)
    if len(every) < (1 if method.id in COMFORTABLE else 2):
        raise RulesError("few-options")
    if method.kind == "rank" and len(every) > MOST_RANKED:
        raise RulesError("many-options")
    if rules.seats >= len(every) > 1:
        raise RulesError("seats")
    if method.has_money and not all(1 <= cost <= rules.money for cost in every):
        raise RulesError("cost")


def check_ballot(ballot: Mapping[str, int], options: Collection[str], rules: Rules) -> dict[str, int]:
    """The ballot as it is kept, or `BallotError`. An empty ballot is an abstention and is valid."""
    method, highest = rules.kind, rules.highest(len(options))
    kept: dict[str, int] = {}
    for name, value in ballot.items():
        option, criterion = parts(name)
        if option not in options:
            raise BallotError("unknown-option", option)
        if method.kind == "duel":
            if criterion not in options or criterion == option:
                raise BallotError("unknown-option", criterion)
        elif criterion not in rules.criteria:
            raise BallotError("unknown-option", name)
        if type(value) is not int or value < 0:  # True and 1.0 are not counts
            raise BallotError("not-a-count", option)
        if value > highest:
            raise BallotError("over-cap", option)
        if value >= method.low:
            kept[name] = value
        elif value:
            raise BallotError("outside", option)
    _check_sum(kept, method, rules)
    return kept


def _check_sum(kept: Mapping[str, int], method: Method, rules: Rules) -> None:
    if method.has_budget and spent(kept, method.is_quadratic) > rules.budget:
        raise BallotError("over-budget")
    if rules.most and len({parts(name)[0] for name in kept}) > rules.most:
        raise BallotError("over-most")
    if method.kind == "duel":
        for name in kept:
            winner, loser = parts(name)
            if key(loser, winner) in kept:
                raise BallotError("twice", winner)


def spent(ballot: Mapping[str, int], is_quadratic: bool) -> int:
    """What a ballot costs: its points, or the sum of their squares."""
    return sum(v * v if is_quadratic else v for v in ballot.values())
