"""A `.cocreate` file: exactly what went in comes out, equal workshops have equal bytes, nothing hostile gets in."""

from __future__ import annotations

import hashlib
import io
import json
import subprocess
import sys
import tracemalloc
import zipfile
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cocreate.errors import FileTrouble
from cocreate.export.package import Package, pack, unpack
from cocreate.export.redact import released
from cocreate.model.snapshot import ROWS, SECTIONS, Attachment, Row, Workshop, WorkshopSnapshot, reading_order

from . import sample

SHARED = Path(__file__).parents[3] / "shared"
PICTURE = b"\x89PNG\r\n\x1a\nwhatever the library held"
DIGEST = hashlib.sha256(PICTURE).hexdigest()


def workshop() -> WorkshopSnapshot:
    held = sample.workshop(12, authors=True)
    picture = Attachment(id="p", scope="w", note_id=held.notes[0].id, digest=DIGEST, media_type="image/png", size=40)
    return replace(released(held), attachments=(picture,))


_WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
_VALUES: dict[Any, st.SearchStrategy[Any]] = {
    str: _WORDS,
    bool: st.booleans(),
    int: st.integers(-(2**53), 2**53),
    str | None: st.none() | _WORDS,
    tuple[float, float]: st.tuples(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6)),
    tuple[str, ...]: st.lists(_WORDS, max_size=3).map(tuple),
    tuple[float, ...]: st.lists(st.floats(-1e6, 1e6), max_size=4).map(tuple),
    tuple[tuple[str, int], ...]: st.lists(st.tuples(_WORDS, st.integers(-1000, 1000)), max_size=3).map(tuple),
}


@st.composite
def rows(draw: st.DrawFn, kind: str, key: int) -> Row:
    hints = get_type_hints(ROWS[kind])
    values = {
        f.name: "revealed" if f.name == "state" and kind == "voting_round" else draw(_VALUES[hints[f.name]])
        for f in fields(ROWS[kind])
        if f.name not in ("id", "supersedes_id")
    }
    return ROWS[kind](id=f"{kind}-{key}", **values)


@st.composite
def snapshots(draw: st.DrawFn) -> WorkshopSnapshot:
    """Any row of any kind with any values: what the pointers point at does not matter to a file."""
    found: dict[str, Any] = {
        section: tuple(sorted((draw(rows(kind, k)) for k in range(draw(st.integers(0, 2)))), key=reading_order))
        for kind, section in SECTIONS.items()
    }
    shop = draw(rows("workshop", 0))
    assert isinstance(shop, Workshop)
    return WorkshopSnapshot(workshop=shop, stamp=draw(_WORDS), **found)


@given(snapshots())
@settings(max_examples=40, deadline=None)
def test_every_field_of_every_row_survives_exactly(snapshot: WorkshopSnapshot) -> None:
    shown = released(snapshot)
    assert unpack(pack(snapshot, {}), "a.cocreate") == Package(shown, {})


def test_pictures_travel_and_equal_workshops_have_equal_bytes() -> None:
    shown = workshop()
    data = pack(shown, {DIGEST: PICTURE, "0" * 64: b"of another workshop"})
    assert unpack(data, "a.cocreate") == Package(shown, {DIGEST: PICTURE})
    assert pack(replace(shown, notes=shown.notes[::-1]), {DIGEST: PICTURE}) == data
    assert unpack(pack(shown, {}), "a.cocreate") == Package(shown, {})  # one that never arrived here


def remade(change: dict[str, bytes | None], **manifest: Any) -> bytes:
    """The file with entries replaced or left out; the manifest lists what is there unless it is changed."""
    with zipfile.ZipFile(io.BytesIO(pack(workshop(), {DIGEST: PICTURE}))) as file:
        entries: dict[str, bytes | None] = {name: file.read(name) for name in file.namelist()}
    said = json.loads(entries["manifest.json"] or b"") | manifest
    entries |= {"manifest.json": json.dumps(said).encode(), **change}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, data in entries.items():
            if data is not None:
                file.writestr(name, data)
    return out.getvalue()


def other(data: bytes, entry: str = "workshop.json") -> bytes:
    """The file with an entry of other bytes, of which the manifest knows."""
    listed = {entry: {"sha256": hashlib.sha256(data).hexdigest()}}
    return remade({entry: data}, entries=listed)


HOSTILE = {
    "an entry that is not what it was": remade({"workshop.json": b"{}"}),
    "a picture that is another": other(b"GIF89a", f"pictures/{DIGEST}"),
    "no workshop": remade({"workshop.json": None}),
    "no manifest": remade({"manifest.json": None}),
    "newer": remade({}, version=9),
    "another format": remade({}, format="x"),
    "manifest of words": remade({"manifest.json": b"hello"}),
    "manifest of lists": remade({}, entries=[1]),
    "manifest without end": remade({"manifest.json": b"[" * 100_000}),
    "deep": other(b'{"format":' + b"[" * 100_000),
    "twice": other(b'{"format":"cocreate-workshop","format":"x"}'),
    "no number": other(b'{"format":"cocreate-workshop","version":NaN}'),
    "masses": other(b"[" + b"[]," * 2_000_000 + b"[]]"),
    "half": pack(workshop(), {DIGEST: PICTURE})[:-30],
    "traversal": other(b"{}", "../../ESCAPE"),
    "empty": b"",
    "words": b"hello",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_ends_in_one_sentence(name: str) -> None:
    with pytest.raises(FileTrouble) as trouble:
        unpack(HOSTILE[name], "a.cocreate")
    assert trouble.value.say("en").count(". ") <= 1


def test_a_bomb_is_refused_in_little_memory() -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as file, file.open("manifest.json", "w") as entry:
        for _ in range(300):
            entry.write(b" " * 1_000_000)
    tracemalloc.start()
    try:
        with pytest.raises(FileTrouble):
            unpack(bomb.getvalue(), "a.cocreate")
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 200_000_000


@pytest.mark.long
def test_every_hostile_bundle_ends_in_one_sentence(tmp_path: Path) -> None:
    script = SHARED / "bench" / "faults" / "hostile_bundles.py"
    if not script.is_file():
        pytest.skip("the shared fault harness (../shared/bench) is not here")
    subprocess.run([sys.executable, str(script), str(tmp_path)], check=True, capture_output=True)
    found = sorted(tmp_path.glob("*.zip"))
    assert found
    for path in found:
        with pytest.raises(FileTrouble):
            unpack(path.read_bytes(), path.name)
