"""What can be done to the selected ideas and themes in outline and columns: each deed is one command and one step."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from cocreate.model.commands import (
    KEEP,
    AddNotes,
    ColourNotes,
    DissolveCluster,
    EditCluster,
    EditFrame,
    EditNote,
    EditTag,
    GroupNotes,
    LinkNotes,
    Move,
    MoveNotes,
    NameCluster,
    NewNote,
    OrderClusters,
    PasteItems,
    PinNotes,
    PutNotes,
    RemoveNotes,
    RetagNotes,
    TagNotes,
    UngroupNotes,
    UntagNotes,
    new_id,
)  # fmt: skip
from cocreate.model.layouts import laid_out
from cocreate.model.order import spread
from cocreate.model.snapshot import COLOURS, Cluster, Frame, Note, Point, Tag, reading_order
from cocreate.ui.steps.ideas import free_places
from cocreate.ui.workshop import room_for

if TYPE_CHECKING:
    from cocreate.model.mirror import Mirror
    from cocreate.ui.live import Live
    from cocreate.ui.workshop.selection import Selection


class Edits:
    """The deeds of one page, on what its `Selection` holds."""

    def __init__(self, live: Live, selection: Selection) -> None:
        self._live, self._selection = live, selection

    # ---- what is selected

    @property
    def mirror(self) -> Mirror:
        assert self._live.mirror is not None, "there is a page only while a workshop is open"
        return self._live.mirror

    def notes(self) -> list[Note]:
        """The selected notes, in the order in which they were chosen."""
        return [n for i in self._selection.ids if (n := self.mirror.get(Note, i)) is not None]

    def clusters(self) -> list[Cluster]:
        return [c for i in self._selection.ids if (c := self.mirror.get(Cluster, i)) is not None]

    def everyone(self) -> list[Note]:
        """Every note that can be seen."""
        return [n for n in self.mirror.rows["note"].values() if isinstance(n, Note) and n.merged_into is None]

    def members(self, cluster_id: str) -> list[Note]:
        """The notes of a theme (or, for an empty id, of none) in reading order."""
        known = self.mirror.rows["cluster"]
        found = [n for n in self.everyone() if (n.cluster_id if n.cluster_id in known else "") == cluster_id]
        return sorted(found, key=reading_order)

    # ---- writing

    def add(self, text: str, cluster_id: str = "", colour: str = "", frame_id: str | None = None) -> str:
        """A new note at the end of a theme, or among the loose ones. Returns its id."""
        held = self.members(cluster_id)
        everyone = self.everyone()
        is_in = bool(cluster_id and held)
        spot = room_for.beside(everyone, held, 1)[0] if is_in else free_places(everyone, 1)[0]
        colour = colour or (held[-1].colour if is_in else "sun")
        new = NewNote(
            id=new_id(), text=text, place=spot, colour=colour, cluster_id=cluster_id or None,
            frame_id=frame_id or self._frame_at(spot),
        )  # fmt: skip
        self._live.send(AddNotes(scope=self._live.scope, board_id=self._live.board_id, notes=(new,)))
        return new.id

    def rename(self, row_id: str, text: str) -> None:
        """Other words for a note, or another title for a theme."""
        if not text.strip():
            return
        if self.mirror.get(Note, row_id) is not None:
            self._live.send(EditNote(scope=self._live.scope, note_id=row_id, text=text))
        elif self.mirror.get(Cluster, row_id) is not None:
            self._live.send(NameCluster(scope=self._live.scope, cluster_id=row_id, title=text))

    def remove(self) -> None:
        """Selected notes go; of selected themes only the theme goes."""
        if notes := self.notes():
            self._live.send(RemoveNotes(scope=self._live.scope, note_ids=_ids(notes)))
            return
        for cluster in self.clusters():
            self._live.send(DissolveCluster(scope=self._live.scope, cluster_id=cluster.id))

    # ---- themes

    def group(self, title: str = "") -> str:
        """A new theme of the selected notes, laid together in free room. Returns its id, or an empty text."""
        notes = self.notes()
        if not notes:
            return ""
        chosen = set(_ids(notes))
        spot, places = room_for.new_block((n for n in self.everyone() if n.id not in chosen), len(notes))
        cluster_id, colours = new_id(), len(self.mirror.rows["cluster"])
        self._live.send(
            GroupNotes(
                scope=self._live.scope, board_id=self._live.board_id, cluster_id=cluster_id, note_ids=_ids(notes),
                title=title, place=spot, colour=COLOURS[colours % len(COLOURS)],
                places=tuple(zip(_ids(notes), places, strict=True)),
            )
        )  # fmt: skip
        return cluster_id

    def ungroup(self) -> None:
        """Selected notes leave their themes."""
        if notes := [n for n in self.notes() if n.cluster_id]:
            self._live.send(UngroupNotes(scope=self._live.scope, note_ids=_ids(notes)))

    def send_to(self, cluster_id: str) -> int:
        """The selected notes go to a theme, or for an empty id out of every theme; returns how many moved."""
        return self._send(self.notes(), cluster_id)

    def put(self, ids: Sequence[str], cluster_id: str, before: str = "") -> bool:
        """Notes go to a place in a theme's list: before a note of it, or to its end. Says whether that was news."""
        chosen = set(ids)
        notes = [n for i in ids if (n := self.mirror.get(Note, i)) is not None]
        held = self.members(cluster_id)
        rest = [n for n in held if n.id not in chosen]
        at = next((k for k, n in enumerate(rest) if n.id == before), len(rest))
        after = [*rest[:at], *notes, *rest[at:]]
        if not notes or [n.id for n in after] == [n.id for n in held]:
            return False
        moves = self._moves([n for n in notes if (n.cluster_id or "") != cluster_id], cluster_id)
        leaves_frames = bool(moves) and not any(m.frame_id for m in moves)
        self._live.send(
            PutNotes(
                scope=self._live.scope, note_ids=_ids(notes), after_id=rest[at - 1].id if at else None,
                cluster_id=cluster_id or None, frame_id=None if leaves_frames else KEEP,
                places=tuple((m.note_id, m.place) for m in moves),
            )
        )  # fmt: skip
        return True

    def put_clusters(self, ids: Sequence[str], before: str = "") -> bool:
        """Themes go to another place in the list of themes."""
        held = sorted((c for c in self.mirror.all(Cluster) if c.parent_id is None), key=reading_order)
        moving = [c for c in held if c.id in set(ids)]
        rest = [c for c in held if c not in moving]
        at = next((k for k, c in enumerate(rest) if c.id == before), len(rest))
        after = [*rest[:at], *moving, *rest[at:]]
        if not moving or after == held:
            return False
        self._live.send(OrderClusters(scope=self._live.scope, orders=_keys(after, at, len(moving))))
        return True

    def shift(self, by: int) -> bool:
        """The selected notes, or themes, go one line up (-1) or down (+1) within their list."""
        if notes := sorted(self.notes(), key=reading_order):
            home = self._home(notes[0])
            held = [n.id for n in self.members(home)]
            moving = [n.id for n in notes if self._home(n) == home]
            return self.put(moving, home, _next(held, moving, by))
        if clusters := sorted(self.clusters(), key=reading_order):
            held = [c.id for c in self.mirror.all(Cluster) if c.parent_id is None]
            moving = [c.id for c in clusters if c.id in held]
            return bool(moving) and self.put_clusters(moving, _next(held, moving, by))
        return False

    # ---- what a note carries

    def colour(self, name: str) -> None:
        if notes := self.notes():
            self._live.send(ColourNotes(scope=self._live.scope, note_ids=_ids(notes), colour=name))
            return
        for cluster in self.clusters():
            self._live.send(EditCluster(scope=self._live.scope, cluster_id=cluster.id, colour=name))

    def tag(self, name: str) -> None:
        """Give the selected notes a tag by name; a known name is that tag, whatever its capitals."""
        notes, name = self.notes(), name.strip()
        if not notes or not name:
            return
        known = next((t for t in self.mirror.all(Tag) if t.name.casefold() == name.casefold()), None)
        tag_id = known.id if known else new_id()
        self._live.send(TagNotes(scope=self._live.scope, note_ids=_ids(notes), tag_id=tag_id, name=name))

    def untag(self, tag_id: str) -> None:
        if notes := [n for n in self.notes() if f"{n.id}:{tag_id}" in self.mirror.rows["note_tag"]]:
            self._live.send(UntagNotes(scope=self._live.scope, note_ids=_ids(notes), tag_id=tag_id))

    def tags(self) -> list[tuple[Tag, bool]]:
        """Every tag, and whether all selected notes have it."""
        notes, links = self.notes(), self.mirror.rows["note_tag"]
        return [(t, bool(notes) and all(f"{n.id}:{t.id}" in links for n in notes)) for t in self.mirror.all(Tag)]

    def toggle_tag(self, tag_id: str) -> None:
        tag = self.mirror.get(Tag, tag_id)
        has_it = next((has for t, has in self.tags() if t.id == tag_id), False)
        if has_it:
            self.untag(tag_id)
        elif tag is not None:
            self.tag(tag.name)

    def pin(self, is_pinned: bool) -> None:
        if notes := [n for n in self.notes() if n.is_pinned != is_pinned]:
            self._live.send(PinNotes(scope=self._live.scope, note_ids=_ids(notes), is_pinned=is_pinned))

    def link(self, to_id: str, kind: str = "builds_on") -> None:
        """From the one selected note to another."""
        if notes := [n for n in self.notes() if n.id != to_id][:1]:
            self._live.send(
                LinkNotes(scope=self._live.scope, link_id=new_id(), from_id=notes[0].id, to_id=to_id, link_kind=kind)
            )

    # ---- columns

    def put_in_column(self, ids: Sequence[str], by: str, source: str, target: str, before: str, by_hand: bool) -> None:
        """Cards go to another column, or to another place in theirs when the order is the list's own (`by_hand`)."""
        scope, notes = self._live.scope, [n for i in ids if (n := self.mirror.get(Note, i)) is not None]
        if not notes or (source == target and not (by_hand and by == "theme")):
            return
        if by == "theme" and by_hand:
            self.put(ids, target, before)
        elif by == "theme":
            self._send(notes, target)
        elif by == "colour":
            self._live.send(ColourNotes(scope=scope, note_ids=_ids(notes), colour=target))
        elif by == "tag":
            self._live.send(RetagNotes(scope=scope, note_ids=_ids(notes), from_id=source, to_id=target))
        elif by == "frame":
            self._put_in_frame(notes, target)

    def add_in_column(self, text: str, by: str, column: str) -> str:
        """A new note at the foot of a column. Returns its id."""
        if by == "theme":
            return self.add(text, column)
        if by == "colour":
            return self.add(text, colour=column)
        frame = self.mirror.get(Frame, column) if by == "frame" else None
        spot = (room_for.inside(self.everyone(), frame, 1) if frame else free_places(self.everyone(), 1))[0]
        note = NewNote(id=new_id(), text=text, place=spot, frame_id=frame.id if frame else self._frame_at(spot))
        tag = self.mirror.get(Tag, column) if by == "tag" else None
        live = self._live
        if tag is None:
            live.send(AddNotes(scope=live.scope, board_id=live.board_id, notes=(note,)))
        else:
            live.send(PasteItems(scope=live.scope, board_id=live.board_id, notes=(note,), tagged=((note.id, tag.id),)))
        return note.id

    def name_column(self, kind: str, row_id: str, title: str) -> None:
        """Another title for a theme, a frame or a tag."""
        scope = self._live.scope
        if kind == "cluster":
            self._live.send(NameCluster(scope=scope, cluster_id=row_id, title=title))
        elif kind == "frame":
            self._live.send(EditFrame(scope=scope, frame_id=row_id, title=title))
        elif kind == "tag":
            self._live.send(EditTag(scope=scope, tag_id=row_id, name=title))

    def _put_in_frame(self, notes: Sequence[Note], frame_id: str) -> None:
        leaving = set(_ids(notes))
        others = [n for n in self.everyone() if n.id not in leaving]
        frame = self.mirror.get(Frame, frame_id)
        spots = room_for.inside(others, frame, len(notes)) if frame else free_places(others, len(notes))
        target = frame.id if frame else None
        moved = [replace(n, place=s, frame_id=target) for n, s in zip(notes, spots, strict=True)]
        rows = {n.id: n for n in moved}
        for touched in {target, *(n.frame_id for n in notes)} - {None}:
            rows |= self._in_order(touched, [*others, *moved])
        moves = tuple(Move(n.id, n.place, n.frame_id, n.cluster_id) for n in rows.values())
        self._live.send(MoveNotes(scope=self._live.scope, moves=moves))

    def _in_order(self, frame_id: str | None, notes: Sequence[Note]) -> dict[str, Note]:
        """The notes that an ordered frame (column, row, grid) lays elsewhere now."""
        frame = self.mirror.get(Frame, frame_id)
        if frame is None:
            return {}
        inside = {n.id: n for n in notes if n.frame_id == frame.id}
        spots = laid_out(frame, list(inside.values()))
        return {i: replace(inside[i], place=s) for i, s in spots.items() if s != inside[i].place}

    # ---- inside

    def _send(self, notes: Sequence[Note], cluster_id: str) -> int:
        moves = self._moves([n for n in notes if (n.cluster_id or "") != cluster_id], cluster_id)
        if moves:
            self._live.send(MoveNotes(scope=self._live.scope, moves=moves))
        return len(moves)

    def _home(self, note: Note) -> str:
        return note.cluster_id if note.cluster_id in self.mirror.rows["cluster"] and note.cluster_id else ""

    def _moves(self, notes: Sequence[Note], cluster_id: str) -> tuple[Move, ...]:
        """On the board they come to lie beside the theme, or in free room."""
        if not notes:
            return ()
        leaving = set(_ids(notes))
        others = [n for n in self.everyone() if n.id not in leaving]
        held = [n for n in self.members(cluster_id) if n.id not in leaving] if cluster_id else []
        spots: Sequence[Point]
        if held:
            spots = room_for.beside(others, held, len(notes))
        elif cluster_id:
            _, spots = room_for.new_block(others, len(notes))
        else:
            spots = free_places(others, len(notes))
        pairs = zip(notes, spots, strict=True)
        return tuple(Move(n.id, s, self._frame_at(s), cluster_id or None) for n, s in pairs)

    def _frame_at(self, spot: Point) -> str | None:
        frames = (f for f in self.mirror.rows["frame"].values() if isinstance(f, Frame))
        return room_for.frame_at(frames, spot)


def _ids(rows: Iterable[Note]) -> tuple[str, ...]:
    return tuple(row.id for row in rows)


def _next(held: Sequence[str], moving: Sequence[str], by: int) -> str:
    """The row before which a block comes to stand when it goes one line up or down; empty for the end."""
    first, last = held.index(moving[0]), held.index(moving[-1])
    rest = [i for i in held if i not in set(moving)]
    if by < 0:
        return held[first - 1] if first > 0 else (rest or [""])[0]
    after = held[last + 2 :]
    return next((i for i in after if i in set(rest)), "")


def _keys(rows: Sequence[Cluster], at: int, count: int) -> tuple[tuple[str, str], ...]:
    """Order keys for `count` rows from `at` on; all are numbered anew where the neighbours leave no room."""
    low = rows[at - 1].order if at > 0 else ""
    high = rows[at + count].order if at + count < len(rows) else ""
    if high and low >= high:
        return tuple(zip((r.id for r in rows), spread("", "", len(rows)), strict=True))
    return tuple(zip((r.id for r in rows[at : at + count]), spread(low, high, count), strict=True))
