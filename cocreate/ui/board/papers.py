"""Paints notes: by block far out, one by one near. It knows no frames, clusters or gestures."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPixmap, QTransform

from cocreate.model.snapshot import COLOURS
from cocreate.ui import theme
from cocreate.ui.board.blocks import Blocks, Paths
from cocreate.ui.board.inside import Inside
from cocreate.ui.board.model import BoardModel
from cocreate.ui.board.text import Texts
from cocreate.ui.board.tint import faded

FEW = 60  # up to so many rings have round corners
VEIL = 170  # how much the colour of the selection covers, far out


class Papers:
    """Notes as paint. `leave` before a note's place, size or colour changes, `arrive` after."""

    def __init__(self, model: BoardModel) -> None:
        self.blocks = Blocks(model)
        self.inside = Inside()
        self._chosen: Paths | None = None
        self.dress()

    @property
    def texts(self) -> Texts:
        return self.inside.texts

    @property
    def model(self) -> BoardModel:
        return self.blocks.model

    def take(self, model: BoardModel) -> None:
        """Paint another model from now on."""
        self.blocks.model = model
        self.reset()

    def dress(self) -> None:
        """Take over colours and fonts of the theme in force."""
        now = theme.current()
        self.inside.dress()
        self._papers: list[QBrush] = []  # by tint: colour, and the same pale
        self._edges: list[QPen] = []
        self._inks: list[QColor] = []
        self._grounds: list[QColor] = []
        for name in COLOURS:
            paper = now.note(name)
            for share in (1.0, 0.3):
                self._grounds.append(faded(paper.paper, share))
                self._papers.append(QBrush(self._grounds[-1]))
                self._edges.append(QPen(faded(paper.edge, share), now.line_width))
                self._edges[-1].setCosmetic(True)
                self._inks.append(faded(paper.ink, share, paper.paper))
        self._accent = QColor(now.accent)
        self._sheets: dict[tuple[int, float, float], QPixmap] = {}
        self._sheets_for = (0.0, 0.0)

    # -- changes: only the touched blocks and layouts are made again
    def reset(self) -> None:
        self.blocks.reset()
        self.texts.clear()
        self._chosen = None

    def leave(self, slots: Iterable[int]) -> None:
        self.blocks.leave(slots)
        self._chosen = None

    def arrive(self, slots: Iterable[int]) -> None:
        self.blocks.arrive(slots)
        self._chosen = None

    def forget_blocks(self) -> None:
        self.blocks.forget()
        self._chosen = None

    def chosen_changed(self) -> None:
        self._chosen = None

    # -- drawing
    def draw(self, painter: QPainter, area: QRectF, zoom: float, is_sharp: bool = True, has_text: bool = True) -> None:
        """All shown notes within an area. `is_sharp`: on whole pixels, as a screen needs it."""
        if zoom < self.model.text_from or not has_text:
            self.blocks.draw(painter, area, self._papers)
        else:
            self.draw_notes(painter, self.model.inside(area).tolist(), zoom, is_sharp)

    def draw_notes(self, painter: QPainter, slots: Sequence[int], zoom: float, is_sharp: bool = True) -> None:
        """These notes, lowest first; paper and text together, so that an upper note covers the text below it."""
        if not slots:
            return
        m, view, at = self.model, painter.worldTransform(), np.array(slots, dtype=int)
        ratio = painter.device().devicePixelRatio() if is_sharp else 1.0
        across, down = m.x[at] * zoom, m.y[at] * zoom
        if is_sharp:  # rounded before the view's own whole pixels come in: a pan never changes how a note is rounded
            self._keep_sheets(zoom, ratio)
            across, down = np.floor(across * ratio + 0.5) / ratio, np.floor(down * ratio + 0.5) / ratio
        across, down = across + view.dx(), down + view.dy()
        tints = m.colour[at] * 2 + m.dim[at]
        rows = zip(
            slots, across.tolist(), down.tolist(), tints.tolist(), m.w[at].tolist(), m.h[at].tolist(), strict=True
        )
        still, rim = QTransform(), math.ceil(ratio) / ratio
        for slot, left, top, tint, wide, high in rows:
            note = m.notes[slot]
            if note is None:
                continue
            if is_sharp:
                painter.setWorldTransform(still)
                painter.drawPixmap(QPointF(left - rim, top - rim), self._sheet(tint, wide, high))
                painter.setWorldTransform(QTransform(zoom, 0.0, 0.0, zoom, left, top))
            else:
                painter.setWorldTransform(QTransform(zoom, 0.0, 0.0, zoom, left, top))
                self._draw_sheet(painter, QRectF(0, 0, wide, high), tint, theme.RADIUS_NOTE)
            self.inside.draw(painter, m, slot, note, zoom, self._grounds[tint], self._inks[tint], is_sharp)
        painter.setWorldTransform(view)

    def _keep_sheets(self, zoom: float, ratio: float) -> None:
        if self._sheets_for != (zoom, ratio):
            self._sheets_for = (zoom, ratio)
            self._sheets.clear()

    def _sheet(self, tint: int, wide: float, high: float) -> QPixmap:
        """An empty note at the zoom in force: a blit costs a fifth of a rounded rectangle."""
        key = (tint, wide, high)
        found = self._sheets.get(key)
        if found is None:
            zoom, ratio = self._sheets_for
            rim = math.ceil(ratio)  # pixels of the screen round the note
            found = QPixmap(math.ceil(wide * zoom * ratio) + 2 * rim + 1, math.ceil(high * zoom * ratio) + 2 * rim + 1)
            found.setDevicePixelRatio(ratio)
            found.fill(Qt.GlobalColor.transparent)
            painter = QPainter(found)
            half, off = theme.current().line_width / 2, rim / ratio
            box = QRectF(off + half, off + half, wide * zoom - 2 * half, high * zoom - 2 * half)
            self._draw_sheet(painter, box, tint, max(theme.RADIUS_NOTE * zoom, 2.0))
            painter.end()
            self._sheets[key] = found
        return found

    def _draw_sheet(self, painter: QPainter, box: QRectF, tint: int, radius: float) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        painter.setPen(self._edges[tint])
        painter.setBrush(self._papers[tint])
        painter.drawRoundedRect(box, radius, radius)

    # -- what is selected
    def draw_rings(self, painter: QPainter, area: QRectF, zoom: float) -> None:
        """A ring near, a veil far out."""
        m, n = self.model, len(self.model.notes)
        if not m.selected[:n].any():
            return
        if zoom < self.model.text_from:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            for _, path in self._chosen_paths():
                if path.boundingRect().intersects(area):
                    painter.fillPath(path, self._veil())
            return
        shown = m.inside(area.adjusted(-8 / zoom, -8 / zoom, 8 / zoom, 8 / zoom))
        boxes = [m.box(s) for s in shown[m.selected[shown]].tolist()]
        self.draw_ring(painter, boxes, zoom, len(boxes) <= FEW)

    def draw_ring(self, painter: QPainter, boxes: list[QRectF], zoom: float, is_round: bool = True) -> None:
        """The ring of the look: 2 px accent, 2 px off."""
        pen = QPen(self._accent, 2)
        pen.setCosmetic(True)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        off = 3 / zoom
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, is_round)
        if not is_round:
            painter.drawRects([box.adjusted(-off, -off, off, off) for box in boxes])
            return
        for box in boxes:
            painter.drawRoundedRect(box.adjusted(-off, -off, off, off), 4 + off, 4 + off)

    def _chosen_paths(self) -> Paths:
        """Built once per selection, since they are drawn in every frame."""
        if self._chosen is None:
            m, n = self.model, len(self.model.notes)
            at = m.selected[:n] & m.alive[:n] & ~m.hidden[:n] & ~m.away[:n]
            self._chosen = self.lump(np.flatnonzero(at).tolist())
        return self._chosen

    def lump(self, slots: Iterable[int]) -> Paths:
        """Notes far out as few paths."""
        return self.blocks.lump(slots)

    def draw_lump(self, painter: QPainter, lump: Paths, is_chosen: bool) -> None:
        """Paint what `lump` made, under the veil of the selection if it is selected."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for tint, path in lump:
            painter.fillPath(path, self._papers[tint])
            if is_chosen:
                painter.fillPath(path, self._veil())

    def _veil(self) -> QColor:
        veil = QColor(self._accent)
        veil.setAlpha(VEIL)
        return veil
