"""What is copied from a board and put on another: rows as JSON, and the one command that pastes them. Pure."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass, fields, replace
from typing import Any, TypeVar

from cocreate.model.commands import (
    AddFrame,
    AddLabel,
    DuplicateItems,
    NewImage,
    NewLink,
    NewNote,
    NewTag,
    PasteItems,
    Stroke,
    new_id,
)  # fmt: skip
from cocreate.model.mirror import Mirror
from cocreate.model.schema import SHAPES, freeze_row, is_text
from cocreate.model.snapshot import (
    Attachment,
    Frame,
    Label,
    Link,
    Note,
    NoteTag,
    Point,
    Row,
    Sketch,
    Tag,
    reading_order,
)  # fmt: skip

FORM = "cocreate-clip/1"
MOST_TEXT = 64 * 1024 * 1024  # characters that are read from a clipboard
R = TypeVar("R", bound=Row)


@dataclass(frozen=True)
class Clip:
    """Notes, frames and labels, with what the notes bear: tags, pictures, strokes, and the links among them."""

    notes: tuple[Note, ...] = ()
    frames: tuple[Frame, ...] = ()
    labels: tuple[Label, ...] = ()
    tags: tuple[Tag, ...] = ()
    note_tags: tuple[NoteTag, ...] = ()
    links: tuple[Link, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    sketches: tuple[Sketch, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.notes or self.frames or self.labels)

    @property
    def corner(self) -> Point:
        """The top left of all of it."""
        places = [*(n.place for n in self.notes), *(f.place for f in self.frames), *(t.place for t in self.labels)]
        return min(p[0] for p in places), min(p[1] for p in places)

    @property
    def size(self) -> Point:
        """Width and height of all of it; labels count as a point."""
        left, top = self.corner
        ends = [(n.place[0] + n.size[0], n.place[1] + n.size[1]) for n in self.notes]
        ends += [(f.place[0] + f.size[0], f.place[1] + f.size[1]) for f in self.frames]
        ends += [row.place for row in self.labels]
        return max(e[0] for e in ends) - left, max(e[1] for e in ends) - top

    def to_json(self) -> str:
        """For the clipboard; `read_clip` reads it, in another workshop and another library too."""
        held = {f.name: [asdict(row) for row in getattr(self, f.name)] for f in fields(self)}
        return json.dumps({"form": FORM, **held}, ensure_ascii=False, separators=(",", ":"))


def clip_of(
    source: Mirror, note_ids: Collection[str], frame_ids: Collection[str] = (), label_ids: Collection[str] = ()
) -> Clip:
    """A copy of these rows; a frame comes with the frames and notes that lie in it."""
    frames = _with_inner(source, frame_ids) if frame_ids else []
    inside = {f.id for f in frames}
    notes = {i: n for i in note_ids if (n := source.get(Note, i)) is not None and n.merged_into is None}
    if inside:
        notes |= {n.id: n for n in source.all(Note) if n.frame_id in inside and n.merged_into is None}
    tags = {str(i): t for i in source.rows["tag"] if (t := source.get(Tag, i)) is not None}
    pairs = [source.get(NoteTag, f"{note}:{tag}") for note in notes for tag in tags]
    note_tags = tuple(pair for pair in pairs if pair is not None)
    used = {pair.tag_id for pair in note_tags}
    return Clip(
        notes=tuple(sorted(notes.values(), key=reading_order)),
        frames=tuple(frames),
        labels=tuple(row for i in label_ids if (row := source.get(Label, i)) is not None),
        tags=tuple(tag for i, tag in tags.items() if i in used),
        note_tags=note_tags,
        links=tuple(row for row in source.all(Link) if row.from_id in notes and row.to_id in notes),
        attachments=tuple(row for row in source.all(Attachment) if row.note_id in notes),
        sketches=tuple(row for row in source.all(Sketch) if row.note_id in notes),
    )


def _with_inner(source: Mirror, frame_ids: Collection[str]) -> list[Frame]:
    """Frames and what lies in them, outermost first."""
    every = sorted(source.all(Frame), key=reading_order)
    found = [f for f in every if f.id in set(frame_ids)]
    known = {f.id for f in found}
    found.sort(key=lambda f: f.parent_id in known)
    for frame in found:  # grows while it is read
        inner = [f for f in every if f.parent_id == frame.id and f.id not in known]
        known |= {f.id for f in inner}
        found += inner
    return found


def read_clip(text: str) -> Clip | None:
    """The clip in a text of a clipboard; None when it is something else. Nothing in it is trusted."""
    if not text.startswith("{") or len(text) > MOST_TEXT:
        return None
    try:
        data = json.loads(text)
        if data.get("form") != FORM:
            return None
        return Clip(
            notes=_rows(Note, data, "notes"), frames=_rows(Frame, data, "frames"), labels=_rows(Label, data, "labels"),
            tags=_rows(Tag, data, "tags"), note_tags=_rows(NoteTag, data, "note_tags"),
            links=_rows(Link, data, "links"), attachments=_rows(Attachment, data, "attachments"),
            sketches=_rows(Sketch, data, "sketches"),
        )  # fmt: skip
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _rows(cls: type[R], data: dict[str, Any], name: str) -> tuple[R, ...]:
    """Rows of plain values; ValueError when one is not what its field holds."""
    return tuple(_row(cls, raw) for raw in data.get(name, ()))


def _row(cls: type[R], raw: dict[str, Any]) -> R:
    shapes, row_id, scope = SHAPES[cls.kind], raw["id"], raw.get("scope", "")
    values = {name: raw[name] for name in shapes if name in raw}
    if not (is_text(row_id) and is_text(scope) and all(shapes[name].fits(v) for name, v in values.items())):
        raise ValueError(f"this is no {cls.kind}")
    row = freeze_row(cls.kind, row_id, scope, values)
    assert isinstance(row, cls)
    return row


def paste(clip: Clip, scope: str, board_id: str, at: Point, *, keeps_homes: bool = False) -> PasteItems:
    """The one command that puts a copy on a board, with its top left at a place.

    `keeps_homes`: copies beside the originals (a duplicate): they stay in the frames and themes of those.
    """
    dx, dy = at[0] - clip.corner[0], at[1] - clip.corner[1]
    ids = {row.id: new_id() for row in (*clip.notes, *clip.frames)}
    tag_ids = {t.id: t.id if t.scope == scope else new_id() for t in clip.tags}  # a row belongs to one workshop

    def there(place: Point) -> Point:
        return round(place[0] + dx, 2), round(place[1] + dy, 2)

    def home(frame_id: str | None) -> str | None:
        return ids.get(frame_id or "") or (frame_id if keeps_homes else None)

    notes = tuple(
        NewNote(
            id=ids[n.id], text=n.text, place=there(n.place), colour=n.colour, size=n.size, frame_id=home(n.frame_id),
            cluster_id=n.cluster_id if keeps_homes else None, parent_id=ids.get(n.parent_id or ""),
        )
        for n in clip.notes
    )  # fmt: skip
    command = DuplicateItems if keeps_homes else PasteItems
    return command(
        scope=scope, board_id=board_id, notes=notes,
        tags=tuple(NewTag(id=tag_ids[t.id], name=t.name, colour=t.colour) for t in clip.tags if t.name.strip()),
        tagged=tuple(
            (ids[t.note_id], tag_ids[t.tag_id]) for t in clip.note_tags if t.note_id in ids and t.tag_id in tag_ids
        ),
        links=tuple(
            NewLink(id=new_id(), from_id=ids[row.from_id], to_id=ids[row.to_id], link_kind=row.link_kind)
            for row in clip.links
            if row.from_id in ids and row.to_id in ids
        ),
        images=tuple(_images(clip.attachments, ids)),
        strokes=tuple(
            (ids[s.note_id], Stroke(id=new_id(), points=s.points, colour=s.colour, width=s.width))
            for s in clip.sketches
            if s.note_id in ids
        ),
        frames=tuple(
            _frame(replace(f, id=ids[f.id], parent_id=home(f.parent_id)), scope, board_id, there(f.place))
            for f in clip.frames
        ),
        labels=tuple(_label(row, scope, board_id, there(row.place)) for row in clip.labels),
    )  # fmt: skip


def _frame(frame: Frame, scope: str, board_id: str, place: Point) -> AddFrame:
    """A frame like this one, elsewhere."""
    return AddFrame(
        scope=scope, board_id=board_id, frame_id=frame.id, title=frame.title, place=place, size=frame.size,
        layout=frame.layout, colour=frame.colour, parent_id=frame.parent_id, columns=frame.columns, axes=frame.axes,
        cells=frame.cells,
    )  # fmt: skip


def _label(label: Label, scope: str, board_id: str, place: Point) -> AddLabel:
    """A text like this one, elsewhere."""
    return AddLabel(
        scope=scope, board_id=board_id, label_id=new_id(), text=label.text, place=place, type_size=label.type_size,
        colour=label.colour, width=label.width,
    )  # fmt: skip


def _images(attachments: Iterable[Attachment], ids: dict[str, str]) -> Iterable[NewImage]:
    for row in attachments:
        if row.note_id in ids:
            yield NewImage(
                id=new_id(), note_id=ids[row.note_id], digest=row.digest, media_type=row.media_type, name=row.name,
                size=row.size, width=row.width, height=row.height,
            )  # fmt: skip


def rows_of(command: PasteItems, order: str) -> list[Row]:
    """The rows that the command will make, to show them ahead of its step; `order` stands for what it gives them."""
    scope, board = command.scope, command.board_id
    rows: list[Row] = [
        Note(
            id=n.id, scope=scope, board_id=board, text=n.text, place=n.place, colour=n.colour, size=n.size,
            frame_id=n.frame_id, cluster_id=n.cluster_id, order=order,
        )
        for n in command.notes
    ]  # fmt: skip
    rows += [
        Frame(
            id=f.frame_id, scope=scope, board_id=board, title=f.title, place=f.place, size=f.size, layout=f.layout,
            colour=f.colour, parent_id=f.parent_id, columns=f.columns, axes=f.axes, cells=f.cells, order=order,
        )
        for f in command.frames
    ]  # fmt: skip
    rows += [
        Label(
            id=row.label_id, scope=scope, board_id=board, text=row.text, place=row.place, type_size=row.type_size,
            colour=row.colour, width=row.width,
        )
        for row in command.labels
    ]  # fmt: skip
    rows += [Link(id=n.id, scope=scope, from_id=n.from_id, to_id=n.to_id, link_kind=n.link_kind) for n in command.links]
    return rows
