"""Commands about votes on paper: vote. A table with one row a ballot goes into an open round whole, or not at all."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from cocreate.cli.ballot_table import Ballot, read_ballots
from cocreate.cli.session import Session
from cocreate.errors import Refused
from cocreate.interchange import read_bytes
from cocreate.model.commands import EnterBallots
from cocreate.model.commands.rounds import in_order
from cocreate.model.snapshot import VotingRound, WorkshopSnapshot
from cocreate.voting.receipts import new_code

if TYPE_CHECKING:
    from cocreate.model.ballots import Seat
    from cocreate.words import Words

MAX_MB = 4
MOST_FAULTS = 20  # said one by one; of those beyond, the number is said
TURNS = ("paper", "room", "proxy")  # whose seats go first


def vote(args: Namespace, session: Session) -> bool:
    """Check every row first; only when all are ballots of people who have not voted, they are cast."""
    t, store = session.t, session.store()
    scope = session.workshop(args.workshop).id
    snap = store.snapshot(scope)
    held = _open_round(snap, store.device, t)
    data = read_bytes(args.ballots, MAX_MB)
    ballots, faults = read_ballots(data, args.ballots.name, in_order(snap.options_of(held.id)), held, t)
    voters, missing = _voters(ballots, store.seats(held.id), {p.id: p.name for p in snap.participants}, t)
    faults = _shortened([*faults, *missing], t)
    session.result |= {
        "round": held.id, "ballots": len(ballots), "faults": faults, "dry_run": args.dry_run, "cast": 0, "spoiled": 0,
    }  # fmt: skip
    for fault in faults:
        session.warn(fault)
    if faults:
        session.warn(t("No ballot was entered. Correct the rows and try again."))
        return False
    if args.dry_run:
        session.say(t.plural("{n} ballot would be entered.", "{n} ballots would be entered.", n=len(ballots)))
        return True
    pairs = list(zip(ballots, voters, strict=True))
    papers = tuple((voter, new_code(), tuple(b.votes.items())) for b, voter in pairs if not b.is_spoiled)
    spoiled = tuple(voter for b, voter in pairs if b.is_spoiled)
    store.run(EnterBallots(scope=scope, round_id=held.id, ballots=papers, spoiled=spoiled), session.actor)
    session.result |= {"cast": len(papers), "spoiled": len(spoiled)}
    session.say(t.plural("{n} ballot entered.", "{n} ballots entered.", n=len(papers)))
    if spoiled:
        session.say(t.plural("{n} ballot cannot be counted.", "{n} ballots cannot be counted.", n=len(spoiled)))
    return True


def _open_round(snap: WorkshopSnapshot, device: str, t: Words) -> VotingRound:
    """The one round that is open: a ballot is final, so it never goes into a round that somebody guessed."""
    found = [r for r in snap.rounds if r.state == "open"]
    if not found:
        raise Refused("No vote is open in this workshop. Open it in the window first.")
    mine = [r for r in found if r.home_device == device]
    if not mine:
        raise Refused("This vote belongs to another laptop. Change it there.")
    if len(mine) > 1:
        names = ", ".join(" ".join(r.title.split()) or t("Untitled") for r in mine)
        raise Refused("More than one vote is open: {names}. Close the others first.", names=names)
    return mine[0]


def _shortened(faults: Sequence[str], t: Words) -> list[str]:
    left = len(faults) - MOST_FAULTS
    if left <= 0:
        return list(faults)
    more = t.plural("{n} more does not fit.", "{n} more do not fit.", n=left)
    return [*faults[:MOST_FAULTS], more]


# ---- whose seat a ballot takes


def _voters(
    ballots: Sequence[Ballot], seats: Mapping[str, Seat], names: Mapping[str, str], t: Words
) -> tuple[list[str], list[str]]:
    """(whose seat each ballot takes, sentences for ballots without one). No seat is given out when one is missing.

    A ballot without a name takes the seat of somebody who votes on paper, then of anybody who has not voted.
    """
    called: dict[str, list[str]] = {}
    for person in seats:
        called.setdefault(_folded(names.get(person, "")), []).append(person)
    taken: dict[int, str] = {}
    named: set[str] = set()
    faults: list[str] = []
    for ballot in (b for b in ballots if b.name):
        found = called.get(_folded(ballot.name), [])
        if fault := _no_seat(ballot, found, seats, named, t):
            faults.append(fault)
        else:
            taken[ballot.row] = found[0]
            named.add(found[0])
    free = [i for i, seat in seats.items() if not seat.used and i not in named]
    free.sort(key=lambda i: (TURNS.index(seats[i].channel), i))
    unnamed = [b for b in ballots if not b.name]
    if len(unnamed) > len(free):
        n, left = len(unnamed), len(free)
        faults.append(t("Ballots without a name: {n}. People who still have to vote: {left}.", n=n, left=left))
    if faults:
        return [], faults
    taken |= {b.row: person for b, person in zip(unnamed, free, strict=False)}
    return [taken[b.row] for b in ballots], []


def _no_seat(ballot: Ballot, found: Sequence[str], seats: Mapping[str, Seat], taken: Collection[str], t: Words) -> str:
    """Why nobody of this name can cast it; empty when somebody can."""
    row, name = ballot.row, ballot.name[:80]
    if not found:
        return t("Row {row}: {name} has no ballot in this vote.", row=row, name=name)
    if len(found) > 1:
        return t("Row {row}: more than one voter is called {name}. Leave the name out.", row=row, name=name)
    if seats[found[0]].used:
        return t("Row {row}: {name} has voted already.", row=row, name=name)
    if found[0] in taken:
        return t("Row {row}: {name} stands in the table twice.", row=row, name=name)
    return ""


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()


__all__ = ["vote"]
