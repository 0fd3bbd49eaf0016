"""The one item of the scene: paints the whole board, and during a drag only what is dragged on a still picture."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap, QTransform
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from cocreate.model.snapshot import Note, Row
from cocreate.ui import theme
from cocreate.ui.board.model import RAISED_KEPT, BoardModel
from cocreate.ui.board.papers import TEXT_FROM, Papers
from cocreate.ui.board.scenery import Scenery

REACH = 1_100_000.0  # places lie within a million units: the scene never has to grow


class NoteLayer(QGraphicsItem):
    """Owns the painters; rows come in through `put`, so that only what they touch is made again."""

    def __init__(self, model: BoardModel) -> None:
        super().__init__()
        self.model = model
        self.papers, self.scenery = Papers(model), Scenery(model)
        self.dragged: list[int] = []
        self.carried = ""  # the frame or cluster that goes along with the dragged notes
        self.offset = (0.0, 0.0)
        self._start: np.ndarray = np.zeros((2, 0))
        self._lump: list[tuple[int, QPainterPath]] | None = None  # what is dragged, far out
        self._lump_at = (0.0, 0.0)  # the offset at which that was made
        self.hovered = self.chosen = self.target = ""  # ids of frames and clusters
        self.band: QRectF | None = None  # rubber band or frame to be, board units
        self._still: tuple[QTransform, QPixmap] | None = None
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)  # gives exposedRect

    def boundingRect(self) -> QRectF:
        return QRectF(-REACH, -REACH, 2 * REACH, 2 * REACH)

    # -- changes
    def load(self, model: BoardModel) -> None:
        """Show another model; a drag that is under way is over."""
        self.dragged, self.carried, self._still = [], "", None
        self.model = self.papers.model = self.scenery.model = model
        self.scenery.hidden = ""
        self.papers.reset()
        self.update()

    def dress(self) -> None:
        self.papers.dress()
        self.scenery.dress()
        self._still = None
        self.update()

    def redraw(self) -> None:
        """Something that stands still looks different now, as a selection does."""
        self._still = None
        self.update()

    def put(self, row: Row) -> None:
        """Take over one row; during a drag the dragged notes stay under the hand."""
        self._still = None
        if not isinstance(row, Note):
            self.model.put(row)
            return
        slot = self.model.slots.get(row.id)
        is_dragged = slot in self.dragged
        if slot is not None:
            if not is_dragged:
                self.papers.leave([slot])
            old = self.model.notes[slot]
            if old is None or old.text != row.text:
                self.papers.texts.forget(slot)
        self.model.put(row)
        now = self.model.slots.get(row.id)
        if is_dragged and slot is not None:
            self._put_dragged(slot, now)
        elif now is not None:
            self.papers.arrive([now])
        if slot != now and (changed := slot if now is None else now) is not None:
            self.papers.texts.forget(changed)  # another note may have had this slot

    def _put_dragged(self, slot: int, now: int | None) -> None:
        k = self.dragged.index(slot)
        if now is None:  # removed elsewhere: it leaves the drag
            del self.dragged[k]
            self._start = np.delete(self._start, k, axis=1)
            self._lump = None
            return
        self._lump = None
        self._start[:, k] = self.model.x[slot], self.model.y[slot]
        self.drag_to(*self.offset)

    # -- a drag is one change: nothing is told to anybody before it ends
    def begin_drag(self, slots: Sequence[int], carried: str = "") -> None:
        """Lift notes, and a frame or cluster, off the board."""
        m = self.model
        for cluster in m.clusters:
            m.hull(cluster)  # kept as they are now: where a note is dropped is judged by them
        self.dragged = sorted(slots, key=lambda s: m.z[s])
        self.carried = self.scenery.hidden = carried
        self.offset = (0.0, 0.0)
        self.papers.leave(self.dragged)
        if len(slots) <= RAISED_KEPT and m.raise_notes(n.id for s in self.dragged if (n := m.notes[s])):
            self.papers.forget_blocks()
        m.hidden[self.dragged] = True
        self._lump = None
        self._start = np.array([m.x[self.dragged], m.y[self.dragged]])
        self._still = None

    def drag_to(self, dx: float, dy: float) -> None:
        """Show what is dragged this far from where it was."""
        self.offset = (dx, dy)
        self.model.x[self.dragged] = self._start[0] + dx
        self.model.y[self.dragged] = self._start[1] + dy
        self.update()

    def end_drag(self) -> None:
        """Everything lies where it was; who keeps the drag puts the new rows."""
        self.drag_to(0.0, 0.0)
        self.model.hidden[self.dragged] = False
        self.papers.arrive(self.dragged)
        self.dragged, self.carried, self.scenery.hidden, self._still = [], "", "", None
        self.update()

    @property
    def is_dragging(self) -> bool:
        return bool(self.dragged or self.carried)

    # -- painting
    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        option_: Any = option
        view, area = painter.worldTransform(), option_.exposedRect
        if not self.is_dragging or widget is None:
            self.draw(painter, area)
            self._draw_marks(painter)
        else:
            self._blit(painter, view, widget)
            self._draw_marks(painter)
            self._draw_dragged(painter, area, view)
        self._draw_band(painter)

    def draw(self, painter: QPainter, area: QRectF, has_marks: bool = True) -> None:
        """Everything that lies on the board, onto any painter whose transform is that of the view.

        Without marks (a small picture on a card) there is no selection, and no title: they do not shrink.
        """
        view = painter.worldTransform()
        zoom = view.m11()
        self.scenery.draw_shapes(painter, area)
        self.papers.draw(painter, area, zoom)
        if has_marks:
            self.papers.draw_rings(painter, area, zoom)
        if not has_marks:
            return
        titles = self.scenery.titles(view, view.mapRect(area))
        painter.save()
        painter.resetTransform()
        self.scenery.draw_titles(painter, titles, self.hovered, self.chosen)
        painter.restore()

    def _blit(self, painter: QPainter, view: QTransform, widget: QWidget) -> None:
        """What stands still during a drag is rendered once for this view."""
        ratio = widget.devicePixelRatioF()
        held = self._still
        if held is None or held[0] != view or held[1].size() != widget.size() * ratio:
            still = QPixmap(widget.size() * ratio)
            still.setDevicePixelRatio(ratio)
            still.fill(QColor(theme.current().canvas))
            inner = QPainter(still)
            inner.setRenderHints(painter.renderHints())
            inner.setWorldTransform(view)
            self.draw(inner, view.inverted()[0].mapRect(QRectF(widget.rect())))
            inner.end()
            held = self._still = (QTransform(view), still)
        painter.save()
        painter.resetTransform()
        painter.drawPixmap(0, 0, held[1])
        painter.restore()

    def _draw_dragged(self, painter: QPainter, area: QRectF, view: QTransform) -> None:
        zoom, m = view.m11(), self.model
        if self.carried:
            painter.save()
            painter.translate(*self.offset)
            self.scenery.draw_shapes(painter, area.translated(-self.offset[0], -self.offset[1]), self.carried)
            painter.restore()
        if zoom < TEXT_FROM:
            if self._lump is None:
                self._lump, self._lump_at = self.papers.lump(self.dragged), self.offset
            painter.save()
            painter.translate(self.offset[0] - self._lump_at[0], self.offset[1] - self._lump_at[1])
            self.papers.draw_lump(painter, self._lump, not self.carried)
            painter.restore()
        else:
            shown = [s for s in self.dragged if m.box(s).intersects(area)]
            self.papers.draw_notes(painter, shown, zoom)
            boxes = [m.box(s) for s in shown if m.selected[s]]
            if boxes:
                self.papers.draw_ring(painter, boxes, zoom)
        if self.carried:
            moved = QTransform(view).translate(*self.offset)
            titles = self.scenery.titles(moved, view.mapRect(area), self.carried)
            painter.save()
            painter.resetTransform()
            self.scenery.draw_titles(painter, titles, "", self.chosen)
            painter.restore()

    def _draw_marks(self, painter: QPainter) -> None:
        """What would be dropped into, and the frame or cluster that is selected."""
        accent = QColor(theme.current().accent)
        pen = QPen(accent, 2)
        pen.setCosmetic(True)
        painter.setPen(pen)
        veil = QColor(accent)
        veil.setAlpha(26)
        m = self.model
        for one in {self.target, self.chosen} - {""}:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
            painter.setBrush(veil if one == self.target else Qt.BrushStyle.NoBrush)
            shape = QPainterPath()
            if one in m.clusters:
                shape = m.hull(one)
            elif one in m.frames:
                shape.addRoundedRect(m.frame_rect(m.frames[one]), 10, 10)
            moved = one == self.carried
            painter.drawPath(shape.translated(*self.offset) if moved else shape)

    def _draw_band(self, painter: QPainter) -> None:
        """The rubber band, or the frame to be."""
        if self.band is not None:
            pen = QPen(QColor(theme.current().accent), 1)
            pen.setCosmetic(True)
            veil = QColor(theme.current().accent)
            veil.setAlpha(26)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            painter.setPen(pen)
            painter.setBrush(veil)
            painter.drawRect(self.band)
