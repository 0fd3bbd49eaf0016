"""Commands on the order in which themes are read, and on notes that a person pinned."""

from __future__ import annotations

import re

from cocreate.errors import Refused
from cocreate.model.commands.base import Command, command
from cocreate.model.edit import Edit
from cocreate.model.snapshot import Cluster, Note, NoteTag, Tag

_KEY = re.compile(r"[0-9A-Za-z]{0,63}[1-9A-Za-z]")  # as `order.between` makes them


@command
class OrderClusters(Command):
    """Give themes another place in the reading order (id and key)."""

    label = "Reorder themes"
    orders: tuple[tuple[str, str], ...]

    def apply(self, edit: Edit) -> None:
        keys = dict(self.orders)
        for row in edit.need_many(Cluster, keys):
            edit.set(row, order=_key(keys[row.id]))


@command
class PinNotes(Command):
    """Pin notes in their theme, so that no suggestion takes them away, or let them go."""

    label = "Pin ideas"
    note_ids: tuple[str, ...]
    is_pinned: bool = True

    def apply(self, edit: Edit) -> None:
        for row in edit.need_many(Note, self.note_ids):
            edit.set(row, is_pinned=self.is_pinned)


@command
class RetagNotes(Command):
    """Notes change one tag for another in one step; either may be missing (an empty id)."""

    label = "Change tag"
    note_ids: tuple[str, ...]
    from_id: str = ""
    to_id: str = ""

    def apply(self, edit: Edit) -> None:
        notes = edit.need_many(Note, self.note_ids)
        if self.from_id:
            for row in edit.get_many(NoteTag, [f"{n.id}:{self.from_id}" for n in notes]):
                edit.set(row, removed=True)
        if self.to_id:
            edit.need(Tag, self.to_id)
            held = {row.id: row for row in edit.get_many(NoteTag, [f"{n.id}:{self.to_id}" for n in notes])}
            for note in notes:
                if (known := held.get(f"{note.id}:{self.to_id}")) is not None:
                    edit.set(known, removed=False)
                else:
                    edit.add(NoteTag(id=f"{note.id}:{self.to_id}", note_id=note.id, tag_id=self.to_id))


def _key(key: str) -> str:
    if not _KEY.fullmatch(key):
        raise Refused("This place in the list is not known. Nothing was moved.")
    return key
