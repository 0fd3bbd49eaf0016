"""Bringing ideas in: every hostile file, every sample and tables of 10,000 rows; seconds of CPU and MB at the peak.

The goal for each is 5 s and 200 MB. Each file is read in a process of its own, so that its peak is its own.
"""

from __future__ import annotations

import io
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from multiprocessing import get_context
from pathlib import Path

from cocreate.errors import FileTrouble
from cocreate.interchange import read_ideas

SHARED = Path(__file__).resolve().parents[2] / "shared"
ROWS = 10_000
GOAL = {"seconds": 5, "mb": 200}


def run() -> dict[str, object]:
    found: dict[str, dict[str, object]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for path in _files(Path(folder)):
            with get_context("spawn").Pool(1) as pool:
                found[path.name] = pool.apply(_read, (path,))
    over = [
        n for n, f in found.items() if float(str(f["seconds"])) > GOAL["seconds"] or float(str(f["mb"])) > GOAL["mb"]
    ]
    return {"goal": GOAL, "over_goal": over, "files": found}


def _read(path: Path) -> dict[str, object]:
    """What one file costs; memory is what was added by reading it."""
    before, start = _peak_mb(), time.process_time()
    try:
        said: object = len(read_ideas(path.read_bytes(), path.name).ideas)
    except FileTrouble as trouble:
        said = trouble.say("en").replace(path.name, "…")
    return {"seconds": round(time.process_time() - start, 2), "mb": round(_peak_mb() - before), "found": said}


def _peak_mb() -> float:
    """The most that this process held. `getrusage` would count what the parent held before it started this one."""
    status = Path("/proc/self/status")
    if status.is_file():
        return next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM")) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1024)


def _files(folder: Path) -> list[Path]:
    for name, data in _made().items():
        (folder / name).write_bytes(data)
    script, samples = SHARED / "bench" / "faults" / "hostile_bundles.py", SHARED / "data" / "import"
    if script.is_file():
        subprocess.run([sys.executable, str(script), str(folder)], check=True, capture_output=True)
    found = [p for p in sorted(folder.iterdir()) if p.name != "nasty_strings.json"]
    return found + [p for p in sorted(samples.glob("*")) if p.name != "README.md"]


def _made() -> dict[str, bytes]:
    """The files that the tests refuse as well, and the largest that people bring."""
    table = "idea,theme,author,votes\n" + "".join(
        f"An idea about bread and cheese {k},Theme {k % 12},An,{k % 7}\n" for k in range(ROWS)
    )
    cells = "".join(
        f'<row r="{k}"><c t="inlineStr"><is><t>An idea about bread {k}</t></is></c>'
        f'<c t="inlineStr"><is><t>Theme {k % 12}</t></is></c><c><v>{k % 7}</v></c></row>'
        for k in range(1, ROWS + 1)
    )
    return {
        "rows-10000.csv": table.encode(),
        "rows-10000.xlsx": _book(cells),
        "empty-rows.xlsx": _book("<row/>" * 1_600_000),
        "empty-cells.xlsx": _book("<row>" + "<c/>" * 1_600_000 + "</row>"),
        "many.opml": b"<opml>" + b"<outline/>" * 400_000 + b"</opml>",
        "many.json": b'{"cards":[' + b"{}," * 2_000_000 + b"{}]}",
        "deep.json": b"[" * 100_000 + b"]" * 100_000,
        "deep.opml": b'<opml><outline text="a">' * 50_000,
        "word.txt": b"A" * 8_000_000,
        "lines.txt": b"a\n" * 100_000,
        "cells.csv": b"idea" + b"," * 999_000,
        "quotes.csv": b'"' * 4_000_000,
    }


def _book(rows: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/workbook.xml", '<workbook><sheets><sheet name="Ideas" id="r"/></sheets></workbook>')
        book.writestr("xl/_rels/workbook.xml.rels", '<R><Relationship Id="r" Target="s.xml"/></R>')
        book.writestr("xl/s.xml", f"<worksheet><sheetData>{rows}</sheetData></worksheet>")
    return out.getvalue()
