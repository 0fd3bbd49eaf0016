"""The Share page in the whole window: made, saved, previewed, copied, called off, and what a folder can do wrong."""

from __future__ import annotations

import asyncio
import errno
import os
import shutil
import threading
from pathlib import Path
from zipfile import ZipFile

import pytest
from driving import Drive, make_workshop, until
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cocreate.model.commands import AddParticipants, AttachImage, NewParticipant, new_id
from cocreate.ui.main_window import MainWindow
from cocreate.ui.share import wishes as kept
from cocreate.ui.share.preview import Preview
from cocreate.ui.share.takeaway_sheet import TakeawaySheet
from cocreate.ui.steps.share import SharePanel
from cocreate.ui.widgets import Button, Sheet


def a_picture() -> bytes:
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image = QImage(4, 4, QImage.Format.Format_RGB32)
    image.fill(0xD01020)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(held.data())


def page(window: MainWindow) -> SharePanel:
    assert window.room is not None
    window.room.page.show_step("share")
    return window.room.page.share


def press(button: Button) -> None:
    assert button.isVisible()
    assert button.isEnabled()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def remember(window: MainWindow, preset: str, path: Path) -> None:
    """As if it had been saved there before."""
    kept.keep_place(window.settings, window.live.scope, preset, path, {})
    assert window.room is not None
    window.room.sending.show_places()


async def put_picture(window: MainWindow, data: bytes) -> None:
    digest = await window.live.ask(lambda store: store.keep(data))
    await window.live.run(
        AttachImage(
            scope=window.live.scope, note_id=window.jobs.snapshot().notes[0].id, attachment_id=new_id(), digest=digest,
            media_type="image/png", size=len(data), width=4, height=4,
        )
    )  # fmt: skip


def sheet(window: MainWindow) -> Sheet | None:
    return next((s for s in window.findChildren(Sheet) if not s.is_done), None)


def test_the_report_is_saved_where_it_went_last_and_can_be_copied(drive: Drive, tmp_path: Path) -> None:
    target = tmp_path / "for the board.pdf"

    async def work(window: MainWindow) -> None:
        await make_workshop(window, ["A buddy", "A map"])
        remember(window, "manager", target)
        panel = page(window)
        assert "for the board.pdf" in panel.cards["manager"].place.text()
        press(panel.cards["manager"].button)
        await until(lambda: panel.done is not None, 60)
        assert target.read_bytes().startswith(b"%PDF")
        assert panel.done is not None
        assert panel.done.done.said == "Saved as for the board.pdf"
        await until(panel.done.copy.isVisible)
        press(panel.done.copy)
        assert [u.toLocalFile() for u in QApplication.clipboard().mimeData().urls()] == [str(target)]
        press(panel.cards["manager"].button)  # what CoCreate wrote it may replace
        await until(lambda: panel.done is not None and sheet(window) is None)
        target.write_bytes(b"somebody else's")
        press(panel.cards["manager"].button)
        await until(lambda: sheet(window) is not None)
        assert target.read_bytes() == b"somebody else's"

    drive(work)


def test_a_report_that_is_called_off_leaves_no_file(drive: Drive, tmp_path: Path) -> None:
    target = tmp_path / "report.pdf"

    async def work(window: MainWindow) -> None:
        await make_workshop(window, [f"Idea {n}" for n in range(400)])
        remember(window, "manager", target)
        panel = page(window)
        press(panel.cards["manager"].button)
        await until(lambda: panel.progress is not None and panel.progress.cancel.isVisible())
        assert panel.progress is not None
        press(panel.progress.cancel)
        for _ in range(3):
            await asyncio.sleep(0)
        assert panel.progress is None
        assert panel.cards["manager"].button.isEnabled()
        await until(lambda: "pdf" not in window.background._jobs)
        assert list(tmp_path.glob("*report*")) == []
        press(panel.cards["manager"].button)  # and the next one is made
        await until(lambda: panel.done is not None, 60)

    drive(work)


@pytest.mark.skipif(os.name == "nt", reason="folders have other rights there")
def test_a_folder_that_is_gone_is_said_with_the_way_on(drive: Drive, tmp_path: Path) -> None:
    folder = tmp_path / "usb"
    folder.mkdir()

    async def work(window: MainWindow) -> None:
        await make_workshop(window, ["A buddy"])
        remember(window, "manager", folder / "report.pdf")
        panel = page(window)
        shutil.rmtree(folder)
        press(panel.cards["manager"].button)
        await until(lambda: panel.trouble is not None and panel.trouble.ways[1].isVisible(), 60)
        assert panel.trouble is not None
        assert "is not there" in panel.trouble.said.text()
        folder.mkdir()
        press(panel.trouble.ways[1])  # try again
        await until(lambda: panel.done is not None)
        assert (folder / "report.pdf").exists()

    drive(work)


