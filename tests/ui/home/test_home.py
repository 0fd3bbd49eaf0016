"""Home by real mouse and keyboard: what it shows, what it asks for, and that nothing is cut."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QWidget

from cocreate.ui import i18n, theme
from cocreate.ui.home import HomePage, WorkshopCard
from cocreate.ui.home.cards import day_line, greeting, matches, vote_words
from cocreate.ui.widgets import Badge, Button, ElidedLabel, Line

Stage = Callable[..., QMainWindow]
LEFT = Qt.MouseButton.LeftButton
NOW = datetime(2026, 3, 5, 9, 30)


def ago(days: int) -> int:
    return int((NOW - timedelta(days=days)).timestamp() * 1000)


CARDS = [
    WorkshopCard("a", "How might a new colleague feel part of us?", "How might they?", ago(0), 48, 12, "open"),
    WorkshopCard("b", "Night shifts without exhaustion", "", ago(1), 160, 9, "revealed"),
    WorkshopCard("c", "Onboarding, second round", "", ago(40), 0, 0, "draft"),
    WorkshopCard("d", "A community that starts with you", "", ago(400), 61, 7, "closed", None, True),
]
SIGNALS = ("open_requested", "new_requested", "demo_requested", "import_requested", "remove_requested",
           "language_requested", "theme_requested")  # fmt: skip


class Heard(list[tuple[str, ...]]):
    def on(self, page: HomePage) -> Heard:
        for name in SIGNALS:
            getattr(page, name).connect(lambda *values, name=name: self.append((name, *values)))
        return self


@pytest.fixture
def page(stage: Stage) -> HomePage:
    made = HomePage(CARDS, now=NOW)
    stage(made, width=1280, height=720)
    return made


@pytest.fixture
def heard(page: HomePage) -> Heard:
    return Heard().on(page)


def test_a_card_opens_by_click_and_by_enter(page: HomePage, heard: Heard) -> None:
    views = page.views()
    QTest.mouseClick(views[1].title, LEFT)
    QTest.mouseClick(views[0], LEFT, pos=QPoint(60, 60))
    QTest.keyClick(views[2], Qt.Key.Key_Return)
    assert heard == [("open_requested", "b"), ("open_requested", "a"), ("open_requested", "c")]


def test_the_two_ways_to_begin_and_the_switches(page: HomePage, heard: Heard) -> None:
    for button in (
        page.new_button,
        page.demo_button,
        page.import_button,
        page.theme_button,
        page.language.buttons["nl"],
    ):
        QTest.mouseClick(button, LEFT)
    assert heard == [
        ("new_requested",), ("demo_requested",), ("import_requested",), ("theme_requested",),
        ("language_requested", "nl"),
    ]  # fmt: skip


def test_the_menu_removes_and_copies(page: HomePage, heard: Heard) -> None:
    view = page.views()[0]
    actions = {a.text(): a for a in view.menu().actions() if a.text()}
    assert list(actions) == ["Open workshop", "Copy the question", "Remove from the list"]
    actions["Copy the question"].trigger()
    assert QGuiApplication.clipboard().text() == "How might they?"
    actions["Remove from the list"].trigger()
    QTest.keyClick(view, Qt.Key.Key_Delete)
    assert heard == [("remove_requested", "a"), ("remove_requested", "a")]


def test_all_of_it_is_reached_by_tab(page: HomePage, dressed: QApplication) -> None:
    window = page.window()
    wanted = {page.search, page.theme_button, page.language.buttons["en"], page.import_button, page.demo_button,
              page.new_button, *page.views(), *(v.more for v in page.views())}  # fmt: skip
    seen: set[QWidget] = set()
    for _ in range(40):
        QTest.keyClick(dressed.focusWidget() or window, Qt.Key.Key_Tab)
        seen.add(dressed.focusWidget())
    assert wanted <= seen


def test_the_keyboard_begins_at_the_page_so_that_nothing_is_lit(page: HomePage) -> None:
    assert page.hasFocus()


def test_a_search_keeps_what_matches_and_says_when_nothing_does(page: HomePage) -> None:
    QTest.keyClicks(page.search, "NIGHT exh")
    assert [v.card.id for v in page.views() if v.isVisible()] == ["b"]
    page.search.clear()
    QTest.keyClicks(page.search, "zzz")
    assert [v for v in page.views() if v.isVisible()] == []
    assert page.nothing.text() == "No workshop has “zzz” in it."
    QTest.keyClick(page.search, Qt.Key.Key_Escape)
    assert all(v.isVisible() for v in page.views())
    assert page.nothing.isHidden()


def test_new_cards_take_the_place_of_old_ones(page: HomePage) -> None:
    page.set_cards(CARDS[1:2])
    assert [v.card.id for v in page.views()] == ["b"]
    assert page.views()[0].isVisible()


def test_a_first_start_shows_the_demo_as_first_card(stage: Stage) -> None:
    page = HomePage([], now=NOW)
    stage(page, width=1280, height=720)
    heard = Heard().on(page)
    assert page.demo.isVisible()
    assert page.first_words.isVisible()
    assert page.demo_button.isHidden(), "one way is enough"
    assert page.search.isHidden()
    QTest.mouseClick(page.demo, LEFT)
    QTest.keyClick(page.demo, Qt.Key.Key_Return)
    assert heard == [("demo_requested",)] * 2


def test_with_a_workshop_of_ones_own_the_demo_steps_back(page: HomePage) -> None:
    assert page.demo.isHidden()
    assert page.first_words.isHidden()
    assert page.continue_label.text() == "Continue"


def test_a_card_says_all_its_facts_in_words(page: HomePage) -> None:
    assert page.views()[0].accessibleName() == (
        "How might a new colleague feel part of us?, Today, 48 ideas, 12 themes, Vote open"
    )
    assert page.views()[0].more.accessibleName() == "More about How might a new colleague feel part of us?"


def test_the_line_of_a_card_leaves_out_what_is_not_there() -> None:
    assert [day_line(c, NOW) for c in CARDS] == [
        "Today · 48 ideas · 12 themes", "Yesterday · 160 ideas · 9 themes", "24 January · No ideas yet",
        "29 Jan 2025 · 61 ideas · 7 themes",
    ]  # fmt: skip
    assert day_line(WorkshopCard("x", "", notes=1, clusters=1), NOW) == "1 idea · 1 theme"


def test_a_card_has_a_heading_even_without_a_title() -> None:
    assert WorkshopCard("x", "", "Why?").heading == "Why?"
    assert WorkshopCard("x", "").heading == "Workshop without a name"
    assert matches(WorkshopCard("x", "Soup", "Why not tea?"), "tea so")
    assert vote_words("void") is None
    assert vote_words("") is None


def test_the_greeting_follows_the_clock() -> None:
    said = [greeting(hour) for hour in (4, 5, 11, 12, 17, 18, 23)]
    assert said == [
        f"Good {part}." for part in ("evening", "morning", "morning", "afternoon", "afternoon", "evening", "evening")
    ]


def test_a_thumbnail_shows_the_picture_and_does_without_one(stage: Stage, tmp_path: Path) -> None:
    picture = QPixmap(640, 360)
    picture.fill(QColor("#12AB34"))
    file = tmp_path / "a.png"
    assert picture.save(str(file))
    damaged = tmp_path / "b.png"
    damaged.write_text("no picture")
    cards = [
        WorkshopCard("a", "With", notes=5, thumbnail=str(file)),
        WorkshopCard("b", "Damaged", notes=5, thumbnail=str(damaged)),
        WorkshopCard("c", "Gone", notes=5, thumbnail=str(tmp_path / "gone.png")),
    ]
    page = HomePage(cards, now=NOW)
    stage(page, width=1280)
    shown = [v.thumbnail for v in page.views()]
    assert [t.has_picture() for t in shown] == [True, False, False]
    image = shown[0].grab().toImage()
    assert image.pixelColor(image.width() // 2, image.height() // 2) == QColor("#12AB34")
    assert shown[1].grab().toImage() != shown[2].grab().toImage(), "each board is drawn in its own way"


@pytest.mark.parametrize("code", ["en", "nl"])
@pytest.mark.parametrize("size", [(1024, 640), (1280, 720), (1920, 1080)])
@pytest.mark.parametrize("cards", [CARDS, []])
def test_no_word_is_cut(stage: Stage, code: str, size: tuple[int, int], cards: list[WorkshopCard]) -> None:
    i18n.set_language(code)
    page = HomePage(cards, now=NOW)
    stage(page, width=size[0], height=size[1])
    cut = cut_words(page)
    assert cut == []


@pytest.mark.parametrize("code", ["en", "nl"])
def test_no_word_is_cut_at_twice_the_text_size(stage: Stage, dressed: QApplication, code: str) -> None:
    theme.apply(dressed, "light", text_scale=2.0)
    i18n.set_language(code)
    page = HomePage(CARDS, now=NOW)
    stage(page, width=1280, height=720)
    assert [c for c in cut_words(page) if c not in {card.title for card in CARDS}] == []


def cut_words(page: QWidget) -> list[str]:
    """Texts that do not fit where they stand."""
    cut: list[str] = []
    for widget in page.findChildren(QWidget):
        if not widget.isVisible():
            continue
        if isinstance(widget, ElidedLabel):
            widget.grab()
            cut += [widget.text()] * widget.is_elided()
        elif isinstance(widget, Button) and widget.text():
            cut += [widget.text()] * (widget.width() < widget.sizeHint().width())
        elif isinstance(widget, Line):
            room = widget.width() - 2 * 10 - widget.textMargins().left() - widget.textMargins().right()
            cut += [widget.placeholderText()] * (
                widget.fontMetrics().horizontalAdvance(widget.placeholderText()) > room
            )
        elif isinstance(widget, QLabel) and widget.text():
            if widget.wordWrap():
                cut += [widget.text()] * (widget.height() < widget.heightForWidth(widget.width()))
            else:
                cut += [widget.text()] * (widget.width() < widget.sizeHint().width())
            if isinstance(widget, Badge):
                assert widget.height() >= widget.fontMetrics().height()
    return cut
