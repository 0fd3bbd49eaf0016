"""Laid out note texts: the largest size that fits, else shortened; a bounded cache, least recently used out first."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextOption

from cocreate.ui import theme

LAYOUTS = 4000
SMALLER = (26, 22, 18, 15, 13, 11)  # px that a text shrinks to, as far as it must
LEADING = 1.28


class Texts:
    """Layouts by slot, for a paper of the given inner width and height."""

    def __init__(self, width: float, height: float) -> None:
        self._width, self._height = width, height
        self._kept: OrderedDict[int, QTextLayout] = OrderedDict()
        self.made = 0  # layouts built so far: tests count them

    def clear(self) -> None:
        self._kept.clear()

    def forget(self, slot: int) -> None:
        self._kept.pop(slot, None)

    def layout(self, slot: int, text: str) -> QTextLayout:
        """The layout of a note's text, from the cache where it is held."""
        found = self._kept.get(slot)
        if found is not None:
            self._kept.move_to_end(slot)
            return found
        made = self._kept[slot] = self._fit(text.replace("\n", "\u2028"))
        self.made += 1
        while len(self._kept) > LAYOUTS:
            self._kept.popitem(last=False)
        return made

    def _fit(self, text: str) -> QTextLayout:
        base = theme.font("note")
        full = base.pixelSize()
        font = QFont(base)
        for size in (full, *(s for s in SMALLER if s < full)):
            font.setPixelSize(size)
            layout, fits = self._lay(text, font, QTextOption.WrapMode.WordWrap)
            if fits:
                return layout
        layout, fits = self._lay(text, font)  # a word longer than the note must break
        return layout if fits else self._lay(self._cut(layout, font), font)[0]

    def _lay(
        self, text: str, font: QFont, wrap: QTextOption.WrapMode = QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere
    ) -> tuple[QTextLayout, bool]:
        layout = QTextLayout(text, font)
        option = QTextOption()
        option.setWrapMode(wrap)
        layout.setTextOption(option)
        layout.setCacheEnabled(True)
        step = font.pixelSize() * LEADING
        rise = (step - QFontMetricsF(font).height()) / 2
        layout.beginLayout()
        y, fits = 0.0, True
        while (line := layout.createLine()).isValid():
            if y + step > self._height + 0.5:
                line.setLineWidth(self._width)
                layout.endLayout()
                return layout, False
            line.setLineWidth(self._width)
            line.setPosition(QPointF(0, y + rise))
            fits = fits and line.naturalTextWidth() <= self._width + 0.5
            y += step
        layout.endLayout()
        return layout, fits

    def _cut(self, layout: QTextLayout, font: QFont) -> str:
        """The text up to the last line that fits, which ends in an ellipsis. Qt counts in UTF-16."""
        last = layout.lineAt(max(0, layout.lineCount() - 2))
        raw = layout.text().encode("utf-16-le")
        start = last.textStart() * 2
        rest = raw[start:].decode("utf-16-le").replace("\u2028", " ")
        shown = QFontMetricsF(font).elidedText(rest, Qt.TextElideMode.ElideRight, self._width)
        return raw[:start].decode("utf-16-le") + shown
