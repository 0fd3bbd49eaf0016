"""Breaks texts into lines of a width, fast enough for ten thousand cards; it paints nothing."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextOption

from cocreate.model.search import phrases, ranges

KEPT = 20_000  # texts whose lines are remembered


class Wrapper:
    """Lines of a font and a width. Words are measured once; what has no spaces to break at goes through Qt."""

    def __init__(self, font: QFont, width: float, most_lines: int = 12, line_height: float = 1.36) -> None:
        self.font, self.width, self.most_lines = font, width, most_lines
        self.metrics = QFontMetricsF(font)
        self.pitch = round(font.pixelSize() * line_height)
        self._space = self.metrics.horizontalAdvance(" ")
        self._words: dict[str, float] = {}
        self._lines: dict[str, tuple[str, ...]] = {}

    def lines(self, text: str) -> tuple[str, ...]:
        """The lines of a text; the last one ends in … when there are more."""
        found = self._lines.get(text)
        if found is None:
            if len(self._lines) > KEPT:
                self._lines.clear()
            found = self._lines[text] = tuple(self._break(text))
        return found

    def height(self, text: str) -> int:
        return max(1, len(self.lines(text))) * self.pitch

    def _break(self, text: str) -> list[str]:
        out: list[str] = []
        for paragraph in text.strip().splitlines() or [""]:
            out += self._break_one(paragraph)
            if len(out) > self.most_lines:
                rest = " ".join(text[text.find(out[self.most_lines - 1]) :].split()) if self.most_lines > 1 else text
                last = self.metrics.elidedText(rest, Qt.TextElideMode.ElideRight, self.width)
                return [*out[: self.most_lines - 1], last if last.endswith("…") else last + " …"]
        return out

    def _break_one(self, text: str) -> list[str]:
        lines: list[str] = []
        line: list[str] = []
        used = 0.0
        for word in text.split():
            wide = self._words.get(word)
            if wide is None:
                wide = self._words[word] = self.metrics.horizontalAdvance(word)
            if wide > self.width:
                return self._break_by_qt(text)
            if line and used + self._space + wide > self.width:
                lines.append(" ".join(line))
                line, used = [], 0.0
            used += wide + (self._space if line else 0.0)
            line.append(word)
        lines.append(" ".join(line))
        return lines

    def _break_by_qt(self, text: str) -> list[str]:
        layout = QTextLayout(text, self.font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        raw = text.encode("utf-16-le")  # Qt counts in UTF-16
        found = []
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(self.width)
            start = 2 * line.textStart()
            found.append(raw[start : start + 2 * line.textLength()].decode("utf-16-le", "ignore").rstrip())
        layout.endLayout()
        return found


def is_right_to_left(text: str) -> bool:
    """By the first letter that has a direction."""
    for letter in text[:200]:
        side = unicodedata.bidirectional(letter)
        if side in ("L", "R", "AL"):
            return side != "L"
    return False


def spans(text: str, question: str) -> list[tuple[int, int]]:
    """Start and length of every place of a line that answers some word of a question."""
    if not question:
        return []
    return [(start, end - start) for part in phrases(question) for start, end in ranges(text, part)]
