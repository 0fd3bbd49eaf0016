"""Small widgets that the panels of a workshop share; they know no workshop and send no command."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from cocreate.ui import theme
from cocreate.ui.widgets.buttons import Button
from cocreate.ui.widgets.labels import Divider, ElidedLabel, Label

LABELS = 84  # px of the column of names in `Facts`
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
        self.words = ElidedLabel(words, role, lines=2)
        self.figure = Label(figure, "muted", tabular=True)
        inside = row(self.words, self.figure)
        inside.setContentsMargins(theme.S, 6, theme.S, 6)
        inside.setStretch(0, 1)
        inside.setAlignment(self.figure, Qt.AlignmentFlag.AlignTop)
        self.setLayout(inside)
        for one in (self.words, self.figure):
            one.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.setMinimumHeight(theme.TARGET)

    def sizeHint(self) -> QSize:
        inside = self.layout()
        return inside.totalSizeHint() if inside is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.XXXL, theme.TARGET)


class Facts(QWidget):
    """Short facts one below the other: the name in a quiet column, then what it is; large type puts the name above.

    `add` returns the name's label, and a second one in red to show instead while the fact is missing.
    """

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.XS)
        self._grid.setVerticalSpacing(theme.XS)
        self._grid.setColumnStretch(1, 1)
        self._is_wide = theme.px(100) <= 140

    def add(self, words: str, field: QWidget, missing: str = "") -> tuple[Label, Label]:
        """One fact. The name of the field itself is for the eye only: the field has its own for screen readers."""
        at = self._grid.rowCount()
        said, lack = Label(words, "caption"), Label(missing, "error")
        lack.hide()
        for label in (said, lack):
            if self._is_wide:
                label.setFixedWidth(theme.px(LABELS))
                self._grid.addWidget(label, at, 0)
            else:
                self._grid.addWidget(label, at, 0, 1, 2)
        if self._is_wide:
            self._grid.addWidget(field, at, 1)
        else:
            self._grid.addWidget(field, at + 1, 0, 1, 2)
        return said, lack
