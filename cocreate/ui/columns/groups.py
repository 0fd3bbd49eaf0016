"""Which column a note belongs to, and in which order it stands there. It reads rows and changes none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from cocreate.model.mirror import Mirror
from cocreate.model.snapshot import COLOURS, Cluster, Frame, Note, Participant, RoundResult, Tag
from cocreate.ui.i18n import tr
from cocreate.ui.widgets.colours import colour_name

BY = ("theme", "frame", "tag", "colour")
SORTS = ("order", "votes", "time", "author", "letters", "likeness")
NOWHERE = ""  # key of the column of what is not sorted yet
_NUMBER = re.compile(r"(\d+)")

Key = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Lane:
    """One column. `title` is what is edited, `name` what is read; a lane without `kind` is not a row of its own."""

    key: str
    name: str
    title: str = ""
    kind: str = ""  # cluster | frame | tag, or empty
    colour: str = ""


@dataclass(slots=True)
class Facts:
    """What sorting asks for beside the notes."""

    points: Mapping[str, RoundResult] = field(default_factory=dict)
    authors: Mapping[str, str] = field(default_factory=dict)  # participant id to folded name
    ranks: Mapping[str, int] = field(default_factory=dict)  # note id to its place in the order of likeness


def lanes(mirror: Mirror, by: str, board_id: str) -> list[Lane]:
    """The columns of a way of grouping, from the left; what is unsorted comes first."""
    if by == "theme":
        return [Lane(NOWHERE, tr("Loose ideas")), *_themes(mirror, board_id)]
    if by == "frame":
        frames = [f for f in mirror.all(Frame) if f.board_id == board_id]
        named = [Lane(f.id, f.title or tr("Frame without a title"), f.title, "frame", f.colour) for f in frames]
        return [Lane(NOWHERE, tr("Outside all frames")), *named]
    if by == "tag":
        tags = sorted(mirror.all(Tag), key=lambda t: (t.name.casefold(), t.id))
        return [Lane(NOWHERE, tr("Without a tag")), *(Lane(t.id, t.name, t.name, "tag", t.colour) for t in tags)]
    return [Lane(c, colour_name(c), colour=c) for c in COLOURS]


def _themes(mirror: Mirror, board_id: str) -> list[Lane]:
    """Themes in reading order, each followed by the clusters within it."""
    rows = [c for c in mirror.all(Cluster) if c.board_id == board_id]
    known = {c.id: c for c in rows}
    out = []
    for row in rows:
        if row.parent_id not in known:
            out.append(_theme(row, ""))
            out += [_theme(c, row.title or tr("Unnamed theme")) for c in rows if c.parent_id == row.id != c.id]
    return out


def _theme(row: Cluster, within: str) -> Lane:
    name = row.title or tr("Unnamed theme")
    return Lane(row.id, f"{within} › {name}" if within else name, row.title, "cluster", row.colour)


def homes(note: Note, by: str, known: Mapping[str, Any], tags: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """The keys of the columns in which a note stands: one, or one for each of its tags."""
    if by == "theme":
        return (note.cluster_id if note.cluster_id in known and note.cluster_id else NOWHERE,)
    if by == "frame":
        return (note.frame_id if note.frame_id in known and note.frame_id else NOWHERE,)
    if by == "tag":
        return tuple(t for t in tags.get(note.id, ()) if t in known) or (NOWHERE,)
    return (note.colour if note.colour in COLOURS else COLOURS[-1],)


def sort_key(note: Note, sort: str, facts: Facts) -> Key:
    """By which notes of a column are compared; reading order decides between equals."""
    last = (note.order, note.id)
    if sort == "order":
        return last
    if sort == "votes":
        found = facts.points.get(note.id)
        return (-(found.points if found is not None else -1), *last)
    if sort == "time":
        return (-note.written_at, -note.number, *last)
    if sort == "author":
        name = facts.authors.get(note.author_id or "", "")
        return (not name, name, *last)
    if sort == "letters":
        return (natural(note.text), *last)
    if sort == "likeness":
        return (facts.ranks.get(note.id, 1 << 30), *last)
    raise ValueError(sort)


def natural(text: str) -> tuple[tuple[int, int, str], ...]:
    """A to Z without regard to capitals, and 9 before 10."""
    pieces = (p for p in _NUMBER.split(text.strip().casefold()) if p)
    return tuple((0, int(p), "") if p.isdecimal() and len(p) < 19 else (1, 0, p) for p in pieces)


def authors(mirror: Mirror) -> dict[str, str]:
    return {p.id: p.name.casefold() for p in mirror.all(Participant)}


def shows_authors(mirror: Mirror) -> bool:
    """Authors are shown where the workshop keeps them: an anonymous one stores none."""
    known = mirror.rows["participant"]
    return any(n.author_id in known for n in mirror.each(Note))


def by_shared_words(notes: Iterable[tuple[str, str]], most: int = 600) -> list[str]:
    """Ids in a chain in which neighbours share words: from each note to the nearest that is left.

    `notes` are id and text. Beyond `most` notes the rest follows as it came: every step looks at all that are left.
    """
    rows = list(notes)
    bags = {i: frozenset(w for w in re.findall(r"\w{3,}", text.casefold())) for i, text in rows}
    left = dict.fromkeys(i for i, _ in rows[:most])
    out: list[str] = []
    at = next(iter(left), "")
    while left:
        del left[at]
        out.append(at)
        bag = bags[at]
        at = max(left, key=lambda i: len(bag & bags[i]) / (len(bag | bags[i]) or 1), default="")
    return [*out, *(i for i, _ in rows[most:])]
