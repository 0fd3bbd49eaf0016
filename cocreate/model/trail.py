"""What the journal knows of ideas beyond a snapshot: those that people took out, and how the others were grouped.

Values only, for whoever writes reports; `queries` reads them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from cocreate.model.rows import Note


@dataclass(frozen=True, slots=True, kw_only=True)
class Placing:
    """How a note came where it is: the command, who ran it, and when (ms since 1970)."""

    label: str
    actor: str
    at: int


@dataclass(frozen=True, slots=True)
class Trail:
    """Picklable. An idea whose making was taken back was never one, so it is not among the removed."""

    removed: tuple[Note, ...] = ()  # by number
    placings: Mapping[str, Placing] = field(default_factory=dict)  # note id to how it came into its theme, or left it
