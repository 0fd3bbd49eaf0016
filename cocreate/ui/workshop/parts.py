"""Small widgets that the panels of a workshop share; they know no workshop and send no command."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QLineEdit, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from cocreate.ui import theme
from cocreate.ui.widgets.buttons import Button
from cocreate.ui.widgets.labels import Divider, ElidedLabel, Label

CENTRE = Qt.AlignmentFlag.AlignCenter


def label(text: str = "", role: str = "body") -> Label:
    """Text that wraps."""
    return Label(text, role, wrap=True)


def tool(words: str, icon: str, on_click: Callable[[], object] | None = None) -> Button:
    """An icon to press; its words are in the tooltip and for screen readers."""
    return Button(kind="icon", icon=icon, name=words, on_click=on_click)


def row(*widgets: QWidget | None, spacing: int = theme.S) -> QHBoxLayout:
    """Widgets side by side; None is a stretch."""
    out = QHBoxLayout()
    out.setContentsMargins(0, 0, 0, 0)
    out.setSpacing(spacing)
    for widget in widgets:
        if widget is None:
            out.addStretch(1)
        else:
            out.addWidget(widget)
    return out


def column(parent: QWidget, margin: int = 0, spacing: int = theme.S) -> QVBoxLayout:
    out = QVBoxLayout(parent)
    out.setContentsMargins(margin, margin, margin, margin)
    out.setSpacing(spacing)
    return out


def column_in(outer: QVBoxLayout, margin: int, spacing: int) -> QVBoxLayout:
    """A column with a margin inside another one."""
    out = QVBoxLayout()
    out.setContentsMargins(margin, theme.XS, margin, margin)
    out.setSpacing(spacing)
    outer.addLayout(out)
    return out


def clear(layout: QLayout) -> None:
    """Take everything out of a layout."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear(inner)


def rule() -> Divider:
    """A hairline between two areas."""
    return Divider()


class LinkRow(Button):
    """A line to press: words on the left that may be long, a figure on the right."""

    def __init__(self, words: str, figure: str, on_click: Callable[[], object], role: str = "body") -> None:
        super().__init__("", kind="quiet", on_click=on_click, name=f"{words}, {figure}" if figure else words)
        self.words = ElidedLabel(words, role)
        self.figure = Label(figure, "muted", tabular=True)
        inside = row(self.words, self.figure)
        inside.setContentsMargins(theme.S, 0, theme.S, 0)
        inside.setStretch(0, 1)
        self.setLayout(inside)
        for one in (self.words, self.figure):
            one.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(theme.TARGET)


class SavedLine(QLineEdit):
    """One line that is saved when the person leaves it or presses Enter; Esc brings back what was there."""

    committed = Signal(str)

    def __init__(self, words: str, placeholder: str = "") -> None:
        super().__init__()
        self._shown = ""
        self.setAccessibleName(words)
        self.setPlaceholderText(placeholder)
        self.setMinimumHeight(theme.TARGET)
        self.editingFinished.connect(self._commit)

    def show_text(self, text: str) -> None:
        """What is saved now; what the person is typing stays."""
        typing = self.hasFocus() and self.text() != self._shown
        self._shown = text
        if not typing and self.text() != text:
            self.setText(text)
            self.setCursorPosition(0)  # a long text is read from its beginning

    def forget(self) -> None:
        """The field now stands for another thing: what was being typed is dropped."""
        self.setText(self._shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text() != self._shown:
            self.setText(self._shown)
            return
        super().keyPressEvent(event)

    def _commit(self) -> None:
        if self.text().strip() != self._shown.strip():
            self._shown = self.text().strip()
            self.committed.emit(self._shown)


class SavedArea(QPlainTextEdit):
    """A few lines that are saved when the person leaves them or presses Enter; Shift+Enter starts a new line."""

    committed = Signal(str)

    def __init__(self, words: str, placeholder: str = "", lines: int = 2) -> None:
        super().__init__()
        self._shown = ""
        self.setAccessibleName(words)
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setFixedHeight(round(self._line_height() * lines) + 2 * theme.S + 4)

    def _line_height(self) -> float:
        return theme.px(13) * theme.LINE_HEIGHT

    def show_text(self, text: str) -> None:
        typing = self.hasFocus() and self.toPlainText() != self._shown
        self._shown = text
        if not typing and self.toPlainText() != text:
            self.setPlainText(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.commit()
            return
        if event.key() == Qt.Key.Key_Escape and self.toPlainText() != self._shown:
            self.setPlainText(self._shown)
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.commit()

    def commit(self) -> None:
        text = self.toPlainText().strip()
        if text != self._shown.strip():
            self._shown = text
            self.committed.emit(text)


class EntryField(QPlainTextEdit):
    """Where new things are typed or pasted: Enter hands over the lines, Shift+Enter starts another one."""

    submitted = Signal()
    lines_changed = Signal(int)

    def __init__(self, words: str, placeholder: str = "", lines: int = 2) -> None:
        super().__init__()
        self.setAccessibleName(words)
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setFixedHeight(round(theme.px(13) * theme.LINE_HEIGHT * lines) + 2 * theme.S + 4)
        self.textChanged.connect(lambda: self.lines_changed.emit(len(self.lines())))

    def lines(self) -> list[str]:
        """The lines that hold text, without bullets in front."""
        found = (line.strip().lstrip("•*–-\t ").strip() for line in self.toPlainText().splitlines())
        return [line for line in found if line]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.submitted.emit()
            return
        super().keyPressEvent(event)
