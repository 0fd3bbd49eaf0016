"""The view as a camera: pan, zoom at the pointer, fit, and the place that is kept across restarts. No gestures."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import (
    QColor,
    QHideEvent,
    QImage,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QGestureEvent, QGraphicsScene, QGraphicsView, QPinchGesture, QWidget

from cocreate.ui import fonts, theme
from cocreate.ui.board.gallery import Gallery
from cocreate.ui.board.glide import Glide
from cocreate.ui.board.layer import NoteLayer
from cocreate.ui.board.model import BoardModel
from cocreate.ui.widgets import motion

ZOOM_MIN, ZOOM_MAX = 0.01, 4.0
FIT_MAX = 1.0
CALM_MS = 80  # after the last frame of a zoom
LINE = 60.0  # px of one notch of a wheel
NOTCH = 120  # what a wheel with notches turns at once; trackpads and fine wheels turn less
TURN = 1.0018  # zoom by an eighth of a degree


class Camera(QGraphicsView):
    """A `QGraphicsView` on the one layer, without scroll bars."""

    def __init__(self, parent: QWidget | None = None) -> None:
        fonts.load()
        self.board = QGraphicsScene()
        super().__init__(self.board, parent)
        self.model = BoardModel()
        self.layer = NoteLayer(self.model)
        self.board.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)  # one layer
        self.board.setSceneRect(self.layer.boundingRect())
        self.board.addItem(self.layer)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.FullViewportUpdate)
        self.setBackgroundBrush(Qt.BrushStyle.NoBrush)  # the layer paints every pixel
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._wants_fit = False
        self._wants_place: tuple[QPointF, float] | None = None  # of `restore`, until the size is known
        self.gallery.came.connect(self.layer.picture_came)
        self._calm = QTimer(self)  # after a zoom: the frame that stays is painted at leisure
        self._calm.setSingleShot(True)
        self._calm.setInterval(CALM_MS)
        self._calm.timeout.connect(self.layer.update)
        self._glide = Glide(self, self._show_place)
        self.viewport().grabGesture(Qt.GestureType.PinchGesture)  # fingers on a touch screen
        self.set_place(-40.0, -40.0, 1.0)

    @property
    def gallery(self) -> Gallery:
        """Those on notes: whoever owns the store answers `wanted` with `take`."""
        return self.layer.papers.inside.gallery

    # -- where we are
    @property
    def zoom(self) -> float:
        return self.transform().m11()

    def place(self) -> tuple[float, float, float]:
        """Left and top of the view in board units, and the zoom."""
        corner = self.to_board(QPointF(0, 0))
        return corner.x(), corner.y(), self.zoom

    def set_place(self, left: float, top: float, zoom: float) -> None:
        self._glide.stop()
        self._show_place((left, top, zoom))

    def _show_place(self, place: tuple[float, float, float]) -> None:
        left, top, zoom = place
        zoom = min(max(zoom, ZOOM_MIN), ZOOM_MAX)
        if abs(self.zoom - zoom) > 1e-9:
            self.setTransform(QTransform.fromScale(zoom, zoom))
        self.horizontalScrollBar().setValue(round(left * zoom))
        self.verticalScrollBar().setValue(round(top * zoom))
        self.moved()

    def moved(self) -> None:
        """Called after every pan and zoom."""

    def to_board(self, at: QPointF) -> QPointF:
        """A point of the viewport in board units."""
        return self.viewportTransform().inverted()[0].map(at)

    def centre(self) -> QPointF:
        return self.to_board(QPointF(self.viewport().width() / 2, self.viewport().height() / 2))

    def shown(self) -> QRectF:
        """The part of the board in view."""
        return self.viewportTransform().inverted()[0].mapRect(QRectF(self.viewport().rect()))

    def viewport_state(self) -> dict[str, Any]:
        """What `restore` takes: plain values for the settings."""
        middle = self.centre()
        raised = list(self.model.raised)
        return {"x": round(middle.x(), 2), "y": round(middle.y(), 2), "zoom": round(self.zoom, 6), "raised": raised}

    def restore(self, state: dict[str, Any]) -> None:
        """Go back to where the board was left."""
        try:
            x, y, zoom = float(state["x"]), float(state["y"]), float(state["zoom"])
        except (KeyError, TypeError, ValueError):
            self.fit()
            return
        self._wants_fit = False
        self.model.raised = [i for i in state.get("raised", []) if isinstance(i, str)]
        self._wants_place = None if self.isVisible() else (QPointF(x, y), zoom)
        self.look_at(QPointF(x, y), zoom)

    def look_at(self, middle: QPointF, zoom: float) -> None:
        """Bring a point of the board to the middle of the view."""
        zoom = min(max(zoom, ZOOM_MIN), ZOOM_MAX)
        size = self.viewport().size()
        self.set_place(middle.x() - size.width() / zoom / 2, middle.y() - size.height() / zoom / 2, zoom)

    # -- moving
    def pan_by(self, dx: float, dy: float) -> None:
        """Move the view by pixels."""
        self._glide.stop()
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setValue(across.value() + round(dx))
        down.setValue(down.value() + round(dy))
        self.moved()

    def zoom_at(self, at: QPointF, zoom: float) -> None:
        """Zoom so that what is under a point of the viewport stays there."""
        zoom = min(max(zoom, ZOOM_MIN), ZOOM_MAX)
        under = self.to_board(at)
        self.set_place(under.x() - at.x() / zoom, under.y() - at.y() / zoom, zoom)

    def glide(self, move: Callable[[], object], ms: int = theme.LAYOUT_MS) -> None:
        """Make a move of the view, such as `fit`, as a smooth way; at once where motion is not wanted."""
        before = self.place()
        move()
        if motion.is_allowed() and self.isVisible() and self.place() != before:
            after = self.place()
            self._show_place(before)
            self._glide.start(before, after, ms)

    def zoom_to(self, zoom: float) -> None:
        self.look_at(self.centre(), zoom)

    def zoom_actual(self) -> None:
        self.zoom_to(1.0)

    def zoom_in(self) -> None:
        self.zoom_to(self.zoom * 1.25)

    def zoom_out(self) -> None:
        self.zoom_to(self.zoom / 1.25)

    def fit(self) -> None:
        """Everything in view, never larger than life."""
        self._wants_fit = not self.isVisible()  # the size is not known before
        area = self.model.extent()
        if area.isEmpty():
            self.look_at(QPointF(0, 0), 1.0)
            return
        self.fit_area(area)

    def fit_area(self, area: QRectF, largest: float = FIT_MAX) -> None:
        size: QSize = self.viewport().size()
        room_x, room_y = max(size.width() - 96, 100), max(size.height() - 128, 100)
        zoom = min(room_x / max(area.width(), 1.0), room_y / max(area.height(), 1.0), largest)
        self.look_at(area.center() + QPointF(0, -16 / zoom), zoom)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._wants_fit:
            self.fit()
        elif self._wants_place is not None:
            self.look_at(*self._wants_place)
            self._wants_place = None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The middle stays in the middle when panels open."""
        super().resizeEvent(event)
        old = event.oldSize()
        if self._wants_fit:
            self.fit()
        elif old.isValid() and old.width() > 0:
            grown = event.size() - old
            self.pan_by(-grown.width() / 2, -grown.height() / 2)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.layer.release()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.layer.is_moving:
            self._calm.start()

    # -- wheel and trackpad
    def wheelEvent(self, event: QWheelEvent) -> None:
        angle, pixels = event.angleDelta(), event.pixelDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._zoom_by_wheel(event.position(), angle.y() or pixels.y())
        else:
            share = LINE / NOTCH
            dx, dy = (angle.x() * share, angle.y() * share) if pixels.isNull() else (pixels.x(), pixels.y())
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and not dx:
                dx, dy = dy, 0
            self.pan_by(-dx, -dy)
        event.accept()

    def _zoom_by_wheel(self, at: QPointF, turn: int) -> None:
        """A notch is a short way; turning on goes on from where that way leads. A trackpad is followed at once."""
        zoom = self._glide.target[2] if self._glide.is_under_way else self.zoom
        if abs(turn) < NOTCH:
            self.zoom_at(at, zoom * TURN**turn)
        else:
            self.glide(lambda: self.zoom_at(at, zoom * TURN**turn), theme.FAST_MS)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QNativeGestureEvent) and event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
            self.zoom_at(event.position(), self.zoom * (1 + event.value()))
            return True
        if isinstance(event, QGestureEvent) and (pinch := event.gesture(Qt.GestureType.PinchGesture)) is not None:
            self._pinch(cast(QPinchGesture, pinch))
            event.accept()
            return True
        return super().viewportEvent(event)

    def _pinch(self, pinch: QPinchGesture) -> None:
        """Two fingers: the board goes along with them and grows between them."""
        self.pinched()
        now, last = pinch.centerPoint(), pinch.lastCenterPoint()
        if pinch.state() != Qt.GestureState.GestureStarted:
            self.pan_by(last.x() - now.x(), last.y() - now.y())
        self.zoom_at(QPointF(self.viewport().mapFromGlobal(now)), self.zoom * pinch.scaleFactor())

    def pinched(self) -> None:
        """Called before two fingers move the view: one of them may have begun something else."""

    # -- pictures
    def render_png(self, path: str, width: int = 640, height: int = 0) -> bool:
        """The whole board as a picture, for the card of the workshop; without selection. False when empty."""
        image = self.picture(width, height)
        return image is not None and image.save(str(path), "PNG")  # type: ignore[call-overload]

    def picture(self, width: int = 640, height: int = 0) -> QImage | None:
        """Like `render_png`, as an image."""
        height = height or round(width * 10 / 16)
        area = self.model.extent()
        if area.isEmpty():
            return None
        area = area.adjusted(-60, -60, 60, 60)
        zoom = min(width / area.width(), height / area.height(), FIT_MAX)
        image = QImage(width, height, QImage.Format.Format_RGB32)
        image.fill(QColor(theme.current().canvas))
        painter = QPainter(image)
        left, top = area.center().x() - width / zoom / 2, area.center().y() - height / zoom / 2
        painter.setWorldTransform(QTransform.fromScale(zoom, zoom).translate(-left, -top))
        self.layer.draw(painter, QRectF(left, top, width / zoom, height / zoom), is_sharp=False)
        painter.end()
        return image
