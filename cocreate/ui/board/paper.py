"""What stands at the foot of a note: its number, and the points of the last vote. It knows no board."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QTextLayout

from cocreate.ui import theme

PAD, FOOT = 12.0, 24.0  # room round the text, and below it for number and votes
QUIET = 150  # alpha of the number: 4.5 : 1 on every paper
MOST = 4000  # laid out words kept


class Foot:
    """Every method gets a painter whose origin is the top left of the note, in board units."""

    def __init__(self) -> None:
        self.dress()

    def dress(self) -> None:
        self._small = theme.font("caption", tabular=True)
        self._small.setPixelSize(11)
        self._bold = theme.font("badge", tabular=True)
        self._bold.setPixelSize(12)
        self._bold_metrics = QFontMetricsF(self._bold)
        self._words: dict[str, QTextLayout] = {}

    def draw_number(self, painter: QPainter, wide: float, high: float, text: str, ink: QColor) -> None:
        """At the lower right."""
        layout = self._words.get(text)
        if layout is None:
            if len(self._words) >= MOST:
                self._words.clear()
            layout = self._words[text] = QTextLayout(text, self._small)
            layout.setCacheEnabled(True)
            layout.beginLayout()
            layout.createLine()
            layout.endLayout()
        line = layout.lineAt(0)
        quiet = QColor(ink)
        quiet.setAlpha(QUIET)
        painter.setPen(quiet)
        layout.draw(painter, QPointF(wide - 10 - line.naturalTextWidth(), high - 9 - line.ascent()))

    def draw_points(self, painter: QPainter, high: float, points: int, paper: QColor, ink: QColor) -> None:
        """A pill with a dot and the points of the last revealed vote, at the lower left."""
        text = str(points)
        wide = self._bold_metrics.horizontalAdvance(text)
        pill = QRectF(8, high - 26, wide + 26, 18)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawRoundedRect(pill, 9, 9)
        painter.setBrush(paper)
        painter.drawEllipse(QPointF(pill.left() + 10, pill.center().y()), 3, 3)
        painter.setFont(self._bold)
        painter.setPen(paper)
        painter.drawText(QPointF(pill.left() + 17, pill.bottom() - 4.5), text)
