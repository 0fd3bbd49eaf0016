"""Things to type in: one line, many lines, a search and a small number, each with label, hint and error in place.

question = LineField(tr("Question for the room"), hint=tr("…"), value="", required=True)
question.value(); question.set_error(tr("Write the question first.")); question.entered.connect(...)
notes = TextField(tr("Detail"), lines=4)
dots = Stepper(5, low=1, high=20, name=tr("Dots each")); dots.changed.connect(...)
SearchField(tr("Search workshops"))
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QIntValidator, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from cocreate.ui import icons, theme
from cocreate.ui.i18n import tr
from cocreate.ui.widgets.buttons import Button
from cocreate.ui.widgets.labels import Label
from cocreate.ui.widgets.surfaces import Panel


class Line(QLineEdit):
    """A bare line to type in; `LineField` puts words around it."""

    def __init__(
        self, value: str = "", *, placeholder: str = "", name: str = "", role: str = "", parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(value, parent)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name or placeholder)
        self.setMinimumHeight(theme.TARGET)
        self.setProperty("focus_ring", "none")  # its own border is the ring
        if role:
            self.setProperty("role", role)


class Text(QPlainTextEdit):
    """Many lines to type in. Tab leaves it, so that the keyboard is never caught; Ctrl+Enter says `finished`.

    With `enter_ends` plain Enter says it too: for one sentence that only wraps, like a question.
    """

    finished = Signal()
    enter_ends = False

    def __init__(
        self, value: str = "", *, placeholder: str = "", name: str = "", lines: int = 3, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(value, parent)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name or placeholder)
        self.setTabChangesFocus(True)
        self.setProperty("focus_ring", "none")
        self._lines = lines
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(round(lines * theme.px(13) * theme.LINE_HEIGHT) + 24)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        held = event.modifiers()
        is_plain = not held & Qt.KeyboardModifier.ShiftModifier
        if is_enter and (held & Qt.KeyboardModifier.ControlModifier or (self.enter_ends and is_plain)):
            self.finished.emit()
        else:
            super().keyPressEvent(event)


class _Field(QWidget):
    """Label above, hint or error below. The error takes the hint's place, in words and with a sign."""

    def __init__(self, label: str, edit: QLineEdit | QPlainTextEdit, hint: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.edit, self._hint = edit, hint
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.XS)
        self.label = Label(label, role="strong")
        self.label.setBuddy(edit)
        self.label.setVisible(bool(label))
        self.below = Label(hint, role="caption", wrap=True)
        self.below.setVisible(bool(hint))
        edit.setAccessibleName(label or edit.accessibleName())
        edit.setAccessibleDescription(hint)
        self.setFocusProxy(edit)
        column.addWidget(self.label)
        column.addWidget(edit)
        column.addWidget(self.below)

    def set_error(self, sentence: str) -> None:
        """Say what is wrong below the field; an empty text takes it back."""
        theme.restyle(self.edit, state="error" if sentence else "")
        self.below.setText(sentence or self._hint)
        self.below.set_role("error" if sentence else "caption")
        self.below.setVisible(bool(sentence or self._hint))
        self.edit.setAccessibleDescription(sentence or self._hint)

    def error(self) -> str:
        return self.below.text() if self.edit.property("state") == "error" else ""


