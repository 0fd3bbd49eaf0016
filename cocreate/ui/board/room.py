"""How the inside of a note is shared out between its picture, its text, its tags and its foot. Geometry only."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QRectF

PAD, FOOT = 12.0, 24.0  # room round the text, and below it for number and votes
CHIPS = 20.0  # height of the row of tags
EDGE = 8.0  # room round a picture
SHARE = 0.55  # of the height that a picture may take when there is text too


@dataclass(frozen=True, slots=True)
class Room:
    """Boxes from the top left of the note, in board units; an empty box where there is nothing."""

    text: QRectF
    picture: QRectF
    chips: QRectF


@lru_cache(maxsize=256)
def room_of(wide: float, high: float, is_tagged: bool = False, aspect: float = 0.0, has_text: bool = True) -> Room:
    """The boxes of a note of a size: shared, so never to be changed.

    `aspect` is the width of its picture by its height, 0 without one.
    """
    bottom = high - FOOT - (CHIPS if is_tagged else 0.0)
    chips = QRectF(PAD - 2, bottom, wide - 2 * PAD + 4, CHIPS) if is_tagged else QRectF()
    if not aspect:
        return Room(QRectF(PAD, PAD, wide - 2 * PAD, bottom - PAD), QRectF(), chips)
    most = (bottom - EDGE) * (SHARE if has_text else 1.0)
    tall = min((wide - 2 * EDGE) / aspect, most)
    across = tall * aspect
    picture = QRectF((wide - across) / 2, EDGE, across, tall)
    top = picture.bottom() + EDGE
    return Room(QRectF(PAD, top, wide - 2 * PAD, max(bottom - top, 0.0)), picture, chips)
