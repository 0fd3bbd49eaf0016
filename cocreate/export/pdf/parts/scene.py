"""What lies on one board, or in one frame of it, and its drawing as vectors. Nothing to be read is below 6.5 pt.

A scene too small for words shows numbers, or only colours; its titles, texts and figures are in the alternative text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cocreate.export.facts import Facts, Theme
from cocreate.export.pdf import text as words
from cocreate.export.pdf.pen import Pen
from cocreate.export.pdf.pictures import Gallery
from cocreate.export.pdf.style import (
    CANVAS,
    DANGER,
    INK,
    LINE,
    MIN_SIZE,
    MUTED,
    WHITE,
    Style,
    mix,
    note_edge,
    note_fill,
    note_tint,
)  # fmt: skip
from cocreate.model.snapshot import Board, Frame, Label, Note, Sketch

PADDING = 20.0  # board units around the notes of a theme
TITLE_ROOM = 48.0  # board units above them
WORDS_FROM = 54.0  # points: the narrowest note that still shows words
LINES_FROM = 40.0  # points: the lowest one
NUMBERS_FROM = 19.0  # points: the smallest note that still shows its number
AXES_FROM = 150.0  # points: the narrowest matrix that names its axes
LABELS_FROM = 4.5  # points: a text of the board that would be smaller is only said in the alternative text


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
    """What is drawn together. `around` holds all of it."""

    board: Board | None
    notes: tuple[Note, ...]
    frames: tuple[Frame, ...]
    hulls: tuple[Hull, ...]
    labels: tuple[Label, ...]
    around: Box
    is_one_frame: bool = False  # its title stands above the drawing


def scene(
    facts: Facts, board: Board | None, notes: tuple[Note, ...], frames: tuple[Frame, ...], labels: tuple[Label, ...]
) -> Scene:
    here = {n.id for n in notes}
    hulls = []
    for theme in facts.themes:
        mine = [n for n in theme.notes if n.id in here]
        if mine:
            box, above = around([box_of(n) for n in mine]), PADDING + TITLE_ROOM
            wide, tall = box.w + 2 * PADDING, box.h + PADDING + above
            hulls.append(Hull(theme, Box(box.x - PADDING, box.y - above, wide, tall)))
    boxes = [box_of(n) for n in notes] + [h.box for h in hulls]
    boxes += [Box(f.place[0], f.place[1] - TITLE_ROOM, f.size[0], f.size[1] + TITLE_ROOM) for f in frames]
    boxes += [Box(*x.place, *_label_size(x)) for x in labels]
    return Scene(board, notes, frames, tuple(hulls), labels, around(boxes))


def around(boxes: Sequence[Box]) -> Box:
    left, top = min(b.x for b in boxes), min(b.y for b in boxes)
    return Box(left, top, max(b.x + b.w for b in boxes) - left, max(b.y + b.h for b in boxes) - top)


def box_of(note: Note) -> Box:
    return Box(*note.place, max(note.size[0], 1.0), max(note.size[1], 1.0))


def _label_size(label: Label) -> tuple[float, float]:
    style = Style(float(max(label.type_size, 1)), label.type_size * 1.3)
    lines = words.clean(label.text).split("\n")
    wide = float(label.width) or max(words.width(line[: words.LONGEST], style) for line in lines)
    return wide, len(words.break_lines(label.text, style, wide + 1)) * style.leading


@dataclass
class Sketcher:
    """Draws a scene; `left` and `top` are where the board's origin lies on the page, `scale` is points per unit."""

    facts: Facts
    gallery: Gallery
    pen: Pen
    left: float
    top: float
    scale: float

    def draw(self, scene: Scene) -> None:
        by_id = {f.id: f for f in scene.frames}
        for frame in sorted(scene.frames, key=lambda f: _depth(by_id, f)):
            self._frame(frame, _depth(by_id, frame), not scene.is_one_frame)
        for hull in scene.hulls:
            self._hull(hull)
        self._links(scene.notes)
        for label in scene.labels:
            self._label(label)
        for note in scene.notes:
            self._note(note)
        for frame in scene.frames:
            if frame.layout == "matrix":
                self._axes(frame)
        for hull in scene.hulls:
            self._title(hull)

    def _box(self, box: Box) -> tuple[float, float, float, float]:
        k = self.scale
        return self.left + box.x * k, self.top + box.y * k, box.w * k, box.h * k

    # ---- frames

    def _frame(self, frame: Frame, depth: int, is_titled: bool) -> None:
        x, y, w, h = self._box(Box(*frame.place, *frame.size))
        ground = WHITE if depth % 2 == 0 else CANVAS
        fill = ground if frame.colour == "stone" else mix(note_fill(frame.colour), ground, 0.82)
        self.pen.rect(x, y, w, h, fill=fill, stroke=LINE, line=0.8, radius=min(6.0, w / 12))
        title = words.one_line(frame.title)
        if title and is_titled and w > 24:
            style = Style(max(MIN_SIZE, min(10.0, 30 * self.scale)), 11, "Inter-SemiBold", MUTED)
            self._caption(x + 1, y - 4, w - 2, title, style)
        if frame.layout == "matrix":
            self._quarters(frame, x, y, w, h)

    def _quarters(self, frame: Frame, x: float, y: float, w: float, h: float) -> None:
        """Two lines that cross, and the names of the quarters in their outer corners."""
        self.pen.line(x, y + h / 2, x + w, y + h / 2, mix(MUTED, WHITE, 0.5), 0.6)
        self.pen.line(x + w / 2, y, x + w / 2, y + h, mix(MUTED, WHITE, 0.5), 0.6)
        style = Style(max(MIN_SIZE, min(9.0, 26 * self.scale)), 11, colour=MUTED)
        room = w / 2 - 16
        if room < 40:
            return
        for k, name in enumerate(frame.cells[:4]):
            base = y + 5 + style.size if k < 2 else y + h - 7
            left = x + 8 if k % 2 == 0 else x + w / 2 + 8
            self._caption(left, base, room, words.one_line(name), style if k % 2 == 0 else style.ended())

    def _axes(self, frame: Frame) -> None:
        """The names at the ends of the axes, on a veil, since notes may lie below them."""
        x, y, w, h = self._box(Box(*frame.place, *frame.size))
        if w < AXES_FROM:
            return
        style = Style(max(MIN_SIZE, min(9.0, 24 * self.scale)), 11, "Inter-SemiBold", INK)
        high = style.size + 5
        for k, name in enumerate(frame.axes[:4]):
            said = words.shortened(name, 60)
            if not said:
                continue
            (said,) = words.break_lines(said, style, w / 2 - 24, 1)
            wide = words.width(said, style) + 8
            left = (x + 3, x + w - wide - 3, x + (w - wide) / 2, x + (w - wide) / 2)[k]
            top = (y + (h - high) / 2, y + (h - high) / 2, y + h - high - 3, y + 3)[k]
            self.pen.rect(left, top, wide, high, fill=WHITE, stroke=LINE, line=0.5, radius=3)
            self.pen.text(left + 4, top + high / 2 + style.size * 0.36, said, style)

    # ---- themes

    def _hull(self, hull: Hull) -> None:
        x, y, w, h = self._box(hull.box)
        colour, radius = hull.theme.cluster.colour, min(8.0, 24 * self.scale)
        self.pen.rect(x, y, w, h, fill=note_tint(colour), stroke=note_edge(colour), line=0.7, radius=radius)

    def _title(self, hull: Hull) -> None:
        """The title in the room above the notes, or only the number where there is none."""
        x, y, w, _ = self._box(hull.box)
        above, inset = (TITLE_ROOM + PADDING) * self.scale, max(3.0, PADDING * self.scale)
        style = Style(max(MIN_SIZE, min(10.0, 30 * self.scale)), 12, "Inter-SemiBold", INK)
        if above < style.size * 1.1:
            self._badge(hull, x, y, w)
            return
        title = f"{hull.theme.number} · {hull.theme.title}" if w > 46 else str(hull.theme.number)
        (line,) = words.break_lines(title, style, w - 2 * inset, 1)
        base = y + above / 2 + style.size * 0.36
        veil = note_tint(hull.theme.cluster.colour)  # over a link that crosses the title
        self.pen.rect(x + inset, base - style.size, words.width(line, style), style.size * 1.3, fill=veil)
        self.pen.text(x + inset, base, line, style)

    def _badge(self, hull: Hull, x: float, y: float, w: float) -> None:
        style, label = Style(MIN_SIZE, 8, "Inter-SemiBold", INK), str(hull.theme.number)
        wide = words.width(label, style) + 5
        left = x + (w - wide) / 2
        edge = note_edge(hull.theme.cluster.colour)
        self.pen.rect(left, y - 4.5, wide, 9, fill=WHITE, stroke=edge, line=0.5, radius=4.5)
        self.pen.text(left + 2.5, y + 2.35, label, style)

    def _caption(self, x: float, base: float, room: float, title: str, style: Style) -> None:
        (line,) = words.break_lines(title, style, room, 1)
        self.pen.text(x, base, line, style, room=room)

    # ---- links, texts, notes

    def _links(self, notes: Sequence[Note]) -> None:
        """Links between ideas lie under the notes, from middle to middle; a conflict is red."""
        middle = {}
        for note in notes:
            x, y, w, h = self._box(box_of(note))
            middle[note.id] = x + w / 2, y + h / 2
        for link in self.facts.snapshot.links:
            if link.from_id in middle and link.to_id in middle:
                colour = DANGER if link.link_kind == "conflicts_with" else mix(MUTED, CANVAS, 0.35)
                self.pen.line(*middle[link.from_id], *middle[link.to_id], colour, 0.8)

    def _label(self, label: Label) -> None:
        size = label.type_size * self.scale
        if size < LABELS_FROM:
            return
        wide, _ = _label_size(label)
        colour = INK if label.colour == "ink" else mix(note_fill(label.colour), "#000000", 0.5)
        style = Style(max(size, MIN_SIZE), max(size, MIN_SIZE) * 1.3, colour=colour)
        x, y, w, _ = self._box(Box(*label.place, wide, 1))
        for line in words.break_lines(label.text, style, max(w + 1, 20.0)):
            y += style.leading
            if line:
                self.pen.text(x, y - style.size * 0.3, line, style)

    def _note(self, note: Note) -> None:
        x, y, w, h = self._box(box_of(note))
        pen, name, radius = self.pen, self.facts.names[note.id], min(4.0, min(w, h) / 16)
        fill, edge = note_fill(note.colour), note_edge(note.colour)
        pen.rect(x, y, w, h, fill=fill, stroke=edge, line=0.5, radius=radius)
        if w >= WORDS_FROM and h >= LINES_FROM:
            self._words(note, x, y, w, h, name)
        else:
            self._picture(note, x, y, w, h, 0.92)
            if min(w, h) >= NUMBERS_FROM:
                style = Style(max(MIN_SIZE, min(9.0, min(w, h) * 0.2)), 9, "Inter-SemiBold", INK)
                label = name.removeprefix("I-").lstrip("0") or name
                pen.text(x + (w - words.width(label, style)) / 2, y + h / 2 + style.size * 0.36, label, style)
        for stroke in self.facts.sketches.get(note.id, ()):
            self._stroke(stroke, x, y)
        pen.link(x, y, w, h, name, name)

    def _picture(self, note: Note, x: float, y: float, w: float, h: float, share: float) -> float:
        """The first picture of a note, in the middle of its upper part; the height that it takes."""
        found = self.gallery.of(note.id)
        if found is None or min(w, h) < NUMBERS_FROM:
            return 0.0
        room_w, room_h = w * 0.92, h * share
        k = min(room_w / found.width, room_h / found.height)
        broad, high = found.width * k, found.height * k
        self.pen.picture(x + (w - broad) / 2, y + h * 0.04, broad, high, found)
        return high + h * 0.04

    def _words(self, note: Note, x: float, y: float, w: float, h: float, name: str) -> None:
        side = min(w, h)
        pad = side * 0.075
        style = Style(max(MIN_SIZE, side * 0.094), max(MIN_SIZE, side * 0.094) * 1.28, "Inter", INK)
        small = Style(MIN_SIZE, 8, "Inter", mix(INK, note_fill(note.colour), 0.25))
        taken = self._picture(note, x, y, w, h, 0.55)
        most = int((h - taken - 2 * pad - small.size * 1.5) // style.leading)
        base = y + taken + pad + style.size
        for line in words.break_lines(note.text, style, w - 2 * pad, max(1, most)):
            if line:
                self.pen.text(x + pad, base, line, style, room=w - 2 * pad)
            base += style.leading
        self.pen.text(x + pad, y + h - pad, name, small)
        found = self.facts.standing(note.id)
        if found and found.has_votes:
            strong = Style(small.size, 8, "Inter-SemiBold", INK, "end")
            self.pen.text(x + pad, y + h - pad, found.amount, strong, room=w - 2 * pad)

    def _stroke(self, stroke: Sketch, x: float, y: float) -> None:
        k, points = self.scale, list(zip(stroke.points[::2], stroke.points[1::2], strict=False))
        at = [(x + px * k, y + py * k) for px, py in points]
        kept = at[:1]
        for one in at[1:]:
            if abs(one[0] - kept[-1][0]) + abs(one[1] - kept[-1][1]) >= 0.5:  # finer than a printer shows
                kept.append(one)
        colour = INK if stroke.colour == "ink" else mix(note_fill(stroke.colour), "#000000", 0.45)
        self.pen.stroke(kept, colour, max(0.4, stroke.width * k))


def _depth(frames: dict[str, Frame], frame: Frame) -> int:
    """How many frames a frame lies in; a ring of frames ends where it began."""
    seen, at = {frame.id}, frame
    while (parent := frames.get(at.parent_id or "")) is not None and parent.id not in seen:
        seen.add(parent.id)
        at = parent
    return len(seen) - 1