def test_everything_is_one_folder_or_nothing(drive: Drive, tmp_path: Path) -> None:
    folder, picture = tmp_path / "How do we welcome people", a_picture()

    async def work(window: MainWindow) -> None:
        await make_workshop(window, ["A buddy", "A map"])
        await put_picture(window, picture)
        remember(window, "everything", folder)
        panel = page(window)
        press(panel.cards["everything"].button)
        await until(lambda: panel.done is not None, 90)
        names = {path.name for path in folder.iterdir()}
        assert {
            "report.pdf",
            "participants.pdf",
            "ideas.csv",
            "board.canvas",
            "action-items.ics",
            "board.png",
            "board.svg",
        } <= names
        assert panel.done is not None
        assert len(panel.done.done.paths) == len(names)
        assert not [name for name in names if name.endswith(".part")]
        with ZipFile(folder / "workshop.cocreate") as bundle:
            assert picture in [bundle.read(name) for name in bundle.namelist()], "with its pictures"
        (folder / "ideas.csv").write_text("somebody else's")
        press(panel.cards["everything"].button)
        await until(lambda: sheet(window) is not None, 90)
        asked = sheet(window)
        assert asked is not None
        asked.close_with(None)
        await until(lambda: panel.progress is None)
        assert (folder / "ideas.csv").read_text() == "somebody else's"

    drive(work)


