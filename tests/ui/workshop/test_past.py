"""Looking back: the board of a moment, played and stepped through, read-only, brought back as one step and one undo."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cocreate.model.commands import Actor, AddNotes, EditNote, GroupNotes, NewNote, RemoveNotes
from cocreate.model.past import Moment
from cocreate.model.snapshot import Note
from cocreate.model.store import Store
from cocreate.ui.board.view import BoardView
from cocreate.ui.live import Live
from cocreate.ui.past.film import FRAMES, Film
from cocreate.ui.workshop.page import WorkshopPage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

LEFT = Qt.MouseButton.LeftButton


def texts(rows: Any) -> dict[str, str]:
    """Id to text of the notes of a mirror or of a board's model."""
    return {n.id: n.text for n in rows}


def now(live: Live) -> dict[str, str]:
    assert live.mirror is not None
    return texts(live.mirror.all(Note))


def then(page: WorkshopPage) -> dict[str, str]:
    """The notes that the board of the past shows."""
    assert page.past.board is not None
    return texts(n for n in page.past.board.model.notes if n is not None)


@pytest.fixture
def past(page: WorkshopPage, live: Live, qtbot: Any) -> WorkshopPage:
    """A page that looks at the past of: three notes; one edited; two grouped; one removed; one more."""
    board = BoardView()
    page.set_board(board)
    assert live.mirror is not None
    board.load(live.mirror)
    live.stepped.connect(board.apply)
    scope, board_id = live.scope, live.board_id
    live.send(EditNote(scope=scope, note_id="n0", text="Better"))
    live.send(GroupNotes(scope=scope, board_id=board_id, cluster_id="c", note_ids=("n0", "n1"), title="In"))
    live.send(RemoveNotes(scope=scope, note_ids=("n2",)))
    live.send(AddNotes(scope=scope, board_id=board_id, notes=(NewNote(id="n3", text="Late", place=(0.0, 900.0)),)))
    qtbot.waitUntil(lambda: "n3" in now(live))
    page.activateWindow()
    QTest.mouseClick(page.look_back, LEFT)
    qtbot.waitUntil(lambda: page.past.is_open and page.past.at == page.past.film.last)
    return page


def key(name: Qt.Key, mods: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, name, mods)


def test_arrows_go_step_by_step_through_what_happened(past: WorkshopPage, live: Live, qtbot: Any) -> None:
    last = past.past.film.last
    assert then(past) == {"n0": "Better", "n1": "Idea 1", "n3": "Late"}
    key(Qt.Key.Key_Left)
    qtbot.waitUntil(lambda: past.past.at == last - 1)
    assert then(past) == {"n0": "Better", "n1": "Idea 1"}
    key(Qt.Key.Key_Left)
    qtbot.waitUntil(lambda: past.past.at == last - 2)
    assert then(past) == {"n0": "Better", "n1": "Idea 1", "n2": "Idea 2"}
    for _ in range(2):
        key(Qt.Key.Key_Left)
    qtbot.waitUntil(lambda: past.past.at == last - 4)
    assert then(past)["n0"] == "Idea 0"
    assert past.past.board is not None
    assert not past.past.board.model.clusters
    key(Qt.Key.Key_End)
    qtbot.waitUntil(lambda: past.past.at == last)
    assert then(past) == now(live)
    assert "You are looking at" in past.past.banner.words.text()


def test_what_is_shown_is_what_a_fresh_look_shows(past: WorkshopPage, live: Live, qtbot: Any) -> None:
    for at in (3, 5, 4, past.past.film.last, 3):
        past.past.go(at)
        qtbot.waitUntil(lambda at=at: past.past.at == at)
        stamp = past.past.film.stamp(at)
        fresh = live.engine.submit(lambda store, stamp=stamp: store.at(live.scope, stamp)).result(10)
        assert then(past) == texts(fresh.notes)


def test_the_past_cannot_be_changed(past: WorkshopPage, live: Live, qtbot: Any) -> None:
    before, board = now(live), past.past.board
    assert board is not None
    board.fit()
    spot = board.viewportTransform().map(board.model.box(0).center()).toPoint()
    QTest.mousePress(board.viewport(), LEFT, pos=spot)
    QTest.mouseMove(board.viewport(), spot + QPoint(80, 40))
    QTest.mouseRelease(board.viewport(), LEFT, pos=spot + QPoint(80, 40))
    QTest.mouseDClick(board.viewport(), LEFT, pos=spot)
    board.setFocus()
    for name in (Qt.Key.Key_Delete, Qt.Key.Key_N, Qt.Key.Key_Return):
        key(name)
    assert then(past) == before == now(live)
    assert not past.top.undo.isEnabled()


