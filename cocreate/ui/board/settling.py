"""Shows papers on their way to where a step has put them. The board below has them there already: it moves nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from cocreate.ui import theme
from cocreate.ui.widgets import motion

if TYPE_CHECKING:
    from cocreate.ui.board.shown import Shown

MOST = 3_000  # papers on their way: more would stutter, and nobody could follow them


def where(view: Shown, note_ids: Iterable[str]) -> dict[str, QRectF]:
    """Where notes lie in the viewport, in px. Ask before and after."""
    shift, slots = view.viewportTransform(), view.model.slots
    return {i: shift.mapRect(view.model.box(slots[i])) for i in note_ids if i in slots}


class Settling(QWidget):
    """Covers the board while its papers go from `before` to where they are now; then it is gone."""

    def __init__(self, view: Shown, before: dict[str, QRectF]) -> None:
        super().__init__(view.viewport())
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setGeometry(view.viewport().rect())
        now = where(view, before)
        notes, slots, look = view.model.notes, view.model.slots, theme.current()
        rows = ((i, notes[slots[i]]) for i in now)
        self._ways = [(before[i], now[i], QColor(look.note(row.colour).paper)) for i, row in rows if row is not None]
        self._share = 0.0
        self.show()
        motion.run(self, theme.LAYOUT_MS, self._go, self._end)

    def _go(self, share: float) -> None:
        self._share = share
        self.update()

    def _end(self) -> None:
        self.hide()
        self.deleteLater()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.current().canvas))
        share, rest = self._share, 1 - self._share
        for old, new, paper in self._ways:
            painter.fillRect(
                QRectF(
                    old.x() * rest + new.x() * share, old.y() * rest + new.y() * share,
                    old.width() * rest + new.width() * share, old.height() * rest + new.height() * share,
                ),
                paper,
            )  # fmt: skip


def settle(view: Shown, before: dict[str, QRectF]) -> Settling | None:
    """Show the way from `before`, where motion is wanted and it can be followed."""
    if not before or len(before) > MOST or not motion.is_allowed() or not view.isVisible():
        return None
    return Settling(view, before)
