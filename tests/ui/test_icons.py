"""Icons take the colours of the theme, at every scale."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QApplication

from cocreate.ui import icons, theme
from cocreate.ui.actions import table


def inks(name: str, role: str) -> set[str]:
    """Colours of the fully opaque pixels."""
    image = icons.pixmap(name, role, 32, 2.0).toImage()
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return {c.name() for c in pixels if c.alpha() == 255}


@pytest.mark.parametrize("which", ["light", "dark"])
def test_an_icon_is_drawn_in_the_colour_of_its_role(dressed: QApplication, which: str) -> None:
    theme.apply(dressed, which)
    for role in ("text", "muted", "accent"):
        assert inks("square", role) == {QColor(getattr(theme.current(), role)).name()}


def test_an_icon_is_sharp_at_every_scale(dressed: QApplication) -> None:
    for scale in (1.0, 1.5, 2.0):
        picture = icons.pixmap("plus", "text", 18, scale)
        assert (picture.width(), picture.devicePixelRatio()) == (18 * scale, scale)


def test_what_is_switched_off_looks_it(dressed: QApplication) -> None:
    off = icons.icon("square").pixmap(18, QIcon.Mode.Disabled).toImage()
    on = icons.icon("square").pixmap(18, QIcon.Mode.Normal).toImage()
    assert off != on


def test_every_action_has_an_icon_that_is_shipped() -> None:
    for spec in table():
        assert spec.icon, spec.id
        assert icons.exists(spec.icon), spec.icon
