"""The board: shows one workshop's notes, turns gestures and keys into commands, and holds no record itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
)  # fmt: skip
from PySide6.QtWidgets import QWidget

from cocreate.model.commands import Command
from cocreate.model.journal import Stepped
from cocreate.model.snapshot import Point, Row
from cocreate.ui import theme
from cocreate.ui.board import menu, places
from cocreate.ui.board.chooser import Chooser
from cocreate.ui.board.deeds import Deeds
from cocreate.ui.board.gestures import Gesture, Pan, pick
from cocreate.ui.board.keys import ARROWS, KEYS
from cocreate.ui.board.model import BoardModel
from cocreate.ui.board.pending import Pending
from cocreate.ui.board.writer import Writer
from cocreate.ui.i18n import tr

KEYED = (
    Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason
)  # fmt: skip
CORNER = 8.0  # px round the handle of a frame
POINTS = ("voting_round", "round_option", "round_result")
TOOLS = {
    "V": Qt.CursorShape.ArrowCursor, "H": Qt.CursorShape.OpenHandCursor,
    "N": Qt.CursorShape.CrossCursor, "F": Qt.CursorShape.CrossCursor,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Hit:
    """What lies under the pointer: note, cluster or frame (by its title), corner (of a frame), or nothing."""

    kind: str = ""
    id: str = ""


class BoardView(Chooser):
    """Feed it with `load` and `apply`; it answers with `command_ready`."""

    command_ready = Signal(object)  # a Command to run
    edit_started = Signal()
    edit_finished = Signal()
    tool_changed = Signal(str)
    view_moved = Signal()  # after a pan or zoom

    def __init__(self, parent: QWidget | None = None) -> None:
        self._gesture: Gesture | None = None
        self.writer = Writer(self)
        super().__init__(parent)
        self.setProperty("focus_ring", "none")  # it draws its own, for the keyboard alone
        self.deeds: Deeds = Deeds(self)
        self.tool = "V"
        self.colour = "sun"  # of the next note
        self.author: str | None = None  # participant id of notes written here
        self._space = self._is_keyed = False
        self._mirror: Any = None
        self._pending = Pending()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.DefaultContextMenu)
        theme.events.changed.connect(self._dress)
        self._describe()

    # -- data
    @property
    def scope(self) -> str:
        return self.model.scope

    @property
    def board_id(self) -> str:
        return self.model.board_id

    @property
    def mirror(self) -> Any:
        return self._mirror

    def load(self, mirror: Any, board_id: str | None = None) -> None:
        """Show a board of a workshop, by default its first."""
        self.cancel()
        self._mirror = mirror
        self._pending.clear()
        model = BoardModel()
        model.load(mirror, board_id)
        if self.model.board_id == model.board_id:
            model.raised = self.model.raised
            model.rank_all()
        self.model = model
        self.layer.load(model)
        self.select([i for i in self._selection if self.has(i)], reveal=False)
        self._describe()

    def refresh(self) -> None:
        """Show what is held again: after a command was refused, what it showed ahead must go."""
        if self._mirror is not None:
            self.load(self._mirror, self.model.board_id)

    def apply(self, stepped: Stepped) -> None:
        """Take over a step: only its rows are drawn anew. The mirror must have taken it over before."""
        if stepped.scope != self.model.scope:
            return
        for row in self._pending.settled(stepped):
            self.layer.put(row)
        if self._mirror is not None and any(row.kind in POINTS for row in stepped.rows):
            self.model.points = dict(self._mirror.snapshot().points)
        self._after_rows()

    def _after_rows(self) -> None:
        kept = tuple(i for i in self._selection if self.has(i))
        if kept != self._selection:
            self.select(kept, reveal=False)
        self._describe()
        self.moved()
        self.layer.update()

    def send(self, command: Command, *rows: Row) -> None:
        """Hand out a command; its rows are shown at once, ahead of the step."""
        changed = [row for row in rows if row != self._row(row.id)]
        self._pending.sent(type(command).__name__, (row.id for row in changed))
        for row in changed:
            self.layer.put(row)
        self._after_rows()
        self.command_ready.emit(command)

    def _row(self, row_id: str) -> Row | None:
        return self.model.note(row_id) or self.model.clusters.get(row_id) or self.model.frames.get(row_id)

    # -- tools and gestures
    def set_tool(self, name: str) -> None:
        """V selects, H pans, F draws a frame; N opens a note at a free spot, or where the person clicks instead."""
        if name not in TOOLS or name == self.tool:
            return
        self.tool = name
        self.show_cursor()
        self.tool_changed.emit(name)
        if name == "N":
            self.write_note()

    def show_cursor(self) -> None:
        self.viewport().setCursor(Qt.CursorShape.OpenHandCursor if self._space else TOOLS[self.tool])

    def cancel(self) -> None:
        """End the gesture that is under way as if it had not begun."""
        gesture, self._gesture = self._gesture, None
        if gesture is not None:
            gesture.cancel()
            self.layer.update()

    @property
    def is_busy(self) -> bool:
        """Whether a gesture or an editor is under way."""
        return self._gesture is not None or self.writer.is_open

    def hit(self, at: QPointF) -> Hit:
        """What lies under a point of the viewport."""
        model, view = self.model, self.viewportTransform()
        if self.layer.chosen in model.frames:
            corner = view.map(model.frame_rect(model.frames[self.layer.chosen]).bottomRight())
            if abs(corner.x() - at.x()) <= CORNER and abs(corner.y() - at.y()) <= CORNER:
                return Hit("corner", self.layer.chosen)
        for title in self.layer.scenery.titles(view, QRectF(self.viewport().rect())):
            if title.box.contains(at):
                return Hit(title.kind, title.id)
        slot = model.at(self.to_board(at))
        note = model.notes[slot] if slot is not None else None
        return Hit("note", note.id) if note is not None else Hit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if self._gesture is not None:
            return  # one at a time
        self.writer.close()
        self._gesture = Pan(self, event.position()) if self._space else pick(self, event, self.tool)
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._gesture is not None:
            self._gesture.move(event.position())
            self.layer.update()
            return
        if self.tool != "V" or self._space:
            return
        hit = self.hit(event.position())
        hovered = hit.id if hit.kind in ("cluster", "frame") else ""
        if hovered != self.layer.hovered:
            self.layer.hovered = hovered
            self.layer.update()
        shapes = {"corner": Qt.CursorShape.SizeFDiagCursor, "cluster": Qt.CursorShape.SizeAllCursor,
                  "frame": Qt.CursorShape.SizeAllCursor}  # fmt: skip
        shape = shapes.get(hit.kind, TOOLS["V"])
        if self.viewport().cursor().shape() != shape:
            self.viewport().setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        gesture, self._gesture = self._gesture, None
        if gesture is not None:
            gesture.release(event.position())
            self.layer.update()
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self.tool != "V":
            return
        self.cancel()
        self.writer.close()
        hit = self.hit(event.position())
        if hit.kind == "note":
            self.edit(hit.id)
        elif hit.kind in ("cluster", "frame"):
            self.rename(hit.id)
        elif not hit.kind:
            spot = self.to_board(event.position())
            self.write_at((round(spot.x() - places.HALF), round(spot.y() - places.HALF)))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.cancel()
        at = QPointF(event.pos())
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            hit = self.hit(at)
            if hit.id not in self._selection:
                self.select((hit.id,) if hit.id else (), reveal=False)
        menu.build(self, self.to_board(at)).popup(event.globalPos())

    # -- keys
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, mods = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key == Qt.Key.Key_Escape:
            self._escape()
        elif key == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space = True
            self.show_cursor()
        elif (step := ARROWS.get(key)) is not None:
            size = 1 if mods & Qt.KeyboardModifier.ShiftModifier else 16
            self.deeds.nudge(step[0] * size, step[1] * size)
        elif (do := KEYS.get((key, mods))) is not None:
            do(self)
        else:
            event.ignore()

    def _escape(self) -> None:
        if self._gesture is not None:
            self.cancel()
        elif self.tool != "V":
            self.set_tool("V")
        else:
            self.select((), reveal=False)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space = False
            self.show_cursor()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._space = False
        self.cancel()
        super().focusOutEvent(event)
        self._is_keyed = False
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._is_keyed = event.reason() in KEYED
        self.viewport().update()

    def copy(self) -> None:
        """The texts of the selection to the clipboard."""
        if text := self.deeds.copied():
            QGuiApplication.clipboard().setText(text)

    def paste(self) -> None:
        """One note a line of the clipboard."""
        self.paste_text(QGuiApplication.clipboard().text())

    def paste_text(self, text: str) -> int:
        """One note a line of a text, selected; returns how many."""
        return self.deeds.paste(text)

    # -- writing
    def write_note(self) -> None:
        """Write a note: beside the selected one, else in the middle of the view."""
        self.writer.write_note()

    def write_at(self, place: Point) -> None:
        """Open an editor for a new note."""
        self.writer.write_at(place)

    def edit(self, note_id: str) -> None:
        """Open the editor on a note."""
        self.writer.edit(note_id)

    def rename(self, row_id: str) -> None:
        """Open the title of a cluster or frame."""
        self.writer.rename(row_id)

    def edit_selected(self) -> None:
        """Edit the one selected note or title."""
        if len(self._selection) == 1:
            one = self._selection[0]
            (self.edit if one in self.model.slots else self.rename)(one)

    # -- what the camera and the theme tell
    def moved(self) -> None:
        self.writer.follow()
        self.view_moved.emit()

    def _dress(self, *_: object) -> None:
        self.setBackgroundBrush(QColor(theme.current().canvas))
        self.layer.dress()
        self.writer.follow()

    def drawForeground(self, painter: QPainter, _rect: QRectF | QRect) -> None:
        """The ring that shows where the keys go, for who came here by key."""
        if self._is_keyed and not self.writer.is_open:
            painter.save()
            painter.resetTransform()
            painter.setPen(QPen(QColor(theme.current().accent), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
            painter.restore()

    def _describe(self) -> None:
        notes = tr.plural("{n} note", "{n} notes", n=self.model.count())
        clusters = tr.plural("{n} theme", "{n} themes", n=len(self.model.clusters))
        self.setAccessibleName(tr("Board"))
        text = tr("{notes}, {themes}; outline: F6", notes=notes, themes=clusters)
        if text != self.accessibleDescription():
            self.setAccessibleDescription(text)

    def hideEvent(self, event: QHideEvent) -> None:
        """Going to another page keeps what is being written."""
        self.cancel()
        self.writer.close()
        super().hideEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.layer.dress()
