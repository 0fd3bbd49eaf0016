"""Lucide icons in the colours of the theme, sharp at every scale; no other picture comes from here.

    icons.icon("plus")                     # 18 px QIcon in the text colour
    icons.icon("trash-2", "danger")        # any colour token of the theme as role
    icons.pixmap("sparkles", "accent", 32) # for own painting

A widget that shows an icon asks again on QEvent.StyleChange (the kit's do); the cache knows the theme.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from cocreate.paths import resources
from cocreate.ui import theme

STROKE = "1.75"
GAP = 4  # between an icon and the words of its button


def icon(name: str, role: str = "text", size: int = theme.ICON, gap: int = 0) -> QIcon:
    """An icon of `resources/icons`; `role` is a colour token. Switched off, it is pale.

    `gap` pixels of nothing follow it, since Qt sets words too close.
    """
    return _icon(name, getattr(theme.current(), role), _faded(), size, gap)


def pixmap(name: str, role: str = "text", size: int = theme.ICON, scale: float = 1.0) -> QPixmap:
    """The same as a picture, for `scale` device pixels a pixel (pass `widget.devicePixelRatioF()`)."""
    return _pixmap(name, getattr(theme.current(), role), size, scale)


def app_icon() -> QIcon:
    """The mark of CoCreate."""
    return QIcon(str(resources() / "icons" / "app" / "cocreate.svg"))


def exists(name: str) -> bool:
    return (resources() / "icons" / f"{name}.svg").is_file()


@lru_cache(maxsize=512)
def _icon(name: str, colour: str, faded: str, size: int, gap: int) -> QIcon:
    out = QIcon()
    for scale in {screen.devicePixelRatio() for screen in QGuiApplication.screens()} or {1.0}:
        out.addPixmap(_pixmap(name, colour, size, scale, gap), QIcon.Mode.Normal)
        out.addPixmap(_pixmap(name, faded, size, scale, gap), QIcon.Mode.Disabled)
    return out


@lru_cache(maxsize=2048)
def _pixmap(name: str, colour: str, size: int, scale: float, gap: int = 0) -> QPixmap:
    source = _source(name).replace("currentColor", colour).replace('stroke-width="2"', f'stroke-width="{STROKE}"')
    renderer = QSvgRenderer(QByteArray(source.encode()))
    out = QPixmap(QSize(round((size + gap) * scale), round(size * scale)))
    out.fill(Qt.GlobalColor.transparent)
    painter = QPainter(out)
    renderer.render(painter, QRectF(0, 0, size * scale, size * scale))
    painter.end()
    out.setDevicePixelRatio(scale)
    return out


@lru_cache(maxsize=256)
def _source(name: str) -> str:
    return (resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")


def _faded() -> str:
    """The colour of an icon that is switched off: the edge colour, decorative by rule."""
    return theme.current().edge
