"""Every document that a workshop can leave as: one row each. Makes them through the one gate; writes no file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from cocreate.errors import FileTrouble
from cocreate.export.options import ReportOptions
from cocreate.model.snapshot import WorkshopSnapshot
from cocreate.model.trail import Trail
from cocreate.words import words

if TYPE_CHECKING:
    from cocreate.export.facts import Facts

Progress = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Material:
    """What documents are made from. Picklable, so it travels to the spare process.

    `trail` adds ideas that people took out, for documents that mark them. `pictures` maps SHA-256 digests to bytes.
    `when` dates the report: an ISO date or milliseconds since 1970.
    """

    snapshot: WorkshopSnapshot
    options: ReportOptions = field(default_factory=ReportOptions)
    trail: Trail = field(default_factory=Trail)
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    when: str | int | None = None

    def facts(self) -> Facts:
        """Released already: no unrevealed vote is in it, and no author where they are left out."""
        from cocreate.export.facts import Facts

        t = words(self.options.language)
        return Facts(self.snapshot, t, anonymous=self.options.hides_authors, trail=self.trail)


Writer = Callable[[Material, "Progress | None"], bytes]


@dataclass(frozen=True, slots=True)
class Format:
    """One row. `key` is the word of the command line and of the window, `title` the key of its translation."""

    key: str
    stem: str  # of its file in a folder with all of them
    suffix: str
    title: str
    write: Writer | None  # None: drawn by the window, which alone has Qt
    extra: str = ""  # the optional extra of pyproject that it needs
    needs: tuple[str, ...] = ()  # modules that this extra brings
    is_slow: bool = False  # belongs into the spare process

    @property
    def file_name(self) -> str:
        return f"{self.stem}.{self.suffix}"

    @property
    def is_at_hand(self) -> bool:
        """Whether what it needs is installed."""
        return all(find_spec(module) is not None for module in self.needs)

    def missing(self) -> FileTrouble:
        """How to get what it needs, in one sentence."""
        return FileTrouble(
            "{name} needs a part of CoCreate that is not installed. Get it with: pip install 'cocreate[{extra}]'.",
            name=self.file_name, extra=self.extra,
        )  # fmt: skip


def make(key: str, material: Material, *, progress: Progress | None = None) -> bytes:
    """The bytes of one document. FileTrouble when its optional part is not installed, or the logo cannot be read."""
    wanted = FORMATS[key]
    if wanted.write is None:
        raise ValueError(f"{key} is drawn by the window")
    if not wanted.is_at_hand:
        raise wanted.missing()
    made = wanted.write(material, progress)
    if progress is not None:
        progress(1.0)
    return made


# Each imports what it needs when it is called: a table needs no PDF library.


def _pdf(m: Material, progress: Progress | None) -> bytes:
    from cocreate.export.pdf import build_pdf

    return build_pdf(m.snapshot, m.options, when=m.when, trail=m.trail, pictures=m.pictures, progress=progress)


def _xlsx(m: Material, _: Any) -> bytes:
    from cocreate.export.sheets import workshop_xlsx

    return workshop_xlsx(m.facts())


def _csv(m: Material, _: Any) -> bytes:
    from cocreate.export import rows
    from cocreate.export.tables import csv_of

    return csv_of(m.facts().t, rows.ideas(m.facts()))


def _results(m: Material, _: Any) -> bytes:
    from cocreate.export import rows
    from cocreate.export.tables import csv_of

    return csv_of(m.facts().t, rows.results(m.facts()))


def _actions(m: Material, _: Any) -> bytes:
    from cocreate.export import rows
    from cocreate.export.tables import csv_of

    return csv_of(m.facts().t, rows.action_items(m.facts()))


def _md(m: Material, _: Any) -> bytes:
    from cocreate.export.markdown import report_md

    return report_md(m.facts().snapshot, m.options.language)


def _ideas_md(m: Material, _: Any) -> bytes:
    from cocreate.export.markdown import ideas_md

    return ideas_md(m.facts())


def _canvas(m: Material, _: Any) -> bytes:
    from cocreate.export.canvas import board_canvas

    return board_canvas(m.facts())


def _opml(m: Material, _: Any) -> bytes:
    from cocreate.export.outline import ideas_opml

    return ideas_opml(m.facts())


def _ics(m: Material, _: Any) -> bytes:
    from cocreate.export.calendars import action_items_ics

    return action_items_ics(m.facts())


def _json(m: Material, _: Any) -> bytes:
    from cocreate.export.bundle import workshop_json

    return workshop_json(m.facts().snapshot)


def _bundle(m: Material, _: Any) -> bytes:
    from cocreate.export.package import pack

    return pack(m.facts().snapshot, m.pictures)


def _pptx(m: Material, _: Any) -> bytes:
    from cocreate.export.slides import workshop_pptx

    return workshop_pptx(m.facts(), m.options.accent)


def _docx(m: Material, _: Any) -> bytes:
    from cocreate.export.document import workshop_docx

    return workshop_docx(m.facts(), m.options)


_ROWS = (
    Format("pdf", "report", "pdf", "Report (PDF)", _pdf, is_slow=True),
    Format("xlsx", "workshop", "xlsx", "Spreadsheet (XLSX)", _xlsx, is_slow=True),
    Format("pptx", "slides", "pptx", "Slides (PPTX)", _pptx, extra="office", needs=("pptx",), is_slow=True),
    Format(
        "docx", "report", "docx", "Report as a document (DOCX)", _docx, extra="office", needs=("docx",), is_slow=True
    ),
    Format("csv", "ideas", "csv", "Ideas as a table (CSV)", _csv),
    Format("results", "results", "csv", "Results of votes as a table (CSV)", _results),
    Format("actions", "action-items", "csv", "Action items as a table (CSV)", _actions),
    Format("md", "report", "md", "Report as text (Markdown)", _md),
    Format("ideas-md", "ideas", "md", "Ideas as text (Markdown)", _ideas_md),
    Format("canvas", "board", "canvas", "Board for other tools (JSON Canvas)", _canvas),
    Format("opml", "ideas", "opml", "Ideas as an outline (OPML)", _opml),
    Format("ics", "action-items", "ics", "Action items for a calendar (ICS)", _ics),
    Format("png", "board", "png", "Picture of the board (PNG)", None, is_slow=True),
    Format("svg", "board", "svg", "Drawing of the board (SVG)", None, is_slow=True),
    Format("bundle", "workshop", "cocreate", "The whole workshop with its pictures (CoCreate)", _bundle, is_slow=True),
    Format("json", "workshop", "json", "The whole workshop (JSON)", _json),
)
FORMATS: dict[str, Format] = {row.key: row for row in _ROWS}
