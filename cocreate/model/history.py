"""What each actor can undo and redo: a fold over their own steps, remembered until something rolls back."""

from __future__ import annotations

from cocreate.model.commands.base import COMMANDS
from cocreate.model.journal import Step
from cocreate.model.ledger import Ledger

Entry = tuple[str, str]  # stamp, name of the command


class _Stacks:
    def __init__(self) -> None:
        self.undo: list[Entry] = []
        self.redo: list[Entry] = []

    def add(self, stamp: str, label: str, undoes: str | None) -> None:
        if undoes is None:
            if is_undoable(label):
                self.undo.append((stamp, label))
                self.redo.clear()
        elif self.undo and self.undo[-1][0] == undoes:
            self.undo.pop()
            self.redo.append((stamp, label))
        elif self.redo and self.redo[-1][0] == undoes:
            self.redo.pop()
            self.undo.append((stamp, label))


class History:
    """Stacks per scope and actor. They survive a restart, because they are read from the journal."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._stacks: dict[tuple[str, str], _Stacks] = {}
        self._labels: dict[str, str] = {}

    def undoable(self, scope: str, actor: str) -> str:
        """Stamp of the step that undo would take back, or an empty text."""
        return self._top(self._of(scope, actor).undo)

    def redoable(self, scope: str, actor: str) -> str:
        return self._top(self._of(scope, actor).redo)

    def label(self, stamp: str) -> str:
        """Name of the command behind a stamp that `undoable` or `redoable` gave."""
        return self._labels.get(stamp, "")

    def add(self, step: Step) -> None:
        """A step that was just written by this store."""
        held = self._stacks.get((step.scope, step.actor))
        if held is not None:
            held.add(step.stamp, step.label, step.undoes)

    def forget(self, scope: str) -> None:
        """After a roll-back or a merge: read the journal again."""
        for key in [k for k in self._stacks if k[0] == scope]:
            del self._stacks[key]

    def _of(self, scope: str, actor: str) -> _Stacks:
        held = self._stacks.get((scope, actor))
        if held is None:
            held = self._stacks[scope, actor] = _Stacks()
            for stamp, label, undoes in self._ledger.line_of(scope, actor):
                held.add(stamp, label, undoes)
        return held

    def _top(self, stack: list[Entry]) -> str:
        if not stack:
            return ""
        stamp, label = stack[-1]
        self._labels = {stamp: label}
        return stamp


def is_undoable(label: str) -> bool:
    """Whether a journalled command can be taken back; what a newer version wrote cannot."""
    found = COMMANDS.get(label)
    return found is not None and found.is_undoable
