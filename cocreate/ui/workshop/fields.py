"""Where the panels of a workshop are typed in: fields that grow with their text and save when they are left.

They know no workshop and send no command: `committed` and `submitted` tell what a person wrote.
"""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy

from cocreate.ui import theme

MOST_LINES = 8  # beyond these a field scrolls
_RIM = 7  # border and padding of a field, see the style sheet


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


class Growing(QPlainTextEdit):
    """As high as what is in it, between `lines` and `MOST_LINES`. Tab leaves it.

    A `quiet` one looks like text to read until the pointer or the keyboard comes to it.
    """

    def __init__(self, words: str, placeholder: str = "", lines: int = 1, quiet: str = "") -> None:
        super().__init__()
        self._least = lines
        if quiet:
            self.setProperty("role", quiet)
        self.setAccessibleName(words)
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setProperty("focus_ring", "none")  # its own border is the ring
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().documentLayout().documentSizeChanged.connect(self.fit)
        self.fit()

    def fit(self) -> None:
        """Take the height of the text; a placeholder that wraps counts as text."""
        lines = max(int(self.document().documentLayout().documentSize().height()), 1)
        if not self.toPlainText() and self.width() > 100:
            lines = max(lines, self._placeholder_lines())
        shown = min(max(lines, self._least), MOST_LINES)
        is_full = lines > MOST_LINES
        bar = Qt.ScrollBarPolicy.ScrollBarAsNeeded if is_full else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(bar)
        high = math.ceil(shown * self.fontMetrics().lineSpacing() + 2 * self.document().documentMargin()) + 2 * _RIM
        if high != self.height():
            self.setFixedHeight(max(high, theme.TARGET))

    def _placeholder_lines(self) -> int:
        room = self.width() - 2 * _RIM - 2 * self.document().documentMargin()
        return math.ceil(self.fontMetrics().horizontalAdvance(self.placeholderText()) / max(room, 40))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.fit()


class SavedArea(Growing):
    """Lines that are saved when the person leaves them or presses Enter; Shift+Enter starts a new line."""

    committed = Signal(str)

    def __init__(self, words: str, placeholder: str = "", lines: int = 1, quiet: str = "") -> None:
        super().__init__(words, placeholder, lines, quiet)
        self._shown = ""

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


class EntryField(Growing):
    """Where new things are typed or pasted: Enter hands over the lines, Shift+Enter starts another one."""

    submitted = Signal()
    lines_changed = Signal(int)

    def __init__(self, words: str, placeholder: str = "", lines: int = 2) -> None:
        super().__init__(words, placeholder, lines)
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
