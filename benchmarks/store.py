"""The library with 10,000 ideas: one command, a paste of 2,000, opening, and what another laptop takes in."""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks import cpu_ms, summary
from cocreate.model.commands import Actor, AddNotes, CreateWorkshop, EditNote, Move, MoveNotes, NewNote, RestoreTo
from cocreate.model.library import Library, open_library
from cocreate.model.store import Store
from cocreate.sync import Folder, send

ME = Actor("bench")
NOTES, PASTE = 10_000, 2_000


def _add(store: Store, scope: str, first: int, count: int) -> None:
    notes = tuple(
        NewNote(id=f"{scope}-{k}", text=f"An idea about bread, number {k}", place=(170.0 * (k % 100), 1.7 * k))
        for k in range(first, first + count)
    )
    store.run(AddNotes(scope=scope, board_id=f"{scope}-board", notes=notes), ME)


def _begin(store: Store, scope: str) -> None:
    store.run(CreateWorkshop(scope=scope, title="Bread", board_id=f"{scope}-board"), ME)


def run() -> dict[str, object]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.cocreate-db"
        store = open_library(path)
        _begin(store, "w")
        for first in range(0, NOTES, PASTE):
            _add(store, "w", first, PASTE)
        commands = [_one(store, k) for k in range(200)]
        undo = [cpu_ms(lambda: store.undo("w", ME.id)) for _ in range(50)]
        pastes = []
        for k in range(5):
            _begin(store, f"p{k}")
            pastes.append(cpu_ms(lambda k=k: _add(store, f"p{k}", 0, PASTE)))  # type: ignore[misc]
        steps = store.steps("w", store.have("w"), 1 << 30)
        asked = _ask(store)
        store.close()
        opens = [_open(path) for _ in range(5)]
        other = Store(Path(folder) / "other.db")
        taken = cpu_ms(lambda: other.merge("w", steps))
        other.close()
        fetched = {name: _fetch(Path(folder) / name, batch) for name, batch in (("pasted", PASTE), ("typed", 1))}
        return {
            "notes": NOTES,
            "command_ms": summary(commands),
            "undo_ms": summary(undo),
            "paste_2000_ms": summary(pastes),
            "open_to_snapshot_ms": summary(opens),
            **asked,
            "new_laptop_ms": round(taken, 1),
            "new_laptop_from_folder_ms": fetched,
            "file_mb": round(path.stat().st_size / 1e6, 1),
            "goals": {"command_ms": 10, "paste_2000_ms": 300, "open_to_snapshot_ms": 500, "new_laptop_ms": 3000},
        }


def _ask(store: Store) -> dict[str, object]:
    """A search with many answers, the list of moments, the board of long ago, and that board brought back."""
    first = store.moments("w")[NOTES // PASTE].stamp
    return {
        "search_ms": summary([cpu_ms(lambda: store.search("w", "bread 12")) for _ in range(9)]),
        "moments_ms": summary([cpu_ms(lambda: store.moments("w")) for _ in range(9)]),
        "past_ms": summary([cpu_ms(lambda: store.at("w", first)) for _ in range(5)]),
        "restore_ms": round(cpu_ms(lambda: store.run(RestoreTo(scope="w", stamp=first), ME)), 1),
    }


def _fetch(home: Path, batch: int) -> float:
    """CPU of a laptop that takes 10,000 ideas, written `batch` at a time, out of a shared folder."""
    share = home / "share"
    share.mkdir(parents=True)
    writer, reader = open_library(home / "writer.cocreate-db"), open_library(home / "reader.cocreate-db")
    _begin(writer, "w")
    for first in range(0, NOTES, batch):
        _add(writer, "w", first, batch)
    send(writer, share, lambda desk, pulse: Folder(desk, share, "w", pulse=pulse).sync())
    spent = cpu_ms(lambda: send(reader, share, lambda desk, pulse: Folder(desk, share, "w", pulse=pulse).sync()))
    assert reader.have("w") == writer.have("w")
    writer.close()
    reader.close()
    return round(spent, 1)


def _one(store: Store, k: int) -> float:
    if k % 2:
        return cpu_ms(lambda: store.run(EditNote(scope="w", note_id=f"w-{37 * k}", text=f"again {k}"), ME))
    return cpu_ms(lambda: store.run(MoveNotes(scope="w", moves=(Move(f"w-{37 * k}", (k, -k)),)), ME))


def _open(path: Path) -> float:
    held: list[Library] = []

    def work() -> None:
        held.append(open_library(path))
        held[0].snapshot("w")

    spent = cpu_ms(work)
    held[0].close()
    return spent
