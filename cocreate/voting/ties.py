"""The order that breaks ties: declared before a round opens, and the same for every rule. It looks at nothing else."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping

TieOrder = Mapping[str, int]  # option -> place in the declared order; lower comes first
Key = Callable[[str], int]


def declared(options: Iterable[str], *keys: Key, seed: str) -> dict[str, int]:
    """A total order from declared keys (lower first); the last key is the hash of seed and option."""
    ordered = sorted(options, key=lambda option: (*(key(option) for key in keys), tie_key(seed, option)))
    return {option: place for place, option in enumerate(ordered)}


def as_listed(options: Iterable[str]) -> dict[str, int]:
    """The order in which options are listed."""
    return {option: place for place, option in enumerate(options)}


def tie_key(seed: str, option: str) -> str:
    """The last key of the tie order: unknowable before the seed is drawn, the same for everybody afterwards."""
    return hashlib.sha256(f"{seed}:{option}".encode()).hexdigest()
