"""The board as a picture, asked for in a sheet: painted in small parts, so that the window never waits for it."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QApplication, QWidget

from cocreate.model.mirror import Mirror
from cocreate.model.snapshot import WorkshopSnapshot
from cocreate.ui.board.gallery import Gallery, decoded
from cocreate.ui.board.model import BoardModel
from cocreate.ui.board.picture import PICTURES_MB, Drawing, Png, Svg
from cocreate.ui.i18n import tr
from cocreate.ui.share.under_way import UnderWay
from cocreate.ui.widgets import Label, Segmented, Sheet

if TYPE_CHECKING:
    from cocreate.model.store import Store
    from cocreate.ui.main_window import MainWindow

MOST_COPIED = 4000  # px of the longer side
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
    """One at a time."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    async def run(self) -> None:
        """Ask, paint, save where the person says."""
        window = self._window
        assert window.room is not None
        board = window.room.board
        gallery = Gallery(most_mb=PICTURES_MB)
        whole = await self._whole(gallery)
        if whole is None:
            return
        view = Drawing(whole.layer.model, gallery, QRectF(board.shown()))
        sheet = PictureSheet(window, whole, view)
        if await sheet.open() != "save":
            return
        is_view, kind, scale = sheet.answer
        name = f"{window.errands.file_name()}.{kind}"
        path = await window.errands.choose_target(tr("Save picture"), name, kind)
        if path is not None:
            await self._make(path, view if is_view else whole, kind, scale)

    async def copy(self) -> None:
        """The whole board to the clipboard, as large as at 100 % where that is not more than mail can take."""
        window = self._window
        assert window.room is not None
        gallery = Gallery(most_mb=PICTURES_MB)
        drawing = await self._whole(gallery)
        if drawing is None:
            return
        side = max(drawing.area.width(), drawing.area.height(), 1.0)
        maker = Png(drawing, min(1.0, MOST_COPIED / side))
        done = await window.errands.with_progress(tr("Painting the board"), self._paint, maker)
        if done is not None:
            QApplication.clipboard().setImage(maker.image)
            window.tell(tr("The board is on the clipboard"))

    async def _whole(self, gallery: Gallery, *, is_quiet: bool = False) -> Drawing | None:
        """The board with its pictures; None, and told, when there is nothing on it."""
        window = self._window
        assert window.room is not None
        model = await asyncio.to_thread(_loaded, window.jobs.snapshot(), window.room.board.board_id)
        if not model.count() and not model.frames and not model.texts:
            if not is_quiet:
                window.tell(tr("The board is empty. There is nothing to picture yet."))
            return None
        drawing = Drawing(model, gallery)
        await self._fetch(drawing, gallery)
        return drawing

    async def _make(self, path: Path, drawing: Drawing, kind: str, scale: float) -> None:
        window, title = self._window, self._window.jobs.snapshot().workshop.title
        maker: Png | Svg = Svg(drawing, scale, title) if kind == "svg" else Png(drawing, scale)
        data = await window.errands.with_progress(tr("Painting the board"), self._pack, maker)
        if data is not None:
            await window.jobs.save(path, data)
            window.errands.tell_saved(path)

    async def _fetch(self, drawing: Drawing, gallery: Gallery) -> None:
        """The pictures on notes, before anything is painted."""
        held = drawing.layer.model.own.pictures.values()
        for digest in dict.fromkeys(row.digest for rows in held for row in rows):
            data = await self._window.live.ask(partial(_blob, digest))
            gallery.take(digest, await asyncio.to_thread(decoded, data))

    async def _paint(self, maker: Png | Svg, progress: UnderWay) -> bool:
        for share in maker.parts():
            progress(share * 0.9)
            await asyncio.sleep(0)
            progress.check()
        return True

    async def _pack(self, maker: Png | Svg, progress: UnderWay) -> bytes:
        await self._paint(maker, progress)
        return await asyncio.to_thread(maker.data)

    async def files(self, progress: UnderWay) -> dict[str, bytes]:
        """The whole board as PNG and SVG, without a word when it is empty."""
        window, gallery = self._window, Gallery(most_mb=PICTURES_MB)
        drawing = await self._whole(gallery, is_quiet=True)
        if drawing is None:
            return {}
        title = window.jobs.snapshot().workshop.title
        return {
            "board.png": await self._pack(Png(drawing, 1.0), progress),
            "board.svg": await self._pack(Svg(drawing, 1.0, title), progress),
        }


def _blob(digest: str, store: Store) -> bytes | None:
    return store.blob(digest)


def _loaded(shot: WorkshopSnapshot, board_id: str) -> BoardModel:
    """A board of its own, so that nobody's edit changes half a picture. Arrays and rows only: safe in any thread."""
    model = BoardModel()
    model.load(Mirror(shot), board_id)
    return model
