"""Every idea by number, word for word, with theme, author and points; merged ideas point at each other."""

from __future__ import annotations

from cocreate.export.facts import Facts
from cocreate.export.pdf import text as words
from cocreate.export.pdf.blocks import Block, Turn
from cocreate.export.pdf.parts.common import PART_ROOM, opening
from cocreate.export.pdf.parts.themes import also, theme_place
from cocreate.export.pdf.style import CELL, CELL_BOLD, CELL_MUTED, MUTED
from cocreate.export.pdf.table import Cell, Piece, Row, Table
from cocreate.export.wording import ideas as count_ideas
from cocreate.export.wording import number
from cocreate.model.snapshot import Note

MOST_BREAKS = 40  # a text in more lines is set run-on: every word stays, but it does not fill a hundred pages


def appendix(facts: Facts) -> list[Block]:
    ideas = facts.snapshot.ideas
    if not ideas:
        return []
    t = facts.t
    with_theme = bool(facts.themes)
    with_author = any(facts.author(n) for n in ideas)
    with_points = any(facts.standing(n.id) is not None for n in ideas)
    is_pointed = facts.is_pointed(ideas)
    head = ["", t("Idea, as written")]
    columns: list[float | None] = [46, None]
    optional = (
        (with_theme, t("Theme"), 112.0 if with_author else 124.0),
        (with_author, t("Author"), 70.0),
        (with_points, t("Points") if is_pointed else t("Result"), 34.0 if is_pointed else 74.0),
    )
    for is_there, title, width in optional:
        if is_there:
            head.append(title)
            columns.append(width)
    rows = [_row(facts, note, with_theme, with_author, with_points, is_pointed) for note in ideas]
    ends = frozenset({len(head) - 1}) if with_points else frozenset()
    lead = t("{ideas}, by number.", ideas=count_ideas(t, len(ideas)))
    return [
        Turn(PART_ROOM),
        *opening(t("All ideas"), "ideas", lead),
        Table(columns, rows, head, pad=4, gap=12, ends=ends),
    ]


def _row(facts: Facts, note: Note, with_theme: bool, with_author: bool, with_points: bool, is_pointed: bool) -> Row:
    t, name = facts.t, facts.names[note.id]
    cells = [Cell.of(name, CELL_BOLD), Cell(tuple(_words(facts, note)))]
    if with_theme:
        theme = facts.theme_of.get(note.id)
        label = f"{theme.number} · {words.shortened(theme.title, 60)}" if theme else ""
        cells.append(Cell.of(label, CELL_MUTED, theme_place(theme) if theme else ""))
    if with_author:
        author = words.shortened(facts.author(note), 40)
        cells.append(Cell.of(author or t("anonymous"), CELL_MUTED))
    if with_points:
        found = facts.standing(note.id)
        said = (found.amount if is_pointed else found.figure) if found else ""
        style = CELL if found and found.has_votes else CELL.toned(MUTED)
        cells.append(Cell.of(said, style.ended()))
    return Row(tuple(cells), place=name)


def _words(facts: Facts, note: Note) -> list[Piece]:
    t = facts.t
    text = words.clean(note.text).strip()
    if text.count("\n") > MOST_BREAKS:
        text = " ".join(text.split())
    if not text:
        pieces = [Piece(t("(no text)"), CELL_MUTED)]
    else:
        pieces = [Piece(text, CELL)]
    if len(text) > words.MAX_CHARS:
        cut = number(t, len(text) - words.MAX_CHARS)
        pieces.append(Piece(t("{n} more characters stand in the CSV and JSON.", n=cut), CELL_MUTED))
    if facts.is_merged(note):
        into = facts.names[str(note.merged_into)]
        pieces.append(Piece(t("merged into {name}", name=into), CELL_MUTED, into))
    if note.parent_id in facts.names and note.parent_id != note.id:
        on = facts.names[str(note.parent_id)]
        pieces.append(Piece(t("builds on {name}", name=on), CELL_MUTED, on))
    if taken := facts.merged.get(note.id):
        pieces.append(Piece(also(facts, taken), CELL_MUTED))
    return pieces
