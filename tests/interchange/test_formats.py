"""Boards, outlines and sheets of other tools bring every text; hostile and damaged files end in one sentence."""

from __future__ import annotations

import contextlib
import io
import json
import random
import subprocess
import sys
import tracemalloc
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from cocreate.errors import FileTrouble
from cocreate.interchange import ImportPlan, Options, new_ideas, read_ideas, to_command
from cocreate.interchange.xml import walk
from cocreate.model.commands import Actor, CreateWorkshop
from cocreate.model.store import Store

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
MAP = (
    '<map version="1.0.1"><node TEXT="Lunch"><node TEXT="Food"><node TEXT="Soup"/><node><richcontent TYPE="NODE">'
    "<html><body><p>Bread &amp; cheese</p></body></html></richcontent></node></node><node TEXT='Alone'/></node></map>"
)
CANVAS = {
    "nodes": [
        {"id": "g", "type": "group", "x": 0, "y": 0, "width": 500, "height": 500, "label": "Food"},
        {"id": "a", "type": "text", "x": 10, "y": 10, "width": 50, "height": 50, "text": "Soup"},
        {"id": "b", "type": "text", "x": 900, "y": 10, "width": 50, "height": 50, "text": "Walk"},
        {"id": "c", "type": "link", "x": 900, "y": 90, "width": 50, "height": 50, "url": "https://example.org"},
    ],
    "edges": [{"id": "e", "fromNode": "a", "toNode": "b", "label": "then"}],
}
MARKDOWN = "# Plan\n\n## Food\n\n- Soup\n  with bread\n- [ ] Cheese\n\n## Air\n\nA walk\n\n## Alone\n"


def xlsx(rows: list[list[str]], sheet: str = "Ideas") -> bytes:
    """A sheet as Excel writes it: strings shared, empty cells left out."""
    shared: list[str] = []
    lines = []
    for r, cells in enumerate(rows, 1):
        out = []
        for c, cell in enumerate(cells):
            if cell:
                out.append(f'<c r="{chr(65 + c)}{r}" t="s"><v>{len(shared)}</v></c>')
                shared.append(cell.replace("&", "&amp;").replace("<", "&lt;"))
        lines.append(f'<row r="{r}">{"".join(out)}</row>')
    parts = {
        "xl/workbook.xml": '<workbook xmlns:r="urn:r"><sheets>'
        f'<sheet name="{sheet}" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": '<Rs><Relationship Id="rId1" Target="worksheets/s.xml"/></Rs>',
        "xl/worksheets/s.xml": f"<worksheet><sheetData>{''.join(lines)}</sheetData></worksheet>",
        "xl/sharedStrings.xml": f"<sst>{''.join(f'<si><r><t>{s}</t></r></si>' for s in shared)}</sst>",
    }
    return zipped(parts)


def zipped(parts: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in parts.items():
            file.writestr(name, text)
    return out.getvalue()


SHEET = xlsx([["Idea", "Theme"], ["Soup & bread", "Food"], ["", "Air"], ["=1+1", ""]])
SAMPLES = {
    "a.mm": MAP.encode(), "a.canvas": json.dumps(CANVAS).encode(), "a.md": MARKDOWN.encode(), "a.xlsx": SHEET,
    "a.opml": b'<opml><body><outline text="Food"><outline text="Soup"/></outline><outline text="Walk"/></body></opml>',
    "a.csv": b"idea,theme\nSoup,Food\nWalk,Air\n",
    "a.excalidraw": json.dumps({"type": "excalidraw", "elements": [
        {"id": "f", "type": "frame", "name": "Food"}, {"id": "t", "type": "text", "text": "Soup", "frameId": "f"},
    ]}).encode(),
    "a.json": json.dumps({"lists": [{"id": "l", "name": "Food"}], "cards": [
        {"id": "c", "idList": "l", "name": "Soup", "desc": "with bread", "closed": True},
    ]}).encode(),
    "a.cocreate": zipped({"workshop.json": json.dumps({"format": "cocreate-workshop", "clusters": [
        {"id": "c", "title": "Food"}], "notes": [{"text": "Soup", "number": 1, "cluster_id": "c"}]})}),
}  # fmt: skip


def pairs(found: ImportPlan) -> list[tuple[str, str]]:
    return [(i.text, i.theme) for i in found.ideas]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a.mm", [("Lunch", ""), ("Soup", "Food"), ("Bread & cheese", "Food"), ("Alone", "")]),
        ("a.canvas", [("Soup", "Food"), ("Walk", ""), ("https://example.org", ""), ("then", "")]),
        ("a.md", [("Plan", ""), ("Soup\nwith bread", "Food"), ("Cheese", "Food"), ("A walk", "Air"), ("Alone", "")]),
        ("a.xlsx", [("Soup & bread", "Food"), ("=1+1", "")]),
        ("a.opml", [("Soup", "Food"), ("Walk", "")]),
        ("a.excalidraw", [("Soup", "Food")]),
        ("a.json", [("Soup\nwith bread", "Food")]),
        ("a.cocreate", [("Soup", "Food")]),
    ],
)  # fmt: skip
def test_each_format_brings_texts_and_themes_in_order(name: str, expected: list[tuple[str, str]]) -> None:
    assert pairs(read_ideas(SAMPLES[name], name)) == expected


