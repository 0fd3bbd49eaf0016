"""Links, tags, pictures, strokes, texts and frames of every layout: seen, and never stale."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage

from cocreate.model.commands import (
    AddSketch,
    EditFrame,
    EditLabel,
    EditLink,
    EditNote,
    EditTag,
    Move,
    MoveNotes,
    RemoveItems,
    RemoveNotes,
    Resize,
    ResizeNotes,
    Stroke,
    TagNotes,
    UntagNotes,
    new_id,
)
from cocreate.model.snapshot import COLOURS, LINK_KINDS
from cocreate.ui import theme
from cocreate.ui.board.tint import contrast, ink_on
from cocreate.ui.board.view import BoardView

from .desk import ME, Desk, alike
from .furnish import furnish, painting

Fresh = Callable[[Desk], BoardView]


def same(desk: Desk, other: BoardView) -> bool:
    desk.view.clearFocus()
    other.clearFocus()
    return alike(desk.picture(), other.viewport().grab().toImage())


def digest() -> str:
    return hashlib.sha256(painting()).hexdigest()


def show_pictures(view: BoardView) -> None:
    view.layer.papers.inside.gallery.came.connect(view.layer.picture_came)
    view.layer.papers.inside.gallery.give(digest(), painting())


def colours_in(picture: QImage, box: QRectF) -> set[str]:
    area = box.toRect().intersected(picture.rect())
    spots = [QPoint(x, y) for x in range(area.left(), area.right()) for y in range(area.top(), area.bottom())]
    return {picture.pixelColor(p).name().upper() for p in spots}


@pytest.mark.parametrize("zoom", [1.0, 0.5, 0.25])
def test_a_furnished_board_is_never_stale(desk: Desk, fresh: Fresh, zoom: float) -> None:
    rnd = random.Random(11)
    furnish(desk)
    show_pictures(desk.view)
    scope, run = desk.view.scope, lambda c: desk.store.run(c, ME)
    desk.view.resize(900, 600)
    desk.view.set_place(rnd.choice([-20.0, 600.0]), rnd.choice([-90.0, 500.0]), zoom)
    for step in range(30):
        desk.view.viewport().grab()
        note = rnd.choice([n.id for n in desk.notes() if not n.merged_into])
        kind = step % 10
        if kind == 0:
            run(MoveNotes(scope=scope, moves=(Move(note, (rnd.uniform(0, 1200), rnd.uniform(0, 900)), None, None),)))
        elif kind == 1:
            run(TagNotes(scope=scope, note_ids=(note,), tag_id="t1", name="budget"))
        elif kind == 2:
            run(EditTag(scope=scope, tag_id="t0", name=f"win {step}", colour=rnd.choice(COLOURS)))
        elif kind == 3:
            run(ResizeNotes(scope=scope, sizes=(Resize(note, desk.note(note).place, (160.0 + step * 6, 200.0)),)))
        elif kind == 4 and step < 10:
            run(EditLink(scope=scope, link_id="link1", link_kind="builds_on"))
        elif kind == 4 and step < 20:
            run(RemoveItems(scope=scope, link_ids=("link0",)))
        elif kind == 5:
            stroke = Stroke(id=new_id(), points=(10, 10, 90.0, 20.0 + step, 60, 120))
            run(AddSketch(scope=scope, note_id=note, strokes=(stroke,)))
        elif kind == 6:
            run(EditLabel(scope=scope, label_id="head", text=f"Heading {step}", type_size=30 + step))
        elif kind == 7:
            run(
                EditFrame(scope=scope, frame_id="matrix", axes=("a", "b", "c", f"d {step}"), cells=("1", "2", "3", "4"))
            )
        elif kind == 8:
            run(UntagNotes(scope=scope, note_ids=("a", "i"), tag_id="t0"))
        else:
            desk.store.undo(scope, "me")
        desk.view.select([rnd.choice(["matrix", "theme", note])], reveal=False)
        if step % 5 == 4:
            other = fresh(desk)
            show_pictures(other)
            assert same(desk, other), f"stale pixels after step {step}"
            other.hide()


@pytest.mark.parametrize("zoom", [1.0, 0.25])
@pytest.mark.parametrize("note", ["l0", "d", "i"])
def test_during_a_drag_of_a_tied_note_nothing_is_stale(desk: Desk, fresh: Fresh, note: str, zoom: float) -> None:
    furnish(desk)
    show_pictures(desk.view)
    spot = desk.note(note).place
    desk.view.set_place(spot[0] - 300, spot[1] - 250, zoom)
    desk.view.viewport().grab()
    start = desk.at(spot[0] + 80, spot[1] + 120)
    desk.drag(start, start + QPoint(150, 60), drops=False)
    held = desk.picture()
    desk.view.layer.redraw()
    assert alike(desk.picture(), held), "during the drag"
    none = Qt.KeyboardModifier.NoModifier
    desk.mouse(QEvent.Type.MouseButtonRelease, start + QPoint(150, 60), Qt.MouseButton.LeftButton, none)
    other = fresh(desk)
    show_pictures(other)
    assert same(desk, other), "after it"


def test_a_link_follows_the_note_under_the_hand(desk: Desk) -> None:
    furnish(desk)
    layer = desk.view.layer
    desk.view.set_place(-60, 700, 1.0)
    before = layer.ties.curve("link0")
    start = desk.at(80, 890)
    desk.drag(start, start + QPoint(0, 200), drops=False)
    after = layer.ties.curve("link0")
    assert before is not None
    assert after is not None
    assert after.start.y() == pytest.approx(before.start.y() + 200, abs=12)  # it may fall in line


def test_each_kind_of_link_has_its_own_line_in_grey_too(desk: Desk, fresh: Fresh) -> None:
    furnish(desk)
    desk.view.set_place(-60, 700, 1.0)
    seen = []
    for kind in LINK_KINDS:
        if desk.mirror.rows["link"]["link1"].link_kind != kind:  # type: ignore[attr-defined]
            desk.store.run(EditLink(scope=desk.view.scope, link_id="link1", link_kind=kind), ME)
        box = desk.view.viewportTransform().mapRect(desk.view.layer.ties.box("link1")).toRect()
        grey = desk.picture().copy(box).convertToFormat(QImage.Format.Format_Mono)
        assert all(grey != other for other in seen)
        seen.append(grey)


def test_a_link_is_found_under_the_pointer_only_where_it_runs(desk: Desk) -> None:
    furnish(desk)
    layer = desk.view.layer
    curve = layer.ties.curve("link0")
    assert curve is not None
    assert layer.link_at(curve.middle(), 6.0) == "link0"
    assert layer.link_at(curve.middle() + QPointF(0, -40), 6.0) == ""


def test_a_link_to_a_removed_note_is_not_shown(desk: Desk) -> None:
    furnish(desk)
    desk.store.run(RemoveNotes(scope=desk.view.scope, note_ids=("l1",)), ME)
    assert desk.view.layer.ties.curve("link0") is None


def test_a_picture_is_asked_for_once_and_shown_when_it_comes(desk: Desk) -> None:
    furnish(desk)
    asked: list[str] = []
    pictures = desk.view.layer.papers.inside.gallery
    pictures.wanted.connect(asked.append)
    desk.view.set_place(1100, 700, 1.0)
    box = desk.view.viewportTransform().mapRect(QRectF(1150, 770, 180, 100))
    before = colours_in(desk.picture(), box)
    desk.view.layer.redraw()
    desk.picture()
    assert asked == [digest()]
    show_pictures(desk.view)
    after = colours_in(desk.picture(), box)
    assert QColor(Qt.GlobalColor.darkGreen).name().upper() in after - before


@pytest.mark.parametrize("is_asked_meanwhile", [False, True])
def test_a_picture_that_was_missing_is_asked_for_again_when_its_bytes_come(
    desk: Desk, is_asked_meanwhile: bool
) -> None:
    furnish(desk)
    asked: list[str] = []
    pictures = desk.view.layer.papers.inside.gallery
    pictures.wanted.connect(asked.append)
    pictures.came.connect(desk.view.layer.picture_came)
    desk.view.set_place(1100, 700, 1.0)
    desk.picture()
    assert asked == [digest()]
    if not is_asked_meanwhile:
        pictures.give(digest(), None)
        desk.picture()
        assert asked == [digest()], "what is not there is not asked for in every frame"
    desk.store.receive(desk.view.scope, painting())
    if is_asked_meanwhile:
        pictures.give(digest(), None)  # an answer from before they came
    desk.picture()
    assert asked == [digest()] * 2


def test_a_picture_that_cannot_be_read_is_said_so_and_not_asked_for_again(desk: Desk) -> None:
    furnish(desk)
    asked: list[str] = []
    pictures = desk.view.layer.papers.inside.gallery
    pictures.wanted.connect(asked.append)
    pictures.came.connect(desk.view.layer.picture_came)
    desk.view.set_place(1100, 700, 1.0)
    waiting = desk.picture()
    pictures.give(digest(), b"no picture at all")
    assert desk.picture() != waiting
    assert asked == [digest()]


@pytest.mark.parametrize("zoom", [1.0, 0.25])
def test_a_filter_pales_or_hides_the_rest(desk: Desk, fresh: Fresh, zoom: float) -> None:
    furnish(desk)
    view = desk.view
    view.set_place(-60, 700, zoom)
    paper = theme.current().note("sun").paper
    box = view.viewportTransform().mapRect(QRectF(0, 760, 160, 160))
    assert paper in colours_in(desk.picture(), box)
    whole = desk.picture()
    view.layer.dim({"wide"})
    assert paper not in colours_in(desk.picture(), box)
    view.layer.dim({"wide"}, hides=True)
    assert colours_in(desk.picture(), box.adjusted(4, 4, -4, -60)) == {theme.current().canvas}
    assert view.model.at(QPointF(80, 840)) is None
    view.layer.dim(None)
    assert desk.picture() == whole


@pytest.mark.parametrize("name", ["light", "dark", "projector"])
def test_what_is_written_in_colour_can_be_read(name: str) -> None:
    now = theme.THEMES[name]
    for colour in COLOURS:
        paper = now.note(colour)
        assert contrast(QColor(paper.ink), QColor(paper.paper)) >= 4.5
        assert contrast(ink_on(colour, QColor(now.canvas)), QColor(now.canvas)) >= 4.5
        assert contrast(ink_on("rose", QColor(paper.paper)), QColor(paper.paper)) >= 4.5


@pytest.mark.parametrize("note", ["g", "wide", "a"])
def test_a_note_grows_until_its_whole_text_is_read_at_full_size(desk: Desk, note: str) -> None:
    furnish(desk)
    desk.view.select([note])
    before = desk.note(note)
    desk.view.deeds.grow()
    after = desk.note(note)
    assert after.size[0] == before.size[0]
    assert after.size[1] >= 160.0
    slot, model = desk.view.model.slots[note], desk.view.model
    room = desk.view.layer.papers.inside.room(model, after, *after.size)
    layout = desk.view.layer.papers.texts.layout(slot, after.text, room.text.width(), room.text.height())
    assert "…" not in layout.text()
    assert layout.font().pixelSize() == theme.font("note").pixelSize()
    steps = len(desk.sent)
    desk.view.deeds.grow()
    assert len(desk.sent) == steps, "what fits already is left alone"


def test_every_script_that_the_room_writes_is_drawn(desk: Desk) -> None:
    furnish(desk)
    for note in ("b", "c", "d", "e"):  # emoji, Arabic, Hebrew, and Chinese where the computer has a font for it
        spot = desk.note(note).place
        desk.view.set_place(spot[0] - 20, spot[1] - 20, 1.0)
        paper = QColor(theme.current().note(desk.note(note).colour).paper)
        box = desk.view.viewportTransform().mapRect(QRectF(spot[0] + 12, spot[1] + 12, 130, 60))
        seen = colours_in(desk.picture(), box)
        assert any(contrast(QColor(c), paper) > 7 for c in seen), note


def test_a_text_that_is_edited_keeps_its_room_beside_tags_and_pictures(desk: Desk) -> None:
    furnish(desk)
    texts, model = desk.view.layer.papers.texts, desk.view.model
    desk.view.set_place(1100, 700, 1.0)
    desk.picture()
    desk.store.run(EditNote(scope=desk.view.scope, note_id="pic", text="Much longer words now " * 9), ME)
    desk.picture()
    slot = model.slots["pic"]
    room = desk.view.layer.papers.inside.room(model, desk.note("pic"), 200.0, 240.0)
    layout = texts.layout(slot, desk.note("pic").text)
    last = layout.lineAt(layout.lineCount() - 1)
    assert last.y() + last.height() <= room.text.height() + 4
    assert room.picture.bottom() < room.text.top()
