"""The board in rows: one lane per theme with its notes as cards, words readable, `+ n` where a lane is long."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from cocreate.export.facts import Facts
from cocreate.export.pdf import text as words
from cocreate.export.pdf.blocks import Block, Fixed, Gap, Text, Turn, draw_lines
from cocreate.export.pdf.parts.common import chip
from cocreate.export.pdf.pen import Pen
from cocreate.export.pdf.pictures import Gallery
from cocreate.export.pdf.style import (
    CANVAS,
    CAPTION,
    H1,
    INK,
    LINE,
    MUTED,
    Style,
    mix,
    note_edge,
    note_fill,
)  # fmt: skip
from cocreate.export.wording import ideas
from cocreate.model.snapshot import Note

SIDE, CARD_GAP, CARD_HEIGHT, COLUMNS = 128.0, 7.0, 55.0, 6
WHOLE = 3  # a lane of so many rows is not parted
CARD = Style(7.0, 8.9)
SMALL = Style(6.5, 8.0)


def rows_allowed(ideas: int) -> int | None:
    """Rows of cards per lane: all for a usual board, fewer for a big one, so that the part stays leafable."""
    return None if ideas <= 150 else 2 if ideas <= 450 else 1


@dataclass
class Lane(Fixed):
    """One theme. Parts at a row of cards when a page ends."""

    facts: Facts
    gallery: Gallery
    title: str
    said: str
    colour: str
    place: str  # where the title leads
    notes: list[Note]
    more: int = 0  # notes that are not shown
    is_rest: bool = False
    is_home: bool = False  # links to the theme lead here
    before: float = 9.0

    @property
    def tall(self) -> float:
        return max(1, self._rows) * (CARD_HEIGHT + CARD_GAP) + CARD_GAP

    @property
    def _rows(self) -> int:
        return math.ceil((len(self.notes) + (1 if self.more else 0)) / COLUMNS)

    def least(self, width: float) -> float:  # noqa: ARG002  lanes have cards of one height
        rows = self._rows if self._rows <= WHOLE else 2
        return max(1, rows) * (CARD_HEIGHT + CARD_GAP) + CARD_GAP

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:  # noqa: ARG002
        rows = int((room - CARD_GAP) // (CARD_HEIGHT + CARD_GAP))
        if rows < 1 or rows >= self._rows:
            return None
        cut = rows * COLUMNS
        rest = replace(self, notes=self.notes[cut:], is_rest=True, before=0.0)
        return replace(self, notes=self.notes[:cut], more=0), rest

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        if self.is_home and not self.is_rest:
            pen.place(self.place, y)
        with pen.decoration():
            pen.rect(x, y, width, self.tall, fill=CANVAS, radius=8)
            chip(pen, x + 12, y + 12, self.colour, 9)
        self._draw_side(pen, x, y)
        wide = (width - SIDE - CARD_GAP * COLUMNS) / COLUMNS
        for k, note in enumerate(self.notes):
            left = x + SIDE + (k % COLUMNS) * (wide + CARD_GAP)
            self._draw_card(pen, left, y + CARD_GAP + (k // COLUMNS) * (CARD_HEIGHT + CARD_GAP), wide, note)
        if self.more:
            k = len(self.notes)
            left = x + SIDE + (k % COLUMNS) * (wide + CARD_GAP)
            self._draw_more(pen, left, y + CARD_GAP + (k // COLUMNS) * (CARD_HEIGHT + CARD_GAP), wide)

    def _draw_side(self, pen: Pen, x: float, y: float) -> None:
        style, room = Style(8.5, 11.2, "Inter-SemiBold"), SIDE - 42
        title = self.facts.t("{title}, continued", title=self.title) if self.is_rest else self.title
        lines = words.break_lines(title, style, room, 3)
        with pen.mark("P"):
            draw_lines(pen, x + 27, y + 10.5, room, lines, style)
            if self.place and not self.is_home:
                pen.link(x, y, SIDE - 8, len(lines) * style.leading + 12, self.place, self.title)
        with pen.mark("P"):
            said = words.break_lines(self.said, CAPTION, room, 2)
            draw_lines(pen, x + 27, y + 12 + len(lines) * style.leading, room, said, CAPTION)

    def _draw_card(self, pen: Pen, x: float, y: float, width: float, note: Note) -> None:
        name, found = self.facts.names[note.id], self.facts.standing(note.id)
        with pen.decoration():
            pen.rect(
                x, y, width, CARD_HEIGHT, fill=note_fill(note.colour), stroke=note_edge(note.colour), line=0.5, radius=3
            )
        with pen.mark("P"):
            room = width - 12
            if (picture := self.gallery.of(note.id)) is not None:
                side = min(28.0, 28.0 * picture.width / picture.height)
                room -= side + 5
                high = side * picture.height / picture.width
                pen.picture(x + width - 6 - side, y + 6, side, high, picture)
            draw_lines(pen, x + 6, y + 4, room, words.break_lines(note.text, CARD, room, 4), CARD)
            pale = SMALL.toned(mix(INK, note_fill(note.colour), 0.25))
            pen.text(x + 6, y + CARD_HEIGHT - 5.5, name, pale)
            if found and found.has_votes:
                strong = Style(SMALL.size, SMALL.leading, "Inter-SemiBold", INK, "end")
                pen.text(x + 6, y + CARD_HEIGHT - 5.5, found.figure, strong, room=width - 12)
            pen.link(x, y, width, CARD_HEIGHT, name, name)

    def _draw_more(self, pen: Pen, x: float, y: float, width: float) -> None:
        with pen.decoration():
            pen.rect(x, y, width, CARD_HEIGHT, stroke=LINE, line=0.8, radius=3)
        style = Style(9, 12, "Inter-SemiBold", MUTED)
        label = f"+ {self.more}"
        with pen.mark("P"):
            pen.text(x + (width - words.width(label, style)) / 2, y + CARD_HEIGHT / 2 + 3.2, label, style)
            pen.link(x, y, width, CARD_HEIGHT, "ideas" if self.is_home or not self.place else self.place, label)


def lanes(facts: Facts, gallery: Gallery, *, is_home: bool = False) -> list[Block]:
    """All lanes: by theme, else by frame, else one."""
    t = facts.t
    groups = _groups(facts)
    head = Text(t("The board, note by note"), H1, "H1", place="lanes", level=0, keeps=True)
    allowed = rows_allowed(len(facts.snapshot.notes))
    out: list[Block] = [Turn(is_wide=True), head, Gap(14)]
    for title, place, colour, notes, figure in groups:
        shown, more = _cut(facts.ranked(notes), allowed)
        said = ideas(t, len(notes))
        if figure:
            said = f"{said} · {figure}"
        out.append(Lane(facts, gallery, title, said, colour, place, shown, more, is_home=is_home and bool(place)))
    return out


def _cut(notes: list[Note], rows: int | None) -> tuple[list[Note], int]:
    if rows is None or len(notes) <= rows * COLUMNS:
        return notes, 0
    kept = rows * COLUMNS - 1  # the last card says how many more there are
    return notes[:kept], len(notes) - kept


def _groups(facts: Facts) -> list[tuple[str, str, str, tuple[Note, ...], str]]:
    """(title, place, colour, notes, what it got) of each lane."""
    t, out = facts.t, []
    for theme in facts.themes:
        if theme.notes:
            found = facts.standing(theme.cluster.id)
            title, figure = f"{theme.number} · {theme.title}", found.figure if found else ""
            out.append((title, f"theme-{theme.cluster.id}", theme.cluster.colour, theme.notes, figure))
    if out:
        if facts.loose:
            out.append((t("Not in a theme"), "loose", "stone", facts.loose, ""))
        return out
    left = list(facts.loose)
    for frame in facts.snapshot.frames:
        mine = tuple(n for n in left if n.frame_id == frame.id)
        if mine:
            out.append((words.one_line(frame.title) or t("Untitled"), "", frame.colour, mine, ""))
            left = [n for n in left if n.frame_id != frame.id]
    if left:
        out.append((t("Other ideas") if out else t("Ideas"), "", "stone", tuple(left), ""))
    return out
