"""One open workshop in the window: page and board wired to the engine, and every action bound. It holds no rows."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QHBoxLayout

from cocreate.model.commands import AcceptClusters, RemoveNotes
from cocreate.model.journal import Stepped
from cocreate.ui import theme
from cocreate.ui.ahead import Ahead
from cocreate.ui.asking import Asking
from cocreate.ui.board import garbage
from cocreate.ui.board.bindings import bindings
from cocreate.ui.board.gallery import bring
from cocreate.ui.board.layout_bar import LayoutBar
from cocreate.ui.board.minimap import SIZE, SMALL, Minimap
from cocreate.ui.board.pictures import Keeping
from cocreate.ui.board.settling import settle, where
from cocreate.ui.board.tools import TOOLS
from cocreate.ui.board.view import BoardView
from cocreate.ui.i18n import tr
from cocreate.ui.share.sending import Sending
from cocreate.ui.widgets import Button, Card, EmptyState
from cocreate.ui.workshop.page import WorkshopPage

if TYPE_CHECKING:
    from cocreate.model.store import Store
    from cocreate.ui.main_window import MainWindow

STEPS = ("prepare", "ideas", "themes", "vote", "outcomes", "share")


class Room(QObject):
    """Made when a workshop opens, and made again when language or theme changes."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._live = window, window.live
        self.page = WorkshopPage(window.live)
        self.page.lists.background = window.background
        self.page.vote.opening.background = window.background
        self.board = BoardView()
        self.page.set_board(self.board)
        self.floating = Floating(self.board, window)
        if window.live.mirror is not None:
            self.board.load(window.live.mirror)
        self.asking = Asking(window, self.page)
        self.ahead = Ahead(window.live, window.background, self)
        self.sending = Sending(window, self.page.share)
        self._wire()
        self._bind()
        self._show_places()
        self._show_emptiness()
        self.show_published()

    # ---- the place, window scope

    def place(self) -> dict[str, Any]:
        """Where the person is: step, view, folded panels."""
        return {
            "step": self.page.step,
            "view": self.board.viewport_state(),
            "shown_as": self.page.views.view,
            "columns": self.page.lists.columns.arrangement(),
            "outline": self.page.has_outline,
            "inspector": not self.page.right.isHidden(),
        }

    def restore(self, place: dict[str, Any]) -> None:
        """Go back to a place; whatever does not fit is left as it is."""
        mirror = self._live.mirror
        ideas = len(mirror.rows["note"]) if mirror else 0
        self.page.show_step(str(place.get("step", "ideas" if ideas else "prepare")))
        self.page.show_outline(bool(place.get("outline", True)))
        self.page.right.setVisible(bool(place.get("inspector", True)))
        if isinstance(view := place.get("view"), dict) and view:
            self.board.restore(view)
        else:
            self.board.fit()
        if isinstance(columns := place.get("columns"), dict):
            self.page.lists.columns.arrange(columns)
        self.page.show_view(str(place.get("shown_as", "board")))

    def close(self) -> None:
        """Let go of everything that outlives this room."""
        self.ahead.stop()
        for topic in ("themes", "why", "alike"):
            self._window.background.cancel(topic)
        self._window.background.cancel("likeness")
        self._window.background.cancel("twins")
        self._live.stepped.disconnect(self._stepped)
        garbage.stirred()
        self._window.actions_table.release(*self._bound)
        self._window.actions_table.register("edit.find", self._window.guide.open_palette)
        self._window.actions_table.set_places("home")

    def show_published(self) -> None:
        """When and where this workshop was last published."""
        settings, scope = self._window.settings, self._live.scope
        self.page.share.show_published(settings.get(f"published/{scope}", 0), settings.get(f"share/{scope}", ""))

    # ---- inside

    def _wire(self) -> None:
        window, page, start = self._window, self.page, self._live.start
        self._live.stepped.connect(self._stepped)
        page.back_requested.connect(lambda: start(window.go_home()))
        page.import_requested.connect(lambda: start(window.errands.import_ideas()))
        page.vote.picture_requested.connect(lambda kind, data: start(window.errands.save_picture(kind, data)))
        page.vote.told.connect(window.tell)
        page.cancel_requested.connect(self._cancel)
        page.view_changed.connect(self._show_places)
        page.past_changed.connect(self._show_places)
        page.past.restored.connect(self._tell_restored)
        page.selection_changed.connect(lambda _: window.actions_table.refresh())
        self._live.history_changed.connect(window.actions_table.refresh)
        self.board.keep_requested.connect(lambda asked: start(self._keep(asked)))
        self.board.files_dropped.connect(lambda paths: start(self._import_dropped(paths)))
        self.board.gallery.wanted.connect(lambda digest: start(bring(self._live, self.board.gallery, digest)))
        self.board.tool_changed.connect(lambda _: window.actions_table.refresh())
        self._live.refused.connect(lambda _: self.board.refresh())  # what was shown ahead must go

    def _bind(self) -> None:
        window, page, board, errands = self._window, self.page, self.board, self._window.errands
        start = self._live.start
        self._bound: list[str] = []
        for step in STEPS:
            self._on(f"step.{step}", partial(page.show_step, step))
        for binding in bindings(board):
            self._on(*binding)
        self._on("workshop.home", lambda: start(window.go_home()))
        self._on("workshop.import", lambda: start(errands.import_ideas()))
        self._on("themes.suggest", self._ask_themes)
        self._on("themes.place", self._place_loose, page.themes.can_place)
        self._on("idea.why", self.asking.why, self.asking.has_one)
        self._on("idea.alike", self.asking.alike, self.asking.has_one)
        self._on("vote.open", lambda: self._next_of("vote"))
        self._on("outcome.add", lambda: self._next_of("outcomes"))
        self._on("action_item.add", lambda: page.show_step("outcomes"))
        for word, deed in (("pdf", "manager"), ("picture", "format:picture")):
            self._on(f"share.{word}", partial(self.sending.ask, deed))
        for word in ("preview", "everything", "copy", "takeaway"):
            self._on(f"share.{word}", partial(self.sending.ask, word))
        self._on("view.minimap", self._turn_minimap, checked=lambda: self.floating.minimap.is_wanted)
        self._on("share.folder", lambda: start(errands.publish()))
        self._on("edit.undo", self._live.undo, lambda: bool(self._live.undo_label) and not page.past.is_open)
        self._on("edit.redo", self._live.redo, lambda: bool(self._live.redo_label) and not page.past.is_open)
        self._on("view.past", page.past.open)
        self._bind_lists()
        self._on("view.focus", page.switch_focus)
        self._window.actions_table.register("edit.find", page.search)
        self._on("view.outline", page.toggle_outline)
        self._on("view.inspector", page.toggle_inspector)

    def _on(
        self, id: str, handler: Callable[[], object], enabled: Callable[[], bool] = lambda: True,
        checked: Callable[[], bool] | None = None,
    ) -> None:  # fmt: skip
        self._window.actions_table.register(id, handler, enabled, checked)
        self._bound.append(id)

    def _stepped(self, stepped: Stepped) -> None:
        is_layout = stepped.label == AcceptClusters.__name__
        before = where(self.board, tuple(self.board.model.slots)) if is_layout else {}
        self.board.apply(stepped)
        self.floating.minimap.changed()
        self._show_emptiness()
        if any(row.kind == "workshop" for row in stepped.rows) and self._live.mirror is not None:
            self._window.setWindowTitle(f"{self._live.mirror.workshop.title} — CoCreate")
        removed = [row for row in stepped.rows if row.removed and row.kind == "note"]
        if removed and stepped.label == RemoveNotes.__name__ and not stepped.is_undo and not stepped.is_foreign:
            text = tr.plural("{n} idea removed", "{n} ideas removed", n=len(removed))
            self._window.tell(text, undo=self._live.undo)
        if is_layout and not stepped.is_undo and not stepped.is_foreign:
            themes = sum(row.kind == "cluster" and not row.removed for row in stepped.rows)
            self.board.fit()  # the ideas lie elsewhere now
            done = tr.plural("{n} theme laid out", "{n} themes laid out", n=themes)
            self._window.tell(done, undo=self._live.undo)
        settle(self.board, before)

    def _cancel(self) -> None:
        """The Cancel of the progress row: whatever is being made for a file."""
        self._window.errands.cancel()

    def _turn_minimap(self) -> None:
        """Show or hide the map of the board, here and in every workshop from now on."""
        wanted = not self.floating.minimap.is_wanted
        self.floating.minimap.set_wanted(wanted)
        self._window.settings.set("minimap", wanted)

    def _show_emptiness(self) -> None:
        mirror = self._live.mirror
        self.floating.show_hint(mirror is not None and not mirror.rows["note"] and not mirror.rows["frame"])

    async def _keep(self, asked: Keeping) -> None:
        """Scale pictures elsewhere, keep their bytes, then let the board put them where they belong."""
        found = await asyncio.get_running_loop().run_in_executor(None, asked.make)
        digests = [await self._live.ask(partial(_kept, picture.data)) for picture in found]
        asked.then(found, digests)

    async def _import_dropped(self, paths: list[Path]) -> None:
        """One file after another, each with its own question."""
        for path in paths:
            await self._window.errands.import_file(path)

    def _bind_lists(self) -> None:
        """What outline and columns do as well as the board, and what only they do."""
        page, board, lists = self.page, self.board, self.page.lists
        for action, on_board, in_lists in (
            ("tool.note", partial(board.set_tool, "N"), lists.write),
            ("edit.remove", board.deeds.remove, lists.edits.remove),
            ("edit.text", board.edit_selected, lists.edit),
            ("edit.group", board.deeds.group, lists.group),
            ("edit.ungroup", board.deeds.ungroup, lists.edits.ungroup),
        ):
            enabled = self._has_selection if action != "tool.note" else lambda: True
            self._on(action, partial(self._either, on_board, in_lists), enabled)
        deeds: dict[str, Callable[[], object]] = {
            "send": lists.send, "colour": lists.colour, "tag": lists.tag, "pin": lists.pin, "link": lists.link,
            "up": partial(lists.shift, -1), "down": partial(lists.shift, 1),
        }  # fmt: skip
        for word, deed in deeds.items():
            self._on(f"idea.{word}", deed, self._has_selection)
        for view, shown in (("board", "board"), ("columns", "columns"), ("list", "outline")):
            self._on(
                f"view.{view}", partial(page.show_view, shown), partial(self._can_show, shown),
                checked=partial(self._is_shown, shown),
            )  # fmt: skip

    def _tell_restored(self, clock: str) -> None:
        self._window.tell(tr("The board is as it was at {time}", time=clock), undo=self._live.undo)

    def _either(self, on_board: Callable[[], object], in_lists: Callable[[], object]) -> None:
        """One action, two hands: the board's while the person is there, else those of outline and columns."""
        (in_lists if self.page.lists.has_focus or self.page.views.view != "board" else on_board)()

    def _has_selection(self) -> bool:
        return bool(self.page.selection)

    def _can_show(self, view: str) -> bool:
        return view in self.page.views.pages

    def _is_shown(self, view: str) -> bool:
        return self.page.views.view == view

    def _show_places(self, *_: object) -> None:
        """The tools and the zoom belong to the board alone, and nothing can be done to the past."""
        if self.page.past.is_open:
            self._window.actions_table.set_places()
            return
        places = ("workshop", "board") if self.page.views.view == "board" else ("workshop",)
        self._window.actions_table.set_places(*places)

    def _ask_themes(self) -> None:
        self.page.show_step("themes")
        self.page.themes.ask()

    def _place_loose(self) -> None:
        self.page.show_step("themes")
        self.page.themes.place_loose()

    def _next_of(self, step: str) -> None:
        if self.page.step != step:
            self.page.show_step(step)
        else:
            self.page.take_next()


