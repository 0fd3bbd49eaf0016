"""Small things that several parts of the report share. No part of its own."""

from __future__ import annotations

from cocreate.export.facts import Facts, Standing, Vote
from cocreate.export.pdf import text as words
from cocreate.export.pdf.blocks import Block, Gap, Text
from cocreate.export.pdf.pen import Pen
from cocreate.export.pdf.style import ACCENT, CANVAS, H1, LEAD, MUTED, Style, note_edge, note_fill
from cocreate.export.pdf.table import Art, Cell
from cocreate.export.verdict import POINTED
from cocreate.export.wording import listed

PART_ROOM = 240.0  # a part that follows on the same page wants at least this much of it


def opening(title: str, place: str, lead: str = "", level: int = 0) -> list[Block]:
    """The head of a part, or of a page in it."""
    tag = "H2" if level else "H1"
    blocks: list[Block] = [Text(title, H1, tag, place=place, level=level, keeps=True)]
    if lead:
        blocks.append(Text(lead, LEAD, before=4, keeps=True))
    return [*blocks, Gap(14)]


def empty(said: str, style: Style) -> Text:
    """An honest empty place."""
    return Text(said, style.toned(MUTED))


def rank_label(s: Standing) -> str:
    """`2`, or `=2` when others share the rank. Nothing for what got no votes."""
    if not s.has_votes:
        return "–"
    return f"={s.rank}" if s.is_tied else str(s.rank)


def tie_words(facts: Facts, group: tuple[Standing, ...], most: int = 60) -> str:
    """Who share a rank; titles of at most `most` characters."""
    t = facts.t
    titles = [f"“{words.shortened(s.title, most)}”" for s in group[:6]]
    if len(group) > 6:
        titles.append(t("{n} more", n=len(group) - 6))
    return t("Tied on rank {rank}: {titles}.", rank=group[0].rank, titles=listed(t, titles))


def bar_columns(vote: Vote, length: float) -> tuple[float | None, ...]:
    """Rank, option, bar of this length, figure, and who stand behind it where the figure does not say that.

    A figure in words takes room from the bar.
    """
    if vote.round.method in POINTED:
        return 22, None, length, 58, 58
    return (22, None, length - 30, 92, 54) if any(s.backing for s in vote.standings) else (22, None, length, 92)


def figure_cells(s: Standing, columns: int, style: Style, muted: Style) -> tuple[Cell, ...]:
    """The last cells of a row of `bar_columns`."""
    return (Cell.of(s.figure, style.ended()), Cell.of(s.backing, muted.ended()))[: columns - 3]


def bar(share: float, leading: float, pad: float, colour: str = ACCENT) -> Art:
    """A bar in the first line of a cell; the number stands beside it."""

    def paint(pen: Pen, x: float, y: float, width: float) -> None:
        top = y + pad + leading / 2 - 2.5
        pen.rect(x, top, width, 5, fill=CANVAS, radius=2.5)
        if share > 0:
            pen.rect(x, top, max(5.0, width * min(share, 1.0)), 5, fill=colour, radius=2.5)

    return paint


def chip(pen: Pen, x: float, y: float, colour: str, size: float = 8.0) -> None:
    """The colour of a theme; its number or title always stands beside it."""
    pen.rect(x, y, size, size, fill=note_fill(colour), stroke=note_edge(colour), line=0.6, radius=2)


def kept(text: str, lines: tuple[str, ...]) -> bool:
    """Whether the lines hold the whole text."""
    return "".join(words.clean(text).split()) == "".join("".join(lines).split())
