"""The eight note colours to choose from, each with its name, because colour never carries meaning alone.

picker = ColourPicker("sun"); picker.changed.connect(lambda name: ...)
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from cocreate.ui import theme
from cocreate.ui.i18n import tr
from cocreate.ui.theme import COLOURS
from cocreate.ui.widgets.buttons import _BY_MOUSE, arrow_step, round_pen


def colour_name(colour: str) -> str:
    """The word people see for a note colour."""
    names = {
        "sun": tr("Sun"), "peach": tr("Peach"), "rose": tr("Rose"), "lilac": tr("Lilac"),
        "sky": tr("Sky"), "mint": tr("Mint"), "lime": tr("Lime"), "stone": tr("Stone"),
    }  # fmt: skip
    return names[colour]


class _Swatch(QAbstractButton):
    """One colour; the chosen one has a tick and a ring."""

    def __init__(self, colour: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.colour, self.is_focused_by_mouse, self._is_over = colour, False, False
        self.setCheckable(True)
        self.setFixedSize(theme.TARGET, theme.TARGET)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(colour_name(colour))
        self.setToolTip(colour_name(colour))

    def sizeHint(self) -> QSize:
        return QSize(theme.TARGET, theme.TARGET)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.is_focused_by_mouse = event.reason() in _BY_MOUSE
        super().focusInEvent(event)

    def enterEvent(self, _event: QEnterEvent) -> None:
        self._is_over = True
        self.update()

    def leaveEvent(self, _event: QEvent) -> None:
        self._is_over = False
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = theme.current()
        paper = t.note(self.colour)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        grow = 1.0 if self._is_over and not self.isChecked() else 0.0
        dot = QRectF(6.5 - grow, 6.5 - grow, 19 + 2 * grow, 19 + 2 * grow)
        painter.setPen(QPen(QColor(paper.edge), 1))
        painter.setBrush(QColor(paper.paper))
        painter.drawEllipse(dot)
        if self.isChecked():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(t.text), 1.75))
            painter.drawEllipse(QRectF(3.5, 3.5, 25, 25))
            painter.setPen(round_pen(paper.ink, 1.75))
            painter.drawPolyline([QPointF(12, 16.5), QPointF(15, 19.5), QPointF(20.5, 13)])


class ColourPicker(QWidget):
    """`changed(name)` only on a person's choice; an empty value means a mixed selection."""

    changed = Signal(str)

    def __init__(self, value: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Colour"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._group = QButtonGroup(self)
        self.swatches: dict[str, _Swatch] = {}
        for colour in COLOURS:
            swatch = _Swatch(colour, self)
            swatch.clicked.connect(partial(self._choose, colour))
            swatch.installEventFilter(self)
            self.swatches[colour] = swatch
            self._group.addButton(swatch)
            row.addWidget(swatch)
        self.set_value(value)

    def value(self) -> str:
        return next((colour for colour, swatch in self.swatches.items() if swatch.isChecked()), "")

    def set_value(self, colour: str) -> None:
        """Show a choice without telling anybody."""
        self._group.setExclusive(False)
        for name, swatch in self.swatches.items():
            swatch.setChecked(name == colour)
            first = name == (colour or COLOURS[0])  # Tab reaches one, arrows the others
            swatch.setFocusPolicy(Qt.FocusPolicy.StrongFocus if first else Qt.FocusPolicy.ClickFocus)
        self._group.setExclusive(True)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if isinstance(watched, _Swatch) and (step := arrow_step(event)):
            colour = COLOURS[(COLOURS.index(watched.colour) + step) % len(COLOURS)]
            self._choose(colour)
            self.swatches[colour].setFocus(Qt.FocusReason.TabFocusReason)
            return True
        return False

    def _choose(self, colour: str, _is_on: bool = True) -> None:
        self.set_value(colour)
        self.changed.emit(colour)
