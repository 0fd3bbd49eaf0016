"""The one style sheet, written from a theme's tokens; no colour or size has its home here (see `theme.py`)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cocreate.ui.theme import Theme

Px = Callable[[float], int]


def build(t: Theme, px: Px) -> str:
    """The whole sheet. `px` turns a type size into pixels at the person's text size."""
    plain, sized = (_surfaces, _lists, _bars, _calendar), (_segments, _fields, _labels, _buttons, _menus)
    return "".join([part(t) for part in plain] + [part(t, px) for part in sized])


def _surfaces(t: Theme) -> str:
    w = t.line_width
    return f"""
QMainWindow, QWidget[role="canvas"] {{ background: {t.canvas}; }}
QWidget[role="surface"] {{ background: {t.surface}; }}
QWidget[role="raised"] {{ background: {t.raised}; }}
QWidget[role="bar"] {{ background: {t.surface}; border: 0; border-bottom: {w}px solid {t.line}; }}
QWidget[role="panel-left"] {{ background: {t.surface}; border: 0; border-right: {w}px solid {t.line}; }}
QWidget[role="panel-right"] {{ background: {t.surface}; border: 0; border-left: {w}px solid {t.line}; }}
QWidget[role="clear"], QScrollArea[role="clear"], QScrollArea[role="clear"] > QWidget > QWidget[role="clear"] {{
    background: transparent; border: 0; }}
QWidget[role="past"] {{ background: {t.accent_soft}; border: 0; border-bottom: {w}px solid {t.line}; }}
QWidget[role="inset"] {{ background: {t.hover}; border: 0; border-radius: 8px; }}
QFrame[role="divider"] {{ background: {t.line}; border: 0; min-height: {w}px; max-height: {w}px; }}
QFrame[role="divider-v"] {{ background: {t.line}; border: 0; min-width: {w}px; max-width: {w}px; }}
QSplitter::handle {{ background: {t.line}; }}
QToolTip {{ background: {t.inverse}; color: {t.on_inverse}; border: 0; padding: 4px 8px; }}
"""


def _labels(t: Theme, px: Px) -> str:
    return f"""
QLabel {{ background: transparent; color: {t.text}; border: 0; }}
QLabel[role="display"] {{ font-size: {px(26)}px; font-weight: 600; }}
QLabel[role="title"] {{ font-size: {px(18)}px; font-weight: 600; }}
QLabel[role="strong"] {{ font-weight: 600; }}
QLabel[role="inverse"] {{ color: {t.on_inverse}; }}
QLabel[role="muted"] {{ color: {t.muted}; }}
QLabel[role="caption"] {{ color: {t.muted}; font-size: {px(12)}px; }}
QLabel[role="ok"] {{ color: {t.ok}; }}
QLabel[role="warn"] {{ color: {t.warn}; }}
QLabel[role="error"] {{ color: {t.danger}; font-size: {px(12)}px; }}
QLabel[role="badge"] {{ font-size: {px(12)}px; border-radius: 6px; padding: 2px 8px;
    background: {t.hover}; color: {t.muted}; }}
QLabel[role="badge"][kind="accent"] {{ background: {t.accent_soft}; color: {t.accent_text}; }}
QLabel[role="badge"][kind="ok"] {{ background: {t.ok_soft}; color: {t.ok}; }}
QLabel[role="badge"][kind="warn"] {{ background: {t.warn_soft}; color: {t.warn}; }}
QLabel[role="badge"][kind="danger"] {{ background: {t.danger_soft}; color: {t.danger}; }}
QLabel[role="key"] {{ font-size: {px(12)}px; color: {t.muted}; background: {t.hover};
    border: {t.line_width}px solid {t.line}; border-radius: 4px; padding: 1px 6px; }}
"""


def _target(t: Theme, px: Px) -> int:
    """The inner height of anything to press or type in: 32 px outside at the usual type, more with larger type."""
    return px(18) + 14 - 2 * t.line_width


