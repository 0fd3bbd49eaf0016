"""The parts of the Share page: a card for each preset, what was saved, what went wrong, a fold. They save nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from cocreate.ui import theme
from cocreate.ui.i18n import tr
from cocreate.ui.share.presets import Preset
from cocreate.ui.widgets.buttons import Button
from cocreate.ui.widgets.flow import LineFlow
from cocreate.ui.widgets.labels import ElidedLabel
from cocreate.ui.widgets.surfaces import Panel
from cocreate.ui.workshop import parts

Way = tuple[str, str, Callable[[], object]]  # words, icon, deed


def quiet(words: str, icon: str, on_click: Callable[[], object], name: str = "") -> Button:
    """A small second thing to do."""
    button = Button(words, kind="quiet", icon=icon, on_click=on_click)
    if name:
        button.setAccessibleName(name)
    return button


def line_of(*buttons: Button) -> QWidget:
    """Side by side as far as they fit, else below each other."""
    out = QWidget()
    flow = LineFlow(out, gap=0)
    for button in buttons:
        flow.addWidget(button)
    return out


class PresetCard(Panel):
    """What is in it, where it goes, and its one button; quiet ones below."""

    def __init__(
        self, preset: Preset, on_press: Callable[[], object], on_change: Callable[[], object], *others: Button
    ) -> None:
        super().__init__("inset")
        inside = parts.column(self, theme.M, theme.S)
        self.title = parts.label(preset.title, "strong")
        self.said = parts.label(preset.said, "muted")
        self.button = Button(preset.deed, icon=preset.icon, on_click=on_press)
        self.place = ElidedLabel("", "caption", lines=2)
        self.change = quiet(tr("Change place"), "folder-open", on_change)
        self.change.hide()
        self.others = (*others, self.change)
        for widget in (self.title, self.said, self.button):
            inside.addWidget(widget)
        inside.addWidget(line_of(*self.others))
        inside.addWidget(self.place)

    def show_preset(self, preset: Preset) -> None:
        self.said.setText(preset.said)

    def show_place(self, said: str, is_known: bool) -> None:
        """Where it goes, in one line; a place that is known can be changed."""
        self.place.set_text(said)
        self.change.setVisible(is_known)

    def set_busy(self, is_busy: bool) -> None:
        for button in (self.button, *self.others):
            button.setEnabled(not is_busy)


@dataclass(frozen=True)
class Done:
    """What was saved: `paths` are the files; `folder` holds them."""

    said: str
    paths: tuple[Path, ...]
    folder: Path


class DoneStrip(Panel):
    """`Saved as …`, with Open, Show in folder and Copy. It stays until something else is made."""

    def __init__(self, done: Done, on_away: Callable[[], object]) -> None:
        super().__init__("inset")
        self.done = done
        inside = parts.column(self, theme.M, theme.S)
        self.said = parts.label(done.said, "strong")
        head = parts.row(self.said, parts.tool(tr("Dismiss"), "x", on_away))
        head.setStretch(0, 1)
        head.setAlignment(self.said, Qt.AlignmentFlag.AlignVCenter)
        inside.addLayout(head)
        inside.addWidget(ElidedLabel(said_place(done.folder), "caption", lines=2))
        self.buttons: list[Button] = []
        if len(done.paths) == 1:
            self.buttons.append(quiet(tr("Open"), "external-link", lambda: show(done.paths[0])))
        self.buttons.append(quiet(tr("Show in folder"), "folder-open", lambda: show(done.folder)))
        if done.paths:
            self.copy = quiet(
                tr("Copy"), "copy", self._copy, tr.plural("Copy the file", "Copy the files", n=len(done.paths))
            )
            self.buttons.append(self.copy)
        inside.addWidget(line_of(*self.buttons))

    def _copy(self) -> None:
        """The files themselves, to be pasted into a folder or a mail; as text their paths."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in self.done.paths])
        data.setText("\n".join(str(path) for path in self.done.paths))
        QApplication.clipboard().setMimeData(data)
        self.copy.set_text(tr("Copied"))


class TroubleStrip(Panel):
    """What went wrong and the ways on."""

    def __init__(self, said: str, ways: Sequence[Way], on_away: Callable[[], object]) -> None:
        super().__init__("inset")
        inside = parts.column(self, theme.M, theme.S)
        self.said = parts.label(said, "error")
        head = parts.row(self.said, parts.tool(tr("Dismiss"), "x", on_away))
        head.setStretch(0, 1)
        inside.addLayout(head)
        self.ways = [quiet(words, icon, deed) for words, icon, deed in ways]
        inside.addWidget(line_of(*self.ways))


class Fold(QWidget):
    """A link that opens and closes what lies below it."""

    def __init__(self, words: str, inner: QWidget) -> None:
        super().__init__()
        column = parts.column(self, 0, theme.S)
        self.link = Button(words, kind="link", icon="chevron-down", on_click=self.turn)
        self.inner = inner
        column.addWidget(self.link, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(inner)
        self._say(False)

    def turn(self) -> None:
        """Open what is closed, and bring it into view; close what is open."""
        self._say(self.inner.isHidden())
        if not self.inner.isHidden():
            QTimer.singleShot(0, self, self._show_inner)

    def _show_inner(self) -> None:
        reveal(self.inner)
        reveal(self.link)  # where it begins, when it is taller than the window

    def _say(self, is_open: bool) -> None:
        self.inner.setVisible(is_open)
        self.link.set_icon("chevron-up" if is_open else "chevron-down")
        self.link.setAccessibleDescription(tr("Unfolded") if is_open else tr("Folded"))


def reveal(widget: QWidget) -> None:
    """Scroll what it lies in until it can be seen."""
    at = widget.parentWidget()
    while at is not None and not isinstance(at, QScrollArea):
        at = at.parentWidget()
    if at is not None:
        at.ensureWidgetVisible(widget, 0, theme.M)


def show(path: Path) -> None:
    """In the program or the files of the computer."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def said_place(path: Path) -> str:
    """A path as people read it: without the part that is their own home."""
    try:
        return str(Path("~") / path.relative_to(Path.home()))
    except ValueError:
        return str(path)
