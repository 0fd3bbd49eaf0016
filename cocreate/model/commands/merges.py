"""The command that lets one idea stand for several that say the same."""

from __future__ import annotations

from cocreate.errors import Refused
from cocreate.model.commands.base import KEEP, Command, Keep, command, need_text
from cocreate.model.commands.boards import voted_on
from cocreate.model.commands.notes import MAX_NOTE
from cocreate.model.edit import Edit
from cocreate.model.snapshot import (
    ROWS,
    Attachment,
    Link,
    Note,
    NoteTag,
    NotSame,
    OutcomeSource,
    RoundOption,
    Sketch,
    VotingRound,
)


@command
class MergeNotes(Command):
    """One idea stands for the others: they keep their text, number and author, and point to it with `merged_into`.

    Their tags, links, children, pictures and strokes come to it, and so do drafts of votes and the evidence of
    outcomes. `text` may be a wording of both. An idea that the room voted on cannot be merged away.
    """

    label = "Merge ideas"
    into_id: str
    from_ids: tuple[str, ...]
    text: str | Keep = KEEP

    def apply(self, edit: Edit) -> None:
        into = edit.need(Note, self.into_id)
        if into.merged_into is not None or into.id in self.from_ids:
            raise Refused("These ideas are one already. Choose others.")
        gone = [n for n in edit.need_many(Note, self.from_ids) if n.merged_into is None]
        if not gone:
            raise Refused("These ideas are one already. Choose others.")
        if voted_on(edit) & {n.id for n in gone}:
            raise Refused("The room voted on this idea, so it stays. Merge the other way round, or group the ideas.")
        if not isinstance(self.text, Keep):
            edit.set(into, text=need_text(self.text, MAX_NOTE))
        for note in gone:
            edit.set(note, merged_into=into.id)
            for other in edit.where(Note, "merged_into", note.id):  # what it stood for
                edit.set(other, merged_into=into.id)
        names = {n.id for n in gone}
        self._bring_tags(edit, names)
        self._bring_links(edit, names)
        self._bring_rest(edit, names)

    def _bring_tags(self, edit: Edit, gone: set[str]) -> None:
        for held in [t for n in sorted(gone) for t in edit.where(NoteTag, "note_id", n)]:
            row_id = f"{self.into_id}:{held.tag_id}"
            mine = edit.get(NoteTag, row_id)
            if mine is None:
                edit.add(NoteTag(id=row_id, note_id=self.into_id, tag_id=held.tag_id))
            elif mine.removed:
                edit.set(mine, removed=False)

    def _bring_links(self, edit: Edit, gone: set[str]) -> None:
        """Links are turned to the idea that stays; one that would join it to itself or stand twice goes."""
        links = edit.where(Link, "removed", False)
        known = {(k.from_id, k.to_id, k.link_kind) for k in links if not {k.from_id, k.to_id} & gone}
        for link in links:
            if {link.from_id, link.to_id} & gone:
                ends = [self.into_id if end in gone else end for end in (link.from_id, link.to_id)]
                drawn = (ends[0], ends[1], link.link_kind)
                if ends[0] == ends[1] or drawn in known:
                    edit.set(link, removed=True)
                else:
                    edit.set(link, from_id=ends[0], to_id=ends[1])
                known.add(drawn)

    def _bring_rest(self, edit: Edit, gone: set[str]) -> None:
        for note_id in sorted(gone):
            for child in edit.where(Note, "parent_id", note_id):
                edit.set(child, parent_id=self.into_id if child.id != self.into_id else None)
            for cls in (Attachment, Sketch):
                for row in edit.where(cls, "note_id", note_id):
                    edit.set(row, note_id=self.into_id)
            for cls2 in (RoundOption, OutcomeSource):
                self._turn(edit, cls2, note_id)

    def _turn(self, edit: Edit, cls: type[RoundOption] | type[OutcomeSource], note_id: str) -> None:
        """What rests on an idea rests on the one that stands for it, once."""
        for row in edit.where(cls, "subject_id", note_id):
            held = edit.get(VotingRound, row.round_id) if isinstance(row, RoundOption) else None
            if held is not None and held.state != "draft":
                continue  # a vote that was called off: its list stays as it was
            home = "round_id" if isinstance(row, RoundOption) else "outcome_id"
            twins = edit.where(cls, "subject_id", self.into_id)
            if any(getattr(twin, home) == getattr(row, home) for twin in twins):
                edit.set(row, removed=True)
            else:
                edit.set(row, subject_id=self.into_id)


@command
class KeepApart(Command):
    """A person says that two rows of a kind are not the same: it is remembered, and not asked again."""

    label = "Not the same"
    pairs: tuple[tuple[str, str], ...]
    kind: str = "note"  # note | cluster | outcome | action_item

    def apply(self, edit: Edit) -> None:
        for a, b in self.pairs:
            first, second = sorted((a, b))
            edit.need_many(ROWS[self.kind], (first, second))
            row_id = f"{first}:{second}"
            held = edit.get(NotSame, row_id)
            if held is None:
                edit.add(NotSame(id=row_id, a_id=first, b_id=second))
            else:
                edit.set(held, removed=False)