def _kept(data: bytes, store: Store) -> str:
    return store.keep(data)


class Floating(QObject):
    """What floats over the board: the tool strip at the bottom, and the hint of an empty board in the middle."""

    def __init__(self, board: BoardView, window: MainWindow) -> None:
        super().__init__(board)
        self._board = board
        self.strip = Card(padding=theme.XS, parent=board)
        row = QHBoxLayout()
        row.setSpacing(theme.XS)
        self.strip.body.addLayout(row)
        for tool in TOOLS.values():
            action, spec = window.actions_table[tool.action], window.actions_table.specs[tool.action]
            row.addWidget(Button(kind="icon", action=action, icon=spec.icon))
        self.layouts = LayoutBar(board, board)
        self.minimap = Minimap(board)
        self.minimap.set_wanted(bool(window.settings.get("minimap", True)))
        board.view_moved.connect(self.minimap.follow)
        self.hint = EmptyState("sticky-note", tr("Press N or double-click. Paste a list with Ctrl+V."), parent=board)
        self.hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        board.installEventFilter(self)
        self._arrange()

    def show_hint(self, is_empty: bool) -> None:
        self.hint.setVisible(is_empty)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._arrange()
        return super().eventFilter(watched, event)

    def _arrange(self) -> None:
        self.strip.adjustSize()
        board = self._board.rect()
        self.strip.move((board.width() - self.strip.width()) // 2, board.height() - self.strip.height() - theme.L)
        self.strip.raise_()
        self.layouts.adjustSize()
        left = (board.width() - self.layouts.width()) // 2
        self.layouts.move(left, self.strip.y() - self.layouts.height() - theme.S)
        self.minimap.resize(*(SIZE if board.width() >= 900 else SMALL))
        beside = self.strip.geometry().right() + theme.L < board.width() - self.minimap.width() - theme.L
        bottom = board.height() if beside else self.strip.y()
        at = (board.width() - self.minimap.width() - theme.L, bottom - self.minimap.height() - theme.L)
        self.minimap.move(*at)
        self.hint.resize(480, 200)
        self.hint.move((board.width() - 480) // 2, (board.height() - 200) // 2)
