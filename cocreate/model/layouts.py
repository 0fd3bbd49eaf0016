"""Where notes lie in a frame that orders them: column, row or grid. It answers with places and moves nothing."""

from __future__ import annotations

from collections.abc import Sequence

from cocreate.model.snapshot import NOTE_SIZE, Frame, Note, Point

PAD, GAP = 16.0, 12.0  # board units: inside the frame, and between notes
ORDERED = ("column", "row", "grid")  # the others leave notes where people put them


def laid_out(frame: Frame, notes: Sequence[Note]) -> dict[str, Point]:
    """The top left of every note of an ordered frame. Their order is that of where they lie now, so that a note which
    was dropped between two others stays between them."""
    if frame.layout not in ORDERED or not notes:
        return {}
    if frame.layout == "row":
        return _row(frame, sorted(notes, key=lambda n: (n.place[0], n.order, n.id)))
    across = _across(frame, notes)
    if across == 1:
        return _column(frame, sorted(notes, key=lambda n: (n.place[1], n.place[0], n.order, n.id)))
    wide, high = (max(n.size[k] for n in notes) + GAP for k in (0, 1))
    left, top = frame.place[0] + PAD, frame.place[1] + PAD

    def where(note: Note) -> tuple[float, float, str, str]:
        return round((note.place[1] - frame.place[1]) / high * 2), note.place[0], note.order, note.id

    return {
        note.id: (round(left + k % across * wide, 2), round(top + k // across * high, 2))
        for k, note in enumerate(sorted(notes, key=where))
    }


def _across(frame: Frame, notes: Sequence[Note]) -> int:
    """How many stand side by side: as the frame says, else as many as fit."""
    if frame.layout == "grid" and frame.columns:
        return frame.columns
    wide = max((n.size[0] for n in notes), default=NOTE_SIZE)
    return max(1, int((frame.size[0] - 2 * PAD + GAP) // (wide + GAP)))


def _column(frame: Frame, notes: Sequence[Note]) -> dict[str, Point]:
    out, y = {}, frame.place[1] + PAD
    for note in notes:
        out[note.id] = (round(frame.place[0] + PAD, 2), round(y, 2))
        y += note.size[1] + GAP
    return out


def _row(frame: Frame, notes: Sequence[Note]) -> dict[str, Point]:
    out, x = {}, frame.place[0] + PAD
    for note in notes:
        out[note.id] = (round(x, 2), round(frame.place[1] + PAD, 2))
        x += note.size[0] + GAP
    return out
