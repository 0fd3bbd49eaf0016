"""The record of a decision: how secret, by how many, how firm it is, who objected, who decided, and hashes.

It stands below the question, the settings and the bars of the round. The tally and the decider's act stand apart. It
says nothing about a round that is not revealed.
"""

from __future__ import annotations

from cocreate.export.opinion_words import opinion_lines, opinions_of
from cocreate.export.three_ways_words import ways_lines, ways_of
from cocreate.export.verdict import (
    Verdict,
    coverage,
    cut_words,
    decided,
    firmness,
    payment,
    spread_words,
    ties,
    verdict,
)  # fmt: skip
from cocreate.export.wording import listed
from cocreate.model.snapshot import VotingRound, WorkshopSnapshot
from cocreate.words import Words

Entry = tuple[str, list[str]]  # a label, and its sentences


def record(snap: WorkshopSnapshot, held: VotingRound, t: Words) -> list[Entry]:
    """The entries that have something to say, in the order of a decision record."""
    if held.state != "revealed":
        return []
    found = verdict(snap, held, t)
    entries = [
        (t("Secrecy"), [t("Secret ballots; on the screen every voter saw the options in an order of their own.")]),
        (t("Turnout"), _turnout(t, held)),
        (t("Firmness"), [*cut_words(t, found), *_firm(t, found)]),
        (t("Spread"), _spread(t, found)),
        (t("Voices"), _voices(t, found)),
        (t("Ways to count"), ways_lines(t, ways_of(snap, held), found.titles)),
        (t("Opinion groups"), opinion_lines(t, opinions_of(snap, held), found.titles)),
        (t("Ties"), _ties(t, found)),
        (t("Objections"), _dissent(t, found)),
        (t("Decided"), [said for said in [decided(t, found)] if said]),
        (t("Audit"), _audit(t, held)),
    ]
    return [(label, lines) for label, lines in entries if lines]


def _turnout(t: Words, held: VotingRound) -> list[str]:
    """Given out = cast + unused + spoiled, and the ways to vote when each has enough people."""
    if not held.eligible:
        return []
    out = [
        t(
            "{all} ballots given out = {cast} cast + {unused} unused + {spoiled} spoiled",
            all=held.eligible, cast=held.ballots, unused=held.eligible - held.ballots - held.spoiled,
            spoiled=held.spoiled,
        )
        + "."
    ]  # fmt: skip
    if held.abstained:
        out.append(t.plural("{n} ballot was empty.", "{n} ballots were empty.", n=held.abstained))
    names = {"room": t("in the room"), "paper": t("on paper"), "proxy": t("by proxy")}
    if held.channels:
        out.append(t("{list}.", list=listed(t, [f"{n} {names.get(c, c)}" for c, n in held.channels])))
    return out


def _firm(t: Words, found: Verdict) -> list[str]:
    told = [f"{x.title}: {said}" for x in found.lines[: found.round.cut + 2] if (said := firmness(t, x.result))]
    if not told:
        return []
    return [t("In 2,000 redrawn rooms, so how much it depends on who was there: {list}.", list="; ".join(told))]


def _spread(t: Words, found: Verdict) -> list[str]:
    out = []
    for line in found.lines:
        said = [words for one in line.spreads if (words := spread_words(t, one))]
        if said:
            out.append(t("{title}: {said}", title=line.title, said="; ".join(said)))
    return out


def _voices(t: Words, found: Verdict) -> list[str]:
    held = found.round
    if not held.cut or not held.chose:
        return []
    out = [_shortlist(t, t("Most support"), [x.title for x in found.plain], held.plain_reach, held.chose)]
    if found.has_fair:
        fair = [x.title for x in found.fair]
        out.append(_shortlist(t, t("Fair shortlist"), fair, held.fair_reach, held.chose))
        out += [payment(t, held, x) for x in found.fair]
    return out


def _shortlist(t: Words, name: str, titles: list[str], reach: int, chose: int) -> str:
    return t("{name} ({list}): {words}.", name=name, list="; ".join(titles), words=coverage(t, reach, chose))


def _ties(t: Words, found: Verdict) -> list[str]:
    said = ties(t, found)
    ranks = [line.result.rank for line in found.lines if line.result.supporters]
    is_level = len(set(ranks)) < len(ranks)  # a tie that decides nothing is said with the bars
    return said or ([] if is_level or not ranks else [t("No tie had to be broken.")])


def _dissent(t: Words, found: Verdict) -> list[str]:
    out = []
    for note, author in found.dissent:
        about = found.titles.get(note.option_id, "")
        text = t("Against {title}: {text}", title=about, text=note.text) if about else note.text
        out.append(f"{text} ({author})" if author else text)
    return out


def _audit(t: Words, held: VotingRound) -> list[str]:
    out = []
    if held.config:
        out.append(t("Settings {hash}", hash=held.config))
    if held.root:
        out.append(t.plural("{n} ballot, root {hash}", "{n} ballots, root {hash}", n=held.ballots, hash=held.root))
    if held.seed:
        out.append(t("Lot {seed}", seed=held.seed))
    return out
