"""The spare process: results, progress, errors and cancel come back; a dead one is replaced."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent))  # the spare process imports the jobs by this path

import jobs_for_worker as jobs

from cocreate import worker as module
from cocreate.errors import FileTrouble
from cocreate.worker import Cancelled, Worker

WAIT = 60


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    made = Worker()
    yield made
    made.stop()


def test_results_and_progress_come_back_from_another_process(worker: Worker) -> None:
    heard: list[float] = []
    total, pid = worker.run(jobs.add, 2, 3, times=2, progress=heard.append).future.result(WAIT)
    assert (total, heard) == (10, [0.5])
    assert pid != os.getpid()


def test_the_process_stays_warm(worker: Worker) -> None:
    first = worker.run(jobs.add, 1, 1).future.result(WAIT)
    assert worker.run(jobs.add, 1, 1).future.result(WAIT) == first


def test_jobs_wait_for_each_other(worker: Worker) -> None:
    started = [worker.run(jobs.add, k, 0) for k in range(5)]
    assert [job.future.result(WAIT)[0] for job in started] == [0, 1, 2, 3, 4]


def test_a_trouble_comes_back_as_it_is(worker: Worker) -> None:
    with pytest.raises(FileTrouble) as caught:
        worker.run(jobs.trouble).future.result(WAIT)
    assert caught.value.values == {"name": "x", "why": "gone"}


def test_a_bug_comes_back_and_the_process_lives(worker: Worker) -> None:
    pid = worker.run(jobs.add, 1, 1).future.result(WAIT)[1]
    with pytest.raises(KeyError):
        worker.run(jobs.bug).future.result(WAIT)
    with pytest.raises(RuntimeError):
        worker.run(jobs.unpicklable).future.result(WAIT)
    assert worker.run(jobs.add, 1, 1).future.result(WAIT)[1] == pid


def test_a_job_is_called_off_at_its_next_progress(worker: Worker) -> None:
    pid = worker.run(jobs.add, 1, 1).future.result(WAIT)[1]
    began = threading.Event()
    job = worker.run(jobs.long, progress=lambda _: began.set())
    assert began.wait(WAIT)
    job.cancel()
    with pytest.raises(Cancelled):
        job.future.result(WAIT)
    assert worker.run(jobs.add, 1, 1).future.result(WAIT)[1] == pid, "a job that listens does not cost the process"


def test_a_job_called_off_while_waiting_never_runs(worker: Worker) -> None:
    began = threading.Event()
    first = worker.run(jobs.long, progress=lambda _: began.set())
    assert began.wait(WAIT)
    second = worker.run(jobs.add, 1, 1)
    second.cancel()
    first.cancel()
    with pytest.raises(Cancelled):
        second.future.result(WAIT)
    with pytest.raises(Cancelled):
        first.future.result(WAIT)


def test_a_job_that_does_not_listen_is_ended(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "GRACE", 0.1)
    began = threading.Event()
    job = worker.run(jobs.deaf, progress=lambda _: began.set())
    assert began.wait(WAIT)
    job.cancel()
    with pytest.raises(Cancelled):
        job.future.result(WAIT)
    assert worker.run(jobs.add, 2, 2).future.result(WAIT)[0] == 4, "a new process takes over"


def test_a_process_that_dies_fails_its_job_and_is_replaced(worker: Worker) -> None:
    with pytest.raises(RuntimeError, match="died"):
        worker.run(jobs.die).future.result(WAIT)
    assert worker.run(jobs.add, 2, 2).future.result(WAIT)[0] == 4


def test_stop_ends_what_is_under_way() -> None:
    made = Worker()
    began = threading.Event()
    job = made.run(jobs.deaf, progress=lambda _: began.set())
    assert began.wait(WAIT)
    made.stop()
    assert isinstance(job.future.exception(WAIT), Cancelled)
    made.stop()
