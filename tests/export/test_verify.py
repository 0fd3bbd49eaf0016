"""The check of a report: what it carries, what is missing in it, and what is no report at all."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from typing import Any

import pikepdf
import pytest

from cocreate.errors import FileTrouble
from cocreate.export.bundle import read_workshop_json, workshop_json
from cocreate.export.options import ReportOptions
from cocreate.export.package import pack
from cocreate.export.pdf import build_pdf
from cocreate.export.redact import released
from cocreate.export.verify import attached, digest_of, verify
from cocreate.export.workshop_file import read_workshop
from cocreate.model.snapshot import WorkshopSnapshot
from cocreate.words import words

from . import sample


def workshop() -> WorkshopSnapshot:
    return sample.workshop([*sample.SCRIPTS, "x" * 12_000, "", "two\nlines"], themes=2)


@pytest.fixture(scope="module")
def report() -> bytes:
    return build_pdf(workshop())


def changed(report: bytes, change: Callable[[Any], None]) -> bytes:
    with pikepdf.open(BytesIO(report)) as pdf:
        change(pdf)
        out = BytesIO()
        pdf.save(out)
    return out.getvalue()


def test_the_full_report_carries_the_workshop_and_every_idea(report: bytes) -> None:
    found = verify(report, "r.pdf", workshop())
    assert (found.findings, found.ideas) == ([], len(workshop().notes))
    held = attached(report, "r.pdf")
    assert held == workshop_json(workshop())
    assert read_workshop_json(held) == released(workshop())
    assert digest_of(found) == hashlib.sha256(held).hexdigest()
    assert digest_of(found) in "".join(found.texts)


@pytest.mark.parametrize("template", ["executive", "participants"])
def test_the_other_reports_carry_nothing(template: Any) -> None:
    data = build_pdf(workshop(), ReportOptions("nl", template))
    assert attached(data, "r.pdf") is None
    assert verify(data, "r.pdf", workshop()).findings == []


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("count", [0, 5, 60])
def test_a_report_of_any_size_is_clean(count: int, language: Any) -> None:
    assert verify(build_pdf(sample.workshop(count), ReportOptions(language)), "r.pdf").findings == []


@pytest.mark.long
@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("count", [300, 1000])
def test_a_large_report_is_clean(count: int, language: Any) -> None:
    found = verify(build_pdf(sample.workshop(count), ReportOptions(language)), "r.pdf")
    assert (found.findings, found.ideas) == ([], count)


def test_an_idea_that_the_report_does_not_show_is_named(report: bytes) -> None:
    held = workshop()
    more = replace(held, notes=(*held.notes, replace(held.notes[0], id="new", number=99, text="never printed")))
    said = [one.say(words("nl")) for one in verify(report, "r.pdf", more).findings]
    assert said == [
        "de bijgevoegde workshop is niet die in de bibliotheek, of een eerdere stand ervan",
        "1 ideeën zijn niet als tekst gevonden, de eerste: 99",
    ]


def _other_file(pdf: Any) -> None:
    pdf.attachments["tool.exe"] = b"MZ"


def _not_the_source(pdf: Any) -> None:
    del pdf.Root.AF


def _other_bytes(pdf: Any) -> None:
    pikepdf.NameTree(pdf.Root.Names.EmbeddedFiles)["workshop.json"].EF.F = pdf.make_stream(b"{}")


@pytest.mark.parametrize("plant", [_other_file, _not_the_source, _other_bytes], ids=lambda f: f.__name__.strip("_"))
def test_a_fault_of_the_attachment_is_found(report: bytes, plant: Callable[[Any], None]) -> None:
    assert verify(changed(report, plant), "r.pdf").findings != []


def _bomb(pdf: Any) -> None:
    packer = zlib.compressobj()
    packed = b"".join([*(packer.compress(b" " * 1_000_000) for _ in range(300)), packer.flush()])
    stream = pdf.make_stream(b"")
    stream.write(packed, filter=pikepdf.Name.FlateDecode)
    pikepdf.NameTree(pdf.Root.Names.EmbeddedFiles)["workshop.json"].EF.F = stream


def _locked(report: bytes) -> bytes:
    with pikepdf.open(BytesIO(report)) as pdf:
        out = BytesIO()
        pdf.save(out, encryption=pikepdf.Encryption(user="secret", owner="secret"))
    return out.getvalue()


def test_what_is_no_report_ends_in_one_sentence(report: bytes) -> None:
    faulty = [b"", b"hello", b"%PDF-1.7 hello", report[: len(report) // 2], changed(report, _bomb), _locked(report)]
    for data in faulty:
        with pytest.raises(FileTrouble) as trouble:
            verify(data, "r.pdf")
        assert trouble.value.say("nl").count(". ") <= 1
        assert trouble.value.say("nl") != trouble.value.say("en")


def test_a_whole_workshop_is_known_by_what_it_is(report: bytes) -> None:
    shown = released(workshop())
    for data in (report, workshop_json(shown), pack(shown, {}), b"\n " + workshop_json(shown)):
        found = read_workshop(data, "whatever")
        assert found is not None
        assert replace(found.snapshot, stamp="") == replace(shown, stamp="")
    for ideas in (b"one\ntwo\n", b'{"nodes":[]}', b"PK\x03\x04 a table", b""):
        assert read_workshop(ideas, "whatever") is None
    with pytest.raises(FileTrouble, match="carries no workshop"):
        read_workshop(build_pdf(workshop(), ReportOptions("en", "executive")), "r.pdf")


def test_a_vote_that_was_not_revealed_never_comes_in() -> None:
    held = released(workshop())
    (round_, *rest) = held.rounds
    spied = replace(held, rounds=(replace(round_, state="closed"), *rest))
    data = workshop_json(held).replace(b'"state":"revealed"', b'"state":"closed"', 1)
    assert read_workshop_json(data) == spied
    found = read_workshop(data, "w.json")
    assert found is not None
    assert found.snapshot == released(spied)
