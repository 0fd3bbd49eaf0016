"""The set-up of a vote: three good ways to start, all others behind a link, what to vote on, and the settings.

It reads the workshop that its panel shows and sends no command.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cocreate.export.ballot_words import explanation, method_name
from cocreate.model.snapshot import ActionItem, Cluster, Note, Outcome, Row, WorkshopSnapshot
from cocreate.ui import theme
from cocreate.ui.i18n import tr
from cocreate.ui.vote.settings import Settings
from cocreate.ui.vote.ways import ICONS, Plan, plan_for, presets
from cocreate.ui.widgets.buttons import Button, Choice
from cocreate.ui.workshop import parts
from cocreate.voting.methods import COMFORTABLE, METHODS, MOST_RANKED, SCREEN_FROM, Rules, RulesError, check_rules
from cocreate.words import words


class WayButton(Button):
    """A way to vote, to press: its name, and for the presets one sentence."""

    def __init__(self, title: str, said: str, icon: str, on_click: Callable[[], object]) -> None:
        super().__init__("", kind="secondary", icon="", checkable=True, on_click=on_click, name=title)
        self.setAccessibleDescription(said)
        self._mark = Button(kind="icon", icon=icon, name=title)
        self._mark.setFixedSize(theme.TARGET, theme.TARGET)
        self._mark.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._mark.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        names = QVBoxLayout()
        names.setSpacing(0)
        self.words = [parts.label(title, "strong")]
        if said:
            self.words.append(parts.label(said, "caption"))
        for label in self.words:
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            names.addWidget(label)
        line = parts.row(self._mark, spacing=theme.S)
        line.setContentsMargins(theme.S, theme.S, theme.M, theme.S)
        line.addLayout(names, 1)
        self.setLayout(line)
        policy = self.sizePolicy()
        policy.setHorizontalPolicy(policy.Policy.Ignored)
        policy.setVerticalPolicy(policy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Like a card; the chosen one has the accent round it, as on a ballot."""
        now = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_on = self.isChecked()
        painter.setPen(QPen(now.colour("accent" if is_on else "line"), now.line_width))
        painter.setBrush(now.colour("accent_soft" if is_on else "hover" if self.underMouse() else "raised"))
        painter.drawRoundedRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), theme.RADIUS, theme.RADIUS)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        inside = self.layout()
        return inside.heightForWidth(width) if inside is not None else theme.TARGET

    def minimumSizeHint(self) -> QSize:
        inside = self.layout()
        return inside.totalMinimumSize() if inside is not None else super().minimumSizeHint()

    def sizeHint(self) -> QSize:
        inside = self.layout()
        return inside.totalSizeHint() if inside is not None else super().sizeHint()


