"""Random presses, moves, keys and calls to stop, in any order: a release is one step at most, a stop is none."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from cocreate.model.commands import AddFrame, CreateWorkshop, GroupNotes, RemoveNotes, new_id
from cocreate.model.mirror import Mirror
from cocreate.model.store import Store
from cocreate.ui import theme
from cocreate.ui.board.view import BoardView
from cocreate.ui.widgets import motion

from .desk import ME, Desk

LEFT = Qt.MouseButton.LeftButton
MODS = (
    Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
)  # fmt: skip
SPOTS = st.tuples(st.integers(0, 990), st.integers(0, 690)).map(lambda p: QPoint(*p))
ON_THINGS = st.sampled_from([QPoint(120, 120), QPoint(300, 120), QPoint(480, 120), QPoint(622, 292), QPoint(60, 2)])

STORES: list[Store] = []


class Hands(RuleBasedStateMachine):
    """One board, one pointer. `before` is what was kept when the press came."""

    @initialize()
    def open_board(self) -> None:
        self.store = STORES[0]  # one for all runs: a new library takes longer than a run
        scope = new_id()
        self.store.run(CreateWorkshop(scope=scope, title="Test"), ME)
        view = BoardView()
        view.resize(1000, 700)
        self.desk = Desk(self.store, view, Mirror(self.store.snapshot(scope)))
        view.command_ready.connect(self.desk.send)
        self.store.listeners.append(self.desk.heard)
        view.load(self.desk.mirror)
        view.show()
        view.activateWindow()
        view.setFocus()
        ids = self.desk.rows(6)
        board = view.board_id
        self.store.run(GroupNotes(scope=scope, board_id=board, cluster_id=new_id(), note_ids=tuple(ids[4:])), ME)
        frame = AddFrame(
            scope=scope, board_id=board, frame_id=new_id(), title="Later", place=(570, 270), size=(300, 300)
        )
        self.store.run(frame, ME)
        self.sent, self.at = 0, QPoint()

    def teardown(self) -> None:
        if hasattr(self, "desk"):
            self.desk.view.close()
            self.desk.view.deleteLater()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            self.store.listeners.clear()

    @property
    def is_pressed(self) -> bool:
        return self.desk.view._gesture is not None

    def settle(self) -> None:
        """Leave what asks for an answer: an editor without a word, a menu."""
        view = self.desk.view
        for menu in view.findChildren(QMenu):
            menu.close()
        if view.writer.editor is not None:
            QTest.keyClick(view.writer.editor, Qt.Key.Key_Escape)
        self.sent = len(self.desk.sent)

    @precondition(lambda self: not self.is_pressed)
    @rule(key=st.sampled_from("VHQLPF"))
    def choose_tool(self, key: str) -> None:
        self.desk.view.set_tool(key)

    @precondition(lambda self: not self.is_pressed)
    @rule(at=SPOTS | ON_THINGS, mods=st.sampled_from(MODS))
    def press(self, at: QPoint, mods: Qt.KeyboardModifier) -> None:
        self.sent, self.at = len(self.desk.sent), at
        self.before, self.place = self.desk.mirror.snapshot(), self.desk.view.place()
        self.desk.mouse(QEvent.Type.MouseButtonPress, at, LEFT, mods)

    @precondition(lambda self: self.is_pressed)
    @rule(at=SPOTS, mods=st.sampled_from(MODS))
    def move(self, at: QPoint, mods: Qt.KeyboardModifier) -> None:
        self.at = at
        self.desk.mouse(QEvent.Type.MouseMove, at, LEFT, mods)
        assert len(self.desk.sent) == self.sent, "nothing is sent under way"

    @precondition(lambda self: self.is_pressed)
    @rule(mods=st.sampled_from(MODS))
    def release(self, mods: Qt.KeyboardModifier) -> None:
        self.desk.mouse(QEvent.Type.MouseButtonRelease, self.at, LEFT, mods)
        assert not self.is_pressed
        assert len(self.desk.sent) - self.sent <= 1
        self.settle()

    @precondition(lambda self: self.is_pressed)
    @rule(how=st.sampled_from(["escape", "focus", "menu"]))
    def stop(self, how: str) -> None:
        view = self.desk.view
        if how == "escape":
            QTest.keyClick(view, Qt.Key.Key_Escape)
        elif how == "focus":
            QApplication.sendEvent(view, QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.OtherFocusReason))
        else:
            view.cancel()
        assert not self.is_pressed
        assert len(self.desk.sent) == self.sent
        assert self.desk.mirror.snapshot() == self.before
        self.desk.mouse(QEvent.Type.MouseButtonRelease, self.at, LEFT, Qt.KeyboardModifier.NoModifier)
        assert len(self.desk.sent) == self.sent

    @rule()
    def somebody_removes_a_note(self) -> None:
        notes = self.desk.notes()
        if len(notes) > 3:
            self.store.run(RemoveNotes(scope=self.desk.view.scope, note_ids=(notes[0].id,)), ME)
            if self.is_pressed:
                self.before = self.desk.mirror.snapshot()

    @precondition(lambda self: not self.is_pressed)
    @rule()
    def undo(self) -> None:
        self.store.undo(self.desk.view.scope, "me")

    @invariant()
    def what_is_shown_is_what_is_kept_while_nothing_is_under_way(self) -> None:
        if not hasattr(self, "desk") or self.is_pressed:
            return
        view, model = self.desk.view, self.desk.view.model
        shown = {n.id: n for n in model.notes if n is not None}
        assert shown == {n.id: n for n in self.desk.notes()}
        assert model.frames == {f.id: f for f in self.desk.frames()}
        assert not model.hidden.any()
        for note_id, slot in model.slots.items():
            assert (float(model.x[slot]), float(model.y[slot])) == self.desk.note(note_id).place
        marks = view.marks
        assert not any((marks.guides, marks.rope, marks.ghosts, marks.string, marks.stroke))
        assert view.layer.band is None
        assert not view.layer.is_dragging
        assert not view._edge.is_moving


@pytest.mark.usefixtures("qapp")
def test_no_order_of_events_leaves_a_trace_it_should_not(qapp: QApplication) -> None:
    from hypothesis.stateful import run_state_machine_as_test

    theme.apply(qapp, "light")
    motion.set_allowed(False)
    STORES.append(Store(None))
    try:
        run_state_machine_as_test(
            Hands,
            settings=settings(
                max_examples=8, stateful_step_count=30, deadline=None, database=None,
                suppress_health_check=list(HealthCheck), phases=(Phase.explicit, Phase.generate, Phase.shrink),
            ),
        )  # fmt: skip
    finally:
        motion.set_allowed(True)
        STORES.pop().close()
