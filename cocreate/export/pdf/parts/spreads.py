"""How the room is spread over a scale: a column per step for each option, the counts in words. Never a lone average."""

from __future__ import annotations

from cocreate.export.facts import Facts, Vote
from cocreate.export.pdf import text as words
from cocreate.export.pdf.blocks import Block, Gap, Text
from cocreate.export.pdf.pen import Pen
from cocreate.export.pdf.style import ACCENT, ACCENT_PALE, CELL, H3, LINE, SMALL
from cocreate.export.pdf.table import Art, Cell, Piece, Row, Table
from cocreate.export.verdict import Spread, spread_words, verdict
from cocreate.voting.methods import COMFORTABLE

WIDE, HIGH, PAD = 120.0, 20.0, 4.0  # of the columns, in points
MOST = 30  # options


def spreads(facts: Facts, vote: Vote) -> list[Block]:
    """A row for each option and criterion of a vote on a scale; nothing for other votes."""
    t, held = facts.t, vote.round
    found = [line for line in verdict(facts.snapshot, held, t).lines if any(s.quartiles for s in line.spreads)]
    comfortable = COMFORTABLE.get(held.method, 0)
    rows = [
        Row((
            Cell.of(words.shortened(line.title, 140) if n == 0 else "", CELL),
            Cell(art=_columns(spread, comfortable)),
            Cell((Piece(spread_words(t, spread), CELL), Piece(_counts(facts, spread), SMALL))),
        ), is_ruled=n == len(line.spreads) - 1)
        for line in found[:MOST]
        for n, spread in enumerate(line.spreads)
    ]  # fmt: skip
    if not rows:
        return []
    head = Text(t("Spread"), H3, "H3", before=14, keeps=True)
    return [head, Gap(2), Table((None, WIDE, 190), rows, pad=PAD, gap=14)]


def _counts(facts: Facts, spread: Spread) -> str:
    """`0 to 5: 0, 0, 0, 2, 3, 1`: the columns in words."""
    high = spread.low + len(spread.counts) - 1
    return facts.t("{low} to {high}: {counts}", low=spread.low, high=high, counts=", ".join(map(str, spread.counts)))


def _columns(spread: Spread, comfortable: int) -> Art:
    """Voters per step, lowest first; steps with which a person does not go along are paler."""

    def paint(pen: Pen, x: float, y: float, width: float) -> None:
        step, most = width / len(spread.counts), max(*spread.counts, 1)
        base = y + PAD + HIGH
        for k, people in enumerate(spread.counts):
            left, wide = x + k * step + 1, step - 2
            pen.rect(left, base - 1.2, wide, 1.2, fill=LINE)
            if people:
                high = max(2.0, HIGH * people / most)
                colour = ACCENT if spread.low + k >= comfortable else ACCENT_PALE
                pen.rect(left, base - high, wide, high, fill=colour, radius=1)

    return paint
