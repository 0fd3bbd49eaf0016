"""Each decision with what it rests on: ideas, themes, the vote, and what follows from it."""

from __future__ import annotations

from collections.abc import Sequence

from cocreate.export.ballot_words import method_name
from cocreate.export.facts import Facts
from cocreate.export.pdf import text as words
from cocreate.export.pdf.blocks import Block, Gap, Text, Turn
from cocreate.export.pdf.parts.common import PART_ROOM, opening
from cocreate.export.pdf.style import BODY, CELL, CELL_BOLD, CELL_MUTED, DANGER, H2, LABEL, SMALL, Style
from cocreate.export.pdf.table import Cell, Piece, Row, Table
from cocreate.export.wording import listed, number, say_date, turnout
from cocreate.model.snapshot import ActionItem, Note, Outcome

MOST, MOST_NAMES = 12, 24  # grounds listed per decision, numbers of ideas per theme
PAGE = 34.0  # width of the column of pages
ACCEPTED = ("AcceptClusters",)  # the command that takes over a proposal of the software
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
    rows = [*_grounds(facts, outcome), *_grouped(facts, outcome), *_vote(facts, outcome), *_items(facts, outcome)]
    return [*blocks, Gap(6), Table((96, None, PAGE), rows, pad=3.4)]


def _grounds(facts: Facts, outcome: Outcome) -> list[Row]:
    """A row per theme or idea, with the page where it stands; below a theme the numbers of its ideas."""
    t, grounds = facts.t, facts.ground(outcome)
    if not grounds:
        return [_line(t("Rests on"), [Piece(t("Nothing is linked as evidence."), CELL_MUTED)])]
    rows = []
    for n, g in enumerate(grounds[:MOST]):
        title = words.shortened(g.title, 140)
        place = f"theme-{g.subject_id}" if g.is_theme else g.name
        said = t("Theme {name}: {title}", name=g.name, title=title) if g.is_theme else f"{g.name} · {title}"
        pieces = [Piece(said, CELL, place)]
        if g.is_theme and (ideas := facts.gathered(g)):
            pieces.append(Piece(also_named(facts, ideas), SMALL))
        rows.append(_line(t("Rests on") if n == 0 else "", pieces, place, is_ruled=n == len(grounds) - 1))
    if len(grounds) > MOST:
        rows.append(_line("", [Piece(t("{n} more", n=len(grounds) - MOST), CELL_MUTED)]))
    return rows


def also_named(facts: Facts, notes: Sequence[Note]) -> str:
    """The numbers of ideas, as many as a line or two hold."""
    names = [facts.names[n.id] for n in facts.ranked(tuple(notes))]
    if len(names) > MOST_NAMES:
        return ", ".join([*names[:MOST_NAMES], facts.t("{n} more", n=len(names) - MOST_NAMES)])
    return ", ".join(names)


def _grouped(facts: Facts, outcome: Outcome) -> list[Row]:
    """Who put these ideas together: people by hand, or a proposal that somebody accepted, and when."""
    t = facts.t
    notes = {n.id for g in facts.ground(outcome) if g.is_theme for n in facts.gathered(g)}
    found = [facts.placings[note] for note in notes if note in facts.placings]
    if not found:
        return []
    proposed = sum(p.label in ACCEPTED for p in found)
    by_hand = len(found) - proposed
    said = [t("{n} by hand", n=number(t, by_hand))] if by_hand else []
    if proposed:
        said.append(t("{n} by a proposal that was accepted", n=number(t, proposed)))
    day = say_date(t, max(p.at for p in found))
    text = t("Ideas put into their themes: {said}; the last on {date}.", said=listed(t, said), date=day)
    return [_line(t("Grouped"), [Piece(text, CELL)])]


def _line(label: str, pieces: Sequence[Piece], place: str = "", is_ruled: bool = True) -> Row:
    """Label, words, and the page of the place they lead to."""
    page = Cell((Piece("", CELL_MUTED.ended(), place, page_of=place),)) if place else Cell()
    return Row((Cell.of(label, _SIDE), Cell(tuple(pieces)), page), is_ruled=is_ruled)


def _vote(facts: Facts, outcome: Outcome) -> list[Row]:
    t, support = facts.t, facts.support(outcome)
    if support is None:
        return [_line(t("Voting round"), [Piece(t("No vote is linked"), CELL_MUTED)])]
    vote, standings = support
    place = f"vote-{vote.round.id}"
    pieces = [
        Piece(words.one_line(vote.round.title) or t("Untitled"), CELL_BOLD, place),
        Piece(f"{method_name(t, vote.round.method)}. {turnout(t, vote.round)}", SMALL),
    ]
    for s in standings[:MOST]:
        title = words.shortened(s.title, 80)
        if s.is_tied:
            said = t("Shared rank {rank}: {title}, {score}", rank=s.rank, title=title, score=s.score)
        else:
            said = t("Rank {rank}: {title}, {score}", rank=s.rank, title=title, score=s.score)
        pieces.append(Piece(f"{said} ({s.firmness})" if s.firmness else said, CELL))
    return [_line(t("Voting round"), pieces, place)]


def _items(facts: Facts, outcome: Outcome) -> list[Row]:
    t, items = facts.t, facts.items_of(outcome.id)
    if not items:
        return [_line(t("Action items"), [Piece(t("No action item follows from it yet."), CELL_MUTED)])]
    return [_line(t("Action items") if n == 0 else "", _item(facts, item, named=True)) for n, item in enumerate(items)]


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
