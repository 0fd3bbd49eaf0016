"""The engine: one thread owns the library; work is done in order, and troubles come back."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from cocreate.engine import Engine
from cocreate.errors import LibraryTrouble, Refused
from cocreate.model.commands import CreateWorkshop, EditWorkshop
from cocreate.model.journal import Stepped
from cocreate.model.store import Store

ROOT = Path(__file__).resolve().parents[1]
WAIT = 30


@pytest.fixture
def engine() -> Iterator[Engine]:
    made = Engine(None)
    made.start().result(WAIT)
    yield made
    made.stop()


def create(scope: str = "w") -> CreateWorkshop:
    return CreateWorkshop(scope=scope, title="Bread")


def test_work_runs_on_one_thread_in_order(engine: Engine) -> None:
    seen: list[tuple[int, str]] = []
    done = [engine.submit(lambda _, k=k: seen.append((k, threading.current_thread().name))) for k in range(20)]
    for future in done:
        future.result(WAIT)
    assert seen == [(k, "cocreate-engine") for k in range(20)]


def test_a_command_is_committed_before_anybody_hears(tmp_path: Path) -> None:
    heard: list[tuple[str, Stepped]] = []
    made = Engine(tmp_path / "x.cocreate-db", lambda told: heard.append((threading.current_thread().name, told)))
    made.start().result(WAIT)
    told = made.run(create()).result(WAIT)
    assert heard == [("cocreate-engine", told)]
    made.stop()
    again = Engine(tmp_path / "x.cocreate-db")
    again.start().result(WAIT)
    assert [w.id for w in again.submit(Store.workshops).result(WAIT)] == ["w"]
    again.stop()


def test_a_refusal_comes_back_and_the_engine_goes_on(engine: Engine) -> None:
    with pytest.raises(Refused):
        engine.run(EditWorkshop(scope="nowhere", title="x")).result(WAIT)
    assert engine.run(create()).result(WAIT).rows


def test_the_actor_is_this_device(engine: Engine) -> None:
    assert engine.actor.id == "f-" + engine.submit(lambda store: store.device).result(WAIT)
    assert engine.actor.role == "facilitator"


def test_a_library_that_cannot_be_opened_is_the_answer_to_start(tmp_path: Path) -> None:
    path = tmp_path / "x.cocreate-db"
    path.write_text("not a library")
    made = Engine(path)
    with pytest.raises(LibraryTrouble):
        made.start().result(WAIT)
    made.stop()
    assert path.read_text() == "not a library"


def test_stop_finishes_what_was_submitted_and_frees_the_library(tmp_path: Path) -> None:
    made = Engine(tmp_path / "x.cocreate-db")
    made.start().result(WAIT)
    last = [made.run(create(f"w{k}")) for k in range(30)]
    made.stop()
    assert all(future.result(0).rows for future in last)
    made.stop()
    again = Engine(tmp_path / "x.cocreate-db")
    again.start().result(WAIT)
    assert len(again.submit(Store.workshops).result(WAIT)) == 30
    again.stop()


def test_work_called_off_before_its_turn_does_not_run(engine: Engine) -> None:
    gate, ran = threading.Event(), []
    first = engine.submit(lambda _: gate.wait(WAIT))
    second = engine.submit(lambda _: ran.append(1))
    assert second.cancel()
    gate.set()
    assert first.result(WAIT)
    engine.submit(lambda _: None).result(WAIT)
    assert ran == []


def test_an_engine_that_never_started_stops() -> None:
    Engine(None).stop()


def test_the_window_is_imported_without_the_database() -> None:
    """SQLAlchemy costs half a second to import: the engine thread does that after the first paint."""
    code = "import sys, cocreate.app; print([m for m in ('sqlalchemy', 'alembic', 'reportlab') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.stdout.strip() == "[]", done.stderr
