"""Loads the shipped fonts, so that a layout is the same on every computer; no system font is assumed."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from PySide6.QtGui import QFontDatabase

from cocreate.paths import resources

FIRST = ("Inter_400Regular.ttf", "Inter_600SemiBold.ttf")  # what Latin text in the window uses


def load_first() -> None:
    """Register what the first paint needs; the other scripts follow with `load`. Needs a QGuiApplication."""
    for name in FIRST:
        _add(resources() / "fonts" / "inter" / name)


def load() -> tuple[str, ...]:
    """Register every shipped font once; returns the families found. Needs a QGuiApplication."""
    families = [name for file in sorted((resources() / "fonts").rglob("*.ttf")) for name in _add(file)]
    return tuple(dict.fromkeys(families))


@cache
def _add(file: Path) -> tuple[str, ...]:
    """The families of one font file, registered once."""
    number = QFontDatabase.addApplicationFont(str(file))
    return tuple(QFontDatabase.applicationFontFamilies(number)) if number >= 0 else ()
