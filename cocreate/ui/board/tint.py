"""Colours of the board that are mixed from those of the theme. Look-ups only."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtGui import QColor

from cocreate.ui import theme

LEAST = 4.5  # contrast of anything that is written


def mix(under: str, over: str, share: float) -> QColor:
    """`share` of the second colour on the first."""
    a, b = QColor(under), QColor(over)
    pairs = ((a.red(), b.red()), (a.green(), b.green()), (a.blue(), b.blue()))
    return QColor(*(round(p * (1 - share) + q * share) for p, q in pairs))


def faded(colour: str, share: float, ground: str = "") -> QColor:
    """`share` of a colour on the canvas; with a ground, on that ground as it is when faded itself."""
    if share >= 1.0:
        return QColor(colour)
    canvas = theme.current().canvas
    under = mix(canvas, ground, share).name() if ground else canvas
    return mix(under, colour, share)


def hull_colours(colour: str) -> tuple[QColor, QColor]:
    """The fill and the edge of a hull: opaque, so that overlapping hulls do not add up."""
    now = theme.current()
    paper = now.note(colour).paper
    if now.is_dark:
        return mix(now.canvas, paper, 0.14), mix(now.canvas, paper, 0.30)
    return mix(now.canvas, paper, 0.45), mix(now.canvas, now.note(colour).edge, 0.75)


def luminance(colour: QColor) -> float:
    """Relative luminance as the WCAG defines it."""

    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF())


def contrast(a: QColor, b: QColor) -> float:
    """The contrast of two colours as the WCAG defines it: 1 to 21."""
    low, high = sorted((luminance(a), luminance(b)))
    return (high + 0.05) / (low + 0.05)


@lru_cache(maxsize=256)
def _ink_on(paper: str, ground: str) -> str:
    under = QColor(ground)
    hue, rich, light = max(QColor(paper).hslHueF(), 0.0), QColor(paper).hslSaturationF(), QColor(paper).lightnessF()
    rich = min(rich, 0.7)
    way = -0.02 if luminance(under) > 0.18 else 0.02
    while 0.0 < light + way < 1.0:
        colour = QColor.fromHslF(hue, rich, light)
        if contrast(colour, under) >= LEAST:
            return colour.name()
        light += way
    return "#000000" if way < 0 else "#ffffff"


def ink_on(name: str, ground: QColor) -> QColor:
    """A note colour as something to write with: so dark, or so light, that it can be read on a ground."""
    return QColor(_ink_on(theme.current().note(name).edge, ground.name()))
