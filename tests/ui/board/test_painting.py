"""Pixels: what is refreshed in part equals a fresh view, during a drag too."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from cocreate.model.commands import (
    ColourNotes,
    EditNote,
    GroupNotes,
    Move,
    MoveNotes,
    NameCluster,
    RemoveNotes,
    UngroupNotes,
    new_id,
)
from cocreate.model.snapshot import COLOURS
from cocreate.ui import theme
from cocreate.ui.board.model import FEW_NOTES
from cocreate.ui.board.view import BoardView

from .desk import ME, Desk

Fresh = Callable[[Desk], BoardView]


def same(desk: Desk, other: BoardView) -> bool:
    desk.view.clearFocus()
    other.clearFocus()
    return bool(desk.picture() == other.viewport().grab().toImage())


@pytest.mark.parametrize("zoom", [1.0, 0.5, 0.25])
def test_after_random_edits_the_picture_equals_a_fresh_one(desk: Desk, fresh: Fresh, zoom: float) -> None:
    rnd = random.Random(7)
    desk.rows(60)
    desk.view.set_place(-50, -50, zoom)
    scope = desk.view.scope
    for step in range(40):
        ids = [n.id for n in desk.notes()]
        some = tuple(rnd.sample(ids, 4))
        kind = rnd.randrange(8)
        desk.view.viewport().grab()
        if kind == 0:
            desk.store.run(EditNote(scope=scope, note_id=some[0], text=f"Changed {step} " * rnd.randrange(1, 9)), ME)
        elif kind == 1:
            moves = tuple(Move(i, (rnd.uniform(0, 900), rnd.uniform(0, 700))) for i in some)
            desk.store.run(MoveNotes(scope=scope, moves=moves), ME)
        elif kind == 2:
            desk.store.run(ColourNotes(scope=scope, note_ids=some, colour=rnd.choice(COLOURS)), ME)
        elif kind == 3:
            desk.store.run(RemoveNotes(scope=scope, note_ids=some[:1]), ME)
        elif kind == 4:
            desk.add(["New one", "New two"], [(rnd.uniform(0, 900), rnd.uniform(0, 600)) for _ in "ab"])
        elif kind == 5:
            cluster = new_id()
            desk.store.run(
                GroupNotes(scope=scope, board_id=desk.view.board_id, cluster_id=cluster, note_ids=some, title="T"), ME
            )
            desk.store.run(NameCluster(scope=scope, cluster_id=cluster, title=f"Theme {step}"), ME)
        elif kind == 6:
            desk.store.run(UngroupNotes(scope=scope, note_ids=some), ME)
        else:
            desk.store.undo(scope, "me")
        if step % 4 == 0:
            desk.view.select(some, reveal=False)
        if step % 10 == 9:
            other = fresh(desk)
            assert same(desk, other), f"stale pixels after step {step}"
            other.hide()


@pytest.mark.parametrize("zoom", [1.0, 0.3])
def test_during_and_after_drags_the_picture_is_right(desk: Desk, fresh: Fresh, zoom: float) -> None:
    ids = desk.rows(40)
    desk.view.set_place(-50, -50, zoom)
    desk.view.viewport().grab()
    desk.view.select(ids[:2], reveal=False)
    end = desk.at(80, 80) + (desk.at(300, 250) - desk.at(0, 0))
    desk.drag(desk.at(80, 80), end, drops=False)
    held = desk.picture()
    desk.view.pan_by(40, 20)
    panned = desk.picture()
    desk.view.layer.redraw()
    assert desk.picture() == panned, "the still picture must follow the view"
    desk.view.pan_by(-40, -20)
    desk.store.run(ColourNotes(scope=desk.view.scope, note_ids=(ids[25],), colour="lime"), ME)
    seen = desk.picture()
    assert seen != held, "a step that comes in during a drag is shown"
    desk.mouse(QEvent.Type.MouseButtonRelease, end, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    assert desk.picture() != held or zoom < 1
    assert same(desk, fresh(desk))


def test_a_dragged_note_is_seen_where_the_hand_is(desk: Desk) -> None:
    desk.rows(1)
    desk.drag(desk.at(80, 80), desk.at(480, 380), drops=False)
    picture = desk.picture()
    paper = theme.current().note("sun").paper
    assert picture.pixelColor(desk.at(500, 440)).name().upper() == paper
    assert picture.pixelColor(desk.at(30, 130)).name().upper() == theme.current().canvas


@pytest.mark.parametrize("zoom", [1.0, 0.3])
def test_a_note_that_changes_elsewhere_while_it_is_dragged_is_shown_as_it_is_now(desk: Desk, zoom: float) -> None:
    (note,) = desk.rows(1)
    desk.view.set_place(-50, -50, zoom)
    desk.drag(desk.at(80, 80), desk.at(480, 380), drops=False)
    desk.picture()
    desk.view.select((), reveal=False)  # far out a veil lies over what is selected
    desk.picture()
    desk.store.run(ColourNotes(scope=desk.view.scope, note_ids=(note,), colour="mint"), ME)
    shown = desk.picture().pixelColor(desk.at(500, 440))
    assert shown != QColor(theme.current().canvas)
    desk.view.layer.redraw()
    assert desk.picture().pixelColor(desk.at(500, 440)) == shown
    if zoom == 1.0:
        assert shown.name().upper() == theme.current().note("mint").paper


def test_a_note_on_top_covers_the_text_below(desk: Desk) -> None:
    desk.add(["MMMM WWWW " * 10], [(0, 0)], colour="sun")
    desk.add([" ."], [(4, 4)], colour="sky")
    picture = desk.picture()
    at = desk.at(0, 0)
    paper = theme.current().note("sky").paper
    inside = [picture.pixelColor(at.x() + x, at.y() + y).name().upper() for x in range(40, 130) for y in range(40, 120)]
    assert set(inside) == {paper}


def test_a_new_note_never_shows_the_text_of_the_one_it_replaces(desk: Desk, fresh: Fresh) -> None:
    ids = desk.rows(3)
    desk.view.viewport().grab()
    desk.store.run(RemoveNotes(scope=desk.view.scope, note_ids=(ids[1],)), ME)
    desk.add(["Quite another text"], [(180.0, 0.0)])
    assert same(desk, fresh(desk))


def test_a_step_rebuilds_only_what_it_touches(desk: Desk) -> None:
    ids = desk.rows(400)
    desk.view.set_place(-50, -50, 0.1)
    desk.view.viewport().grab()
    papers = desk.view.layer.papers
    blocks = papers.blocks.built
    desk.store.run(MoveNotes(scope=desk.view.scope, moves=(Move(ids[0], (2600, 30)),)), ME)
    desk.view.viewport().grab()
    assert 1 <= papers.blocks.built - blocks <= 2
    desk.view.set_place(-50, -50, 0.5)
    desk.view.viewport().grab()
    layouts = papers.texts.made
    desk.store.run(EditNote(scope=desk.view.scope, note_id=ids[1], text="Only this one"), ME)
    desk.view.viewport().grab()
    assert papers.texts.made - layouts == 1


def test_a_note_put_down_comes_to_the_front_and_stays_there_after_a_restart(desk: Desk, fresh: Fresh) -> None:
    ids = desk.rows(2)
    desk.drag(desk.at(80, 80), desk.at(140, 140))
    top = desk.view.model.at(QPointF(200, 100))
    assert top == desk.view.model.slots[ids[0]]
    assert same(desk, fresh(desk))


def test_a_change_of_theme_repaints_everything(qapp: QApplication, desk: Desk, fresh: Fresh) -> None:
    desk.rows(5)
    light = desk.picture()
    theme.apply(qapp, "dark")
    try:
        assert desk.picture() != light
        assert same(desk, fresh(desk))
    finally:
        theme.apply(qapp, "light")


def test_the_place_is_kept(desk: Desk, fresh: Fresh) -> None:
    desk.rows(30)
    desk.view.set_place(300, 200, 0.7)
    other = fresh(desk)
    other.restore(desk.view.viewport_state())
    assert other.zoom == pytest.approx(0.7)
    assert other.centre().x() == pytest.approx(desk.view.centre().x(), abs=2)


def test_a_thumbnail_shows_the_notes(desk: Desk, tmp_path) -> None:  # type: ignore[no-untyped-def]
    assert not desk.view.render_png(str(tmp_path / "empty.png"), 320)
    desk.rows(30)
    path = tmp_path / "card.png"
    assert desk.view.render_png(str(path), 320)
    assert path.stat().st_size > 500


def test_long_texts_are_shortened_not_spilled(desk: Desk) -> None:
    text = "A very long idea with many words 🚲 and so on. " * 30
    (a,) = desk.add([text], [(0, 0)])
    desk.view.viewport().grab()
    layout = desk.view.layer.papers.texts.layout(desk.view.model.slots[a], text)
    assert layout.text().endswith("…")
    assert layout.lineAt(layout.lineCount() - 1).naturalTextWidth() <= 137


def test_a_long_word_shrinks_before_it_breaks(desk: Desk) -> None:
    words = "Verduurzamingsplan voor de buurt"
    (a,) = desk.add([words], [(0, 0)])
    layout = desk.view.layer.papers.texts.layout(desk.view.model.slots[a], words)
    first = layout.lineAt(0)
    assert words[: first.textLength()].strip() == "Verduurzamingsplan"
    assert first.naturalTextWidth() <= 137


def test_a_board_of_few_notes_is_not_blank_from_afar_and_crossing_the_line_leaves_nothing_behind(
    desk: Desk, fresh: Fresh
) -> None:
    ids = desk.rows(FEW_NOTES)
    desk.view.look_at(QPointF(1000, 1000), 0.3)
    assert shades(desk) > 3, "grey lines of text stand on the papers"
    desk.add(["One more"], [(0.0, -400.0)])
    assert same(desk, fresh(desk)), "one more than few: every text is gone"
    assert shades(desk) <= 3
    desk.store.run(RemoveNotes(scope=desk.view.scope, note_ids=(ids[0],)), ME)
    assert same(desk, fresh(desk)), "few again: every text is back"
    assert shades(desk) > 3


def shades(desk: Desk) -> int:
    """How many colours there are on a note in the middle of the view."""
    picture, at = desk.picture(), desk.at(5 * 180.0, 5 * 180.0)
    return len({picture.pixelColor(at.x() + x, at.y() + y).rgb() for x in range(3, 44) for y in range(3, 44)})


def test_far_out_a_title_lies_on_its_own_theme_and_not_on_the_one_above(desk: Desk) -> None:
    desk.rows(8)
    upper, lower = new_id(), new_id()
    ids = [n.id for n in desk.notes()]
    for cluster, some, top in ((upper, ids[:4], 0.0), (lower, ids[4:], 300.0)):
        moves = tuple(Move(i, (k * 172.0, top)) for k, i in enumerate(some))
        desk.store.run(MoveNotes(scope=desk.view.scope, moves=moves), ME)
        desk.store.run(
            GroupNotes(scope=desk.view.scope, board_id=desk.view.board_id, cluster_id=cluster, note_ids=tuple(some),
                       title="A theme with a name"), ME,
        )  # fmt: skip
    scenery, port = desk.view.layer.scenery, QRectF(desk.view.viewport().rect())
    for zoom in (1.0, 0.4, 0.2, 0.1):
        desk.view.set_place(-50, -50, zoom)
        view = desk.view.viewportTransform()
        above = view.mapRect(desk.view.model.hull(upper).boundingRect())
        own = view.mapRect(desk.view.model.hull(lower).boundingRect())
        titles = {title.id: title for title in scenery.titles(view, port)}
        if lower in titles:
            assert not titles[lower].box.intersects(above), zoom
            assert titles[lower].box.top() <= own.top()
    assert lower in titles
