"""A date to type or to pick; it speaks ISO (`2026-03-03`, or empty) and shows it in the person's language.

due = DateField(tr("Due"), "2026-03-03"); due.changed.connect(lambda iso: ...)
"""

from __future__ import annotations

import re
from datetime import date

from PySide6.QtCore import QDate, QEvent, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QToolButton, QVBoxLayout, QWidget

from cocreate.ui import i18n, icons, theme
from cocreate.ui.i18n import tr
from cocreate.ui.widgets.buttons import Button
from cocreate.ui.widgets.fields import Line, _Field


class DateField(_Field):
    """`value()` is ISO or empty; `changed(iso)` only on a person's choice. What is no date is said in place."""

    changed = Signal(str)

    def __init__(self, label: str, value: str = "", *, hint: str = "", parent: QWidget | None = None) -> None:
        line = Line(placeholder=tr("day-month-year"))
        super().__init__(label, line, hint, parent)
        self.edit: Line
        self._value = ""
        line.setTextMargins(0, 0, theme.icon_size() + 6, 0)
        self._pick = Button(
            kind="icon", icon="calendar", name=tr("Pick a date"), on_click=self.open_calendar, parent=line
        )
        self._pick.setProperty("focus_ring", "inside")
        line.installEventFilter(self)
        line.editingFinished.connect(self.read)
        line.textEdited.connect(lambda _text: self.set_error(""))
        self._calendar: _Calendar | None = None
        self.set_value(value)

    def value(self) -> str:
        return self._value

    def set_value(self, iso: str) -> None:
        """Show a date without telling anybody; an unreadable one shows nothing."""
        day = _iso(iso)
        self._value = day.isoformat() if day else ""
        self.edit.setText(i18n.short_date(day) if day else "")
        self.set_error("")

    def open_calendar(self) -> None:
        """Show the calendar below the field; it closes by a choice, Esc or a click elsewhere."""
        self._calendar = _Calendar(_iso(self._value) or date.today(), self)
        self._calendar.picked.connect(self._choose)
        self._calendar.move(self.edit.mapToGlobal(QPoint(0, self.edit.height() + theme.XS)))
        self._calendar.show()

    def eventFilter(self, _watched: object, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            side = self._pick.sizeHint().width()
            self._pick.setGeometry(self.edit.width() - side, (self.edit.height() - side) // 2, side, side)
        return False

    def read(self) -> None:
        """Take over what is typed, or say that it is no date; also by itself, when the field is left."""
        text = self.edit.text().strip()
        day = read_date(text)
        if text and day is None:
            self.set_error(tr("This is not a date. Write it like 31-12-2026."))
        else:
            self._choose(day.isoformat() if day else "")

    def _choose(self, iso: str) -> None:
        before = self._value
        self.set_value(iso)
        if self._value != before:
            self.changed.emit(self._value)


class _Calendar(QFrame):
    """The month view, in a pop-up that waits for nobody."""

    picked = Signal(str)

    def __init__(self, day: date, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.S, theme.S, theme.S, theme.S)
        month = QCalendarWidget()
        month.setLocale(i18n.locale())
        month.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        month.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        month.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.ShortDayNames)
        month.setSelectedDate(QDate(day.year, day.month, day.day))
        month.setMinimumSize(7 * 40, 8 * theme.TARGET)
        self._colour(month)
        for part in month.findChildren(QWidget):
            part.setProperty("focus_ring", "none")  # the chosen day shows where the keyboard is
        month.clicked.connect(self._pick)
        month.activated.connect(self._pick)
        column.addWidget(month)
        month.setFocus()

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(t.edge))
        painter.setBrush(QColor(t.raised))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), theme.RADIUS, theme.RADIUS)

    def _pick(self, day: QDate) -> None:
        self.picked.emit(day.toString(Qt.DateFormat.ISODate))
        self.close()

    @staticmethod
    def _colour(month: QCalendarWidget) -> None:
        """The header and the weekend get their colours here: the style sheet cannot reach them."""
        t = theme.current()
        for name, role in (("qt_calendar_prevmonth", "chevron-left"), ("qt_calendar_nextmonth", "chevron-right")):
            if button := month.findChild(QToolButton, name):
                button.setIcon(icons.icon(role, "muted"))
        head = QTextCharFormat()
        head.setForeground(QColor(t.text))
        head.setBackground(QColor(t.raised))
        month.setHeaderTextFormat(head)
        weekday = QTextCharFormat()
        weekday.setForeground(QColor(t.text))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            month.setWeekdayTextFormat(day, weekday)


def _iso(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def read_date(text: str, today: date | None = None) -> date | None:
    """A date as people write it: `3-3`, `3/3/26`, `3 maart 2026`, `2026-03-03`. Without a year the next such day."""
    if found := _iso(text.strip()):
        return found
    today = today or date.today()
    words = [w for w in re.split(r"[\s./,-]+", text.strip().lower()) if w]
    if not 2 <= len(words) <= 3 or not words[0].isdigit():
        return None
    month = int(words[1]) if words[1].isdigit() else _month(words[1])
    if len(words) == 3 and not words[2].isdigit():
        return None
    year = int(words[2]) if len(words) == 3 else today.year
    try:
        day = date(year + 2000 if year < 100 else year, month, int(words[0]))
        return day if len(words) == 3 or day >= today else day.replace(year=today.year + 1)
    except ValueError:
        return None


_MONTHS = (
    ("jan",), ("feb", "febr"), ("mar", "mrt", "maa"), ("apr",), ("may", "mei"), ("jun",), ("jul",), ("aug",),
    ("sep", "sept"), ("oct", "okt"), ("nov",), ("dec",),
)  # fmt: skip


def _month(word: str) -> int:
    """1 to 12 for a month's name in English or Dutch, 0 for anything else."""
    for number, starts in enumerate(_MONTHS, 1):
        if len(word) >= 3 and word[:3] in starts:
            return number
    return 0
