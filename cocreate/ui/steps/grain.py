"""How many themes: a slider from fewer to more, or a number; it asks for nothing by itself."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QWidget

from cocreate.ui import theme
from cocreate.ui.i18n import tr
from cocreate.ui.widgets.fields import Line
from cocreate.ui.widgets.slider import Steps
from cocreate.ui.workshop import parts

FEWEST, MOST = -2, 2
SETTLES = 250  # ms that the slider rests before a proposal is made
MOST_THEMES = 60


class Grain(QWidget):
    """`asked(grain, count)`: count is None while the slider says it."""

    asked = Signal(int, object)

    def __init__(self) -> None:
        super().__init__()
        self.slider = Steps(FEWEST, MOST, name=tr("Fewer or more themes"))
        self.number = Line(placeholder=tr("number"), name=tr("Number of themes"))
        self.number.setValidator(QIntValidator(1, MOST_THEMES, self))
        self.number.setFixedWidth(theme.px(84))
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(SETTLES)
        self._later.timeout.connect(self._ask)
        self.slider.valueChanged.connect(self._moved)
        self.number.editingFinished.connect(self._entered)
        self._count: int | None = None
        fewer, more = parts.label(tr("Fewer"), "caption"), parts.label(tr("More"), "caption")
        for words in (fewer, more):
            words.setWordWrap(False)
        line = parts.row(fewer, self.slider, more, self.number)
        line.setStretch(1, 1)
        self.setLayout(line)

    def show_grain(self, grain: int, count: int | None) -> None:
        """What the proposal on show was asked with; asks nothing."""
        for widget in (self.slider, self.number):
            widget.blockSignals(True)
        self.slider.setValue(grain)
        self.number.setText("" if count is None else str(count))
        self._count = count
        for widget in (self.slider, self.number):
            widget.blockSignals(False)

    def _moved(self, _value: int) -> None:
        self._count = None
        self.number.clear()
        self._later.start()

    def _entered(self) -> None:
        text = self.number.text().strip()
        count = min(max(int(text), 1), MOST_THEMES) if text else None
        if count != self._count:
            self._count = count
            self._later.start()

    def _ask(self) -> None:
        self.asked.emit(self.slider.value(), self._count)
