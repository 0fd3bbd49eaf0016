"""Schulze, Borda and the instant run-off of a revealed ranking in words, side by side when they differ."""

from __future__ import annotations

from collections.abc import Mapping

from cocreate.export.verdict import decimal
from cocreate.export.wording import listed
from cocreate.model.snapshot import VotingRound, WorkshopSnapshot
from cocreate.voting.three_ways import Ways, three_ways
from cocreate.words import Words


def ways_of(snap: WorkshopSnapshot, held: VotingRound) -> Ways | None:
    """The three counts of a revealed ranking; None for any other round, and below five ballots."""
    if held.state != "revealed" or held.method != "ranking":
        return None
    ballots = [dict(b.votes) for b in snap.revealed_ballots if b.round_id == held.id]
    return three_ways(ballots, [o.id for o in snap.options_of(held.id)], held.seed)


def ways_lines(t: Words, found: Ways | None, titles: Mapping[str, str]) -> list[str]:
    """One sentence where all three agree; else what each puts first, and why."""
    if found is None:
        return []
    if found.agree:
        first = titles.get(found.run_off, "")
        return [t("By duels, by points and by run-off, {title} comes first.", title=first)]
    return [
        t("Three ways to count a ranking differ here:"),
        *(f"{name}: {said}" for name, said in rows(t, found, titles)),
    ]


def rows(t: Words, found: Ways, titles: Mapping[str, str]) -> list[tuple[str, str]]:
    """(way to count, what it says) of the three."""
    level = listed(t, [titles.get(o, "") for o in found.schulze])
    if len(found.schulze) > 1:
        by_duels = t("{list}, level.", list=level)
    elif found.beats_all:
        by_duels = t("{title}, who wins from every other option one by one.", title=level)
    else:
        by_duels = t("{title}; no option wins from all others.", title=level)
    most = listed(t, [titles.get(o, "") for o in found.borda])
    by_points = t("{title}, with {n} points.", title=most, n=decimal(t, found.points))
    votes = listed(t, [f"{titles.get(o, '')} {n}" for o, n in found.last[:3]])
    winner = titles.get(found.run_off, "")
    by_run_off = t.plural(
        "{title}, after {n} count: {votes}.", "{title}, after {n} counts: {votes}.",
        n=found.counts, title=winner, votes=votes,
    )  # fmt: skip
    return [
        (t("By duels (Schulze)"), by_duels), (t("By points (Borda)"), by_points), (t("By run-off"), by_run_off),
    ]  # fmt: skip
