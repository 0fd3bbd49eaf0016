"""A pasted text as ideas: by line or by paragraph, list marks off, what was said before left out. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from cocreate.interchange import has_words, split_long, without_mark

_PARAGRAPH = re.compile(r"\n[ \t]*\n")


@dataclass(frozen=True, slots=True)
class Way:
    """How a text is taken apart."""

    by: str = "line"  # line | paragraph | cell
    has_marks: bool = False  # keep bullets and numbers
    has_twins: bool = False  # keep what was said before


@dataclass(frozen=True, slots=True)
class Split:
    """The ideas of a text, in order, and how many were left out because they say the same as another."""

    ideas: tuple[str, ...]
    twins: int


def split(text: str, way: Way, known: Collection[str] = ()) -> Split:
    """Take a text apart. `known` are the ideas that are there already, folded by `fold`."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    out: list[str] = []
    seen, twins = set(known), 0
    for part in _parts(text, way.by):
        lines = [line.strip() if way.has_marks else without_mark(line) for line in part.split("\n")]
        idea = "\n".join(line for line in lines if line)
        if not has_words(idea):
            continue
        if (folded := fold(idea)) in seen and not way.has_twins:
            twins += 1
            continue
        seen.add(folded)
        out += split_long(idea)
    return Split(tuple(out), twins)


def fold(idea: str) -> str:
    """Two ideas that differ in case, spaces or a full stop say the same."""
    return " ".join(idea.split()).rstrip(".").casefold()


def guess(text: str) -> Way:
    """By paragraph where blank lines stand between parts of several lines; else by line."""
    parts = [p for p in _PARAGRAPH.split(text.replace("\r\n", "\n").strip()) if p.strip()]
    return Way("paragraph" if len(parts) > 1 and any("\n" in p.strip() for p in parts) else "line")


def _parts(text: str, by: str) -> list[str]:
    """Rows of a spreadsheet come with tabs between their cells: by line those are one idea."""
    if by == "paragraph":
        return _PARAGRAPH.split(text)
    if by == "cell":
        return [cell for line in text.split("\n") for cell in line.split("\t")]
    return [" ".join(cell.strip() for cell in line.split("\t") if cell.strip()) for line in text.split("\n")]
