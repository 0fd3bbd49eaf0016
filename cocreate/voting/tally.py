"""Winners of a published election by a rule of choice, with everything a person needs to check them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from cocreate.voting import plain, ranked, shares
from cocreate.voting.elections import Election
from cocreate.voting.profile import Total, coverage, regrouped, totals
from cocreate.voting.ties import TieOrder, as_listed

VERSION = 1  # of all rules; a rule that changes gets a new one, and the old stays
RULES = (
    "greedy", "greedy-no-skip", "greedy-threshold", "equal-shares", "plain", "shortlist", "borda", "schulze", "irv",
    "ranked-pairs",
)  # fmt: skip
TIES = ("file", "votes-cost")
_PUBLISHED = {"equalshares/add1": "equal-shares"}  # the name of a rule in the file -> ours


class RuleError(ValueError):
    """The rule cannot be used here. `what`: no-rule, unknown-rule, no-seats or no-ranks."""

    def __init__(self, what: str, detail: str = "") -> None:
        super().__init__(what)
        self.what, self.detail = what, detail


@dataclass(frozen=True, slots=True)
class Choice:
    """What is asked. `rule`: empty takes the one in the file. `seats`: for plain, shortlist and ranked rules.

    `step`: of Equal Shares, in units of the currency. `eligibility` N: only options with
    votes / voters >= cost / (N * budget), as Świecie asked.
    """

    rule: str = ""
    seats: int | None = None
    tie: str = ""
    step: Fraction = Fraction(1)
    eligibility: int | None = None


def count(election: Election, choice: Choice, progress: Callable[[Fraction], bool] | None = None) -> dict[str, Any]:
    """The winners in order and the figures behind them, ready for JSON. A `RuleError` says what is missing."""
    rule = choice.rule or _PUBLISHED.get(election.meta.get("rule", ""), election.meta.get("rule", ""))
    if not rule:
        raise RuleError("no-rule")
    if rule not in RULES:
        raise RuleError("unknown-rule", rule[:40])
    given = totals(election.profile, election.options)
    tie_name = choice.tie or ("votes-cost" if rule == "equal-shares" else "file")
    tie = _tie(election, given, tie_name)
    winners, more = _decide(rule, election, choice, given, tie, progress)
    covered = coverage(election.profile, winners)
    cost = plain.spent(election.cost, winners)
    return {
        "rule": rule, "rule_version": VERSION, "tie_order": tie_name, "voters": election.voters,
        "options": len(election.options), "winners": winners,
        "tally": {o: {"points": t.points, "supporters": t.supporters} for o, t in given.items()},
        "spent": str(Fraction(cost, election.unit)), "budget": str(Fraction(election.budget, election.unit)),
        "coverage": {"voters_with_a_choice_in_it": covered.covered, "voters_who_chose": covered.chose},
        "published": list(election.selected),
        "matches_published": set(winners) == set(election.selected) if election.selected else None,
        **more,
    }  # fmt: skip


def _tie(election: Election, given: Mapping[str, Total], name: str) -> TieOrder:
    listed = as_listed(election.options)
    if name == "file":
        return listed
    order = sorted(listed, key=lambda o: (-given[o].points, election.cost[o], listed[o]))
    return as_listed(order)


def _decide(
    rule: str, election: Election, choice: Choice, given: Mapping[str, Total], tie: TieOrder,
    progress: Callable[[Fraction], bool] | None,
) -> tuple[list[str], dict[str, Any]]:  # fmt: skip
    if rule.startswith("greedy"):
        # some files of the other greedy rules carry a threshold too, and it applied there
        least = election.meta.get("min_project_score_threshold", "")
        score = {o: t.points for o, t in given.items()}
        threshold = max(int(least), 1) if least.isdigit() else 1
        skips = rule != "greedy-no-skip"
        return plain.greedy(score, election.cost, election.budget, tie, skips=skips, threshold=threshold), {}
    if rule == "equal-shares":
        return _equal_shares(election, choice, given, tie, progress)
    if rule in ("plain", "shortlist"):
        return _seats(rule, election, choice, given, tie)
    return _ranked(rule, election, tie)


def _equal_shares(
    election: Election, choice: Choice, given: Mapping[str, Total], tie: TieOrder,
    progress: Callable[[Fraction], bool] | None,
) -> tuple[list[str], dict[str, Any]]:  # fmt: skip
    """Cost utilities: an option is worth to its supporters what it costs."""
    allowed = {
        o: cost
        for o, cost in election.cost.items()
        if choice.eligibility is None
        or given[o].supporters * choice.eligibility * election.budget >= cost * election.voters
    }
    ballots = regrouped((n, {o: allowed[o] for o in b if o in allowed}) for n, b in election.profile)
    found = shares.equal_shares_add1(
        ballots, allowed, election.budget, max(election.voters, 1), tie, step=choice.step * election.unit,
        progress=progress,
    )  # fmt: skip
    return list(found.winners), {"trace": _trace(found)}


def _trace(found: shares.Shares) -> list[dict[str, Any]]:
    return [
        {
            "option": p.option, "price_per_utility": str(p.price), "supporters": p.supporters,
            "is_completion": p.is_completion,
        }
        for p in found.trace
    ]  # fmt: skip


def _seats(
    rule: str, election: Election, choice: Choice, given: Mapping[str, Total], tie: TieOrder
) -> tuple[list[str], dict[str, Any]]:
    if not choice.seats or choice.seats < 0:
        raise RuleError("no-seats")
    if rule == "shortlist":
        found = shares.shortlist(election.profile, election.options, choice.seats, tie)
        return list(found.winners), {"trace": _trace(found)}
    cut = plain.top({o: t.points for o, t in given.items()}, choice.seats, tie)
    return list(cut.winners), {"tied_at_cut": sorted(cut.tied), "margin": cut.margin}


def _ranked(rule: str, election: Election, tie: TieOrder) -> tuple[list[str], dict[str, Any]]:
    """All winners: several where a rule leaves a tie."""
    if not election.ranked:
        raise RuleError("no-ranks", rule)
    if rule == "borda":
        points = ranked.borda(election.ranked, election.options)
        return ranked.by_points(points, tie)[0], {"borda": {o: str(p) for o, p in points.items()}}
    if rule == "irv":
        run = ranked.instant_run_off(election.ranked, election.options, tie)
        return [run.winner], {"rounds": [dict(r) for r in run.rounds]}
    duels = ranked.pairwise(election.ranked, election.options)
    if rule == "schulze":
        return ranked.schulze(duels)[0], {}
    return ranked.ranked_pairs(duels, tie)[:1], {}
