"""What is selected on the board, by id, and bringing it into view. Window scope: it never makes a command."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPolygonF
from PySide6.QtWidgets import QWidget

from cocreate.model.snapshot import Note
from cocreate.ui.board.camera import Camera

MASK = 512  # px of the larger side of a lasso, when it is asked what lies inside


class Chooser(Camera):
    """The camera with a selection: notes, or one frame or cluster."""

    selection_changed = Signal(object)  # tuple of ids

    def __init__(self, parent: QWidget | None = None) -> None:
        self._selection: tuple[str, ...] = ()
        self._told: tuple[str, ...] = ()  # what was last signalled
        super().__init__(parent)

    def has(self, row_id: str) -> bool:
        """Whether a note, frame, cluster, text or link lies on this board."""
        m = self.model
        return any(row_id in held for held in (m.slots, m.clusters, m.frames, m.texts, m.links))

    @property
    def selection(self) -> tuple[str, ...]:
        """Ids of what is selected: notes and texts, or one frame, cluster or link."""
        return self._selection

    def select(self, ids: Iterable[str], reveal: bool = True, is_quiet: bool = False) -> None:
        """Select by id; `reveal` brings them into view. `is_quiet` says nothing (a rubber band that still grows)."""
        chosen = tuple(i for i in dict.fromkeys(ids) if self.has(i))
        if is_quiet and chosen == self._selection:
            return
        model = self.model
        model.selected[:] = False
        model.selected[model.slots_of(chosen)] = True
        others = [i for i in chosen if i not in model.slots]
        self.layer.chosen = others[0] if len(chosen) == 1 and others else ""
        self.layer.chosen_changed()
        changed = chosen != self._selection or (not is_quiet and chosen != self._told)
        self._selection = chosen
        if changed and not is_quiet:
            self._told = chosen
            self.selection_changed.emit(chosen)
        if reveal and chosen:
            self.reveal(chosen)

    def selected_slots(self) -> list[int]:
        return self.model.slots_of(self._selection)

    def select_all(self) -> None:
        self.select(list(self.model.slots), reveal=False)

    def select_where(self, is_wanted: Callable[[Note], bool]) -> None:
        """Select all notes of which something is true."""
        self.select([n.id for n in self.model.notes if n is not None and is_wanted(n)], reveal=False)

    def select_unsorted(self) -> None:
        """Select the notes without a theme."""
        self.select_where(lambda n: n.cluster_id not in self.model.clusters)

    def select_alike(self, field: str) -> None:
        """Select every note that has a field (`colour`, `cluster_id`, `frame_id`) in common with a selected one."""
        values = {getattr(n, field) for s in self.selected_slots() if (n := self.model.notes[s]) is not None}
        if values:
            self.select_where(lambda n: getattr(n, field) in values)

    def select_tagged_alike(self) -> None:
        """Select every note that has a tag in common with a selected one."""
        borne = self.model.own.tags_of
        wanted = {t.tag_id for i in self._selection for t in borne.get(i, {}).values()}
        if wanted:
            self.select_where(lambda n: any(t.tag_id in wanted for t in borne.get(n.id, {}).values()))

    @property
    def is_filtered(self) -> bool:
        """Whether a search or a filter leaves some notes out."""
        return bool(self.model.dim.any() or self.model.away.any())

    def select_found(self) -> None:
        """Select the notes that a search or a filter leaves."""
        m = self.model
        self.select_where(lambda n: not (m.dim[m.slots[n.id]] or m.away[m.slots[n.id]]))

    def select_others(self) -> None:
        """Select what is not selected."""
        held = set(self._selection)
        self.select_where(lambda n: n.id not in held)

    def go(self, dx: int, dy: int, is_adding: bool = False) -> None:
        """Select the next note in a direction, from the one selected last, or from the middle of the view."""
        model, n = self.model, len(self.model.notes)
        slots = self.selected_slots()
        at = model.box(slots[-1]).center() if slots else self.centre()
        area = np.flatnonzero(model.alive[:n] & ~model.hidden[:n])
        if not len(area):
            return
        across = model.x[area] + model.w[area] / 2 - at.x()
        down = model.y[area] + model.h[area] / 2 - at.y()
        along = across * dx + down * dy
        beside = np.abs(across * dy) + np.abs(down * dx)
        cost = np.where(along > 1, along + 2 * beside, np.inf) if slots else across**2 + down**2
        best = int(np.argmin(cost))
        note = model.notes[area[best]]
        if note is not None and np.isfinite(cost[best]):
            kept = [i for i in self._selection if i in model.slots and i != note.id] if is_adding else []
            self.select([*kept, note.id])

    def select_members(self, cluster_id: str) -> None:
        """Select the notes of a cluster."""
        held = self.model.members.get(cluster_id, ())
        self.select([n.id for s in sorted(held) if (n := self.model.notes[s]) is not None], reveal=False)

    def ids_in(self, area: QRectF) -> list[str]:
        """Notes and texts that an area touches."""
        model = self.model
        notes = [n.id for s in model.inside(area).tolist() if (n := model.notes[s]) is not None]
        return notes + [i for i, label in model.texts.items() if model.text_rect(label).intersects(area)]

    def ids_within(self, rope: Sequence[QPointF]) -> list[str]:
        """Notes whose middle lies within a closed line (board units). Its cost does not grow with its points."""
        bounds = QPolygonF(rope).boundingRect()
        slots = self.model.inside(bounds)
        if bounds.isEmpty() or not len(slots):
            return []
        scale = MASK / max(bounds.width(), bounds.height())
        image = QImage(MASK + 1, MASK + 1, QImage.Format.Format_Grayscale8)
        image.fill(0)
        painter = QPainter(image)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(Qt.GlobalColor.white)
        painter.scale(scale, scale)
        painter.translate(-bounds.topLeft())
        painter.drawPolygon(QPolygonF(rope), Qt.FillRule.OddEvenFill)
        painter.end()
        mask = np.frombuffer(image.constBits(), dtype=np.uint8).reshape(MASK + 1, image.bytesPerLine())
        middles = [self.model.box(s).center() - bounds.topLeft() for s in slots.tolist()]
        inside = [
            s for s, p in zip(slots.tolist(), middles, strict=True)
            if bounds.translated(-bounds.topLeft()).contains(p) and mask[int(p.y() * scale), int(p.x() * scale)] > 127
        ]  # fmt: skip
        return [n.id for s in inside if (n := self.model.notes[s]) is not None]

    def area_of(self, ids: Iterable[str]) -> QRectF:
        """The area that notes, frames and clusters take up."""
        model, area = self.model, QRectF()
        for one in (held := list(ids)):
            if one in model.frames:
                area |= model.frame_rect(model.frames[one])
            elif one in model.clusters:
                area |= model.hull(one).boundingRect()
            elif one in model.texts:
                area |= model.text_rect(model.texts[one])
        return area | model.rect_of(model.slots_of(held))

    def reveal(self, ids: Iterable[str]) -> None:
        """Bring rows into view, moving no further than needed."""
        area = self.area_of(ids)
        if not area.isEmpty() and not self.shown().contains(area):
            if area.width() > self.shown().width() or area.height() > self.shown().height():
                self.fit_area(area)
            else:
                self.look_at(area.center(), self.zoom)

    def zoom_selection(self) -> None:
        area = self.area_of(self._selection)
        if not area.isEmpty():
            self.fit_area(area, 1.5)
