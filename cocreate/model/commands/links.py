"""Commands on links between notes: draw, change the kind. `RemoveItems` removes them."""

from __future__ import annotations

from cocreate.errors import Refused
from cocreate.model.commands.base import Command, command
from cocreate.model.edit import Edit
from cocreate.model.snapshot import LINK_KINDS, Link, Note


@command
class LinkNotes(Command):
    label = "Link ideas"
    link_id: str
    from_id: str
    to_id: str
    link_kind: str = "builds_on"

    def apply(self, edit: Edit) -> None:
        if self.link_kind not in LINK_KINDS or self.from_id == self.to_id:
            raise Refused("These two ideas cannot be linked. Choose two different ideas.")
        edit.need(Note, self.from_id)
        edit.need(Note, self.to_id)
        edit.add(Link(id=self.link_id, from_id=self.from_id, to_id=self.to_id, link_kind=self.link_kind))


@command
class EditLink(Command):
    """Another kind, or the other way round."""

    label = "Change link"
    link_id: str
    link_kind: str
    is_turned: bool = False

    def apply(self, edit: Edit) -> None:
        if self.link_kind not in LINK_KINDS:
            raise Refused("This kind of link is not known. Choose one from the list.")
        row = edit.need(Link, self.link_id)
        edit.set(row, link_kind=self.link_kind)
        if self.is_turned:
            edit.set(edit.need(Link, self.link_id), from_id=row.to_id, to_id=row.from_id)
