"""The shape behind the notes of a cluster: their convex hull, set out and rounded. Geometry only."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainterPath

PAD = 20.0  # how far the hull stands off its notes
SQUARE_FROM = 0.8  # share of its bounding box from which a hull is that box

Corner = tuple[float, float]


def hull_path(x: np.ndarray, y: np.ndarray, w: np.ndarray, h: np.ndarray) -> QPainterPath:
    """The outline for notes with these top left corners, widths and heights."""
    path = QPainterPath()
    if not len(x):
        return path
    corners = _squared(_hull(_outer(x, y, w, h)))
    turns = []
    for (x0, y0), (x1, y1) in zip(corners, corners[1:] + corners[:1], strict=True):
        turns.append(math.degrees(math.atan2(x0 - x1, y1 - y0)))  # outward normal of each edge, y upwards
    for k, (cx, cy) in enumerate(corners):
        before, after = turns[k - 1], turns[k]
        box = QRectF(cx - PAD, -cy - PAD, 2 * PAD, 2 * PAD)
        if k == 0:
            path.arcMoveTo(box, before)
        path.arcTo(box, before, (after - before) % 360)  # also draws the edge that leads here
    path.closeSubpath()
    return path


def _squared(corners: list[Corner]) -> list[Corner]:
    """The bounding box where that adds little: rows of notes with a gap at the end look calmer in a box."""
    left, right = min(p[0] for p in corners), max(p[0] for p in corners)
    low, top = min(p[1] for p in corners), max(p[1] for p in corners)
    twice = sum(a[0] * b[1] - a[1] * b[0] for a, b in zip(corners, corners[1:] + corners[:1], strict=True))
    if twice / 2 < SQUARE_FROM * (right - left) * (top - low):
        return corners
    return [(left, low), (right, low), (right, top), (left, top)]


def _outer(x: np.ndarray, y: np.ndarray, w: np.ndarray, h: np.ndarray) -> list[Corner]:
    """Corners that can be on the hull, y upwards: per column of corners only the highest and the lowest."""
    across = np.concatenate((x, x + w))
    columns, at = np.unique(across, return_inverse=True)
    top, low = np.full(len(columns), -np.inf), np.full(len(columns), np.inf)
    np.maximum.at(top, at, -np.concatenate((y, y)))
    np.minimum.at(low, at, -np.concatenate((y + h, y + h)))
    return sorted(
        set(zip(np.concatenate((columns, columns)).tolist(), np.concatenate((top, low)).tolist(), strict=True))
    )


def _hull(points: list[Corner]) -> list[Corner]:
    """Andrew's monotone chain, counter-clockwise."""

    def chain(run: list[Corner]) -> list[Corner]:
        out: list[Corner] = []
        for p in run:
            while len(out) > 1 and _cross(out[-2], out[-1], p) <= 0:
                out.pop()
            out.append(p)
        return out[:-1]

    return chain(points) + chain(points[::-1])


def _cross(o: Corner, a: Corner, b: Corner) -> float:
    return (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0])
