"""Drawing a link from one note to another, and asking what kind it is. The answer is one command."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QMenu

from cocreate.model.commands import EditLink, LinkNotes, new_id
from cocreate.model.snapshot import LINK_KINDS, Link
from cocreate.ui import icons
from cocreate.ui.i18n import tr
from cocreate.ui.widgets import Menu

if TYPE_CHECKING:
    from cocreate.ui.board.view import BoardView

ICONS = {"builds_on": "arrow-right", "conflicts_with": "unlink", "depends_on": "link"}


class DrawLink:
    """A string from a note to the pointer; dropped on another note it asks for the kind."""

    goes_on_at_the_edge = True

    def __init__(self, view: BoardView, note_id: str) -> None:
        self.view, self._from = view, note_id

    def _under(self, at: QPointF) -> str:
        """The other note under the pointer."""
        slot = self.view.model.at(self.view.to_board(at))
        note = self.view.model.notes[slot] if slot is not None else None
        return note.id if note is not None and note.id != self._from else ""

    def move(self, at: QPointF, _mods: Qt.KeyboardModifier) -> None:
        view, slot = self.view, self.view.model.slots.get(self._from)
        if slot is None:  # removed meanwhile
            view.marks.clear()
            return
        start, end = view.model.box(slot).center(), view.to_board(at)
        if other := self._under(at):
            end = view.model.box(view.model.slots[other]).center()
        view.marks.string, view.marks.aim = (start, end), other

    def release(self, at: QPointF, _mods: Qt.KeyboardModifier) -> None:
        view, other = self.view, self._under(at)
        view.marks.clear()
        view.set_tool("V")
        if other and self._from in view.model.slots:
            ask_kind(view, self._from, other, at)

    def cancel(self) -> None:
        self.view.marks.clear()


def ask_kind(view: BoardView, from_id: str, to_id: str, at: QPointF) -> Menu:
    """A menu at a point of the viewport; left by Esc it links nothing."""
    menu = Menu(view)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.setAccessibleName(tr("Kind of link"))
    for kind in LINK_KINDS:
        menu.add(kind_name(kind), partial(link, view, from_id, to_id, kind), icon=ICONS[kind])
    menu.setActiveAction(menu.actions()[0])
    menu.popup(view.viewport().mapToGlobal(at.toPoint()))
    return menu


def ask_other_kind(view: BoardView, link_id: str) -> Menu:
    """For a link that is there: another kind, the other way round, or away with it."""
    menu, row = Menu(view), view.model.links[link_id]
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.setAccessibleName(tr("Kind of link"))
    fill(menu, view, link_id)
    menu.setActiveAction(menu.actions()[LINK_KINDS.index(row.link_kind) if row.link_kind in LINK_KINDS else 0])
    ends = [n for n in (row.from_id, row.to_id) if n in view.model.slots]
    at = view.viewportTransform().map(view.area_of(ends).center())
    menu.popup(view.viewport().mapToGlobal(at.toPoint()))
    return menu


def fill(menu: QMenu, view: BoardView, link_id: str) -> None:
    """What can be done to a link, as entries of a menu."""
    row = view.model.links[link_id]
    for kind in LINK_KINDS:
        icon = icons.icon("check" if kind == row.link_kind else ICONS[kind])
        menu.addAction(icon, kind_name(kind)).triggered.connect(partial(change, view, link_id, kind, False))
    menu.addSeparator()
    turn = menu.addAction(icons.icon("refresh-cw"), tr("Turn round"))
    turn.triggered.connect(partial(change, view, link_id, row.link_kind, True))
    menu.addAction(icons.icon("trash-2"), tr("Remove link")).triggered.connect(lambda *_: view.deeds.remove())


def change(view: BoardView, link_id: str, kind: str, is_turned: bool, *_: object) -> None:
    """Another kind of link, or the other way round; nothing where it is so already."""
    row = view.model.links.get(link_id)
    if row is None or (kind == row.link_kind and not is_turned):
        return
    now = replace(row, link_kind=kind)
    if is_turned:
        now = replace(now, from_id=row.to_id, to_id=row.from_id)
    view.send(EditLink(scope=view.scope, link_id=link_id, link_kind=kind, is_turned=is_turned), now)


def link(view: BoardView, from_id: str, to_id: str, kind: str) -> None:
    """One link, shown ahead of its step."""
    row = Link(id=new_id(), scope=view.scope, from_id=from_id, to_id=to_id, link_kind=kind)
    view.send(LinkNotes(scope=view.scope, link_id=row.id, from_id=from_id, to_id=to_id, link_kind=kind), row)


def link_selected(view: BoardView) -> None:
    """The tool L; with exactly two notes selected it asks at once, from the first to the second."""
    ids = [i for i in view.selection if i in view.model.slots]
    if len(ids) == 2:
        middle = view.viewportTransform().map(view.area_of(ids).center())
        ask_kind(view, ids[0], ids[1], middle)
    else:
        view.set_tool("L")


def kind_name(kind: str) -> str:
    """What a link says, as people read it."""
    words = {
        "builds_on": tr("builds on"), "conflicts_with": tr("conflicts with"), "depends_on": tr("depends on"),
    }  # fmt: skip
    return words.get(kind, kind)
