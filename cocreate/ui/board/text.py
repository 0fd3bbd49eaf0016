"""Laid out note texts: the largest size that fits, else shortened; a bounded cache, least recently used out first."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QTextCharFormat, QTextLayout, QTextOption

from cocreate.model.search import ranges
from cocreate.ui import theme

LAYOUTS = 4000
SMALLER = (26, 22, 18, 15, 13, 11)  # px that a text shrinks to, as far as it must
LEADING = 1.28


class Texts:
    """Layouts by slot. `forget` one before its text or its room changes."""

    def __init__(self) -> None:
        self._kept: OrderedDict[int, QTextLayout] = OrderedDict()
        self.made = 0  # layouts built so far: tests count them
        self.question = ""  # its words are marked in the texts that answer it

    def marks(self, layout: QTextLayout) -> list[QTextLayout.FormatRange]:
        """How the words that were searched for stand out in a laid out text. Qt counts in UTF-16."""
        if not self.question:
            return []
        text = layout.text()
        look = QTextCharFormat()
        look.setFontUnderline(True)
        veil = QColor(theme.current().note("stone").ink)
        veil.setAlpha(52)
        look.setBackground(veil)
        out = []
        for start, end in ranges(text.replace("\u2028", " "), self.question):
            one = QTextLayout.FormatRange()
            one.start = len(text[:start].encode("utf-16-le")) // 2
            one.length = len(text[start:end].encode("utf-16-le")) // 2
            one.format = look
            out.append(one)
        return out

    def clear(self) -> None:
        self._kept.clear()

    def forget(self, slot: int) -> None:
        self._kept.pop(slot, None)

    def layout(self, slot: int, text: str, width: float = 136.0, height: float = 124.0) -> QTextLayout:
        """The layout of a note's text in a room of so many board units, from the cache where it is held."""
        found = self._kept.get(slot)
        if found is not None:
            self._kept.move_to_end(slot)
            return found
        made = self._kept[slot] = _fit(text.replace("\n", "\u2028"), width, height)
        self.made += 1
        while len(self._kept) > LAYOUTS:
            self._kept.popitem(last=False)
        return made


def _fit(text: str, width: float, height: float) -> QTextLayout:
    base = theme.font("note")
    full = base.pixelSize()
    font = QFont(base)
    for size in (full, *(s for s in SMALLER if s < full)):
        font.setPixelSize(size)
        layout, fits = _lay(text, font, width, height, QTextOption.WrapMode.WordWrap)
        if fits:
            return layout
    layout, fits = _lay(text, font, width, height)  # a word longer than the note must break
    return layout if fits else _lay(_cut(layout, font, width), font, width, height)[0]


def height_for(text: str, width: float) -> float:
    """The height that a text takes at its full size, without shrinking or shortening; board units."""
    layout, _ = _lay(text.replace("\n", "\u2028"), theme.font("note"), width, 1e6)
    return layout.lineCount() * theme.font("note").pixelSize() * LEADING


def _lay(
    text: str, font: QFont, width: float, height: float,
    wrap: QTextOption.WrapMode = QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere,
) -> tuple[QTextLayout, bool]:  # fmt: skip
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
        line.setLineWidth(width)
        if y + step > height + 0.5:
            layout.endLayout()
            return layout, False
        line.setPosition(QPointF(0, y + rise))
        fits = fits and line.naturalTextWidth() <= width + 0.5
        y += step
    layout.endLayout()
    return layout, fits


def _cut(layout: QTextLayout, font: QFont, width: float) -> str:
    """The text up to the last line that fits, which ends in an ellipsis. Qt counts in UTF-16."""
    last = layout.lineAt(max(0, layout.lineCount() - 2))
    raw = layout.text().encode("utf-16-le")
    start = last.textStart() * 2
    rest = raw[start:].decode("utf-16-le").replace("\u2028", " ")
    shown = QFontMetricsF(font).elidedText(rest, Qt.TextElideMode.ElideRight, width)
    return raw[:start].decode("utf-16-le") + shown
