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

RATIO = 0.5  # height of the picture by its width
_MOST_NOTES, _MOST_GROUPS = 40, 8


class Thumbnail(QWidget):
    """Fills the top of a card, with the card's round corners."""

    def __init__(self, card: WorkshopCard, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._card = card
        self._picture = _read(card.thumbnail) if card.thumbnail else QPixmap()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
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
        t = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        box = QRectF(self.rect())
        painter.setClipPath(_round_above(box, theme.RADIUS - 1))
        painter.fillRect(box, QColor(t.canvas))
        if self.has_picture():
            full = self._picture.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatioByExpanding)
            at = QRectF((box.width() - full.width()) / 2, 0, full.width(), full.height())
            painter.drawPixmap(at, self._picture, QRectF(self._picture.rect()))
        else:
            draw_board(painter, box, self._card)
        painter.setPen(QPen(QColor(t.line), t.line_width))
        painter.drawLine(box.bottomLeft(), box.bottomRight())


def draw_board(painter: QPainter, box: QRectF, card: WorkshopCard) -> None:
    """A small board in note colours: as many groups as themes, always the same for the same workshop."""
    if not card.notes:
        _draw_empty(painter, box)
        return
    t = theme.current()
    dice = random.Random(card.id)
    notes = min(max(card.notes, 3), _MOST_NOTES)
    groups = min(card.clusters, _MOST_GROUPS) or 1
    colours = list(t.notes)
    dice.shuffle(colours)
    unit = box.width() / 30
    columns = min(4, groups) if card.clusters else 1
    rows = -(-groups // columns)
    cell_width, cell_height = box.width() / columns, (box.height() - unit) / rows
    shares = _shares(dice, notes, groups)
    for group, count in enumerate(shares):
        left = (group % columns) * cell_width
        top = unit * 0.5 + (group // columns) * cell_height
        across = max(1, min(count, int((cell_width - unit * 2) / (unit * 2.2))))
        most = across * max(1, int((cell_height - unit) / (unit * 2.2)))
        wide = across * unit * 2.2 - unit * 0.2
        high = -(-min(count, most) // across) * unit * 2.2 - unit * 0.2
        x0, y0 = left + (cell_width - wide) / 2, top + (cell_height - high) / 2
        for k in range(min(count, most)):
            paper = t.notes[colours[group % len(colours)] if card.clusters else dice.choice(colours[:4])]
            shift = 0.0 if card.clusters else dice.uniform(-0.12, 0.12) * unit
            x, y = x0 + (k % across) * unit * 2.2 + shift, y0 + (k // across) * unit * 2.2 + shift
            painter.setPen(QPen(QColor(paper.edge), 0.75))
            painter.setBrush(QColor(paper.paper))
            painter.drawRoundedRect(QRectF(x, y, unit * 2, unit * 2), 2, 2)


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
