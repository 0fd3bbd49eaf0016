"""The kept picture: after any pans and changes it equals one that is painted from nothing, at every scale."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import QPointF, QRect, QRectF, QSize
from PySide6.QtGui import QImage, QPainter, QTransform

from cocreate.model.commands import ColourNotes, EditNote, GroupNotes, Move, MoveNotes, new_id
from cocreate.ui.board.still import Still, around, grain_of, snapped

from .desk import ME, Desk, alike

SIZE = QSize(640, 480)


def shown(still: Still, place: tuple[float, float, float], ratio: float) -> QImage:
    """What the picture looks like at a place of the view: left and top in pixels, and the zoom."""
    image = QImage(SIZE * ratio, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    painter = QPainter(image)
    view = snapped(QTransform(place[2], 0, 0, place[2], place[0], place[1]), ratio)
    still.show(painter, view, SIZE, ratio)
    painter.end()
    return image


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0])
@pytest.mark.parametrize("zoom", [1.0, 0.55, 0.21])
def test_a_panned_picture_equals_a_new_one(desk: Desk, zoom: float, ratio: float) -> None:
    rnd = random.Random(3)
    ids = desk.rows(80)
    scope, layer = desk.view.scope, desk.view.layer
    group = GroupNotes(
        scope=scope, board_id=desk.view.board_id, cluster_id=new_id(), note_ids=tuple(ids[:9]), title="Bread"
    )
    desk.store.run(group, ME)
    kept = layer.still
    x, y = 12.0, -7.0
    for step in range(16):
        x, y = x + rnd.randrange(-90, 90), y + rnd.randrange(-60, 60)
        some = tuple(rnd.sample(ids, 3))
        if step % 4 == 1:
            moves = tuple(Move(i, (rnd.uniform(0, 900), rnd.uniform(0, 700))) for i in some)
            desk.store.run(MoveNotes(scope=scope, moves=moves), ME)
        elif step % 4 == 2:
            desk.store.run(ColourNotes(scope=scope, note_ids=some[:1], colour=rnd.choice(["sky", "mint", "rose"])), ME)
        elif step % 4 == 3:
            desk.store.run(EditNote(scope=scope, note_id=some[0], text=f"Changed {step}"), ME)
            desk.view.select(some, reveal=False)
        layer._settle()
        seen = shown(kept, (x, y, zoom), ratio)
        assert alike(seen, shown(Still(layer.draw), (x, y, zoom), ratio)), f"stale pixels after step {step}"
    assert kept.wholes < kept.pieces / 2, "a pan must not paint everything anew"


def test_a_pan_beyond_the_view_paints_all_of_it(desk: Desk) -> None:
    desk.rows(40)
    still = Still(desk.view.layer.draw)
    shown(still, (0, 0, 1.0), 1.0)
    assert shown(still, (-700, 0, 1.0), 1.0) == shown(Still(desk.view.layer.draw), (-700, 0, 1.0), 1.0)


def test_a_change_paints_no_more_than_its_place(desk: Desk) -> None:
    areas: list[QRectF] = []

    def draw(painter: QPainter, area: QRectF) -> None:
        areas.append(area)
        desk.view.layer.draw(painter, area)

    desk.rows(10)
    still = Still(draw)
    shown(still, (0, 0, 1.0), 1.0)
    still.damage(QRectF(180, 0, 160, 160))
    shown(still, (0, 0, 1.0), 1.0)
    assert len(areas) == 2
    assert areas[1].width() < 190
    shown(still, (0, 0, 1.0), 1.0)
    assert len(areas) == 2, "nothing changed, nothing is painted"


def test_many_changes_are_painted_as_one() -> None:
    calls: list[QRectF] = []
    still = Still(lambda _, area: calls.append(area))
    shown(still, (0, 0, 0.1), 1.0)
    for k in range(5000):
        still.damage(QRectF(k % 70 * 20, k // 70 * 20, 16, 16))
    assert len(still._damaged) <= 64
    shown(still, (0, 0, 0.1), 1.0)
    assert len(calls) == 2


@pytest.mark.parametrize(("ratio", "grain"), [(1.0, 1), (1.25, 4), (1.5, 2), (1.75, 4), (2.0, 1), (1.1, 0)])
def test_pieces_lie_on_whole_pixels(ratio: float, grain: int) -> None:
    assert grain_of(ratio) == grain


def test_while_it_zooms_the_stretched_picture_and_what_lies_around_fill_the_view(desk: Desk) -> None:
    desk.rows(400)
    desk.view.clearFocus()
    desk.view.set_place(900, 700, 0.7)
    desk.picture()
    desk.picture()  # at rest: the picture is kept
    desk.view.zoom_at(QPointF(500, 350), 0.5)
    moving = desk.picture()
    assert desk.view.layer.is_moving
    papers = {moving.pixelColor(*at).name() for at in ((30, 40), (960, 60), (40, 660), (960, 640), (500, 350))}
    assert "#000000" not in papers
    at_rest = desk.picture()
    assert at_rest != moving, "the truth follows"
    assert at_rest == desk.picture()


@pytest.mark.parametrize("inner", [(10, 10, 50, 50), (-20, -20, 80, 80), (-20, -20, 500, 500), (300, 0, 10, 10)])
def test_what_lies_around_never_overlaps_and_misses_nothing(inner: tuple[int, int, int, int]) -> None:
    whole, hole = QRect(0, 0, 200, 100), QRect(*inner)
    pieces = around(whole, hole)
    covered = sum(p.width() * p.height() for p in pieces)
    shared = hole.intersected(whole)
    assert covered == 200 * 100 - max(shared.width(), 0) * max(shared.height(), 0)
