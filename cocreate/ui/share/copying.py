"""What the Share page puts on the clipboard: the summary in every form that mail and chat take, and the board."""

from __future__ import annotations

from PySide6.QtCore import QMimeData

from cocreate.export.summary import summary
from cocreate.model.snapshot import WorkshopSnapshot


def summary_mime(shot: WorkshopSnapshot, language: str, anonymous: bool) -> QMimeData:
    """HTML for mail, Markdown for what asks for it, and plain text for everything else."""
    found = summary(shot, language, anonymous=anonymous)
    data = QMimeData()
    data.setHtml(f'<html lang="{language}"><meta charset="utf-8"><body>{found.html}</body></html>')
    data.setText(found.text)
    data.setData("text/markdown", found.markdown.encode())
    return data
