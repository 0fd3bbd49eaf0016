"""Whatever leaves as a document goes through one gate; the tests walk the catalogue, so that no row is forgotten."""

from __future__ import annotations

import io
import pickle
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from cocreate.export.catalogue import FORMATS, Format, Material, make
from cocreate.export.options import ReportOptions
from cocreate.model.snapshot import WorkshopSnapshot
from cocreate.model.trail import Trail
from cocreate.words import words

from . import sample
from .test_redact import CANARY, TOTAL, all_text, with_secret

ROOT = Path(__file__).resolve().parents[2]
MADE = [f for f in FORMATS.values() if f.write is not None]


def told(wanted: Format, snapshot: WorkshopSnapshot, **options: object) -> str:
    """Every word of the document, also of what is packed in it."""
    if not wanted.is_at_hand:
        pytest.skip(f"{wanted.title} needs the extra {wanted.extra}")
    gone = replace(snapshot.notes[3], id="gone", text="Taken out", author_id="p07", removed=True)
    data = make(wanted.key, Material(snapshot, ReportOptions(**options), trail=Trail(removed=(gone,))))  # type: ignore[arg-type]
    if wanted.suffix == "pdf":
        return all_text(data)
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            return "\n".join(file.read(name).decode("utf-8", "replace") for name in file.namelist())
    return data.decode("utf-8").replace("\r\n ", "")  # an ICS is folded


@pytest.mark.parametrize("wanted", MADE, ids=lambda f: f.key)
@pytest.mark.parametrize("state", ["draft", "open", "closed", "void"])
def test_an_unrevealed_vote_is_in_no_byte_of_any_document(wanted: Format, state: str) -> None:
    said = told(wanted, with_secret(state), language="nl")  # type: ignore[arg-type]
    assert CANARY not in said
    assert "secret-" not in said
    assert str(TOTAL) not in said.replace(",", "").replace(".", "")


@pytest.mark.parametrize("wanted", MADE, ids=lambda f: f.key)
def test_without_names_no_author_is_in_any_document(wanted: Format) -> None:
    snapshot = sample.workshop(40, authors=True, items=2)
    leads = {"p00", "p01"}  # the facilitator is named, and those who took on an action item
    said = told(wanted, snapshot, anonymous=True)
    found = {p.name for p in snapshot.participants if p.id not in leads and p.name in said}
    assert found == set()


@pytest.mark.parametrize("wanted", MADE, ids=lambda f: f.key)
def test_the_same_workshop_gives_the_same_bytes(wanted: Format) -> None:
    if not wanted.is_at_hand:
        pytest.skip(f"{wanted.title} needs the extra {wanted.extra}")
    material = pickle.loads(pickle.dumps(Material(sample.with_merge(sample.workshop(20, authors=True)))))
    code = (
        "import sys, pickle, hashlib; from cocreate.export.catalogue import make;"
        "print(hashlib.sha256(make(sys.argv[1], pickle.load(sys.stdin.buffer))).hexdigest())"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", code, wanted.key], cwd=ROOT, input=pickle.dumps(material), capture_output=True,
            env={"PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(ROOT)}, check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    }  # fmt: skip
    assert len(seen) == 1


@pytest.mark.parametrize("wanted", MADE, ids=lambda f: f.key)
def test_a_workshop_without_anything_is_a_document_too(wanted: Format) -> None:
    if wanted.is_at_hand:
        assert make(wanted.key, Material(sample.empty()))


def test_every_document_has_a_dutch_title_and_a_file_of_its_own() -> None:
    t = words("nl")
    assert [f.title for f in FORMATS.values() if t(f.title) == f.title] == []
    names = [f.file_name for f in FORMATS.values()]
    assert len(names) == len(set(names))


def test_the_catalogue_loads_nothing_heavy() -> None:
    code = (
        "import sys; import cocreate.export.catalogue;"
        "heavy = 'reportlab', 'pikepdf', 'PySide6', 'sqlalchemy', 'xlsxwriter', 'pptx', 'docx', 'lxml';"
        "print([m for m in heavy if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout.strip() == "[]", done.stderr
