"""Reads a PDF of ours back: pages, marked text, structure, links, names, attachments. Judges nothing (see `verify`).

Text comes from the structure tree (ToUnicode and ActualText): pypdf ignores ActualText and poppler reverses it for
right-to-left runs, so neither can be the oracle for Arabic or Hebrew.
"""

from __future__ import annotations

import contextlib
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pikepdf

from cocreate.errors import FileTrouble

PAINT = frozenset({"Tj", "TJ", "'", '"', "f", "f*", "F", "S", "s", "B", "B*", "b", "b*", "Do", "sh"})
MOST_BYTES = 64 * 1024 * 1024  # of the file, and of one stream in it
MOST_PAGES = 5_000
_FAULTS = (
    pikepdf.PdfError, pikepdf.PasswordError, zlib.error, ValueError, TypeError, KeyError, IndexError, AttributeError,
    RuntimeError, RecursionError, OverflowError, NotImplementedError,
)  # fmt: skip


@dataclass
class PageText:
    """What one page shows: text by mark, and paint operators outside any mark."""

    by_mark: dict[int, str] = field(default_factory=dict)
    unmarked: int = 0
    open_marks: int = 0


@contextlib.contextmanager
def opened(data: bytes, name: str) -> Iterator[Any]:
    """The PDF; whatever is wrong with it, also later inside the block, is a FileTrouble."""
    if len(data) > MOST_BYTES:
        raise FileTrouble("“{name}” is larger than {limit} MB. Choose a report of CoCreate.", name=name, limit=64)
    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            if len(pdf.pages) > MOST_PAGES:
                raise FileTrouble("“{name}” has too many pages. Choose a report of CoCreate.", name=name)
            yield pdf
    except pikepdf.PasswordError as error:
        raise FileTrouble("“{name}” is locked with a password. Save it without one.", name=name) from error
    except FileTrouble:
        raise
    except _FAULTS as error:
        raise FileTrouble("“{name}” is damaged. Save it again, or ask for a fresh copy.", name=name) from error


def inflated(stream: Any, most: int = MOST_BYTES) -> bytes:
    """The bytes of a stream. ValueError when they unpack to more, or are packed in a way that reports never are."""
    kind = stream.get("/Filter")
    kinds = [str(k) for k in kind] if isinstance(kind, pikepdf.Array) else [str(kind)] if kind is not None else []
    raw: bytes = stream.read_raw_bytes()
    if not kinds and len(raw) <= most:
        return raw
    if kinds != ["/FlateDecode"] or "/DecodeParms" in stream:
        raise ValueError(f"a stream is packed as {kinds}")
    unpacker = zlib.decompressobj()
    out = unpacker.decompress(raw, most + 1)
    if len(out) > most or not unpacker.eof:
        raise ValueError("a stream is too large or cut off")
    return out


def attachments(pdf: Any) -> dict[str, bytes]:
    """Name to bytes of every attached file."""
    names: Any = pdf.Root.get("/Names", {})
    if "/EmbeddedFiles" not in names:
        return {}
    return {str(key): inflated(spec.EF.F) for key, spec in pikepdf.NameTree(names.EmbeddedFiles).items()}


def cmap(font: Any) -> dict[int, str]:
    """Byte to text, as the font tells readers."""
    data = inflated(font.ToUnicode).decode("latin-1") if "/ToUnicode" in font else ""
    pairs = re.findall(r"<([0-9A-F]{2})> <([0-9A-F]+)>", data)
    return {int(a, 16): bytes.fromhex(b).decode("utf-16-be", "replace") for a, b in pairs}


def page_text(page: Any, fonts: dict[str, dict[int, str]]) -> PageText:
    """ActualText replaces what is shown inside its span."""
    contents = page.Contents
    for stream in contents if isinstance(contents, pikepdf.Array) else [contents]:
        inflated(stream)  # refuses a bomb before it is parsed
    out = PageText()
    stack: list[tuple[int | None, bool]] = []
    current: dict[int, str] = {}
    for op in pikepdf.parse_content_stream(page):
        name, args = str(op.operator), op.operands
        if name in ("BDC", "BMC"):
            props: Any = args[1] if len(args) > 1 and isinstance(args[1], pikepdf.Dictionary) else {}
            stack.append((int(props["/MCID"]) if "/MCID" in props else None, "/ActualText" in props))
            mark = _innermost(stack)
            if "/ActualText" in props and mark is not None:
                out.by_mark[mark] = out.by_mark.get(mark, "") + str(props["/ActualText"])
        elif name == "EMC":
            stack.pop()
        elif name == "Tf":
            current = fonts.get(str(args[0]), {})
        if name in PAINT:
            out.unmarked += not stack
            mark = _innermost(stack)
            if name in ("Tj", "TJ") and mark is not None and not any(actual for _, actual in stack):
                out.by_mark[mark] = out.by_mark.get(mark, "") + _shown(args[0] if name == "TJ" else args, current)
    out.open_marks = len(stack)
    return out


def _shown(strings: Any, fonts: dict[int, str]) -> str:
    return "".join(fonts.get(b, "\ufffd") for s in strings if isinstance(s, pikepdf.String) for b in bytes(s))


def _innermost(stack: list[tuple[int | None, bool]]) -> int | None:
    return next((mark for mark, _ in reversed(stack) if mark is not None), None)
