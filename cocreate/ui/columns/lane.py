"""One column: its title, its cards, and where a new note is written at its foot. It signals and sends nothing."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from cocreate.ui import theme
from cocreate.ui.columns.card_list import SIDE, CardList
from cocreate.ui.columns.cards import Cards
from cocreate.ui.columns.model import LaneModel
from cocreate.ui.i18n import tr
from cocreate.ui.outline.writing import LineEditor
from cocreate.ui.widgets.buttons import Button, Menu
from cocreate.ui.widgets.fields import Line
from cocreate.ui.widgets.labels import ElidedLabel, Label
from cocreate.ui.widgets.surfaces import SlimBar
from cocreate.ui.workshop import parts

WIDTH, NARROW = 288, 48


class LaneTitle(ElidedLabel):
    """The name of a column; a double click edits it where it may be edited."""

    edit_asked = Signal()

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        self.edit_asked.emit()


class LaneView(QWidget):
    """A column of `WIDTH` px. `written(text)` for a new note, `titled(text)` for a new title."""

    written = Signal(str)
    titled = Signal(str)
    folded = Signal(bool)

    def __init__(self, model: LaneModel, cards: Cards) -> None:
        super().__init__()
        self.model, self.cards = model, cards
        self.is_folded, self.is_target = False, False
        self._title_edit: Line | None = None
        self._writer: LineEditor | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setProperty("focus_ring", "inside")
        self.title = LaneTitle(model.lane.name, "strong")
        self.title.edit_asked.connect(self.edit_title)
        self.count = Label("", "muted", tabular=True)
        self.more = Button(kind="icon", icon="ellipsis", name=tr("Column"), on_click=self.open_menu)
        self.list = CardList(model, cards)
        self.bar = SlimBar(self.list)
        self.add = Button(tr("Write a note"), kind="quiet", icon="plus", on_click=self.write)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, theme.S, 0, theme.S)
        self._column.setSpacing(theme.XS)
        self.head = QWidget()
        line = parts.row(self.title, self.count, self.more, spacing=theme.S)
        line.setContentsMargins(theme.L, 0, theme.XS, 0)
        line.setStretch(0, 1)
        self.head.setLayout(line)
        self.foot = QWidget()
        foot = parts.column(self.foot, 0, 0)
        foot.setContentsMargins(SIDE, 0, SIDE, 0)
        foot.addWidget(self.add)
        self._column.addWidget(self.head)
        self._column.addWidget(self.list, 1)
        self._column.addWidget(self.foot)
        for signal in (model.rowsInserted, model.rowsRemoved, model.modelReset):
            signal.connect(self.show_count)
        self.show_lane()
        self.fold(False)

    # ---- what it says

    def show_lane(self) -> None:
        """Take over the name of the column."""
        lane = self.model.lane
        self.title.set_text(lane.name)
        self.more.setVisible(True)
        self.more.setAccessibleName(tr("More about {title}", title=lane.name))
        self.setToolTip("")
        self.show_count()
        self.update()

    def show_count(self) -> None:
        n = len(self.model.notes)
        self.count.setText(str(n))
        notes = tr.plural("{n} note", "{n} notes", n=n)
        self.list.setAccessibleName(tr("Column {title}, {notes}", title=self.model.lane.name, notes=notes))
        self.setAccessibleName(self.list.accessibleName())
        self.update()

    def fold(self, is_folded: bool) -> None:
        """Make the column a narrow strip with its name, or open it again."""
        self.is_folded = is_folded
        for part in (self.head, self.list, self.foot):
            part.setVisible(not is_folded)
        self.setFixedWidth(NARROW if is_folded else WIDTH)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_folded else Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor if is_folded else Qt.CursorShape.ArrowCursor)
        self.update()

    def set_target(self, is_target: bool) -> None:
        if is_target != self.is_target:
            self.is_target = is_target
            self.update()

    def open_menu(self) -> None:
        """What can be done to a column."""
        menu = Menu(self)
        if self.model.lane.kind:
            menu.add(tr("Rename"), self.edit_title, icon="pencil")
        menu.add(tr("Write a note"), self.write, icon="plus")
        menu.add(tr("Fold the column"), lambda: self.folded.emit(True), icon="chevron-left")
        menu.below(self.more)

    # ---- the title

    def edit_title(self) -> None:
        """Edit the title in its place."""
        lane = self.model.lane
        if not lane.kind or self._title_edit is not None:
            return
        edit = self._title_edit = Line(lane.title, placeholder=lane.name, name=tr("Title of the column"))
        edit.setMaxLength(140)
        edit.setParent(self.head)
        edit.setGeometry(SIDE, (self.head.height() - theme.TARGET) // 2, self.head.width() - 2 * SIDE, theme.TARGET)
        edit.installEventFilter(self)
        edit.selectAll()
        edit.show()
        edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _end_title(self, keeps: bool) -> None:
        edit, self._title_edit = self._title_edit, None
        if edit is None:
            return
        text = edit.text().strip()
        edit.hide()
        edit.deleteLater()
        if keeps and text and text != self.model.lane.title:
            self.titled.emit(text)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if watched is not self._title_edit or self._title_edit is None:
            return False
        if event.type() == QEvent.Type.FocusOut:
            self._end_title(True)
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                self._end_title(False)
                self.list.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._end_title(True)
                self.list.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return False

    # ---- a new note

    def write(self) -> None:
        """Open an empty card at the foot; Enter goes on with the next one."""
        if self.is_folded:
            self.folded.emit(False)
        if self._writer is not None:
            self._writer.setFocus()
            return
        writer = self._writer = LineEditor(self.foot, tr("Text of the note"), False)
        writer.least = 56
        writer.finished.connect(self._written)
        layout = self.foot.layout()
        assert layout is not None
        layout.addWidget(writer)
        writer.setFixedHeight(56)
        self.add.hide()
        writer.show()
        writer.setFocus(Qt.FocusReason.OtherFocusReason)
        bar = self.list.verticalScrollBar()
        bar.setValue(bar.maximum())

    def _written(self, how: str) -> None:
        writer, self._writer = self._writer, None
        if writer is None:
            return
        text = writer.text() if how != "esc" else ""
        writer.hide()
        writer.deleteLater()
        self.add.show()
        if text:
            self.written.emit(text)
        if how == "enter" and text:
            self.write()
        elif how != "blur":
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    # ---- folded, it is one thing to press

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.is_folded and event.button() == Qt.MouseButton.LeftButton:
            self.folded.emit(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.is_folded and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.folded.emit(False)
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(NARROW if self.is_folded else WIDTH, 400)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A quiet trough; the target of a drag is framed."""
        t = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(QColor(t.accent), 2) if self.is_target else QPen(QColor(t.line), t.line_width))
        painter.setBrush(QColor(t.accent_soft if self.is_target else t.surface))
        painter.drawRoundedRect(box, theme.RADIUS_SHEET, theme.RADIUS_SHEET)
        if self.model.lane.colour:
            paper = t.note(self.model.lane.colour)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(paper.edge))
            painter.drawRoundedRect(QRectF(theme.L, 0, self.width() - 2 * theme.L, 3), 1.5, 1.5)
        if self.is_folded:
            self._paint_folded(painter)

    def _paint_folded(self, painter: QPainter) -> None:
        t = theme.current()
        painter.setPen(QColor(t.muted))
        painter.setFont(theme.font("strong", tabular=True))
        count = str(len(self.model.notes))
        painter.drawText(QRectF(0, theme.M, self.width(), 24), Qt.AlignmentFlag.AlignCenter, count)
        painter.setPen(QColor(t.text))
        painter.setFont(theme.font("strong"))
        painter.translate(self.width() / 2 - 10, self.height() - theme.L)
        painter.rotate(-90)
        room = self.height() - 24 - 3 * theme.L
        words = painter.fontMetrics().elidedText(self.model.lane.name, Qt.TextElideMode.ElideRight, room)
        painter.translate(room - painter.fontMetrics().horizontalAdvance(words), 0)  # reads from the top
        painter.drawText(QRectF(0, 0, room, 20), Qt.AlignmentFlag.AlignVCenter, words)
