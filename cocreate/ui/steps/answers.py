"""Answers about one idea: why it is in its theme, and what is like it here and in earlier workshops."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from PySide6.QtWidgets import QWidget

from cocreate.model.trail import Placing
from cocreate.ui.i18n import relative_day, tr
from cocreate.ui.widgets.labels import Label
from cocreate.ui.widgets.sheet import Sheet
from cocreate.ui.workshop import parts

MOVES = ("MoveNotes", "MoveItems", "PutNotes", "GroupNotes", "UngroupNotes", "MergeClusters")  # a hand did it


@dataclass(frozen=True)
class Alike:
    """An idea that is like another: `place` says which workshop, empty for this one."""

    note_id: str
    text: str
    place: str
    cosine: float


def why_sheet(text: str, said: str, placing: Placing | None, parent: QWidget) -> Sheet:
    """Why an idea is where it is: first what the journal knows, then what its words tell."""
    sheet = Sheet(tr("Why is this idea here?"), parent)
    sheet.body.addWidget(Label(" ".join(text.split()), role="strong", wrap=True))
    if placing is not None:
        sheet.body.addWidget(Label(_placed(placing), wrap=True))
    for line in said.splitlines():
        sheet.body.addWidget(Label(line, role="muted", wrap=True))
    sheet.add_button(tr("Close"), None, kind="primary")
    return sheet


def _placed(placing: Placing) -> str:
    when = datetime.fromtimestamp(placing.at / 1000).strftime("%H:%M")
    day = relative_day(placing.at)
    if placing.label in MOVES:
        return tr("Put here by hand: {day}, {clock}.", day=day, clock=when)
    if placing.label == "AcceptClusters":
        return tr("Put here by a proposal that was accepted: {day}, {clock}.", day=day, clock=when)
    return tr("Here since {day}, {clock}.", day=day, clock=when)


def alike_sheet(text: str, found: Sequence[Alike], select: Callable[[str], object], parent: QWidget) -> Sheet:
    """Ideas like one, nearest first. A click on one of this workshop selects it and closes the sheet."""
    sheet = Sheet(tr("Ideas like this"), parent, width=560)
    sheet.body.addWidget(Label(" ".join(text.split()), role="strong", wrap=True))
    if not found:
        sheet.body.addWidget(Label(tr("No other idea is close to this one."), role="muted", wrap=True))

    def go(note_id: str) -> None:
        sheet.close_with(None)
        select(note_id)

    for one in found:
        figure = f"{round(100 * one.cosine)} %"
        words = " ".join(one.text.split())
        if one.place:
            sheet.body.addWidget(Label(words, wrap=True))
            said = tr("{percent} alike, in “{title}”", percent=figure, title=one.place)
            sheet.body.addWidget(Label(said, role="caption", wrap=True))
        else:
            sheet.body.addWidget(parts.LinkRow(words, figure, partial(go, one.note_id)))
    sheet.add_button(tr("Close"), None, kind="primary")
    return sheet
