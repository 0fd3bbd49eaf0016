"""Bringing ideas in: pure readers from bytes to an `ImportPlan`, and the plan's one command. Knows no store, no Qt."""

from __future__ import annotations

import hashlib
from pathlib import PurePath

from cocreate.interchange.decode import decode
from cocreate.interchange.plan import (
    ImportPlan,
    Options,
    PlannedIdea,
    ReportLine,
    has_words,
    new_ideas,
    split_long,
    to_command,
)  # fmt: skip
from cocreate.interchange.source import read_bytes
from cocreate.interchange.table import looks_like_table, read_table
from cocreate.interchange.text import read_text, without_mark

__all__ = [
    "ImportPlan", "Options", "PlannedIdea", "ReportLine", "has_words", "new_ideas", "read_bytes", "read_ideas",
    "split_long", "to_command", "without_mark",
]  # fmt: skip

_TABLES = (".csv", ".tsv", ".tab")
_DEFAULT = Options()


def read_ideas(data: bytes, name: str, options: Options = _DEFAULT) -> ImportPlan:
    """What the bytes of a file would bring; `name` is only shown, and its ending tells tables from text.

    `FileTrouble` when it cannot be read: one sentence, and nothing has changed.
    """
    report: list[ReportLine] = []
    label = PurePath(name).name[:120] or name[:120]
    text = decode(data, label, report)
    digest = hashlib.sha256(data).hexdigest()[:16]
    is_table = options.format == "table" or (
        options.format == "auto"
        and (name.lower().endswith(_TABLES) or bool(options.column or options.theme_column) or looks_like_table(text))
    )
    if is_table:
        return read_table(text, label, digest, options, report)
    return read_text(text, label, digest, report)
