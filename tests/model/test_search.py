"""What a search finds: folded words, prefixes, places; the index says what the pure functions say, always."""

from __future__ import annotations

import itertools
import random
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cocreate.model import search
from cocreate.model.commands import (
    AddFrame,
    AddLabel,
    AddNotes,
    GroupNotes,
    MergeNotes,
    NewNote,
    RemoveWorkshop,
)
from cocreate.model.store import Store
from model.kit import ME, B, W, add, begin, put_text, remove, store, wire


def marked(text: str, question: str) -> str:
    """The text with its hits in brackets."""
    out, last = "", 0
    for start, end in search.ranges(text, question):
        out += f"{text[last:start]}[{text[start:end]}]"
        last = end
    return out + text[last:]


@pytest.mark.parametrize(
    ("text", "question", "shown"),
    [
        ("Bake bread in the park", "bread", "Bake [bread] in the park"),
        ("Bake bread in the park", "BR pa", "Bake [br]ead in the [pa]rk"),
        ("Bake bread in the park", "read", "Bake bread in the park"),
        ("Bake bread", "bread cake", "Bake bread"),
        ("Crème brûlée", "creme BRULEE", "[Crème] [brûlée]"),
        ("Creme", "crèm", "[Crem]e"),
        ("Cre\u0300me", "crem", "[Cre\u0300m]e"),
        ("Straße 12", "strasse", "[Straße] 12"),
        ("STRASSE", "straß", "[STRASS]E"),
        ("ﬁnd it", "fin", "[ﬁn]d it"),
        ("İstanbul", "istan", "[İstan]bul"),
        ("don't re-use", "don't re-us", "[don't] [re-us]e"),
        ("面包店的面包", "面包", "[面包]店的[面包]"),
        ("パン屋さん", "屋さ", "パン[屋さ]ん"),
        ("Share 🍞 now", "🍞", "Share [🍞] now"),
        ("chef 👩‍🍳 and 👩", "👩‍🍳", "chef [👩‍🍳] and 👩"),
        ("لُغَة", "لغة", "[لُغَة]"),
        ("שָׁלוֹם", "שלום", "[שָׁלוֹם]"),
        ("snake_case", "case", "snake_[case]"),
        ("12 of 120", "12", "[12] of [12]0"),
        ("aa aaa", "a aa", "[aa] [aa]a"),
        ("x" * 20_000, "x", "[x]" + "x" * 19_999),
        ("plain", "", "plain"),
        ("plain", '"*()', "plain"),
    ],
)
def test_places_that_answer_a_question(text: str, question: str, shown: str) -> None:
    assert marked(text, question) == shown


TEXT = st.text(
    alphabet=st.one_of(
        st.sampled_from('abé ß-_"*():^面包店🍞\u0301\u200d\x00İ١लिमक्ष한글ﬁ\t\n'),
        st.characters(exclude_categories=("Cs",)),
    ),
    max_size=12,
)


@given(TEXT, TEXT)
@example("a\x00b", "b")
def test_places_exist_where_a_text_answers(text: str, question: str) -> None:
    found = search.ranges(text, question)
    assert bool(found) == (search.matches(text, question) and bool(search.phrases(question)))
    assert list(found) == sorted(found)
    assert all(0 <= a < b <= len(text) for a, b in found)
    assert all(a[1] < b[0] for a, b in itertools.pairwise(found)), "hits lie apart"


@given(TEXT)
def test_a_text_answers_to_itself(text: str) -> None:
    assert search.matches(text, text)
    assert search.folded(text) == "".join(f" {w.text}" for w in search.words(text)), "short cuts change nothing"
    assert search.phrases(text.upper()) == search.phrases(text.upper().lower()) or not text.isascii()


@settings(max_examples=60, deadline=None)
@given(
    st.lists(TEXT.filter(lambda t: bool(t.replace("\0", "").strip())), min_size=1, max_size=8),
    st.lists(TEXT, max_size=5),
)
def test_the_index_finds_what_the_pure_functions_find(texts: list[str], questions: list[str]) -> None:
    s = store(workshop=True)
    s.run(
        AddNotes(
            scope=W, board_id=B, notes=tuple(NewNote(id=f"n{k}", text=t, place=(0, 0)) for k, t in enumerate(texts))
        ),
        ME,
    )
    notes = s.snapshot(W).notes
    for question in [*questions, *(t[:3] for t in texts)]:
        wanted = {n.id for n in notes if search.phrases(question) and search.matches(n.text, question)}
        found = s.search(W, question)
        assert {hit.id for hit in found} == wanted, question
        assert all(hit.ranges for hit in found)
    s.close()


@pytest.mark.parametrize(
    "question",
    ['"', '""', "*", "bread*", "NEAR(bread park, 2)", "bread AND", "OR", "NOT bread", "words:bread", "-bread", "^bread",
     "(bread", "bread\0park", "{row}:x", "+", "bread)", "'; DROP TABLE search; --", "\ud800", "\\", "a" * 5000,
     " ".join(map(str, range(20_000)))],
)  # fmt: skip
def test_a_question_is_never_syntax(question: str) -> None:
    s = store(workshop=True)
    add(s, "n", "bread and wine")
    add(s, "m", "near the not so old park")
    s.search(W, question)
    assert [h.id for h in s.search(W, "bread")] == ["n"]
    s.close()


