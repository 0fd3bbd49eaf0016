"""Each revealed vote: its rules and turnout in one line, a bar per option with points and people, ties said as ties."""

from __future__ import annotations

from cocreate.export.ballot_words import settings
from cocreate.export.facts import Facts, Standing, Vote
from cocreate.export.pdf import text as words
from cocreate.export.pdf.blocks import Block, Gap, Text, Turn
from cocreate.export.pdf.parts.common import PART_ROOM, bar, bar_columns, figure_cells, opening, rank_label, tie_words
from cocreate.export.pdf.parts.spreads import spreads
from cocreate.export.pdf.style import ACCENT, ACCENT_PALE, CELL, CELL_BOLD, CELL_MUTED, H2, LABEL, MUTED, SMALL, Style
from cocreate.export.pdf.table import Cell, Piece, Row, Table
from cocreate.export.record import record
from cocreate.export.verdict import POINTED
from cocreate.export.wording import minutes, points, say_date, turnout

_SIDE = Style(8, 12.2, "Inter-SemiBold", LABEL.colour)
FIRM = 84.0  # width of the column that says how firm
FIRM_STYLE = Style(8, CELL.leading, colour=MUTED)
MOST_TIES = 4  # said in words below the bars; the ranks show all of them
TOP_THEMES, TOP_IDEAS = 30, 15  # bars per vote; every idea's points stand in the list of all ideas


def votes(facts: Facts) -> list[Block]:
    if not facts.votes:
        return []
    t = facts.t
    lead = t("Votes are secret until they are revealed. What is level shares a rank; a tie is shown as a tie.")
    blocks: list[Block] = [Turn(PART_ROOM), *opening(t("Votes"), "votes", lead)]
    for n, vote in enumerate(facts.votes):
        blocks += [*([Gap(22)] if n else []), *_vote(facts, vote)]
    if facts.withheld:
        blocks += [Gap(16), Text(withheld_words(facts), SMALL)]
    return blocks


def withheld_words(facts: Facts) -> str:
    return facts.t.plural(
        "{n} vote is not revealed yet, so nothing of it is in this report.",
        "{n} votes are not revealed yet, so nothing of them is in this report.",
        n=facts.withheld,
    )


def _vote(facts: Facts, vote: Vote) -> list[Block]:
    t, round_ = facts.t, vote.round
    title = words.one_line(round_.title) or t("Untitled")
    said = [settings(t, round_), turnout(t, round_)]
    if lasted := minutes(t, round_.opened_at, round_.closed_at):
        said.append(t("Open for {time}.", time=lasted))
    if round_.revealed_at:
        said.append(t("Revealed on {date}.", date=say_date(t, round_.revealed_at)))
    most = TOP_IDEAS if round_.subject == "note" else TOP_THEMES
    shown = vote.standings[:most]
    top = max([s.points for s in shown] + [1])
    is_firm = any(s.firmness for s in shown)
    columns = bar_columns(vote, 88 if is_firm else 150)
    cut = round_.cut if 0 < round_.cut < len(shown) and vote.has_order else 0
    blocks: list[Block] = [
        Text(title, H2, "H2", place=f"vote-{round_.id}", level=1, keeps=True),
        Text(" ".join(said), SMALL, before=2, keeps=True),
        Gap(6),
        Table(
            (*columns, FIRM) if is_firm else columns,
            [_bar_row(s, top, len(columns), is_firm, is_cut=n == cut) for n, s in enumerate(shown, 1)], pad=4.6, gap=10,
        ),
    ]  # fmt: skip
    if is_firm and cut:
        meaning = t.plural(
            "The strong line is the cut after the first one; the last column says how surely an option stands on its"
            " side of it.",
            "The strong line is the cut after the first {n}; the last column says how surely an option stands on its"
            " side of it.", n=cut,
        )  # fmt: skip
        blocks.append(Text(meaning, SMALL, before=6))
    if rest := vote.standings[most:]:
        blocks.append(Text(_rest_words(facts, vote, rest), SMALL, before=6))
    for group in vote.ties[:MOST_TIES]:
        blocks.append(Text(tie_words(facts, group), SMALL, before=6))
    if (more := len(vote.ties) - MOST_TIES) > 0:
        further = t.plural("{n} more tie further down.", "{n} more ties further down.", n=more)
        blocks.append(Text(further, SMALL, before=6))
    if not any(s.has_votes for s in vote.standings):
        none = t("Nobody placed a dot.") if round_.method == "dots" else t("Nothing was chosen.")
        blocks.append(Text(none, SMALL, before=6))
    return [*blocks, *spreads(facts, vote), *_record(facts, vote)]


def _record(facts: Facts, vote: Vote) -> list[Block]:
    """The decision record: one line for each entry, the label in a quiet column."""
    rows = [
        Row((Cell.of(label, _SIDE), Cell(tuple(Piece(words.one_line(text), CELL) for text in lines))))
        for label, lines in record(facts.snapshot, vote.round, facts.t)
        if label != facts.t("Spread")  # it stands above, with its columns
    ]
    return [Gap(10), Table((70, None), rows, pad=3.6)] if rows else []


def _bar_row(s: Standing, top: int, columns: int, is_firm: bool, is_cut: bool) -> Row:
    is_idea = s.name.startswith("I-")
    style = CELL_BOLD if s.rank == 1 and s.has_votes else CELL
    title = words.shortened(s.title, 140)
    label = f"{title} · {s.name}" if is_idea else title
    place = s.name if is_idea else f"theme-{s.subject_id}" if s.name else ""
    colour = ACCENT if s.rank == 1 else ACCENT_PALE
    return Row((
        Cell.of(rank_label(s), CELL_MUTED),
        Cell.of(label, style if s.has_votes else CELL.toned(MUTED), place),
        Cell(art=bar(s.points / top, CELL.leading, 4.6, colour)),
        *figure_cells(s, columns, style, CELL_MUTED),
        *((Cell.of(s.firmness, FIRM_STYLE.ended()),) if is_firm else ()),
    ), is_cut=is_cut)  # fmt: skip


def _rest_words(facts: Facts, vote: Vote, rest: tuple[Standing, ...]) -> str:
    t = facts.t
    if vote.round.method not in POINTED:  # what else is counted does not add up
        return t.plural("{n} more option.", "{n} more options.", n=len(rest))
    total = points(t, sum(s.points for s in rest))
    return t.plural(
        "{n} more option with {points} together.",
        "{n} more options with {points} together.",
        n=len(rest),
        points=total,
    )
