"""The tree view of the outline: its keys, and dragging lines to another theme or place. It sends no command."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QTreeView

from cocreate.ui import icons, theme
from cocreate.ui.i18n import tr
from cocreate.ui.outline.lines import PAD
from cocreate.ui.outline.model import ID, OutlineModel
from cocreate.ui.outline.nodes import DRAFT, GROUP, NOTE, THEME, Node
from cocreate.ui.widgets.surfaces import SlimBar
from cocreate.ui.workshop.keys import KEYS, NONE

EDGE = 28  # px at the rim of the view in which a drag scrolls


@dataclass(frozen=True, slots=True)
class Drop:
    """Where what is dragged would go: a theme (empty: loose), and before which of its lines (empty: at the end)."""

    group: str
    before: str
    line: QRect  # where the mark is drawn
    is_into: bool  # a frame round a theme, else a line between two


class OutlineTree(QTreeView):
    """`asked` carries what a key wants (see `KEYS`); `dropped` where lines were put."""

    asked = Signal(str)
    menu_asked = Signal(QPoint)  # global
    dropped = Signal(tuple, str, str)  # ids, theme, before which
    themes_dropped = Signal(tuple, str)  # ids of themes, before which
    held_model: OutlineModel

    def __init__(self, model: OutlineModel) -> None:
        super().__init__()
        self.held_model = model
        self._press: QPoint | None = None
        self._was_selected = False
        self._dragged: tuple[str, ...] = ()
        self._drop: Drop | None = None
        self._at = QPoint()
        self.setHeaderHidden(True)
        self.setAccessibleName(tr("Outline of themes and ideas"))
        self.setAccessibleDescription(tr("Enter writes a note, F2 edits, Alt with an arrow moves it."))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)  # the page opens the editor
        self.setUniformRowHeights(False)  # long words take a second line
        self.setExpandsOnDoubleClick(False)
        self.setAllColumnsShowFocus(True)
        self.setIndentation(theme.icon_size() - 6)  # room for the chevron
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.bar = SlimBar(self)
        self._wide = 0
        self._scroll = QTimer(self)
        self._scroll.setInterval(40)
        self._scroll.timeout.connect(self._creep)

    # ---- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._dragged:
            self._let_go()
            return
        if event.text() == "/":
            event.ignore()  # the page opens the search
            return
        wanted = KEYS.get((Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier))
        if wanted is not None:
            self.asked.emit(wanted)
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.indexAt(event.pos())
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            if index.isValid() and not self.selectionModel().isSelected(index):
                self.setCurrentIndex(index)
            self.menu_asked.emit(event.globalPos())
        else:
            below = self.visualRect(self.currentIndex()).bottomLeft()
            self.menu_asked.emit(self.viewport().mapToGlobal(below))

    # ---- dragging: an own gesture, so that Esc ends it and nothing waits in a loop of its own

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        plain = event.button() == Qt.MouseButton.LeftButton and event.modifiers() == NONE
        on_words = index.isValid() and event.position().x() >= self.visualRect(index).left()
        self._press = event.position().toPoint() if plain and on_words else None
        self._was_selected = plain and on_words and self.selectionModel().isSelected(index)
        if self._was_selected:
            self.setFocus(Qt.FocusReason.MouseFocusReason)  # what is selected may be dragged together
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._at = event.position().toPoint()
        if self._press is None:
            super().mouseMoveEvent(event)
            return
        if not self._dragged and (self._at - self._press).manhattanLength() >= QApplication.startDragDistance():
            self._lift()
        if self._dragged:
            self._aim()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        drop, dragged, press = self._drop, self._dragged, self._press
        was_selected = self._was_selected
        self._let_go()
        if not dragged:
            if was_selected and press is not None:
                self.setCurrentIndex(self.indexAt(press))
            super().mouseReleaseEvent(event)
            return
        if drop is not None and self.held_model.nodes.by_id[dragged[0]].kind == THEME:
            self.themes_dropped.emit(dragged, drop.before)
        elif drop is not None:
            self.dropped.emit(dragged, drop.group, drop.before)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid():
            self.setCurrentIndex(index)
            self.asked.emit("rename")

    def _lift(self) -> None:
        """Notes travel together; themes travel with themes."""
        nodes = self.held_model.nodes
        pressed = self.held_model.node(self.indexAt(self._press or QPoint()))
        ids = [str(i.data(ID)) for i in self.selectionModel().selectedIndexes()]
        held = [n for i in ids if (n := nodes.by_id.get(i)) is not None and n.kind == pressed.kind]
        if pressed.kind in (NOTE, THEME) and held:
            order = {n.key: k for k, n in enumerate(nodes.walk())}
            self._dragged = tuple(n.id for n in sorted(held, key=lambda n: order[n.key]))
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self._scroll.start()

    def _aim(self) -> None:
        self._drop = self._drop_at(self._at)
        self.viewport().update()

    def _drop_at(self, at: QPoint) -> Drop | None:
        index = self.indexAt(at)
        if not index.isValid():
            return None
        model, node, box = self.held_model, self.held_model.node(index), self.visualRect(index)
        is_low = at.y() > box.center().y()
        if model.nodes.by_id[self._dragged[0]].kind == THEME:
            return self._theme_drop(node, is_low)
        if node.kind == NOTE and node.parent is not None:
            group = node.parent.id if node.parent.kind != GROUP else ""
            before = _after(node) if is_low else node.id
            y = box.bottom() + 1 if is_low else box.top()
            return Drop(group, before, QRect(box.left(), y, box.width(), 0), False)
        if node.kind == DRAFT:
            return None
        group = node.id if node.kind != GROUP else ""
        return Drop(group, "", box, True)

    def _theme_drop(self, node: Node, is_low: bool) -> Drop | None:
        """Themes go between themes."""
        theme_node = self.held_model.nodes.theme_of(node)
        if theme_node.kind != THEME:
            box = self.visualRect(self.held_model.index_of(theme_node))
            return Drop("", "", QRect(box.left(), box.top(), box.width(), 0), False)
        box = self.visualRect(self.held_model.index_of(theme_node))
        low = is_low and node is theme_node and not self.isExpanded(self.held_model.index_of(node))
        before = _after(theme_node) if low or node is not theme_node else theme_node.id
        nodes = self.held_model.nodes
        mark = nodes.by_id.get(before, nodes.loose)
        box = self.visualRect(self.held_model.index_of(mark))
        return Drop("", before, QRect(box.left(), box.top(), box.width(), 0), False)

    def _let_go(self) -> None:
        self._press, self._dragged, self._drop, self._was_selected = None, (), None, False
        self._scroll.stop()
        self.unsetCursor()
        self.viewport().update()

    def _creep(self) -> None:
        """Scroll while something is held at the rim."""
        high = self.viewport().height()
        by = -1 if self._at.y() < EDGE else (1 if self._at.y() > high - EDGE else 0)
        if by:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + by * max(bar.singleStep(), 1))
            self._aim()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self._dragged:
            self._let_go()

    # ---- painting

    def drawBranches(self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex) -> None:
        """A chevron level with the first line of a theme."""
        if self.held_model.rowCount(index):
            side = theme.icon_size() - 4
            name = "chevron-down" if self.isExpanded(index) else "chevron-right"
            picture = icons.pixmap(name, "muted", side, self.devicePixelRatioF())
            high = theme.px(18)
            painter.drawPixmap(rect.right() - side + 1, rect.top() + PAD + (high - side) // 2, picture)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._dragged:
            return
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._drop is not None:
            _paint_mark(painter, self._drop)
        count = len(self._dragged)
        if self.held_model.nodes.by_id[self._dragged[0]].kind == THEME:
            words = tr.plural("{n} theme", "{n} themes", n=count)
        else:
            words = tr.plural("{n} idea", "{n} ideas", n=count)
        paint_pill(painter, self._at + QPoint(14, 10), words)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.viewport().width() != self._wide:
            self._wide = self.viewport().width()
            self.scheduleDelayedItemsLayout()  # words wrap at another place


def _after(node: Node) -> str:
    """The id of the next line of the same kind; empty at the end."""
    held = node.parent.children if node.parent is not None else []
    at = held.index(node) + 1
    return held[at].id if at < len(held) and held[at].kind == node.kind else ""


def _paint_mark(painter: QPainter, drop: Drop) -> None:
    accent = QColor(theme.current().accent)
    painter.setPen(QPen(accent, 2))
    if drop.is_into:
        veil = QColor(accent)
        veil.setAlpha(26)
        painter.setBrush(veil)
        painter.drawRoundedRect(QRectF(drop.line).adjusted(1, 1, -1, -1), theme.RADIUS_CONTROL, theme.RADIUS_CONTROL)
        return
    y = drop.line.top()
    painter.setBrush(QColor(theme.current().surface))
    painter.drawLine(drop.line.left() + 6, y, drop.line.right() - 4, y)
    painter.drawEllipse(QRectF(drop.line.left(), y - 3, 6, 6))


def paint_pill(painter: QPainter, at: QPoint, words: str) -> None:
    """A small label beside the pointer that says how much is carried."""
    t = theme.current()
    painter.setFont(theme.font("badge", tabular=True))
    wide = painter.fontMetrics().horizontalAdvance(words) + 20
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(t.inverse))
    box = QRectF(at.x(), at.y(), wide, 26)
    painter.drawRoundedRect(box, 13, 13)
    painter.setPen(QColor(t.on_inverse))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