def ids(s: Store, question: str, **more: object) -> list[str]:
    return [hit.id for hit in s.search(W, question, **more)]  # type: ignore[arg-type]


def test_only_what_is_shown_is_found() -> None:
    s = store(workshop=True)
    for name in "abc":
        add(s, name, f"bread {name}")
    assert sorted(ids(s, "bread")) == ["a", "b", "c"]
    remove(s, "a")
    s.run(MergeNotes(scope=W, into_id="c", from_ids=("b",)), ME)
    assert ids(s, "bread") == ["c"]
    s.undo(W, ME.id)
    s.undo(W, ME.id)
    assert sorted(ids(s, "bread")) == ["a", "b", "c"]
    put_text(s, "c", "butter")
    assert (sorted(ids(s, "bread")), ids(s, "but")) == (["a", "b"], ["c"])
    assert ids(s, "bread", limit=1) == ["a"], "equal answers in the order of their ids"
    assert s.faults() == []


def test_the_best_answer_comes_first_and_other_workshops_stay_out() -> None:
    s = store(workshop=True)
    begin(s, "other", "b2")
    s.run(AddNotes(scope="other", board_id="b2", notes=(NewNote(id="x", text="bread", place=(0, 0)),)), ME)
    add(s, "long", "bread among many other words that say little about it")
    add(s, "short", "bread, bread")
    assert ids(s, "bread") == ["short", "long"]
    assert [h.id for h in s.search("other", "bread")] == ["x"]
    everywhere = {(h.scope, h.id, h.text, h.ranges[0]) for h in s.search(None, "bread")}
    assert everywhere == {
        (W, "short", "bread, bread", (0, 5)), ("other", "x", "bread", (0, 5)),
        (W, "long", "bread among many other words that say little about it", (0, 5)),
    }  # fmt: skip
    s.run(RemoveWorkshop(scope=W), ME)
    assert [h.id for h in s.search(None, "bread")] == ["x"], "a workshop that was removed is not looked through"
    assert s.faults() == []


def test_themes_labels_and_frames_are_found_when_asked_for() -> None:
    s = store(workshop=True)
    add(s, "n", "bread")
    s.run(GroupNotes(scope=W, board_id=B, cluster_id="c", note_ids=("n",), title="Bread"), ME)
    s.run(AddLabel(scope=W, board_id=B, label_id="l", text="Our bread", place=(0, 0)), ME)
    s.run(AddFrame(scope=W, board_id=B, frame_id="f", title="Bread shelf", place=(0, 0), size=(300, 300)), ME)
    assert ids(s, "bread") == ["n"]
    kinds = ("note", "cluster", "label", "frame", "participant")
    assert {(h.kind, h.id) for h in s.search(W, "bread", kinds=kinds)} == {
        ("note", "n"), ("cluster", "c"), ("label", "l"), ("frame", "f"),
    }  # fmt: skip
    assert s.search(W, "bread", kinds=()) == []


def test_foreign_steps_are_found_too() -> None:
    a, b = store(workshop=True), store()
    add(a, "n", "bread")
    b.merge(W, wire(a))
    assert ids(b, "bread") == ["n"]
    put_text(a, "n", "butter")
    add(a, "m", "jam")
    b.merge(W, wire(a))
    assert (ids(b, "bread"), ids(b, "butter"), ids(b, "jam")) == ([], ["n"], ["m"])
    remove(a, "n")
    b.merge(W, wire(a))
    assert ids(b, "butter") == []
    assert b.faults() == []


def test_a_damaged_or_forgotten_index_is_a_fault_and_another_version_is_made_anew(tmp_path: Path) -> None:
    s = Store(tmp_path / "a.db")
    begin(s)
    add(s, "n", "bread")
    with s._db.begin():
        s._db.exec_driver_sql("DELETE FROM search")
        s._db.exec_driver_sql("UPDATE setting SET value = 'older' WHERE key = 'search'")
    assert s.faults() == ["search index"]
    s.close()
    s = Store(tmp_path / "a.db")
    assert s.faults() == []
    assert ids(s, "bread") == ["n"]
    s.close()


@pytest.mark.parametrize("seed", range(3))
def test_the_index_follows_a_busy_afternoon(seed: int) -> None:
    r, s = random.Random(seed), store(workshop=True)
    said = ["bread", "butter", "Brötchen", "bread and jam", "面包"]
    for k in range(60):
        name = f"n{r.randrange(8)}"
        held = {n.id for n in s.snapshot(W).notes}
        if name not in held and k < 8:
            add(s, f"n{k}", r.choice(said))
        elif name in held:
            r.choice([lambda n: put_text(s, n, r.choice(said)), lambda n: remove(s, n), lambda _: s.undo(W, ME.id)])(
                name
            )
        for question in ("bread", "b", "brot", "包"):
            assert set(ids(s, question)) == {n.id for n in s.snapshot(W).notes if search.matches(n.text, question)}
    assert s.faults() == []
