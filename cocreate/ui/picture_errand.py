"""The board as a picture, asked for in a sheet: painted in small parts, so that the window never waits for it."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QWidget

from cocreate.model.mirror import Mirror
from cocreate.model.snapshot import WorkshopSnapshot
from cocreate.ui.board.gallery import Gallery, decoded
from cocreate.ui.board.model import BoardModel
from cocreate.ui.board.picture import PICTURES_MB, Drawing, Png, Svg
from cocreate.ui.i18n import tr
from cocreate.ui.widgets import Label, Segmented, Sheet
from cocreate.worker import Cancelled

if TYPE_CHECKING:
    from cocreate.model.store import Store
    from cocreate.ui.main_window import MainWindow

SIZES = (("half", 0.5), ("full", 1.0), ("double", 2.0))


class PictureSheet(Sheet):
    """Which part, which kind of file, how large: `answer` is (is_view, kind, scale)."""

    def __init__(self, parent: QWidget, drawing: Drawing, view: Drawing) -> None:
        super().__init__(tr("Board as picture"), parent)
        self._drawings = {"all": drawing, "view": view}
        self.part = Segmented([("all", tr("Whole board")), ("view", tr("What is in view"))], "all", name=tr("Part"))
        kinds = [("png", tr("PNG picture")), ("svg", tr("SVG drawing"))]
        self.kind = Segmented(kinds, "png", name=tr("Kind of file"))
        self.size_choice = Segmented(
            [("half", tr("Small")), ("full", tr("As at 100 %")), ("double", tr("Twice as large"))], "full",
            name=tr("Size"),
        )  # fmt: skip
        self.said = Label("", role="muted", wrap=True)
        for words, choice in (
            (tr("Part"), self.part), (tr("Kind of file"), self.kind), (tr("Size"), self.size_choice)
        ):  # fmt: skip
            self.body.addWidget(Label(words, role="strong"))
            self.body.addWidget(choice)
            choice.changed.connect(self._say)
        self.body.addWidget(self.said)
        self.add_button(tr("Cancel"), None)
        self.add_button(tr("Save picture"), "save", kind="primary")
        self._say()

    @property
    def answer(self) -> tuple[bool, str, float]:
        return self.part.value() == "view", self.kind.value(), dict(SIZES)[self.size_choice.value()]

    def _say(self, *_: object) -> None:
        """How large it becomes, and when it has to be smaller than asked for."""
        is_view, kind, scale = self.answer
        drawing = self._drawings["view" if is_view else "all"]
        if kind == "svg":
            self.said.setText(tr("Sharp at any size. Words stay words, in Inter where the reader has it."))
            return
        most = drawing.largest_scale()
        size = drawing.size(min(scale, most))
        words = tr("{width} × {height} pixels.", width=size.width(), height=size.height())
        if scale > most:
            words += " " + tr("Larger would not fit into a PNG. An SVG has no such limit.")
        self.said.setText(words)


class PictureErrand:
    """One at a time; `cancel` calls it off."""

    def __init__(self, window: MainWindow) -> None:
        self._window, self._is_off = window, False

    def cancel(self) -> None:
        self._is_off = True

    async def run(self) -> None:
        """Ask, paint, save where the person says."""
        window = self._window
        assert window.room is not None
        board = window.room.board
        shot = window.jobs.snapshot()
        model = await asyncio.to_thread(_loaded, shot, board.board_id)
        if not model.count() and not model.frames and not model.texts:
            window.tell(tr("The board is empty. There is nothing to picture yet."))
            return
        gallery = Gallery(most_mb=PICTURES_MB)
        whole, view = Drawing(model, gallery), Drawing(model, gallery, QRectF(board.shown()))
        sheet = PictureSheet(window, whole, view)
        if await sheet.open() != "save":
            return
        is_view, kind, scale = sheet.answer
        name = f"{window.errands.file_name()}.{kind}"
        path = await window.errands.choose_target(tr("Save picture"), name, kind)
        if path is not None:
            await self._make(path, view if is_view else whole, kind, scale, gallery)

    async def _make(self, path: Path, drawing: Drawing, kind: str, scale: float, gallery: Gallery) -> None:
        window, title = self._window, self._window.jobs.snapshot().workshop.title
        await self._fetch(drawing, gallery)
        maker: Png | Svg = Svg(drawing, scale, title) if kind == "svg" else Png(drawing, scale)
        data = await window.errands.with_progress(tr("Painting the board"), self._paint, maker)
        if data is not None:
            await window.jobs.save(path, data)
            window.errands.tell_saved(path)

    async def _fetch(self, drawing: Drawing, gallery: Gallery) -> None:
        """The pictures on notes, before anything is painted."""
        held = drawing.layer.model.own.pictures.values()
        for digest in dict.fromkeys(row.digest for rows in held for row in rows):
            data = await self._window.live.ask(partial(_blob, digest))
            gallery.take(digest, await asyncio.to_thread(decoded, data))

    async def _paint(self, maker: Png | Svg, progress: object) -> bytes:
        self._is_off = False
        assert callable(progress)
        for share in maker.parts():
            progress(share * 0.9)
            await asyncio.sleep(0)
            if self._is_off:
                raise Cancelled
        return await asyncio.to_thread(maker.data)


def _blob(digest: str, store: Store) -> bytes | None:
    return store.blob(digest)


def _loaded(shot: WorkshopSnapshot, board_id: str) -> BoardModel:
    """A board of its own, so that nobody's edit changes half a picture. Arrays and rows only: safe in any thread."""
    model = BoardModel()
    model.load(Mirror(shot), board_id)
    return model
