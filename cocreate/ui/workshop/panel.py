"""What every step panel is: it shows a snapshot, sends commands, and names the one next step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cocreate.model.snapshot import WorkshopSnapshot
from cocreate.ui import theme
from cocreate.ui.workshop import parts

if TYPE_CHECKING:
    from cocreate.ui.live import Live


@dataclass(frozen=True, slots=True)
class Next:
    """The one next step: the words of the button, its icon, and a quiet sentence beside it."""

    text: str
    icon: str = ""
    hint: str = ""
    is_enabled: bool = True


class StepPanel(QWidget):
    """The right panel of one step of the arc."""

    key = ""
    next_changed = Signal()
    select_requested = Signal(tuple)  # ids to select on the board and in the outline
    step_requested = Signal(str)  # key of the step to go to

    def __init__(self, live: Live) -> None:
        super().__init__()
        self.live = live
        self.snap: WorkshopSnapshot | None = None
        self.selection: tuple[str, ...] = ()
        self.column = parts.column(self, theme.L, theme.M)
        self.build()
        self.column.addStretch(1)

    @property
    def shown(self) -> WorkshopSnapshot:
        """The snapshot on show; before the first `refresh`, the workshop as it is now."""
        if self.snap is None:
            assert self.live.mirror is not None, "a panel is asked only while a workshop is open"
            self.snap = self.live.mirror.snapshot()
        return self.snap

    def build(self) -> None:
        """Lay out the panel once."""
        raise NotImplementedError

    def refresh(self, snap: WorkshopSnapshot, selection: tuple[str, ...]) -> None:
        """Show this moment of the workshop."""
        self.snap, self.selection = snap, selection
        self.show_snapshot()
        self.next_changed.emit()

    def show_snapshot(self) -> None:
        raise NotImplementedError

    def next_step(self) -> Next:
        raise NotImplementedError

    def take_next(self) -> None:
        """The button of the next step was pressed."""
        raise NotImplementedError
