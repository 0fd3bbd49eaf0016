"""What every ballot paper is: it shows options, holds votes that are always valid, and says what is left to do."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from cocreate.model.snapshot import RoundOption, VotingRound
from cocreate.ui import theme
from cocreate.ui.i18n import tr
from cocreate.ui.workshop import parts

TOUCH = 44  # px: the least side of what a finger presses


def title_of(option: RoundOption) -> str:
    return " ".join(option.title.split()) or tr("Untitled")


class Paper(QWidget):
    """`votes()` is a ballot that the rules accept, whatever has been pressed; an empty one is an abstention."""

    changed = Signal()

    def __init__(self, held: VotingRound, options: Sequence[RoundOption]) -> None:
        super().__init__()
        self.held, self.options = held, list(options)
        self.column = parts.column(self, 0, theme.S)
        self.build()

    def build(self) -> None:
        """Lay out the paper once."""
        raise NotImplementedError

    def votes(self) -> dict[str, int]:
        """Key (see `cocreate.voting.methods`) to value."""
        raise NotImplementedError

    def said(self) -> str:
        """What is left to do, in a few words."""
        raise NotImplementedError

    def first_stop(self) -> QWidget:
        """Where the keyboard begins."""
        raise NotImplementedError


class OptionRow(QWidget):
    """A raised line for one option that the keyboard reaches; Up and Down go to its neighbours."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.title = title
        self.is_marked = False
        self.setMinimumHeight(TOUCH + theme.S)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(title)
        self.line = parts.row(spacing=theme.M)
        self.line.setContentsMargins(theme.L, theme.XS, theme.S, theme.XS)
        self.setLayout(self.line)

    def set_marked(self, is_marked: bool) -> None:
        """A row that holds a vote stands out."""
        self.is_marked = is_marked
        self.update()

    def neighbour(self, step: int) -> None:
        """Give the focus to the row above or below."""
        home = self.parentWidget()
        rows = [w for w in home.findChildren(OptionRow) if w.isVisible()] if home else []
        rows.sort(key=lambda w: w.y())
        at = rows.index(self) + step if self in rows else -1
        if 0 <= at < len(rows):
            rows[at].setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if step:
            self.neighbour(step)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        now = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(now.accent if self.is_marked else now.line), now.line_width))
        fill = now.accent_soft if self.is_marked else (now.hover if self.underMouse() else now.raised)
        painter.setBrush(QColor(fill))
        painter.drawRoundedRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), theme.RADIUS, theme.RADIUS)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()


class PressRow(OptionRow):
    """A row that is pressed as a whole: by mouse, touch, Space or Enter."""

    pressed = Signal()

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.pressed.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.pressed.emit()
        else:
            super().keyPressEvent(event)
