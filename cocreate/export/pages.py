"""The pages of a PDF as pictures and as words, for a preview. Loads PDFium, so only the worker does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from cocreate.errors import FileTrouble

MOST_PIXELS = 32_000_000  # of one page: beyond that it is drawn smaller, whatever is asked for
MOST_WORDS = 20_000  # characters of one page


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page before it is drawn. `width` and `height` are points; `words` are what a screen reader says."""

    width: float
    height: float
    words: str


@dataclass(frozen=True, slots=True)
class Painted:
    """One page as pixels, four bytes each: blue, green, red, and one that means nothing."""

    width: int
    height: int
    stride: int  # bytes of one row
    pixels: bytes


def leaves(data: bytes, *, progress: Callable[[float], None] | None = None) -> tuple[Leaf, ...]:
    """Size and words of every page. Raises FileTrouble; `progress` may raise to cancel."""
    out: list[Leaf] = []
    with _opened(data) as pdf:
        for number in range(len(pdf)):
            page = pdf[number]
            try:
                found = page.get_textpage()
                try:
                    words = found.get_text_range()[:MOST_WORDS]
                finally:
                    found.close()
                width, height = page.get_size()
            finally:
                page.close()
            out.append(Leaf(width, height, " ".join(words.split())))
            if progress is not None:
                progress((number + 1) / len(pdf))
    return tuple(out)


def paint(data: bytes, number: int, width: int, *, progress: Callable[[float], None] | None = None) -> Painted:
    """Page `number`, counted from 0, `width` pixels wide. Raises FileTrouble."""
    with _opened(data) as pdf:
        page = pdf[number]
        try:
            wide, high = page.get_size()
            scale = min(max(width, 1) / wide, (MOST_PIXELS / (wide * high)) ** 0.5)
            bitmap = page.render(scale=scale, force_bitmap_format=_BGRX, maybe_alpha=False)
            try:
                made = Painted(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
            finally:
                bitmap.close()
        finally:
            page.close()
    if progress is not None:
        progress(1.0)
    return made


_BGRX = 3  # FPDFBitmap_BGRx


@contextmanager
def _opened(data: bytes) -> Iterator[Any]:
    try:
        import pypdfium2
    except (ImportError, OSError) as error:  # a platform without its library
        raise FileTrouble(
            "This computer cannot show a preview. Save the PDF and open it in your own viewer."
        ) from error
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise FileTrouble("This PDF cannot be shown. Save it and open it in your own viewer.") from error
    try:
        yield pdf
    finally:
        pdf.close()
