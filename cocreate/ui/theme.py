"""Every colour, size and font of the window, in three themes; it draws nothing and knows no other part of the window.

    theme.apply(app, "dark")          # once at start, and again when the person switches
    theme.current().accent            # "#8C9EFF"
    theme.current().note("sun").paper # "#E6C766"
    theme.font("title")               # a QFont for own painting
    theme.events.changed.connect(...) # only for what caches its own drawing; widgets get QEvent.StyleChange

Widgets are styled by the one style sheet (`stylesheet.py`) through the properties `role` and `kind`, never by hand.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from cocreate.ui import stylesheet

STYLE = "Fusion"
FAMILY = "Inter"
FAMILIES = [FAMILY, "Noto Sans Arabic", "Noto Sans Hebrew", "Noto Emoji"]

XS, S, M, L, XL, XXL, XXXL = 4, 8, 12, 16, 24, 32, 48  # the 4 px grid
RADIUS_NOTE, RADIUS_CONTROL, RADIUS, RADIUS_SHEET = 4, 6, 8, 12
TARGET = 32  # the least height and width of anything to click
ICON = 18
FAST_MS, LAYOUT_MS = 120, 200

SIZES = MappingProxyType(
    {
        "display": (26, QFont.Weight.DemiBold),
        "title": (18, QFont.Weight.DemiBold),
        "note": (15, QFont.Weight.Normal),
        "strong": (13, QFont.Weight.DemiBold),
        "control": (13, QFont.Weight.Medium),
        "body": (13, QFont.Weight.Normal),
        "caption": (12, QFont.Weight.Normal),
        "badge": (12, QFont.Weight.Medium),
    }
)
LINE_HEIGHT = 1.4


class NoteColour(NamedTuple):
    """One colour of the note palette: the paper, its 1 px edge and the ink on it."""

    paper: str
    edge: str
    ink: str


class Theme(NamedTuple):  # not a dataclass: those cost the start 5 ms
    """All colours of one theme as `#RRGGBB`. `*_soft` is a quiet fill that its own strong colour can be read on."""

    name: str
    is_dark: bool
    canvas: str  # the board, and the home page
    surface: str  # panels and bars
    raised: str  # cards, menus, sheets
    line: str  # decorative
    edge: str  # around things to type in or press
    hover: str
    pressed: str
    track: str  # what a segmented control's thumb lies on
    thumb: str
    text: str
    muted: str
    accent: str  # one per screen
    accent_hover: str
    accent_soft: str
    accent_text: str  # accent-coloured words on accent_soft
    on_accent: str
    ok: str
    ok_soft: str
    warn: str
    warn_soft: str
    danger: str
    danger_soft: str
    on_danger: str
    inverse: str  # toasts
    on_inverse: str
    inverse_accent: str
    line_width: int
    has_shadow: bool
    notes: Mapping[str, NoteColour]

    def note(self, colour: str) -> NoteColour:
        """The colours of a note; an unknown name is drawn as stone."""
        return self.notes.get(colour, self.notes["stone"])

    def colour(self, role: str) -> QColor:
        """A token by its name, for own painting: `colour("muted")`."""
        return QColor(getattr(self, role))


def _notes(ink: str, papers: Mapping[str, str]) -> Mapping[str, NoteColour]:
    """The edge is the paper 15 % darker, so that pale notes stand off a light canvas."""
    out = {}
    for name, paper in papers.items():
        full = QColor(paper)
        edge = QColor(*(round(part * 0.85) for part in (full.red(), full.green(), full.blue())))
        out[name] = NoteColour(paper, edge.name(), ink)
    return MappingProxyType(out)


_LIGHT_PAPERS = {
    "sun": "#FFE08A", "peach": "#FFC9A3", "rose": "#F9BFD0", "lilac": "#D9CBF7",
    "sky": "#BFDDFB", "mint": "#BFE8D2", "lime": "#DDEBA6", "stone": "#E4E0D8",
}  # fmt: skip
_DARK_PAPERS = {
    "sun": "#E6C766", "peach": "#E0A983", "rose": "#D99DB0", "lilac": "#B7A6DC",
    "sky": "#9BC0E3", "mint": "#9CCBB3", "lime": "#BCCB80", "stone": "#C3BEB4",
}  # fmt: skip
COLOURS = tuple(_LIGHT_PAPERS)  # the words of the model, which a test compares

LIGHT = Theme(
    name="light", is_dark=False,
    canvas="#F6F5F2", surface="#FFFFFF", raised="#FFFFFF", line="#E2DFD8", edge="#CFCBC2",
    hover="#F0EEEA", pressed="#E8E5DF", track="#ECE9E3", thumb="#FFFFFF", text="#1F2328", muted="#5E6670",
    accent="#3D5AFE", accent_hover="#2F49DB", accent_soft="#ECEFFF", accent_text="#2F49DB", on_accent="#FFFFFF",
    ok="#1B7F4B", ok_soft="#EEF7F1", warn="#8A5A00", warn_soft="#FBF1DC", danger="#B3261E", danger_soft="#FBEAE8",
    on_danger="#FFFFFF", inverse="#23272D", on_inverse="#F4F5F6", inverse_accent="#A9B6FF",
    line_width=1, has_shadow=True, notes=_notes("#1F2328", _LIGHT_PAPERS),
)  # fmt: skip

DARK = Theme(
    name="dark", is_dark=True,
    canvas="#17191C", surface="#1F2226", raised="#282C31", line="#3A3F46", edge="#4A5058",
    hover="#30353B", pressed="#383E45", track="#30353B", thumb="#4A5058", text="#ECEEF0", muted="#A3ABB5",
    accent="#8C9EFF", accent_hover="#A9B6FF", accent_soft="#2B3150", accent_text="#A9B6FF", on_accent="#14161A",
    ok="#6FCF97", ok_soft="#22332B", warn="#F2C14E", warn_soft="#37301F", danger="#FF8A80", danger_soft="#3A2626",
    on_danger="#14161A", inverse="#ECEEF0", on_inverse="#1F2328", inverse_accent="#2F49DB",
    line_width=1, has_shadow=True, notes=_notes("#1F2328", _DARK_PAPERS),
)  # fmt: skip

PROJECTOR = Theme(
    name="projector", is_dark=False,
    canvas="#F6F5F2", surface="#FFFFFF", raised="#FFFFFF", line="#9A958B", edge="#6B6760",
    hover="#F0EEEA", pressed="#E4E0D8", track="#ECE9E3", thumb="#FFFFFF", text="#14161A", muted="#3F464E",
    accent="#1F35C4", accent_hover="#172A9E", accent_soft="#ECEFFF", accent_text="#1F35C4", on_accent="#FFFFFF",
    ok="#0F5A33", ok_soft="#EEF7F1", warn="#6A4400", warn_soft="#FBF1DC", danger="#8C1D18", danger_soft="#FBEAE8",
    on_danger="#FFFFFF", inverse="#14161A", on_inverse="#FFFFFF", inverse_accent="#C5CEFF",
    line_width=2, has_shadow=False, notes=_notes("#14161A", _LIGHT_PAPERS),
)  # fmt: skip

THEMES: Mapping[str, Theme] = MappingProxyType({t.name: t for t in (LIGHT, DARK, PROJECTOR)})
CHOICES = ("system", *THEMES)  # what the setting may hold


class _Events(QObject):
    changed = Signal(object)  # the Theme now in force


events = _Events()
_current = LIGHT
_choice = "light"
_scale = 1.0
_follows: QGuiApplication | None = None


def current() -> Theme:
    """The theme in force."""
    return _current


def choice() -> str:
    """What the person chose: one of `CHOICES`."""
    return _choice


def px(size: float) -> int:
    """A length of type in pixels at the person's text size."""
    return round(size * _scale)


