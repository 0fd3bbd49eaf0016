"""Steps and changes as values, their canonical line, and what is refused at the door. No SQL, no files."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cocreate.model.clock import STAMP
from cocreate.model.schema import MAX_TEXT, SHAPES, is_text
from cocreate.model.snapshot import Row

_LINE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
REPLICA = re.compile(r"[0-9a-z]{1,32}")
MAX_CHANGES = 200_000


@dataclass(frozen=True, slots=True)
class Change:
    """One field of one row set to one value; see `records.journal.Change` for origin, prior and bases."""

    kind: str
    row: str
    field: str
    old: Any
    new: Any
    prior: str
    origin: str
    bases: str


@dataclass(frozen=True, slots=True)
class Step:
    """One command as the journal keeps it. `label` is the command's name."""

    stamp: str
    scope: str
    replica: str
    n: int
    actor: str
    label: str
    undoes: str | None
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stepped:
    """What listeners hear after a commit: the touched rows as they are now, removed ones included.

    `stamp` is empty when nothing was journalled (a ballot): then only `cast` (round id to ballots so far) has news.
    """

    scope: str
    stamp: str = ""
    label: str = ""
    actor: str = ""
    is_undo: bool = False
    is_foreign: bool = False
    rows: tuple[Row, ...] = ()
    cast: Mapping[str, int] = field(default_factory=dict)


def encode(step: Step) -> list[Any]:
    """The canonical line: the same step always gives the same line."""
    changes = [
        [c.kind, c.row, c.field, c.old, c.new, c.prior, c.origin, c.bases]
        for c in sorted(step.changes, key=lambda c: (c.row, c.field))
    ]
    return [step.stamp, step.scope, step.replica, step.n, step.actor, step.label, step.undoes, changes]


def digest(step: Step) -> str:
    """Kept beside the step: SQLite's own checks do not see a changed letter in a text."""
    line = _LINE.encode(encode(step))
    return hashlib.sha256(line.encode("utf-8", "surrogatepass")).hexdigest()


def decode(line: Any) -> Step | None:
    """The step, or None when any part is not what a well-behaved writer makes. Never raises."""
    try:
        stamp, scope, replica, n, actor, label, undoes, raw = line
        sound = (
            _is_stamp(stamp)
            and is_text(scope, 64)
            and bool(scope)
            and isinstance(replica, str)
            and REPLICA.fullmatch(replica) is not None
            and stamp.endswith("-" + replica)
            and type(n) is int
            and 0 < n < 1 << 31
            and is_text(actor, 200)
            and is_text(label, 200)
            and (undoes is None or _is_stamp(undoes))
            and isinstance(raw, list)
            and len(raw) <= MAX_CHANGES
        )
        changes = _changes(raw) if sound else None
    except (TypeError, ValueError, RecursionError):
        return None
    return None if changes is None else Step(stamp, scope, replica, n, actor, label, undoes, changes)


def _changes(raw: list[Any]) -> tuple[Change, ...] | None:
    out: list[Change] = []
    cells: set[tuple[str, str]] = set()
    for kind, row, name, old, new, prior, origin, bases in raw:
        sound = (
            is_text(kind, 40)
            and is_text(row, 200)
            and is_text(name, 40)
            and (row, name) not in cells
            and all(s == "" or _is_stamp(s) for s in (prior, origin))
            and is_text(bases, 4000)
            and all(_is_stamp(s.rpartition("@")[2]) for s in bases.split())
            and _fits(kind, name, old)
            and _fits(kind, name, new)
        )
        if not sound:
            return None
        cells.add((row, name))
        out.append(Change(kind, row, name, old, new, prior, origin, bases))
    return tuple(out)


def _is_stamp(value: Any) -> bool:
    return isinstance(value, str) and STAMP.fullmatch(value) is not None


def _fits(kind: str, name: str, value: Any) -> bool:
    """A value of the wrong type would stop every later merge: refuse it at the door."""
    shape = SHAPES.get(kind, {}).get(name)
    if shape is not None:
        return shape.fits(value)
    # Unknown, from a newer version: carried along, not applied. NaN and lone surrogates still stay out.
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    return len(text) <= MAX_TEXT and is_text(text)
