"""The Method of Equal Shares, exactly: every voter holds the same money, and what is bought is paid by its supporters.

Peters, Pierczyński and Skowron, "Proportional Participatory Budgeting with Additive Utilities" (NeurIPS 2021);
completion after Phragmén: Brill, Freeman, Janson and Lackner, "Phragmén's Voting Methods and Justified
Representation" (2017). Money is `Fraction`. Floats only decide who need not be looked at: everything within
`NEAR` of the best is compared exactly, so no result depends on rounding.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from cocreate.voting.profile import Group, approvals, voters
from cocreate.voting.ties import TieOrder

NEAR = 1e-7  # relative; rounding of a price stays far below
Fan = tuple[int, int, int]  # group, voters in it, utility for each of them
_Entry = tuple[float, int, str]  # a lower bound of the price, place in the tie order, option


@dataclass(frozen=True, slots=True)
class Purchase:
    """How an option was won. `price` is paid per unit of utility by everybody who can, poorer supporters give all
    they have; after `is_completion` it is the load that its supporters carry."""

    option: str
    price: Fraction
    supporters: int
    is_completion: bool = False


@dataclass(frozen=True, slots=True)
class Shares:
    """Winners in the order in which they were won, with the trace; `left` is the money of each voter of a group."""

    winners: tuple[str, ...]
    trace: tuple[Purchase, ...]
    left: tuple[Fraction, ...]


class _Market:
    """Who holds how much, exactly and roughly, and who would pay for what."""

    def __init__(self, profile: Sequence[Group], cost: Mapping[str, int], endowment: Fraction) -> None:
        self.cost = cost
        self.money = [endowment] * len(profile)
        self._rough = [float(endowment)] * len(profile)
        self.fans: dict[str, list[Fan]] = {}
        for g, (n, ballot) in enumerate(profile):
            for option, utility in ballot.items():
                if utility > 0 and option in cost:
                    self.fans.setdefault(option, []).append((g, n, utility))
        self._weight = {option: sum(n * u for _, n, u in fans) for option, fans in self.fans.items()}

    def estimate(self, option: str) -> float:
        """The price per unit of utility, roughly; infinite when the supporters cannot pay for it."""
        fans, money = self.fans[option], self._rough
        rest: float = self.cost[option]
        if sum(n * money[g] for g, n, _ in fans) < rest * (1 - NEAR):
            return math.inf
        weight = self._weight[option]
        price = rest / weight
        if all(price * u <= money[g] for g, _, u in fans):
            return price
        for can, n, u, g in sorted((money[g] / u, n, u, g) for g, n, u in fans):
            price = rest / weight
            if price <= can:
                break
            rest -= n * money[g]
            weight -= n * u
            if not weight:
                return can
        return price

    def price(self, option: str) -> Fraction | None:
        """The exact price per unit of utility, None when the supporters cannot pay for it."""
        purses = self._purses(option)
        if sum(n * money for money, _, n in purses) < self.cost[option]:
            return None
        rest, weight = Fraction(self.cost[option]), self._weight[option]
        for money, u, n in sorted(purses, key=lambda purse: purse[0] / purse[1]):
            price = rest / weight
            if price * u <= money:
                return price
            rest -= n * money
            weight -= n * u
        return Fraction(0)  # only when it costs nothing

    def buy(self, option: str, price: Fraction) -> Purchase:
        paid: dict[tuple[int, int], tuple[Fraction, float]] = {}
        for g, _, u in self.fans[option]:
            money = self.money[g]
            after = paid.get((id(money), u))
            if after is None:
                left = money - min(money, price * u)
                after = paid[id(money), u] = left, float(left)
            self.money[g], self._rough[g] = after
        return Purchase(option, price, sum(n for _, n, _ in self.fans[option]))

    def _purses(self, option: str) -> list[tuple[Fraction, int, int]]:
        """(money, utility, voters) of those who paid the same so far, who share one object."""
        count: dict[tuple[int, int], int] = {}
        held = {}
        for g, n, u in self.fans[option]:
            key = id(self.money[g]), u
            count[key] = count.get(key, 0) + n
            held[key] = self.money[g]
        return [(held[key], key[1], n) for key, n in count.items()]


def _cheapest(
    heap: list[_Entry], estimate: Callable[[str], float], exact: Callable[[str], Fraction | None]
) -> tuple[Fraction, str] | None:
    """Take the option with the lowest exact price, ties in the declared order, out of the heap; None when none is left.

    Prices only rise while things are bought, so an older price is a lower bound and most options are not looked at.
    """
    while heap:
        best, seen = math.inf, []
        while heap and heap[0][0] <= best + abs(best) * NEAR:
            _, place, option = heapq.heappop(heap)
            rough = estimate(option)
            if rough < math.inf:
                seen.append((rough, place, option))
                best = min(best, rough)
        reach = best + abs(best) * 2 * NEAR
        near = {option: exact(option) for rough, _, option in seen if rough <= reach}
        priced = [(near[o], place, o) for _, place, o in seen if near.get(o) is not None]
        winner = min(priced)[2] if len(priced) == len(near) and priced else None
        for rough, place, option in seen:
            if option != winner and not (option in near and near[option] is None):
                heapq.heappush(heap, (rough - abs(rough) * NEAR, place, option))
        if winner is not None:
            price = near[winner]
            assert price is not None
            return price, winner
    return None


def equal_shares(profile: Sequence[Group], cost: Mapping[str, int], endowment: Fraction | int, tie: TieOrder) -> Shares:
    """Equal Shares without completion: each voter holds `endowment`, and it buys what is cheapest per unit of utility.

    `cost`: of every option that may win. It ends when nothing that is left can be paid by its supporters.
    """
    market = _Market(profile, cost, Fraction(endowment))
    heap: list[_Entry] = [(-math.inf, tie[option], option) for option in market.fans]
    heapq.heapify(heap)
    trace = []
    while found := _cheapest(heap, market.estimate, market.price):
        price, option = found
        trace.append(market.buy(option, price))
    return Shares(tuple(p.option for p in trace), tuple(trace), tuple(market.money))


def equal_shares_add1(
    profile: Sequence[Group], cost: Mapping[str, int], budget: int, people: int, tie: TieOrder, *,
    step: Fraction | int = 1, progress: Callable[[Fraction], bool] | None = None,
) -> Shares:  # fmt: skip
    """Equal Shares of a budget, completed by raising every endowment by `step` until the next step would overspend.

    `people` share the money, those who cast no ballot too. `progress` hears each endowment; False from it ends the
    search with what was found so far.
    """
    each = Fraction(budget, people)
    wanted = {option for _, ballot in profile for option in ballot if option in cost}
    now = equal_shares(profile, cost, each, tie)
    while len(now.winners) < len(wanted) and each <= budget:
        each += step
        following = equal_shares(profile, cost, each, tie)
        if sum(cost[o] for o in following.winners) > budget or (progress is not None and not progress(each)):
            break
        now = following
    return now


def shortlist(profile: Sequence[Group], options: Iterable[str], seats: int, tie: TieOrder) -> Shares:
    """The fair shortlist: any points count as an approval, every option costs the same, completed after Phragmén.

    Fewer than `seats` winners only when no supported option is left.
    """
    ballots = approvals(profile)
    people = voters(ballots)
    costs = dict.fromkeys(options, people)
    bought = equal_shares(ballots, costs, seats, tie)  # cost n and money k: the same prices as cost 1 and money k/n
    if len(bought.winners) >= seats or not people:
        return bought
    extra = _phragmen(ballots, [o for o in costs if o not in bought.winners], bought, seats, tie)
    return Shares(bought.winners + tuple(p.option for p in extra), bought.trace + tuple(extra), bought.left)


def _phragmen(
    ballots: Sequence[Group], options: Sequence[str], bought: Shares, seats: int, tie: TieOrder
) -> list[Purchase]:
    """Fill the seats that are left: money that is left starts as a negative load, and loads are kept even."""
    people = voters(ballots)
    load = [-money for money in bought.left]
    rough = [float(x) for x in load]
    market = _Market(ballots, dict.fromkeys(options, people), Fraction(0))
    fans = market.fans
    weight = {o: sum(n for _, n, _ in found) for o, found in fans.items()}

    def exact(option: str) -> Fraction:
        return (people + sum((n * load[g] for g, n, _ in fans[option]), Fraction(0))) / weight[option]

    heap: list[_Entry] = [(-math.inf, tie[option], option) for option in fans]
    heapq.heapify(heap)
    extra: list[Purchase] = []
    shift = max(1.0, -min(rough, default=0.0))  # keeps estimates away from zero, where a relative margin means nothing

    def estimate(option: str) -> float:
        return (people + sum(n * rough[g] for g, n, _ in fans[option])) / weight[option] + shift

    while len(bought.winners) + len(extra) < seats and (found := _cheapest(heap, estimate, exact)):
        level, option = found
        for g, _, _ in fans[option]:
            load[g], rough[g] = level, float(level)
        extra.append(Purchase(option, level, weight[option], is_completion=True))
    return extra


def ejr_plus_violation(
    profile: Sequence[Group], options: Iterable[str], winners: Iterable[str], seats: int
) -> tuple[str, int, int] | None:
    """EJR+ for unit costs (Brill and Peters, EC 2023): None, or (option, level, people) that proves a violation.

    At least `level` n / k people share an option that was not chosen, and each has fewer than `level` chosen ones.
    """
    chosen, people = frozenset(winners), voters(profile)
    for option in options:
        if option in chosen:
            continue
        satisfied = [(n, len(chosen & ballot.keys())) for n, ballot in profile if option in ballot]
        for level in range(1, seats + 1):
            group = sum(n for n, has in satisfied if has < level)
            if group * seats >= level * people:
                return option, level, group
    return None
