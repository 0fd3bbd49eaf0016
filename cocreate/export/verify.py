"""Judges a report without a validator: tags, text, fonts, links, active content, every idea, and the attached workshop.

It is no proof of PDF/UA or PDF/A; it finds what a report of ours may never have. Writes nothing.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

import pikepdf

from cocreate.errors import FileTrouble, Phrase
from cocreate.export.bundle import read_workshop_json, workshop_json
from cocreate.export.pdf.post import ATTACHED
from cocreate.export.pdf.text import MAX_CHARS, clean
from cocreate.export.pdf_reading import PageText, attachments, cmap, opened, page_text
from cocreate.export.redact import released
from cocreate.model.snapshot import WorkshopSnapshot
from cocreate.words import Words

TEXTS = frozenset({"P", "TD", "TH", "H1", "H2", "H3", "TOCI", "Figure"})
MOST_NAMED = 5  # ideas that are named when they are missing
_ACTIVE = frozenset({"/JS", "/JavaScript", "/Launch", "/RichMedia", "/SubmitForm", "/URI"})


@dataclass(frozen=True)
class Finding:
    """One thing that is not as it should be: a sentence with `{places}` for the values."""

    text: str
    values: Mapping[str, object] = field(default_factory=dict)

    def say(self, t: Words) -> str:
        return t(self.text, **self.values)


@dataclass
class Inspection:
    """What was found in a report, and what is in it."""

    findings: list[Finding] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)  # of each element that holds text
    pages: list[str] = field(default_factory=list)  # marked text per page, in order of drawing
    tags: dict[str, int] = field(default_factory=dict)
    fonts: set[str] = field(default_factory=set)
    places: dict[str, int] = field(default_factory=dict)  # named destination to page, from 1
    outline: list[tuple[str, list[str]]] = field(default_factory=list)
    links: int = 0
    ideas: int = 0  # of the workshop that it was compared with
    attached: bytes | None = None

    @property
    def squeezed(self) -> str:
        return "\0".join(squeeze(text) for text in self.texts)

    def need(self, ok: object, text: Phrase, **values: object) -> None:
        if not ok:
            self.findings.append(Finding(text, values))


def squeeze(text: str) -> str:
    """Text without white space, to compare what was broken into lines."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFC", text))


def attached(data: bytes, name: str) -> bytes | None:
    """The workshop that a full report carries, as JSON; None when it carries none. FileTrouble when it is damaged."""
    with opened(data, name) as pdf:
        return attachments(pdf).get(ATTACHED)


def verify(data: bytes, name: str, snapshot: WorkshopSnapshot | None = None) -> Inspection:
    """Inspect a report, and compare it with the workshop: `snapshot`, else the one that it carries.

    The comparison: every idea is found as text, and the attachment is that workshop, row for row. FileTrouble for
    what is no PDF, or too damaged to read.
    """
    found = inspect(data, name)
    held = _carried(found)
    if snapshot is not None and held is not None:
        found.need(
            _unstamped(held) in (_unstamped(snapshot), _unstamped(released(snapshot, anonymous=True))),
            Phrase("the attached workshop is not the one in the library, or an earlier state of it"),
        )
    shown = snapshot or held
    found.need(held is not None or found.attached is None, Phrase("the attached workshop cannot be read"))
    if shown is None or (found.attached is None and not any(place.startswith("I-") for place in found.places)):
        return found  # the executive report has the decision page alone
    text, ideas = found.squeezed, shown.notes
    missing = [n for n in ideas if not _is_there(n.text, text)]
    labels = ", ".join(shown.labels[n.id] for n in missing[:MOST_NAMED])
    found.ideas = len(ideas)
    found.need(
        not missing, Phrase("{n} ideas are not found as text, the first: {labels}"), n=len(missing), labels=labels
    )
    return found


def _carried(found: Inspection) -> WorkshopSnapshot | None:
    try:
        return read_workshop_json(found.attached) if found.attached is not None else None
    except FileTrouble:
        return None


def _unstamped(snapshot: WorkshopSnapshot) -> bytes:
    """All of the workshop but the step that it was seen at: another library has other steps for the same."""
    return workshop_json(replace(snapshot, stamp=""))


def _is_there(idea: str, text: str) -> bool:
    return squeeze(clean(idea)[:MAX_CHARS]) in text


def digest_of(found: Inspection) -> str:
    """SHA-256 of the attached workshop, as the method page says it; empty without one."""
    return hashlib.sha256(found.attached).hexdigest() if found.attached is not None else ""


def inspect(data: bytes, name: str = "report.pdf") -> Inspection:
    """Everything that can be said of a report by itself. FileTrouble for what is no PDF, or too damaged to read."""
    with opened(data, name) as pdf:
        found = Inspection()
        _catalogue(pdf, found)
        _attachments(pdf, found)
        pages = _pages(pdf, found)
        _structure(pdf, found, pages)
        _links(pdf, found)
        with pdf.open_outline() as outline:
            found.outline = [(item.title, [kid.title for kid in item.children]) for item in outline.root]
        found.pages = [
            " | ".join(" ".join(t.split()) for _, t in sorted(p.by_mark.items()) if t.strip()) for p in pages
        ]
        return found


