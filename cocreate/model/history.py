"""What each actor can undo and redo: a fold over their own steps, remembered until something rolls back."""

from __future__ import annotations

from typing import NamedTuple

from cocreate.model.commands.base import COMMANDS, Command
from cocreate.model.journal import Step
from cocreate.model.ledger import Ledger

JOIN_WITHIN = 5_000  # ms between two edits of one thing that one undo takes back together


class Entry(NamedTuple):
    """What one undo takes back: stamps oldest first, and the name of the command."""

    stamps: tuple[str, ...]
    label: str


class _Latest(NamedTuple):
    """The last step of an actor, while the next may join it."""

    stamp: str
    label: str
    key: str
    when: int


class _Stacks:
    def __init__(self) -> None:
        self.undo: list[Entry] = []
        self.redo: list[Entry] = []

    def add(self, stamp: str, label: str, undoes: str | None, joins: str | None) -> None:
        if undoes is None:
            if is_undoable(label):
                earlier: tuple[str, ...] = ()
                if joins and self.undo and self.undo[-1].stamps[-1] == joins:
                    earlier = self.undo.pop().stamps
                self.undo.append(Entry((*earlier, stamp), label))
                self.redo.clear()
        elif self.undo and self.undo[-1].stamps[-1] == undoes:
            self.undo.pop()
            self.redo.append(Entry((stamp,), label))
        elif self.redo and self.redo[-1].stamps[-1] == undoes:
            self.redo.pop()
            self.undo.append(Entry((stamp,), label))


class History:
    """Stacks per scope and actor. They survive a restart, because they are read from the journal."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._stacks: dict[tuple[str, str], _Stacks] = {}
        self._latest: dict[tuple[str, str], _Latest] = {}

    def undoable(self, scope: str, actor: str) -> Entry | None:
        """What undo would take back."""
        stack = self._of(scope, actor).undo
        return stack[-1] if stack else None

    def redoable(self, scope: str, actor: str) -> Entry | None:
        stack = self._of(scope, actor).redo
        return stack[-1] if stack else None

    def joined(self, command: Command, actor: str, now: int) -> str | None:
        """Stamp of the step that this command joins: the actor's last, on the same thing, at most 5 s before `now`.

        By the wall clock, in ms: a hybrid stamp may stand still while the clock of another laptop is ahead.
        """
        last = self._latest.get((command.scope, actor))
        if last is None or not command.joins() or last.key != command.joins():
            return None
        if last.label != type(command).__name__ or not 0 <= now - last.when <= JOIN_WITHIN:
            return None
        top = self.undoable(command.scope, actor)
        return last.stamp if top is not None and top.stamps[-1] == last.stamp else None

    def add(self, step: Step, joins: str | None = None, key: str = "", now: int = 0) -> None:
        """A step that was just written by this store; `key` is what a next one may join it on."""
        whose = step.scope, step.actor
        held = self._stacks.get(whose)
        if held is not None:
            held.add(step.stamp, step.label, step.undoes, joins)
        self._latest.pop(whose, None)
        if key and step.undoes is None:
            self._latest[whose] = _Latest(step.stamp, step.label, key, now)

    def forget(self, scope: str) -> None:
        """After a roll-back or a merge: read the journal again."""
        for key in [k for k in self._stacks if k[0] == scope]:
            del self._stacks[key]

    def _of(self, scope: str, actor: str) -> _Stacks:
        held = self._stacks.get((scope, actor))
        if held is None:
            held = self._stacks[scope, actor] = _Stacks()
            for stamp, label, undoes, joins in self._ledger.line_of(scope, actor):
                held.add(stamp, label, undoes, joins)
        return held


def is_undoable(label: str) -> bool:
    """Whether a journalled command can be taken back; what a newer version wrote cannot."""
    found = COMMANDS.get(label)
    return found is not None and found.is_undoable
