"""What is selected on the board, by id, and bringing it into view. Window scope: it never makes a command."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRectF, Signal
from PySide6.QtWidgets import QWidget

from cocreate.ui.board.camera import Camera


class Chooser(Camera):
    """The camera with a selection: notes, or one frame or cluster."""

    selection_changed = Signal(object)  # tuple of ids

    def __init__(self, parent: QWidget | None = None) -> None:
        self._selection: tuple[str, ...] = ()
        self._told: tuple[str, ...] = ()  # what was last signalled
        super().__init__(parent)

    def has(self, row_id: str) -> bool:
        """Whether a note, frame or cluster lies on this board."""
        return row_id in self.model.slots or row_id in self.model.clusters or row_id in self.model.frames

    @property
    def selection(self) -> tuple[str, ...]:
        """Ids of the selected notes, or of one frame or cluster."""
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
        self.layer.papers.chosen_changed()
        self.layer.redraw()
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

    def select_members(self, cluster_id: str) -> None:
        """Select the notes of a cluster."""
        held = self.model.members.get(cluster_id, ())
        self.select([n.id for s in sorted(held) if (n := self.model.notes[s]) is not None], reveal=False)

    def ids_in(self, area: QRectF) -> list[str]:
        """Notes that an area touches."""
        return [n.id for s in self.model.inside(area).tolist() if (n := self.model.notes[s]) is not None]

    def area_of(self, ids: Iterable[str]) -> QRectF:
        """The area that notes, frames and clusters take up."""
        model, area = self.model, QRectF()
        for one in (held := list(ids)):
            if one in model.frames:
                area |= model.frame_rect(model.frames[one])
            elif one in model.clusters:
                area |= model.hull(one).boundingRect()
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
