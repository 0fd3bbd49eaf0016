"""The one item of the scene: what stands still as a kept picture, what is under the hand as another, marks on top."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QTransform
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from cocreate.model.snapshot import Attachment, Cluster, Frame, Label, Link, Note, Row
from cocreate.ui import theme
from cocreate.ui.board import accents
from cocreate.ui.board.belongings import KINDS
from cocreate.ui.board.frames import family
from cocreate.ui.board.lifted import Lifted
from cocreate.ui.board.model import RAISED_KEPT, BoardModel
from cocreate.ui.board.papers import Papers
from cocreate.ui.board.scenery import Scenery
from cocreate.ui.board.signs import Signs, box_of
from cocreate.ui.board.still import Still, around, snapped
from cocreate.ui.board.ties import Ties

HEAVY_NEAR, HEAVY_FAR = 80, 6_000  # notes in view from which a zoom shows a stretched picture, with text and without
REACH = 1_100_000.0  # places lie within a million units: the scene never has to grow


class NoteLayer(QGraphicsItem):
    """Owns the painters; rows come in through `put`, so that only what they touch is made again."""

    def __init__(self, model: BoardModel) -> None:
        super().__init__()
        self.model = model
        self.papers, self.scenery = Papers(model), Scenery(model)
        self.ties, self.signs = Ties(model), Signs()
        self.still, self.lifted = Still(self.draw), Lifted(self._draw_lifted)
        self.dragged: list[int] = []
        self.carried = ""  # the frame or cluster that goes along with the dragged notes
        self.offset = (0.0, 0.0)
        self._start: np.ndarray = np.zeros((2, 0))
        self._tied: frozenset[str] = frozenset()  # links of what is dragged
        self.hovered = self.chosen = self.target = ""  # ids of frames, clusters, texts and links
        self._was_chosen = ""
        self.band: QRectF | None = None  # rubber band or frame to be, board units
        self._text_from = 0.0  # of the last frame
        self._zoom = 0.0  # of the last frame: a picture is worth keeping when it stays
        self.is_moving = False  # the last frame was one of a zoom: a better one may follow
        self._is_stretched = False
        self._revision = 0
        self._selected: np.ndarray = np.zeros(0, dtype=bool)  # as it is painted
        self._shapes: dict[str, QRectF] = {}  # frames and clusters that have changed, and where they are painted
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)  # gives exposedRect

    def boundingRect(self) -> QRectF:
        return QRectF(-REACH, -REACH, 2 * REACH, 2 * REACH)

    # -- changes
    def load(self, model: BoardModel) -> None:
        """Show another model; a drag that is under way is over."""
        self.dragged, self.carried = [], ""
        self.model = self.scenery.model = self.ties.model = model
        self.scenery.hidden = ""
        self.papers.take(model)
        self.ties.reset()
        self.redraw()

    def dress(self) -> None:
        """Take over the theme and the text size in force."""
        self.papers.dress()
        self.scenery.dress()
        self.signs.dress()
        self.redraw()

    def redraw(self) -> None:
        """Everything may look different now."""
        self.still.forget()
        self.lifted.forget()
        self._shapes.clear()
        self.scenery.changed()
        self.update()

    def refresh(self) -> None:
        """What is not a row may have changed: the points of a vote, a filter."""
        if self.model.revision != self._revision:
            self.update()

    @property
    def is_painted(self) -> bool:
        """Whether anything of this board has been seen."""
        return self._zoom > 0

    def release(self) -> None:
        """Give back the memory of pictures that nobody sees."""
        self.still.release()
        self.lifted.release()

    def chosen_changed(self) -> None:
        """Other notes are selected."""
        now, old = self.model.selected, self._selected
        if len(old) != len(now):
            old = np.resize(old, len(now)) if len(old) else np.zeros(len(now), dtype=bool)
        self.damage_notes(np.flatnonzero(now != old).tolist())
        self._selected = now.copy()
        for one in {self.chosen, self._was_chosen}:
            if one in self.model.own.links:
                self.still.damage(self.ties.box(one))
        self._was_chosen = self.chosen
        self.papers.chosen_changed()
        self.lifted.forget()
        self.update()

    def dim(self, shown: Collection[str] | None, hides: bool = False, question: str = "") -> None:
        """Filter: all notes but these are pale, or out of sight, and in these the words of the question are marked.
        None shows everything."""
        self.papers.texts.question = question if shown is not None else ""
        self.model.show_only(shown, hides)
        self.update()

    def put(self, row: Row) -> None:
        """Take over one row; during a drag the dragged notes stay under the hand."""
        m = self.model
        if row == m.row(row.id):
            return  # shown ahead of its step already
        if isinstance(row, Note):
            self._put_note(row)
        elif isinstance(row, (Cluster, Frame, Label, Link)):
            self._touch(row.id)
            m.put(row)
            self.ties.changed((row.id,))
        elif row.kind in KINDS:
            self._put_belonging(row)
        else:
            return
        self.scenery.changed()
        self.update()

    def _put_belonging(self, row: Row) -> None:
        """A tag, a picture or a stroke: the notes that bear it are laid out anew."""
        if isinstance(row, Attachment):
            self.papers.inside.gallery.ask_again(row.digest)
        slots = self.model.slots_of(self.model.own.put(row))
        for slot in slots:
            self.papers.texts.forget(slot)
        self.damage_notes(slots)
        self.lifted.forget()

    def picture_came(self, digest: str) -> None:
        """A picture can be painted now."""
        held = self.model.own.pictures
        slots = self.model.slots_of([n for n, rows in held.items() if any(r.digest == digest for r in rows)])
        self.damage_notes(slots)
        self.lifted.forget()
        self.update()

    def link_at(self, point: QPointF, reach: float) -> str:
        """The id of the link that passes a point no further than `reach` (board units), or an empty text."""
        return self.ties.at(point, reach)

    def _put_note(self, row: Note) -> None:
        slot = self.model.slots.get(row.id)
        old = self.model.notes[slot] if slot is not None else None
        for one in (row,) if old is None else (old, row):
            self._touch(one.cluster_id or "")
            self._touch(one.frame_id or "")
        tied = self.model.own.links_of.get(row.id, ())
        for link_id in tied:
            self._touch(link_id)
        is_dragged = slot is not None and bool(self.model.hidden[slot]) and slot in self.dragged
        if slot is not None:
            self.damage_notes([slot])
            if not is_dragged:
                self.papers.leave([slot])
            if old is None or (old.text, old.size) != (row.text, row.size):
                self.papers.texts.forget(slot)
        self.model.put(row)
        self.ties.changed(tied)
        now = self.model.slots.get(row.id)
        if is_dragged and slot is not None:
            self._put_dragged(slot, now)
        elif now is not None:
            self.papers.arrive([now])
            self.damage_notes([now])
        if slot != now and (changed := slot if now is None else now) is not None:
            self.papers.texts.forget(changed)  # another note may have had this slot

    def _put_dragged(self, slot: int, now: int | None) -> None:
        k = self.dragged.index(slot)
        self.lifted.forget()
        if now is None:  # removed elsewhere: it leaves the drag
            del self.dragged[k]
            self._start = np.delete(self._start, k, axis=1)
            return
        self._start[:, k] = self.model.x[slot], self.model.y[slot]
        self.drag_to(*self.offset)

    def damage_notes(self, slots: Sequence[int]) -> None:
        """These notes look different now."""
        if len(slots) > 6:
            self.still.damage(self.model.rect_of(slots))
            return
        for slot in slots:
            self.still.damage(self.model.box(slot))

    def _touch(self, row_id: str) -> None:
        """A frame, cluster, text or link is about to change: remember where it is painted."""
        if row_id and row_id not in self._shapes:
            self._shapes[row_id] = self._shape(row_id)

    def _shape(self, row_id: str) -> QRectF:
        m = self.model
        if row_id in m.frames:
            return m.frame_rect(m.frames[row_id])
        if row_id in m.own.texts:
            return box_of(m.own.texts[row_id])
        if row_id in m.own.links:
            return self.ties.box(row_id)
        return QRectF(m.hull(row_id).boundingRect()) if row_id in m.clusters else QRectF()

    def _settle(self) -> None:
        """Damage what has changed since the last frame."""
        if self.model.revision != self._revision:
            self._revision = self.model.revision
            self.papers.forget_blocks()
            self.ties.reset()
            self.redraw()
        for row_id, before in self._shapes.items():
            self.still.damage(before)
            self.still.damage(self._shape(row_id))
        self._shapes.clear()

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
        self.damage_notes(self.dragged)
        self._lift_ties()
        for note in (m.notes[s] for s in self.dragged):
            self._touch((note.frame_id if note is not None else None) or "")  # a list is shorter without it
        for inner in family(m.frames, carried) if carried in m.frames else {carried}:
            self.still.damage(self._shape(inner))
        if len(slots) <= RAISED_KEPT:
            over = m.raise_notes(n.id for s in self.dragged if (n := m.notes[s]))
            over = [s for s in over if s not in set(self.dragged)]
            self.papers.leave(over)
            self.papers.arrive(over)
            self.damage_notes(over)
        m.hidden[self.dragged] = True
        self._start = np.array([m.x[self.dragged], m.y[self.dragged]])
        self.lifted.forget()
        self.scenery.changed()

    def _lift_ties(self) -> None:
        """The links of what is dragged follow it: they leave the picture of what stands still."""
        own = self.model.own
        notes = [n.id for s in self.dragged if (n := self.model.notes[s]) is not None]
        self._tied = frozenset(link for note in notes for link in own.links_of.get(note, ()))
        for link_id in self._tied:
            self.still.damage(self.ties.box(link_id))

    def drag_to(self, dx: float, dy: float) -> None:
        """Show what is dragged this far from where it was."""
        self.offset = (dx, dy)
        self.model.x[self.dragged] = self._start[0] + dx
        self.model.y[self.dragged] = self._start[1] + dy
        self.ties.changed(self._tied)
        self.update()

    def end_drag(self) -> None:
        """Everything lies where it was; who keeps the drag puts the new rows."""
        self.drag_to(0.0, 0.0)
        self.model.hidden[self.dragged] = False
        self.papers.arrive(self.dragged)
        self.damage_notes(self.dragged)
        self.ties.changed(self._tied)
        for link_id in self._tied:
            self.still.damage(self.ties.box(link_id))
        for note in (self.model.notes[s] for s in self.dragged):
            self._touch((note.frame_id if note is not None else None) or "")
        frames = self.model.frames
        for inner in family(frames, self.carried) if self.carried in frames else {self.carried}:
            self.still.damage(self._shape(inner))
        self._tied = frozenset()
        self.dragged, self.carried, self.scenery.hidden = [], "", ""
        self.lifted.release()
        self.scenery.changed()
        self.update()

    @property
    def is_dragging(self) -> bool:
        return bool(self.dragged or self.carried)

    # -- painting
    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        if widget is None:
            option_: Any = option
            self.draw(painter, option_.exposedRect)
            return
        self._settle()
        if self._text_from != self.model.text_from:  # a few notes more, or fewer, and every note looks otherwise
            self._text_from = self.model.text_from
            self.still.forget()
            self.lifted.forget()
        ratio, port = widget.devicePixelRatioF(), QRectF(widget.rect())
        view = snapped(painter.worldTransform(), ratio)
        painter.setWorldTransform(view)
        self.is_moving = not self.is_dragging and abs(view.m11() - self._zoom) > 1e-9
        area = view.inverted()[0].mapRect(port)
        if not self.is_moving or (self._is_heavy(area, view.m11()) and not self._stretch(painter, view, area)):
            self.still.show(painter, view, widget.size(), ratio)
        elif not self._is_stretched:
            self.draw(painter, area)
        self._zoom = view.m11()
        self._draw_titles(painter, view, port)
        accents.draw(painter, self)
        if self.is_dragging:
            links = self.model.own.links
            self.ties.draw(painter, area, [links[i] for i in self._tied if i in links], self.chosen)
            moved = QTransform(view).translate(*self.offset)
            self.lifted.show(painter, moved, self._lifted_area(), port, ratio)
            if self.carried:
                self._draw_titles(painter, moved, port, self.carried)
        if self.band is not None:
            accents.draw_band(painter, self.band)

    def _is_heavy(self, area: QRectF, zoom: float) -> bool:
        """Whether a frame of a zoom would take too long: a text at a new size costs ten times one that was shown."""
        self._is_stretched = False
        return len(self.model.inside(area, is_whole=True)) > (HEAVY_NEAR if zoom >= self.model.text_from else HEAVY_FAR)

    def _stretch(self, painter: QPainter, view: QTransform, area: QRectF) -> bool:
        """The last picture at the new zoom, and round it notes without text; the truth follows when it stays."""
        reach = self.still.reach(view)
        self._is_stretched = not reach.isEmpty()
        if self._is_stretched:
            for piece in around(view.mapRect(area).toAlignedRect(), reach.toAlignedRect().adjusted(1, 1, -1, -1)):
                part = view.inverted()[0].mapRect(QRectF(piece))
                painter.setClipRect(part)
                self._clear(painter, part)
                self.scenery.draw_shapes(painter, part)
                self.papers.draw(painter, part, view.m11(), has_text=False)
            painter.setClipping(False)
            self.still.stretch(painter, view)
        return self._is_stretched

    def _clear(self, painter: QPainter, area: QRectF) -> None:
        view = painter.worldTransform()
        painter.resetTransform()  # on whole pixels: under a zoom a fill takes five times as long
        painter.fillRect(view.mapRect(area).toRect(), QColor(theme.current().canvas))
        painter.setWorldTransform(view)

    def draw(self, painter: QPainter, area: QRectF, is_sharp: bool = True) -> None:
        """Everything that stands still, onto a painter whose transform is that of the view, and the canvas below it."""
        zoom = painter.worldTransform().m11()
        self.draw_ground(painter, area)
        self.papers.draw(painter, area, zoom, is_sharp)
        self.signs.draw(painter, self.model.own.texts.values(), area)
        self.papers.draw_rings(painter, area, zoom)

    def draw_ground(self, painter: QPainter, area: QRectF) -> None:
        """What lies below the notes: canvas, frames, hulls and links."""
        self._clear(painter, area)
        self.scenery.draw_shapes(painter, area)
        links = self.model.own.links
        if links:
            self.ties.draw(painter, area, [v for i, v in links.items() if i not in self._tied], self.chosen)

    def _draw_titles(self, painter: QPainter, view: QTransform, port: QRectF, only: str = "") -> None:
        titles = self.scenery.titles(view, port, only)
        painter.save()
        painter.resetTransform()
        self.scenery.draw_axes(painter, view, port, only)
        self.scenery.draw_titles(painter, titles, "" if only else self.hovered, self.chosen)
        painter.restore()

    def _lifted_area(self) -> QRectF:
        """All that is under the hand, where it was lifted."""
        area = self.model.rect_of(self.dragged).translated(-self.offset[0], -self.offset[1])
        return area | self._shape(self.carried) if self.carried else area

    def _draw_lifted(self, painter: QPainter, area: QRectF) -> None:
        """What is under the hand, as it lay before it was lifted."""
        zoom, m = painter.worldTransform().m11(), self.model
        if self.carried:
            self.scenery.draw_shapes(painter, area, self.carried)
        painter.translate(-self.offset[0], -self.offset[1])
        if zoom < m.text_from:
            self.papers.draw_lump(painter, self.papers.lump(self.dragged), not self.carried)
            return
        now = area.translated(*self.offset)
        shown = [s for s in self.dragged if m.box(s).intersects(now)]
        self.papers.draw_notes(painter, shown, zoom)
        boxes = [m.box(s) for s in shown if m.selected[s]]
        if boxes:
            self.papers.draw_ring(painter, boxes, zoom, len(boxes) <= 60)
