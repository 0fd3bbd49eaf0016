"""Pictures, files and texts from elsewhere: pasted or dropped, onto the board or a note."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cocreate.errors import FileTrouble
from cocreate.model.commands import AddNotes, AttachImage, PasteItems
from cocreate.model.snapshot import Attachment
from cocreate.ui.board import pictures
from cocreate.ui.board.pictures import Keeping
from cocreate.ui.widgets import open_sheets

from .desk import Desk
from .test_gestures import CTRL


@pytest.fixture
def keeping(desk: Desk) -> Desk:
    """A desk that keeps pictures at once, as the room does a moment later."""

    def keep(asked: Keeping) -> None:
        found = asked.make()
        asked.then(found, [desk.store.keep(picture.data) for picture in found])

    desk.view.keep_requested.connect(keep)
    return desk


def image(wide: int = 400, high: int = 200, alpha: bool = False) -> QImage:
    made = QImage(wide, high, QImage.Format.Format_ARGB32 if alpha else QImage.Format.Format_RGB32)
    made.fill(QColor(200, 60, 20, 128 if alpha else 255))
    return made


def drop(desk: Desk, data: QMimeData, at: QPoint) -> bool:
    port = desk.view.viewport()
    both = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(at, Qt.DropAction.CopyAction, data, *both)
    QApplication.sendEvent(port, enter)
    if not enter.isAccepted():
        return False
    event = QDropEvent(QPointF(at), Qt.DropAction.CopyAction, data, *both)
    QApplication.sendEvent(port, event)
    return event.isAccepted()


def test_a_pasted_picture_becomes_a_note_with_it_in_one_step(keeping: Desk, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setImage(image())
    qtbot.keyClick(keeping.view, Qt.Key.Key_V, CTRL)
    (note,) = keeping.notes()
    (held,) = keeping.mirror.all(Attachment)
    assert (note.text, held.note_id, held.width, held.height) == ("Picture", note.id, 400, 200)
    assert keeping.store.blob(held.digest) is not None
    assert [type(c) for c in keeping.sent] == [PasteItems]
    assert keeping.store.undo(keeping.view.scope, "me") is not None
    assert keeping.notes() == []


def test_a_picture_pasted_while_a_note_is_selected_goes_onto_it(keeping: Desk, qtbot: QtBot) -> None:
    (a,) = keeping.rows(1)
    keeping.view.select((a,), reveal=False)
    QGuiApplication.clipboard().setImage(image())
    qtbot.keyClick(keeping.view, Qt.Key.Key_V, CTRL)
    assert [type(c) for c in keeping.sent] == [AttachImage]
    assert keeping.mirror.all(Attachment)[0].note_id == a


def test_a_large_picture_is_kept_small_and_the_same_one_once(keeping: Desk) -> None:
    found = pictures.shrunk(image(4000, 1000), "Wide")
    assert (found.width, found.height) == (1600, 400)
    assert pictures.shrunk(image(10, 10, alpha=True), "Clear").media_type == "image/png"
    for _ in range(2):
        keeping.view.intake.take(of_image(image()))
    one, other = keeping.mirror.all(Attachment)
    assert one.digest == other.digest


def of_image(picture: QImage) -> QMimeData:
    data = QMimeData()
    data.setImageData(picture)
    return data


def of_files(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def test_picture_files_dropped_on_a_note_go_onto_it_and_on_the_board_beside_it(keeping: Desk, tmp_path: Path) -> None:
    (a,) = keeping.rows(1)
    path = tmp_path / "Bike shed.png"
    image(3000, 1500).save(str(path))
    assert drop(keeping, of_files(path), keeping.at(80, 80))
    assert keeping.mirror.all(Attachment)[0].note_id == a
    assert drop(keeping, of_files(path, path), keeping.at(500, 400))
    new = [n for n in keeping.notes() if n.id != a]
    assert [n.text for n in new] == ["Bike shed", "Bike shed"]
    assert [type(c) for c in keeping.sent] == [AttachImage, PasteItems]
    assert keeping.mirror.all(Attachment)[0].width == 1600
    assert new[0].place == (380, 280)


def test_other_files_go_to_the_import(keeping: Desk, tmp_path: Path) -> None:
    heard: list[list[Path]] = []
    keeping.view.files_dropped.connect(heard.append)
    path = tmp_path / "ideas.csv"
    path.write_text("idea\nTrees\n")
    assert drop(keeping, of_files(path), keeping.at(300, 300))
    assert heard == [[path]]
    assert keeping.sent == []


def test_a_file_that_is_no_picture_says_so(tmp_path: Path) -> None:
    path = tmp_path / "broken.png"
    path.write_bytes(b"not a picture")
    with pytest.raises(FileTrouble, match=r"broken\.png"):
        pictures.read(path)


def test_words_are_taken_before_a_picture_of_them(keeping: Desk) -> None:
    """A spreadsheet offers its cells as text and as a picture."""
    data = of_image(image())
    data.setText("Trees")
    keeping.view.intake.take(data)
    assert [type(c) for c in keeping.sent] == [AddNotes]


def test_dropped_text_lies_where_it_was_dropped_and_a_list_is_shown_first(keeping: Desk) -> None:
    data = QMimeData()
    data.setText("Trees")
    assert drop(keeping, data, keeping.at(400, 300))
    assert keeping.notes()[0].place == (312, 212)
    data.setText("Water\nBikes")
    assert drop(keeping, data, keeping.at(400, 300))
    assert len(open_sheets(keeping.view)) == 1
    assert len(keeping.notes()) == 1


def test_nothing_comes_of_an_empty_clipboard(keeping: Desk) -> None:
    assert not drop(keeping, QMimeData(), keeping.at(10, 10))
    keeping.view.intake.take(QMimeData())
    assert keeping.sent == []
