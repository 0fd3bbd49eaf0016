"""Words on the screen: labels by role, clamped texts, badges, avatars and dividers; they never take a key or a click.

Label(tr("Share"), role="title")             # display | title | strong | body | muted | caption | ok | warn | error
Label(tr("…"), role="muted", wrap=True)
Label("7", role="strong", tabular=True)      # votes and clocks
ElidedLabel(long_title, role="strong", lines=2)
Badge(tr("Vote open"), kind="accent")        # plain | accent | ok | warn | danger
Avatar("Fatima El Amrani")
"""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from cocreate.ui import theme

_OWN_FONT = ("display", "title", "strong", "caption", "badge")
_FONT_OF = {role: role for role in _OWN_FONT} | {"error": "caption", "key": "caption"}

_INK = {"muted": "muted", "caption": "muted", "error": "danger", "ok": "ok", "warn": "warn", "inverse": "on_inverse"}


class Label(QLabel):
    """A text of one role. Plain text always: what people typed is never read as markup."""

    def __init__(
        self, text: str = "", role: str = "body", parent: QWidget | None = None, *, wrap: bool = False,
        tabular: bool = False, selectable: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self._tabular, self._is_selectable = tabular, selectable
        self.setFont(theme.font(_FONT_OF.get(role, "body"), tabular))
        self.setWordWrap(wrap)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        if selectable:
            self.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )

    def heightForWidth(self, width: int) -> int:
        if not self._is_prose():
            return super().heightForWidth(width)
        rim = self.contentsMargins()
        return math.ceil(self._lay_out(width - rim.left() - rim.right())[1]) + rim.top() + rim.bottom()

    def sizeHint(self) -> QSize:
        """Prose likes 48 letters a line and takes what it gets."""
        if not self._is_prose():
            return super().sizeHint()
        metrics = QFontMetricsF(self.font())
        width = math.ceil(min(metrics.horizontalAdvance(self.text()), metrics.averageCharWidth() * 48)) + 1
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(40, 0) if self._is_prose() else super().minimumSizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._is_prose():
            super().paintEvent(event)
            return
        box = self.contentsRect()
        layout, height = self._lay_out(box.width())
        painter = QPainter(self)
        painter.setPen(theme.current().colour(_INK.get(str(self.property("role")), "text")))
        is_low = self.alignment() & Qt.AlignmentFlag.AlignVCenter
        layout.draw(painter, QPointF(box.left(), box.top() + (max(0.0, (box.height() - height) / 2) if is_low else 0)))

    def _is_prose(self) -> bool:
        """Text over several lines is set by hand, because Qt's label knows no line height."""
        return self.wordWrap() and not self._is_selectable

    def _lay_out(self, width: int) -> tuple[QTextLayout, float]:
        """The lines and their height together."""
        option = QTextOption(self.alignment() & Qt.AlignmentFlag.AlignHorizontal_Mask)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout = QTextLayout(self.text().replace("\n", "\u2028"), self.font())
        layout.setTextOption(option)
        pitch = round(self.font().pixelSize() * (theme.LINE_HEIGHT if self.font().pixelSize() < 20 else 1.25))
        y = 0.0
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, 1))
            line.setPosition(QPointF(0, y + (pitch - line.height()) / 2))
            y += pitch
        layout.endLayout()
        return layout, y

    def set_role(self, role: str) -> None:
        """Say the same in another tone, for instance `muted` to `error`."""
        self.setFont(theme.font(_FONT_OF.get(role, "body"), self._tabular))
        theme.restyle(self, role=role)


