"""Ideas: type or paste them, import a file; each new idea lies on a free spot of the board."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal

from cocreate.model.commands import AddNotes, NewNote, new_id
from cocreate.model.snapshot import COLOURS, NOTE_SIZE, Note, Point
from cocreate.ui import theme
from cocreate.ui.i18n import tr
from cocreate.ui.widgets.buttons import Button
from cocreate.ui.widgets.colours import ColourPicker
from cocreate.ui.workshop import fields, parts
from cocreate.ui.workshop.panel import Next, StepPanel

STEP = NOTE_SIZE + 16
COLUMNS = 8
MAX_NOTE = 2000


class IdeasPanel(StepPanel):
    """Quick entry, paste with a count, import, and the colour of what comes."""

    key = "ideas"
    import_requested = Signal()

    def build(self) -> None:
        self.colour = COLOURS[0]
        self.title = parts.label(tr("Ideas"), "title")
        self.empty = parts.label(tr("Press N or double-click. Paste a list with Ctrl+V."), "muted")
        self.entry = fields.EntryField(tr("New idea"), tr("One idea, then Enter. Or paste a list."), lines=3)
        self.add = Button(tr("Add idea"), icon="plus", on_click=self.add_ideas)
        self.swatches = ColourPicker(self.colour)
        self.bring = Button(tr("Import ideas"), icon="upload", on_click=self.import_requested.emit)
        self.swatches.changed.connect(self._choose)
        self.entry.submitted.connect(self.add_ideas)
        self.entry.lines_changed.connect(self._count)
        for widget in (self.title, self.empty, self.entry, self.add):
            self.column.addWidget(widget)
        self.column.addSpacing(theme.S)
        self.column.addWidget(parts.label(tr("Colour of new ideas"), "caption"))
        self.column.addWidget(self.swatches)
        self.column.addSpacing(theme.S)
        self.column.addWidget(parts.label(tr("From a text file or a table"), "caption"))
        self.column.addWidget(self.bring)
        self._count(0)

    def add_ideas(self) -> None:
        """Add what is in the field, one idea a line; the field stays ready for the next."""
        lines = self.entry.lines()
        if not lines or not self.live.board_id:
            return
        places = free_places(self.shown.notes, len(lines))
        notes = tuple(
            NewNote(id=new_id(), text=line[:MAX_NOTE], place=place, colour=self.colour)
            for line, place in zip(lines, places, strict=True)
        )
        self.live.send(AddNotes(scope=self.live.scope, board_id=self.live.board_id, notes=notes))
        self.entry.clear()
        self.entry.setFocus()

    def show_snapshot(self) -> None:
        n = len(self.shown.notes)
        self.title.setText(tr.plural("{n} idea", "{n} ideas", n=n) if n else tr("Ideas"))
        self.empty.setVisible(n == 0)

    def next_step(self) -> Next:
        if not self.shown.notes:
            return Next(tr("Collect ideas"), "lightbulb", tr("Everything counts; sorting comes later."))
        return Next(tr("Go to themes"), "arrow-right", tr("Enough ideas? Then look for themes."))

    def take_next(self) -> None:
        if self.shown.notes:
            self.step_requested.emit("themes")
        else:
            self.entry.setFocus()

    def _choose(self, colour: str) -> None:
        self.colour = colour

    def _count(self, n: int) -> None:
        self.add.setVisible(n > 0)
        self.add.set_text(tr("Add {n} ideas", n=n) if n > 1 else tr("Add idea"))


def free_places(notes: Iterable[Note], count: int) -> list[Point]:
    """`count` free spots of the note grid, from the youngest loose note on, row by row, `COLUMNS` wide."""
    notes = list(notes)
    taken = {_cell(n.place) for n in notes}
    taken |= {(c + dx, r + dy) for n in notes for c, r in [_cell(n.place)] for dx, dy in _spill(n.place)}
    loose = [n for n in notes if n.cluster_id is None]
    last = max(loose, key=lambda n: (n.number, n.id), default=None)
    if last is None:
        first, top = 0, max((r for _, r in taken), default=-2) + 2 if taken else 0
        column, row = 0, top
    else:
        column, row = _cell(last.place)
        first = column - column % COLUMNS
    found: list[Point] = []
    while len(found) < count:
        if (column, row) not in taken:
            found.append((column * STEP, row * STEP))
            taken.add((column, row))
        column += 1
        if column >= first + COLUMNS:
            column, row = first, row + 1
    return found


def _cell(place: Point) -> tuple[int, int]:
    return int(place[0] // STEP), int(place[1] // STEP)


def _spill(place: Point) -> list[tuple[int, int]]:
    """The neighbour cells that a note reaches into when it lies off the grid."""
    right = place[0] % STEP + NOTE_SIZE > STEP
    below = place[1] % STEP + NOTE_SIZE > STEP
    return [(1, 0)] * right + [(0, 1)] * below + [(1, 1)] * (right and below)
