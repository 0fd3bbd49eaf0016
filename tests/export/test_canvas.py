"""The board as JSON Canvas: as the specification has it, every note in its place, every link with its kind."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from cocreate.export.catalogue import Material, make
from cocreate.export.options import ReportOptions
from cocreate.model.snapshot import Label, Link, WorkshopSnapshot

from . import sample


def canvas(snapshot: WorkshopSnapshot, language: str = "en") -> dict[str, Any]:
    found = json.loads(make("canvas", Material(snapshot, ReportOptions(language))))
    assert isinstance(found, dict)
    return found


def test_it_follows_the_specification() -> None:
    snapshot = sample.with_merge(sample.workshop(62))
    label = Label(id="label", scope="w", board_id="b", text="Parked\nfor later", place=(10.4, -20.6))
    found = canvas(replace(snapshot, board_labels=(label,)))
    assert set(found) == {"nodes", "edges"}
    ids = [node["id"] for node in found["nodes"]]
    assert len(ids) == len(set(ids))
    for node in found["nodes"]:
        assert node["type"] in ("text", "group")
        assert all(type(node[key]) is int for key in ("x", "y", "width", "height"))
        assert node["width"] > 0
        assert node["height"] > 0
        assert node["color"].startswith("#")
        assert node["type"] == "group" or isinstance(node["text"], str)
    for edge in found["edges"]:
        assert {edge["fromNode"], edge["toNode"]} <= set(ids)
    kinds = [node["type"] for node in found["nodes"]]
    assert kinds == sorted(kinds), "groups lie below the notes"


def test_notes_keep_their_places_and_themes_hold_them() -> None:
    snapshot = sample.workshop(62)
    nodes = {node["id"]: node for node in canvas(snapshot)["nodes"]}
    for note in snapshot.notes:
        node = nodes[note.id]
        assert (node["x"], node["y"], node["text"]) == (round(note.place[0]), round(note.place[1]), note.text)
        if note.cluster_id:
            group = nodes[note.cluster_id]
            assert group["x"] < node["x"]
            assert node["x"] + node["width"] < group["x"] + group["width"]
            assert group["y"] < node["y"]
            assert node["y"] + node["height"] < group["y"] + group["height"]
    assert [nodes[c.id]["label"] for c in snapshot.clusters] == [c.title for c in snapshot.clusters]
    colours = {nodes[c.id]["color"] for c in snapshot.clusters}
    assert len(colours) == len({c.colour for c in snapshot.clusters})


def test_links_say_their_kind_and_a_merged_note_points_at_the_one_that_took_it() -> None:
    snapshot = sample.with_merge(sample.workshop(20))
    a, b, c = (n.id for n in snapshot.notes[:3])
    links = tuple(
        Link(id=kind, scope="w", from_id=a, to_id=c, link_kind=kind)
        for kind in ("builds_on", "conflicts_with", "depends_on")
    )
    edges = {edge["id"]: edge for edge in canvas(replace(snapshot, links=links), "nl")["edges"]}
    assert [edges[kind]["label"] for kind in ("builds_on", "conflicts_with", "depends_on")] == [
        "bouwt voort op", "botst met", "hangt af van"
    ]  # fmt: skip
    assert edges["conflicts_with"]["toEnd"] == "none"
    merged = edges[f"{b}-merged"]
    assert (merged["fromNode"], merged["toNode"], merged["label"]) == (b, a, "samengevoegd met")
