"""Commands about votes: tally. It reads a published election and opens no library."""

from __future__ import annotations

from argparse import Namespace
from fractions import Fraction
from pathlib import Path
from typing import Any

from cocreate.cli.session import Session, UsageError
from cocreate.errors import FileTrouble
from cocreate.interchange import read_bytes
from cocreate.voting.elections import Election, ElectionError, read_pb
from cocreate.voting.tally import RULES, TIES, Choice, RuleError, count
from cocreate.words import Words

MAX_MB = 64

__all__ = ["RULES", "TIES", "tally"]


def tally(args: Namespace, session: Session) -> bool:
    """Count a published election and say who wins."""
    t, path = session.t, args.election
    if args.seats is not None and args.seats < 1:
        raise UsageError(t("--seats is a number from 1."))
    election = _election(path)
    choice = Choice(args.rule or "", args.seats, args.tie or "", _step(args.step, t), args.eligibility)
    try:
        found = count(election, choice)
    except RuleError as error:
        raise UsageError(_why(error, t)) from None
    session.result |= found
    _tell(found, election, session)
    return True


def _election(path: Path) -> Election:
    data = read_bytes(path, MAX_MB)
    try:
        return read_pb(data)
    except ElectionError as error:
        raise FileTrouble(
            "{name} is not an election that can be read ({why}). Choose a .pb file from pabulib.org.",
            name=path.name, why=str(error),
        ) from None  # fmt: skip


def _step(text: str, t: Words) -> Fraction:
    try:
        step = Fraction(text.replace(",", "."))
    except (ValueError, ZeroDivisionError):
        raise UsageError(t("--step is a number above 0.")) from None
    if step <= 0:
        raise UsageError(t("--step is a number above 0."))
    return step


def _why(error: RuleError, t: Words) -> str:
    if error.what == "no-seats":
        return t("say how many win with --seats")
    if error.what == "no-ranks":
        return t("{rule} needs ranked ballots, and this election has none", rule=error.detail)
    return t("name a rule with --rule: {rules}", rules=", ".join(RULES))


def _tell(found: dict[str, Any], election: Election, session: Session) -> None:
    t = session.t
    for option in found["winners"]:
        total = found["tally"][option]
        people = t.plural("{n} person", "{n} people", n=total["supporters"])
        session.say(f"{total['points']:>8}  {people:>12}  {option}  {election.names[option]}")
    covered = found["coverage"]
    session.say(
        t(
            "{covered} of {chose} voters have a choice in it. Spent {spent} of {budget}.",
            covered=covered["voters_with_a_choice_in_it"], chose=covered["voters_who_chose"],
            spent=found["spent"], budget=found["budget"],
        )
    )  # fmt: skip
    if found["matches_published"] is not None:
        same = t("The same winners as published.") if found["matches_published"] else t("Not the winners published.")
        session.say(same)
