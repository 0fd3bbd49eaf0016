"""Reads the ideas of the open workshop in the spare process while it is idle. It shows and changes nothing.

Themes, "Why here?" and "Find like this" then cost what is left to think about, not the reading. It gives way to
whatever a person asks for.
"""

from __future__ import annotations

import asyncio
from itertools import islice
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from cocreate.model.snapshot import Note
from cocreate.ui.background import AHEAD
from cocreate.worker import Cancelled

if TYPE_CHECKING:
    from cocreate.ui.background import Background
    from cocreate.ui.live import Live

PAUSE = 3000  # ms after a change: people write faster than they ask for themes
FEWEST, MOST = 40, 10_000  # ideas: fewer are read in a moment, more are not grouped at once
AT_ONCE = 64  # texts: a tenth of a second


class Ahead(QObject):
    """Made with a room; `stop` when it closes."""

    def __init__(self, live: Live, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._live, self._background = live, background
        self._done: set[str] = set()  # texts that were read
        self._is_under_way = self._is_over = False
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(PAUSE)
        self.timer.timeout.connect(self._begin)
        live.stepped.connect(self._stepped)
        self.timer.start()

    def stop(self) -> None:
        """Nothing more is read."""
        self._is_over = True
        self.timer.stop()
        self._live.stepped.disconnect(self._stepped)
        self._background.cancel(AHEAD)

    def unread(self) -> list[str]:
        """What is still to be read of a board that is worth it, in the order of the board."""
        mirror = self._live.mirror
        notes = mirror.rows["note"] if mirror is not None else {}
        if not FEWEST <= len(notes) <= MOST:
            return []
        found = dict.fromkeys(note.text for note in notes.values() if isinstance(note, Note))
        return [text for text in found if text not in self._done]

    def _stepped(self, _stepped: object) -> None:
        if not self.timer.isActive() and not self._is_under_way:
            self.timer.start()

    def _begin(self) -> None:
        if self._is_under_way or not self.unread():
            return
        try:
            asyncio.get_running_loop()
        except RuntimeError:  # the window is ending, or has not begun to live: nobody waits for it
            return
        self._live.start(self._read())

    async def _read(self) -> None:
        from cocreate.insight.embedding import read  # late: numpy is for who asks

        self._is_under_way = True
        try:
            while self._background.is_idle and (some := list(islice(self.unread(), AT_ONCE))):
                if not await self._background.run(AHEAD, read, some):
                    self._done.update(self.unread())  # here a row depends on the texts beside it: nothing is gained
                    return
                self._done.update(some)
        except Cancelled:
            pass  # somebody asked for something: later
        finally:
            self._is_under_way = False
        if not self._is_over and self.unread():
            self.timer.start()
