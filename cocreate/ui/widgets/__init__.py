"""The kit: every part of the window is built from these, and nothing else is styled; no part knows a workshop.

Each file is imported when something of it is first asked for: Home paints before sheets, dates and toasts are there.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cocreate.ui.widgets.buttons import Button, Check, Choice, Menu, Segmented
    from cocreate.ui.widgets.colours import ColourPicker, colour_name
    from cocreate.ui.widgets.dates import DateField
    from cocreate.ui.widgets.fields import Line, LineField, SearchField, Stepper, Text, TextField
    from cocreate.ui.widgets.flow import FlowLayout
    from cocreate.ui.widgets.focus import FocusRing
    from cocreate.ui.widgets.labels import Avatar, Badge, Divider, ElidedLabel, Label
    from cocreate.ui.widgets.overlay import Overlay, open_overlays
    from cocreate.ui.widgets.progress import ProgressRow
    from cocreate.ui.widgets.sheet import Sheet, open_sheets
    from cocreate.ui.widgets.slider import Steps, Track
    from cocreate.ui.widgets.surfaces import Card, EmptyState, Panel, ScrollColumn, paint_shadow, shadow_room
    from cocreate.ui.widgets.toasts import Toast, Toasts, announce

__all__ = [
    "Avatar", "Badge", "Button", "Card", "Check", "Choice", "ColourPicker", "DateField", "Divider", "ElidedLabel",
    "EmptyState", "FlowLayout", "FocusRing", "Label", "Line", "LineField", "Menu", "Overlay", "Panel", "ProgressRow",
    "ScrollColumn", "SearchField", "Segmented", "Sheet", "Stepper", "Steps", "Text", "TextField", "Toast", "Toasts",
    "Track", "announce", "colour_name", "open_overlays", "open_sheets", "paint_shadow", "shadow_room",
]  # fmt: skip

_FILES = {
    "buttons": "Button Check Choice Menu Segmented",
    "colours": "ColourPicker colour_name",
    "dates": "DateField",
    "fields": "Line LineField SearchField Stepper Text TextField",
    "flow": "FlowLayout",
    "focus": "FocusRing",
    "labels": "Avatar Badge Divider ElidedLabel Label",
    "overlay": "Overlay open_overlays",
    "progress": "ProgressRow",
    "sheet": "Sheet open_sheets",
    "slider": "Steps Track",
    "surfaces": "Card EmptyState Panel ScrollColumn paint_shadow shadow_room",
    "toasts": "Toast Toasts announce",
}
_FILE_OF = {name: file for file, names in _FILES.items() for name in names.split()}

if not TYPE_CHECKING:  # a wrong name is still an error to the type checker

    def __getattr__(name: str) -> object:
        if name not in _FILE_OF:
            raise AttributeError(name)
        found = globals()[name] = getattr(import_module(f"{__name__}.{_FILE_OF[name]}"), name)
        return found
