"""Opinion groups of a revealed vote in words, for the report and the window; always with what all groups agree on."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from cocreate.export.wording import listed
from cocreate.model.commands.rounds import rules_of
from cocreate.model.snapshot import VotingRound, WorkshopSnapshot
from cocreate.voting.opinions import Agreed, Camp, Opinions, opinions
from cocreate.words import Words


def opinions_of(snap: WorkshopSnapshot, held: VotingRound) -> Opinions | None:
    """Who votes alike in a revealed round; None where the vote cannot say. The published list is all it reads."""
    if held.state != "revealed":
        return None
    ballots = [dict(b.votes) for b in snap.revealed_ballots if b.round_id == held.id]
    return opinions(ballots, [o.id for o in snap.options_of(held.id)], rules_of(held), held.seed)


def group_name(t: Words, at: int) -> str:
    return t("Group {letter}", letter="ABCDE"[at])


def camp_words(t: Words, at: int, camp: Camp, titles: Mapping[str, str]) -> str:
    """`Group A, 14 people: more than the others for Buddy app; Repair café`."""
    people = t.plural("{n} person", "{n} people", n=camp.people)
    if not camp.likes:
        return t("{group}, {people}", group=group_name(t, at), people=people)
    names = "; ".join(titles.get(o, "") for o in camp.likes)
    return t("{group}, {people}: more than the others for {list}", group=group_name(t, at), people=people, list=names)


def agreed_words(t: Words, one: Agreed, titles: Mapping[str, str]) -> str:
    """`Open lab day: 93 % and 80 %`, by group in the order of the groups."""
    shares = listed(t, [percent(t, share) for share in one.shares])
    return t("{title}: {said}", title=titles.get(one.option, ""), said=shares)


def percent(t: Words, share: Fraction) -> str:
    return t("{n} %", n=round(100 * share)).replace(" ", "\u00a0")  # never on two lines


def head_words(t: Words, found: Opinions) -> str:
    """What the groups are, with the warning that belongs to them."""
    if not found.camps:
        return t("No clear groups: how people voted does not fall apart into camps.")
    n = len(found.camps)
    return t.plural(
        "{n} group of people who voted alike. A hint, not a result.",
        "{n} groups of people who voted alike. A hint, not a result.", n=n,
    )  # fmt: skip


def agreed_head(t: Words) -> str:
    return t("Most people in every group go along with")


def opinion_lines(t: Words, found: Opinions | None, titles: Mapping[str, str]) -> list[str]:
    """All of it in sentences: groups, what sets each apart, then what all agree on."""
    if found is None:
        return []
    out = [head_words(t, found)]
    if found.camps:
        out += [t("{said}.", said=camp_words(t, at, camp, titles)) for at, camp in enumerate(found.camps)]
        if found.agreed:
            list_ = "; ".join(agreed_words(t, one, titles) for one in found.agreed)
            out.append(t("{name}: {list}.", name=agreed_head(t), list=list_))
        else:
            out.append(t("Nothing is supported by most people in every group."))
    return out
