"""What lies under things: panels, cards, scroll columns, empty states and the one shadow; they hold no data.

page = Panel("canvas")                       # canvas | surface | raised | bar | panel-left | panel-right | inset
card = Card(on_click=open_it, name=title)    # floats, can be pressed and reached by keyboard
column = ScrollColumn(padding=theme.L)       # column.add(widget), column.add_stretch()
EmptyState("lightbulb", tr("…"), Button(tr("Collect ideas"), kind="primary"))
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from PySide6.QtCore import QEvent, QMargins, QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QFrame,
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QScrollBar,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from cocreate.ui import icons, theme
from cocreate.ui.widgets.labels import Label

# level: (offset down, blur, share of black)
SHADOWS = {"card": (1, 3, 0.10), "lifted": (2, 8, 0.14), "sheet": (8, 24, 0.18)}


def paint_shadow(painter: QPainter, rect: QRectF, radius: float, level: str = "card") -> None:
    """The shadow of a floating shape, painted before the shape itself. Nothing on the projector theme.

    It reaches `shadow_room(level)` beyond `rect`, so the widget must leave that margin free.
    """
    if not theme.current().has_shadow:
        return
    room = shadow_room(level)
    ratio = painter.device().devicePixelRatioF() if painter.device() else 1.0
    core = int(radius) + room + 1
    picture = _shadow(level, int(radius), theme.current().is_dark, ratio)
    target = rect.toRect().adjusted(-room, -room, room, room)
    _nine(painter, target, picture, core + room, ratio)


def shadow_room(level: str) -> int:
    down, blur, _ = SHADOWS[level]
    return down + blur


@lru_cache(maxsize=32)
def _shadow(level: str, radius: int, is_dark: bool, ratio: float) -> QPixmap:
    """A small shadow to be stretched: rings of black whose sum falls off like a blur."""
    down, blur, share = SHADOWS[level]
    room = shadow_room(level)
    side = 2 * (radius + 2 * room + 1) + 2
    out = QPixmap(QSize(round(side * ratio), round(side * ratio)))
    out.setDevicePixelRatio(ratio)
    out.fill(Qt.GlobalColor.transparent)
    painter = QPainter(out)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    share = min(share * (2.5 if is_dark else 1.0), 0.5)  # black on a dark canvas needs more of it
    steps = blur * 2
    for k in range(steps):
        grow = blur - k * (2 * blur / steps)  # half of it lies under the shape, as in a blurred box
        painter.setBrush(QColor.fromRgbF(0, 0, 0, 1 - (1 - share) ** (1 / steps)))
        shape = QRectF(room - grow, room - grow + down, side - 2 * room + 2 * grow, side - 2 * room + 2 * grow)
        painter.drawRoundedRect(shape, radius + max(grow, 0), radius + max(grow, 0))
    painter.end()
    return out


def _nine(painter: QPainter, target: QRect, picture: QPixmap, edge: int, ratio: float) -> None:
    """Draw a picture stretched in its middle only, its `edge` wide borders as they are."""
    side = round(picture.width() / ratio)
    edge = min(edge, target.width() // 2, target.height() // 2, side // 2)
    columns = ((0, edge), (edge, target.width() - 2 * edge), (target.width() - edge, edge))
    rows = ((0, edge), (edge, target.height() - 2 * edge), (target.height() - edge, edge))
    cuts = ((0, edge), (edge, side - 2 * edge), (side - edge, edge))
    for (y, height), (source_y, source_height) in zip(rows, cuts, strict=True):
        for (x, width), (source_x, source_width) in zip(columns, cuts, strict=True):
            if width > 0 and height > 0:
                source = QRectF(source_x * ratio, source_y * ratio, source_width * ratio, source_height * ratio)
                painter.drawPixmap(QRectF(target.x() + x, target.y() + y, width, height), picture, source)


class Panel(QFrame):
    """A plain area of one role; lay things out in it as in any widget."""

    def __init__(self, role: str = "surface", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", role)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)


class Card(QWidget):
    """A raised shape with a shadow. With `on_click` or `can_press` it is a button: hover, Enter, Space, focus ring."""

    clicked = Signal()

    def __init__(
        self, parent: QWidget | None = None, *, padding: int = theme.L, on_click: Callable[[], object] | None = None,
        can_press: bool = False, name: str = "", radius: int = theme.RADIUS,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.body = QVBoxLayout(self)
        self._radius, self._is_over = radius, False
        room = shadow_room("card")
        self.setContentsMargins(QMargins(room, room, room, room))
        self.body.setContentsMargins(padding, padding, padding, padding)
        self.body.setSpacing(theme.S)
        self.setAccessibleName(name)
        self.setProperty("focus_room", -room)
        self._is_button = can_press or on_click is not None
        if on_click:
            self.clicked.connect(on_click)
        if self._is_button:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def shape(self) -> QRectF:
        """Where the card is seen: without the room for its shadow."""
        return QRectF(self.rect().marginsRemoved(self.contentsMargins()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_shadow(painter, self.shape(), self._radius, "card")
        half = t.line_width / 2
        painter.setPen(QPen(QColor(t.edge if self._is_over else t.line), t.line_width))
        painter.setBrush(QColor(t.raised))
        painter.drawRoundedRect(self.shape().adjusted(half, half, -half, -half), self._radius, self._radius)

    def enterEvent(self, _event: QEnterEvent) -> None:
        self._is_over = self._is_button
        self.update()

    def leaveEvent(self, _event: QEvent) -> None:
        self._is_over = False
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.setAccepted(self._is_button)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        is_left = event.button() == Qt.MouseButton.LeftButton
        if self._is_button and is_left and self.rect().contains(event.position().toPoint()):
            self.clicked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._is_button and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.clicked.emit()
        else:
            super().keyPressEvent(event)


class SlimBar(QScrollBar):
    """A scroll bar that lies over the content, so that nothing shifts when it comes and goes."""

    def __init__(self, area: QAbstractScrollArea) -> None:
        super().__init__(Qt.Orientation.Vertical, area)
        self._area = area
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._real.rangeChanged.connect(self._follow)
        self._real.valueChanged.connect(self.setValue)
        self.valueChanged.connect(lambda value: self._real.setValue(value))
        area.installEventFilter(self)
        self._follow()

    @property
    def _real(self) -> QScrollBar:
        """Asked anew each time: PySide may declare a kept wrapper of Qt's own scroll bar deleted, and an exception in
        an event filter ends the process (PySide6 6.11.3)."""
        return self._area.verticalScrollBar()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._area.width() - 12, 0, 12, self._area.height())
            self._follow()
        return False

    def _follow(self) -> None:
        self.setRange(self._real.minimum(), self._real.maximum())
        self.setPageStep(self._real.pageStep())
        self.setSingleStep(self._real.singleStep())
        self.setValue(self._real.value())
        self.setVisible(self._real.maximum() > self._real.minimum())
        self.raise_()


class _Content(Panel):
    """What is scrolled: as tall as its words are at this width, not as they would be at the width they like best."""

    def minimumSizeHint(self) -> QSize:
        hint, inside = super().minimumSizeHint(), self.layout()
        return QSize(hint.width(), 0) if inside is not None and inside.hasHeightForWidth() else hint


class ScrollColumn(QScrollArea):
    """A column that scrolls when it must, without a frame; `width` caps and centres what is in it."""

    def __init__(
        self, parent: QWidget | None = None, *, padding: int = theme.L, spacing: int = theme.M, width: int = 0,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setProperty("role", "clear")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.content = _Content("clear")
        self.outer = outer = QHBoxLayout(self.content)
        room = min(padding, shadow_room("card"))  # lies within, so that shadows and hover are not cut off
        outer.setContentsMargins(padding - room, padding - room, padding - room, padding - room)
        inner = QWidget()
        if width:
            inner.setMaximumWidth(width + 2 * room)
            inner.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        outer.addWidget(inner)
        self.body = QVBoxLayout(inner)
        self.body.setContentsMargins(room, room, room, room)
        self.body.setSpacing(spacing)
        self.setWidget(self.content)
        self.bar = SlimBar(self)

    def add(self, thing: QWidget | QLayout, stretch: int = 0) -> None:
        """Put a widget or a layout at the end."""
        if isinstance(thing, QWidget):
            self.body.addWidget(thing, stretch)
        else:
            self.body.addLayout(thing, stretch)

    def add_stretch(self) -> None:
        self.body.addStretch(1)


class EmptyState(QWidget):
    """What an empty place says: an icon, one sentence, the one next step."""

    def __init__(self, icon: str, sentence: str, button: QWidget | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.icon_name = icon
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.XL, theme.XL, theme.XL, theme.XL)
        column.setSpacing(theme.M)
        self._picture = Label("", role="muted")
        self._picture.setFixedSize(theme.XXXL, theme.XXXL)
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.sentence = Label(sentence, role="muted", wrap=True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.sentence.setMaximumWidth(360)
        column.addStretch(1)
        column.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignHCenter)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.sentence, 100)
        row.addStretch(1)
        column.addLayout(row)
        if button:
            column.addSpacing(theme.XS)
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self._dress()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._dress()

    def _dress(self) -> None:
        self._picture.setPixmap(icons.pixmap(self.icon_name, "muted", theme.XXL, self.devicePixelRatioF()))
