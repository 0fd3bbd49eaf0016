"""Opinion groups are found where others found them, and stay off the screen where they would be chance."""

from __future__ import annotations

import csv
from fractions import Fraction
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cocreate.voting.methods import Rules
from cocreate.voting.opinions import FEWEST, Camp, consensus, find, opinions, project, rand_index, silhouette, split

POLIS = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "voting" / "polis"
NAMES = [f"o{k}" for k in range(10)]


def published(name: str) -> tuple[list[list[int | None]], list[int]]:
    """(votes of those with a group, that group) of a conversation on pol.is."""
    with (POLIS / name / "comments.csv").open(encoding="utf-8") as file:
        hidden = {c["comment-id"] for c in csv.DictReader(file) if c.get("moderated") == "-1"}
    with (POLIS / name / "participants-votes.csv").open(encoding="utf-8") as file:
        head, *rows = csv.reader(file)
    group = head.index("group-id")
    columns = [j for j in range(head.index("n-disagree") + 1, len(head)) if head[j] not in hidden]
    rows = [r for r in rows if r[group] and sum(r[j] != "" for j in columns) >= 7]
    columns = [j for j in columns if any(r[j] for r in rows)]
    return [[int(float(r[j])) if r[j] else None for j in columns] for r in rows], [int(r[group]) for r in rows]


@pytest.mark.skipif(not POLIS.is_dir(), reason="the published conversations are not at hand")
@pytest.mark.parametrize("name", ["canadian-electoral-reform", "brexit-consensus", "scoop-hivemind.taxes"])
def test_groups_are_those_that_polis_published(name: str) -> None:
    matrix, theirs = published(name)
    ours = split(project(matrix), len(set(theirs)), Random(0))
    assert rand_index(ours, theirs) >= Fraction(7, 10)


def noise(people: int, wide: int, seed: int) -> list[list[int]]:
    draw = Random(seed)
    return [[draw.choice((-1, 1)) for _ in range(wide)] for _ in range(people)]


def camps(one: int, other: int, wide: int = 10, slips: float = 0.1) -> list[list[int]]:
    """Two camps that differ on all but the first two options, with some who slip."""
    draw, out = Random(4), []
    for who in range(one + other):
        side = 1 if who < one else -1
        row = [1 if at < 2 else side * (1 if at % 2 else -1) for at in range(wide)]
        out.append([-said if draw.random() < slips else said for said in row])
    return out


@pytest.mark.parametrize("seed", range(3))
def test_noise_is_refused(seed: int) -> None:
    assert not find(noise(30, 10, seed)).is_clear


def test_two_camps_are_found_and_the_order_of_ballots_does_not_matter() -> None:
    matrix = camps(14, 10)
    found = find(matrix)
    assert found.is_clear
    assert rand_index(found.labels, [0] * 14 + [1] * 10) > Fraction(4, 5)
    turned = find(matrix[::-1])
    assert (turned.labels[::-1], turned.stability) == (found.labels, found.stability)


@pytest.mark.parametrize(("one", "other", "is_clear"), [(20, FEWEST, True), (21, FEWEST - 1, False), (36, 5, False)])
def test_a_group_of_few_people_is_never_shown(one: int, other: int, is_clear: bool) -> None:
    """Four people, or five of forty-one, which is under 15 %."""
    assert find(camps(one, other, wide=16, slips=0.0)).is_clear is is_clear


def told(matrix: list[list[int]], method: str = "fist") -> list[dict[str, int]]:
    low, high = {"fist": (1, 4), "consent": (1, 3), "gradients": (2, 7), "approval": (0, 1)}[method]
    return [
        {o: high if said == 1 else low for o, said in zip(NAMES, row, strict=True) if said == 1 or low}
        for row in matrix
    ]


@pytest.mark.parametrize("method", ["fist", "consent", "gradients", "approval"])
def test_groups_come_with_what_all_agree_on(method: str) -> None:
    found = opinions(told(camps(14, 10, slips=0.0), method), NAMES, Rules(method), "5eed")
    assert found is not None
    assert [camp.people for camp in found.camps] == [14, 10]
    assert found.camps[0] == Camp(14, ("o3", "o5", "o7", "o9"))
    assert found.camps[1].likes == ("o2", "o4", "o6", "o8")
    assert [(one.option, one.shares) for one in found.agreed] == [("o0", (1, 1)), ("o1", (1, 1))]


def test_without_clear_groups_the_room_is_one() -> None:
    found = opinions(told(noise(30, 10, 1)), NAMES, Rules("fist"), "5eed")
    assert found is not None
    assert found.camps == ()
    assert all(len(one.shares) == 1 for one in found.agreed)


@pytest.mark.parametrize(
    ("matrix", "method"),
    [(camps(8, 6), "fist"), ([row[:6] for row in camps(14, 10)], "fist"), (camps(14, 10), "dots")],
    ids=["fourteen people", "six votes each", "a method that grades nothing"],
)
def test_it_says_nothing_where_it_cannot_say(matrix: list[list[int]], method: str) -> None:
    cast = [dict(zip(NAMES, (3 if said == 1 else 1 for said in row), strict=False)) for row in matrix]
    assert opinions(cast, NAMES, Rules(method), "5eed") is None


def test_consensus_is_exact() -> None:
    groups = [[[1, 1], [1, -1]], [[1, None], [0, 1], [1, 1]]]
    assert consensus(groups) == [Fraction(3, 4) * Fraction(3, 5), Fraction(2, 4) * Fraction(3, 4)]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 3), min_size=2, max_size=12), st.data())
def test_the_rand_index_is_one_for_the_same_groups_only(labels: list[int], data: st.DataObject) -> None:
    names = data.draw(st.permutations(range(4)))
    assert rand_index(labels, [names[x] for x in labels]) == 1
    other = data.draw(st.lists(st.integers(0, 3), min_size=len(labels), max_size=len(labels)))
    same = len(set(zip(labels, other, strict=True))) == len(set(labels)) == len(set(other))
    assert rand_index(labels, other) <= 1
    assert (rand_index(labels, other) == 1) == same


def test_silhouette_of_the_definition() -> None:
    spots = [(0.0, 0.0), (0.0, 1.0), (4.0, 0.0)]
    near, far = (4.0 - 1) / 4, (17**0.5 - 1) / 17**0.5
    assert abs(silhouette(spots, [0, 0, 1]) - (near + far) / 3) < 1e-12
    assert silhouette(spots, [0, 0, 0]) == -1