def test_a_cancel_while_a_slow_disk_writes_acts_at_once_and_leaves_neither_files_nor_folder(
    drive: Drive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "all"
    writing, released = threading.Event(), threading.Event()

    def slow(_handle: int) -> None:
        writing.set()
        released.wait(30)

    async def work(window: MainWindow) -> None:
        await make_workshop(window, ["A buddy"])
        remember(window, "everything", folder)
        panel = page(window)
        monkeypatch.setattr(os, "fsync", slow)
        press(panel.cards["everything"].button)
        await until(writing.is_set, 90)
        assert panel.progress is not None
        press(panel.progress.cancel)
        for _ in range(3):
            await asyncio.sleep(0)
        assert panel.progress is None, "the disk still hangs"
        released.set()
        await until(lambda: not folder.exists())
        for _ in range(20):
            await asyncio.sleep(0.01)
        assert not folder.exists()

    drive(work)


def test_a_full_disk_is_said_and_what_was_there_stays(
    drive: Drive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "report.pdf"
    target.write_bytes(b"the last one")

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    async def work(window: MainWindow) -> None:
        await make_workshop(window, ["A buddy"])
        kept.keep_place(window.settings, window.live.scope, "manager", target, {"report.pdf": b"the last one"})
        panel = page(window)
        monkeypatch.setattr(os, "fsync", full)
        press(panel.cards["manager"].button)
        await until(lambda: panel.trouble is not None, 60)
        monkeypatch.undo()
        assert panel.trouble is not None
        assert "There is no room for report.pdf" in panel.trouble.said.text()
        assert [p.name for p in tmp_path.glob("*report*")] == ["report.pdf"]
        assert target.read_bytes() == b"the last one"

    drive(work)


def test_the_preview_is_turned_and_left_by_keyboard(drive: Drive, tmp_path: Path) -> None:
    async def work(window: MainWindow) -> None:
        await make_workshop(window, ["A buddy", "A map"])
        panel = page(window)
        press(panel.preview)
        await until(lambda: bool(window.findChildren(Preview)), 60)
        [preview] = window.findChildren(Preview)
        await until(lambda: preview.pages.views[0].image is not None, 60)
        assert "How do we welcome people" in preview.pages.accessibleDescription()
        assert window.focusWidget() is preview.pages
        QTest.keyClick(preview.pages, Qt.Key.Key_PageDown)
        assert preview.pages.at == 1
        assert preview.said.text().startswith("Page 2 of ")
        QTest.keyClick(preview.pages, Qt.Key.Key_End)
        assert preview.pages.at == len(preview.pages.views) - 1
        before = preview.pages.scale()
        QTest.keyClick(preview.pages, Qt.Key.Key_Plus)
        assert preview.pages.scale() > before
        QTest.keyClick(preview.pages, Qt.Key.Key_1)
        assert preview.way.value() == "width"
        await until(lambda: preview.pages.views[preview.pages.at].image is not None)
        QTest.keyClick(preview.pages, Qt.Key.Key_Escape)
        assert preview.is_done

    drive(work)


def test_the_summary_is_copied_for_mail_and_chat(drive: Drive) -> None:
    async def work(window: MainWindow) -> None:
        await make_workshop(window, ["A buddy"])
        panel = page(window)
        QApplication.clipboard().setText("before")
        press(panel.copy)
        await until(lambda: QApplication.clipboard().text() != "before")
        data = QApplication.clipboard().mimeData()
        assert "<h2>How do we welcome people?</h2>" in data.html()
        assert data.text().startswith("How do we welcome people?\n")
        assert bytes(data.data("text/markdown").data()).startswith(b"## How do we welcome people?")
        press(panel.copy_picture)
        await until(lambda: QApplication.clipboard().mimeData().hasImage())

    drive(work)


def test_options_are_remembered_and_change_what_is_said(drive: Drive) -> None:
    async def work(window: MainWindow) -> None:
        await make_workshop(window, ["A buddy"])
        panel = page(window)
        assert not panel.options.isVisible()
        press(panel.fold.link)
        await until(panel.options.isVisible)
        panel.options.template.buttons["executive"].click()
        panel.options.paper.buttons["letter"].click()
        panel.options.names.click()
        assert "decision page" in panel.cards["manager"].said.text()
        found = kept.load(window.settings, window.live.scope, "en")
        assert (found.template, found.paper, found.anonymous) == ("executive", "letter", True)
        other = kept.load(window.settings, "another", "nl")
        assert (other.language, other.template, other.paper, other.anonymous) == ("nl", "full", "letter", False)
        panel.options.accent.setCurrentIndex(panel.options.accent.findData("own"))
        panel.options.accent.activated.emit(0)
        await until(panel.options.own.isVisible)
        QTest.keyClicks(panel.options.own.edit, "no colour")
        QTest.keyClick(panel.options.own.edit, Qt.Key.Key_Return)
        assert panel.options.own.error()

    drive(work)


def test_the_page_says_whether_documents_are_drafts(drive: Drive) -> None:
    async def work(window: MainWindow) -> None:
        await make_workshop(window, ["A buddy"])
        assert "Draft" in page(window).state.text()

    drive(work)


def test_pages_are_made_for_those_who_are_ticked(drive: Drive, tmp_path: Path) -> None:
    folder = tmp_path / "pages"

    async def work(window: MainWindow) -> None:
        await make_workshop(window, ["A buddy"])
        people = tuple(NewParticipant(id=new_id(), name=name) for name in ("Anna", "Bram"))
        await window.live.run(AddParticipants(scope=window.live.scope, participants=people))
        remember(window, "takeaway", folder)
        panel = page(window)
        press(panel.takeaway)
        await until(lambda: sheet(window) is not None)
        asked = sheet(window)
        assert isinstance(asked, TakeawaySheet)
        assert not any(check.isChecked() for check in asked.checks.values()), "nobody is ticked unasked"
        press(asked.make)
        assert asked.lack.isVisible()
        QTest.mouseClick(asked.checks[people[1].id], Qt.MouseButton.LeftButton, pos=QPoint(8, 16))
        press(asked.make)
        await until(lambda: panel.done is not None, 60)
        assert [path.name for path in folder.iterdir()] == ["Bram.pdf"]

    drive(work)


def test_the_keyboard_goes_to_cancel_then_to_what_was_saved_and_both_are_in_view(drive: Drive, tmp_path: Path) -> None:
    async def work(window: MainWindow) -> None:
        await make_workshop(window, ["A buddy"])
        remember(window, "everything", tmp_path / "all")
        panel = page(window)
        button = panel.cards["everything"].button
        button.setFocus()
        QTest.keyClick(button, Qt.Key.Key_Space)
        await until(lambda: panel.progress is not None)
        assert panel.progress is not None
        assert window.focusWidget() is panel.progress.cancel
        QTest.keyClick(panel.progress.cancel, Qt.Key.Key_Space)
        await until(lambda: panel.progress is None)
        assert window.focusWidget() is button
        QTest.keyClick(button, Qt.Key.Key_Space)
        await until(lambda: panel.done is not None, 90)
        assert panel.done is not None
        assert window.focusWidget() is panel.done.buttons[0]
        for _ in range(20):
            await asyncio.sleep(0.01)
        assert not panel.done.visibleRegion().isEmpty()
        assert all(b.accessibleName() for b in panel.done.buttons)

    drive(work)
