"""The middle of a workshop: board, columns or outline under one switch, with room for bars; it shows and signals."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from cocreate.ui import theme
from cocreate.ui.i18n import tr
from cocreate.ui.widgets.buttons import Segmented
from cocreate.ui.widgets.surfaces import Panel
from cocreate.ui.workshop import parts

VIEWS = ("board", "columns", "outline")


class Views(Panel):
    """One view at a time. `changed(key)` follows a person's choice and `show_view` alike."""

    changed = Signal(str)

    def __init__(self) -> None:
        super().__init__("canvas")
        self.view = "board"
        self.switch = Segmented(
            [
                ("board", tr("Board"), "layout-grid"), ("columns", tr("Columns"), "columns-3"),
                ("outline", tr("Outline"), "list-tree"),
            ],
            "board", name=tr("How the ideas are shown"),
        )  # fmt: skip
        self.switch.changed.connect(self.show_view)
        self.tools = parts.row()  # what belongs to all three: search, history
        self.own = parts.row()  # what belongs to the view on show
        self.head = QWidget()
        head = parts.row(self.switch, spacing=theme.M)
        self._own = QWidget()
        self._own.setLayout(self.own)
        head.addWidget(self._own)
        head.addStretch(1)
        head.addLayout(self.tools)
        head.setContentsMargins(theme.M, theme.S, theme.M, theme.S)
        outer = parts.column(self, 0, 0)
        self.head.setLayout(head)
        self._head = head
        outer.addWidget(self.head)
        self._second = parts.row()  # without room, what belongs to the view stands in a line of its own
        outer.addLayout(self._second)
        self.above, self.below = QVBoxLayout(), QVBoxLayout()
        outer.addLayout(self.above)
        self._stack = QStackedLayout()
        outer.addLayout(self._stack, 1)
        outer.addLayout(self.below)
        self.pages: dict[str, QWidget] = {}
        self._tools_of: dict[str, QWidget] = {}
        for button in self.switch.buttons.values():
            button.hide()  # until there is something to show

    def put(self, key: str, page: QWidget, tools: QWidget | None = None) -> None:
        """Show this widget for a view, in place of an earlier one; its tools stand beside the switch."""
        if tools is not None:
            self._tools_of[key] = tools
            self.own.addWidget(tools)
            tools.setVisible(key == self.view)
        if (old := self.pages.get(key)) is not None:
            self._stack.removeWidget(old)
        self.pages[key] = page
        self._stack.addWidget(page)
        self.switch.buttons[key].show()
        if key == self.view:
            self._stack.setCurrentWidget(page)

    def cover(self, page: QWidget | None) -> None:
        """Show something else in place of the view, without the switch; None goes back to the view."""
        self.head.setVisible(page is None)
        if page is not None:
            self._stack.addWidget(page)
            self._stack.setCurrentWidget(page)
        elif self.view in self.pages:
            self._stack.setCurrentWidget(self.pages[self.view])

    @property
    def shown(self) -> QWidget | None:
        """The widget of the view that is on show."""
        return self.pages.get(self.view)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """First the view's own tools go to a second line, then the switch names the view on show alone."""
        rest = self.width() - self.tools.sizeHint().width() - self.switch.full_width() - 4 * theme.M
        is_below = rest < self.own.sizeHint().width()
        if is_below != (self._second.count() > 0):
            self._second.setContentsMargins(theme.M, 0, theme.M, theme.S if is_below else 0)
            if is_below:
                self._head.removeWidget(self._own)
                self._second.addWidget(self._own)
            else:
                self._second.removeWidget(self._own)
                self._head.insertWidget(1, self._own)
        self.switch.set_compact(rest < 0)

    def show_view(self, key: str) -> None:
        """Go to a view; an unknown one is ignored."""
        if key not in VIEWS or key not in self.pages or key == self.view:
            return
        self.view = key
        self.switch.set_value(key)
        self._stack.setCurrentWidget(self.pages[key])
        for one, tools in self._tools_of.items():
            tools.setVisible(one == key)
        self._fit()
        self.changed.emit(key)
