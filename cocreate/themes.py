"""Between the board and the clustering engine: what is asked for a workshop, and the command that takes the answer.

Loads no numpy and changes nothing; the window and the command line both use it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from itertools import cycle, islice
from typing import TypedDict

from cocreate.insight.layout import GAP, INSIDE, TITLE, block_places, block_size, places, tray_spot
from cocreate.insight.values import Held, Idea, Suggestion, Wish
from cocreate.model.commands import AcceptClusters, AcceptedCluster, new_id
from cocreate.model.snapshot import COLOURS, NOTE_SIZE, Note, Point, WorkshopSnapshot

Area = tuple[float, float, float, float]  # left, top, width, height in board units


def ideas_of(snapshot: WorkshopSnapshot) -> tuple[Idea, ...]:
    """The notes that take part: all but those merged into another."""
    return tuple(Idea(note.id, note.text) for note in snapshot.notes if note.merged_into is None)


def wish_for(snapshot: WorkshopSnapshot, grain: int = 0, count: int | None = None) -> Wish:
    """Ask for themes that keep what people made: clusters with pinned notes, and those that a person named.

    `grain`: fewer (-2) to more (2) themes; `count`: the wanted number of themes, which wins over it.
    """
    held = []
    for cluster in snapshot.clusters:
        members = [n for n in snapshot.members.get(cluster.id, ()) if n.merged_into is None]
        kept = [n for n in members if n.is_pinned] or (members if cluster.is_named else [])
        if kept:
            title = cluster.title if cluster.is_named else None
            held.append(Held(cluster.id, tuple(n.id for n in kept), title, cluster.place))
    return Wish(clusters=tuple(held), k=count, grain=grain, **_told(snapshot))


def placing(snapshot: WorkshopSnapshot) -> Wish:
    """Ask where loose notes belong, and let nothing that is in a theme move."""
    held = [
        Held(c.id, tuple(n.id for n in members if n.merged_into is None), c.title if c.is_named else None, c.place)
        for c in snapshot.clusters
        if (members := snapshot.members.get(c.id, ()))
    ]
    return Wish(clusters=tuple(held), **_told(snapshot))


class _Told(TypedDict):
    """What the workshop itself says to every wish."""

    apart: tuple[tuple[str, str], ...]
    ignore: frozenset[str]
    locale: str


def _told(snapshot: WorkshopSnapshot) -> _Told:
    return {
        "apart": tuple((pair.a_id, pair.b_id) for pair in snapshot.not_same),
        "ignore": frozenset(snapshot.workshop.ignored),
        "locale": snapshot.workshop.language,
    }


@dataclass(frozen=True, slots=True)
class Change:
    """What a proposal would do to one theme. Ids of notes: `stay` in it, `join` from the loose ones, `come` from
    another theme, `leave` to elsewhere. `key` is that of the proposal, "" for a theme that would be dissolved;
    `cluster_id` that of the theme on the board, None for a new one. `sources`: the themes that `come` lists come from.
    """

    key: str
    cluster_id: str | None
    stay: tuple[str, ...] = ()
    join: tuple[str, ...] = ()
    come: tuple[str, ...] = ()
    leave: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()

    @property
    def is_quiet(self) -> bool:
        """Whether nothing about this theme would change."""
        return self.cluster_id is not None and bool(self.key) and not (self.join or self.come or self.leave)


def changes(suggestion: Suggestion, snapshot: WorkshopSnapshot, heirs: Mapping[str, str]) -> tuple[Change, ...]:
    """What a proposal would change, theme by theme in its order, then the themes that would be gone."""
    before = former(snapshot)
    home = {note: cluster for cluster, notes in before.items() for note in notes}
    out, kept = [], set()
    for one in suggestion.clusters:
        cluster_id = one.held or heirs.get(one.key)
        now, then = set(one.notes), before.get(cluster_id or "", ())
        kept.add(cluster_id)
        come = tuple(n for n in one.notes if n in home and home[n] != cluster_id)
        out.append(
            Change(
                one.key, cluster_id, stay=tuple(n for n in then if n in now),
                join=tuple(n for n in one.notes if n not in home), come=come,
                leave=tuple(n for n in then if n not in now), sources=tuple(dict.fromkeys(home[n] for n in come)),
            )
        )  # fmt: skip
    gone = [Change("", c.id, leave=before.get(c.id, ())) for c in snapshot.clusters if c.id not in kept]
    return (*out, *gone)


def part_of(suggestion: Suggestion, keys: Collection[str]) -> Suggestion:
    """Only these themes of a proposal: the ideas of the others stay where they are."""
    taken = tuple(c for c in suggestion.clusters if c.key in keys or c.held is not None)
    return replace(suggestion, clusters=taken)


def former(snapshot: WorkshopSnapshot) -> dict[str, tuple[str, ...]]:
    """Clusters with their notes: what `insight.clustering.heirs` asks for, so that a theme keeps its id."""
    return {cluster: tuple(n.id for n in notes) for cluster, notes in snapshot.members.items()}


def acceptance(
    suggestion: Suggestion, snapshot: WorkshopSnapshot, heirs: Mapping[str, str], names: Mapping[str, str] | None = None
) -> AcceptClusters:
    """The command that takes a suggestion over: held clusters grow at their free places, new ones come as blocks
    beside the frames of the board, and notes that fit nowhere make way for them.

    `heirs`: which cluster of the board a proposal continues, by the proposal's key. `names`: titles that a person
    chose, by the same key.
    """
    names = names or {}
    suggestion = _beside(suggestion, _obstacles(suggestion, snapshot, heirs))
    notes = {note.id: note for note in snapshot.notes}
    used = Counter(c.colour for c in snapshot.clusters)
    colours = cycle(sorted(COLOURS, key=lambda c: used[c]))
    accepted = []
    for one in suggestion.clusters:
        if not one.notes:
            continue
        if one.held is None:
            spots = list(block_places(one.spot, len(one.notes)))
        else:
            spots = _spots([notes[n] for n in one.notes if n in notes], one.held, one.spot)
        accepted.append(
            AcceptedCluster(
                cluster_id=one.held or heirs.get(one.key) or new_id(), place=one.spot,
                title=names.get(one.key, one.title), is_named=one.key in names, colour=next(colours),
                notes=tuple(zip(one.notes, spots, strict=True)),
            )
        )  # fmt: skip
    texts = tuple((note.id, note.text) for note in snapshot.notes)
    return AcceptClusters(
        scope=snapshot.workshop.id, board_id=snapshot.boards[0].id, clusters=tuple(accepted), texts=texts,
        aside=_aside(suggestion, accepted, snapshot),
    )  # fmt: skip


def _obstacles(suggestion: Suggestion, snapshot: WorkshopSnapshot, heirs: Mapping[str, str]) -> list[Area]:
    """Where no new block may lie: the frames, and themes that keep ideas although the proposal does not show them."""
    shown = {c.held or heirs.get(c.key) for c in suggestion.clusters}
    taken = {n for c in suggestion.clusters for n in c.notes}
    left = [[n for n in notes if n.id not in taken] for c, notes in snapshot.members.items() if c not in shown]
    papers = [_around([(*n.place, *n.size) for n in notes]) for notes in left if notes]
    return [(*f.place, *f.size) for f in snapshot.frames] + [
        (x - INSIDE, y - TITLE, w + 2 * INSIDE, h + TITLE + INSIDE) for x, y, w, h in papers
    ]


def _beside(suggestion: Suggestion, obstacles: list[Area]) -> Suggestion:
    """The same suggestion with its new blocks moved together to the right, until none lies on an obstacle."""
    fresh = [c for c in suggestion.clusters if c.held is None and c.notes]
    if not any(_meet((*c.spot, *block_size(len(c.notes))), area) for c in fresh for area in obstacles):
        return suggestion
    shift = max(x + w for x, _, w, _ in obstacles) + GAP - min(c.spot[0] for c in fresh)
    moved = [replace(c, spot=(c.spot[0] + shift, c.spot[1])) if c in fresh else c for c in suggestion.clusters]
    return replace(suggestion, clusters=tuple(moved))


def _aside(
    suggestion: Suggestion, accepted: list[AcceptedCluster], snapshot: WorkshopSnapshot
) -> tuple[tuple[str, Point], ...]:
    """Id and place below everything of each note that fits nowhere and lies where a theme comes.

    Where no theme is held, that is anywhere among the blocks: a stray note between them would seem to belong there.
    """
    blocks = [(c.spot, len(c.notes)) for c in suggestion.clusters if c.notes]
    areas = [(*spot, *block_size(count)) for spot, count in blocks]
    if areas and all(c.held is None for c in suggestion.clusters):
        x, y, w, h = _around(areas)
        areas = [(x - GAP, y - GAP, w + 2 * GAP, h + 2 * GAP)]
    papers = [(*place, NOTE_SIZE, NOTE_SIZE) for c in accepted for _, place in c.notes]
    taken = {n for c in accepted for n, _ in c.notes}
    loose = [n for n in snapshot.notes if n.id not in taken and n.cluster_id is None and not n.is_pinned]
    hidden = [n for n in loose if any(_meet((*n.place, *n.size), area) for area in areas + papers)]
    if not hidden:
        return ()
    stay = papers + [(*n.place, *n.size) for n in snapshot.notes if n.id not in taken and n not in hidden]
    stay += [(*f.place, *f.size) for f in snapshot.frames]
    left, top = tray_spot(blocks)
    corner = (left, max(top, max((y + h for _, y, _, h in stay), default=top) + GAP))
    return tuple((n.id, spot) for n, spot in zip(hidden, block_places(corner, len(hidden)), strict=True))


def _around(areas: list[Area]) -> Area:
    """The smallest area that holds them all."""
    left, top = min(x for x, *_ in areas), min(y for _, y, *_ in areas)
    return left, top, max(x + w for x, _, w, _ in areas) - left, max(y + h for _, y, _, h in areas) - top


def _meet(a: Area, b: Area) -> bool:
    """Whether two areas overlap."""
    return a[0] < b[0] + b[2] and b[0] < a[0] + a[2] and a[1] < b[1] + b[3] and b[1] < a[1] + a[3]


def _spots(members: list[Note], cluster_id: str, corner: Point) -> list[Point]:
    """Notes that are in the theme stay where they lie; those that join take the places of its block that are free."""
    stay = {n.id for n in members if n.cluster_id == cluster_id}
    lying = [(*n.place, *n.size) for n in members if n.id in stay]
    free = (
        spot
        for x, y in places(len(members) + 4 * len(stay))
        if not any(_meet((*(spot := (corner[0] + x, corner[1] + y)), NOTE_SIZE, NOTE_SIZE), area) for area in lying)
    )
    found = list(islice(free, len(members) - len(stay)))
    return [n.place if n.id in stay else found.pop(0) for n in members]
