"""Reader of plain text: one idea a line, list marks taken off. Pure: no files, no store."""

from __future__ import annotations

import re

from cocreate.interchange.plan import ImportPlan, ReportLine, has_words, make_plan

# "-", "*", "•" …, "1." or "1)", and a tick box, each followed by a space: "2020: …" and "3.5 km" stay whole.
_MARK = re.compile(r"^(?:[-*+•◦▪‣·–—]|\(?\d{1,3}[.)]|[a-zA-Z]\))(?:\s+\[[ xX]?\])?\s+(?=\S)")


def without_mark(line: str) -> str:
    """A line without its list mark: "- Trees", "3. Trees" and "[x] Trees" all say Trees."""
    return _MARK.sub("", line.strip(), count=1).strip()


def read_text(text: str, name: str, digest: str, report: list[ReportLine]) -> ImportPlan:
    """The plan of a text with one idea a line."""
    rows: list[tuple[int, str, str]] = []
    empty = marks = 0
    for row, raw in enumerate(text.split("\n"), start=1):
        line = raw.strip()
        bare = without_mark(line)
        marks += bare != line
        if has_words(bare):
            rows.append((row, bare, ""))
        elif line:
            said = {"row": row, "text": line[:40]}
            report.append(ReportLine("dropped", "Line {row} holds no words and was left out: {text}", said))
        else:
            empty += 1
    if text.endswith("\n"):
        empty -= 1  # the end of the last line is not an empty line
    if marks:
        report.append(ReportLine("changed", "List marks were taken off {n} lines.", {"n": marks}))
    if empty > 0:
        report.append(ReportLine("dropped", "{n} empty lines were left out.", {"n": empty}))
    return make_plan(name, digest, rows, report)
