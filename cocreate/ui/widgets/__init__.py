"""The kit: every part of the window is built from these, and nothing else is styled; no part knows a workshop."""

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
from cocreate.ui.widgets.surfaces import Card, EmptyState, Panel, ScrollColumn, paint_shadow, shadow_room
from cocreate.ui.widgets.toasts import Toast, Toasts, announce

__all__ = [
    "Avatar", "Badge", "Button", "Card", "Check", "Choice", "ColourPicker", "DateField", "Divider", "ElidedLabel",
    "EmptyState", "FlowLayout", "FocusRing", "Label", "Line", "LineField", "Menu", "Overlay", "Panel", "ProgressRow",
    "ScrollColumn", "SearchField", "Segmented", "Sheet", "Stepper", "Text", "TextField", "Toast", "Toasts",
    "announce", "colour_name", "open_overlays", "open_sheets", "paint_shadow", "shadow_room",
]  # fmt: skip
