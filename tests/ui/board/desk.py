"""A board on a real store in memory: every command runs at once and its step comes back, as in the window."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QMouseEvent
from PySide6.QtWidgets import QApplication

from cocreate.model.commands import Actor, AddNotes, Command, NewNote, new_id
from cocreate.model.journal import Stepped
from cocreate.model.mirror import Mirror
from cocreate.model.snapshot import Cluster, Frame, Note
from cocreate.model.store import Store
from cocreate.ui.board.view import BoardView

ME = Actor("me")


@dataclass
class Desk:
    """A view, its store and what it sent."""

    store: Store
    view: BoardView
    mirror: Mirror
    sent: list[Command] = field(default_factory=list)
    steps: list[Stepped] = field(default_factory=list)
    waits: bool = False

    def send(self, command: Command) -> None:
        self.sent.append(command)
        if not self.waits:
            self.store.run(command, ME)

    def heard(self, step: Stepped) -> None:
        self.steps.append(step)
        self.mirror.apply(step)
        self.view.apply(step)

    def add(self, texts: list[str], places: list[tuple[float, float]], **fields: object) -> list[str]:
        """Notes written elsewhere, as from a phone."""
        new = [NewNote(id=new_id(), text=t, place=p, **fields) for t, p in zip(texts, places, strict=True)]  # type: ignore[arg-type]
        self.store.run(AddNotes(scope=self.view.scope, board_id=self.view.board_id, notes=tuple(new)), ME)
        return [n.id for n in new]

    def rows(self, count: int) -> list[str]:
        """Notes on a grid of 180, twenty a row."""
        spots = [(k % 20 * 180.0, k // 20 * 180.0) for k in range(count)]
        return self.add([f"Idea {k}" for k in range(count)], spots)

    def note(self, note_id: str) -> Note:
        found = self.mirror.get(Note, note_id)
        assert found is not None
        return found

    def notes(self) -> list[Note]:
        return self.mirror.all(Note)

    def clusters(self) -> list[Cluster]:
        return self.mirror.all(Cluster)

    def frames(self) -> list[Frame]:
        return self.mirror.all(Frame)

    def at(self, x: float, y: float) -> QPoint:
        """A board place in pixels of the viewport."""
        return self.view.viewportTransform().map(QPointF(x, y)).toPoint()

    def mouse(self, kind: QEvent.Type, at: QPoint, button: Qt.MouseButton, mods: Qt.KeyboardModifier) -> None:
        port = self.view.viewport()
        held = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseButtonRelease else button
        own = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else button
        event = QMouseEvent(kind, QPointF(at), QPointF(port.mapToGlobal(at)), own, held, mods)
        QApplication.sendEvent(port, event)

    def drag(
        self,
        start: QPoint,
        end: QPoint,
        *,
        drops: bool = True,
        button: Qt.MouseButton = Qt.MouseButton.LeftButton,
        mods: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        """Press, a few moves, release; without `drops` the button stays down."""
        self.mouse(QEvent.Type.MouseButtonPress, start, button, mods)
        for k in (1, 2, 3, 4):
            self.mouse(QEvent.Type.MouseMove, start + (end - start) * k / 4, button, mods)
        if drops:
            self.mouse(QEvent.Type.MouseButtonRelease, end, button, mods)

    def picture(self) -> QImage:
        return self.view.viewport().grab().toImage()


def alike(a: QImage, b: QImage) -> bool:
    """Equal, but for soft edges: Qt rounds them to 1/256 pixel, which a pan can tip over."""
    rows = [np.frombuffer(i.constBits(), dtype=np.uint8).astype(int) for i in (a, b)]
    return bool(np.abs(rows[0] - rows[1]).max() <= 12 and (rows[0] != rows[1]).mean() < 0.001)
