"""A second start knocks on the first window's door instead of opening the library again; it opens no library itself."""

from __future__ import annotations

import os
import sys
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer


class Door:
    """The door of one library: `is_taken()` before the window is shown, `listen()` when it is on the screen."""

    def __init__(self, library: Path) -> None:
        self._name = f"cocreate-{zlib.crc32(os.path.realpath(library).encode()):08x}"
        if sys.platform == "linux":  # a path of its own, so that it can be looked for without QtNetwork
            self._name = str(Path(os.environ.get("TMPDIR") or "/tmp", self._name))
        self._server: Any = None
        self._knocked: Callable[[], object] = lambda: None

    def is_taken(self) -> bool:
        """True after knocking at a running window, which then comes forward."""
        if sys.platform == "linux" and not os.path.lexists(self._name):
            return False  # no socket, so nobody
        from PySide6.QtNetwork import QLocalServer, QLocalSocket

        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if socket.waitForConnected(300):
            socket.disconnectFromServer()
            return True
        QLocalServer.removeServer(self._name)  # left by a crash
        return False

    def listen(self, knocked: Callable[[], object]) -> None:
        """Call `knocked` for each later start, until `close`."""
        from PySide6.QtNetwork import QLocalServer

        self._knocked = knocked
        self._server = QLocalServer()
        self._server.newConnection.connect(self._open)
        self._server.listen(self._name)

    def close(self) -> None:
        if self._server is not None:
            self._server.close()

    def _open(self) -> None:
        self._server.nextPendingConnection().close()
        QTimer.singleShot(0, self._knocked)
