"""User text on paper: cleaning, font fallback, shaping and line breaking. It never meets a markup parser.

That makes it safe (no `<img>`, no `<a>`), linear in time, and right in every script, also where no font has the
character: then a box is drawn and the words stand in the ActualText of the line.
"""

from __future__ import annotations

import logging
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from cocreate.export.pdf import bidi
from cocreate.export.pdf.fonts import Glyph, fallbacks, font
from cocreate.export.pdf.style import Style

MISSING = "\u25a1"
LEFT = "\u200e"  # the unseen mark for left to right
MAX_CHARS = 20_000  # of one block; what lies beyond is said, not hidden
LONGEST = 400  # characters that no line can hold: longer words are cut without being measured whole
_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
_BREAKS = str.maketrans(
    {"\r": "\n", "\x0b": "\n", "\x0c": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n", "\t": " "}
)
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbours in one font and one direction. Without glyphs the characters are painted as they are."""

    font: str
    text: str
    glyphs: tuple[Glyph, ...] | None
    advance: float  # thousandths of the size


@dataclass(frozen=True, slots=True)
class Line:
    """A line ready to paint. `marked`: shaped, reordered or incomplete, so it carries its words as ActualText."""

    text: str
    runs: tuple[Run, ...]
    marked: bool
    to_left: bool
    advance: float


def clean(text: str) -> str:
    """Normalised, without what must not reach a page: controls, lone surrogates, bidi overrides. Line breaks stay."""
    if text.isascii() and text.isprintable():
        return text
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").translate(_BREAKS))
    if text.isprintable():
        return text
    return "".join(
        c for c in text if c == "\n" or not (unicodedata.category(c) in ("Cc", "Cs", "Co", "Cn") or c in _CONTROLS)
    )


def one_line(text: str) -> str:
    return " ".join(clean(text).split())


def shortened(text: str, most: int) -> str:
    """On one line and at most `most` characters; the cut is shown."""
    text = one_line(text)
    return text if len(text) <= most else text[: most - 1].rstrip() + "\u2026"


def in_a_row(parts: Iterable[str]) -> str:
    """`A · B · C` on one line, each part in its own direction and the whole from left to right. Empty parts go."""
    said = [one for part in parts if (one := one_line(part))]
    if not any(bidi.has_rtl(part) for part in said):
        return " · ".join(said)
    return LEFT + f"{LEFT} · {LEFT}".join(said) + LEFT


# ------------------------------------------------------------------------------------------------ lines ready to paint


def _is_plain(text: str, base: str) -> bool:
    if text.isascii():
        return True
    known = font(base).characters
    return all(ord(c) in known and not _goes_along(c) for c in text) and not bidi.has_rtl(text)


def _goes_along(char: str) -> bool:
    """Joiners, selectors, skin tones and tags: part of the character before them."""
    code = ord(char)
    if code < 0x300:
        return False
    return (
        code in (0x200B, 0x200C, 0x200D, 0x20E3, 0xFE0E, 0xFE0F)
        or 0x1F3FB <= code < 0x1F400
        or 0xE0020 <= code < 0xE0080
        or unicodedata.category(char) in ("Mn", "Me", "Cf")
    )


@lru_cache(20_000)
def typeset(text: str, base: str = "Inter", kerned: bool = False) -> Line:
    """One line of clean text as runs, in the order in which they are painted."""
    if _is_plain(text, base):
        return _plain_line(text, base, kerned)
    pieces = _pieces(text, base)
    runs = tuple(_run(piece) for piece in bidi.visual(pieces, [piece.level for piece in pieces]))
    return Line(text, runs, True, bidi.starts_rtl(text), sum(run.advance for run in runs))


def _plain_line(text: str, base: str, kerned: bool) -> Line:
    if kerned and text:
        glyphs = font(base).shape(text, to_left=False, kern_only=True)
        run = Run(base, text, glyphs, sum(g.advance for g in glyphs))
    else:
        run = Run(base, text, None, font(base).advance(text))
    return Line(text, (run,) if text else (), False, False, run.advance)


@dataclass(slots=True)
class _Piece:
    font: str
    text: str
    kind: str  # plain | shaped | missing
    level: int


def _pieces(text: str, base: str) -> list[_Piece]:
    """The line in reading order, cut where font, kind or level changes."""
    out: list[_Piece] = []
    for i, (char, level) in enumerate(zip(text, bidi.levels(text), strict=True)):
        last = out[-1] if out else None
        if _goes_along(char):
            if last and last.kind != "missing" and (_is_ignorable(char) or ord(char) in font(last.font).characters):
                last.text += char
                last.kind = "shaped"
            continue  # else nobody can draw it: it stands in the ActualText
        name = _font_for(char, text[i + 1 : i + 2], base, last.font if last else base)
        kind = "missing" if name is None else "plain" if name == base and level % 2 == 0 else "shaped"
        if last and (last.font, last.level) == (name or base, level) and (last.kind == "missing") == (name is None):
            last.text += char
            last.kind = kind if last.kind == "plain" else last.kind
        else:
            out.append(_Piece(name or base, char, kind, level))
    return out


def _is_ignorable(char: str) -> bool:
    return unicodedata.category(char) == "Cf" or char in "\ufe0e\ufe0f"


def _font_for(char: str, following: str, base: str, before: str) -> str | None:
    code = ord(char)
    if following == "\ufe0f" and code in font("Emoji").characters:
        return "Emoji"  # a heart that asks for its picture, though Inter has a plain one
    if before not in (base, "Emoji") and not char.isalnum() and code in font(before).characters:
        return before  # spaces and signs inside a foreign word keep its font
    if code in font(base).characters:
        return base
    found = next((name for name in fallbacks(base) if code in font(name).characters), None)
    if found is None:
        _log.info("no shipped font has U+%04X", code)
    return found


def _run(piece: _Piece) -> Run:
    if piece.kind == "shaped":  # the shaper mirrors brackets in runs to the left
        glyphs = font(piece.font).shape(piece.text, to_left=piece.level % 2 == 1)
        return Run(piece.font, piece.text, glyphs, sum(glyph.advance for glyph in glyphs))
    text = piece.text if piece.kind == "plain" else MISSING * len(piece.text)
    return Run(piece.font, text, None, font(piece.font).advance(text))


# ------------------------------------------------------------------------------------------------ measuring, breaking


def width(text: str, style: Style) -> float:
    """Of one line of clean text, in points."""
    if not style.kerned and text.isascii():
        return _word(text, style.font) * style.size / 1000
    line = typeset(text, style.font, style.kerned)
    return (line.advance + style.tracking * len(text)) * style.size / 1000


@lru_cache(20_000)
def _word(text: str, base: str) -> float:
    return font(base).advance(text)


@lru_cache(20_000)
def break_lines(text: str, style: Style, room: float, most: int | None = None) -> tuple[str, ...]:
    """Lines of at most `room` points; words wider than that are cut, never clipped. Beyond `most` the cut is shown."""
    text = clean(text)
    if len(text) > MAX_CHARS:
        text = text[:MAX_CHARS] + "\u2026"
    out: list[str] = []
    for part in text.split("\n"):
        split = part.split()
        out += _paragraph(_with_percent(split) if " %" in part else split, style, room)
        if most and len(out) > most:
            break
    if most and len(out) > most:
        return (*out[: most - 1], _with_ellipsis(" ".join(out[most - 1 : most + 1]), style, room))
    return tuple(out)


def _with_percent(split: list[str]) -> list[str]:
    """`71 %` stays on one line."""
    out: list[str] = []
    for word in split:
        if word[0] == "%" and out and out[-1].isdigit():
            out[-1] = f"{out[-1]} {word}"
        else:
            out.append(word)
    return out


def _paragraph(words: list[str], style: Style, room: float) -> list[str]:
    out: list[str] = []
    line, used = "", 0.0
    space = width(" ", style)
    for word in words:
        while len(word) > LONGEST or width(word, style) > room:
            cut = _fitting(word, style, room)
            if line:
                out.append(line)
                line, used = "", 0.0
            out.append(word[:cut])
            word = word[cut:]
        if not word:
            continue
        wide = width(word, style)
        if line and used + space + wide > room:
            out.append(line)
            line, used = word, wide
        else:
            line, used = (f"{line} {word}", used + space + wide) if line else (word, wide)
    return [*out, line] if line or not out else out


def _fitting(word: str, style: Style, room: float) -> int:
    """How many characters fit; at least one. Marks and joiners stay with their letter."""
    low, high = 1, min(len(word), LONGEST)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if width(word[:middle], style) <= room else (low, middle - 1)
    for back in range(low, max(low - 12, 1), -1):
        if back < len(word) and not _goes_along(word[back]) and word[back - 1] != "\u200d":
            return back
    return low


def _with_ellipsis(text: str, style: Style, room: float) -> str:
    while text and width(text + "\u2026", style) > room:
        text = text[: min(len(text) - 1, _fitting(text, style, room))].rstrip()
    return text + "\u2026"
