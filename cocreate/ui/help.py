"""The help sheet: how a workshop goes, five keys, where everything is kept, how to share, what to do in trouble.

    help_sheet(window, library=path, step="themes", following=tr("Suggest themes")).open()
    topics()      # the same, one by one, for the palette

It shows and calls what it was given; it opens nothing by itself.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from cocreate.ui import theme
from cocreate.ui.i18n import tr
from cocreate.ui.shortcuts import Keys
from cocreate.ui.widgets.buttons import Button
from cocreate.ui.widgets.labels import Badge, Label
from cocreate.ui.widgets.sheet import Sheet
from cocreate.ui.workshop.arc import paint_dot

RESTORE = "cocreate check --restore"


@dataclass(frozen=True, slots=True)
class Topic:
    """One thing that people ask: `id`, what they would look for, and the answer in a sentence or two."""

    id: str
    title: str
    answer: str


def steps() -> tuple[Topic, ...]:
    """The arc of a workshop, with the one thing to do in each step."""
    return (
        Topic("prepare", tr("Prepare"), tr("Ask one open question, and note who is in the room.")),
        Topic("ideas", tr("Ideas"), tr("Press N and type, Enter for the next one. Or paste a list.")),
        Topic("themes", tr("Themes"), tr("Let themes be suggested, or drag ideas together. You accept, or you don't.")),
        Topic("vote", tr("Vote"), tr("Open the vote and hand the laptop round. No total shows before you reveal it.")),
        Topic("outcomes", tr("Outcomes"), tr("Write what was decided, and who does what by when.")),
        Topic("share", tr("Share"), tr("Make the PDF before people leave.")),
    )


def topics() -> tuple[Topic, ...]:
    """What else people ask."""
    return (
        Topic(
            "data", tr("Where everything is kept"),
            tr("In one file on this laptop, saved at every step. Copies of earlier days lie beside it."),
        ),
        Topic(
            "publish", tr("How to publish"),
            tr("In Share, choose a folder that the team shares. Documents appear in it, and other laptops with it "
               "stay equal."),
        ),
        Topic(
            "trouble", tr("When something is wrong"),
            tr("Undo takes back every step, also after a restart. A damaged file is noticed at the start, and the "
               "newest sound copy can be put back; on the command line like this:"),
        ),
    )  # fmt: skip


def keys() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The five most useful keys."""
    return (
        (tr("Find any command or idea"), ("Ctrl+K",)), (tr("Write a note"), ("N",)),
        (tr("Paste a list as notes"), ("Ctrl+V",)), (tr("Undo"), ("Ctrl+Z",)),
        (tr("Go to a step"), ("Ctrl+1", "Ctrl+6")),
    )  # fmt: skip


class StepLine(QWidget):
    """Number, name and what to do; the step of now stands out, with the words of the next thing to do."""

    def __init__(self, number: int, topic: Topic, following: str | None) -> None:
        super().__init__()
        self._number, self._is_now = number, following is not None
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(18) + theme.M, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Label(topic.title, "strong"))
        column.addWidget(Label(topic.answer, "muted", wrap=True))
        if following:
            column.addSpacing(theme.XS)
            column.addWidget(Badge(tr("Now: {what}", what=following), "accent"))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = theme.px(18)
        paint_dot(painter, QRectF(0, 1, side, side), self._number, is_now=self._is_now)


def help_sheet(
    parent: QWidget, *, library: Path | None = None, step: str = "", following: str = "",
    on_new: Callable[[], object] | None = None, on_keys: Callable[[], object] | None = None,
    on_folder: Callable[[], object] | None = None, topic: str = "",
) -> Sheet:  # fmt: skip
    """The sheet, ready to open. `step` is the step of now and `following` the words of its next step; `topic` is
    scrolled to. The callables are its buttons; none of them acts in the workshop, so that Enter can do no harm.
    """
    sheet = Sheet(tr("How a workshop goes"), parent, width=880)
    is_wide = theme.px(100) <= 130
    columns = QHBoxLayout() if is_wide else QVBoxLayout()
    columns.setSpacing(theme.XXXL if is_wide else theme.XXL)
    columns.addLayout(_arc(step, following), 1)
    right = QVBoxLayout()
    right.setSpacing(theme.XL)
    right.addLayout(_five_keys())
    found = {t.id: _answer(t, library, on_folder) for t in topics()}
    for one in found.values():
        right.addWidget(one)
    right.addStretch(1)
    columns.addLayout(right, 1)
    sheet.body.addLayout(columns)
    if on_keys is not None:
        sheet.add_left(Button(tr("All shortcuts"), kind="quiet", icon="keyboard", on_click=on_keys))
    sheet.add_button(tr("Close"), kind="secondary" if on_new else "primary")
    if on_new is not None:
        begin = on_new
        sheet.add_button(tr("New workshop"), lambda: sheet.closed.connect(lambda _result: begin()), kind="primary")
    if (asked := found.get(topic)) is not None:  # once the sheet is laid out
        QTimer.singleShot(0, sheet, lambda: sheet.column.ensureWidgetVisible(asked))
    return sheet


def _arc(step: str, following: str) -> QBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(theme.L)
    for number, topic in enumerate(steps(), 1):
        column.addWidget(StepLine(number, topic, following if topic.id == step else None))
    column.addStretch(1)
    return column


def _five_keys() -> QBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(0)
    head = Label(tr("Five keys to begin with"), "strong")
    column.addWidget(head)
    for words, shortcuts in keys():
        row = QHBoxLayout()
        row.setSpacing(theme.S)
        row.addWidget(Label(words, "muted", wrap=True), 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(Keys(words, shortcuts))
        column.addLayout(row)
    return column


def _answer(topic: Topic, library: Path | None, on_folder: Callable[[], object] | None) -> QWidget:
    out = QWidget()
    column = QVBoxLayout(out)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.XS)
    column.addWidget(Label(topic.title, "strong"))
    column.addWidget(Label(topic.answer, "muted", wrap=True))
    if topic.id == "trouble":
        command = Label(RESTORE, "key", selectable=True)
        column.addWidget(command, 0, Qt.AlignmentFlag.AlignLeft)
    if topic.id == "data" and library is not None and on_folder is not None:
        show = Button(tr("Show the folder"), kind="link", tooltip=str(library.parent), on_click=on_folder)
        column.addWidget(show, 0, Qt.AlignmentFlag.AlignLeft)
    return out
