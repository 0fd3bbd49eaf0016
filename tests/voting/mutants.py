"""Deliberate faults in a copy of the voting floor: each must be caught by the test of its axiom.

python tests/voting/mutants.py [NAME ...]    exit 0 = the clean code passes and every mutant is caught
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]


class Mutant(NamedTuple):
    judge: str  # file and test below tests/voting
    file: str  # below cocreate/voting
    was: str
    becomes: str


AXIOMS, RULES, GROUPS = "test_axioms.py", "test_properties.py", "test_opinions.py"
MUTANTS = {
    "first-ballot-counts-twice": Mutant(
        f"{AXIOMS}::test_anonymity_nobody_counts_for_more", "counting.py",
        "cast = [dict(ballot) for ballot in ballots]\n    kind",
        "cast = [dict(ballot) for ballot in ballots]\n    cast += cast[:1]\n    kind",
    ),
    "first-name-gets-a-point": Mutant(
        f"{AXIOMS}::test_neutrality_no_option_is_favoured", "counting.py",
        "points = {o: t.points for o, t in given.items()}",
        "points = {o: t.points + (o == min(given)) for o, t in given.items()}",
    ),
    "duels-favour-the-first-listed": Mutant(
        f"{AXIOMS}::test_neutrality_two_who_are_level_in_every_way_share_a_rank", "ranked.py", "if mine > rows[b][a]]",
        "if mine > rows[b][a] or (mine == rows[b][a] and a < b)]",
    ),
    "halves-are-dropped": Mutant(
        f"{AXIOMS}::test_homogeneity_one_step_of_one_person_is_not_rounded_away", "counting.py",
        "points = {o: sum(w * sum(given[key(o, c)]) for c, w in weights.items()) for o in options}",
        "points = {o: sum(w * sum(given[key(o, c)]) for c, w in weights.items()) // 2 for o in options}",
    ),
    "prices-in-whole-units": Mutant(
        f"{RULES}::test_no_money_is_lost_and_nobody_overspends", "shares.py",
        "left = money - min(money, price * u)", "left = money - min(money, Fraction(math.floor(price * u)))",
    ),
    "a-mean-instead-of-a-sum": Mutant(
        f"{AXIOMS}::test_monotonicity_one_point_of_a_newcomer_never_hurts", "counting.py",
        "points = {o: t.points for o, t in given.items()}",
        "points = {o: 100 * t.points // max(t.supporters, 1) for o, t in given.items()}",
    ),
    "many-points-count-for-nothing": Mutant(
        f"{AXIOMS}::test_monotonicity_one_point_of_a_newcomer_never_hurts",
        "counting.py",
        "points = {o: t.points for o, t in given.items()}",
        "points = {o: t.points if t.points < 3 else 0 for o, t in given.items()}",
    ),
    "weakest-duels-decide": Mutant(
        f"{AXIOMS}::test_schulze_a_circle_breaks_where_it_is_weakest", "ranked.py",
        "for votes, _, a, b in sorted(_wins(duels), reverse=True):", "for votes, _, a, b in sorted(_wins(duels)):",
    ),
    "greedy-overspends": Mutant(
        f"{AXIOMS}::test_feasibility_both_shortlists_stay_within_the_money", "plain.py",
        "if cost[option] <= left:", "if left > 0:",
    ),
    "shares-overspend": Mutant(
        f"{AXIOMS}::test_feasibility_both_shortlists_stay_within_the_money", "shares.py",
        "if sum(cost[o] for o in following.winners) > budget or", "if sum(cost[o] for o in now.winners) > budget or",
    ),
    "one-seat-too-many": Mutant(
        f"{AXIOMS}::test_feasibility_no_shortlist_is_longer_than_its_seats", "shares.py",
        "len(bought.winners) + len(extra) < seats and", "len(bought.winners) + len(extra) <= seats and",
    ),
    "money-of-others-is-spent": Mutant(
        f"{RULES}::test_no_money_is_lost_and_nobody_overspends", "shares.py",
        "return Purchase(option, price, sum(n for _, n, _ in self.fans[option]))",
        "self.money[0] /= 2\n        return Purchase(option, price, sum(n for _, n, _ in self.fans[option]))",
    ),
    "shortlist-by-totals": Mutant(
        f"{RULES}::test_every_group_that_is_large_enough_gets_its_share", "shares.py",
        "bought = equal_shares(ballots, costs, seats, tie)",
        "bought = equal_shares(ballots, costs, 0, tie)\n"
        "    tie = {o: -sum(n for n, b in ballots if o in b) for o in tie}\n"
        "    best = sorted(costs, key=lambda o: tie[o])[:seats]\n    return Shares(tuple(best), (), bought.left)",
    ),
    "condorcet-by-points": Mutant(
        f"{AXIOMS}::test_condorcet_who_wins_every_duel_comes_first", "counting.py",
        "level = {o: k for k, tier in enumerate(tiers) for o in tier}", "level = {o: -borda[o] for o in options}",
    ),
    "last-ones-leave-together": Mutant(
        f"{RULES}::test_a_condorcet_winner_wins_and_there_is_no_dead_end", "ranked.py",
        "alive.remove(out)\n        votes[out] = 0",
        "gone = [o for o in alive if votes[o] == votes[out]] if len(alive) > 2 else [out]\n"
        "        alive -= set(gone[:2])\n        votes[out] = 0",
    ),
    "coverage-counts-everybody": Mutant(
        f"{AXIOMS}::test_feasibility_no_shortlist_is_longer_than_its_seats", "profile.py",
        "if chosen & ballot.keys()), sum", "if ballot), sum",
    ),
    "ballots-to-change-is-rounded-down": Mutant(
        f"{RULES}::test_ballots_to_change_is_exact", "stability.py", "-(-need // gain)", "need // gain",
    ),
    "codes-alone-make-a-leaf": Mutant(
        f"{RULES}::test_every_code_finds_its_ballot_and_a_flipped_vote_changes_the_root", "receipts.py",
        "canonical(votes)", "canonical(dict.fromkeys(votes, 1))",
    ),
    "groups-of-three-are-shown": Mutant(
        f"{GROUPS}::test_a_group_of_few_people_is_never_shown", "opinions.py", "smallest >= FEWEST and", "",
    ),
    "noise-has-groups": Mutant(
        f"{GROUPS}::test_noise_is_refused", "opinions.py", "is_clear = stable >= STABLE and", "is_clear =",
    ),
}  # fmt: skip


def judged(name: str, mutant: Mutant) -> tuple[bool, str]:
    """(the test passes, what it said)."""
    with tempfile.TemporaryDirectory() as tmp:
        where = Path(tmp)
        for part in ("cocreate", "tests/voting"):
            shutil.copytree(ROOT / part, where / part, ignore=shutil.ignore_patterns("__pycache__"))
        for part in ("pyproject.toml", "tests/conftest.py"):
            shutil.copy(ROOT / part, where / part)
        if mutant.file:
            file = where / "cocreate" / "voting" / mutant.file
            code = file.read_text(encoding="utf-8")
            assert code.count(mutant.was) == 1, f"{name}: the code has changed, {code.count(mutant.was)} places"
            file.write_text(code.replace(mutant.was, mutant.becomes), encoding="utf-8")
        env = dict(os.environ, PYTHONDONTWRITEBYTECODE="1", PYTHONPATH=str(where))
        command = [sys.executable, "-m", "pytest", "-x", "-n0", "-p", "no:cacheprovider", "--tb=line"]
        run = subprocess.run(
            [*command, f"tests/voting/{mutant.judge}"], cwd=where, env=env, capture_output=True, text=True, timeout=600
        )
    if run.returncode not in (0, 1):
        return True, f"the test did not run: {(run.stdout + run.stderr)[-200:]}"
    said = [line for line in run.stdout.splitlines() if "Error" in line or "FAILED" in line]
    return run.returncode == 0, (said or run.stdout.splitlines()[-1:] or [run.stderr[-200:]])[0].strip()[:120]


def main() -> int:
    clean = {f"clean-{judge}": Mutant(judge, "", "", "") for judge in (AXIOMS, RULES, GROUPS)}
    every = clean | MUTANTS
    bad = 0
    for name in sys.argv[1:] or every:
        start = time.monotonic()
        passed, said = judged(name, every[name])
        ok = passed == (not every[name].file)
        bad += not ok
        word = "passes" if passed else "caught"
        print(f"{'ok ' if ok else 'BAD'} {name}: {word} in {time.monotonic() - start:.0f} s  {said}", flush=True)
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
