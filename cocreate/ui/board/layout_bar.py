"""The choice of a layout: for the frame that is drawn next, or for the one that is selected."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from cocreate.ui import theme
from cocreate.ui.board.menu import layouts
from cocreate.ui.board.view import BoardView
from cocreate.ui.i18n import tr
from cocreate.ui.widgets import Card, Segmented


class LayoutBar(Card):
    """Seen while frames are drawn, and while one frame is selected."""

    def __init__(self, board: BoardView, parent: QWidget) -> None:
        super().__init__(padding=theme.XS, parent=parent)
        self._board = board
        rows = [(key, words, icon) for key, (words, icon) in layouts().items()]
        self.choice = Segmented(rows, board.frame_layout, name=tr("Layout of the frame"))
        self.choice.changed.connect(self._choose)
        self.body.addWidget(self.choice)
        board.tool_changed.connect(self.follow)
        board.selection_changed.connect(self.follow)
        self.follow()

    def follow(self, *_: object) -> None:
        """Show or hide, with the layout in force."""
        held = self._board.deeds.frame_layout()
        self.choice.set_value(held or self._board.frame_layout)
        self.setVisible(self._board.tool == "F" or bool(held))

    def _choose(self, layout: str) -> None:
        if self._board.deeds.frame_layout():
            self._board.deeds.layout(layout)
        else:
            self._board.frame_layout = layout
