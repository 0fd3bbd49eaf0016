"""What the room asks of the spare process about its ideas: themes, why an idea is here, ideas like one.

It shows the answers and changes nothing: a proposal waits in the Themes step until a person accepts it.
"""

from __future__ import annotations

from collections.abc import Coroutine
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from cocreate.errors import Trouble
from cocreate.model.snapshot import Note
from cocreate.ui.i18n import tr
from cocreate.ui.steps.themes import Wanted
from cocreate.worker import Cancelled

if TYPE_CHECKING:
    from cocreate.ui.main_window import MainWindow
    from cocreate.ui.workshop.page import WorkshopPage


class Asking(QObject):
    """The questions of one open workshop."""

    def __init__(self, window: MainWindow, page: WorkshopPage) -> None:
        super().__init__(page)
        self._window, self._page = window, page
        page.suggest_requested.connect(self.suggest)
        page.themes.cancel_requested.connect(self.cancel)
        page.inspector.why_requested.connect(self.why)
        page.inspector.alike_requested.connect(self.alike)

    def suggest(self, wanted: Wanted) -> None:
        self._start(self._suggest(wanted))

    def cancel(self) -> None:
        """No proposal after all."""
        self._window.background.cancel("themes")
        self._page.themes.suggestion_ended()

    def why(self) -> None:
        """Why the selected idea is in its theme."""
        if (note := self._one()) is not None:
            self._start(self._why(note))

    def alike(self) -> None:
        """What is like the selected idea, here and in earlier workshops."""
        if (note := self._one()) is not None:
            self._start(self._alike(note))

    def has_one(self) -> bool:
        """Whether one idea is selected."""
        return self._one() is not None

    def _one(self) -> Note | None:
        snap = self._page.snapshot
        rows = [snap.by_id.get(i) for i in self._page.selection] if snap else []
        notes = [row for row in rows if isinstance(row, Note)]
        return notes[0] if len(notes) == 1 else None

    def _is_left(self) -> bool:
        """Whether the person has gone elsewhere: nobody waits for this answer any more, and the page is no more."""
        room = self._window.room
        return room is None or room.page is not self._page

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        self._window.live.start(work)

    async def _suggest(self, wanted: Wanted) -> None:
        themes = self._page.themes
        try:
            asked = await self._window.jobs.suggest(
                wanted.grain, wanted.count, themes.waiting.set_share, is_placing=wanted.is_placing
            )
        except Cancelled:
            return
        except Trouble as trouble:
            if self._is_left():
                return
            themes.suggestion_ended()
            self._window.tell(trouble.say(tr.language), kind="danger")
            return
        if self._is_left():
            return
        themes.show_suggestion(asked.suggestion, asked.snapshot, wanted)
        if asked.suggestion.engine == "words":
            self._window.tell(tr("The language model is not installed: these themes rest on equal words alone."))

    async def _why(self, note: Note) -> None:
        from cocreate.ui.steps.answers import why_sheet

        jobs, live = self._window.jobs, self._window.live
        try:
            said = await jobs.why(note.id)
        except Cancelled:
            return
        except Trouble as trouble:
            self._window.tell(trouble.say(tr.language), kind="danger")
            return
        placing = await live.ask(lambda store: store.placed(note.scope, note.id)) if note.cluster_id else None
        if not self._is_left():
            why_sheet(note.text, said, placing, self._window).open()

    async def _alike(self, note: Note) -> None:
        from cocreate.ui.steps.answers import alike_sheet

        try:
            found = await self._window.jobs.alike(note)
        except Cancelled:
            return
        except Trouble as trouble:
            self._window.tell(trouble.say(tr.language), kind="danger")
            return
        if not self._is_left():
            alike_sheet(note.text, found, lambda id: self._page.set_selection((id,)), self._window).open()
