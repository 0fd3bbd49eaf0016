"""The board: shows one workshop's notes, turns gestures and keys into commands, and holds no record itself."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QGuiApplication,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
)  # fmt: skip
from PySide6.QtWidgets import QWidget
from shiboken6 import Shiboken, isValid

from cocreate.model.snapshot import Point
from cocreate.ui import theme
from cocreate.ui.board import hits, menu, places
from cocreate.ui.board.deeds import Deeds
from cocreate.ui.board.edge import Edge
from cocreate.ui.board.gestures import Gesture, Pan
from cocreate.ui.board.intake import Intake
from cocreate.ui.board.keys import ARROWS, KEYS
from cocreate.ui.board.linking import ask_other_kind
from cocreate.ui.board.marks import Marks
from cocreate.ui.board.picking import pick
from cocreate.ui.board.shaping import DrawFrame
from cocreate.ui.board.shown import Shown
from cocreate.ui.board.tools import TOOLS
from cocreate.ui.board.writer import Writer

KEYED = (
    Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason
)  # fmt: skip
PACE = 4  # px that an arrow moves the view, for each unit that it moves a note


class BoardView(Shown):
    """Feed it with `load` and `apply`; it answers with `command_ready`."""

    edit_started = Signal()
    edit_finished = Signal()
    tool_changed = Signal(str)
    keep_requested = Signal(object)  # a Keeping: pictures whose bytes are to be kept
    files_dropped = Signal(object)  # a list of paths that are no pictures
    view_moved = Signal()  # after a pan or zoom

    def __init__(self, parent: QWidget | None = None) -> None:
        self._gesture: Gesture | None = None
        self.writer: Writer = Writer(self)
        self.marks = Marks()
        super().__init__(parent)
        self.setProperty("focus_ring", "none")  # it draws its own, for the keyboard alone
        self.deeds: Deeds = Deeds(self)
        self.intake: Intake = Intake(self)
        self.tool = "V"
        self.colour = "sun"  # of the next note
        self.frame_layout = "area"  # of the next frame
        self.author: str | None = None  # participant id of notes written here
        self._space = self._is_keyed = False
        self._edge = Edge(self, self._at_the_edge)
        self._last = (QPointF(), Qt.KeyboardModifier.NoModifier)
        self._button = Qt.MouseButton.NoButton
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.DefaultContextMenu)
        theme.events.changed.connect(self._dress)

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

    def take_tool(self) -> None:
        """Enter: what a click in the middle of the view would do with the tool; without one the next note."""
        if self.tool == "T":
            spot = self.centre()
            self.writer.write_label((round(spot.x()), round(spot.y())))
        elif self.tool == "F":
            DrawFrame(self, QPointF(self.viewport().rect().center())).put_down()
        else:
            self.write_note(is_below=True)

    def show_cursor(self) -> None:
        self.viewport().setCursor(Qt.CursorShape.OpenHandCursor if self._space else TOOLS[self.tool].cursor)

    def cancel(self) -> None:
        """End the gesture that is under way as if it had not begun."""
        gesture, self._gesture = self._gesture, None
        self._edge.rest()
        if gesture is not None:
            gesture.cancel()
            self.layer.update()

    @property
    def is_busy(self) -> bool:
        """Whether a gesture or an editor is under way."""
        return self._gesture is not None or self.writer.is_open

    def hit(self, at: QPointF) -> hits.Hit:
        """What lies under a point of the viewport."""
        return hits.find(self, at)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if self._gesture is not None:
            return  # one at a time
        self.writer.close()
        self._button = event.button()
        self._gesture = Pan(self, event.position()) if self._space else pick(self, event, self.tool)
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._gesture is not None:
            self._last = (event.position(), event.modifiers())
            self._gesture.move(*self._last)
            if self._gesture is not None and self._gesture.goes_on_at_the_edge:
                self._edge.at(event.position(), QRectF(self.viewport().rect()))
            self.layer.update()
            return
        if self.tool != "V" or self._space:
            return
        hit = self.hit(event.position())
        hovered = hit.id if hit.kind in ("cluster", "frame") else ""
        if hovered != self.layer.hovered:
            self.layer.hovered = hovered
            self.layer.update()
        shape = hits.CURSORS.get(hit.edges or hit.kind, TOOLS["V"].cursor)
        if self.viewport().cursor().shape() != shape:
            self.viewport().setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()
        if event.button() != self._button:
            return
        gesture, self._gesture = self._gesture, None
        self._edge.rest()
        if gesture is not None:
            gesture.release(event.position(), event.modifiers())
            self.layer.update()

    def _at_the_edge(self, dx: float, dy: float) -> None:
        """The board goes along under the hand."""
        if self._gesture is not None:
            self.pan_by(dx, dy)
            self._gesture.move(*self._last)
            self.layer.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self.tool != "V":
            return
        self.cancel()
        self.writer.close()
        hit = self.hit(event.position())
        if hit.kind == "axis":
            self.writer.name_axis(hit.id, int(hit.edges))
        elif hit.id:
            self.select((hit.id,), reveal=False)
            self.edit_selected()
        else:
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
    def event(self, event: QEvent) -> bool:
        """Alt and an arrow go from note to note here; elsewhere in the window they move ideas in lists."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and _is_walk(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, mods = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key == Qt.Key.Key_Escape:
            self._escape()
        elif key == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space = True
            self.show_cursor()
        elif (step := ARROWS.get(key)) is not None:
            self._arrow(*step, mods)
        elif (do := KEYS.get((key, mods))) is not None:
            do(self)
        else:
            event.ignore()

    def _arrow(self, dx: int, dy: int, mods: Qt.KeyboardModifier) -> None:
        """With Alt to the next note; else what is selected moves, and without a selection the view."""
        is_shifted = bool(mods & Qt.KeyboardModifier.ShiftModifier)
        size = 1 if is_shifted else 16
        if mods & Qt.KeyboardModifier.AltModifier:
            self.go(dx, dy, is_adding=is_shifted)
        elif self._selection:
            self.deeds.nudge(dx * size, dy * size)
        else:
            self.pan_by(dx * size * PACE, dy * size * PACE)

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

    def _is_whole(self) -> bool:
        """False while the process ends: PySide takes the parts of a window away in any order, the window last."""
        return all(isValid(part) for part in vars(self).values() if isinstance(part, Shiboken.Object))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._space = False
        if not self._is_whole():
            return
        self.cancel()
        super().focusOutEvent(event)
        self._is_keyed = False
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._is_keyed = event.reason() in KEYED
        self.viewport().update()

    def copy(self) -> None:
        """The selection to the clipboard."""
        self.deeds.copy()

    def paste(self) -> None:
        """What the clipboard holds; a list is shown first."""
        self.intake.take(QGuiApplication.clipboard().mimeData())

    # -- what is dropped from elsewhere
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        event.setAccepted(self.intake.takes(event.mimeData()))

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        event.setAccepted(self.intake.takes(event.mimeData()))

    def dropEvent(self, event: QDropEvent) -> None:
        self.cancel()
        event.acceptProposedAction()
        self.intake.take(event.mimeData(), self.to_board(event.position()))

    # -- writing
    def write_note(self, is_below: bool = False) -> None:
        """Write a note: beside or below the selected one, else in the middle of the view."""
        self.writer.write_note(is_below)

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
        """Edit the one selected note, text or title, or choose the kind of the selected link."""
        if len(self._selection) != 1:
            return
        one, model = self._selection[0], self.model
        if one in model.slots:
            self.edit(one)
        elif one in model.texts:
            self.writer.edit_label(model.texts[one], model.text_rect(model.texts[one]))
        elif one in model.links:
            ask_other_kind(self, one)
        else:
            self.rename(one)

    # -- what the camera and the theme tell
    def pinched(self) -> None:
        self.cancel()

    def moved(self) -> None:
        self.writer.follow()
        self.view_moved.emit()

    def _dress(self, *_: object) -> None:
        self.layer.dress()
        self.writer.follow()

    def drawForeground(self, painter: QPainter, _rect: QRectF | QRect) -> None:
        """What the tool shows, and the ring that says where the keys go, for who came here by key."""
        self.marks.draw(painter, self)
        if self._is_keyed and not self.writer.is_open:
            painter.save()
            painter.resetTransform()
            painter.setPen(QPen(QColor(theme.current().accent), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
            painter.restore()

    def hideEvent(self, event: QHideEvent) -> None:
        """Going to another page keeps what is being written."""
        if self._is_whole():
            self.cancel()
            self.writer.close()
        super().hideEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.layer.dress()


def _is_walk(event: QKeyEvent) -> bool:
    return event.key() in ARROWS and bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
