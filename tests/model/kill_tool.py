"""Headless commands for the kill loop (`kill9_loop.py`) on the product's library.

python tests/model/kill_tool.py writer    $STORE: add one idea after another, print `ACK id` after each durable one
python tests/model/kill_tool.py ids       $STORE: check the library, print the ids of its ideas
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from cocreate.errors import LibraryTrouble
from cocreate.model.commands import Actor, AddNotes, CreateWorkshop, NewNote, new_id
from cocreate.model.library import Library, open_library

SCOPE, BOARD = "kill", "board"


def patient(path: Path) -> Library:
    """The operating system frees the lock of a killed process, but not always before the next one asks."""
    for _ in range(100):
        try:
            return open_library(path)
        except LibraryTrouble:
            time.sleep(0.05)
    return open_library(path)


def main() -> None:
    store = patient(Path(os.environ["STORE"] + ".cocreate-db"))
    if not store.workshops():
        store.run(CreateWorkshop(scope=SCOPE, title="Kill", board_id=BOARD), Actor("u"))
    if sys.argv[1] == "ids":
        faults = store.faults()
        assert not faults, faults[:3]
        print("\n".join(note.id for note in store.snapshot(SCOPE).notes))
        store.close()
        return
    k = 0
    while True:
        k += 1
        new = NewNote(id=new_id(), text=f"{k} " + "an idea " * (k % 9 + 1), place=(k, k + 0.5))
        store.run(AddNotes(scope=SCOPE, board_id=BOARD, notes=(new,)), Actor("u"))
        print("ACK", new.id, flush=True)


if __name__ == "__main__":
    main()
