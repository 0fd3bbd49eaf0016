"""Every theme with its summary and its ideas, most points first. Long ideas are cut; they are whole in the list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cocreate.export.facts import Facts, Theme
from cocreate.export.pdf import text as words
from cocreate.export.pdf.blocks import Block, Gap, Text, Turn
from cocreate.export.pdf.parts.common import PART_ROOM, chip, opening
from cocreate.export.pdf.pen import Pen
from cocreate.export.pdf.style import BODY, CELL, CELL_MUTED, H2, MUTED, SMALL
from cocreate.export.pdf.table import Cell, Piece, Row, Table
from cocreate.export.wording import ideas, listed
from cocreate.model.snapshot import Note

MOST = 140


@dataclass
class ThemeHeading(Text):
    """A theme's number and title, with its colour."""

    colour: str = "stone"

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        with pen.decoration():
            chip(pen, x, y + 4.5, self.colour, 9)
        super().draw(pen, x, y, width)


def themes(facts: Facts) -> list[Block]:
    if not facts.themes:
        return []
    t = facts.t
    blocks: list[Block] = [Turn(PART_ROOM), *opening(t("Themes and their ideas"), "themes")]
    for theme in facts.themes:
        blocks += _theme(facts, theme, is_first=theme.number == 1)
    if facts.loose:
        head = Text(t("Not in a theme"), H2, "H2", place="loose", level=1, keeps=True, before=20)
        blocks += [
            head,
            Text(_count(facts, facts.loose), SMALL, keeps=True),
            Gap(4),
            _ideas(facts, facts.ranked(facts.loose)),
        ]
    return blocks


def theme_place(theme: Theme) -> str:
    return f"theme-{theme.cluster.id}"


def _theme(facts: Facts, theme: Theme, is_first: bool) -> list[Block]:
    t, cluster = facts.t, theme.cluster
    said = [_count(facts, theme.notes)] if theme.notes else []
    if (found := facts.standing(cluster.id)) is not None:
        said.append(found.score)
    if theme.parent:
        said.append(t("part of “{title}”", title=words.shortened(theme.parent, 60)))
    if not cluster.is_named and cluster.title.strip():
        said.append(t("title proposed by the software"))
    blocks: list[Block] = [
        ThemeHeading(
            f"{theme.number} · {theme.title}", H2, "H2", place=theme_place(theme), level=1, keeps=True, indent=16,
            before=0 if is_first else 20, colour=cluster.colour,
        ),
        Text(" · ".join(said) or t("no ideas of its own"), SMALL, keeps=bool(theme.notes), indent=16),
    ]  # fmt: skip
    if cluster.summary.strip():
        blocks.append(Text(cluster.summary, BODY, before=4, keeps=bool(theme.notes), indent=16))
    if linked := facts.linked_themes.get(theme.cluster.id):
        names = [f"{x.number} · {words.shortened(x.title, 60)}" for x in linked[:6]]
        line, place = t("Linked with {names}", names=listed(t, names)), theme_place(linked[0])
        blocks.append(Text(line, SMALL, before=2, keeps=bool(theme.notes), indent=16, link=place))
    if theme.notes:
        blocks += [Gap(4), _ideas(facts, facts.ranked(theme.notes))]
    return blocks


def _count(facts: Facts, notes: Sequence[Note]) -> str:
    return ideas(facts.t, len(notes))


def _ideas(facts: Facts, notes: Sequence[Note]) -> Table:
    """Number, words, what it got. The last column is left out when no idea was voted on."""
    t, scored = facts.t, any(facts.standing(n.id) is not None for n in notes)
    rows = []
    for note in notes:
        pieces = [Piece(words.shortened(note.text, MOST) or t("(no text)"), CELL)]
        if taken := facts.merged.get(note.id):
            pieces.append(Piece(also(facts, taken), CELL_MUTED))
        name = facts.names[note.id]
        cells = [Cell.of(name, CELL_MUTED, name), Cell(tuple(pieces))]
        if scored:
            found = facts.standing(note.id)
            cells.append(Cell.of(found.figure if found else "", CELL.toned(MUTED).ended()))
        rows.append(Row(tuple(cells)))
    last = 52 if facts.is_pointed(notes) else 92
    return Table((46, None, last) if scored else (46, None), rows, pad=3.2, gap=10)


def also(facts: Facts, taken: Sequence[Note]) -> str:
    """The notes that were merged into one."""
    names = [facts.names[n.id] for n in taken[:8]]
    if len(taken) > 8:
        names.append(facts.t("{n} more", n=len(taken) - 8))
    return facts.t("also holds {names}", names=", ".join(names))