def _buttons(t: Theme, px: Px) -> str:
    w = t.line_width
    inner = _target(t, px)
    return f"""
QPushButton {{ font-size: {px(13)}px; border-radius: 6px; padding: 0 12px; min-height: {inner}px; outline: 0;
    background: {t.raised}; color: {t.text}; border: {w}px solid {t.edge}; }}
QPushButton:hover {{ background: {t.hover}; }}
QPushButton:pressed, QPushButton:open {{ background: {t.pressed}; }}
QPushButton:disabled {{ color: {t.muted}; background: transparent; border-color: {t.line}; }}
QPushButton[kind="primary"] {{ background: {t.accent}; color: {t.on_accent}; border-color: {t.accent};
    font-weight: 600; }}
QPushButton[kind="primary"]:hover, QPushButton[kind="primary"]:pressed {{
    background: {t.accent_hover}; border-color: {t.accent_hover}; }}
QPushButton[kind="primary"]:disabled {{ background: {t.pressed}; border-color: {t.pressed}; color: {t.muted}; }}
QPushButton[kind="quiet"], QPushButton[kind="icon"], QPushButton[kind="link"] {{
    background: transparent; border-color: transparent; }}
QPushButton[kind="quiet"]:hover, QPushButton[kind="icon"]:hover {{ background: {t.hover}; }}
QPushButton[kind="quiet"]:pressed, QPushButton[kind="icon"]:pressed {{ background: {t.pressed}; }}
QPushButton[kind="quiet"]:checked, QPushButton[kind="icon"]:checked {{
    background: {t.accent_soft}; color: {t.accent_text}; }}
QPushButton[kind="icon"] {{ padding: 0; min-width: {inner}px; }}
QPushButton[kind="link"] {{ color: {t.accent_text}; padding: 0 4px; }}
QPushButton[kind="link"]:hover {{ background: {t.accent_soft}; }}
QPushButton[kind="danger"] {{ background: {t.danger}; color: {t.on_danger}; border-color: {t.danger};
    font-weight: 600; }}
QPushButton[kind="danger"]:disabled {{ background: {t.pressed}; border-color: {t.pressed}; color: {t.muted}; }}
QPushButton[kind="toast"] {{ background: transparent; border-color: transparent; color: {t.inverse_accent};
    font-weight: 600; padding: 0 8px; }}
QPushButton[large="true"] {{ min-height: {inner + 8}px; padding: 0 16px; border-radius: 8px; }}
QPushButton::menu-indicator {{ image: none; width: 0; }}
"""


def _segments(t: Theme, px: Px) -> str:
    w = t.line_width
    return f"""
QWidget[role="segmented"] {{ background: {t.track}; border: 0; border-radius: 8px; }}
QPushButton[kind="segment"] {{ background: transparent; border: {w}px solid transparent; border-radius: 6px;
    color: {t.muted}; padding: 0 12px; min-height: {_target(t, px)}px; }}
QPushButton[kind="segment"]:hover {{ color: {t.text}; }}
QPushButton[kind="segment"]:checked {{ background: {t.thumb}; border-color: {t.edge}; color: {t.text};
    font-weight: 600; }}
QPushButton[kind="step"] {{ background: transparent; border-color: transparent; color: {t.muted}; padding: 0 10px; }}
QPushButton[kind="step"]:hover {{ background: {t.hover}; color: {t.text}; }}
QPushButton[kind="step"]:checked {{ background: {t.accent_soft}; color: {t.accent_text}; font-weight: 600; }}
QPushButton[kind="segment"]:disabled, QPushButton[kind="step"]:disabled {{ color: {t.muted}; background: transparent; }}
"""


def _fields(t: Theme, px: Px) -> str:
    w = t.line_width
    box = 'QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QWidget[role="field"]'
    return f"""
{box} {{ background: {t.raised}; color: {t.text}; border: {w}px solid {t.edge}; border-radius: 6px;
    selection-background-color: {t.accent}; selection-color: {t.on_accent}; placeholder-text-color: {t.muted}; }}
QLineEdit, QComboBox {{ min-height: {_target(t, px)}px; padding: 0 10px; }}
QComboBox {{ padding-left: 12px; }}
QPlainTextEdit, QTextEdit {{ padding: 6px 6px; }}
QLineEdit:hover, QPlainTextEdit:hover, QTextEdit:hover, QComboBox:hover {{ border-color: {t.muted}; }}
QLineEdit:focus {{ border: 2px solid {t.accent}; padding: 0 {10 - (2 - w)}px;
    min-height: {px(18) + 10}px; }}
QPlainTextEdit:focus, QTextEdit:focus {{ border: 2px solid {t.accent}; padding: {6 - (2 - w)}px; }}
QLineEdit[state="error"], QPlainTextEdit[state="error"] {{ border-color: {t.danger}; }}
QLineEdit:disabled, QPlainTextEdit:disabled {{ background: {t.surface}; color: {t.muted}; }}
QLineEdit[role="search"] {{ background: {t.surface}; }}
QLineEdit[role="bare"], QPlainTextEdit[role="bare"], QLineEdit[role="bare"]:focus, QPlainTextEdit[role="bare"]:focus {{
    background: transparent; border: 0; padding: 0; min-height: 30px; }}
QPlainTextEdit[role="quiet"], QPlainTextEdit[role="quiet-muted"], QLineEdit[role="quiet"], QComboBox[role="quiet"] {{
    background: transparent; border-color: transparent; }}
QPlainTextEdit[role="quiet-muted"] {{ color: {t.muted}; }}
QPlainTextEdit[role="quiet"]:hover, QPlainTextEdit[role="quiet-muted"]:hover, QLineEdit[role="quiet"]:hover,
QComboBox[role="quiet"]:hover {{ border-color: {t.edge}; }}
QPlainTextEdit[role="quiet"]:focus, QPlainTextEdit[role="quiet-muted"]:focus, QLineEdit[role="quiet"]:focus {{
    background: {t.raised}; border-color: {t.accent}; color: {t.text}; }}
QLineEdit[role="figure"], QLineEdit[role="figure"]:focus {{ background: transparent; border: 0; padding: 0;
    min-height: {32 - 2 * w}px; }}
QWidget[role="field"][active="true"] {{ border: {w}px solid {t.accent}; }}
QComboBox {{ padding-right: 28px; }}
QComboBox:editable {{ padding-right: 0; }}
QComboBox QLineEdit, QComboBox QLineEdit:focus {{ border: 0; padding: 0; min-height: 0; background: transparent; }}
QComboBox::drop-down {{ border: 0; width: 28px; }}
QComboBox::down-arrow {{ image: none; }}
QComboBox QAbstractItemView {{ background: {t.raised}; border: {w}px solid {t.line}; padding: 4px; outline: 0; }}
QCheckBox {{ min-height: 32px; spacing: 8px; background: transparent; color: {t.text}; }}
QCheckBox::indicator {{ width: 18px; height: 18px; }}
QCheckBox:disabled {{ color: {t.muted}; }}
"""


