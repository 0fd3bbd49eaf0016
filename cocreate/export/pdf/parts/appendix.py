"""Every idea by number, word for word, with theme, author and points; merged ideas point at each other."""

from __future__ import annotations

from dataclasses import dataclass, replace

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

MANY = 300  # ideas: from then on a row is as low as its words
MOST_OUTCOMES = 3  # named in a row; the decisions name their ideas
MOST_BREAKS = 40  # a text in more lines is set run-on: every word stays, but it does not fill a hundred pages


@dataclass(frozen=True)
class _Shown:
    """Which columns have something to say."""

    theme: bool
    author: bool
    outcomes: bool
    points: bool
    is_pointed: bool
    theme_lines: int  # of a title; its number says which one it is


def appendix(facts: Facts) -> list[Block]:
    """Removed ideas too: a number is given once, and each of them can be looked up."""
    live = facts.snapshot.ideas
    every = sorted((*live, *facts.removed), key=lambda n: (n.number, facts.names[n.id]))
    if not every:
        return []
    t = facts.t
    shown = _Shown(
        bool(facts.themes), any(facts.author(n) for n in every), any(facts.outcomes_of(n) for n in live),
        any(facts.standing(n.id) is not None for n in live), facts.is_pointed(live),
        1 if len(every) > MANY else 2,
    )  # fmt: skip
    head, columns = _columns(facts, shown)
    rows = [_row(facts, note, shown, is_removed=note.removed) for note in every]
    ends = frozenset({len(head) - 1}) if shown.points else frozenset()
    lead = t("{ideas}, by number.", ideas=count_ideas(t, len(live)))
    if facts.removed:
        said = t.plural("{n} idea was removed.", "{n} ideas were removed.", n=len(facts.removed))
        lead = f"{lead} {said}"
    return [
        Turn(PART_ROOM),
        *opening(t("All ideas"), "ideas", lead),
        Table(columns, rows, head, pad=4, gap=10, ends=ends),
    ]


def _columns(facts: Facts, shown: _Shown) -> tuple[list[str], list[float | None]]:
    """Titles and widths."""
    t = facts.t
    head, columns = ["", t("Idea, as written")], [46.0, None]
    optional = (
        (shown.theme, t("Theme"), 100.0 if shown.author else 124.0),
        (shown.author, t("Author"), 66.0),
        (shown.outcomes, t("Leads to"), 36.0),
        (shown.points, t("Points") if shown.is_pointed else t("Result"), 34.0 if shown.is_pointed else 74.0),
    )
    for is_there, title, width in optional:
        if is_there:
            head.append(title)
            columns.append(width)
    return head, columns


def _row(facts: Facts, note: Note, shown: _Shown, is_removed: bool) -> Row:
    t, name = facts.t, facts.names[note.id]
    pieces = _words(facts, note)
    if is_removed:
        pieces = [*(replace(p, style=CELL_MUTED) for p in pieces), Piece(t("removed"), CELL_BOLD.toned(MUTED))]
    cells = [Cell.of(name, CELL_MUTED if is_removed else CELL_BOLD), Cell(tuple(pieces))]
    if shown.theme:
        theme = facts.theme_of.get(note.id)
        label = f"{theme.number} · {words.shortened(theme.title, 60)}" if theme else ""
        cells.append(Cell.of(label, CELL_MUTED, theme_place(theme) if theme else "", shown.theme_lines))
    if shown.author:
        author = words.shortened(facts.author(note), 40)
        cells.append(Cell.of(author or t("anonymous"), CELL_MUTED))
    if shown.outcomes:
        cells.append(Cell(tuple(_outcomes(facts, note))))
    if shown.points:
        found = facts.standing(note.id)
        said = (found.amount if shown.is_pointed else found.figure) if found else ""
        style = CELL if found and found.has_votes else CELL.toned(MUTED)
        cells.append(Cell.of(said, style.ended()))
    return Row(tuple(cells), place=name)


def _outcomes(facts: Facts, note: Note) -> list[Piece]:
    """The way back: each decision that the idea is part of."""
    found = facts.outcomes_of(note)
    pieces = [Piece(facts.decision_name(o), CELL_MUTED, f"decision-{o.id}") for o in found[:MOST_OUTCOMES]]
    if len(found) > MOST_OUTCOMES:
        pieces.append(Piece(f"+ {len(found) - MOST_OUTCOMES}", CELL_MUTED))
    return pieces


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