def wider(width: float) -> int:
    """A width that holds words, in pixels: it grows with the type, half as fast."""
    return round(width * (0.5 + _scale / 2))


def icon_size() -> int:
    """The side of an icon beside words, in pixels: it grows with the type, a little slower."""
    return round(ICON * (0.4 + 0.6 * _scale)) if _scale > 1 else ICON


def font(role: str = "body", tabular: bool = False) -> QFont:
    """The font of a role of `SIZES`; `tabular` gives all figures one width (votes, clocks)."""
    size, weight = SIZES[role]
    out = QFont(FAMILIES)
    out.setPixelSize(px(size))
    out.setWeight(weight)
    out.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if size >= 18:
        out.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 98.5)  # Inter is cut for text sizes
    if tabular:
        out.setFeature(QFont.Tag("tnum"), 1)
    return out


def apply(app: QApplication, name: str, text_scale: float = 1.0) -> Theme:
    """Dress the whole application. `name` is one of `CHOICES`; `text_scale` 1.0 to 2.0."""
    global _current, _choice, _scale, _follows
    _choice = name if name in CHOICES else "system"
    _scale = min(max(text_scale, 0.8), 2.0)
    _current = THEMES.get(_choice) or _of_system(app)
    if _follows is not app:
        app.styleHints().colorSchemeChanged.connect(lambda: _choice == "system" and apply(app, "system", _scale))
        if app.property("style") != STYLE:
            app.setStyle(STYLE)
        _follows = app
    app.setFont(font())
    app.setPalette(palette(_current))
    app.setStyleSheet(qss(_current))
    events.changed.emit(_current)
    return _current


def qss(theme: Theme) -> str:
    """The one style sheet."""
    return stylesheet.build(theme, px)


def palette(theme: Theme) -> QPalette:
    """A palette for Fusion: what the style sheet does not reach (own painting, native pop-ups) still fits."""
    out = QPalette()
    role = QPalette.ColorRole
    for which, token in {
        role.Window: theme.surface, role.WindowText: theme.text, role.Base: theme.raised, role.Text: theme.text,
        role.AlternateBase: theme.hover, role.Button: theme.raised, role.ButtonText: theme.text,
        role.BrightText: theme.on_accent, role.Highlight: theme.accent, role.HighlightedText: theme.on_accent,
        role.Accent: theme.accent, role.Link: theme.accent_text, role.LinkVisited: theme.accent_text,
        role.ToolTipBase: theme.inverse, role.ToolTipText: theme.on_inverse, role.PlaceholderText: theme.muted,
        role.Light: theme.raised, role.Midlight: theme.hover, role.Mid: theme.line, role.Dark: theme.edge,
        role.Shadow: theme.line,
    }.items():  # fmt: skip
        out.setColor(which, QColor(token))
    for which in (role.WindowText, role.Text, role.ButtonText):
        out.setColor(QPalette.ColorGroup.Disabled, which, QColor(theme.muted))
    return out


def restyle(widget: QWidget, **properties: object) -> None:
    """Set style properties (`kind`, `role`, `state`) after construction and let the style sheet see them."""
    for key, value in properties.items():
        widget.setProperty(key, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def next_choice() -> str:
    """The theme that the switch goes to: light and dark by turns, the projector only by name."""
    return "light" if _current.is_dark else "dark"


def _of_system(app: QGuiApplication) -> Theme:
    """The platform's wish; taken as a hint only, since setting it changes nothing offscreen and under X."""
    return DARK if app.styleHints().colorScheme() == Qt.ColorScheme.Dark else LIGHT
