"""The home page: greeting, ways to begin, and the workshops to continue; it only says what was asked of it.

page = HomePage(cards); page.open_requested.connect(...); page.set_cards(cards)
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from cocreate.ui import icons, theme
from cocreate.ui.home.card_view import CardView
from cocreate.ui.home.cards import WorkshopCard, greeting, matches
from cocreate.ui.home.demo_card import DemoCard
from cocreate.ui.i18n import language, tr
from cocreate.ui.widgets import Button, FlowLayout, Label, Panel, ScrollColumn, SearchField, Segmented, shadow_room

WIDEST = 1280
TYPING_MS = 150  # between two keys: only what is left standing is asked


class HomePage(Panel):
    """Shows cards in the order given. Nothing happens here: every wish is a signal."""

    open_requested = Signal(str)
    new_requested = Signal()
    demo_requested = Signal()
    import_requested = Signal()
    remove_requested = Signal(str)
    language_requested = Signal(str)
    theme_requested = Signal()
    dropped = Signal(str)  # the path of a file that was let go over the page
    searched = Signal(str)  # words were typed: the answer comes with `show_found`

    def __init__(
        self, cards: Sequence[WorkshopCard] = (), parent: QWidget | None = None, *, now: datetime | None = None
    ) -> None:
        super().__init__("canvas", parent)
        self._now = now
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setProperty("focus_ring", "none")
        self.setAccessibleName(tr("All workshops"))
        self.setAcceptDrops(True)
        self._views: list[CardView] = []
        self._found: QWidget | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(TYPING_MS)
        self._later.timeout.connect(self._ask)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(self._make_bar())
        self.column = ScrollColumn(padding=theme.XXL, spacing=theme.M, width=WIDEST)
        sides = self.column.outer.contentsMargins()
        sides.setTop(theme.XS)
        self.column.outer.setContentsMargins(sides)
        self.column.add(self._make_head())
        self.continue_label = Label(tr("Continue"), role="title")
        self.column.add(self.continue_label)
        self.first_words = Label(
            tr("Open the demo to see a whole workshop in one minute, or begin your own with one question."),
            role="muted", wrap=True,
        )  # fmt: skip
        self.column.add(self.first_words)
        self.grid = FlowLayout(least=theme.px(272), gap=theme.XL, most=theme.px(400), room=shadow_room("card"))
        self.column.add(self.grid)
        self.nothing = Label("", role="muted", wrap=True)
        self.column.add(self.nothing)
        self.ideas = QVBoxLayout()
        self.column.add(self.ideas)
        self.column.add_stretch()
        page.addWidget(self.column, 1)
        self.demo = DemoCard()
        self.demo.clicked.connect(self.demo_requested)
        self.grid.addWidget(self.demo)
        self.set_cards(cards)

    def set_cards(self, cards: Sequence[WorkshopCard]) -> None:
        """Show these workshops; what is typed in the search stays."""
        for view in self._views:
            self.grid.removeWidget(view)
            view.hide()
            view.deleteLater()
        self._views = []
        for card in cards:
            view = CardView(card, now=self._now)
            view.open_requested.connect(self.open_requested)
            view.remove_requested.connect(self.remove_requested)
            self.grid.addWidget(view)
            self._views.append(view)
            QWidget.setTabOrder(view, view.more)
        is_first = not any(not card.is_demo for card in cards)
        has_demo = any(card.is_demo for card in cards)
        self.demo.setVisible(is_first and not has_demo)
        self.continue_label.setText(tr("Begin here") if is_first else tr("Continue"))
        self.first_words.setVisible(is_first)
        self.search.setVisible(len(cards) > 1)
        self.demo_button.setVisible(not is_first)
        self._search(self.search.text())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """One file at a time: each becomes a workshop of its own, after a look at it."""
        path = next((url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()), "")
        if path:
            event.acceptProposedAction()
            self.dropped.emit(path)

    def showEvent(self, event: QShowEvent) -> None:
        """The keyboard begins at the page, not in the search, so that nothing is lit before it is wanted."""
        super().showEvent(event)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def views(self) -> list[CardView]:
        """The cards on the page, found or not."""
        return list(self._views)

    def cards(self) -> list[WorkshopCard]:
        """The workshops on the page, found or not."""
        return [view.card for view in self._views]

    def show_found(self, question: str, ideas: QWidget | None) -> None:
        """The ideas that answer, below the workshops; nothing once something else is asked."""
        if question != self.search.text():
            return
        self._drop_found()
        self._found = ideas
        if ideas is not None:
            self.ideas.addWidget(ideas)
        self._say_nothing()

    def _make_bar(self) -> Panel:
        bar = Panel("clear")
        outer = QHBoxLayout(bar)
        outer.setContentsMargins(theme.XXL, theme.M, theme.XXL, theme.M)
        inner = QWidget()
        inner.setMaximumWidth(WIDEST)
        inner.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        outer.addWidget(inner)
        row = QHBoxLayout(inner)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.S)
        mark = Label()
        mark.setPixmap(icons.app_icon().pixmap(QSize(20, 20), self.devicePixelRatioF()))
        row.addWidget(mark)
        row.addWidget(Label("CoCreate", role="strong"))
        row.addStretch(1)
        self.search = SearchField(tr("Search workshops and ideas"))
        self.search.setMaximumWidth(theme.px(280))
        self.search.textChanged.connect(self._search)
        row.addWidget(self.search)
        row.addSpacing(theme.S)
        is_dark = theme.current().is_dark
        self.theme_button = Button(
            kind="icon", icon="sun" if is_dark else "moon", shortcut="Alt+Shift+D",
            name=tr("Switch to light") if is_dark else tr("Switch to dark"), on_click=self.theme_requested.emit,
        )  # fmt: skip
        row.addWidget(self.theme_button)
        self.language = Segmented([("en", "EN"), ("nl", "NL")], language(), name=tr("Language"))
        self.language.changed.connect(self.language_requested)
        row.addWidget(self.language)
        return bar

    def _make_head(self) -> QVBoxLayout:
        """Greeting and the ways to begin, on one line; with large text on two."""
        head = QVBoxLayout()
        head.setContentsMargins(0, theme.M, 0, theme.L)
        head.setSpacing(theme.M)
        hour = (self._now or datetime.now()).hour
        row = QHBoxLayout()
        row.setSpacing(theme.S)
        row.addWidget(Label(greeting(hour), role="display"), 1)
        head.addLayout(row)
        if theme.px(100) > 130:
            row = QHBoxLayout()
            row.setSpacing(theme.S)
            row.addStretch(1)
            head.addLayout(row)
        self.import_button = Button(tr("Import ideas"), kind="quiet", icon="upload")
        self.demo_button = Button(tr("Open the demo workshop"), icon="presentation")
        self.new_button = Button(tr("New workshop"), kind="primary", icon="plus", shortcut="Ctrl+N")
        self.import_button.clicked.connect(lambda: self.import_requested.emit())
        self.demo_button.clicked.connect(lambda: self.demo_requested.emit())
        self.new_button.clicked.connect(lambda: self.new_requested.emit())
        for button in (self.import_button, self.demo_button, self.new_button):
            row.addWidget(button)
        return head

    def _ask(self) -> None:
        if self.search.text().strip():
            self.searched.emit(self.search.text())

    def _drop_found(self) -> None:
        if self._found is not None:
            self._found.hide()
            self._found.deleteLater()
            self._found = None

    def _search(self, query: str) -> None:
        """Show what matches; the rest waits."""
        self._later.start()
        if not query.strip():
            self._drop_found()
        for view in self._views:
            view.setVisible(matches(view.card, query))
        self._say_nothing()
        self.grid.invalidate()

    def _say_nothing(self) -> None:
        """Where neither a workshop nor an idea answers, it is said."""
        query, is_shown = self.search.text(), not all(view.isHidden() for view in self._views)
        self.continue_label.setVisible(is_shown or not query.strip())
        is_missing = bool(query.strip()) and not is_shown and self._found is None
        self.nothing.setText(tr("No workshop has “{words}” in it.", words=query.strip()) if is_missing else "")
        self.nothing.setVisible(is_missing)
