"""Paints what lies round the notes: frames, hulls of clusters, and titles at a constant size on the screen."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QTransform

from cocreate.model.snapshot import Cluster, Frame
from cocreate.ui import theme
from cocreate.ui.board.frames import Frames, depth_of, family, fine_pen
from cocreate.ui.board.model import BoardModel
from cocreate.ui.board.tint import hull_colours
from cocreate.ui.i18n import tr

FRAME_MIN = 0.04  # zoom below which frames have no title
GAP = 4.0
LEAST, TIGHT = 180.0, 84.0  # px that a title may be wide however small its hull is: with room, and without


@dataclass(frozen=True, slots=True)
class Title:
    """A title as it stands on the screen: what it belongs to, its words and its box in pixels."""

    kind: str  # cluster | frame
    id: str
    box: QRectF
    text: str
    count: str
    points: str
    is_blank: bool  # no title given yet


class Scenery:
    """Frames, hulls and titles of one board."""

    def __init__(self, model: BoardModel) -> None:
        self.model = model
        self.hidden: str = ""  # the frame or cluster that is being dragged
        self._laid: dict[tuple[object, ...], list[Title]] = {}  # titles for a view
        self._order: tuple[list[tuple[int, Frame]], list[Cluster]] | None = None  # in painting order
        self._family: tuple[str, set[str]] = ("", set())
        self._aisles: dict[str, float] | None = None  # what is free above each cluster, board units
        self.frames = Frames()
        self.dress()

    def changed(self) -> None:
        """A row, or the points of a vote, have changed."""
        self._laid.clear()
        self._order, self._family, self._aisles = None, ("", set()), None

    def dress(self) -> None:
        """Take over colours and fonts of the theme in force."""
        self.changed()
        self.frames.dress()
        self._cluster_font, self._frame_font = theme.font("note"), theme.font("strong")
        self._cluster_font.setWeight(self._frame_font.weight())
        self._count_font = theme.font("body", tabular=True)
        self._cluster_metrics = QFontMetricsF(self._cluster_font)
        self._frame_metrics = QFontMetricsF(self._frame_font)
        self._count_metrics = QFontMetricsF(self._count_font)

    # -- shapes, in board units
    def draw_shapes(self, painter: QPainter, area: QRectF, only: str = "") -> None:
        """Frames first, outer ones before inner ones, hulls on them. `only` draws that one, else all but the hidden."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        m = self.model
        frames, clusters = self._ordered()
        for depth, frame in frames:
            if self._is_shown(frame.id, only):
                box = m.frame_rect(frame)
                if box.intersects(area):
                    self.frames.draw(painter, frame, box, depth)
        for cluster in clusters:
            if self._is_shown(cluster.id, only):
                path = m.hull(cluster.id)
                if path.boundingRect().intersects(area):
                    fill, edge = hull_colours(cluster.colour)
                    painter.setPen(fine_pen(painter, edge))
                    painter.setBrush(fill)
                    painter.drawPath(path)

    def _ordered(self) -> tuple[list[tuple[int, Frame]], list[Cluster]]:
        """Frames with their depth, and clusters, in painting order."""
        if self._order is None:
            m = self.model
            frames = [(depth_of(m.frames, f), f) for f in m.frames.values()]
            frames.sort(key=lambda one: (one[0], one[1].order, one[1].id))
            self._order = frames, sorted(m.clusters.values(), key=lambda c: (c.order, c.id))
        return self._order

    def _is_shown(self, row_id: str, only: str) -> bool:
        """Whether a row is part of what is drawn; what lies in a frame goes with it."""
        chosen = only or self.hidden
        if not chosen:
            return True
        if self._family[0] != chosen:
            self._family = (chosen, family(self.model.frames, chosen))
        return (row_id in self._family[1]) == bool(only)

    # -- axes, in pixels
    def axis_boxes(self, frame: Frame, view: QTransform) -> dict[int, QRectF]:
        """Where the axes of a matrix stand on the screen: 0 left, 1 right, 2 bottom, 3 top; none where it is small."""
        return self.frames.axis_boxes(frame, view.mapRect(self.model.frame_rect(frame)))

    def draw_axes(self, painter: QPainter, view: QTransform, screen: QRectF, only: str = "") -> None:
        """The axes of every matrix in sight, onto a painter in pixels."""
        for _, frame in self._ordered()[0]:
            if frame.layout == "matrix" and self._is_shown(frame.id, only):
                box = view.mapRect(self.model.frame_rect(frame))
                if box.intersects(screen):
                    self.frames.draw_axes(painter, frame, box)

    # -- titles, in pixels
    def titles(self, view: QTransform, screen: QRectF, only: str = "") -> list[Title]:
        """The titles in sight. Where two would overlap, that of the larger cluster stays."""
        key = (view.m11(), view.dx(), view.dy(), screen.getRect(), only)
        found = self._laid.get(key)
        if found is None:
            if len(self._laid) > 3:
                self._laid.clear()
            found = self._laid[key] = self._lay(view, screen, only)
        return found

    def _lay(self, view: QTransform, screen: QRectF, only: str) -> list[Title]:
        m = self.model
        clusters = sorted(m.clusters.values(), key=lambda c: (-len(m.members.get(c.id, ())), c.order, c.id))
        narrow: list[tuple[Cluster, QRectF, Title]] = []
        for cluster in clusters:
            if not self._is_shown(cluster.id, only):
                continue
            box = view.mapRect(m.hull(cluster.id).boundingRect())
            if box.isEmpty() or not box.adjusted(-9, -40, LEAST, 0).intersects(screen):
                continue
            title = self._cluster_title(cluster, box, max(box.width(), TIGHT), view)
            if not any(title.box.intersects(held.box) for _, _, held in narrow):
                narrow.append((cluster, box, title))
        found: list[Title] = []
        for cluster, box, title in narrow:  # and then wider, as far as there is room
            if box.width() < LEAST:
                others = [t.box for c, _, t in narrow if c is not cluster] + [t.box for t in found]
                room = _room(title.box, others)
                title = self._cluster_title(cluster, box, room, view) if room > title.box.width() else title
            found.append(title)
        if view.m11() >= FRAME_MIN:
            found += self._frame_titles(view, screen, [t.box for t in found], only)
        return found

    def _frame_titles(self, view: QTransform, screen: QRectF, taken: list[QRectF], only: str) -> list[Title]:
        found = []
        for frame in self.model.frames.values():
            if not self._is_shown(frame.id, only):
                continue
            box = view.mapRect(self.model.frame_rect(frame))
            high = self._frame_metrics.height() + 8
            words = frame.title or tr("Frame without a title")
            text = self._frame_metrics.elidedText(words, Qt.TextElideMode.ElideRight, max(box.width() - 16, 60))
            wide = self._frame_metrics.horizontalAdvance(text) + 16
            place = QRectF(box.left(), box.top() - high - GAP, wide, high)
            if place.intersects(screen) and not any(place.intersects(other) for other in taken):
                taken.append(place)
                found.append(Title("frame", frame.id, place, text, "", "", not frame.title))
        return found

    def _aisle(self, cluster_id: str) -> float:
        """How far it is from a cluster up to the next one, in board units."""
        if self._aisles is None:
            boxes = {key: self.model.hull(key).boundingRect() for key in self.model.clusters}
            boxes = {key: box for key, box in boxes.items() if not box.isEmpty()}
            self._aisles = dict(zip(boxes, aisles(list(boxes.values())), strict=True))
        return self._aisles.get(cluster_id, math.inf)

    def _cluster_title(self, cluster: Cluster, box: QRectF, most: float, view: QTransform) -> Title:
        m = self.model
        count = str(len(m.members.get(cluster.id, ())))
        result = m.points.get(cluster.id)
        points, figure = "", ""
        if result is not None:
            points, figure = tr.plural("{n} point", "{n} points", n=result.points), str(result.points)
        words = cluster.title or tr("Theme without a title")
        # Far out the name is worth more than the figures: they give way one by one before it is cut.
        for shown, badge in ((count, points), (count, figure), ("", figure), ("", "")):
            rest = self._count_metrics.horizontalAdvance(shown) + 8 if shown else 0.0
            rest += self._count_metrics.horizontalAdvance(badge) + 20 if badge else 0.0
            if self._cluster_metrics.horizontalAdvance(words) + rest + 16 <= most:
                break
        text = self._cluster_metrics.elidedText(words, Qt.TextElideMode.ElideRight, max(most - rest - 16, 24))
        wide = self._cluster_metrics.horizontalAdvance(text) + rest + 16
        high = self._cluster_metrics.height() + 8
        # Far out the aisle is lower than the words: they then lie on their own notes, not on those of another theme.
        lift = min(high + GAP, max(self._aisle(cluster.id) * view.m22(), 0.0))
        place = QRectF(box.left(), box.top() - lift, wide, high)
        return Title("cluster", cluster.id, place, text, shown, badge, not cluster.title)

    def draw_titles(self, painter: QPainter, titles: list[Title], hovered: str = "", chosen: str = "") -> None:
        """Titles on a veil of the canvas, so that notes below do not disturb them."""
        now = theme.current()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        for title in titles:
            veil = QColor(now.accent_soft if title.id == chosen else now.hover if title.id == hovered else now.canvas)
            veil.setAlpha(255 if title.id in (hovered, chosen) else 225)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(veil)
            painter.drawRoundedRect(title.box, 6, 6)
            if title.kind == "frame":
                painter.setFont(self._frame_font)
                painter.setPen(QColor(now.muted))
                painter.drawText(_baseline(title.box, self._frame_metrics), title.text)
            else:
                self._draw_cluster_title(painter, title)

    def _draw_cluster_title(self, painter: QPainter, title: Title) -> None:
        now = theme.current()
        at = _baseline(title.box, self._cluster_metrics)
        painter.setFont(self._cluster_font)
        painter.setPen(QColor(now.muted if title.is_blank else now.text))
        painter.drawText(at, title.text)
        at.setX(at.x() + self._cluster_metrics.horizontalAdvance(title.text) + 8)
        painter.setFont(self._count_font)
        painter.setPen(QColor(now.muted))
        painter.drawText(at, title.count)
        if title.points:
            left = at.x() + (self._count_metrics.horizontalAdvance(title.count) + 8 if title.count else 0)
            wide = self._count_metrics.horizontalAdvance(title.points)
            painter.setBrush(QColor(now.accent_soft))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawRoundedRect(QRectF(left, title.box.top() + 3, wide + 12, title.box.height() - 6), 6, 6)
            painter.setPen(QColor(now.accent_text))
            painter.drawText(QPointF(left + 6, at.y()), title.points)