class LineField(_Field):
    """One line. `changed(text)` as it is typed, `entered(text)` on Enter or when it is left changed."""

    changed = Signal(str)
    entered = Signal(str)

    def __init__(
        self, label: str, value: str = "", *, hint: str = "", placeholder: str = "", parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(label, Line(value, placeholder=placeholder), hint, parent)
        self.edit: QLineEdit
        self._last = value
        self.edit.textChanged.connect(self._typed)
        self.edit.editingFinished.connect(self._enter)

    def value(self) -> str:
        return self.edit.text().strip()

    def set_value(self, text: str) -> None:
        """Show a text without telling anybody; the place of the cursor stays if the text is the same."""
        self._last = text
        if text != self.edit.text():
            self.edit.blockSignals(True)
            self.edit.setText(text)
            self.edit.blockSignals(False)

    def _typed(self, text: str) -> None:
        self.set_error("")
        self.changed.emit(text)

    def _enter(self) -> None:
        if self.value() != self._last:
            self._last = self.value()
            self.entered.emit(self._last)


class TextField(_Field):
    """Many lines. `changed(text)` as it is typed, `entered(text)` on Ctrl+Enter or when it is left changed."""

    changed = Signal(str)
    entered = Signal(str)

    def __init__(
        self, label: str, value: str = "", *, hint: str = "", placeholder: str = "", lines: int = 3,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        text = Text(value, placeholder=placeholder, lines=lines)
        super().__init__(label, text, hint, parent)
        self.edit: Text
        self._last = value
        text.textChanged.connect(self._typed)
        text.finished.connect(self._enter)
        text.installEventFilter(self)

    def value(self) -> str:
        return self.edit.toPlainText().strip()

    def set_value(self, text: str) -> None:
        self._last = text
        if text != self.edit.toPlainText():
            self.edit.blockSignals(True)
            self.edit.setPlainText(text)
            self.edit.blockSignals(False)

    def eventFilter(self, _watched: object, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            self._enter()
        return False

    def _typed(self) -> None:
        self.set_error("")
        self.changed.emit(self.edit.toPlainText())

    def _enter(self) -> None:
        if self.value() != self._last:
            self._last = self.value()
            self.entered.emit(self._last)


class SearchField(Line):
    """A line with a glass; Esc empties it. Listen to `textChanged`, and to `stepped(±1)` for the arrow keys."""

    stepped = Signal(int)

    def __init__(self, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(placeholder=placeholder, role="search", parent=parent)
        self.setTextMargins(theme.icon_size() + 4, 0, theme.icon_size() + 4, 0)
        self._clear = Button(kind="icon", icon="x", name=tr("Clear"), on_click=self.clear, parent=self)
        self._clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._clear.hide()
        self.textChanged.connect(lambda text: self._clear.setVisible(bool(text)))

    def sizeHint(self) -> QSize:
        """Wide enough for its own placeholder."""
        wish = self.fontMetrics().horizontalAdvance(self.placeholderText()) + 2 * theme.icon_size() + 40
        return QSize(max(wish, 200), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self.sizeHint().width(), super().minimumSizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.stepped.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        side = self._clear.sizeHint().width()
        self._clear.setGeometry(self.width() - side, (self.height() - side) // 2, side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        side = theme.icon_size() - 2
        glass = icons.pixmap("search", "muted", side, self.devicePixelRatioF())
        QPainter(self).drawPixmap(QPointF(10, (self.height() - side) / 2), glass)


class Stepper(QWidget):
    """A whole number: − n +, arrow keys, or typed. `changed(n)` only on a person's choice."""

    changed = Signal(int)

    def __init__(
        self, value: int, *, low: int = 0, high: int = 99, name: str, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.low, self.high, self._value = low, high, value
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._box = Panel("field", self)
        outer.addWidget(self._box)
        row = QHBoxLayout(self._box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.less = Button(kind="icon", icon="minus", name=tr("Less"), on_click=lambda: self._step(-1))
        self.more = Button(kind="icon", icon="plus", name=tr("More"), on_click=lambda: self._step(1))
        self.edit = Line(str(value), name=name, role="figure")
        self.edit.setProperty("focus_ring", "none")
        self.edit.setFont(theme.font("strong", tabular=True))
        self.edit.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.edit.setFixedWidth(theme.wider(40))
        self.edit.setValidator(QIntValidator(low, high, self))
        self.edit.editingFinished.connect(self._typed)
        self.edit.installEventFilter(self)
        for button in (self.less, self.more):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the arrow keys do the same
        row.addWidget(self.less)
        row.addWidget(self.edit)
        row.addWidget(self.more)
        self.setFocusProxy(self.edit)
        self.set_value(value)

    def value(self) -> int:
        return self._value

    def set_value(self, value: int) -> None:
        """Show a number without telling anybody; kept within low and high."""
        self._value = min(max(value, self.low), self.high)
        self.edit.setText(str(self._value))
        self.less.setEnabled(self._value > self.low)
        self.more.setEnabled(self._value < self.high)

    def set_range(self, low: int, high: int) -> None:
        self.low, self.high = low, high
        self.edit.setValidator(QIntValidator(low, high, self))
        self.set_value(self._value)

    def eventFilter(self, _watched: object, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            theme.restyle(self._box, active=event.type() == QEvent.Type.FocusIn)
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_PageUp: 10, Qt.Key.Key_PageDown: -10}
            if size := step.get(Qt.Key(event.key())):
                self._step(size)
                return True
        return False

    def _step(self, size: int) -> None:
        self._choose(self._value + size)

    def _typed(self) -> None:
        text = self.edit.text()
        self._choose(int(text) if text.lstrip("-").isdigit() else self._value)

    def _choose(self, value: int) -> None:
        before = self._value
        self.set_value(value)
        if self._value != before:
            self.changed.emit(self._value)
