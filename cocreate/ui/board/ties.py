"""Links between notes as calm curves: each kind has its own line, end and sign, so that colour is never needed."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPainterPathStroker, QPen, QPolygonF

from cocreate.model.snapshot import Link
from cocreate.ui import theme
from cocreate.ui.board.model import BoardModel

LINES_FROM = 0.07  # zoom below which links are not shown
CURVES_FROM = 0.3  # zoom below which they are straight and without ends
SIGN_FROM = 0.5  # zoom below which they have no sign
ROOM = 14.0  # board units round a curve: its end and its sign reach over it
HEAD = 9.0

DASHES: dict[str, list[float]] = {"builds_on": [], "conflicts_with": [1.5, 3.0], "depends_on": [6.0, 4.0]}
ROLES = {"builds_on": "muted", "conflicts_with": "danger", "depends_on": "accent"}


@dataclass(frozen=True, slots=True)
class Curve:
    """Where a link runs, in board units: from, to, and the two points that bend it."""

    start: QPointF
    bend: QPointF
    turn: QPointF
    end: QPointF

    def path(self) -> QPainterPath:
        path = QPainterPath(self.start)
        path.cubicTo(self.bend, self.turn, self.end)
        return path

    def middle(self) -> QPointF:
        return (self.start + (self.bend + self.turn) * 3.0 + self.end) / 8.0

    def box(self) -> QRectF:
        """The area it takes up, with its end and its sign."""
        found = QPolygonF([self.start, self.bend, self.turn, self.end]).boundingRect()
        return found.adjusted(-ROOM, -ROOM, ROOM, ROOM)


def curve_between(a: QRectF, b: QRectF) -> Curve:
    """From one note to another, out of the sides that face each other."""
    way = b.center() - a.center()
    gap_x, gap_y = abs(way.x()) - (a.width() + b.width()) / 2, abs(way.y()) - (a.height() + b.height()) / 2
    if gap_x >= gap_y:
        side = 1.0 if way.x() >= 0 else -1.0
        out = QPointF(side, 0)
        start = QPointF(a.right() if side > 0 else a.left(), a.center().y())
        end = QPointF(b.left() if side > 0 else b.right(), b.center().y())
    else:
        side = 1.0 if way.y() >= 0 else -1.0
        out = QPointF(0, side)
        start = QPointF(a.center().x(), a.bottom() if side > 0 else a.top())
        end = QPointF(b.center().x(), b.top() if side > 0 else b.bottom())
    pull = max(24.0, min(QLineF(start, end).length() * 0.45, 220.0))
    return Curve(start, start + out * pull, end - out * pull, end)


class Ties:
    """The links of one model. `changed` when a note or a link has."""

    def __init__(self, model: BoardModel) -> None:
        self.model = model
        self._curves: dict[str, Curve | None] = {}

    def changed(self, link_ids: Collection[str]) -> None:
        for link_id in link_ids:
            self._curves.pop(link_id, None)

    def reset(self) -> None:
        self._curves.clear()

    def curve(self, link_id: str) -> Curve | None:
        """Where a link runs; None when one of its notes is not in sight."""
        if link_id not in self._curves:
            self._curves[link_id] = self._make(link_id)
        return self._curves[link_id]

    def _make(self, link_id: str) -> Curve | None:
        m = self.model
        link = m.own.links.get(link_id)
        ends = (m.slots.get(link.from_id), m.slots.get(link.to_id)) if link is not None else (None, None)
        if ends[0] is None or ends[1] is None or m.away[ends[0]] or m.away[ends[1]]:
            return None
        return curve_between(m.box(ends[0]), m.box(ends[1]))

    def box(self, link_id: str) -> QRectF:
        curve = self.curve(link_id)
        return curve.box() if curve is not None else QRectF()

    def at(self, point: QPointF, reach: float) -> str:
        """The link that passes a point no further than `reach` (board units), or an empty text."""
        pen = QPainterPathStroker()
        pen.setWidth(2 * reach)
        for link_id in reversed(self.model.own.links):
            curve = self.curve(link_id)
            if curve is None or not curve.box().adjusted(-reach, -reach, reach, reach).contains(point):
                continue
            if pen.createStroke(curve.path()).contains(point):
                return link_id
        return ""

    # -- drawing
    def draw(self, painter: QPainter, area: QRectF, links: Iterable[Link], chosen: str = "") -> None:
        """Links within an area, onto a painter that is scaled to the zoom."""
        zoom = painter.worldTransform().m11()
        shown = [(link, c) for link in links if (c := self.curve(link.id)) is not None and c.box().intersects(area)]
        if zoom < LINES_FROM or not shown:
            return
        if zoom < CURVES_FROM:
            self._draw_far(painter, shown)
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        for link, curve in shown:
            self._draw_one(painter, link, curve, zoom, link.id == chosen)

    @staticmethod
    def _draw_far(painter: QPainter, shown: list[tuple[Link, Curve]]) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        width = 1.2 / painter.worldTransform().m11()  # not a cosmetic pen: it starts its pixels where it is clipped
        for kind, role in ROLES.items():
            painter.setPen(QPen(theme.current().colour(role), width))
            painter.drawLines([QLineF(c.start, c.end) for link, c in shown if link.link_kind == kind])

    def _draw_one(self, painter: QPainter, link: Link, curve: Curve, zoom: float, is_chosen: bool) -> None:
        colour = theme.current().colour("accent" if is_chosen else ROLES.get(link.link_kind, "muted"))
        wide = max(2.0, 1.2 / zoom)
        if is_chosen:
            halo = QColor(colour)
            halo.setAlpha(60)
            painter.setPen(QPen(halo, wide * 4))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPath(curve.path())
        pen = QPen(colour, wide)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if dashes := DASHES.get(link.link_kind):
            pen.setDashPattern(dashes)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(curve.path())
        self._draw_end(painter, link.link_kind, curve, colour, wide)
        if zoom >= SIGN_FROM:
            self._draw_sign(painter, link.link_kind, curve.middle(), colour)

    @staticmethod
    def _draw_end(painter: QPainter, kind: str, curve: Curve, colour: QColor, wide: float) -> None:
        """A full arrow builds on, an open one depends on, a bar at both ends conflicts."""
        painter.setPen(QPen(colour, wide))
        if kind == "conflicts_with":
            for tip, from_ in ((curve.start, curve.bend), (curve.end, curve.turn)):
                across = _unit(tip - from_)
                side = QPointF(-across.y(), across.x()) * HEAD * 0.7
                painter.drawLine(tip - across * 3 + side, tip - across * 3 - side)
            return
        along = _unit(curve.end - curve.turn)
        side = QPointF(-along.y(), along.x()) * HEAD * 0.55
        back = curve.end - along * HEAD
        if kind == "depends_on":
            painter.drawPolyline([back + side, curve.end, back - side])
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawPolygon([curve.end, back + side, back - side])

    @staticmethod
    def _draw_sign(painter: QPainter, kind: str, at: QPointF, colour: QColor) -> None:
        """A small round sign in the middle: plus builds on, a bar crossed out conflicts, an arrow depends on."""
        painter.setPen(QPen(colour, 1.5))
        painter.setBrush(QColor(theme.current().canvas))
        painter.drawEllipse(at, 8.0, 8.0)
        if kind == "builds_on":
            painter.drawLine(at + QPointF(-4, 0), at + QPointF(4, 0))
            painter.drawLine(at + QPointF(0, -4), at + QPointF(0, 4))
        elif kind == "conflicts_with":
            painter.drawLine(at + QPointF(-4, -1.7), at + QPointF(4, -1.7))
            painter.drawLine(at + QPointF(-4, 1.7), at + QPointF(4, 1.7))
            painter.drawLine(at + QPointF(-2.5, 4.5), at + QPointF(2.5, -4.5))
        else:
            painter.drawLine(at + QPointF(-4, 0), at + QPointF(4, 0))
            painter.drawPolyline([at + QPointF(0.5, -3.5), at + QPointF(4, 0), at + QPointF(0.5, 3.5)])


def _unit(way: QPointF) -> QPointF:
    length = (way.x() ** 2 + way.y() ** 2) ** 0.5
    return way / length if length > 1e-6 else QPointF(1, 0)
