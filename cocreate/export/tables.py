"""Ideas, results and action items as CSV for spreadsheets. A cell can never be taken for a formula.."""

from __future__ import annotations

import csv
import io
import re

from cocreate.export import rows
from cocreate.export.facts import Facts
from cocreate.model.snapshot import WorkshopSnapshot
from cocreate.words import Words, words

_INVISIBLE = " \t\r\n\"'\u200b\u200c\u200d\u2060\ufeff\xa0"
_FORMULA = frozenset("=+-@\uff1d\uff0b\uff0d\uff20")
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?%?")
_DROPPED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def ideas_csv(snapshot: WorkshopSnapshot, language: str = "en") -> bytes:
    """One row per note, merged ones too, by number. UTF-8 with BOM; times are UTC."""
    t = words(language)
    return csv_of(t, rows.ideas(Facts(snapshot, t)))


def results_csv(snapshot: WorkshopSnapshot, language: str = "en") -> bytes:
    """One row per option of each revealed vote, by rank."""
    t = words(language)
    return csv_of(t, rows.results(Facts(snapshot, t)))


def action_items_csv(snapshot: WorkshopSnapshot, language: str = "en") -> bytes:
    """One row per action item. A missing owner or date is an empty cell."""
    t = words(language)
    return csv_of(t, rows.action_items(Facts(snapshot, t)))


def safe_cell(text: str) -> str:
    """The text, with a leading `'` where a spreadsheet would take it for a formula; a reader takes one off again."""
    text = _DROPPED.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    if not text or _NUMBER.fullmatch(text.strip()):
        return text
    is_risky = text.lstrip(_INVISIBLE)[:1] in _FORMULA or text[0] in "\t\n"
    return f"'{text}" if is_risky else text


def csv_of(t: Words, table: rows.Table) -> bytes:
    """UTF-8 with BOM, with the separator that spreadsheets of the language expect."""
    out = io.StringIO(newline="")
    # a Dutch spreadsheet opens a file with commas in one column
    writer = csv.writer(out, delimiter=";" if t.language == "nl" else ",", lineterminator="\r\n")
    writer.writerow(table.head)
    writer.writerows([safe_cell(str(cell)) for cell in row] for row in table.rows)
    return out.getvalue().encode("utf-8-sig")