def _catalogue(pdf: Any, found: Inspection) -> None:
    root: Any = pdf.Root
    found.need(root.get("/Lang"), Phrase("it does not say its language"))
    found.need(str(pdf.docinfo.get("/Title", "")), Phrase("it has no title"))
    shows = root.get("/ViewerPreferences", {}).get("/DisplayDocTitle")
    found.need(shows, Phrase("the title is not shown in the window bar"))
    found.need(root.get("/MarkInfo", {}).get("/Marked"), Phrase("it is not marked as tagged"))
    found.need("/OutputIntents" in root and "/Metadata" in root, Phrase("output intent or metadata are missing"))
    is_active = "/OpenAction" in root or "/AA" in root or "/JavaScript" in root.get("/Names", {})
    found.need(not is_active, Phrase("it does something when it is opened"))
    for number, obj in enumerate(pdf.objects):
        if isinstance(obj, pikepdf.Dictionary):
            bad = sorted(_ACTIVE & {*obj.keys(), str(obj.get("/S", ""))})
            found.need(not bad, Phrase("object {number} holds {bad}"), number=number, bad=", ".join(bad))


def _attachments(pdf: Any, found: Inspection) -> None:
    files = attachments(pdf)
    found.attached = files.pop(ATTACHED, None)
    found.need(not files, Phrase("it carries files that are not ours: {names}"), names=", ".join(sorted(files))[:200])
    if found.attached is not None:
        related = [str(spec.get("/AFRelationship", "")) for spec in pdf.Root.get("/AF", [])]
        found.need(related == ["/Source"], Phrase("the attached workshop is not named as its source"))


def _pages(pdf: Any, found: Inspection) -> list[PageText]:
    out: list[PageText] = []
    cache: dict[Any, dict[int, str]] = {}
    for n, page in enumerate(pdf.pages, 1):
        fonts = {}
        for name, font in page.Resources.get("/Font", {}).items():
            key = font.objgen
            if key not in cache:
                cache[key] = cmap(font)
                _font(font, found)
            fonts[name] = cache[key]
        read = page_text(page, fonts)
        found.need(page.get("/Tabs") == pikepdf.Name.S, Phrase("page {n}: the tab order is not the structure"), n=n)
        found.need(read.open_marks == 0, Phrase("page {n}: marks are not balanced"), n=n)
        found.need(
            read.unmarked == 0, Phrase("page {n}: {count} paint operators are not marked"), n=n, count=read.unmarked
        )
        out.append(read)
    return out


def _font(font: Any, found: Inspection) -> None:
    name, told = str(font.BaseFont), font.get("/FontDescriptor", {})
    is_whole = any(k in told for k in ("/FontFile", "/FontFile2", "/FontFile3")) and "/ToUnicode" in font
    found.need(is_whole, Phrase("the font {name} is not embedded, or its text cannot be copied"), name=name)
    found.fonts.add(name)


def _structure(pdf: Any, found: Inspection, pages: list[PageText]) -> None:
    if "/StructTreeRoot" not in pdf.Root:
        found.need(False, Phrase("it has no structure tree"))
        return
    where = {page.obj.objgen: n for n, page in enumerate(pdf.pages)}
    heads: list[int] = []

    def walk(element: Any) -> str:
        tag = str(element.get("/S", ""))[1:]
        found.tags[tag] = found.tags.get(tag, 0) + 1
        found.need(tag != "Figure" or "/Alt" in element, Phrase("a figure has no alternative text"))
        if re.fullmatch("H[1-6]", tag):
            heads.append(int(tag[1]))
        text = ""
        kids = element.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if kid.get("/Type") == "/MCR":
                text += pages[where[kid.Pg.objgen]].by_mark.get(int(kid.MCID), "")
            elif kid.get("/Type") != "/OBJR":
                text += walk(kid)
        if tag in TEXTS:
            found.texts.append(text)
        return text

    walk(pdf.Root.StructTreeRoot.K)
    is_stepwise = heads[:1] == [1] and all(b - a <= 1 for a, b in pairwise(heads))
    found.need(is_stepwise, Phrase("levels of headings are skipped"))


def _links(pdf: Any, found: Inspection) -> None:
    where = {page.obj.objgen: n for n, page in enumerate(pdf.pages, 1)}
    tree = pdf.Root.get("/Names", {}).get("/Dests")
    if tree is not None:
        found.places = {str(name): where[target[0].objgen] for name, target in pikepdf.NameTree(tree).items()}
    for page in pdf.pages:
        for link in page.get("/Annots", []):
            found.links += 1
            has_words = "/Contents" in link and "/StructParent" in link
            found.need(has_words, Phrase("a link has no text, or no place in the structure"))
            target = str(link.get("/Dest"))
            is_live = "/A" not in link and target in found.places
            found.need(is_live, Phrase("a link leads nowhere: {target}"), target=target)
