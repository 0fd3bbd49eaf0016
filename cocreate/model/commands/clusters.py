"""Commands on clusters: group by hand, name the theme, merge, dissolve, and accept a proposal in one step."""

from __future__ import annotations

from dataclasses import dataclass

from cocreate.errors import Refused
from cocreate.model.commands.base import KEEP, Command, Keep, clean, command, kept, need_text
from cocreate.model.commands.notes import Move, check_colour, check_place, move_notes
from cocreate.model.edit import Edit
from cocreate.model.order import between
from cocreate.model.snapshot import Board, Cluster, Note, Point


@command
class GroupNotes(Command):
    """Put notes into a cluster, made when `cluster_id` is new. `places` may lay them out."""

    label = "Group ideas"
    board_id: str
    cluster_id: str
    note_ids: tuple[str, ...]
    title: str = ""
    place: Point = (0.0, 0.0)
    colour: str = "stone"
    places: tuple[tuple[str, Point], ...] = ()

    def apply(self, edit: Edit) -> None:
        edit.need(Board, self.board_id)
        held = edit.get(Cluster, self.cluster_id)
        if held is None:
            title = clean(self.title, 140)
            edit.add(
                Cluster(
                    id=self.cluster_id, board_id=self.board_id, title=title, is_named=bool(title),
                    place=check_place(self.place), colour=check_colour(self.colour),
                    order=between(edit.last_order(Cluster), ""),
                )
            )  # fmt: skip
        elif held.removed:
            edit.set(held, removed=False)
        where = dict(self.places)
        for note in edit.need_many(Note, self.note_ids):
            place = check_place(where.get(note.id, note.place))
            edit.set(note, cluster_id=self.cluster_id, is_pinned=True, place=place)


@command
class UngroupNotes(Command):
    """Take notes out of their clusters; they stay where they lie."""

    label = "Ungroup ideas"
    note_ids: tuple[str, ...]

    def apply(self, edit: Edit) -> None:
        for note in edit.need_many(Note, self.note_ids):
            edit.set(note, cluster_id=None, is_pinned=False)


@command
class NameCluster(Command):
    label = "Name theme"
    cluster_id: str
    title: str

    def apply(self, edit: Edit) -> None:
        edit.set(edit.need(Cluster, self.cluster_id), title=need_text(self.title, 140), is_named=True)


@command
class EditCluster(Command):
    label = "Change theme"
    cluster_id: str
    summary: str | Keep = KEEP
    colour: str | Keep = KEEP

    def apply(self, edit: Edit) -> None:
        values = {k: clean(str(v), 500) for k, v in kept(self, "summary", "colour").items()}
        if "colour" in values:
            check_colour(values["colour"])
        edit.set(edit.need(Cluster, self.cluster_id), **values)


@command
class MoveCluster(Command):
    """A cluster dragged by its title, with its notes."""

    label = "Move theme"
    cluster_id: str
    place: Point
    moves: tuple[Move, ...] = ()

    def apply(self, edit: Edit) -> None:
        edit.set(edit.need(Cluster, self.cluster_id), place=check_place(self.place))
        if self.moves:
            move_notes(edit, self.moves)


@command
class MergeClusters(Command):
    """All notes of the others come into one cluster; the others go."""

    label = "Merge themes"
    into_id: str
    from_ids: tuple[str, ...]

    def apply(self, edit: Edit) -> None:
        into = edit.need(Cluster, self.into_id)
        if into.id in self.from_ids:
            raise Refused("A theme cannot be merged with itself. Choose another theme.")
        for cluster in edit.need_many(Cluster, self.from_ids):
            for note in edit.where(Note, "cluster_id", cluster.id):
                edit.set(note, cluster_id=into.id, is_pinned=True)
            edit.set(cluster, removed=True)


@command
class DissolveCluster(Command):
    """The theme goes, its notes are loose again."""

    label = "Dissolve theme"
    cluster_id: str

    def apply(self, edit: Edit) -> None:
        for note in edit.where(Note, "cluster_id", self.cluster_id):
            edit.set(note, cluster_id=None, is_pinned=False)
        edit.set(edit.need(Cluster, self.cluster_id), removed=True)


@dataclass(frozen=True, kw_only=True)
class AcceptedCluster:
    """A proposed cluster. `cluster_id` is new, or the id of a cluster that is held; `notes` are id and new place."""

    cluster_id: str
    title: str
    notes: tuple[tuple[str, Point], ...]
    place: Point
    colour: str = "stone"
    is_named: bool = False  # a person chose the title


@command
class AcceptClusters(Command):
    """Take over a proposal in one step. `texts` are the texts it was made from: notes edited or removed since are
    left where they are, and so are notes that a person pinned meanwhile. `aside` are notes that fit nowhere and lie
    where a theme comes: id and new place."""

    label = "Accept themes"
    board_id: str
    clusters: tuple[AcceptedCluster, ...]
    texts: tuple[tuple[str, str], ...]
    aside: tuple[tuple[str, Point], ...] = ()

    def apply(self, edit: Edit) -> None:
        edit.need(Board, self.board_id)
        texts = dict(self.texts)
        every = [n for c in self.clusters for n, _ in c.notes] + [n for n, _ in self.aside]
        notes = {
            n.id: n
            for n in edit.get_many(Note, every)
            if not n.removed and not n.is_pinned and n.text == texts.get(n.id)
        }
        held = {c.id: c for c in edit.get_many(Cluster, [c.cluster_id for c in self.clusters])}
        key = edit.last_order(Cluster)
        for new in self.clusters:
            members = [(notes[n], place) for n, place in new.notes if n in notes]
            former = held.get(new.cluster_id)
            if not members and (former is None or former.removed):
                continue
            if former is None:
                key = between(key, "")
                edit.add(
                    Cluster(
                        id=new.cluster_id, board_id=self.board_id, title=clean(new.title, 140), order=key,
                        place=check_place(new.place), colour=check_colour(new.colour), is_named=new.is_named,
                    )
                )  # fmt: skip
            else:
                if former.removed:  # dissolved since the proposal was made: its ideas bring it back
                    edit.set(former, removed=False)
                if not former.is_named:  # a title that a person gave stays
                    title = clean(new.title, 140) or former.title
                    edit.set(former, title=title, place=check_place(new.place), is_named=new.is_named)
            for note, place in members:
                edit.set(note, cluster_id=new.cluster_id, place=check_place(place), frame_id=None)
        if not edit.pending():
            raise Refused("The ideas changed meanwhile, nothing of this proposal is left. Ask for a new one.")
        for id, place in self.aside:
            if id in notes:
                edit.set(notes[id], place=check_place(place), frame_id=None)
        self._drop_empty(edit)

    def _drop_empty(self, edit: Edit) -> None:
        """Unnamed clusters whose notes all went elsewhere would stay behind as empty titles."""
        for cluster in edit.where(Cluster, "board_id", self.board_id):
            fresh = cluster.id in {c.cluster_id for c in self.clusters}
            if not cluster.is_named and not fresh and not edit.where(Note, "cluster_id", cluster.id):
                edit.set(cluster, removed=True)
