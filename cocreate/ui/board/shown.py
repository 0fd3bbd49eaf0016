"""The rows of one board as it shows them: it takes over steps, and shows a command ahead of its step. No gestures."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cocreate.model.commands import Command
from cocreate.model.journal import Stepped
from cocreate.model.snapshot import Row
from cocreate.ui.board import garbage
from cocreate.ui.board.chooser import Chooser
from cocreate.ui.board.model import BoardModel
from cocreate.ui.board.pending import Pending
from cocreate.ui.i18n import tr

POINTS = ("voting_round", "round_option", "round_result")


class Shown(Chooser):
    """Feed it with `load` and `apply`; it answers with `command_ready`."""

    command_ready = Signal(object)  # a Command to run

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mirror: Any = None
        self._pending = Pending()
        self._describe()

    def cancel(self) -> None:
        """End what is under way as if it had not begun."""

    @property
    def scope(self) -> str:
        return self.model.scope

    @property
    def board_id(self) -> str:
        return self.model.board_id

    @property
    def mirror(self) -> Any:
        return self._mirror

    def load(self, mirror: Any, board_id: str | None = None) -> None:
        """Show a board of a workshop, by default its first."""
        self.cancel()
        self._mirror = mirror
        self._pending.clear()
        with garbage.settled():
            model = BoardModel()
            model.load(mirror, board_id)
            if self.model.board_id == model.board_id:
                model.raised = self.model.raised
            self.model = model
            self.layer.load(model)
        self.select([i for i in self._selection if self.has(i)], reveal=False)
        self._describe()

    def refresh(self) -> None:
        """Show what is held again: after a command was refused, what it showed ahead must go."""
        if self._mirror is not None:
            self.load(self._mirror, self.model.board_id)

    def apply(self, stepped: Stepped) -> None:
        """Take over a step: only its rows are drawn anew. The mirror must have taken it over before."""
        if stepped.scope != self.model.scope:
            return
        for row in self._pending.settled(stepped):
            self.layer.put(row)
        if self._mirror is not None and any(row.kind in POINTS for row in stepped.rows):
            self.model.points = dict(self._mirror.snapshot().points)
        self._after_rows()

    def _after_rows(self) -> None:
        kept = tuple(i for i in self._selection if self.has(i))
        if kept != self._selection:
            self.select(kept, reveal=False)
        self._describe()
        self.moved()
        self.layer.refresh()

    def send(self, command: Command, *rows: Row) -> None:
        """Hand out a command; its rows are shown at once, ahead of the step."""
        changed = [row for row in rows if row != self._row(row.id)]
        self._pending.sent(type(command).__name__, (row.id for row in changed))
        for row in changed:
            self.layer.put(row)
        self._after_rows()
        self.command_ready.emit(command)

    def _row(self, row_id: str) -> Row | None:
        return self.model.row(row_id)

    def _describe(self) -> None:
        notes = tr.plural("{n} note", "{n} notes", n=self.model.count())
        clusters = tr.plural("{n} theme", "{n} themes", n=len(self.model.clusters))
        self.setAccessibleName(tr("Board"))
        text = tr("{notes}, {themes}; outline: F6", notes=notes, themes=clusters)
        if text != self.accessibleDescription():
            self.setAccessibleDescription(text)
