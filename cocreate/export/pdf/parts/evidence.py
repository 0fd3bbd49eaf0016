"""Each decision with what it rests on: ideas, themes, the vote, and what follows from it."""

from __future__ import annotations

from cocreate.export.facts import Facts
from cocreate.export.pdf import text as words
from cocreate.export.pdf.blocks import Block, Gap, Text, Turn
from cocreate.export.pdf.parts.common import PART_ROOM, opening
from cocreate.export.pdf.style import BODY, CELL, CELL_BOLD, CELL_MUTED, DANGER, H2, LABEL, Style
from cocreate.export.pdf.table import Cell, Piece, Row, Table
from cocreate.export.wording import say_date
from cocreate.model.snapshot import ActionItem, Outcome

MOST = 12  # grounds listed per decision
_SIDE = Style(8, 12.2, "Inter-SemiBold", LABEL.colour)


def evidence(facts: Facts) -> list[Block]:
    outcomes, loose = facts.snapshot.outcomes, facts.items_of(None)
    if not outcomes and not any(i.first_step or i.success_sign for i in loose):
        return []
    t = facts.t
    lead = t("What each decision rests on, and what follows from it.")
    blocks: list[Block] = [Turn(PART_ROOM), *opening(t("Decisions and evidence"), "evidence", lead)]
    for n, outcome in enumerate(outcomes):
        blocks += _decision(facts, outcome, is_first=n == 0)
    if loose:
        title = t("Other action items") if outcomes else t("Action items")
        head = Text(title, H2, "H2", place="other-items", level=1, keeps=True, before=20 if outcomes else 0)
        rows = [Row((Cell.of(facts.item_name(i), _SIDE), Cell(_item(facts, i)))) for i in loose]
        blocks += [head, Gap(4), Table((96, None), rows, pad=5)]
    return blocks


def _decision(facts: Facts, outcome: Outcome, is_first: bool) -> list[Block]:
    title = f"{facts.decision_name(outcome)} · {words.one_line(outcome.text) or facts.t('Untitled')}"
    blocks: list[Block] = [
        Text(title, H2, "H2", place=f"decision-{outcome.id}", level=1, keeps=True, before=0 if is_first else 22)
    ]
    if outcome.detail.strip():
        blocks.append(Text(outcome.detail, BODY, before=3, keeps=True))
    rows = [*_grounds(facts, outcome), _vote(facts, outcome), *_items(facts, outcome)]
    return [*blocks, Gap(6), Table((96, None), rows, pad=5)]


def _grounds(facts: Facts, outcome: Outcome) -> list[Row]:
    t, grounds = facts.t, facts.ground(outcome)
    if not grounds:
        return [Row((Cell.of(t("Rests on"), _SIDE), Cell.of(t("Nothing is linked as evidence."), CELL_MUTED)))]
    pieces = [
        Piece(
            t("Theme {name}: {title}", name=g.name, title=words.shortened(g.title, 140)) if g.is_theme
            else f"{g.name} · {words.shortened(g.title, 140)}",
            CELL,
            f"theme-{g.subject_id}" if g.is_theme else g.name,
        )
        for g in grounds[:MOST]
    ]  # fmt: skip
    if len(grounds) > MOST:
        pieces.append(Piece(t("{n} more", n=len(grounds) - MOST), CELL_MUTED))
    return [Row((Cell.of(t("Rests on"), _SIDE), Cell(tuple(pieces))))]


def _vote(facts: Facts, outcome: Outcome) -> Row:
    t, support = facts.t, facts.support(outcome)
    if support is None:
        return Row((Cell.of(t("Voting round"), _SIDE), Cell.of(t("No vote is linked"), CELL_MUTED)))
    vote, standings = support
    pieces = [Piece(words.one_line(vote.round.title) or t("Untitled"), CELL_BOLD, f"vote-{vote.round.id}")]
    for s in standings[:MOST]:
        title = words.shortened(s.title, 80)
        if s.is_tied:
            said = t("Shared rank {rank}: {title}, {score}", rank=s.rank, title=title, score=s.score)
        else:
            said = t("Rank {rank}: {title}, {score}", rank=s.rank, title=title, score=s.score)
        pieces.append(Piece(said, CELL))
    return Row((Cell.of(t("Voting round"), _SIDE), Cell(tuple(pieces))))


def _items(facts: Facts, outcome: Outcome) -> list[Row]:
    t, items = facts.t, facts.items_of(outcome.id)
    if not items:
        return [Row((Cell.of(t("Action items"), _SIDE), Cell.of(t("No action item follows from it yet."), CELL_MUTED)))]
    return [
        Row((Cell.of(t("Action items") if n == 0 else "", _SIDE), Cell(_item(facts, item, named=True))))
        for n, item in enumerate(items)
    ]


def _item(facts: Facts, item: ActionItem, named: bool = False) -> tuple[Piece, ...]:
    t = facts.t
    title = words.one_line(item.text) or t("Untitled")
    pieces = [Piece(f"{facts.item_name(item)} · {title}" if named else title, CELL_BOLD)]
    owner, due = words.one_line(facts.owner(item)), say_date(t, item.due) if item.due else ""
    if owner and due:
        pieces.append(Piece(t("{owner}, by {date}", owner=owner, date=due), CELL))
    else:
        if owner or due:
            pieces.append(Piece(owner or t("by {date}", date=due), CELL))
        missing = (
            t("owner and date open") if not owner and not due else t("owner open") if not owner else t("date open")
        )
        pieces.append(Piece(missing, CELL_BOLD.toned(DANGER)))
    if item.first_step.strip():
        pieces.append(Piece(t("First step: {text}", text=words.one_line(item.first_step)), CELL_MUTED))
    if item.success_sign.strip():
        pieces.append(Piece(t("Sign of success: {text}", text=words.one_line(item.success_sign)), CELL_MUTED))
    return tuple(pieces)
