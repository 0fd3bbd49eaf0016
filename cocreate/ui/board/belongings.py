"""What lies on a board besides notes, frames and clusters: links, tags, pictures, strokes, texts. It draws nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TypeVar

from cocreate.model.snapshot import Attachment, Label, Link, NoteTag, Row, Sketch, Tag

R = TypeVar("R", bound=Row)
KINDS = ("tag", "note_tag", "link", "attachment", "sketch", "label")


class Belongings:
    """By id, and by the note that they belong to."""

    def __init__(self) -> None:
        self.board_id = ""
        self.texts: dict[str, Label] = {}
        self.links: dict[str, Link] = {}
        self.links_of: defaultdict[str, set[str]] = defaultdict(set)  # note id to link ids
        self.tags: dict[str, Tag] = {}
        self.tags_of: defaultdict[str, dict[str, NoteTag]] = defaultdict(dict)  # note id to its tags, in their order
        self.pictures: defaultdict[str, list[Attachment]] = defaultdict(list)  # note id to its pictures
        self.sketches: defaultdict[str, list[Sketch]] = defaultdict(list)  # note id to its strokes, lowest first

    def get(self, row_id: str) -> Row | None:
        """A text or a link."""
        return self.texts.get(row_id) or self.links.get(row_id)

    def load(self, rows: Iterable[Row]) -> None:
        for row in rows:
            self.put(row)

    def put(self, row: Row) -> set[str]:
        """Take over one row; returns the ids of the notes that look different now."""
        if isinstance(row, Label):
            _put(self.texts, row, row.removed or row.board_id != self.board_id)
            return set()
        if isinstance(row, Link):
            return self._put_link(row)
        if isinstance(row, Tag):
            _put(self.tags, row, row.removed)
            return {note for note, held in self.tags_of.items() if any(t.tag_id == row.id for t in held.values())}
        if isinstance(row, NoteTag):
            _put(self.tags_of[row.note_id], row, row.removed)
            return {row.note_id}
        if isinstance(row, Attachment):
            is_picture = row.media_type.startswith("image/") and not row.removed
            _put_in(self.pictures[row.note_id], row, is_picture)
            return {row.note_id}
        if isinstance(row, Sketch):
            _put_in(self.sketches[row.note_id], row, not row.removed)
            return {row.note_id}
        return set()

    def _put_link(self, row: Link) -> set[str]:
        old = self.links.pop(row.id, None)
        for one in (old, row):
            for note in (one.from_id, one.to_id) if one is not None else ():
                self.links_of[note].discard(row.id)
        if not row.removed:
            self.links[row.id] = row
            for note in (row.from_id, row.to_id):
                self.links_of[note].add(row.id)
        return set()

    def names_of(self, note_id: str) -> list[Tag]:
        """The tags of a note by name."""
        held = self.tags_of.get(note_id)
        if not held:
            return []
        return sorted((t for n in held.values() if (t := self.tags.get(n.tag_id))), key=lambda t: (t.name, t.id))


def _put(held: dict[str, R], row: R, is_gone: bool) -> None:
    if is_gone:
        held.pop(row.id, None)
    else:
        held[row.id] = row


def _put_in(held: list[R], row: R, is_shown: bool) -> None:
    held[:] = [one for one in held if one.id != row.id]
    if is_shown:
        held.append(row)
        held.sort(key=lambda one: one.id)
