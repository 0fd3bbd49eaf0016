"""What comes in from a file is looked at first: columns are chosen, the rest is said, and Cancel leaves nothing."""

from __future__ import annotations

from pathlib import Path

from driving import Drive, make_workshop, until
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox

from cocreate.ui.home.page import HomePage
from cocreate.ui.import_sheet import ImportSheet
from cocreate.ui.main_window import MainWindow
from cocreate.ui.widgets import Label

TABLE = "Who;Idea;Where\nAnna;Plant a tree;Garden\nBas;Paint the wall;Hall\nCem;Mend the gate;Garden\n"


def the_sheet(window: MainWindow) -> ImportSheet | None:
    return next((s for s in window.findChildren(ImportSheet) if s.isVisible()), None)


def choose(choice: QComboBox, words: str) -> None:
    """By keyboard, as a person does."""
    choice.setFocus()
    while choice.currentText() != words:
        before = choice.currentIndex()
        QTest.keyClick(choice, Qt.Key.Key_Down if choice.findText(words) > before else Qt.Key.Key_Up)
        assert choice.currentIndex() != before


def shown(sheet: ImportSheet) -> list[str]:
    return [label.text() for label in sheet.findChildren(Label) if label.isVisible()]


def test_columns_are_chosen_by_keyboard_and_what_comes_is_seen(drive: Drive, tmp_path: Path) -> None:
    file = tmp_path / "ideas.csv"
    file.write_text(TABLE, encoding="utf-8")

    async def work(window: MainWindow) -> None:
        await make_workshop(window, [])
        window.live.start(window.errands.import_file(file))
        await until(lambda: the_sheet(window) is not None)
        sheet = the_sheet(window)
        assert sheet is not None
        assert "Plant a tree" in shown(sheet)
        choose(sheet.theme_column, "Where")
        await until(lambda: "Garden › Plant a tree" in shown(sheet))
        choose(sheet.idea_column, "Who")
        await until(lambda: "Garden › Anna" in shown(sheet))
        choose(sheet.idea_column, "Idea")
        await until(lambda: "Garden › Plant a tree" in shown(sheet) and sheet.add.isEnabled())
        QTest.keyClick(sheet, Qt.Key.Key_Return)
        await until(lambda: len(window.live.mirror.snapshot().notes) == 3)  # type: ignore[union-attr]
        shot = window.live.mirror.snapshot()  # type: ignore[union-attr]
        assert sorted((c.title, len(shot.members[c.id])) for c in shot.clusters) == [("Garden", 2), ("Hall", 1)]
        window.live.undo()
        await until(lambda: not window.live.mirror.snapshot().notes)  # type: ignore[union-attr]

    drive(work)


def test_the_first_row_and_the_delimiter_can_be_told(drive: Drive, tmp_path: Path) -> None:
    file = tmp_path / "ideas.csv"
    file.write_text(TABLE, encoding="utf-8")

    async def work(window: MainWindow) -> None:
        await make_workshop(window, [])
        window.live.start(window.errands.import_file(file))
        await until(lambda: the_sheet(window) is not None)
        sheet = the_sheet(window)
        assert sheet is not None
        QTest.mouseClick(sheet.header, Qt.MouseButton.LeftButton, pos=sheet.header.rect().center())
        await until(lambda: "4 ideas" in shown(sheet))
        assert sheet.idea_column.findText("Column 2") >= 0
        choose(sheet.delimiter, "Comma")
        await until(lambda: "Anna;Plant a tree;Garden" in shown(sheet))
        sheet.close_with(None)

    drive(work)


def test_the_same_file_again_says_what_is_new_and_adds_only_that(drive: Drive, tmp_path: Path) -> None:
    file = tmp_path / "ideas.txt"
    file.write_text("One\nTwo\n", encoding="utf-8")

    async def work(window: MainWindow) -> None:
        await make_workshop(window, [])
        for expected in ("2 ideas", "Every idea of this file is here already. Nothing to add."):
            window.live.start(window.errands.import_file(file))
            await until(lambda: the_sheet(window) is not None)
            sheet = the_sheet(window)
            assert sheet is not None
            assert expected in shown(sheet)
            if sheet.add.isEnabled():
                sheet.add.click()
                await until(lambda: len(window.live.mirror.snapshot().notes) == 2)  # type: ignore[union-attr]
            else:
                sheet.again.click()
                assert sheet.add.isEnabled()
                sheet.add.click()
                await until(lambda: len(window.live.mirror.snapshot().notes) == 4)  # type: ignore[union-attr]

    drive(work)


def test_cancel_on_home_leaves_no_workshop(drive: Drive, tmp_path: Path) -> None:
    file = tmp_path / "ideas.txt"
    file.write_text("One\nTwo\n", encoding="utf-8")

    async def work(window: MainWindow) -> None:
        for is_taken in (False, True):
            window.live.start(window.errands.open_file(file))
            await until(lambda: the_sheet(window) is not None)
            sheet = the_sheet(window)
            assert sheet is not None
            QTest.keyClick(sheet, Qt.Key.Key_Return if is_taken else Qt.Key.Key_Escape)
            if is_taken:
                await until(lambda: window.room is not None and window.live.mirror is not None)
            found = await window.live.ask(lambda store: store.workshops())
            assert [(w.title, w.notes) for w in found] == ([("ideas", 2)] if is_taken else [])

    drive(work)


def test_a_file_let_go_over_home_is_looked_at(drive: Drive, tmp_path: Path) -> None:
    file = tmp_path / "ideas.txt"
    file.write_text("One\nTwo\n", encoding="utf-8")
    data = QMimeData()
    data.setUrls([QUrl("https://example.org/a.txt"), QUrl.fromLocalFile(str(file))])

    async def work(window: MainWindow) -> None:
        (home,) = [page for page in window.findChildren(HomePage) if page.isVisible()]
        both = (data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
        enter = QDragEnterEvent(QPoint(20, 20), Qt.DropAction.CopyAction, *both)
        QApplication.sendEvent(home, enter)
        assert enter.isAccepted()
        QApplication.sendEvent(home, QDropEvent(QPointF(20, 20), Qt.DropAction.CopyAction, *both))
        await until(lambda: the_sheet(window) is not None)
        sheet = the_sheet(window)
        assert sheet is not None
        assert "2 ideas" in shown(sheet)
        sheet.close_with(None)

    drive(work)
