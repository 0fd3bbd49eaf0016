"""One sheet over the window, never a dialog of its own: it dims what lies below, holds the focus, and waits for nobody.

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

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QHideEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from cocreate.ui import theme
from cocreate.ui.i18n import tr
from cocreate.ui.widgets import motion
from cocreate.ui.widgets.buttons import Button
from cocreate.ui.widgets.labels import Label
from cocreate.ui.widgets.surfaces import ScrollColumn, paint_shadow, shadow_room

_DIM = 0.36


class _Face(QWidget):
    """The raised shape with round corners and its shadow."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        room = shadow_room("sheet")
        self.setContentsMargins(room, room, room, room)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shape = QRectF(self.rect().marginsRemoved(self.contentsMargins()))
        paint_shadow(painter, shape, theme.RADIUS_SHEET, "sheet")
        painter.setPen(QColor(t.line))
        painter.setBrush(QColor(t.raised))
        painter.drawRoundedRect(shape.adjusted(0.5, 0.5, -0.5, -0.5), theme.RADIUS_SHEET, theme.RADIUS_SHEET)


class Sheet(QWidget):
    """See the module. `closed(result)` is said once; the sheet then deletes itself."""

    closed = Signal(object)
    STAY: ClassVar[object] = object()  # a button's handler returns it to keep the sheet open (something is missing)

    def __init__(self, title: str, parent: QWidget, *, width: int = 480, closable: bool = True) -> None:
        self.host = parent.window()
        super().__init__(self.host)
        self._width, self._is_done, self._shown = width, False, 0.0
        self._before: QWidget | None = None
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("focus_ring", "none")
        self.face = _Face(self)
        self._layout = column = QVBoxLayout(self.face)
        column.setContentsMargins(theme.XL, theme.L, theme.XL, theme.XL)
        column.setSpacing(theme.L)
        head = QHBoxLayout()
        self.title = Label(title, role="title", wrap=True)
        head.addWidget(self.title, 1)
        if closable:
            away = Button(kind="icon", icon="x", name=tr("Close"), shortcut="Esc")
            away.clicked.connect(lambda: self.close_with(None))
            head.addWidget(away, 0, Qt.AlignmentFlag.AlignTop)
            column.setContentsMargins(theme.XL, theme.L, theme.L, theme.XL)
        column.addLayout(head)
        self.column = ScrollColumn(padding=0, spacing=theme.L)
        self.column.outer.setContentsMargins(2, 2, theme.S + 2, 2)  # room for focus rings
        self.body = self.column.body
        column.addWidget(self.column, 1)
        self._buttons: list[Button] = []
        self._foot = QHBoxLayout()
        self._foot.setSpacing(theme.S)
        self._foot.setContentsMargins(0, 0, theme.S if closable else 0, 0)
        self._foot.addStretch(1)
        column.addLayout(self._foot)
        self.hide()

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
        window = self.host
        for other in open_sheets(window):
            if other is not self:
                other.close_with(None)
        self._before = QApplication.focusWidget()
        window.installEventFilter(self)
        self.setGeometry(window.rect())
        self.show()
        self.raise_()
        self._arrange()
        first = next((w for w in self._stops() if not isinstance(w, Button)), None) or self._main_button() or self
        first.setFocus(Qt.FocusReason.PopupFocusReason)
        motion.run(self, theme.LAYOUT_MS, self._appear)
        return self

    def close_with(self, result: object) -> None:
        """Close and tell; the focus goes back to where it was."""
        if self._is_done:
            return
        self._is_done = True
        self.host.removeEventFilter(self)
        now = QApplication.focusWidget()
        had_focus = now is not None and (now is self or self.isAncestorOf(now))
        self.hide()
        before = self._before
        if before is not None and had_focus and _is_alive(before):
            before.setFocus(Qt.FocusReason.PopupFocusReason)
        self.closed.emit(result)
        self.deleteLater()

    def __await__(self) -> Generator[Any, None, object]:
        future: asyncio.Future[object] = asyncio.get_running_loop().create_future()

        def tell(result: object) -> None:
            if not future.done():
                future.set_result(result)

        self.closed.connect(tell)
        return future.__await__()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.host:
            self.setGeometry(self.host.rect())
        return False

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._arrange()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not self._is_done and not self.host.isHidden() and self.isHidden():
            self.close_with(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves, Enter presses the main button; nothing reaches what lies below."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_with(None)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (main := self._main_button()):
            main.click()
        event.accept()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes round within the sheet."""
        stops = self._stops()
        if not stops:
            return True
        now = QApplication.focusWidget()
        at = next((k for k, stop in enumerate(stops) if stop is now or stop.focusProxy() is now), -1 if forward else 0)
        target = stops[(at + (1 if forward else -1)) % len(stops)]
        target.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
        self.column.ensureWidgetVisible(target)
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the dimmed window does nothing: what was typed is not lost by a slip."""
        event.accept()

    def wheelEvent(self, event: QEvent) -> None:
        event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        share = _DIM * self._shown * (1.3 if theme.current().is_dark else 1)
        painter.fillRect(self.rect(), QColor.fromRgbF(0, 0, 0, share))

    def _stops(self) -> list[QWidget]:
        """What Tab reaches, in the order of Qt's focus chain."""
        found: list[QWidget] = []
        one = self.nextInFocusChain()
        while one is not None and one is not self:
            takes = one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.focusProxy() is None
            if takes and one.isEnabled() and one.isVisible() and self.isAncestorOf(one):
                found.append(one)
            one = one.nextInFocusChain()
        close = [w for w in found if isinstance(w, Button) and w.icon_name == "x" and w.kind == "icon"]
        return [w for w in found if w not in close] + close

    def _main_button(self) -> Button | None:
        return next((b for b in self._buttons if b.kind in ("primary", "danger") and b.isEnabled()), None)

    def _arrange(self) -> None:
        """Centre the face, a little above the middle, and never beyond the window."""
        room = shadow_room("sheet")
        width = min(self._width, self.width() - 2 * theme.L) + 2 * room
        inner = self.column.outer
        text_width = width - 2 * room - 2 * theme.XL
        body = inner.heightForWidth(text_width) if inner.hasHeightForWidth() else inner.sizeHint().height()
        chrome = self._layout.totalMinimumSize().height() - self.column.minimumSizeHint().height()
        height = min(chrome + body + 2, self.height() - 2 * theme.L + 2 * room)
        top = max(theme.L - room, round((self.height() - height) * 0.42))
        self.face.setGeometry((self.width() - width) // 2, top + round((1 - self._shown) * theme.S), width, height)

    def _appear(self, share: float) -> None:
        self._shown = share
        self._arrange()
        self.update()


def open_sheets(widget: QWidget) -> list[Sheet]:
    """The sheets open over the window of a widget: none or one."""
    return [s for s in widget.window().findChildren(Sheet) if not s._is_done and not s.isHidden()]


def _is_alive(widget: QWidget) -> bool:
    return isValid(widget) and widget.isVisible()
