"""Finishes the file: structure tree, links, names, outline, dates. The same input gives the same bytes."""

from __future__ import annotations

import hashlib
from datetime import datetime
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, String

from cocreate.export.pdf.tags import Element, Link, Mark, Tags
from cocreate.paths import resources

ATTACHED = "workshop.json"


def finish(
    raw: bytes, tags: Tags, *, title: str, subject: str, creator: str, language: str, moment: datetime,
    workshop: bytes | None = None,
) -> bytes:  # fmt: skip
    """`raw` is what the pen drew. The moment is UTC. `workshop` is the JSON that the report carries."""
    with pikepdf.open(BytesIO(raw)) as pdf:
        _structure(pdf, tags)
        _outline(pdf, tags)
        _names(pdf, tags)
        _catalogue(pdf, language)
        if workshop is not None:
            _attach(pdf, workshop, moment)
        _about(pdf, title=title, subject=subject, creator=creator, language=language, moment=moment)
        out = BytesIO()
        pdf.save(
            out, object_stream_mode=pikepdf.ObjectStreamMode.generate, compress_streams=True, recompress_flate=True,
            deterministic_id=True, min_version="1.7", linearize=False,
        )  # fmt: skip
        return out.getvalue()


class _Tree:
    """Writes the elements; remembers which one owns each mark and each link."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pdf = pdf
        self.pages = [page.obj for page in pdf.pages]
        self.owners: list[dict[int, Any]] = [{} for _ in self.pages]
        self.annotations: list[list[Any]] = [[] for _ in self.pages]
        self.links: list[tuple[Any, Any]] = []

    def write(self, element: Element, parent: Any) -> Any:
        made = self.pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name("/" + element.tag), P=parent))
        if element.alt:
            made.Alt = String(element.alt)
        if element.tag == "TH":
            made.A = Dictionary(O=Name.Table, Scope=Name.Column)
        made.K = Array([self._kid(kid, made) for kid in element.kids])
        return made

    def _kid(self, kid: Element | Mark | Link, owner: Any) -> Any:
        if isinstance(kid, Element):
            return self.write(kid, owner)
        page = self.pages[kid.page]
        if isinstance(kid, Mark):
            self.owners[kid.page][kid.mcid] = owner
            return Dictionary(Type=Name.MCR, Pg=page, MCID=kid.mcid)
        annotation = self.pdf.make_indirect(
            Dictionary(
                Type=Name.Annot, Subtype=Name.Link, Rect=Array(list(kid.box)), Border=Array([0, 0, 0]), F=4,
                Dest=String(kid.place), Contents=String(kid.words),
            )
        )  # fmt: skip
        self.annotations[kid.page].append(annotation)
        made = self.pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Link, P=owner))
        made.K = Dictionary(Type=Name.OBJR, Obj=annotation, Pg=page)
        self.links.append((annotation, made))
        return made


def _structure(pdf: pikepdf.Pdf, tags: Tags) -> None:
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    tree = _Tree(pdf)
    root.K = tree.write(tags.root, root)
    numbers: list[Any] = []
    for i, page in enumerate(tree.pages):
        page.StructParents = i
        page.Tabs = Name.S
        owned = tree.owners[i]
        numbers += [i, pdf.make_indirect(Array([owned[k] for k in range(len(owned))]))]
        if tree.annotations[i]:
            page.Annots = Array(tree.annotations[i])
    key = len(tree.pages)
    for annotation, element in tree.links:
        annotation.StructParent = key
        numbers += [key, element]
        key += 1
    root.ParentTree = pdf.make_indirect(Dictionary(Nums=Array(numbers)))
    root.ParentTreeNextKey = key
    pdf.Root.StructTreeRoot = root


def _target(pdf: pikepdf.Pdf, place: tuple[int, float]) -> Any:
    return Array([pdf.pages[place[0]].obj, Name.XYZ, 0, place[1], 0])


def _names(pdf: pikepdf.Pdf, tags: Tags) -> None:
    """Makes `report.pdf#nameddest=I-001` work."""
    names = pikepdf.NameTree.new(pdf)
    for name in sorted(tags.places):
        names[name] = _target(pdf, tags.places[name])
    pdf.Root.Names = Dictionary(Dests=names.obj)


def _outline(pdf: pikepdf.Pdf, tags: Tags) -> None:
    with pdf.open_outline() as outline:
        for heading in tags.headings:
            item = OutlineItem(heading.title, _target(pdf, tags.places[heading.place]))
            if heading.level == 0 or not outline.root:
                item.is_closed = True  # below level 1
                outline.root.append(item)
            else:
                outline.root[-1].children.append(item)


def _catalogue(pdf: pikepdf.Pdf, language: str) -> None:
    root = pdf.Root
    root.MarkInfo = Dictionary(Marked=True)
    root.Lang = String(language)
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    root.PageMode = Name.UseOutlines
    profile = pdf.make_stream((resources() / "pdf" / "srgb.icc").read_bytes())
    profile.N = 3
    intent = Dictionary(
        Type=Name.OutputIntent, S=Name.GTS_PDFA1, OutputConditionIdentifier=String("sRGB"), Info=String("sRGB"),
        DestOutputProfile=profile,
    )  # fmt: skip
    root.OutputIntents = Array([pdf.make_indirect(intent)])


def _attach(pdf: pikepdf.Pdf, workshop: bytes, moment: datetime) -> None:
    """The report is the archive: its source goes with it, as PDF/A-3 wants it (`/AF`, relationship Source)."""
    stamp = String(moment.strftime("D:%Y%m%d%H%M%SZ"))
    file = pdf.make_stream(workshop)
    file.Type, file.Subtype = Name.EmbeddedFile, Name("/application/json")
    digest = String(hashlib.md5(workshop, usedforsecurity=False).digest())  # what the format asks for, no proof
    file.Params = Dictionary(Size=len(workshop), ModDate=stamp, CreationDate=stamp, CheckSum=digest)
    name = String(ATTACHED)
    spec = pdf.make_indirect(
        Dictionary(
            Type=Name.Filespec, F=name, UF=name, EF=Dictionary(F=file, UF=file), AFRelationship=Name.Source, Desc=name
        )
    )
    files = pikepdf.NameTree.new(pdf)
    files[ATTACHED] = spec
    pdf.Root.Names.EmbeddedFiles = files.obj
    pdf.Root.AF = Array([spec])


def _about(pdf: pikepdf.Pdf, *, title: str, subject: str, creator: str, language: str, moment: datetime) -> None:
    stamp = moment.strftime("D:%Y%m%d%H%M%SZ")
    del pdf.docinfo
    for key, value in (("Title", title), ("Subject", subject), ("Creator", creator), ("Producer", creator)):
        pdf.docinfo[f"/{key}"] = String(value)
    pdf.docinfo["/CreationDate"] = pdf.docinfo["/ModDate"] = String(stamp)
    with pdf.open_metadata(set_pikepdf_as_editor=False) as about:
        about.load_from_docinfo(pdf.docinfo)
        about["dc:language"] = [language]
