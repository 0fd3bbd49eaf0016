"""What comes from the clipboard or is dropped: notes, pictures, files, lists. Each is one command, or a question."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QPointF
from PySide6.QtGui import QImage

from cocreate.model.commands import AttachImage, NewImage, NewNote, PasteItems, new_id
from cocreate.model.snapshot import Attachment, Note
from cocreate.ui.board import clipping, pictures, places
from cocreate.ui.board.model import AHEAD
from cocreate.ui.board.paste_sheet import PasteSheet
from cocreate.ui.board.pictures import Keeping, Picture
from cocreate.ui.board.splitting import Way, fold, split
from cocreate.ui.i18n import tr

if TYPE_CHECKING:
    from cocreate.ui.board.view import BoardView


class Intake:
    """Takes things in for one view."""

    def __init__(self, view: BoardView) -> None:
        self.view = view

    @staticmethod
    def takes(data: QMimeData) -> bool:
        """Whether something could come of it."""
        return data.hasUrls() or data.hasText() or data.hasImage()

    def take(self, data: QMimeData, at: QPointF | None = None) -> None:
        """Take it in at a point of the board, or where there is room near the middle of the view.

        Programs offer several forms at once: our own comes first, then files, words, and pictures of them.
        """
        if clip := clipping.own(data):
            self.view.deeds.put_clip(clip, at)
            return
        paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        if paths:
            self._files(paths, at)
        elif text := data.text().strip():
            self._text(text, at)
        elif data.hasImage() and isinstance(image := data.imageData(), QImage) and not image.isNull():
            self._pictures(lambda: [pictures.shrunk(image, tr("Picture"))], at)

    # -- words
    def _text(self, text: str, at: QPointF | None) -> None:
        view = self.view
        if len(text.splitlines()) < 2:
            view.deeds.write_all(split(text, Way(has_twins=True)).ideas, at)
            return
        sheet = PasteSheet(text, {fold(n.text) for n in view.model.notes if n is not None}, view)
        sheet.closed.connect(partial(self._chosen, at))
        sheet.open()

    def _chosen(self, at: QPointF | None, texts: object) -> None:
        if isinstance(texts, tuple):
            self.view.deeds.write_all(texts, at)

    # -- files and pictures
    def _files(self, paths: Sequence[Path], at: QPointF | None) -> None:
        shown = [path for path in paths if pictures.is_picture(path)]
        if shown:
            self._pictures(lambda: [pictures.read(path) for path in shown], at)
        if others := [path for path in paths if path not in shown]:
            self.view.files_dropped.emit(others)

    def _pictures(self, make: Callable[[], list[Picture]], at: QPointF | None) -> None:
        """Onto the note under the point, or the one that is selected when they are pasted; else notes of their own."""
        view = self.view
        if at is not None:
            slot = view.model.at(at)
            note = view.model.notes[slot] if slot is not None else None
        else:
            slots = view.selected_slots()
            note = view.model.notes[slots[0]] if len(slots) == 1 else None
        put = partial(self._attach, note.id) if note is not None else partial(self._show, at)
        view.keep_requested.emit(Keeping(make, put))

    def _attach(self, note_id: str, found: Sequence[Picture], digests: Sequence[str]) -> None:
        view = self.view
        if view.model.note(note_id) is None:  # removed meanwhile
            self._show(None, found, digests)
            return
        for picture, digest in zip(found, digests, strict=True):
            row = _row(view.scope, note_id, picture, digest)
            order = AttachImage(
                scope=view.scope, note_id=note_id, attachment_id=row.id, digest=digest, name=row.name,
                media_type=row.media_type, size=row.size, width=row.width, height=row.height,
            )  # fmt: skip
            view.send(order, row)

    def _show(self, at: QPointF | None, found: Sequence[Picture], digests: Sequence[str]) -> None:
        """A note for each picture, all in one step."""
        view, model, side = self.view, self.view.model, pictures.ROOM
        across = max(1, round(len(found) ** 0.5))
        step, down = side + places.GAP, -(-len(found) // across)
        if at is None:
            spot = places.free_spot(model, view.centre(), QPointF(across * step, down * step))
        else:
            spot = (at.x() - side / 2, at.y() - side / 2)
        new, images, rows = [], [], []
        for k, (picture, digest) in enumerate(zip(found, digests, strict=True)):
            place = (round(spot[0] + k % across * step), round(spot[1] + k // across * step))
            note = NewNote(id=new_id(), text=picture.name or tr("Picture"), place=place, colour=view.colour,
                           size=(side, side))  # fmt: skip
            row = _row(view.scope, note.id, picture, digest)
            new.append(note)
            images.append(
                NewImage(
                    id=row.id, note_id=note.id, digest=digest, media_type=row.media_type, name=row.name,
                    size=row.size, width=row.width, height=row.height,
                )
            )  # fmt: skip
            shown = Note(id=note.id, scope=view.scope, board_id=view.board_id, text=note.text, place=place,
                         colour=note.colour, order=AHEAD, size=note.size)  # fmt: skip
            rows += [shown, row]
        view.send(PasteItems(scope=view.scope, board_id=view.board_id, notes=tuple(new), images=tuple(images)), *rows)
        view.select([note.id for note in new], reveal=True)


def _row(scope: str, note_id: str, picture: Picture, digest: str) -> Attachment:
    return Attachment(
        id=new_id(), scope=scope, note_id=note_id, digest=digest, media_type=picture.media_type, name=picture.name,
        size=len(picture.data), width=picture.width, height=picture.height,
    )  # fmt: skip
