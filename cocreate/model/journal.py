"""Steps and changes as values, their canonical line, and what is refused at the door. No SQL, no files."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cocreate.model.clock import STAMP
from cocreate.model.schema import MAX_TEXT, SHAPES, Shape, is_text
from cocreate.model.snapshot import Row

_LINE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
REPLICA = re.compile(r"[0-9a-z]{1,32}")
MAX_CHANGES = 200_000
_NO_SHAPES: Mapping[str, Shape] = {}


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

    `stamp` is empty when nothing was journalled: a ballot, whose news is `cast` (round id to ballots so far), or the
    bytes of pictures that came, whose `rows` are as they were.
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
            _is_stamp(stamp, set())
            and is_text(scope, 64)
            and bool(scope)
            and isinstance(replica, str)
            and REPLICA.fullmatch(replica) is not None
            and stamp.endswith("-" + replica)
            and type(n) is int
            and 0 < n < 1 << 31
            and is_text(actor, 200)
            and is_text(label, 200)
            and (undoes is None or _is_stamp(undoes, set()))
            and isinstance(raw, list)
            and len(raw) <= MAX_CHANGES
        )
        changes = _changes(raw, {stamp, ""}) if sound else None
    except (TypeError, ValueError, RecursionError):
        return None
    return None if changes is None else Step(stamp, scope, replica, n, actor, label, undoes, changes)


def _changes(raw: list[Any], stamps: set[str]) -> tuple[Change, ...] | None:
    """The changes of a step. `stamps` are known to be sound (most changes name their own step), and grow."""
    out: list[Change] = []
    cells: set[tuple[str, str]] = set()
    for kind, row, name, old, new, prior, origin, bases in raw:
        shape = _shape(kind, name)
        if type(old) is str and old == new:
            old = new  # one object: it is looked at and written once
        sound = (
            is_text(row, 200)
            and (row, name) not in cells
            and (prior in stamps or _is_stamp(prior, stamps))
            and (origin in stamps or _is_stamp(origin, stamps))
            and (bases in stamps or _are_bases(bases, stamps))
            and _fits(shape, new)
            and (old is new or _fits(shape, old))
        )
        if not sound:
            return None
        cells.add((row, name))
        out.append(Change(kind, row, name, old, new, prior, origin, bases))
    return tuple(out)


def _shape(kind: Any, name: Any) -> Shape | None:
    """The shape of a known field, None for one of a newer version. Raises ValueError if the two cannot be names."""
    shape = SHAPES.get(kind, _NO_SHAPES).get(name)
    if shape is None and not (is_text(kind, 40) and is_text(name, 40)):
        raise ValueError(name)
    return shape


def _is_stamp(value: Any, known: set[str]) -> bool:
    if not isinstance(value, str) or STAMP.fullmatch(value) is None:
        return False
    known.add(value)
    return True


def _are_bases(value: Any, known: set[str]) -> bool:
    return is_text(value, 4000) and all(
        base in known or _is_stamp(base, known) for base in (said.rpartition("@")[2] for said in value.split())
    )


def _fits(shape: Shape | None, value: Any) -> bool:
    """A value of the wrong type would stop every later merge: refuse it at the door."""
    if shape is not None:
        return shape.fits(value)
    # Unknown, from a newer version: carried along, not applied. NaN and lone surrogates still stay out.
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    return len(text) <= MAX_TEXT and is_text(text)
