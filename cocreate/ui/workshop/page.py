"""The page of one workshop: it lays out its parts, passes the selection between them, and sends no command of its own.

See `WorkshopPage`; the board comes from outside through `set_board`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cocreate.model.commands import EditNote, NameCluster, RemoveNotes
from cocreate.model.snapshot import Note, WorkshopSnapshot
from cocreate.ui.outline.view import Outline
from cocreate.ui.steps.ideas import IdeasPanel
from cocreate.ui.steps.outcomes import OutcomesPanel
from cocreate.ui.steps.prepare import PreparePanel
from cocreate.ui.steps.share import SharePanel
from cocreate.ui.steps.themes import ThemesPanel
from cocreate.ui.steps.vote import VotePanel
from cocreate.ui.widgets.surfaces import Panel, ScrollColumn
from cocreate.ui.workshop import parts
from cocreate.ui.workshop.bars import NextBar, TopBar
from cocreate.ui.workshop.inspector import Inspector
from cocreate.ui.workshop.panel import StepPanel

if TYPE_CHECKING:
    from cocreate.ui.live import Live

ROOMY = 1440  # from this width on the panels are wider


class WorkshopPage(QWidget):
    """Arc on top, outline left, board in the middle, the step's panel right, the next step at the bottom."""

    back_requested = Signal()
    step_changed = Signal(str)
    selection_changed = Signal(tuple)
    import_requested = Signal()
    suggest_requested = Signal(int)
    export_requested = Signal(str)
    publish_requested = Signal()
    folder_requested = Signal()
    cancel_requested = Signal()

    def __init__(self, live: Live, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.live = live
        self.board: QWidget | None = None
        self.selection: tuple[str, ...] = ()
        self.snapshot: WorkshopSnapshot | None = None
        self.top = TopBar()
        self.outline = Outline()
        self.inspector = Inspector(live)
        self.next = NextBar()
        self.prepare, self.ideas, self.themes = PreparePanel(live), IdeasPanel(live), ThemesPanel(live)
        self.vote, self.outcomes, self.share = VotePanel(live), OutcomesPanel(live), SharePanel(live)
        every = (self.prepare, self.ideas, self.themes, self.vote, self.outcomes, self.share)
        self.panels: dict[str, StepPanel] = {panel.key: panel for panel in every}
        self.step = "prepare"
        self._is_inspecting, self._is_open = True, True
        self._lay_out()
        self._wire()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self.refresh)
        if live.mirror is not None:
            self.refresh()

    # ---- for the window

    def set_board(self, board: Any) -> None:
        """Put the board in the middle; its `selection_changed`, `command_ready` and `select(ids)` are wired here."""
        if self.board is not None:
            self._slot.removeWidget(self.board)
        self.board = board
        self._slot.addWidget(board)
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
        self._select(tuple(ids), "")

    def toggle_outline(self) -> None:
        self.outline_box.setVisible(self.outline_box.isHidden())

    def toggle_inspector(self) -> None:
        """Fold the right panel away, or bring it back."""
        self.right.setVisible(self.right.isHidden())

    def take_next(self) -> None:
        """What the one primary button does."""
        self.panels[self.step].take_next()

    def refresh(self) -> None:
        """Show the open workshop as it is now."""
        if self.live.mirror is None:
            return
        self.snapshot = self.live.mirror.snapshot()
        alive = tuple(i for i in self.selection if i in self.snapshot.by_id)
        if alive != self.selection:
            self.selection = alive
            self.selection_changed.emit(alive)
        self.top.show_workshop(self.snapshot.workshop)
        self.outline.show_snapshot(self.snapshot)
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
        self.slot = Panel("canvas")
        self._slot = parts.column(self.slot, 0, 0)
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
        middle.addWidget(self.slot, 1)
        middle.addWidget(self.right)
        outer.addLayout(middle, 1)
        outer.addWidget(self.next)

    def _wire(self) -> None:
        self.top.back.clicked.connect(self.back_requested)
        self.top.arc.changed.connect(self.show_step)
        self.top.undo.clicked.connect(self.live.undo)
        self.top.redo.clicked.connect(self.live.redo)
        self.next.button.clicked.connect(self.take_next)
        self.outline.selected.connect(lambda ids: self._select(ids, "outline"))
        self.outline.renamed.connect(self._rename)
        self.outline.remove_requested.connect(self._remove)
        self.inspector.has_news.connect(self.inspector.setVisible)
        for panel in self.panels.values():
            panel.select_requested.connect(self.set_selection)
            panel.step_requested.connect(self.show_step)
            panel.next_changed.connect(self._show_next)
        self.ideas.import_requested.connect(self.import_requested)
        self.themes.suggest_requested.connect(self.suggest_requested)
        self.share.export_requested.connect(self.export_requested)
        self.share.publish_requested.connect(self.publish_requested)
        self.share.folder_requested.connect(self.folder_requested)
        self.share.cancel_requested.connect(self.cancel_requested)
        self.live.stepped.connect(self._stepped)  # bound methods: they end with the page
        self.live.opened.connect(self.refresh)
        self.live.history_changed.connect(self._show_history)
        self.live.busy_changed.connect(self.top.show_busy)

    def _stepped(self, _step: object) -> None:
        """Many steps in one turn of the loop are shown at once."""
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
        self.top.show_history(self.live.undo_label, self.live.redo_label)

    def _board_selected(self, ids: Iterable[str]) -> None:
        self._select(tuple(ids), "board")

    def _select(self, ids: tuple[str, ...], source: str) -> None:
        if ids == self.selection:
            return
        self.selection = ids
        if source != "outline":
            self.outline.select(ids)
        if source != "board" and self.board is not None and hasattr(self.board, "select"):
            self.board.select(ids)
        if self.snapshot is not None:
            self.inspector.show_selection(self.snapshot, ids)
            self._refresh_panel()
        self.selection_changed.emit(ids)

    def _rename(self, row_id: str, text: str) -> None:
        scope = self.live.scope
        if self.snapshot is not None and isinstance(self.snapshot.by_id.get(row_id), Note):
            self.live.send(EditNote(scope=scope, note_id=row_id, text=text))
        else:
            self.live.send(NameCluster(scope=scope, cluster_id=row_id, title=text))

    def _remove(self, ids: tuple[str, ...]) -> None:
        rows = self.snapshot.by_id if self.snapshot else {}
        notes = tuple(i for i in ids if isinstance(rows.get(i), Note))
        if notes:
            self.live.send(RemoveNotes(scope=self.live.scope, note_ids=notes))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        roomy = self.width() >= ROOMY
        self.outline_box.setFixedWidth(256 if roomy else 216)
        self.right.setFixedWidth(344 if roomy else 296)
