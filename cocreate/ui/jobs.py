"""The facilitator's errands that leave the window: import, suggest themes, export, publish. Each is a coroutine.

They take a snapshot, work elsewhere (spare process or engine thread), and come back with one command or one file.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from cocreate.export.options import ReportOptions, pictures_of
from cocreate.ui.background import Background
from cocreate.ui.i18n import tr
from cocreate.ui.live import Live
from cocreate.words import words

if TYPE_CHECKING:
    from cocreate.export.package import Package
    from cocreate.insight.clustering import Suggestion
    from cocreate.interchange.plan import ImportPlan, Options
    from cocreate.model.snapshot import Note, WorkshopSnapshot
    from cocreate.model.store import Store
    from cocreate.sync.folder import Report
    from cocreate.ui.steps.answers import Alike

T = TypeVar("T")

PUBLISHED = ("pdf", "md", "csv", "actions")  # beside the steps in a shared folder, without authors
PICTURED = ("bundle",)  # documents of the catalogue that carry the pictures on notes, apart from the report
LEAST_ALIKE = 0.4  # cosine: below, two ideas have nothing to do with each other
MOST_COMPARED = 10_000  # ideas of the library that one is compared with


@dataclass(frozen=True)
class Asked:
    """A suggestion, and the moment it was made from: what changed since is left out when it is accepted."""

    suggestion: Suggestion
    snapshot: WorkshopSnapshot


class Jobs:
    """Everything long, for one window."""

    PATIENCE = 20.0  # seconds that a shared folder may be silent

    def __init__(self, live: Live, background: Background) -> None:
        self._live, self._background = live, background
        self._one_errand = asyncio.Lock()  # a folder is remembered by one errand at a time

    def snapshot(self) -> WorkshopSnapshot:
        mirror = self._live.mirror
        assert mirror is not None, "no workshop is open"
        return mirror.snapshot()

    async def read_import(self, path: Path, options: Options | None = None) -> ImportPlan:
        """The plan of importing a file; raises FileTrouble with a sentence. Nothing is changed yet."""
        from cocreate.export.workshop_file import as_ideas
        from cocreate.interchange import Options, read_bytes, read_ideas

        def read() -> ImportPlan:
            return read_ideas(*as_ideas(read_bytes(path), path.name), options or Options())

        return await asyncio.get_running_loop().run_in_executor(None, read)

    async def read_workshop(self, path: Path) -> Package | None:
        """The whole workshop in a file, or None when it is none, so maybe ideas. FileTrouble when it is damaged."""
        from cocreate.export.workshop_file import read_workshop
        from cocreate.interchange import read_bytes

        def read() -> Package | None:
            return read_workshop(read_bytes(path), path.name)

        return await asyncio.get_running_loop().run_in_executor(None, read)

    async def suggest(
        self, grain: int = 0, count: int | None = None, progress: Callable[[float], None] | None = None, *,
        is_placing: bool = False,
    ) -> Asked:  # fmt: skip
        """Proposed themes for the open workshop, made in the spare process. Nothing is changed yet."""
        from cocreate import themes
        from cocreate.insight import clustering

        shot = self.snapshot()
        wish = themes.placing(shot) if is_placing else themes.wish_for(shot, grain, count)
        found = await self._background.run("themes", clustering.suggest, themes.ideas_of(shot), wish, progress=progress)
        return Asked(found, shot)

    async def why(self, note_id: str) -> str:
        """Why an idea of the open workshop is where it is, in the person's language, a sentence a line."""
        from cocreate import themes
        from cocreate.insight import clustering
        from cocreate.insight.reasons import why

        shot = self.snapshot()
        found = await self._background.run("why", clustering.suggest, themes.ideas_of(shot), themes.placing(shot))
        titles = {c.key: c.title for c in found.clusters} | {c.id: c.title for c in shot.clusters if c.title}
        texts = {note.id: note.text for note in shot.notes}
        placed = {note.id for note in shot.notes if note.is_pinned}
        reason = next((r for r in found.reasons if r.note == note_id), None)
        return why(reason, titles, texts, words(tr.language), placed=note_id in placed) if reason is not None else ""

    async def alike(self, note: Note) -> list[Alike]:
        """Ideas of this and of earlier workshops that are like one, nearest first."""
        from cocreate.insight import clustering
        from cocreate.insight.values import Idea
        from cocreate.ui.steps.answers import Alike

        every = await self._live.ask(lambda store: store.every_idea())
        others = {kept.note_id: kept for kept in every if kept.note_id != note.id}
        ideas = [Idea(kept.note_id, kept.text) for kept in others.values()][:MOST_COMPARED]
        found = await self._background.run("alike", clustering.like, note.text, ideas)
        return [
            Alike(id, others[id].text, "" if others[id].scope == self._live.scope else others[id].title, cosine)
            for id, cosine in found
            if cosine >= LEAST_ALIKE
        ]

    async def make_pdf(self, options: ReportOptions, progress: Callable[[float], None] | None = None) -> bytes:
        """The report of the open workshop, made in the spare process. Raises FileTrouble for an unreadable logo."""
        from cocreate.export.pdf import build_pdf

        shot, scope = self.snapshot(), self._live.scope
        trail = await self._live.ask(lambda store: store.trail(scope))
        pictures = await self._live.ask(lambda store: pictures_of(shot, store.blob))
        when = shot.workshop.held_on or date.today().isoformat()
        return await self._background.run(
            "pdf", build_pdf, shot, options, progress=progress, when=when, trail=trail, pictures=pictures
        )

    async def make_takeaways(
        self, people: list[str], options: ReportOptions, progress: Callable[[float], None] | None = None
    ) -> dict[str, bytes]:
        """File name to the page of each of these participants, made in the spare process."""
        from cocreate.export.takeaway_pdf import build_takeaways

        shot = self.snapshot()
        when = shot.workshop.held_on or date.today().isoformat()
        return await self._background.run("pdf", build_takeaways, shot, people, options, progress=progress, when=when)

    async def make_document(
        self, key: str, options: ReportOptions, progress: Callable[[float], None] | None = None
    ) -> bytes:
        """A row of `export.catalogue` for the open workshop, made in the spare process."""
        from cocreate.export import catalogue

        if key == "pdf":
            return await self.make_pdf(options, progress)
        shot, scope = self.snapshot(), self._live.scope
        trail = await self._live.ask(lambda store: store.trail(scope))
        read = partial(pictures_of, shot)
        pictures = await self._live.ask(lambda store: read(store.blob)) if key in PICTURED else {}
        material = catalogue.Material(shot, options, trail, pictures)
        return await self._background.run("pdf", catalogue.make, key, material, progress=progress)

    async def save(self, path: Path, data: bytes) -> None:
        """Write a file beside, sync, rename; the file dialog has asked about replacing."""
        from cocreate.export.files import write_file

        await asyncio.get_running_loop().run_in_executor(None, lambda: write_file(path, data, force=True))

    async def publish(
        self, share: Path, options: ReportOptions, progress: Callable[[float], None] | None = None, *,
        again: bool = False, check: Callable[[], None] = lambda: None,
    ) -> Report:  # fmt: skip
        """Exchange steps with the shared folder and lay the readable documents beside them, without authors.

        `check` is called before each document and may raise to call it off: the steps that were sent stay.
        The folder is touched on a thread of its own. Raises FolderSilent when it does not answer, and FolderChanged
        when it held this workshop before and does not now, unless told to write `again`.
        """
        from cocreate.export.catalogue import FORMATS
        from cocreate.sync import Folder, publish_documents, sent

        scope = self._live.scope
        async with self._one_errand:
            report = await sent(
                share, lambda pulse: Folder(self._desk, share, scope, pulse=pulse).sync(again), self.PATIENCE
            )
            if report.error is not None:
                raise report.error
            check()
            told, files = replace(options, template="participants", anonymous=True), {}
            for key in PUBLISHED:
                files[FORMATS[key].file_name] = await self.make_document(key, told, progress if key == "pdf" else None)
                check()
            await sent(share, lambda pulse: publish_documents(share, scope, files, pulse.beat), self.PATIENCE)
        return report

    def _desk(self, work: Callable[[Store], T], /) -> T:
        """For the folder's thread: the answer of the store, from the engine's thread."""
        return self._live.engine.submit(work).result()
