"""Reader of Markdown: headings are themes, bullets and paragraphs ideas. Pure; no markup is carried over as markup."""

from __future__ import annotations

import re

from cocreate.interchange.plan import MAX_THEME, ImportPlan, ReportLine, has_words, make_plan
from cocreate.interchange.text import without_mark

_HEADING = re.compile(r"^ {0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_BULLET = re.compile(r"^\s*(?:[-*+•]|\d{1,3}[.)])\s+\S")
_RULE = re.compile(r"^\s*(?:[-*_=|:]\s*){2,}$")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_FENCE = re.compile(r"^\s*(```|~~~)")


def read_markdown(text: str, name: str, digest: str, report: list[ReportLine]) -> ImportPlan:
    """The plan of a Markdown text. A heading without ideas of its own is kept as an idea."""
    rows: list[tuple[int, str, str]] = []
    heading: tuple[int, str] | None = None  # a heading under which nothing stands yet
    theme, is_open, is_code = "", False, False
    for row, raw in enumerate(text.split("\n"), start=1):
        if _FENCE.match(raw):
            is_code, is_open = not is_code, False
            continue
        if (found := _HEADING.match(raw)) and not is_code:
            if heading:
                rows.append((*heading, ""))
            theme, is_open = plain(found[2]), False
            heading = (row, theme) if has_words(theme) else None
            continue
        line = raw.strip()
        if not line or (_RULE.match(raw) and not is_code):
            is_open = False
            continue
        said = line if is_code else plain(without_mark(line.lstrip("> ")))
        if is_open and not _BULLET.match(raw) and not line.startswith("|"):
            rows[-1] = (rows[-1][0], f"{rows[-1][1]}\n{said}", rows[-1][2])
            continue
        if has_words(said):
            if heading and len(heading[1]) > MAX_THEME:
                rows.append((*heading, theme))
            rows.append((row, said, theme))
            heading, is_open = None, True
        else:
            told = {"row": row, "text": line[:40]}
            report.append(ReportLine("dropped", "Line {row} holds no words and was left out: {text}", told))
    if heading:
        rows.append((*heading, ""))
    return make_plan(name, digest, rows, report)


def plain(line: str) -> str:
    """The words of a line: strong marks at its ends and escapes are taken off, links stay as they are written."""
    for mark in ("**", "__"):
        if line.startswith(mark) and line.endswith(mark) and len(line) > 4 and line.count(mark) == 2:
            line = line[2:-2]
    return _ESCAPE.sub(r"\1", line).strip()
