"""Commands on tags: give, take away, rename, recolour, remove."""

from __future__ import annotations

from cocreate.model.commands.base import KEEP, Command, Keep, command, need_text
from cocreate.model.commands.notes import check_colour
from cocreate.model.edit import Edit
from cocreate.model.snapshot import Note, NoteTag, Tag


@command
class TagNotes(Command):
    """Give notes a tag by name; the tag is made when it is new."""

    label = "Tag ideas"
    note_ids: tuple[str, ...]
    tag_id: str
    name: str = ""
    colour: str = "stone"

    def apply(self, edit: Edit) -> None:
        tag = edit.get(Tag, self.tag_id)
        if tag is None:
            edit.add(Tag(id=self.tag_id, name=need_text(self.name, 40), colour=check_colour(self.colour)))
        elif tag.removed:
            edit.set(tag, removed=False)
        for note in edit.need_many(Note, self.note_ids):
            row_id = f"{note.id}:{self.tag_id}"
            held = edit.get(NoteTag, row_id)
            if held is None:
                edit.add(NoteTag(id=row_id, note_id=note.id, tag_id=self.tag_id))
            elif held.removed:
                edit.set(held, removed=False)


@command
class UntagNotes(Command):
    label = "Take away tag"
    note_ids: tuple[str, ...]
    tag_id: str

    def apply(self, edit: Edit) -> None:
        for row in edit.get_many(NoteTag, [f"{n}:{self.tag_id}" for n in self.note_ids]):
            edit.set(row, removed=True)


@command
class EditTag(Command):
    label = "Change tag"
    tag_id: str
    name: str | Keep = KEEP
    colour: str | Keep = KEEP

    def apply(self, edit: Edit) -> None:
        row = edit.need(Tag, self.tag_id)
        name = row.name if isinstance(self.name, Keep) else need_text(self.name, 40)
        colour = row.colour if isinstance(self.colour, Keep) else check_colour(self.colour)
        edit.set(row, name=name, colour=colour)


@command
class RemoveTag(Command):
    """The tag goes, from all notes."""

    label = "Remove tag"
    tag_id: str

    def apply(self, edit: Edit) -> None:
        edit.set(edit.need(Tag, self.tag_id), removed=True)
        for row in edit.where(NoteTag, "tag_id", self.tag_id):
            edit.set(row, removed=True)
