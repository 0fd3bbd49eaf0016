"""A workshop as XLSX for people who sort and filter. What people wrote is text in every cell: no formula, no link."""

from __future__ import annotations

import io
import re
from datetime import UTC
from typing import Any

from cocreate.export import rows
from cocreate.export.clean import clean, clean_line
from cocreate.export.facts import Facts
from cocreate.export.wording import last_change

MOST_IN_CELL = 32_767  # characters; a spreadsheet calls the file damaged beyond
NARROW, WIDE = 9, 60  # characters of a column
LINE, TALLEST = 15, 405  # points of one line of type, and of the highest row that a spreadsheet allows
KEPT = 3  # columns that stand also when they are empty: whoever reads the file again looks for them
HASH = 64  # characters of a SHA-256
# What a reader takes for our guard against formulas (see `tables.safe_cell`) gets one more to give away.
_GUARDED = re.compile("'(?=['\"\\s\u200b\u200c\u200d\u2060\ufeff\xa0]*[=+\\-@＝＋－＠]|[\\t\\n\\r])")
_FONT = {"font_name": "Calibri", "font_size": 11}
_INK, _HEAD, _LINE = "#1F2328", "#E8EBFF", "#C9CFDB"


def workshop_xlsx(facts: Facts) -> bytes:
    """Sheets: ideas, themes, votes, decisions, action items, method. Equal workshops have equal bytes."""
    from xlsxwriter import Workbook

    t, shop = facts.t, facts.snapshot.workshop
    out = io.BytesIO()
    book = Workbook(
        out,
        {
            "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
        },
    )  # fmt: skip
    book.set_properties({
        "title": clean_line(shop.question or shop.title)[:255], "author": "CoCreate",
        "created": last_change(facts.snapshot).astimezone(UTC).replace(tzinfo=None),
    })  # fmt: skip
    head = book.add_format({
        **_FONT, "bold": True, "font_color": _INK, "bg_color": _HEAD, "bottom": 1, "bottom_color": _LINE,
        "valign": "vcenter",
    })  # fmt: skip
    text = book.add_format({**_FONT, "valign": "top", "text_wrap": True, "num_format": "@"})
    count = book.add_format({**_FONT, "valign": "top", "align": "right", "indent": 1})
    for title, table in (
        (t("Ideas"), rows.ideas(facts)), (t("Themes"), rows.themes(facts)), (t("Votes"), rows.results(facts)),
        (t("Decisions"), rows.outcomes(facts)), (t("Action items"), rows.action_items(facts)),
        (t("Method"), rows.method(facts)),
    ):  # fmt: skip
        _fill(book.add_worksheet(title), table.trimmed(KEPT), head, text, count)
    book.close()
    return out.getvalue()


def _fill(sheet: Any, table: rows.Table, head: Any, text: Any, count: Any) -> None:
    """One sheet: head in sight while scrolling, a filter on it, columns and rows as large as their words."""
    last = len(table.head) - 1
    widths = rows.widths(table, NARROW, WIDE)
    for column, width in enumerate(widths):
        if any(len(str(cells[column])) == HASH for cells in table.rows):
            widths[column] = width = HASH + 4  # one line, for machines
        sheet.set_column(column, column, width)
    sheet.set_row(0, 24)
    for column, name in enumerate(table.head):
        sheet.write_string(0, column, name, head)
    for row, cells in enumerate(table.rows, 1):
        sheet.set_row(row, min(LINE * max(map(_lines, cells, widths)) + 3, TALLEST))
        for column, cell in enumerate(cells):
            if isinstance(cell, int):
                sheet.write_number(row, column, cell, count)
            elif cell:
                sheet.write_string(row, column, _said(cell), text)
    sheet.freeze_panes(1, 0)
    if table.rows:
        sheet.autofilter(0, 0, len(table.rows), last)
        sheet.ignore_errors({"number_stored_as_text": f"A1:{chr(65 + last)}{len(table.rows) + 1}"})
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _lines(cell: rows.Cell, width: int) -> int:
    """About how many lines a cell takes: not every program works it out when it opens the file."""
    return sum(max(1, -(-len(line) * 18 // (width * 20))) for line in str(cell).split("\n"))


def _said(text: str) -> str:
    text = clean(text)
    if _GUARDED.match(text):
        text = f"'{text}"
    return text if len(text) <= MOST_IN_CELL else f"{text[: MOST_IN_CELL - 1]}…"
