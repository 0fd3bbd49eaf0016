"""Commands on what lies on a note beside its text: pictures and strokes of the pen."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cocreate.errors import Refused
from cocreate.model.commands.base import Command, clean, command
from cocreate.model.commands.labels import check_ink
from cocreate.model.edit import Edit
from cocreate.model.snapshot import Attachment, Note, Sketch

MOST_NUMBERS = 2000  # of one stroke: 1,000 points
MOST_STROKES = 300  # of one note
FARTHEST = 4000.0  # from the top left of the note, board units
_DIGEST = re.compile(r"[0-9a-f]{64}")


@command
class AttachImage(Command):
    """A picture on a note. Its bytes were kept before (`Store.keep`); here only their digest is written.

    `size` is in bytes, `width` and `height` in pixels.
    """

    label = "Add picture"
    note_id: str
    attachment_id: str
    digest: str
    media_type: str
    name: str = ""
    size: int = 0
    width: int = 0
    height: int = 0

    def apply(self, edit: Edit) -> None:
        note = edit.need(Note, self.note_id)
        edit.add(
            Attachment(
                id=self.attachment_id, note_id=note.id, digest=check_digest(edit, self.digest),
                media_type=clean(self.media_type, 100), name=clean(self.name, 200), size=max(0, self.size),
                width=max(0, self.width), height=max(0, self.height),
            )
        )  # fmt: skip


@command
class RemoveAttachments(Command):
    label = "Remove pictures"
    attachment_ids: tuple[str, ...]

    def apply(self, edit: Edit) -> None:
        for row in edit.need_many(Attachment, self.attachment_ids):
            edit.set(row, removed=True)


@dataclass(frozen=True, kw_only=True)
class Stroke:
    """`points` is x, y, x, y … in board units from the top left of the note."""

    id: str
    points: tuple[float, ...]
    colour: str = "ink"
    width: int = 3


@command
class AddSketch(Command):
    """Strokes drawn on a note; those of one pass of the pen are one step."""

    label = "Sketch"
    note_id: str
    strokes: tuple[Stroke, ...]

    def apply(self, edit: Edit) -> None:
        note = edit.need(Note, self.note_id)
        if len(edit.where(Sketch, "note_id", note.id)) + len(self.strokes) > MOST_STROKES:
            raise Refused("This sketch has too many strokes. Go on with another idea.")
        edit.add_all([sketch(note.id, stroke) for stroke in self.strokes])


@command
class RemoveSketches(Command):
    label = "Remove sketch"
    sketch_ids: tuple[str, ...]

    def apply(self, edit: Edit) -> None:
        for row in edit.need_many(Sketch, self.sketch_ids):
            edit.set(row, removed=True)


def sketch(note_id: str, stroke: Stroke) -> Sketch:
    """The stroke as a row, to a tenth of a unit."""
    if not 2 <= len(stroke.points) <= MOST_NUMBERS or len(stroke.points) % 2:
        raise Refused("This stroke is too long. Lift the pen now and then.")
    if not all(abs(v) <= FARTHEST for v in stroke.points):  # NaN fails too
        raise Refused("This place is off the board. Nothing was moved.")
    points = tuple(round(float(v), 1) for v in stroke.points)
    width = min(max(stroke.width, 1), 40)
    return Sketch(id=stroke.id, note_id=note_id, points=points, colour=check_ink(stroke.colour), width=width)


def check_digest(edit: Edit, digest: str) -> str:
    if not _DIGEST.fullmatch(digest) or not edit.holds_blob(digest):
        raise Refused("This picture could not be read. Add it again.")
    return digest
