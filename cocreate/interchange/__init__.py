"""Bringing ideas in: pure readers from bytes to an `ImportPlan`, and the plan's one command. Knows no store, no Qt."""

from __future__ import annotations

import hashlib
import re
from pathlib import PurePath

from cocreate.archive import Archive
from cocreate.interchange.boards import read_board
from cocreate.interchange.decode import decode, too_large
from cocreate.interchange.markdown import read_markdown
from cocreate.interchange.outlines import read_outline
from cocreate.interchange.plan import (
    MAX_BYTES,
    MAX_MB,
    ImportPlan,
    Options,
    PlannedIdea,
    ReportLine,
    has_words,
    new_ideas,
    split_long,
    to_command,
)  # fmt: skip
from cocreate.interchange.sheets import WORKBOOK, read_sheet
from cocreate.interchange.source import read_bytes
from cocreate.interchange.table import looks_like_table, read_rows, read_table
from cocreate.interchange.text import read_text, without_mark

__all__ = [
    "ImportPlan", "Options", "PlannedIdea", "ReportLine", "has_words", "new_ideas", "read_bytes", "read_ideas",
    "split_long", "to_command", "without_mark",
]  # fmt: skip

_TABLES = (".csv", ".tsv", ".tab")
_BOARDS = (".json", ".canvas", ".excalidraw", ".cocreate")
_OUTLINES = (".opml", ".mm")
_MARKDOWN = (".md", ".markdown")
_WORKSHOP = "workshop.json"  # of a bundle
_OUTLINE = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:opml|map)[\s>]", re.DOTALL)
_DEFAULT = Options()


def read_ideas(data: bytes, name: str, options: Options = _DEFAULT) -> ImportPlan:
    """What the bytes of a file would bring; which reader takes them is seen from what they are, then from the name.

    `FileTrouble` when it cannot be read: one sentence, and nothing has changed.
    """
    report: list[ReportLine] = []
    label = PurePath(name).name[:120] or name[:120]
    digest = hashlib.sha256(data).hexdigest()[:16]
    if len(data) > MAX_BYTES:
        raise too_large(label, MAX_MB)
    lower = name.lower()
    if options.format == "auto":
        if data.startswith(b"PK\x03\x04") and b"PK\x05\x06" in data[-70_000:]:
            archive = Archive(data, label)
            if archive.names[WORKBOOK]:
                return read_rows(read_sheet(archive, report), label, digest, options, report)
            if archive.names[_WORKSHOP]:
                return read_board(decode(archive.read(_WORKSHOP), label, report), label, digest, report)
        if data.strip() and (lower.endswith(_OUTLINES) or _OUTLINE.match(data[:4096])):
            return read_outline(data, label, digest, report)
    text = decode(data, label, report)
    if options.format == "auto" and lower.endswith(_BOARDS):
        return read_board(text, label, digest, report)
    if options.format == "auto" and lower.endswith(_MARKDOWN):
        return read_markdown(text, label, digest, report)
    is_table = options.format == "table" or (
        options.format == "auto"
        and (lower.endswith(_TABLES) or bool(options.column or options.theme_column) or looks_like_table(text))
    )
    if is_table:
        return read_table(text, label, digest, options, report)
    return read_text(text, label, digest, report)
