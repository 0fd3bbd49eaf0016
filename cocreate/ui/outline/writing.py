"""Writing in a line of the outline: a small editor over the line, and the delegate that opens it. It sends nothing."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextOption
from PySide6.QtWidgets import QAbstractItemDelegate, QPlainTextEdit, QStyleOptionViewItem, QWidget

from cocreate.ui import theme
from cocreate.ui.i18n import tr
from cocreate.ui.outline.lines import Lines

Index = QModelIndex | QPersistentModelIndex
MOST_LINES = 8
PASSING = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)


class LineEditor(QPlainTextEdit):
    """Enter and Tab keep, Shift+Enter is a new line, Esc gives up, going elsewhere keeps."""

    finished = Signal(str)  # how: enter | tab | blur | esc

    def __init__(self, parent: QWidget, name: str, is_title: bool) -> None:
        super().__init__(parent)
        self.is_title, self.least, self._is_over = is_title, 0, False
        self.setAccessibleName(name)
        self.setPlaceholderText(name)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setProperty("focus_ring", "none")
        self.setFont(theme.font("strong" if is_title else "body"))
        self.document().documentLayout().documentSizeChanged.connect(self.fit)

    def fit(self) -> None:
        """As high as what is written, within limits."""
        lines = min(max(self.document().documentLayout().documentSize().height(), 1), MOST_LINES)
        high = max(self.least, round(lines * self.fontMetrics().lineSpacing()) + 18)
        if high != self.height():
            self.resize(self.width(), high)

    def text(self) -> str:
        words = self.toPlainText().strip()
        return " ".join(words.split()) if self.is_title else words

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, is_shifted = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key == Qt.Key.Key_Escape:
            self.finish("esc")
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (self.is_title or not is_shifted):
            self.finish("enter")
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.finish("tab")
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in PASSING:
            self.finish("blur")

    def finish(self, how: str) -> None:
        """Close once, whatever comes after."""
        if not self._is_over:
            self._is_over = True
            self.finished.emit(how)


class Writing(Lines):
    """Opens a `LineEditor` on a line. `ended(how, has_text)` follows each of them."""

    ended = Signal(str, bool)

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        is_title = bool(getattr(index.model(), "is_group", lambda _i: False)(index))
        name = tr("Name of the theme") if is_title else tr("Text of the note")
        editor = LineEditor(parent, name, is_title)
        editor.finished.connect(lambda how: self._finish(editor, how))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        assert isinstance(editor, LineEditor)
        if not editor.toPlainText():  # a step that arrives meanwhile does not take the words away
            editor.setPlainText(str(index.data(Qt.ItemDataRole.EditRole) or ""))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        assert isinstance(editor, LineEditor)
        model.setData(index, editor.text(), Qt.ItemDataRole.EditRole)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        assert isinstance(editor, LineEditor)
        box = option.rect.adjusted(0, 1, -2, -1)
        editor.least = box.height()
        editor.setGeometry(box.x(), box.y(), box.width(), max(box.height(), editor.height() if box.height() else 0))
        editor.fit()

    def eventFilter(self, _watched: QObject, _event: QEvent) -> bool:
        """The editor answers its own keys."""
        return False

    def _finish(self, editor: LineEditor, how: str) -> None:
        if how != "esc":
            self.commitData.emit(editor)
        has_text = bool(editor.text()) and how != "esc"
        self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        self.ended.emit(how, has_text)
