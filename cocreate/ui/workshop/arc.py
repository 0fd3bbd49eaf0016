"""The arc along the top: six numbered steps with what is done ticked off; without room only the step of now is named.

arc = Arc(); arc.set_done({"prepare", "ideas"}); arc.changed.connect(page.show_step); arc.set_compact(True)
"""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from cocreate.ui import theme
from cocreate.ui.i18n import tr
from cocreate.ui.widgets.buttons import Button, Segmented, round_pen


class StepButton(Button):
    """A number in a circle, then the name of the step. A tick takes the number's place when the step is done."""

    def __init__(self, number: int, text: str, parent: QWidget) -> None:
        self.number, self.is_done, self.is_compact = number, False, False
        super().__init__(text, kind="step", checkable=True, parent=parent)
        self.setToolTip(f"{text}  Ctrl+{number}")

    def words(self) -> str:
        """The name of the step, also when only its number is shown."""
        return self.accessibleName()

    def show_state(self, is_done: bool, is_compact: bool) -> None:
        if (is_done, is_compact) != (self.is_done, self.is_compact):
            self.is_done, self.is_compact = is_done, is_compact
            self.setAccessibleDescription(tr("Done") if is_done else "")
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        wide = _dot() + 2 * theme.S
        if self._is_named():
            wide += theme.S + self._words_width()
        return QSize(wide, max(theme.TARGET, _dot() + theme.S))

    def full_width(self) -> int:
        """How wide it is with its name."""
        return _dot() + 3 * theme.S + self._words_width()

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        now, over = self.isChecked(), self.underMouse()
        if now or over:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(t.accent_soft if now else t.hover))
            painter.drawRoundedRect(QRectF(self.rect()), theme.RADIUS, theme.RADIUS)
        side = _dot()
        dot = QRectF(theme.S, (self.height() - side) / 2, side, side)
        paint_dot(painter, dot, self.number, is_now=now, is_done=self.is_done)
        if self._is_named():
            painter.setFont(theme.font("strong" if now else "control"))
            painter.setPen(QColor(t.accent_text if now else (t.text if over else t.muted)))
            room = QRectF(dot.right() + theme.S, 0, self.width() - dot.right() - theme.S, self.height())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, self.words())

    def _is_named(self) -> bool:
        return not self.is_compact or self.isChecked()

    def _words_width(self) -> int:
        """Room for the bolder font of the chosen one, so that nothing shifts."""
        return round(QFontMetricsF(theme.font("strong")).horizontalAdvance(self.words())) + 1


class Arc(Segmented):
    """`changed(key)` when a person chooses a step; arrows move along it."""

    def __init__(self) -> None:
        self._done: frozenset[str] = frozenset()
        self._is_tight = False
        super().__init__(
            [
                ("prepare", tr("Prepare")), ("ideas", tr("Ideas")), ("themes", tr("Themes")), ("vote", tr("Vote")),
                ("outcomes", tr("Outcomes")), ("share", tr("Share")),
            ],
            "prepare", name=tr("Steps of the workshop"), style="step",
        )  # fmt: skip

    def set_done(self, keys: Collection[str]) -> None:
        """Which steps have something to show."""
        self._done = frozenset(keys)
        self._tell()

    def set_compact(self, on: bool) -> None:
        """Name the step of now alone."""
        self._is_tight = on
        self._tell()

    def full_width(self) -> int:
        """How much room it takes when every step is named."""
        steps = [b for b in self.buttons.values() if isinstance(b, StepButton)]
        return sum(step.full_width() for step in steps) + 2 * (len(steps) - 1)

    def set_value(self, key: str) -> None:
        super().set_value(key)
        for each in self.buttons.values():
            each.updateGeometry()

    def _make(self, text: str, _icon: str) -> Button:
        return StepButton(len(self.buttons) + 1, text, self)

    def _tell(self) -> None:
        for key, step in self.buttons.items():
            if isinstance(step, StepButton):
                step.show_state(key in self._done, self._is_tight)


def _dot() -> int:
    return theme.px(18)


def paint_dot(painter: QPainter, dot: QRectF, number: int, *, is_now: bool = False, is_done: bool = False) -> None:
    """The mark of a step: its number, a tick when it is done, filled when it is the one of now."""
    t = theme.current()
    painter.setPen(Qt.PenStyle.NoPen if is_now else QPen(QColor(t.edge), max(t.line_width, 1.25)))
    painter.setBrush(QColor(t.accent) if is_now else QColor(t.surface))
    painter.drawEllipse(dot.adjusted(0.75, 0.75, -0.75, -0.75))
    if is_done and not is_now:
        unit = dot.width() / 18
        painter.setPen(round_pen(t.ok, 1.75 * unit))
        marks = ((5.4, 9.4), (8.0, 12.0), (12.8, 6.6))
        painter.drawPolyline([QPointF(dot.left() + x * unit, dot.top() + y * unit) for x, y in marks])
        return
    font = theme.font("badge", tabular=True)
    font.setPixelSize(theme.px(11))
    painter.setFont(font)
    painter.setPen(QColor(t.on_accent if is_now else t.muted))
    painter.drawText(dot, Qt.AlignmentFlag.AlignCenter, str(number))