def _lists(t: Theme) -> str:
    return f"""
QAbstractItemView {{ background: transparent; border: 0; outline: 0; color: {t.text};
    selection-background-color: {t.accent_soft}; selection-color: {t.text}; }}
QAbstractItemView::item {{ min-height: 32px; border-radius: 6px; padding: 0 8px; }}
QAbstractItemView::item:hover {{ background: {t.hover}; }}
QAbstractItemView::item:selected {{ background: {t.accent_soft}; color: {t.text}; }}
QTreeView {{ selection-background-color: transparent; }}
QTreeView::branch, QTreeView::item, QTreeView::item:selected, QTreeView::item:hover {{ background: transparent; }}
QHeaderView {{ background: transparent; border: 0; }}
QHeaderView::section {{ background: transparent; border: 0; color: {t.muted}; padding: 4px 8px; }}
"""


def _menus(t: Theme, px: Px) -> str:
    return f"""
QMenu {{ background: {t.raised}; color: {t.text}; border: {t.line_width}px solid {t.edge}; border-radius: 8px;
    padding: 4px; font-size: {px(13)}px; }}
QMenu::item {{ min-height: 24px; padding: 4px 32px 4px 12px; border-radius: 6px; }}
QMenu::icon {{ padding-left: 8px; }}
QMenu::item:selected {{ background: {t.hover}; }}
QMenu::item:disabled {{ color: {t.muted}; }}
QMenu::separator {{ height: {t.line_width}px; background: {t.line}; margin: 4px 8px; }}
"""


def _bars(t: Theme) -> str:
    return f"""
QScrollArea, QAbstractScrollArea::corner {{ background: transparent; border: 0; }}
QScrollBar {{ background: transparent; border: 0; margin: 0; }}
QScrollBar:vertical {{ width: 12px; }}
QScrollBar:horizontal {{ height: 12px; }}
QScrollBar::handle {{ background: {t.edge}; border-radius: 3px; margin: 3px; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::handle:hover {{ background: {t.muted}; }}
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{
    background: transparent; border: 0; width: 0; height: 0; }}
QProgressBar {{ background: {t.pressed}; border: 0; border-radius: 3px; min-height: 6px; max-height: 6px; }}
QProgressBar::chunk {{ background: {t.accent}; border-radius: 3px; }}
"""


def _calendar(t: Theme) -> str:
    return f"""
QCalendarWidget QWidget#qt_calendar_navigationbar {{ background: {t.raised}; }}
QCalendarWidget QToolButton {{ background: transparent; color: {t.text}; border: 0; border-radius: 6px;
    min-height: 32px; min-width: 32px; padding: 0 6px; font-weight: 600; }}
QCalendarWidget QToolButton:hover {{ background: {t.hover}; }}
QCalendarWidget QToolButton::menu-indicator {{ image: none; width: 0; }}
QCalendarWidget QAbstractItemView {{ background: {t.raised}; color: {t.text}; alternate-background-color: {t.raised};
    selection-background-color: {t.accent}; selection-color: {t.on_accent}; }}
QCalendarWidget QAbstractItemView::item {{ min-height: 0; padding: 0; border-radius: 0; }}
QCalendarWidget QAbstractItemView::item:selected {{ background: {t.accent}; color: {t.on_accent}; }}
QCalendarWidget QAbstractItemView:disabled {{ color: {t.muted}; }}
"""
