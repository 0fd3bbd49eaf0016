"""What a file would bring: ideas in order and a report, and the one command that adds them. Reads no file itself."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from cocreate.errors import FileTrouble
from cocreate.model.commands import AddNotes, NewNote, new_id
from cocreate.model.commands.notes import MAX_BATCH, MAX_NOTE, NewTheme
from cocreate.model.snapshot import COLOURS, NOTE_SIZE, Point, WorkshopSnapshot
from cocreate.words import words

GAP = 12.0  # between notes
TITLE = 48.0  # height of a theme's title above its notes
AISLE = 64.0  # between blocks, and between what is there and what comes
MAX_MB = 8
MAX_BYTES = MAX_MB * 1024 * 1024
MAX_LINES = 100_000  # with these and the next, the worst file is refused in seconds and within 200 MB
MAX_CELLS = 1_000_000
MOST_TOLD = 20  # lines of one kind in a report
MAX_THEME = 140  # characters of a theme's title

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")

Kind = Literal["kept", "changed", "dropped"]


@dataclass(frozen=True)
class ReportLine:
    """One sentence of the import report; `text` is English and the key of its translation."""

    kind: Kind
    text: str
    values: Mapping[str, object] = field(default_factory=dict)

    def say(self, language: str = "en") -> str:
        return words(language)(self.text, **self.values)


@dataclass(frozen=True)
class PlannedIdea:
    """One idea of a file. `row` counts lines (text) or rows (table) from 1; `source` makes a second import find it."""

    text: str
    source: str
    row: int
    theme: str = ""


@dataclass(frozen=True)
class Options:
    """What the reader was told. Columns are a header's name or a number from 1; empty means: guess."""

    format: Literal["auto", "text", "table"] = "auto"
    column: str = ""
    theme_column: str = ""
    has_themes: bool = True  # False: no column is read as themes
    header: Literal["auto", "yes", "no"] = "auto"  # whether the first row names the columns
    delimiter: str = ""  # one character


@dataclass(frozen=True)
class ImportPlan:
    """What a file would bring. Nothing has happened yet."""

    name: str
    ideas: tuple[PlannedIdea, ...]
    report: tuple[ReportLine, ...] = ()
    columns: tuple[str, ...] = ()  # names, or numbers, of a table's columns: for choosing another one
    column: str = ""  # the one that was read
    theme_column: str = ""
    has_header: bool = False
    delimiter: str = ""  # that cut the columns; empty where there are none to cut


def make_plan(
    name: str,
    digest: str,
    rows: Iterable[tuple[int, str, str]],
    report: list[ReportLine],
    columns: Sequence[str] = (),
    column: str = "",
    theme_column: str = "",
) -> ImportPlan:
    """The plan of (row, text, theme) triples; `FileTrouble` when there is no idea in them, or too many."""
    ideas: list[PlannedIdea] = []
    seen: dict[str, int] = {}
    twins: list[tuple[int, int]] = []
    cut_themes: set[str] = set()
    for row, raw, theme in rows:
        text = _CONTROLS.sub("", raw).strip()  # JSON and XML can spell what the bytes of a text may not hold
        theme = _CONTROLS.sub("", theme)
        if len(theme) > MAX_THEME:
            cut_themes.add(theme)
        if text in seen:
            twins.append((row, seen[text]))
        seen.setdefault(text, row)
        parts = split_long(text)
        if len(parts) > 1:
            cut = {"row": row, "limit": MAX_NOTE, "n": len(parts)}
            report.append(
                ReportLine("changed", "Line {row} is longer than {limit} characters and became {n} ideas.", cut)
            )
        for k, part in enumerate(parts):
            source = f"{digest}:{row}" + (f".{k + 1}" if k else "")
            ideas.append(PlannedIdea(part, source, row, theme[:MAX_THEME].strip()))
    _tell_twins(twins, report)
    if cut_themes:
        said = {"n": len(cut_themes), "limit": MAX_THEME}
        report.append(ReportLine("changed", "{n} themes were cut to {limit} characters.", said))
    if not ideas:
        raise FileTrouble("There are no ideas in “{name}”. Choose a file with one idea a line.", name=name)
    if len(ideas) > MAX_BATCH:
        raise FileTrouble(
            "“{name}” has more than {limit} ideas. Split it into smaller files.", name=name, limit=MAX_BATCH
        )
    return ImportPlan(name, tuple(ideas), tuple(report), tuple(columns), column, theme_column)


def _tell_twins(twins: Sequence[tuple[int, int]], report: list[ReportLine]) -> None:
    for row, first in twins[:MOST_TOLD]:
        said = {"row": row, "first": first}
        report.append(ReportLine("kept", "Line {row} says the same as line {first}. Both are kept.", said))
    if len(twins) > MOST_TOLD:
        more = {"n": len(twins) - MOST_TOLD}
        report.append(ReportLine("kept", "{n} more lines say what was said before. All are kept.", more))


def has_words(text: str) -> bool:
    """Whether there is a letter, a digit or an emoji in it: a line of dashes is no idea."""
    return any(c.isalnum() or ord(c) > 0x7F for c in text)


