"""Opens the editors of the board and turns what was written into commands: notes, texts and titles."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt

from cocreate.model.commands import AddLabel, EditFrame, EditLabel, EditNote, NameCluster, RemoveNotes, new_id
from cocreate.model.snapshot import NOTE_SIZE, Cluster, Frame, Label, Point
from cocreate.ui.board import places
from cocreate.ui.board.editor import Done, LabelEditor, NoteEditor, TitleEditor
from cocreate.ui.i18n import tr

if TYPE_CHECKING:
    from cocreate.ui.board.view import BoardView

LABEL_SIZE = 28  # board units, height of the type of a new text on the board


class Text:
    """The text of one note while it is written: what was kept so far, and what it was before."""

    def __init__(self, view: BoardView, note_id: str, place: Point = (0.0, 0.0)) -> None:
        """Without an id the note is made when there is a first word to keep."""
        self.view, self.note_id, self._place = view, note_id, place
        note = view.model.note(note_id)
        self._before = self._kept = note.text if note is not None else ""
        if note is not None:
            self._place = note.place

    def keep(self, words: str, is_last: bool = False) -> None:
        """Make the note, or give it this text; a note that began here and is empty in the end goes again.

        A note that was removed meanwhile stays away; what was written since becomes one of its own.
        """
        view, now = self.view, self.view.model.note(self.note_id)
        kept, self._kept = self._kept, words
        if now is None:
            is_new = not self.note_id or (is_last and words != kept)
            if words and is_new:
                self.note_id = view.deeds.write(words, self._place, view.colour, view.author)
            elif not is_last:
                self._kept = kept
            return
        if words and words != now.text:
            view.send(EditNote(scope=view.scope, note_id=now.id, text=words), replace(now, text=words))
        elif not words and is_last and not self._before:
            self.give_up()

    def give_up(self) -> None:
        """As it was before: also what was kept while the hand rested."""
        view, now = self.view, self.view.model.note(self.note_id)
        if now is None:
            return
        if self._before:
            self.keep(self._before)
        else:
            view.send(RemoveNotes(scope=view.scope, note_ids=(now.id,)), replace(now, removed=True))


class Writer:
    """At most one editor is open; opening another keeps what stands in the first."""

    def __init__(self, view: BoardView) -> None:
        self.view = view
        self.editor: NoteEditor | TitleEditor | None = None
        self._box: Callable[[], QRectF] = QRectF

    @property
    def is_open(self) -> bool:
        return self.editor is not None

    # -- notes
    def write_note(self, is_below: bool = False) -> None:
        """Beside or below the selected note, else in the middle of the view."""
        view, slots = self.view, self.view.selected_slots()
        note = view.model.notes[slots[0]] if len(slots) == 1 else None
        if note is not None:
            self._write(places.next_place(view.model, note.place, view.shown(), note.place, is_below), note.place)
        else:
            self.write_at(places.free_spot(view.model, view.centre()))

    def write_at(self, place: Point) -> None:
        place = (round(place[0]), round(place[1]))
        self._write(place, place)

    def _write(self, place: Point, start: Point) -> None:
        """`start` is where the row began, and at what height the run did: see `places.next_place`."""
        self.close()
        view, box = self.view, QRectF(*place, NOTE_SIZE, NOTE_SIZE)
        if not view.shown().contains(box):
            view.look_at(box.center(), view.zoom)
        text = Text(view, "", place=place)

        def done(words: str, how: str) -> None:
            text.keep(words, is_last=True)
            self._gone(how)
            if text.note_id:
                view.select((text.note_id,), reveal=False)
            if words and how in ("enter", "tab"):
                is_below = how == "enter"
                then = places.next_place(view.model, place, view.shown(), start, is_below)
                self._write(then, (then[0], start[1]) if is_below else start)

        self._open(NoteEditor(view.viewport(), "", view.colour, done, partial(self._given_up, text), text.keep),
                   lambda: box)  # fmt: skip

    def edit(self, note_id: str) -> None:
        """Change the text of a note."""
        view = self.view
        note = view.model.note(note_id)
        if note is None:
            return
        self.close()
        view.select((note_id,), reveal=True)
        text = Text(view, note_id)

        def done(words: str, how: str) -> None:
            text.keep(words, is_last=True)
            self._gone(how)

        def box() -> QRectF:
            slot = view.model.slots.get(note_id)
            return view.model.box(slot) if slot is not None else QRectF(*note.place, NOTE_SIZE, NOTE_SIZE)

        editor = NoteEditor(view.viewport(), note.text, note.colour, done, partial(self._given_up, text), text.keep)
        self._open(editor, box)

    # -- texts that lie on the board by themselves
    def write_label(self, place: Point) -> None:
        """A new text on the board."""
        self.close()
        view = self.view

        def done(words: str, how: str) -> None:
            self._gone(how)
            if words:
                row = Label(id=new_id(), scope=view.scope, board_id=view.board_id, text=words, place=place,
                            type_size=LABEL_SIZE)  # fmt: skip
                order = AddLabel(scope=view.scope, board_id=view.board_id, label_id=row.id, text=words, place=place)
                view.send(order, row)

        self._open_label("", QRectF(*place, 320, LABEL_SIZE * 1.4), LABEL_SIZE, done)

    def edit_label(self, label: Label, box: QRectF) -> None:
        """Change a text of the board, which lies there (board units)."""
        self.close()
        view = self.view

        def done(words: str, how: str) -> None:
            self._gone(how)
            if words and words != label.text:
                view.send(EditLabel(scope=view.scope, label_id=label.id, text=words), replace(label, text=words))

        self._open_label(label.text, box, label.type_size, done)

    def _open_label(self, text: str, box: QRectF, size: int, done: Done) -> None:
        editor = LabelEditor(self.view.viewport(), text, size, done, partial(self._gone, "esc"))
        self._open(editor, lambda: box)

    # -- titles
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
        self._open(
            TitleEditor(view.viewport(), row.title, hint, done, partial(self._gone, "esc")),
            lambda: self._title_box(row_id),
        )

    def name_axis(self, frame_id: str, which: int) -> None:
        """Name an axis of a two by two in place: 0 left, 1 right, 2 bottom, 3 top."""
        view, frame = self.view, self.view.model.frames.get(frame_id)
        if frame is None:
            return
        self.close()
        axes = _four(frame.axes)

        def done(text: str, how: str) -> None:
            self._gone(how)
            now = view.model.frames.get(frame_id)
            held = _four(now.axes) if now is not None else axes  # another may have been named meanwhile
            named = tuple(text if k == which else word for k, word in enumerate(held))
            if now is not None and text != axes[which]:
                row = replace(now, axes=named if any(named) else ())
                view.send(EditFrame(scope=view.scope, frame_id=frame_id, axes=named), row)

        def box() -> QRectF:
            """In board units, and level however the words are turned."""
            found = view.layer.scenery.axis_boxes(view.model.frames.get(frame_id, frame), view.viewportTransform())
            at = found.get(which, QRectF(view.viewport().rect())).center()
            wide = 200 / view.zoom
            spot = view.to_board(at)
            return QRectF(spot.x() - wide / 2, spot.y() - 12 / view.zoom, wide, 24 / view.zoom)

        self._open(
            TitleEditor(view.viewport(), axes[which], tr("Name this axis"), done, partial(self._gone, "esc")), box
        )

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

    def _given_up(self, text: Text) -> None:
        text.give_up()
        self._gone("esc")

    def _gone(self, how: str) -> None:
        self.editor = None
        if how != "blur" and self.view.tool in ("N", "T"):  # a click elsewhere on the board goes on writing there
            self.view.set_tool("V")
        if how != "blur":
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.view.edit_finished.emit()


def _four(axes: tuple[str, ...]) -> tuple[str, ...]:
    """The words of the axes; empty ones where they have none."""
    return (*axes, "", "", "", "")[:4]
