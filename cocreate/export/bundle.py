"""A workshop as one JSON file, out and in: canonical, so equal workshops have equal bytes. Trusts nothing it reads."""

from __future__ import annotations

import json
from dataclasses import MISSING, Field, fields
from functools import cache
from typing import Any, get_type_hints

from cocreate import strict_json
from cocreate.errors import FileTrouble
from cocreate.export.redact import released
from cocreate.model.snapshot import ROWS, SECTIONS, Row, Workshop, WorkshopSnapshot, reading_order

FORMAT, VERSION = "cocreate-workshop", 2  # 2 has sizes, frames in frames, labels, sketches: 0.1 cannot read it
MOST_BYTES = 64 * 1024 * 1024
_WHOLE = 2**63
_PARTS = frozenset({"format", "version", "stamp", "workshop", *SECTIONS.values()})


def workshop_json(snapshot: WorkshopSnapshot) -> bytes:
    """UTF-8, sorted keys, no spaces. Votes that are not revealed stay out; reading it gives the rest back, equal."""
    shown = released(snapshot)
    data: dict[str, Any] = {
        "format": FORMAT, "version": VERSION, "stamp": shown.stamp, "workshop": _plain(shown.workshop),
    }  # fmt: skip
    for section in SECTIONS.values():
        data[section] = [_plain(row) for row in sorted(getattr(shown, section), key=reading_order)]
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8", "backslashreplace") + b"\n"  # a lone surrogate becomes its JSON escape


def _plain(row: Row) -> dict[str, Any]:
    return {f.name: getattr(row, f.name) for f in fields(row)}


def read_workshop_json(data: bytes) -> WorkshopSnapshot:
    """The workshop in such a file. Raises FileTrouble for anything that is not exactly one."""
    if len(data) > MOST_BYTES:
        raise FileTrouble("This file is larger than 64 MB. Choose a workshop that CoCreate has written.")
    try:
        found = strict_json.loads(data.decode("utf-8"))
    except ValueError as error:
        raise _unreadable() from error
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise FileTrouble("This is not a workshop of CoCreate. Choose a JSON file that CoCreate has written.")
    version = found.get("version")
    if type(version) is not int or not 1 <= version <= VERSION:
        raise FileTrouble("This workshop was written by a newer CoCreate. Update CoCreate, then open it again.")
    try:
        return _snapshot(found)
    except (TypeError, KeyError, OverflowError) as error:
        raise _unreadable() from error


def _unreadable() -> FileTrouble:
    return FileTrouble("This workshop file is damaged. Ask for a fresh copy, or export it again.")


def _snapshot(found: dict[str, Any]) -> WorkshopSnapshot:
    if set(found) - _PARTS:
        raise TypeError("an unknown part")
    seen: set[str] = set()
    sections: dict[str, Any] = {}
    for kind, section in SECTIONS.items():
        rows = found.get(section, [])
        if not isinstance(rows, list):
            raise TypeError(f"{section} is no list")
        sections[section] = tuple(_row(ROWS[kind], row) for row in rows)
        for row in sections[section]:
            if row.id in seen:
                raise TypeError("an id stands twice")
            seen.add(row.id)
    stamp = found.get("stamp", "")
    workshop = _row(Workshop, found["workshop"])
    if not isinstance(stamp, str) or not isinstance(workshop, Workshop):
        raise TypeError("the stamp is no text")
    return WorkshopSnapshot(workshop=workshop, stamp=stamp, **sections)


@cache
def _shape(kind: str) -> tuple[dict[str, Any], frozenset[str]]:
    """Types by field name, and the fields that must be there."""
    cls = ROWS[kind]
    hints = get_type_hints(cls)
    needed = frozenset(f.name for f in fields(cls) if _is_needed(f))
    return {f.name: hints[f.name] for f in fields(cls)}, needed


def _is_needed(f: Field[Any]) -> bool:
    return f.default is MISSING and f.default_factory is MISSING


def _row(cls: type[Row], found: object) -> Row:
    types, needed = _shape(cls.kind)
    if not isinstance(found, dict) or set(found) - set(types) or needed - set(found):
        raise TypeError(f"no {cls.kind}")
    return cls(**{name: _value(types[name], value) for name, value in found.items()})


def _value(wanted: Any, value: object) -> Any:
    """The value in its type, or TypeError."""
    if wanted in (str, bool):
        if type(value) is wanted:
            return value
    elif wanted is int:
        if type(value) is int and -_WHOLE <= value < _WHOLE:
            return value
    elif wanted == str | None:
        if value is None or isinstance(value, str):
            return value
    elif wanted == tuple[float, float]:
        if (
            isinstance(value, list)
            and len(value) == 2
            and all(type(v) in (int, float) and abs(v) < 1e12 for v in value)
        ):
            return float(value[0]), float(value[1])
    elif wanted == tuple[str, ...]:
        if isinstance(value, list) and all(isinstance(v, str) for v in value):
            return tuple(value)
    elif wanted == tuple[float, ...]:
        if isinstance(value, list) and all(type(v) in (int, float) and abs(v) < 1e12 for v in value):
            return tuple(float(v) for v in value)
    elif wanted == tuple[tuple[str, int], ...]:
        if isinstance(value, list):
            return tuple(_vote(pair) for pair in value)
    elif value in getattr(wanted, "__args__", ()) and isinstance(value, str):  # one of a few words
        return value
    raise TypeError(f"{value!r:.80} is no {wanted}")


def _vote(pair: object) -> tuple[str, int]:
    if isinstance(pair, list) and len(pair) == 2 and isinstance(pair[0], str):
        return pair[0], _value(int, pair[1])
    raise TypeError("no vote")
