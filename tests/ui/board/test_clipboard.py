"""Copy, cut and paste: within a board, between workshops, and to other programs."""

from __future__ import annotations

import csv

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGuiApplication, QImage
from pytestqt.qtbot import QtBot

from cocreate.model.clip import read_clip
from cocreate.model.commands import (
    AddSketch,
    ColourNotes,
    CreateWorkshop,
    DuplicateItems,
    LinkNotes,
    PasteItems,
    RemoveNotes,
    Resize,
    ResizeNotes,
    Stroke,
    TagNotes,
    new_id,
)
from cocreate.model.mirror import Mirror
from cocreate.model.snapshot import Frame, Link, NoteTag, Sketch, Tag
from cocreate.ui import theme
from cocreate.ui.board import clipping
from cocreate.ui.board.view import BoardView

from .desk import ME, Desk
from .test_gestures import CTRL, SHIFT, add_frame, group


@pytest.fixture
def rich(desk: Desk) -> list[str]:
    """Three notes with a colour, a size, a tag, a link and a stroke."""
    scope = desk.view.scope
    a, b, c = desk.add(["Trees", "=Water", "Bikes\nand paths"], [(0, 0), (180, 0), (0, 180)])
    for command in (
        ColourNotes(scope=scope, note_ids=(a,), colour="mint"),
        ResizeNotes(scope=scope, sizes=(Resize(b, (180, 0), (240, 120)),)),
        TagNotes(scope=scope, note_ids=(a, b), tag_id="t", name="green"),
        LinkNotes(scope=scope, link_id="l", from_id=a, to_id=b, link_kind="depends_on"),
        AddSketch(scope=scope, note_id=c, strokes=(Stroke(id="s", points=(0, 0, 50, 50)),)),
    ):
        desk.store.run(command, ME)
    return [a, b, c]


def keys(desk: Desk, qtbot: QtBot, *pressed: Qt.Key) -> None:
    for key in pressed:
        qtbot.keyClick(desk.view, key, CTRL)


def test_a_paste_keeps_colours_sizes_tags_links_strokes_and_relative_places(
    desk: Desk, qtbot: QtBot, rich: list[str]
) -> None:
    keys(desk, qtbot, Qt.Key.Key_A, Qt.Key.Key_C, Qt.Key.Key_V)
    assert [type(c) for c in desk.sent] == [PasteItems]
    new = [desk.note(i) for i in desk.view.selection]
    assert len(new) == 3
    assert set(desk.view.selection).isdisjoint(rich)
    by_text = {n.text: n for n in new}
    trees, water, bikes = by_text["Trees"], by_text["=Water"], by_text["Bikes\nand paths"]
    assert (trees.colour, water.size) == ("mint", (240, 120))
    assert (water.place[0] - trees.place[0], bikes.place[1] - trees.place[1]) == (180, 180)
    tagged = {t.note_id for t in desk.mirror.all(NoteTag) if t.tag_id == "t"}
    assert {trees.id, water.id} <= tagged
    assert len(desk.mirror.all(Tag)) == 1
    copied = next(row for row in desk.mirror.all(Link) if row.id != "l")
    assert (copied.from_id, copied.to_id, copied.link_kind) == (trees.id, water.id, "depends_on")
    assert {s.note_id for s in desk.mirror.all(Sketch)} == {rich[2], bikes.id}
    boxes = [desk.view.model.box(desk.view.model.slots[n.id]) for n in new]
    assert not any(box.intersects(desk.view.model.box(desk.view.model.slots[i])) for box in boxes for i in rich)
    assert desk.store.undo(desk.view.scope, "me") is not None
    assert len(desk.notes()) == 3


def test_notes_go_to_another_workshop_and_its_tag_of_that_name_is_taken(
    desk: Desk, qtbot: QtBot, rich: list[str]
) -> None:
    keys(desk, qtbot, Qt.Key.Key_A, Qt.Key.Key_C)
    scope = new_id()
    desk.store.run(CreateWorkshop(scope=scope, title="Other"), ME)
    other = BoardView()
    qtbot.addWidget(other)
    other.load(Mirror(desk.store.snapshot(scope)))
    other.command_ready.connect(lambda command: desk.store.run(command, ME))
    other.paste()
    there = desk.store.snapshot(scope)
    assert sorted(n.text for n in there.notes) == ["=Water", "Bikes\nand paths", "Trees"]
    assert [t.name for t in there.tags] == ["green"]
    assert len(there.links) == 1
    assert {n.cluster_id for n in there.notes} == {None}
    assert len(desk.notes()) == 3, "here nothing changed"


def test_cut_takes_away_in_one_step_and_paste_brings_back(desk: Desk, qtbot: QtBot, rich: list[str]) -> None:
    desk.view.select(rich[:1], reveal=False)
    keys(desk, qtbot, Qt.Key.Key_X)
    assert [type(c) for c in desk.sent] == [RemoveNotes]
    keys(desk, qtbot, Qt.Key.Key_V)
    assert sorted(n.text for n in desk.notes()) == ["=Water", "Bikes\nand paths", "Trees"]