def split_long(text: str) -> list[str]:
    """Parts of at most 2,000 characters, cut at the last sentence end or space before the limit. No word is lost."""
    parts, start = [], 0
    while len(text) - start > MAX_NOTE:
        head = text[start : start + MAX_NOTE]
        cut = max(head.rfind(mark) + len(mark) for mark in (". ", "? ", "! ", "\n"))
        if cut < MAX_NOTE // 2:
            cut = head.rfind(" ") + 1
        if cut < MAX_NOTE // 2:
            cut = MAX_NOTE  # a wall of letters
        parts.append(head[:cut].strip())
        start += cut
    return [part for part in (*parts, text[start:].strip()) if part]


def new_ideas(plan: ImportPlan, snapshot: WorkshopSnapshot, *, again: bool = False) -> tuple[PlannedIdea, ...]:
    """The ideas of the plan that were not imported before; all of them when they are asked for `again`."""
    if again:
        return plan.ideas
    known = {note.source for note in snapshot.notes if note.source}
    return tuple(idea for idea in plan.ideas if idea.source not in known)


def to_command(plan: ImportPlan, snapshot: WorkshopSnapshot, *, again: bool = False) -> AddNotes | None:
    """One command, one step, one undo: new ideas below what lies on the board, each theme as a block of its own.

    A theme or frame that is on the board by that title takes its ideas. None when every idea is there already.
    """
    ideas = new_ideas(plan, snapshot, again=again)
    if not ideas:
        return None
    board = snapshot.boards[0].id
    clusters = {c.title.casefold(): c for c in snapshot.clusters if c.title}
    frames = {f.title.casefold(): f for f in snapshot.frames if f.title}
    groups: dict[str, list[PlannedIdea]] = {}
    titles: dict[str, str] = {}
    for idea in ideas:
        groups.setdefault(idea.theme.casefold(), []).append(idea)
        titles.setdefault(idea.theme.casefold(), idea.theme)
    colours = _colours(c.colour for c in snapshot.clusters)
    blocks = list(_blocks(_corner(snapshot), [len(g) for g in groups.values()]))
    position = {idea.source: k for k, idea in enumerate(ideas)}
    notes: dict[int, NewNote] = {}
    themes: list[NewTheme] = []
    for (key, group), (corner, places) in zip(groups.items(), blocks, strict=True):
        cluster, frame = clusters.get(key), frames.get(key)
        colour, cluster_id = "sun", cluster.id if cluster else None
        if cluster:
            colour = cluster.colour if cluster.colour in COLOURS else "sun"
        elif key and not frame:
            colour, cluster_id = next(colours), new_id()
            themes.append(NewTheme(id=cluster_id, title=titles[key], place=corner, colour=colour))
        for idea, place in zip(group, places, strict=True):
            note = NewNote(
                id=new_id(), text=idea.text, place=place, colour=colour, source=idea.source,
                cluster_id=cluster_id, frame_id=frame.id if frame and not cluster_id else None,
            )  # fmt: skip
            notes[position[idea.source]] = note
    in_order = tuple(notes[k] for k in sorted(notes))  # numbers follow the order of the file, not the themes
    return AddNotes(scope=snapshot.workshop.id, board_id=board, notes=in_order, themes=tuple(themes))


def _corner(snapshot: WorkshopSnapshot) -> Point:
    """Where free board begins: below everything, at the left edge of what is there."""
    right_below = [(n.place[0], n.place[1] + NOTE_SIZE) for n in snapshot.notes]
    right_below += [(f.place[0], f.place[1] + f.size[1]) for f in snapshot.frames]
    right_below += [(c.place[0], c.place[1] + TITLE) for c in snapshot.clusters]
    if not right_below:
        return 0.0, 0.0
    return min(x for x, _ in right_below), max(y for _, y in right_below) + AISLE


def _blocks(corner: Point, sizes: Sequence[int]) -> Iterator[tuple[Point, list[Point]]]:
    """A corner and note places per block, in rows that together are a little wider than high."""
    step = NOTE_SIZE + GAP
    wide = max(1, math.ceil(math.sqrt(1.6 * sum(sizes)))) * step + AISLE
    left, top = corner
    x, y, row_height = left, top, 0.0
    for size in sizes:
        columns = max(1, math.ceil(math.sqrt(1.6 * size)))
        width, height = columns * step + GAP, TITLE + math.ceil(size / columns) * step + GAP
        if x > left and x + width > left + wide:
            x, y, row_height = left, y + row_height + AISLE, 0.0
        yield (x, y), [(x + GAP + k % columns * step, y + TITLE + GAP + k // columns * step) for k in range(size)]
        x, row_height = x + width + AISLE, max(row_height, height)


def _colours(used: Iterable[str]) -> Iterator[str]:
    """Palette colours for new themes, the least used first."""
    count = Counter(used)
    while True:
        colour = min(COLOURS, key=lambda c: (count[c], COLOURS.index(c)))
        count[colour] += 1
        yield colour
