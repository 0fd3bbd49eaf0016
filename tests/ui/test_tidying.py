"""Garbage is searched on the GUI thread alone."""

from __future__ import annotations

import gc
import threading
import weakref

from PySide6.QtCore import QThread, QTimer
from PySide6.QtWidgets import QApplication

from cocreate.ui.tidying import Tidying


class Circle:
    """Holds itself, so that only a search finds it; tells the thread in which it goes."""

    def __init__(self, told: list[bool], gui: QThread) -> None:
        self.me, self._told, self._gui = self, told, gui

    def __del__(self) -> None:
        self._told.append(QThread.currentThread() is self._gui or threading.current_thread() is threading.main_thread())


def test_a_circle_of_objects_goes_on_the_gui_thread_although_another_makes_thousands(qapp: QApplication) -> None:
    tidying, told = Tidying(), list[bool]()
    assert not gc.isenabled()
    gone = weakref.ref(Circle(told, qapp.thread()))
    busy = threading.Thread(target=lambda: [[object()] for _ in range(300_000)])
    busy.start()
    busy.join()
    assert gone() is not None, "the other thread searched"
    held = [[] for _ in range(3 * gc.get_threshold()[0])]  # as much as makes a search due
    tidying.tidy()
    assert held
    assert gone() is None
    assert told == [True]
    assert tidying.findChildren(QTimer)
    tidying.end()
    assert gc.isenabled()
