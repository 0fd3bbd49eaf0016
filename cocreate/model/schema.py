"""The shape of every journalled field, read off the snapshots: what fits, how it is written, how it is frozen.

No SQL: the store turns these into statements, and the wire format refuses at the door what does not fit.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields
from typing import Any, get_type_hints

from cocreate.model.snapshot import ROWS, Row, field_names

MAX_TEXT = 20_000  # characters in one value
# Fields whose lost values people must see ("edited in two places"); all others are quiet.
LOUD: Mapping[str, frozenset[str]] = {
    "workshop": frozenset({"title", "question", "request"}),
    "frame": frozenset({"title"}),
    "note": frozenset({"text"}),
    "cluster": frozenset({"title", "summary"}),
    "label": frozenset({"text"}),
    "dissent_note": frozenset({"text"}),
    "decision": frozenset({"option_ids", "reason"}),
    "participant": frozenset({"name"}),
    "outcome": frozenset({"text", "detail"}),
    "action_item": frozenset({"text", "owner_id", "due"}),
}
NOT_LOUD: frozenset[str] = frozenset()
# Fields that came after the first release: an older library may have journalled them unread, so a value may not fit.
LATE: Mapping[str, frozenset[str]] = {
    "note": frozenset({"size"}),
    "frame": frozenset({"parent_id", "columns", "axes", "cells"}),
    "attachment": frozenset({"width", "height"}),
    "label": frozenset(field_names("label")),
    "sketch": frozenset(field_names("sketch")),
    "workshop": frozenset({"ignored"}),
    "voting_round": frozenset(
        {
            "most", "seats", "money", "criteria", "config", "spoiled", "channels", "abstained", "cut", "margin",
            "to_change", "chose", "plain_reach", "fair_reach", "concordance", "root",
        }
    ),
    "round_option": frozenset({"cost"}),
    "round_result": frozenset({"broken_by", "fair_place", "paid", "firmness", "spread"}),
    "dissent_note": frozenset(field_names("dissent_note")),
    "decision": frozenset(field_names("decision")),
    "not_same": frozenset(field_names("not_same")),
}  # fmt: skip


def loud(kind: str) -> frozenset[str]:
    return LOUD.get(kind, NOT_LOUD)


_UNREADABLE = re.compile("[\0\ud800-\udfff]")


def is_text(value: object, limit: int = MAX_TEXT) -> bool:
    """Text that every reader accepts: no lone surrogate, no NUL."""
    return isinstance(value, str) and len(value) <= limit and _UNREADABLE.search(value) is None


@dataclass(frozen=True, slots=True)
class Shape:
    """One field: its default, whether a JSON value fits it, and how the value looks in a frozen row."""

    default: Any
    fits: Callable[[Any], bool]
    freeze: Callable[[Any], Any]


def _same(value: Any) -> Any:
    return value


def _is_point(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(type(v) in (int, float) and abs(v) < 1e9 for v in value)


def _point(value: Any) -> tuple[float, float]:
    return float(value[0]), float(value[1])


def _are_votes(value: Any) -> bool:
    return (
        isinstance(value, list)
        and len(value) <= 1000
        and all(isinstance(v, list) and len(v) == 2 and is_text(v[0], 200) and type(v[1]) is int for v in value)
    )


def _votes(value: Any) -> tuple[tuple[str, int], ...]:
    return tuple((v[0], v[1]) for v in value)


def _are_words(value: Any) -> bool:
    return isinstance(value, list) and len(value) <= 64 and all(is_text(v, 200) for v in value)


def _are_numbers(value: Any) -> bool:
    return (
        isinstance(value, list) and len(value) <= 2000 and all(type(v) in (int, float) and abs(v) < 1e6 for v in value)
    )


def _numbers(value: Any) -> tuple[float, ...]:
    return tuple(float(v) for v in value)


def _is_whole(value: Any) -> bool:
    return type(value) is int and abs(value) < 1 << 53


def _shape(hint: Any, default: Any) -> Shape:
    if hint is bool:
        return Shape(default, lambda v: type(v) is bool, _same)
    if hint is int:
        return Shape(default, _is_whole, _same)
    if hint == tuple[float, float]:
        return Shape(default, _is_point, _point)
    if hint == tuple[tuple[str, int], ...]:
        return Shape(default, _are_votes, _votes)
    if hint == tuple[str, ...]:
        return Shape(default, _are_words, tuple)
    if hint == tuple[float, ...]:
        return Shape(default, _are_numbers, _numbers)
    if hint == str | None:
        return Shape(default, lambda v: v is None or is_text(v), _same)
    return Shape(default, is_text, _same)


def _shapes(cls: type[Row]) -> dict[str, Shape]:
    hints = get_type_hints(cls)
    found = {f.name: (hints[f.name], f.default) for f in fields(cls) if f.name not in ("id", "scope")}
    return {name: _shape(hint, None if default is MISSING else default) for name, (hint, default) in found.items()}


SHAPES: dict[str, dict[str, Shape]] = {kind: _shapes(cls) for kind, cls in ROWS.items()}


def plain(value: Any) -> Any:
    """A frozen value as JSON has it: tuples become lists."""
    return [plain(v) for v in value] if isinstance(value, tuple) else value


def is_readable(kind: str, name: str, value: Any) -> bool:
    """Whether a journalled value can be frozen: one that was journalled unread may not fit."""
    return name not in LATE.get(kind, NOT_LOUD) or SHAPES[kind][name].fits(value)


def freeze_row(kind: str, row_id: str, scope: str, values: Mapping[str, Any]) -> Row:
    """A frozen row from JSON values; fields that are absent, or late and of no known shape, have their default."""
    shapes = SHAPES[kind]
    known = {
        name: shapes[name].freeze(value)
        for name, value in values.items()
        if name in shapes and is_readable(kind, name, value)
    }
    return ROWS[kind](id=row_id, scope=scope, **known)


def changed_fields(kind: str, before: Row | None, after: Row) -> list[tuple[str, Any, Any]]:
    """(field, old, new) as JSON values. A birth lists `removed` and what differs from the default.

    The old value of a born `removed` is True: the undo of a creation is a removal.
    """
    out: list[tuple[str, Any, Any]] = []
    for name in field_names(kind):
        new = getattr(after, name)
        if before is None:
            if name == "removed":
                out.append((name, True, new))
            elif new != SHAPES[kind][name].default:
                value = plain(new)
                out.append((name, value, value))
        elif (old := getattr(before, name)) != new:
            out.append((name, plain(old), plain(new)))
    return out
