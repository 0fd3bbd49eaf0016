"""Short news at the foot of the window, with the way back; it never takes the focus and never blocks.

toasts = Toasts(window)
toasts.show(tr("3 notes removed."), undo=lambda: live.undo())
toasts.show(trouble.say(language()), kind="danger")
toasts.show(tr("The PDF is ready."), button=(tr("Open PDF"), self.open_pdf))
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QColor, QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cocreate.ui import theme
from cocreate.ui.i18n import tr
from cocreate.ui.widgets import motion
from cocreate.ui.widgets.buttons import Button
from cocreate.ui.widgets.labels import Label
from cocreate.ui.widgets.surfaces import paint_shadow, shadow_room

Step = tuple[str, Callable[[], object]]  # the words of a button and what it does

STAY_MS = 6000
MOST = 3
WIDEST = 520


def announce(widget: QWidget, text: str) -> None:
    """Let a screen reader say it when it is free."""
    if QAccessible.isActive():
        event = QAccessibleAnnouncementEvent(widget, text)
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Polite)
        QAccessible.updateAccessibility(event)


class Toast(QWidget):
    """One piece of news. It goes by itself unless the mouse or the focus is on it."""

    gone = Signal()

    def __init__(
        self, text: str, *, undo: Callable[[], object] | None = None, button: Step | None = None,
        kind: str = "plain", parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.kind, self._shown = kind, 0.0
        room = shadow_room("lifted")
        self.setContentsMargins(room, room, room, room)
        self.row = row = QHBoxLayout(self)
        row.setContentsMargins(theme.L, theme.S, theme.S, theme.S)
        row.setSpacing(theme.S)
        self.label = Label(text, role="inverse", wrap=True)
        row.addWidget(self.label, 1)
        self.setAccessibleName(text)
        self.button: Button | None = None
        what = (tr("Undo"), undo) if undo else button
        if what is not None:
            word, handler = what
            self.button = Button(word, kind="toast", on_click=self.leave)
            self.button.clicked.connect(lambda: handler())
            row.addWidget(self.button)
        self.away = Button(kind="toast", icon="x", name=tr("Dismiss"), on_click=self.leave)
        self.away.setFixedWidth(theme.TARGET)
        row.addWidget(self.away)
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(STAY_MS if kind != "danger" else STAY_MS * 2)
        self.timer.timeout.connect(self._time_is_up)

    def leave(self) -> None:
        self.timer.stop()
        self.gone.emit()

    def natural_width(self) -> int:
        """As wide as its words on one line."""
        words = self.label.fontMetrics().horizontalAdvance(self.label.text())
        buttons = theme.TARGET + theme.S + ((self.button.sizeHint().width() + theme.S) if self.button else 0)
        return words + buttons + theme.L + theme.S + 2 * shadow_room("lifted") + 4

    def enterEvent(self, _event: QEnterEvent) -> None:
        self.timer.stop()

    def leaveEvent(self, _event: QEvent) -> None:
        self.timer.start()

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shape = QRectF(self.rect().marginsRemoved(self.contentsMargins()))
        paint_shadow(painter, shape, theme.RADIUS, "lifted")
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(t.inverse))
        painter.drawRoundedRect(shape, theme.RADIUS, theme.RADIUS)

    def _time_is_up(self) -> None:
        focus = self.focusWidget()
        if focus is not None and focus.hasFocus():
            self.timer.start()
        else:
            self.leave()


class Toasts(QObject):
    """The place where toasts stand: bottom middle, newest below, three at most."""

    def __init__(self, window: QWidget, *, bottom: int = theme.XL) -> None:
        super().__init__(window)
        self._window, self._bottom = window, bottom
        self.shown: list[Toast] = []
        window.installEventFilter(self)

    def show(
        self, text: str, *, undo: Callable[[], object] | None = None, button: Step | None = None,
        kind: str = "plain",
    ) -> Toast:  # fmt: skip
        """Say something; `undo` adds the way back, `button` another step, `kind="danger"` stays longer."""
        while len(self.shown) >= MOST:
            self._drop(self.shown[0])
        toast = Toast(text, undo=undo, button=button, kind=kind, parent=self._window)
        toast.gone.connect(lambda: self._drop(toast))
        self.shown.append(toast)
        toast.show()
        self._arrange()
        toast.raise_()
        toast.timer.start()
        announce(self._window, text)
        motion.run(toast, theme.FAST_MS, lambda share: self._slide(toast, share))
        return toast

    def clear(self) -> None:
        for toast in list(self.shown):
            self._drop(toast)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.shown:
            self._arrange()
        return False

    def _drop(self, toast: Toast) -> None:
        if toast in self.shown:
            self.shown.remove(toast)
            toast.timer.stop()
            toast.hide()
            toast.deleteLater()
            self._arrange()

    def _slide(self, toast: Toast, share: float) -> None:
        toast._shown = share
        if toast in self.shown:
            self._arrange()

    def _arrange(self) -> None:
        """From the bottom up, newest lowest."""
        room = shadow_room("lifted")
        y = self._window.height() - self._bottom
        for toast in reversed(self.shown):
            wide = min(WIDEST, self._window.width() - 2 * theme.L) + 2 * room
            width = min(wide, toast.natural_width())
            height = toast.row.totalHeightForWidth(width)
            y -= height - 2 * room
            low = round((1 - toast._shown) * theme.S)
            toast.setGeometry((self._window.width() - width) // 2, y - room + low, width, height)
            y -= theme.S
