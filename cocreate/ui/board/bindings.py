"""What the window's actions do on a board: one row each, for the room to bind. It does nothing itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from cocreate.model.snapshot import LAYOUTS
from cocreate.ui.board.arrange import SIDES
from cocreate.ui.board.linking import link_selected
from cocreate.ui.board.tools import TOOLS
from cocreate.ui.board.view import BoardView

Test = Callable[[], bool]


class Binding(NamedTuple):
    """`id` is that of a row in `ui/actions.py`; `enabled` and `checked` are asked whenever it is shown or used."""

    id: str
    do: Callable[[], object]
    enabled: Test = lambda: True
    checked: Test | None = None


def bindings(board: BoardView) -> Iterator[Binding]:
    """Everything that the table of actions offers on a board."""
    for tool in TOOLS.values():
        choose = partial(link_selected, board) if tool.key == "L" else partial(board.set_tool, tool.key)
        yield Binding(tool.action, choose, checked=partial(_is_tool, board, tool.key))
    yield from _edit(board)
    yield from _select(board)
    yield from _arrange(board)
    yield from _frames(board)
    yield Binding("view.fit", partial(board.glide, board.fit))
    yield Binding("view.selection", partial(board.glide, board.zoom_selection), lambda: bool(board.selection))
    yield Binding("view.actual", partial(board.glide, board.zoom_actual))
    yield Binding("view.zoom_in", partial(board.glide, board.zoom_in))
    yield Binding("view.zoom_out", partial(board.glide, board.zoom_out))


def _edit(board: BoardView) -> Iterator[Binding]:
    has_any: Test = lambda: bool(board.selection)  # noqa: E731 - said once, asked often
    yield Binding("edit.copy", board.copy, has_any)
    yield Binding("edit.cut", board.deeds.cut, has_any)
    yield Binding("edit.copy_picture", board.deeds.copy_picture, has_any)
    yield Binding("edit.paste", board.paste)
    yield Binding("edit.duplicate", board.deeds.duplicate, has_any)
    yield Binding("edit.remove", board.deeds.remove, has_any)
    yield Binding("edit.clear_sketch", board.deeds.clear_sketch, partial(board.deeds.has, "sketches"))
    yield Binding("edit.clear_pictures", board.deeds.clear_pictures, partial(board.deeds.has, "pictures"))
    yield Binding("edit.larger", partial(board.deeds.resize_text, 1.25), board.deeds.has_texts)
    yield Binding("edit.smaller", partial(board.deeds.resize_text, 0.8), board.deeds.has_texts)
    yield Binding("edit.text", board.edit_selected, lambda: len(board.selection) == 1)
    yield Binding("edit.grow", board.deeds.grow, partial(has_notes, board))
    yield Binding("edit.group", board.deeds.group, partial(has_notes, board))
    yield Binding("edit.ungroup", board.deeds.ungroup, has_any)


def _select(board: BoardView) -> Iterator[Binding]:
    yield Binding("edit.select_all", board.select_all)
    yield Binding("select.unsorted", board.select_unsorted)
    yield Binding("select.others", board.select_others)
    yield Binding("select.found", board.select_found, lambda: board.is_filtered)
    yield Binding("select.same_tag", board.select_tagged_alike, partial(has_notes, board))
    for id, field in (("colour", "colour"), ("theme", "cluster_id"), ("frame", "frame_id")):
        yield Binding(f"select.same_{id}", partial(board.select_alike, field), partial(has_notes, board))


def _arrange(board: BoardView) -> Iterator[Binding]:
    for side in SIDES:
        yield Binding(f"arrange.{side}", partial(board.deeds.align, side), partial(has_notes, board, 2))
    yield Binding("arrange.across", partial(board.deeds.distribute, 0), partial(has_notes, board, 3))
    yield Binding("arrange.down", partial(board.deeds.distribute, 1), partial(has_notes, board, 3))
    yield Binding("arrange.tidy", board.deeds.tidy, partial(has_notes, board, 2))


def _frames(board: BoardView) -> Iterator[Binding]:
    for layout in LAYOUTS:
        yield Binding(
            f"frame.{layout}", partial(board.deeds.layout, layout), lambda: bool(board.deeds.frame_layout()),
            partial(_is_layout, board, layout),
        )  # fmt: skip


def _is_layout(board: BoardView, layout: str) -> bool:
    return board.deeds.frame_layout() == layout


def has_notes(board: BoardView, least: int = 1) -> bool:
    """Whether so many notes are selected."""
    return len(board.selection) >= least and len(board.selected_slots()) >= least


def _is_tool(board: BoardView, key: str) -> bool:
    return board.tool == key
