"""The building blocks of the decision page, each at any density. They know no facts, only words."""

from __future__ import annotations

from dataclasses import dataclass, replace

from cocreate.export.pdf import text as words
from cocreate.export.pdf.blocks import Block, Fixed, baseline, draw_lines
from cocreate.export.pdf.pen import Pen
from cocreate.export.pdf.pictures import Picture
from cocreate.export.pdf.style import (
    ACCENT,
    ACCENT_TINT,
    BODY,
    CANVAS,
    CAPTION,
    EYEBROW,
    H2,
    INK,
    LABEL,
    LINE,
    MIN_SIZE,
    MUTED,
    WARN,
    Style,
)

LOGO = (130.0, 32.0)  # the most that a logo takes, in points


@dataclass(frozen=True)
class Density:
    factor: float
    leading: float
    pad: float
    air: float

    def of(self, style: Style) -> Style:
        return replace(style, size=max(MIN_SIZE, style.size * self.factor), leading=style.leading * self.leading)


@dataclass
class Eyebrow(Fixed):
    """The first line: what this is, and whether it is a draft."""

    title: str
    state: str
    density: Density
    is_draft: bool
    logo: Picture | None = None

    @property
    def tall(self) -> float:
        return 26 * self.density.factor

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        style, colour = EYEBROW, WARN if self.is_draft else MUTED
        wide = words.width(self.state, LABEL) + 16
        left = x + words.width(self.title, style) + 10 if self.logo else x + width - wide
        with pen.decoration():
            pen.rect(x, y - 12, 28, 3, fill=ACCENT, radius=1.5)
            pen.rect(left, y, wide, 15, stroke=colour, line=0.7, radius=7.5)
        with pen.mark("P"):
            pen.text(x, y + 10.5, self.title, style)
            pen.text(left + 8, y + 10.2, self.state, LABEL.toned(colour))
        if self.logo:
            high = min(LOGO[1], self.logo.height * LOGO[0] / self.logo.width)
            with pen.mark("Figure", alt="Logo"):
                broad = high * self.logo.width / self.logo.height
                pen.picture(x + width - broad, y - 12, broad, high, self.logo)


@dataclass
class Figures(Fixed):
    """Six numbers on a quiet ground."""

    figures: list[tuple[str, str]]
    density: Density
    before: float = 0.0

    @property
    def tall(self) -> float:
        return 54 * self.density.factor

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        f, tall, wide = self.density.factor, self.tall, width / len(self.figures)
        with pen.decoration():
            pen.rect(x, y, width, tall, fill=CANVAS, radius=8)
            for i in range(1, len(self.figures)):
                pen.line(x + i * wide, y + 13 * f, x + i * wide, y + tall - 13 * f, LINE, 0.8)
        big = Style(19 * f, 24 * f, "Inter-SemiBold", tracking=-15, kerned=True)
        small = Style(max(MIN_SIZE, 7.5 * f), 10 * f, colour=MUTED)
        for i, (value, label) in enumerate(self.figures):
            left = x + i * wide + 14
            with pen.mark("P"):
                pen.text(left, y + 28 * f, value, big)
                pen.text(left, y + 41 * f, label, small)


@dataclass
class Section(Fixed):
    """A heading with a remark at the end of its line."""

    title: str
    remark: str
    density: Density
    before: float = 0.0
    keeps: bool = True

    @property
    def tall(self) -> float:
        return 21 * self.density.factor

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        style, small = self.density.of(H2), self.density.of(CAPTION)
        with pen.mark("H2"):
            pen.text(x, y + 12.5 * self.density.factor, self.title, style)
        if self.remark:
            room = width - words.width(self.title, style) - 16
            (line,) = words.break_lines(self.remark, small, room, 1)
            with pen.mark("P"):
                pen.text(x + width - room, y + 12.5 * self.density.factor, line, small.ended(), room=room)


@dataclass
class Request(Block):
    """What the reader is asked to do: the last word of the page."""

    title: str
    request: str
    nothing: str
    density: Density
    before: float = 0.0
    most: int = 6

    def lines(self, width: float) -> tuple[str, ...]:
        return words.break_lines(self.request.strip() or self.nothing, self._style, width - 32, self.most)

    @property
    def _style(self) -> Style:
        style = self.density.of(Style(10.5, 15, "Inter-SemiBold"))
        return style if self.request.strip() else self.density.of(BODY).toned(MUTED)

    def height(self, width: float) -> float:
        return len(self.lines(width)) * self._style.leading + 36 * self.density.factor

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        f, tall, asked = self.density.factor, self.height(width), bool(self.request.strip())
        with pen.decoration():
            pen.rect(x, y, width, tall, fill=ACCENT_TINT if asked else CANVAS, radius=8)
        small = self.density.of(LABEL).toned(ACCENT if asked else INK)
        with pen.mark("H2"):
            pen.text(x + 16, y + 9 * f + baseline(small), self.title, small)
        with pen.mark("P"):
            draw_lines(pen, x + 16, y + 23 * f, width - 32, self.lines(width), self._style)