@pytest.mark.parametrize(
    ("head", "row", "tool", "expected"),
    [
        ("ID,TEXT,BG COLOR,AREA", "1,Soup,#fff,Food", "Mural", ("Soup", "Food")),
        ("Author,Category,Content", "An,Food,Soup", "Klaxoon", ("Soup", "Food")),
        ("Idea,Group,Votes", "Soup,Food,3", "GroupMap", ("Soup", "Food")),
        ("reflectionGroup,author,votes,type,createdAt,prompt,content", "Food,An,1,r,2024,What,Soup", "Parabol",
         ("Soup", "Food")),
        ("note_id,author,text,column_id,column,rank", "1,An,Soup,2,Food,0", "scrumlr", ("Soup", "Food")),
        ("Text,Frame,Color", "Soup,Food,red", "Miro", ("Soup", "Food")),
    ],
)  # fmt: skip
def test_the_columns_of_other_tools_are_known(head: str, row: str, tool: str, expected: tuple[str, str]) -> None:
    found = read_ideas(f"{head}\n{row}\n{row}\n".encode(), "x.csv")
    assert pairs(found) == [expected] * 2
    assert any(tool in line.say() for line in found.report)


def test_header_and_delimiter_may_be_told() -> None:
    found = read_ideas(b"idea;x\nSoup;y\n", "a.csv", Options(header="no", delimiter=";"))
    assert (len(found.ideas), found.has_header, found.delimiter) == (2, False, ";")


def _texts_of(value: object, keys: frozenset[str]) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in keys and isinstance(inner, str) and inner.strip():
                yield inner
            yield from _texts_of(inner, keys)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts_of(inner, keys)


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("jsoncanvas-sample.canvas", "text label file url"), ("agent-architecture.canvas", "text label file url"),
        ("vscode-mixed.excalidraw", "originalText"), ("frames.excalidraw", "name"),
        ("text-wrapped.excalidraw", "originalText"),
    ],
)  # fmt: skip
def test_every_text_of_a_real_board_arrives(shared_data: Path, name: str, keys: str) -> None:
    data = (shared_data / "import" / name).read_bytes()
    found = read_ideas(data, name)
    arrived = {i.text for i in found.ideas} | {i.theme for i in found.ideas}
    wanted = {text.strip() for text in _texts_of(json.loads(data), frozenset(keys.split()))}
    assert wanted <= arrived
    assert len(wanted) > 1


def test_every_text_of_real_cards_and_outlines_arrives(shared_data: Path) -> None:
    trello = read_ideas((shared_data / "import" / "trello-project100.json").read_bytes(), "t.json")
    assert [(i.text.split("\n")[0], i.theme) for i in trello.ideas] == [
        ("Write code", "Todo"), ("Review code", "Todo"), ("Visualize code", "In Progress"), ("Done", ""),
    ]  # fmt: skip
    assert "Hello" in trello.ideas[0].text
    opml = read_ideas((shared_data / "import" / "encoding.opml").read_bytes(), "e.opml")
    assert len({i.text for i in opml.ideas} | {i.theme for i in opml.ideas} - {""}) == 16


@pytest.mark.parametrize("name", SAMPLES)
def test_a_second_import_adds_nothing_unless_asked(name: str) -> None:
    store = Store(None)
    try:
        store.run(CreateWorkshop(scope="w", title="Lunch", board_id="board"), Actor("f"))
        found = read_ideas(SAMPLES[name], name)
        command = to_command(found, store.snapshot("w"))
        assert command is not None
        store.run(command, Actor("f"))
        shot = store.snapshot("w")
        assert (to_command(found, shot), new_ideas(found, shot)) == (None, ())
        again = to_command(found, shot, again=True)
        assert again is not None
        assert len(again.notes) == len(found.ideas)
        store.undo("w", "f")
        assert store.snapshot("w").notes == ()
    finally:
        store.close()


def _mangled(data: bytes, seed: int) -> bytes:
    """A copy that was cut off, or in which bytes were changed, doubled or taken out."""
    chance = random.Random(seed)
    out = bytearray(data[: chance.randrange(len(data))] if seed % 3 == 0 else data)
    for _ in range(chance.randint(1, 8)):
        if out:
            at = chance.randrange(len(out))
            out[at : at + chance.randint(0, 3)] = chance.randbytes(chance.randint(0, 4))
    return bytes(out)


