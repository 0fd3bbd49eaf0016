"""Personal pages as PDF, one file for each person who wants one. Loads reportlab, so only the worker does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from cocreate.export.facts import Facts
from cocreate.export.files import safe_name
from cocreate.export.options import ReportOptions
from cocreate.export.pdf import text as words
from cocreate.export.pdf.blocks import Block, Gap, Text
from cocreate.export.pdf.flow import Flow, room_of, width_of
from cocreate.export.pdf.parts.page_blocks import Density, Eyebrow, Section
from cocreate.export.pdf.pen import Pen
from cocreate.export.pdf.pictures import Picture, logo
from cocreate.export.pdf.post import finish
from cocreate.export.pdf.style import (
    ACCENT,
    BODY,
    CELL,
    CELL_BOLD,
    CELL_MUTED,
    H1,
    LEAD,
    LINE,
    MARGIN,
    MUTED,
    SIZES,
    SMALL,
    Size,
    Style,
    palette,
)
from cocreate.export.pdf.table import Cell, Piece, Row, Table
from cocreate.export.redact import withheld
from cocreate.export.takeaway import Decided, Takeaway, takeaway
from cocreate.export.wording import as_moment, last_change, say_date
from cocreate.model.snapshot import Participant, WorkshopSnapshot
from cocreate.words import Words
from cocreate.words import words as words_of

FOOTER = Style(7.5, 10, colour=MUTED)
MOST = 420  # characters of an idea: the report has the rest
DENSITIES = (  # of text, of its leading; padding of rows; air between sections
    (1.1, 1.08, 6.0, 24.0), (1.0, 1.0, 4.6, 18.0), (0.95, 0.94, 3.4, 14.0), (0.88, 0.86, 2.2, 10.0),
)  # fmt: skip


@dataclass(frozen=True)
class _Frame:
    """What all pages of one run share."""

    title: str
    date: str
    state: str
    is_draft: bool
    logo: Picture | None
    options: ReportOptions
    moment: datetime

    @property
    def paper(self) -> Size:
        return SIZES[self.options.paper]


def build_takeaways(
    snapshot: WorkshopSnapshot, people: Sequence[str], options: ReportOptions, *, when: str | int | None = None,
    progress: Callable[[float], None] | None = None,
) -> dict[str, bytes]:  # fmt: skip
    """File name to PDF, for these participants (ids) and nobody else: ask them first.

    The same arguments give the same bytes. With `anonymous` no idea is tied to a name, so the page says only what the
    person takes on and what was decided. `progress` may raise to end the work. FileTrouble for an unreadable logo.
    """
    t = words_of(options.language)
    facts = Facts(snapshot, t, anonymous=options.anonymous)
    frame = _frame(facts, options, when, is_draft=bool(withheld(snapshot)) or not snapshot.outcomes)
    wanted = [p for p in snapshot.participants if p.id in people]
    names = file_names(wanted, t)
    made: dict[str, bytes] = {}
    for n, person in enumerate(wanted):
        made[names[person.id]] = _build(takeaway(facts, person), frame, t)
        if progress is not None:
            progress((n + 1) / len(wanted))
    return made


def file_names(people: Sequence[Participant], t: Words) -> dict[str, str]:
    """Participant id to a file name that every system takes; equal names are told apart by a number."""
    out: dict[str, str] = {}
    taken: set[str] = set()
    for person in people:
        stem = name = safe_name(person.name, t("participant"))
        n = 1
        while name.casefold() in taken:
            n += 1
            name = f"{stem} {n}"
        taken.add(name.casefold())
        out[person.id] = f"{name}.pdf"
    return out


def _frame(facts: Facts, options: ReportOptions, when: str | int | None, *, is_draft: bool) -> _Frame:
    t, shop = facts.t, facts.snapshot.workshop
    moment = as_moment(when) if when is not None else last_change(facts.snapshot)
    title = words.one_line(shop.title) or words.one_line(shop.question) or t("Untitled workshop")
    date = say_date(t, shop.held_on or moment.date().isoformat())
    badge = logo(options.logo) if options.logo else None
    return _Frame(title, date, t("Draft") if is_draft else t("Final"), is_draft, badge, options, moment)


def _build(page: Takeaway, frame: _Frame, t: Words) -> bytes:
    pen = Pen(palette(frame.options.accent))
    Flow(pen, _Footer(f"{frame.title} · {frame.date} · {frame.state}"), frame.paper).run(_fitted(page, frame, t))
    title = t("{title}: for {name}", title=frame.title, name=page.person)
    return finish(
        pen.finish(), pen.tags, title=title, subject=t("Personal take-away"), creator="CoCreate", language=t.language,
        moment=frame.moment,
    )  # fmt: skip


def _fitted(page: Takeaway, frame: _Frame, t: Words) -> list[Block]:
    """The most spacious layout that fits one page; who brought more than fits gets a second page."""
    width, room = width_of(frame.paper), room_of(frame.paper)
    for density in (Density(*d) for d in DENSITIES):
        blocks = _blocks(page, frame, t, density)
        if sum(b.height(width) + (b.before if i else 0.0) for i, b in enumerate(blocks)) <= room:
            return blocks
    return _blocks(page, frame, t, Density(*DENSITIES[1]))


def _blocks(page: Takeaway, frame: _Frame, t: Words, d: Density) -> list[Block]:
    blocks: list[Block] = [
        Eyebrow(t("For you, from the workshop"), frame.state, d, frame.is_draft, frame.logo),
        Text(
            t("Thank you, {name}", name=page.person) if page.person else t("Thank you"), H1, "H1", place="page1",
            level=0, most=3,
        ),
        Text(f"{frame.title} · {frame.date}", SMALL, before=4, most=2),
        Text(page.lead, d.of(LEAD), before=10),
    ]  # fmt: skip
    if page.fates:
        rows = [
            Row((Cell.of(f.name, d.of(CELL_MUTED)), Cell((
                Piece(words.shortened(f.text, MOST), d.of(CELL_BOLD)), Piece(" ".join(f.lines), d.of(CELL_MUTED)),
            )))) for f in page.fates
        ]  # fmt: skip
        blocks += [Section(t("Your ideas, and what became of them"), "", d, d.air), _table(rows, d)]
    if page.promises:
        rows = [
            Row((Cell.of(p.name, d.of(CELL_MUTED)), Cell((
                Piece(p.text, d.of(CELL_BOLD)),
                *((Piece(t("First step: {text}", text=p.first_step), d.of(CELL_MUTED)),) if p.first_step else ()),
            )), Cell.of(p.due, d.of(CELL).ended()))) for p in page.promises
        ]  # fmt: skip
        blocks += [Section(t("What you take on"), "", d, d.air), Table((30, None, 96), rows, pad=d.pad, gap=8)]
    for title, theirs in ((t("What your ideas carry"), True), (t("The room also decided"), False)):
        found = [_decision(one, d) for one in page.decided if one.is_theirs is theirs]
        if not theirs and not any(one.is_theirs for one in page.decided):
            title = t("What the room decided")
        if found:
            blocks += [Section(title, "", d, d.air), _table(found, d)]
    blocks += [Text(page.more, d.of(CELL_MUTED), before=4)] if page.more else []
    close = " ".join(part for part in (t("Thank you for thinking along."), page.contact) if part)
    return [*blocks, Gap(d.air), Text(close, d.of(BODY).toned(ACCENT))]


def _decision(one: Decided, d: Density) -> Row:
    actions = tuple(Piece(text, d.of(CELL_MUTED)) for text in one.actions)
    return Row((Cell.of(one.name, d.of(CELL_MUTED)), Cell((Piece(one.text, d.of(CELL_BOLD)), *actions))))


def _table(rows: list[Row], d: Density) -> Table:
    return Table((30, None), rows, pad=d.pad, gap=8)


class _Footer:
    """The running footer: workshop, date and state."""

    def __init__(self, said: str) -> None:
        self.said = said

    def __call__(self, pen: Pen) -> None:
        y, room = pen.height - MARGIN + 10, pen.width - 2 * MARGIN
        (line,) = words.break_lines(self.said, FOOTER, room, 1)
        with pen.decoration("Pagination"):
            pen.line(MARGIN, y - 12, pen.width - MARGIN, y - 12, LINE, 0.6)
            pen.text(MARGIN, y, line, FOOTER)
