"""The composition root of the window: one instance, fonts, theme, engine. `main` lists what precedes the first paint.

The window paints first; then come asyncio, the engine thread with SQLAlchemy, the actions, the other fonts.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from cocreate.paths import default_library, resources
from cocreate.ui import fonts, i18n, theme
from cocreate.ui.door import Door
from cocreate.ui.main_window import MainWindow
from cocreate.ui.settings import Settings

if TYPE_CHECKING:
    import asyncio

LONGEST_WAIT_MS = 2000  # for a first paint that never comes: a window that starts minimised


def main(argv: Sequence[str] | None = None, library: Path | None = None, then: Callable[..., int] | None = None) -> int:
    """Show the window of a library, and stay (`then`, which is `live`) until it is closed."""
    app = make_app(argv)
    path = library or default_library()
    door = Door(path)
    if door.is_taken():
        return 0  # the running window comes to the front and takes over
    settings = Settings()
    i18n.set_language(settings.language)
    theme.apply(app, settings.theme, settings.text_scale)
    window = MainWindow(settings, path)
    window.show()
    wait_for_paint(window)
    return (then or live)(app, window, door)


def wait_for_paint(window: MainWindow) -> None:
    """Return when the window is on the screen. What the person does meanwhile is kept for afterwards."""
    loop = QEventLoop()
    painted = _Painted(loop)
    window.installEventFilter(painted)
    QTimer.singleShot(LONGEST_WAIT_MS, loop, loop.quit)
    loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
    window.removeEventFilter(painted)


class _Painted(QObject):
    """Ends the loop at the first paint of what it filters."""

    def __init__(self, loop: QEventLoop) -> None:
        super().__init__(loop)
        self._loop = loop

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, self._loop, self._loop.quit)  # the paint itself comes first
        return False


def live(app: QApplication, window: MainWindow, door: Door) -> int:
    """Everything that is not seen: the loop, the engine, and what answers to the person."""
    import asyncio

    from cocreate.ui import quick_start
    from cocreate.ui.tidying import Tidying
    from cocreate.ui.widgets import FocusRing, motion

    motion.set_allowed(window.settings.has_motion)
    FocusRing(app)
    door.listen(window.come_forward)
    window.equip()
    quick_start.end()
    tidying = Tidying(app)
    with asyncio.Runner(loop_factory=lambda: _loop(app)) as runner:
        runner.run(window.live_until_closed())
    tidying.end()
    door.close()
    return 0


def make_app(argv: Sequence[str] | None = None) -> QApplication:
    """The application object with our names, icon and the fonts of the first paint."""
    found = QApplication.instance()
    if isinstance(found, QApplication):
        app = found
    else:
        app = QApplication([*(argv or sys.argv[:1]), "-style", theme.STYLE])
        app.setProperty("style", theme.STYLE)  # setStyle() would make a QStyle of Python, with all its enums: 8 ms
    QCoreApplication.setApplicationName("CoCreate")
    app.setApplicationDisplayName("CoCreate")
    app.setDesktopFileName("cocreate")
    app.setWindowIcon(QIcon(str(resources() / "icons" / "app" / "cocreate.svg")))
    fonts.load_first()
    return app


def _loop(app: QApplication) -> asyncio.AbstractEventLoop:
    import asyncio

    import qasync

    loop = qasync.QEventLoop(app)
    assert isinstance(loop, asyncio.AbstractEventLoop)
    return loop
