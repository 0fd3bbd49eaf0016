"""The sheet of keyboard shortcuts, read from the one table of actions; it binds nothing.

shortcut_sheet(window).open()
"""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from cocreate.ui import theme
from cocreate.ui.actions import board_keys, table
from cocreate.ui.i18n import tr
from cocreate.ui.palette_rows import key_caps, paint_caps
from cocreate.ui.widgets.labels import Label
from cocreate.ui.widgets.sheet import Sheet

COLUMNS = 4
Row = tuple[str, tuple[str, ...]]  # what it does, and its keys


class Keys(QWidget):
    """Key caps of one action: the first shortcut, and the second where there is one."""

    def __init__(self, text: str, shortcuts: tuple[str, ...]) -> None:
        super().__init__()
        self._shortcuts = shortcuts[:2]
        self.setAccessibleName(f"{text}: {', '.join(shortcuts)}")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        caps = [cap for shortcut in self._shortcuts for cap in key_caps(shortcut)]
        width = sum(max(metrics.horizontalAdvance(cap) + 14, 22) + theme.XS for cap in caps)
        return QSize(width + theme.S * len(self._shortcuts), theme.px(18) + 10)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        right = self.width()
        for shortcut in reversed(self._shortcuts):
            right = paint_caps(painter, right, self.rect(), shortcut) - theme.S


def sections() -> list[tuple[str, list[Row]]]:
    """Sections with what has keys, in the order of the table; after the tools what the board answers itself."""
    with_keys = [spec for spec in table() if spec.shortcuts]
    found = [(name, [(s.text, s.shortcuts) for s in group]) for name, group in groupby(with_keys, lambda s: s.section)]
    at = next(k for k, (name, _) in enumerate(found) if name == tr("Tools"))
    found.insert(at + 1, (tr("On the board"), [(text, (keys,)) for keys, text in board_keys()]))
    return found


def shortcut_sheet(parent: QWidget) -> Sheet:
    """The sheet, ready to open: four columns of sections, fewer with large type."""
    sheet = Sheet(tr("Keyboard shortcuts"), parent, width=1232)
    row = QHBoxLayout()
    row.setSpacing(theme.XXL)
    count = max(1, round(COLUMNS * 100 / theme.px(100)))
    columns = [QVBoxLayout() for _ in range(count)]
    for column in columns:
        column.setSpacing(theme.XL)
        row.addLayout(column, 1)
    for column, held in zip(columns, _balanced(sections(), count), strict=True):
        for name, rows in held:
            column.addLayout(_section(name, rows))
    for column in columns:
        column.addStretch(1)
    sheet.body.addLayout(row)
    return sheet


def _balanced(every: list[tuple[str, list[Row]]], count: int) -> list[list[tuple[str, list[Row]]]]:
    """Columns of about one height: the longest section goes first; each column keeps the order of the table."""
    heights, held = [0] * count, [list[int]() for _ in range(count)]
    for k in sorted(range(len(every)), key=lambda k: -len(every[k][1])):
        at = heights.index(min(heights))
        held[at].append(k)
        heights[at] += len(every[k][1]) + 2
    return [[every[k] for k in sorted(ks)] for ks in sorted(held, key=min)]


def _section(name: str, rows: list[Row]) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(0)
    head = Label(name, role="strong")
    head.setMinimumHeight(28)
    column.addWidget(head)
    for text, keys in rows:
        row = QHBoxLayout()
        row.setSpacing(theme.S)
        row.addWidget(Label(text, role="muted", wrap=True), 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(Keys(text, keys))
        column.addLayout(row)
    return column
