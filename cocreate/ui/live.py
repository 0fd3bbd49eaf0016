"""The window's line to the engine: one signal for steps, the open workshop as frozen rows, a way to send commands.

Views hold ids and frozen rows, never records. Everything here lives on the GUI thread.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal

from cocreate.engine import Engine
from cocreate.errors import Trouble
from cocreate.ui.i18n import tr

if TYPE_CHECKING:  # the engine thread imports the model, while the window answers already
    from cocreate.model.commands.base import Command
    from cocreate.model.journal import Stepped
    from cocreate.model.mirror import Mirror
    from cocreate.model.store import Store

T = TypeVar("T")


class Live(QObject):
    """`stepped` carries every committed step (`Stepped`) after the mirror has taken it over.

    `opened` follows a change of workshop, `refused` carries a sentence for a toast, `saved` says that nothing is
    under way. A command is sent with `send`, or awaited with `run`.
    """

    stepped = Signal(object)
    opened = Signal()
    refused = Signal(str)
    busy_changed = Signal(bool)
    history_changed = Signal()
    _heard = Signal(object)  # from the engine thread to this one

    def __init__(self, engine: Engine, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.engine = engine
        self.mirror: Mirror | None = None
        self.undo_label = ""  # what undo would take back, in words; empty when nothing
        self.redo_label = ""
        self._tasks: set[asyncio.Task[Any]] = set()
        self._pending = 0
        self._heard.connect(self._take_over)

    def heard(self, stepped: Stepped) -> None:
        """For the engine: called on its thread."""
        self._heard.emit(stepped)

    # ---- the open workshop

    @property
    def scope(self) -> str:
        return self.mirror.scope if self.mirror else ""

    @property
    def board_id(self) -> str:
        return self.mirror.board_id if self.mirror else ""

    async def open(self, scope: str) -> None:
        """Make a workshop the open one. Raises Refused if it is not in the library."""
        from cocreate.model.mirror import Mirror

        snapshot = await self.ask(lambda store: store.snapshot(scope))
        self.mirror = Mirror(snapshot)
        await self._look_back()
        self.opened.emit()

    def leave(self) -> None:
        """No workshop is open any more."""
        self.mirror = None

    # ---- asking and telling

    async def ask(self, work: Callable[[Store], T]) -> T:
        """The result of `work(store)` on the engine thread."""
        return await self._answer(self.engine.submit(work))

    async def run(self, command: Command) -> Stepped:
        """Run a command; raises Refused. When this returns, the step is on disk."""
        return await self._answer(self.engine.run(command))

    def send(self, command: Command) -> None:
        """Run a command; a refusal is told by `refused`."""
        self.start(self.run(command))

    def undo(self) -> None:
        self.start(self._turn(lambda store: store.undo(self.scope, self.engine.actor.id)))

    def redo(self) -> None:
        self.start(self._turn(lambda store: store.redo(self.scope, self.engine.actor.id)))

    async def voters(self, round_id: str) -> dict[str, bool]:
        """Participant id to whether the ballot is cast."""
        return await self.ask(lambda store: store.voters(round_id))

    def start(self, work: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        """Run a coroutine of the window; its Trouble becomes a sentence, anything else is a bug and is raised."""
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._ended)
        return task

    # ---- inside

    async def _answer(self, future: Future[T]) -> T:
        self._count(1)
        try:
            return await asyncio.wrap_future(future)
        finally:
            self._count(-1)

    async def _turn(self, work: Callable[[Store], Stepped | None]) -> None:
        if self.scope:
            await self.ask(work)

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if task.cancelled():
            return
        error = task.exception()
        if isinstance(error, Trouble):
            self.refused.emit(error.say(tr.language))
        elif error is not None:
            raise error

    def _count(self, change: int) -> None:
        before, self._pending = self._pending, self._pending + change
        if bool(before) != bool(self._pending):
            self.busy_changed.emit(bool(self._pending))

    def _take_over(self, stepped: Stepped) -> None:
        if self.mirror is None or stepped.scope != self.mirror.scope:
            return
        self.mirror.apply(stepped)
        self.stepped.emit(stepped)
        if stepped.stamp:
            self.start(self._look_back())

    async def _look_back(self) -> None:
        scope, actor = self.scope, self.engine.actor.id
        if not scope:
            return
        undo, redo = await self.ask(lambda store: (store.undo_label(scope, actor), store.redo_label(scope, actor)))
        named = tuple(words_of(name) for name in (undo, redo))
        if named != (self.undo_label, self.redo_label):
            self.undo_label, self.redo_label = named
            self.history_changed.emit()


def words_of(command: str) -> str:
    """The label of a command in the language of the window; an empty name gives an empty text."""
    from cocreate.model.commands.base import label_of

    label = label_of(command)
    return tr(label) if label else ""
