"""The ballot of scales: one step per option, or per option and criterion; a second press takes it back."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from cocreate.export.ballot_words import criterion_names, step_names
from cocreate.model.snapshot import RoundOption
from cocreate.ui import theme
from cocreate.ui.i18n import tr
from cocreate.ui.vote.papers.base import TOUCH, OptionRow, Paper, title_of
from cocreate.ui.widgets.labels import Label
from cocreate.ui.workshop import parts
from cocreate.voting.methods import METHODS, key
from cocreate.words import words

BESIDE = 400  # px: up to this width the steps stand beside the title


class Steps(QWidget):
    """The steps of a scale side by side. Mouse and touch; keys: the number, Left and Right, Backspace for none.

    `names`: words of the steps; three of them stand on the buttons, of more the numbers do.
    """

    def __init__(
        self, low: int, high: int, name: str, names: Mapping[int, str], on_change: Callable[[], object]
    ) -> None:
        super().__init__()
        self.low, self.high, self._name, self._on_change = low, high, name, on_change
        self.value: int | None = None
        self.names = dict(names)
        self.has_words = 0 < len(self.names) <= 3
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.choose(None)

    @property
    def wide(self) -> int:
        """Width of one step."""
        if not self.has_words:
            return TOUCH
        metrics = QFontMetricsF(theme.font("strong"))
        return max(TOUCH, math.ceil(max(map(metrics.horizontalAdvance, self.names.values()))) + 2 * theme.M)

    def sizeHint(self) -> QSize:
        return QSize((self.high - self.low + 1) * self.wide, TOUCH)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def choose(self, value: int | None) -> None:
        self.value = value
        said = tr("not filled in") if value is None else f"{value} {self.names.get(value, '')}".strip()
        self.setAccessibleName(tr("{title}, {words}", title=self._name, words=said))
        self.update()

    def area(self, value: int) -> QRectF:
        """Where a step is drawn."""
        return QRectF((value - self.low) * self.wide + 2, 2, self.wide - 4, TOUCH - 4)

    def _press(self, value: int | None) -> None:
        self.choose(None if value == self.value else value)
        self._on_change()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        at = self.low + int(event.position().x() // self.wide)
        if event.button() == Qt.MouseButton.LeftButton and self.low <= at <= self.high:
            self._press(at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        code, text = Qt.Key(event.key()), event.text()
        if text.isdigit() and self.low <= int(text) <= self.high:
            self.choose(int(text))
            self._on_change()
        elif code in (Qt.Key.Key_Right, Qt.Key.Key_Left):
            step = 1 if code == Qt.Key.Key_Right else -1
            before = self.low - 1 if self.value is None else self.value
            self.choose(min(max(before + step, self.low), self.high))
            self._on_change()
        elif code in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self.choose(None)
            self._on_change()
        elif code in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(code == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        now = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font("strong", tabular=True))
        for value in range(self.low, self.high + 1):
            is_on = value == self.value
            painter.setPen(QPen(QColor(now.accent if is_on else now.edge), now.line_width))
            painter.setBrush(QColor(now.accent if is_on else now.raised))
            painter.drawRoundedRect(self.area(value), theme.RADIUS_CONTROL, theme.RADIUS_CONTROL)
            painter.setPen(QColor(now.on_accent if is_on else now.text))
            text = self.names[value] if self.has_words else str(value)
            painter.drawText(self.area(value), Qt.AlignmentFlag.AlignCenter, text)


class ScaleRow(OptionRow):
    """A title with its scale beside it, or one below it for each criterion; the chosen step in words."""

    def __init__(self, option: RoundOption, paper: ScalePaper) -> None:
        super().__init__(title_of(option))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its scales have the keys
        self.steps: dict[str, Steps] = {}
        self._said: dict[str, Label] = {}
        self._paper = paper
        inside = QVBoxLayout()
        inside.setContentsMargins(0, theme.S, theme.S, theme.S)
        inside.setSpacing(theme.XS)
        inside.addWidget(parts.label(self.title, "strong"))
        for criterion, name in paper.criteria.items():
            self._scale(inside, option, criterion, name)
        self.line.insertLayout(0, inside, 1)

    def _scale(self, inside: QVBoxLayout, option: RoundOption, criterion: str, name: str) -> None:
        spoken = f"{self.title}, {name}" if name else self.title
        steps = Steps(self._paper.low, self._paper.high, spoken, self._paper.names, self.follow)
        self.steps[key(option.id, criterion)] = steps
        said = self._said[key(option.id, criterion)] = parts.label("", "caption")
        if name:
            title = Label(name, "body")
            title.setMinimumWidth(theme.px(104))
            inside.addLayout(parts.row(title, steps, None, spacing=theme.M))
        elif steps.sizeHint().width() <= theme.wider(BESIDE):
            inside.addWidget(said)
            self.line.addWidget(steps)
        else:
            inside.addWidget(steps)
            inside.addWidget(said)
        said.hide()

    def follow(self) -> None:
        """Say the chosen steps in words, and tell the paper."""
        for name, steps in self.steps.items():
            chosen = "" if steps.value is None or steps.has_words else self._paper.names.get(steps.value, "")
            self._said[name].setText(chosen)
            self._said[name].setVisible(bool(chosen))
        self.set_marked(any(steps.value is not None for steps in self.steps.values()))
        self._paper.changed.emit()


class ScalePaper(Paper):
    """What is not filled in is no vote: it adds nothing and takes nothing away. What the steps mean stands on top."""

    def build(self) -> None:
        method, t = METHODS[self.held.method], words(tr.language)
        self.low, self.high = method.low, method.cap or self.held.cap
        self.names, self.criteria = step_names(t, self.held.method), criterion_names(t, self.held)
        legend = dict(self.names) or {self.low: tr("lowest"), self.high: tr("highest")}
        self.rows = {o.id: ScaleRow(o, self) for o in self.options}
        if self.rows and not next(iter(self.steps.values())).has_words:
            told = " · ".join(f"{step} {name}" for step, name in legend.items())
            self.column.addWidget(parts.label(told, "muted"))
        for row in self.rows.values():
            self.column.addWidget(row)

    @property
    def steps(self) -> dict[str, Steps]:
        return {name: steps for row in self.rows.values() for name, steps in row.steps.items()}

    def votes(self) -> dict[str, int]:
        return {name: steps.value for name, steps in self.steps.items() if steps.value is not None}

    def said(self) -> str:
        done = sum(steps.value is not None for steps in self.steps.values())
        return tr("{n} of {all} filled in", n=done, all=len(self.steps))

    def first_stop(self) -> QWidget:
        return next(iter(self.steps.values()), self)
