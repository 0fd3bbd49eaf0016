"""The board as JSON Canvas 1.0, for Obsidian and other boards: places, colours, themes and links. Writes no file."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from cocreate.export.clean import clean, clean_line
from cocreate.export.facts import Facts
from cocreate.model.snapshot import Frame, Link, Note

EDGE, TITLE = 24.0, 48.0  # around the notes of a theme, and above them for its title; board units
# Stronger than the papers: boards paint a border and a pale ground from one colour.
COLOURS = {
    "sun": "#E0B000", "peach": "#E8833A", "rose": "#D9537B", "lilac": "#8A63D2", "sky": "#3B8EDE", "mint": "#2FA36B",
    "lime": "#93AE1F", "stone": "#8C857B",
}  # fmt: skip
_Box = tuple[float, float, float, float]  # left, top, width, height


def board_canvas(facts: Facts) -> bytes:
    """Themes and frames are groups, notes are text, links are arrows with their kind as label.

    A key `cocreate` says what the format has no word for: which group holds a note where places alone would say another
    (with the place for which that is so), that a group is ours, and the kind of a link. Other tools leave it alone.
    """
    groups = [*_frames(facts), *_themes(facts)]
    nodes: list[dict[str, Any]] = [
        {"id": id, "type": "group", **({"label": label} if label else {}), **_placed(box), "color": _colour(colour),
         "cocreate": {"kind": kind, "label": label}}
        for id, kind, label, colour, box in sorted(groups, key=lambda g: (-g[4][2] * g[4][3], g[0]))
    ]  # fmt: skip
    homes = sorted((n for n in nodes if n.get("label")), key=lambda n: n["width"] * n["height"])
    nodes += [_text(label.id, label.text, (*label.place, label.width or _wide(label.text, label.type_size),
                                           label.type_size * 1.5 * (label.text.count("\n") + 1)), "stone")
              for label in facts.snapshot.board_labels if label.text.strip()]  # fmt: skip
    nodes += [_note(facts, note, homes) for note in facts.snapshot.ideas]
    known = {node["id"] for node in nodes}
    edges = [_edge(facts, link) for link in _links(facts) if link.from_id in known and link.to_id in known]
    text = json.dumps({"nodes": nodes, "edges": edges}, ensure_ascii=False, indent=1)
    return text.encode("utf-8", "ignore") + b"\n"


def _frames(facts: Facts) -> Iterable[tuple[str, str, str, str, _Box]]:
    for frame in facts.snapshot.frames:
        yield frame.id, "frame", clean_line(frame.title), frame.colour, (*frame.place, *frame.size)


def _themes(facts: Facts) -> Iterable[tuple[str, str, str, str, _Box]]:
    for theme in facts.themes:
        notes = [n for n in facts.snapshot.notes if facts.theme_of.get(n.id) is theme]
        if notes:
            left, top = min(n.place[0] for n in notes) - EDGE, min(n.place[1] for n in notes) - EDGE - TITLE
            right = max(n.place[0] + n.size[0] for n in notes) + EDGE
            bottom = max(n.place[1] + n.size[1] for n in notes) + EDGE
            box = left, top, right - left, bottom - top
            yield theme.cluster.id, "theme", clean_line(theme.title), theme.cluster.colour, box


def _note(facts: Facts, note: Note, homes: list[dict[str, Any]]) -> dict[str, Any]:
    node = _text(note.id, note.text, (*note.place, *note.size), note.colour)
    theme = facts.theme_of.get(note.id)
    frame = facts.snapshot.by_id.get(note.frame_id or "")
    home = theme.cluster.id if theme else frame.id if isinstance(frame, Frame) and clean_line(frame.title) else ""
    x, y = node["x"] + node["width"] / 2, node["y"] + node["height"] / 2
    shown = next((h["id"] for h in homes if _holds(h, x, y)), "")
    if shown != home:
        node["cocreate"] = {"group": home, "x": node["x"], "y": node["y"]}
    return node


def _holds(group: dict[str, Any], x: float, y: float) -> bool:
    return bool(group["x"] <= x <= group["x"] + group["width"] and group["y"] <= y <= group["y"] + group["height"])


def _text(id: str, text: str, box: _Box, colour: str) -> dict[str, Any]:
    return {"id": id, "type": "text", "text": clean(text), **_placed(box), "color": _colour(colour)}


def _placed(box: _Box) -> dict[str, int]:
    return dict(zip(("x", "y", "width", "height"), map(round, box), strict=True))


def _wide(text: str, type_size: int) -> float:
    return max(len(line) for line in text.split("\n")) * type_size * 0.62 + type_size


def _links(facts: Facts) -> list[Link]:
    """The links that people drew, and an arrow from each merged note to the one that took it in."""
    merged = [
        Link(id=f"{note.id}-merged", from_id=note.id, to_id=note.merged_into or "", link_kind="merged_into")
        for note in facts.snapshot.ideas
        if facts.is_merged(note)
    ]
    return [*facts.snapshot.links, *merged]


def _edge(facts: Facts, link: Link) -> dict[str, Any]:
    t = facts.t
    names = {
        "builds_on": t("builds on"), "conflicts_with": t("conflicts with"), "depends_on": t("depends on"),
        "merged_into": t("merged into"),
    }  # fmt: skip
    label = names.get(link.link_kind, clean_line(link.link_kind))
    edge: dict[str, Any] = {"id": link.id, "fromNode": link.from_id, "toNode": link.to_id, "label": label}
    if link.link_kind == "conflicts_with":
        edge |= {"toEnd": "none", "color": COLOURS["rose"]}
    return edge | {"cocreate": {"kind": link.link_kind, "label": label}}


def _colour(colour: str) -> str:
    return COLOURS.get(colour, COLOURS["stone"])
