"""What every part of a result's picture is drawn with: sizes in hundredths of its height, the type, a few shapes."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from cocreate.export.verdict import Line, Verdict
from cocreate.ui import theme
from cocreate.ui.i18n import tr
from cocreate.voting.stability import band
from cocreate.words import words

TYPE = 4.0  # hundredths of the height: the smallest type
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter


class Pen:
    """Draws a verdict with a painter. `share`: how much of it has grown; `current`: the line that is read, or -1."""

    def __init__(self, painter: QPainter, unit: float, found: Verdict, share: float = 1.0, current: int = -1) -> None:
        self.p, self.u, self.found, self.share, self.current = painter, unit, found, share, current
        self.t, self.now = words(tr.language), theme.current()

    def font(self, size: float, is_bold: bool = False) -> QFont:
        out = theme.font("strong" if is_bold else "body", tabular=True)
        out.setPixelSize(max(round(size * self.u), 1))
        return out

    def metrics(self, size: float = TYPE, is_bold: bool = False) -> QFontMetricsF:
        return QFontMetricsF(self.font(size, is_bold))

    def text(self, box: QRectF, text: str, size: float, role: str, flags: object, is_bold: bool = False) -> None:
        """One line, elided where it must be."""
        self.p.setFont(self.font(size, is_bold))
        self.p.setPen(self.now.colour(role))
        said = self.p.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(box.width()))
        self.p.drawText(box, flags, said)  # type: ignore[call-overload]

    def lines(self, box: QRectF, text: str, size: float, role: str, most: int, is_bold: bool = False) -> None:
        """Up to `most` lines, broken between words; what does not fit is elided."""
        metrics = self.metrics(size, is_bold)
        said = wrapped(metrics, text, box.width(), most)
        high = metrics.lineSpacing() * 0.94
        at = QRectF(box.left(), box.center().y() - high * len(said) / 2, box.width(), high)
        for line in said:
            self.text(at, line, size, role, LEFT, is_bold)
            at.translate(0, high)

    def outline(self, box: QRectF, ink: QColor) -> None:
        self.p.setBrush(QColor(0, 0, 0, 0))
        self.p.setPen(QPen(ink, max(self.u * 0.4, 1.5)))
        half = self.p.pen().widthF() / 2
        box = box.adjusted(half, half, -half, -half)
        self.p.drawRoundedRect(box, box.height() / 2, box.height() / 2)

    def diamond(self, at: QPointF) -> None:
        r = 1.5 * self.u
        self.p.setPen(Qt.PenStyle.NoPen)
        self.p.setBrush(self.now.colour("ok"))
        self.p.drawPolygon([at + QPointF(0, -r), at + QPointF(r, 0), at + QPointF(0, r), at + QPointF(-r, 0)])


def wrapped(metrics: QFontMetricsF, text: str, width: float, most: int) -> list[str]:
    """The words of a text on at most so many lines; the last one takes what is left and may be too long."""
    out: list[str] = []
    left = text.split()
    while left and len(out) < most - 1:
        line = left.pop(0)
        while left and metrics.horizontalAdvance(f"{line} {left[0]}") <= width:
            line += f" {left.pop(0)}"
        out.append(line)
    return [*out, " ".join(left)] if left else out or [""]


def is_toss(line: Line) -> bool:
    """Whether it could have gone the other way."""
    firm = line.result.firmness
    return firm >= 0 and band(max(firm, 1000 - firm) / 1000) == "coin-toss"
