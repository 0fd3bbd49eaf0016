"""The ballot of dots and of credits: points per option within cap and budget; the price of the next is shown."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from cocreate.ui import theme
from cocreate.ui.i18n import tr
from cocreate.ui.vote.papers.base import TOUCH, OptionRow, Paper, title_of
from cocreate.ui.widgets.buttons import Button
from cocreate.ui.widgets.labels import Label
from cocreate.ui.workshop import parts
from cocreate.voting.methods import METHODS, spent

DRAWN = 6  # dots that are drawn one by one; more are a number


class Dots(QWidget):
    """The points of a row as dots, empty places included, so that a glance says how many more fit."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most, self.given = most, 0
        self.setSizePolicy(self.sizePolicy().Policy.Fixed, self.sizePolicy().Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self._most * 18, theme.L)

    def show_given(self, given: int) -> None:
        self.given = given
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        now = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for k in range(self._most):
            is_on = k < self.given
            painter.setPen(QPen(QColor(now.accent if is_on else now.edge), 1.5))
            painter.setBrush(QColor(now.accent) if is_on else QColor(0, 0, 0, 0))
            painter.drawEllipse(QPointF(9 + 18 * k, self.height() / 2), 6, 6)


class PointRow(OptionRow):
    """Title, dots, fewer and more. Keys: + and -, Right and Left, or the number itself."""

    def __init__(self, key: str, title: str, paper: PointsPaper) -> None:
        super().__init__(title)
        self.key, self._paper = key, paper
        self.less = _step(tr("Take a point from {title}", title=title), "minus", lambda: paper.give(key, -1))
        self.more = _step(tr("Give a point to {title}", title=title), "plus", lambda: paper.give(key, 1))
        self.dots = Dots(paper.held.cap) if paper.held.cap <= DRAWN else None
        self.figure = Label("0", "title", tabular=True)
        self.figure.setFixedWidth(theme.px(36))
        self.figure.setAlignment(parts.CENTRE)
        self.line.addWidget(parts.label(title), 1)
        if self.dots is not None:
            self.line.addWidget(self.dots)
        for widget in (self.less, self.figure, self.more):
            self.line.addWidget(widget)

    def show_points(self, points: int, can_more: bool) -> None:
        self.figure.setText(str(points))
        if self.dots is not None:
            self.dots.show_given(points)
        self.less.setEnabled(points > 0)
        self.more.setEnabled(can_more)
        said = tr.plural("{n} point", "{n} points", n=points)
        self.setAccessibleName(tr("{title}, {words}", title=self.title, words=said))
        self.set_marked(points > 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        up = (Qt.Key.Key_Plus, Qt.Key.Key_Right, Qt.Key.Key_Equal, Qt.Key.Key_Space)
        down = (Qt.Key.Key_Minus, Qt.Key.Key_Left, Qt.Key.Key_Backspace)
        if event.key() in up:
            self._paper.give(self.key, 1)
        elif event.key() in down:
            self._paper.give(self.key, -1)
        elif event.text().isdigit():
            self._paper.give(self.key, int(event.text()) - self._paper.points[self.key])
        else:
            super().keyPressEvent(event)


def _step(words: str, icon: str, on_click: object) -> Button:
    out = Button(kind="icon", icon=icon, name=words, on_click=on_click)  # type: ignore[arg-type]
    out.setFixedSize(TOUCH, TOUCH)
    out.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the row has the keys
    return out


class PointsPaper(Paper):
    """`points`: option to what it has now."""

    def build(self) -> None:
        self.points = {o.id: 0 for o in self.options}
        self.rows = {o.id: PointRow(o.id, title_of(o), self) for o in self.options}
        for row in self.rows.values():
            self.column.addWidget(row)
        self._show()

    @property
    def is_quadratic(self) -> bool:
        return METHODS[self.held.method].is_quadratic

    def give(self, key: str, change: int) -> None:
        """As many points more (or less) as still fit."""
        target = min(max(self.points[key] + change, 0), self.held.cap)
        while target > self.points[key] and not self._fits(key, target):
            target -= 1
        if target != self.points[key]:
            self.points[key] = target
            self._show()
            self.changed.emit()

    def _fits(self, key: str, target: int) -> bool:
        trial = {**self.points, key: target}
        used = sum(v > 0 for v in trial.values())
        is_within = not self.held.most or used <= self.held.most
        return is_within and target <= self.held.cap and spent(trial, self.is_quadratic) <= self.held.budget

    def votes(self) -> dict[str, int]:
        return {key: n for key, n in self.points.items() if n}

    def free(self) -> int:
        return self.held.budget - spent(self.points, self.is_quadratic)

    def said(self) -> str:
        if self.is_quadratic:
            return tr.plural("{n} credit left", "{n} credits left", n=self.free())
        return tr.plural("{n} dot left", "{n} dots left", n=self.free())

    def first_stop(self) -> QWidget:
        return next(iter(self.rows.values()), self)

    def _show(self) -> None:
        for key, row in self.rows.items():
            row.show_points(self.points[key], self._fits(key, self.points[key] + 1))