def test_bringing_a_moment_back_is_one_step_and_one_undo(past: WorkshopPage, live: Live, qtbot: Any) -> None:
    before, steps = now(live), len(past.past.film.moments)
    said: list[str] = []
    past.past.restored.connect(said.append)
    past.past.go(past.past.film.last - 2)
    qtbot.waitUntil(lambda: past.past.at == past.past.film.last - 2)
    wanted = then(past)
    QTest.mouseClick(past.past.banner.restore, LEFT)
    qtbot.waitUntil(lambda: now(live) == wanted)
    qtbot.waitUntil(lambda: not past.past.is_open and bool(said))
    moments = live.engine.submit(lambda store: store.moments(live.scope)).result(10)
    assert len(moments) == steps + 1
    qtbot.waitUntil(lambda: live.undo_label == "Restore board")
    live.undo()
    qtbot.waitUntil(lambda: now(live) == before)


def test_escape_comes_back_to_now_as_it_was_left(past: WorkshopPage, live: Live) -> None:
    assert past.views.head.isHidden()
    assert past.right.isHidden()
    key(Qt.Key.Key_Escape)
    assert not past.past.is_open
    assert past.views.shown is past.board
    assert not past.right.isHidden()
    assert past.has_outline
    assert past.top.arc.isEnabled()


def test_playing_runs_to_the_end_and_stops(past: WorkshopPage, qtbot: Any) -> None:
    seen: list[int] = []
    past.past.showed.connect(seen.append)
    QTest.mouseClick(past.past.bar.speed.buttons["4"], LEFT)
    QTest.mouseClick(past.past.bar.play, LEFT)
    assert past.past.is_playing
    qtbot.waitUntil(lambda: not past.past.is_playing, timeout=10_000)
    qtbot.waitUntil(lambda: past.past.at == past.past.film.last)
    assert seen[0] == 0
    assert seen == sorted(seen)


def test_a_hand_on_the_line_of_time_reads_only_where_it_stops_to_breathe(past: WorkshopPage, qtbot: Any) -> None:
    seen: list[int] = []
    past.past.showed.connect(seen.append)
    slider = past.past.bar.slider
    QTest.mousePress(slider, LEFT, pos=QPoint(12, slider.height() // 2))
    for x in range(12, slider.width() - 12, 3):
        QTest.mouseMove(slider, QPoint(x, slider.height() // 2))
    QTest.mouseRelease(slider, LEFT, pos=QPoint(slider.width() - 12, slider.height() // 2))
    wanted = slider.value()
    qtbot.waitUntil(lambda: past.past.at == wanted)
    assert len(seen) <= past.past.film.last


def test_the_line_of_time_says_where_it_is(past: WorkshopPage) -> None:
    face = QAccessible.queryAccessibleInterface(past.past.bar.slider)
    assert face.role() == QAccessible.Role.Slider
    assert face.text(QAccessible.Text.Name) == "Time"
    assert ":" in face.text(QAccessible.Text.Description)


def film(count: int, gap_ms: int = 1000) -> Film:
    start = int(datetime(2026, 3, 3, 14, 5).timestamp() * 1000)
    return Film([Moment(f"{k:013d}-0-a", start + k * gap_ms, "u", "EditNote", 1, False) for k in range(count)])


def test_a_step_of_another_laptop_that_stands_before_the_moment_on_show_does_not_shift_it(
    past: WorkshopPage, live: Live, qtbot: Any
) -> None:
    film, shown = past.past.film, past.past.film.last - 1
    past.past.go(shown)
    qtbot.waitUntil(lambda: past.past.at == shown)
    stamp, notes = film.stamp(shown), then(past)

    def merge_an_early_step(store: Store) -> None:
        steps = sorted(store.steps(live.scope, store.have(live.scope)), key=lambda s: s.stamp)
        steps = steps[: next(k for k, step in enumerate(steps) if step.label == "GroupNotes")]
        early = int(steps[-1].stamp[:13]) / 1000
        other = Store(None, replica="0" * 16, now=lambda: early)
        other.merge(live.scope, steps)
        other.run(EditNote(scope=live.scope, note_id="n1", text="Elsewhere"), Actor("you"))
        store.merge(live.scope, other.steps(live.scope, other.have(live.scope)))

    live.start(live.ask(merge_an_early_step))
    qtbot.waitUntil(lambda: now(live)["n1"] == "Elsewhere")
    live.send(EditNote(scope=live.scope, note_id="n3", text="Later still"))
    qtbot.waitUntil(lambda: len(past.past.film.moments) == len(film.moments) + 2)
    qtbot.waitUntil(lambda: past.past.at == shown + 1)
    assert past.past.film.stamp(past.past.at) == stamp
    assert then(past) == notes | {"n1": "Elsewhere"}


def test_a_long_workshop_is_played_in_few_pictures() -> None:
    assert film(10).stride == 1
    assert 5000 / film(5000).stride <= FRAMES
    assert film(1, 0).last == 0


def test_times_are_short_today_and_carry_their_date_later() -> None:
    held = film(3, 60 * 60 * 1000)
    assert held.clock(0, datetime(2026, 3, 3, 20, 0)) == "14:05"
    assert held.clock(0, datetime(2026, 3, 9)) == "3 Mar 2026, 14:05"
    assert held.sessions() == [0.5, 1.0]
