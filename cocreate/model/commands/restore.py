"""The command that brings the boards back as they stood at a moment of the past."""

from __future__ import annotations

from cocreate.errors import Refused
from cocreate.model.commands.base import Command, command
from cocreate.model.commands.boards import voted_on
from cocreate.model.edit import Edit
from cocreate.model.snapshot import (
    Attachment,
    Board,
    Cluster,
    Frame,
    Label,
    Link,
    Note,
    NoteTag,
    OutcomeSource,
    Row,
    Sketch,
    Tag,
    field_names,
)  # fmt: skip

ON_BOARDS: tuple[type[Row], ...] = (
    Board, Frame, Note, Cluster, Link, Tag, NoteTag, Attachment, Label, Sketch,
)  # fmt: skip


@command
class RestoreTo(Command):
    """Boards, notes, themes, frames, links, tags, labels and pictures are as they were after the step `stamp`.

    Votes, outcomes, action items and people stay as they are, and so do the ideas and themes that an opened vote or
    an outcome rests on, where the past does not know them: evidence does not vanish. One step, one undo.
    """

    label = "Restore board"
    stamp: str

    def apply(self, edit: Edit) -> None:
        then = edit.rows_at(self.stamp)
        if not then["workshop"]:
            raise Refused("At this moment the workshop was not there yet. Choose a later one.")
        kept = voted_on(edit) | {s.subject_id for s in edit.where(OutcomeSource, "removed", False)}
        ideas, themes = edit.get_many(Note, sorted(kept)), edit.get_many(Cluster, sorted(kept))
        kept |= {idea.board_id for idea in ideas} | {theme.board_id for theme in themes}
        for cls in ON_BOARDS:
            self._bring_back(edit, cls, {row.id: row for row in then[cls.kind]}, kept)
        if not edit.pending():
            raise Refused("The boards are as they were at that moment. Choose an earlier one.")

    def _bring_back(self, edit: Edit, cls: type[Row], then: dict[str, Row], kept: set[str]) -> None:
        for row in edit.where(cls, "removed", False):
            if row.id not in then and row.id not in kept:
                edit.set(row, removed=True)
        names = field_names(cls.kind)
        for row in edit.get_many(cls, then):
            was = then[row.id]
            if was != row:
                edit.set(row, **{name: getattr(was, name) for name in names})
