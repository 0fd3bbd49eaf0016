"""The report as a whole: which parts, in which order, until page numbers hold. A snapshot in, a PDF out."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from importlib import metadata

from cocreate.export.bundle import workshop_json
from cocreate.export.facts import NO_TRAIL, Facts
from cocreate.export.options import ReportOptions, Template
from cocreate.export.pdf import text as words
from cocreate.export.pdf.blocks import Block, Text, Turn
from cocreate.export.pdf.flow import Flow
from cocreate.export.pdf.parts.appendix import appendix
from cocreate.export.pdf.parts.board import board
from cocreate.export.pdf.parts.contents import contents
from cocreate.export.pdf.parts.evidence import evidence
from cocreate.export.pdf.parts.method import method
from cocreate.export.pdf.parts.page_one import Head, page_one
from cocreate.export.pdf.parts.thanks import thanks
from cocreate.export.pdf.parts.themes import themes
from cocreate.export.pdf.parts.votes import votes
from cocreate.export.pdf.pen import Pen
from cocreate.export.pdf.pictures import Gallery, logo
from cocreate.export.pdf.post import finish
from cocreate.export.pdf.style import LINE, MARGIN, MUTED, SIZES, WARN, Size, Style, palette
from cocreate.export.redact import withheld
from cocreate.export.wording import as_moment, last_change, say_date
from cocreate.model.snapshot import WorkshopSnapshot
from cocreate.model.trail import Trail
from cocreate.words import words as words_of

Progress = Callable[[float], None]
STANDARD = ReportOptions()
NO_PICTURES: Mapping[str, bytes] = {}
FOOTER = Style(7.5, 10, colour=MUTED)
MOST_PASSES = 5
LEAST_PARTS = 4  # from so many parts on there is a page of contents


def build_pdf(
    snapshot: WorkshopSnapshot, options: ReportOptions = STANDARD, *, draft: bool | None = None,
    when: str | int | None = None, trail: Trail = NO_TRAIL, pictures: Mapping[str, bytes] = NO_PICTURES,
    progress: Progress | None = None,
) -> bytes:  # fmt: skip
    """The outcome report. The same arguments give the same bytes on every machine. FileTrouble for an unreadable logo.

    `when`, an ISO date or milliseconds since 1970, dates the file; without it the last change of the workshop does.
    `trail` is what the journal adds: removed ideas for the list of all ideas, and who grouped what.
    `pictures` holds the bytes of attachments by digest: the first one of a note is shown on the board.
    It says "Draft" while a vote is under way or nothing is decided, unless `draft` says it. `progress` gets a share
    from 0 to 1 once per page; what it raises ends the work.
    """
    t, paper = words_of(options.language), SIZES[options.paper]
    badge = logo(options.logo) if options.logo else None
    if draft is None:
        draft = bool(withheld(snapshot)) or not snapshot.outcomes
    facts = Facts(snapshot, t, anonymous=options.hides_authors, trail=trail)
    moment = as_moment(when) if when is not None else last_change(facts.snapshot)
    shop = facts.snapshot.workshop
    date = say_date(t, shop.held_on or moment.date().isoformat())
    state = t("Draft") if draft else t("Final")
    title = words.one_line(shop.title) or words.one_line(shop.question) or t("Untitled workshop")
    software = _software()
    source = workshop_json(facts.snapshot)
    digest = hashlib.sha256(source).hexdigest()

    tell = _Told(progress, guess=6 + len(snapshot.notes) // 12)
    furniture = _Footer(words.in_a_row((title, date, state)), draft, tell)
    gallery = Gallery(facts.snapshot.attachments if options.template != "executive" else (), pictures)
    head = Head(state, date, draft, badge)
    parts = _parts(facts, options.template, head, paper, gallery, software=software, digest=digest)
    pages: dict[str, int] = {}
    for _ in range(MOST_PASSES):
        tell.start_pass()
        pen = Pen(palette(options.accent), pages)
        Flow(pen, furniture, paper).run(_story(facts, parts, pages, paper))
        found = {name: page + 1 for name, (page, _) in pen.tags.places.items()}
        if found == pages and furniture.total == pen.page + 1:
            break
        pages, furniture.total = found, pen.page + 1
    pen.tags.drop_dead_links()
    raw = pen.finish()
    tell(0.9)
    done = finish(
        raw, pen.tags, title=t("{title}: workshop outcome", title=title), subject=t("Workshop outcome"),
        creator=software, language=t.language, moment=moment,
        workshop=source if options.template == "full" else None,
    )  # fmt: skip
    tell(1.0)
    return done


def _software() -> str:
    try:
        return f"CoCreate {metadata.version('cocreate')}"
    except metadata.PackageNotFoundError:  # run from a checkout that was never installed
        return "CoCreate"


def _parts(
    facts: Facts, template: Template, head: Head, paper: Size, gallery: Gallery, *, software: str, digest: str
) -> tuple[list[Block], list[Block]]:
    """Page 1 with its continuation, and all that follows."""
    if template == "executive":
        return page_one(facts, head, paper), []
    if template == "participants":
        return thanks(facts, head), [*board(facts, paper, gallery, is_home=True), *appendix(facts)]
    rest = [
        *board(facts, paper, gallery), *votes(facts), *themes(facts), *evidence(facts),
        *method(facts, date=head.date, software=software, digest=digest), *appendix(facts),
    ]  # fmt: skip
    return page_one(facts, head, paper), rest


def _story(facts: Facts, parts: tuple[list[Block], list[Block]], pages: Mapping[str, int], paper: Size) -> list[Block]:
    first, rest = parts
    if not rest:
        return first
    rest = [Turn(), *rest]
    if sum(isinstance(b, Text) and b.level == 0 for b in rest) < LEAST_PARTS:
        return [*first, *rest]  # a few pages need no contents
    return [*first, *contents(facts, [*first, *rest], pages, paper), *rest]


class _Told:
    """Progress that only grows: the first pass counts for half of the work, the second for most of the rest."""

    def __init__(self, progress: Progress | None, guess: int) -> None:
        self._progress, self._guess = progress, guess
        self._pass, self._page, self._last = 0, 0, 0.0

    def start_pass(self) -> None:
        if self._page:
            self._guess = self._page
        self._pass, self._page = self._pass + 1, 0

    def page(self) -> None:
        self._page += 1
        done = min(self._page / self._guess, 1.0)
        self((0.0, 0.45, 0.65, 0.75, 0.8)[self._pass - 1] + done * (0.45, 0.2, 0.1, 0.05, 0.05)[self._pass - 1])

    def __call__(self, share: float) -> None:
        self._last = max(self._last, share)
        if self._progress:
            self._progress(self._last)


class _Footer:
    """The running footer: title, date and state, page of pages."""

    def __init__(self, said: str, draft: bool, tell: _Told) -> None:
        self.said, self.draft, self.tell = said, draft, tell
        self.total = 0

    def __call__(self, pen: Pen) -> None:
        self.tell.page()
        y = pen.height - MARGIN + 10
        style = FOOTER.toned(WARN) if self.draft else FOOTER
        room = pen.width - 2 * MARGIN
        (line,) = words.break_lines(self.said, style, room - 70, 1)
        with pen.decoration("Pagination"):
            pen.line(MARGIN, y - 12, pen.width - MARGIN, y - 12, LINE, 0.6)
            pen.text(MARGIN, y, line, style)
            pen.text(MARGIN, y, f"{pen.page + 1} / {self.total or '?'}", FOOTER.ended(), room=room)
