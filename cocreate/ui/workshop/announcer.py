"""Tells screen readers what others do, politely and at most once in five seconds. It changes and shows nothing."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from cocreate.model.journal import Stepped
from cocreate.model.snapshot import Cluster, Note
from cocreate.ui.i18n import tr
from cocreate.ui.widgets.toasts import announce

if TYPE_CHECKING:
    from cocreate.ui.live import Live

PAUSE_MS = 5000


class Announcer(QObject):
    """Hears the steps of a workshop; `said` carries each sentence that goes out."""

    said = Signal(str)

    def __init__(self, live: Live, host: QWidget, pause_ms: int = PAUSE_MS) -> None:
        super().__init__(host)
        self._live, self._host = live, host
        self._known: set[str] = set()
        self._new: Counter[str] = Counter()  # theme id to notes
        self._changed: set[str] = set()
        self._removed: set[str] = set()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(pause_ms)
        self._pause.timeout.connect(self.speak_now)
        live.stepped.connect(self.hear)
        live.opened.connect(self.learn)
        self.learn()

    def learn(self) -> None:
        """What is on the board now is not news."""
        self._known = set(self._live.mirror.rows["note"]) if self._live.mirror is not None else set()

    def hear(self, stepped: Stepped) -> None:
        """Take note of a step; those of this window are not told back."""
        notes = [row for row in stepped.rows if isinstance(row, Note)]
        is_own = not stepped.is_foreign and stepped.actor == self._live.engine.actor.id
        for note in notes:
            if not is_own:
                self._remember(note)
            (self._known.discard if note.removed else self._known.add)(note.id)
        if (self._new or self._changed or self._removed) and not self._pause.isActive():
            self.speak_now()

    def _remember(self, note: Note) -> None:
        if note.removed:
            self._removed.add(note.id)
        elif note.id in self._known:
            self._changed.add(note.id)
        else:
            self._new[note.cluster_id or ""] += 1

    def speak_now(self) -> None:
        """One sentence for all that came together; then silence for a while."""
        text = self._sentence()
        self._new, self._changed, self._removed = Counter(), set(), set()
        if text:
            self._pause.start()
            self.said.emit(text)
            announce(self._host, text)

    def _sentence(self) -> str:
        said = []
        if self._new:
            count = sum(self._new.values())
            said.append(
                tr.plural("{n} new note in {theme}", "{n} new notes in {theme}", n=count, theme=self._where())
                if len(self._new) == 1
                else tr.plural("{n} new note", "{n} new notes", n=count)
            )
        if self._removed:
            said.append(tr.plural("{n} note removed", "{n} notes removed", n=len(self._removed)))
        if changed := self._changed - self._removed:
            said.append(tr.plural("{n} note changed", "{n} notes changed", n=len(changed)))
        return ", ".join(said)

    def _where(self) -> str:
        cluster_id = next(iter(self._new))
        found = self._live.mirror.get(Cluster, cluster_id) if self._live.mirror is not None else None
        return (found.title or tr("Unnamed theme")) if found is not None else tr("Loose ideas")
