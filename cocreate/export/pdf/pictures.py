"""Pictures that go into a report: read with a pixel cap, made anew from their pixels. Nothing of the file itself stays.

So no metadata, script or trailing data of a picture can reach the PDF.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageOps

from cocreate.errors import FileTrouble

MOST_BYTES = 16 * 1024 * 1024
MOST_PIXELS = 40_000_000  # before it is made smaller; larger ones are refused unread
LOGO_PIXELS = (720, 240)
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
