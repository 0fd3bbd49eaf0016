"""Find words that are cut: in labels, buttons, fields and lists of everything visible below a widget."""

from __future__ import annotations

import math

from PySide6.QtCore import QPoint, QRect
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QWidget,
)

from cocreate.ui.widgets.labels import ElidedLabel, Label
from cocreate.ui.workshop.arc import StepButton
from cocreate.ui.workshop.fields import MOST_LINES

TRIES = 5


def cuts(root: QWidget, without: type[QWidget] | tuple[type[QWidget], ...] = ()) -> list[str]:
    """What is cut, in words for the failing test. `without` leaves out parts that paint themselves (the board).

    An answer of the engine may arrive while this looks, and what it changes is laid out a moment later: a cut is what
    is still cut when everything has settled.
    """
    found: list[str] = []
    for _ in range(TRIES):
        for _ in range(8):
            QApplication.sendPostedEvents()  # what was asked of the layouts
        root.grab()  # lays out and paints, so that an elided label knows it
        if not (found := _found(root, without)):
            break
        QTest.qWait(20)
    return found


def _found(root: QWidget, without: type[QWidget] | tuple[type[QWidget], ...]) -> list[str]:
    found = []
    for widget in root.findChildren(QWidget):
        if not widget.isVisible() or _is_within(widget, without):
            continue
        if said := _cut(widget):
            found.append(f"{_name(widget)}: {said}")
        elif _text(widget) and (room := _room(widget)) and not room.contains(_across(widget, room)):
            found.append(f"{_name(widget)}: stands outside {room.width()} px")
    return found


def _cut(widget: QWidget) -> str:
    """Why the words of this widget are not all to be seen; empty when they are, or when a tooltip says them."""
    width, height = widget.width(), widget.height()
    if isinstance(widget, ElidedLabel):
        return "elided without a tooltip" if widget.is_elided() and widget.toolTip() != widget.text() else ""
    if isinstance(widget, Label) and widget.wordWrap():
        return "too low" if height < widget.heightForWidth(width) - 1 else ""
    if isinstance(widget, QLabel):
        hint = widget.sizeHint()
        return "cut" if widget.text() and (width < hint.width() - 1 or height < hint.height() - 1) else ""
    if isinstance(widget, StepButton):
        return "cut" if width < widget.sizeHint().width() else ""
    if isinstance(widget, QPushButton | QCheckBox | QComboBox):
        return _cut_control(widget)
    if isinstance(widget, QPlainTextEdit):
        return _cut_text(widget)
    if isinstance(widget, QLineEdit):
        needed = widget.fontMetrics().horizontalAdvance(widget.text() or widget.placeholderText()) + 20
        is_said = not widget.text() or widget.text() in widget.toolTip() or isinstance(widget.parent(), QComboBox)
        return "cut without a tooltip" if needed > width and not is_said else ""
    return ""


def _cut_control(widget: QPushButton | QCheckBox | QComboBox) -> str:
    words = widget.currentText() if isinstance(widget, QComboBox) else widget.text().replace("&&", "&")
    metrics = widget.fontMetrics()
    if isinstance(widget, QComboBox):
        needed = metrics.horizontalAdvance(words) + 12 + 28
    elif isinstance(widget, QCheckBox):
        needed = metrics.horizontalAdvance(words) + 26
    else:
        needed = widget.sizeHint().width()
    if words and widget.height() < metrics.height():
        return "too low"
    return "cut without a tooltip" if needed > widget.width() + 1 and words not in widget.toolTip() else ""


def _cut_text(widget: QPlainTextEdit) -> str:
    lines = widget.document().documentLayout().documentSize().height()
    if widget.toPlainText():
        needed = min(lines, MOST_LINES) * widget.fontMetrics().lineSpacing()
        return "too low" if widget.viewport().height() < needed else ""
    room = widget.viewport().width() - 2 * widget.document().documentMargin()
    rows = math.ceil(widget.fontMetrics().horizontalAdvance(widget.placeholderText()) / max(room, 1))
    return "placeholder cut" if widget.viewport().height() < rows * widget.fontMetrics().lineSpacing() else ""


def _text(widget: QWidget) -> str:
    for ask in ("text", "currentText", "toPlainText"):
        if callable(found := getattr(widget, ask, None)):
            return str(found())
    return ""


def _room(widget: QWidget) -> QRect | None:
    """The nearest area that clips this widget, in its own coordinates."""
    at = widget.parentWidget()
    while at is not None:
        if isinstance(at, QScrollArea) or at.isWindow():
            port = at.viewport() if isinstance(at, QScrollArea) else at
            return QRect(widget.mapFrom(port, QPoint()), port.size()) if port.isAncestorOf(widget) else None
        at = at.parentWidget()
    return None


def _across(widget: QWidget, room: QRect) -> QRect:
    """The widget's width at the height of its room: what is above or below is scrolled to."""
    return QRect(0, room.top(), widget.width(), 1)


def _is_within(widget: QWidget, kinds: type[QWidget] | tuple[type[QWidget], ...]) -> bool:
    at: QWidget | None = widget
    while at is not None:
        if kinds and isinstance(at, kinds):
            return True
        if isinstance(at, QAbstractScrollArea) and at is not widget and not isinstance(at, QScrollArea):
            return True  # what a view or a field is made of inside
        at = at.parentWidget()
    return False


def _name(widget: QWidget) -> str:
    return f"{type(widget).__name__} “{_text(widget) or widget.accessibleName()}” {widget.width()}×{widget.height()}"
