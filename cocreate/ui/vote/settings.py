"""The settings of one way to vote: only those that this way has. It knows no workshop."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from math import isqrt
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cocreate.ui import theme
from cocreate.ui.i18n import tr
from cocreate.ui.vote.ways import Plan
from cocreate.ui.widgets.buttons import Button
from cocreate.ui.widgets.fields import Line, Stepper
from cocreate.ui.workshop import parts
from cocreate.voting.methods import METHODS, MOST_CRITERIA

MOST_MONEY = 9_999_999  # that fits in the field


class Settings(QWidget):
    """Steppers in the order in which a facilitator thinks. `changed` after every choice; `plan` is what is set."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.plan = Plan()
        self.costs: dict[str, int] = {}
        self.options: tuple[tuple[str, str], ...] = ()  # id and title of what is voted on
        self.steppers: dict[str, Stepper] = {}
        self.prices: dict[str, Stepper] = {}
        self.criteria: list[tuple[Line, Stepper]] = []
        self._shown: object = None
        self.column = parts.column(self, 0, theme.M)

    def show_plan(self, plan: Plan, options: Sequence[tuple[str, str]]) -> None:
        """Show these settings for these options."""
        self.plan, self.options = plan, tuple(options)
        self._keep_in_range()
        mark = (plan.method, len(plan.criteria), self.options if plan.method == "budget" else len(self.options))
        if mark != self._shown:
            self._shown = mark
            self._build()

    def choose(self, name: str, value: int) -> None:
        """One setting changed by a person."""
        change: dict[str, Any] = {name: value}
        self.plan = replace(self.plan, **change)
        self._keep_in_range()
        for key, stepper in self.steppers.items():
            stepper.set_value(getattr(self.plan, key))
        self.changed.emit()

    # ---- inside

    def _keep_in_range(self) -> None:
        """What fits the method and the number of options."""
        method, plan = METHODS[self.plan.method], self.plan
        if method.has_budget:
            highest = isqrt(plan.budget) if method.is_quadratic else plan.budget
            plan = replace(plan, cap=min(plan.cap, highest))
            if "cap" in self.steppers:
                self.steppers["cap"].set_range(1, highest)
        most = max(len(self.options) - 1, 0)
        self.plan = replace(plan, seats=min(plan.seats, most), most=min(plan.most, len(self.options)))

    def _build(self) -> None:
        parts.clear(self.column)
        self.steppers, self.prices, self.criteria = {}, {}, []
        method, n = METHODS[self.plan.method], len(self.options)
        if method.has_budget:
            credits = method.is_quadratic
            self._add("budget", tr("Credits for each person") if credits else tr("Dots for each person"), 1, 100)
            most = isqrt(self.plan.budget) if credits else self.plan.budget
            self._add("cap", tr("Most points on one option") if credits else tr("Most dots on one option"), 1, most)
        if method.has_criteria:
            self._add("cap", tr("Highest score"), 2, 10)
            self._add_criteria()
        if method.kind in ("points", "approval", "rank"):
            self._add("most", tr("Most options on a ballot (0: any)"), 0, max(n, 1))
        if method.kind in ("points", "approval") and not method.has_money:
            self._add("seats", tr("Places on a fair shortlist (0: none)"), 0, max(n - 1, 1))
        if method.has_money:
            self._add("money", tr("Money to spend"), 1, MOST_MONEY)
            self._add_prices()

    def _add(self, key: str, words: str, low: int, high: int) -> None:
        field = Stepper(getattr(self.plan, key), low=low, high=max(high, low), name=words)
        field.changed.connect(lambda value: self.choose(key, value))
        if high > 999:
            field.edit.setFixedWidth(theme.wider(80))
        self.steppers[key] = field
        self._line(words, field)

    def _line(self, words: str, field: QWidget, into: QVBoxLayout | None = None) -> None:
        line = parts.row(parts.label(words), field)
        line.setStretch(0, 1)
        (into or self.column).addLayout(line)

    def _add_prices(self) -> None:
        self.column.addWidget(parts.label(tr("What each option costs"), "strong"))
        for option_id, title in self.options:
            value = self.costs.setdefault(option_id, max(self.plan.money // 4, 1))
            field = Stepper(value, low=1, high=MOST_MONEY, name=tr("Price of {title}", title=title))
            field.edit.setFixedWidth(theme.wider(72))
            field.changed.connect(lambda price, key=option_id: self._price(key, price))
            self.prices[option_id] = field
            self._line(title, field)

    def _price(self, option_id: str, price: int) -> None:
        self.costs[option_id] = price
        self.changed.emit()

    def _add_criteria(self) -> None:
        self.column.addWidget(parts.label(tr("Criteria, each with its weight"), "strong"))
        for k, (title, weight) in enumerate(self.plan.criteria):
            name = Line(title, name=tr("Criterion {n}", n=k + 1), placeholder=tr("Criterion {n}", n=k + 1))
            count = Stepper(weight, low=1, high=9, name=tr("Weight of {title}", title=title))
            drop = parts.tool(tr("Take {title} away", title=title), "x", self._dropping(k))
            name.textChanged.connect(lambda _text: self._read_criteria())
            count.changed.connect(lambda _n: self._read_criteria())
            self.criteria.append((name, count))
            line = parts.row(name, count, drop, spacing=theme.XS)
            line.setStretch(0, 1)
            self.column.addLayout(line)
        if len(self.plan.criteria) < MOST_CRITERIA:
            more = Button(tr("Add criterion"), kind="link", icon="plus", on_click=self._one_more)
            self.column.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)

    def _read_criteria(self) -> None:
        found = tuple((name.text().strip(), count.value()) for name, count in self.criteria)
        self.plan = replace(self.plan, criteria=found)
        self.changed.emit()

    def _one_more(self) -> None:
        self._with_criteria((*self.plan.criteria, ("", 1)))
        self.criteria[-1][0].setFocus()

    def _dropping(self, at: int) -> Callable[[], None]:
        return lambda: self._with_criteria(tuple(c for k, c in enumerate(self.plan.criteria) if k != at))

    def _with_criteria(self, criteria: tuple[tuple[str, int], ...]) -> None:
        self.show_plan(replace(self.plan, criteria=criteria), self.options)
        self.changed.emit()
