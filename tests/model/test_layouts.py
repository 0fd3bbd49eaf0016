"""Where the layouts of a frame put its notes."""

from __future__ import annotations

from cocreate.model.layouts import laid_out
from cocreate.model.snapshot import Frame, Note, Point


def note(id: str, place: Point, size: Point = (160.0, 160.0)) -> Note:
    return Note(id=id, place=place, size=size)


def frame(layout: str, size: Point = (192.0, 300.0), columns: int = 0) -> Frame:
    return Frame(id="f", place=(100.0, 50.0), size=size, layout=layout, columns=columns)


def test_a_column_is_a_list_in_the_order_of_height() -> None:
    notes = [note("b", (110, 300)), note("a", (180, 60), (160, 80)), note("c", (0, 900))]
    assert laid_out(frame("column"), notes) == {"a": (116, 66), "b": (116, 158), "c": (116, 330)}


def test_a_row_is_a_list_in_the_order_from_left_to_right() -> None:
    notes = [note("b", (300, 60)), note("a", (110, 400), (200, 100))]
    assert laid_out(frame("row"), notes) == {"a": (116, 66), "b": (328, 66)}


def test_a_grid_takes_as_many_as_fit_or_as_it_is_told() -> None:
    notes = [note(k, (110.0 + 10 * i, 60.0)) for i, k in enumerate("abcd")]
    wide = frame("grid", (560, 400))
    assert [laid_out(wide, notes)[k] for k in "abcd"] == [(116, 66), (288, 66), (460, 66), (116, 238)]
    assert laid_out(frame("grid", (560, 400), columns=2), notes)["c"] == (116, 238)


def test_a_note_dropped_between_two_rows_of_a_grid_comes_between_them() -> None:
    notes = [note("a", (116, 66)), note("b", (288, 66)), note("c", (116, 238)), note("new", (120, 150))]
    places = laid_out(frame("grid", (400, 400)), notes)
    assert sorted(places, key=lambda k: (places[k][1], places[k][0])) == ["a", "b", "new", "c"]


def test_free_frames_and_matrices_leave_notes_alone() -> None:
    assert laid_out(frame("area"), [note("a", (0, 0))]) == laid_out(frame("matrix"), [note("a", (0, 0))]) == {}
    assert laid_out(frame("column"), []) == {}
