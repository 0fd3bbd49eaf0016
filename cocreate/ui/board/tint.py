"""Colours of the board that are mixed from those of the theme. Look-ups only."""

from __future__ import annotations

from PySide6.QtGui import QColor

from cocreate.ui import theme


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
