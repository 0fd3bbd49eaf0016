"""The ballot of approval, with prices where there is money: every option is chosen or not."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from cocreate.ui import icons, theme
from cocreate.ui.i18n import tr
from cocreate.ui.vote.papers.base import Paper, PressRow, title_of
from cocreate.ui.widgets.labels import Label
from cocreate.ui.workshop import parts


def amount(money: int) -> str:
    """With thin spaces between thousands."""
    return f"{money:,}".replace(",", "\u202f")


class Tick(QWidget):
    """A round mark that is filled when its row is chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.is_on = False
        self.setFixedSize(QSize(28, 28))

    def paintEvent(self, _event: QPaintEvent) -> None:
        now = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(now.accent if self.is_on else now.edge), 1.5))
        painter.setBrush(QColor(now.accent if self.is_on else now.raised))
        painter.drawEllipse(self.rect().toRectF().adjusted(1, 1, -1, -1))
        if self.is_on:
            painter.drawPixmap(5, 5, icons.pixmap("check", "on_accent", 18, self.devicePixelRatioF()))


class ApprovalRow(PressRow):
    """Mark, title and price."""

    def __init__(self, title: str, price: str) -> None:
        super().__init__(title)
        self.tick = Tick()
        self.line.addWidget(self.tick)
        self.line.addWidget(parts.label(title), 1)
        self._price = price
        if price:
            cost = Label(price, "muted", tabular=True)
            cost.setMargin(theme.S)
            self.line.addWidget(cost)
        self.show_chosen(False)

    def show_chosen(self, is_on: bool) -> None:
        self.tick.is_on = is_on
        self.tick.update()
        state = tr("chosen") if is_on else tr("not chosen")
        self.setAccessibleName(", ".join(part for part in (self.title, self._price, state) if part))
        self.set_marked(is_on)


class ApprovalPaper(Paper):
    """Any number of options, or at most as many as the round says."""

    def build(self) -> None:
        self.chosen: set[str] = set()
        self.rows: dict[str, ApprovalRow] = {}
        for option in self.options:
            price = amount(option.cost) if self.held.money else ""
            row = ApprovalRow(title_of(option), price)
            row.pressed.connect(lambda key=option.id: self.turn(key))
            self.rows[option.id] = row
            self.column.addWidget(row)

    def turn(self, key: str) -> None:
        """Choose an option, or take the choice back; one too many stays out."""
        if key in self.chosen:
            self.chosen.discard(key)
        elif not self.held.most or len(self.chosen) < self.held.most:
            self.chosen.add(key)
        self.rows[key].show_chosen(key in self.chosen)
        self.changed.emit()

    def votes(self) -> dict[str, int]:
        return {o.id: 1 for o in self.options if o.id in self.chosen}

    def said(self) -> str:
        if self.held.money:
            cost = sum(o.cost for o in self.options if o.id in self.chosen)
            return tr("{n} chosen, together {cost} of {money}", n=len(self.chosen), cost=amount(cost),
                      money=amount(self.held.money))  # fmt: skip
        if self.held.most:
            return tr("{n} of at most {most} chosen", n=len(self.chosen), most=self.held.most)
        return tr.plural("{n} chosen", "{n} chosen", n=len(self.chosen))

    def first_stop(self) -> QWidget:
        return next(iter(self.rows.values()), self)
