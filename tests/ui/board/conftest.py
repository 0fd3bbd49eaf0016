"""Fixtures: a board on a store, and a fresh view of the same rows to compare with."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cocreate.model.commands import CreateWorkshop, new_id
from cocreate.model.mirror import Mirror
from cocreate.model.store import Store
from cocreate.ui import theme
from cocreate.ui.board.view import BoardView
from cocreate.ui.widgets import motion

from .desk import ME, Desk


@pytest.fixture
def desk(qapp: QApplication, qtbot: QtBot) -> Iterator[Desk]:
    theme.apply(qapp, "light")
    motion.set_allowed(False)
    store = Store(None)
    scope = new_id()
    store.run(CreateWorkshop(scope=scope, title="Test"), ME)
    view = BoardView()
    qtbot.addWidget(view)
    view.resize(1000, 700)
    mirror = Mirror(store.snapshot(scope))
    made = Desk(store, view, mirror)
    view.command_ready.connect(made.send)
    store.listeners.append(made.heard)
    view.load(mirror)
    view.show()
    qtbot.waitExposed(view)
    view.activateWindow()
    view.setFocus()
    yield made
    store.close()
    motion.set_allowed(True)


@pytest.fixture
def fresh(qtbot: QtBot) -> Callable[[Desk], BoardView]:
    """A new view on the same rows at the same place."""

    def make(desk: Desk) -> BoardView:
        view = BoardView()
        qtbot.addWidget(view)
        view.resize(desk.view.size())
        view.load(Mirror(desk.store.snapshot(desk.view.scope)))
        view.show()
        view.restore(desk.view.viewport_state())
        view.set_place(*desk.view.place())
        view.select(desk.view.selection, reveal=False)
        return view

    return make
