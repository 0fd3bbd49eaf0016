"""Reader of XLSX: the cells of one sheet as rows of text. Reads values only; formulas are neither kept nor run."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping

from cocreate.archive import Archive
from cocreate.errors import FileTrouble
from cocreate.interchange.plan import MAX_CELLS, MAX_LINES, ReportLine
from cocreate.interchange.xml import walk

WORKBOOK = "xl/workbook.xml"
MAX_COLUMNS = 1_000
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")

Rows = list[tuple[int, list[str]]]


def read_sheet(archive: Archive, report: list[ReportLine]) -> Rows:
    """The rows of the first sheet that holds text, numbered from 1; the other sheets are named in the report."""
    shared = _shared(archive) if archive.names["xl/sharedStrings.xml"] else []
    sheets = _sheets(archive)
    for k, (_, entry) in enumerate(sheets):
        rows = _rows(archive, entry, shared)
        if rows:
            others = [title for title, _ in (*sheets[:k], *sheets[k + 1 :])]
            if others:
                said = {"names": ", ".join(others)[:400], "name": sheets[k][0]}
                report.append(ReportLine("dropped", "Read sheet “{name}”; not read: {names}.", said))
            return rows
    raise FileTrouble("There are no ideas in “{name}”. Choose a file with one idea a line.", name=archive.name)


def _sheets(archive: Archive) -> list[tuple[str, str]]:
    """Title and entry of each sheet, in the order of the tabs."""
    targets: dict[str, str] = {}
    found: list[tuple[str, str]] = []

    def relation(tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "Relationship":
            target = attributes.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
            targets[attributes.get("Id", "")] = path

    def sheet(tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "sheet":
            key = next((v for k, v in attributes.items() if k.rpartition(":")[2] == "id"), "")
            if archive.names[targets.get(key, "")]:
                found.append((attributes.get("name", ""), targets[key]))

    walk(archive.read("xl/_rels/workbook.xml.rels"), archive.name, relation, _ignore, _ignore)
    walk(archive.read(WORKBOOK), archive.name, sheet, _ignore, _ignore)
    return found


def _ignore(_: str) -> None:
    """Nothing to do at this point of the document."""


def _shared(archive: Archive) -> list[str]:
    """The strings that cells point at; reading aids above the line (`rPh`) are no text of the cell."""
    found: list[str] = []
    parts: list[str] = []
    is_text = is_aid = False

    def start(tag: str, _: Mapping[str, str]) -> None:
        nonlocal is_text, is_aid
        if tag == "si":
            parts.clear()
        is_aid = is_aid or tag == "rPh"
        is_text = tag == "t" and not is_aid

    def end(tag: str) -> None:
        nonlocal is_text, is_aid
        is_text = False
        is_aid = is_aid and tag != "rPh"
        if tag == "si":
            found.append(_unescaped("".join(parts)))

    walk(archive.read("xl/sharedStrings.xml"), archive.name, start, end, lambda t: parts.append(t) if is_text else None)
    return found


class _Cells:
    """Collects the cells of one sheet while it is walked."""

    def __init__(self, name: str, shared: list[str]) -> None:
        self.rows: Rows = []
        self._name, self._shared = name, shared
        self._kind, self._column, self._parts, self._is_value = "", 0, list[str](), False
        self._number = self._count = self._lines = 0
        self._cells: list[str] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "row":
            self._lines += 1
            if self._lines > MAX_LINES:  # a sheet may declare a million rows with nothing in them
                raise FileTrouble(
                    "“{name}” has more than {limit} lines. Split it into smaller files.",
                    name=self._name, limit=MAX_LINES,
                )  # fmt: skip
            told = attributes.get("r", "")
            self._number = int(told) if told.isdigit() and len(told) < 8 else self._number + 1
            if self._cells:  # an empty row needs no list of its own
                self._cells = []
        elif tag == "c":
            self._kind, self._parts = attributes.get("t", "n"), []
            self._column = _column(attributes.get("r", "")) or len(self._cells) + 1
        self._is_value = tag in ("v", "t")

    def text(self, text: str) -> None:
        if self._is_value:
            self._parts.append(text)

    def end(self, tag: str) -> None:
        self._is_value = False
        if tag != "c":
            return
        value = self._said("".join(self._parts))
        cells = self._cells
        if not value.strip() or self._column > MAX_COLUMNS:
            return
        self._count += max(1, self._column - len(cells))
        if self._count > MAX_CELLS:
            raise FileTrouble(
                "“{name}” has more than {limit} cells. Leave out columns without ideas, or split it.",
                name=self._name, limit=MAX_CELLS,
            )  # fmt: skip
        if not cells:
            self.rows.append((self._number, cells))
        cells += [""] * (self._column - len(cells))
        cells[self._column - 1] = value

    def _said(self, value: str) -> str:
        if self._kind == "s":
            at = int(value) if value.isascii() and value.isdigit() and len(value) < 9 else -1
            return self._shared[at] if 0 <= at < len(self._shared) else ""
        if self._kind == "e":  # "#N/A" says nothing
            return ""
        return _unescaped(value)


def _rows(archive: Archive, entry: str, shared: list[str]) -> Rows:
    found = _Cells(archive.name, shared)
    walk(archive.read(entry), archive.name, found.start, found.end, found.text)
    return found.rows


def _column(reference: str) -> int:
    """`C7` is column 3; 0 where the cell does not say it."""
    at = 0
    for c in reference[:4].upper():
        if not "A" <= c <= "Z":
            break
        at = at * 26 + ord(c) - 64
    return at


def _unescaped(text: str) -> str:
    """Office writes a line end in XML as `_x000D_`."""
    return _ESCAPED.sub(lambda m: chr(int(m[1], 16)), text).replace("\r\n", "\n").replace("\r", "\n")
