"""The bar of a search: words, filters, how many answer, and walking from one to the next. It finds nothing itself."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from cocreate.ui import icons, theme
from cocreate.ui.find.criteria import Criteria, Facet, kind_name
from cocreate.ui.i18n import tr
from cocreate.ui.widgets.buttons import Button, Menu
from cocreate.ui.widgets.fields import SearchField
from cocreate.ui.widgets.flow import LineFlow
from cocreate.ui.widgets.labels import Label
from cocreate.ui.widgets.surfaces import Panel
from cocreate.ui.workshop import parts

_ICONS = {"cluster": "layers", "tag": "tag", "frame": "frame", "colour": "palette", "author": "user",
          "circle": "users", "votes": "vote"}  # fmt: skip


class FindBar(Panel):
    """`changed(Criteria)` as the person types and ticks; `offer` is asked when the filters open."""

    changed = Signal(object)
    walked = Signal(int)  # +1 to the next, -1 to the one before
    hides_changed = Signal(bool)
    all_asked = Signal()  # select everything that answers
    left = Signal()

    def __init__(self) -> None:
        super().__init__("clear")
        self.criteria = Criteria()
        self.offered: dict[str, list[Facet]] = {}
        self.asks_for_offer: Callable[[], dict[str, list[Facet]]] = dict
        self.field = SearchField(tr("Find ideas"))
        self.field.setAccessibleName(tr("Find ideas"))
        self.field.textChanged.connect(self._typed)
        self.field.stepped.connect(self.walked)
        self.field.installEventFilter(self)
        self.count = Label("", "muted", tabular=True)
        self.before = parts.tool(tr("The one before"), "chevron-up", lambda: self.walked.emit(-1))
        self.after = parts.tool(tr("The next one"), "chevron-down", lambda: self.walked.emit(1))
        self.filter = Button(tr("Filter"), kind="quiet", icon="filter", on_click=self.open_filters)
        self.hide_rest = Button(kind="icon", icon="eye-off", name=tr("Hide the others"), checkable=True)
        self.hide_rest.toggled.connect(self.hides_changed)
        self.every = Button(tr("Select all"), kind="quiet", on_click=self.all_asked.emit)
        self.close_it = parts.tool(tr("Close the search"), "x", self.left.emit)
        asked = parts.row(self.field, self.count, spacing=theme.XS)
        asked.setStretch(0, 1)
        self._tools = parts.row(
            self.before, self.after, self.filter, self.hide_rest, self.every, self.close_it, spacing=theme.XS
        )
        self._line = line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        line.setSpacing(theme.XS)
        line.addLayout(asked, 1)
        line.addLayout(self._tools)
        self.chips = QWidget()
        self._chips = LineFlow(self.chips, gap=theme.XS)
        self.chips.hide()
        outer = parts.column(self, 0, theme.XS)
        outer.setContentsMargins(theme.M, 0, theme.M, theme.S)
        outer.addLayout(line)
        outer.addWidget(self.chips)
        self.show_count(0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Without room, or with large type, the tools stand below the field, at last without the arrows."""
        super().resizeEvent(event)
        every = (self.before, self.after, self.filter, self.hide_rest, self.every, self.close_it)
        tools = sum(button.sizeHint().width() + theme.XS for button in every) + 2 * theme.M
        is_tight = self.width() < tools + theme.px(200)
        for arrow in (self.before, self.after):
            arrow.setVisible(self.width() >= tools)  # the arrow keys do the same
        way = QBoxLayout.Direction.TopToBottom if is_tight else QBoxLayout.Direction.LeftToRight
        if self._line.direction() != way:
            self._line.setDirection(way)

    # ---- for the finder

    def show_count(self, found: int, total: int, at: int = 0) -> None:
        """How many answer; `at` is the one that is looked at, counted from 1."""
        if self.criteria.is_empty:
            self.count.setText("")
        elif at:
            self.count.setText(tr("{at} of {n}, {total} in all", at=at, n=found, total=total))
        else:
            self.count.setText(tr("{n} of {total}", n=found, total=total))
        for button in (self.before, self.after, self.every):
            button.setEnabled(found > 0 and not self.criteria.is_empty)

    def take_keyboard(self) -> None:
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def clear(self) -> None:
        """Ask for nothing any more."""
        self._set(Criteria())
        self.field.clear()

    # ---- inside

    def _typed(self, text: str) -> None:
        self._set(Criteria(text, self.criteria.facets))

    def _toggle(self, facet: Facet) -> None:
        self._set(self.criteria.toggled(facet))

    def _set(self, criteria: Criteria) -> None:
        if criteria != self.criteria:
            self.criteria = criteria
            self._show_chips()
            self.changed.emit(criteria)

    def _show_chips(self) -> None:
        """Each filter in force can be taken off by itself."""
        parts.clear(self._chips)
        for facet in self.criteria.facets:
            words = f"{kind_name(facet.kind)}: {facet.name}"
            chip = Button(words, icon="x", on_click=partial(self._toggle, facet))
            chip.setAccessibleName(tr("Take off the filter {name}", name=words))
            chip.setToolTip(words)  # a name that somebody typed may be longer than the bar
            self._chips.addWidget(chip)
        self.chips.setVisible(bool(self.criteria.facets))
        n = len(self.criteria.facets)
        self.filter.set_text(tr("Filter ({n})", n=n) if n else tr("Filter"))

    def open_filters(self) -> Menu:
        """Everything to filter by, as a menu with a tick before what is in force."""
        menu = Menu(self)
        self.offered = self.asks_for_offer()
        for kind, facets in self.offered.items():
            inner = Menu(menu)
            inner.setTitle(kind_name(kind))
            inner.setIcon(icons.icon(_ICONS[kind], "muted"))
            for facet in facets:
                action = inner.add(facet.name, partial(self._toggle, facet))
                action.setCheckable(True)
                action.setChecked(self.criteria.has(kind, facet.id))
            menu.addMenu(inner)
        menu.below(self.filter)
        return menu

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            is_back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.walked.emit(-1 if is_back else 1)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self._escape()
                return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._escape()
        else:
            super().keyPressEvent(event)

    def _escape(self) -> None:
        """Once to clear, once more to leave."""
        if self.criteria.is_empty:
            self.left.emit()
        else:
            self.clear()
