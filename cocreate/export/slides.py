"""A workshop as PPTX: a summary, the vote, a slide for each theme; native shapes whose words can be edited."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Pt

from cocreate.export import office
from cocreate.export.clean import shown_line
from cocreate.export.facts import Facts, Standing, Theme
from cocreate.export.pdf.style import ACCENT, ACCENT_PALE, INK, LINE, MUTED, note_edge, palette
from cocreate.export.wording import ideas as count_ideas
from cocreate.export.wording import say_date
from cocreate.model.snapshot import Note

WIDE, HIGH = 960.0, 540.0  # points: 16 to 9
LEFT, RIGHT, TOP, BOTTOM = 48.0, WIDE - 48.0, 40.0, 484.0
FOOT = 500.0
BOLD = 1.16  # bold type is so much wider
GUTTER = 40.0
TITLE_SIZES, TEXT_SIZES = (30, 26, 22, 19), (16, 15, 14, 13, 12)
MOST_BARS = 10
LANGUAGES = {"nl": MSO_LANGUAGE_ID.DUTCH, "en": MSO_LANGUAGE_ID.ENGLISH_UK}


@dataclass(frozen=True)
class Run:
    text: str
    size: float
    colour: str = INK
    is_bold: bool = False


Paragraph = Sequence[Run]


def workshop_pptx(facts: Facts, accent: str | None = None) -> bytes:
    """16 to 9. The colour of marks and bars is the one of the report."""
    deck = _Deck(facts, accent)
    deck.summary()
    deck.vote()
    for theme in facts.themes:
        deck.theme(theme)
    return deck.bytes()


class _Deck:
    def __init__(self, facts: Facts, accent: str | None) -> None:
        self.facts, self.t = facts, facts.t
        self.palette = palette(accent)
        self.file = Presentation()
        self.file.slide_width, self.file.slide_height = Pt(WIDE), Pt(HIGH)
        self.layout = self.file.slide_layouts.get_by_name("Title Only")
        office.stamp(self.file.core_properties, facts)

    def bytes(self) -> bytes:
        out = io.BytesIO()
        self.file.save(out)
        return office.repacked(out.getvalue())

    # ---- slides

    def summary(self) -> None:
        """Question, decisions, who does what by when, and what is asked."""
        facts, t = self.facts, self.t
        slide, body = self._slide(office.title_of(facts), office.about(facts))
        asked = shown_line(facts.snapshot.workshop.request)
        bottom = BOTTOM
        if asked:
            width = RIGHT - LEFT - 28
            asked = office.shortened(f"{t('What is asked of you')}: {asked}", 15, width, 3)
            tall = office.height([asked], 15, width) + 20
            bottom -= tall + 14
            self._rectangle(slide, LEFT, BOTTOM - tall, 4, tall, self.palette[ACCENT])
            self._text(slide, LEFT + 18, BOTTOM - tall + 8, width, tall - 10, [[Run(asked, 15)]])
        half = (RIGHT - LEFT - GUTTER) / 2
        decided = [(facts.decision_name(o), shown_line(o.text), "") for o in facts.snapshot.outcomes]
        self._list(slide, LEFT, body, half, bottom, t("Decisions"), decided, t("No decision recorded yet."))
        items = [
            (facts.item_name(i), shown_line(i.text), self._who(i.due, facts.owner(i)))
            for i in facts.snapshot.action_items
            if i.state != "dropped"
        ]
        nothing = t("No action item recorded yet.")
        self._list(slide, LEFT + half + GUTTER, body, half, bottom, t("Action items"), items, nothing)

    def _who(self, due: str, owner: str) -> str:
        return f"{shown_line(owner) or self.t('nobody yet')}, {say_date(self.t, due) if due else self.t('no date yet')}"

    def vote(self) -> None:
        """The newest vote as bars, the first ten."""
        found = self.facts.latest
        if found is None:
            return
        shown = found.standings[:MOST_BARS]
        title = shown_line(found.round.title) or self.t("Votes")
        slide, body = self._slide(title, self.t("What the vote said"))
        self._bars(slide, LEFT, body, RIGHT - LEFT, BOTTOM - body, shown, "")

    def theme(self, theme: Theme) -> None:
        """Title, summary, the ideas with most support, and how the theme stands among the others."""
        facts, t = self.facts, self.t
        standing = facts.standing(theme.cluster.id)
        said = [t("Theme {n} of {all}", n=theme.number, all=len(facts.themes)), count_ideas(t, len(theme.notes))]
        if standing is not None and standing.has_votes:
            said.append(standing.score)
        slide, top = self._slide(theme.title, " · ".join(said), note_edge(theme.cluster.colour))
        own = theme.cluster.id
        vote = next((v for v in reversed(facts.votes) if any(s.subject_id == own for s in v.standings)), None)
        summary = shown_line(theme.cluster.summary)
        width = RIGHT - LEFT
        if vote is not None:
            width = 508.0
            side = LEFT + width + GUTTER
            bars = _around(vote.standings, own)
            self._bars(slide, side, top, RIGHT - side, BOTTOM - top, bars, own)
        if summary:
            summary = office.shortened(summary, 15, width, 3)
            tall = office.height([summary], 15, width)
            self._text(slide, LEFT, top, width, tall, [[Run(summary, 15, MUTED)]])
            top += tall + 18
        self._ideas(slide, theme, top, width)

    def _ideas(self, slide: Any, theme: Theme, top: float, width: float) -> None:
        """As many as fit in a size that can be read from a chair; the rest is counted."""
        notes, room, gap = self.facts.ranked(theme.notes), BOTTOM - top, 7.0
        cells = [(shown_line(n.text) or self.t("(no text)"), self._remark(n)) for n in notes]
        size, shown = _fitting(cells, width, room, gap)
        paragraphs = [_entry(text, remark, size, width) for text, remark in cells[:shown]]
        if shown < len(cells):
            more = len(cells) - shown
            said = self.t.plural("and {n} more idea", "and {n} more ideas", n=more)
            paragraphs.append([Run(said, size, MUTED)])
        if paragraphs:
            self._text(slide, LEFT, top, width, room, paragraphs, gap)

    def _remark(self, note: Note) -> str:
        found = self.facts.standing(note.id)
        said = found.figure if found is not None and found.has_votes else ""
        name = self.facts.names[note.id].replace("-", "\u2011")  # one word, also at the end of a line
        return " · ".join(part for part in (name, said) if part)

    # ---- parts

    def _slide(self, title: str, above: str, colour: str = "") -> tuple[Any, float]:
        """A slide with its head and foot, and where its body begins."""
        slide = self.file.slides.add_slide(self.layout)
        for placeholder in list(slide.placeholders):
            if placeholder.placeholder_format.idx != 0:
                placeholder._element.getparent().remove(placeholder._element)
        width = RIGHT - LEFT
        self._rectangle(slide, 0, 0, WIDE, 10, colour or self.palette[ACCENT])
        above = office.shortened(above, 13 * BOLD, width, 1)
        self._text(slide, LEFT, TOP - 8, width, 18, [[Run(above, 13, self.palette[ACCENT], True)]])
        size = next((s for s in TITLE_SIZES if office.lines(title, s * BOLD, width) <= 2), TITLE_SIZES[-1])
        title = office.shortened(title, size * BOLD, width, 2)
        tall = office.height([title], size * BOLD, width)
        frame = slide.shapes.title
        frame.left, frame.top, frame.width, frame.height = Pt(LEFT), Pt(TOP + 14), Pt(width), Pt(tall)
        self._fill(frame.text_frame, [[Run(title, size, INK, True)]], 0)
        foot = office.shortened(office.about(self.facts), 10, width - 80, 1)
        self._text(slide, LEFT, FOOT, width - 80, 16, [[Run(foot, 10, MUTED)]])
        self._number(slide)
        return slide, TOP + 14 + tall + 18

    def _number(self, slide: Any) -> None:
        """The slide's number as a field, so that it stays right when slides are moved."""
        box = self._text(slide, RIGHT - 60, FOOT, 60, 16, [[Run(str(len(self.file.slides)), 10, MUTED)]])
        run = box.text_frame.paragraphs[0]._p.find(qn("a:r"))
        run.tag = qn("a:fld")
        run.set("id", "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}")
        run.set("type", "slidenum")
        box.text_frame.paragraphs[0].alignment = PP_ALIGN.RIGHT

    def _list(
        self, slide: Any, x: float, y: float, width: float, bottom: float, head: str, rows: list[tuple[str, str, str]],
        nothing: str,
    ) -> None:  # fmt: skip
        """A heading and its lines, in the largest size in which they fit."""
        self._text(slide, x, y, width, 22, [[Run(head, 16, self.palette[ACCENT], True)]])
        top, gap = y + 30, 8.0
        cells = [(f"{name}  {text}", remark) for name, text, remark in rows]
        size, shown = _fitting(cells, width, bottom - top, gap)
        paragraphs = [_entry(text, remark, size, width) for text, remark in cells[:shown]]
        if shown < len(cells):
            paragraphs.append([Run(self.t("and {n} more", n=len(cells) - shown), size, MUTED)])
        self._text(slide, x, top, width, bottom - top, paragraphs or [[Run(nothing, 14, MUTED)]], gap)

    def _bars(
        self, slide: Any, x: float, y: float, width: float, tall: float, rows: Sequence[Standing], own: str
    ) -> None:
        """A title, a bar and a figure for each; the bar of `own` is strong, without it that of every option."""
        step = min(tall / max(len(rows), 1), 46.0)
        size = (12.0 if own else 14.0) if step > 36 else 11.0
        most = max([s.points for s in rows] + [1])
        figure = 76.0 if own else 120.0
        for k, s in enumerate(rows):
            top = y + k * step
            is_strong, is_own = own in ("", s.subject_id), own == s.subject_id
            wide = size * BOLD if is_own else size
            room = width - figure - 8
            title = office.shortened(f"{s.rank}.  {shown_line(s.title)}", wide, room, 1)
            line = size * office.LEADING
            self._text(slide, x, top, room, line, [[Run(title, size, INK, is_own)]])
            said = s.figure if office.lines(s.figure, size * BOLD, figure) == 1 else s.amount
            box = self._text(slide, x + width - figure, top, figure, line, [[Run(said, size, INK, is_strong)]])
            box.text_frame.paragraphs[0].alignment = PP_ALIGN.RIGHT
            colour = self.palette[ACCENT if is_strong else ACCENT_PALE] if s.points > 0 else LINE
            self._rectangle(slide, x, top + line + 2, max(width * max(s.points, 0) / most, 2.0), 8, colour)

    def _rectangle(self, slide: Any, x: float, y: float, width: float, tall: float, colour: str) -> None:
        shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, Pt(x), Pt(y), Pt(width), Pt(tall))
        shape.fill.solid()
        shape.fill.fore_color.rgb = _rgb(colour)
        shape.line.fill.background()
        shape.shadow.inherit = False

    def _text(
        self, slide: Any, x: float, y: float, width: float, tall: float, paragraphs: Sequence[Paragraph], gap: float = 0
    ) -> Any:
        box = slide.shapes.add_textbox(Pt(x), Pt(y), Pt(width), Pt(tall))
        self._fill(box.text_frame, paragraphs, gap)
        return box

    def _fill(self, frame: Any, paragraphs: Sequence[Paragraph], gap: float) -> None:
        frame.word_wrap = True
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        frame.vertical_anchor = MSO_ANCHOR.TOP
        for k, runs in enumerate(paragraphs):
            paragraph = frame.paragraphs[0] if k == 0 else frame.add_paragraph()
            paragraph.alignment, paragraph.space_after = PP_ALIGN.LEFT, Pt(gap if k < len(paragraphs) - 1 else 0)
            if office.is_right_to_left("".join(run.text for run in runs)):
                paragraph.alignment = PP_ALIGN.RIGHT
                paragraph._p.get_or_add_pPr().set("rtl", "1")
            for one in runs:
                run = paragraph.add_run()
                run.text, run.font.size, run.font.bold = one.text, Pt(one.size), one.is_bold
                run.font.color.rgb = _rgb(one.colour)
                run.font.language_id = LANGUAGES[self.t.language]


