"""Layouts that follow the width: a grid of equal columns, and lines of what comes; they place and do nothing else."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """`FlowLayout(parent, least=264, gap=24)`: as many columns of at least `least` as fit, all of one width.

    `room` is what the widgets keep free around their shape (a card's shadow): shapes align with the layout's edges.
    """

    def __init__(
        self, parent: QWidget | None = None, *, least: int = 264, gap: int = 24, most: int = 0, room: int = 0,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._least, self._gap, self._most, self._room = least, gap, most, room
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width + 2 * self._room, 0), dry=True) - 2 * self._room

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        room = self._room
        self._arrange(rect.adjusted(-room, -room, room, room), dry=False)

    def sizeHint(self) -> QSize:
        return QSize(self._least, self.heightForWidth(self._least))

    def minimumSize(self) -> QSize:
        return QSize(self._least, 0)

    def columns(self, width: int) -> int:
        """How many columns fit in a width."""
        gap = self._gap - 2 * self._room
        return max(1, (width + gap) // (self._least + 2 * self._room + gap))

    def _arrange(self, rect: QRect, dry: bool) -> int:
        """Place the items; returns the height needed. Cells of a row share the height of the tallest."""
        columns, gap = self.columns(rect.width()), self._gap - 2 * self._room
        width = (rect.width() - gap * (columns - 1)) // columns
        width = min(width, self._most + 2 * self._room) if self._most else width
        whole = min(rect.width(), columns * (width + 1 + gap) - gap)  # pixels that do not divide go to some columns
        y = 0
        shown = [item for item in self._items if not item.isEmpty()]
        for start in range(0, len(shown), columns):
            row = shown[start : start + columns]
            height = max(self._height(item, width) for item in row)
            if not dry:
                for k, item in enumerate(row):
                    left, after = ((at * (whole + gap)) // columns for at in (k, k + 1))
                    item.setGeometry(QRect(rect.x() + left, rect.y() + y, after - left - gap, height))
            y += height + gap
        return max(0, y - gap)

    @staticmethod
    def _height(item: QLayoutItem, width: int) -> int:
        return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()


class LineFlow(FlowLayout):
    """`LineFlow(parent, gap=4)`: widgets at their own width, on as many lines as they take."""

    def sizeHint(self) -> QSize:
        return QSize(sum(item.sizeHint().width() + self._gap for item in self._items), self._tallest())

    def minimumSize(self) -> QSize:
        return QSize(0, self._tallest())

    def _tallest(self) -> int:
        return max((item.sizeHint().height() for item in self._items), default=0)

    def _arrange(self, rect: QRect, dry: bool) -> int:
        x, y, high = 0, 0, 0
        for item in self._items:
            hint = item.sizeHint()
            width = min(hint.width(), rect.width())
            if x and x + width > rect.width():
                x, y, high = 0, y + high + self._gap, 0
            if not dry:
                item.setGeometry(QRect(rect.x() + x, rect.y() + y, width, hint.height()))
            x, high = x + width + self._gap, max(high, hint.height())
        return y + high
