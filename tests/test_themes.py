"""A suggestion that is accepted keeps what people made: pins, names, places, and the ids of themes that go on."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest

from cocreate.insight.clustering import heirs, suggest
from cocreate.insight.embedding import WordsEmbedder
from cocreate.interchange import read_ideas, to_command
from cocreate.model.commands import Actor, AddFrame, CreateWorkshop, GroupNotes, Move, MoveNotes
from cocreate.model.snapshot import NOTE_SIZE, WorkshopSnapshot
from cocreate.model.store import Store
from cocreate.themes import acceptance, former, ideas_of, wish_for

FACILITATOR = Actor("f")
FOOD = [f"Cook {what} soup together in the kitchen" for what in ("tomato", "onion", "pea", "fish", "leek", "bean")]
BIKES = [f"Ride a {what} bicycle to work on the road" for what in ("red", "blue", "fast", "small", "old", "new")]


@pytest.fixture
def store() -> Iterator[Store]:
    store = Store(None)
    store.run(CreateWorkshop(scope="w", title="Lunch", board_id="board"), FACILITATOR)
    command = to_command(read_ideas("\n".join(FOOD + BIKES).encode(), "a.txt"), store.snapshot("w"))
    assert command is not None
    store.run(command, FACILITATOR)
    yield store
    store.close()


def accept(store: Store) -> WorkshopSnapshot:
    before = store.snapshot("w")
    suggestion = suggest(ideas_of(before), wish_for(before), WordsEmbedder())
    store.run(acceptance(suggestion, before, heirs(suggestion, former(before))), FACILITATOR)
    return store.snapshot("w")


def group_by_hand(store: Store, texts: list[str]) -> None:
    notes = {n.text: n for n in store.snapshot("w").notes}
    ids = tuple(notes[t].id for t in texts)
    spots = tuple((note, (5000.0 + 172 * k, 5060.0)) for k, note in enumerate(ids))
    store.run(
        GroupNotes(
            scope="w", board_id="board", cluster_id="ours", note_ids=ids, title="Ours", place=(5000, 5000), places=spots
        ),
        FACILITATOR,
    )


def test_a_second_run_keeps_the_ids_of_themes_that_go_on(store: Store) -> None:
    first, second = accept(store), accept(store)
    assert {c.id for c in first.clusters} == {c.id for c in second.clusters}
    assert len(first.clusters) >= 2


def test_what_people_named_and_pinned_stays(store: Store) -> None:
    group_by_hand(store, FOOD[:3])
    held = {n.id: n.place for n in store.snapshot("w").members["ours"]}
    after = accept(store)
    (ours,) = [c for c in after.clusters if c.id == "ours"]
    assert ours.title == "Ours"
    assert {n.id: n.place for n in after.members["ours"] if n.is_pinned} == held


def test_notes_that_join_a_held_theme_cover_nothing(store: Store) -> None:
    group_by_hand(store, FOOD[:3])
    after = accept(store)
    assert len(after.members["ours"]) > 3, "the other soups belong here"
    for a, b in itertools.combinations(after.members["ours"], 2):
        assert any(abs(p - q) >= NOTE_SIZE for p, q in zip(a.place, b.place, strict=True))


def test_accepting_is_one_undo(store: Store) -> None:
    accept(store)
    store.undo("w", FACILITATOR.id)
    assert store.snapshot("w").clusters == ()


def covered(snapshot: WorkshopSnapshot) -> list[tuple[str, str]]:
    """Pairs of notes that overlap."""
    return [
        (a.text, b.text)
        for a, b in itertools.combinations(snapshot.notes, 2)
        if all(abs(p - q) < NOTE_SIZE for p, q in zip(a.place, b.place, strict=True))
    ]


def test_ideas_that_fit_nowhere_make_way_for_the_themes(store: Store) -> None:
    strange = "Zebra\nXylophone quartz\nVolcano\nIgloo umbrella\nOboe\nUkulele jackdaw"
    command = to_command(read_ideas(strange.encode(), "b.txt"), store.snapshot("w"))
    assert command is not None
    store.run(command, FACILITATOR)
    before = store.snapshot("w")
    suggestion = suggest(ideas_of(before), wish_for(before), WordsEmbedder())
    assert suggestion.unsure, "some of these fit nowhere"
    block = suggestion.clusters[0].spot
    in_the_way = Move(suggestion.unsure[0], (block[0] + 90, block[1] + 90))
    store.run(MoveNotes(scope="w", moves=(in_the_way,)), FACILITATOR)
    after = accept(store)
    assert not covered(after)


def test_themes_are_laid_beside_the_frames_of_the_board(store: Store) -> None:
    store.run(
        AddFrame(scope="w", board_id="board", frame_id="f", title="Rules", place=(100, 100), size=(900, 500)),
        FACILITATOR,
    )
    after = accept(store)
    for note in after.notes:
        if note.cluster_id is not None:
            assert note.place[0] >= 1000 or note.place[0] + NOTE_SIZE <= 100
    assert not covered(after)
