"""The composition root of the window: one instance, fonts, theme, engine. It paints before SQLAlchemy loads."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QApplication

from cocreate.paths import default_library, resources
from cocreate.ui import fonts, i18n, theme
from cocreate.ui.main_window import MainWindow
from cocreate.ui.settings import Settings
from cocreate.ui.widgets import FocusRing, motion


def main(argv: Sequence[str] | None = None, library: Path | None = None) -> int:
    """Open the window on a library and stay until it is closed."""
    app = make_app(argv)
    path = library or default_library()
    door = Door(path)
    if door.is_taken():
        return 0  # the running window comes to the front and takes over
    settings = Settings()
    i18n.set_language(settings.language)
    theme.apply(app, settings.theme, settings.text_scale)
    motion.set_allowed(settings.has_motion)
    FocusRing(app)
    window = MainWindow(settings, path)
    door.knocked = window.come_forward
    window.show()
    with asyncio.Runner(loop_factory=lambda: _loop(app)) as runner:
        runner.run(window.live_until_closed())
    door.close()
    return 0


def make_app(argv: Sequence[str] | None = None) -> QApplication:
    """The application object with our names, icon and fonts."""
    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else QApplication(list(argv or sys.argv[:1]))
    QCoreApplication.setApplicationName("CoCreate")
    app.setApplicationDisplayName("CoCreate")
    app.setDesktopFileName("cocreate")
    app.setWindowIcon(QIcon(str(resources() / "icons" / "app" / "cocreate.svg")))
    fonts.load()
    return app


def _loop(app: QApplication) -> asyncio.AbstractEventLoop:
    import qasync

    loop = qasync.QEventLoop(app)
    assert isinstance(loop, asyncio.AbstractEventLoop)
    return loop


class Door:
    """A second start knocks on the first window's door instead of opening the library again."""

    def __init__(self, library: Path) -> None:
        import hashlib

        self._name = "cocreate-" + hashlib.sha256(str(library.resolve()).encode()).hexdigest()[:16]
        self._server = QLocalServer()
        self.knocked = lambda: None

    def is_taken(self) -> bool:
        """True after knocking at a running window; else this process holds the door from now on."""
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if socket.waitForConnected(300):
            socket.disconnectFromServer()
            return True
        QLocalServer.removeServer(self._name)  # left by a crash
        self._server.newConnection.connect(self._open)
        self._server.listen(self._name)
        return False

    def close(self) -> None:
        self._server.close()

    def _open(self) -> None:
        self._server.nextPendingConnection().close()
        QTimer.singleShot(0, self.knocked)
