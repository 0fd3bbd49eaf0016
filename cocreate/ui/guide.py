"""What answers a question: what the palette finds, the help sheet and the sheet of keys. It keeps nothing."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from cocreate.ui.i18n import tr

if TYPE_CHECKING:
    from cocreate.ui.main_window import MainWindow
    from cocreate.ui.palette import Entry


class Guide:
    """The window's own answers."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def open_palette(self) -> None:
        """Find a command, an idea of the open workshop, or a page of the help."""
        from cocreate.ui.palette import open_palette

        open_palette(self._window, self._window.actions_table, self.found)

    def open_help(self, topic: str = "") -> None:
        """The help sheet: in a workshop with the next thing to do, on Home with the way to begin."""
        from cocreate.ui.help import help_sheet

        window, page = self._window, self._window.room.page if self._window.room is not None else None
        begin = None if page is not None else lambda: window.live.start(window.errands.new_workshop())
        help_sheet(
            window, library=window.library, step=page.step if page is not None else "",
            following=page.panels[page.step].next_step().text if page is not None else "", on_new=begin,
            on_keys=self.open_shortcuts, on_folder=window.errands.show_library, topic=topic,
        ).open()  # fmt: skip

    def open_shortcuts(self) -> None:
        """Every key there is."""
        from cocreate.ui.shortcuts import shortcut_sheet

        shortcut_sheet(self._window).open()

    def found(self, query: str) -> list[Entry]:
        """Ideas of the open workshop and pages of the help, for the palette."""
        from cocreate.model.snapshot import Note
        from cocreate.ui.help import steps, topics
        from cocreate.ui.palette import Entry

        if not query.strip():
            return []
        told = [
            Entry(one.title, partial(self.open_help, one.id), icon="circle-question-mark", detail=tr("Help"))
            for one in (*topics(), *steps())
        ]
        mirror = self._window.live.mirror
        if mirror is None or self._window.room is None:
            return told
        ideas = [
            Entry(note.text, partial(self._show_idea, note.id), icon="sticky-note", detail=f"{note.number}")
            for note in mirror.all(Note)
        ]
        return told + ideas

    def _show_idea(self, note_id: str) -> None:
        if self._window.room is not None:
            self._window.room.page.set_selection((note_id,))
            self._window.room.board.zoom_selection()
