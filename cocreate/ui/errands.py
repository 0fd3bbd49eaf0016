"""What begins with a button and needs the person again: dialogs for new, import, export and publish. Never blocks.

File dialogs are opened, not executed: qasync cannot re-enter its loop.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog
from shiboken6 import isValid

from cocreate.export.files import safe_name
from cocreate.ui.i18n import tr
from cocreate.ui.publishing import Publishing
from cocreate.ui.share.under_way import UnderWay
from cocreate.worker import Cancelled

if TYPE_CHECKING:
    from cocreate.export.package import Package
    from cocreate.model.commands import AddNotes
    from cocreate.model.snapshot import WorkshopSnapshot
    from cocreate.ui.main_window import MainWindow
    from cocreate.ui.picture_errand import PictureErrand


class Errands:
    """The window's dialogs."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.publishing = Publishing(window, self)
        self._picture: PictureErrand | None = None
        self.under_way: UnderWay | None = None

    @property
    def _jobs(self) -> Any:
        return self._window.jobs

    @property
    def picture(self) -> PictureErrand:
        """Imported late: the window paints without the board."""
        from cocreate.ui.picture_errand import PictureErrand

        if self._picture is None:
            self._picture = PictureErrand(self._window)
        return self._picture

    # ---- workshops

    async def new_workshop(self) -> None:
        """Ask for the question, make the workshop, open it."""
        from cocreate.ui.home.new_workshop import NewWorkshopSheet

        asked = await NewWorkshopSheet(self._window).open()
        if isinstance(asked, dict):
            await self._window.open_workshop(await self._create(asked))

    async def _create(self, asked: dict[str, Any], scope: str = "", board_id: str = "") -> str:
        from cocreate.model.commands import CreateWorkshop, new_id

        scope = scope or new_id()
        question = str(asked.get("question", "")).strip()
        await self._window.live.run(
            CreateWorkshop(
                scope=scope, title=str(asked.get("title", "")).strip() or question, question=question,
                language=str(asked.get("language", tr.language)), place=str(asked.get("place", "")),
                held_on=str(asked.get("held_on", "")), board_id=board_id or new_id(),
            )
        )  # fmt: skip
        return scope

    async def open_demo(self) -> None:
        """Open the demo workshop in the language of the window; it is built the first time."""
        from cocreate.demo import build_demo

        language = tr.language
        found = await self._window.live.ask(lambda store: store.workshops())
        held = [w.id for w in found if w.is_demo and w.language == language]
        actor = self._window.engine.actor
        scope = held[0] if held else await self._window.live.ask(
            lambda store: build_demo(store, actor, language, date.today())
        )  # fmt: skip
        await self._window.open_workshop(scope)

    async def remove_workshop(self, scope: str) -> None:
        """Take a workshop out of the list; the toast brings it back."""
        from cocreate.model.commands import RemoveWorkshop

        await self._window.live.run(RemoveWorkshop(scope=scope))
        await self._window.go_home()
        self._window.tell(tr("Workshop removed"), undo=lambda: self._window.live.start(self._bring_back(scope)))

    async def _bring_back(self, scope: str) -> None:
        from cocreate.model.commands import RestoreWorkshop

        await self._window.live.run(RestoreWorkshop(scope=scope))
        await self._window.go_home()

    # ---- import

    async def import_as_workshop(self) -> None:
        """From Home: the workshop of a file, or a new one with the ideas of a file in it."""
        path = await self._choose_file(tr("Import ideas"))
        if path is not None:
            await self.open_file(path)

    async def open_file(self, path: Path) -> None:
        """A whole workshop opens as it was; ideas become a new workshop."""
        from cocreate.model.commands import new_id
        from cocreate.model.snapshot import Board, Workshop, WorkshopSnapshot

        whole = await self._jobs.read_workshop(path)
        if whole is not None:
            await self._adopt(whole)
            return
        scope, board = new_id(), new_id()
        empty = WorkshopSnapshot(workshop=Workshop(id=scope), boards=(Board(id=board),))
        command = await self._chosen_ideas(path, empty)
        if command is not None:  # only then there is a workshop
            await self._create({"title": path.stem, "question": ""}, scope, board)
            await self._window.live.run(command)
            await self._window.open_workshop(scope)
            self._tell_added(command)

    async def _adopt(self, package: Package, *, is_copy: bool = False) -> None:
        """Open a workshop that came whole; one that is here already is opened as it is."""
        from cocreate.adopting import adopt

        actor = self._window.engine.actor
        scope, how = await self._window.live.ask(lambda store: adopt(store, package, actor, is_copy=is_copy))
        await self._window.open_workshop(scope)
        again = (tr("Make a copy"), lambda: self._window.live.start(self._adopt(package, is_copy=True)))
        if how == "here":
            self._window.tell(tr("This workshop is here already; it was not changed."), button=again)
        elif how == "back":
            self._window.tell(tr("This workshop was removed here; it is back as it was."), button=again)
        elif how == "copy":
            self._window.tell(tr("This is a copy, without the votes."))

    async def import_ideas(self) -> None:
        """Into the open workshop."""
        path = await self._choose_file(tr("Import ideas"))
        if path is not None:
            await self.import_file(path)

    async def import_file(self, path: Path) -> None:
        """Ideas of a file that is known already, as when it is dropped on the board."""
        await self._offer(path)

    async def _offer(self, path: Path) -> None:
        """Show what the file would bring; one click makes it one step."""
        command = await self._chosen_ideas(path, self._jobs.snapshot())
        if command is not None:
            await self._window.live.run(command)
            self._tell_added(command)

    async def _chosen_ideas(self, path: Path, snapshot: WorkshopSnapshot) -> AddNotes | None:
        """What the person takes of a file, after a look at it."""
        from cocreate.ui.import_sheet import ImportSheet

        plan = await self._jobs.read_import(path)
        chosen: AddNotes | None = await ImportSheet(
            plan, snapshot, partial(self._jobs.read_import, path), self._window
        ).open()
        return chosen

    def _tell_added(self, command: AddNotes) -> None:
        done = tr.plural("{n} idea added", "{n} ideas added", n=len(command.notes))
        self._window.tell(done, undo=self._window.live.undo)
        if self._window.room is not None:
            self._window.room.board.fit()

    # ---- out

    def tell_saved(self, path: Path) -> None:
        """A toast that opens what was saved."""
        self._window.tell(tr("Saved as {name}", name=path.name), button=(tr("Open"), lambda: _open(path)))

    def file_name(self) -> str:
        """The title of the open workshop as the name of a file, without an ending."""
        mirror = self._window.live.mirror
        assert mirror is not None
        return safe_name(mirror.workshop.title, "workshop")

    async def save_picture(self, kind: str, data: bytes) -> None:
        """Save the result of a vote as a picture for slides."""
        path = await self.choose_target(tr("Save picture"), f"{tr('Result')}.{kind}", kind)
        if path is not None:
            await self._jobs.save(path, data)
            self.tell_saved(path)

    async def publish(self, *, ask: bool = False) -> None:
        """Exchange with the shared folder; asks for it the first time, or when told to."""
        await self.publishing.publish(ask=ask)

    async def with_progress(self, text: str, work: Callable[..., Any], *args: object) -> Any:
        """The result of a long errand, or None when the person called it off.

        `work` gets an `UnderWay` as `progress`.
        """
        room = self._window.room
        assert room is not None
        room.page.show_step("share")  # where the progress and its Cancel are
        panel = room.page.share
        panel.show_progress(text, 0.0)
        self.under_way = UnderWay(lambda share: panel.show_progress(text, share), self._stop_work)
        try:
            return await self.under_way.run(work(*args, progress=self.under_way))
        except Cancelled:
            self._window.tell(tr("Cancelled, nothing was written"))
            return None
        finally:
            self.under_way = None
            if isValid(panel):  # language or theme may have changed meanwhile
                panel.end_progress()

    def cancel(self) -> None:
        """Call off what is under way, if there is something."""
        if self.under_way is not None:
            self.under_way.cancel()

    def _stop_work(self) -> None:
        self._window.background.cancel("pdf")

    # ---- looking

    def show_library(self) -> None:
        """The folder of the library, in the files of the computer."""
        if self._window.library is not None:
            _open(self._window.library.parent)

    # ---- choosing

    async def _choose_file(self, title: str) -> Path | None:
        dialog = self._dialog(title, QFileDialog.AcceptMode.AcceptOpen)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(
            [
                tr(
                    "Ideas and workshops (*.txt *.md *.csv *.tsv *.xlsx *.canvas *.excalidraw *.json *.opml *.mm "
                    "*.cocreate *.pdf)"
                ),
                tr("All files (*)"),
            ]
        )
        return await _chosen(dialog)

    async def choose_target(self, title: str, name: str, suffix: str, folder: Path | None = None) -> Path | None:
        dialog = self._dialog(title, QFileDialog.AcceptMode.AcceptSave)
        if folder is not None and folder.is_dir():
            dialog.setDirectory(str(folder))
        dialog.setDefaultSuffix(suffix)
        dialog.selectFile(name)
        return await _chosen(dialog)

    async def choose_picture(self) -> Path | None:
        """A picture on this computer, or None."""
        dialog = self._dialog(tr("Choose a logo"), QFileDialog.AcceptMode.AcceptOpen)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([tr("Pictures (*.png *.jpg *.jpeg *.gif *.webp)"), tr("All files (*)")])
        return await _chosen(dialog)

    async def choose_folder(self, title: str = "") -> Path | None:
        """The folder that the person points at, or None; without a title it is the shared one."""
        dialog = self._dialog(title or tr("Choose the shared folder"), QFileDialog.AcceptMode.AcceptOpen)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        return await _chosen(dialog)

    async def choose_library(self) -> Path | None:
        """A library to open instead; a name that does not exist yet becomes a new one."""
        dialog = self._dialog(tr("Choose another library"), QFileDialog.AcceptMode.AcceptSave)
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.setNameFilters([tr("Libraries of CoCreate (*.cocreate-db)")])
        dialog.setDefaultSuffix("cocreate-db")
        return await _chosen(dialog)

    def _dialog(self, title: str, mode: QFileDialog.AcceptMode) -> QFileDialog:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = QFileDialog(self._window, title, folder)
        dialog.setAcceptMode(mode)
        return dialog


async def _chosen(dialog: QFileDialog) -> Path | None:
    """The one chosen path, or None. Non-blocking."""
    answer: asyncio.Future[Path | None] = asyncio.get_running_loop().create_future()

    def tell(result: int) -> None:
        found = dialog.selectedFiles()
        if not answer.done():
            answer.set_result(Path(found[0]) if result and found else None)

    dialog.finished.connect(tell)
    dialog.open()
    try:
        return await answer
    finally:
        dialog.deleteLater()


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