def _rgb(colour: str) -> RGBColor:
    return RGBColor(*bytes.fromhex(colour[1:]))  # type: ignore[no-untyped-call]


def _entry(text: str, remark: str, size: float, width: float) -> Paragraph:
    """A line and what is said about it, together at most three lines high."""
    tail = f"   {remark}" if remark else ""
    room = max(3 - (office.lines(remark, size, width) if remark else 0), 1)
    text = text if office.lines(text + tail, size, width) <= 3 else office.shortened(text, size, width, room)
    return [Run(text, size), *([Run(tail, size, MUTED)] if remark else [])]


def _fitting(cells: Sequence[tuple[str, str]], width: float, room: float, gap: float) -> tuple[float, int]:
    """The largest size in which all fit, or the smallest and how many fit with a line that counts the rest."""
    for size in TEXT_SIZES:
        if _tall(cells, size, width, gap) <= room:
            return size, len(cells)
    size, shown = TEXT_SIZES[-1], len(cells)
    while shown and _tall(cells[:shown], size, width, gap) + gap + size * office.LEADING > room:
        shown -= 1
    return size, shown


def _tall(cells: Sequence[tuple[str, str]], size: float, width: float, gap: float) -> float:
    texts = ["".join(run.text for run in _entry(text, remark, size, width)) for text, remark in cells]
    return office.height(texts, size, width, gap)


def _around(standings: Sequence[Standing], own: str) -> list[Standing]:
    """The first of them, and its own at the end where it is not among those."""
    shown = list(standings[: MOST_BARS - 2])
    if all(s.subject_id != own for s in shown):
        shown[-1:] = [s for s in standings if s.subject_id == own]
    return shown
