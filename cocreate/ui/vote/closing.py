"""The question before a vote closes while somebody still has to vote: what was given out and what came back."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from cocreate.ui.i18n import tr
from cocreate.ui.widgets.sheet import Sheet
from cocreate.ui.workshop import parts


def ask_to_close(window: QWidget, cast: int, unused: int, spoiled: int) -> Sheet:
    """A sheet that closes with True when the vote may close."""
    sheet = Sheet(tr("Close the vote now?"), window)
    missing = tr.plural("{n} person still to vote.", "{n} people still to vote.", n=unused)
    sums = tr(
        "{all} ballots given out = {cast} cast + {unused} unused + {spoiled} spoiled",
        all=cast + unused + spoiled, cast=cast, unused=unused, spoiled=spoiled,
    )  # fmt: skip
    sheet.body.addWidget(parts.label(missing))
    sheet.body.addWidget(parts.label(sums, "muted"))
    sheet.body.addWidget(parts.label(tr("A closed vote cannot be opened again."), "muted"))
    sheet.add_button(tr("Close vote"), True, icon="lock")
    sheet.add_button(tr("Keep voting"), False, kind="primary")
    return sheet
