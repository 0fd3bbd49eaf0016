"""The command that puts copies on a board: notes with their tags, links, pictures and strokes, frames and labels."""

from __future__ import annotations

from dataclasses import dataclass

from cocreate.errors import Refused
from cocreate.model.commands.base import Command, clean, command, need_text
from cocreate.model.commands.frames import AddFrame
from cocreate.model.commands.labels import AddLabel
from cocreate.model.commands.notes import MAX_BATCH, NewNote, add_notes, check_colour
from cocreate.model.commands.pictures import Stroke, check_digest, sketch
from cocreate.model.edit import Edit
from cocreate.model.snapshot import LINK_KINDS, Attachment, Board, Link, NoteTag, Tag


@dataclass(frozen=True, kw_only=True)
class NewTag:
    """A tag that the copies bear. It is made where the workshop has no tag of this id, nor of this name."""

    id: str
    name: str
    colour: str = "stone"


@dataclass(frozen=True, kw_only=True)
class NewLink:
    id: str
    from_id: str
    to_id: str
    link_kind: str = "builds_on"


@dataclass(frozen=True, kw_only=True)
class NewImage:
    """A picture whose bytes the library holds."""

    id: str
    note_id: str
    digest: str
    media_type: str
    name: str = ""
    size: int = 0
    width: int = 0
    height: int = 0


@command
class PasteItems(Command):
    """One step, one undo. `tagged` are (note id, tag id), `strokes` are (note id, stroke); ids are those of the copies.

    Frames come outermost first. A picture whose bytes are not in this library is left out.
    """

    label = "Paste"
    board_id: str
    notes: tuple[NewNote, ...] = ()
    tags: tuple[NewTag, ...] = ()
    tagged: tuple[tuple[str, str], ...] = ()
    links: tuple[NewLink, ...] = ()
    images: tuple[NewImage, ...] = ()
    strokes: tuple[tuple[str, Stroke], ...] = ()
    frames: tuple[AddFrame, ...] = ()
    labels: tuple[AddLabel, ...] = ()

    def apply(self, edit: Edit) -> None:
        edit.need(Board, self.board_id)
        if len(self.links) + len(self.tagged) + len(self.strokes) > 4 * MAX_BATCH:
            raise Refused("More than {limit} ideas at once are too many. Split them up.", limit=MAX_BATCH)
        for part in (*self.frames, *self.labels):
            part.apply(edit)
        add_notes(edit, self.board_id, self.notes)
        self._tag(edit)
        edit.add_all([self._link(new) for new in self.links])
        edit.add_all([self._image(edit, new) for new in self.images if edit.holds_blob(new.digest)])
        edit.add_all([sketch(note_id, stroke) for note_id, stroke in self.strokes])
        if not edit.pending():
            raise Refused("There is nothing to paste. Copy something first.")

    def _tag(self, edit: Edit) -> None:
        held = {tag.name.casefold(): tag for tag in edit.where(Tag, "removed", False)}
        stands_for: dict[str, str] = {}
        for new in self.tags:
            name = need_text(new.name, 40)
            tag = edit.get(Tag, new.id)
            if tag is not None and not tag.removed:
                stands_for[new.id] = tag.id
            elif name.casefold() in held:
                stands_for[new.id] = held[name.casefold()].id
            else:
                if tag is None:
                    tag = Tag(id=new.id, name=name, colour=check_colour(new.colour))
                    edit.add(tag)
                else:
                    edit.set(tag, removed=False)
                held[name.casefold()] = tag
                stands_for[new.id] = tag.id
        pairs = dict.fromkeys((note_id, stands_for[tag_id]) for note_id, tag_id in self.tagged if tag_id in stands_for)
        edit.add_all([NoteTag(id=f"{note}:{tag}", note_id=note, tag_id=tag) for note, tag in pairs])

    def _link(self, new: NewLink) -> Link:
        if new.link_kind not in LINK_KINDS or new.from_id == new.to_id:
            raise Refused("These two ideas cannot be linked. Choose two different ideas.")
        return Link(id=new.id, from_id=new.from_id, to_id=new.to_id, link_kind=new.link_kind)

    def _image(self, edit: Edit, new: NewImage) -> Attachment:
        return Attachment(
            id=new.id, note_id=new.note_id, digest=check_digest(edit, new.digest), name=clean(new.name, 200),
            media_type=clean(new.media_type, 100), size=max(0, new.size), width=max(0, new.width),
            height=max(0, new.height),
        )  # fmt: skip


@command
class DuplicateItems(PasteItems):
    """Copies beside the originals: like a paste, under its own name."""

    label = "Duplicate"
