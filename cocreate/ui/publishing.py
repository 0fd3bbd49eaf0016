"""Publish to the shared folder: which one, again or elsewhere, and once more when it did not answer. Never blocks."""

from __future__ import annotations

import asyncio
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer

from cocreate.errors import FileTrouble, FolderChanged, FolderSilent
from cocreate.ui.i18n import tr
from cocreate.ui.share.wishes import Wishes, load
from cocreate.ui.widgets import Label, Sheet, announce

if TYPE_CHECKING:
    from cocreate.export.options import ReportOptions
    from cocreate.ui.errands import Errands
    from cocreate.ui.main_window import MainWindow
    from cocreate.ui.share.under_way import UnderWay


class Publishing:
    """One window's exchange with shared folders."""

    PAUSES: tuple[float, ...] = (60, 120, 300)  # seconds before a silent folder is tried again; the last one repeats

    def __init__(self, window: MainWindow, errands: Errands) -> None:
        self._window, self._errands = window, errands
        self._failures = 0
        self._later: tuple[str, Path] | None = None  # workshop and folder to be tried again
        self._timer = QTimer(window)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._try_again)

    async def publish(self, *, ask: bool = False) -> None:
        """Exchange with the workshop's folder; asks for it the first time, or when told to."""
        known = self._window.settings.get(f"share/{self._scope}", "")
        share = Path(known) if known and not ask else await self._errands.choose_folder()
        if share is not None:
            await self._exchange(share)

    @property
    def _scope(self) -> str:
        return self._window.live.scope

    async def _exchange(self, share: Path, *, again: bool = False) -> None:
        scope = self._scope
        try:
            options = await asyncio.to_thread(self._wishes().options, "participants")
            report = await self._errands.with_progress(tr("Publishing"), partial(self._work, share, again, options))
        except FolderChanged as error:
            await self._ask_about(error, share)
            return
        except FolderSilent:
            self._try_later(scope, share)
            raise FileTrouble(
                "The shared folder {name} does not answer. Your work is safe on this laptop; CoCreate tries again in "
                "a minute.", name=share.name,
            ) from None  # fmt: skip
        if report is not None:
            self._tell(scope, share, report)

    async def _work(self, share: Path, again: bool, options: ReportOptions, *, progress: UnderWay | None = None) -> Any:
        check = progress.check if progress is not None else lambda: None
        return await self._window.jobs.publish(share, options, progress, again=again, check=check)

    def _wishes(self) -> Wishes:
        shop = self._window.jobs.snapshot().workshop
        return load(self._window.settings, self._scope, shop.language)

    def _tell(self, scope: str, share: Path, report: Any) -> None:
        self._timer.stop()
        self._failures, self._later = 0, None
        self._window.settings.set(f"share/{scope}", str(share))
        self._window.settings.set(f"published/{scope}", int(time.time() * 1000))
        from cocreate.ui.share.cards import Done, show  # late: errands are made before any page of a workshop

        done = tr.plural("Published, {n} change from others", "Published, {n} changes from others", n=report.got)
        if not report.got:
            done = tr("Published")
        if self._window.room is not None and self._scope == scope:
            self._window.room.show_published()
            page = self._window.room.page
            if page.step == "share" and page.share.progress is None:  # else a retry would hide another errand's Cancel
                page.share.show_done(Done(done, (), share))
                announce(page, done)
                return
        self._window.tell(done, button=(tr("Open folder"), partial(show, share)))

    # ---- a folder that is not what it was

    async def _ask_about(self, error: FolderChanged, share: Path) -> None:
        """It may be unplugged, not yet downloaded, or another drive: only a person can tell."""
        sheet = Sheet(tr("Publish again?"), self._window)
        sheet.body.addWidget(Label(error.say(tr.language), wrap=True))
        quiet = tr("Nothing was written. If the folder is still being downloaded, wait until it is there.")
        sheet.body.addWidget(Label(quiet, role="muted", wrap=True))
        sheet.add_button(tr("Cancel"), None)
        sheet.add_button(tr("Choose another folder"), "other")
        sheet.add_button(tr("Publish again"), "again", kind="primary")
        answer = await sheet.open()
        if answer == "again":
            await self._exchange(share, again=True)
        elif answer == "other":
            await self.publish(ask=True)

    # ---- a folder that does not answer

    def _try_later(self, scope: str, share: Path) -> None:
        self._later = scope, share
        self._timer.start(int(1000 * self.PAUSES[min(self._failures, len(self.PAUSES) - 1)]))
        self._failures += 1

    def _try_again(self) -> None:
        self._window.live.start(self._quietly())

    async def _quietly(self) -> None:
        """Once more, without the progress that would draw a room's eyes to it."""
        if self._later is None:
            return
        scope, share = self._later
        if scope != self._scope:  # until this workshop is open again
            self._try_later(scope, share)
            return
        try:
            options = await asyncio.to_thread(self._wishes().options, "participants")
            report = await self._work(share, False, options)
        except FolderSilent:
            self._try_later(scope, share)
            return
        self._tell(scope, share, report)
