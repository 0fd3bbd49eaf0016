"""Commands on boards: add, name, order, remove."""

from __future__ import annotations

from cocreate.errors import Refused
from cocreate.model.commands.base import Command, clean, command, need_text
from cocreate.model.edit import Edit
from cocreate.model.order import between, insert
from cocreate.model.snapshot import Board, Cluster, Frame, Label, Note, RoundOption, VotingRound


@command
class AddBoard(Command):
    label = "Add board"
    board_id: str
    title: str

    def apply(self, edit: Edit) -> None:
        edit.add(Board(id=self.board_id, title=clean(self.title, 280), order=between(edit.last_order(Board), "")))


@command
class EditBoard(Command):
    label = "Rename board"
    board_id: str
    title: str

    def apply(self, edit: Edit) -> None:
        edit.set(edit.need(Board, self.board_id), title=need_text(self.title, 280))


@command
class PutBoard(Command):
    """Another place among the boards: behind `after_id`, or first."""

    label = "Put boards in order"
    board_id: str
    after_id: str | None = None

    def apply(self, edit: Edit) -> None:
        board = edit.need(Board, self.board_id)
        others = sorted((b for b in edit.where(Board, "removed", False) if b.id != board.id),
                        key=lambda b: (b.order, b.id))  # fmt: skip
        at = next((k + 1 for k, b in enumerate(others) if b.id == self.after_id), 0)
        keys, rest = insert([b.order for b in others], at, 1)
        edit.set(board, order=keys[0])
        for row, key in zip(others[at:], rest, strict=False):
            edit.set(row, order=key)


@command
class RemoveBoard(Command):
    """The board goes with everything on it; one undo brings all of it back. Refused where a vote rests on it."""

    label = "Remove board"
    board_id: str

    def apply(self, edit: Edit) -> None:
        board = edit.need(Board, self.board_id)
        if len(edit.where(Board, "removed", False)) < 2:
            raise Refused("A workshop keeps one board at least. Add another board first.")
        rows = [row for cls in (Note, Cluster, Frame, Label) for row in edit.where(cls, "board_id", board.id)]
        if voted_on(edit) & {row.id for row in rows}:
            raise Refused("The room voted on what lies on this board. Move it to another board first.")
        for row in (*rows, board):
            edit.set(row, removed=True)


def voted_on(edit: Edit) -> set[str]:
    """Ids of notes and clusters in a vote that was opened and not called off."""
    rounds = {r.id for r in edit.where(VotingRound, "removed", False) if r.state in ("open", "closed", "revealed")}
    return {o.subject_id for o in edit.where(RoundOption, "removed", False) if o.round_id in rounds}
