"""Published elections, and results of other implementations, come out the same."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from cocreate.voting import plain, ranked, scales, shares, stability
from cocreate.voting.elections import read_pb, read_preflib
from cocreate.voting.profile import coverage, grouped, totals
from cocreate.voting.tally import RULES, Choice, count
from cocreate.voting.ties import as_listed

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "data"
needs_data = pytest.mark.skipif(not (SHARED / "voting").is_dir(), reason="the published elections are not at hand")
needs_story = pytest.mark.skipif(not (SHARED / "stories").is_dir(), reason="the story of Tuesday is not at hand")


def tallied(name: str, **choice: Any) -> dict[str, Any]:
    return count(read_pb((SHARED / "voting/pabulib" / f"{name}.pb").read_bytes()), Choice(**choice))


def golden(part: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((SHARED / "voting/golden/rules.json").read_text())[part]
    return found


@needs_data
def test_published_greedy_winners_are_reproduced() -> None:
    done = 0
    for e in json.loads((SHARED / "voting/pabulib/expected.json").read_text(encoding="utf-8")):
        if e["rule"] not in RULES or not e["published_selected"]:
            continue
        found = tallied(e["file"].removesuffix(".pb"))
        assert {o: found["tally"][o]["points"] for o in e["published_tally"]} == e["published_tally"], e["file"]
        other = set(found["winners"]) ^ set(e["published_selected"])
        assert len({found["tally"][o]["points"] for o in other}) <= 1, e["file"]  # equal, or equal up to a tie
        assert not other or "equal score" in e["independent_check"], e["file"]
        done += 1
    assert done == 71


@needs_data
@pytest.mark.parametrize(
    ("name", "winners", "asked"),
    [("Netherlands_Assen_2024", 9, {}), pytest.param("Poland_Swiecie_2023", 17, {"eligibility": 3})],
)
def test_real_equal_shares_elections_are_reproduced(name: str, winners: int, asked: dict[str, int]) -> None:
    found = tallied(name, rule="equal-shares", **asked)
    assert found["matches_published"]
    assert len(found["winners"]) == winners


@needs_data
def test_equal_shares_does_not_always_reach_more_people() -> None:
    assert tallied("Netherlands_Assen_2024")["coverage"]["voters_with_a_choice_in_it"] == 79
    greedy = tallied("Netherlands_Assen_2024", rule="greedy", tie="votes-cost")
    assert greedy["coverage"]["voters_with_a_choice_in_it"] == 84


def names(ids: Any) -> list[str]:
    return sorted(str(i) for i in ids)


@needs_data
def test_golden_shortlists() -> None:
    for d in golden("approval"):
        options = [str(k) for k in range(d["candidates"])]
        profile, tie = grouped(dict.fromkeys(map(str, a), 1) for a in d["voters"]), as_listed(options)
        n = len(d["voters"])
        first = shares.equal_shares(profile, dict.fromkeys(options, n), d["k"], tie)
        assert sorted(first.winners) in [names(x) for x in d["mes_phase1"]]
        whole = shares.shortlist(profile, options, d["k"], tie)
        assert sorted(whole.winners) in [names(x) for x in d["equal-shares"]]
        score = {o: t.points for o, t in totals(profile, options).items()}
        assert sorted(plain.top(score, d["k"], tie).winners) in [names(x) for x in d["av"]]


@needs_data
def test_golden_budgets() -> None:
    for d in golden("budget"):
        cost = {str(k): c for k, c in enumerate(d["costs"])}
        each = Fraction(d["budget"], len(d["voters"]))
        for name, utility in (("mes_cost_utility", cost), ("mes_cardinality", dict.fromkeys(cost, 1))):
            profile = grouped({str(o): utility[str(o)] for o in a} for a in d["voters"])
            found = shares.equal_shares(profile, cost, each, as_listed(cost))
            assert sorted(found.winners) in [names(x) for x in d[name]]


@needs_data
def test_golden_rankings() -> None:
    for d in golden("ranked"):
        options = [str(k) for k in range(len(d["voters"][0]))]
        profile = [(1, [[str(o)] for o in v]) for v in d["voters"]]
        tie, duels = as_listed(options), ranked.pairwise(profile, options)
        assert sorted(ranked.schulze(duels)[0]) == names(d["schulze"])
        assert sorted(ranked.by_points(ranked.borda(profile, options), tie)[0]) == names(d["borda"])
        assert ranked.instant_run_off(profile, options, tie).winner in names(d["irv_all_tiebreaks"])
        assert [x for x in [ranked.condorcet_winner(duels)] if x] == names(d["condorcet_winner"])
        if d["ranked_pairs"]:
            assert ranked.ranked_pairs(duels, tie)[:1] == names(d["ranked_pairs"])


@needs_data
def test_burlington_2009_has_three_winners_by_three_rules() -> None:
    titles, profile = read_preflib((SHARED / "voting/preflib/00005-00000002.toi").read_bytes())
    options, tie = list(titles), as_listed(titles)
    kiss, montroll, wright = (next(o for o in options if x in titles[o]) for x in ("Kiss", "Montroll", "Wright"))
    duels = ranked.pairwise(profile, options)
    assert [(duels[a][b], duels[b][a]) for a, b in ((montroll, kiss), (montroll, wright), (kiss, wright))] == [
        (4067, 3477), (4597, 3668), (4314, 4064),
    ]  # fmt: skip
    run = ranked.instant_run_off(profile, options, tie)
    assert run.winner == kiss
    assert max(run.rounds[0], key=run.rounds[0].__getitem__) == wright
    assert run.rounds[0][wright] == 2951
    assert ranked.condorcet_winner(duels) == montroll
    assert ranked.schulze(duels)[0] == [montroll]
    assert ranked.ranked_pairs(duels, tie)[0] == montroll
    assert ranked.by_points(ranked.borda(profile, options), tie)[0] == [montroll]


@needs_data
def test_debian_votes_give_what_their_files_can_give() -> None:
    done = 0
    for name, e in json.loads((SHARED / "voting/preflib/expected.json").read_text()).items():
        winner = e.get("winner") or e.get("winner_on_this_file")
        if not name.startswith("00002") or not winner:
            continue
        titles, profile = read_preflib(next((SHARED / "voting/preflib").glob(name + ".to*")).read_bytes())
        assert winner in titles[ranked.schulze(ranked.pairwise(profile, list(titles)))[0][0]], name
        done += 1
    assert done >= 4


@needs_story
def test_tuesday_reaches_the_night_shift_only_by_equal_shares() -> None:
    told = json.loads((SHARED / "stories/tuesday-ballots.json").read_text(encoding="utf-8"))
    expected = json.loads((SHARED / "stories/tuesday-expected.json").read_text())
    options = [o["id"] for o in told["options"]]
    profile = grouped(b["dots"] for b in told["ballots"])
    given = totals(profile, options)
    assert {o: t.points for o, t in given.items() if t.points} == expected["points"]
    tie = as_listed(sorted(options, key=lambda o: (-given[o].points, -given[o].supporters, o)))
    cut = plain.top({o: t.points for o, t in given.items()}, 5, tie)
    assert sorted(cut.winners) == ["n01", "n02", "n03", "n04", "n07"]
    assert cut.margin == 1
    assert coverage(profile, cut.winners) == (17, 20)
    fair = shares.shortlist(profile, options, 5, tie)
    assert list(fair.winners) == expected["equal_shares"]["completed_by_phragmen_from_approvals"]["order"]
    assert [p.price for p in fair.trace if not p.is_completion] == [
        20 * Fraction(x) for x in expected["equal_shares"]["first_pass"]["price_by_approval"]
    ]
    assert coverage(profile, fair.winners) == (20, 20)
    for utility, key in ((lambda b: b, "by_points"), (lambda b: dict.fromkeys(b, 1), "by_approval")):
        raised = expected["equal_shares"]["completed_by_raising_budget"][key]
        ballots = grouped(utility(b["dots"]) for b in told["ballots"])
        found = shares.equal_shares(ballots, dict.fromkeys(options, 1), Fraction(raised["budget"]) / 20, tie)
        assert list(found.winners) == raised["order"]


def test_agreement_and_concordance_of_the_literature() -> None:
    assert round(float(scales.agreement([30, 40, 210, 130, 530, 50, 10]) or 0), 7) == 0.6113333
    even, camps, same = [5] * 5, [10, 0, 0, 0, 10], [0, 0, 9, 0, 0]
    assert [scales.agreement(x) for x in (even, camps, same, [0, 0, 0])] == [0, -1, 1, None]
    assert scales.is_split([4, 0, 0, 0, 4])
    assert not scales.is_split([2, 0, 0, 0, 2]), "four people are not two camps"
    up, down = [["a"], ["b"], ["c"]], [["c"], ["b"], ["a"]]
    assert scales.kendall_w([(4, up)], "abc") == 1
    assert scales.kendall_w([(1, up), (1, down)], "abc") == 0
    assert scales.kendall_w([(2, [["a", "b"], ["c"]]), (1, up)], "abc") == Fraction(14, 15)


@needs_data
def test_a_printed_seed_gives_the_same_stability_again() -> None:
    e = read_pb((SHARED / "voting/pabulib/Netherlands_Assen_2024.pb").read_bytes())
    once = stability.stability(e.profile, e.options, 5, seed=7)
    assert once == stability.stability(e.profile, e.options, 5, seed=7)
    assert abs(sum(once.values()) - 5) < 1e-9
    assert (stability.band(once["3"]), stability.band(once["2"])) == ("firm", "coin-toss")
