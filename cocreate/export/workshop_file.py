"""A whole workshop in a file that CoCreate wrote: `.cocreate`, `workshop.json`, or the report that carries it."""

from __future__ import annotations

import re

from cocreate.errors import FileTrouble
from cocreate.export.bundle import FORMAT, read_workshop_json, workshop_json
from cocreate.export.package import MANIFEST, Package, unpack
from cocreate.export.redact import released
from cocreate.model.snapshot import WorkshopSnapshot

_OURS = re.compile(rb'\s*(?:\xef\xbb\xbf)?\s*\{.*"format"\s*:\s*"' + FORMAT.encode() + rb'"', re.DOTALL)


def is_report(data: bytes) -> bool:
    """Whether the bytes are a PDF."""
    return b"%PDF-" in data[:1024]


def as_ideas(data: bytes, name: str) -> tuple[bytes, str]:
    """What a reader of ideas can take: of a report the workshop in it, everything else as it is."""
    if not is_report(data):
        return data, name
    return workshop_json(_from_report(data, name)), "workshop.json"


def read_workshop(data: bytes, name: str) -> Package | None:
    """The workshop, without votes that were not revealed; None when the bytes are something else, such as ideas.

    FileTrouble when they are one of ours and damaged, or a PDF that carries no workshop.
    """
    if is_report(data):
        package = Package(_from_report(data, name))
    elif data.startswith(b"PK\x03\x04") and MANIFEST.encode() in data[:200]:
        package = unpack(data, name)
    elif _OURS.match(data):
        package = Package(read_workshop_json(data))
    else:
        return None
    return Package(released(package.snapshot), package.pictures)


def _from_report(data: bytes, name: str) -> WorkshopSnapshot:
    from cocreate.export.verify import attached  # late: only PDF needs pikepdf

    found = attached(data, name)
    if found is None:
        raise FileTrouble(
            "“{name}” carries no workshop. Choose the full report of CoCreate, or a list of ideas.", name=name
        )
    return read_workshop_json(found)
