"""Reader of CSV and TSV: delimiter, header and columns found or told. Pure: no files, no store."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from cocreate.errors import FileTrouble
from cocreate.interchange.plan import MAX_BYTES, MAX_CELLS, ImportPlan, Options, ReportLine, has_words, make_plan

DELIMITERS = ("\t", ";", ",", "|")
SNIFFED = 64 * 1024  # characters that are looked at
NOTHING = "\x1f"  # a delimiter that no decoded text holds
# Both in the order of preference.
IDEA_NAMES = (
    "idea", "ideas", "idee", "ideeën", "ideeen", "text", "tekst", "note", "notes", "notitie", "note text",
    "sticky note", "card", "kaart", "kaartje", "content", "inhoud", "title", "titel", "suggestion", "voorstel",
    "description", "omschrijving", "beschrijving", "comment", "opmerking",
)  # fmt: skip
THEME_NAMES = (
    "theme", "thema", "cluster", "group", "groep", "category", "categorie", "frame", "column", "kolom", "list", "lijst",
    "topic", "onderwerp", "reflectiongroup", "reflection group", "area", "gebied", "stage", "fase", "prompt",
    "label", "tag",
)  # fmt: skip
TITLE_NAMES = ("title", "titel", "card", "kaart", "name", "naam")
DETAIL_NAMES = ("description", "omschrijving", "beschrijving", "details", "toelichting")
# How our own tables mark an idea that people took out: it is there to be read, not to come back.
STATE_NAMES, REMOVED = ("state", "stand"), ("removed", "verwijderd")
# What other tools call their columns, in small letters; the first tool whose columns are all there wrote the file.
TOOLS = (
    ("Parabol", {"reflectiongroup", "author", "content"}), ("Mural", {"text", "bg color"}),
    ("scrumlr", {"author", "text", "column"}), ("GroupMap", {"idea", "group", "votes"}),
    ("Klaxoon", {"content", "category", "author"}), ("Miro", {"text", "frame", "color"}),
)  # fmt: skip
# The mark that our own export puts before a formula, also where invisible characters or quotes stand before it.
_GUARD = re.compile("^'(?=['\"\\s\u200b\u200c\u200d\u2060\ufeff\xa0]*[=+\\-@＝＋－＠]|[\\t\\n\\r])")

_NUMBER = re.compile(r"I-\d")  # of an idea, in the first column of our own tables

Rows = list[tuple[int, list[str]]]  # row number from 1, cells


def read_table(text: str, name: str, digest: str, options: Options, report: list[ReportLine]) -> ImportPlan:
    """The plan of one column of a table, and of another for the themes."""
    delimiter, rows = _parse(text, name, options, report)
    return read_rows(rows, name, digest, options, report, delimiter)


def read_rows(
    rows: Rows, name: str, digest: str, options: Options, report: list[ReportLine], delimiter: str = ""
) -> ImportPlan:
    """The plan of rows that are cut into cells already, as those of a sheet are."""
    width = max((len(cells) for _, cells in rows), default=0)
    header = _header(rows, options)
    names = header or [str(k + 1) for k in range(width)]
    names += [str(k + 1) for k in range(len(names), width)]
    body = rows[1:] if header else rows
    _tell_tool(header, report)
    column = _chosen(options.column, names, name) if options.column else _idea_column(header, body, width)
    theme = _chosen(options.theme_column, names, name) if options.theme_column else _theme_column(header, column)
    theme = theme if options.has_themes and theme != column else None
    detail = None if options.column else _detail_column(header, (column, theme))
    if delimiter:
        body = _rejoined(body, column, delimiter, report)
    body = _only_reflections(_without_removed(body, header, report), header, report)
    triples, empty = [], 0
    for row, cells in body:
        parts = [_cell(cells, k) for k in (column, detail) if k is not None]
        idea = "\n".join(part for part in parts if part)
        if has_words(idea):
            triples.append((row, idea, " ".join(_cell(cells, theme).split()) if theme is not None else ""))
        else:
            empty += 1
    if empty:
        report.append(ReportLine("dropped", "{n} rows without an idea were left out.", {"n": empty}))
    unread = [n for k, n in enumerate(names) if k not in (column, theme, detail)]
    if unread:
        said = {"column": names[column], "names": ", ".join(unread)[:400]}
        report.append(ReportLine("dropped", "Read column “{column}”; not read: {names}.", said))
    theme_name = names[theme] if theme is not None else ""
    found = make_plan(name, digest, triples, report, names, names[column] if names else "", theme_name)
    return replace(found, has_header=header is not None, delimiter=delimiter if delimiter != NOTHING else "")


def looks_like_table(text: str) -> bool:
    """Whether every line has the same number of tabs: a table pasted or saved without a telling name."""
    counts = {line.count("\t") for line in text.split("\n") if line.strip()}
    return len(counts) == 1 and counts != {0}


def _parse(text: str, name: str, options: Options, report: list[ReportLine]) -> tuple[str, Rows]:
    told = re.match(r"sep=(.)\n", text)
    if told:
        text = text[told.end() :]
    delimiter = told.group(1) if told else options.delimiter[:1] or _sniff(text)
    try:
        rows = _rows(text, delimiter, name, quoted=True)
    except csv.Error:
        report.append(ReportLine("changed", "The quotation marks do not pair up. They were read as they stand."))
        rows = _rows(text, delimiter, name, quoted=False)
    shift = 1 if told else 0
    rows = [(row + shift, cells) for row, cells in rows if any(cell.strip() for cell in cells)]
    if not rows:
        raise FileTrouble("There are no ideas in “{name}”. Choose a file with one idea a line.", name=name)
    return delimiter, rows


def _rows(text: str, delimiter: str, name: str, quoted: bool) -> Rows:
    csv.field_size_limit(MAX_BYTES)
    source = io.StringIO(text, newline="")
    if quoted:
        reader = csv.reader(source, delimiter=delimiter, strict=True)
    else:
        reader = csv.reader(source, delimiter=delimiter, quoting=csv.QUOTE_NONE)
    rows: Rows = []
    count = 0
    for cells in reader:
        rows.append((len(rows) + 1, cells))
        count += len(cells)
        if count > MAX_CELLS:
            raise FileTrouble(
                "“{name}” has more than {limit} cells. Leave out columns without ideas, or split it.",
                name=name, limit=MAX_CELLS,
            )  # fmt: skip
    return rows


def _sniff(text: str) -> str:
    """The delimiter that cuts most of the first rows into the same number of columns; a comma when none does."""
    best, found = (0.0, 0), ","
    text = text[:SNIFFED]
    for delimiter in DELIMITERS:
        try:
            widths = [len(cells) for _, cells in _rows(text, delimiter, "", quoted=True)[:200] if any(cells)]
        except csv.Error:
            widths = [line.count(delimiter) + 1 for line in text.split("\n")[:200] if line]
        if not widths:
            continue
        width, count = Counter(widths).most_common(1)[0]
        score = (round(count / len(widths), 1), width)
        if width > 1 and score[0] >= 0.6 and score > best:
            best, found = score, delimiter
    return found if best[1] else NOTHING  # one column: no cell is cut, commas stay in the ideas


def _header(rows: Rows, options: Options) -> list[str] | None:
    """The first row if it names columns: a known name, or the one that was asked for."""
    if not rows or options.header == "no":
        return None
    first = [cell.strip().strip("\ufeff") for cell in rows[0][1]]
    known = {cell.casefold() for cell in first}
    asked = {o.strip().casefold() for o in (options.column, options.theme_column) if o and not o.strip().isdigit()}
    names = {*IDEA_NAMES, *THEME_NAMES}
    if options.header == "yes" or (len(rows) > 1 and known & (names | asked)) or known <= names:
        return [cell or str(k + 1) for k, cell in enumerate(first)]
    return None


def _chosen(wanted: str, names: Sequence[str], name: str) -> int:
    """A column by its name, in any case, or by its number from 1."""
    wanted = wanted.strip()
    lower = [n.casefold() for n in names]
    if wanted.casefold() in lower:
        return lower.index(wanted.casefold())
    if wanted.isdigit() and 1 <= int(wanted) <= len(names):
        return int(wanted) - 1
    raise FileTrouble(
        "“{name}” has no column “{column}”. Choose one of: {names}.", name=name, column=wanted, names=", ".join(names)
    )


def _idea_column(header: Sequence[str] | None, body: Rows, width: int) -> int:
    lower = [cell.casefold() for cell in header or ()]
    for known in IDEA_NAMES:
        if known in lower:
            return lower.index(known)
    # No telling name: the column with most letters in texts that differ, which is neither date nor category.
    weight = [sum(sum(c.isalpha() for c in t) for t in {_cell(cells, k) for _, cells in body}) for k in range(width)]
    return weight.index(max(weight)) if weight else 0


def _theme_column(header: Sequence[str] | None, column: int) -> int | None:
    lower = [cell.casefold() for cell in header or ()]
    return next((lower.index(n) for n in THEME_NAMES if n in lower and lower.index(n) != column), None)


def _detail_column(header: Sequence[str] | None, taken: tuple[int | None, ...]) -> int | None:
    """The column that goes on where a title stops: no text of a card is lost."""
    lower = [cell.casefold() for cell in header or ()]
    column = taken[0]
    if column is None or column >= len(lower) or lower[column] not in TITLE_NAMES:
        return None
    return next((lower.index(n) for n in DETAIL_NAMES if n in lower and lower.index(n) not in taken), None)


def _tell_tool(header: Sequence[str] | None, report: list[ReportLine]) -> None:
    known = {cell.casefold() for cell in header or ()}
    tool = next((tool for tool, columns in TOOLS if columns <= known), None)
    if tool:
        report.append(ReportLine("kept", "The columns are those of {tool}.", {"tool": tool}))


def _only_reflections(body: Rows, header: Sequence[str] | None, report: list[ReportLine]) -> Rows:
    """Parabol writes comments, replies and tasks into the same table.

    Its columns: ParabolInc/parabol, packages/client/modules/email/components/SummaryEmail/ExportToCSV.tsx @ 09a61d9.
    """
    lower = [cell.casefold() for cell in header or ()]
    if not {"reflectiongroup", "type", "content"} <= set(lower):
        return body
    kind = lower.index("type")
    kept = [(row, cells) for row, cells in body if _cell(cells, kind).casefold() == "reflection"]
    if not kept:
        return body
    if len(kept) < len(body):
        said = {"n": len(body) - len(kept)}
        report.append(ReportLine("dropped", "{n} comments, replies and tasks were left out.", said))
    return kept


def _without_removed(body: Rows, header: Sequence[str] | None, report: list[ReportLine]) -> Rows:
    lower = [cell.casefold() for cell in header or ()]
    state = next((lower.index(n) for n in STATE_NAMES if n in lower), None)
    if state is None:
        return body
    kept = [(row, c) for row, c in body if _cell(c, state).casefold() not in REMOVED or not _NUMBER.match(c[0])]
    if len(kept) < len(body):
        said = {"n": len(body) - len(kept)}
        report.append(ReportLine("dropped", "{n} ideas that people had removed were left out.", said))
    return kept


def _rejoined(body: Rows, column: int, delimiter: str, report: list[ReportLine]) -> Rows:
    """Rows that are wider than the rest have a bare delimiter in the idea: put it back where the idea comes last."""
    usual = Counter(len(cells) for _, cells in body).most_common(1)[0][0] if body else 0
    joined, out = 0, []
    for row, cells in body:
        if usual > 1 and len(cells) > usual and column == usual - 1:
            cells, joined = [*cells[:column], delimiter.join(cells[column:])], joined + 1
        out.append((row, cells))
    if joined:
        said = {"n": joined}
        report.append(ReportLine("changed", "{n} ideas had been cut at a separator and were put together.", said))
    return out


def _cell(cells: Sequence[str], k: int) -> str:
    return _GUARD.sub("", cells[k], count=1).strip() if k < len(cells) else ""
