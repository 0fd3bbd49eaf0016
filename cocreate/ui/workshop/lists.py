"""Binds outline and columns to the one selection and to the deeds on it; it draws nothing and holds no rows."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QPoint

from cocreate.model.journal import Stepped
from cocreate.model.snapshot import COLOURS
from cocreate.ui import icons
from cocreate.ui.background import Background
from cocreate.ui.columns.groups import by_shared_words
from cocreate.ui.columns.model import ColumnsModel
from cocreate.ui.columns.view import ColumnsView
from cocreate.ui.i18n import tr
from cocreate.ui.outline.model import OutlineModel
from cocreate.ui.outline.view import Outline
from cocreate.ui.widgets.buttons import Menu
from cocreate.ui.widgets.colours import colour_name
from cocreate.ui.workshop import choosers
from cocreate.ui.workshop.edits import Edits
from cocreate.worker import Cancelled

if TYPE_CHECKING:
    from cocreate.ui.workshop.page import WorkshopPage


class Lists(QObject):
    """The outline beside the board, the outline in the middle, and what their keys do."""

    def __init__(self, page: WorkshopPage) -> None:
        super().__init__(page)
        self._page, self._live = page, page.live
        self.edits = Edits(page.live, page.chosen)
        self.model = OutlineModel(self)
        self.side, self.full = Outline(self.model), Outline(self.model, is_full=True)
        self.columns = ColumnsView(ColumnsModel(self))
        self.background: Background | None = None  # the spare process, once the window lends it
        self._to_name = ""  # a theme that is on its way and will ask for its name
        self._to_select = ""  # a note that is on its way
        for outline in (self.side, self.full):
            self._wire(outline)
        self._wire_columns()
        page.chosen.changed.connect(self._follow)
        self.model.renamed.connect(self.edits.rename)
        self.model.written.connect(self._written)

    def _wire(self, outline: Outline) -> None:
        name = outline.objectName()
        outline.selected.connect(lambda ids: self._page.chosen.choose(ids, name))
        outline.asked.connect(lambda word: self.ask(outline, word))
        outline.menu_asked.connect(lambda at: self.menu(outline, at))
        outline.dropped.connect(lambda ids, group, before: self.edits.put(ids, group, before))
        outline.themes_dropped.connect(lambda ids, before: self.edits.put_clusters(ids, before))
        outline.writing_ended.connect(self._writing_ended)

    def _wire_columns(self) -> None:
        columns, edits = self.columns, self.edits
        columns.selected.connect(lambda ids: self._page.chosen.choose(ids, "columns"))
        columns.asked.connect(lambda word: self.ask(None, word))
        columns.menu_asked.connect(lambda at: self.menu(None, at))
        columns.moved.connect(self._carried)
        columns.written.connect(lambda text, key: edits.add_in_column(text, columns.model.by, key))
        columns.likeness_asked.connect(lambda notes: self._page.live.start(self._order_by_likeness(notes)))
        columns.titled.connect(edits.name_column)
        columns.model.renamed.connect(edits.rename)

    # ---- rows

    def load(self) -> None:
        """Show the workshop that was opened."""
        if self._live.mirror is not None:
            self.model.load(self._live.mirror)
            self.columns.model.load(self._live.mirror)
            self._follow(self._page.chosen.ids, "")

    def apply(self, stepped: Stepped) -> None:
        """Take over a step; then do what waited for its rows."""
        for outline in (self.side, self.full):
            outline.hold(True)
        self.model.apply(stepped)
        for outline in (self.side, self.full):
            outline.hold(False)
            if outline.is_live and set(outline.selected_ids()) != set(self._page.chosen.ids):
                outline.select(i for i in self._page.chosen.ids if i in self.model.nodes.by_id)
        self.columns.model.apply(stepped)
        if self.columns.model.is_live:
            self.columns.select(self._page.chosen.ids, reveal=False)
        known = self.model.nodes.by_id
        if self._to_select in known and "draft" not in known:
            chosen, self._to_select = self._to_select, ""
            self._page.chosen.choose((chosen,))
        if self._to_name in known:
            cluster, self._to_name = self._to_name, ""
            self._page.chosen.choose((cluster,))
            if self._page.views.view == "columns":
                self._name_column(cluster)
            else:
                self.current.edit(cluster)

    def show_found(self, found: frozenset[str] | None, hides: bool, question: str) -> None:
        """Dim or hide what a search did not find, and mark its words."""
        for outline in (self.side, self.full):
            outline.writing.question = question
            outline.tree.viewport().update()
        self.model.show_found(found, hides)
        self.columns.mark(question)
        self.columns.model.show_found(found, hides)

    # ---- where the person is

    @property
    def current(self) -> Outline:
        """The outline that answers keys now."""
        return self.full if self._page.views.view == "outline" else self.side

    @property
    def has_focus(self) -> bool:
        at = self._page.window().focusWidget()
        return at is not None and any(v.isAncestorOf(at) for v in (self.side, self.full, self.columns))

    @property
    def _here(self) -> Outline | ColumnsView:
        """The list in which the person is: the columns while they are on show and the side outline has no keyboard."""
        at = self._page.window().focusWidget()
        in_side = at is not None and self.side.isAncestorOf(at)
        return self.columns if self._page.views.view == "columns" and not in_side else self.current

    def _follow(self, ids: tuple[str, ...], source: str) -> None:
        for outline in (self.side, self.full):
            if source != outline.objectName():
                outline.select(ids)
        if source != "columns" and self.columns.model.is_live:
            self.columns.select(ids)

    def show_view(self, view: str) -> None:
        """Columns are kept up to date while they are looked at."""
        self.columns.model.set_live(view == "columns")
        self.full.set_live(view == "outline")
        self.full.select(self._page.chosen.ids)
        if view == "columns":
            self.columns.select(self._page.chosen.ids)

    def show_side(self, is_shown: bool) -> None:
        """The outline beside the view was opened or closed."""
        self.side.set_live(is_shown)
        self.side.select(self._page.chosen.ids)

    # ---- deeds

    def ask(self, outline: Outline | None, word: str) -> None:
        """Do what a key of the outline, or (None) of the columns, wants."""
        deeds: dict[str, Callable[[], Any]] = {
            "write": outline.write if outline else self.columns.write,
            "rename": outline.edit if outline else self.columns.edit, "remove": self.edits.remove,
            "up": lambda: self.shift(-1), "down": lambda: self.shift(1), "group": self.group,
            "ungroup": self.edits.ungroup, "send": self.send,
        }  # fmt: skip
        deeds[word]()

    def write(self) -> None:
        """Write a note in the list where the person is."""
        self._here.write()

    def edit(self) -> None:
        """Edit the text, or the title, where the person is."""
        self._here.edit()

    def group(self) -> None:
        """A theme of the selected ideas, which then asks for its name."""
        self._to_name = self.edits.group()

    def send(self) -> None:
        if self.edits.notes():
            choosers.ask_theme(self._page, self.edits)

    def tag(self) -> None:
        if self.edits.notes():
            choosers.ask_tag(self._page, self.edits)

    def colour(self) -> None:
        if self._page.chosen.ids:
            choosers.ask_colour(self._page, self.edits)

    def link(self) -> None:
        if len(self.edits.notes()) == 1:
            choosers.ask_link(self._page, self.edits)

    def pin(self) -> None:
        """Pin what is not pinned; when all are, let them go."""
        notes = self.edits.notes()
        self.edits.pin(not all(n.is_pinned for n in notes))

    def shift(self, by: int) -> None:
        self.edits.shift(by)

    def _carried(self, ids: tuple[str, ...], source: str, target: str, before: str) -> None:
        model = self.columns.model
        self.edits.put_in_column(ids, model.by, source, target, before, model.sort == "order")

    async def _order_by_likeness(self, notes: tuple[tuple[str, str], ...]) -> None:
        """In the spare process where there is one; else here, by shared words."""
        worker = self.background
        if worker is None:
            self.columns.show_likeness(by_shared_words(notes), is_meaning=False)
            return
        from cocreate.insight.likeness import likeness  # late: numpy is for who asks

        try:
            found = await worker.run("likeness", likeness, [text for _, text in notes])
        except Cancelled:
            return
        self.columns.show_likeness([notes[k][0] for k in found.order], found.is_meaning)

    def _name_column(self, cluster_id: str) -> None:
        lane = self.columns.lanes.get(cluster_id)
        if lane is not None:
            lane.edit_title()

    def _written(self, text: str, group: str) -> None:
        self._to_select = self.edits.add(text, group)

    def _writing_ended(self) -> None:
        if self._to_select in self.model.nodes.by_id:
            chosen, self._to_select = self._to_select, ""
            self._page.chosen.choose((chosen,))

    # ---- the menu

    def menu(self, outline: Outline | None, at: QPoint) -> Menu:
        """Everything that can be done to the selection, at a point of the screen."""
        here = outline or self.columns
        menu = Menu(here)
        notes, clusters = self.edits.notes(), self.edits.clusters()
        menu.add(tr("Write a note"), here.write, icon="sticky-note")
        if len(self._page.chosen.ids) == 1:
            menu.add(tr("Edit text") if notes else tr("Rename theme"), here.edit, icon="pencil")
        if notes:
            self.note_menu(menu)
        elif clusters:
            _colours(menu, self.edits.colour)
            menu.addSeparator()
            menu.add(tr("Move up"), lambda: self.shift(-1), icon="arrow-up")
            menu.add(tr("Move down"), lambda: self.shift(1), icon="arrow-down")
            menu.add(tr("Dissolve theme"), self.edits.remove, icon="trash-2", danger=True)
        menu.popup(at)
        return menu

    def note_menu(self, menu: Menu) -> None:
        """The lines that are the same for a note in the outline and in a column."""
        notes = self.edits.notes()
        menu.addSeparator()
        menu.add(tr("Send to a theme …"), self.send, icon="layers")
        menu.add(tr("Group into a theme"), self.group, icon="group")
        if any(n.cluster_id for n in notes):
            menu.add(tr("Take out of the theme"), self.edits.ungroup, icon="ungroup")
        menu.add(tr("Move up"), lambda: self.shift(-1), icon="arrow-up")
        menu.add(tr("Move down"), lambda: self.shift(1), icon="arrow-down")
        menu.addSeparator()
        _colours(menu, self.edits.colour)
        menu.add(tr("Tags …"), self.tag, icon="tag")
        is_pinned = all(n.is_pinned for n in notes)
        menu.add(tr("Let go of the theme") if is_pinned else tr("Pin in the theme"), self.pin, icon="lock")
        if len(notes) == 1:
            menu.add(tr("Link to another idea …"), self.link, icon="link")
        menu.addSeparator()
        words = tr.plural("Remove note", "Remove {n} notes", n=len(notes))
        menu.add(words, self.edits.remove, icon="trash-2", danger=True)


def _colours(menu: Menu, choose: Callable[[str], None]) -> None:
    inner = Menu(menu)
    inner.setTitle(tr("Colour"))
    inner.setIcon(icons.icon("palette", "muted"))
    for name in COLOURS:
        inner.add(colour_name(name), partial(choose, name))
    menu.addMenu(inner)
