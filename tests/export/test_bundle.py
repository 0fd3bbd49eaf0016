"""A workshop as JSON: equal bytes, equal again after reading, and nothing hostile gets in."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cocreate.errors import FileTrouble
from cocreate.export.bundle import read_workshop_json, workshop_json
from cocreate.export.redact import released
from cocreate.model.snapshot import RevealedBallot

from . import sample


def test_out_and_in_is_equal() -> None:
    ballot = RevealedBallot(id="z", scope="w", round_id="r", leaf="00ff", votes=(("x000", 2), ("x001", 1)))
    snapshot = replace(sample.with_merge(sample.workshop(62, authors=True)), revealed_ballots=(ballot,), stamp="7:lap")
    assert read_workshop_json(workshop_json(snapshot)) == snapshot
    assert workshop_json(read_workshop_json(workshop_json(snapshot))) == workshop_json(snapshot)


def test_equal_workshops_have_equal_bytes_whatever_the_order() -> None:
    snapshot = sample.workshop(20)
    shuffled = replace(snapshot, notes=snapshot.notes[::-1], options=snapshot.options[::-1])
    assert workshop_json(shuffled) == workshop_json(snapshot)


@given(st.text(max_size=60), st.floats(-1e6, 1e6), st.integers(-(2**63), 2**63 - 1))
@settings(max_examples=50, deadline=None)
def test_any_text_and_place_survives(text: str, x: float, moment: int) -> None:
    (note,) = sample.workshop(["x"], themes=0, decisions=0).notes
    snapshot = replace(sample.empty(), notes=(replace(note, text=text, place=(x, -x), written_at=moment),))
    assert read_workshop_json(workshop_json(snapshot)) == snapshot


def test_a_field_that_is_missing_takes_its_default() -> None:
    data = json.loads(workshop_json(sample.workshop(3)))
    del data["notes"][0]["source"], data["tags"]
    assert read_workshop_json(json.dumps(data).encode()) == released(sample.workshop(3))


def changed(**changes: Any) -> bytes:
    data = json.loads(workshop_json(sample.workshop(3)))
    data.update(changes)
    return json.dumps(data).encode()


def note(**changes: Any) -> bytes:
    data = json.loads(workshop_json(sample.workshop(3)))
    data["notes"][0].update(changes)
    return json.dumps(data).encode()


HOSTILE = {
    "empty": b"",
    "binary": bytes(range(256)),
    "no json": b"%PDF-1.7",
    "list": b"[]",
    "other": b'{"format": "something"}',
    "newer": changed(version=3),
    "version as text": changed(version="1"),
    "deep": b'{"format":' + b"[" * 200_000 + b"]" * 200_000 + b"}",
    "deep objects": b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
    "not a number": note(place=[float("nan"), 0.0]),
    "infinite": note(place=[float("inf"), 0.0]),
    "huge float": workshop_json(sample.workshop(3)).replace(b'"place":[0.0,', b'"place":[1e999,', 1),
    "huge int": note(number=10**30),
    "endless int": workshop_json(sample.workshop(3)).replace(b'"number":1,', b'"number":' + b"1" * 6000 + b",", 1),
    "double key": workshop_json(sample.workshop(3)).replace(b'"colour"', b'"colour":"sun","colour"', 1),
    "unknown field": note(surprise=1),
    "unknown part": changed(extras=[]),
    "wrong type": note(text=5),
    "true for a number": note(number=True),
    "number for true": note(is_pinned=1),
    "place of three": note(place=[1, 2, 3]),
    "no id": changed(notes=[{"text": "x"}]),
    "double id": changed(notes=[{"id": "a"}, {"id": "a"}]),
    "part is no list": changed(notes={"a": 1}),
    "no workshop": changed(workshop=None),
    "strange state": changed(rounds=[{"id": "r", "state": "haunted"}]),
    "half": workshop_json(sample.workshop(3))[:-40],
    "utf-16": workshop_json(sample.workshop(3)).decode().encode("utf-16"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_input_is_refused_in_one_sentence(name: str) -> None:
    with pytest.raises(FileTrouble) as caught:
        read_workshop_json(HOSTILE[name])
    assert str(caught.value).endswith(".")
    assert caught.value.say("nl") != caught.value.say("en")


def test_more_than_64_megabytes_are_not_even_parsed() -> None:
    with pytest.raises(FileTrouble, match="64 MB"):
        read_workshop_json(b" " * (64 * 1024 * 1024 + 1))
