"""A workshop with its pictures as one `.cocreate` file, out and in: nothing is lost, nothing is believed unhashed.

A zip archive: `manifest.json` with the SHA-256 of every entry, `workshop.json`, and `pictures/` by the digest of their
bytes. Dates are fixed and names sorted, so equal workshops have equal bytes.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field

from cocreate import strict_json
from cocreate.archive import Archive
from cocreate.errors import FileTrouble
from cocreate.export.bundle import read_workshop_json, workshop_json
from cocreate.export.redact import released
from cocreate.model.snapshot import WorkshopSnapshot

FORMAT, VERSION = "cocreate-bundle", 1
MANIFEST, WORKSHOP, PICTURES = "manifest.json", "workshop.json", "pictures/"
MOST_UNPACKED = 160 * 1024 * 1024  # of all entries together; each may be as large as any archive's
MOST_LISTED = 1024 * 1024
_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the earliest date of a zip archive


@dataclass(frozen=True)
class Package:
    """What a `.cocreate` file holds. `pictures` is digest to bytes; those that no row names are left out."""

    snapshot: WorkshopSnapshot
    pictures: Mapping[str, bytes] = field(default_factory=dict)


def pack(snapshot: WorkshopSnapshot, pictures: Mapping[str, bytes]) -> bytes:
    """The file. `pictures` is digest to bytes; one that is not at hand is missing in the copy as it is here."""
    shown = released(snapshot)
    entries = {WORKSHOP: workshop_json(shown)}
    for digest in sorted({row.digest for row in shown.attachments} & pictures.keys()):
        entries[PICTURES + digest] = pictures[digest]
    listed = {name: {"bytes": len(data), "sha256": _digest(data)} for name, data in entries.items()}
    manifest = {"format": FORMAT, "version": VERSION, "entries": listed}
    said = json.dumps(manifest, sort_keys=True, separators=(",", ":")).encode() + b"\n"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, data in [(MANIFEST, said), *sorted(entries.items())]:
            _put(file, name, data)
    return out.getvalue()


def _put(file: zipfile.ZipFile, name: str, data: bytes) -> None:
    info = zipfile.ZipInfo(name, _LONG_AGO)
    info.create_system, info.external_attr = 3, 0o644 << 16  # the same on every system
    info.compress_type = zipfile.ZIP_STORED if name.startswith(PICTURES) else zipfile.ZIP_DEFLATED
    file.writestr(info, data, compresslevel=9)


def unpack(data: bytes, name: str) -> Package:
    """What is in such a file. `FileTrouble` for anything that is not exactly one; unlisted entries are ignored."""
    archive = Archive(data, name, MOST_UNPACKED)
    listed = _listed(archive)
    found = {entry: _entry(archive, entry, said) for entry, said in listed.items()}
    if WORKSHOP not in found:
        raise archive.damaged()
    snapshot = read_workshop_json(found.pop(WORKSHOP))
    wanted = {row.digest for row in snapshot.attachments}
    pictures = {entry.removeprefix(PICTURES): data for entry, data in found.items()}
    if any(_digest(data) != digest for digest, data in pictures.items()):
        raise archive.damaged()
    return Package(snapshot, {digest: data for digest, data in pictures.items() if digest in wanted})


def _listed(archive: Archive) -> dict[str, str]:
    """Entry to SHA-256, as the manifest says."""
    if not archive.names[MANIFEST]:
        raise FileTrouble(
            "“{name}” is no workshop of CoCreate. Choose a file that CoCreate has written.", name=archive.name
        )
    try:
        found = strict_json.loads(archive.read(MANIFEST, MOST_LISTED).decode())
        if found["format"] != FORMAT or type(found["version"]) is not int:
            raise ValueError("no manifest")
        if found["version"] > VERSION:
            raise FileTrouble("This workshop was written by a newer CoCreate. Update CoCreate, then open it again.")
        return {str(entry): str(said["sha256"]) for entry, said in found["entries"].items()}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise archive.damaged() from error


def _entry(archive: Archive, entry: str, said: str) -> bytes:
    data = archive.read(entry)
    if _digest(data) != said:
        raise archive.damaged()
    return data


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
