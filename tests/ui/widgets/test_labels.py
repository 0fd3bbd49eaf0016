"""Words on the screen: what people typed stays as typed, is cut only where it may, and is then told whole."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMainWindow

from cocreate.ui import theme
from cocreate.ui.widgets import Avatar, Badge, ElidedLabel, EmptyState, Label
from cocreate.ui.widgets.labels import initials

Stage = Callable[..., QMainWindow]
LONG = "What would make our customers tell their neighbours about us, and what must we stop doing to get there " * 3


def test_markup_of_people_is_shown_not_read(dressed: QApplication, qtbot: object) -> None:
    assert Label("<b>bold</b>").textFormat() == Qt.TextFormat.PlainText
    assert Badge("<b>bold</b>").textFormat() == Qt.TextFormat.PlainText


def test_prose_gets_the_height_that_it_needs(stage: Stage) -> None:
    label = Label(LONG, wrap=True)
    stage(label, width=300)
    lines = label.height() / (13 * theme.LINE_HEIGHT)
    assert lines > 5
    assert label.height() >= label.heightForWidth(label.width())
    assert label.heightForWidth(600) < label.heightForWidth(300)


def test_a_new_text_gets_a_new_height(stage: Stage) -> None:
    label = Label("Short", wrap=True)
    assert label.heightForWidth(200) < 25
    label.setText(LONG)
    assert label.heightForWidth(200) > 100


def test_a_long_title_is_cut_after_its_lines_and_told_whole(stage: Stage) -> None:
    title = ElidedLabel(LONG, role="strong", lines=2)
    short = ElidedLabel("Short", role="strong", lines=2)
    stage(title, short, width=300)
    for label in (title, short):
        label.grab()
    assert title.is_elided()
    assert title.toolTip() == LONG
    assert title.accessibleName() == LONG
    assert title.heightForWidth(300) == 2 * round(13 * theme.LINE_HEIGHT)
    assert not short.is_elided()
    assert short.toolTip() == ""


def test_a_title_that_fits_after_all_is_not_called_cut(stage: Stage) -> None:
    title = ElidedLabel(LONG, lines=1)
    stage(title, width=300)
    title.grab()
    assert title.is_elided()
    title.set_text("Short")
    title.grab()
    assert not title.is_elided()


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Fatima El Amrani", "FA"), ("jan", "J"), ("", "?"), ("  Bo  Li ", "BL"), ("Éva Özil", "ÉÖ"), ("Bo Li 🎉", "BL")],
)
def test_initials_are_of_the_first_and_the_last_name(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_an_avatar_is_the_same_for_the_same_name(dressed: QApplication, qtbot: object) -> None:
    one, other = Avatar("Fatima"), Avatar("Fatima")
    assert one.grab().toImage() == other.grab().toImage()
    assert one.accessibleName() == "Fatima"


def test_figures_have_one_width_where_they_are_counted(dressed: QApplication, qtbot: object) -> None:
    label = Label("111", role="strong", tabular=True)
    label.ensurePolished()
    metrics = label.fontMetrics()
    assert metrics.horizontalAdvance("111") == metrics.horizontalAdvance("888")


def test_an_empty_state_says_one_sentence_whole(stage: Stage) -> None:
    state = EmptyState("lightbulb", "Press N or double-click. Paste a list with Ctrl+V.")
    stage(state, width=320)
    assert state.sentence.height() >= state.sentence.heightForWidth(state.sentence.width())


def test_prose_keeps_clear_of_its_margins(stage: Stage) -> None:
    label = Label("word " * 40, role="muted", wrap=True)
    bare = label.heightForWidth(200)
    label.setContentsMargins(0, 8, 0, 8)
    assert label.heightForWidth(200) == bare + 16
    label.setContentsMargins(60, 0, 60, 0)
    assert label.heightForWidth(200) > bare
