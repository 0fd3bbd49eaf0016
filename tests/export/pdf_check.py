"""Judges a report of ours without a validator: marks, tags, fonts, links, names, active content, and the text.

It reads text from the structure tree (ToUnicode and ActualText), because pypdf ignores ActualText and poppler reverses
it for right-to-left runs: neither can be the oracle for Arabic or Hebrew.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from io import BytesIO
from itertools import pairwise
from typing import Any

import pikepdf

PAINT = {"Tj", "TJ", "'", '"', "f", "f*", "F", "S", "s", "B", "B*", "b", "b*", "Do", "sh"}
TEXTS = {"P", "TD", "TH", "H1", "H2", "H3", "TOCI", "Figure"}


@dataclass
class Report:
    findings: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)  # of each element that holds text
    pages: list[str] = field(default_factory=list)  # marked text per page, in order of drawing
    tags: dict[str, int] = field(default_factory=dict)
    fonts: set[str] = field(default_factory=set)
    places: dict[str, int] = field(default_factory=dict)  # named destination to page, from 1
    outline: list[tuple[str, list[str]]] = field(default_factory=list)
    links: int = 0

    @property
    def squeezed(self) -> str:
        return "\0".join(squeeze(text) for text in self.texts)


def squeeze(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFC", text))


@dataclass
class PageText:
    by_mark: dict[int, str] = field(default_factory=dict)
    unmarked: int = 0
    open_marks: int = 0


def inspect(data: bytes) -> Report:
    with pikepdf.open(BytesIO(data)) as pdf:
        report = Report()
        _catalogue(pdf, report)
        pages = _pages(pdf, report)
        _structure(pdf, report, pages)
        _links(pdf, report)
        with pdf.open_outline() as outline:
            report.outline = [(item.title, [kid.title for kid in item.children]) for item in outline.root]
        report.pages = [
            " | ".join(" ".join(t.split()) for _, t in sorted(p.by_mark.items()) if t.strip()) for p in pages
        ]
        return report


def _need(report: Report, ok: object, finding: str) -> None:
    if not ok:
        report.findings.append(finding)


def _catalogue(pdf: pikepdf.Pdf, report: Report) -> None:
    root: Any = pdf.Root
    _need(report, root.get("/Lang"), "no language")
    _need(report, str(pdf.docinfo.get("/Title", "")), "no title")
    _need(
        report, root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"), "the title is not shown in the window bar"
    )
    _need(report, root.get("/MarkInfo", {}).get("/Marked"), "not marked as tagged")
    _need(report, "/OutputIntents" in root and "/Metadata" in root, "no output intent or XMP")
    names: Any = root.get("/Names", {})
    active = "/OpenAction" in root or "/AA" in root or "/JavaScript" in names or "/EmbeddedFiles" in names
    _need(report, not active, "active content or attachment")
    for number, obj in enumerate(pdf.objects):
        if isinstance(obj, pikepdf.Dictionary):
            bad = {"/JS", "/JavaScript", "/Launch", "/RichMedia", "/SubmitForm", "/URI"} & {
                *obj.keys(),
                str(obj.get("/S", "")),
            }
            _need(report, not bad, f"object {number} holds {bad}")


def _cmap(font: Any) -> dict[int, str]:
    data = font.ToUnicode.read_bytes().decode("latin-1") if "/ToUnicode" in font else ""
    pairs = re.findall(r"<([0-9A-F]{2})> <([0-9A-F]+)>", data)
    return {int(a, 16): bytes.fromhex(b).decode("utf-16-be", "replace") for a, b in pairs}


def _pages(pdf: pikepdf.Pdf, report: Report) -> list[PageText]:
    out, cache = [], {}
    for n, page in enumerate(pdf.pages):
        fonts = {}
        for name, font in page.Resources.get("/Font", {}).items():
            key = font.objgen
            if key not in cache:
                cache[key] = _cmap(font)
                found: Any = font.get("/FontDescriptor", {})
                whole = any(k in found for k in ("/FontFile", "/FontFile2", "/FontFile3")) and "/ToUnicode" in font
                _need(report, whole, f"font {font.BaseFont} is not embedded or has no ToUnicode")
                report.fonts.add(str(font.BaseFont))
            fonts[name] = cache[key]
        read = _page_text(page, fonts)
        _need(report, page.get("/Tabs") == pikepdf.Name.S, f"page {n + 1}: the tab order is not the structure")
        _need(report, read.open_marks == 0, f"page {n + 1}: marks are not balanced")
        _need(report, read.unmarked == 0, f"page {n + 1}: {read.unmarked} unmarked paint operators")
        out.append(read)
    return out


def _page_text(page: Any, fonts: dict[str, dict[int, str]]) -> PageText:
    """ActualText replaces what is shown inside its span."""
    out, stack, current = PageText(), [], {}
    for op in pikepdf.parse_content_stream(page):
        name, args = str(op.operator), op.operands
        if name in ("BDC", "BMC"):
            props: Any = args[1] if len(args) > 1 and isinstance(args[1], pikepdf.Dictionary) else {}
            stack.append((int(props["/MCID"]) if "/MCID" in props else None, "/ActualText" in props))
            mark = _innermost(stack)
            if "/ActualText" in props and mark is not None:
                out.by_mark[mark] = out.by_mark.get(mark, "") + str(props["/ActualText"])
        elif name == "EMC":
            stack.pop()
        elif name == "Tf":
            current = fonts.get(str(args[0]), {})
        if name in PAINT:
            out.unmarked += not stack
            mark = _innermost(stack)
            if name in ("Tj", "TJ") and mark is not None and not any(actual for _, actual in stack):
                shown = args[0] if name == "TJ" else args
                text = "".join(
                    current.get(b, "\ufffd") for s in shown if isinstance(s, pikepdf.String) for b in bytes(s)
                )
                out.by_mark[mark] = out.by_mark.get(mark, "") + text
    out.open_marks = len(stack)
    return out


def _innermost(stack: list[tuple[int | None, bool]]) -> int | None:
    return next((mark for mark, _ in reversed(stack) if mark is not None), None)


def _structure(pdf: pikepdf.Pdf, report: Report, pages: list[PageText]) -> None:
    if "/StructTreeRoot" not in pdf.Root:
        report.findings.append("no structure tree")
        return
    where = {page.obj.objgen: n for n, page in enumerate(pdf.pages)}
    heads: list[int] = []

    def walk(element: Any) -> str:
        tag = str(element.get("/S", ""))[1:]
        report.tags[tag] = report.tags.get(tag, 0) + 1
        _need(report, tag != "Figure" or "/Alt" in element, "a figure without alternative text")
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
            report.texts.append(text)
        return text

    walk(pdf.Root.StructTreeRoot.K)
    steps = pairwise(heads)
    _need(report, heads[:1] == [1] and all(b - a <= 1 for a, b in steps), "heading levels skip")


def _links(pdf: pikepdf.Pdf, report: Report) -> None:
    where = {page.obj.objgen: n + 1 for n, page in enumerate(pdf.pages)}
    names: Any = pdf.Root.get("/Names", {})
    tree = names.get("/Dests")
    if tree is not None:
        report.places = {str(name): where[target[0].objgen] for name, target in pikepdf.NameTree(tree).items()}
    for page in pdf.pages:
        for link in page.get("/Annots", []):
            report.links += 1
            _need(report, "/Contents" in link and "/StructParent" in link, "a link without text or structure")
            _need(
                report,
                "/A" not in link and str(link.get("/Dest")) in report.places,
                f"dead link to {link.get('/Dest')}",
            )
