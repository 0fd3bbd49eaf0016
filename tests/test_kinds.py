"""Every kind of row is carried everywhere: journal, merge, mirror, snapshot, JSON. One that is not fails here."""

from __future__ import annotations

import pickle
import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
from model.kit import ME, store, tables, wire

from cocreate.export.bundle import read_workshop_json, workshop_json
from cocreate.export.redact import released
from cocreate.model import migrations
from cocreate.model.commands.base import COMMANDS, Command, command
from cocreate.model.edit import Edit
from cocreate.model.mirror import Mirror
from cocreate.model.schema import LATE
from cocreate.model.snapshot import ROWS, SECTIONS, Row, WorkshopSnapshot, field_names

S = "workshop-1"  # the id of the workshop, so its scope
BEYOND = {"person", "circle"}  # kinds that belong to no single workshop
REFERS = {"round_id": "voting_round-1", "option_id": "round_option-1"}  # what the redaction looks up


def filled(cls: type[Row]) -> Row:
    """A row in which every field differs from its default."""
    hints = get_type_hints(cls)
    values = {f.name: _value(f.name, hints[f.name]) for f in fields(cls) if f.name not in ("id", "scope", "removed")}
    return cls(id=f"{cls.kind}-1", scope=S, **values)


def _value(name: str, hint: Any) -> Any:
    if name in REFERS:
        return REFERS[name]
    known = {
        str: "é 面", int: 7, bool: True, float: 1.5, tuple[float, float]: (1.5, -2.25), tuple[str, ...]: ("a", "b"),
        tuple[float, ...]: (0.0, 1.5), tuple[tuple[str, int], ...]: (("a", 1), ("b", 2)), str | None: "x",
    }  # fmt: skip
    if hint in known:
        return False if name in ("is_present",) else known[hint]
    return "revealed" if "revealed" in get_args(hint) else get_args(hint)[-1]


KINDS = [kind for kind in ROWS if kind not in BEYOND and kind != "workshop"]


@pytest.fixture(scope="module")
def full() -> WorkshopSnapshot:
    """One row of every kind."""
    sections = {SECTIONS[kind]: (filled(ROWS[kind]),) for kind in KINDS}
    return WorkshopSnapshot(workshop=filled(ROWS["workshop"]), stamp="9", **sections)  # type: ignore[arg-type]


@pytest.fixture
def plant() -> Iterator[type[Command]]:
    """A command that lays down one row of every kind; gone afterwards."""

    @command
    class PlantRows(Command):
        label = "Plant rows"

        def apply(self, edit: Edit) -> None:
            for kind in ("workshop", *KINDS):
                edit.add(filled(ROWS[kind]))

    yield PlantRows
    del COMMANDS["PlantRows"]


def test_the_snapshot_has_a_section_for_every_kind() -> None:
    assert SECTIONS.keys() == set(KINDS)
    hints = get_type_hints(WorkshopSnapshot)
    for kind, name in SECTIONS.items():
        assert hints[name] == tuple[ROWS[kind], ...], kind  # type: ignore[valid-type]


def test_a_filled_row_differs_from_a_new_one_in_every_field() -> None:
    for kind, cls in ROWS.items():
        row, blank = filled(cls), cls(id="x")
        assert [n for n in field_names(kind) if getattr(row, n) == getattr(blank, n)] == ["removed"], kind


def test_json_carries_every_kind(full: WorkshopSnapshot) -> None:
    shown = released(full)
    assert [name for name in SECTIONS.values() if not getattr(shown, name)] == []
    assert read_workshop_json(workshop_json(full)) == shown


def test_a_snapshot_travels_to_another_process(full: WorkshopSnapshot) -> None:
    assert pickle.loads(pickle.dumps(full)) == full


def test_the_journal_the_mirror_and_another_laptop_carry_every_kind(plant: type[Command]) -> None:
    s, other = store(), store()
    told = s.run(plant(scope=S), ME)
    assert {row.kind for row in told.rows} == ROWS.keys() - BEYOND
    assert tables(s) == {(row.kind, row.id): row for row in told.rows}
    mirror = Mirror(WorkshopSnapshot(workshop=filled(ROWS["workshop"])))  # type: ignore[arg-type]
    mirror.apply(told)
    assert [kind for kind in KINDS if len(mirror.rows[kind]) != 1] == []
    assert {name: getattr(mirror.snapshot(), name) for name in SECTIONS.values()} == {
        name: getattr(s.snapshot(S), name) for name in SECTIONS.values()
    }
    other.merge(S, wire(s, S))
    assert tables(other) == tables(s)
    assert other.faults() == s.faults() == []
    assert s.at(S, told.stamp) == s.snapshot(S)
    s.undo(S, ME.id)
    assert all(row.removed for row in tables(s).values() if row.kind not in ("voting_round", "round_option"))


def test_what_came_after_the_first_release_is_listed_as_late() -> None:
    """An older CoCreate may have journalled it unread: it is folded in after an upgrade, and may not fit."""
    first = Path(migrations.__file__).parent / "versions" / "0001_first.sql"
    known: dict[str, set[str]] = {}
    for name, body in re.findall(r"CREATE TABLE (\w+) \((.*?)\n\)", first.read_text(encoding="utf-8"), re.DOTALL):
        known[name] = set(re.findall(r'^\t"?(\w+)"? [A-Z]', body, re.MULTILINE))
    late = {kind: set(field_names(kind)) - known.get(kind, set()) for kind in ROWS}
    assert {kind: names for kind, names in late.items() if names} == {kind: set(names) for kind, names in LATE.items()}
