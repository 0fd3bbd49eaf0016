"""The contents page: the same tree as the outline, each line a link to its page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cocreate.export.facts import Facts
from cocreate.export.pdf import text as words
from cocreate.export.pdf.blocks import Block, Fixed, Gap, Text, Turn, baseline
from cocreate.export.pdf.flow import room_of
from cocreate.export.pdf.pen import Pen
from cocreate.export.pdf.style import H1, INK, LINE, MUTED, SMALL, Size, Style

LEADINGS = ((26.0, 16.0), (23.0, 13.6), (20.0, 12.2))  # of parts and of what is in them; the widest that fits one page


@dataclass
class Entry(Fixed):
    """One line: title, page number, and the whole line a link."""

    level: int
    title: str
    place: str
    page: int | None
    leading: float

    @property
    def tall(self) -> float:
        return self.leading

    @property
    def _style(self) -> Style:
        if self.level == 0:
            return Style(10.5, self.leading, "Inter-SemiBold")
        return Style(min(9.0, self.leading * 0.7), self.leading, colour=MUTED)

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        style, indent = self._style, 16.0 * self.level
        if self.level == 0:
            with pen.decoration():
                pen.line(x, y + 0.5, x + width, y + 0.5, LINE, 0.6)
        with pen.inside("TOC", "contents"), pen.mark("TOCI"):
            (line,) = words.break_lines(self.title, style, width - indent - 40, 1)
            pen.text(x + indent, y + baseline(style), line, style)
            number = Style(style.size, style.leading, "Inter", INK if self.level == 0 else MUTED, "end")
            pen.text(x + width - 40, y + baseline(style), str(self.page or ""), number, room=40)
            pen.link(x, y, width, style.leading, self.place, self.title)


def entries(story: Sequence[Block], pages: Mapping[str, int], paper: Size) -> list[Block]:
    """A line for every heading of the story that has a level."""
    found = [b for b in story if isinstance(b, Text) and b.level is not None]
    tops = sum(b.level == 0 for b in found)
    fitting = (pair for pair in LEADINGS if tops * pair[0] + (len(found) - tops) * pair[1] <= room_of(paper) - 110)
    leading = next(fitting, LEADINGS[0])
    return [
        Entry(
            b.level or 0, words.one_line(b.entry or b.text), b.place, pages.get(b.place), leading[1 if b.level else 0]
        )
        for b in found
    ]


def contents(facts: Facts, story: Sequence[Block], pages: Mapping[str, int], paper: Size) -> list[Block]:
    t = facts.t
    how = t(
        "Every idea has a number that never changes, such as I-001. Numbers and titles are links: they lead to the "
        "full words in the list of all ideas."
    )
    return [Turn(), Text(t("Contents"), H1, "H1"), Gap(12), *entries(story, pages, paper), Gap(20), Text(how, SMALL)]
