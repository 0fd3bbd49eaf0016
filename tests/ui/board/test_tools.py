"""Each tool by real events: what it makes is one step, and Esc, a lost focus or a sheet leaves none."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication, QMenu, QPlainTextEdit
from pytestqt.qtbot import QtBot

from cocreate.model.commands import AddFrame, AddLabel, AddSketch, LinkNotes, RemoveNotes, ResizeNotes
from cocreate.model.snapshot import Label, Link, Sketch
from cocreate.ui.board.sketching import thinned
from cocreate.ui.widgets import Sheet

from .desk import ME, Desk
from .test_gestures import LEFT, NONE, SHIFT, add_frame
from .test_selecting import rope


def menu_of(desk: Desk) -> QMenu:
    (found,) = [m for m in desk.view.findChildren(QMenu) if m.isVisible()]
    return found


@pytest.mark.parametrize(
    ("corner", "by", "place", "size"),
    [
        ((160, 160), (80, 40), (0, 0), (240, 200)),
        ((0, 0), (-40, -20), (-40, -20), (200, 180)),
        ((160, 0), (900, -20), (0, -20), (1060, 180)),
        ((160, 160), (-500, -500), (0, 0), (80, 80)),
    ],
)
def test_the_corners_of_the_selected_note_pull_it_to_size(
    desk: Desk, corner: tuple[int, int], by: tuple[int, int], place: tuple[int, int], size: tuple[int, int]
) -> None:
    (a,) = desk.rows(1)
    desk.view.select((a,), reveal=False)
    desk.drag(desk.at(*corner), desk.at(*corner) + QPoint(*by))
    assert (desk.note(a).place, desk.note(a).size) == (place, size)
    assert [type(c) for c in desk.sent] == [ResizeNotes]
    assert desk.store.undo(desk.view.scope, "me") is not None
    assert desk.note(a).size == (160, 160)


def test_with_shift_a_note_keeps_its_shape(desk: Desk) -> None:
    (a,) = desk.rows(1)
    desk.view.select((a,), reveal=False)
    desk.drag(desk.at(160, 160), desk.at(260, 170), mods=SHIFT)
    assert desk.note(a).size == (260, 260)


def test_a_note_is_never_larger_than_notes_may_be(desk: Desk) -> None:
    (a,) = desk.rows(1)
    desk.view.set_place(-100, -100, 0.3)
    desk.view.select((a,), reveal=False)
    desk.drag(desk.at(160, 160), desk.at(2300, 300), mods=Qt.KeyboardModifier.ControlModifier)
    assert desk.note(a).size[0] == 1600


@pytest.mark.parametrize("by", ["tool", "rim"])
def test_a_link_is_drawn_to_another_note_and_asked_for_its_kind(desk: Desk, qtbot: QtBot, by: str) -> None:
    a, b = desk.add(["A", "B"], [(0, 0), (400, 300)])
    start = desk.at(80, 80)
    if by == "tool":
        qtbot.keyClick(desk.view, Qt.Key.Key_L)
    else:
        desk.view.select((a,), reveal=False)
        start = desk.at(160, 80) + QPoint(14, 0)
    desk.drag(start, desk.at(480, 380), drops=False)
    assert desk.view.marks.aim == b
    shown = desk.picture()
    desk.mouse(QEvent.Type.MouseButtonRelease, desk.at(480, 380), LEFT, NONE)
    assert desk.picture() != shown, "the string is gone"
    assert desk.sent == []
    shown_kinds = [entry.text() for entry in menu_of(desk).actions()]
    assert shown_kinds == ["builds on", "conflicts with", "depends on"]
    menu_of(desk).actions()[1].trigger()
    (link,) = desk.mirror.all(Link)
    assert (link.from_id, link.to_id, link.link_kind) == (a, b, "conflicts_with")
    assert [type(c) for c in desk.sent] == [LinkNotes]
    assert desk.view.tool == "V"


def test_two_selected_notes_are_linked_by_keys_alone(desk: Desk, qtbot: QtBot) -> None:
    a, b = desk.rows(2)
    desk.view.select((b, a), reveal=False)
    qtbot.keyClick(desk.view, Qt.Key.Key_L)
    menu = menu_of(desk)
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    (link,) = desk.mirror.all(Link)
    assert (link.from_id, link.to_id, link.link_kind) == (b, a, "depends_on")


def test_a_string_that_ends_nowhere_or_on_its_own_note_links_nothing(desk: Desk) -> None:
    desk.rows(2)
    for end in (desk.at(600, 500), desk.at(20, 20)):
        desk.view.set_tool("L")
        desk.drag(desk.at(80, 80), end)
    assert desk.sent == []
    assert not any(m.isVisible() for m in desk.view.findChildren(QMenu))


def test_the_pen_draws_on_a_note_in_its_own_units(desk: Desk, qtbot: QtBot) -> None:
    (a,) = desk.add(["A"], [(100, 50)])
    qtbot.keyClick(desk.view, Qt.Key.Key_P)
    rope(desk, [(120, 70), (200, 70), (200, 150)])
    (stroke,) = desk.mirror.all(Sketch)
    assert stroke.note_id == a
    assert stroke.points == (20, 20, 100, 20, 100, 100)
    assert [type(c) for c in desk.sent] == [AddSketch]
    assert desk.view.tool == "P", "one stroke rarely comes alone"
    desk.drag(desk.at(600, 500), desk.at(700, 600))
    assert len(desk.sent) == 1, "beside a note it draws nothing"
    qtbot.mouseClick(desk.view.viewport(), LEFT, NONE, desk.at(150, 100))
    assert len(desk.mirror.all(Sketch)) == 2, "a click is a dot"


def test_a_long_stroke_keeps_its_shape_in_few_points(desk: Desk) -> None:
    desk.add(["A"], [(0, 0)])
    desk.view.set_tool("P")
    rope(desk, [(float(x), 80 + 60 * (k % 2)) for k, x in enumerate(range(10, 150, 7))])
    (stroke,) = desk.mirror.all(Sketch)
    assert 30 <= len(stroke.points) <= 60
    line = [QPointF(x, 0.1 * (x % 2)) for x in range(5000)]
    assert len(thinned(line, 0.5)) == 2


def test_a_text_is_written_on_the_board(desk: Desk, qtbot: QtBot) -> None:
    qtbot.keyClick(desk.view, Qt.Key.Key_T)
    qtbot.mouseClick(desk.view.viewport(), LEFT, NONE, desk.at(300, 200))
    editor = desk.view.writer.editor
    assert isinstance(editor, QPlainTextEdit)
    qtbot.keyClicks(editor, "Morning")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    (label,) = desk.mirror.all(Label)
    assert (label.text, label.place) == ("Morning", (300, 180))
    assert [type(c) for c in desk.sent] == [AddLabel]
    assert desk.view.tool == "V"
    assert desk.view.hasFocus()


def test_text_and_frame_need_no_mouse(desk: Desk, qtbot: QtBot) -> None:
    qtbot.keyClick(desk.view, Qt.Key.Key_T)
    qtbot.keyClick(desk.view, Qt.Key.Key_Return)
    qtbot.keyClicks(QApplication.focusWidget(), "Here")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    qtbot.keyClick(desk.view, Qt.Key.Key_F)
    qtbot.keyClick(desk.view, Qt.Key.Key_Return)
    qtbot.keyClicks(QApplication.focusWidget(), "Later")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert [label.text for label in desk.mirror.all(Label)] == ["Here"]
    assert [f.title for f in desk.frames()] == ["Later"]


Begin = Callable[[Desk], None]


def _resize_note(desk: Desk) -> None:
    desk.view.select([desk.notes()[0].id], reveal=False)
    desk.drag(desk.at(160, 160), desk.at(260, 230), drops=False)


def _resize_frame(desk: Desk) -> None:
    desk.view.select([desk.frames()[0].id], reveal=False)
    desk.drag(desk.at(900, 500), desk.at(850, 400), drops=False)


def _tool(key: str, start: tuple[int, int]) -> Begin:
    def begin(desk: Desk) -> None:
        desk.view.set_tool(key)
        desk.drag(desk.at(*start), desk.at(300, 330), drops=False)

    return begin


GESTURES: dict[str, Begin] = {
    "drag": lambda d: d.drag(d.at(80, 80), d.at(300, 300), drops=False),
    "copy": lambda d: d.drag(d.at(80, 80), d.at(300, 300), drops=False, mods=Qt.KeyboardModifier.AltModifier),
    "band": lambda d: d.drag(d.at(20, 400), d.at(300, 100), drops=False),
    "carry": lambda d: d.drag(d.at(612, 188), d.at(500, 300), drops=False),
    "lasso": _tool("Q", (20, 400)), "pan": _tool("H", (20, 400)), "frame": _tool("F", (20, 400)),
    "link": _tool("L", (80, 80)), "pen": _tool("P", (80, 80)),
    "size of a note": _resize_note, "size of a frame": _resize_frame,
}  # fmt: skip


@pytest.mark.parametrize("ends", ["escape", "focus", "sheet", "second finger"])
@pytest.mark.parametrize("gesture", GESTURES)
def test_whatever_is_under_way_can_be_called_off_and_leaves_nothing(
    desk: Desk, qtbot: QtBot, gesture: str, ends: str
) -> None:
    ids = desk.rows(2)
    add_frame(desk, (600, 200), (300, 300))
    before, place = desk.mirror.snapshot(), desk.view.place()
    GESTURES[gesture](desk)
    assert desk.view.is_busy
    if ends == "escape":
        qtbot.keyClick(desk.view, Qt.Key.Key_Escape)
    elif ends == "focus":
        QApplication.sendEvent(desk.view, QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.OtherFocusReason))
    elif ends == "sheet":
        Sheet("Something", desk.view).open()
    else:
        desk.view.pinched()
    desk.mouse(QEvent.Type.MouseButtonRelease, desk.at(300, 330), LEFT, NONE)
    assert not desk.view.is_busy
    assert desk.sent == []
    assert desk.mirror.snapshot() == before
    assert desk.view.place() == pytest.approx(place)
    model = desk.view.model
    assert [model.notes[model.slots[i]] for i in ids] == [desk.note(i) for i in ids]
    assert not model.hidden.any()
    marks = desk.view.marks
    assert not any((marks.guides, marks.rope, marks.ghosts, marks.string, marks.stroke))
    assert desk.view.layer.band is None
    assert desk.view.layer.target == ""


def test_a_note_removed_under_a_tool_leaves_no_step(desk: Desk) -> None:
    for begin in (_resize_note, _tool("L", (80, 80)), _tool("P", (80, 80))):
        (a,) = desk.add(["A"], [(0, 0)])
        begin(desk)
        desk.store.run(RemoveNotes(scope=desk.view.scope, note_ids=(a,)), ME)
        desk.mouse(QEvent.Type.MouseMove, desk.at(280, 300), LEFT, NONE)
        desk.mouse(QEvent.Type.MouseButtonRelease, desk.at(300, 330), LEFT, NONE)
        assert desk.sent == []
        desk.view.set_tool("V")


def test_a_frame_that_is_drawn_is_one_step(desk: Desk) -> None:
    desk.view.set_tool("F")
    desk.drag(desk.at(100, 100), desk.at(500, 400))
    assert [type(c) for c in desk.sent] == [AddFrame]
