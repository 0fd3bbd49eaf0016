"""A suggestion that is accepted keeps what people made: pins, names, places, and the ids of themes that go on."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace

import pytest

from cocreate.insight.clustering import heirs, suggest
from cocreate.insight.embedding import WordsEmbedder
from cocreate.insight.values import Wish
from cocreate.interchange import read_ideas, to_command
from cocreate.model.commands import (
    Actor,
    AddFrame,
    CreateWorkshop,
    GroupNotes,
    Move,
    MoveNotes,
    NameCluster,
    UngroupNotes,
)
from cocreate.model.snapshot import NOTE_SIZE, WorkshopSnapshot
from cocreate.model.store import Store
from cocreate.themes import acceptance, changes, former, ideas_of, part_of, placing, wish_for

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


# ---- what a proposal would change


def add_ideas(store: Store, texts: list[str]) -> None:
    command = to_command(read_ideas("\n".join(texts).encode(), "more.txt"), store.snapshot("w"))
    assert command is not None
    store.run(command, FACILITATOR)


MORE_FOOD = ["Cook carrot soup together in the kitchen", "Cook beet soup together in the kitchen"]


def test_placing_new_ideas_moves_no_other(store: Store) -> None:
    before = accept(store)
    add_ideas(store, MORE_FOOD)
    added = store.snapshot("w")
    suggestion = suggest(ideas_of(added), placing(added), WordsEmbedder())
    store.run(acceptance(suggestion, added, {}), FACILITATOR)
    after = store.snapshot("w")
    assert {n.id: (n.place, n.cluster_id) for n in before.notes if n.cluster_id}.items() <= {
        n.id: (n.place, n.cluster_id) for n in after.notes
    }.items()
    (soups,) = {n.cluster_id for n in after.notes if n.text in FOOD}
    assert {n.cluster_id for n in after.notes if n.text in MORE_FOOD} == {soups}
    assert not covered(after)


def test_a_proposal_tells_who_stays_joins_comes_and_leaves(store: Store) -> None:
    before = accept(store)
    soups = next(c for c in before.clusters if FOOD[0] in {n.text for n in before.members[c.id]})
    stray = next(n for n in before.notes if n.text == BIKES[0])
    move = Move(stray.id, (4000.0, 4000.0), cluster_id=soups.id)
    store.run(MoveNotes(scope="w", moves=(move,)), FACILITATOR)
    store.run(UngroupNotes(scope="w", note_ids=(next(n.id for n in before.notes if n.text == FOOD[1]),)), FACILITATOR)
    shot = store.snapshot("w")
    free = suggest(ideas_of(shot), Wish(), WordsEmbedder())
    told = changes(free, shot, heirs(free, former(shot)))
    texts = {n.id: n.text for n in shot.notes}
    soup = next(c for c in told if c.cluster_id == soups.id)
    assert [texts[n] for n in soup.join] == [FOOD[1]]
    assert [texts[n] for n in soup.leave] == [BIKES[0]]
    other = next(c for c in told if c.key and c.cluster_id != soups.id and c.come)
    assert [texts[n] for n in other.come] == [BIKES[0]]
    assert other.sources == (soups.id,)
    assert not soup.is_quiet
    every = [n for c in told for n in (*c.stay, *c.join, *c.come)]
    assert len(every) == len(set(every))


def test_an_unchanged_board_has_only_quiet_changes(store: Store) -> None:
    shot = accept(store)
    again = suggest(ideas_of(shot), wish_for(shot), WordsEmbedder())
    assert all(c.is_quiet for c in changes(again, shot, heirs(again, former(shot))))


def test_a_part_of_a_proposal_leaves_the_rest_where_it_is(store: Store) -> None:
    before = store.snapshot("w")
    whole = suggest(ideas_of(before), wish_for(before), WordsEmbedder())
    first = whole.clusters[0]
    store.run(acceptance(part_of(whole, {first.key}), before, {}), FACILITATOR)
    after = store.snapshot("w")
    assert len(after.clusters) == 1
    assert {n.id for n in after.notes if n.cluster_id} == set(first.notes)


def test_a_part_is_laid_beside_the_themes_that_stay(store: Store) -> None:
    group_by_hand(store, BIKES)
    store.run(NameCluster(scope="w", cluster_id="ours", title="Cycling"), FACILITATOR)
    corner = tuple((n.id, (172.0 * k, 0.0)) for k, n in enumerate(store.snapshot("w").members["ours"]))
    store.run(MoveNotes(scope="w", moves=tuple(Move(n, p, cluster_id="ours") for n, p in corner)), FACILITATOR)
    shot = store.snapshot("w")
    whole = suggest(ideas_of(shot), Wish(), WordsEmbedder())
    soup = next(c for c in whole.clusters if any(n.text in FOOD for n in shot.notes if n.id in c.notes))
    only = replace(whole, clusters=(replace(soup, spot=(0.0, 0.0)),))
    store.run(acceptance(only, shot, {}), FACILITATOR)
    after = store.snapshot("w")
    assert {n.text for n in after.members["ours"]} == set(BIKES)
    assert not [pair for pair in covered(after) if set(pair) & set(FOOD) and set(pair) & set(BIKES)]
