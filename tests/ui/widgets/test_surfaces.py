"""Cards, scroll columns and the flow of cards."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from cocreate.ui import theme
from cocreate.ui.widgets import Card, FlowLayout, Label, ProgressRow, ScrollColumn, shadow_room
from cocreate.ui.widgets.surfaces import SlimBar

Stage = Callable[..., QMainWindow]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_a_card_is_a_button_for_mouse_and_keyboard(stage: Stage, key: Qt.Key) -> None:
    pressed: list[int] = []
    card = Card(on_click=lambda: pressed.append(1), name="Night shifts")
    stage(card)
    QTest.mouseClick(card, Qt.MouseButton.LeftButton)
    QTest.keyClick(card, key)
    QTest.mouseClick(card, Qt.MouseButton.RightButton)
    assert pressed == [1, 1]


def test_a_plain_card_takes_no_focus(stage: Stage) -> None:
    assert Card().focusPolicy() == Qt.FocusPolicy.NoFocus


def test_a_card_casts_a_shadow_but_not_on_the_projector(stage: Stage, dressed: QApplication) -> None:
    card = Card()
    stage(card)

    def is_darker_below() -> bool:
        picture = card.grab().toImage()
        beside = picture.pixelColor(0, picture.height() - 1)
        return picture.pixelColor(picture.width() // 2, picture.height() - 4).lightness() < beside.lightness()

    assert is_darker_below()
    theme.apply(dressed, "projector")
    assert not is_darker_below()


@pytest.mark.parametrize(("width", "columns"), [(272, 1), (567, 1), (568, 2), (1216, 4), (1919, 6)])
def test_cards_flow_in_as_many_columns_as_fit(dressed: QApplication, qtbot: object, width: int, columns: int) -> None:
    assert FlowLayout(least=272, gap=24).columns(width) == columns


def test_shapes_align_with_the_edges_and_stand_one_gap_apart(stage: Stage) -> None:
    room = shadow_room("card")
    column = ScrollColumn(padding=32)
    grid = FlowLayout(least=200, gap=24, room=room)
    cards = [Card() for _ in range(5)]
    for card in cards:
        card.body.addWidget(Label("Words"))
        grid.addWidget(card)
    heading = Label("Continue")
    column.add(heading)
    column.add(grid)
    window = stage(column, width=800)

    def left(widget: QWidget) -> int:
        return widget.mapTo(window, widget.rect().topLeft()).x()

    assert left(heading) == 32
    assert left(cards[0]) + room == 32
    assert left(cards[1]) - (left(cards[0]) + cards[0].width()) + 2 * room == 24
    assert left(cards[2]) + cards[2].width() - room == 800 - 32
    assert cards[3].y() > cards[0].y()
    cards[0].hide()
    grid.activate()
    assert left(cards[1]) + room == 32, "what is hidden leaves no hole"


def test_the_scroll_bar_moves_nothing(stage: Stage) -> None:
    column = ScrollColumn(padding=16)
    column.add(Label("One"))
    stage(column, height=300)
    width = column.viewport().width()
    assert column.bar.isHidden()
    for k in range(60):
        column.add(Label(f"Line {k}"))
    column.content.adjustSize()
    QApplication.sendPostedEvents()
    assert column.bar.isVisible()
    assert column.viewport().width() == width
    column.bar.setValue(50)
    assert column.verticalScrollBar().value() == 50


def test_progress_counts_says_and_can_be_stopped_once(stage: Stage) -> None:
    row = ProgressRow("Making the PDF")
    stage(row)
    stopped: list[int] = []
    row.cancelled.connect(lambda: stopped.append(1))
    assert row.bar.maximum() == 0, "nobody knows yet how long it takes"
    row.set_share(0.4, "Page 3")
    assert (row.bar.value(), row.bar.maximum(), row.label.text()) == (400, 1000, "Page 3")
    QTest.mouseClick(row.cancel, Qt.MouseButton.LeftButton)
    QTest.mouseClick(row.cancel, Qt.MouseButton.LeftButton)
    assert stopped == [1]


def test_a_column_scrolls_on_when_pyside_lost_its_own_bar(dressed: QApplication, qtbot: QtBot) -> None:
    """Seen after an import: the kept wrapper of Qt's scroll bar was declared deleted, and the process died."""
    column = ScrollColumn(padding=0)
    qtbot.addWidget(column)
    for k in range(60):
        column.add(Label(f"line {k}"))
    column.resize(300, 200)
    column.show()
    Shiboken.invalidate(column.verticalScrollBar())
    column.resize(300, 240)
    qtbot.waitUntil(lambda: column.findChild(SlimBar).maximum() == column.verticalScrollBar().maximum() > 0)
