"""A workshop's card on Home: picture, title, what is in it, and its small menu; it only says what was asked."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cocreate.ui import theme
from cocreate.ui.home.cards import WorkshopCard, day_line, vote_words
from cocreate.ui.home.thumbnail import Thumbnail
from cocreate.ui.i18n import tr
from cocreate.ui.widgets import Badge, Button, Card, ElidedLabel, Label, Menu


class CardView(Card):
    """Press it to open the workshop; the three dots, Del or a right click offer the rest."""

    open_requested = Signal(str)
    remove_requested = Signal(str)

    def __init__(self, card: WorkshopCard, parent: QWidget | None = None, *, now: datetime | None = None) -> None:
        line = day_line(card, now)
        vote = vote_words(card.vote_state)
        spoken = ", ".join(part for part in (card.heading, line.replace(" · ", ", "), vote[0] if vote else "") if part)
        super().__init__(parent, padding=0, can_press=True, name=spoken)
        self.card = card
        self.clicked.connect(self._open)
        self.thumbnail = Thumbnail(card)
        self.body.setContentsMargins(1, 1, 1, 1)
        self.body.setSpacing(0)
        self.body.addWidget(self.thumbnail)
        words = QVBoxLayout()
        words.setContentsMargins(theme.L - 1, theme.M, theme.L - 1, theme.L - 1)
        words.setSpacing(theme.XS)
        self.title = ElidedLabel(card.heading, role="strong", lines=2)
        self.more = Button(kind="icon", icon="ellipsis", name=tr("More about {title}", title=card.heading), parent=self)
        self.more.set_tooltip(tr("More"))
        self.more.clicked.connect(lambda: self.menu().below(self.more))
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, theme.TARGET - theme.S, 0)
        head.addWidget(self.title)
        words.addLayout(head)
        self.line = Label(line, role="caption", wrap=True)
        words.addWidget(self.line)
        words.addStretch(1)
        self.body.addLayout(words, 1)
        badges = QHBoxLayout()
        badges.setContentsMargins(0, theme.XS, 0, 0)
        badges.setSpacing(theme.XS)
        if card.is_demo:
            badges.addWidget(Badge(tr("Demo")))
        if vote:
            badges.addWidget(Badge(*vote))
        if badges.count():
            badges.addStretch(1)
            words.addLayout(badges)
        for quiet in (self.thumbnail, self.title, self.line):
            quiet.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def menu(self) -> Menu:
        """Open, copy the question, remove from the list."""
        menu = Menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.add(tr("Open workshop"), self._open, icon="folder-open")
        if self.card.question:
            menu.add(tr("Copy the question"), self._copy, icon="copy")
        menu.addSeparator()
        menu.add(tr("Remove from the list"), self._remove, icon="trash-2")
        return menu

    def event(self, event: QEvent) -> bool:
        """The three dots stand level with the first line of the title, whatever the layout moved."""
        done = super().event(event)
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            top = self.thumbnail.geometry().bottom() + theme.S - 1
            right = self.width() - self.contentsMargins().right() - theme.S
            self.more.setGeometry(right - theme.TARGET, top, theme.TARGET, theme.TARGET)
        return done

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu().popup(event.globalPos() + QPoint(1, 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self._remove()
        else:
            super().keyPressEvent(event)

    def _open(self) -> None:
        self.open_requested.emit(self.card.id)

    def _remove(self) -> None:
        self.remove_requested.emit(self.card.id)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.card.question)
