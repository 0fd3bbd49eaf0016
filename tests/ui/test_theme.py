"""The three themes: contrast by the WCAG formula, the note palette, and one style sheet made of tokens only."""

from __future__ import annotations

import re

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from cocreate.model.snapshot import COLOURS
from cocreate.ui import theme
from cocreate.ui.theme import DARK, LIGHT, PROJECTOR, THEMES, Theme

GROUNDS = ("canvas", "surface", "raised")
PAIRS = [
    *[(ink, ground) for ink in ("text", "muted", "accent_text", "ok", "warn", "danger") for ground in GROUNDS],
    *[(ink, ground) for ink in ("text", "muted") for ground in ("hover", "pressed", "track")],
    ("text", "thumb"), ("on_accent", "accent"), ("on_accent", "accent_hover"), ("accent", "raised"),
    ("text", "accent_soft"), ("muted", "accent_soft"), ("accent_text", "accent_soft"), ("ok", "ok_soft"),
    ("warn", "warn_soft"), ("danger", "danger_soft"), ("on_danger", "danger"), ("on_inverse", "inverse"),
    ("inverse_accent", "inverse"),
]  # fmt: skip


def contrast(one: str, other: str) -> float:
    """The WCAG 2 contrast ratio of two colours."""

    def light(colour: str) -> float:
        c = QColor(colour)
        parts = [
            part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4
            for part in (c.redF(), c.greenF(), c.blueF())
        ]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_formula_gives_the_known_ends() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#5E6670", "#F6F5F2") == pytest.approx(5.3, abs=0.05), "the figure in the design"


@pytest.mark.parametrize("which", THEMES)
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_every_text_can_be_read_on_every_ground(which: str, ink: str, ground: str) -> None:
    t = THEMES[which]
    least = 7.0 if which == "projector" and ground not in ("pressed", "track") else 4.5
    assert contrast(getattr(t, ink), getattr(t, ground)) >= least


@pytest.mark.parametrize("which", THEMES)
def test_notes_can_be_read_and_stand_off(which: str) -> None:
    t = THEMES[which]
    assert tuple(t.notes) == COLOURS
    for note in t.notes.values():
        assert contrast(note.ink, note.paper) >= (7.0 if t.is_dark else 10.0)
        assert QColor(note.edge).red() == round(QColor(note.paper).red() * 0.85)
    assert t.note("no such colour") == t.note("stone")


@pytest.mark.parametrize("which", THEMES)
def test_the_style_sheet_knows_no_colour_but_the_tokens(which: str) -> None:
    t = THEMES[which]
    tokens = {value for value in t if isinstance(value, str)}
    used = set(re.findall(r"#[0-9A-Fa-f]{6}", theme.qss(t)))
    assert used
    assert used <= tokens


def test_the_projector_has_thick_lines_and_no_shadow() -> None:
    assert (PROJECTOR.line_width, PROJECTOR.has_shadow) == (2, False)
    assert (LIGHT.line_width, LIGHT.has_shadow, DARK.has_shadow) == (1, True, True)


def test_dark_darkens_window_and_labels_without_help_of_the_platform(dressed: QApplication, qtbot: QtBot) -> None:
    label = QLabel("words")
    qtbot.addWidget(label)
    heard: list[Theme] = []
    theme.events.changed.connect(heard.append)
    theme.apply(dressed, "dark")
    theme.events.changed.disconnect(heard.append)
    assert theme.current() is DARK
    assert heard == [DARK]
    assert dressed.palette().color(QPalette.ColorRole.Window).lightness() < 60
    label.show()
    label.ensurePolished()
    assert label.palette().color(QPalette.ColorRole.WindowText).lightness() > 200
    assert theme.next_choice() == "light"


def test_an_unknown_choice_follows_the_system(dressed: QApplication) -> None:
    theme.apply(dressed, "purple")
    assert theme.choice() == "system"
    assert theme.current() in (LIGHT, DARK)


def test_text_can_be_twice_as_large(dressed: QApplication) -> None:
    theme.apply(dressed, "light", text_scale=2.0)
    assert theme.font("body").pixelSize() == 26
    assert dressed.font().pixelSize() == 26
    assert 'QLabel[role="title"] { font-size: 36px' in theme.qss(LIGHT)


def test_the_fonts_are_the_shipped_ones(dressed: QApplication) -> None:
    from PySide6.QtGui import QFontInfo

    for role in theme.SIZES:
        assert QFontInfo(theme.font(role)).family().startswith("Inter")
