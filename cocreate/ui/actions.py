"""The one table of what a person can do, and its binding to a window; it does nothing itself.

    actions = Actions(window)
    actions.register("edit.undo", live.undo, enabled=lambda: live.can_undo)
    actions.set_places("workshop", "board")     # where the person is: anywhere is always true
    actions.refresh()                           # after a step or another selection
    Button(action=actions["themes.suggest"], kind="primary")
    actions.menu(parent, "edit.undo", "edit.redo", "-", "edit.remove")

Menus, buttons, the command palette, the shortcut sheet and the tests read `table()`. Single keys rest while text is
edited, and everything rests under a sheet.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

from cocreate.ui import icons
from cocreate.ui.i18n import tr
from cocreate.ui.widgets.buttons import Menu
from cocreate.ui.widgets.overlay import open_overlays

PLACES = ("anywhere", "home", "workshop", "board")
_UNDER_A_SHEET = ("app.palette", "app.quit", "app.theme")


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One thing to do: its words in the language of the moment, its keys, and where it makes sense (`PLACES`)."""

    id: str
    text: str
    shortcuts: tuple[str, ...] = ()  # portable form; the first is shown
    icon: str = ""
    section: str = ""
    when: str = "anywhere"
    is_checkable: bool = False

    @property
    def shortcut(self) -> str:
        return self.shortcuts[0] if self.shortcuts else ""


def is_bare(shortcut: str) -> bool:
    """Whether a shortcut is a key that also types or deletes: no Ctrl, Alt or Meta, and no function key."""
    return not re.search(r"\b(Ctrl|Alt|Meta)\b|^(Shift\+)?F\d", shortcut)


def table() -> tuple[ActionSpec, ...]:
    """Everything there is to do, in the order of palette and shortcut sheet."""
    return (*_steps(), *_next(), *_tools(), *_edit(), *_ideas(), *_select(), *_arrange(), *_frames(), *_view(), *_app())


def _steps() -> tuple[ActionSpec, ...]:
    section = tr("Steps of the day")
    return (
        ActionSpec("step.prepare", tr("Go to Prepare"), ("Ctrl+1",), "target", section, "workshop"),
        ActionSpec("step.ideas", tr("Go to Ideas"), ("Ctrl+2",), "lightbulb", section, "workshop"),
        ActionSpec("step.themes", tr("Go to Themes"), ("Ctrl+3",), "layers", section, "workshop"),
        ActionSpec("step.vote", tr("Go to Vote"), ("Ctrl+4",), "vote", section, "workshop"),
        ActionSpec("step.outcomes", tr("Go to Outcomes"), ("Ctrl+5",), "flag", section, "workshop"),
        ActionSpec("step.share", tr("Go to Share"), ("Ctrl+6",), "share-2", section, "workshop"),
    )


def _next() -> tuple[ActionSpec, ...]:
    section = tr("Workshop")
    return (
        ActionSpec("workshop.new", tr("New workshop"), ("Ctrl+N",), "plus", section),
        ActionSpec("workshop.demo", tr("Open the demo workshop"), (), "presentation", section),
        ActionSpec("workshop.import", tr("Import ideas"), ("Ctrl+I",), "upload", section),
        ActionSpec("workshop.home", tr("Go to all workshops"), ("Alt+Home",), "house", section, "workshop"),
        ActionSpec("themes.suggest", tr("Suggest themes"), (), "sparkles", section, "workshop"),
        ActionSpec("themes.place", tr("Place the loose ideas"), (), "layers", section, "workshop"),
        ActionSpec("vote.open", tr("Open vote"), (), "vote", section, "workshop"),
        ActionSpec("outcome.add", tr("Add outcome"), (), "flag", section, "workshop"),
        ActionSpec("action_item.add", tr("Add action item"), (), "list-todo", section, "workshop"),
        ActionSpec("share.pdf", tr("Make the PDF"), ("Ctrl+E",), "file-text", section, "workshop"),
        ActionSpec("share.preview", tr("Preview of the PDF"), ("Ctrl+Shift+E",), "eye", section, "workshop"),
        ActionSpec("share.everything", tr("Save everything"), (), "archive", section, "workshop"),
        ActionSpec("share.copy", tr("Copy the summary"), (), "copy", section, "workshop"),
        ActionSpec("share.takeaway", tr("Personal pages"), (), "user", section, "workshop"),
        ActionSpec("share.picture", tr("Board as picture"), (), "image", section, "workshop"),
        ActionSpec("share.folder", tr("Publish to a folder"), (), "folder-sync", section, "workshop"),
    )


