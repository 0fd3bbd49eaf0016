"""Writing in place: a plain child widget over the viewport, for a note or for a title. It sends nothing itself."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QFont, QInputMethodEvent, QKeyEvent, QTextOption
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from cocreate.ui import theme
from cocreate.ui.i18n import tr

LIMIT = 2000
IDLE_MS = 1000  # after so long without a key what is written is kept, and the editor stays
OVER = 4  # px that the editor stands out, so that it covers the ring of its note
Done = Callable[[str, str], None]  # text, and how: enter | tab | blur


def is_passing(event: QFocusEvent) -> bool:
    """Whether the focus comes back: its own context menu, or another window to copy something from."""
    if event.reason() == Qt.FocusReason.PopupFocusReason:
        return QApplication.activePopupWidget() is not None  # a sheet is none
    return event.reason() == Qt.FocusReason.ActiveWindowFocusReason


class NoteEditor(QPlainTextEdit):
    """Enter keeps, Shift+Enter is a new line, Tab keeps and goes on, Esc gives up, going elsewhere keeps."""

    def __init__(
        self, parent: QWidget, text: str, colour: str, done: Done, given_up: Callable[[], None],
        keep: Callable[[str], None],
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._done, self._given_up, self._keep, self._is_over = done, given_up, keep, False
        self.colour, self.has_preedit = colour, False
        self.setAccessibleName(tr("Text of the note"))
        self.setPlainText(text)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabChangesFocus(False)
        self.selectAll()
        self.idle = QTimer(self)
        self.idle.setSingleShot(True)
        self.idle.setInterval(IDLE_MS)
        self.idle.timeout.connect(self._rested)
        self.textChanged.connect(self.idle.start)

    def fit(self, box: QRect, zoom: float) -> None:
        """Lie over the note; far out the editor stays large enough to read."""
        zoom = max(zoom, 0.85)
        side = max(round(160 * zoom), box.width()) + 2 * OVER
        self.setGeometry(box.center().x() - side // 2, box.center().y() - side // 2, side, side)
        font = QFont(theme.font("note"))
        font.setPixelSize(max(12, round(font.pixelSize() * zoom)))
        self.setFont(font)
        paper, pad = theme.current().note(self.colour), round(8 * zoom) + OVER - 2
        self.setStyleSheet(
            f"QPlainTextEdit {{ background: {paper.paper}; color: {paper.ink}; border: 2px solid "
            f"{theme.current().accent}; border-radius: {theme.RADIUS_NOTE}px; padding: {pad}px; "
            f"font-size: {font.pixelSize()}px; selection-background-color: {paper.ink}; "
            f"selection-color: {paper.paper}; }}"
        )

    def written(self) -> str:
        """The text as it is kept."""
        return self.toPlainText().strip()[:LIMIT]

    def _rested(self) -> None:
        """The hand rests: keep what is there and go on."""
        if not self._is_over and not self.has_preedit:
            self._keep(self.written())

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Half a character of an input method is not text yet."""
        self.has_preedit = bool(event.preeditString())
        super().inputMethodEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, is_shifted = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key == Qt.Key.Key_Escape:
            self._finish(None)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not is_shifted:
            self._finish("enter")
        elif key == Qt.Key.Key_Tab:
            self._finish("tab")
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if not is_passing(event):
            self._finish("blur")

    def finish(self) -> None:
        """Keep what is written and close."""
        self._finish("blur")

    def _finish(self, how: str | None) -> None:
        if self._is_over:
            return
        self._is_over = True
        self.idle.stop()
        text = self.written()
        self.hide()
        self.deleteLater()
        if how is None:
            self._given_up()
        else:
            self._done(text, how)


class LabelEditor(NoteEditor):
    """A text on the board, in the size in which it will stand there."""

    def __init__(self, parent: QWidget, text: str, size: int, done: Done, given_up: Callable[[], None]) -> None:
        super().__init__(parent, text, "sun", done, given_up, lambda _: None)
        self._size = size
        self.setAccessibleName(tr("Text on the board"))
        self.setPlaceholderText(tr("A heading or a remark"))

    def fit(self, box: QRect, zoom: float) -> None:
        """Stand where the text stands; far out the editor stays large enough to read."""
        font, now = QFont(theme.font("strong")), theme.current()
        font.setPixelSize(max(13, round(self._size * zoom)))
        self.setFont(font)
        high = max(box.height(), round(font.pixelSize() * 1.5)) + 4 * OVER
        self.setGeometry(box.left() - 2 * OVER, box.top() - 2 * OVER, max(box.width() + 4 * OVER, 240), high)
        self.setStyleSheet(
            f"QPlainTextEdit {{ background: {now.canvas}; color: {now.text}; border: 2px solid {now.accent}; "
            f"border-radius: {theme.RADIUS_NOTE}px; padding: 2px; font-size: {font.pixelSize()}px; }}"
        )


class TitleEditor(QLineEdit):
    """One line for the title of a cluster or a frame: Enter or going elsewhere keeps it, Esc gives up."""

    def __init__(self, parent: QWidget, text: str, hint: str, done: Done, given_up: Callable[[], None]) -> None:
        super().__init__(parent)
        self._done, self._given_up, self._is_over = done, given_up, False
        self.setMaxLength(140)
        self.setText(text)
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)
        self.setFont(theme.font("strong"))
        self.selectAll()
        self.installEventFilter(self)

    def fit(self, box: QRect, _zoom: float) -> None:
        """Stand where the title stands, at the size of the screen."""
        self.setGeometry(box.x(), box.y() - 4, max(240, box.width() + 32), theme.TARGET)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self._finish(None)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab):
                self._finish("enter")
                return True
        return super().eventFilter(watched, event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if not is_passing(event):
            self._finish("blur")

    def finish(self) -> None:
        """Keep what is written and close."""
        self._finish("blur")

    def _finish(self, how: str | None) -> None:
        if self._is_over:
            return
        self._is_over = True
        self.hide()
        self.deleteLater()
        if how is None:
            self._given_up()
        else:
            self._done(self.text().strip(), how)
