"""The board as it was left: a map of every board, each matrix large, and lanes where a map is too small for words."""

from __future__ import annotations

from cocreate.export.facts import Facts
from cocreate.export.pdf import text as words
from cocreate.export.pdf.blocks import Block, Drawing, Turn
from cocreate.export.pdf.flow import room_of, width_of
from cocreate.export.pdf.parts.common import opening
from cocreate.export.pdf.parts.lanes import lanes
from cocreate.export.pdf.parts.scene import WORDS_FROM, Box, Scene, Sketcher, around, box_of, scene
from cocreate.export.pdf.pen import Pen
from cocreate.export.pdf.pictures import Gallery
from cocreate.export.pdf.style import CANVAS, Size, landscape
from cocreate.export.wording import ideas as count_ideas
from cocreate.model.snapshot import NOTE_SIZE, Board, Frame, Note

SPECKS = 2.5  # points: below this a note is a speck (one of them lies far out), and a map says nothing
LARGEST = 116.0  # points: few notes do not grow beyond this
INSET = 14.0
UPRIGHT_FROM = 1.2  # times larger: then a board stands upright


def board(facts: Facts, paper: Size, gallery: Gallery, *, is_home: bool = False) -> list[Block]:
    """A page per board with notes on it and per matrix in it, then the lanes if some map is too small for words.

    `is_home`: links to a theme lead to its lane, because no other part of the template shows it.
    """
    t, scenes = facts.t, scenes_of(facts)
    blocks: list[Block] = []
    small = False
    for n, one in enumerate(scenes):
        title = _title(facts, one) if len(scenes) > 1 else t("The board")
        size, scale = _best(facts, title, one, paper, gallery)
        if scale * NOTE_SIZE >= SPECKS:
            blocks += _page(facts, title, "board" if n == 0 else f"board-{n + 1}", one, size, gallery)
        if any(box_of(n).w * scale < WORDS_FROM for n in one.notes):
            small = True
            for frame in one.frames:
                if inside := _matrix(one, frame):
                    name = words.shortened(frame.title, 80) or t("Matrix")
                    wide, _ = _best(facts, name, inside, paper, gallery)
                    blocks += _page(facts, name, f"frame-{frame.id}", inside, wide, gallery, level=1)
    return blocks + (lanes(facts, gallery, is_home=is_home) if small else [])


def scenes_of(facts: Facts) -> list[Scene]:
    s = facts.snapshot
    known = {b.id for b in s.boards}
    notes = [n for n in s.notes if not facts.is_merged(n)]
    boards: list[Board | None] = [*s.boards] if s.boards else [None]
    out = []
    for k, one in enumerate(boards):
        mine = tuple(n for n in notes if (n.board_id == one.id if one and n.board_id in known else k == 0))
        frames = tuple(f for f in s.frames if (f.board_id == one.id if one and f.board_id in known else k == 0))
        texts = tuple(
            x
            for x in s.board_labels
            if x.text.strip() and (x.board_id == one.id if one and x.board_id in known else k == 0)
        )
        if mine:
            out.append(scene(facts, one, mine, frames, texts))
    return out


def _matrix(whole: Scene, frame: Frame) -> Scene | None:
    """A matrix with what lies in it, on its own: where a note lies in it says something."""
    if frame.layout != "matrix":
        return None
    mine = tuple(n for n in whole.notes if n.frame_id == frame.id or _is_in(n, frame))
    if not mine:
        return None
    place = Box(*frame.place, *frame.size)
    return Scene(whole.board, mine, (frame,), (), (), around([place, *(box_of(n) for n in mine)]), True)


def _is_in(note: Note, frame: Frame) -> bool:
    (x, y), (w, h) = frame.place, frame.size
    box = box_of(note)
    return x <= box.x + box.w / 2 <= x + w and y <= box.y + box.h / 2 <= y + h


# ------------------------------------------------------------------------------------------------ a page


def _page(
    facts: Facts, title: str, place: str, one: Scene, size: Size, gallery: Gallery, level: int = 0
) -> list[Block]:
    head = opening(title, place, _lead(facts, one, gallery), level)
    room = _room(facts, title, one, size, gallery)
    return [Turn(is_wide=size[0] > size[1]), *head, _map(facts, one, room, width_of(size), gallery)]


def _best(facts: Facts, title: str, one: Scene, paper: Size, gallery: Gallery) -> tuple[Size, float]:
    """The wide page, or the upright one where the board becomes much larger on it; and its scale."""
    wide, upright = (
        (size, _scale(one, _room(facts, title, one, size, gallery), width_of(size)))
        for size in (landscape(paper), paper)
    )
    return upright if upright[1] > UPRIGHT_FROM * wide[1] else wide


def _room(facts: Facts, title: str, one: Scene, size: Size, gallery: Gallery) -> float:
    """Height that the head leaves for the map."""
    head = opening(title, "", _lead(facts, one, gallery))
    return room_of(size) - sum(b.height(width_of(size)) + b.before for b in head) - 1


def _scale(one: Scene, room: float, across: float) -> float:
    """Points per board unit."""
    wide, tall = across - 2 * INSET, room - 2 * INSET
    return min(wide / max(one.around.w, 1.0), tall / max(one.around.h, 1.0), LARGEST / NOTE_SIZE)


def _map(facts: Facts, one: Scene, room: float, across: float, gallery: Gallery) -> Drawing:
    scale, box = _scale(one, room, across), one.around

    def paint(pen: Pen, x: float, y: float, width: float) -> None:
        pen.rect(x, y, width, room, fill=CANVAS, radius=8)
        left = x + (width - box.w * scale) / 2 - box.x * scale
        top = y + (room - box.h * scale) / 2 - box.y * scale
        Sketcher(facts, gallery, pen, left, top, scale).draw(one)

    return Drawing(room, paint, _alt(facts, one))


def _title(facts: Facts, one: Scene) -> str:
    named = one.board.title.strip() if one.board else ""
    return facts.t("Board: {title}", title=words.shortened(named, 60)) if named else facts.t("The board")


def _lead(facts: Facts, one: Scene, gallery: Gallery) -> str:
    t = facts.t
    said = count_ideas(t, len(one.notes))
    if one.hulls:
        themes = t.plural("{n} theme", "{n} themes", n=len(one.hulls))
        said = t("{ideas} in {themes}, as the room left them.", ideas=said, themes=themes)
    else:
        said = t("{ideas}, as the room left them.", ideas=said)
    if gallery.missing and not one.is_one_frame:
        more = t.plural("{n} picture is not in this report.", "{n} pictures are not in this report.", n=gallery.missing)
        return f"{said} {more}"
    return said


def _alt(facts: Facts, one: Scene) -> str:
    """What a screen reader says instead of the map: themes with counts, frames, texts."""
    t = facts.t
    parts = [f"{h.theme.title}: {len(h.theme.notes)}" for h in one.hulls[:40]]
    parts += [words.one_line(f.title) for f in one.frames[:40] if f.title.strip()]
    parts += [words.shortened(name, 60) for f in one.frames[:40] for name in (*f.axes, *f.cells) if name.strip()]
    parts += [words.shortened(x.text, 140) for x in one.labels[:40]]
    return t(
        "Picture of the board. {parts}. Every idea stands as text in the list of all ideas.",
        parts="; ".join(parts) or count_ideas(t, len(one.notes)),
    )
