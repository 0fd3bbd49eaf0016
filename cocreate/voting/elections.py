"""Readers of published elections: pabulib (`.pb`) and PrefLib (`.soi`, `.toc`, `.toi`). They decide nothing.

Formats: pabulib.org/format and preflib.org/format. Whatever a file may hold, the answer is an `Election`, or an
`ElectionError` that says what is wrong.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from cocreate.voting.profile import Group, Tiers, grouped, grouped_ranks

SECTIONS = ("meta", "projects", "votes")
VOTE_TYPES = ("approval", "choose-1", "cumulative", "scoring", "ordinal")
LARGEST = 10**15  # of any amount: more is not money but a trap


class ElectionError(ValueError):
    """The file is not an election that can be read. `what` says why: no-section, no-field, bad-number, bad-vote-type,
    unknown-option, too-large, twice or no-text; `detail` names the place."""

    def __init__(self, what: str, detail: str = "") -> None:
        super().__init__(f"{what}: {detail}" if detail else what)
        self.what, self.detail = what, detail


@dataclass(frozen=True, slots=True)
class Election:
    """A published election. Money is in whole minor units: `unit` of them are one unit of the currency."""

    meta: Mapping[str, str]
    names: Mapping[str, str]  # option -> title, in the order of the file
    cost: Mapping[str, int]
    budget: int
    unit: int
    voters: int  # ballots in the file
    profile: Sequence[Group]  # points as the kind of vote gives them
    ranked: Sequence[tuple[int, Tiers]]  # filled when votes are ordinal
    selected: tuple[str, ...]  # funded by the rule, as published; empty when it was not
    published: Mapping[str, int]  # the published tally, where there is one

    @property
    def options(self) -> list[str]:
        return list(self.names)


def read_pb(data: bytes) -> Election:
    """An election in pabulib's format."""
    meta, projects, votes = _sections(_text(data))
    kind = _need(meta, "vote_type", "META")
    if kind not in VOTE_TYPES:
        raise ElectionError("bad-vote-type", kind)
    rows = {_need(row, "project_id", "PROJECTS"): row for row in projects}
    if len(rows) != len(projects):
        raise ElectionError("twice", "PROJECTS")
    amounts = {option: _amount(_need(row, "cost", option), option) for option, row in rows.items()}
    total = _amount(_need(meta, "budget", "META"), "budget")
    unit = 10 ** max(_decimals(amount) for amount in (total, *amounts.values()))
    longest = int(_amount(meta.get("max_length") or str(len(rows)), "max_length"))
    cast = [_vote(vote, kind, rows, longest) for vote in votes]
    column = "votes" if kind in ("approval", "choose-1") else "score"
    return Election(
        meta=meta, names={option: row.get("name") or option for option, row in rows.items()},
        cost={option: int(amount * unit) for option, amount in amounts.items()}, budget=int(total * unit), unit=unit,
        voters=len(cast), profile=grouped(points for points, _ in cast),
        ranked=grouped_ranks([[o] for o in order] for _, order in cast) if kind == "ordinal" else [],
        selected=tuple(option for option, row in rows.items() if row.get("selected") == "1"),
        published={o: int(_amount(row[column], o)) for o, row in rows.items() if row.get(column)},
    )  # fmt: skip


def _text(data: bytes) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ElectionError("no-text") from None
    if "\0" in text:
        raise ElectionError("no-text")
    return text


def _sections(text: str) -> tuple[dict[str, str], list[dict[str, str]], list[dict[str, str]]]:
    meta: dict[str, str] = {}
    rows: dict[str, list[dict[str, str]]] = {"projects": [], "votes": []}
    section = ""
    head: list[str] = []
    for row in _rows(text):
        word = row[0].strip().lower()
        if len(row) <= 2 and word in SECTIONS and section != "votes":
            section, head = word, []
        elif not section:
            raise ElectionError("no-section", "META")
        elif not head:
            head = [cell.strip() for cell in row]
        elif section == "meta":
            meta[row[0].strip()] = row[1].strip() if len(row) > 1 else ""
        else:
            rows[section].append({name: cell.strip() for name, cell in zip(head, row, strict=False)})
    if section != "votes":
        raise ElectionError("no-section", "VOTES")
    return meta, rows["projects"], rows["votes"]


def _rows(text: str) -> Iterator[list[str]]:
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=";"):
            if any(cell.strip() for cell in row):
                yield row
    except csv.Error as error:
        raise ElectionError("no-text", str(error)) from None


def _need(row: Mapping[str, str], field: str, place: str) -> str:
    found = row.get(field, "")
    if not found:
        raise ElectionError("no-field", f"{field} ({place})")
    return found


def _amount(text: str, place: str) -> Decimal:
    try:
        amount = Decimal(text.replace(",", "."))
    except InvalidOperation:
        raise ElectionError("bad-number", f"{text[:40]} ({place})") from None
    if not amount.is_finite() or amount < 0 or _decimals(amount) > 6:
        raise ElectionError("bad-number", f"{text[:40]} ({place})")
    if amount > LARGEST:
        raise ElectionError("too-large", f"{text[:40]} ({place})")
    return amount


def _decimals(amount: Decimal) -> int:
    exponent = amount.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _vote(
    row: Mapping[str, str], kind: str, known: Mapping[str, object], longest: int
) -> tuple[dict[str, int], list[str]]:
    """The points of a ballot, and its options in the order in which it names them."""
    order = [part.strip() for part in row.get("vote", "").split(",") if part.strip()]
    if len(set(order)) != len(order):
        raise ElectionError("twice", row.get("voter_id", ""))
    for option in order:
        if option not in known:
            raise ElectionError("unknown-option", option[:40])
    if kind in ("approval", "choose-1"):
        return dict.fromkeys(order, 1), order
    if kind == "ordinal":
        return {option: longest - k for k, option in enumerate(order)}, order
    given = row.get("points", "").split(",") if order else []
    if len(given) != len(order):
        raise ElectionError("no-field", f"points ({row.get('voter_id', '')})")
    return {option: int(_amount(p, option)) for option, p in zip(order, given, strict=True)}, order


def read_preflib(data: bytes) -> tuple[dict[str, str], list[tuple[int, Tiers]]]:
    """(option -> title, ranked ballots) of a file in PrefLib's ordinal formats."""
    names: dict[str, str] = {}
    ballots: list[tuple[int, Tiers]] = []
    for line in _text(data).splitlines():
        if found := re.match(r"# ALTERNATIVE NAME (\d+): (.*)", line):
            names[found[1]] = found[2].strip()
        elif line.strip() and not line.startswith("#"):
            ballots.append(_ranking(line, names))
    if not ballots:
        raise ElectionError("no-section", "ballots")
    return names, ballots


def _ranking(line: str, names: Iterable[str]) -> tuple[int, Tiers]:
    found = re.fullmatch(r"\s*(\d+)\s*:\s*(.*)", line)
    if not found:
        raise ElectionError("bad-number", line[:40])
    tiers = [re.findall(r"\d+", tier) for tier in re.findall(r"\{[^}]*\}|\d+", found[2])]
    for option in (option for tier in tiers for option in tier):
        if option not in names:
            raise ElectionError("unknown-option", option[:40])
    return int(found[1]), [tier for tier in tiers if tier]
