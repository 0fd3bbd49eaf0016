"""The one PDF style: colours, type sizes and measures of the report. Holds values only, draws nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

INK, MUTED = "#1F2328", "#5E6670"
ACCENT, ACCENT_TINT, ACCENT_PALE = "accent", "tint", "pale"  # names that the pen looks up in the palette of the report
LINE, CANVAS, WHITE = "#E2DFD8", "#F6F5F2", "#FFFFFF"
DANGER, WARN, OK = "#B3261E", "#8A5A00", "#1B7F4B"
STANDARD_ACCENT = "#3D5AFE"

NOTES = {
    "sun": "#FFE08A", "peach": "#FFC9A3", "rose": "#F9BFD0", "lilac": "#D9CBF7",
    "sky": "#BFDDFB", "mint": "#BFE8D2", "lime": "#DDEBA6", "stone": "#E4E0D8",
}  # fmt: skip

MM = 72 / 25.4
A4 = (210 * MM, 297 * MM)
SIZES = {"a4": A4, "letter": (215.9 * MM, 279.4 * MM)}
MARGIN = 18 * MM
READABLE = 4.5  # contrast of text
MIN_SIZE = 6.5  # nothing that is meant to be read is smaller

Size = tuple[float, float]
Align = Literal["start", "end"]


def landscape(size: Size) -> Size:
    return size[1], size[0]


@dataclass(frozen=True, slots=True)
class Style:
    """How a line of text looks. `tracking` is in thousandths of the size; only headings are `kerned`: it costs time."""

    size: float = 9.5
    leading: float = 14.0
    font: str = "Inter"
    colour: str = INK
    align: Align = "start"
    tracking: float = 0.0
    kerned: bool = False

    def scaled(self, factor: float) -> Style:
        return replace(self, size=self.size * factor, leading=self.leading * factor)

    def toned(self, colour: str) -> Style:
        return replace(self, colour=colour)

    def ended(self) -> Style:
        return replace(self, align="end")


BODY = Style()
LEAD = Style(10.5, 16, colour=MUTED)
SMALL = Style(8, 11.5, colour=MUTED)
CAPTION = Style(7.5, 10.5, colour=MUTED)
LABEL = Style(7.5, 10.5, "Inter-SemiBold", MUTED)
EYEBROW = Style(8.5, 12, "Inter-SemiBold", ACCENT)
CELL = Style(8.5, 12.2)
CELL_BOLD = Style(8.5, 12.2, "Inter-SemiBold")
CELL_MUTED = Style(8.5, 12.2, colour=MUTED)
H1 = Style(22, 27, "Inter-Bold", tracking=-18, kerned=True)
H2 = Style(12.5, 17, "Inter-SemiBold", tracking=-8, kerned=True)
H3 = Style(9.5, 14, "Inter-SemiBold")


@cache
def rgb(colour: str) -> tuple[float, float, float]:
    return int(colour[1:3], 16) / 255, int(colour[3:5], 16) / 255, int(colour[5:7], 16) / 255


@cache
def mix(colour: str, other: str, share: float) -> str:
    """`share` of `other` in `colour`. Solid tints instead of transparency: archives and old printers like them."""
    parts = (round((a * (1 - share) + b * share) * 255) for a, b in zip(rgb(colour), rgb(other), strict=True))
    return "#" + "".join(f"{part:02X}" for part in parts)


def palette(accent: str | None) -> dict[str, str]:
    """The colours behind the names. An accent too pale to read on white and on its tint is darkened in its own hue."""
    chosen = accent or STANDARD_ACCENT
    tint = mix(chosen, WHITE, 0.91)
    readable = chosen
    while min(contrast(readable, ground) for ground in (WHITE, CANVAS, tint)) < READABLE:
        readable = mix(readable, "#000000", 0.04)
    return {ACCENT: readable, ACCENT_TINT: tint, ACCENT_PALE: mix(readable, WHITE, 0.35)}


@cache
def contrast(one: str, other: str) -> float:
    """The ratio of WCAG, from 1 to 21."""
    a, b = sorted((_luminance(one), _luminance(other)))
    return (b + 0.05) / (a + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in rgb(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def note_fill(colour: str) -> str:
    return NOTES.get(colour, NOTES["stone"])


def note_edge(colour: str) -> str:
    """The same hue, 15 % darker: pale notes stand off the canvas."""
    return mix(note_fill(colour), "#000000", 0.15)


def note_tint(colour: str, ground: str = WHITE) -> str:
    """The ground of a hull."""
    return mix(note_fill(colour), ground, 0.68)
