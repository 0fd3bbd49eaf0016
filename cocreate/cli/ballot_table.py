"""Reads a table with one row a ballot for an open round. It knows no library, and it drops no cell without a word."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cocreate.errors import FileTrouble, Refused, Trouble
from cocreate.export.ballot_words import criterion_names
from cocreate.model.commands.casting import refusal
from cocreate.model.commands.rounds import rules_of
from cocreate.model.snapshot import RoundOption, VotingRound
from cocreate.voting.methods import METHODS, BallotError, check_ballot, key

if TYPE_CHECKING:
    from cocreate.words import Words

NAMES = ("name", "voter", "naam", "stemmer")  # heads of the column that says whose ballot it is
CROSSES = ("x", "✓", "✗")  # what people put where a choice is all that can be said
BLANKS = ("blank", "blanco")  # in any cell: a ballot that was handed in empty, an abstention
SPOILED = ("spoiled", "spoilt", "ongeldig")  # in any cell: a ballot that cannot be counted
MARKS = ",;\t"  # between cells
MOST_LINES = 10_000  # more people than that vote in no room
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f]")  # no table that people wrote holds them


@dataclass(frozen=True)
class Ballot:
    """One row: its number in the file, who it is of ("" where the table has no names), and its votes.

    A blank ballot has no votes; of a spoiled one they cannot be known.
    """

    row: int
    name: str
    votes: dict[str, int]
    is_spoiled: bool = False


def read_ballots(
    data: bytes, name: str, options: Sequence[RoundOption], held: VotingRound, t: Words
) -> tuple[list[Ballot], list[str]]:
    """(ballots, a sentence for each row or column that does not fit). `FileTrouble` when it is no table at all."""
    known = _known(options, held, t)
    rows = _table(data, name, known)
    keys, faults = _heads(rows[0], known, t)
    if faults:
        return [], faults
    found: list[Ballot] = []
    names = {option.id for option in options}
    for at, row in enumerate(rows[1:], 2):
        if not any(cell.strip() for cell in row):
            continue
        try:
            found.append(_ballot(at, row, keys, names, held))
        except Trouble as trouble:
            faults.append(t("Row {row}: {why}", row=at, why=trouble.say(t.language)))
    if not found and not faults:
        faults.append(t("{name} holds no ballot.", name=name))
    return found, faults


def _table(data: bytes, name: str, known: Collection[str]) -> list[list[str]]:
    """The rows, cut at the mark with which most heads are known."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")  # old spreadsheets; a head or name that it spoils is refused later
    if text.count("\n") > MOST_LINES:
        raise FileTrouble(
            "“{name}” has more than {limit} lines. Split it into smaller files.", name=name, limit=MOST_LINES
        )
    tables = [] if _CONTROLS.search(text) else [rows for mark in MARKS if (rows := _cut(text, mark))]
    if not tables:
        raise FileTrouble("{name} is not a table with one row a ballot. Save it as CSV in UTF-8.", name=name)
    return max(tables, key=lambda rows: sum(_folded(head) in known or _folded(head) in NAMES for head in rows[0]))


def _cut(text: str, mark: str) -> list[list[str]]:
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True))
    except csv.Error:
        return []


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _heads(head: Sequence[str], known: Mapping[str, str], t: Words) -> tuple[list[str | None], list[str]]:
    """(the key of each column; "" for the column of names, None for one without a head; sentences for strange ones)."""
    keys: list[str | None] = []
    faults: list[str] = []
    for title in head:
        found = "" if _folded(title) in NAMES else known.get(_folded(title))
        if title.strip() and (found is None or found in keys):
            faults.append(
                t(
                    "The column “{title}” is no option of this vote, or stands there twice.",
                    title=" ".join(title.split())[:80],
                )
            )
        keys.append(found)
    return keys, faults


def _known(options: Sequence[RoundOption], held: VotingRound, t: Words) -> dict[str, str]:
    """Head of a column to the key of its votes: by number or title, with the criterion behind a colon.

    A head that would mean two options means none, so that no vote goes to the wrong one.
    """
    names = [(str(n), " ".join(option.title.split()), option.id) for n, option in enumerate(options, 1)]
    heads: list[tuple[str, str]] = []
    if held.method == "duels":
        for a in names:
            for b in names:
                heads += [(f"{a[k]} > {b[k]}", key(a[2], b[2])) for k in (0, 1) if a is not b]
    else:
        for criterion, word in criterion_names(t, held).items():
            for number, title, option in names:
                heads += [(f"{x}: {word}" if word else x, key(option, criterion)) for x in (number, title) if x]
    means: dict[str, set[str]] = {}
    for title, name in heads:
        means.setdefault(_folded(title), set()).add(name)
    return {title: min(found) for title, found in means.items() if len(found) == 1}


def _ballot(
    at: int, row: Sequence[str], keys: Sequence[str | None], options: Collection[str], held: VotingRound
) -> Ballot:
    name, votes, marks = "", {}, set()
    for place, cell in enumerate(row):
        said, column = cell.strip(), keys[place] if place < len(keys) else None
        if not said:
            continue
        if column != "" and said.casefold() in (*BLANKS, *SPOILED):
            marks.add(said.casefold() in SPOILED)
        elif column is None:
            raise Refused("“{said}” stands in a column without a head.", said=said[:20])
        elif column == "":
            name = " ".join(said.split())
        else:
            votes[column] = _value(said, held)
    if marks and (votes or len(marks) > 1):
        raise Refused("A ballot that is blank or spoiled has no votes. Leave the other cells empty.")
    if True in marks:
        return Ballot(at, name, {}, is_spoiled=True)
    try:
        return Ballot(at, name, check_ballot(votes, options, rules_of(held)))
    except BallotError as error:
        raise refusal(error, held) from None


def _value(said: str, held: VotingRound) -> int:
    """A whole number; a cross is 1, but no place and no grade of a scale."""
    may_cross = METHODS[held.method].kind in ("points", "approval", "duel")
    if may_cross and said.casefold() in CROSSES:
        return 1
    if said.isdecimal() and len(said) <= 6:
        return int(said)
    if may_cross:
        raise Refused("“{said}” is not a whole number or an x.", said=said[:20])
    raise Refused("“{said}” is not a whole number.", said=said[:20])
