"""How numbers, dates, people and votes are said in an export, in English or Dutch. Reads snapshots, writes no file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime

from cocreate.model.snapshot import CIRCLES, VotingRound, WorkshopSnapshot
from cocreate.words import Words

_LAST = 253_402_300_799_000  # the last second that a date can hold, in milliseconds
_LABEL = re.compile(r"(\d+)(\D*)")


def idea_name(label: str) -> str:
    """`I-012` for number 12: the same in PDF, tables and links."""
    found = _LABEL.fullmatch(label)
    return f"I-{int(found[1]):03d}{found[2]}" if found else f"I-{label}"


def number(t: Words, value: int) -> str:
    return f"{value:,}".replace(",", "." if t.language == "nl" else ",")


def months(t: Words) -> tuple[str, ...]:
    return (
        t("January"), t("February"), t("March"), t("April"), t("May"), t("June"),
        t("July"), t("August"), t("September"), t("October"), t("November"), t("December"),
    )  # fmt: skip


def say_date(t: Words, value: str | int) -> str:
    """`19 November 2026` of an ISO date or of milliseconds (UTC). What is no date is given back as it is."""
    try:
        day = date.fromisoformat(value[:10]) if isinstance(value, str) else as_moment(value).date()
    except ValueError:
        return str(value)
    return t("{day} {month} {year}", day=day.day, month=months(t)[day.month - 1], year=day.year)


def as_moment(value: str | int) -> datetime:
    """An ISO date or date and time, or milliseconds since 1970, as UTC. What no date can hold is cut to what it can."""
    if isinstance(value, int):
        return datetime.fromtimestamp(min(max(value, 0), _LAST) // 1000, UTC)
    found = datetime.fromisoformat(value)
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)


def last_change(snapshot: WorkshopSnapshot) -> datetime:
    """The latest moment the workshop itself knows: so an export is the same whenever it is made."""
    shop = snapshot.workshop
    times = [shop.created_at, *(n.written_at for n in snapshot.notes)]
    times += [r.revealed_at for r in snapshot.rounds if r.state == "revealed"]
    try:
        return max(as_moment(max(times)), as_moment(shop.held_on or "1970-01-01"))
    except ValueError:
        return as_moment(max(times))


def listed(t: Words, parts: Sequence[str]) -> str:
    """`A, B and C`."""
    if len(parts) < 2:
        return "".join(parts)
    return t("{first} and {last}", first=", ".join(parts[:-1]), last=parts[-1])


def circle(t: Words, word: str) -> str:
    names = {
        "me": t("on their own behalf"), "team": t("from the team"), "organisation": t("from the organisation"),
        "partners": t("from partners"), "suppliers": t("from suppliers"), "customers": t("from customers"),
        "prospects": t("from prospects"), "fans": t("fans"),
    }  # fmt: skip
    return names[word]


def people(t: Words, snapshot: WorkshopSnapshot) -> str:
    """`12 people: 8 from the team and 2 from customers`. Counts, no names."""
    total = len(snapshot.participants)
    found = Counter(p.circle for p in snapshot.participants if p.circle in CIRCLES)
    parts = [f"{found[word]} {circle(t, word)}" for word in CIRCLES if found[word]]
    said = t.plural("{n} person", "{n} people", n=total)
    return t("{people}: {circles}", people=said, circles=listed(t, parts)) if parts else said


def facilitators(snapshot: WorkshopSnapshot) -> list[str]:
    return [p.name for p in snapshot.participants if p.role == "facilitator" and p.name]


def minutes(t: Words, start: int, end: int) -> str:
    """How long something took; empty if it is not known. Lengths need no time zone, so they are the same everywhere."""
    if not 0 < start < end:
        return ""
    whole = max(1, round((end - start) / 60_000))
    if whole >= 48 * 60:
        return t.plural("{n} day", "{n} days", n=round(whole / 1440))
    return t.plural("{n} minute", "{n} minutes", n=whole)


def turnout(t: Words, round_: VotingRound) -> str:
    """Who voted, and how many of them gave an empty ballot."""
    if round_.eligible:
        share = round(100 * round_.ballots / round_.eligible)
        said = t(
            "{ballots} of {eligible} people voted ({share} %).",
            ballots=round_.ballots, eligible=round_.eligible, share=share,
        )  # fmt: skip
    else:
        said = t.plural("{n} person voted.", "{n} people voted.", n=round_.ballots)
    if not round_.abstained:
        return said
    return f"{said} " + t.plural("{n} abstained.", "{n} abstained.", n=round_.abstained)


def ideas(t: Words, n: int) -> str:
    return t("{n} idea", n=1) if n == 1 else t("{n} ideas", n=number(t, n))


def points(t: Words, n: int) -> str:
    return t("{n} point", n=1) if n == 1 else t("{n} points", n=number(t, n))
