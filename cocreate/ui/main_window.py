"""The window: Home or one open workshop, rebuilt when language or theme changes. It holds no data of a workshop.

It is made in two parts, so that it paints early: `MainWindow(…)` shows Home, `equip()` gives it everything that acts.
Imports at the top of this file are those of the first paint (a test holds the list); the rest is imported where used.
"""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QStackedWidget, QWidget

from cocreate.paths import data_dir
from cocreate.ui import i18n, theme
from cocreate.ui.home import HomePage, OpeningPage, WorkshopCard
from cocreate.ui.home.memory import remember, remembered
from cocreate.ui.i18n import tr
from cocreate.ui.settings import Settings

if TYPE_CHECKING:
    from asyncio import Event

    from cocreate.engine import Engine
    from cocreate.errors import LibraryTrouble
    from cocreate.ui.actions import Actions
    from cocreate.ui.background import Background
    from cocreate.ui.errands import Errands
    from cocreate.ui.guide import Guide
    from cocreate.ui.jobs import Jobs
    from cocreate.ui.live import Live
    from cocreate.ui.room import Room
    from cocreate.ui.widgets import Toasts

SMALLEST = (1024, 640)
USUAL = (1440, 900)


class MainWindow(QMainWindow):
    """`settings` keeps the place; `library` is the file to open. `await live_until_closed()` runs it."""

    engine: Engine
    live: Live
    background: Background
    jobs: Jobs
    toasts: Toasts
    errands: Errands
    guide: Guide
    actions_table: Actions  # another one with each language
    _closed: Event

    def __init__(self, settings: Settings, library: Path | None) -> None:
        super().__init__()
        self.settings, self.library = settings, library
        self.home: HomePage | None = None
        self.room: Room | None = None
        self._is_equipped = self._is_ready = False
        self._trouble_page: QWidget | None = None  # or another page that is neither Home nor a workshop
        self.setWindowTitle("CoCreate")
        self._take_room()
        self.stack = QStackedWidget()
        self.setCentralWidget(self.stack)
        self._show_the_past()

    def _show_the_past(self) -> None:
        """What the person saw last, before the library has been opened: Home as it was, or the name of a workshop."""
        title = self.settings.get("place/title", "")
        if self.settings.get("place/workshop", "") and title:
            self._trouble_page = OpeningPage(title)
            self._show(self._trouble_page, None)
        else:
            self._show_home(remembered(self.settings, self.library))

    def equip(self) -> None:
        """Everything that acts: engine, actions, errands, toasts. Called after the first paint; again it does nothing.

        Until then nothing of the person's comes in (see `app.py`), so Home is only listened to from here on.
        """
        if self._is_equipped:
            return
        from asyncio import Event

        from cocreate.engine import Engine
        from cocreate.ui import fonts
        from cocreate.ui.background import Background
        from cocreate.ui.errands import Errands
        from cocreate.ui.guide import Guide
        from cocreate.ui.jobs import Jobs
        from cocreate.ui.live import Live
        from cocreate.ui.widgets import Toasts

        fonts.load()
        self.engine = Engine(self.library)
        self.live = Live(self.engine, self)
        self.engine.heard = self.live.heard
        self.background = Background()
        self.jobs = Jobs(self.live, self.background)
        self.toasts = Toasts(self)
        self.errands = Errands(self)
        self.guide = Guide(self)
        self._closed = Event()
        self._make_actions()
        self.live.refused.connect(lambda text: self.toasts.show(text, kind="danger"))
        theme.events.changed.connect(self._theme_changed)
        self._is_equipped = True
        if self.home is not None:
            self._listen_to(self.home)

    def _take_room(self) -> None:
        """As it was left; the first time a usual size that fits the screen, title bar included."""
        free = self.screen().availableSize() - QSize(2 * theme.M, 2 * theme.XXL)
        self.setMinimumSize(QSize(*SMALLEST).boundedTo(free))
        self.resize(QSize(*USUAL).boundedTo(free))
        self.restoreGeometry(self.settings.bytes("window/geometry") or QByteArray())

    # ---- life

    async def live_until_closed(self) -> None:
        """Open the library, show where the person was, and stay until the window is closed."""
        self.equip()
        try:
            await self.start()
            await self._closed.wait()
        finally:
            self.background.stop()
            self.engine.stop()

    async def start(self) -> None:
        """Open the library and go to where the person was; trouble becomes a page with the way out."""
        import asyncio

        from cocreate.errors import LibraryTrouble, Trouble

        self.equip()
        try:
            await asyncio.wrap_future(self.engine.start())
        except LibraryTrouble as trouble:
            self._show_trouble(trouble)
            return
        self._is_ready = True
        last = self.settings.get("place/workshop", "")
        if last:
            with contextlib.suppress(Trouble):  # removed meanwhile, or another library: Home it is
                await self.open_workshop(last)
                return
        await self.go_home()

    def come_forward(self) -> None:
        """A second start: show this window instead."""
        self.setWindowState(self.windowState() & ~self.windowState().WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.keep_place()
        self.settings.set_bytes("window/geometry", self.saveGeometry())
        self.settings.flush()
        self._is_ready = False
        theme.events.changed.disconnect(self._theme_changed)
        self._closed.set()
        event.accept()

    # ---- Home

    async def go_home(self) -> None:
        """Leave the workshop and show all of them."""
        self.keep_place()
        self.settings.set("place/workshop", None)
        self.live.leave()
        cards = await self._cards()
        remember(self.settings, self.library, cards)
        self._drop_room()
        self._show_home(cards)
        self.setWindowTitle("CoCreate")

    async def _cards(self) -> list[WorkshopCard]:
        found = await self.live.ask(lambda store: store.workshops())
        return [
            WorkshopCard(
                id=w.id, title=w.title, question=w.question, changed_at_ms=w.changed_at, notes=w.notes,
                clusters=w.clusters, vote_state=w.vote_state, thumbnail=self._thumbnail(w.id), is_demo=w.is_demo,
            )
            for w in found
        ]  # fmt: skip

    def _thumbnail(self, scope: str) -> str | None:
        file = thumbnails() / f"{scope}.png"
        return str(file) if file.exists() else None

    def _show_home(self, cards: list[WorkshopCard]) -> None:
        home = HomePage(cards)
        if self._is_equipped:
            self._listen_to(home)
        old, self.home, self._trouble_page = self.home or self._trouble_page, home, None
        self._show(home, old)

    def _listen_to(self, home: HomePage) -> None:
        home.open_requested.connect(lambda scope: self.live.start(self.open_workshop(scope)))
        home.new_requested.connect(lambda: self.live.start(self.errands.new_workshop()))
        home.demo_requested.connect(lambda: self.live.start(self.errands.open_demo()))
        home.import_requested.connect(lambda: self.live.start(self.errands.import_as_workshop()))
        home.dropped.connect(lambda path: self.live.start(self.errands.open_file(Path(path))))
        home.remove_requested.connect(lambda scope: self.live.start(self.errands.remove_workshop(scope)))
        home.language_requested.connect(self.set_language)
        home.theme_requested.connect(self.next_theme)
        home.searched.connect(lambda words: self.live.start(self._find_ideas(home, words)))

    async def _find_ideas(self, home: HomePage, words: str) -> None:
        from cocreate.ui.home.found import find  # late: nobody searches before the first paint

        await find(self, home, words)

    def _show_trouble(self, trouble: LibraryTrouble) -> None:
        """The library cannot be opened: say why, and offer the ways out."""
        from cocreate.ui.widgets import Button, EmptyState

        ways = QWidget()
        row = QHBoxLayout(ways)
        row.setSpacing(theme.S)
        other = Button(tr("Choose another library"), icon="folder-open")
        other.clicked.connect(lambda: self.live.start(self._open_another()))
        row.addWidget(other)
        again = Button(tr("Try again"), kind="primary", icon="refresh-cw")
        again.clicked.connect(lambda: self.live.start(self.start()))
        if trouble.is_damage and self.library is not None and has_backup(self.library):
            again.set_kind("secondary")
            back = Button(tr("Put the backup in its place"), kind="primary", icon="history")
            back.clicked.connect(lambda: self.live.start(self._put_back()))
            row.addWidget(back)
        row.addWidget(again)
        old, self.home = self.home or self._trouble_page, None
        self._trouble_page = EmptyState("triangle-alert", trouble.say(tr.language), ways)
        self._show(self._trouble_page, old)

    async def _put_back(self) -> None:
        """The newest backup becomes the library; the damaged file is kept beside it."""
        import asyncio

        from cocreate.model.library import restore_backup

        assert self.library is not None
        aside = await asyncio.get_running_loop().run_in_executor(None, restore_backup, self.library)
        await self.start()
        self.tell(tr("The backup is in place. The former file is kept as {name}.", name=aside.name))

    async def _open_another(self) -> None:
        path = await self.errands.choose_library()
        if path is not None:
            self.library = self.engine.library = path
            await self.start()

    # ---- a workshop

    async def open_workshop(self, scope: str) -> None:
        """Open a workshop where the person left it. Raises Refused when it is gone."""
        await self.live.open(scope)
        self.settings.set("place/workshop", scope)
        self._keep_title()
        self._show_room()

    def _keep_title(self) -> None:
        """For the first paint of the next start."""
        if self.live.mirror is not None:
            self.settings.set("place/title", self.live.mirror.workshop.title)

    def _show_room(self) -> None:
        from cocreate.ui.room import Room  # late: Home paints without the board, the six steps and numpy

        self._drop_room()
        room = Room(self)
        room.restore(self.settings.get(f"place/{self.live.scope}", {}))
        self.room = room
        self._show(room.page, self.home or self._trouble_page)
        self._trouble_page = None
        room.board.setFocus(Qt.FocusReason.OtherFocusReason)
        self.home = None
        if self.live.mirror is not None:
            self.setWindowTitle(f"{self.live.mirror.workshop.title} — CoCreate")

    def _drop_room(self) -> None:
        if self.room is not None:
            self.room.close()
            self.stack.removeWidget(self.room.page)
            self.room.page.deleteLater()
            self.room = None

    def keep_place(self) -> None:
        """Remember step, view and panels of the open workshop, and a picture of its board for Home."""
        if self.room is not None and self.live.scope:
            self._keep_title()
            self.settings.set(f"place/{self.live.scope}", self.room.place())
            with contextlib.suppress(OSError):
                thumbnails().mkdir(parents=True, exist_ok=True)
                self.room.board.render_png(str(thumbnails() / f"{self.live.scope}.png"), 640)

    # ---- actions

    def _make_actions(self) -> None:
        """A new table in the language of the moment, with what can be done anywhere."""
        from cocreate.ui.actions import Actions

        if old := getattr(self, "actions_table", None):
            for id in old.specs:
                self.removeAction(old[id])  # its keys must not compete with those of the new table
            old.deleteLater()
        self.actions_table = table = Actions(self)
        start = self.live.start
        table.register("workshop.new", lambda: start(self.errands.new_workshop()))
        table.register("workshop.demo", lambda: start(self.errands.open_demo()))
        table.register("workshop.import", lambda: start(self.errands.import_as_workshop()))
        table.register("app.theme", self.next_theme)
        table.register("app.palette", self.guide.open_palette)
        table.register("edit.find", self.guide.open_palette)
        table.register("app.help", self.guide.open_help)
        table.register("app.shortcuts", self.guide.open_shortcuts)
        table.register("app.language_en", lambda: self.set_language("en"), lambda: tr.language != "en")
        table.register("app.language_nl", lambda: self.set_language("nl"), lambda: tr.language != "nl")
        table.register("app.diagnostics", self._copy_diagnostics)
        table.register("app.quit", self.close)
        table.set_places("home")

    def _copy_diagnostics(self) -> None:
        import platform
        from importlib.metadata import version

        from PySide6.QtCore import qVersion

        lines = (
            f"CoCreate {version('cocreate')}", f"Python {platform.python_version()}", f"Qt {qVersion()}",
            platform.platform(), f"library {self.library}", f"theme {theme.choice()}", f"language {tr.language}",
        )  # fmt: skip
        QApplication.clipboard().setText("\n".join(lines))
        self.tell(tr("Diagnostics copied"))

    # ---- language, theme

    def set_language(self, code: str) -> None:
        """Speak another language from now on."""
        self.settings.language = i18n.set_language(code)
        if self.room is not None:
            self.keep_place()
            self._drop_room()
        self._make_actions()
        if self.live.scope:
            self._show_room()
        elif self._is_ready:
            self.live.start(self.go_home())

    def next_theme(self) -> None:
        """Light, dark, projector or what the system says, one after another."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self.settings.theme = theme.next_choice()
        theme.apply(app, self.settings.theme, self.settings.text_scale)

    def _theme_changed(self, _theme: object) -> None:
        QTimer.singleShot(0, self, self._rebuild_if_ready)  # after everybody has put on the new colours

    def _rebuild_if_ready(self) -> None:
        """Views hold no data, so a new language or theme simply builds them again in the same place."""
        if not self._is_ready:
            return
        if self.room is not None:
            self.keep_place()
            self._show_room()
        else:
            self.live.start(self.go_home())

    # ---- inside

    def _show(self, page: QWidget, old: QWidget | None) -> None:
        self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)
        if old is not None:
            self.stack.removeWidget(old)
            old.deleteLater()

    def tell(self, text: str, **more: Any) -> None:
        """A toast."""
        self.toasts.show(text, **more)


def has_backup(library: Path) -> bool:
    """Whether a backup of this library could be put in its place."""
    from cocreate.model.backups import list_backups

    return bool(list_backups(library))


def thumbnails() -> Path:
    """Where pictures of boards for Home are kept."""
    return data_dir() / "thumbnails"
