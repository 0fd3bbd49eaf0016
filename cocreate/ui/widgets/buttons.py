"""Things to press: buttons, a segmented control, a check box, a menu and a choice; they know no command.

    Button(tr("Suggest themes"), kind="primary", icon="sparkles", on_click=self.suggest)
    Button(kind="icon", icon="moon", name=tr("Switch theme"), shortcut="Alt+Shift+D", on_click=...)
    Button(action=actions["themes.suggest"], kind="primary")   # text, icon, shortcut and state follow the QAction
    Segmented([("board", tr("Board"), "layout-grid"), ("outline", tr("Outline"), "list-tree")], value="board")

Kinds: primary (one per screen) | secondary | quiet | danger | icon | link.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QColor, QFocusEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

from cocreate.ui import icons, theme

_BY_MOUSE = (Qt.FocusReason.MouseFocusReason, Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
_ICON_ROLE = {"primary": "on_accent", "danger": "on_danger", "icon": "muted", "link": "accent_text", "step": "muted",
              "segment": "muted", "toast": "inverse_accent"}  # fmt: skip
_ARROWS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}


def arrow_step(event: QEvent) -> int:
    """+1 or -1 for an arrow key that is pressed, else 0."""
    if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
        return 0
    return _ARROWS.get(Qt.Key(event.key()), 0)


def round_pen(colour: str, width: float) -> QPen:
    """A pen with round ends, as the icons have."""
    return QPen(QColor(colour), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)


class Button(QPushButton):
    """A button is a verb and its object. Without a text it needs a `name`, which is also its tooltip."""

    def __init__(
        self, text: str = "", *, kind: str = "secondary", icon: str = "", on_click: Callable[[], object] | None = None,
        name: str = "", tooltip: str = "", shortcut: str = "", checkable: bool = False, large: bool = False,
        action: QAction | None = None, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.kind, self.icon_name, self.is_focused_by_mouse = kind, icon, False
        self._tooltip, self._shortcut, self._name, self._action = tooltip, shortcut, name, action
        self.setProperty("kind", kind)
        self.setProperty("large", large)
        self.setCheckable(checkable)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        across = QSizePolicy.Policy.Fixed if kind == "icon" else QSizePolicy.Policy.Minimum
        self.setSizePolicy(across, QSizePolicy.Policy.Fixed)
        if action is not None:
            action.changed.connect(self._follow)
            self.clicked.connect(action.trigger)
            self.setCheckable(action.isCheckable())
            self._own_text = text
            self._follow()
        else:
            self.set_text(text)
        if on_click is not None:
            self.clicked.connect(lambda: on_click())
        self._dress()

    def set_text(self, text: str) -> None:
        """Change the words, and with them the name and the tooltip."""
        self.setText("" if self.kind == "icon" else text.replace("&", "&&"))
        name = self._name or text
        self.setAccessibleName(name)
        tip = self._tooltip or (name if self.kind == "icon" else "")
        keys = QKeySequence(self._shortcut).toString(QKeySequence.SequenceFormat.NativeText)
        if keys:
            self.setAccessibleDescription(keys)
            tip = f"{tip or name}  {keys}"
        self.setToolTip(tip)

    def set_name(self, name: str) -> None:
        """Another name for a button of an icon alone."""
        self._name = name
        self.set_text(self.text().replace("&&", "&"))

    def set_tooltip(self, text: str) -> None:
        """A tooltip that is shorter than the name."""
        self._tooltip = text
        self.set_text(self.text().replace("&&", "&"))

    def set_kind(self, kind: str) -> None:
        self.kind = kind
        theme.restyle(self, kind=kind)

    def set_icon(self, name: str) -> None:
        self.icon_name = name
        self._dress()

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(max(hint.width(), theme.TARGET), max(hint.height(), theme.TARGET))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._dress()

    def checkStateSet(self) -> None:
        super().checkStateSet()
        self._dress()

    def nextCheckState(self) -> None:
        super().nextCheckState()
        self._dress()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.is_focused_by_mouse = event.reason() in _BY_MOUSE
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def _dress(self) -> None:
        if self.icon_name:
            role = _ICON_ROLE.get(self.kind, "text")
            if self.isChecked() and self.kind in ("icon", "quiet", "step"):
                role = "accent_text"
            gap = icons.GAP if self.text() else 0
            size = theme.icon_size()
            self.setIconSize(QSize(size + gap, size))
            self.setIcon(icons.icon(self.icon_name, role, size, gap))

    def _follow(self) -> None:
        """Take over what changed in the action."""
        action = self._action
        if action is None:
            return
        self._shortcut = str(action.property("keys") or action.shortcut().toString())
        self.icon_name = self.icon_name or str(action.property("icon_name") or "")
        self.set_text(self._own_text or action.text())
        self.setEnabled(action.isEnabled())
        self.setChecked(action.isChecked())
        self._dress()


class Segmented(QWidget):
    """One of a few, all in sight. `style="step"` is the arc along the top; `changed(key)` only on a person's choice."""

    changed = Signal(str)

    def __init__(
        self, options: Sequence[tuple[str, str] | tuple[str, str, str]], value: str = "", *, name: str = "",
        style: str = "segment", parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("role", "segmented" if style == "segment" else "clear")
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0 if style == "segment" else 2)
        self._style = style
        self.buttons: dict[str, Button] = {}
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        for option in options:
            key, text = option[0], option[1]
            button = self._make(text, option[2] if len(option) > 2 else "")
            button.clicked.connect(partial(self._choose, key))
            button.installEventFilter(self)
            self.buttons[key] = button
            self._group.addButton(button)
            row.addWidget(button)
        self._is_compact: bool | None = None  # None: it was never asked to save room
        self._full_width = sum(button.minimumWidth() for button in self.buttons.values())
        self.set_value(value or (options[0][0] if options else ""))

    def value(self) -> str:
        return next((key for key, button in self.buttons.items() if button.isChecked()), "")

    def set_value(self, key: str) -> None:
        """Show another choice without telling anybody."""
        if key in self.buttons:
            self.buttons[key].setChecked(True)
        for each in self.buttons.values():  # Tab reaches the chosen one, arrows the others
            each.setFocusPolicy(Qt.FocusPolicy.StrongFocus if each.isChecked() else Qt.FocusPolicy.ClickFocus)
            each._dress()
        self._show_words()

    def eventFilter(self, _watched: object, event: QEvent) -> bool:
        if step := arrow_step(event):
            self._move(step)
            return True
        return False

    def set_compact(self, on: bool) -> None:
        """Name the chosen one alone; the others keep their icons, and their words as tooltips."""
        self._is_compact = on
        self._show_words()

    def full_width(self) -> int:
        """How much room it takes when every choice is named."""
        return self._full_width

    def _show_words(self) -> None:
        if self._is_compact is None:
            return
        for button in self.buttons.values():
            is_named = not self._is_compact or button.isChecked() or not button.icon_name
            words = button.accessibleName()
            button.setText(words.replace("&", "&&") if is_named else "")
            button.setToolTip("" if is_named else words)
            button.setMinimumWidth(0)
            button._dress()

    def _make(self, text: str, icon: str) -> Button:
        button = Button(text, kind=self._style, icon=icon, checkable=True, parent=self)
        self._reserve(button)
        return button

    def _choose(self, key: str, _is_on: bool = True) -> None:
        self.set_value(key)
        self.changed.emit(key)

    def _move(self, step: int) -> None:
        keys = [key for key, button in self.buttons.items() if button.isEnabled()]
        if self.value() in keys:
            key = keys[(keys.index(self.value()) + step) % len(keys)]
            self.buttons[key].setFocus(Qt.FocusReason.TabFocusReason)
            self._choose(key)

    @staticmethod
    def _reserve(button: Button) -> None:
        """Leave room for the bolder font of the chosen one, so that nothing shifts."""
        button.ensurePolished()
        grow = button.fontMetrics().horizontalAdvance(button.text()) * 0.08
        button.setMinimumWidth(round(button.sizeHint().width() + grow))


