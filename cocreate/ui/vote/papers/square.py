"""The ballot of impact and effort: each option is placed on a square, by pressing it or with the arrow keys."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from cocreate.ui import theme
from cocreate.ui.i18n import tr
from cocreate.ui.vote.papers.base import Paper, PressRow, title_of
from cocreate.ui.widgets.labels import Label
from cocreate.ui.workshop import parts
from cocreate.voting.methods import METHODS, key

HIGH = METHODS["impact_effort"].cap  # steps each way
RIM = 28  # px for the words along the axes


class Square(QWidget):
    """Effort from left to right, impact from bottom to top, in steps of 1 to 7. `placed` carries (impact, effort)."""

    placed = Signal(int, int)
    stepped = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.spots: dict[str, tuple[int, int]] = {}  # number of the option -> (impact, effort)
        self.current = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(QSize(320, 320))
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAccessibleName(tr("Square of impact and effort"))

    def field(self) -> QRectF:
        side = min(self.width() - 2 * RIM, self.height() - 2 * RIM)
        return QRectF((self.width() - side) / 2, RIM, side, side)

    def point(self, impact: float, effort: float) -> QPointF:
        """The middle of a step."""
        field, step = self.field(), self.field().width() / HIGH
        return QPointF(field.left() + (effort - 0.5) * step, field.bottom() - (impact - 0.5) * step)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._place_at(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._place_at(event.position())

    def _place_at(self, at: QPointF) -> None:
        field, step = self.field(), self.field().width() / HIGH
        effort = min(max(int((at.x() - field.left()) // step) + 1, 1), HIGH)
        impact = min(max(int((field.bottom() - at.y()) // step) + 1, 1), HIGH)
        if field.adjusted(-step, -step, step, step).contains(at):
            self.placed.emit(impact, effort)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {
            Qt.Key.Key_Up: (1, 0), Qt.Key.Key_Down: (-1, 0), Qt.Key.Key_Right: (0, 1), Qt.Key.Key_Left: (0, -1),
        }  # fmt: skip
        code = Qt.Key(event.key())
        if code in moves:
            middle = (HIGH + 1) // 2
            impact, effort = self.spots.get(self.current, (middle, middle))
            up, right = moves[code] if self.current in self.spots else (0, 0)
            self.placed.emit(min(max(impact + up, 1), HIGH), min(max(effort + right, 1), HIGH))
        elif code in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_PageDown):
            self.stepped.emit(1)
        elif code in (Qt.Key.Key_Backspace, Qt.Key.Key_PageUp):
            self.stepped.emit(-1)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        now, field = theme.current(), self.field()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_field(painter, field, theme.font("caption"))
        painter.setFont(theme.font("strong", tabular=True))
        stacked: dict[tuple[int, int], int] = {}
        for number, spot in sorted(self.spots.items(), key=lambda s: s[0] == self.current):
            k = stacked[spot] = stacked.get(spot, -1) + 1
            at = self.point(*spot) + QPointF(7 * k, -7 * k)
            is_now = number == self.current
            painter.setPen(QPen(QColor(now.accent if is_now else now.edge), 2))
            painter.setBrush(QColor(now.accent if is_now else now.raised))
            painter.drawEllipse(at, 14, 14)
            painter.setPen(QColor(now.on_accent if is_now else now.text))
            painter.drawText(QRectF(at.x() - 14, at.y() - 14, 28, 28), Qt.AlignmentFlag.AlignCenter, number)


def paint_field(painter: QPainter, field: QRectF, font: object) -> None:
    """The empty square with its two axes in words."""
    now = theme.current()
    painter.setPen(QPen(QColor(now.line), now.line_width))
    painter.setBrush(QColor(now.raised))
    painter.drawRoundedRect(field, theme.RADIUS, theme.RADIUS)
    painter.drawLine(QPointF(field.center().x(), field.top()), QPointF(field.center().x(), field.bottom()))
    painter.drawLine(QPointF(field.left(), field.center().y()), QPointF(field.right(), field.center().y()))
    painter.setPen(QColor(now.muted))
    painter.setFont(font)  # type: ignore[arg-type]
    high = painter.fontMetrics().height() + 6
    below = QRectF(field.left(), field.bottom() + 2, field.width(), high)
    painter.drawText(below, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, tr("little effort"))
    painter.drawText(below, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, tr("much effort"))
    painter.save()
    painter.translate(field.left() - high - 2, field.bottom())
    painter.rotate(-90)
    beside = QRectF(0, 0, field.height(), high)
    painter.drawText(beside, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, tr("little impact"))
    painter.drawText(beside, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, tr("much impact"))
    painter.restore()


class PlaceRow(PressRow):
    """Number and title; pressing it makes it the one to place."""

    def __init__(self, number: str, title: str) -> None:
        super().__init__(title)
        self.number = Label(number, "strong", tabular=True)
        self.number.setFixedWidth(theme.px(24))
        self.line.addWidget(self.number)
        self.line.addWidget(parts.label(title), 1)
        self.spot = Label("", "caption", tabular=True)
        self.spot.setMargin(theme.S)
        self.line.addWidget(self.spot)


class SquarePaper(Paper):
    """One option is the current one; placing it by mouse goes on to the next that has no place."""

    def build(self) -> None:
        self.spots: dict[str, tuple[int, int]] = {}
        self.square = Square()
        self.square.placed.connect(self.place)
        self.square.stepped.connect(self.step)
        self.rows: dict[str, PlaceRow] = {}
        listed = QVBoxLayout()
        listed.setSpacing(theme.XS)
        self._numbers = {o.id: str(k) for k, o in enumerate(self.options, 1)}
        for option in self.options:
            row = PlaceRow(self._numbers[option.id], title_of(option))
            row.pressed.connect(lambda key=option.id: self.turn_to(key))
            self.rows[option.id] = row
            listed.addWidget(row)
        listed.addStretch(1)
        line = parts.row(spacing=theme.XL)
        line.addLayout(listed, 1)
        line.addWidget(self.square, 1)
        self.column.addWidget(
            parts.label(tr("Press the square where the option belongs, or use the arrows. Enter goes on."), "muted")
        )
        self.column.addLayout(line)
        self.current = self.options[0].id if self.options else ""
        self._show()

    def turn_to(self, option_id: str) -> None:
        self.current = option_id
        self.square.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show()

    def step(self, change: int) -> None:
        ids = [o.id for o in self.options]
        self.turn_to(ids[(ids.index(self.current) + change) % len(ids)])

    def place(self, impact: int, effort: int) -> None:
        """Place the current option."""
        self.spots[self.current] = (impact, effort)
        self._show()
        self.changed.emit()

    def votes(self) -> dict[str, int]:
        out = {}
        for option_id, (impact, effort) in self.spots.items():
            out[key(option_id, "impact")], out[key(option_id, "effort")] = impact, effort
        return out

    def said(self) -> str:
        return tr("{n} of {all} placed", n=len(self.spots), all=len(self.options))

    def first_stop(self) -> QWidget:
        return self.square

    def _show(self) -> None:
        self.square.spots = {self._numbers[i]: spot for i, spot in self.spots.items()}
        self.square.current = self._numbers.get(self.current, "")
        self.square.update()
        for option_id, row in self.rows.items():
            row.set_marked(option_id == self.current)
            spot = self.spots.get(option_id)
            row.spot.setText(tr("impact {i}, effort {e}", i=spot[0], e=spot[1]) if spot else "")
            said = row.spot.text() or tr("no place yet")
            row.setAccessibleName(tr("{title}, {words}", title=row.title, words=said))
