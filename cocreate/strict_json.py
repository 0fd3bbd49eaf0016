"""Reads JSON that a stranger may have written: what has two meanings, or is too much, is refused. Standard library."""

from __future__ import annotations

import json
import math
from typing import Any

MAX_PARTS = 500_000  # lists, objects and values by the four: more would not fit in the memory that an import may take


class TooMany(ValueError):
    """More parts than are read."""


def loads(text: str, most: int = MAX_PARTS) -> Any:
    """The value. ValueError for what is no JSON, double keys, numbers that are none and endless depth; `TooMany`."""
    if text.count("{") + text.count("[") + text.count(",") // 4 > most:
        raise TooMany("more parts than are read")
    try:
        return json.loads(text, object_pairs_hook=_once, parse_constant=_none, parse_float=_finite)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise ValueError("a key stands twice in one object")
    return made


def _none(name: str) -> float:
    raise ValueError(f"{name} is no number of JSON")


def _finite(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise ValueError(f"{text} is too large")
    return value
