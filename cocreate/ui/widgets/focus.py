"""The focus ring: 2 px of accent, 2 px outside whatever has the keyboard; it moves no focus itself.

    FocusRing(app)      # once; it follows the focus through all windows

A widget may set the property `focus_ring` to `none` (it shows its focus itself) or `inside`, and `focus_room` to
shift the ring. Buttons pressed with the mouse show no ring.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from shiboken6 import isValid

from cocreate.ui import theme

_REACH = 4
_FOLLOWED = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.LayoutRequest)


class _Ring(QWidget):
    def __init__(self, window: QWidget, radius: int) -> None:
        super().__init__(window)
        self.host, self.radius = window, radius
        self.part = QRect()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setClipRect(self.part)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.current().accent), 2))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), self.radius, self.radius)


class FocusRing(QObject):
    """Follows the focus of the application."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        self.ring: _Ring | None = None
        app.focusChanged.connect(self._moved)

    def _moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        self._let_go()
        kind = new.property("focus_ring") if new is not None else "none"
        is_text = new is not None and new.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        if new is None or kind == "none" or is_text or new.isWindow():
            return
        self._target = new
        self._by_mouse = bool(getattr(new, "is_focused_by_mouse", False))
        window = new.window()
        radius = 2 if kind == "inside" else theme.RADIUS_CONTROL + 3
        self.ring = _Ring(window, radius)
        one: QWidget | None = new
        while one is not None:
            one.installEventFilter(self)
            self._watched.append(one)
            one = None if one.isWindow() else one.parentWidget()
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _FOLLOWED and watched is not self.ring:
            self._place()
        elif event.type() == QEvent.Type.KeyPress and watched is self._target and self._by_mouse:
            self._by_mouse = False  # from now on it is used by keyboard
            self._place()
        return False

    def _let_go(self) -> None:
        for one in self._watched:
            if isValid(one):
                one.removeEventFilter(self)
        self._watched, self._target = [], None
        if self.ring is not None and isValid(self.ring):
            self.ring.hide()
            self.ring.deleteLater()
        self.ring = None

    def _place(self) -> None:
        target, ring = self._target, self.ring
        if target is None or ring is None or not isValid(target) or not isValid(ring):
            return
        if not target.isVisible() or self._by_mouse:
            ring.hide()
            return
        reach = -1 if target.property("focus_ring") == "inside" else _REACH
        reach += int(target.property("focus_room") or 0)
        box = QRect(target.mapTo(ring.host, QPoint(0, 0)), target.size())
        box.adjust(-reach, -reach, reach, reach)
        ring.part = self._seen(target, ring.host, box).translated(-box.topLeft())
        ring.setGeometry(box)
        ring.raise_()
        ring.setVisible(not ring.part.isEmpty())
        ring.update()

    @staticmethod
    def _seen(target: QWidget, window: QWidget, box: QRect) -> QRect:
        """The part of the box that no scroll area around the target has scrolled away."""
        one = target.parentWidget()
        while one is not None and one is not window:
            if isinstance(one, QScrollArea):
                port = one.viewport()
                seen = QRect(port.mapTo(window, QPoint(0, 0)), port.size())
                box = box & seen.adjusted(-_REACH, -_REACH, _REACH, _REACH)
            one = one.parentWidget()
        return box
