"""The board as a picture for the command line: Qt without a window or a screen. It writes no file."""

from __future__ import annotations

import os
from collections.abc import Callable

from PySide6.QtWidgets import QApplication

from cocreate.errors import FileTrouble
from cocreate.model.mirror import Mirror
from cocreate.model.snapshot import WorkshopSnapshot
from cocreate.ui import fonts, i18n, theme
from cocreate.ui.board.gallery import Gallery, decoded
from cocreate.ui.board.model import BoardModel
from cocreate.ui.board.picture import PICTURES_MB, picture


def board_picture(
    snapshot: WorkshopSnapshot, kind: str, language: str, read: Callable[[str], bytes | None]
) -> bytes:  # fmt: skip
    """The first board as `png` or `svg`, light, at 100 %. `read` gives the bytes of a picture by digest.

    FileTrouble when nothing is on the board.
    """
    app = _app()
    i18n.set_language(language)
    theme.apply(app, "light")
    model = BoardModel()
    model.load(Mirror(snapshot), snapshot.boards[0].id if snapshot.boards else "")
    if not model.count() and not model.frames and not model.texts:
        raise FileTrouble("The board is empty. There is nothing to picture yet.")
    gallery = Gallery(most_mb=PICTURES_MB)
    for digest in dict.fromkeys(one.digest for one in snapshot.attachments):
        gallery.take(digest, decoded(read(digest)))
    return picture(model, kind, 1.0, gallery)


def _app() -> QApplication:
    """The application object, with every font we ship: pictures are the same on all computers."""
    found = QApplication.instance()
    if isinstance(found, QApplication):
        app = found
    else:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        app = QApplication(["cocreate", "-style", theme.STYLE])
        app.setProperty("style", theme.STYLE)
    fonts.load()
    return app
