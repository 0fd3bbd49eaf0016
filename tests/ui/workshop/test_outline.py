"""The outline as the board in words: written, sorted and named by keyboard alone, and told to screen readers."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cocreate.model.commands import Actor, AddNotes, GroupNotes, MergeClusters, NameCluster, NewNote, TagNotes
from cocreate.model.journal import Stepped
from cocreate.model.snapshot import Cluster, Note
from cocreate.ui.board.view import BoardView
from cocreate.ui.live import Live
from cocreate.ui.outline.model import ID
from cocreate.ui.outline.view import Outline
from cocreate.ui.outline.writing import LineEditor
from cocreate.ui.palette import Palette
from cocreate.ui.widgets.overlay import open_overlays
from cocreate.ui.workshop.page import WorkshopPage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

LEFT = Qt.MouseButton.LeftButton
SHIFT, CTRL, ALT = (
    Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
)  # fmt: skip


def mirror(live: Live) -> Any:
    assert live.mirror is not None
    return live.mirror


def notes(live: Live) -> list[Note]:
    return list(mirror(live).all(Note))


def lines(outline: Outline) -> list[str]:
    """The ids of the notes and themes as they stand in the tree, the loose ideas and drafts left out."""
    return [n.id for n in outline.model.nodes.walk() if n.row is not None]


@pytest.fixture
def outline(page: WorkshopPage) -> Outline:
    """The outline in the middle, with the keyboard in it."""
    page.show_view("outline")
    page.activateWindow()
    page.lists.full.tree.setFocus()
    return page.lists.full


def press(key: Qt.Key, mods: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """A key to whatever has the keyboard."""
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, mods)


def type_in(text: str) -> None:
    focus = QApplication.focusWidget()
    assert isinstance(focus, LineEditor), focus
    QTest.keyClicks(focus, text)


def test_an_empty_board_becomes_thirty_notes_in_five_named_themes_by_keyboard_alone(
    outline: Outline, page: WorkshopPage, live: Live, qtbot: Any
) -> None:
    press(Qt.Key.Key_Home)
    press(Qt.Key.Key_A, CTRL)
    press(Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: not notes(live))
    press(Qt.Key.Key_Return)
    for k in range(30):
        type_in(f"Idea number {k}")
        press(Qt.Key.Key_Return)
        qtbot.waitUntil(lambda k=k: len(notes(live)) == k + 1)
    press(Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is outline.tree
    for k in range(5):
        qtbot.waitUntil(lambda k=k: len(outline.model.nodes.loose.children) == 30 - 6 * k)
        outline.tree.setFocus()
        press(Qt.Key.Key_End)
        for _ in range(5):
            press(Qt.Key.Key_Up, SHIFT)
        assert len(page.selection) == 6
        press(Qt.Key.Key_G, CTRL)
        qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), LineEditor))
        type_in(f"Theme {k}")
        press(Qt.Key.Key_Return)
        qtbot.waitUntil(lambda k=k: f"Theme {k}" in [c.title for c in mirror(live).all(Cluster)])
    clusters = mirror(live).all(Cluster)
    assert [c.title for c in clusters] == [f"Theme {k}" for k in range(5)]
    assert all(sum(n.cluster_id == c.id for n in notes(live)) == 6 for c in clusters)
    boxes = {n.id: n.place for n in notes(live)}
    assert len(set(boxes.values())) == 30, "no two lie on each other on the board"


def test_every_line_has_a_name_and_a_role_for_screen_readers(
    outline: Outline, page: WorkshopPage, live: Live, qtbot: Any
) -> None:
    live.send(GroupNotes(scope=live.scope, board_id=live.board_id, cluster_id="c1", note_ids=("n0", "n1"), title="Art"))
    live.send(TagNotes(scope=live.scope, note_ids=("n0",), tag_id="t1", name="quick"))
    qtbot.waitUntil(lambda: "t1" in outline.model.nodes.tags)
    face = QAccessible.queryAccessibleInterface(outline.tree)
    assert face.role() == QAccessible.Role.Tree
    assert face.text(QAccessible.Text.Name) == "Outline of themes and ideas"
    assert face.text(QAccessible.Text.Description)
    held = [face.child(k) for k in range(face.childCount())]
    assert (held[0].role(), held[0].text(QAccessible.Text.Name)) == (QAccessible.Role.ColumnHeader, "Ideas and themes")
    said = [one.text(QAccessible.Text.Name) for one in held[1:]]
    assert said == [
        "Theme Art, 2 notes", "Note 1: Idea 0, theme Art", "Note 2: Idea 1, theme Art", "Loose ideas, 1 note",
        "Note 3: Idea 2, no theme",
    ]  # fmt: skip
    assert {one.role() for one in held[1:]} == {QAccessible.Role.TreeItem}
    assert held[2].text(QAccessible.Text.Description) == "colour Sun, tags quick, pinned"


def test_tab_goes_from_the_switch_to_the_outline_and_f6_comes_back(
    outline: Outline, page: WorkshopPage, qtbot: Any
) -> None:
    page.views.switch.buttons["outline"].setFocus(Qt.FocusReason.TabFocusReason)
    seen = []
    for _ in range(6):
        press(Qt.Key.Key_Tab)
        seen.append(QApplication.focusWidget())
    assert outline.tree in seen
    outline.tree.setFocus()
    page.switch_focus()
    there = QApplication.focusWidget()
    assert there is not None
    assert page.right.isAncestorOf(there), "beside a full outline, F6 goes to the panel"
    page.switch_focus()
    assert QApplication.focusWidget() is outline.tree


def test_alt_with_an_arrow_moves_a_note_in_its_list_and_one_undo_takes_it_back(
    outline: Outline, page: WorkshopPage, live: Live, qtbot: Any
) -> None:
    page.set_selection(("n0",))
    press(Qt.Key.Key_Down, ALT)
    qtbot.waitUntil(lambda: lines(outline) == ["n1", "n0", "n2"])
    assert page.selection == ("n0",), "it stays selected"
    press(Qt.Key.Key_Down, ALT)
    qtbot.waitUntil(lambda: lines(outline) == ["n1", "n2", "n0"])
    press(Qt.Key.Key_Up, ALT)
    qtbot.waitUntil(lambda: lines(outline) == ["n1", "n0", "n2"])
    for after in (["n1", "n2", "n0"], ["n1", "n0", "n2"], ["n0", "n1", "n2"]):
        live.undo()
        qtbot.waitUntil(lambda after=after: lines(outline) == after)


def test_notes_are_sent_to_a_theme_by_a_few_letters(
    outline: Outline, page: WorkshopPage, live: Live, qtbot: Any
) -> None:
    live.send(GroupNotes(scope=live.scope, board_id=live.board_id, cluster_id="c1", note_ids=("n0",), title="Art"))
    live.send(GroupNotes(scope=live.scope, board_id=live.board_id, cluster_id="c2", note_ids=("n1",), title="Music"))
    qtbot.waitUntil(lambda: len(mirror(live).all(Cluster)) == 2)
    page.set_selection(("n2",))
    press(Qt.Key.Key_M, CTRL | SHIFT)
    [palette] = open_overlays(page)
    assert isinstance(palette, Palette)
    QTest.keyClicks(palette.line, "mus")
    QTest.keyClick(palette.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: mirror(live).get(Note, "n2").cluster_id == "c2")
    assert mirror(live).get(Note, "n2").place != mirror(live).get(Note, "n1").place
    assert page.selection == ("n2",)
    press(Qt.Key.Key_M, CTRL | SHIFT)
    [palette] = open_overlays(page)
    QTest.keyClicks(palette.line, "Dance")
    QTest.keyClick(palette.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Dance" in [c.title for c in mirror(live).all(Cluster)])


def drag(outline: Outline, start: QPoint, end: QPoint) -> None:
    port = outline.tree.viewport()
    QTest.mousePress(port, LEFT, pos=start)
    for k in (1, 2, 3):
        QTest.mouseMove(port, start + (end - start) * k / 3)
    QTest.mouseRelease(port, LEFT, pos=end)


def test_a_line_is_dragged_into_a_theme_and_to_a_place_among_others(
    outline: Outline, page: WorkshopPage, live: Live, qtbot: Any
) -> None:
    live.send(GroupNotes(scope=live.scope, board_id=live.board_id, cluster_id="c1", note_ids=("n0",), title="Art"))
    qtbot.waitUntil(lambda: lines(outline) == ["c1", "n0", "n1", "n2"])

    def box(row_id: str) -> Any:
        return outline.tree.visualRect(outline.model.find(row_id))

    drag(outline, box("n1").center(), box("c1").center())
    qtbot.waitUntil(lambda: mirror(live).get(Note, "n1").cluster_id == "c1")
    drag(outline, box("n2").center(), box("n0").center() - QPoint(0, 10))
    qtbot.waitUntil(lambda: lines(outline) == ["c1", "n2", "n0", "n1"])
    live.undo()
    qtbot.waitUntil(lambda: lines(outline) == ["c1", "n0", "n1", "n2"])
    assert mirror(live).get(Note, "n2").cluster_id is None, "one drag is one undo"


def test_escape_ends_a_drag_as_if_it_had_not_begun(outline: Outline, page: WorkshopPage, live: Live) -> None:
    port, tree = outline.tree.viewport(), outline.tree
    start = tree.visualRect(outline.model.find("n2")).center()
    QTest.mousePress(port, LEFT, pos=start)
    QTest.mouseMove(port, start - QPoint(0, 70))
    press(Qt.Key.Key_Escape)
    QTest.mouseRelease(port, LEFT, pos=start - QPoint(0, 70))
    assert lines(outline) == ["n0", "n1", "n2"]
    assert not live.undo_label or live.undo_label == "Add ideas"


def test_a_theme_that_goes_elsewhere_leaves_its_notes_in_sight(outline: Outline, live: Live, qtbot: Any) -> None:
    live.send(GroupNotes(scope=live.scope, board_id=live.board_id, cluster_id="c1", note_ids=("n0",), title="A"))
    live.send(GroupNotes(scope=live.scope, board_id=live.board_id, cluster_id="c2", note_ids=("n1",), title="B"))
    live.send(MergeClusters(scope=live.scope, into_id="c1", from_ids=("c2",)))
    qtbot.waitUntil(lambda: lines(outline) == ["c1", "n0", "n1", "n2"])
    live.undo()
    qtbot.waitUntil(lambda: lines(outline) == ["c1", "n0", "c2", "n1", "n2"])
    fresh = Outline(type(outline.model)())
    fresh.model.load(mirror(live))
    assert lines(fresh) == lines(outline)


def test_notes_of_a_theme_that_another_laptop_removed_are_loose(outline: Outline, live: Live, qtbot: Any) -> None:
    live.send(GroupNotes(scope=live.scope, board_id=live.board_id, cluster_id="c1", note_ids=("n0",), title="A"))
    qtbot.waitUntil(lambda: lines(outline) == ["c1", "n0", "n1", "n2"])
    held = mirror(live)
    theme = held.get(Cluster, "c1")
    for removed, after in ((True, ["n0", "n1", "n2"]), (False, ["c1", "n0", "n1", "n2"])):
        step = Stepped(scope=live.scope, stamp="9", is_foreign=True, rows=(replace(theme, removed=removed),))
        held.apply(step)
        outline.model.apply(step)  # its notes still name it, and are not in the step
        assert lines(outline) == after


def test_a_step_touches_only_its_lines(outline: Outline, live: Live, qtbot: Any) -> None:
    told: list[str] = []
    outline.model.dataChanged.connect(lambda a, _b: told.append(a.data(ID)))
    resets: list[int] = []
    outline.model.modelReset.connect(lambda: resets.append(1))
    live.send(NameCluster(scope=live.scope, cluster_id="gone", title="x"))  # refused: nothing happens
    live.send(TagNotes(scope=live.scope, note_ids=("n1",), tag_id="t1", name="quick"))
    qtbot.waitUntil(lambda: bool(told))
    assert set(told) <= {"n1", ""}
    assert not resets


def test_what_others_write_is_told_once_in_a_while(page: WorkshopPage, live: Live, qtbot: Any) -> None:
    said: list[str] = []
    page.announcer.said.connect(said.append)

    def write(k: int) -> None:
        note = NewNote(id=f"x{k}", text=f"More {k}", place=(k * 200.0, 900.0))
        command = AddNotes(scope=live.scope, board_id=live.board_id, notes=(note,))
        live.engine.submit(lambda store: store.run(command, Actor("phone"))).result(10)

    for k in range(4):
        write(k)
    qtbot.waitUntil(lambda: len(notes(live)) == 7)
    assert said == ["1 new note in Loose ideas"], "the others wait for the end of the pause"
    page.announcer.speak_now()
    assert said[1:] == ["3 new notes in Loose ideas"]
    live.send(AddNotes(scope=live.scope, board_id=live.board_id, notes=(NewNote(id="own", text="x", place=(0, 2000)),)))
    qtbot.waitUntil(lambda: len(notes(live)) == 8)
    page.announcer.speak_now()
    assert len(said) == 2, "what is done here is not told back"


def test_the_view_that_is_shown_changes_and_the_selection_stays(page: WorkshopPage, live: Live) -> None:
    board = BoardView()
    page.set_board(board)
    board.load(mirror(live))
    page.set_selection(("n1",))
    QTest.mouseClick(page.views.switch.buttons["outline"], LEFT)
    assert page.views.view == "outline"
    assert page.lists.full.selected_ids() == ("n1",)
    assert page.outline_box.isHidden(), "there is one outline at a time"
    page.lists.full.tree.setCurrentIndex(page.lists.model.find("n2"))
    page.show_view("board")
    assert page.selection == board.selection == page.lists.side.selected_ids() == ("n2",)
    assert not page.outline_box.isHidden()


def test_an_outline_of_thousands_begins_folded_and_shows_what_is_selected(
    page: WorkshopPage, live: Live, qtbot: Any
) -> None:
    spots = [(k % 50 * 180.0, 900.0 + k // 50 * 180.0) for k in range(1200)]
    new = tuple(NewNote(id=f"x{k}", text=f"More {k}", place=spot) for k, spot in enumerate(spots))
    live.send(AddNotes(scope=live.scope, board_id=live.board_id, notes=new))
    side = page.lists.side
    qtbot.waitUntil(lambda: side.count.text() == "1203 ideas")
    loose = side.model.index_of(side.model.nodes.loose)
    assert not side.tree.isExpanded(loose)
    page.set_selection(("x700",))
    assert side.tree.visualRect(side.model.find("x700")).intersects(side.tree.viewport().rect())