def test_other_programs_get_lines_tables_and_no_formulas(desk: Desk, qtbot: QtBot, rich: list[str]) -> None:
    group(desk, rich[:1], 'The "green" one')
    keys(desk, qtbot, Qt.Key.Key_A, Qt.Key.Key_C)
    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == "Trees\n=Water\nBikes and paths"
    rows = list(csv.reader(bytes(data.data("text/csv").data()).decode().splitlines(keepends=True)))
    assert rows[0] == ["Number", "Idea", "Theme", "Tags"]
    assert rows[1] == ["1", "Trees", 'The "green" one', "green"]
    assert rows[2][1] == "'=Water"
    assert rows[3][1] == "Bikes\nand paths"
    tabs = bytes(data.data("text/tab-separated-values").data()).decode()
    assert tabs.splitlines()[1].split("\t")[:2] == ["1", "Trees"]
    assert not data.hasImage(), "chat programs would take it instead of the words"


def test_a_selection_goes_out_as_a_picture_of_the_notes_alone(desk: Desk, qtbot: QtBot, rich: list[str]) -> None:
    desk.add(["Not this"], [(100, 100)], colour="rose")
    desk.view.select(rich[:1], reveal=False)
    qtbot.keyClick(desk.view, Qt.Key.Key_C, CTRL | SHIFT)
    image = QGuiApplication.clipboard().image()
    assert isinstance(image, QImage)
    assert (image.width(), image.height()) == (2 * (160 + 48), 2 * (160 + 48))
    seen = {image.pixelColor(x, y).name().upper() for x in range(0, 416, 4) for y in range(0, 416, 4)}
    assert {theme.current().note("mint").paper, theme.current().canvas} <= seen
    assert theme.current().note("rose").paper not in seen


def test_a_duplicate_lies_beside_in_the_same_theme_with_all_it_bears(desk: Desk, qtbot: QtBot, rich: list[str]) -> None:
    cluster = group(desk, rich)
    desk.view.select(rich[:2], reveal=False)
    keys(desk, qtbot, Qt.Key.Key_D)
    assert [type(c) for c in desk.sent] == [DuplicateItems]
    new = [desk.note(i) for i in desk.view.selection]
    assert {n.cluster_id for n in new} == {cluster}
    assert {n.place for n in new} == {(24, 24), (204, 24)}
    assert len(desk.mirror.all(Link)) == 2


def test_a_frame_is_copied_with_what_lies_in_it(desk: Desk, qtbot: QtBot) -> None:
    frame = add_frame(desk, (300, 100), (400, 300))
    desk.add(["Inside"], [(320, 120)], frame_id=frame)
    desk.view.select((frame,), reveal=False)
    keys(desk, qtbot, Qt.Key.Key_C, Qt.Key.Key_V)
    copy = next(f for f in desk.mirror.all(Frame) if f.id != frame)
    note = next(n for n in desk.notes() if n.frame_id == copy.id)
    assert (note.place[0] - copy.place[0], note.place[1] - copy.place[1]) == (20, 20)
    assert len(desk.sent) == 1


def test_a_theme_is_copied_as_its_notes(desk: Desk, qtbot: QtBot, rich: list[str]) -> None:
    desk.view.select((group(desk, rich),), reveal=False)
    keys(desk, qtbot, Qt.Key.Key_C)
    clip = clipping.own(QGuiApplication.clipboard().mimeData())
    assert clip is not None
    assert {n.id for n in clip.notes} == set(rich)


def test_a_drop_of_copied_notes_lies_round_the_pointer(desk: Desk, qtbot: QtBot, rich: list[str]) -> None:
    desk.view.select(rich[:1], reveal=False)
    clip = clipping.selected(desk.view)
    desk.view.intake.take(clipping.mime(desk.view, clip), QPointF(600, 500))
    assert desk.note(desk.view.selection[0]).place == (520, 420)


@pytest.mark.parametrize(
    "text",
    [
        "", "{", "[]", '{"form": "other"}', '{"form": "cocreate-clip/1", "notes": [{}]}', "null",
        '{"form": "cocreate-clip/1", "notes": 7}',
        '{"form": "cocreate-clip/1", "notes": [{"id": "a", "place": [1, NaN]}]}',
        '{"form": "cocreate-clip/1", "notes": [{"id": "a", "place": [1]}]}',
        '{"form": "cocreate-clip/1", "notes": [{"id": "a", "text": 5}]}',
        '{"form": "cocreate-clip/1", "notes": [{"id": 5}]}',
        '{"form": "cocreate-clip/1", "sketches": [{"id": "a", "points": [true]}]}',
        '{"form": "cocreate-clip/1", "sketches": [{"id": "a", "points": ["x", "y"]}]}',
        '{"form": "cocreate-clip/1", "frames": [{"id": "a", "axes": [1, 2, 3, 4]}]}',
        '{"form": "cocreate-clip/1", "notes": [{"id": "a", "place": [1, 1' + "0" * 400 + ']}]}',
        '{"form": "cocreate-clip/1", "notes": [{"id": "a", "scope": 5}]}',
        '{"form": "cocreate-clip/1", "notes": [{"id": "a", "text": "\\ud800"}]}',
    ],
)  # fmt: skip
def test_a_clipboard_that_is_not_ours_is_nothing(text: str) -> None:
    assert read_clip(text) is None


def test_what_is_written_is_read_again(desk: Desk, rich: list[str]) -> None:
    desk.view.select(rich, reveal=False)
    clip = clipping.selected(desk.view)
    assert read_clip(clip.to_json()) == clip
