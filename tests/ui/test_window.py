"""The whole window with the real engine and library: the facilitator's way through it, by mouse and keyboard."""

from __future__ import annotations

import asyncio
import os
import shutil
import threading
from datetime import date
from pathlib import Path

import pytest
from driving import Drive, make_workshop, until
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from cocreate.demo import build_demo
from cocreate.export.package import pack
from cocreate.export.redact import released
from cocreate.model.commands import Actor, AddNotes, NewNote, new_id
from cocreate.model.library import open_library
from cocreate.model.snapshot import Note
from cocreate.model.store import Store
from cocreate.ui.board.editor import NoteEditor
from cocreate.ui.home.found import FoundIdeas
from cocreate.ui.main_window import MainWindow
from cocreate.ui.outline.writing import LineEditor
from cocreate.ui.settings import Settings
from cocreate.ui.widgets import Button, Sheet


async def open_editor(window: MainWindow) -> NoteEditor:
    """The editor of a new note, empty, on the board."""
    assert window.room is not None
    board = window.room.board

    def fresh() -> list[NoteEditor]:
        return [e for e in board.findChildren(NoteEditor) if e.isVisible() and not e.toPlainText()]

    await until(lambda: bool(fresh()))
    return fresh()[-1]


def count(window: MainWindow, kind: str) -> int:
    assert window.live.mirror is not None
    return len(window.live.mirror.rows[kind])


def test_notes_typed_on_the_board_are_on_disk_and_undo_takes_them_back(drive: Drive, tmp_path: Path) -> None:
    async def work(window: MainWindow) -> None:
        await make_workshop(window, [])
        assert window.room is not None
        for _ in range(20):  # the offscreen platform settles which window is active in its own turns
            await asyncio.sleep(0.01)
        window.activateWindow()
        await until(window.isActiveWindow)
        window.room.board.setFocus()
        window.room.board.write_note()
        for n, text in enumerate(("A buddy from day one", "A map of the building"), start=1):
            editor = await open_editor(window)
            QTest.keyClicks(editor, text)
            QTest.keyClick(editor, Qt.Key.Key_Return)
            await until(lambda n=n: count(window, "note") == n)
        QTest.keyClick(await open_editor(window), Qt.Key.Key_Escape)
        await until(lambda: bool(window.live.undo_label))
        window.actions_table.trigger("edit.undo")
        await until(lambda: count(window, "note") == 1)

    drive(work)
    library = open_library(tmp_path / "library.cocreate-db")
    [workshop] = library.workshops()
    assert [n.text for n in library.snapshot(workshop.id).notes] == ["A buddy from day one"]
    assert library.faults() == []
    library.close()


def test_suggested_themes_are_a_proposal_until_accepted_and_one_undo_takes_them_back(drive: Drive) -> None:
    texts = ["solar panels on the roof", "solar panels for the school", "wind and solar energy", "energy from panels",
             "recycle plastic bottles", "recycle paper at work", "less plastic waste", "plastic waste in the river",
             "more buses at night", "buses every ten minutes", "free buses for children",
             "night buses to the port"]  # fmt: skip

    async def work(window: MainWindow) -> None:
        await make_workshop(window, texts)
        assert window.room is not None
        window.actions_table.trigger("themes.suggest")
        page = window.room.page
        await until(lambda: page.themes._suggestion is not None, 60)
        assert count(window, "cluster") == 0
        page.take_next()
        await until(lambda: count(window, "cluster") >= 2)
        await until(lambda: bool(window.live.undo_label))
        window.live.undo()
        await until(lambda: count(window, "cluster") == 0)

    drive(work)


def test_an_answer_that_comes_after_the_person_went_home_is_not_shown_there(drive: Drive) -> None:
    async def work(window: MainWindow) -> None:
        await make_workshop(window, ["share tools", "share seeds"])
        assert window.room is not None
        assert window.live.mirror is not None
        asking, note = window.room.asking, window.live.mirror.all(Note)[0]
        await window.go_home()
        await asking._alike(note)
        assert [sheet for sheet in window.findChildren(Sheet) if sheet.isVisible()] == []

    drive(work)


