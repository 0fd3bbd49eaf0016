"""A workshop as DOCX: headings, lists and tables in the styles of the document, for people who write on in it."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from cocreate.export import office, rows
from cocreate.export.ballot_words import settings
from cocreate.export.clean import shown, shown_line
from cocreate.export.facts import Facts, Vote
from cocreate.export.options import ReportOptions
from cocreate.export.pdf.style import ACCENT, INK, LINE, MUTED, palette
from cocreate.export.record import record
from cocreate.export.wording import say_date, turnout
from cocreate.model.snapshot import Note

PAPERS = {"a4": (210.0, 297.0), "letter": (215.9, 279.4)}
MARGIN = 22.0  # mm
TAGS = {"nl": "nl-NL", "en": "en-GB"}


def workshop_docx(facts: Facts, options: ReportOptions) -> bytes:
    """Decisions, action items, votes, themes with every idea, and how it was done."""
    made = _Document(facts, options)
    made.head()
    made.decisions()
    made.action_items()
    made.votes()
    made.themes()
    made.method()
    return made.bytes()


class _Document:
    def __init__(self, facts: Facts, options: ReportOptions) -> None:
        self.facts, self.t = facts, facts.t
        self.file = Document()
        self.accent = palette(options.accent)[ACCENT]
        office.stamp(self.file.core_properties, facts)
        self._set_page(*PAPERS[options.paper])
        self._set_styles()

    def bytes(self) -> bytes:
        out = io.BytesIO()
        self.file.save(out)
        return office.repacked(out.getvalue())

    # ---- parts

    def head(self) -> None:
        self._paragraph(office.title_of(self.facts), "Title")
        self._paragraph(office.about(self.facts), "Subtitle")
        asked = shown(self.facts.snapshot.workshop.request)
        if asked:
            paragraph = self._paragraph("")
            self._run(paragraph, f"{self.t('What is asked of you')}: ", is_bold=True)
            self._run(paragraph, asked)

    def decisions(self) -> None:
        facts, t = self.facts, self.t
        self._paragraph(t("Decisions"), "Heading 1")
        if not facts.snapshot.outcomes:
            self._paragraph(t("No decision recorded yet."))
        for outcome in facts.snapshot.outcomes:
            paragraph = self._paragraph("", keeps=True)
            paragraph.paragraph_format.space_before = Pt(10)
            self._run(paragraph, f"{facts.decision_name(outcome)}  ", is_bold=True)
            self._run(paragraph, shown(outcome.text), is_bold=True)
            if outcome.detail.strip():
                self._paragraph(shown(outcome.detail))
            grounds = facts.ground(outcome)
            if grounds:
                self._paragraph(t("Rests on"), keeps=True)
            for ground in grounds:
                self._paragraph(f"{ground.name}  {shown_line(ground.title)}", "List Bullet")

    def action_items(self) -> None:
        facts, t = self.facts, self.t
        self._paragraph(t("Action items"), "Heading 1")
        items = facts.snapshot.action_items
        if not items:
            self._paragraph(t("No action item recorded yet."))
            return
        body = [
            (
                facts.item_name(i), shown_line(i.text), shown_line(facts.owner(i)) or t("open"),
                say_date(t, i.due) if i.due else t("open"), rows.state_name(t, i.state),
            )
            for i in items
        ]  # fmt: skip
        self._table(("", t("What"), t("Who"), t("By when"), t("State")), body, (10, 70, 32, 30, 24))

    def votes(self) -> None:
        if not self.facts.votes:
            return
        self._paragraph(self.t("Votes"), "Heading 1")
        for vote in self.facts.votes:
            self._vote(vote)

    def _vote(self, vote: Vote) -> None:
        facts, t = self.facts, self.t
        self._paragraph(shown_line(vote.round.title) or t("Untitled"), "Heading 2")
        self._paragraph(f"{settings(t, vote.round)} {turnout(t, vote.round)}", keeps=True)
        body = [
            (f"{'=' if s.is_tied else ''}{s.rank}", shown_line(s.title), s.figure, s.firmness) for s in vote.standings
        ]
        self._table((t("Rank"), t("Option"), t("Result"), t("Firmness")), body, (16, 86, 34, 30))
        for label, said in record(facts.snapshot, vote.round, t):
            paragraph = self._paragraph("", "List Bullet")
            self._run(paragraph, f"{label}: ", is_bold=True)
            self._run(paragraph, _sentences([shown_line(one) for one in said]))

    def themes(self) -> None:
        facts, t = self.facts, self.t
        if not facts.snapshot.notes:
            return
        self._paragraph(t("Ideas"), "Heading 1")
        for theme in facts.themes:
            self._paragraph(f"{theme.number}  {shown_line(theme.title)}", "Heading 3" if theme.parent else "Heading 2")
            if theme.cluster.summary.strip():
                self._paragraph(shown(theme.cluster.summary))
            self._ideas(facts.ranked(theme.notes))
        if facts.loose:
            self._paragraph(t("Not in a theme"), "Heading 2")
            self._ideas(facts.ranked(facts.loose))

    def _ideas(self, notes: Iterable[Note]) -> None:
        for note in notes:
            self._idea(note, "List Bullet")
            for merged in self.facts.merged.get(note.id, ()):
                self._idea(merged, "List Bullet 2")

    def _idea(self, note: Note, style: str) -> None:
        facts = self.facts
        found = facts.standing(note.id)
        figure = found.figure if found is not None and found.has_votes else ""
        said = " · ".join(part for part in (facts.names[note.id], shown_line(facts.author(note)), figure) if part)
        paragraph = self._paragraph(shown(note.text) or self.t("(no text)"), style)
        self._run(paragraph, f"  {said}", colour=MUTED)

    def method(self) -> None:
        table = rows.method(self.facts)
        own = len(table.rows) - sum(2 + len(record(self.facts.snapshot, v.round, self.t)) for v in self.facts.votes)
        self._paragraph(self.t("Method and participation"), "Heading 1")
        self._table(table.head, [(str(label), shown(str(said))) for label, said in table.rows[:own]], (46, 120))

    # ---- how it looks

    def _set_page(self, width: float, height: float) -> None:
        section = self.file.sections[0]
        section.page_width, section.page_height = Mm(width), Mm(height)
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(MARGIN)
        foot = section.footer.paragraphs[0]
        self._run(foot, f"{office.shortened(office.about(self.facts), 8.5, 380, 1)}   ", size=8.5, colour=MUTED)
        self._page_number(foot)

    def _page_number(self, paragraph: Any) -> None:
        for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
            run = self._run(paragraph, "", size=8.5, colour=MUTED)
            part = OxmlElement("w:fldChar" if kind else "w:instrText")
            if kind:
                part.set(qn("w:fldCharType"), kind)
            else:
                part.text = text
            run._r.append(part)

    def _set_styles(self) -> None:
        looks = (
            ("Normal", 10.5, INK, False, 0, 6), ("Title", 24, INK, True, 0, 4), ("Subtitle", 10.5, MUTED, False, 0, 16),
            ("Heading 1", 16, self.accent, True, 20, 6), ("Heading 2", 12.5, INK, True, 14, 4),
            ("Heading 3", 11, INK, True, 10, 3), ("List Bullet", 10.5, INK, False, 0, 3),
            ("List Bullet 2", 10.5, INK, False, 0, 3),
        )  # fmt: skip
        for name, size, colour, is_bold, before, after in looks:
            style = self.file.styles[name]
            font, shape = style.font, style.paragraph_format
            font.name, font.size, font.bold, font.italic = "Calibri", Pt(size), is_bold, False
            font.color.rgb = _rgb(colour)
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):  # would win over the name
                fonts.attrib.pop(qn(f"w:{kind}"), None)
            shape.space_before, shape.space_after, shape.line_spacing = Pt(before), Pt(after), 1.15
            shape.widow_control = True
        for border in self.file.styles["Title"].element.iter(qn("w:pBdr")):
            border.getparent().remove(border)
            break
        told = self.file.styles["Normal"].element.get_or_add_rPr()
        language = OxmlElement("w:lang")
        language.set(qn("w:val"), TAGS[self.t.language])
        told.append(language)

    def _paragraph(self, text: str, style: str = "Normal", *, keeps: bool = False) -> Any:
        """One paragraph; lines of the text are broken where people broke them."""
        paragraph = self.file.add_paragraph(style=style)
        if keeps:
            paragraph.paragraph_format.keep_with_next = True
        if text:
            self._run(paragraph, text)
        if office.is_right_to_left(text):
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
        return paragraph

    def _run(self, paragraph: Any, text: str, *, size: float = 0, colour: str = "", is_bold: bool | None = None) -> Any:
        run = paragraph.add_run(text)
        run.bold = is_bold
        if size:
            run.font.size = Pt(size)
        if colour:
            run.font.color.rgb = _rgb(colour)
        return run

    def _table(self, head: Sequence[str], body: Sequence[Sequence[str]], widths: Sequence[float]) -> None:
        """Lines between rows only; the head comes again on each page. Widths in mm."""
        table = self.file.add_table(rows=1, cols=len(head))
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.LEFT, False
        self._line_rows(table)
        for cell, name in zip(table.rows[0].cells, head, strict=True):
            self._run(cell.paragraphs[0], name, is_bold=True, size=9.5, colour=MUTED)
        repeat = OxmlElement("w:tblHeader")
        repeat.set(qn("w:val"), "true")
        table.rows[0]._tr.get_or_add_trPr().append(repeat)
        for texts in body:
            row = table.add_row()
            unsplit = OxmlElement("w:cantSplit")
            row._tr.get_or_add_trPr().append(unsplit)
            for cell, text in zip(row.cells, texts, strict=True):
                self._run(cell.paragraphs[0], text)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Mm(width)
        for row in table.rows:
            for cell, width in zip(row.cells, widths, strict=True):
                cell.width = Mm(width)
                cell.paragraphs[0].paragraph_format.space_before = Pt(3)
                cell.paragraphs[0].paragraph_format.space_after = Pt(3)
        self._paragraph("")

    def _line_rows(self, table: Any) -> None:
        borders = OxmlElement("w:tblBorders")
        for side in ("top", "bottom", "insideH"):
            line = OxmlElement(f"w:{side}")
            for key, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", LINE[1:])):
                line.set(qn(f"w:{key}"), value)
            borders.append(line)
        table._tbl.tblPr.append(borders)


def _rgb(colour: str) -> RGBColor:
    return RGBColor(*bytes.fromhex(colour[1:]))


def _sentences(said: Sequence[str]) -> str:
    """One after another; what is no sentence gets a semicolon behind it."""
    return " ".join(one if one.endswith((".", "?")) or k == len(said) - 1 else f"{one};" for k, one in enumerate(said))
