"""Paints notes in a batch: block by block far out, note by note near. It knows no frames, clusters or gestures."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPainterPath, QPen, QPixmap, QTransform

from cocreate.model.snapshot import COLOURS, NOTE_SIZE
from cocreate.ui import theme
from cocreate.ui.board.model import BoardModel
from cocreate.ui.board.text import Texts

TEXT_FROM = 0.38  # zoom below which note text is under 6 px: no text
LABEL_FROM = 0.7
FINE = 200  # up to so many notes in view have corners, edges and antialiasing
FEW = 60  # up to so many rings have round corners
BLOCK = 2304.0  # side of a path block in board units
PAD, FOOT = 12.0, 24.0  # room round the text, and below it for number and votes

Key = tuple[int, int]


class Papers:
    """Notes as paint. `leave` before a note's place or colour changes, `arrive` after."""

    def __init__(self, model: BoardModel) -> None:
        self.model = model
        self.texts = Texts(NOTE_SIZE - 2 * PAD, NOTE_SIZE - PAD - FOOT)
        self._members: defaultdict[Key, set[int]] = defaultdict(set)
        self._blocks: dict[Key, list[tuple[int, QPainterPath]]] = {}
        self._chosen: list[tuple[int, QPainterPath]] | None = None
        self.built = 0  # blocks built so far: tests count them
        self.dress()

    def dress(self) -> None:
        """Take over colours and fonts of the theme in force."""
        now = theme.current()
        self.texts.clear()
        papers = [now.note(name) for name in COLOURS]
        self._brushes = [QBrush(QColor(p.paper)) for p in papers]
        self._edges = [QPen(QColor(p.edge), now.line_width) for p in papers]
        self._ink = QColor(papers[0].ink)
        for pen in self._edges:
            pen.setCosmetic(True)
        self._quiet = QColor(self._ink)
        self._quiet.setAlpha(150)
        self._accent = QColor(now.accent)
        self._small = theme.font("caption", tabular=True)
        self._small.setPixelSize(11)
        self._bold = theme.font("badge", tabular=True)
        self._bold.setPixelSize(12)
        self._widths: dict[str, float] = {}  # of number labels
        self._sheets_key, self._sheets = (0.0, 0.0), list[QPixmap]()
        self._metrics, self._bold_metrics = QFontMetricsF(self._small), QFontMetricsF(self._bold)

    # -- changes: only the touched blocks and layouts are made again
    def reset(self) -> None:
        self._members.clear()
        self._blocks.clear()
        self.texts.clear()
        self._chosen = None
        self.arrive(self.model.slots.values())

    def block_of(self, slot: int) -> Key:
        return int(self.model.x[slot] // BLOCK), int(self.model.y[slot] // BLOCK)

    def leave(self, slots: Iterable[int]) -> None:
        for slot in slots:
            key = self.block_of(slot)
            self._members[key].discard(slot)
            self._blocks.pop(key, None)
        self._chosen = None

    def arrive(self, slots: Iterable[int]) -> None:
        for slot in slots:
            key = self.block_of(slot)
            self._members[key].add(slot)
            self._blocks.pop(key, None)
        self._chosen = None

    def forget_blocks(self) -> None:
        self._blocks.clear()

    def chosen_changed(self) -> None:
        self._chosen = None

    def _block(self, key: Key) -> list[tuple[int, QPainterPath]]:
        found = self._blocks.get(key)
        if found is None:
            paths: dict[int, QPainterPath] = {}
            m = self.model
            for slot in sorted(self._members[key], key=lambda s: m.z[s]):
                _add(paths, int(m.colour[slot]), float(m.x[slot]), float(m.y[slot]))
            found = self._blocks[key] = list(paths.items())
            self.built += 1
        return found

    # -- drawing
    def draw(self, painter: QPainter, area: QRectF, zoom: float) -> None:
        """All shown notes within an area."""
        if zoom < TEXT_FROM:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            for key in sorted(k for k, held in self._members.items() if held):
                if QRectF(key[0] * BLOCK, key[1] * BLOCK, BLOCK + NOTE_SIZE, BLOCK + NOTE_SIZE).intersects(area):
                    for colour, path in self._block(key):
                        painter.fillPath(path, self._brushes[colour])
            return
        self.draw_notes(painter, self.model.inside(area).tolist(), zoom)

    def draw_notes(self, painter: QPainter, slots: Sequence[int], zoom: float) -> None:
        """These notes, lowest first; paper and text together, so that an upper note covers the text below it."""
        is_fine = len(slots) <= FINE
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, is_fine)
        has_text, has_label = zoom >= TEXT_FROM, zoom >= LABEL_FROM and is_fine
        m, brushes, edges, ink = self.model, self._brushes, self._edges, QPen(self._ink)
        view, still = painter.worldTransform(), QTransform()
        left, top, ratio = view.dx(), view.dy(), painter.device().devicePixelRatio()
        sheets = self._sheets_for(zoom, ratio) if is_fine else []
        at = np.array(slots, dtype=int)
        lying = zip(slots, m.x[at].tolist(), m.y[at].tolist(), m.colour[at].tolist(), strict=True)
        for slot, x, y, colour in lying:
            note = m.notes[slot]
            if note is None:
                continue
            if is_fine:
                painter.setWorldTransform(still)
                across, down = (x * zoom + left - 1) * ratio, (y * zoom + top - 1) * ratio  # on whole pixels: sharp
                painter.drawPixmap(QPointF(round(across) / ratio, round(down) / ratio), sheets[colour])
                painter.setWorldTransform(view)
            else:
                paper = QRectF(x, y, NOTE_SIZE, NOTE_SIZE)
                painter.fillRect(paper, edges[colour].brush())
                inset = 1 / zoom
                painter.fillRect(paper.adjusted(inset, inset, -inset, -inset), brushes[colour])
            if has_text:
                painter.setPen(ink)
                self.texts.layout(slot, note.text).draw(painter, QPointF(x + PAD, y + PAD))
                if (result := m.points.get(note.id)) is not None and result.points:
                    self._draw_points(painter, x, y, result.points, colour)
            if has_label:
                self._draw_label(painter, x, y, m.labels.get(note.id, "") if note.number else "")

    def _sheets_for(self, zoom: float, ratio: float) -> list[QPixmap]:
        """An empty note of each colour at this zoom: a blit costs a fifth of a rounded rectangle."""
        if self._sheets_key == (zoom, ratio):
            return self._sheets
        self._sheets_key, self._sheets = (zoom, ratio), []
        side = math.ceil((NOTE_SIZE * zoom + 2) * ratio) + 1
        for brush, edge in zip(self._brushes, self._edges, strict=True):
            sheet = QPixmap(side, side)
            sheet.setDevicePixelRatio(ratio)
            sheet.fill(Qt.GlobalColor.transparent)
            painter = QPainter(sheet)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(edge)
            painter.setBrush(brush)
            corner = max(theme.RADIUS_NOTE * zoom, 2.0)
            painter.drawRoundedRect(QRectF(1.5, 1.5, NOTE_SIZE * zoom - 1, NOTE_SIZE * zoom - 1), corner, corner)
            painter.end()
            self._sheets.append(sheet)
        return self._sheets

    def _draw_label(self, painter: QPainter, x: float, y: float, label: str) -> None:
        painter.setFont(self._small)
        painter.setPen(self._quiet)
        wide = self._widths.get(label)
        if wide is None:
            wide = self._widths[label] = self._metrics.horizontalAdvance(label)
        painter.drawText(QPointF(x + NOTE_SIZE - 10 - wide, y + NOTE_SIZE - 9), label)

    def _draw_points(self, painter: QPainter, x: float, y: float, points: int, colour: int) -> None:
        """A pill with a dot and the points of the last revealed vote."""
        text = str(points)
        wide = self._bold_metrics.horizontalAdvance(text)
        pill = QRectF(x + 8, y + NOTE_SIZE - 26, wide + 26, 18)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._ink)
        painter.drawRoundedRect(pill, 9, 9)
        painter.setBrush(self._brushes[colour])
        painter.drawEllipse(QPointF(pill.left() + 10, pill.center().y()), 3, 3)
        painter.setFont(self._bold)
        painter.setPen(self._brushes[colour].color())
        painter.drawText(QPointF(pill.left() + 17, pill.bottom() - 4.5), text)

    def draw_rings(self, painter: QPainter, area: QRectF, zoom: float) -> None:
        """What is selected: a ring near, a veil far out."""
        m, n = self.model, len(self.model.notes)
        if not m.selected[:n].any():
            return
        if zoom < TEXT_FROM:
            veil = QColor(self._accent)
            veil.setAlpha(170)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            for _, path in self._chosen_paths():
                painter.fillPath(path, veil)
            return
        shown = m.inside(area.adjusted(-8, -8, 8, 8), is_whole=True)
        if not len(shown := shown[m.selected[shown]]):
            return
        self.draw_ring(painter, [QRectF(float(m.x[s]), float(m.y[s]), NOTE_SIZE, NOTE_SIZE) for s in shown], zoom)

    def draw_ring(self, painter: QPainter, boxes: list[QRectF], zoom: float) -> None:
        """The ring of the look: 2 px accent, 2 px off."""
        pen = QPen(self._accent, 2)
        pen.setCosmetic(True)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        off = 3 / zoom
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, len(boxes) <= FEW)
        if len(boxes) > FEW:
            painter.drawRects([box.adjusted(-off, -off, off, off) for box in boxes])
            return
        for box in boxes:
            painter.drawRoundedRect(box.adjusted(-off, -off, off, off), 4 + off, 4 + off)

    def _chosen_paths(self) -> list[tuple[int, QPainterPath]]:
        """Built once per selection, since they are drawn in every frame."""
        if self._chosen is None:
            m, n = self.model, len(self.model.notes)
            self._chosen = self.lump(np.flatnonzero(m.selected[:n] & m.alive[:n] & ~m.hidden[:n]).tolist())
        return self._chosen

    def lump(self, slots: Iterable[int]) -> list[tuple[int, QPainterPath]]:
        """Notes as few paths, by block and colour: a path of thousands of rectangles would be slow to fill."""
        lumps: defaultdict[Key, dict[int, QPainterPath]] = defaultdict(dict)
        m = self.model
        for slot in slots:
            _add(lumps[self.block_of(slot)], int(m.colour[slot]), float(m.x[slot]), float(m.y[slot]))
        return [one for paths in lumps.values() for one in paths.items()]

    def draw_lump(self, painter: QPainter, lump: list[tuple[int, QPainterPath]], is_chosen: bool) -> None:
        """Paint what `lump` made, under the veil of the selection if it is selected."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        veil = QColor(self._accent)
        veil.setAlpha(170)
        for colour, path in lump:
            painter.fillPath(path, self._brushes[colour])
            if is_chosen:
                painter.fillPath(path, veil)


def _add(paths: dict[int, QPainterPath], colour: int, x: float, y: float) -> None:
    path = paths.get(colour)
    if path is None:
        path = paths[colour] = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    path.addRect(x, y, NOTE_SIZE, NOTE_SIZE)
