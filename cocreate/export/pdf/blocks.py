"""What a page is made of: paragraphs, gaps, drawings and page breaks. A block measures, splits and draws itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import count

from cocreate.export.pdf import text as words
from cocreate.export.pdf.pen import Pen
from cocreate.export.pdf.style import Style


class Block:
    """Something of a given width. `before` is air above it, left out at the top of a page."""

    before: float = 0.0
    keeps: bool = False  # stays on one page with (the start of) the next block

    def height(self, width: float) -> float:
        raise NotImplementedError

    def least(self, width: float) -> float:
        """Height of the smallest first part that may stand alone at the foot of a page."""
        return self.height(width)

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:  # noqa: ARG002  most cannot be parted
        """Two parts, the first of at most `room`; None if it cannot be parted there."""
        return None

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        raise NotImplementedError


class Fixed(Block):
    """A block whose height does not depend on its width."""

    @property
    def tall(self) -> float:
        raise NotImplementedError

    def height(self, width: float) -> float:  # noqa: ARG002  the same at any width
        return self.tall


@dataclass
class Turn(Fixed):
    """Starts a new page, upright or wide. With `unless`, only when less than that much of the page is left."""

    unless: float = 0.0
    is_wide: bool = False

    @property
    def tall(self) -> float:
        return 0.0

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        """Nothing to see."""


@dataclass
class Gap(Fixed):
    """Air. It belongs to what follows it."""

    points: float = 8.0
    keeps: bool = True

    @property
    def tall(self) -> float:
        return self.points

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        """Nothing to see."""


@dataclass
class Drawing(Fixed):
    """Vectors. `paint(pen, x, y, width)` draws them; `alt` is read instead of them, or they are decoration."""

    points: float  # height
    paint: Callable[[Pen, float, float, float], None]
    alt: str = ""
    before: float = 0.0
    keeps: bool = False

    @property
    def tall(self) -> float:
        return self.points

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        with pen.mark("Figure", alt=self.alt) if self.alt else pen.decoration():
            self.paint(pen, x, y, width)


def baseline(style: Style) -> float:
    """From the top of a line to its base line: capitals stand in the middle of the leading."""
    return style.leading / 2 + style.size * 0.36


@dataclass
class Text(Block):
    """Plain text in one style. `place` names it, `link` leads to a place, `level` puts it into outline and contents."""

    text: str
    style: Style = field(default_factory=Style)
    tag: str = "P"
    before: float = 0.0
    keeps: bool = False
    place: str = ""
    link: str = ""
    level: int | None = None
    entry: str = ""  # what outline and contents say instead of the text
    most: int | None = None
    indent: float = 0.0
    fixed: tuple[str, ...] | None = None  # the lines of a part
    key: tuple[str, int] | None = None

    def lines(self, width: float) -> tuple[str, ...]:
        if self.fixed is not None:
            return self.fixed
        return words.break_lines(self.text, self.style, width - self.indent, self.most)

    def height(self, width: float) -> float:
        return len(self.lines(width)) * self.style.leading

    def least(self, width: float) -> float:
        return min(len(self.lines(width)), 2) * self.style.leading

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        lines, fit = self.lines(width), int(room // self.style.leading)
        if fit < 1 or fit >= len(lines):
            return None
        key = self.key or ("text", next(_parts))
        head = replace(self, fixed=lines[:fit], key=key)
        return head, replace(self, fixed=lines[fit:], key=key, before=0.0, place="", level=None)

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        if self.place:
            pen.place(self.place, y)
        if self.level is not None:
            pen.heading(self.level, self.entry or self.text, self.place)
        with pen.mark(self.tag, self.key):
            lines = self.lines(width)
            draw_lines(pen, x + self.indent, y, width - self.indent, lines, self.style)
            if self.link:
                pen.link(x, y, width, len(lines) * self.style.leading, self.link, self.text)


_parts = count(1)  # not id(): ids are reused


def draw_lines(pen: Pen, x: float, y: float, width: float, lines: tuple[str, ...], style: Style) -> None:
    y += baseline(style)
    for line in lines:
        if line:
            pen.text(x, y, line, style, room=width)
        y += style.leading