def _tools() -> tuple[ActionSpec, ...]:
    section = tr("Tools")
    return (
        ActionSpec("tool.select", tr("Select"), ("V",), "mouse-pointer-2", section, "board", True),
        ActionSpec("tool.hand", tr("Move the board"), ("H",), "hand", section, "board", True),
        ActionSpec("tool.lasso", tr("Select with a lasso"), ("Q",), "lasso-select", section, "board", True),
        ActionSpec("tool.note", tr("Write a note"), ("N",), "sticky-note", section, "workshop", True),
        ActionSpec("tool.text", tr("Write a text on the board"), ("T",), "type", section, "board", True),
        ActionSpec("tool.link", tr("Draw a link"), ("L",), "spline", section, "board", True),
        ActionSpec("tool.pen", tr("Sketch on a note"), ("P",), "pencil-line", section, "board", True),
        ActionSpec("tool.frame", tr("Draw a frame"), ("F",), "frame", section, "board", True),
    )


def _edit() -> tuple[ActionSpec, ...]:
    section = tr("Edit")
    return (
        ActionSpec("edit.undo", tr("Undo"), ("Ctrl+Z",), "undo-2", section),
        ActionSpec("edit.redo", tr("Redo"), ("Ctrl+Shift+Z", "Ctrl+Y"), "redo-2", section),
        ActionSpec("edit.copy", tr("Copy"), ("Ctrl+C",), "copy", section, "workshop"),
        ActionSpec("edit.cut", tr("Cut"), ("Ctrl+X",), "scissors", section, "workshop"),
        ActionSpec("edit.copy_picture", tr("Copy as a picture"), ("Ctrl+Shift+C",), "image", section, "board"),
        ActionSpec("edit.paste", tr("Paste"), ("Ctrl+V",), "clipboard-paste", section, "workshop"),
        ActionSpec("edit.duplicate", tr("Duplicate"), ("Ctrl+D",), "copy", section, "workshop"),
        ActionSpec("edit.remove", tr("Remove"), ("Del", "Backspace"), "trash-2", section, "workshop"),
        ActionSpec("edit.grow", tr("Grow to fit the text"), (), "maximize", section, "board"),
        ActionSpec("edit.text", tr("Edit the text or title"), (), "pencil", section, "workshop"),
        ActionSpec("edit.group", tr("Group into a theme"), ("Ctrl+G",), "group", section, "workshop"),
        ActionSpec("edit.ungroup", tr("Ungroup"), ("Ctrl+Shift+G",), "ungroup", section, "workshop"),
        ActionSpec("edit.clear_sketch", tr("Remove the sketch"), (), "pencil-line", section, "board"),
        ActionSpec("edit.clear_pictures", tr("Remove the picture"), (), "image", section, "board"),
        ActionSpec("edit.larger", tr("Larger text"), (), "zoom-in", section, "board"),
        ActionSpec("edit.smaller", tr("Smaller text"), (), "zoom-out", section, "board"),
        ActionSpec("edit.find", tr("Find"), ("Ctrl+F",), "search", section),
    )


def _ideas() -> tuple[ActionSpec, ...]:
    section = tr("Ideas and themes")
    return (
        ActionSpec("idea.send", tr("Send to a theme"), ("Ctrl+Shift+M",), "layers", section, "workshop"),
        ActionSpec("idea.up", tr("Move up in the list"), ("Alt+Up",), "arrow-up", section, "workshop"),
        ActionSpec("idea.down", tr("Move down in the list"), ("Alt+Down",), "arrow-down", section, "workshop"),
        ActionSpec("idea.tag", tr("Tag ideas"), ("Ctrl+T",), "tag", section, "workshop"),
        ActionSpec("idea.colour", tr("Choose a colour"), (), "palette", section, "workshop"),
        ActionSpec("idea.pin", tr("Pin in the theme, or let go"), (), "lock", section, "workshop"),
        ActionSpec("idea.link", tr("Link to another idea"), (), "link", section, "workshop"),
        ActionSpec("idea.why", tr("Why is this idea here?"), (), "info", section, "workshop"),
        ActionSpec("idea.alike", tr("Find ideas like this"), (), "search", section, "workshop"),
    )


def _select() -> tuple[ActionSpec, ...]:
    section = tr("Selection")
    return (
        ActionSpec("edit.select_all", tr("Select all"), ("Ctrl+A",), "square-dashed", section, "workshop"),
        ActionSpec("select.unsorted", tr("Select all without a theme"), (), "square-dashed", section, "workshop"),
        ActionSpec("select.same_colour", tr("Select all with the same colour"), (), "palette", section, "workshop"),
        ActionSpec("select.same_theme", tr("Select all of the same theme"), (), "layers", section, "workshop"),
        ActionSpec("select.same_frame", tr("Select all in the same frame"), (), "frame", section, "workshop"),
        ActionSpec("select.same_tag", tr("Select all with the same tag"), (), "tag", section, "workshop"),
        ActionSpec("select.found", tr("Select all that is found"), (), "search", section, "board"),
        ActionSpec("select.others", tr("Select what is not selected"), (), "square", section, "workshop"),
    )


