"""The context menu of the board: what the deeds offer for what lies under the pointer."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QAction, QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QMenu

from cocreate.model.snapshot import COLOURS
from cocreate.ui import icons, theme
from cocreate.ui.board import linking
from cocreate.ui.i18n import tr

if TYPE_CHECKING:
    from cocreate.ui.board.view import BoardView


def build(view: BoardView, at: QPointF) -> QMenu:
    """A menu for the selection, or for the empty board at a point (board units)."""
    menu = QMenu(view)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    model, deeds = view.model, view.deeds
    first = view.selection[0] if view.selection else ""
    if not first:
        _add(menu, tr("Write a note here"), "sticky-note", lambda: view.write_at((at.x() - 80, at.y() - 80)), "N")
        _add(menu, tr("Paste ideas"), "clipboard-paste", view.paste, "Ctrl+V")
        menu.addSeparator()
        _add(menu, tr("Select all notes"), "square-dashed", view.select_all, "Ctrl+A")
        _add(menu, tr("Fit everything in view"), "maximize", view.fit, "Shift+1")
        return menu
    if first in model.frames:
        _add(menu, tr("Rename frame"), "pencil", lambda: view.rename(first), "F2")
        inner = menu.addMenu(icons.icon("layout-grid"), tr("Layout"))
        for layout, (words, icon) in layouts().items():
            _add(inner, words, "check" if layout == deeds.frame_layout() else icon, partial(deeds.layout, layout))
        _colours(menu, deeds.colour)
        menu.addSeparator()
        _add(menu, tr("Remove frame"), "trash-2", deeds.remove, "Del")
    elif first in model.links:
        linking.fill(menu, view, first)
    elif first in model.texts and len(view.selection) == 1:
        _add(menu, tr("Edit text"), "pencil", view.edit_selected, "F2")
        _add(menu, tr("Larger text"), "zoom-in", partial(deeds.resize_text, 1.25))
        _add(menu, tr("Smaller text"), "zoom-out", partial(deeds.resize_text, 0.8))
        _colours(menu, deeds.colour)
        menu.addSeparator()
        _add(menu, tr("Remove text"), "trash-2", deeds.remove, "Del")
    elif first in model.clusters:
        _add(menu, tr("Rename theme"), "pencil", lambda: view.rename(first), "F2")
        _add(menu, tr("Select its notes"), "square-dashed", lambda: view.select_members(first))
        _colours(menu, deeds.colour)
        menu.addSeparator()
        _add(menu, tr("Dissolve theme"), "ungroup", deeds.remove, "Del")
    else:
        _note_menu(menu, view, first)
    return menu


def _note_menu(menu: QMenu, view: BoardView, first: str) -> None:
    deeds = view.deeds
    if len(view.selection) == 1:
        _add(menu, tr("Edit text"), "pencil", lambda: view.edit(first), "F2")
    _colours(menu, deeds.colour)
    _add(menu, tr("Grow to fit the text"), "maximize", deeds.grow)
    _add(menu, tr("Duplicate"), "copy", deeds.duplicate, "Ctrl+D")
    menu.addSeparator()
    _add(menu, tr("Group into a theme"), "group", deeds.group, "Ctrl+G")
    if any(n.cluster_id for i in view.selection if (n := view.model.note(i)) is not None):
        _add(menu, tr("Take out of the theme"), "ungroup", deeds.ungroup, "Ctrl+Shift+G")
    if len(view.selection) > 1:
        inner = menu.addMenu(icons.icon("align-start-vertical"), tr("Arrange"))
        _add(inner, tr("Tidy up in rows"), "layout-grid", deeds.tidy, "Shift+T")
        for side, (text, icon) in sides().items():
            _add(inner, text, icon, partial(deeds.align, side))
        _add(inner, tr("Distribute across"), "align-horizontal-space-between", partial(deeds.distribute, 0))
        _add(inner, tr("Distribute down"), "align-vertical-space-between", partial(deeds.distribute, 1))
    if len(view.selection) == 2:
        _add(menu, tr("Draw a link"), "spline", partial(linking.link_selected, view), "L")
    if deeds.has("sketches"):
        _add(menu, tr("Remove the sketch"), "pencil-line", deeds.clear_sketch)
    if deeds.has("pictures"):
        _add(menu, tr("Remove the picture"), "image", deeds.clear_pictures)
    menu.addSeparator()
    words = tr.plural("Remove note", "Remove {n} notes", n=len(view.selection))
    _add(menu, words, "trash-2", deeds.remove, "Del")


def _add(menu: QMenu, text: str, icon: str, do: Callable[..., object], keys: str = "") -> None:
    entry = menu.addAction(icons.icon(icon), f"{text}\t{keys}" if keys else text)
    _when_chosen(entry, do)


def _when_chosen(entry: QAction, do: Callable[..., object]) -> None:
    entry.triggered.connect(lambda *_: do())


def _colours(menu: QMenu, choose: Callable[[str], None]) -> None:
    inner = menu.addMenu(icons.icon("palette"), tr("Colour"))
    for name in COLOURS:
        entry = inner.addAction(_swatch(name), colour_name(name))
        _when_chosen(entry, partial(choose, name))


def _swatch(name: str) -> QIcon:
    paper = theme.current().note(name)
    out = QPixmap(36, 36)
    out.setDevicePixelRatio(2)
    out.fill(Qt.GlobalColor.transparent)
    painter = QPainter(out)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QColor(paper.edge))
    painter.setBrush(QColor(paper.paper))
    painter.drawRoundedRect(2, 2, 14, 14, 3, 3)
    painter.end()
    return QIcon(out)


def sides() -> dict[str, tuple[str, str]]:
    """The edges and middles that can be aligned: what each is called, and its icon."""
    return {
        "left": (tr("Align left edges"), "align-start-vertical"),
        "centre": (tr("Align centres"), "align-center-vertical"),
        "right": (tr("Align right edges"), "align-end-vertical"),
        "top": (tr("Align top edges"), "align-start-horizontal"),
        "middle": (tr("Align middles"), "align-center-horizontal"),
        "bottom": (tr("Align bottom edges"), "align-end-horizontal"),
    }


def layouts() -> dict[str, tuple[str, str]]:
    """The layouts of a frame: what each is called, and its icon."""
    return {
        "area": (tr("Free"), "square"), "column": (tr("Column"), "rows-3"), "row": (tr("Row"), "columns-3"),
        "grid": (tr("Grid"), "grid-3x3"), "matrix": (tr("Two by two"), "grid-2x2"),
    }  # fmt: skip


def colour_name(name: str) -> str:
    """The name of a note colour as people read it."""
    words = {
        "sun": tr("Sun"), "peach": tr("Peach"), "rose": tr("Rose"), "lilac": tr("Lilac"),
        "sky": tr("Sky"), "mint": tr("Mint"), "lime": tr("Lime"), "stone": tr("Stone"),
    }  # fmt: skip
    return words.get(name, name)