class ElidedLabel(QWidget):
    """A text in at most `lines` lines; what does not fit ends in … and the whole is in the tooltip.

    Only for texts that people type (titles, names). Our own words must fit.
    """

    def __init__(self, text: str, role: str = "body", parent: QWidget | None = None, *, lines: int = 1) -> None:
        super().__init__(parent)
        self._text, self._role, self._lines = text, role, lines
        self._is_elided = False
        across = QSizePolicy.Policy.Ignored if lines == 1 else QSizePolicy.Policy.Expanding
        policy = QSizePolicy(across, QSizePolicy.Policy.Fixed if lines == 1 else QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(lines > 1)
        self.setSizePolicy(policy)
        self.setAccessibleName(text)

    def text(self) -> str:
        return self._text

    def set_text(self, text: str) -> None:
        if text != self._text:
            self._text = text
            self.setAccessibleName(text)
            self.updateGeometry()
            self.update()

    def is_elided(self) -> bool:
        """Whether the text was cut at the last painting."""
        return self._is_elided

    def font_of_role(self) -> QFont:
        return theme.font(_FONT_OF.get(self._role, "body"))

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self.font_of_role())
        width = metrics.horizontalAdvance(self._text) + 2
        return QSize(int(width if self._lines == 1 else min(width, 240)), self.heightForWidth(240))

    def minimumSizeHint(self) -> QSize:
        return QSize(48, self._line_height())

    def heightForWidth(self, width: int) -> int:
        return max(1, len(self._break(width))) * self._line_height()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        font = self.font_of_role()
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        muted = self._role in ("muted", "caption")
        painter.setPen(theme.current().colour("muted" if muted else "text"))
        lines = self._break(self.width())
        self._is_elided = False
        for k, (start, length) in enumerate(lines):
            words = self._text[start : start + length].rstrip()
            if k == len(lines) - 1:
                rest = " ".join(self._text[start:].split())
                words = metrics.elidedText(rest, Qt.TextElideMode.ElideRight, self.width())
                self._is_elided = words != rest
            box = QRectF(0, k * self._line_height(), self.width(), self._line_height())
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, words)
        self.setToolTip(self._text if self._is_elided else "")

    def _line_height(self) -> int:
        return round(theme.px(theme.SIZES[_FONT_OF.get(self._role, "body")][0]) * theme.LINE_HEIGHT)

    def _break(self, width: int) -> list[tuple[int, int]]:
        """(start, length) of each line that is shown."""
        layout = QTextLayout(self._text.replace("\n", " "), self.font_of_role())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        found: list[tuple[int, int]] = []
        layout.beginLayout()
        while len(found) < self._lines and (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, 1))
            found.append((line.textStart(), line.textLength()))
        layout.endLayout()
        return found


class Badge(QLabel):
    """A short fact in a soft box. Its words carry the meaning, the colour only repeats it."""

    def __init__(self, text: str, kind: str = "plain", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", "badge")
        self.setProperty("kind", kind)
        self.setFont(theme.font("badge", tabular=True))
        self.setIndent(0)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)


class Divider(QFrame):
    """A thin line between two things."""

    def __init__(self, parent: QWidget | None = None, *, vertical: bool = False) -> None:
        super().__init__(parent)
        self.setProperty("role", "divider-v" if vertical else "divider")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)


class Avatar(QWidget):
    """A person's initials on a note colour that always belongs to that name."""

    def __init__(self, name: str, size: int = 28, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = name
        self.setFixedSize(size, size)
        self.setAccessibleName(name)
        self.setToolTip(name)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = theme.current()
        names = list(t.notes)
        paper = t.notes[names[sum(self.name.encode()) % len(names)]]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(paper.edge))
        painter.setBrush(QColor(paper.paper))
        painter.drawEllipse(
            QPointF(self.width() / 2, self.height() / 2), self.width() / 2 - 0.5, self.height() / 2 - 0.5
        )
        font = theme.font("strong")
        font.setPixelSize(round(self.height() * 0.4))
        painter.setFont(font)
        painter.setPen(QColor(paper.ink))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, initials(self.name))


def initials(name: str) -> str:
    """First letters of the first and the last word: `Fatima El Amrani` gives `FA`."""
    words = [word for word in name.split() if word[0].isalnum()]
    return (words[0][:1] + (words[-1][:1] if len(words) > 1 else "")).upper() if words else "?"
