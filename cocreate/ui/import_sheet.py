"""Shows what a file would bring before it does: which column is what, the first ideas, and what is left out and why.

    sheet = ImportSheet(plan, snapshot, reread, window)     # `reread(options)` reads the file again, off this thread
    command = await sheet.open()                            # one command, or None

It reads no file and runs no command.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from cocreate.errors import Trouble
from cocreate.interchange import ImportPlan, Options, new_ideas, to_command
from cocreate.interchange.plan import PlannedIdea
from cocreate.model.snapshot import WorkshopSnapshot
from cocreate.ui import theme
from cocreate.ui.i18n import tr
from cocreate.ui.widgets import Check, Choice, Label, Sheet
from cocreate.ui.widgets.surfaces import Panel

Reread = Callable[[Options], Awaitable[ImportPlan]]
SHOWN, TOLD = 6, 8  # ideas and sentences
LONGEST = 160  # characters of an idea that are shown


class ImportSheet(Sheet):
    """A table asks which column is what; any change is read anew and shown. Enter adds."""

    def __init__(self, plan: ImportPlan, snapshot: WorkshopSnapshot, reread: Reread, parent: QWidget) -> None:
        super().__init__(tr("Import {name}", name=plan.name), parent, width=560)
        self._snapshot, self._reread = snapshot, reread
        self.plan: ImportPlan | None = plan
        self._options = Options()
        self._reading: asyncio.Task[None] | None = None
        self.count = Label("", role="strong", wrap=True)
        self.ideas, self.report = QVBoxLayout(), QVBoxLayout()
        self.ideas.setSpacing(theme.S)
        self.report.setSpacing(theme.XS)
        self.again = Check(tr("Also add what this file brought before"), on_change=lambda _: self._show())
        if len(plan.columns) > 1 or plan.delimiter:
            self.body.addWidget(self._columns(plan))
        self.body.addWidget(self.count)
        self.body.addWidget(self.again)
        self.body.addLayout(self.ideas)
        self.body.addLayout(self.report)
        self.add_button(tr("Cancel"), None)
        self.add = self.add_button("", self._command, kind="primary")
        self._show()
        self.closed.connect(lambda _: self._stop())

    def first_stop(self) -> QWidget:
        return self.add

    # ---- which column is what

    def _columns(self, plan: ImportPlan) -> QWidget:
        box = Panel("inset")
        grid = QGridLayout(box)
        grid.setContentsMargins(theme.M, theme.M, theme.M, theme.M)
        grid.setSpacing(theme.S)
        grid.setColumnStretch(1, 1)
        self.idea_column = Choice((), name=tr("Column of the ideas"))
        self.theme_column = Choice((), name=tr("Column of the themes"))
        self.delimiter = Choice(_delimiters(), plan.delimiter, name=tr("What stands between columns"))
        self.header = Check(tr("The first row names the columns"), plan.has_header)
        self._name_columns(plan)
        rows = [(tr("Ideas"), self.idea_column), (tr("Themes"), self.theme_column)]
        if plan.delimiter:
            rows.append((tr("Between columns"), self.delimiter))
        for k, (words, choice) in enumerate(rows):
            label = Label(words, role="muted")
            label.setBuddy(choice)
            grid.addWidget(label, k, 0)
            grid.addWidget(choice, k, 1)
        grid.addWidget(self.header, len(rows), 0, 1, 2, Qt.AlignmentFlag.AlignLeft)
        self.idea_column.changed.connect(self._ideas_are)
        self.theme_column.changed.connect(self._themes_are)
        self.delimiter.changed.connect(self._columns_are)
        self.header.toggled.connect(self._row_one_is)
        return box

    def _name_columns(self, plan: ImportPlan) -> None:
        """The columns as they are now; the ones that are read are chosen."""
        named = [(_key(k, plan.columns), name if plan.has_header else tr("Column {n}", n=name))
                 for k, name in enumerate(plan.columns)]  # fmt: skip
        for choice, listed, chosen in (
            (self.idea_column, named, plan.column), (self.theme_column, [("", tr("None")), *named], plan.theme_column),
        ):  # fmt: skip
            choice.clear()
            for key, words in listed:
                choice.addItem(words, key)
            at = plan.columns.index(chosen) if chosen in plan.columns else -1
            choice.set_value(_key(at, plan.columns) if at >= 0 else "")

    def _ideas_are(self, column: str) -> None:
        self._read(replace(self._options, column=column))

    def _themes_are(self, column: str) -> None:
        self._read(replace(self._options, theme_column=column, has_themes=bool(column)))

    def _columns_are(self, delimiter: str) -> None:
        self._read(Options(delimiter=delimiter, header=self._options.header))

    def _row_one_is(self, is_header: bool) -> None:
        self._read(Options(delimiter=self._options.delimiter, header="yes" if is_header else "no"))

    # ---- reading anew

    def _read(self, options: Options) -> None:
        self._options = replace(options, format="table")
        self._stop()
        self._reading = asyncio.ensure_future(self._read_anew(self._options))

    async def _read_anew(self, options: Options) -> None:
        self.add.setEnabled(False)
        try:
            self.plan = await self._reread(options)
        except Trouble as trouble:
            self.plan = None
            self._show(trouble.say(tr.language))
            return
        self._name_columns(self.plan)
        self._show()

    def _stop(self) -> None:
        if self._reading is not None:
            self._reading.cancel()
            self._reading = None

    # ---- showing

    def _command(self) -> object:
        return to_command(self.plan, self._snapshot, again=self.again.isChecked()) if self.plan else Sheet.STAY

    def _show(self, trouble: str = "") -> None:
        plan = self.plan
        every: Sequence[PlannedIdea] = plan.ideas if plan else ()
        fresh = new_ideas(plan, self._snapshot, again=self.again.isChecked()) if plan else ()
        self.again.setVisible(plan is not None and len(new_ideas(plan, self._snapshot)) < len(every))
        self.count.setText(trouble or _counted(len(fresh), len(every)))
        _fill(self.ideas, [_line(idea) for idea in fresh[:SHOWN]], "body")
        more = [tr.plural("and {n} more", "and {n} more", n=len(fresh) - SHOWN)] if len(fresh) > SHOWN else []
        said = [tr(line.text, **line.values) for line in (plan.report if plan else ())]
        if len(said) > TOLD:
            said = [*said[:TOLD], tr.plural("and {n} more", "and {n} more", n=len(said) - TOLD)]
        _fill(self.report, [*more, *said], "caption")
        self.add.set_text(tr.plural("Add {n} idea", "Add {n} ideas", n=len(fresh)))
        self.add.setEnabled(bool(fresh))


def _key(at: int, columns: Sequence[str]) -> str:
    """What the reader calls a column: its name where that is plain, else its number."""
    name = columns[at]
    lower = [c.casefold() for c in columns]
    return name if lower.count(name.casefold()) == 1 and name.strip() else str(at + 1)


def _delimiters() -> list[tuple[str, str]]:
    return [(",", tr("Comma")), (";", tr("Semicolon")), ("\t", tr("Tab")), ("|", tr("Bar"))]


def _counted(fresh: int, every: int) -> str:
    if not fresh:
        return tr("Every idea of this file is here already. Nothing to add.")
    if fresh < every:
        return tr("{fresh} of {every} ideas are new.", fresh=fresh, every=every)
    return tr.plural("{n} idea", "{n} ideas", n=every)


def _line(idea: PlannedIdea) -> str:
    text = " ".join(idea.text.split())
    text = text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"
    return f"{idea.theme} › {text}" if idea.theme else text


def _fill(layout: QVBoxLayout, lines: Sequence[str], role: str) -> None:
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
    for line in lines:
        layout.addWidget(Label(line, role=role, wrap=True))