class Check(QCheckBox):
    """A check box with its words."""

    def __init__(
        self, text: str, checked: bool = False, *, on_change: Callable[[bool], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(text.replace("&", "&&"), parent)
        self.setAccessibleName(text)
        self.setChecked(checked)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setMinimumHeight(theme.TARGET)
        if on_change:
            self.toggled.connect(on_change)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        box = QRectF(0.5, (self.height() - 18) / 2 + 0.5, 17, 17)
        fill = (t.accent if self.isEnabled() else t.edge) if on else t.raised
        edge = t.accent if on else (t.muted if self.underMouse() else t.edge)
        painter.setPen(QPen(QColor(edge), t.line_width))
        painter.setBrush(QColor(fill))
        painter.drawRoundedRect(box, 4, 4)
        if on:
            painter.setPen(round_pen(t.on_accent, 2))
            y = box.top()
            painter.drawPolyline([QPointF(4.5, y + 9), QPointF(7.5, y + 12), QPointF(13.5, y + 5.5)])
        painter.setFont(self.font())
        painter.setPen(QColor(t.text if self.isEnabled() else t.muted))
        words = self.text().replace("&&", "&")
        words = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, self.width() - 26)
        painter.drawText(self.rect().adjusted(26, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, words)


class Choice(QComboBox):
    """One of a longer list, folded. `changed(key)` only on a person's choice."""

    changed = Signal(str)

    def __init__(
        self, options: Iterable[tuple[str, str]], value: str = "", *, name: str, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setMinimumHeight(theme.TARGET)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        for key, text in options:
            self.addItem(text, key)
        self.set_value(value)
        self.activated.connect(lambda _index: self.changed.emit(self.value()))

    def minimumSizeHint(self) -> QSize:
        """A long name must not widen what it stands in."""
        return QSize(6 * self.fontMetrics().averageCharWidth() + 40, super().minimumSizeHint().height())

    def value(self) -> str:
        return str(self.currentData() or "")

    def set_value(self, key: str) -> None:
        self.setCurrentIndex(max(0, self.findData(key)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        style = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, style, self).width()
        words = self.currentText()
        option.currentText = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room)
        self.setToolTip(words if option.currentText != words else "")
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        if not self.isEditable():
            painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        mark = icons.pixmap("chevron-down", "muted", 16, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(self.width() - 24, (self.height() - 16) / 2), mark)


class Menu(QMenu):
    """A menu with round corners: `menu.add(text, handler, icon="copy")`, then `menu.below(widget)`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        bare = Qt.WindowType.FramelessWindowHint | Qt.WindowType.NoDropShadowWindowHint
        self.setWindowFlags(self.windowFlags() | bare)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)

    def add(self, text: str, handler: Callable[[], object], *, icon: str = "", danger: bool = False) -> QAction:
        action = self.addAction(text.replace("&", "&&"))
        if icon:
            action.setIcon(icons.icon(icon, "danger" if danger else "muted"))
        action.triggered.connect(lambda: handler())
        return action

    def below(self, widget: QWidget) -> None:
        """Open under a widget, right edges aligned; does not wait."""
        self.popup(widget.mapToGlobal(QPoint(widget.width() - self.sizeHint().width(), widget.height() + theme.XS)))
