"""Bytes to text: which encoding a file has, and whether it is text at all. Guesses only where it can say so."""

from __future__ import annotations

import codecs
import re

from cocreate.errors import FileTrouble
from cocreate.interchange.plan import MAX_BYTES, MAX_LINES, MAX_MB, ReportLine

# UTF-32 stands before UTF-16, whose mark is the beginning of the other's.
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip
_SIGNS = (
    (b"PK\x03\x04", "XLSX, DOCX, ZIP"), (b"%PDF-", "PDF"), (b"\x89PNG", "PNG"), (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"), (b"\xd0\xcf\x11\xe0", "XLS, DOC"), (b"{\\rtf", "RTF"), (b"SQLite format 3", "SQLite"),
    (b"\x1f\x8b", "GZIP"),
)  # fmt: skip
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufdd0-\ufdef\ufffe\uffff]")
# What people type in western Europe beyond ASCII; anything else in cp1252 speaks for another encoding.
_WESTERN = re.compile(r"[\x00-\x7fÀ-ÖØ-öø-ÿŒœŠšŽžŸ€£¥§©®°±²³·¼½¾¿¡«»‘’‚“”„–—…•´¨\xa0]*")


def decode(data: bytes, name: str, report: list[ReportLine]) -> str:
    """The text of a file with `\\n` line ends. `FileTrouble` when it is empty, huge, binary or damaged."""
    if len(data) > MAX_BYTES:
        raise too_large(name, MAX_MB)
    if not data.strip():
        raise FileTrouble("“{name}” is empty. Choose a file with one idea a line.", name=name)
    for sign, kind in _SIGNS:
        if data.startswith(sign):
            raise FileTrouble(
                "“{name}” is not a text file but {kind}. Save it as CSV or plain text and import that.",
                name=name, kind=kind,
            )  # fmt: skip
    text = _decoded(data, name, report)
    odd = len(_CONTROLS.findall(text))
    if odd > max(8, len(text) // 200):
        raise FileTrouble("“{name}” is not a text file. Save it as CSV or plain text and import that.", name=name)
    if odd:
        report.append(ReportLine("changed", "{n} control characters were left out.", {"n": odd}))
        text = _CONTROLS.sub("", text)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.count("\n") > MAX_LINES:
        raise FileTrouble(
            "“{name}” has more than {limit} lines. Split it into smaller files.", name=name, limit=MAX_LINES
        )
    return text


def too_large(name: str, most: int) -> FileTrouble:
    return FileTrouble("“{name}” is larger than {limit} MB. Split it into smaller files.", name=name, limit=most)


def _decoded(data: bytes, name: str, report: list[ReportLine]) -> str:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strict(data[len(bom) :], encoding, name)
    if b"\0" in data:
        return _strict(data, _wide(data, name), name)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        _refuse_damaged(data, name, error.start)
    encoding = "cp1252" if _is_western(data) else _guess(data, name)
    said = {"encoding": encoding.replace("_", "-")}
    report.append(ReportLine("changed", "The file is not UTF-8 and was read as {encoding}. Check the accents.", said))
    return data.decode(encoding)


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _damaged(data, name, error.start) from None


def _wide(data: bytes, name: str) -> str:
    """UTF-16 without a mark has a NUL in every other byte of western text; other NULs mean that it is no text."""
    low, high = data[0::2].count(0), data[1::2].count(0)
    if len(data) % 2 == 0 and max(low, high) > 0.3 * len(data) / 2 and min(low, high) == 0:
        return "utf-16-le" if high else "utf-16-be"
    raise FileTrouble("“{name}” is not a text file. Save it as CSV or plain text and import that.", name=name)


def _refuse_damaged(data: bytes, name: str, first: int) -> None:
    """UTF-8 with a few wrong bytes is a damaged file: reading it as another encoding would garble every accent."""
    text = data.decode("utf-8", "replace")
    wrong = text.count("\ufffd")
    right = sum(ord(c) > 0x7F for c in text) - wrong
    if right > wrong:
        raise _damaged(data, name, first)


def _damaged(data: bytes, name: str, at: int) -> FileTrouble:
    row = data[:at].count(b"\n") + 1
    return FileTrouble(
        "“{name}” is damaged: line {row} is not text. Save it again as UTF-8 and import that.", name=name, row=row
    )


def _is_western(data: bytes) -> bool:
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return False
    foreign = sum(ord(c) > 0x7F for c in text)
    return _WESTERN.fullmatch(text) is not None and foreign < 0.3 * len(text)


def _guess(data: bytes, name: str) -> str:
    from charset_normalizer import from_bytes  # late: only for files that are not UTF-8

    best = from_bytes(data[: 256 * 1024]).best()
    if best is None:
        raise FileTrouble("“{name}” is not readable as text. Save it as UTF-8 and import that.", name=name)
    try:
        data.decode(best.encoding)
    except UnicodeDecodeError as error:
        raise _damaged(data, name, error.start) from None
    return best.encoding
