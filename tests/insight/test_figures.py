"""The figures of the design on real short texts, where the shared folder is at hand: two boards a set, to be quick.

All five boards are measured with the bench itself (`../shared/bench/clustering`).
"""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

import cocreate.insight.clustering as clustering
from cocreate.insight.clustering import Idea, group, place, suggest
from cocreate.insight.embedding import Embedder, WordsEmbedder

BENCH = Path(__file__).resolve().parents[2].parent / "shared" / "bench" / "clustering" / "bench.py"


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    if not BENCH.is_file():
        pytest.skip("the shared bench (../shared/bench/clustering) is not here")
    spec = importlib.util.spec_from_file_location("clustering_bench", BENCH)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def scores(bench: ModuleType, name: str, boards: int) -> float:
    """Mean adjusted Rand index over some boards of one set."""
    labels, texts = bench.load(bench.DATA / f"{name}.tsv")
    found = [
        bench.ari(bench.table([labels[i] for i in pick], group([texts[i] for i in pick])))
        for pick in bench.boards(labels, boards)
    ]
    return float(np.mean(found))


SETS = ("agnews", "amsterdam-ideas-a", "banking77", "stackoverflow", "tweet89", "xsid-nl-valid")


def test_themes_agree_with_those_of_people(bench: ModuleType, model: Embedder) -> None:
    found = {name: scores(bench, name, 2) for name in SETS}
    assert np.mean(list(found.values())) >= 0.61, found
    assert found["xsid-nl-valid"] >= 0.67
    assert found["amsterdam-ideas-a"] >= 0.08


def test_words_alone_do_what_they_can(bench: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clustering, "best_embedder", WordsEmbedder)
    found = {name: scores(bench, name, 2) for name in SETS}
    assert np.mean(list(found.values())) >= 0.46, found


def test_new_notes_join_and_stay_apart(bench: ModuleType, model: Embedder) -> None:
    class Args:
        data, only = bench.DATA, "xsid-nl-valid,banking77"

    found = bench.cmd_place(place, Args)
    assert found["kept"] == 1.0
    assert found["joined"] >= 0.88
    assert found["stayed apart"] >= 0.6


@pytest.mark.parametrize(
    "name", ["amsterdam-285-nl", "amsterdam-252-nl", "innovonto-environment-en", "innovonto-mturk-app-en"]
)
def test_no_note_of_a_real_board_is_without_a_reason(shared_data: Path, model: Embedder, name: str) -> None:
    lines = (shared_data / "ideas" / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    found = suggest([Idea(f"{i:03}", line.split("\t")[-1]) for i, line in enumerate(lines)])
    assert len(found.reasons) == len(lines)
    assert all(len(r.nearest) == 2 and r.cluster and r.second for r in found.reasons)
    assert 5 <= len(found.clusters) <= 14
    assert 0.01 <= len(found.unsure) / len(lines) <= 0.25
    for c in found.clusters:
        assert c.title[0].isupper() or not c.title[0].isalpha()
        assert len(c.terms) <= 3