def test_closing_and_starting_again_comes_back_to_the_same_place(drive: Drive) -> None:
    kept: dict[str, object] = {}

    async def first(window: MainWindow) -> None:
        await make_workshop(window, [f"idea {k}" for k in range(12)])
        assert window.room is not None
        window.room.page.show_step("outcomes")
        window.room.board.zoom_to(1.5)
        kept.update(window.room.place())

    async def second(window: MainWindow) -> None:
        assert window.room is not None, "it opens the workshop that was open"
        place = window.room.place()
        assert place["step"] == "outcomes"
        assert place["view"]["zoom"] == pytest.approx(1.5)
        wanted = kept["view"]
        assert isinstance(wanted, dict)
        assert (place["view"]["x"], place["view"]["y"]) == pytest.approx((wanted["x"], wanted["y"]), abs=2)

    drive(first)
    drive(second)


def first_sight(tmp_path: Path, library: str = "library.cocreate-db") -> MainWindow:
    """A window as it first paints: nothing has been opened."""
    return MainWindow(Settings(tmp_path / "settings.ini"), tmp_path / library)


def test_the_next_start_first_paints_the_home_page_that_was_left(drive: Drive, tmp_path: Path) -> None:
    async def work(window: MainWindow) -> None:
        await make_workshop(window, ["one", "two"])
        await window.go_home()

    drive(work)
    again, elsewhere = first_sight(tmp_path), first_sight(tmp_path, "another.cocreate-db")
    assert again.home is not None
    assert elsewhere.home is not None
    assert [(view.card.title, view.card.notes) for view in again.home.views()] == [("How do we welcome people?", 2)]
    assert elsewhere.home.views() == []
    for window in (again, elsewhere):
        window.deleteLater()


def test_the_next_start_first_paints_the_name_of_the_workshop_that_was_open(drive: Drive, tmp_path: Path) -> None:
    async def work(window: MainWindow) -> None:
        await make_workshop(window, ["one"])

    drive(work)
    again = first_sight(tmp_path)
    assert again.home is None, "Home would flash up and go again"
    assert "How do we welcome people?" in [label.text() for label in again.findChildren(QLabel)]
    again.deleteLater()


def test_a_home_page_kept_by_another_version_is_forgotten(qapp: QApplication, tmp_path: Path) -> None:
    library = tmp_path / "library.cocreate-db"
    Settings(tmp_path / "settings.ini").set("home", {"library": str(library), "cards": [{"id": "a", "colour": "sun"}]})
    window = first_sight(tmp_path)
    assert window.home is not None
    assert window.home.views() == []
    window.deleteLater()


def test_the_view_is_kept_with_the_workshop_and_its_actions_work_there(drive: Drive) -> None:
    async def first(window: MainWindow) -> None:
        await make_workshop(window, ["one", "two", "three"])
        assert window.room is not None
        page = window.room.page
        assert window.actions_table.trigger("view.list")
        await until(lambda: page.views.view == "outline")
        assert not window.actions_table.trigger("view.zoom_in"), "there is nothing to zoom"
        assert window.actions_table.trigger("tool.note")
        await until(lambda: bool(page.lists.full.findChildren(LineEditor)))
        QTest.keyClick(page.lists.full.findChildren(LineEditor)[0], Qt.Key.Key_Escape)
        page.set_selection([page.lists.model.nodes.loose.children[0].id])
        assert window.actions_table.trigger("edit.remove")
        await until(lambda: count(window, "note") == 2)
        assert window.actions_table.trigger("view.past")
        await until(lambda: page.past.is_open)
        assert not window.actions_table.trigger("edit.undo"), "nothing is done to the present by mistake"
        page.past.close()

    async def second(window: MainWindow) -> None:
        assert window.room is not None
        assert window.room.page.views.view == "outline"

    drive(first)
    drive(second)


def test_the_search_of_home_finds_ideas_of_every_workshop_and_opens_them_there(drive: Drive) -> None:
    async def work(window: MainWindow) -> None:
        await make_workshop(window, ["A buddy for the first week", "Lunch with the team"])
        await make_workshop(window, ["Bake bread together"])
        await window.go_home()
        home = window.home
        assert home is not None
        QTest.keyClicks(home.search, "Buddy")
        await until(lambda: home.findChild(FoundIdeas) is not None)
        (row,) = home.findChild(FoundIdeas).rows
        assert row.words.text() == "A buddy for the first week"
        assert home.nothing.isHidden()
        QTest.keyClicks(home.search, " zz")
        await until(lambda: home.nothing.isVisible())
        home.search.setText("buddy")
        await until(lambda: any(found.isVisible() for found in home.findChildren(FoundIdeas)))
        (found,) = [one for one in home.findChildren(FoundIdeas) if one.isVisible()]
        QTest.mouseClick(found.rows[0], Qt.MouseButton.LeftButton)
        await until(lambda: window.room is not None and bool(window.room.page.selection))
        assert window.live.mirror is not None
        (note_id,) = window.room.page.selection
        assert window.live.mirror.rows["note"][note_id].text == "A buddy for the first week"

    drive(work)


