"""The board as it was left: a map drawn from the places of the notes, and lanes where that is too small for words.

Nothing that is meant to be read is smaller than 6.5 pt: a map too small for words shows numbers, or only colours.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cocreate.export.facts import Facts, Theme
from cocreate.export.pdf import text as words
from cocreate.export.pdf.blocks import Block, Drawing, Turn
from cocreate.export.pdf.flow import room_of, width_of
from cocreate.export.pdf.parts.common import opening
from cocreate.export.pdf.parts.lanes import lanes
from cocreate.export.pdf.pen import Pen
from cocreate.export.pdf.style import (
    CANVAS,
    INK,
    LINE,
    MIN_SIZE,
    MUTED,
    WHITE,
    Size,
    Style,
    landscape,
    mix,
    note_edge,
    note_fill,
    note_tint,
)  # fmt: skip
from cocreate.export.wording import ideas as count_ideas
from cocreate.model.snapshot import NOTE_SIZE, Board, Frame, Note

PADDING = 20.0  # board units around the notes of a theme
TITLE_ROOM = 48.0  # board units above them
WORDS_FROM = 54.0  # points: the smallest note that still shows words
NUMBERS_FROM = 19.0  # points: the smallest note that still shows its number
SPECKS = 2.5  # points: below this a note is a speck (one of them lies far out), and a map says nothing
LARGEST = 116.0  # points: few notes do not grow beyond this


@dataclass(frozen=True)
class Box:
    """A rectangle in board units."""

    x: float
    y: float
    w: float
    h: float


@dataclass(frozen=True)
class Hull:
    theme: Theme
    box: Box


@dataclass(frozen=True)
class Scene:
    """What is drawn of one board."""

    board: Board | None
    notes: tuple[Note, ...]
    frames: tuple[Frame, ...]
    hulls: tuple[Hull, ...]
    around: Box


def board(facts: Facts, paper: Size) -> list[Block]:
    """A page per board with notes on it, then the lanes if some map is too small for words."""
    t, scenes, size = facts.t, scenes_of(facts), landscape(paper)
    if not scenes:
        return []
    blocks: list[Block] = []
    small = False
    for n, scene in enumerate(scenes):
        title = _title(facts, scene) if len(scenes) > 1 else t("The board")
        lead = _lead(facts, scene)
        head = opening(title, "board" if n == 0 else f"board-{n + 1}", lead)
        room = room_of(size) - sum(b.height(width_of(size)) + b.before for b in head) - 1
        drawing, scale = _map(facts, scene, room, width_of(size))
        small = small or scale * NOTE_SIZE < WORDS_FROM
        if scale * NOTE_SIZE >= SPECKS:
            blocks += [Turn(is_wide=True), *head, drawing]
    return blocks + (lanes(facts) if small else [])


def scenes_of(facts: Facts) -> list[Scene]:
    s = facts.snapshot
    known = {b.id for b in s.boards}
    notes = [n for n in s.notes if not facts.is_merged(n)]
    boards: list[Board | None] = [*s.boards] if s.boards else [None]
    out = []
    for k, one in enumerate(boards):
        mine = tuple(n for n in notes if (n.board_id == one.id if one and n.board_id in known else k == 0))
        frames = tuple(f for f in s.frames if (f.board_id == one.id if one and f.board_id in known else k == 0))
        if mine:
            out.append(_scene(facts, one, mine, frames))
    return out


def _scene(facts: Facts, one: Board | None, notes: tuple[Note, ...], frames: tuple[Frame, ...]) -> Scene:
    here = {n.id for n in notes}
    hulls = []
    for theme in facts.themes:
        mine = [n for n in theme.notes if n.id in here]
        if mine:
            box = _around([Box(*n.place, NOTE_SIZE, NOTE_SIZE) for n in mine])
            above = PADDING + TITLE_ROOM
            wide, tall = box.w + 2 * PADDING, box.h + PADDING + above
            hulls.append(Hull(theme, Box(box.x - PADDING, box.y - above, wide, tall)))
    boxes = [Box(*n.place, NOTE_SIZE, NOTE_SIZE) for n in notes]
    boxes += [Box(f.place[0], f.place[1] - TITLE_ROOM, f.size[0], f.size[1] + TITLE_ROOM) for f in frames]
    return Scene(one, notes, frames, tuple(hulls), _around(boxes + [h.box for h in hulls]))


def _around(boxes: Sequence[Box]) -> Box:
    left, top = min(b.x for b in boxes), min(b.y for b in boxes)
    return Box(left, top, max(b.x + b.w for b in boxes) - left, max(b.y + b.h for b in boxes) - top)


def _title(facts: Facts, scene: Scene) -> str:
    named = scene.board.title.strip() if scene.board else ""
    return facts.t("Board: {title}", title=words.shortened(named, 60)) if named else facts.t("The board")


def _lead(facts: Facts, scene: Scene) -> str:
    t = facts.t
    ideas = count_ideas(t, len(scene.notes))
    if scene.hulls:
        themes = t.plural("{n} theme", "{n} themes", n=len(scene.hulls))
        return t("{ideas} in {themes}, as the room left them.", ideas=ideas, themes=themes)
    return t("{ideas}, as the room left them.", ideas=ideas)


# ------------------------------------------------------------------------------------------------ the map


def _map(facts: Facts, scene: Scene, room: float, across: float) -> tuple[Drawing, float]:
    inset = 14.0
    wide, tall = across - 2 * inset, room - 2 * inset
    around = scene.around
    scale = min(wide / max(around.w, 1.0), tall / max(around.h, 1.0), LARGEST / NOTE_SIZE)

    def paint(pen: Pen, x: float, y: float, width: float) -> None:
        pen.rect(x, y, width, room, fill=CANVAS, radius=8)
        left = x + (width - around.w * scale) / 2 - around.x * scale
        top = y + (room - around.h * scale) / 2 - around.y * scale
        sketch = _Sketch(facts, pen, left, top, scale)
        for frame in scene.frames:
            sketch.frame(frame)
        for hull in scene.hulls:
            sketch.hull(hull)
        sketch.links(scene.notes)
        for note in scene.notes:
            sketch.note(note)
        for hull in scene.hulls:
            sketch.badge(hull)

    return Drawing(room, paint, _alt(facts, scene)), scale


def _alt(facts: Facts, scene: Scene) -> str:
    t = facts.t
    parts = [f"{h.theme.title}: {len(h.theme.notes)}" for h in scene.hulls[:40]]
    return t(
        "Picture of the board. {parts}. Every idea stands as text in the list of all ideas.",
        parts="; ".join(parts) or count_ideas(t, len(scene.notes)),
    )


@dataclass
class _Sketch:
    """Draws board things at their places; `left` and `top` are where the board's origin lies on the page."""

    facts: Facts
    pen: Pen
    left: float
    top: float
    scale: float

    def _box(self, box: Box) -> tuple[float, float, float, float]:
        k = self.scale
        return self.left + box.x * k, self.top + box.y * k, box.w * k, box.h * k

    def frame(self, frame: Frame) -> None:
        x, y, w, h = self._box(Box(*frame.place, *frame.size))
        self.pen.rect(x, y, w, h, fill=mix(note_fill(frame.colour), WHITE, 0.78), stroke=LINE, line=0.8, radius=6)
        title = words.one_line(frame.title)
        if title and w > 24:
            style = Style(max(7.0, min(9.0, 26 * self.scale)), 11, "Inter-SemiBold", MUTED)
            self._caption(x + 1, y - 4, w - 2, title, style)

    def hull(self, hull: Hull) -> None:
        x, y, w, h = self._box(hull.box)
        colour = hull.theme.cluster.colour
        self.pen.rect(
            x, y, w, h, fill=note_tint(colour), stroke=note_edge(colour), line=0.7, radius=min(8.0, 24 * self.scale)
        )
        style = Style(max(MIN_SIZE, min(10.0, 30 * self.scale)), 12, "Inter-SemiBold", INK)
        above = TITLE_ROOM * self.scale
        base = y + max((above + PADDING * self.scale) / 2 + style.size * 0.36, style.size * 0.36 + 2)
        title = f"{hull.theme.number} · {hull.theme.title}" if w > 46 else str(hull.theme.number)
        if above + PADDING * self.scale >= style.size * 0.9:
            self._caption(
                x + max(3.0, PADDING * self.scale), base, w - 2 * max(3.0, PADDING * self.scale), title, style
            )

    def badge(self, hull: Hull) -> None:
        """The number of a theme whose title has no room, above its notes."""
        x, y, w, _ = self._box(hull.box)
        if (TITLE_ROOM + PADDING) * self.scale >= MIN_SIZE * 0.9:
            return
        style, label = Style(MIN_SIZE, 8, "Inter-SemiBold", INK), str(hull.theme.number)
        wide = words.width(label, style) + 5
        left = x + (w - wide) / 2
        self.pen.rect(
            left, y - 4.5, wide, 9, fill=WHITE, stroke=note_edge(hull.theme.cluster.colour), line=0.5, radius=4.5
        )
        self.pen.text(left + 2.5, y + 2.35, label, style)

    def _caption(self, x: float, base: float, room: float, title: str, style: Style) -> None:
        (line,) = words.break_lines(title, style, room, 1)
        self.pen.text(x, base, line, style)

    def links(self, notes: Sequence[Note]) -> None:
        """Links between ideas lie under the notes, from middle to middle."""
        middle = {
            n.id: (
                self.left + (n.place[0] + NOTE_SIZE / 2) * self.scale,
                self.top + (n.place[1] + NOTE_SIZE / 2) * self.scale,
            )
            for n in notes
        }
        for link in self.facts.snapshot.links:
            if link.from_id in middle and link.to_id in middle:
                self.pen.line(*middle[link.from_id], *middle[link.to_id], mix(MUTED, CANVAS, 0.35), 0.6)

    def note(self, note: Note) -> None:
        x, y, side, _ = self._box(Box(*note.place, NOTE_SIZE, NOTE_SIZE))
        pen = self.pen
        pen.rect(
            x,
            y,
            side,
            side,
            fill=note_fill(note.colour),
            stroke=note_edge(note.colour),
            line=0.5,
            radius=min(4.0, side / 16),
        )
        name = self.facts.names[note.id]
        if side >= WORDS_FROM:
            self._words(note, x, y, side, name)
        elif side >= NUMBERS_FROM:
            style = Style(max(MIN_SIZE, min(9.0, side * 0.2)), 9, "Inter-SemiBold", INK)
            label = name.removeprefix("I-").lstrip("0") or name
            pen.text(x + (side - words.width(label, style)) / 2, y + side / 2 + style.size * 0.36, label, style)
        pen.link(x, y, side, side, name, name)

    def _words(self, note: Note, x: float, y: float, side: float, name: str) -> None:
        pad = side * 0.075
        style = Style(max(MIN_SIZE, side * 0.094), max(MIN_SIZE, side * 0.094) * 1.28, "Inter", INK)
        small = Style(max(MIN_SIZE - 0.5, style.size * 0.78), 8, "Inter", mix(INK, note_fill(note.colour), 0.25))
        most = int((side - 2 * pad - small.size * 1.5) // style.leading)
        base = y + pad + style.size
        for line in words.break_lines(note.text, style, side - 2 * pad, max(1, most)):
            if line:
                self.pen.text(x + pad, base, line, style, room=side - 2 * pad)
            base += style.leading
        self.pen.text(x + pad, y + side - pad, name, small)
        found = self.facts.standing(note.id)
        if found and found.has_votes:
            strong = Style(small.size, 8, "Inter-SemiBold", INK, "end")
            self.pen.text(x + pad, y + side - pad, found.amount, strong, room=side - 2 * pad)
