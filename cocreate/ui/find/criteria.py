"""Which ideas answer a question and its filters; it reads rows and changes none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from cocreate.model.mirror import Mirror
from cocreate.model.search import matches, phrases
from cocreate.model.snapshot import CIRCLES, COLOURS, Cluster, Frame, Note, NoteTag, Participant, Tag, reading_order
from cocreate.ui.columns.groups import shows_authors
from cocreate.ui.i18n import tr
from cocreate.ui.widgets.colours import colour_name

KINDS = ("cluster", "tag", "frame", "colour", "author", "circle", "votes")
NONE = "-"  # stands for "in no theme", "without a tag", "in no frame"
VOTES = ("1", "3", "5", "10")  # at least so many points


@dataclass(frozen=True, slots=True)
class Facet:
    """One thing to filter by."""

    kind: str  # a word of KINDS
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Criteria:
    """A question in words, and facets: those of one kind widen each other, those of two kinds narrow."""

    question: str = ""
    facets: tuple[Facet, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not phrases(self.question) and not self.facets

    def toggled(self, facet: Facet) -> Criteria:
        """With this facet, or without it when it was there."""
        rest = tuple(f for f in self.facets if (f.kind, f.id) != (facet.kind, facet.id))
        return replace(self, facets=rest if len(rest) < len(self.facets) else (*self.facets, facet))

    def has(self, kind: str, facet_id: str) -> bool:
        return any((f.kind, f.id) == (kind, facet_id) for f in self.facets)


def answers(mirror: Mirror, criteria: Criteria, board_id: str) -> list[Note]:
    """The notes of a board that answer, in reading order. Empty criteria are answered by every note."""
    wanted: defaultdict[str, set[str]] = defaultdict(set)
    for facet in criteria.facets:
        wanted[facet.kind].add(facet.id)
    tags: defaultdict[str, set[str]] = defaultdict(set)
    for row in mirror.each(NoteTag) if wanted["tag"] else ():
        tags[row.note_id].add(row.tag_id)
    points = {i: r.points for i, r in mirror.snapshot().points.items()} if wanted["votes"] else {}
    least = min((int(v) for v in wanted["votes"]), default=0)
    clusters, frames = mirror.rows["cluster"], mirror.rows["frame"]

    def belongs(note: Note) -> bool:
        person = mirror.get(Participant, note.author_id)
        held: dict[str, set[str]] = {
            "cluster": {note.cluster_id if note.cluster_id and note.cluster_id in clusters else NONE},
            "frame": {note.frame_id if note.frame_id and note.frame_id in frames else NONE},
            "tag": tags.get(note.id) or {NONE},
            "colour": {note.colour},
            "author": {note.author_id or NONE},
            "circle": {person.circle if person is not None else ""},
        }
        return all(held[kind] & ids for kind, ids in wanted.items() if ids and kind != "votes") and (
            not wanted["votes"] or points.get(note.id, 0) >= least
        )

    rows = (n for n in mirror.each(Note) if n.board_id == board_id and n.merged_into is None)
    found = [n for n in rows if (not criteria.facets or belongs(n)) and matches(n.text, criteria.question)]
    return sorted(found, key=reading_order)


def offered(mirror: Mirror, board_id: str) -> dict[str, list[Facet]]:
    """What can be filtered by on this board, by kind; kinds without anything are left out."""
    clusters = [c for c in mirror.all(Cluster) if c.board_id == board_id]
    frames = [f for f in mirror.all(Frame) if f.board_id == board_id]
    tags = sorted(mirror.all(Tag), key=lambda t: t.name.casefold())
    out: dict[str, list[Facet]] = {}
    if clusters:
        named = [Facet("cluster", c.id, c.title or tr("Unnamed theme")) for c in clusters]
        out["cluster"] = [*named, Facet("cluster", NONE, tr("Loose ideas"))]
    if tags:
        out["tag"] = [*(Facet("tag", t.id, t.name) for t in tags), Facet("tag", NONE, tr("Without a tag"))]
    if frames:
        named = [Facet("frame", f.id, f.title or tr("Frame without a title")) for f in frames]
        out["frame"] = [*named, Facet("frame", NONE, tr("Outside all frames"))]
    used = {n.colour for n in mirror.each(Note)}
    out["colour"] = [Facet("colour", c, colour_name(c)) for c in COLOURS if c in used]
    if shows_authors(mirror):
        people = mirror.all(Participant)
        wrote = {n.author_id for n in mirror.each(Note)}
        out["author"] = [Facet("author", p.id, p.name) for p in people if p.id in wrote]
        circles = {p.circle for p in people if p.id in wrote and p.circle}
        if circles:
            out["circle"] = [Facet("circle", c, circle_name(c)) for c in CIRCLES if c in circles]
    if mirror.rows["round_result"]:
        names = [tr.plural("At least {n} vote", "At least {n} votes", n=int(v)) for v in VOTES]
        out["votes"] = [Facet("votes", v, name) for v, name in zip(VOTES, names, strict=True)]
    return {kind: facets for kind, facets in out.items() if facets}


def kind_name(kind: str) -> str:
    """The word for a kind of filter."""
    names = {
        "cluster": tr("Theme"), "tag": tr("Tag"), "frame": tr("Frame"), "colour": tr("Colour"),
        "author": tr("Author"), "circle": tr("Circle"), "votes": tr("Votes"),
    }  # fmt: skip
    return names[kind]


def circle_name(circle: str) -> str:
    """The word for a circle round the individual."""
    names = {
        "me": tr("Me"), "team": tr("Team"), "organisation": tr("Organisation"), "partners": tr("Partners"),
        "suppliers": tr("Suppliers"), "customers": tr("Customers"), "prospects": tr("Prospects"), "fans": tr("Fans"),
    }  # fmt: skip
    return names.get(circle, circle)


def ids_of(notes: Iterable[Note]) -> tuple[str, ...]:
    return tuple(n.id for n in notes)
