"""The shipped fonts as reportlab knows them: widths, glyphs, shaping and right ToUnicode maps. No layout."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import uharfbuzz as hb
from reportlab.pdfbase import pdfmetrics, ttfonts

from cocreate.paths import resources

FILES = {
    "Inter": "Inter_400Regular.ttf", "Inter-Italic": "Inter_400Regular_Italic.ttf",
    "Inter-SemiBold": "Inter_600SemiBold.ttf", "Inter-Bold": "Inter_700Bold.ttf", "Emoji": "NotoEmoji_400Regular.ttf",
    "Arabic": "NotoSansArabic_400Regular.ttf", "Arabic-SemiBold": "NotoSansArabic_600SemiBold.ttf",
    "Hebrew": "NotoSansHebrew_400Regular.ttf", "Hebrew-SemiBold": "NotoSansHebrew_600SemiBold.ttf",
}  # fmt: skip
REGULAR = ("Emoji", "Arabic", "Hebrew")  # tried in this order when the base font has no glyph
STRONG = ("Emoji", "Arabic-SemiBold", "Hebrew-SemiBold")
OWN_GLYPHS = 0xF0000  # private code of a glyph that has no character of its own: this plus the glyph number


@dataclass(frozen=True, slots=True)
class Glyph:
    """One shaped glyph; lengths in thousandths of the font size."""

    code: int  # the character, or a private code, that stands for it in the file
    advance: float
    natural: float  # the advance a viewer takes by itself
    dx: float
    dy: float


class Font:
    """One font file."""

    def __init__(self, name: str, file: str) -> None:
        found = sorted((resources() / "fonts").rglob(file))
        if not found:
            raise FileNotFoundError(f"the font {file} is missing below {resources() / 'fonts'}")
        self.name = name
        self.ttf: Any = ttfonts.TTFont(name, str(found[0]))
        pdfmetrics.registerFont(self.ttf)
        self._widths: dict[int, float] = self.ttf.face.charWidths
        self._default = float(self.ttf.face.defaultWidth)

    @cached_property
    def characters(self) -> frozenset[int]:
        return frozenset(c for c in self.ttf.face.charToGlyph if c < OWN_GLYPHS)

    @cached_property
    def _shaper(self) -> hb.Font:
        return hb.Font(hb.Face(self.ttf.face._ttf_data))

    def advance(self, text: str) -> float:
        """Width of unshaped text in thousandths of the font size."""
        widths, default = self._widths, self._default
        return sum(widths.get(ord(c), default) for c in text)

    def shape(self, text: str, *, to_left: bool, kern_only: bool = False) -> tuple[Glyph, ...]:
        """Glyphs in the order in which they are painted, from left to right."""
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if to_left else "ltr"
        off = {"liga": False, "calt": False, "clig": False} if kern_only else {}
        hb.shape(self._shaper, buffer, {"kern": True, **off})
        scale = 1000 / self.ttf.face.unitsPerEm
        return tuple(
            Glyph(
                (code := self._code(info.codepoint)), place.x_advance * scale, self._widths.get(code, self._default),
                place.x_offset * scale, place.y_offset * scale,
            )
            for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
        )  # fmt: skip

    def _code(self, glyph: int) -> int:
        """A character for a glyph. Private ones depend on the glyph alone, never on what was drawn before."""
        face = self.ttf.face
        if known := [c for c in face.glyphToChar.get(glyph, ()) if c != 0xA0]:
            return int(min(known))
        code = OWN_GLYPHS + glyph
        face.charToGlyph[code] = glyph
        face.glyphToChar[glyph] = [code]
        face.charWidths[code] = self._shaper.get_glyph_h_advance(glyph) * 1000 / face.unitsPerEm
        return code


@cache
def font(name: str) -> Font:
    return Font(name, FILES[name])


def fallbacks(base: str) -> tuple[str, ...]:
    return STRONG if base in ("Inter-SemiBold", "Inter-Bold") else REGULAR


def _to_unicode(name: str, subset: list[int]) -> str:
    """reportlab writes five digits above U+FFFF, which readers take for two characters, and too long blocks."""
    lines = [f"<{i:02X}> <{_utf16(code)}>" for i, code in enumerate(subset)]
    body: list[str] = []
    for k in range(0, len(lines), 100):
        part = lines[k : k + 100]
        body += [f"{len(part)} beginbfchar", *part, "endbfchar"]
    head = [
        "/CIDInit /ProcSet findresource begin", "12 dict begin", "begincmap", "/CIDSystemInfo",
        f"<< /Registry ({name})", f"/Ordering ({name})", "/Supplement 0", ">> def", f"/CMapName /{name} def",
        "/CMapType 2 def", "1 begincodespacerange", "<00> <FF>", "endcodespacerange",
    ]  # fmt: skip
    return "\n".join([*head, *body, "endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"])


def _utf16(code: int) -> str:
    if code >= OWN_GLYPHS or 0xD800 <= code < 0xE000:
        return "FFFD"  # its words stand in the ActualText of its line
    return chr(code).encode("utf-16-be").hex().upper()


ttfonts.makeToUnicodeCMap = _to_unicode
