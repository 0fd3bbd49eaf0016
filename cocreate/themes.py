"""Between the board and the clustering engine: what is asked for a workshop, and the command that takes the answer.

Loads no numpy and changes nothing; the window and the command line both use it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from itertools import cycle, islice

from cocreate.insight.layout import GAP, block_places, block_size, places, tray_spot
from cocreate.insight.values import Held, Idea, Suggestion, Wish
from cocreate.model.commands import AcceptClusters, AcceptedCluster, new_id
from cocreate.model.snapshot import COLOURS, NOTE_SIZE, Note, Point, WorkshopSnapshot

Area = tuple[float, float, float, float]  # left, top, width, height in board units


def ideas_of(snapshot: WorkshopSnapshot) -> tuple[Idea, ...]:
    """The notes that take part: all but those merged into another."""
    return tuple(Idea(note.id, note.text) for note in snapshot.notes if note.merged_into is None)


def wish_for(snapshot: WorkshopSnapshot, grain: int = 0) -> Wish:
    """Ask for themes that keep what people made: clusters with pinned notes, and those that a person named."""
    held = []
    for cluster in snapshot.clusters:
        members = [n for n in snapshot.members.get(cluster.id, ()) if n.merged_into is None]
        kept = [n for n in members if n.is_pinned] or (members if cluster.is_named else [])
        if kept:
            title = cluster.title if cluster.is_named else None
            held.append(Held(cluster.id, tuple(n.id for n in kept), title, cluster.place))
    return Wish(clusters=tuple(held), grain=grain, locale=snapshot.workshop.language)


def former(snapshot: WorkshopSnapshot) -> dict[str, tuple[str, ...]]:
    """Clusters with their notes: what `insight.clustering.heirs` asks for, so that a theme keeps its id."""
    return {cluster: tuple(n.id for n in notes) for cluster, notes in snapshot.members.items()}


def acceptance(suggestion: Suggestion, snapshot: WorkshopSnapshot, heirs: Mapping[str, str]) -> AcceptClusters:
    """The command that takes a suggestion over: held clusters grow at their free places, new ones come as blocks
    beside the frames of the board, and notes that fit nowhere make way for them.

    `heirs`: which cluster of the board a proposal continues, by the proposal's key.
    """
    suggestion = _beside_frames(suggestion, snapshot)
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
            spots = _spots([notes[n] for n in one.notes if n in notes], one.spot)
        accepted.append(
            AcceptedCluster(
                cluster_id=one.held or heirs.get(one.key) or new_id(), title=one.title, place=one.spot,
                colour=next(colours), notes=tuple(zip(one.notes, spots, strict=True)),
            )
        )  # fmt: skip
    texts = tuple((note.id, note.text) for note in snapshot.notes)
    return AcceptClusters(
        scope=snapshot.workshop.id, board_id=snapshot.boards[0].id, clusters=tuple(accepted), texts=texts,
        aside=_aside(suggestion, accepted, snapshot),
    )  # fmt: skip


def _beside_frames(suggestion: Suggestion, snapshot: WorkshopSnapshot) -> Suggestion:
    """The same suggestion with its new blocks moved together to the right, until none lies on a frame."""
    fresh = [c for c in suggestion.clusters if c.held is None and c.notes]
    frames = [(*f.place, *f.size) for f in snapshot.frames]
    if not any(_meet((*c.spot, *block_size(len(c.notes))), frame) for c in fresh for frame in frames):
        return suggestion
    shift = max(x + w for x, _, w, _ in frames) + GAP - min(c.spot[0] for c in fresh)
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
        areas = [_around(areas)]
    papers = [(*place, NOTE_SIZE, NOTE_SIZE) for c in accepted for _, place in c.notes]
    taken = {n for c in accepted for n, _ in c.notes}
    loose = [n for n in snapshot.notes if n.id not in taken and n.cluster_id is None and not n.is_pinned]
    hidden = [n for n in loose if any(_meet((*n.place, NOTE_SIZE, NOTE_SIZE), area) for area in areas + papers)]
    if not hidden:
        return ()
    stay = papers + [(*n.place, NOTE_SIZE, NOTE_SIZE) for n in snapshot.notes if n.id not in taken and n not in hidden]
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


def _spots(members: list[Note], corner: Point) -> list[Point]:
    """Pinned notes stay where a person put them; the others take the places of the block that those leave free."""
    stay = [n.place for n in members if n.is_pinned]
    free = (
        (corner[0] + x, corner[1] + y)
        for x, y in places(len(members) + 4 * len(stay))
        if all(abs(corner[0] + x - px) >= 160 or abs(corner[1] + y - py) >= 160 for px, py in stay)
    )
    found = list(islice(free, len(members) - len(stay)))
    return [n.place if n.is_pinned else found.pop(0) for n in members]
