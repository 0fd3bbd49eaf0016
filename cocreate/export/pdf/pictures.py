"""Pictures that go into a report: read with a pixel cap, made anew from their pixels. Nothing of the file itself stays.

So no metadata, script or trailing data of a picture can reach the PDF.
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageOps

from cocreate.errors import FileTrouble
from cocreate.model.snapshot import Attachment

MOST_BYTES = 16 * 1024 * 1024
MOST_PIXELS = 40_000_000  # before it is made smaller; larger ones are refused unread
LOGO_PIXELS = (720, 240)
NOTE_PIXELS = ((60, 420), (300, 240), (10**9, 120))  # so many pictures or fewer: longer side
FORMATS = ("PNG", "JPEG", "GIF", "WEBP")


@dataclass(frozen=True, slots=True)
class Picture:
    """A JPEG or PNG of ours."""

    data: bytes
    width: int  # pixels
    height: int


def logo(data: bytes) -> Picture:
    """A logo on white, as PNG. Raises FileTrouble with a sentence."""
    return _as_png(_read(data, LOGO_PIXELS))


class Gallery:
    """The pictures of notes, each made small once. What cannot be read, or did not come, is `missing`."""

    def __init__(self, attachments: Sequence[Attachment], blobs: Mapping[str, bytes]) -> None:
        """`blobs` maps SHA-256 digests to bytes; only the first picture of a note is shown."""
        first: dict[str, str] = {}
        for one in attachments:
            if one.media_type.startswith("image/"):
                first.setdefault(one.note_id, one.digest)
        side = next(pixels for most, pixels in NOTE_PIXELS if len(first) <= most)
        made = {digest: _small(blobs[digest], side) for digest in sorted({*first.values()} & {*blobs})}
        self._found = {note: picture for note, digest in first.items() if (picture := made.get(digest))}
        self.missing = len(first) - len(self._found)

    def of(self, note_id: str) -> Picture | None:
        return self._found.get(note_id)


def _small(data: bytes, side: int) -> Picture | None:
    try:
        picture = _read(data, (side, side))
    except FileTrouble:
        return None
    out = BytesIO()
    picture.save(out, "JPEG", quality=78)
    return Picture(out.getvalue(), picture.width, picture.height)


def _read(data: bytes, most: tuple[int, int]) -> Image.Image:
    """The first frame, upright, on white, at most so many pixels wide and high."""
    trouble = FileTrouble("This picture cannot be read. Choose a PNG or JPEG file of at most 16 MB and 40 megapixels.")
    if len(data) > MOST_BYTES:
        raise trouble
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of odd but readable files
            with Image.open(BytesIO(data), formats=FORMATS) as found:
                if found.width * found.height > MOST_PIXELS:
                    raise trouble
                found.draft("RGB", most)
                upright = ImageOps.exif_transpose(found).convert("RGBA")
    except (OSError, ValueError, SyntaxError, EOFError, MemoryError, Image.DecompressionBombError) as error:
        raise trouble from error
    upright.thumbnail(most, Image.Resampling.LANCZOS)
    ground = Image.new("RGBA", upright.size, "white")
    return Image.alpha_composite(ground, upright).convert("RGB")


def _as_png(picture: Image.Image) -> Picture:
    out = BytesIO()
    picture.save(out, "PNG")
    return Picture(out.getvalue(), picture.width, picture.height)
