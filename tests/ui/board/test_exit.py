"""The process ends quietly while something is still being written: no crash in a board that is half gone."""

from __future__ import annotations

import os
import subprocess
import sys

LEAVE = """
from PySide6.QtWidgets import QApplication, QMainWindow
from cocreate.model.commands import Actor, CreateWorkshop
from cocreate.model.mirror import Mirror
from cocreate.model.store import Store
from cocreate.ui import theme
from cocreate.ui.board.view import BoardView

app = QApplication([])
theme.apply(app, "light")
store = Store(None)
store.run(CreateWorkshop(scope="w" * 32, title="T"), Actor("me"))
window = QMainWindow()
view = BoardView(window)
window.setCentralWidget(view)
view.load(Mirror(store.snapshot("w" * 32)))
window.show()
window.activateWindow()
view.setFocus()
view.write_note()
for _ in range(10):
    app.processEvents()
view.writer.editor.insertPlainText("half a thought")
assert view.writer.editor.hasFocus()
print("left")
{last}
"""


def leave(last: str) -> tuple[int, str]:
    env = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run([sys.executable, "-c", LEAVE.format(last=last)], capture_output=True, env=env, timeout=120)
    return done.returncode, done.stdout.decode().strip() + done.stderr.decode().partition("Error")[1]


def test_a_window_whose_parts_went_first_hides_without_a_word() -> None:
    """PySide takes the parts of a window away in any order at the end; a board that then kept its text crashed."""
    assert leave("import shiboken6; shiboken6.delete(view.layer); window.hide()") == (0, "left")


def test_an_open_editor_is_no_trouble_when_the_application_goes_first() -> None:
    assert leave("import shiboken6; shiboken6.delete(app)") == (0, "left")


def test_an_open_editor_is_no_trouble_at_the_end_of_the_process() -> None:
    assert leave("") == (0, "left")
