"""Opens the editors of the board and turns what was written into commands: notes, texts and titles."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt

from cocreate.model.commands import EditFrame, EditNote, NameCluster
from cocreate.model.snapshot import NOTE_SIZE, Cluster, Frame, Note, Point
from cocreate.ui.board import places
from cocreate.ui.board.editor import NoteEditor, TitleEditor
from cocreate.ui.i18n import tr

if TYPE_CHECKING:
    from cocreate.ui.board.view import BoardView


class Writer:
    """At most one editor is open; opening another keeps what stands in the first."""

    def __init__(self, view: BoardView) -> None:
        self.view = view
        self.editor: NoteEditor | TitleEditor | None = None
        self._box: Callable[[], QRectF] = QRectF

    @property
    def is_open(self) -> bool:
        return self.editor is not None

    # -- new notes
    def write_note(self) -> None:
        """Beside the selected note, else in the middle of the view."""
        view, slots = self.view, self.view.selected_slots()
        note = view.model.notes[slots[0]] if len(slots) == 1 else None
        if note is not None:
            edge = view.shown().right()
            self._write(places.next_place(view.model, note.place, edge, note.place[0]), note.place[0])
        else:
            self.write_at(places.free_spot(view.model, view.centre()))

    def write_at(self, place: Point) -> None:
        place = (round(place[0]), round(place[1]))
        self._write(place, place[0])

    def _write(self, place: Point, row_start: float) -> None:
        """`row_start` is where the next row begins when this one is full."""
        self.close()
        view, box = self.view, QRectF(*place, NOTE_SIZE, NOTE_SIZE)
        if not view.shown().contains(box):
            view.look_at(box.center(), view.zoom)

        def done(text: str, how: str) -> None:
            self._gone(how)
            if not text:
                return
            view.select((view.deeds.write(text, place, view.colour, view.author),), reveal=False)
            if how in ("enter", "tab"):
                self._write(places.next_place(view.model, place, view.shown().right(), row_start), row_start)

        self._open(NoteEditor(view.viewport(), "", view.colour, done, self._given_up), lambda: box)

    # -- what is there
    def edit(self, note_id: str) -> None:
        """Change the text of a note."""
        view = self.view
        note = view.model.note(note_id)
        if note is None:
            return
        self.close()
        view.select((note_id,), reveal=True)

        def done(text: str, how: str) -> None:
            self._gone(how)
            now = view.model.note(note_id)
            if now is not None and text and text != now.text:
                view.send(EditNote(scope=view.scope, note_id=note_id, text=text), replace(now, text=text))

        def box() -> QRectF:
            now: Note = view.model.note(note_id) or note
            return QRectF(*now.place, NOTE_SIZE, NOTE_SIZE)

        self._open(NoteEditor(view.viewport(), note.text, note.colour, done, self._given_up), box)

    def rename(self, row_id: str) -> None:
        """Change the title of a cluster or a frame."""
        view, row = self.view, self._titled(row_id)
        if row is None:
            return
        self.close()
        view.reveal((row_id,))

        def done(text: str, how: str) -> None:
            self._gone(how)
            now = self._titled(row_id)
            if now is None or not text or text == now.title:
                return
            if isinstance(now, Cluster):
                named = replace(now, title=text, is_named=True)
                view.send(NameCluster(scope=view.scope, cluster_id=row_id, title=text), named)
            else:
                view.send(EditFrame(scope=view.scope, frame_id=row_id, title=text), replace(now, title=text))

        hint = tr("Name this theme") if isinstance(row, Cluster) else tr("Name this frame")
        self._open(TitleEditor(view.viewport(), row.title, hint, done, self._given_up), lambda: self._title_box(row_id))

    def _titled(self, row_id: str) -> Cluster | Frame | None:
        return self.view.model.clusters.get(row_id) or self.view.model.frames.get(row_id)

    def _title_box(self, row_id: str) -> QRectF:
        """Where a title stands, in board units."""
        zoom, area = self.view.zoom, self.view.area_of((row_id,))
        high = 34 / zoom
        return QRectF(area.left(), area.top() - high, max(area.width(), 200 / zoom), high - 6 / zoom)

    # -- the editor itself
    def _open(self, editor: NoteEditor | TitleEditor, box: Callable[[], QRectF]) -> None:
        self.editor, self._box = editor, box
        self.follow()
        editor.show()
        editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self.view.edit_started.emit()

    def follow(self) -> None:
        """Lie over the place that is written on, wherever the view went."""
        if self.editor is not None:
            box = self.view.viewportTransform().mapRect(self._box())
            self.editor.fit(box.toRect(), self.view.zoom)

    def close(self) -> None:
        """Keep what is being written."""
        if self.editor is not None:
            self.editor.finish()

    def _given_up(self) -> None:
        self._gone("esc")

    def _gone(self, how: str) -> None:
        self.editor = None
        if how != "blur" and self.view.tool == "N":  # a click elsewhere on the board goes on writing there
            self.view.set_tool("V")
        if how != "blur":
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.view.edit_finished.emit()
