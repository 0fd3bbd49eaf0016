"""Fractional order: a text key between any two others, so that moving one row changes one row.

Keys are digits of a fraction in base 62 (ASCII order), without trailing zeros. Two devices may draw the same key:
readers break the tie by id.
"""

from __future__ import annotations

from collections.abc import Sequence

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_BASE = len(_DIGITS)
_VALUE = {digit: k for k, digit in enumerate(_DIGITS)}


def between(low: str, high: str) -> str:
    """A key above `low` and below `high`; an empty text stands for the open end on that side.

    Raises ValueError if `low` is not below `high`.
    """
    if high and low >= high:
        raise ValueError("the lower key must come first")
    out, k = "", 0
    while True:
        a = _VALUE[low[k]] if k < len(low) else 0
        b = _VALUE[high[k]] if high and k < len(high) else _BASE
        if b - a > 1:
            return out + _DIGITS[(a + b) // 2]
        out += _DIGITS[a]
        if a < b:
            high = ""  # the key is below `high` from here on, whatever follows
        k += 1


def spread(low: str, high: str, count: int) -> list[str]:
    """`count` ascending keys between `low` and `high`, short and evenly spread."""
    if count <= 0:
        return []
    width = 1
    while _BASE**width < 2 * (count + 1):
        width += 1
    if not high:
        # Appending: go on after the front of `low`, so that keys do not grow with every append.
        return _after(low, count, width)
    middle = between(low, high)
    half = count // 2
    return [*spread(low, middle, half), middle, *spread(middle, high, count - half - 1)]


def insert(keys: Sequence[str], at: int, count: int) -> tuple[list[str], list[str]]:
    """Keys for `count` rows put before `keys[at]`, and new keys for the rows from `at` on that must make room.

    `keys` are in reading order. Two laptops may have given equal keys: rows that tie with the one before move up.
    """
    low = keys[at - 1] if at else ""
    tied = 0
    while at + tied < len(keys) and keys[at + tied] <= low:
        tied += 1
    high = keys[at + tied] if at + tied < len(keys) else ""
    found = spread(low, high, count + tied)
    return found[:count], found[count:]


def _after(low: str, count: int, width: int) -> list[str]:
    """Keys above `low`: count upwards in `width + 2` of its digits, the first that have ample room.

    Digits behind them are given up. So a key grows by a digit after thousands of appends, not by some with each.
    """
    width += 2
    kept = 0
    while True:
        first = 0
        for k in range(kept, kept + width):
            first = first * _BASE + (_VALUE[low[k]] if k < len(low) else 0)
        room = _BASE**width - 1 - first
        if room >= _BASE**2 * count:
            step = max(1, min(room // (2 * count), _BASE))
            return [low[:kept] + _encode(first + step * (k + 1), width) for k in range(count)]
        kept += 1


def _encode(value: int, width: int) -> str:
    out = ""
    for _ in range(width):
        value, digit = divmod(value, _BASE)
        out = _DIGITS[digit] + out
    return out.rstrip("0")
