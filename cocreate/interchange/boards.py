"""Readers of boards in JSON: JSON Canvas, Excalidraw, Trello and our own workshop. Pure; trusts nothing it reads."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cocreate import strict_json
from cocreate.errors import FileTrouble
from cocreate.interchange.plan import ImportPlan, ReportLine, has_words, make_plan

MOST_HOMES = 1_000  # groups that a note is looked for in
OURS = "cocreate-workshop"
_FINITE = 1e12

Pairs = list[tuple[str, str]]  # text, theme


def read_board(text: str, name: str, digest: str, report: list[ReportLine]) -> ImportPlan:
    """The plan of a board in JSON; which tool wrote it is seen from what stands in it."""
    found = parse(text, name)
    if found.get("format") == OURS:
        pairs = _ours(found, report)
    elif found.get("type") in ("excalidraw", "excalidraw/clipboard"):
        pairs = _excalidraw(found, report)
    elif isinstance(found.get("cards"), list):
        pairs = _trello(found, report)
    elif "nodes" in found or "edges" in found:
        pairs = _canvas(found, report)
    else:
        raise FileTrouble(
            "“{name}” is not a board that CoCreate knows. Choose one of JSON Canvas, Excalidraw, Trello or CoCreate.",
            name=name,
        )
    rows = [(k + 1, said, theme) for k, (said, theme) in enumerate(pairs) if has_words(said)]
    if len(rows) < len(pairs):
        report.append(ReportLine("dropped", "{n} notes without words were left out.", {"n": len(pairs) - len(rows)}))
    return make_plan(name, digest, rows, report)


def parse(text: str, name: str) -> dict[str, Any]:
    """A JSON object; depth, numbers that are none, double keys and masses of parts end in one sentence."""
    try:
        found = strict_json.loads(text)
    except strict_json.TooMany:
        raise FileTrouble(
            "“{name}” holds more parts than CoCreate reads. Split it into smaller files.", name=name
        ) from None
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise FileTrouble("“{name}” is damaged. Save it again, or ask for a fresh copy.", name=name)
    return found


def _rows(found: dict[str, Any], key: str) -> list[dict[str, Any]]:
    rows = found.get(key)
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _text(row: dict[str, Any], *keys: str) -> str:
    return next((row[k].strip() for k in keys if isinstance(row.get(k), str) and row[k].strip()), "")


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) and abs(value) < _FINITE else 0.0


def _tell(report: list[ReportLine], sentence: str, n: int) -> None:
    if n:
        report.append(ReportLine("dropped", sentence, {"n": n}))


def _unused(titles: dict[str, str], used: set[str]) -> Iterator[tuple[str, str]]:
    """Titles of frames and groups that hold nothing: no text is lost, so they are ideas."""
    return ((title, "") for key, title in titles.items() if title and key not in used)


# ---- JSON Canvas 1.0


def _canvas(found: dict[str, Any], report: list[ReportLine]) -> Pairs:
    nodes, edges = _rows(found, "nodes"), _rows(found, "edges")
    groups = [(k, _text(n, "label"), _box(n)) for k, n in enumerate(nodes) if n.get("type") == "group"]
    groups.sort(key=lambda g: g[2][2] * g[2][3])  # the smallest that holds a note is the one it lies in
    homes = [g for g in groups if g[1]][:MOST_HOMES]
    ids = {_text(n, "id"): k for k, n in enumerate(nodes) if n.get("type") == "group"}
    pairs: Pairs = []
    used = {str(k) for k, n in enumerate(nodes) if _is_ours(n)}
    for node in nodes:
        if node.get("type") == "group":
            continue
        said = _text(node, "text", "file", "url", "label")
        x, y, w, h = _box(node)
        told = node.get("cocreate")
        if isinstance(told, dict) and (told.get("x"), told.get("y")) == (node.get("x"), node.get("y")):
            home = next((g for g in homes if g[0] == ids.get(_text(told, "group"))), None)
        else:
            home = next((g for g in homes if _holds(g[2], x + w / 2, y + h / 2)), None)
        if home and has_words(said):
            used.add(str(home[0]))
        pairs.append((said, home[1] if home else ""))
    pairs += _unused({str(k): title for k, title, _ in groups}, used)
    pairs += [(_text(e, "label"), "") for e in edges if _text(e, "label") and not _is_ours(e)]
    _tell(report, "{n} connecting lines were not read.", len(edges))
    return pairs


def _is_ours(row: dict[str, Any]) -> bool:
    """Whether its label is the one that our own export gave it: the title of a group, the kind of a link."""
    told = row.get("cocreate")
    return isinstance(told, dict) and _text(told, "kind") != "" and _text(told, "label") == _text(row, "label")


def _box(node: dict[str, Any]) -> tuple[float, float, float, float]:
    return _number(node.get("x")), _number(node.get("y")), _number(node.get("width")), _number(node.get("height"))


def _holds(box: tuple[float, float, float, float], x: float, y: float) -> bool:
    return box[0] <= x <= box[0] + box[2] and box[1] <= y <= box[1] + box[3]


# ---- Excalidraw


def _excalidraw(found: dict[str, Any], report: list[ReportLine]) -> Pairs:
    elements = [e for e in _rows(found, "elements") if e.get("isDeleted") is not True]
    by_id = {_text(e, "id"): e for e in elements}
    frames = {
        _text(e, "id"): _text(e, "name")
        for e in elements
        if e.get("type") in ("frame", "magicframe") and _text(e, "id")
    }
    pairs: Pairs = []
    used: set[str] = set()
    for e in elements:
        if e.get("type") != "text":
            continue
        said = _text(e, "originalText", "text")
        frame = _text(e, "frameId") or _text(by_id.get(_text(e, "containerId"), {}), "frameId")
        if has_words(said):
            used.add(frame)
        pairs.append((said, frames.get(frame, "")))
    pairs += _unused(frames, used)
    _tell(report, "{n} pictures were not read.", sum(e.get("type") == "image" for e in elements))
    _tell(report, "{n} connecting lines were not read.", sum(e.get("type") in ("arrow", "line") for e in elements))
    return pairs


# ---- Trello


def _trello(found: dict[str, Any], report: list[ReportLine]) -> Pairs:
    lists = {_text(row, "id"): _text(row, "name") for row in _rows(found, "lists")}
    checks: dict[str, list[str]] = {}
    for one in _rows(found, "checklists"):
        items = [_text(one, "name"), *(f"- {_text(i, 'name')}" for i in _rows(one, "checkItems") if _text(i, "name"))]
        checks.setdefault(_text(one, "idCard"), []).extend(item for item in items if item)
    comments: dict[str, list[str]] = {}
    for action in _rows(found, "actions"):
        data = action.get("data")
        if action.get("type") == "commentCard" and isinstance(data, dict) and isinstance(data.get("card"), dict):
            comments.setdefault(_text(data["card"], "id"), []).append(_text(data, "text"))
    pairs: Pairs = []
    used: set[str] = set()
    for card in _rows(found, "cards"):
        key, home = _text(card, "id"), _text(card, "idList")
        parts = [_text(card, "name"), _text(card, "desc"), *checks.get(key, ()), *comments.get(key, ())]
        parts += _field_texts(card)
        pairs.append(("\n".join(part for part in parts if part), lists.get(home, "")))
        used.add(home)
    pairs += _unused(lists, used)
    closed = sum(card.get("closed") is True for card in _rows(found, "cards"))
    if closed:
        report.append(ReportLine("kept", "{n} archived cards are kept as well.", {"n": closed}))
    fields = sum(len(_rows(card, "customFieldItems")) - len(_field_texts(card)) for card in _rows(found, "cards"))
    _tell(report, "{n} values of extra fields were not read.", fields)
    return pairs


def _field_texts(card: dict[str, Any]) -> list[str]:
    """What people typed into fields of their own; dates and ticks are no texts."""
    values = (row.get("value") for row in _rows(card, "customFieldItems"))
    return [said for value in values if isinstance(value, dict) and (said := _text(value, "text"))]


# ---- our own


def _ours(found: dict[str, Any], report: list[ReportLine]) -> Pairs:
    """Ideas and themes of a workshop; its votes and outcomes belong to the workshop that made them."""
    titles = {_text(c, "id"): _text(c, "title") for c in _rows(found, "clusters")}
    notes = sorted(_rows(found, "notes"), key=lambda n: _number(n.get("number")))
    pairs = [(_text(n, "text"), titles.get(_text(n, "cluster_id"), "")) for n in notes]
    used = {_text(n, "cluster_id") for n in notes}
    _tell(report, "{n} votes were not taken over: they belong to their own workshop.", len(_rows(found, "rounds")))
    outcomes = [_text(row, "text") for key in ("outcomes", "action_items") for row in _rows(found, key)]
    _tell(
        report, "{n} decisions and action items were not taken over: they belong to their own workshop.", len(outcomes)
    )
    return [*pairs, *_unused(titles, used)]
