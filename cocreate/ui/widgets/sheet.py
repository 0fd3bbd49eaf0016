"""One sheet over the window, never a dialog of its own: it waits for nobody and knows no command.

    sheet = Sheet(tr("New workshop"), parent=window)          # any widget of the window will do as parent
    sheet.body.addWidget(field)
    sheet.add_button(tr("Cancel"), None)
    sheet.add_button(tr("Create workshop"), self._read, kind="primary")   # a callable gives the result;
    sheet.open()                                                          # it may return Sheet.STAY
    result = await sheet            # or sheet.closed.connect(...); None when it was left by Esc

At most one is open in a window: opening another closes the first with None.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Generator
from typing import Any, ClassVar

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from cocreate.ui import theme
from cocreate.ui.i18n import tr
from cocreate.ui.widgets.buttons import Button
from cocreate.ui.widgets.labels import Label
from cocreate.ui.widgets.overlay import Overlay, open_overlays
from cocreate.ui.widgets.surfaces import ScrollColumn, shadow_room


class Sheet(Overlay):
    """A title, a body that scrolls when it must, a foot of buttons. Esc leaves, Enter presses the main button.

    A click beside it does nothing: what was typed is not lost by a slip.
    """

    STAY: ClassVar[object] = object()  # a button's handler returns it to keep the sheet open (something is missing)

    def __init__(self, title: str, parent: QWidget, *, width: int = 480, closable: bool = True) -> None:
        super().__init__(parent, title)
        self._width = theme.wider(width)
        self._layout = column = QVBoxLayout(self.face)
        column.setContentsMargins(theme.XL, theme.L, theme.M if closable else theme.XL, theme.XL)
        column.setSpacing(theme.L)
        self._head = head = QHBoxLayout()
        self.title = Label(title, role="title", wrap=True)
        self.title.setMinimumHeight(theme.TARGET)
        self.title.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.title, 1)
        self.column = ScrollColumn(padding=0, spacing=theme.L)
        self.column.outer.setContentsMargins(0, theme.XS, theme.M if closable else 0, theme.XS)  # beside it the bar
        self.column.content.installEventFilter(self)
        self.body = self.column.body
        self._buttons: list[Button] = []
        self._foot = QHBoxLayout()
        self._foot.setSpacing(theme.S)
        self._foot.setContentsMargins(0, 0, theme.M if closable else 0, 0)
        self._foot.addStretch(1)
        self._away: Button | None = None
        if closable:
            self._away = Button(kind="icon", icon="x", name=tr("Close"), shortcut="Esc")
            self._away.clicked.connect(lambda: self.close_with(None))
            head.addWidget(self._away, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        column.addWidget(self.column, 1)
        column.addLayout(self._foot)

    def add_button(
        self, text: str, result: object | Callable[[], object] = None, *, kind: str = "secondary", icon: str = "",
    ) -> Button:  # fmt: skip
        """A button of the foot. `result` is what the sheet closes with, or a callable that finds it."""

        def press() -> None:
            found = result() if callable(result) else result
            if found is not Sheet.STAY:
                self.close_with(found)

        button = Button(text, kind=kind, icon=icon, on_click=press)
        self._foot.addWidget(button)
        self._buttons.append(button)
        return button

    def add_left(self, widget: QWidget) -> None:
        """Something at the left of the foot, for instance a quiet button or a hint."""
        self._foot.insertWidget(0, widget)

    def open(self) -> Sheet:
        """Show it over the window and put the focus on its first field."""
        self.appear()
        return self

    def __await__(self) -> Generator[Any, None, Any]:
        future: asyncio.Future[Any] = asyncio.get_running_loop().create_future()

        def tell(result: object) -> None:
            if not future.done():
                future.set_result(result)

        self.closed.connect(tell)
        return future.__await__()

    def first_stop(self) -> QWidget:
        """The first field; without one the main button, so that Enter does the obvious."""
        inside = (w for w in self.stops() if self.column.isAncestorOf(w))
        return next(inside, None) or self._main_button() or self

    def stops(self) -> list[QWidget]:
        """Fields and buttons first, the cross last."""
        found = super().stops()
        return [w for w in found if w is not self._away] + [w for w in found if w is self._away]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_with(None)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (main := self._main_button()):
            main.click()
        event.accept()

    def focusNextPrevChild(self, forward: bool) -> bool:
        super().focusNextPrevChild(forward)
        now = QApplication.focusWidget()
        if now is not None and self.column.isAncestorOf(now):
            self.column.ensureWidgetVisible(now)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What is said later (an answer, a mistake) makes the sheet taller; a scrolled column tells nobody itself."""
        if watched is self.column.content and event.type() == QEvent.Type.LayoutRequest and not self.is_done:
            self.arrange()
        return super().eventFilter(watched, event)

    def arrange(self) -> None:
        """Centre the face, a little above the middle, and never beyond the window."""
        room = shadow_room("sheet")
        width = min(self._width, self.width() - 2 * theme.L) + 2 * room
        inner = self.column.outer
        margins = self._layout.contentsMargins()
        text_width = width - 2 * room - margins.left() - margins.right()
        body = inner.heightForWidth(text_width) if inner.hasHeightForWidth() else inner.sizeHint().height()
        chrome = self._layout.totalMinimumSize().height() - self.column.minimumSizeHint().height()
        title = text_width - (self._away.width() + self._head.spacing() if self._away else 0)
        chrome += max(self.title.heightForWidth(title) - self.title.minimumHeight(), 0)  # a long one takes two lines
        height = min(chrome + body + 2, self.height() - 2 * theme.L + 2 * room)
        top = max(theme.L - room, round((self.height() - height) * 0.42))
        self.face.setGeometry((self.width() - width) // 2, top + round((1 - self.shown) * theme.S), width, height)

    def _main_button(self) -> Button | None:
        return next((b for b in self._buttons if b.kind in ("primary", "danger") and b.isEnabled()), None)


def open_sheets(widget: QWidget) -> list[Sheet]:
    """The sheets open over the window of a widget: none or one."""
    return [one for one in open_overlays(widget) if isinstance(one, Sheet)]
