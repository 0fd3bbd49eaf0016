"""What lies over a window for a moment: it dims the rest, holds the focus and gives it back; at most one a window.

The sheet and the command palette are overlays. While one is open the actions of the window rest (see `actions.py`).
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from cocreate.ui import theme
from cocreate.ui.widgets import motion
from cocreate.ui.widgets.surfaces import paint_shadow, shadow_room


class Face(QWidget):
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


class Overlay(QWidget):
    """Covers the window of `parent`. `closed(result)` is said once; it then deletes itself."""

    closed = Signal(object)
    dim = 0.36

    def __init__(self, parent: QWidget, name: str) -> None:
        self.host = parent.window()
        super().__init__(self.host)
        self.is_done = False
        self.shown = 0.0  # 0 to 1 while it appears
        self._before: list[QWidget] = []  # what had the focus, and what lies round it
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("focus_ring", "none")
        self.face = Face(self)
        self.hide()

    def first_stop(self) -> QWidget:
        """What gets the focus when it opens."""
        return next(iter(self.stops()), self)

    def arrange(self) -> None:
        """Place the face."""

    def appear(self) -> None:
        """Cover the window, take the focus, close any other overlay with None."""
        for other in open_overlays(self.host):
            if other is not self:
                other.close_with(None)
        self._before = _outwards(QApplication.focusWidget())
        self.host.installEventFilter(self)
        self.setGeometry(self.host.rect())
        self.show()
        self.raise_()
        self.arrange()
        self.first_stop().setFocus(Qt.FocusReason.PopupFocusReason)
        motion.run(self, theme.LAYOUT_MS, self._grow)

    def close_with(self, result: object) -> None:
        """Close and tell; the focus goes back to where it was."""
        if self.is_done:
            return
        self.is_done = True
        self.host.removeEventFilter(self)
        now = QApplication.focusWidget()
        had_focus = now is not None and (now is self or self.isAncestorOf(now))
        self.hide()
        if had_focus:
            takes = (w for w in self._before if isValid(w) and w.isVisible() and w.focusPolicy())
            if (before := next(takes, None)) is not None:
                before.setFocus(Qt.FocusReason.PopupFocusReason)
        self.closed.emit(result)
        self.deleteLater()

    def stops(self) -> list[QWidget]:
        """What Tab reaches, in the order of Qt's focus chain."""
        found: list[QWidget] = []
        one = self.nextInFocusChain()
        while one is not None and one is not self:
            takes = one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.focusProxy() is None
            if takes and one.isEnabled() and one.isVisible() and self.isAncestorOf(one):
                found.append(one)
            one = one.nextInFocusChain()
        return found

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes round within the overlay."""
        stops = self.stops()
        if not stops:
            return True
        now = QApplication.focusWidget()
        at = next((k for k, stop in enumerate(stops) if stop is now or stop.focusProxy() is now), -1 if forward else 0)
        target = stops[(at + (1 if forward else -1)) % len(stops)]
        target.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.host:
            self.setGeometry(self.host.rect())
        return False

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.arrange()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()  # nothing reaches what lies below

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        share = self.dim * self.shown * (1.3 if theme.current().is_dark else 1)
        painter.fillRect(self.rect(), QColor.fromRgbF(0, 0, 0, share))

    def _grow(self, share: float) -> None:
        self.shown = share
        self.arrange()
        self.update()


def _outwards(widget: QWidget | None) -> list[QWidget]:
    """A widget and its parents: an editor that ends when it loses the focus leaves it to what it lay on."""
    found = []
    while widget is not None:
        found.append(widget)
        widget = widget.parentWidget()
    return found


def open_overlays(widget: QWidget) -> list[Overlay]:
    """The overlays open over the window of a widget: none or one."""
    return [one for one in widget.window().findChildren(Overlay) if not one.is_done and not one.isHidden()]
