"""Eight connections race for the ballots of one round, by every method: none is doubled, none is lost."""

from __future__ import annotations

import threading
from collections import Counter
from pathlib import Path

import pytest
from export.test_record import _keyed
from sqlalchemy.exc import IntegrityError

from cocreate.model import db
from cocreate.model.ballots import Box
from cocreate.model.commands import AddParticipants, CloseRound, NewParticipant, OpenRound
from cocreate.model.store import Store
from cocreate.voting import receipts
from model.kit import ME, W, add, begin, code_of
from model.test_methods_of_voting import ROOMS, draft, options, run

LINES, EACH = 8, 1
SHARED = "everybody"  # whose one ballot all eight try to cast


def voter(path: Path, line: int, votes: dict[str, int], done: list[str], start: threading.Barrier) -> None:
    """One connection: the shared ballot first, then those that two lines each try, then its own."""
    engine = db.engine(path)
    with engine.connect() as connection:
        box = Box(connection, f"line{line}")
        start.wait(30)
        for who in [SHARED, f"pair{line // 2}", *(f"p{line}-{k}" for k in range(EACH))]:
            try:
                with db.Transaction(connection, path, lambda: None):
                    box.cast("r", who, code_of(f"{who}{line}"), votes)
                done.append(f"{who}{line}")
            except IntegrityError:
                continue
    engine.dispose()


@pytest.mark.parametrize("method", ROOMS)
def test_eight_connections_double_and_lose_no_ballot(method: str, tmp_path: Path) -> None:
    values, ballots, _ = ROOMS[method]
    path = tmp_path / "a.db"
    s = Store(path)
    begin(s)
    for k in range(4):
        add(s, f"n{k}", f"idea {k}")
    people = [
        SHARED,
        *(f"pair{k}" for k in range(LINES // 2)),
        *(f"p{x}-{k}" for x in range(LINES) for k in range(EACH)),
    ]
    s.run(AddParticipants(scope=W, participants=tuple(NewParticipant(p, p) for p in people)), ME)
    draft(s, method, **values)
    run(s, OpenRound)
    names = options(s)
    votes = _keyed(names, ballots[0])
    done: list[str] = []
    start = threading.Barrier(LINES)
    lines = [threading.Thread(target=voter, args=(path, k, votes, done, start)) for k in range(LINES)]
    for line in lines:
        line.start()
    for line in lines:
        line.join(60)
    assert Counter(who[:-1] for who in done) == Counter(people), "each once, whoever was first"
    with s._db.begin():
        held = s._box.ballots("r")
    wanted = sorted(receipts.leaf("r", code_of(who), votes).hex() for who in done)
    assert [leaf for leaf, _ in held] == wanted
    assert all(found == votes for _, found in held), "whole ballots only"
    run(s, CloseRound)
    assert (s.snapshot(W).rounds[0].ballots, s.faults()) == (len(people), [])
    s.close()
