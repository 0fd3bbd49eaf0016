"""Keeps what is found true while the workshop changes, and shows it in every view. It selects and sends nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from cocreate.model.journal import Stepped
from cocreate.model.snapshot import Cluster, Note
from cocreate.ui.find.bar import FindBar
from cocreate.ui.find.criteria import Criteria, Facet, answers, ids_of, offered
from cocreate.ui.i18n import tr
from cocreate.ui.widgets.toasts import announce

if TYPE_CHECKING:
    from cocreate.ui.live import Live

Show = Callable[[frozenset[str] | None, bool, str], object]  # who is found, whether the others hide, the question


class Finder(QObject):
    """`shows` are told what is found; `found` holds the ids in the order of the walk."""

    went_to = Signal(str)  # the idea that the walk has come to
    all_chosen = Signal(tuple)
    closed = Signal()

    def __init__(self, live: Live, bar: FindBar, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._live, self.bar = live, bar
        self.shows: list[Show] = []
        self.found: tuple[str, ...] = ()
        self.hides = False
        self._at = -1
        self._total = 0
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(40)
        self._later.timeout.connect(self.refresh)
        bar.asks_for_offer = self._offer
        bar.changed.connect(self._asked)
        bar.walked.connect(self.walk)
        bar.hides_changed.connect(self._hide_others)
        bar.all_asked.connect(lambda: self.all_chosen.emit(self.found))
        bar.left.connect(self.close)

    @property
    def criteria(self) -> Criteria:
        return self.bar.criteria

    def open(self) -> None:
        """Show the bar and type into it."""
        self.bar.show()
        self.bar.take_keyboard()

    def close(self) -> None:
        """Show everything again."""
        self.bar.clear()
        self.bar.hide()
        self.closed.emit()

    def hear(self, _stepped: Stepped) -> None:
        """A step may change what is found; many of one moment are looked at together."""
        if not self.criteria.is_empty:
            self._later.start()

    def refresh(self) -> None:
        """Find again, and tell every view."""
        mirror = self._live.mirror
        if mirror is None:
            return
        board_id = self._live.board_id
        self._total = sum(n.board_id == board_id and n.merged_into is None for n in mirror.each(Note))
        if self.criteria.is_empty:
            self.found, self._at = (), -1
            self._tell(None)
        else:
            at = self.found[self._at] if 0 <= self._at < len(self.found) else ""
            ranks = {c.id: k for k, c in enumerate(mirror.all(Cluster))}
            notes = answers(mirror, self.criteria, board_id)
            notes.sort(key=lambda n: ranks.get(n.cluster_id or "", len(ranks)))  # as the outline is read
            self.found = ids_of(notes)
            self._at = self.found.index(at) if at in self.found else -1
            self._tell(frozenset(self.found))
        self.bar.show_count(len(self.found), self._total, self._at + 1)

    def walk(self, by: int) -> None:
        """To the next idea that answers, round and round."""
        if self._later.isActive():
            self._later.stop()
            self.refresh()
        if not self.found:
            return
        self._at = (self._at + by) % len(self.found) if self._at >= 0 else (0 if by > 0 else len(self.found) - 1)
        self.bar.show_count(len(self.found), self._total, self._at + 1)
        self.went_to.emit(self.found[self._at])

    def _asked(self, _criteria: Criteria) -> None:
        self._at = -1
        self.refresh()
        if not self.criteria.is_empty:
            announce(self.bar, tr("{n} of {total}", n=len(self.found), total=self._total))

    def _hide_others(self, hides: bool) -> None:
        self.hides = hides
        self.refresh()

    def _tell(self, found: frozenset[str] | None) -> None:
        for show in self.shows:
            show(found, self.hides, self.criteria.question)

    def _offer(self) -> dict[str, list[Facet]]:
        mirror = self._live.mirror
        return offered(mirror, self._live.board_id) if mirror is not None else {}