def test_the_language_changes_without_a_restart(drive: Drive) -> None:
    async def work(window: MainWindow) -> None:
        await make_workshop(window, ["one", "two"])
        window.set_language("nl")
        assert window.room is not None
        assert window.actions_table["edit.undo"].text() == "Ongedaan maken"
        window.room.page.show_step("themes")
        window.set_language("en")
        assert window.room.page.step == "themes"

    drive(work)


def test_a_removed_workshop_comes_back_by_its_toast(drive: Drive) -> None:
    async def work(window: MainWindow) -> None:
        await make_workshop(window, ["one"])
        scope = window.live.scope
        await window.errands.remove_workshop(scope)
        assert await window.live.ask(lambda store: store.workshops()) == []
        await window.errands._bring_back(scope)
        assert [w.id for w in await window.live.ask(lambda store: store.workshops())] == [scope]

    drive(work)


def test_a_damaged_library_says_so_and_the_backup_comes_back_by_one_button(drive: Drive, tmp_path: Path) -> None:
    path = tmp_path / "library.cocreate-db"

    async def fill(window: MainWindow) -> None:
        await make_workshop(window, ["kept"])

    async def nothing(window: MainWindow) -> None:
        await window.go_home()

    async def put_back(window: MainWindow) -> None:
        assert window.home is None
        assert window._trouble_page is not None
        [button] = [b for b in window._trouble_page.findChildren(Button) if b.text() == "Put the backup in its place"]
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        await until(lambda: window.home is not None or window.room is not None)
        assert len(await window.live.ask(lambda store: store.workshops())) == 1

    drive(fill)
    drive(nothing)  # opening makes a backup of what changed
    path.write_bytes(b"not a database any more" * 400)
    drive(put_back)
    assert len(list(tmp_path.glob("library.damaged-*"))) == 1, "the damaged file is kept"


def sheet_button(window: MainWindow, text: str) -> Button | None:
    return next((b for b in window.findChildren(Button) if b.text() == text and b.isVisible()), None)


def said(window: MainWindow) -> str:
    return " ".join(label.text() for label in window.findChildren(QLabel) if label.isVisible())


async def publish_to(window: MainWindow, share: Path) -> None:
    """Publish as the button does, to a folder that was chosen before."""
    window.settings.set(f"share/{window.live.scope}", str(share))
    window.actions_table.trigger("share.folder")
    report = share / "CoCreate" / "1" / window.live.scope / "out" / "report.pdf"
    await until(report.is_file, 60)
    await until(lambda: "Published" in said(window))


def test_an_emptied_folder_is_asked_about_and_written_to_only_after_a_yes(drive: Drive, tmp_path: Path) -> None:
    share = tmp_path / "share"
    share.mkdir()

    async def work(window: MainWindow) -> None:
        await make_workshop(window, ["kept"])
        await publish_to(window, share)
        shutil.rmtree(share / "CoCreate")
        window.actions_table.trigger("share.folder")
        await until(lambda: sheet_button(window, "Publish again") is not None)
        assert "is empty now" in said(window)
        assert not list(share.iterdir())
        QTest.mouseClick(sheet_button(window, "Cancel"), Qt.MouseButton.LeftButton)
        await until(lambda: sheet_button(window, "Publish again") is None)
        assert not list(share.iterdir())
        window.actions_table.trigger("share.folder")
        await until(lambda: sheet_button(window, "Publish again") is not None)
        QTest.mouseClick(sheet_button(window, "Publish again"), Qt.MouseButton.LeftButton)
        await until((share / "CoCreate" / "1" / window.live.scope / "out" / "report.pdf").is_file, 60)

    drive(work)