def aisles(boxes: Sequence[QRectF]) -> list[float]:
    """What is free above each box, up to the next that stands over it; infinite where nothing does, never negative."""
    if not boxes:
        return []
    left, top, right, bottom = np.array([[b.left(), b.top(), b.right(), b.bottom()] for b in boxes]).T
    is_over = (left[None, :] < right[:, None]) & (right[None, :] > left[:, None]) & (top[None, :] < top[:, None])
    np.fill_diagonal(is_over, False)
    free = np.where(is_over, np.maximum(top[:, None] - bottom[None, :], 0.0), math.inf)
    return [float(gap) for gap in free.min(axis=1)]


def _room(box: QRectF, others: list[QRectF]) -> float:
    """How wide a title may be, up to `LEAST`, before it meets another to its right."""
    ahead = [o.left() - GAP - box.left() for o in others if o.left() > box.left() and _beside(o, box)]
    inside = any(o.left() <= box.left() < o.right() and _beside(o, box) for o in others)
    return 0.0 if inside else min([LEAST, *ahead])


def _beside(a: QRectF, b: QRectF) -> bool:
    return a.top() < b.bottom() and b.top() < a.bottom()


def _baseline(box: QRectF, metrics: QFontMetricsF) -> QPointF:
    return QPointF(box.left() + 8, box.top() + (box.height() + metrics.ascent() - metrics.descent()) / 2)
