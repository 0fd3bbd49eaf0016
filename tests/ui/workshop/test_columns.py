"""The columns: the same notes by theme, frame, tag or colour, carried by real mouse and keys, each drag one step."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cocreate.model.commands import AddFrame, AddNotes, ColourNotes, GroupNotes, NewNote, RetagNotes, TagNotes
from cocreate.model.snapshot import Cluster, Note
from cocreate.ui import theme
from cocreate.ui.columns.groups import by_shared_words, natural
from cocreate.ui.columns.view import ColumnsView
from cocreate.ui.live import Live
from cocreate.ui.outline.writing import LineEditor
from cocreate.ui.widgets.wrap import Wrapper
from cocreate.ui.workshop.page import WorkshopPage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

LEFT, NO = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


def mirror(live: Live) -> Any:
    assert live.mirror is not None
    return live.mirror


def shown(columns: ColumnsView) -> dict[str, list[str]]:
    """Column to the ids of its cards, as they stand."""
    return {lane.model.lane.name: [n.id for n in lane.model.notes] for lane in columns.lanes.values()}


@pytest.fixture
def columns(page: WorkshopPage, live: Live, qtbot: Any) -> ColumnsView:
    """Two themes with one note each, one note loose; columns by theme, with the keyboard in them."""
    for k, title in enumerate(("Art", "Music")):
        live.send(
            GroupNotes(
                scope=live.scope, board_id=live.board_id, cluster_id=f"c{k}", note_ids=(f"n{k}",), title=title,
                place=(k * 600.0, 600.0), places=((f"n{k}", (k * 600.0, 660.0)),),
            )
        )  # fmt: skip
    page.show_view("columns")
    page.activateWindow()
    found = page.lists.columns
    qtbot.waitUntil(lambda: shown(found) == {"Loose ideas": ["n2"], "Art": ["n0"], "Music": ["n1"]})
    return found


def centre(columns: ColumnsView, note_id: str) -> QPoint:
    """The middle of a card, on the screen."""
    lane = columns.lanes[columns.model.lane_keys(note_id)[0]]
    box = lane.list.visualRect(lane.model.find(note_id))
    return lane.list.viewport().mapToGlobal(box.center())


def send(port: Any, kind: QEvent.Type, at: QPoint, button: Qt.MouseButton, held: Qt.MouseButton) -> None:
    event = QMouseEvent(kind, QPointF(port.mapFromGlobal(at)), QPointF(at), button, held, NO)
    QApplication.sendEvent(port, event)


def drag(columns: ColumnsView, note_id: str, end: QPoint, drops: bool = True) -> None:
    """Press on a card, move in a few steps, release (global point); without `drops` it stays in the hand."""
    port = columns.lanes[columns.model.lane_keys(note_id)[0]].list.viewport()
    start = centre(columns, note_id)
    send(port, QEvent.Type.MouseButtonPress, start, LEFT, LEFT)
    for k in (1, 2, 3, 4):
        send(port, QEvent.Type.MouseMove, start + (end - start) * k / 4, Qt.MouseButton.NoButton, LEFT)
    if drops:
        send(port, QEvent.Type.MouseButtonRelease, end, LEFT, Qt.MouseButton.NoButton)


def test_a_card_is_carried_to_another_column_in_one_step_and_one_undo(
    columns: ColumnsView, page: WorkshopPage, live: Live, qtbot: Any
) -> None:
    drag(columns, "n2", centre(columns, "n1") + QPoint(0, 4))
    qtbot.waitUntil(lambda: shown(columns) == {"Loose ideas": [], "Art": ["n0"], "Music": ["n1", "n2"]})
    assert page.selection == ("n2",)
    place = mirror(live).get(Note, "n2").place
    assert place != (352.0, 0.0), "on the board it lies beside its theme now"
    live.undo()
    qtbot.waitUntil(lambda: shown(columns) == {"Loose ideas": ["n2"], "Art": ["n0"], "Music": ["n1"]})
    assert mirror(live).get(Note, "n2").place == (352.0, 0.0)


def test_where_a_card_is_put_down_is_where_it_stands(columns: ColumnsView, live: Live, qtbot: Any) -> None:
    drag(columns, "n2", centre(columns, "n1") - QPoint(0, 30))
    qtbot.waitUntil(lambda: shown(columns)["Music"] == ["n2", "n1"])
    drag(columns, "n2", centre(columns, "n1") + QPoint(0, 30))
    qtbot.waitUntil(lambda: shown(columns)["Music"] == ["n1", "n2"])


def test_escape_puts_a_carried_card_back(columns: ColumnsView, live: Live) -> None:
    drag(columns, "n2", centre(columns, "n1"), drops=False)
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_Escape)
    port = columns.lanes[""].list.viewport()
    send(port, QEvent.Type.MouseButtonRelease, centre(columns, "n1"), LEFT, Qt.MouseButton.NoButton)
    assert shown(columns)["Music"] == ["n1"]
    assert not any(lane.is_target for lane in columns.lanes.values())


def test_arrows_walk_from_column_to_column_and_alt_takes_the_card_along(
    columns: ColumnsView, page: WorkshopPage, live: Live, qtbot: Any
) -> None:
    page.set_selection(("n2",))
    columns.take_keyboard()
    QTest.keyClick(columns.lanes[""].list, Qt.Key.Key_Right)
    assert page.selection == ("n0",)
    assert columns.lanes["c0"].list.hasFocus()
    QTest.keyClick(columns.lanes["c0"].list, Qt.Key.Key_Right, ALT)
    qtbot.waitUntil(lambda: shown(columns)["Music"] == ["n1", "n0"])
    assert page.selection == ("n0",)
    QTest.keyClick(columns.lanes["c1"].list, Qt.Key.Key_Up, ALT)
    qtbot.waitUntil(lambda: shown(columns)["Music"] == ["n0", "n1"])


def test_a_note_is_written_at_the_foot_of_a_column(columns: ColumnsView, live: Live, qtbot: Any) -> None:
    lane = columns.lanes["c1"]
    lane.list.setFocus()
    QTest.keyClick(lane.list, Qt.Key.Key_Return)
    for k in range(2):
        writer = QApplication.focusWidget()
        assert isinstance(writer, LineEditor)
        QTest.keyClicks(writer, f"More {k}")
        QTest.keyClick(writer, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda k=k: len(lane.model.notes) == 2 + k)
    writer = QApplication.focusWidget()
    assert writer is not None
    QTest.keyClick(writer, Qt.Key.Key_Escape)
    assert lane.list.hasFocus()
    assert [n.text for n in lane.model.notes] == ["Idea 1", "More 0", "More 1"]


def test_a_column_is_renamed_in_its_place_and_folded_to_a_strip(columns: ColumnsView, live: Live, qtbot: Any) -> None:
    lane = columns.lanes["c0"]
    QTest.mouseDClick(lane.title, LEFT)
    edit = QApplication.focusWidget()
    assert edit is not None
    QTest.keyClicks(edit, "Painting")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: mirror(live).get(Cluster, "c0").title == "Painting")
    qtbot.waitUntil(lambda: lane.title.text() == "Painting")
    columns.fold("c0", True)
    assert lane.width() < 60
    assert columns.arrangement()["folded"] == ["c0"]
    QTest.mouseClick(lane, LEFT)
    assert lane.width() > 200


def test_columns_by_tag_by_frame_and_by_colour(columns: ColumnsView, live: Live, qtbot: Any) -> None:
    live.send(TagNotes(scope=live.scope, note_ids=("n0", "n1"), tag_id="t1", name="quick"))
    live.send(TagNotes(scope=live.scope, note_ids=("n1",), tag_id="t2", name="big"))
    live.send(AddFrame(scope=live.scope, board_id=live.board_id, frame_id="f1", title="Now", place=(0.0, 2000.0),
                       size=(600.0, 400.0)))  # fmt: skip
    live.send(ColourNotes(scope=live.scope, note_ids=("n2",), colour="mint"))
    qtbot.waitUntil(lambda: mirror(live).get(Note, "n2").colour == "mint")
    columns.group_by("tag")
    assert shown(columns) == {"Without a tag": ["n2"], "big": ["n1"], "quick": ["n0", "n1"]}
    columns.moved.emit(("n0",), "t1", "t2", "")
    qtbot.waitUntil(lambda: shown(columns)["big"] == ["n0", "n1"])
    assert shown(columns)["quick"] == ["n1"]
    live.undo()
    qtbot.waitUntil(lambda: shown(columns)["quick"] == ["n0", "n1"])
    columns.group_by("frame")
    columns.moved.emit(("n0",), "", "f1", "")
    qtbot.waitUntil(lambda: shown(columns)["Now"] == ["n0"])
    assert mirror(live).get(Note, "n0").place[1] > 2000, "it lies in the frame on the board"
    columns.group_by("colour")
    assert shown(columns)["Mint"] == ["n2"]
    assert len(columns.lanes) == 8


def test_notes_are_sorted_by_letters_time_and_likeness(columns: ColumnsView, live: Live, qtbot: Any) -> None:
    texts = ("solar panels 10", "buses at night", "solar panels 9", "night buses")
    new = tuple(NewNote(id=f"x{k}", text=t, place=(k * 200.0, 1500.0)) for k, t in enumerate(texts))
    live.send(AddNotes(scope=live.scope, board_id=live.board_id, notes=new))
    qtbot.waitUntil(lambda: len(columns.lanes[""].model.notes) == 5)
    columns.sort.set_value("letters")
    columns.sort_by("letters")
    assert shown(columns)["Loose ideas"] == ["x1", "n2", "x3", "x2", "x0"]
    columns.sort_by("time")
    assert shown(columns)["Loose ideas"][-1] == "n2", "the newest first"
    columns.sort.set_value("likeness")
    columns.sort_by("likeness")
    qtbot.waitUntil(lambda: columns.model.sort == "likeness")
    order = shown(columns)["Loose ideas"]
    assert abs(order.index("x0") - order.index("x2")) == 1
    assert abs(order.index("x1") - order.index("x3")) == 1
    assert columns.how.text() == "Alike by shared words", "without the spare process"


def test_cards_have_names_for_screen_readers(columns: ColumnsView) -> None:
    face = QAccessible.queryAccessibleInterface(columns.lanes["c1"].list)
    assert face.role() == QAccessible.Role.List
    assert face.text(QAccessible.Text.Name) == "Column Music, 1 note"
    card = face.child(0)
    assert card.text(QAccessible.Text.Name) == "Note 2: Idea 1, column Music"
    assert card.role() == QAccessible.Role.ListItem


def test_scrolling_through_thousands_of_cards_measures_none_again(page: WorkshopPage, live: Live, qtbot: Any) -> None:
    new = tuple(
        NewNote(id=f"x{k}", text=f"Note {k} of very many, some longer than others " + "word " * (k % 7),
                place=(k % 100 * 180.0, k // 100 * 180.0 + 900.0)) for k in range(9000)
    )  # fmt: skip
    live.send(AddNotes(scope=live.scope, board_id=live.board_id, notes=new))
    page.show_view("columns")
    columns = page.lists.columns
    qtbot.waitUntil(lambda: len(columns.lanes[""].model.notes) == 9003, timeout=20_000)
    cards = columns.lanes[""].list
    asked: list[str] = []
    height = columns.cards.height

    def counted(note: Note) -> int:
        asked.append(note.id)
        return height(note)

    columns.cards.height = counted  # type: ignore[method-assign]
    bar = cards.verticalScrollBar()
    for k in range(20):
        bar.setValue(bar.maximum() * k // 20)
        cards.viewport().repaint()
    assert asked == [], "scrolling measures nothing"
    cards.setCurrentIndex(cards.model().index(9002, 0))
    assert cards.visualRect(cards.currentIndex()).bottom() <= cards.viewport().height()


def test_lines_are_broken_at_words_and_long_words_within(page: WorkshopPage) -> None:
    wrap = Wrapper(theme.font("body"), 120.0, most_lines=3)
    lines = wrap.lines("one two three four five six")
    assert "".join(lines).replace(" ", "") == "onetwothreefourfivesix"
    assert all(wrap.metrics.horizontalAdvance(line) <= 120 for line in lines)
    assert len(wrap.lines("x" * 60)) > 1
    assert wrap.lines("a\nb\nc\nd\ne")[-1].endswith("…")
    assert natural("Idea 9") < natural("idea 10")


def test_a_chain_of_shared_words_keeps_alike_notes_together() -> None:
    notes = [("a", "red apple pie"), ("b", "slow train home"), ("c", "apple pie with cream"), ("d", "train to home")]
    order = by_shared_words(notes)
    assert sorted(order) == ["a", "b", "c", "d"]
    assert abs(order.index("a") - order.index("c")) == 1


def test_retagging_is_one_step(live: Live, qtbot: Any) -> None:
    live.send(TagNotes(scope=live.scope, note_ids=("n0",), tag_id="t1", name="quick"))
    live.send(RetagNotes(scope=live.scope, note_ids=("n0",), from_id="t1"))
    qtbot.waitUntil(lambda: not mirror(live).rows["note_tag"] and "t1" in mirror(live).rows["tag"])


def test_a_column_of_the_board_stays_in_order_when_cards_come_and_go(
    columns: ColumnsView, live: Live, qtbot: Any
) -> None:
    for k, frame in enumerate(("f1", "f2")):
        live.send(AddFrame(scope=live.scope, board_id=live.board_id, frame_id=frame, title=frame, layout="column",
                           place=(k * 400.0, 2000.0), size=(200.0, 400.0)))  # fmt: skip
    qtbot.waitUntil(lambda: len(mirror(live).rows["frame"]) == 2)
    columns.group_by("frame")
    for note in ("n0", "n1", "n2"):
        columns.moved.emit((note,), "", "f1", "")
        qtbot.waitUntil(lambda note=note: mirror(live).get(Note, note).frame_id == "f1")
    tops = [mirror(live).get(Note, n).place for n in ("n0", "n1", "n2")]
    assert tops == [(16.0, 2016.0), (16.0, 2188.0), (16.0, 2360.0)]
    columns.moved.emit(("n0",), "f1", "f2", "")
    qtbot.waitUntil(lambda: mirror(live).get(Note, "n0").frame_id == "f2")
    assert mirror(live).get(Note, "n1").place == (16.0, 2016.0), "the others close up"
    live.undo()
    qtbot.waitUntil(lambda: mirror(live).get(Note, "n0").frame_id == "f1")
    assert [mirror(live).get(Note, n).place for n in ("n0", "n1", "n2")] == tops
