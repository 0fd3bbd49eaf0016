"""Action items for calendars (RFC 5545): an all-day event on the day each one is due. Writes no file."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from cocreate.export.clean import clean
from cocreate.export.facts import Facts
from cocreate.export.rows import state_name
from cocreate.export.wording import as_moment, last_change
from cocreate.model.clock import STAMP
from cocreate.model.snapshot import ActionItem

FOLD = 75  # octets of a line


def action_items_ics(facts: Facts) -> bytes:
    """All action items that have a date, whoever owns them."""
    return _calendar(facts, facts.snapshot.action_items)


def has_dates(facts: Facts) -> bool:
    """Whether any action item has a date: a calendar without an event is none, and some programs refuse it."""
    return any(_due(item) for item in facts.snapshot.action_items)


def action_items_by_owner(facts: Facts) -> dict[str, bytes]:
    """Name of an owner to a calendar of what this person has taken on; owners without a dated item are left out."""
    found: dict[str, list[ActionItem]] = {}
    for item in facts.snapshot.action_items:
        if (owner := facts.owner(item)) and _due(item):
            found.setdefault(owner, []).append(item)
    return {owner: _calendar(facts, items) for owner, items in found.items()}


def _calendar(facts: Facts, items: Iterable[ActionItem]) -> bytes:
    shop = facts.snapshot.workshop
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//CoCreate//CoCreate//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(shop.title or shop.question)}",
    ]  # fmt: skip
    stamp = f"{_changed(facts):%Y%m%dT%H%M%SZ}"
    for item in items:
        lines += _event(facts, item, stamp)
    return b"".join(_folded(line) for line in [*lines, "END:VCALENDAR"])


def _event(facts: Facts, item: ActionItem, stamp: str) -> list[str]:
    """Sent again, it takes the place of the earlier one: same UID, later stamp. A dropped item is called off."""
    day = _due(item)
    if day is None:
        return []
    t, owner = facts.t, facts.owner(item)
    outcome = next((o for o in facts.snapshot.outcomes if o.id == item.outcome_id), None)
    said = [
        (t("Owner"), owner), (t("First step"), item.first_step), (t("Sign of success"), item.success_sign),
        (t("Decision"), outcome.text if outcome else ""), (t("State"), state_name(t, item.state)),
    ]  # fmt: skip
    told = "\n".join(f"{label}: {text}" for label, text in said if text.strip())
    return [
        "BEGIN:VEVENT", f"UID:{_text(item.id)}", f"DTSTAMP:{stamp}", f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}", f"SUMMARY:{_text(item.text)}",
        f"DESCRIPTION:{_text(told)}", f"STATUS:{'CANCELLED' if item.state == 'dropped' else 'CONFIRMED'}",
        "TRANSP:TRANSPARENT", "END:VEVENT",
    ]  # fmt: skip


def _due(item: ActionItem) -> date | None:
    try:
        day = date.fromisoformat(item.due)
    except ValueError:
        return None
    return day if date(1900, 1, 1) <= day < date.max else None


def _changed(facts: Facts) -> datetime:
    """The latest change of the workshop: a stamp begins with its milliseconds."""
    told = facts.snapshot.stamp
    return as_moment(int(told[:13])) if STAMP.fullmatch(told) else last_change(facts.snapshot)


def _text(text: str) -> str:
    text = clean(text).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return text.replace("\n", "\\n").replace("\t", " ")


def _folded(line: str) -> bytes:
    """At most 75 octets a line, never within a character."""
    out, room = bytearray(), FOLD
    for c in line:
        octets = c.encode()
        if len(octets) > room:
            out += b"\r\n "
            room = FOLD - 1
        out += octets
        room -= len(octets)
    return bytes(out) + b"\r\n"
