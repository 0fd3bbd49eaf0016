"""The demo workshop says in a minute what the product is, in both languages, and obeys every rule it shows."""

from __future__ import annotations

import itertools
import json
from datetime import date

import pytest

from cocreate.demo import BLOCK, build_demo, corner
from cocreate.model.commands import Actor
from cocreate.model.snapshot import NOTE_SIZE, WorkshopSnapshot
from cocreate.model.store import Store
from cocreate.paths import resources

TODAY = date(2026, 3, 12)
CONTENT = json.loads((resources() / "demo" / "community.json").read_text(encoding="utf-8"))


@pytest.fixture(params=["en", "nl"])
def demo(request: pytest.FixtureRequest) -> WorkshopSnapshot:
    store = Store(None)
    try:
        return store.snapshot(build_demo(store, Actor("test"), request.param, TODAY))
    finally:
        store.close()


def test_it_shows_a_whole_workshop(demo: WorkshopSnapshot) -> None:
    assert demo.workshop.is_demo
    assert demo.workshop.question.endswith("?")
    assert demo.workshop.request
    assert demo.workshop.held_on == "2026-03-12"
    assert 58 <= len(demo.notes) <= 66
    assert len(demo.clusters) == 8
    assert len(demo.participants) == 12
    assert len({p.circle for p in demo.participants}) >= 5
    assert len(demo.outcomes) == 4
    assert len(demo.loose) == len(CONTENT["loose"]) > 0
    assert {n.number for n in demo.notes} == set(range(1, len(demo.notes) + 1))
    assert all(c.summary and c.is_named for c in demo.clusters)


def test_the_vote_is_finished_and_shows_a_tie(demo: WorkshopSnapshot) -> None:
    (one,) = demo.rounds
    results = demo.results_of(one.id)
    assert (one.state, one.eligible, one.ballots) == ("revealed", 12, 12)
    assert sum(r.points for r in results) == 60
    assert results[0].points > results[1].points
    assert [r.rank for r in results[1:3]] == [2, 2]
    assert len(demo.revealed_ballots) == 12


def test_outcomes_rest_on_themes_ideas_and_the_vote(demo: WorkshopSnapshot) -> None:
    for outcome in demo.outcomes:
        assert outcome.round_id == demo.rounds[0].id
        sources = demo.sources_of(outcome.id)
        assert {s.subject for s in sources} == {"cluster", "note"}
        assert all(s.subject_id in demo.by_id for s in sources)


def test_every_action_item_has_a_date_and_one_waits_for_an_owner(demo: WorkshopSnapshot) -> None:
    assert [bool(demo.owner_of(item)) for item in demo.action_items].count(False) == 1
    assert all(item.due > demo.workshop.held_on and item.outcome_id for item in demo.action_items)


def test_no_two_notes_overlap_and_each_lies_in_its_block(demo: WorkshopSnapshot) -> None:
    for a, b in itertools.combinations(demo.notes, 2):
        apart = [abs(p - q) >= NOTE_SIZE for p, q in zip(a.place, b.place, strict=True)]
        assert any(apart), (a.text, b.text)
    for cluster in demo.clusters:
        for note in demo.members[cluster.id]:
            assert cluster.place[0] <= note.place[0] <= cluster.place[0] + BLOCK[0] - NOTE_SIZE
            assert cluster.place[1] < note.place[1] <= cluster.place[1] + BLOCK[1] - NOTE_SIZE


def test_the_blocks_make_a_screen_shaped_board() -> None:
    x, y = corner(8)
    assert 1.3 < (x + BLOCK[0]) / (y + BLOCK[1]) < 2.0


def test_both_languages_are_written_in_full_and_fit_page_one() -> None:
    pairs = list(_pairs(CONTENT))
    assert len(pairs) > 100
    for pair in pairs:
        assert set(pair) >= {"en", "nl"}
        assert all(text.strip() and "!" not in text for text in (pair["en"], pair["nl"]))
        assert pair["en"] != pair["nl"]
    limits = [*CONTENT["outcomes"], *CONTENT["action_items"]]
    assert max(len(text) for one in limits for text in one["text"].values()) <= 140


def _pairs(value: object) -> list[dict[str, str]]:
    if isinstance(value, list):
        return [p for v in value for p in _pairs(v)]
    if isinstance(value, dict):
        return [value] if "en" in value else [p for v in value.values() for p in _pairs(v)]
    return []