def _survives(name: str, rounds: range) -> None:
    for seed in rounds:
        with contextlib.suppress(FileTrouble):
            found = read_ideas(_mangled(SAMPLES[name], seed), name)
            assert all(i.text.strip() for i in found.ideas)


@pytest.mark.parametrize("name", SAMPLES)
def test_damaged_copies_never_give_a_traceback(name: str) -> None:
    _survives(name, range(60))


@pytest.mark.long
@pytest.mark.parametrize("name", SAMPLES)
def test_a_thousand_damaged_copies_never_give_a_traceback(name: str) -> None:
    _survives(name, range(60, 1060))


LAUGHS = (
    '<!DOCTYPE l [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    '<opml><body><outline text="&b;"/></body></opml>'
)
HOSTILE = {
    "laughs.opml": LAUGHS.encode(),
    "outside.opml": b'<!DOCTYPE s [<!ENTITY x SYSTEM "file:///etc/passwd">]><opml><body><outline text="a">&x;</outline>'
    b"</body></opml>",
    "deep.opml": b'<opml><outline text="a">' * 50_000,
    "deep.json": b"[" * 100_000 + b"]" * 100_000,
    "deep.canvas": b'{"nodes":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "huge.canvas": b'{"nodes":[{"x":' + b"9" * 5000 + b"}]}",
    "nan.canvas": b'{"nodes":[{"type":"text","x":NaN,"text":"a"}]}',
    "many.json": b'{"cards":[' + b"{}," * 2_000_000 + b"{}]}",
    "many.opml": b"<opml>" + b"<outline/>" * 400_000 + b"</opml>",
    "bomb.xlsx": zipped({"xl/workbook.xml": "<x>" + " " * 40_000_000 + "</x>", "xl/_rels/workbook.xml.rels": "<x/>"}),
    "rows.xlsx": b"",
}
HOSTILE["rows.xlsx"] = zipped({
    "xl/workbook.xml": '<workbook xmlns:r="urn:r"><sheets><sheet name="s" r:id="r"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": '<R><Relationship Id="r" Target="s.xml"/></R>',
    "xl/s.xml": "<sheetData>" + "<row/>" * 1_600_000 + "</sheetData>",
})  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_ends_in_one_sentence(name: str) -> None:
    with pytest.raises(FileTrouble) as trouble:
        read_ideas(HOSTILE[name], name)
    assert trouble.value.say("en").count(". ") <= 1


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_takes_little_memory(name: str) -> None:
    tracemalloc.start()
    try:
        with contextlib.suppress(FileTrouble):
            read_ideas(HOSTILE[name], name)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 200_000_000


def test_masses_of_elements_are_refused_before_the_first_is_looked_at() -> None:
    looked_at: list[str] = []
    with pytest.raises(FileTrouble):
        walk(b"<a>" + b"<b/>" * 201 + b"</a>", "a.opml", lambda tag, _: looked_at.append(tag), len, len, most=100)
    assert looked_at == []


def test_a_sheet_with_more_lines_than_a_text_may_have_is_refused() -> None:
    with pytest.raises(FileTrouble, match="100000 lines"):
        read_ideas(HOSTILE["rows.xlsx"], "rows.xlsx")


def test_long_words_and_escaped_controls_are_made_harmless() -> None:
    board = {"nodes": [{"type": "text", "text": "A" * 200_000}, {"type": "text", "text": "a\x00b\ud800c\x1b"}]}
    found = read_ideas(json.dumps(board).encode(), "a.canvas")
    assert "".join(i.text for i in found.ideas[:-1]) == "A" * 200_000
    assert found.ideas[-1].text == "abc"


def test_no_name_of_a_group_is_lost_among_thousands() -> None:
    groups = [{"type": "group", "label": f"Group {k}", "x": 10 * k, "width": 5, "height": 5} for k in range(1_500)]
    found = read_ideas(json.dumps({"nodes": groups}).encode(), "a.canvas")
    assert {idea.text for idea in found.ideas} == {f"Group {k}" for k in range(1_500)}


@pytest.mark.long
def test_every_hostile_bundle_ends_in_one_sentence(tmp_path: Path) -> None:
    script = SHARED / "bench" / "faults" / "hostile_bundles.py"
    if not script.is_file():
        pytest.skip("the shared fault harness (../shared/bench) is not here")
    subprocess.run([sys.executable, str(script), str(tmp_path)], check=True, capture_output=True)
    for path in sorted(tmp_path.glob("*.zip")):
        if path.stat().st_size > 40_000_000:
            continue
        for name in (path.name, "a.cocreate", "a.xlsx"):
            with pytest.raises(FileTrouble):
                read_ideas(path.read_bytes(), name)
