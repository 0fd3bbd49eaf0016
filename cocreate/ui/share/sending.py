"""What the buttons of the Share page do: make, ask where, write, tell. Each is a coroutine; nothing here blocks.

A file that somebody else wrote is never replaced unasked. What is called off leaves nothing.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from cocreate.errors import FileTrouble
from cocreate.export.catalogue import FORMATS, Format
from cocreate.export.files import need_folder, write_files
from cocreate.export.options import ReportOptions
from cocreate.interchange.source import read_bytes
from cocreate.ui.i18n import tr
from cocreate.ui.share import wishes as kept
from cocreate.ui.share.cards import Done, said_place, show
from cocreate.ui.share.copying import summary_mime
from cocreate.ui.share.under_way import UnderWay
from cocreate.ui.widgets import Label, Sheet, announce
from cocreate.worker import Cancelled

if TYPE_CHECKING:
    from cocreate.ui.main_window import MainWindow
    from cocreate.ui.steps.share import SharePanel

MakeFiles = Callable[[ReportOptions, UnderWay], Awaitable[dict[str, bytes]]]
SHOWN = 3  # names of files in a question


class Sending(QObject):
    """The Share page of one open workshop."""

    def __init__(self, window: MainWindow, panel: SharePanel) -> None:
        super().__init__(panel)
        self._window, self._panel = window, panel
        self._scope = window.live.scope
        self._shot_pdf: tuple[object, bytes] | None = None  # the last report, and what it was made of
        panel.asked.connect(self.ask)
        panel.options.changed.connect(self._choose)
        panel.options.logo_asked.connect(lambda: self._start(self._find_logo()))
        mirror = window.live.mirror
        language = mirror.workshop.language if mirror is not None else tr.language
        panel.show_wishes(kept.load(window.settings, self._scope, language))
        panel.show_formats([(made.key, tr(made.title).partition(" (")[0], made.suffix) for made in at_hand()])
        self.show_places()

    def ask(self, word: str) -> None:
        """A button of the page, or an action: see `SharePanel`."""
        is_elsewhere = word.startswith("elsewhere:")
        preset = word.removeprefix("elsewhere:")
        errands = self._window.errands
        deeds: dict[str, Callable[[], Coroutine[Any, Any, None]]] = {
            "manager": partial(self._manager, is_elsewhere),
            "team": partial(errands.publish, ask=is_elsewhere),
            "everything": partial(self._everything, is_elsewhere),
            "preview": self._preview,
            "copy": self._copy,
            "takeaway": partial(self._takeaway, is_elsewhere),
            "copy_picture": errands.picture.copy,
            "format:picture": errands.picture.run,
        }
        kind = preset.removeprefix("format:")
        self._start(deeds[preset]() if preset in deeds else self._format(kind, is_elsewhere))

    def show_places(self) -> None:
        """Where each preset goes, as far as it is known."""
        for preset in self._panel.cards:
            if preset != "team":
                known = kept.place(self._window.settings, self._scope, preset)
                self._panel.show_place(preset, said_place(known.path) if known else "")

    # ---- for the manager

    async def _manager(self, is_elsewhere: bool) -> None:
        pdf = await self._report()
        if pdf is not None:
            await self._save_one("manager", f"{self._window.errands.file_name()}.pdf", pdf, is_elsewhere)

    async def _report(self) -> bytes | None:
        """The PDF as the options have it; None when it was called off. Made once for the same workshop and wishes."""
        shot, chosen = self._window.jobs.snapshot(), self._panel.options.wishes
        mark = shot.stamp, chosen
        if self._shot_pdf is None or self._shot_pdf[0] != mark:
            options = await asyncio.to_thread(chosen.options)
            pdf = await self._window.errands.with_progress(tr("Making the PDF"), self._window.jobs.make_pdf, options)
            if pdf is None:
                return None
            self._shot_pdf = mark, pdf
        return self._shot_pdf[1]

    async def _preview(self) -> None:
        from cocreate.export.pages import leaves, paint
        from cocreate.ui.share.preview import Preview

        pdf = await self._report()
        if pdf is None:
            return
        run = self._window.background.run
        found = await run("leaves", leaves, pdf)
        title = f"{tr('For the manager')} · {self._window.jobs.snapshot().workshop.title}"
        sheet = Preview(
            self._window, title, found, lambda n, width: run(f"leaf-{n}", paint, pdf, n, width), self._start
        )
        if await sheet.open() == "save":
            await self._save_one("manager", f"{self._window.errands.file_name()}.pdf", pdf, False)

    async def _copy(self) -> None:
        chosen = self._panel.options.wishes
        QApplication.clipboard().setMimeData(
            summary_mime(self._window.jobs.snapshot(), chosen.language, chosen.anonymous)
        )
        self._window.tell(tr("The summary is on the clipboard, for mail and chat"))

    async def _takeaway(self, is_elsewhere: bool) -> None:
        """Pages of their own for those who want one, into a folder."""
        from cocreate.ui.share.takeaway_sheet import TakeawaySheet

        people = [p for p in self._window.jobs.snapshot().participants if p.name.strip()]
        if not people:
            self._window.tell(tr("Nobody is named in this workshop yet. Add people in Prepare."))
            return
        chosen = await TakeawaySheet(self._window, people).open()
        if not chosen:
            return
        known = await self._known_folder("takeaway", is_elsewhere, tr("Choose where the folder of pages goes"))
        if known is None:
            return
        make = partial(self._make_pages, chosen)
        await self._save_many("takeaway", tr("Making the pages"), known, make)

    async def _make_pages(self, people: list[str], options: ReportOptions, progress: UnderWay) -> dict[str, bytes]:
        return await self._window.jobs.make_takeaways(people, options, progress)

    # ---- one format

    async def _format(self, kind: str, is_elsewhere: bool) -> None:
        made, title = FORMATS[kind], self._window.errands.file_name()
        options = await asyncio.to_thread(self._panel.options.wishes.options)
        make = partial(self._make_one, kind, options)
        data = await self._window.errands.with_progress(tr("Making the document"), make)
        if data is not None:
            name = f"{title}.{made.suffix}" if kind == "pdf" else f"{title} {made.file_name}"
            await self._save_one(f"format:{kind}", name, data, is_elsewhere)

    async def _make_one(self, kind: str, options: ReportOptions, *, progress: UnderWay) -> bytes:
        return await self._window.jobs.make_document(kind, options, progress)

    # ---- everything

    async def _everything(self, is_elsewhere: bool) -> None:
        title = tr("Choose where the folder of this workshop goes")
        known = await self._known_folder("everything", is_elsewhere, title)
        if known is not None:
            await self._save_many("everything", tr("Saving everything"), known, self._all_files)

    async def _known_folder(self, preset: str, is_elsewhere: bool, title: str) -> kept.Place | None:
        """The folder of the last time, or one named after the workshop below the one that the person chooses."""
        known = kept.place(self._window.settings, self._scope, preset)
        if known is not None and not is_elsewhere:
            return known
        parent = await self._window.errands.choose_folder(title)
        if parent is None:
            return None
        title = self._window.errands.file_name()
        name = title if preset == "everything" else tr("{title} personal pages", title=title)
        return kept.Place(parent / name, {})

    async def _save_many(self, preset: str, text: str, known: kept.Place, make: MakeFiles) -> None:
        """All files in one folder or none; then tell."""
        errands = self._window.errands
        try:
            options = await asyncio.to_thread(self._panel.options.wishes.options)
            files = await errands.with_progress(text, self._fill_folder, known, options, make)
        except FileTrouble as trouble:
            self._tell_trouble(trouble, preset)
            return
        if files is None:
            return
        kept.keep_place(self._window.settings, self._scope, preset, known.path, files)
        said = tr.plural(
            "{n} file saved in {folder}", "{n} files saved in {folder}", n=len(files), folder=known.path.name
        )
        self._tell_done(Done(said, tuple(known.path / name for name in files), known.path))

    async def _fill_folder(
        self, known: kept.Place, options: ReportOptions, make: MakeFiles, *, progress: UnderWay
    ) -> dict[str, bytes] | None:
        files = await make(options, progress)
        strange = await asyncio.to_thread(_strange, known, files)
        if strange and not await self._may_replace(strange, known.path):
            raise Cancelled
        await asyncio.to_thread(_fill, known.path, files, progress.check)
        return files

    async def _all_files(self, options: ReportOptions, progress: UnderWay) -> dict[str, bytes]:
        jobs, files = self._window.jobs, {}
        whole = replace(options, template="full")
        files["report.pdf"] = await jobs.make_pdf(whole, lambda share: progress(0.5 * share))
        progress.check()
        files["participants.pdf"] = await jobs.make_pdf(
            replace(options, template="participants"), lambda share: progress(0.5 + 0.2 * share)
        )
        for n, made in enumerate(others := [f for f in at_hand() if f.key != "pdf"]):
            progress.check()
            files[made.file_name] = await jobs.make_document(made.key, whole)
            progress(0.7 + 0.2 * n / len(others))
        progress.check()
        return files | await self._window.errands.picture.files(progress)

    async def _may_replace(self, strange: list[str], folder: Path) -> bool:
        sheet = Sheet(tr("Replace what is there?"), self._window)
        said = tr.plural(
            "{n} file in {folder} is not from the last time: {names}.",
            "{n} files in {folder} are not from the last time: {names}.",
            n=len(strange), folder=folder.name, names=", ".join(strange[:SHOWN]),
        )  # fmt: skip
        sheet.body.addWidget(Label(said, wrap=True))
        sheet.add_button(tr("Cancel"), None)
        sheet.add_button(tr("Replace"), True, kind="primary")
        return bool(await sheet.open())

    # ---- saving

    async def _save_one(self, preset: str, name: str, data: bytes, is_elsewhere: bool) -> None:
        """Where it went last, or where the person says; then tell."""
        known = kept.place(self._window.settings, self._scope, preset)
        ending = name.rpartition(".")[2]
        if known is None or is_elsewhere:
            target = known.path if known else Path(name)
            path = await self._window.errands.choose_target(
                tr("Save as"), target.name, ending, target.parent if known else None
            )
        else:
            path = await self._agreed(known)
        if path is None:
            return
        try:
            await self._write({path: data})
        except FileTrouble as trouble:
            self._tell_trouble(trouble, preset)
            return
        kept.keep_place(self._window.settings, self._scope, preset, path, {path.name: data})
        self._tell_done(Done(tr("Saved as {name}", name=path.name), (path,), path.parent))

    def _tell_done(self, done: Done) -> None:
        """On the page; on another page of the window by now, in a toast."""
        if isValid(self._panel):
            self.show_places()
            self._panel.show_done(done)
            announce(self._panel, done.said)
        else:
            self._window.tell(done.said, button=(tr("Show in folder"), partial(show, done.folder)))

    def _tell_trouble(self, trouble: FileTrouble, preset: str) -> None:
        if not isValid(self._panel):
            raise trouble
        self._panel.show_trouble(trouble.say(tr.language), preset)
        announce(self._panel, trouble.say(tr.language))

    async def _agreed(self, known: kept.Place) -> Path | None:
        """The known place; when something else lies there by now, only after a question."""
        there = await asyncio.to_thread(_bytes_of, known.path)
        if there is None or known.is_ours(known.path, there):
            return known.path
        sheet = Sheet(tr("Replace {name}?", name=known.path.name), self._window)
        said = tr("It was changed since CoCreate wrote it. Replacing it loses that change.")
        sheet.body.addWidget(Label(said, wrap=True))
        sheet.add_button(tr("Cancel"), None)
        sheet.add_button(tr("Save elsewhere"), "other")
        sheet.add_button(tr("Replace"), "replace", kind="primary")
        answer = await sheet.open()
        if answer == "other":
            return await self._window.errands.choose_target(
                tr("Save as"), known.path.name, known.path.suffix[1:], known.path.parent
            )
        return known.path if answer == "replace" else None

    async def _write(self, files: Mapping[Path, bytes], under_way: UnderWay | None = None) -> None:
        check = under_way.check if under_way else lambda: None
        await asyncio.to_thread(write_files, files, force=True, check=check)

    # ---- options

    def _choose(self, chosen: kept.Wishes) -> None:
        kept.keep(self._window.settings, self._scope, chosen)

    async def _find_logo(self) -> None:
        path = await self._window.errands.choose_picture()
        if path is None:
            return
        data = await asyncio.to_thread(read_bytes, path, kept.LOGO_MB)
        if QImage.fromData(data).isNull():
            raise FileTrouble("{name} is no picture that can be read. Choose a PNG or JPEG.", name=path.name)
        self._panel.options.choose(logo=str(path))

    def _start(self, work: Coroutine[Any, Any, Any]) -> object:
        return self._window.live.start(work)


def at_hand() -> list[Format]:
    """The formats that can be made here, in the order of the catalogue; the board's pictures are the window's own."""
    return [made for made in FORMATS.values() if made.write is not None and made.is_at_hand]


def _strange(known: kept.Place, files: Mapping[str, bytes]) -> list[str]:
    """Names of files that are there and that nobody agreed to replace."""
    there = {name: _bytes_of(known.path / name) for name in files}
    return [name for name, data in there.items() if data is not None and not known.is_ours(known.path / name, data)]


def _fill(folder: Path, files: Mapping[str, bytes], check: Callable[[], None]) -> None:
    """All files or none; a folder that was made for them goes with them."""
    is_new = not folder.exists()
    if is_new:
        need_folder(folder)
    try:
        write_files({folder / name: data for name, data in files.items()}, force=True, check=check)
    except BaseException:
        if is_new:
            with contextlib.suppress(OSError):
                folder.rmdir()
        raise


def _bytes_of(path: Path) -> bytes | None:
    """None when nothing is there or it cannot be read: the writing then says why."""
    try:
        return path.read_bytes()
    except OSError:
        return None
