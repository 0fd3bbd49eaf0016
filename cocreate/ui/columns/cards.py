"""How a note is drawn as a card in a column, and how high it is; it reads the columns and changes nothing."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPixmap

from cocreate.model.snapshot import Note
from cocreate.ui import theme
from cocreate.ui.columns.model import ColumnsModel
from cocreate.ui.widgets.labels import initials
from cocreate.ui.widgets.wrap import Wrapper, is_right_to_left, spans

PAD, FOOT, GAP = 12, 22, 8  # room round the text, the line below it, and between two cards
TAGS_MOST = 3
PICTURES = 400  # drawn cards that are kept: some 40 MB on a sharp screen at most


class Cards:
    """Paints the cards of one column width. The words of `question` are marked."""

    def __init__(self, columns: ColumnsModel, width: int) -> None:
        self.columns, self.width = columns, width
        self.question = ""
        self.shows_authors = False
        self._pictures: dict[tuple[object, ...], QPixmap] = {}  # the latest used last
        self.dress()

    def dress(self) -> None:
        """Take over fonts and colours."""
        self._pictures.clear()
        self.font = QFont(theme.font("body"))
        self.font.setPixelSize(theme.px(14))
        self.wrap = Wrapper(self.font, self.width - 2 * PAD)
        self.small = theme.font("caption", tabular=True)
        self.small.setPixelSize(theme.px(11))
        self.bold = theme.font("badge", tabular=True)
        self.small_metrics, self.bold_metrics = QFontMetricsF(self.small), QFontMetricsF(self.bold)

    def height(self, note: Note) -> int:
        return self.wrap.height(note.text) + 2 * PAD + FOOT - 4

    # ---- painting

    def paint(self, painter: QPainter, box: QRect, note: Note, *, is_selected: bool, is_current: bool) -> None:
        """One card; dimmed when a search is on and it does not answer."""
        painter.save()
        if not self.columns.is_found(note.id):
            painter.setOpacity(0.28)
        painter.drawPixmap(QPointF(box.topLeft()), self._picture(painter, box.size(), note))
        painter.setOpacity(1.0)
        if is_selected or is_current:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_ring(painter, box, is_selected)
        painter.restore()

    def _picture(self, painter: QPainter, size: QSize, note: Note) -> QPixmap:
        """The card as it was last drawn: scrolling draws pictures, not words."""
        device = painter.device()
        ratio = device.devicePixelRatioF() if device is not None else 1.0
        columns = self.columns
        tags = tuple(tag.name for tag in columns.tag_rows(note.id))
        key = (note, columns.labels.get(note.id, ""), columns.votes(note.id), tags, size.width(), size.height(), ratio)
        found = self._pictures.pop(key, None)
        if found is None:
            found = QPixmap(size * ratio)
            found.setDevicePixelRatio(ratio)
            found.fill(Qt.GlobalColor.transparent)
            inner = QPainter(found)
            self._paint_card(inner, QRect(QPoint(0, 0), size), note)
            inner.end()
        self._pictures[key] = found
        if len(self._pictures) > PICTURES:
            del self._pictures[next(iter(self._pictures))]
        return found

    def _paint_card(self, painter: QPainter, box: QRect, note: Note) -> None:
        t = theme.current()
        paper = t.note(note.colour)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(paper.edge), t.line_width))
        painter.setBrush(QColor(paper.paper))
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), theme.RADIUS_CONTROL, theme.RADIUS_CONTROL)
        ink = QColor(paper.ink)
        self._paint_text(painter, box, note.text, ink)
        self._paint_foot(painter, box, note, ink)

    def mark(self, question: str) -> None:
        """Mark the words of a question in the texts."""
        self.question = question
        self._pictures.clear()

    def _paint_ring(self, painter: QPainter, box: QRect, is_selected: bool) -> None:
        pen = QPen(QColor(theme.current().accent), 2)
        if not is_selected:
            pen.setStyle(Qt.PenStyle.DotLine)  # the keyboard is here, but it is not selected
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(box).adjusted(-2, -2, 2, 2), theme.RADIUS, theme.RADIUS)

    def _paint_text(self, painter: QPainter, box: QRect, text: str, ink: QColor) -> None:
        painter.setFont(self.font)
        metrics, pitch = self.wrap.metrics, self.wrap.pitch
        top = box.top() + PAD + (pitch - metrics.height()) / 2 + metrics.ascent()
        for k, line in enumerate(self.wrap.lines(text)):
            left = float(box.left() + PAD)
            if is_right_to_left(line):
                left = box.right() - PAD - metrics.horizontalAdvance(line)
            for start, length in spans(line, self.question):
                a = left + metrics.horizontalAdvance(line[:start])
                wide = metrics.horizontalAdvance(line[start : start + length])
                mark = QRectF(a - 1, box.top() + PAD + k * pitch, wide + 2, pitch)
                veil = QColor(ink)
                veil.setAlpha(44)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(veil)
                painter.drawRoundedRect(mark, 3, 3)
                painter.fillRect(QRectF(a, mark.bottom() - 2, wide, 2), ink)
            painter.setPen(ink)
            painter.drawText(QPointF(left, top + k * pitch), line)

    def _paint_foot(self, painter: QPainter, box: QRect, note: Note, ink: QColor) -> None:
        """Votes, author and tags on the left, the number on the right."""
        quiet = QColor(ink)
        quiet.setAlpha(170)
        middle = box.bottom() - PAD - 4.0
        right = box.right() - PAD + 2.0
        painter.setFont(self.small)
        painter.setPen(quiet)
        label = self.columns.labels.get(note.id, "")
        wide = self.small_metrics.horizontalAdvance(label)
        painter.drawText(QPointF(right - wide, middle + 4), label)
        right -= wide + 6
        left = box.left() + PAD - 2.0
        if votes := self.columns.votes(note.id):
            left = self._paint_votes(painter, left, middle, str(votes), ink, note.colour)
        if self.shows_authors and (name := self.columns.author(note)):
            left = self._paint_author(painter, left, middle, name, ink)
        self._paint_tags(painter, left, right, middle, note, ink)

    def _paint_votes(self, painter: QPainter, left: float, middle: float, text: str, ink: QColor, colour: str) -> float:
        """The pill of the board: a dot and the points."""
        paper = QColor(theme.current().note(colour).paper)
        wide = self.bold_metrics.horizontalAdvance(text) + 24
        pill = QRectF(left, middle - 9, wide, 18)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawRoundedRect(pill, 9, 9)
        painter.setBrush(paper)
        painter.drawEllipse(QPointF(left + 9, middle), 3, 3)
        painter.setFont(self.bold)
        painter.setPen(paper)
        painter.drawText(QPointF(left + 16, middle + 4.5), text)
        return left + wide + 6

    def _paint_author(self, painter: QPainter, left: float, middle: float, name: str, ink: QColor) -> float:
        text = initials(name)
        wide = max(self.small_metrics.horizontalAdvance(text) + 8, 18.0)
        painter.setPen(QPen(ink, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(left + 0.5, middle - 8.5, wide, 17), 8.5, 8.5)
        painter.setFont(self.small)
        painter.drawText(QRectF(left + 0.5, middle - 8.5, wide, 17), Qt.AlignmentFlag.AlignCenter, text)
        return left + wide + 6

    def _paint_tags(
        self, painter: QPainter, left: float, right: float, middle: float, note: Note, ink: QColor
    ) -> None:  # fmt: skip
        painter.setFont(self.small)
        tags = self.columns.tag_rows(note.id)
        for k, tag in enumerate(tags):
            name = tag.name if k < TAGS_MOST else f"+{len(tags) - k}"
            room = right - left - 12
            if room < 24:
                return
            shown = self.small_metrics.elidedText(name, Qt.TextElideMode.ElideRight, min(room, 96.0))
            wide = self.small_metrics.horizontalAdvance(shown) + 12
            edge = QColor(ink)
            edge.setAlpha(120)
            painter.setPen(QPen(edge, 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(left + 0.5, middle - 8.5, wide, 17), 4, 4)
            painter.setPen(ink)
            painter.drawText(QRectF(left + 0.5, middle - 8.5, wide, 17), Qt.AlignmentFlag.AlignCenter, shown)
            left += wide + 4
            if k >= TAGS_MOST:
                return
