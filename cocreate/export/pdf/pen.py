"""Draws on the pages of one PDF: text, shapes, links, with the marks of a tagged document. Lays nothing out.

Lengths are points; `y` runs down from the top of the page. Colours are `#RRGGBB`, or names of the palette.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from io import BytesIO
from typing import Any

from reportlab import rl_config
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from cocreate.export.pdf import text as words
from cocreate.export.pdf.fonts import font
from cocreate.export.pdf.pictures import Picture
from cocreate.export.pdf.style import A4, INK, Size, Style, palette, rgb
from cocreate.export.pdf.tags import MARKS, Heading, Link, Tags

rl_config.useA85 = 0  # pictures as they are, not blown up by a quarter
_ROUND = 0.5523  # handle length that makes four curves a circle


@cache
def _paint(colour: str, operator: str) -> str:
    red, green, blue = rgb(colour)
    return f"{red:.3g} {green:.3g} {blue:.3g} {operator}"


class Pen:
    """One document while it is drawn. `start_page` first, `finish` last."""

    def __init__(self, colours: Mapping[str, str] | None = None, pages: Mapping[str, int] | None = None) -> None:
        """`pages` tells where places were in the pass before, from 1."""
        font("Inter")  # before the canvas asks for it: else every page carries an unembedded Helvetica
        self._buffer = BytesIO()
        self._canvas: Any = Canvas(self._buffer, pagesize=A4, pageCompression=0, invariant=1, initialFontName="Inter")
        self.colours = colours or palette(None)
        self.pages = pages or {}
        self.tags = Tags()
        self.page = -1  # counted from 0
        self.width, self.height = A4
        self._colour = ""

    # ---------------------------------------------------------------------------------------------- pages

    def start_page(self, size: Size) -> None:
        self.page += 1
        self.width, self.height = size
        self._canvas.setPageSize(size)
        self._colour = ""

    def end_page(self) -> None:
        self._canvas.showPage()

    def finish(self) -> bytes:
        """The pages as a plain PDF, still without structure, links and names."""
        self._canvas.save()
        return self._buffer.getvalue()

    def _put(self, code: str) -> None:
        self._canvas._code.append(code)

    # ---------------------------------------------------------------------------------------------- structure

    @contextmanager
    def mark(self, tag: str, key: Hashable = None, alt: str = "") -> Iterator[None]:
        """What is drawn inside is the content of one element."""
        self.tags.open(tag, key, words.clean(alt))
        mcid = self.tags.mark(self.page)
        self._put(f"/{tag if tag in MARKS else 'Span'} <</MCID {mcid}>> BDC")
        try:
            yield
        finally:
            self._put("EMC")
            self.tags.close()

    @contextmanager
    def inside(self, tag: str, key: Hashable = None) -> Iterator[None]:
        """An element that only holds other elements."""
        self.tags.open(tag, key)
        try:
            yield
        finally:
            self.tags.close()

    @contextmanager
    def decoration(self, kind: str = "Layout") -> Iterator[None]:
        """What a screen reader skips: rules, grounds, running footers."""
        self._put(f"/Artifact <</Type /{kind}>> BDC")
        try:
            yield
        finally:
            self._put("EMC")

    def place(self, name: str, y: float) -> None:
        """Makes `report.pdf#nameddest=NAME` work."""
        self.tags.places.setdefault(name, (self.page, round(self.height - max(y - 8, 0), 2)))

    def heading(self, level: int, title: str, place: str) -> None:
        self.tags.headings.append(Heading(level, words.one_line(title), place))

    def link(self, x: float, y: float, w: float, h: float, place: str, label: str) -> None:
        box = (round(x, 2), round(self.height - y - h, 2), round(x + w, 2), round(self.height - y, 2))
        self.tags.current.kids.append(Link(self.page, box, place, words.shortened(label, 80)))

    # ---------------------------------------------------------------------------------------------- shapes

    def rect(
        self, x: float, y: float, w: float, h: float, *,
        fill: str = "", stroke: str = "", line: float = 0.6, radius: float = 0.0,
    ) -> None:  # fmt: skip
        bottom = self.height - y - h
        self._style(fill, stroke, line)
        if radius > 0:
            self._put(_rounded(x, bottom, w, h, min(radius, w / 2, h / 2)))
        else:
            self._put(f"{x:.2f} {bottom:.2f} {w:.2f} {h:.2f} re")
        self._put("B" if fill and stroke else "f" if fill else "S")

    def line(self, x: float, y: float, to_x: float, to_y: float, colour: str, thickness: float = 0.6) -> None:
        self._style("", colour, thickness)
        top = self.height
        self._put(f"{x:.2f} {top - y:.2f} m {to_x:.2f} {top - to_y:.2f} l S")

    def shape(self, points: list[tuple[float, float]], fill: str) -> None:
        """A filled polygon."""
        self._style(fill, "", 0)
        (x, y), *rest = points
        path = " ".join(f"{px:.2f} {self.height - py:.2f} l" for px, py in rest)
        self._put(f"{x:.2f} {self.height - y:.2f} m {path} h f")

    def stroke(self, points: Sequence[tuple[float, float]], colour: str, thickness: float) -> None:
        """A line through all points, with round ends; one point is a dot."""
        if not points:
            return
        (x, y), *rest = points
        path = " ".join(f"{px:.2f} {self.height - py:.2f} l" for px, py in rest or points)
        self._put("q 1 J 1 j")
        self._style("", colour, thickness)
        self._put(f"{x:.2f} {self.height - y:.2f} m {path} S Q")

    def _style(self, fill: str, stroke: str, line: float) -> None:
        if fill:
            self._fill(fill)
        if stroke:
            self._put(f"{_paint(self.colours.get(stroke, stroke), 'RG')} {line:.2f} w")

    def _fill(self, colour: str) -> None:
        if colour != self._colour:
            self._put(_paint(self.colours.get(colour, colour), "rg"))
            self._colour = colour

    def picture(self, x: float, y: float, w: float, h: float, picture: Picture) -> None:
        image = ImageReader(BytesIO(picture.data))
        self._canvas.drawImage(image, x, self.height - y - h, w, h)

    # ---------------------------------------------------------------------------------------------- text

    def text(self, x: float, y: float, line: str, style: Style, *, room: float = 0.0) -> None:
        """One line of clean text, `y` its base line. With `room` it is aligned in that width.

        A space follows, so that readers do not glue the last word to the next line.
        """
        made = words.typeset(line, style.font, style.kerned)
        if room and (style.align == "end" or made.to_left):
            x += room - words.width(line, style)
        if made.marked:
            actual = ("\ufeff" + line + " ").encode("utf-16-be", "replace").hex().upper()
            self._put(f"/Span <</ActualText <{actual}>>> BDC")
        self._fill(style.colour or INK)
        self._put(f"BT 1 0 0 1 {x:.2f} {self.height - y:.2f} Tm")
        runs = made.runs
        for i, run in enumerate(runs):
            tail = " " if i == len(runs) - 1 else ""
            if run.glyphs is None:
                self._plain(run.font, run.text + tail, style.size)
            else:
                self._shaped(run, style, tail)
        self._put("ET")
        if made.marked:
            self._put("EMC")

    def _subsets(self, name: str, text: str) -> list[tuple[str, str]]:
        """(font with its size left open, escaped codes) for each part that one subset holds."""
        doc, ttf = self._canvas._doc, font(name).ttf
        return [
            (ttf.getSubsetInternalName(subset, doc), self._canvas._escape(codes))
            for subset, codes in ttf.splitString(text, doc)
        ]

    def _plain(self, name: str, text: str, size: float) -> None:
        for subset, codes in self._subsets(name, text):
            self._put(f"{subset} {size:.4g} Tf ({codes}) Tj")

    def _shaped(self, run: words.Run, style: Style, tail: str) -> None:
        size, now, rise, array = style.size, "", 0.0, ""

        def flush() -> None:
            nonlocal array
            if array:
                self._put(f"[{array}] TJ")
            array = ""

        for glyph in run.glyphs or ():
            ((subset, code),) = self._subsets(run.font, chr(glyph.code))
            if subset != now or glyph.dy != rise:
                flush()
                if subset != now:
                    self._put(f"{subset} {size:.4g} Tf")
                if glyph.dy != rise:
                    self._put(f"{glyph.dy * size / 1000:.3f} Ts")
                now, rise = subset, glyph.dy
            shift = glyph.natural - glyph.advance - style.tracking + glyph.dx
            array += f"{-glyph.dx:.0f}" if round(glyph.dx) else ""
            array += f"({code})" + (f"{shift:.0f} " if round(shift) else "")
        flush()
        if rise:
            self._put("0 Ts")
        if tail:
            self._plain(run.font, tail, size)


def _rounded(x: float, y: float, w: float, h: float, r: float) -> str:
    """A path of four sides and four corners, from the bottom left, against the clock."""
    k, right, top = r * (1 - _ROUND), x + w, y + h
    bottom_side = f"{x + r:.2f} {y:.2f} m {right - r:.2f} {y:.2f} l"
    corner_1 = f"{right - k:.2f} {y:.2f} {right:.2f} {y + k:.2f} {right:.2f} {y + r:.2f} c"
    right_side = f"{right:.2f} {top - r:.2f} l"
    corner_2 = f"{right:.2f} {top - k:.2f} {right - k:.2f} {top:.2f} {right - r:.2f} {top:.2f} c"
    top_side = f"{x + r:.2f} {top:.2f} l"
    corner_3 = f"{x + k:.2f} {top:.2f} {x:.2f} {top - k:.2f} {x:.2f} {top - r:.2f} c"
    left_side = f"{x:.2f} {y + r:.2f} l"
    corner_4 = f"{x:.2f} {y + k:.2f} {x + k:.2f} {y:.2f} {x + r:.2f} {y:.2f} c h"
    return " ".join((bottom_side, corner_1, right_side, corner_2, top_side, corner_3, left_side, corner_4))
