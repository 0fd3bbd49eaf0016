"""The picture on a card: the board as it was left, or a small drawing of one; it reads one file and no store."""

from __future__ import annotations

import random
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImageReader, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from cocreate.ui import theme
from cocreate.ui.home.cards import WorkshopCard
from cocreate.ui.theme import COLOURS

RATIO = 0.5  # height of the picture by its width
MOST_NOTES, MOST_GROUPS, MOST_LOOSE = 60, 10, 24


class Thumbnail(QWidget):
    """Fills the top of a card, with the card's round corners."""

    def __init__(self, card: WorkshopCard, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._card = card
        self._picture = _read(card.thumbnail) if card.thumbnail else QPixmap()
        self._drawn = QPixmap()
        self._drawn_for: tuple[QSize, str, float] | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def has_picture(self) -> bool:
        return not self._picture.isNull()

    def heightForWidth(self, width: int) -> int:
        return round(width * RATIO)

    def sizeHint(self) -> QSize:
        return QSize(264, self.heightForWidth(264))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.heightForWidth(120))

    def paintEvent(self, _event: QPaintEvent) -> None:
        key = (self.size(), theme.current().name, self.devicePixelRatioF())
        if key != self._drawn_for:
            self._drawn, self._drawn_for = self._draw(), key
        QPainter(self).drawPixmap(0, 0, self._drawn)

    def _draw(self) -> QPixmap:
        """All of it as one picture, so that scrolling is cheap."""
        t, ratio = theme.current(), self.devicePixelRatioF()
        out = QPixmap(self.size() * ratio)
        out.setDevicePixelRatio(ratio)
        out.fill(Qt.GlobalColor.transparent)
        painter = QPainter(out)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        box = QRectF(self.rect())
        painter.setClipPath(_round_above(box, theme.RADIUS - 1))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(t.canvas))
        painter.drawRect(box)  # fillRect() would ask PySide for all 169 gradients by name
        if self.has_picture():
            full = self._picture.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatioByExpanding)
            at = QRectF((box.width() - full.width()) / 2, 0, full.width(), full.height())
            painter.drawPixmap(at, self._picture, QRectF(self._picture.rect()))
        else:
            draw_board(painter, box, self._card)
        painter.setPen(QPen(QColor(t.line), t.line_width))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        painter.end()
        return out


def draw_board(painter: QPainter, box: QRectF, card: WorkshopCard) -> None:
    """A small board in note colours: groups under their titles, or loose notes; the same for the same workshop."""
    if not card.notes:
        _draw_empty(painter, box)
        return
    dice = random.Random(card.id)
    colours = list(COLOURS)
    dice.shuffle(colours)
    if card.clusters:
        _draw_groups(painter, box, _shares(dice, min(card.notes, MOST_NOTES), min(card.clusters, MOST_GROUPS)), colours)
    else:
        _draw_loose(painter, box, dice, min(card.notes, MOST_LOOSE), colours[:3])


def _draw_groups(painter: QPainter, box: QRectF, shares: list[int], colours: list[str]) -> None:
    """Two rows of groups, each a title line over its notes; what does not fit is left out."""
    unit = box.width() / 42
    across = [2 if count < 5 else 3 for count in shares]
    rows: list[list[int]] = [[], []]
    room = [box.width() - 4 * unit] * 2
    for group, columns in enumerate(across):
        need = columns * 2.3 * unit + 2 * unit
        row = 0 if room[0] >= room[1] else 1
        if room[row] >= need:
            rows[row].append(group)
            room[row] -= need
    for row, groups in enumerate(rows):
        x = box.left() + (room[row] + 2 * unit) / 2 + 2 * unit
        y = box.top() + (2.5 + row * 9.6) * unit
        for group in groups:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.current().colour("edge"))
            painter.drawRoundedRect(QRectF(x, y, across[group] * 1.5 * unit, 0.7 * unit), 1, 1)
            for k in range(min(shares[group], across[group] * 3)):
                at = (x + k % across[group] * 2.3 * unit, y + (1.4 + k // across[group] * 2.3) * unit)
                _draw_note(painter, *at, 2 * unit, colours[group % len(colours)])
            x += across[group] * 2.3 * unit + 2 * unit


def _draw_loose(painter: QPainter, box: QRectF, dice: random.Random, notes: int, colours: list[str]) -> None:
    """Notes as they fall: a grid with gaps, a little out of line."""
    unit = box.width() / 42
    cells = [(column, row) for row in range(5) for column in range(11)]
    middle = sorted(cells, key=lambda c: abs(c[0] - 5) + abs(c[1] - 2) * 2 + dice.uniform(0, 6))
    for column, row in sorted(middle[:notes]):
        x = box.left() + (2.3 + column * 3.4 + dice.uniform(-0.4, 0.4)) * unit
        y = box.top() + (2.2 + row * 3.4 + dice.uniform(-0.4, 0.4)) * unit
        _draw_note(painter, x, y, 2.6 * unit, dice.choice(colours))


def _draw_note(painter: QPainter, x: float, y: float, side: float, colour: str) -> None:
    paper = theme.current().note(colour)
    painter.setPen(QPen(QColor(paper.edge), 0.75))
    painter.setBrush(QColor(paper.paper))
    painter.drawRoundedRect(QRectF(x, y, side, side), 1.5, 1.5)


def _draw_empty(painter: QPainter, box: QRectF) -> None:
    """One dashed note: a board that waits."""
    t = theme.current()
    side = box.height() * 0.34
    painter.setPen(QPen(QColor(t.edge), 1.5, Qt.PenStyle.DashLine))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(box.center().x() - side / 2, box.center().y() - side / 2, side, side), 4, 4)


def _shares(dice: random.Random, notes: int, groups: int) -> list[int]:
    """Notes over groups: large ones first, at least one each."""
    weights = sorted((dice.uniform(0.5, 1.5) for _ in range(groups)), reverse=True)
    return [max(1, round(notes * w / sum(weights))) for w in weights]


def _round_above(box: QRectF, radius: float) -> QPainterPath:
    """The box with its upper corners round."""
    path = QPainterPath()
    path.addRoundedRect(box.adjusted(0, 0, 0, radius), radius, radius)
    return path


@lru_cache(maxsize=64)
def _picture(file: str, _changed: float) -> QPixmap:
    reader = QImageReader(file)
    reader.setAutoTransform(True)
    return QPixmap.fromImageReader(reader)


def _read(file: str) -> QPixmap:
    """The picture of a file; nothing when it is gone or unreadable."""
    try:
        return _picture(file, Path(file).stat().st_mtime)
    except OSError:
        return QPixmap()
