"""The product as the simulator of hostile folders sees it: one object is one running app on one laptop.

PYTHONPATH=.:tests python ../shared/bench/faults/hostile_folder.py --adapter sync.hostile_adapter:StoreAdapter
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cocreate.model.commands import (
    Actor,
    AddNotes,
    Command,
    CreateWorkshop,
    EditNote,
    LinkNotes,
    Move,
    MoveNotes,
    NewNote,
    RemoveNotes,
    RestoreNotes,
    TagNotes,
    UntagNotes,
)  # fmt: skip
from cocreate.model.edit import Edit
from cocreate.model.snapshot import ROWS, Note
from cocreate.model.store import Store
from sync.kit import open_folder

W, B = "workshop-1", "board-1"
Fact = tuple[Any, ...]


@dataclass(frozen=True, kw_only=True)
class Answer(Command):
    """Somebody reads two versions of a text and chooses: the one in force, or the given one."""

    label = "Choose version"
    note_id: str
    text: str | None

    def apply(self, edit: Edit) -> None:
        row = edit.get(Note, self.note_id)
        if row is not None and self.text is not None:
            edit.set(row, text=self.text)


class StoreAdapter:
    suffix = ".ccs"

    def __init__(self, data_dir: str, share_dir: str, name: str, seed: int) -> None:
        self.skew = 0.0
        self.store = Store(Path(data_dir, "library.db"), now=lambda: time.time() + self.skew)
        self.me = Actor("actor-" + name)
        self.folder = open_folder(self.store, Path(share_dir), W, rest=0)
        if not self.store.have(W):  # the same births on every laptop: a hard case that must converge too
            self.store.run(CreateWorkshop(scope=W, title="Bread", board_id=B), self.me)

    def edit(self, r: random.Random) -> list[Fact]:
        """1-4 commands; now and then undo, redo, or the answer to a conflict."""
        facts: list[Fact] = []
        for _ in range(r.randint(1, 4)):
            live = sorted(n.id for n in self._notes() if not n.removed)
            made, said = self._choose(r, live)
            self.store.run(made, self.me)
            facts += said
        if r.random() < 0.15:
            self._turn_back(r, facts)
        lost = sorted((c for c in self.store.conflicts(W) if c.kind == "note"), key=lambda c: (c.row, c.field, c.new))
        if r.random() < 0.10 and lost:
            c = r.choice(lost)
            take = c.new if c.field == "text" and r.random() < 0.5 else None
            self.store.run(Answer(scope=W, note_id=c.row, text=take), self.me, settles=[(c.kind, c.row, c.field)])
            facts.append(("settle", c.row, c.field, None))
        return facts

    def _choose(self, r: random.Random, live: list[str]) -> tuple[Command, list[Fact]]:
        x = r.random()
        if x < 0.35 or len(live) < 2:
            new = [
                NewNote(id=f"{r.getrandbits(128):032x}", text=f"t{r.getrandbits(40)} é🙂 \u202e", place=(1.0, 2.0))
                for _ in range(r.randint(1, 3))
            ]
            said: list[Fact] = [fact for n in new for fact in (("add", n.id), ("set", n.id, "text", n.text))]
            return AddNotes(scope=W, board_id=B, notes=tuple(new)), said
        note, other = r.sample(live, 2)
        if x < 0.64:
            text = f"e{r.getrandbits(40)}"
            return EditNote(scope=W, note_id=note, text=text), [("set", note, "text", text)]
        if x < 0.72:
            return MoveNotes(scope=W, moves=(Move(note, (r.random(), r.random())),)), []
        if x < 0.82:
            link = f"{r.getrandbits(128):032x}"
            return LinkNotes(scope=W, link_id=link, from_id=note, to_id=other), [("comment", link)]
        if x < 0.88:  # a row whose id is fixed by what it says: several laptops may make the same
            return TagNotes(scope=W, note_ids=(note,), tag_id="star", name="star"), []
        if x < 0.91:
            return UntagNotes(scope=W, note_ids=(note,), tag_id="star"), []
        if x < 0.94:
            gone = sorted(n.id for n in self._notes() if n.removed) or [note]
            return RestoreNotes(scope=W, note_ids=(r.choice(gone),)), []
        return RemoveNotes(scope=W, note_ids=(note,)), [("del", note)]

    def _turn_back(self, r: random.Random, facts: list[Fact]) -> None:
        calls: list[Callable[[str, str], object]] = [self.store.undo] * r.randint(1, 3)
        for go in calls + [self.store.redo] * r.randint(0, 2):
            before = self.fields()
            go(W, self.me.id)
            facts += [("undo", i, f, v) for (i, f), v in self.fields().items() if before.get((i, f)) != v]

    def _rows(self, kind: str) -> list[Any]:
        with self.store._db.begin():
            return list(self.store._shelf.everything(kind))

    def _notes(self) -> list[Any]:
        return self._rows("note")

    def sync(self) -> dict[str, object]:
        return vars(self.folder.sync(again=True))

    def state(self) -> object:
        rows = {kind: sorted(map(repr, self._rows(kind))) for kind in ROWS}
        return rows | {"conflicts": sorted(repr(c) for c in self.store.conflicts(W))}

    def ids(self) -> set[str]:
        return {row.id for kind in ("note", "link") for row in self._rows(kind)}

    def fields(self) -> dict[tuple[str, str], str]:
        return {(n.id, "text"): n.text for n in self._notes()}

    def conflicts(self) -> set[tuple[str, str, str]]:
        return {(c.row, c.field, c.new) for c in self.store.conflicts(W) if (c.kind, c.field) == ("note", "text")}

    def accepted(self) -> set[str]:
        return self.folder.memory.taken

    def published(self) -> set[str]:
        return self.folder.memory.given

    def crash(self) -> None:
        self.store.close()

    def set_clock(self, seconds: float) -> None:
        self.skew = seconds
