"""The command palette: everything that can be done now, and every workshop and note, found by a few letters.

    open_palette(window, actions, provider)     # opens, or closes an open one
    def provider(query: str) -> list[Entry]: return [Entry(note.text, lambda: board.show(note.id), icon="sticky-note")]

It runs actions by their id and entries by their own callable, after it has closed; it knows no command.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from cocreate.ui import icons, theme
from cocreate.ui.actions import Actions
from cocreate.ui.i18n import tr
from cocreate.ui.palette_rows import ROW, Rows
from cocreate.ui.widgets.fields import Line
from cocreate.ui.widgets.labels import Divider, Label
from cocreate.ui.widgets.overlay import Overlay, open_overlays
from cocreate.ui.widgets.surfaces import shadow_room

WIDTH = 600
MOST_ROWS = 9
MOST_FOUND = 200


@dataclass(frozen=True)
class Entry:
    """A line of the palette: what it says, what it does, its section or a detail, its keys."""

    text: str
    run: Callable[[], object]
    icon: str = ""
    detail: str = ""
    keys: str = ""


Provider = Callable[[str], Iterable[Entry]]


def fold(text: str) -> str:
    """Lower case without accents, so that `idee` finds `Ideeën`."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c))


def score(query: str, text: str) -> float:
    """How well a text answers a query; 0 when it does not.

    Every word of the query must be found: at the start of a word (best), within one, or as letters in order.
    """
    words, where = fold(query).split(), fold(text)
    if not words:
        return 1.0
    total = 0.0
    for word in words:
        if where.startswith(word):
            total += 4
        elif f" {word}" in where:
            total += 3
        elif word in where:
            total += 2
        elif len(word) > 2 and (spread := _spread(word, where)):
            total += 1 - spread
        else:
            return 0.0
    return total / len(words) + 1 / (10 + len(where))


def _spread(word: str, where: str) -> float:
    """The share of the text that the letters of `word` span, in order from the start of some word; else 0."""
    starts = [k for k in range(len(where)) if where[k] == word[0] and (k == 0 or not where[k - 1].isalnum())]
    for start in starts:
        at = start
        for letter in word[1:]:
            at = where.find(letter, at + 1)
            if at < 0:
                break
        if at >= 0 and at - start < 4 * len(word):
            return (at - start) / (len(where) + 1) or 0.01
    return 0.0


def find(query: str, entries: Sequence[Entry], most: int = MOST_FOUND) -> list[Entry]:
    """The entries that answer, best first; equal ones keep their order. The detail counts for half."""
    found = [(max(score(query, e.text), score(query, f"{e.text} {e.detail}") / 2), e) for e in entries]
    return [e for points, e in sorted(found, key=lambda f: -f[0]) if points > 0][:most]


class Palette(Overlay):
    """The overlay itself; use `open_palette`, or give it entries of your own to choose from."""

    dim = 0.18

    def __init__(
        self, parent: QWidget, entries: Sequence[Entry], provider: Provider | None = None, *, name: str = "",
        hint: str = "",
    ) -> None:  # fmt: skip
        super().__init__(parent, name or tr("Find a command"))
        self._entries, self._provider = list(entries), provider
        self._found: list[Entry] = []
        column = QVBoxLayout(self.face)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(theme.L, theme.S, theme.L, theme.S)
        head.setSpacing(theme.M)
        glass = Label()
        glass.setPixmap(icons.pixmap("search", "muted", theme.ICON, self.devicePixelRatioF()))
        self.line = Line(placeholder=hint or tr("Type what you want to do or find"), role="bare")
        self.line.setMinimumHeight(theme.TARGET)
        self.line.textChanged.connect(self._search)
        self.line.installEventFilter(self)
        head.addWidget(glass)
        head.addWidget(self.line, 1)
        column.addLayout(head)
        column.addWidget(Divider())
        self.list = QListWidget()
        self.list.setAccessibleName(name or tr("Commands"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setUniformItemSizes(True)
        self.list.setItemDelegate(Rows(self.list))
        self.list.entered.connect(self.list.setCurrentIndex)
        self.list.itemClicked.connect(lambda _item: self.run_chosen())
        held = QVBoxLayout()
        held.setContentsMargins(0, theme.S, 0, theme.S)
        held.addWidget(self.list)
        column.addLayout(held, 1)
        self.nothing = Label(tr("Nothing found. Try fewer letters."), role="muted", wrap=True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.setContentsMargins(theme.L, theme.L, theme.L, theme.L)
        column.addWidget(self.nothing)
        self._search("")

    def first_stop(self) -> QWidget:
        return self.line

    def found(self) -> list[Entry]:
        """What is listed now."""
        return self._found

    def run_chosen(self) -> None:
        """Close, then do what the chosen line says."""
        row = self.list.currentRow()
        if 0 <= row < len(self._found):
            chosen = self._found[row]
            self.close_with(chosen)
            chosen.run()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.line and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside it leaves."""
        if not self.face.geometry().contains(event.position().toPoint()):
            self.close_with(None)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_with(None)
        event.accept()

    def arrange(self) -> None:
        room = shadow_room("sheet")
        width = min(WIDTH, self.width() - 2 * theme.L) + 2 * room
        rows = min(max(self.list.count(), 0), MOST_ROWS)
        body = rows * ROW + 2 * theme.S if rows else 64
        height = min(theme.TARGET + 2 * theme.S + 2 + body, self.height() - 2 * theme.L) + 2 * room
        top = max(theme.L, round(self.height() * 0.14)) - room
        self.face.setGeometry((self.width() - width) // 2, top, width, height)

    def _key(self, event: QKeyEvent) -> bool:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: MOST_ROWS, Qt.Key.Key_PageUp: -MOST_ROWS}
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.close_with(None)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.run_chosen()
        elif key in steps and self._found:
            row = self.list.currentRow() + steps[key]
            wraps = abs(steps[key]) == 1
            self.list.setCurrentRow(row % len(self._found) if wraps else min(max(row, 0), len(self._found) - 1))
        else:
            return False
        return True

    def _search(self, query: str) -> None:
        more = list(self._provider(query)) if self._provider and query.strip() else []
        self._found = find(query, [*self._entries, *more])
        self.list.clear()
        for entry in self._found:
            item = QListWidgetItem(entry.text)
            item.setData(Qt.ItemDataRole.UserRole, entry)
            item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, f"{entry.detail} {entry.keys}".strip())
            self.list.addItem(item)
        self.list.setCurrentRow(0 if self._found else -1)
        self.list.setVisible(bool(self._found))
        self.nothing.setVisible(not self._found)
        self.arrange()


def open_palette(window: QWidget, actions: Actions, provider: Provider | None = None) -> Palette | None:
    """Open the palette over a window; if it is open already, close it."""
    for one in open_overlays(window):
        if isinstance(one, Palette):
            one.close_with(None)
            return None
    entries = [
        Entry(spec.text, partial(actions.trigger, spec.id), spec.icon, spec.section, spec.shortcut)
        for spec in actions.available()
        if spec.id != "app.palette"
    ]
    palette = Palette(window, entries, provider)
    palette.appear()
    return palette
