"""What stands on a note: its text, picture, strokes, tags, number and points. It knows no board and no view.

Every method gets a painter whose origin is the top left of the note, in board units.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QTextLayout

from cocreate.model.snapshot import NOTE_SIZE, Note, Point, Sketch, Tag
from cocreate.ui import theme
from cocreate.ui.board.gallery import Gallery
from cocreate.ui.board.model import BoardModel
from cocreate.ui.board.room import CHIPS, EDGE, FOOT, PAD, Room, room_of
from cocreate.ui.board.text import Texts, height_for
from cocreate.ui.board.tint import ink_on

LABEL_FROM = 0.7  # zoom below which a note shows no number
CHIP_FROM = 0.55  # zoom below which a tag is a bar without its name
QUIET = 150  # alpha of the number: 4.5 : 1 on every paper
STEP = 4.0  # board units by which a note grows
MOST_SIDE = 1600.0  # board units
MOST = 4000  # laid out words kept


class Inside:
    """Paints what stands on the notes of one model."""

    def __init__(self) -> None:
        self.texts, self.gallery = Texts(), Gallery()
        self._strokes: dict[str, tuple[Sketch, QPainterPath]] = {}
        self.dress()

    def dress(self) -> None:
        """Take over the fonts of the theme in force."""
        self.texts.clear()
        self._small = theme.font("caption", tabular=True)
        self._small.setPixelSize(11)
        self._bold = theme.font("badge", tabular=True)
        self._bold.setPixelSize(12)
        self._small_metrics, self._bold_metrics = QFontMetricsF(self._small), QFontMetricsF(self._bold)
        self._words: dict[tuple[str, bool], QTextLayout] = {}

    def room(self, model: BoardModel, note: Note, wide: float, high: float) -> Room:
        """How a note is shared out; most have neither pictures nor tags."""
        own = model.own
        held = own.pictures.get(note.id)
        aspect = 0.0
        if held:
            aspect = held[0].width / held[0].height if held[0].width and held[0].height else 1.5
        return room_of(wide, high, bool(own.tags_of.get(note.id)), aspect, bool(note.text))

    def size_for(self, model: BoardModel, note: Note) -> Point:
        """As wide as it is, and so high that its whole text stands on it at full size; never lower than a new note."""
        wide = note.size[0]
        own = model.own
        needed = height_for(note.text, wide - 2 * PAD) + PAD + FOOT + (CHIPS if own.tags_of.get(note.id) else 0.0)
        if own.pictures.get(note.id):
            picture = self.room(model, note, wide, MOST_SIDE).picture
            needed += min(picture.height(), wide) + EDGE - PAD
        return wide, float(min(max(math.ceil(needed / STEP) * STEP, NOTE_SIZE), MOST_SIDE))

    def draw(
        self, painter: QPainter, model: BoardModel, slot: int, note: Note, zoom: float,
        paper: QColor, ink: QColor, is_sharp: bool,
    ) -> None:  # fmt: skip
        """Everything on a note; its corner is the origin of the painter, which is scaled by `zoom`."""
        wide, high = float(model.w[slot]), float(model.h[slot])
        own, room = model.own, self.room(model, note, wide, high)
        if not room.picture.isEmpty():
            self.gallery.draw(painter, room.picture, own.pictures[note.id][0].digest, zoom, is_sharp)
        self._draw_text(painter, slot, note, room.text, ink)
        if not room.chips.isEmpty():
            self._draw_chips(painter, room.chips, own.names_of(note.id), ink, zoom >= CHIP_FROM)
        result = model.points.get(note.id)
        if result is not None and result.points:
            self._draw_points(painter, high, result.points, paper, ink)
        if zoom >= LABEL_FROM and note.number:
            self._draw_number(painter, wide, high, model.labels.get(note.id, ""), ink)
        if strokes := own.sketches.get(note.id):
            self._draw_strokes(painter, strokes, paper, ink, QRectF(0, 0, wide, high))

    def _draw_text(self, painter: QPainter, slot: int, note: Note, box: QRectF, ink: QColor) -> None:
        painter.setPen(ink)
        layout = self.texts.layout(slot, note.text, box.width(), box.height())
        layout.draw(painter, box.topLeft(), self.texts.marks(layout))

    def _draw_number(self, painter: QPainter, wide: float, high: float, text: str, ink: QColor) -> None:
        """At the lower right."""
        layout = self._word(text, False)
        line = layout.lineAt(0)
        quiet = QColor(ink)
        quiet.setAlpha(QUIET)
        painter.setPen(quiet)
        layout.draw(painter, QPointF(wide - 10 - line.naturalTextWidth(), high - 9 - line.ascent()))

    def _draw_points(self, painter: QPainter, high: float, points: int, paper: QColor, ink: QColor) -> None:
        """A pill with a dot and the points of the last revealed vote, at the lower left."""
        text = str(points)
        pill = QRectF(8, high - 26, self._bold_metrics.horizontalAdvance(text) + 26, 18)
        _plain(painter, ink)
        painter.drawRoundedRect(pill, 9, 9)
        painter.setBrush(paper)
        painter.drawEllipse(QPointF(pill.left() + 10, pill.center().y()), 3, 3)
        layout = self._word(text, True)
        painter.setPen(paper)
        layout.draw(painter, QPointF(pill.left() + 17, pill.bottom() - 4.5 - layout.lineAt(0).ascent()))

    def _draw_chips(self, painter: QPainter, box: QRectF, tags: Sequence[Tag], ink: QColor, has_names: bool) -> None:
        """Tags in one row, each with a dot of its colour and its name; what does not fit is counted."""
        left, veil = box.left(), QColor(ink)
        veil.setAlpha(26)
        for k, tag in enumerate(tags):
            rest = len(tags) - k - 1
            most = box.right() - left - (26 if rest else 0)
            name = self._small_metrics.elidedText(tag.name, Qt.TextElideMode.ElideRight, max(most - 22, 0))
            wide = self._small_metrics.horizontalAdvance(name) + 22
            if k and (most < 44 or wide > most):
                pill = QRectF(left, box.top() + 1, 24, 16)
                self._draw_chip(painter, pill, f"+{rest + 1}", None, veil, ink, has_names)
                return
            colour = QColor(theme.current().note(tag.colour).paper)
            self._draw_chip(painter, QRectF(left, box.top() + 1, wide, 16), name, colour, veil, ink, has_names)
            left += wide + 4

    def _draw_chip(
        self, painter: QPainter, pill: QRectF, name: str, dot: QColor | None, veil: QColor, ink: QColor, has_name: bool
    ) -> None:
        _plain(painter, veil)
        painter.drawRoundedRect(pill, 8, 8)
        if dot is not None:
            painter.setPen(QPen(ink, 1))
            painter.setBrush(dot)
            painter.drawEllipse(QPointF(pill.left() + 9, pill.center().y()), 3.5, 3.5)
        if has_name:
            layout = self._word(name, False)
            painter.setPen(ink)
            inset = 16 if dot is not None else 5
            layout.draw(painter, QPointF(pill.left() + inset, pill.bottom() - 4.5 - layout.lineAt(0).ascent()))

    def _draw_strokes(
        self, painter: QPainter, strokes: Sequence[Sketch], paper: QColor, ink: QColor, box: QRectF
    ) -> None:
        painter.save()
        painter.setClipRect(box)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for stroke in strokes:
            colour = ink if stroke.colour == "ink" else ink_on(stroke.colour, paper)
            pen = QPen(colour, stroke.width)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            painter.drawPath(self._stroke(stroke))
        painter.restore()

    def _stroke(self, stroke: Sketch) -> QPainterPath:
        held = self._strokes.get(stroke.id)
        if held is None or held[0] != stroke:
            if len(self._strokes) >= MOST:
                self._strokes.clear()
            held = self._strokes[stroke.id] = (stroke, smooth(stroke.points))
        return held[1]

    def _word(self, text: str, is_bold: bool) -> QTextLayout:
        """One line, laid out once: half the time of `drawText`."""
        found = self._words.get((text, is_bold))
        if found is None:
            if len(self._words) >= MOST:
                self._words.clear()
            found = self._words[text, is_bold] = line_of(text, self._bold if is_bold else self._small)
        return found


def line_of(text: str, font: QFont) -> QTextLayout:
    """A text as one laid out line."""
    layout = QTextLayout(text, font)
    layout.setCacheEnabled(True)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return layout


def _plain(painter: QPainter, fill: QColor) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(fill)


def smooth(points: Sequence[float]) -> QPainterPath:
    """A line through points (x, y, x, y …), rounded halfway between each two; one point is a dot."""
    spots = [QPointF(x, y) for x, y in zip(points[::2], points[1::2], strict=False)]
    path = QPainterPath()
    if not spots:
        return path
    path.moveTo(spots[0])
    for here, there in pairwise(spots[1:]):
        path.quadTo(here, (here + there) / 2)
    path.lineTo(spots[-1] if len(spots) > 1 else spots[0] + QPointF(0.01, 0))
    return path
