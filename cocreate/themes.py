"""Between the board and the clustering engine: what is asked for a workshop, and the command that takes the answer.

Loads no numpy and changes nothing; the window and the command line both use it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import cycle, islice

from cocreate.insight.layout import block_places, places
from cocreate.insight.values import Held, Idea, Suggestion, Wish
from cocreate.model.commands import AcceptClusters, AcceptedCluster, new_id
from cocreate.model.snapshot import COLOURS, Note, Point, WorkshopSnapshot


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
    """The command that takes a suggestion over: held clusters grow at their free places, new ones come as blocks.

    `heirs`: which cluster of the board a proposal continues, by the proposal's key.
    """
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
        scope=snapshot.workshop.id, board_id=snapshot.boards[0].id, clusters=tuple(accepted), texts=texts
    )


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
