"""Near-duplicates. Planted and seen caught: thresholds moved; only the upper block compared; letters not counted;
words not sorted. That they rest on sentence vectors is tested with the whole suggestion."""

from __future__ import annotations

from difflib import SequenceMatcher

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import cocreate.insight.similar as similar
from cocreate.insight.embedding import unit
from cocreate.insight.similar import by_meaning, by_words


def at(*cosines: float) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    """The first row, and one row at each of these cosines from it, each in a direction of its own."""
    rows = np.zeros((len(cosines) + 1, len(cosines) + 1), dtype=np.float32)
    rows[0, 0] = 1.0
    for i, c in enumerate(cosines, 1):
        rows[i, 0], rows[i, i] = c, (1 - c * c) ** 0.5
    return unit(rows)


def test_likely_from_90_and_similar_from_80() -> None:
    found = by_meaning(at(0.79, 0.81, 0.89, 0.91))
    assert [(p.a, p.b, p.kind) for p in found if p.a == 0] == [(0, 4, "likely"), (0, 3, "similar"), (0, 2, "similar")]
    assert [p.score for p in found] == sorted((p.score for p in found), reverse=True)


@pytest.mark.parametrize("block", [2, 3, 512])
def test_blocks_do_not_change_the_pairs(monkeypatch: pytest.MonkeyPatch, block: int) -> None:
    rows = unit(np.random.default_rng(3).standard_normal((30, 2)))
    want = {(a, b) for a in range(30) for b in range(a + 1, 30) if float(rows[a] @ rows[b]) >= 0.8}
    monkeypatch.setattr(similar, "BLOCK", block)
    assert {(p.a, p.b) for p in by_meaning(rows)} == want


def test_a_person_is_not_buried_in_pairs() -> None:
    assert len(by_meaning(np.repeat(at(), 60, axis=0))) == similar.MOST


WORDS = st.lists(st.sampled_from(["tree", "trees", "park", "bench", "green", "a"]), min_size=1, max_size=6)


@given(st.lists(WORDS.map(" ".join), min_size=2, max_size=6))
def test_the_fallback_finds_every_pair_with_nearly_the_same_words(texts: list[str]) -> None:
    plain = [" ".join(sorted(t.split())) for t in texts]
    want = {
        (a, b)
        for a in range(len(texts))
        for b in range(a + 1, len(texts))
        if SequenceMatcher(None, plain[a], plain[b], autojunk=False).ratio() >= 0.9
    }
    assert {(p.a, p.b) for p in by_words(texts)} == want


def test_the_fallback_counts_a_letter_as_often_as_it_stands() -> None:
    assert len(by_words(["a" * 20 + "b", "a" * 20 + "c"])) == 1


def test_the_order_of_the_words_does_not_matter_to_the_fallback() -> None:
    assert [(p.a, p.b, p.kind) for p in by_words(["meer bomen, graag", "Graag meer bomen", "iets anders"])] == [
        (0, 1, "likely")
    ]
    assert by_words([]) == by_words(["one"]) == []