def _arrange() -> tuple[ActionSpec, ...]:
    section = tr("Arrange")
    rows = (
        ("left", tr("Align left edges"), "align-start-vertical"),
        ("centre", tr("Align centres"), "align-center-vertical"),
        ("right", tr("Align right edges"), "align-end-vertical"),
        ("top", tr("Align top edges"), "align-start-horizontal"),
        ("middle", tr("Align middles"), "align-center-horizontal"),
        ("bottom", tr("Align bottom edges"), "align-end-horizontal"),
        ("across", tr("Distribute across"), "align-horizontal-space-between"),
        ("down", tr("Distribute down"), "align-vertical-space-between"),
    )
    return (
        ActionSpec("arrange.tidy", tr("Tidy up in rows"), ("Shift+T",), "layout-grid", section, "board"),
        *(ActionSpec(f"arrange.{id}", text, (), icon, section, "board") for id, text, icon in rows),
    )


def _frames() -> tuple[ActionSpec, ...]:
    section = tr("Frames")
    rows = (
        ("area", tr("Leave the frame free"), "square"),
        ("column", tr("Make the frame a column"), "rows-3"),
        ("row", tr("Make the frame a row"), "columns-3"),
        ("grid", tr("Make the frame a grid"), "grid-3x3"),
        ("matrix", tr("Make the frame two by two"), "grid-2x2"),
    )
    return tuple(ActionSpec(f"frame.{id}", text, (), icon, section, "board", True) for id, text, icon in rows)


def _view() -> tuple[ActionSpec, ...]:
    section = tr("View")
    return (
        ActionSpec("view.board", tr("Show as board"), ("Ctrl+Shift+1",), "layout-grid", section, "workshop", True),
        ActionSpec("view.columns", tr("Show as columns"), ("Ctrl+Shift+2",), "columns-3", section, "workshop", True),
        ActionSpec("view.list", tr("Show as outline"), ("Ctrl+Shift+3",), "list-tree", section, "workshop", True),
        ActionSpec("view.fit", tr("Zoom to everything"), ("Shift+1", "Ctrl+9"), "maximize", section, "board"),
        ActionSpec("view.selection", tr("Zoom to the selection"), ("Shift+2",), "target", section, "board"),
        ActionSpec("view.actual", tr("Zoom to 100 %"), ("Ctrl+0",), "square", section, "board"),
        ActionSpec("view.zoom_in", tr("Zoom in"), ("Ctrl++", "Ctrl+="), "zoom-in", section, "board"),
        ActionSpec("view.zoom_out", tr("Zoom out"), ("Ctrl+-",), "zoom-out", section, "board"),
        ActionSpec("view.minimap", tr("Show the map of the board"), (), "map", section, "board", True),
        ActionSpec("view.past", tr("Look back at the board"), ("Ctrl+Shift+H",), "history", section, "workshop"),
        ActionSpec("view.focus", tr("Switch between board and outline"), ("F6",), "refresh-cw", section, "workshop"),
        ActionSpec("view.outline", tr("Show or hide the outline"), ("Ctrl+B",), "panel-left", section, "workshop"),
        ActionSpec("view.inspector", tr("Show or hide the inspector"), ("Ctrl+J",), "panel-right", section, "workshop"),
        ActionSpec("app.theme", tr("Switch between light and dark"), ("Alt+Shift+D",), "contrast", section),
    )


def _app() -> tuple[ActionSpec, ...]:
    section = tr("CoCreate")
    return (
        ActionSpec("app.palette", tr("Find a command"), ("Ctrl+K", "Ctrl+Shift+P"), "command", section),
        ActionSpec("app.help", tr("Help"), ("F1",), "circle-question-mark", section),
        ActionSpec("app.shortcuts", tr("Keyboard shortcuts"), ("Shift+F1", "?"), "keyboard", section),
        ActionSpec("app.language_en", tr("Switch to English"), (), "languages", section),
        ActionSpec("app.language_nl", tr("Switch to Dutch"), (), "languages", section),
        ActionSpec("app.diagnostics", tr("Copy diagnostics"), (), "clipboard-paste", section),
        ActionSpec("app.quit", tr("Quit"), ("Ctrl+Q",), "x", section),
    )