class Setup(QWidget):
    """`changed` after every choice."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.snap: WorkshopSnapshot | None = None
        self.selection: tuple[str, ...] = ()
        self.present = 0
        self._ways = {p.key: p for p in presets()}
        self.ways: dict[str, WayButton] = {}
        self.chosen = "quick"
        self.has_chosen_what = False
        self._left_out: set[str] = set()  # near-duplicates that a person keeps off this ballot
        outer = parts.column(self, 0, theme.M)
        for preset in self._ways.values():
            self._add_way(outer, preset.key, preset.title, preset.said, preset.icon)
        self.more = Button(tr("More ways"), kind="link", icon="chevron-down", on_click=self._open_more)
        outer.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.others = QWidget()
        inside = parts.column(self.others, 0, theme.S)
        for method in METHODS:
            self._add_way(inside, method, method_name(words(tr.language), method), "", ICONS[method])
        outer.addWidget(self.others)
        self.others.hide()
        self._add_rest(outer)
        self.settings.show_plan(self._ways["quick"].plan, ())
        self._mark_way()

    def _add_rest(self, outer: QVBoxLayout) -> None:
        self.heard = parts.label("", "body")
        self.what = Choice(
            [("cluster", tr("Themes")), ("note", tr("Ideas")), ("selection", tr("Selection")),
             ("outcome", tr("Outcomes")), ("action_item", tr("Action items"))],
            name=tr("What to vote on"),
        )  # fmt: skip
        self.said = parts.label("", "muted")
        self.advice = parts.label("", "warn")
        self.settings = Settings()
        self.what.changed.connect(self._choose_what)
        self.settings.changed.connect(self._follow)
        outer.addWidget(parts.label(tr("What the room hears"), "caption"))
        outer.addWidget(self.heard)
        outer.addWidget(parts.label(tr("What to vote on"), "strong"))
        outer.addWidget(self.what)
        outer.addWidget(self.said)
        outer.addWidget(self.advice)
        outer.addWidget(self.settings)

    def _add_way(self, layout: QVBoxLayout, key: str, title: str, said: str, icon: str) -> None:
        button = WayButton(title, said, icon, partial(self.choose, key))
        self.ways[key] = button
        layout.addWidget(button)

    # ---- choosing

    @property
    def plan(self) -> Plan:
        return self.settings.plan

    def choose(self, key: str) -> None:
        """A preset, or a method with its usual settings."""
        self.chosen = key
        plan = self._ways[key].plan if key in self._ways else plan_for(key)
        self.settings.show_plan(plan, self.options())
        self._mark_way()
        self._follow()

    def choose_rows(self, subject: str) -> None:
        self.what.set_value(subject)
        self._choose_what(subject)

    def _choose_what(self, _key: str) -> None:
        self.has_chosen_what = True
        self._left_out.clear()
        self._follow()

    def _open_more(self) -> None:
        is_open = self.others.isHidden()
        self.others.setVisible(is_open)
        self.more.set_text(tr("Fewer ways") if is_open else tr("More ways"))
        self.more.set_icon("chevron-up" if is_open else "chevron-down")

    def _mark_way(self) -> None:
        for key, button in self.ways.items():
            button.setChecked(key == self.chosen)

    # ---- what is voted on

    def subject(self) -> str:
        if self.what.value() != "selection":
            return self.what.value()
        chosen = self._selected()
        return "cluster" if any(isinstance(row, Cluster) for row in chosen) else "note"

    def _selected(self) -> list[Row]:
        if self.snap is None:
            return []
        rows = self.snap.by_id
        return [rows[i] for i in self.selection if i in rows]

    def options(self) -> tuple[tuple[str, str], ...]:
        """Id and title of what is on the ballot."""
        if self.snap is None:
            return ()
        sections: dict[str, tuple[Row, ...]] = {
            "cluster": self.snap.clusters, "note": tuple(n for n in self.snap.ideas if n.merged_into is None),
            "outcome": self.snap.outcomes, "action_item": self.snap.action_items,
        }  # fmt: skip
        rows = sections[self.subject()]
        if self.what.value() == "selection":
            chosen = set(self.selection)
            rows = tuple(row for row in rows if row.id in chosen)
        return tuple((row.id, _title(row)) for row in rows if row.id not in self._left_out)

    def named(self) -> tuple[tuple[str, str], ...]:
        """The options that have words of their own: two themes without a name are not the same."""
        rows = self.snap.by_id if self.snap else {}
        return tuple((i, text) for i, text in self.options() if not isinstance(t := rows[i], Cluster) or t.title)

    def leave_out(self, option: str) -> None:
        """Keep an option off this ballot; it stays where it is in the workshop."""
        self._left_out.add(option)
        self._follow()

    def subject_ids(self) -> tuple[str, ...]:
        return tuple(i for i, _ in self.options())

    def costs(self) -> tuple[int, ...]:
        """Prices that go with `subject_ids`; none where there is no money."""
        if not METHODS[self.plan.method].has_money:
            return ()
        return tuple(self.settings.costs.get(i, 0) for i in self.subject_ids())

    # ---- showing

    def show_choice(self, snap: WorkshopSnapshot, selection: tuple[str, ...], present: int) -> None:
        """Follow the workshop: counts, advice and settings for what would be on the ballot."""
        self.snap, self.selection, self.present = snap, selection, present
        if not self.has_chosen_what:
            self.what.set_value("cluster" if snap.clusters else "note")
        self._show()

    def _follow(self) -> None:
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        options = self.options()
        self.settings.show_plan(self.plan, options)
        self.heard.setText(explanation(words(tr.language), self.plan.method))
        self.said.setText(self._counted(len(options)))
        advice = self._advice(len(options))
        self.advice.setText(advice)
        self.advice.setVisible(bool(advice))

    def _counted(self, n: int) -> str:
        if self.what.value() == "selection" and not n:
            return tr("Select ideas or themes on the board.")
        said = {
            "cluster": tr.plural("{n} theme on the ballot.", "{n} themes on the ballot.", n=n),
            "note": tr.plural("{n} idea on the ballot.", "{n} ideas on the ballot.", n=n),
            "outcome": tr.plural("{n} outcome on the ballot.", "{n} outcomes on the ballot.", n=n),
        }
        return said.get(
            self.subject(), tr.plural("{n} action item on the ballot.", "{n} action items on the ballot.", n=n)
        )

    def _advice(self, n: int) -> str:
        kind = METHODS[self.plan.method].kind
        if n > SCREEN_FROM and kind not in ("approval", "duel"):
            return tr(
                "{n} options are too many to compare. First make the list shorter, with Approval or Which of two.",
                n=n,
            )
        return ""

    def why_not(self) -> str:
        """Why the vote cannot open yet; empty when it can."""
        plan, costs = self.plan, self.costs()
        n = len(self.options())
        rules = Rules(
            plan.method, plan.budget, plan.cap, plan.most, plan.seats, plan.money,
            tuple((title, weight) for title, weight in plan.criteria),
        )  # fmt: skip
        try:
            check_rules(rules, costs or (0,) * n)
        except RulesError as error:
            return self._sentence(error.what)
        return "" if self.present else tr("Add the people in the room first.")

    def lacks_options(self) -> bool:
        """Whether there is too little to choose from."""
        return len(self.options()) < (1 if self.plan.method in COMFORTABLE else 2)

    def _sentence(self, what: str) -> str:
        said = {
            "few-options": tr("Choose at least two options."),
            "many-options": tr("At most {n} options can be ranked. Use Approval first.", n=MOST_RANKED),
            "weights": tr("Give every criterion a name of its own."),
            "cost": tr("Every option costs something, and no more than the money to spend."),
        }
        if what == "few-options" and self.plan.method in COMFORTABLE:
            return tr("Choose at least one option.")
        return said.get(what, tr("Look at the settings of this vote."))

    def summary(self) -> str:
        """Who votes and how, beside the button."""
        way = method_name(words(tr.language), self.plan.method)
        return tr.plural("{n} person in the room, {way}.", "{n} people in the room, {way}.", n=self.present, way=way)


def _title(row: Row) -> str:
    if isinstance(row, Cluster):
        return row.title or tr("Unnamed theme")
    return row.text if isinstance(row, Note | Outcome | ActionItem) else ""
