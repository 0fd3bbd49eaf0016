"""Who votes alike: a strip with the size of each group, what sets it apart, and always what all groups agree on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from cocreate.export import opinion_words as said
from cocreate.ui import theme
from cocreate.ui.i18n import tr
from cocreate.ui.widgets.surfaces import Panel
from cocreate.ui.workshop import parts
from cocreate.voting.opinions import Opinions
from cocreate.words import words


class Strip(QWidget):
    """Lengths side by side, each with its letter: how large the groups are."""

    def __init__(self, sizes: Sequence[int]) -> None:
        super().__init__()
        self._sizes = tuple(sizes)
        self.setFixedHeight(theme.px(24))

    def paintEvent(self, _event: QPaintEvent) -> None:
        now, gap = theme.current(), 2.0
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font("strong"))
        room, x = self.width() - gap * (len(self._sizes) - 1), 0.0
        for at, people in enumerate(self._sizes):
            box = QRectF(x, 0, room * people / sum(self._sizes), self.height())
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(now.colour("pressed" if at else "accent_soft"))
            painter.drawRoundedRect(box, theme.RADIUS_CONTROL, theme.RADIUS_CONTROL)
            painter.setPen(now.colour("text"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "ABCDE"[at])
            x += box.width() + gap


class CampPanel(Panel):
    """Hidden where a vote cannot say. `words`: all that it says, one line each."""

    def __init__(self) -> None:
        super().__init__("inset")
        self.words: list[str] = []
        self.column = parts.column(self, theme.M, theme.S)
        self.hide()

    def show_opinions(self, found: Opinions | None, titles: Mapping[str, str]) -> None:
        parts.clear(self.column)
        self.words = []
        self.setVisible(found is not None)
        if found is None:
            return
        t = words(tr.language)
        self._add(tr("Who votes alike"), "strong")
        self._add(said.head_words(t, found), "caption")
        if not found.camps:
            return
        strip = Strip([camp.people for camp in found.camps])
        strip.setAccessibleName(", ".join(str(camp.people) for camp in found.camps))
        self.column.addWidget(strip)
        for at, camp in enumerate(found.camps):
            self._add(said.camp_words(t, at, camp, titles), "caption")
        if not found.agreed:
            self._add(tr("Nothing is supported by most people in every group."), "caption")
            return
        self._add(said.agreed_head(t), "strong")
        for one in found.agreed:
            self._add(said.agreed_words(t, one, titles), "caption")

    def _add(self, text: str, role: str) -> None:
        self.words.append(text)
        self.column.addWidget(parts.label(text, role))
