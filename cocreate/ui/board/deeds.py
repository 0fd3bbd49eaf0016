"""What can be done to a selection, by key, menu or window: each deed sends one command through the view."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QGuiApplication

from cocreate.model.clip import Clip, clip_of, paste, rows_of
from cocreate.model.commands import (
    AddNotes,
    ColourNotes,
    Command,
    DissolveCluster,
    EditCluster,
    EditFrame,
    EditLabel,
    GroupNotes,
    MoveCluster,
    MoveItems,
    MoveNotes,
    NewNote,
    PasteItems,
    PlaceFrame,
    RemoveAttachments,
    RemoveFrame,
    RemoveItems,
    RemoveNotes,
    RemoveSketches,
    Resize,
    ResizeNotes,
    UngroupNotes,
    new_id,
)  # fmt: skip
from cocreate.model.commands.labels import TYPE_SIZES
from cocreate.model.snapshot import Cluster, Frame, Label, Link, Note, Point
from cocreate.ui.board import arrange, clipping, places
from cocreate.ui.board.model import AHEAD

if TYPE_CHECKING:
    from cocreate.ui.board.view import BoardView

PASTE_MAX = 10_000


class Deeds:
    """The deeds of one view."""

    def __init__(self, view: BoardView) -> None:
        self.view = view

    def _notes(self) -> list[Note]:
        model = self.view.model
        return [n for i in self.view.selection if (n := model.note(i)) is not None]

    def _texts(self) -> list[Label]:
        texts = self.view.model.texts
        return [texts[i] for i in self.view.selection if i in texts]

    def remove(self) -> None:
        """What is selected goes in one step; of a frame only the frame, and of a theme alone only the theme."""
        view, model = self.view, self.view.model
        rows = [row for i in view.selection if (row := model.row(i)) is not None]
        gone = [replace(row, removed=True) for row in rows if not isinstance(row, Cluster)]
        kinds = {type(row) for row in gone}
        ids = {cls: tuple(row.id for row in gone if isinstance(row, cls)) for cls in (Note, Frame, Label, Link)}
        order: Command
        if kinds == {Note}:
            order = RemoveNotes(scope=model.scope, note_ids=ids[Note])
        elif kinds == {Frame} and len(gone) == 1:
            order = RemoveFrame(scope=model.scope, frame_id=gone[0].id)
        elif gone:
            order = RemoveItems(
                scope=model.scope, note_ids=ids[Note], frame_ids=ids[Frame], label_ids=ids[Label], link_ids=ids[Link],
            )  # fmt: skip
        elif rows:
            order = DissolveCluster(scope=model.scope, cluster_id=rows[0].id)
            gone = [replace(rows[0], removed=True)]
        else:
            return
        view.send(order, *gone)

    def colour(self, name: str) -> None:
        view, model = self.view, self.view.model
        if notes := self._notes():
            rows = [replace(n, colour=name) for n in notes]
            view.send(ColourNotes(scope=model.scope, note_ids=tuple(n.id for n in notes), colour=name), *rows)
            return
        for one in view.selection[:1]:
            if one in model.frames:
                order: Command = EditFrame(scope=model.scope, frame_id=one, colour=name)
                view.send(order, replace(model.frames[one], colour=name))
            elif one in model.clusters:
                order = EditCluster(scope=model.scope, cluster_id=one, colour=name)
                view.send(order, replace(model.clusters[one], colour=name))
            elif one in model.texts:
                order = EditLabel(scope=model.scope, label_id=one, colour=name)
                view.send(order, replace(model.texts[one], colour=name))

    def grow(self) -> None:
        """The selected notes become so high that their whole text is read at full size."""
        view, model = self.view, self.view.model
        inside = view.layer.papers.inside
        rows = [replace(n, size=inside.size_for(model, n)) for n in self._notes()]
        sizes = tuple(Resize(n.id, n.place, n.size) for n in rows if (now := model.note(n.id)) and now.size != n.size)
        if sizes:
            view.send(ResizeNotes(scope=model.scope, sizes=sizes), *rows)

    def nudge(self, dx: float, dy: float) -> None:
        """One step by keyboard: what is moved keeps what it belongs to, and a title takes its notes along."""
        view, model = self.view, self.view.model
        texts = [
            replace(label, place=(round(label.place[0] + dx, 2), round(label.place[1] + dy, 2)))
            for label in self._texts()
        ]
        self.place(places.shifted(model, view.selected_slots(), dx, dy), texts, is_nudge=True)
        for one in view.selection[:1]:
            if one in model.clusters or one in model.frames:
                frames = [one, *(f.id for f in places.inner(model, one))]
                held = model.members if one in model.clusters else model.held
                self.carry(one, sorted({s for f in frames for s in held.get(f, ())}), dx, dy)

    def place(self, rows: Sequence[Note], texts: Sequence[Label] = (), is_nudge: bool = False) -> None:
        """Notes and texts to new places in one command; those that lie there already are left out."""
        scope, model = self.view.model.scope, self.view.model
        moved = [n for n in rows if n != model.note(n.id)]
        moves, labels = places.moves(moved), tuple((row.id, row.place) for row in texts)
        if labels:
            order: Command = MoveItems(scope=scope, moves=moves, labels=labels, is_nudge=is_nudge)
            self.view.send(order, *moved, *texts)
        elif moves:
            self.view.send(MoveNotes(scope=scope, moves=moves, is_nudge=is_nudge), *moved)

    def resize_text(self, factor: float) -> None:
        """Larger or smaller type of the selected texts."""
        for label in self._texts():
            size = min(max(round(label.type_size * factor), TYPE_SIZES[0]), TYPE_SIZES[1])
            if size != label.type_size:
                order = EditLabel(scope=self.view.scope, label_id=label.id, type_size=size)
                self.view.send(order, replace(label, type_size=size))

    def clear_sketch(self) -> None:
        """Take the strokes off the selected notes."""
        strokes = [row for n in self._notes() for row in self.view.model.sketches.get(n.id, ())]
        if strokes:
            order = RemoveSketches(scope=self.view.scope, sketch_ids=tuple(row.id for row in strokes))
            self.view.send(order, *(replace(row, removed=True) for row in strokes))

    def clear_pictures(self) -> None:
        """Take the pictures off the selected notes."""
        held = [row for n in self._notes() for row in self.view.model.pictures.get(n.id, ())]
        if held:
            order = RemoveAttachments(scope=self.view.scope, attachment_ids=tuple(row.id for row in held))
            self.view.send(order, *(replace(row, removed=True) for row in held))

    def has_texts(self) -> bool:
        """Whether a text of the board is selected."""
        return bool(self._texts())

    def has(self, kind: str) -> bool:
        """Whether a selected note bears `sketches` or `pictures`."""
        held = getattr(self.view.model, kind)
        return any(held.get(n.id) for n in self._notes())

    def carry(self, row_id: str, slots: Sequence[int], dx: float, dy: float, is_dropped: bool = False) -> None:
        """A cluster or frame with these notes and the frames in it, this far from where they are.

        A frame that is dropped in another one lies in that from then on.
        """
        view, model = self.view, self.view.model
        row: Cluster | Frame | None = model.clusters.get(row_id) or model.frames.get(row_id)
        if row is None or not (dx or dy):
            return
        rows = places.shifted(model, slots, dx, dy)
        moved = replace(row, place=(round(row.place[0] + dx, 2), round(row.place[1] + dy, 2)))
        moves = places.moves(rows)
        if isinstance(moved, Cluster):
            view.send(MoveCluster(scope=model.scope, cluster_id=row.id, place=moved.place, moves=moves), moved, *rows)
            return
        inner = [
            replace(f, place=(round(f.place[0] + dx, 2), round(f.place[1] + dy, 2)))
            for f in places.inner(model, row_id)
        ]
        if is_dropped:
            own = {row_id, *(f.id for f in inner)}
            around = model.frame_at(QRectF(*moved.place, *moved.size).center(), own)
            moved = replace(moved, parent_id=around.id if around else None)
        order = PlaceFrame(
            scope=model.scope, frame_id=row.id, place=moved.place, size=moved.size, moves=moves,
            parent_id=moved.parent_id, frames=tuple((f.id, f.place) for f in inner),
        )  # fmt: skip
        view.send(order, moved, *inner, *rows)

    # -- order
    def align(self, side: str) -> None:
        """One edge or middle of the selected notes in line (`arrange.SIDES`)."""
        self.place(arrange.align(self._notes(), side))

    def distribute(self, axis: int) -> None:
        """Equal room between the selected notes, across (0) or down (1)."""
        self.place(arrange.distribute(self._notes(), axis))

    def tidy(self) -> None:
        """The selected notes in rows, in reading order."""
        self.place(arrange.tidy(self._notes()))

    def group(self) -> None:
        """A new cluster of the selected notes; its title is asked for at once."""
        view, model, notes = self.view, self.view.model, self._notes()
        if not notes:
            return
        laid = places.gathered(model, view.selected_slots())
        where = dict(laid)
        area = model.rect_of(view.selected_slots())
        first = min(where.values()) if where else (area.x(), area.y())
        cluster = Cluster(id=new_id(), scope=model.scope, board_id=model.board_id, place=first, order=AHEAD)
        rows = [replace(n, cluster_id=cluster.id, is_pinned=True, place=where.get(n.id, n.place)) for n in notes]
        view.send(
            GroupNotes(
                scope=model.scope, board_id=model.board_id, cluster_id=cluster.id,
                note_ids=tuple(n.id for n in notes), place=first, places=tuple(laid),
            ),
            cluster, *rows,
        )  # fmt: skip
        view.rename(cluster.id)

    def ungroup(self) -> None:
        view, scope = self.view, self.view.model.scope
        notes = [n for n in self._notes() if n.cluster_id]
        if notes:
            rows = [replace(n, cluster_id=None, is_pinned=False) for n in notes]
            view.send(UngroupNotes(scope=scope, note_ids=tuple(n.id for n in notes)), *rows)
        elif any(i in view.model.clusters for i in view.selection):
            self.remove()

    def duplicate(self) -> None:
        """Copies a little to the right and below, with all they bear, selected, in the same frame and cluster."""
        clip = clipping.selected(self.view)
        if clip:
            x, y = clip.corner
            self.put(paste(clip, self.view.scope, self.view.board_id, (x + 24, y + 24), keeps_homes=True))

    def copy_to(self, rows: Mapping[str, Note], texts: Sequence[Label] = ()) -> None:
        """Copies of notes and texts where these rows lie, selected; the originals stay."""
        clip = replace(clip_of(self.view.mirror, list(rows)), notes=tuple(rows.values()), labels=tuple(texts))
        if clip:
            self.put(paste(clip, self.view.scope, self.view.board_id, clip.corner, keeps_homes=True))

    def put(self, command: PasteItems) -> None:
        """Copies onto the board, selected and shown at once."""
        self.view.send(command, *rows_of(command, AHEAD))
        new = [n.id for n in command.notes] + [label.label_id for label in command.labels]
        self.view.select(new or [f.frame_id for f in command.frames[:1]], reveal=True)

    def put_clip(self, clip: Clip, at: QPointF | None = None) -> None:
        """What was copied, round a point or where there is room near the middle of the view."""
        view, (wide, high) = self.view, clip.size
        if at is None:
            spot = places.free_spot(view.model, view.centre(), QPointF(wide, high))
        else:
            spot = (at.x() - wide / 2, at.y() - high / 2)
        self.put(paste(clip, view.scope, view.board_id, (round(spot[0]), round(spot[1]))))

    def copy(self) -> None:
        """The selection to the clipboard: our own form, text and table."""
        if clip := clipping.selected(self.view):
            QGuiApplication.clipboard().setMimeData(clipping.mime(self.view, clip))

    def cut(self) -> None:
        """Copy, then remove."""
        self.copy()
        self.remove()

    def copy_picture(self) -> None:
        """The selected notes to the clipboard as a picture."""
        slots = [s for one in self.view.selection for s in self._slots_of(one)]
        if slots:
            QGuiApplication.clipboard().setImage(clipping.picture(self.view, slots))

    def _slots_of(self, row_id: str) -> list[int]:
        """The notes of a note, theme or frame."""
        model = self.view.model
        held = model.members.get(row_id) or model.held.get(row_id) or ()
        return [model.slots[row_id]] if row_id in model.slots else sorted(held)

    def add(self, new: Sequence[NewNote]) -> None:
        """Write notes; they are shown at once, their number comes with the step."""
        view, model = self.view, self.view.model
        rows = [
            Note(
                id=n.id, scope=model.scope, board_id=model.board_id, text=n.text, place=n.place, colour=n.colour,
                frame_id=n.frame_id, cluster_id=n.cluster_id, order=AHEAD, size=n.size,
            )
            for n in new
        ]  # fmt: skip
        view.send(AddNotes(scope=model.scope, board_id=model.board_id, notes=tuple(new)), *rows)

    def write(self, text: str, place: Point, colour: str, author: str | None = None) -> str:
        """One new note, in the frame and cluster that lie there. Returns its id."""
        model = self.view.model
        centre = QPointF(place[0] + places.HALF, place[1] + places.HALF)
        frame = model.frame_at(centre)
        cluster = model.cluster_at(centre)
        new = NewNote(
            id=new_id(), text=text, place=place, colour=colour, author_id=author,
            frame_id=frame.id if frame else None, cluster_id=cluster,
        )  # fmt: skip
        self.add([new])
        return new.id

    def write_all(self, texts: Sequence[str], at: QPointF | None = None) -> int:
        """One note for each text, round a point or in a free area near the middle of the view. Returns how many."""
        view = self.view
        texts = texts[:PASTE_MAX]
        if not texts:
            return 0
        cells = places.grid(len(texts), (0.0, 0.0))
        size = QPointF(max(c[0] for c in cells) + places.STEP, max(c[1] for c in cells) + places.STEP)
        spot = places.free_spot(view.model, at or view.centre(), size)
        spots = places.grid(len(texts), (round(spot[0]), round(spot[1])))
        new = [NewNote(id=new_id(), text=t, place=p, colour=view.colour) for t, p in zip(texts, spots, strict=True)]
        self.add(new)
        view.select([n.id for n in new], reveal=True)
        return len(new)

    def layout(self, layout: str) -> None:
        """Give the selected frame another layout, with its notes where that puts them: one step."""
        view, model = self.view, self.view.model
        for one in view.selection[:1]:
            if one in model.frames and model.frames[one].layout != layout:
                frame = replace(model.frames[one], layout=layout)
                rows = places.listed(model, frame, {})
                spots = tuple((n.id, n.place) for n in rows)
                order = EditFrame(scope=model.scope, frame_id=one, layout=layout, places=spots)
                view.send(order, frame, *rows)

    def frame_layout(self) -> str:
        """The layout of the one selected frame; empty for anything else."""
        one = self.view.selection[0] if len(self.view.selection) == 1 else ""
        frame = self.view.model.frames.get(one)
        return frame.layout if frame is not None else ""
