"""Ideas that may be the same: pair by pair, merged or kept apart by a click, never by themselves."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from cocreate.model.commands import Command, KeepApart, MergeNotes
from cocreate.ui import theme
from cocreate.ui.i18n import tr
from cocreate.ui.widgets.buttons import Button
from cocreate.ui.widgets.labels import Label
from cocreate.ui.widgets.sheet import Sheet
from cocreate.ui.widgets.surfaces import Panel
from cocreate.ui.workshop import parts

if TYPE_CHECKING:
    from cocreate.insight.values import Twin

MOST_SHOWN = 40  # pairs in the sheet: more is a task for the filter, not for a list


class TwinsSheet(Sheet):
    """`send` takes the command of each answer; a pair leaves the list once it is answered."""

    def __init__(
        self, twins: Sequence[Twin], texts: Mapping[str, str], scope: str, send: Callable[[Command], object],
        parent: QWidget,
    ) -> None:  # fmt: skip
        super().__init__(tr("May these be the same?"), parent, width=560)
        self._scope, self._send = scope, send
        self._gone: set[str] = set()
        self.rows: list[PairRow] = []
        said = tr("Merging keeps both texts and both authors, and can be undone.")
        self.body.addWidget(Label(said, role="muted", wrap=True))
        self.list = QVBoxLayout()
        self.list.setSpacing(theme.M)
        self.body.addLayout(self.list)
        self.nothing = Label(tr("Every pair is answered."), role="muted", wrap=True)
        self.body.addWidget(self.nothing)
        known = [t for t in twins if t.a in texts and t.b in texts][:MOST_SHOWN]
        for twin in known:
            row = PairRow(twin, texts, self)
            self.rows.append(row)
            self.list.addWidget(row)
        self.add_button(tr("Done"), True, kind="primary")
        self._count()

    def merge(self, row: PairRow) -> None:
        """The second idea goes into the first; other pairs with it are answered too."""
        self._send(MergeNotes(scope=self._scope, into_id=row.twin.a, from_ids=(row.twin.b,)))
        self._gone.add(row.twin.b)
        for other in self.rows:
            if other is row or other.twin.b in self._gone or other.twin.a in self._gone:
                other.hide()
        self._count()

    def keep(self, row: PairRow) -> None:
        self._send(KeepApart(scope=self._scope, pairs=((row.twin.a, row.twin.b),)))
        row.hide()
        self._count()

    def _count(self) -> None:
        self.nothing.setVisible(all(row.isHidden() for row in self.rows))


class PairRow(Panel):
    """Two texts and the two answers."""

    def __init__(self, twin: Twin, texts: Mapping[str, str], sheet: TwinsSheet) -> None:
        super().__init__("inset")
        self.twin = twin
        first, second = (" ".join(texts[n].split()) for n in (twin.a, twin.b))
        heads = {
            "equal": tr("The same words"),
            "likely": tr("Probably the same"),
            "similar": tr("Close in meaning"),
        }
        inside = parts.column(self, theme.M, theme.S)
        inside.addWidget(parts.label(heads[twin.kind], "caption"))
        inside.addWidget(parts.label(first))
        inside.addWidget(parts.label(second))
        self.merge = Button(tr("Merge"), icon="merge", on_click=partial(sheet.merge, self))
        self.keep = Button(tr("Not the same"), kind="quiet", on_click=partial(sheet.keep, self))
        self.merge.setAccessibleDescription(f"{first} / {second}")
        self.keep.setAccessibleDescription(f"{first} / {second}")
        inside.addLayout(parts.row(self.merge, self.keep, None))
