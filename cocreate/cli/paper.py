"""Commands about votes on paper: vote. A table with one row a ballot goes into an open round whole, or not at all."""

from __future__ import annotations

import csv
import io
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cocreate.cli.session import Session
from cocreate.errors import FileTrouble, Refused, Trouble
from cocreate.export.ballot_words import criterion_names
from cocreate.interchange import read_bytes
from cocreate.model.commands import EnterBallots
from cocreate.model.commands.casting import refusal
from cocreate.model.commands.rounds import in_order, rules_of
from cocreate.model.snapshot import Participant, RoundOption, VotingRound, WorkshopSnapshot
from cocreate.voting.methods import BallotError, check_ballot, key
from cocreate.voting.receipts import new_code

if TYPE_CHECKING:
    from cocreate.words import Words

MAX_MB = 4
NAMES = ("name", "voter", "naam", "stemmer")  # heads of the column that says whose ballot it is


@dataclass(frozen=True)
class Ballot:
    """One row: its number in the file, who it is of ("" where the table has no names), and its votes."""

    row: int
    name: str
    votes: dict[str, int]


def vote(args: Namespace, session: Session) -> bool:
    """Check every row first; only when all are ballots of people who have not voted, they are cast."""
    t, store = session.t, session.store()
    scope = session.workshop(args.workshop).id
    snap = store.snapshot(scope)
    held = _open_round(snap)
    ballots, faults = _read(read_bytes(args.ballots, MAX_MB), args.ballots.name, snap, held, t)
    seats = {i: seat for i, seat in store.seats(held.id).items() if not seat.used}
    waiting = sorted(seats, key=lambda i: (seats[i].channel != "paper", i))  # those who said so come first
    voters, missing = _voters(ballots, waiting, snap, t)
    faults += missing
    session.result |= {"round": held.id, "ballots": len(ballots), "faults": faults, "dry_run": args.dry_run, "cast": 0}
    for fault in faults:
        session.warn(fault)
    if faults:
        session.warn(t("No ballot was entered. Correct the rows and try again."))
        return False
    if args.dry_run:
        session.say(t.plural("{n} ballot would be entered.", "{n} ballots would be entered.", n=len(ballots)))
        return True
    papers = tuple(
        (voter, new_code(), tuple(ballot.votes.items())) for ballot, voter in zip(ballots, voters, strict=True)
    )
    store.run(EnterBallots(scope=scope, round_id=held.id, ballots=papers), session.actor)
    session.result["cast"] = len(ballots)
    session.say(t.plural("{n} ballot entered.", "{n} ballots entered.", n=len(ballots)))
    return True


def _open_round(snap: WorkshopSnapshot) -> VotingRound:
    found = [r for r in snap.rounds if r.state == "open"]
    if not found:
        raise Refused("No vote is open in this workshop. Open it in the window first.")
    return found[-1]


def _voters(
    ballots: Sequence[Ballot], waiting: Sequence[str], snap: WorkshopSnapshot, t: Words
) -> tuple[list[str], list[str]]:
    """(whose seat each ballot takes, sentences for ballots without one)."""
    people = {p.id: p for p in snap.participants if isinstance(p, Participant)}
    free, out, faults = list(waiting), [], []
    for ballot in ballots:
        if ballot.name:
            same = [i for i in free if i in people and people[i].name.casefold() == ballot.name.casefold()]
            if len(same) != 1:
                faults.append(
                    t(
                        "Row {row}: {name} has no ballot to cast, or has voted already.",
                        row=ballot.row,
                        name=ballot.name,
                    )
                )
                continue
            free.remove(same[0])
            out.append(same[0])
    unnamed = [ballot for ballot in ballots if not ballot.name]
    if len(unnamed) > len(free):
        faults.append(t("{n} ballots, but only {free} people still have to vote.", n=len(unnamed), free=len(free)))
        return out, faults
    names = iter(free)
    order = iter(out)
    return [next(order) if ballot.name else next(names) for ballot in ballots if not faults], faults


# ---- the table


def _read(
    data: bytes, name: str, snap: WorkshopSnapshot, held: VotingRound, t: Words
) -> tuple[list[Ballot], list[str]]:
    """(ballots, a sentence for each row that is none)."""
    rows = _table(data, name)
    options = in_order(snap.options_of(held.id))
    keys, faults = _heads(rows[0], options, held, t)
    if faults:
        return [], faults
    found: list[Ballot] = []
    for at, row in enumerate(rows[1:], 2):
        if not any(cell.strip() for cell in row):
            continue
        try:
            found.append(_ballot(at, row, keys, options, held))
        except Trouble as trouble:
            faults.append(t("Row {row}: {why}", row=at, why=trouble.say(t.language)))
    if not found and not faults:
        faults.append(t("{name} holds no ballot.", name=name))
    return found, faults


def _table(data: bytes, name: str) -> list[list[str]]:
    try:
        text = data.decode("utf-8-sig")
        head = text.partition("\n")[0]
        mark = max(",;\t", key=head.count)
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True))
    except (UnicodeDecodeError, csv.Error):
        rows = []
    if not rows:
        raise FileTrouble("{name} is not a table with one row a ballot. Save it as CSV in UTF-8.", name=name)
    return rows


def _heads(
    head: Sequence[str], options: Sequence[RoundOption], held: VotingRound, t: Words
) -> tuple[list[str | None], list[str]]:
    """(the key of each column; "" for the column of names, None for one that is empty; sentences for strange ones)."""
    known = _known(options, held, t)
    keys: list[str | None] = []
    faults: list[str] = []
    for title in (" ".join(cell.split()) for cell in head):
        if title.casefold() in NAMES:
            keys.append("")
        elif not title:
            keys.append(None)
        elif (found := known.get(title.casefold())) and found not in keys:
            keys.append(found)
        else:
            keys.append(None)
            faults.append(t("The column “{title}” is no option of this vote, or stands there twice.", title=title))
    return keys, faults


def _known(options: Sequence[RoundOption], held: VotingRound, t: Words) -> dict[str, str]:
    """Head of a column to the key of its votes: by number or title, with the criterion behind a colon."""
    criteria = criterion_names(t, held)
    duels = {key(a.id, b.id): f"{a.title} > {b.title}" for a in options for b in options if a is not b}
    if held.method == "duels":
        numbers = {o.id: str(k) for k, o in enumerate(options, 1)}
        by_number = {f"{numbers[a.id]} > {numbers[b.id]}": key(a.id, b.id) for a in options for b in options}
        return {title.casefold(): name for name, title in duels.items()} | by_number
    out: dict[str, str] = {}
    for number, option in enumerate(options, 1):
        for criterion, name in criteria.items():
            for title in (str(number), " ".join(option.title.split())):
                out[(f"{title}: {name}" if name else title).casefold()] = key(option.id, criterion)
    return out


def _ballot(
    at: int, row: Sequence[str], keys: Sequence[str | None], options: Sequence[RoundOption], held: VotingRound
) -> Ballot:
    name, votes = "", {}
    for name_of, cell in zip(keys, row, strict=False):
        said = cell.strip()
        if name_of == "":
            name = " ".join(said.split())
        elif name_of is not None and said:
            votes[name_of] = _value(said)
    try:
        return Ballot(at, name, check_ballot(votes, {o.id for o in options}, rules_of(held)))
    except BallotError as error:
        raise refusal(error, held) from None


def _value(said: str) -> int:
    if said.casefold() in ("x", "✓", "✗"):
        return 1
    if not said.isdecimal() or len(said) > 6:
        raise Refused("“{said}” is not a whole number or an x.", said=said[:20])
    return int(said)


__all__ = ["vote"]
