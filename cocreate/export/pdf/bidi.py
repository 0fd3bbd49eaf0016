"""Order of mixed left-to-right and right-to-left text: levels, brackets, visual order of runs. Draws nothing."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Any, TypeVar

import bidi.algorithm as algorithm

_PAIRS = dict(zip("([{\u2045\u2329\u3008\u300a", ")]}\u2046\u232a\u3009\u300b", strict=True))
_STRONG = {"L": "L", "R": "R", "EN": "R", "AN": "R"}
T = TypeVar("T")


def has_rtl(text: str) -> bool:
    return not text.isascii() and any(unicodedata.bidirectional(c) in ("R", "AL", "AN") for c in text)


def starts_rtl(text: str) -> bool:
    """Whether the text, by its first strong letter, is read from the right."""
    return has_rtl(text) and algorithm.get_base_level(text) == 1


def levels(text: str) -> list[int]:
    """The embedding level per character: odd ones run to the left. Expects text without embedding controls."""
    store: dict[str, Any] = algorithm.get_empty_storage()
    base = algorithm.get_base_level(text)
    store["base_level"], store["base_dir"] = base, "LR"[base]
    algorithm.get_embedding_levels(text, store)
    for i, char in enumerate(store["chars"]):
        char["index"] = i
    algorithm.explicit_embed_and_overrides(store)
    algorithm.resolve_weak_types(store)
    _pair_brackets(store["chars"], store["base_dir"])
    algorithm.resolve_neutral_types(store, False)
    algorithm.resolve_implicit_levels(store, False)
    known = {char["index"]: int(char["level"]) for char in store["chars"]}
    found: list[int] = []
    for i in range(len(text)):  # joiners are taken out by the algorithm: they go with what they follow
        found.append(known.get(i, found[-1] if found else base))
    return found


def _pair_brackets(chars: list[dict[str, Any]], own: str) -> None:
    """Rule N0, which python-bidi's Python part lacks: without it `(x) 1` in Hebrew falls apart."""
    opened: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for i, char in enumerate(chars):
        if char["type"] != "ON":
            continue
        if char["ch"] in _PAIRS:
            opened.append((_PAIRS[char["ch"]], i))
        else:
            hit = next((k for k in range(len(opened) - 1, -1, -1) if opened[k][0] == char["ch"]), None)
            if hit is not None:
                pairs.append((opened[hit][1], i))
                del opened[hit:]
    for first, last in sorted(pairs):
        inside = {_STRONG.get(c["type"]) for c in chars[first + 1 : last]} - {None}
        if own in inside:
            new = own
        elif inside:
            before = next((_STRONG[c["type"]] for c in reversed(chars[:first]) if c["type"] in _STRONG), own)
            new = before if before in inside else own
        else:
            continue
        chars[first]["type"] = chars[last]["type"] = new


def visual(runs: Sequence[T], run_levels: Sequence[int]) -> list[T]:
    """Rule L2 by run: what is painted first comes first."""
    order = list(range(len(runs)))
    for level in range(max(run_levels, default=0), 0, -1):
        i = 0
        while i < len(order):
            j = i
            while j < len(order) and run_levels[order[j]] >= level:
                j += 1
            if j > i:
                order[i:j] = order[i:j][::-1]
            i = max(j, i + 1)
    return [runs[k] for k in order]
