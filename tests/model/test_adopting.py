"""A workshop from a file becomes the workshop it was, with its votes; what is there already stays untouched."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from cocreate.demo import build_demo
from cocreate.errors import Refused
from cocreate.export.redact import released
from cocreate.model.commands import Actor, AdoptWorkshop, RemoveWorkshop, adoption, copied
from cocreate.model.commands.adopting import rows_of
from cocreate.model.snapshot import Note, NoteTag, NotSame, Tag, VotingRound, WorkshopSnapshot
from cocreate.model.store import Store

ME = Actor("f")


@pytest.fixture
def demo() -> WorkshopSnapshot:
    store = Store(None)
    try:
        return released(store.snapshot(build_demo(store, ME, "nl", date(2026, 11, 24))))
    finally:
        store.close()


@pytest.fixture
def store() -> Iterator[Store]:
    made = Store(None)
    yield made
    made.close()


def test_it_is_the_workshop_that_it_was_with_its_votes(demo: WorkshopSnapshot, store: Store) -> None:
    told = store.run(adoption(demo), ME)
    held = store.snapshot(demo.workshop.id)
    assert replace(held, stamp="") == replace(demo, stamp="")
    assert [r.state for r in held.rounds] == ["revealed"]
    assert held.results
    assert len(store.moments(demo.workshop.id)) == 1
    assert len(told.rows) == len(rows_of(demo))
    assert store.undo(demo.workshop.id, ME.id) is None
    assert store.search(None, demo.notes[0].text.split()[0])


def test_other_laptops_get_it_as_one_step(demo: WorkshopSnapshot, store: Store) -> None:
    store.run(adoption(demo), ME)
    scope = demo.workshop.id
    other = Store(None)
    try:
        other.merge(scope, store.steps(scope, store.have(scope)))
        assert replace(other.snapshot(scope), stamp="") == replace(demo, stamp="")
    finally:
        other.close()


def test_what_is_there_is_not_touched(demo: WorkshopSnapshot, store: Store) -> None:
    store.run(adoption(demo), ME)
    before = store.snapshot(demo.workshop.id)
    with pytest.raises(Refused, match="already"):
        store.run(adoption(replace(demo, notes=())), ME)
    store.run(RemoveWorkshop(scope=demo.workshop.id), ME)
    with pytest.raises(Refused, match="already"):
        store.run(adoption(demo), ME)
    assert before.notes == demo.notes


def test_a_copy_is_a_workshop_of_its_own_without_the_votes(demo: WorkshopSnapshot, store: Store) -> None:
    a, b = demo.notes[:2]
    tag = Tag(id="tag", scope=a.scope, name="urgent")
    low, high = sorted((a.id, b.id))
    with_tag = replace(
        demo, tags=(tag,), note_tags=(NoteTag(id=f"{a.id}:tag", scope=a.scope, note_id=a.id, tag_id="tag"),),
        not_same=(NotSame(id=f"{low}:{high}", scope=a.scope, a_id=low, b_id=high),),
    )  # fmt: skip
    store.run(adoption(with_tag), ME)
    command = copied(with_tag)
    store.run(command, ME)
    made = store.snapshot(command.scope)
    assert [n.text for n in made.notes] == [n.text for n in demo.notes]
    assert [[n.text for n in made.members[c.id]] for c in made.clusters] == [
        [n.text for n in demo.members[c.id]] for c in demo.clusters
    ]
    assert [(i.text, made.owner_of(i)) for i in made.action_items] == [
        (i.text, demo.owner_of(i)) for i in demo.action_items
    ]
    assert (made.rounds, made.results, {o.round_id for o in made.outcomes}) == ((), (), {None})
    assert {row.id for row in rows_of(made)}.isdisjoint(row.id for row in rows_of(with_tag))
    (joined,) = made.note_tags
    assert joined.id == f"{joined.note_id}:{joined.tag_id}"
    (apart,) = made.not_same
    assert apart.id == f"{apart.a_id}:{apart.b_id}"
    assert apart.a_id < apart.b_id
    assert {made.by_id[link.from_id].kind for link in made.links} == {"note"}


def hostile(demo: WorkshopSnapshot) -> dict[str, AdoptWorkshop]:
    def made(shot: WorkshopSnapshot) -> AdoptWorkshop:
        return adoption(replace(shot, workshop=replace(shot.workshop, id="other")))

    note = demo.notes[0]
    return {
        "rows of another workshop": made(demo),
        "an open vote": made(replace(demo, notes=(), rounds=(VotingRound(id="r9", state="open"),))),
        "a long text": made(replace(demo, notes=(replace(note, id="n9", text="x" * 30_000),))),
        "a NUL": made(replace(demo, notes=(replace(note, id="n9", text="a\0b"),))),
        "no id": made(replace(demo, notes=(replace(note, id=""),))),
        "an id twice": made(replace(demo, notes=(replace(note, id="n9"), replace(note, id="n9")))),
        "removed": made(replace(demo, notes=(replace(note, id="n9", removed=True),))),
        "no workshop": AdoptWorkshop(scope="other", rows=(Note(id="n9"),)),
    }  # fmt: skip


def test_a_file_that_lies_changes_nothing(demo: WorkshopSnapshot, store: Store) -> None:
    store.run(adoption(demo), ME)
    before = store.snapshot(demo.workshop.id)
    for name, command in hostile(demo).items():
        with pytest.raises(Refused):
            store.run(command, ME)
        assert [w.id for w in store.workshops()] == [demo.workshop.id], name
    assert store.snapshot(demo.workshop.id) == before
