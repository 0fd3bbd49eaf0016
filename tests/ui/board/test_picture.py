"""The board as a picture: by the painters of the screen, at any scale, in small parts."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QByteArray, QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from cocreate.ui import theme
from cocreate.ui.board.picture import MARGIN, PART, Drawing, Png, picture

from .desk import Desk, alike
from .furnish import furnish


def read(data: bytes) -> QImage:
    return QImage.fromData(data).convertToFormat(QImage.Format.Format_RGB32)


def test_a_picture_at_full_size_is_what_the_screen_shows(desk: Desk) -> None:
    desk.rows(12)
    desk.view.clearFocus()
    area = Drawing(desk.view.model).area
    desk.view.set_place(area.left(), area.top(), 1.0)
    seen = desk.picture()
    made = read(picture(desk.view.model))
    both = seen.rect().intersected(made.rect())
    assert both.height() > 200
    assert alike(made.copy(both), seen.copy(both))


@pytest.mark.parametrize("scale", [0.2, 0.5, 1.0, 2.0])
def test_every_scale_has_the_board_in_its_place(desk: Desk, scale: float) -> None:
    desk.rows(30)
    image = read(picture(desk.view.model, "png", scale))
    area = desk.view.model.extent()
    assert image.width() == round((area.width() + 2 * MARGIN) * scale)
    paper = theme.current().note("sun").paper
    for x, y in ((10, 150), (190, 150), (10, 330)):
        at = (QPointF(x, y) - area.topLeft() + QPointF(MARGIN, MARGIN)) * scale
        assert image.pixelColor(at.toPoint()).name().upper() == paper
    assert image.pixelColor(2, 2).name().upper() == theme.current().canvas


def test_a_selection_is_not_in_the_picture(desk: Desk) -> None:
    ids = desk.rows(4)
    before = picture(desk.view.model)
    desk.view.select(ids[:2], reveal=False)
    assert read(picture(desk.view.model)) != QImage()
    accent = QColor(theme.current().accent)
    image = read(picture(desk.view.model))
    box = QRectF(MARGIN - 4, MARGIN - 4, 168, 168).toRect()
    rim = [image.pixelColor(x, box.top() + 1) for x in range(box.left(), box.right())]
    assert accent not in rim
    assert read(before) == image


def test_an_svg_keeps_words_as_words_and_looks_alike(desk: Desk) -> None:
    furnish(desk)
    data = picture(desk.view.model, "svg")
    text = data.decode()
    for words in ("What helps in our street?", "budget", "much worth", "Streets"):
        assert words in text
    renderer = QSvgRenderer(QByteArray(data))
    assert renderer.isValid()
    size = Drawing(desk.view.model).size(0.25)
    image = QImage(size, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    paper = QColor(theme.current().note("lilac").paper)
    area = Drawing(desk.view.model).area
    at = ((QPointF(1000, 150) - area.topLeft()) * 0.25).toPoint()
    assert abs(image.pixelColor(at).blue() - paper.blue()) < 12


def test_a_large_board_comes_in_small_parts(desk: Desk) -> None:
    spots = [(k % 40 * 180.0, k // 40 * 180.0) for k in range(1500)]
    desk.add([f"One of very many ideas, number {k}" for k in range(1500)], spots)
    maker = Png(Drawing(desk.view.model), 1.0)
    shares = list(maker.parts())
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert len(shares) >= 1500 / PART, "the window answers after every few notes"


def test_a_png_never_asks_for_more_memory_than_there_is(desk: Desk) -> None:
    desk.add(["Far", "away"], [(0.0, 0.0), (900_000.0, 500_000.0)])
    drawing = Drawing(desk.view.model)
    size = drawing.size(drawing.largest_scale())
    assert size.width() * size.height() <= 81_000_000
    assert Png(drawing, 4.0).image.width() <= 30_001


def test_an_empty_board_has_no_area(desk: Desk) -> None:
    assert Drawing(desk.view.model).area.isEmpty()
