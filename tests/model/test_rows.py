"""Rows, their columns, their order and their printed numbers; and that the mirror is the snapshot."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cocreate.errors import Refused
from cocreate.model import order
from cocreate.model.commands import COMMANDS, Actor
from cocreate.model.mirror import Mirror
from cocreate.model.records import RECORDS
from cocreate.model.schema import LOUD, SHAPES
from cocreate.model.snapshot import ROWS, Note, field_names, labels
from model.afternoon import PICTURE, any_command
from model.kit import ME, W, add, store, tables, wire


def test_snapshots_have_the_columns_of_the_records() -> None:
    assert ROWS.keys() == RECORDS.keys()
    for kind, record in RECORDS.items():
        assert {"id", "scope", *field_names(kind)} == set(record.__table__.columns.keys()), kind


def test_loud_fields_exist() -> None:
    for kind, names in LOUD.items():
        assert names <= SHAPES[kind].keys(), kind


def test_every_default_fits_its_own_shape() -> None:
    for kind, shapes in SHAPES.items():
        for name, shape in shapes.items():
            value = list(shape.default) if isinstance(shape.default, tuple) else shape.default
            assert shape.fits(value), (kind, name)


# ---- fractional order ---------------------------------------------------------------------------

LOWEST_ENDS_IN_ZERO = st.text(alphabet=order._DIGITS, min_size=1, max_size=6).filter(lambda k: not k.endswith("0"))


@given(LOWEST_ENDS_IN_ZERO, LOWEST_ENDS_IN_ZERO)
def test_there_is_always_a_key_between_two(a: str, b: str) -> None:
    if a == b:
        with pytest.raises(ValueError, match="first"):
            order.between(a, b)
        return
    low, high = sorted((a, b))
    middle = order.between(low, high)
    assert low < middle < high
    assert not middle.endswith("0"), "a key that ends in 0 leaves no room below"


@given(LOWEST_ENDS_IN_ZERO, st.booleans())
def test_ends_are_open(a: str, up: bool) -> None:
    key = order.between(a, "") if up else order.between("", a)
    assert (a < key) if up else (key < a)
    assert not key.endswith("0")


@given(LOWEST_ENDS_IN_ZERO | st.just(""), LOWEST_ENDS_IN_ZERO | st.just(""), st.integers(0, 300))
def test_spread_keys_ascend_inside_their_bounds(a: str, b: str, count: int) -> None:
    low, high = (a, b) if not b or a < b else (b, a)
    if low == high != "":
        return
    keys = order.spread(low, high, count)
    assert len(keys) == count
    assert keys == sorted(set(keys))
    assert all(low < k for k in keys)
    assert not high or all(k < high for k in keys)
    assert not any(k.endswith("0") for k in keys)


def test_keys_stay_short_over_a_long_afternoon() -> None:
    last = ""
    for _ in range(20_000):
        before = last
        (last,) = order.spread(last, "", 1)
        assert before < last
    assert len(last) <= 18


# ---- labels ---------------------------------------------------------------------------------------


def test_equal_numbers_are_told_apart_by_age() -> None:
    notes = [Note(id=i, number=n, written_at=t) for i, n, t in (("z", 12, 1), ("a", 12, 2), ("m", 13, 0), ("b", 12, 2))]
    assert labels(notes) == {"z": "12", "a": "12b", "b": "12c", "m": "13"}


@given(st.permutations([Note(id=str(k), number=5, written_at=k % 3) for k in range(30)]))
def test_labels_do_not_depend_on_who_asks(notes: list[Note]) -> None:
    first = labels(sorted(notes, key=lambda n: n.id))
    assert labels(notes) == first
    assert len(set(first.values())) == 30


# ---- mirror ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(4))
def test_the_mirror_and_another_device_follow_every_step(seed: int) -> None:
    r, s, other = random.Random(seed), store(workshop=True), store()
    assert s.keep(b"a picture") == PICTURE
    for k in range(12):
        add(s, f"n{k}")
    mirror = Mirror(s.snapshot(W))
    s.listeners.append(mirror.apply)
    done = 0
    for k in range(300):
        try:
            told = r.choice([s.undo, s.redo])(W, ME.id) if r.random() < 0.2 else s.run(any_command(r, k), ME)
            done += told is not None and bool(told.stamp)
        except Refused:
            continue
        if k % 10 == 0:
            assert mirror.snapshot() == s.snapshot(W)
    assert mirror.snapshot() == s.snapshot(W)
    assert done > 50
    assert s.faults() == []
    other.merge(W, wire(s))
    assert tables(other) == tables(s)
    assert other.faults() == []


def test_every_command_has_a_label_and_a_docstring_or_a_plain_name() -> None:
    for name, cls in COMMANDS.items():
        assert cls.label, name
        assert cls.label[0].isupper(), name
        assert not cls.label.endswith("."), name


def test_roles_are_known() -> None:
    assert Actor("u").role == "facilitator"
    for cls in COMMANDS.values():
        assert cls.roles <= {"facilitator", "scribe", "participant", "guest"}
