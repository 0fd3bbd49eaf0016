"""The ballot of a ranking: press to add at the end, drag or Ctrl with an arrow to move, Delete to leave out."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from cocreate.ui import theme
from cocreate.ui.i18n import tr
from cocreate.ui.vote.papers.base import TOUCH, Paper, PressRow, title_of
from cocreate.ui.widgets.buttons import Button
from cocreate.ui.widgets.labels import Label
from cocreate.ui.workshop import parts


class RankRow(PressRow):
    """Place, title, and buttons to move it once it has a place."""

    def __init__(self, key: str, title: str, paper: RankPaper) -> None:
        super().__init__(title)
        self.key, self._paper = key, paper
        self._from: QPoint | None = None
        self.place = Label("", "title", tabular=True)
        self.place.setFixedWidth(theme.px(32))
        self.line.addWidget(self.place)
        self.line.addWidget(parts.label(title), 1)
        self.up = self._button(tr("Move {title} up", title=title), "arrow-up", lambda: paper.shift(key, -1))
        self.down = self._button(tr("Move {title} down", title=title), "arrow-down", lambda: paper.shift(key, 1))
        self.out = self._button(tr("Leave {title} out", title=title), "x", lambda: paper.leave_out(key))

    def _button(self, words: str, icon: str, on_click: object) -> Button:
        out = Button(kind="icon", icon=icon, name=words, on_click=on_click)  # type: ignore[arg-type]
        out.setFixedSize(TOUCH, TOUCH)
        out.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.line.addWidget(out)
        return out

    def show_place(self, place: int, last: int) -> None:
        """Place 0: not ranked."""
        self.place.setText(str(place) if place else "–")
        for button, is_on in ((self.up, place > 1), (self.down, 0 < place < last), (self.out, place > 0)):
            button.setVisible(place > 0)
            button.setEnabled(is_on)
        said = tr("place {n}", n=place) if place else tr("no place yet")
        self.setAccessibleName(tr("{title}, {words}", title=self.title, words=said))
        self.set_marked(place > 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if held and step:
            self._paper.shift(self.key, step)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._paper.leave_out(self.key)
        elif event.text().isdigit() and event.text() != "0":
            self._paper.put(self.key, int(event.text()) - 1)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._from = event.globalPosition().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._from is None or self.key not in self._paper.order:
            return
        now = event.globalPosition().toPoint()
        if (now - self._from).manhattanLength() >= QApplication.startDragDistance():
            self._paper.drag(self.key, self._paper.mapFromGlobal(now).y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        start, self._from = self._from, None
        far = start is not None and (event.globalPosition().toPoint() - start).manhattanLength()
        if far is not False and far < QApplication.startDragDistance():
            super().mouseReleaseEvent(event)


class RankPaper(Paper):
    """`order`: the ranked options, best first. Those without a place share the last one."""

    def build(self) -> None:
        self.order: list[str] = []
        self.ranked = QVBoxLayout()
        self.rest = QVBoxLayout()
        for one in (self.ranked, self.rest):
            one.setSpacing(theme.S)
        self.hint = parts.label(tr("Press an option to give it the next place. Drag to change the order."), "muted")
        self.below = parts.label(tr("No place yet"), "caption")
        self.column.addWidget(self.hint)
        self.column.addLayout(self.ranked)
        self.column.addWidget(self.below)
        self.column.addLayout(self.rest)
        self.rows: dict[str, RankRow] = {}
        for option in self.options:
            row = RankRow(option.id, title_of(option), self)
            row.pressed.connect(lambda key=option.id: self.add(key))
            self.rows[option.id] = row
        self._show()

    def add(self, key: str) -> None:
        """Give an option the next place."""
        if key not in self.order:
            self.put(key, len(self.order))

    def put(self, key: str, at: int) -> None:
        """Put an option at a place (0 is the first), within what is ranked."""
        rest = [one for one in self.order if one != key]
        if key not in self.order and self.held.most and len(rest) >= self.held.most:
            return
        at = min(max(at, 0), len(rest))
        after = [*rest[:at], key, *rest[at:]]
        if after != self.order:
            self.order = after
            self._show()
            self.rows[key].setFocus(Qt.FocusReason.OtherFocusReason)
            self.changed.emit()

    def shift(self, key: str, step: int) -> None:
        if key in self.order:
            self.put(key, self.order.index(key) + step)
        elif step < 0:
            self.add(key)

    def leave_out(self, key: str) -> None:
        if key in self.order:
            self.order.remove(key)
            self._show()
            self.rows[key].setFocus(Qt.FocusReason.OtherFocusReason)
            self.changed.emit()

    def drag(self, key: str, y: int) -> None:
        """Follow the pointer: the row goes where the pointer is among the ranked ones."""
        others = [self.rows[one] for one in self.order if one != key]
        self.put(key, sum(row.geometry().center().y() < y for row in others))

    def votes(self) -> dict[str, int]:
        return {key: place for place, key in enumerate(self.order, 1)}

    def said(self) -> str:
        return tr("{n} of {all} ranked", n=len(self.order), all=len(self.options))

    def first_stop(self) -> QWidget:
        return next(iter(self.rows.values()), self)

    def _show(self) -> None:
        for layout in (self.ranked, self.rest):
            while layout.takeAt(0) is not None:
                pass
        for place, key in enumerate(self.order, 1):
            self.rows[key].show_place(place, len(self.order))
            self.ranked.addWidget(self.rows[key])
        loose = [o.id for o in self.options if o.id not in self.order]
        for key in loose:
            self.rows[key].show_place(0, len(self.order))
            self.rest.addWidget(self.rows[key])
        self.below.setVisible(bool(self.order) and bool(loose))
