"""Tables that run over pages: repeated head, rows that part between lines, cells with text and a little drawing."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from itertools import count

from cocreate.export.pdf import text as words
from cocreate.export.pdf.blocks import Block, draw_lines
from cocreate.export.pdf.pen import Pen
from cocreate.export.pdf.style import ACCENT, CELL, LABEL, LINE, Style

Art = Callable[[Pen, float, float, float], None]  # pen, x, y, width of the cell
_keys = count(1)
LEAST_ROWS = 2  # that stay together at the head or foot of a page


@dataclass(frozen=True)
class Piece:
    """A paragraph of a cell."""

    text: str
    style: Style = CELL
    link: str = ""
    most: int | None = None
    lines: tuple[str, ...] | None = None  # the lines of a part
    page_of: str = ""  # instead of text: the page of this place, known from the pass before


@dataclass(frozen=True)
class Cell:
    pieces: tuple[Piece, ...] = ()
    art: Art | None = None  # decoration behind the text
    indent: float = 0.0

    @staticmethod
    def of(text: str, style: Style = CELL, link: str = "", most: int | None = None, indent: float = 0.0) -> Cell:
        return Cell((Piece(text, style, link, most),) if text else (), None, indent)


@dataclass(frozen=True)
class Row:
    cells: tuple[Cell, ...]
    place: str = ""  # name of the row
    is_rest: bool = False  # the second part of a parted row
    key: Hashable = None
    is_ruled: bool = True  # a line below it
    is_cut: bool = False  # that line is the cut between what is chosen and what is not


@dataclass
class Table(Block):
    """`columns` are widths in points; one None takes what is left."""

    columns: Sequence[float | None]
    rows: Sequence[Row]
    head: Sequence[str] = ()
    pad: float = 4.0
    gap: float = 12.0  # between columns
    rules: bool = True
    ends: frozenset[int] = frozenset()  # columns whose head stands at the end
    head_style: Style = LABEL
    before: float = 0.0
    keeps: bool = False
    key: Hashable = None
    is_rest: bool = False  # begins on an earlier page
    _heights: dict[float, list[float]] = field(default_factory=dict, repr=False)

    def widths(self, width: float) -> list[float]:
        fixed = sum(c for c in self.columns if c is not None) + self.gap * (len(self.columns) - 1)
        return [max(width - fixed, 20.0) if c is None else c for c in self.columns]

    def _head_height(self) -> float:
        return self.head_style.leading + self.pad + 2 if self.head else 0.0

    def _row_heights(self, width: float) -> list[float]:
        if width not in self._heights:
            widths = self.widths(width)
            self._heights[width] = [_row_height(row, widths) + 2 * self.pad for row in self.rows]
        return self._heights[width]

    def height(self, width: float) -> float:
        return self._head_height() + sum(self._row_heights(width))

    def least(self, width: float) -> float:
        heights = self._row_heights(width)
        return self._head_height() + sum(min(tall, 60.0) for tall in heights[:LEAST_ROWS])

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        room -= self._head_height()
        heights, fit = self._row_heights(width), 0
        while fit < len(heights) and heights[fit] <= room:
            room -= heights[fit]
            fit += 1
        if fit == len(heights):
            return None
        if fit == len(heights) - 1 and fit > LEAST_ROWS and heights[fit] <= 60:
            fit -= 1  # no row stands alone on the next page
        rows, rest = list(self.rows[:fit]), list(self.rows[fit:])
        if heights[fit] > 160 and (parted := _part_row(rest[0], self.widths(width), room - 2 * self.pad)):
            rows.append(parted[0])
            rest[0] = parted[1]
        if not rows:
            return None
        self.key = self.key or ("table", next(_keys))
        left = {width: [_row_height(rest[0], self.widths(width)) + 2 * self.pad, *heights[fit + 1 :]]}
        return replace(self, rows=rows, _heights={}), replace(self, rows=rest, before=0.0, is_rest=True, _heights=left)

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        self.key = self.key or ("table", next(_keys))
        widths = self.widths(width)
        with pen.inside("Table", self.key):
            if self.head:
                y = self._draw_head(pen, x, y, width, widths)
            for row, height in zip(self.rows, self._row_heights(width), strict=True):
                self._draw_row(pen, x, y, widths, row)
                y += height
                if self.rules and row.is_ruled:
                    with pen.decoration():
                        pen.line(x, y, x + width, y, ACCENT if row.is_cut else LINE, 1.4 if row.is_cut else 0.5)

    def _draw_head(self, pen: Pen, x: float, y: float, width: float, widths: list[float]) -> float:
        left = x
        with pen.decoration("Pagination") if self.is_rest else pen.inside("TR"):  # a repeated head is read once
            for i, (title, wide) in enumerate(zip(self.head, widths, strict=True)):
                with nullcontext() if self.is_rest else pen.mark("TH"):
                    style = self.head_style.ended() if i in self.ends else self.head_style
                    line = words.break_lines(title, style, wide, 1)
                    draw_lines(pen, left, y, wide, line, style)
                left += wide + self.gap
        bottom = y + self._head_height()
        with pen.decoration():
            pen.line(x, bottom, x + width, bottom, LINE, 0.9)
        return bottom

    def _draw_row(self, pen: Pen, x: float, y: float, widths: list[float], row: Row) -> None:
        if row.place and not row.is_rest:
            pen.place(row.place, y)
        with pen.inside("TR", row.key):
            for i, (cell, wide) in enumerate(zip(row.cells, widths, strict=True)):
                if cell.art:
                    with pen.decoration():
                        cell.art(pen, x, y, wide)
                with pen.mark("TD", (row.key, i) if row.key else None):
                    _draw_cell(pen, x, y + self.pad, wide, cell)
                x += wide + self.gap


def _draw_cell(pen: Pen, x: float, y: float, width: float, cell: Cell) -> None:
    for piece in cell.pieces:
        lines = _lines(piece, width - cell.indent)
        if piece.page_of and piece.page_of in pen.pages:
            lines = (f"p. {pen.pages[piece.page_of]}",)
        draw_lines(pen, x + cell.indent, y, width - cell.indent, lines, piece.style)
        tall = len(lines) * piece.style.leading
        if piece.link:
            pen.link(x + cell.indent, y, width - cell.indent, tall, piece.link, piece.text)
        y += tall


def _lines(piece: Piece, width: float) -> tuple[str, ...]:
    return piece.lines if piece.lines is not None else words.break_lines(piece.text, piece.style, width, piece.most)


def _cell_height(cell: Cell, width: float) -> float:
    return sum(len(_lines(piece, width - cell.indent)) * piece.style.leading for piece in cell.pieces)


def _row_height(row: Row, widths: list[float]) -> float:
    return max(_cell_height(cell, wide) for cell, wide in zip(row.cells, widths, strict=True))


def _part_row(row: Row, widths: list[float], room: float) -> tuple[Row, Row] | None:
    """A row taller than what is left of a page, parted between two lines. None if hardly anything fits."""
    if room < 40:
        return None
    parts = [_part_cell(cell, wide, room) for cell, wide in zip(row.cells, widths, strict=True)]
    if not any(rest.pieces for _, rest in parts):
        return None
    key = row.key or ("row", next(_keys))
    first = replace(row, cells=tuple(head for head, _ in parts), key=key)
    return first, replace(row, cells=tuple(rest for _, rest in parts), key=key, is_rest=True)


def _part_cell(cell: Cell, width: float, room: float) -> tuple[Cell, Cell]:
    head: list[Piece] = []
    rest: list[Piece] = []
    for piece in cell.pieces:
        lines = _lines(piece, width - cell.indent)
        fit = len(lines) if not rest else 0
        fit = min(fit, int(room // piece.style.leading))
        room -= fit * piece.style.leading
        if fit:
            head.append(replace(piece, lines=lines[:fit]))
        if fit < len(lines):
            rest.append(replace(piece, lines=lines[fit:]))
    return replace(cell, pieces=tuple(head)), replace(cell, pieces=tuple(rest), art=None)
