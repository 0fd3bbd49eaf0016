"""A card that is carried: a picture under the pointer, the column and place it would go to. It changes no row."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from cocreate.ui import theme
from cocreate.ui.columns.cards import Cards
from cocreate.ui.columns.lane import LaneView
from cocreate.ui.widgets.surfaces import paint_shadow, shadow_room

EDGE, SPEED = 48, 18  # px at the rim that scroll, and how far each time
ROOM = 16


class Lifted(QWidget):
    """The picture of a card over everything else, with how many go along."""

    def __init__(self, parent: QWidget, picture: QPixmap, count: int) -> None:
        super().__init__(parent)
        self._picture, self._count = picture, count
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        size = picture.deviceIndependentSize().toSize()
        self.resize(size.width() + 2 * ROOM, size.height() + 2 * ROOM)
        self.show()

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = min(ROOM, shadow_room("sheet"))
        paint_shadow(painter, QRectF(self.rect().adjusted(room, room, -room, -room)), theme.RADIUS_CONTROL, "lifted")
        painter.drawPixmap(QPointF(ROOM, ROOM), self._picture)
        if self._count > 1:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(t.accent))
            spot = QRectF(self.width() - ROOM - 14, ROOM - 12, 26, 24)
            painter.drawRoundedRect(spot, 12, 12)
            painter.setPen(QColor(t.on_accent))
            painter.setFont(theme.font("badge", tabular=True))
            painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, str(self._count))


class Carrying:
    """One drag, from the lift to its end. `view` is the scroll area of the columns."""

    def __init__(self, host: QWidget, lane: LaneView, at: QPoint, ids: tuple[str, ...], cards: Cards) -> None:
        self.host, self.source, self.ids = host, lane, ids
        self.target: LaneView | None = None
        self.before = ""
        index = lane.list.indexAt(at)
        box = lane.list.visualRect(index)
        self._grip = at - box.topLeft()
        note = lane.model.notes[index.row()]
        ratio = host.devicePixelRatioF()
        picture = QPixmap(box.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        cards.paint(painter, QRect(QPoint(0, 0), box.size()), note, is_selected=False, is_current=False)
        painter.end()
        self._lifted = Lifted(host, picture, len(ids))
        self._at = QPoint()
        self.timer = QTimer(host)
        self.timer.setInterval(30)

    def move(self, at: QPoint, lanes: list[LaneView], sorted_by_hand: bool) -> None:
        """Follow the pointer (global) and show where the card would go."""
        self._at = at
        self._lifted.move(self.host.mapFromGlobal(at) - self._grip - QPoint(ROOM, ROOM))
        self._lifted.raise_()
        under = next((lane for lane in lanes if _holds(lane, at)), None)
        if under is not self.target and self.target is not None:
            self._clear(self.target)
        self.target, self.before = under, ""
        if under is None:
            return
        under.set_target(True)
        if under.is_folded or not sorted_by_hand:
            return
        row = under.list.insertion_at(under.list.viewport().mapFromGlobal(at).y())
        notes = under.model.notes
        chosen = set(self.ids)
        self.before = next((n.id for n in notes[row:] if n.id not in chosen), "")
        under.list.mark = under.list.top_of(row)
        under.list.viewport().update()

    def creep(self, across: QWidget) -> tuple[int, int]:
        """How far the columns, and the cards of the one under the pointer, should scroll now."""
        at = across.mapFromGlobal(self._at)
        dx = -SPEED if at.x() < EDGE else (SPEED if at.x() > across.width() - EDGE else 0)
        dy = 0
        if self.target is not None and not self.target.is_folded:
            port = self.target.list.viewport()
            y = port.mapFromGlobal(self._at).y()
            dy = -SPEED if y < EDGE else (SPEED if y > port.height() - EDGE else 0)
        return dx, dy

    @property
    def at(self) -> QPoint:
        return self._at

    def end(self) -> None:
        """Take everything off the screen."""
        self.timer.stop()
        self.timer.deleteLater()
        self._lifted.hide()
        self._lifted.deleteLater()
        if self.target is not None:
            self._clear(self.target)

    @staticmethod
    def _clear(lane: LaneView) -> None:
        lane.set_target(False)
        lane.list.mark = None
        lane.list.viewport().update()


def _holds(lane: LaneView, at: QPoint) -> bool:
    """Whether a point lies over a column, its whole height."""
    spot = lane.mapFromGlobal(at)
    return 0 <= spot.x() < lane.width() and -48 <= spot.y() < lane.height() + 48