def board_keys() -> tuple[tuple[str, str], ...]:
    """Keys that the board itself answers, for the shortcut sheet: (keys, what they do)."""
    return (
        ("Return", tr("Next note below")),
        ("Tab", tr("Next note beside")),
        ("Alt+Right", tr("Go to the next note that way")),
        ("Alt+Shift+Right", tr("Add the next note to the selection")),
        ("Space", tr("Hold it and drag to move the board")),
        ("Esc", tr("Leave, or undo a drag")),
    )


class Actions(QObject):
    """The actions of one window. Build a new one with the window when the language changes."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._host, self._places, self._is_editing = host, frozenset({"anywhere"}), False
        self.specs = {spec.id: spec for spec in table()}
        self._actions: dict[str, QAction] = {}
        self._handlers: dict[str, Callable[[], object]] = {}
        self._enabled: dict[str, Callable[[], bool]] = {}
        self._checked: dict[str, Callable[[], bool]] = {}
        for spec in self.specs.values():
            self._actions[spec.id] = self._make(spec)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)
            self._focus_moved(None, app.focusWidget())

    def __getitem__(self, id: str) -> QAction:
        """The QAction of an id; KeyError for an id that is not in the table."""
        return self._actions[id]

    def register(
        self, id: str, handler: Callable[[], object], enabled: Callable[[], bool] = lambda: True,
        checked: Callable[[], bool] | None = None,
    ) -> QAction:  # fmt: skip
        """Bind what happens. `enabled` and `checked` are asked again at each `refresh` and each use."""
        action = self._actions[id]
        self._handlers[id], self._enabled[id] = handler, enabled
        if checked is not None:
            self._checked[id] = checked
        self._refresh_one(id)
        return action

    def release(self, *ids: str) -> None:
        """Forget handlers whose page has gone."""
        for id in ids:
            for kept in (self._handlers, self._enabled, self._checked):
                kept.pop(id, None)
            self._refresh_one(id)

    def set_places(self, *places: str) -> None:
        """Where the person is now: any of `PLACES`."""
        assert set(places) <= set(PLACES), places
        self._places = frozenset({"anywhere", *places})
        self.refresh()

    def set_editing(self, on: bool) -> None:
        """Single keys rest while text is edited. Told by the focus; the board tells of its own editor."""
        if on != self._is_editing:
            self._is_editing = on
            for spec in self.specs.values():
                self._set_keys(spec)

    def refresh(self) -> None:
        """Ask every action again whether it can be used and whether it is on."""
        for id in self._actions:
            self._refresh_one(id)

    def available(self) -> list[ActionSpec]:
        """What can be done now, in the order of the table."""
        self.refresh()
        return [spec for spec in self.specs.values() if self._actions[spec.id].isEnabled()]

    def trigger(self, id: str) -> bool:
        """Do it if it can be done now; says whether it was done."""
        self._refresh_one(id)
        if not self._actions[id].isEnabled():
            return False
        if open_overlays(self._host) and id not in _UNDER_A_SHEET:
            return False
        self._handlers[id]()
        self._refresh_one(id)
        return True

    def menu(self, parent: QWidget, *ids: str) -> Menu:
        """A menu of some actions; `-` draws a line."""
        menu = Menu(parent)
        for id in ids:
            if id == "-":
                menu.addSeparator()
            else:
                self._refresh_one(id)
                if icon := self.specs[id].icon:  # here, in the theme of the moment: only menus show it
                    self._actions[id].setIcon(icons.icon(icon, "muted"))
                menu.addAction(self._actions[id])
        return menu

    def _make(self, spec: ActionSpec) -> QAction:
        action = QAction(spec.text, self)
        action.setProperty("icon_name", spec.icon)
        action.setProperty("keys", spec.shortcut)  # stays while single keys rest
        action.setObjectName(spec.id)
        action.setCheckable(spec.is_checkable)
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.setEnabled(False)
        action.triggered.connect(lambda: self.trigger(spec.id))
        self._host.addAction(action)
        action.setShortcuts([QKeySequence(key) for key in spec.shortcuts])
        return action

    def _set_keys(self, spec: ActionSpec) -> None:
        keys = [key for key in spec.shortcuts if not (self._is_editing and is_bare(key))]
        self._actions[spec.id].setShortcuts([QKeySequence(key) for key in keys])

    def _refresh_one(self, id: str) -> None:
        action = self._actions[id]
        can = id in self._handlers and self.specs[id].when in self._places and self._enabled[id]()
        action.setEnabled(can)
        if id in self._checked:
            action.setChecked(self._checked[id]())

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        is_text = new is not None and new.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        self.set_editing(is_text and new is not None and new.window() is self._host.window())
