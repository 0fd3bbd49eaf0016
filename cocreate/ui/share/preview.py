"""A report as it will look, page by page, over the whole window; it makes and saves no file.

preview = Preview(window, title, leaves, paint, start)
answer = await preview.open()          # "save", or None when it was left
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Generator, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cocreate.export.pages import Leaf
from cocreate.ui import theme
from cocreate.ui.i18n import tr
from cocreate.ui.share.leaves import Leaves, PaintPage
from cocreate.ui.widgets.buttons import Button, Segmented
from cocreate.ui.widgets.labels import ElidedLabel, Label
from cocreate.ui.widgets.overlay import Overlay
from cocreate.ui.widgets.surfaces import Panel
from cocreate.ui.widgets.toasts import announce
from cocreate.ui.workshop import parts

WAYS = {"width": 0.0, "page": -1.0}


class Preview(Overlay):
    """Covers the window. `start` runs a coroutine of the window."""

    dim = 0.0

    def __init__(
        self, parent: QWidget, title: str, leaves: Sequence[Leaf], paint: PaintPage,
        start: Callable[[Coroutine[Any, Any, Any]], object],
    ) -> None:  # fmt: skip
        super().__init__(parent, tr("Preview"))
        self.face.hide()
        self._start = start
        ground = Panel("canvas", self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(ground)
        column = parts.column(ground, 0, 0)
        self.back = Button(tr("Back"), kind="quiet", icon="arrow-left", shortcut="Esc")
        self.back.clicked.connect(lambda: self.close_with(None))
        self.title = ElidedLabel(title, "strong")
        self.save = Button(tr("Save the PDF"), kind="primary", icon="download")
        self.save.clicked.connect(lambda: self.close_with("save"))
        column.addWidget(_bar(self.back, self.title, self.save, stretch=1))
        self.pages = Leaves(leaves, paint)
        column.addWidget(self.pages, 1)
        self.before = parts.tool(tr("Page before"), "chevron-left", lambda: self.turn(-1))
        self.after = parts.tool(tr("Next page"), "chevron-right", lambda: self.turn(1))
        self.said = Label("", "muted", tabular=True)
        self.way = Segmented(
            [("width", tr("Page width")), ("page", tr("Whole page"))], "page", name=tr("Size of the pages")
        )
        self.way.changed.connect(lambda key: self.pages.set_zoom(WAYS[key]))
        self.less = parts.tool(tr("Smaller"), "zoom-out", lambda: self.pages.step_zoom(-1))
        self.more = parts.tool(tr("Larger"), "zoom-in", lambda: self.pages.step_zoom(1))
        self.size_said = Label("", "muted", tabular=True)
        column.addWidget(_bar(self.before, self.said, self.after, None, self.way, self.less, self.size_said, self.more))
        self.pages.turned.connect(self._turned)
        self.pages.zoomed.connect(self._say)
        self.pages.rested.connect(self._fill)
        self.pages.zoom = WAYS["page"]
        self._say()

    def open(self) -> Preview:
        """Show it over the window; await it for the answer."""
        self.appear()
        return self

    def __await__(self) -> Generator[Any, None, Any]:
        answer: asyncio.Future[Any] = asyncio.get_running_loop().create_future()

        def tell(result: object) -> None:
            if not answer.done():
                answer.set_result(result)

        self.closed.connect(tell)
        return answer.__await__()

    def first_stop(self) -> QWidget:
        return self.pages

    def turn(self, step: int) -> None:
        """To the page before or after."""
        self.pages.go_to(self.pages.at + step)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, pages = event.key(), self.pages
        deeds: dict[int, Callable[[], object]] = {
            Qt.Key.Key_PageDown: lambda: self.turn(1), Qt.Key.Key_PageUp: lambda: self.turn(-1),
            Qt.Key.Key_Right: lambda: self.turn(1), Qt.Key.Key_Left: lambda: self.turn(-1),
            Qt.Key.Key_Space: lambda: self.turn(1), Qt.Key.Key_Backspace: lambda: self.turn(-1),
            Qt.Key.Key_Home: lambda: pages.go_to(0), Qt.Key.Key_End: lambda: pages.go_to(len(pages.views) - 1),
            Qt.Key.Key_Plus: lambda: pages.step_zoom(1), Qt.Key.Key_Equal: lambda: pages.step_zoom(1),
            Qt.Key.Key_Minus: lambda: pages.step_zoom(-1), Qt.Key.Key_0: lambda: self._choose("page"),
            Qt.Key.Key_1: lambda: self._choose("width"), Qt.Key.Key_Escape: lambda: self.close_with(None),
            Qt.Key.Key_Return: lambda: self.close_with("save"), Qt.Key.Key_Enter: lambda: self.close_with("save"),
        }  # fmt: skip
        if key in deeds:
            deeds[key]()
        event.accept()

    # ---- inside

    def _choose(self, way: str) -> None:
        self.way.set_value(way)
        self.pages.set_zoom(WAYS[way])

    def _turned(self, number: int) -> None:
        self._say()
        announce(self, self.pages.views[number].accessibleName())

    def _say(self) -> None:
        at, count = self.pages.at, len(self.pages.views)
        self.said.setText(tr("Page {n} of {all}", n=at + 1, all=count))
        self.before.setEnabled(at > 0)
        self.after.setEnabled(at < count - 1)
        self.size_said.setText(f"{round(100 * self.pages.scale())} %")

    def _fill(self) -> None:
        self._say()
        self._start(self._fill_while_open())

    async def _fill_while_open(self) -> None:
        if not self.is_done:
            await self.pages.fill()


def _bar(*widgets: QWidget | None, stretch: int | None = None) -> Panel:
    bar = Panel("bar")
    line = parts.row(*widgets)
    line.setContentsMargins(theme.M, theme.S, theme.M, theme.S)
    if stretch is not None:
        line.setStretch(stretch, 1)
    bar.setLayout(line)
    return bar
