"""Loads the shipped fonts, so that a layout is the same on every computer; no system font is assumed."""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QFontDatabase

from cocreate.paths import resources


@cache
def load() -> tuple[str, ...]:
    """Register every shipped font once; returns the families found. Needs a QGuiApplication."""
    families: list[str] = []
    for file in sorted((resources() / "fonts").rglob("*.ttf")):
        number = QFontDatabase.addApplicationFont(str(file))
        families += QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
    return tuple(dict.fromkeys(families))
