"""The formats that can be saved one by one, in the words of the page; it makes none."""

from __future__ import annotations

from typing import NamedTuple

from cocreate.ui.i18n import tr


class Format(NamedTuple):
    name: str  # of the file
    suffix: str


FORMATS = {
    "md": Format("report", "md"), "csv": Format("ideas", "csv"), "results": Format("results", "csv"),
    "actions": Format("action-items", "csv"), "json": Format("workshop", "json"),
}  # fmt: skip


def format_titles() -> list[tuple[str, str]]:
    """Key and title, in the language of the moment."""
    return [
        ("md", tr("Report as text (Markdown)")), ("csv", tr("Ideas as a table (CSV)")),
        ("results", tr("Results of votes (CSV)")), ("actions", tr("Action items (CSV)")),
        ("json", tr("The whole workshop (JSON)")),
    ]  # fmt: skip