def test_a_folder_that_hangs_leaves_the_room_free_and_is_tried_again(
    drive: Drive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    share = tmp_path / "share"
    share.mkdir()
    plugged = threading.Event()
    fsync = os.fsync

    def hang(handle: int) -> None:
        if threading.current_thread().name == "cocreate-folder":
            plugged.wait(30)
        fsync(handle)

    monkeypatch.setattr(os, "fsync", hang)

    async def work(window: MainWindow) -> None:
        window.jobs.PATIENCE = 0.3
        window.errands.publishing.PAUSES = (0.2,)
        await make_workshop(window, ["kept"])
        window.settings.set(f"share/{window.live.scope}", str(share))
        window.actions_table.trigger("share.folder")
        await until(lambda: "does not answer" in said(window))
        await make_note(window)  # the engine is free while the folder's thread is stuck
        plugged.set()
        await until((share / "CoCreate" / "1" / window.live.scope / "out" / "report.pdf").is_file, 60)
        await until(lambda: "Published" in said(window))

    async def make_note(window: MainWindow) -> None:
        before = count(window, "note")
        note = NewNote(id=new_id(), text="meanwhile", place=(0.0, 0.0))
        await window.live.run(AddNotes(scope=window.live.scope, board_id=window.live.board_id, notes=(note,)))
        await until(lambda: count(window, "note") == before + 1)

    drive(work)


def test_a_picture_on_a_note_comes_from_the_library_and_the_board_is_saved_with_it(
    drive: Drive, tmp_path: Path
) -> None:
    from PySide6.QtGui import QColor, QImage

    from cocreate.model.commands import AttachImage
    from cocreate.ui.board.gallery import Gallery

    red = QImage(60, 40, QImage.Format.Format_RGB32)
    red.fill(QColor("#D01020"))
    red.save(str(tmp_path / "red.png"))
    data = (tmp_path / "red.png").read_bytes()

    def has_red(image: QImage) -> bool:
        return any(
            image.pixelColor(x, y).name() == "#d01020" for x in range(0, image.width(), 8)
            for y in range(0, image.height(), 8)
        )  # fmt: skip

    async def work(window: MainWindow) -> None:
        await make_workshop(window, ["What it looks like"])
        assert window.room is not None
        board, shot = window.room.board, window.jobs.snapshot()
        digest = await window.live.ask(lambda store: store.keep(data))
        await window.live.run(
            AttachImage(
                scope=window.live.scope, note_id=shot.notes[0].id, attachment_id=new_id(), digest=digest,
                media_type="image/png", size=len(data), width=60, height=40,
            )
        )  # fmt: skip
        board.set_place(-20, -20, 1.0)
        await until(lambda: has_red(board.viewport().grab().toImage()))
        for kind in ("png", "svg"):
            path = tmp_path / f"board.{kind}"
            drawing = await window.errands.picture._whole(Gallery())
            assert drawing is not None
            await window.errands.picture._make(path, drawing, kind, 1.0)
            assert path.stat().st_size > 500
        assert has_red(QImage(str(tmp_path / "board.png")))
        assert "What it looks like" in (tmp_path / "board.svg").read_text(encoding="utf-8")

    drive(work)


def test_a_whole_workshop_opens_from_its_file_once(drive: Drive, tmp_path: Path) -> None:
    held = Store(None)
    try:
        shot = released(held.snapshot(build_demo(held, Actor("f"), "nl", date(2026, 11, 24))))
    finally:
        held.close()
    file = tmp_path / "week.cocreate"
    file.write_bytes(pack(shot, {}))

    async def work(window: MainWindow) -> None:
        await window.errands.open_file(file)
        assert window.room is not None
        assert window.room.page.snapshot is not None
        assert [n.text for n in window.room.page.snapshot.ideas] == [n.text for n in shot.ideas]
        assert [r.state for r in window.room.page.snapshot.rounds] == ["revealed"]
        await window.go_home()
        await window.errands.open_file(file)
        assert window.live.scope == shot.workshop.id
        (again,) = [b for b in window.findChildren(Button) if b.text() == "Make a copy"]
        QTest.mouseClick(again, Qt.MouseButton.LeftButton)
        await until(lambda: window.live.scope != shot.workshop.id)
        assert len(await window.live.ask(lambda store: store.workshops())) == 2

    drive(work)
