"""The pages of a document below each other, drawn as they come into view; it makes no page itself."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from cocreate.export.pages import Leaf, Painted
from cocreate.ui import theme
from cocreate.ui.i18n import tr
from cocreate.ui.widgets.surfaces import Panel, paint_shadow, shadow_room
from cocreate.worker import Cancelled

PaintPage = Callable[[int, int], Awaitable[Painted]]  # number from 0, width in pixels of the screen
ZOOMS = (0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0)
DOTS = 96 / 72  # pixels a point at 100 %
KEPT = 3  # pages on each side of what is in view whose pictures are kept
PAUSE_MS = 60  # scrolling and zooming come to rest before a page is drawn anew


class LeafView(QWidget):
    """One page: blank until it is drawn; a picture of another size is stretched meanwhile."""

    def __init__(self, number: int, count: int, leaf: Leaf) -> None:
        super().__init__()
        self.number, self.leaf = number, leaf
        self.image: QImage | None = None
        self.setAccessibleName(tr("Page {n} of {all}", n=number + 1, all=count))
        self.setAccessibleDescription(leaf.words)

    def fit(self, width: float) -> None:
        """As wide as this, and as tall as it then is; round it the room for its shadow."""
        room = 2 * shadow_room("card")
        self.setFixedSize(QSize(round(width) + room, round(width * self.leaf.height / self.leaf.width) + room))

    @property
    def shape(self) -> QRectF:
        room = shadow_room("card")
        return QRectF(self.rect().adjusted(room, room, -room, -room))

    @property
    def pixels(self) -> int:
        """How wide its picture is to be."""
        return round(self.shape.width() * self.devicePixelRatioF())

    def show_picture(self, made: Painted) -> None:
        image = QImage(made.pixels, made.width, made.height, made.stride, QImage.Format.Format_RGB32)
        self.image = image.copy()  # the bytes belong to the caller
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_shadow(painter, self.shape, 2, "card")
        painter.fillRect(self.shape, QColor("#FFFFFF"))  # paper is white in every theme
        if self.image is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, self.image.width() != self.pixels)
            painter.drawImage(self.shape, self.image)
        else:
            painter.setFont(QFont(theme.font("title")))
            painter.setPen(QColor("#5E6670"))
            painter.drawText(self.shape, Qt.AlignmentFlag.AlignCenter, str(self.number + 1))
        painter.setPen(QPen(theme.current().colour("line"), theme.current().line_width))
        painter.drawRect(self.shape.adjusted(-0.5, -0.5, 0.5, 0.5))


class Leaves(QScrollArea):
    """`turned(number)` when another page is the one that is read; `zoomed` when the size has changed."""

    turned = Signal(int)
    zoomed = Signal()
    rested = Signal()  # pages in view may be drawn: whoever hears it runs `fill`

    def __init__(self, leaves: Sequence[Leaf], paint: PaintPage) -> None:
        super().__init__()
        self.setProperty("role", "clear")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setAccessibleName(tr("Pages"))
        self.at = 0
        self.zoom: float = 0.0  # a share of the true size; 0: as wide as the window, -1: whole pages
        self._paint, self._is_painting = paint, False
        self._inner = inner = Panel("clear")
        self._column = column = QVBoxLayout(inner)
        column.setContentsMargins(theme.L, theme.L, theme.L, theme.L)
        column.setSpacing(theme.M)
        self.views = [LeafView(n, len(leaves), leaf) for n, leaf in enumerate(leaves)]
        for view in self.views:
            column.addWidget(view, 0, Qt.AlignmentFlag.AlignHCenter)
        self.setWidget(inner)
        self.setAccessibleDescription(leaves[0].words if leaves else "")
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(PAUSE_MS)
        self._rest.timeout.connect(self.rested)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    def set_zoom(self, zoom: float) -> None:
        """Show the pages larger or smaller; the page that is read stays."""
        self.zoom = zoom
        self._fit()
        self.go_to(self.at)
        self.zoomed.emit()

    def step_zoom(self, step: int) -> None:
        """The next size up or down from what is on show."""
        now = self.scale()
        if step > 0:
            self.set_zoom(next((z for z in ZOOMS if z > now * 1.01), ZOOMS[-1]))
        else:
            self.set_zoom(next((z for z in reversed(ZOOMS) if z < now * 0.99), ZOOMS[0]))

    def scale(self) -> float:
        """How large the page that is read is shown: 1 is its true size."""
        view = self.views[self.at]
        return view.shape.width() / (view.leaf.width * DOTS)

    def go_to(self, number: int) -> None:
        """Bring a page to the top."""
        number = min(max(number, 0), len(self.views) - 1)
        self._column.activate()
        self._inner.adjustSize()
        self.verticalScrollBar().setValue(self.views[number].y() - theme.S)
        self._turn(number)  # the last pages cannot reach the top

    async def fill(self) -> None:
        """Draw what is in view, nearest first, then its neighbours, until nothing is left to draw."""
        if self._is_painting:
            return
        self._is_painting = True
        try:
            while (view := self._next()) is not None:
                asked = view.pixels
                made = await self._paint(view.number, asked)
                if not isValid(view):  # the preview was left meanwhile
                    return
                view.show_picture(made)
                if view.pixels == asked and made.width != asked:
                    view.image = view.image.scaledToWidth(asked) if view.image else None  # it had to be smaller
        except Cancelled:
            return  # the window is closing
        finally:
            self._is_painting = False

    # ---- inside

    def _next(self) -> LeafView | None:
        """The page to draw next. Pictures of pages far away are let go."""
        for view in self.views:
            if abs(view.number - self.at) > KEPT:
                view.image = None
        near = sorted(self.views, key=lambda v: abs(v.number - self.at))[: 2 * KEPT - 1]
        return next((v for v in near if v.image is None or v.image.width() != v.pixels), None)

    def _fit(self) -> None:
        room = self.viewport().size()
        side, high = room.width() - 4 * theme.L, room.height() - 3 * theme.L
        for view in self.views:
            leaf = view.leaf
            if self.zoom > 0:
                width = leaf.width * DOTS * self.zoom
            elif self.zoom < 0:
                width = min(side, high * leaf.width / leaf.height)
            else:
                width = side
            view.fit(max(width, 40))
        self._rest.start()

    def _scrolled(self, value: int) -> None:
        middle = value + self.viewport().height() // 3
        self._turn(max((v.number for v in self.views if v.y() <= middle), default=0))

    def _turn(self, number: int) -> None:
        self._rest.start()
        if number != self.at:
            self.at = number
            self.setAccessibleDescription(self.views[number].leaf.words)
            self.turned.emit(number)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down scroll; every other key belongs to the preview."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not event.modifiers():
            super().keyPressEvent(event)
        else:
            event.ignore()
