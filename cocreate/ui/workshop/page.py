"""The page of one workshop: it lays out its parts, passes the selection between them, and sends no command of its own.

See `WorkshopPage`; the board comes from outside through `set_board`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cocreate.model.journal import Stepped
from cocreate.model.snapshot import WorkshopSnapshot
from cocreate.ui import theme
from cocreate.ui.find.bar import FindBar
from cocreate.ui.find.finder import Finder
from cocreate.ui.i18n import tr
from cocreate.ui.past.past import Past
from cocreate.ui.steps.ideas import IdeasPanel
from cocreate.ui.steps.outcomes import OutcomesPanel
from cocreate.ui.steps.prepare import PreparePanel
from cocreate.ui.steps.share import SharePanel
from cocreate.ui.steps.themes import ThemesPanel
from cocreate.ui.steps.vote import VotePanel
from cocreate.ui.widgets.surfaces import Panel, ScrollColumn
from cocreate.ui.workshop import parts
from cocreate.ui.workshop.announcer import Announcer
from cocreate.ui.workshop.bars import NextBar, TopBar
from cocreate.ui.workshop.inspector import Inspector
from cocreate.ui.workshop.lists import Lists
from cocreate.ui.workshop.panel import StepPanel
from cocreate.ui.workshop.selection import Selection
from cocreate.ui.workshop.views import Views

if TYPE_CHECKING:
    from cocreate.ui.live import Live

READABLE = 0.8  # zoom from which a note is read at a glance
ROOMY = 1440  # from this width on the panels are wider


class WorkshopPage(QWidget):
    """Arc on top, outline left, board in the middle, the step's panel right, the next step at the bottom."""

    back_requested = Signal()
    step_changed = Signal(str)
    selection_changed = Signal(tuple)
    view_changed = Signal(str)
    past_changed = Signal(bool)  # whether the past is on show
    import_requested = Signal()
    suggest_requested = Signal(object)  # steps.themes.Wanted
    cancel_requested = Signal()

    def __init__(self, live: Live, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.live = live
        self.board: QWidget | None = None
        self.chosen = Selection(self)
        self.snapshot: WorkshopSnapshot | None = None
        self.top, self.views = TopBar(), Views()
        self.lists = Lists(self)
        self.outline = self.lists.side
        self.announcer = Announcer(live, self)
        self.finder = Finder(live, FindBar(), self)
        self.past = Past(live, self)
        self.inspector = Inspector(live)
        self.next = NextBar()
        self.prepare, self.ideas, self.themes = PreparePanel(live), IdeasPanel(live), ThemesPanel(live)
        self.vote, self.outcomes, self.share = VotePanel(live), OutcomesPanel(live), SharePanel(live)
        every = (self.prepare, self.ideas, self.themes, self.vote, self.outcomes, self.share)
        self.panels: dict[str, StepPanel] = {panel.key: panel for panel in every}
        self.step = "prepare"
        self._wants_outline = True
        self._beside = (True, True)  # outline and panel, before the past was looked at
        self._lay_out()
        self._wire()
        self.show_outline(True)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self.refresh)
        if live.mirror is not None:
            self._opened()

    @property
    def selection(self) -> tuple[str, ...]:
        """Ids of what is selected, in every view."""
        return self.chosen.ids

    # ---- for the window

    def set_board(self, board: Any) -> None:
        """Put the board in the middle; its `selection_changed`, `command_ready` and `select(ids)` are wired here."""
        self.board = board
        self.views.put("board", board)
        if hasattr(board, "selection_changed"):
            board.selection_changed.connect(self._board_selected)
        if hasattr(board, "command_ready"):
            board.command_ready.connect(self.live.send)

    def show_step(self, key: str) -> None:
        """Go to a step of the arc."""
        if key not in self.panels:
            return
        changed, self.step = key != self.step, key
        self.top.arc.set_value(key)
        for name, column in self._columns.items():
            column.setVisible(name == key)
        self._refresh_panel()
        if changed:
            self.step_changed.emit(key)

    def set_selection(self, ids: Iterable[str]) -> None:
        """Select ideas and themes everywhere: board, outline, panels."""
        self.chosen.choose(ids)

    def show_view(self, key: str) -> None:
        """Show the ideas as board, columns or outline; what is selected stays so and comes into view."""
        self.views.show_view(key)

    @property
    def has_outline(self) -> bool:
        """Whether the outline stands beside the other views."""
        return self._wants_outline

    def show_outline(self, is_shown: bool) -> None:
        """Beside the outline in the middle there is no second one."""
        self._wants_outline = is_shown
        is_beside = is_shown and self.views.view != "outline"
        self.outline_box.setVisible(is_beside)
        self.lists.show_side(is_beside)

    def toggle_outline(self) -> None:
        self.show_outline(not self._wants_outline)

    def switch_focus(self) -> None:
        """F6: between the view in the middle and the outline; there, between the outline and the panel."""
        middle = self.views.shown
        at = self.window().focusWidget()
        is_in_middle = middle is not None and at is not None and (at is middle or middle.isAncestorOf(at))
        if not is_in_middle:
            target: QWidget | None = middle
        elif self.views.view == "outline":
            self.right.show()
            column = self._columns[self.step]
            target = next((w for w in column.findChildren(QWidget) if _takes_tab(w)), column)
        else:
            self.show_outline(True)
            target = self.outline
        if target is not None:
            target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def toggle_inspector(self) -> None:
        """Fold the right panel away, or bring it back."""
        self.right.setVisible(self.right.isHidden())

    def search(self) -> None:
        """Open the search, or go back into it."""
        self.finder.open()

    def take_next(self) -> None:
        """What the one primary button does."""
        self.panels[self.step].take_next()

    def refresh(self) -> None:
        """Show the open workshop as it is now."""
        if self.live.mirror is None:
            return
        self.snapshot = self.live.mirror.snapshot()
        self.chosen.keep(self.snapshot.by_id)
        self.top.show_snapshot(self.snapshot)
        self.inspector.show_selection(self.snapshot, self.selection)
        self._refresh_panel()
        self._show_history()

    # ---- inside

    def _lay_out(self) -> None:
        outer = parts.column(self, 0, 0)
        outer.addWidget(self.top)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        self.outline_box = Panel("panel-left")
        parts.column(self.outline_box, 0, 0).addWidget(self.outline)
        self.views.above.addWidget(self.finder.bar)
        self.finder.bar.hide()
        self.look = parts.tool(tr("Find ideas"), "search", self.search)
        self.views.tools.addWidget(self.look)
        self.look_back = parts.tool(tr("Look back"), "history", self.past.open)
        self.views.tools.addWidget(self.look_back)
        self.views.above.addWidget(self.past.banner)
        self.views.below.addWidget(self.past.bar)
        for bar in (self.past.banner, self.past.bar):
            bar.hide()
        self.views.put("columns", self.lists.columns, self.lists.columns.tools)
        self.views.put("outline", self.lists.full)
        self.right = Panel("panel-right")
        inside = parts.column(self.right, 0, 0)
        self._columns: dict[str, ScrollColumn] = {}
        for key, panel in self.panels.items():
            column = ScrollColumn(padding=0)
            column.add(panel)
            column.setVisible(key == self.step)
            self._columns[key] = column
            inside.addWidget(column, 1)
        inside.addWidget(self.inspector)
        self.inspector.hide()
        middle.addWidget(self.outline_box)
        middle.addWidget(self.views, 1)
        middle.addWidget(self.right)
        outer.addLayout(middle, 1)
        outer.addWidget(self.next)

    def _wire(self) -> None:
        self.top.back.clicked.connect(self.back_requested)
        self.top.arc.changed.connect(self.show_step)
        self.top.undo.clicked.connect(self.live.undo)
        self.top.redo.clicked.connect(self.live.redo)
        self.next.button.clicked.connect(self.take_next)
        self.chosen.changed.connect(self._chosen)
        self.finder.shows = [self.lists.show_found, self._show_found]
        self.finder.went_to.connect(self.go_to)
        self.finder.all_chosen.connect(self.set_selection)
        self.finder.closed.connect(self._back_to_view)
        self.past.opened.connect(self._look_back)
        self.past.closed.connect(self._back_to_now)
        self.views.changed.connect(self._view_changed)
        self.inspector.has_news.connect(self.inspector.setVisible)
        for panel in self.panels.values():
            panel.select_requested.connect(self.set_selection)
            panel.step_requested.connect(self.show_step)
            panel.next_changed.connect(self._show_next)
        self.ideas.import_requested.connect(self.import_requested)
        self.themes.suggest_requested.connect(self.suggest_requested)
        self.share.cancel_requested.connect(self.cancel_requested)
        self.live.stepped.connect(self._stepped)  # bound methods: they end with the page
        self.live.opened.connect(self._opened)
        self.live.history_changed.connect(self._show_history)
        self.live.busy_changed.connect(self.top.show_busy)

    def _opened(self) -> None:
        self.lists.load()
        self.refresh()

    def _stepped(self, stepped: Stepped) -> None:
        """Lists follow at once; panels show many steps of one turn of the loop together."""
        self.lists.apply(stepped)
        self.finder.hear(stepped)
        self._later.start()

    def _refresh_panel(self) -> None:
        if self.snapshot is not None:
            self.panels[self.step].refresh(self.snapshot, self.selection)
            self._show_next()

    def _show_next(self) -> None:
        panel = self.panels[self.step]
        if panel.snap is not None:
            self.next.show_next(panel.next_step())

    def _show_history(self) -> None:
        if self.past.is_open:
            return
        self.top.show_history(self.live.undo_label, self.live.redo_label)

    def _board_selected(self, ids: Iterable[str]) -> None:
        self.chosen.choose(ids, "board")

    def _chosen(self, ids: tuple[str, ...], source: str) -> None:
        if source != "board" and self.board is not None and hasattr(self.board, "select"):
            self.board.select(ids)
        if self.snapshot is not None:
            self.inspector.show_selection(self.snapshot, ids)
            self._refresh_panel()
        self.selection_changed.emit(ids)

    def _look_back(self) -> None:
        """Nothing but the past is on show, and nothing of the present can be touched by mistake."""
        assert self.past.board is not None
        self.finder.close()
        self._beside = (self.has_outline, not self.right.isHidden())
        self.show_outline(False)
        self.right.hide()
        self.next.hide()
        for part in (self.top.arc, self.top.undo, self.top.redo):
            part.setEnabled(False)
        self.past.banner.show()
        self.past.bar.show()
        self.views.cover(self.past.board)
        board: Any = self.board
        if hasattr(board, "viewport_state"):
            self.past.board.restore(board.viewport_state())
        self.past_changed.emit(True)

    def _back_to_now(self) -> None:
        self.past.banner.hide()
        self.past.bar.hide()
        self.views.cover(None)
        outline, panel = self._beside
        self.show_outline(outline)
        self.right.setVisible(panel)
        self.next.show()
        self.top.arc.setEnabled(True)
        self._show_history()
        self._back_to_view()
        self.past_changed.emit(False)

    def go_to(self, note_id: str) -> None:
        """To an idea that was searched for; on the board near enough to be read."""
        self.set_selection((note_id,))
        board: Any = self.board
        if self.views.view == "board" and hasattr(board, "look_at") and board.zoom < READABLE:
            board.look_at(board.area_of((note_id,)).center(), READABLE)

    def _show_found(self, found: frozenset[str] | None, hides: bool, question: str) -> None:
        layer = getattr(self.board, "layer", None)
        if layer is not None:
            layer.dim(found, hides, question)

    def _back_to_view(self) -> None:
        if (shown := self.views.shown) is not None:
            shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Where no view wants it, a slash opens the search."""
        if event.text() == "/":
            self.search()
        else:
            super().keyPressEvent(event)

    def _view_changed(self, key: str) -> None:
        self.lists.show_view(key)
        self.show_outline(self._wants_outline)
        self._back_to_view()
        self.view_changed.emit(key)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        roomy = self.width() >= ROOMY
        grown = 0.55 + 0.45 * theme.px(100) / 100  # large type needs wider panels, and the board its room
        self.outline_box.setFixedWidth(round((256 if roomy else 216) * grown))
        self.right.setFixedWidth(round((344 if roomy else 296) * grown))


def _takes_tab(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isVisible() and widget.isEnabled()
