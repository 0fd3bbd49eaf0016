"""The picture of a result: nothing covers anything, it is read by keys, and a slide gets it as pixels or vectors."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from typing import Any
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QImage
from PySide6.QtTest import QTest

from cocreate.export.verdict import Line, Spread, Verdict
from cocreate.model.snapshot import RoundResult, VotingRound
from cocreate.ui.vote.chart import SLIDE, Chart, line_words, picture, png, svg
from cocreate.ui.vote.chart_square import apart
from cocreate.ui.vote.pen import wrapped
from cocreate.voting.scales import quartiles

TITLES = ("Buddy app", "Open lab day", "Repair café")


def spread(name: str, *values: int) -> Spread:
    counts = tuple(values.count(k) for k in range(1, 8))
    return Spread(name, 1, counts, Fraction(1, 2), quartiles(values))


def placed(*options: tuple[tuple[int, ...], tuple[int, ...]]) -> Verdict:
    """A revealed impact/effort: for each option (impact of each person, effort of each person)."""
    held = VotingRound(id="r", title="Which?", method="impact_effort", state="revealed", ballots=6, eligible=6)
    lines = tuple(
        Line(
            TITLES[k], RoundResult(id=f"r{k}", round_id="r", option_id=f"o{k}", rank=k + 1, position=k + 1,
                                   points=sum(impact), supporters=len(impact)),
            1.0, False, (spread("Impact", *impact), spread("Effort", *effort)),
        )
        for k, (impact, effort) in enumerate(options)
    )  # fmt: skip
    return Verdict(held, lines)


WIDE = ((2, 3, 6, 6, 7), (1, 2, 5, 6, 7))


def ink(image: QImage) -> int:
    """Pixels of the soft ellipse: neither paper nor mark."""
    small = image.scaled(480, 270)
    return sum(
        small.pixelColor(x, y).blue() - small.pixelColor(x, y).red() in range(8, 60)
        for x in range(small.width() // 2) for y in range(small.height())
    )  # fmt: skip


def test_how_far_people_differ_is_drawn_from_five_placements_on(dressed: Any) -> None:
    four = tuple(values[:4] for values in WIDE)
    assert ink(picture(placed(WIDE))) > 4 * ink(picture(placed(four)))


@pytest.mark.parametrize("count", [2, 5, 9])
def test_labels_make_way_and_stay_in_the_field(count: int) -> None:
    field = QRectF(0, 0, 100, 100)
    boxes = [QRectF(3 * k % 7, 2 * k % 5, 12, 8) for k in range(count)]
    found = apart(boxes, field, 0.5)
    assert not [1 for a, b in combinations(found, 2) if a.intersects(b)]
    assert all(field.contains(box) for box in found)


def test_labels_that_have_room_do_not_move() -> None:
    boxes = [QRectF(0, 0, 10, 10), QRectF(50, 50, 10, 10)]
    assert apart(boxes, QRectF(0, 0, 100, 100), 0.5) == boxes


def test_a_result_is_read_line_by_line_with_the_arrow_keys(stage: Any) -> None:
    found = placed(WIDE, ((1, 1, 2, 2, 2), (7, 7, 7, 6, 6)))
    chart = Chart(found)
    stage(chart)
    chart.setFocus()
    before = chart.grab().toImage()
    QTest.keyClick(chart, Qt.Key.Key_Down)
    assert chart.accessibleName() == line_words(found, found.lines[0])
    assert "Buddy app" in chart.accessibleName()
    assert "half of the room from 3 to 6" in chart.accessibleName()
    assert chart.grab().toImage() != before, "for eyes too"
    QTest.keyClick(chart, Qt.Key.Key_End)
    assert chart.current == 1
    QTest.keyClick(chart, Qt.Key.Key_Down)
    assert chart.current == 1
    QTest.keyClick(chart, Qt.Key.Key_Home)
    assert chart.current == 0


def test_no_quartiles_are_said_of_fewer_than_five(dressed: Any) -> None:
    found = placed(tuple(values[:4] for values in WIDE))  # type: ignore[arg-type]
    assert "half of the room" not in line_words(found, found.lines[0])


def test_a_slide_gets_pixels_or_vectors_of_the_same_result(dressed: Any) -> None:
    found = placed(WIDE, WIDE)
    assert QImage.fromData(png(found)).size() == SLIDE
    tree = ElementTree.fromstring(svg(found))
    words = " ".join(text for node in tree.iter() if (text := (node.text or "").strip()))
    assert "Buddy app" in words
    assert "much impact" in words
    assert tree.get("viewBox") == f"0 0 {SLIDE.width()} {SLIDE.height()}"


def test_a_long_title_stands_on_two_lines(dressed: Any) -> None:
    metrics = QFontMetricsF(QFont())
    text = "Buddy app for every new night nurse"
    room = metrics.horizontalAdvance(text) * 0.6
    first, second = wrapped(metrics, text, room, 2)
    assert f"{first} {second}" == text
    assert metrics.horizontalAdvance(first) <= room
    assert wrapped(metrics, text, 10_000, 2) == [text]
