"""Looking at the past of the open workshop: which moment is on show, playing, and the one command that restores.

The journal is read on the engine thread; this thread takes over only the rows that differ from what is on show.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from cocreate.model.commands import RestoreTo
from cocreate.model.journal import Stepped
from cocreate.model.mirror import Mirror
from cocreate.ui.board.gallery import bring
from cocreate.ui.i18n import tr
from cocreate.ui.live import words_of
from cocreate.ui.past.bars import PastBanner, PastBar
from cocreate.ui.past.board import PastBoard
from cocreate.ui.past.film import TICK_MS, Film, cut, forward
from cocreate.ui.widgets.toasts import announce

if TYPE_CHECKING:
    from cocreate.model.snapshot import WorkshopSnapshot
    from cocreate.model.store import Store
    from cocreate.ui.live import Live


NEAR = 200  # moments that are gone through one by one


class Past(QObject):
    """`opened` and `closed` tell the page; `restored` carries the time that was brought back."""

    opened = Signal()
    closed = Signal()
    restored = Signal(str)
    showed = Signal(int)  # the moment that is on show now

    def __init__(self, live: Live, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._live = live
        self.bar, self.banner = PastBar(), PastBanner()
        self.board: PastBoard | None = None  # made when it is first looked at
        self.film = Film(())
        self.is_open = False
        self.at = -1  # the moment on show
        self._wanted = -1
        self._is_reading = False
        self._mirror: Mirror | None = None
        self._speed = 1
        self._clock = QTimer(self)
        self._clock.setInterval(TICK_MS)
        self._clock.timeout.connect(self._tick)
        self.bar.played.connect(self.play)
        self.bar.stepped.connect(self.step)
        self.bar.moved.connect(self._dragged)
        self.bar.speed_changed.connect(self._set_speed)
        self.bar.left.connect(self.close)
        self.banner.back.clicked.connect(self.close)
        self.banner.restore.clicked.connect(self.restore)
        live.stepped.connect(self._heard)
        live.opened.connect(self.close)

    # ---- in and out

    def open(self) -> None:
        """Look back; the latest moment is shown first."""
        if not self.is_open and self._live.mirror is not None:
            self._live.start(self._open())

    async def _open(self) -> None:
        scope = self._live.scope
        moments = await self._live.ask(lambda store: store.moments(scope))
        if not moments or scope != self._live.scope or self.is_open:
            return
        self.film = Film(moments)
        if self.board is None:
            self.board = PastBoard(self.bar)
            gallery = self.board.gallery
            gallery.wanted.connect(lambda digest: self._live.start(bring(self._live, gallery, digest)))
        self.at = self._wanted = -1
        self._mirror = None
        self.is_open = True
        self._show_film()
        self.opened.emit()
        self.go(self.film.last)
        self.bar.slider.setFocus(Qt.FocusReason.OtherFocusReason)

    def close(self) -> None:
        """Back to now."""
        if self.is_open:
            self.play(False)
            self.is_open = False
            self._mirror = None
            self.closed.emit()

    def restore(self) -> None:
        """Make the board what it was at the moment on show: one step, one undo."""
        if self.is_open and 0 <= self.at < self.film.last:
            self._live.start(self._restore(self.film.stamp(self.at), self.film.clock(self.at)))

    async def _restore(self, stamp: str, clock: str) -> None:
        await self._live.run(RestoreTo(scope=self._live.scope, stamp=stamp))
        self.close()
        self.restored.emit(clock)

    # ---- moving

    def go(self, at: int) -> None:
        """To a moment; the latest wish counts, those before it that were not read yet are dropped."""
        self._wanted = min(max(at, 0), self.film.last)
        self._show_moment(self._wanted)
        if not self._is_reading and self.is_open:
            self._live.start(self._read())

    def step(self, by: int) -> None:
        """So many moments on or back; playing stops."""
        self.play(False)
        self.go(self._wanted + by)

    def play(self, is_playing: bool) -> None:
        """From the beginning when the end was reached."""
        if is_playing and self._wanted >= self.film.last:
            self.go(0)
        (self._clock.start if is_playing and self.film.last else self._clock.stop)()
        self.bar.show_playing(self._clock.isActive())

    @property
    def is_playing(self) -> bool:
        return self._clock.isActive()

    def _dragged(self, at: int) -> None:
        self.play(False)
        self.go(at)

    def _set_speed(self, speed: int) -> None:
        self._speed = speed
        self._clock.setInterval(TICK_MS // speed)

    def _tick(self) -> None:
        """The next picture, unless the last one is still being read."""
        if self._is_reading:
            return
        self.go(self._wanted + self.film.stride)
        if self._wanted >= self.film.last:
            self.play(False)

    async def _read(self) -> None:
        """Read the wanted moment, and again as long as another one is wanted meanwhile."""
        self._is_reading = True
        try:
            while self.is_open and self._wanted != self.at:
                wanted, scope, held = self._wanted, self._live.scope, self._mirror
                found: WorkshopSnapshot | Stepped = await self._live.ask(self._look(wanted))
                if self.is_open and scope == self._live.scope and self._mirror is held:
                    self._take_over(found, wanted)
                await asyncio.sleep(0)  # paint before the next
        finally:
            self._is_reading = False

    def _look(self, wanted: int) -> Callable[[Store], Any]:
        """What to ask the engine thread for: the steps on the way there, or what differs, or at first everything."""
        scope, held, at = self._live.scope, self._mirror, self.at
        stamp, here = self.film.stamp(wanted), self.film.stamp(max(at, 0))
        if held is None:
            return lambda store: store.at(scope, stamp)
        if 0 < wanted - at <= NEAR:
            return lambda store: forward(store, scope, here, stamp, wanted - at)
        return lambda store: cut(held, store.at(scope, stamp))

    def _take_over(self, found: WorkshopSnapshot | Stepped, at: int) -> None:
        assert self.board is not None
        if isinstance(found, Stepped):
            assert self._mirror is not None
            self._mirror.apply(found)
            self.board.apply(found)
        else:
            self._mirror = Mirror(found)
            self.board.load(self._mirror, self._live.board_id)
        self.at = at
        self.showed.emit(at)

    # ---- words

    def _show_film(self) -> None:
        film = self.film
        self.bar.show_film(film.clock(0), film.clock(film.last), film.last, film.sessions())

    def _show_moment(self, at: int) -> None:
        clock, moment = self.film.clock(at), self.film.moments[at]
        self.bar.show_moment(at, len(self.film.moments), clock)
        label = words_of(moment.label)
        what = tr("Undo: {what}", what=label) if moment.is_undo else label
        self.banner.show_moment(clock, what, at == self.film.last)
        if not self.is_playing:
            announce(self.bar, f"{clock}, {label}")

    def _heard(self, stepped: Stepped) -> None:
        """The line grows while somebody looks back; what is on show stays."""
        if self.is_open and stepped.stamp and not stepped.is_foreign:
            self._live.start(self._grow())

    async def _grow(self) -> None:
        scope = self._live.scope
        moments = await self._live.ask(lambda store: store.moments(scope))
        if not self.is_open or scope != self._live.scope or len(moments) <= len(self.film.moments):
            return
        before, self.film = self.film, Film(moments)
        wanted = self.film.place(before.stamp(self._wanted), self._wanted)
        if wanted != self._wanted:  # another laptop's steps stand before it: they count from elsewhere now
            self.at, self._mirror = -1, None
        self._show_film()
        self.go(wanted)
